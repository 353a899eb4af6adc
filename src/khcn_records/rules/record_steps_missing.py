"""Steps of a life that nobody saw (*thiếu bước trong quy trình*).

Basis: the lifecycle of the kind; a monthly report shows only some steps, so this is no reproach.

Wrong: recognised before accepted. Right: the steps between, each with its day.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.lifecycle import HistoryEntry
from khcn_records.rules.checking import Context, Rule, Scope, record_id, step_words

__all__ = ["RULE", "check"]

RULE = Rule(
    code="steps_missing",
    scope=Scope.RECORD,
    severity=Severity.INFO,
    basis=Evidence("Vòng đời của loại bản ghi", Confidence.PRACTICE),
)


def check(subject: Any, context: Context) -> Iterator[Finding]:
    """A hint for each jump; one that happened before the report's own period was told by an earlier report."""
    steps = getattr(subject, "history", ())
    begin = context.first_day
    for step in steps if isinstance(steps, tuple) else ():
        if isinstance(step, HistoryEntry) and step.is_jump and (begin is None or step.last_day >= begin):
            yield RULE.finding(record_id(subject), **step_words(subject, step))
