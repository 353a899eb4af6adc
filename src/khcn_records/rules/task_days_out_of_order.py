"""A task due or done before it was ordered (*ngày tháng của nhiệm vụ ngược thứ tự*).

Basis: PRACTICE: an order comes before what it orders.

Wrong: directive of 10/02, done on 29/01. Right: done on a day after it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.rules.checking import Context, Rule, Scope

__all__ = ["RULE", "check"]

RULE = Rule(
    code="days_out_of_order",
    scope=Scope.RECORD,
    severity=Severity.ERROR,
    basis=Evidence("Quyết định 42/2014/QĐ-TTg (theo dõi nhiệm vụ giao)", Confidence.PRACTICE),
    kinds=("assigned_task",),
)


def check(subject: AssignedTask, _context: Context) -> Iterator[Finding]:
    """One finding for each day before the directive's own."""
    ordered = subject.directive.issued_on
    for name, day in (("due_on", subject.due_on), ("completed_on", subject.completed_on)):
        if ordered is not None and day is not None and day < ordered:
            yield RULE.finding(
                subject.task_id,
                what_key=f"field.assigned_task.{name}",
                day_on=day.isoformat(),
                ordered_on=ordered.isoformat(),
            )
