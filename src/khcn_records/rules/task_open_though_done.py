"""A task reported open that bears a day done or a result (*đang thực hiện nhưng đã có kết quả*).

Basis: PRACTICE.

Wrong: status in progress, completed on 29/01. Right: done, or no day.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.rules.checking import Context, Rule, Scope

__all__ = ["RULE", "check"]

RULE = Rule(
    code="open_though_done",
    scope=Scope.RECORD,
    severity=Severity.ERROR,
    basis=Evidence("Quyết định 42/2014/QĐ-TTg (theo dõi nhiệm vụ giao)", Confidence.PRACTICE),
    kinds=("assigned_task",),
)


def check(subject: AssignedTask, _context: Context) -> Iterator[Finding]:
    """One finding for an open task with a day or a document of completion."""
    is_open = subject.status in {TaskStatus.NOT_STARTED, TaskStatus.IN_PROGRESS}
    if is_open and (subject.completed_on is not None or subject.result is not None):
        told = str(subject.result.number or subject.result.cite()) if subject.result is not None else ""
        day = subject.completed_on.isoformat() if subject.completed_on is not None else ""
        yield RULE.finding(subject.task_id, text=told, completed_on=day)
