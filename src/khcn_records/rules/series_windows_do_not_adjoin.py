"""Two reports in a row whose data windows leave days out or hold them twice (*thời gian chốt số liệu không nối tiếp nhau*).

Basis: Nghị định 09/2019/NĐ-CP, Điều 12: a month's data begin where those of the month before end.

Wrong: January to 14/01, February from 01/02 (one by the decree, one by the calendar). Right: February from 15/01.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.records.report_cumulation import windows_adjoin
from khcn_records.rules.checking import Context, Rule, Scope, following

__all__ = ["RULE", "check"]

RULE = Rule(
    code="windows_do_not_adjoin",
    scope=Scope.SERIES,
    severity=Severity.WARNING,
    basis=Evidence("Nghị định 09/2019/NĐ-CP, Điều 12", Confidence.SECONDARY),
    kinds=("monthly_report",),
)


def check(subject: Sequence[MonthlyReport], _context: Context) -> Iterator[Finding]:
    """One finding for each pair of reports in a row whose windows do not adjoin, of whatever rules they are."""
    for before, after in following(subject):
        try:
            is_right = windows_adjoin(before, after)
        except ValueError:  # no such rule, or none of its windows is for such a period
            continue
        end, start = before.window.end, after.window.start
        if not is_right and end is not None and start is not None:
            yield RULE.finding(
                after.report_id, other_id=before.report_id, end_on=end.isoformat(), start_on=start.isoformat()
            )
