"""A date in figures parted by hyphens or dots (*ngày, tháng phân cách bằng dấu khác dấu gạch chéo*).

Basis: PRACTICE: documents part the figures of a date by strokes.

Wrong: `20-01`, `17.01.2024`. Right: `20/01`, `17/01/2024`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="date_separator",
    scope=Scope.TEXT,
    severity=Severity.INFO,
    basis=Evidence("Thể thức văn bản hành chính", Confidence.PRACTICE),
)
_PARTED = lazy_pattern(r"(?<![0-9.-])[0-9]{1,2}([-.])[0-9]{1,2}(?:\1[0-9]{4})?(?![0-9])")


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each date; an ISO date, year first, is another form and passes."""
    for mention in subject.dates:
        if mention.kind == "date":
            for found in _PARTED.finditer(mention.text):
                right = found[0].replace(found[1], "/")
                place = subject.place(mention.start + found.start(), mention.start + found.end())
                yield RULE.finding(place=place, suggestion=right, text=found[0], right=right)
