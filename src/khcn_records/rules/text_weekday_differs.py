"""A weekday beside a date it does not fall on (*thứ không khớp ngày*).

Basis: the calendar.

Wrong: `thứ Ba, ngày 05/02/2024`. Right: `thứ Hai, ngày 05/02/2024`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.mentions import check_weekdays
from khcn_records.rules.checking import Context, Rule, Scope, SourceText

__all__ = ["RULE", "check"]

RULE = Rule(
    code="weekday_differs",
    scope=Scope.TEXT,
    severity=Severity.WARNING,
    basis=Evidence("Lịch", Confidence.TEXT),
)


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each."""
    yield from check_weekdays(subject.text, file=subject.file)
