"""A cumulative figure that is not last month's and this month's together (*lũy kế không bằng lũy kế kỳ trước cộng số trong kỳ*).

Basis: arithmetic; the count begins anew with the year (Nghị định 09/2019/NĐ-CP, Điều 12: from 15/12 of the year before).

Wrong: January 6, February 13 with cumulative 20. Right: 19.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.indicators import Indicator
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.rules.checking import Context, RecordSet, Rule, Scope, following
from khcn_records.text import fold

__all__ = ["RULE", "check"]

RULE = Rule(
    code="cumulative_mismatch",
    scope=Scope.SERIES,
    severity=Severity.ERROR,
    basis=Evidence("Nghị định 09/2019/NĐ-CP, Điều 12", Confidence.SECONDARY),
    kinds=("indicator",),
)


def check(subject: Sequence[MonthlyReport], _context: Context) -> Iterator[Finding]:
    """One finding for each indicator whose month before, of the same year and office, is in the series."""
    for previous, report in following(subject):
        if previous.period.year != report.period.year:
            continue
        before = {_key(one): one for one in _figures(previous)}
        for one in _figures(report):
            known = before.get(_key(one))
            if known is None or one.figure is None or one.cumulative is None or known.cumulative is None:
                continue
            expected = known.cumulative + one.figure
            if one.cumulative != expected:
                yield RULE.finding(
                    one.indicator_id, name=one.name, cumulative=str(one.cumulative), expected=str(expected)
                )


def _figures(report: MonthlyReport) -> Sequence[Indicator]:
    found: Sequence[Indicator] = RecordSet.of_report(report).of("indicator")
    return [one for one in found if not one.is_planned]


def _key(one: Indicator) -> tuple[str, str]:
    return fold(one.name), fold(one.cumulative_unit or one.unit or "")
