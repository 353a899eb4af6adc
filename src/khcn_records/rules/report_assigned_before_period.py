"""Tasks of earlier months counted as assigned in this one (*nhiệm vụ giao từ trước kỳ báo cáo*).

Basis: PRACTICE: *nhiệm vụ được giao trong tháng* counts what was ordered in the window; open tasks of before are carried over.

Wrong: orders of 2023 among the tasks of 02/2024, with nothing said. Right: told as carried over.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, RecordSet, Rule, Scope

__all__ = ["RULE", "check"]

RULE = Rule(
    code="assigned_before_period",
    scope=Scope.REPORT,
    severity=Severity.INFO,
    basis=Evidence("Nghị định 09/2019/NĐ-CP, Điều 12", Confidence.SECONDARY),
    kinds=("assigned_task",),
)


def check(subject: RecordSet, context: Context) -> Iterator[Finding]:
    """One finding for the report: how many of its tasks were ordered before its window."""
    begin = context.first_day
    tasks = subject.of("assigned_task")
    ordered = [task.assigned_on or task.directive.issued_on for task in tasks]
    earlier = [day for day in ordered if day is not None and begin is not None and day < begin]
    if earlier and begin is not None and subject.report is not None:
        yield RULE.finding(
            subject.report.report_id, count=len(earlier), total=len(tasks), begin_on=begin.isoformat()
        )
