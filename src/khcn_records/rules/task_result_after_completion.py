"""A result dated after the day its task was done (*văn bản kết quả ghi ngày sau ngày hoàn thành*).

Basis: PRACTICE: the document that answers a task is what completes it.

Wrong: done on 29/01, answered by a document of 02/02. Right: done on the day of the document.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.rules.checking import Context, Rule, Scope

__all__ = ["RULE", "check"]

RULE = Rule(
    code="result_after_completion",
    scope=Scope.RECORD,
    severity=Severity.WARNING,
    basis=Evidence("Quyết định 42/2014/QĐ-TTg (theo dõi nhiệm vụ giao)", Confidence.PRACTICE),
    kinds=("assigned_task",),
)


def check(subject: AssignedTask, _context: Context) -> Iterator[Finding]:
    """One finding where both days are known."""
    answered = None if subject.result is None else subject.result.issued_on
    if answered is not None and subject.completed_on is not None and answered > subject.completed_on:
        yield RULE.finding(
            subject.task_id, answered_on=answered.isoformat(), completed_on=subject.completed_on.isoformat()
        )
