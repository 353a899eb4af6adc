"""A printed figure that says another number than the one recorded (*số liệu in khác số liệu ghi*).

Basis: PRACTICE: the print is kept beside the figure so that one can be checked by the other.

Wrong: figure 8, printed `18 nhiệm vụ`. Right: `08 nhiệm vụ`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.errors import InvalidQuantityError
from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.indicators import Indicator
from khcn_records.rules.checking import Context, Rule, Scope
from khcn_records.values.quantities import Quantity

__all__ = ["RULE", "check"]

RULE = Rule(
    code="text_against_figure",
    scope=Scope.RECORD,
    severity=Severity.ERROR,
    basis=Evidence("Thống kê, tổng hợp số liệu", Confidence.PRACTICE),
    kinds=("indicator",),
)


def check(subject: Indicator, _context: Context) -> Iterator[Finding]:
    """One finding where the print reads as a figure, and as another one."""
    if subject.figure_text is None or subject.figure is None:
        return
    try:
        printed = Quantity.parse(subject.figure_text)
    except InvalidQuantityError:
        return
    if printed.amount != subject.figure:
        yield RULE.finding(
            subject.indicator_id, name=subject.name, figure=str(subject.figure), text=subject.figure_text
        )
