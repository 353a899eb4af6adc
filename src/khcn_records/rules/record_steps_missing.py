"""Steps of a life that nobody saw (*thiếu bước trong quy trình*): a jump, or days out of order.

Basis: the lifecycle of the kind; a monthly report shows only some steps, so this is no reproach.

Wrong: recognised before accepted. Right: the steps between, each with its day.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.labels import snake_case
from khcn_records.lifecycle import HistoryEntry
from khcn_records.rules.checking import Context, Rule, Scope, record_id
from khcn_records.values.dates import PartialDate

__all__ = ["RULE", "check"]

RULE = Rule(
    code="steps_missing",
    scope=Scope.RECORD,
    severity=Severity.INFO,
    basis=Evidence("Vòng đời của loại bản ghi", Confidence.PRACTICE),
)


def check(subject: Any, _context: Context) -> Iterator[Finding]:
    """A hint for each jump; a warning for a step that certainly comes before the one that stands ahead of it."""
    steps = getattr(subject, "history", ())
    if not isinstance(steps, tuple):
        return
    for step in steps:
        if isinstance(step, HistoryEntry) and step.is_jump:
            yield _finding(subject, step, Severity.INFO, "")
    for before, step in itertools.pairwise(steps):
        if step.last_day < _first(before.on):
            yield _finding(subject, step, Severity.WARNING, step.last_day.isoformat())


def _finding(subject: Any, step: HistoryEntry, severity: Severity, on: str) -> Finding:
    lifecycle = getattr(type(subject), "LIFECYCLE", None)
    states = "" if lifecycle is None else f"{snake_case(lifecycle.states.__name__)}."
    return RULE.finding(
        record_id(subject),
        severity=severity,
        what_key=f"event.{step.event}",
        before_key=f"{states}{step.from_state}",
        after_key=f"{states}{step.to_state}",
        at=on,
    )


def _first(on: dt.date | PartialDate) -> dt.date:
    return on.first_day if isinstance(on, PartialDate) else on
