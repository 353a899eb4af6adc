"""A task whose progress says it is not due yet, though no deadline was set (*"Chưa đến hạn" nhưng không có thời hạn*).

Basis: PRACTICE: without a last day nothing can be due or not due.

Wrong: progress `Chưa đến hạn`, deadline empty. Right: `Không có thời hạn`, or a deadline.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.rules.checking import Context, Rule, Scope
from khcn_records.text import fold

__all__ = ["RULE", "check"]

RULE = Rule(
    code="no_deadline_yet_not_due",
    scope=Scope.RECORD,
    severity=Severity.WARNING,
    basis=Evidence("Quyết định 42/2014/QĐ-TTg (theo dõi nhiệm vụ giao)", Confidence.PRACTICE),
    kinds=("assigned_task",),
)
_CLAIMS = tuple(map(fold, ("Chưa đến hạn", "Trong hạn", "Còn hạn", "Đúng hạn")))


def check(subject: AssignedTask, _context: Context) -> Iterator[Finding]:
    """One finding for a task that claims to be in time of nothing."""
    said = subject.progress_text
    if said and subject.due_on is None and subject.due_text is None and fold(said).startswith(_CLAIMS):
        yield RULE.finding(subject.task_id, text=said)
