"""A cumulative figure that counts other things than the figure of the period (*lũy kế khác đơn vị tính*).

Basis: PRACTICE of reporting: figure and cumulative figure of one line are of one unit, or cannot be added.

Wrong: `Kiểm định: 2 phương tiện đo. Lũy kế 1291 mẫu`. Right: `Lũy kế 1291 phương tiện đo`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import fold, lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="cumulative_unit",
    scope=Scope.TEXT,
    severity=Severity.WARNING,
    basis=Evidence("Chế độ báo cáo thống kê", Confidence.PRACTICE),
)
_CUMULATIVE = lazy_pattern(
    rf"{fold('lũy kế')}[^0-9.;:()]{{0,60}}?([0-9][0-9.]*(?:,[0-9]+)?) ?([^\W\d_]+(?: [^\W\d_]+)?)",
    re.IGNORECASE,
)
_FIGURE = lazy_pattern(r"[0-9]|không|chưa phát sinh")


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each cumulative figure whose unit is named nowhere in what stands before it in its item."""
    for item in subject.items:
        text = fold(item.text)
        begin = 0
        for found in _CUMULATIVE.finditer(text):
            before = text[begin : found.start()]
            begin = found.end()
            unit = found[2]
            if _FIGURE.search(before) and unit not in before and unit.split()[0] not in before.split():
                place = subject.place_of_lines(item.line, item.line_end)
                yield RULE.finding(place=place, text=f"{found[1]} {unit}", before=item.text[:80])
