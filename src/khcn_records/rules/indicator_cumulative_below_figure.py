"""A cumulative figure smaller than the figure of the period (*lũy kế nhỏ hơn số trong kỳ*).

Basis: arithmetic: cumulative is what was before, and the period on top.

Wrong: 13 in the month, cumulative 6. Right: 19.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.indicators import Indicator
from khcn_records.rules.checking import Context, Rule, Scope

__all__ = ["RULE", "check"]

RULE = Rule(
    code="cumulative_below_figure",
    scope=Scope.RECORD,
    severity=Severity.ERROR,
    basis=Evidence("Thống kê, tổng hợp số liệu", Confidence.TEXT),
    kinds=("indicator",),
)


def check(subject: Indicator, _context: Context) -> Iterator[Finding]:
    """One finding where what stood before the period would be below nought."""
    before = subject.before_period
    if before is not None and before < 0:
        yield RULE.finding(
            subject.indicator_id,
            name=subject.name,
            figure=subject.format_figure(),
            cumulative=subject.format_cumulative(),
        )
