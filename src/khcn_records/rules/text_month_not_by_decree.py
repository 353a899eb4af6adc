"""A month 1 or 2 written without its zero (*tháng 01, tháng 02*).

Basis: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II mục 4 asks it of the date of a document; of a month alone it is PRACTICE.

Wrong: `tháng 1 năm 2024`. Right: `tháng 01 năm 2024`, `tháng 3 năm 2024`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="month_not_by_decree",
    scope=Scope.TEXT,
    severity=Severity.INFO,
    basis=Evidence("Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II mục 4", Confidence.INFERRED),
)
_MONTH = lazy_pattern(
    r"(?<!\w)(tháng\s{1,4})([12])(?=\s{0,4}/\s{0,4}[0-9]{4}|\s{1,4}năm\s{1,4}[0-9]{4})", re.IGNORECASE
)


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each month; what is wrong within a date is said of the date."""
    for mention in subject.dates:
        if mention.kind in {"month", "range", "period"}:
            for found in _MONTH.finditer(mention.text):
                right = f"{mention.text[: found.start(2)]}0{mention.text[found.start(2) :]}"
                place = subject.place(mention.start + found.start(), mention.start + found.end())
                yield RULE.finding(place=place, suggestion=right, text=mention.text, right=right)
