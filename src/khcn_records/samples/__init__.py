"""Ready-made reports to try the library on; facts of real reports (symbols, days, figures), titles shortened in our words."""

from __future__ import annotations

from khcn_records.formats import loads
from khcn_records.records.monthly_reports import MonthlyReport

__all__ = ["report_2024_02"]


def report_2024_02() -> MonthlyReport:
    """The report of the Department of Science and Technology of Bắc Giang for February 2024: its eight assigned tasks.

    Two of them cite the same symbol, `31/KH-UBND`, as the real report does.

    >>> report = report_2024_02()
    >>> len(report.tasks), str(report.cutoff)
    (8, '2024-02-14')
    """
    from importlib import resources

    stored = (resources.files(__name__) / "report_2024_02.json").read_text(encoding="utf-8")
    report = loads(stored, kind=MonthlyReport)
    assert isinstance(report, MonthlyReport)
    return report
