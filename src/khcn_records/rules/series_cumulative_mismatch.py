"""A cumulative figure that is not last month's and this month's together (*lũy kế không bằng lũy kế kỳ trước cộng số trong kỳ*).

Basis: arithmetic; the count begins anew with the year (Nghị định 09/2019/NĐ-CP, Điều 12: from 15/12 of the year before).

Wrong: January 6, February 13 with cumulative 20. Right: 19.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.indicator_parts import EXACT
from khcn_records.records.indicators import Indicator
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.records.report_cumulation import figures_before, windows_adjoin
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
    """One finding for each indicator whose month before, of the same year and office, is in the series.

    Where the data windows do not adjoin nothing follows; another rule says so.
    """
    for previous, report in following(subject):
        if previous.period.year != report.period.year or not _adjoin(previous, report):
            continue
        figures = _figures(report)
        for place, known in figures_before(_figures(previous), figures).items():
            one = figures[place]
            if one.figure is None or one.cumulative is None or known.cumulative is None:
                continue
            if not one.adds_up or _counts_other(one, known):
                continue
            expected = EXACT.add(known.cumulative, one.figure)
            if one.cumulative != expected:
                yield RULE.finding(
                    one.indicator_id, name=one.name, cumulative=str(one.cumulative), expected=str(expected)
                )


def _adjoin(previous: MonthlyReport, report: MonthlyReport) -> bool:
    try:
        return windows_adjoin(previous, report)
    except ValueError:  # no such rule, or it has no window for such a period: the periods themselves adjoin
        return True


def _counts_other(one: Indicator, known: Indicator) -> bool:
    """The figure counts another thing than the cumulative one it is added to."""
    total = known.cumulative_unit or known.unit
    return bool(one.unit and total) and fold(one.unit or "") != fold(total or "")


def _figures(report: MonthlyReport) -> Sequence[Indicator]:
    found: Sequence[Indicator] = RecordSet.of_report(report).of("indicator")
    return found
