"""A life whose last step leads elsewhere than the state that is told (*diễn biến cuối không khớp tình trạng*).

Basis: the lifecycle of the kind. A day that dates the state explains what no step tells, unless it lies before the last step.

Wrong: reopened on 05/02, and still told as done. Right: in progress; or done, with the day it was completed after that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.lifecycle import HistoryEntry, Lifecycle, last_step
from khcn_records.rules.checking import Context, Rule, Scope, record_id, state_key, step_words
from khcn_records.values.dates import PartialDate

__all__ = ["RULE", "check"]

RULE = Rule(
    code="history_against_status",
    scope=Scope.RECORD,
    severity=Severity.WARNING,
    basis=Evidence("Vòng đời của loại bản ghi", Confidence.PRACTICE),
)


def check(subject: Any, _context: Context) -> Iterator[Finding]:
    """One finding where the last step, by the days, does not lead to the state and no day explains it."""
    lifecycle: Lifecycle | None = getattr(type(subject), "LIFECYCLE", None)
    step = None if lifecycle is None else last_step(subject)
    if lifecycle is None or step is None:
        return
    state = getattr(subject, lifecycle.field)
    if step.to_state != state.value and not _is_explained(subject, lifecycle, step):
        yield RULE.finding(
            record_id(subject), status_key=state_key(subject, state.value), **step_words(subject, step)
        )


def _is_explained(subject: Any, lifecycle: Lifecycle, step: HistoryEntry) -> bool:
    field, _ = lifecycle.dated.get(getattr(subject, lifecycle.field), (None, None))
    began: dt.date | PartialDate | None = None if field is None else getattr(subject, field)
    if began is None:
        return False
    return (began.last_day if isinstance(began, PartialDate) else began) >= step.first_day
