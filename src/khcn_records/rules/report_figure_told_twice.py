"""One figure told twice with two values (*một chỉ tiêu hai số liệu*).

Basis: PRACTICE.

Wrong: `Kiểm định phương tiện đo` 2 here and 3 there, of one period. Right: one figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.indicators import Indicator
from khcn_records.rules.checking import Context, RecordSet, Rule, Scope
from khcn_records.text import fold

__all__ = ["RULE", "check"]

RULE = Rule(
    code="figure_told_twice",
    scope=Scope.REPORT,
    severity=Severity.ERROR,
    basis=Evidence("Thống kê, tổng hợp số liệu", Confidence.PRACTICE),
    kinds=("indicator",),
)


def check(subject: RecordSet, _context: Context) -> Iterator[Finding]:
    """One finding for each later indicator of the same name, unit and period with another figure."""
    first: dict[tuple[object, ...], Indicator] = {}
    for one in subject.of("indicator"):
        key = (fold(one.name), fold(one.unit or ""), one.period, one.is_planned)
        known = first.setdefault(key, one)
        if None not in {one.figure, known.figure} and one.figure != known.figure:
            yield RULE.finding(
                one.indicator_id, name=one.name, figure=one.format_figure(), other=known.format_figure()
            )
