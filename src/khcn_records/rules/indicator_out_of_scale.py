"""A cumulative figure far out of scale with the figure of its month (*số liệu bất thường*).

Basis: PRACTICE, a hint only: over the months counted so far, an office does about as much in one month as in another.

Wrong: 2 in February, cumulative 1.291. Right: figures of one order of size, or a word that explains them.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.indicators import Indicator
from khcn_records.rules.checking import Context, Rule, Scope
from khcn_records.values.periods import PeriodKind

__all__ = ["RULE", "check"]

RULE = Rule(
    code="out_of_scale",
    scope=Scope.RECORD,
    severity=Severity.INFO,
    basis=Evidence("Thống kê, tổng hợp số liệu", Confidence.PRACTICE),
    kinds=("indicator",),
    thresholds={"ratio": 50},
)


def check(subject: Indicator, context: Context) -> Iterator[Finding]:
    """One finding where the months before did many times what this one did."""
    before, figure, period = subject.before_period, subject.figure, subject.period
    if before is None and subject.cumulative is not None and figure is not None and not subject.is_planned:
        before = subject.cumulative - figure  # other units: out of scale all the same
    if before is None or not figure or period is None or period.kind is not PeriodKind.MONTH:
        return
    months = max(1, period.number - 1)
    if before / months > figure * context.threshold(RULE, "ratio"):
        yield RULE.finding(
            subject.indicator_id,
            name=subject.name,
            figure=subject.format_figure(),
            cumulative=subject.format_cumulative(),
        )
