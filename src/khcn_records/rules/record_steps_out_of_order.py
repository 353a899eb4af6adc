"""Steps of a life told in another order than their days (*các bước ngược thứ tự thời gian*).

Basis: PRACTICE: a step comes after the one told before it; a step known by month only may stand anywhere in it.

Wrong: accepted in March, recognised on 10/02. Right: recognised after it was accepted.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.lifecycle import HistoryEntry
from khcn_records.rules.checking import Context, Rule, Scope, record_id, step_words
from khcn_records.values.dates import PartialDate

__all__ = ["RULE", "check"]

RULE = Rule(
    code="steps_out_of_order",
    scope=Scope.RECORD,
    severity=Severity.WARNING,
    basis=Evidence("Vòng đời của loại bản ghi", Confidence.PRACTICE),
)


def check(subject: Any, _context: Context) -> Iterator[Finding]:
    """One finding for each step that certainly comes before the one told ahead of it."""
    steps = getattr(subject, "history", ())
    if isinstance(steps, tuple) and all(isinstance(step, HistoryEntry) for step in steps):
        for before, step in itertools.pairwise(steps):
            if step.last_day < _first(before.on):
                yield RULE.finding(
                    record_id(subject), day_on=step.last_day.isoformat(), **step_words(subject, step)
                )


def _first(on: dt.date | PartialDate) -> dt.date:
    return on.first_day if isinstance(on, PartialDate) else on
