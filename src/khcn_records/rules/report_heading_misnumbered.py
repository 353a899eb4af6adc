"""A heading printed under another number than its place has (*đề mục in sai số thứ tự*).

Basis: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II mục 6: headings are numbered in order, points under the number of their heading.

Wrong: `2.1` printed at the place `II.1.1`. Right: `1.1` or `II.1.1`; a number may leave out what stands before it in the place.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.rules.checking import Context, Rule, Scope
from khcn_records.text import fold

__all__ = ["RULE", "check"]

RULE = Rule(
    code="heading_misnumbered",
    scope=Scope.RECORD,
    severity=Severity.ERROR,
    basis=Evidence("Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II mục 6", Confidence.TEXT),
    kinds=("monthly_report",),
)


def check(subject: MonthlyReport, _context: Context) -> Iterator[Finding]:
    """One finding for each heading whose printed number is not the end of its place."""
    for section in subject.sections:
        printed = fold(section.printed_number or "").strip(" .)")
        parts = printed.split(".")
        place = fold(section.number).split(".")
        if printed and place[-len(parts) :] != parts:
            yield RULE.finding(
                section.number, text=f"{section.printed_number} {section.heading}", right=section.number
            )
