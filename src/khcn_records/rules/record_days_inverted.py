"""An end before its beginning (*ngày kết thúc trước ngày bắt đầu*).

Basis: arithmetic of days.

Wrong: a project from 01/3/2024 to 28/02/2024. Right: an end on or after the beginning.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, kind_of, record_id
from khcn_records.values.dates import PartialDate

__all__ = ["RULE", "check"]

RULE = Rule(
    code="days_inverted",
    scope=Scope.RECORD,
    severity=Severity.ERROR,
    basis=Evidence("Trình tự thời gian", Confidence.TEXT),
)
_PAIRS = (
    ("start_on", "end_on"), ("valid_from", "valid_until"), ("issued_on", "valid_until"), ("applied_on", "issued_on"),
    ("filed_on", "granted_on"), ("received_on", "answered_on"), ("assigned_on", "completed_on"), ("assigned_on", "due_on"),
    ("start_on", "concluded_on"), ("submitted_on", "decided_on"), ("issued_on", "effective_on"),
)  # fmt: skip


def check(subject: Any, _context: Context) -> Iterator[Finding]:
    """One finding for each pair of days that certainly stand the wrong way round."""
    kind = kind_of(subject)
    for first, last in _PAIRS:
        begin, end = _first(getattr(subject, first, None)), _last(getattr(subject, last, None))
        if begin is not None and end is not None and end < begin:
            yield RULE.finding(
                record_id(subject),
                first_key=f"field.{kind}.{first}",
                first_on=begin.isoformat(),
                last_key=f"field.{kind}.{last}",
                end_on=end.isoformat(),
            )


def _first(day: object) -> dt.date | None:
    return day.first_day if isinstance(day, PartialDate) else day if isinstance(day, dt.date) else None


def _last(day: object) -> dt.date | None:
    return day.last_day if isinstance(day, PartialDate) else day if isinstance(day, dt.date) else None
