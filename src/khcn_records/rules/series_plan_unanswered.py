"""What was planned and is not reported (*đã đưa vào kế hoạch nhưng không báo cáo kết quả*).

Basis: PRACTICE: part I of a report answers part II of the one before.

Wrong: February plans an acceptance, March says nothing of it. Right: March reports it, or plans it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.records.plan_items import PlanStatus
from khcn_records.records.report_series import SAME_TITLE, answer_plan, likeness
from khcn_records.rules.checking import Context, Rule, Scope, following

__all__ = ["RULE", "check"]

RULE = Rule(
    code="plan_unanswered",
    scope=Scope.SERIES,
    severity=Severity.WARNING,
    basis=Evidence("Chế độ báo cáo", Confidence.PRACTICE),
    kinds=("plan_item",),
)
_OPEN = {PlanStatus.PLANNED, PlanStatus.UNANSWERED}


def check(subject: Sequence[MonthlyReport], _context: Context) -> Iterator[Finding]:
    """One finding for each planned item that nothing of the next report answers and that is not planned again."""
    for before, after in following(subject):
        ahead = [item for item in after.plan_items if item.period.first_day > after.period.first_day]
        again = [item.content for item in ahead]
        settled = {item.plan_id for item in after.plan_items if item.status not in _OPEN}
        items = {item.plan_id: item for item in before.plan_items}
        for answer in answer_plan(before, after):
            item = items[answer.plan_id]
            is_open = item.status in _OPEN and item.plan_id not in settled
            if (
                is_open
                and not answer.record_ids
                and not any(likeness(item.content, one) >= SAME_TITLE for one in again)
            ):
                yield RULE.finding(item.plan_id, text=item.content[:120], period=str(after.period))
