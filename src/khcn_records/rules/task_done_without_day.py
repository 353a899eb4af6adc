"""A task done, on no known day (*hoàn thành nhưng không ghi ngày*).

Basis: PRACTICE: without the day nobody can say whether it was in time.

Wrong: group `Đã thực hiện`, day empty. Right: the day beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.rules.checking import Context, Rule, Scope

__all__ = ["RULE", "check"]

RULE = Rule(
    code="done_without_day",
    scope=Scope.RECORD,
    severity=Severity.WARNING,
    basis=Evidence("Quyết định 42/2014/QĐ-TTg (theo dõi nhiệm vụ giao)", Confidence.PRACTICE),
    kinds=("assigned_task",),
)


def check(subject: AssignedTask, _context: Context) -> Iterator[Finding]:
    """One finding where neither the day nor a step of its history is there."""
    if subject.status is TaskStatus.DONE and subject.completed_on is None and not subject.history:
        yield RULE.finding(subject.task_id)
