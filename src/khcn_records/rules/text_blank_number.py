"""A number or date left blank (*để trống số, ngày*), as drafts and appendices of signed documents have.

Basis: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I (an electronic document bears them elsewhere, so a blank may be right).

Wrong: `số      /BC-KHCN ngày …/…/2024`. Right: `số 30/BC-KHCN ngày 15/02/2024`.
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
    code="blank_number",
    scope=Scope.TEXT,
    severity=Severity.INFO,
    basis=Evidence("Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I", Confidence.TEXT),
)
_BLANK = lazy_pattern(
    r"số\s{0,12}:?[….\s]{0,40}/[A-ZĐ]{2,10}(?:-[A-ZĐ&]{2,12}){0,2}|ngày\s{0,4}[….]{1,12}\s{0,4}(?:/|tháng)\s{0,4}[….0-9]{1,12}\s{0,4}(?:/|năm)\s{0,4}[….0-9]{2,8}",
    re.IGNORECASE,
)


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each."""
    for item in subject.items:
        for found in _BLANK.finditer(item.text):
            yield RULE.finding(place=subject.place_of_lines(item.line, item.line_end), text=found[0])
