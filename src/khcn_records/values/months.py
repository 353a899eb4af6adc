"""Counting in months (*tính theo tháng*): the corresponding day some months on, and the months of a term."""

from __future__ import annotations

import calendar
import datetime as dt

__all__ = ["begun_months", "months_on"]


def months_on(day: dt.date, months: int) -> dt.date:
    """The corresponding day so many months on (before it, where negative), or the last day of a month that has none.

    Legal source: Bộ luật Dân sự 2015, Điều 148 khoản 4.

    Raises:
        OverflowError: a year that no date has.

    >>> import datetime
    >>> months_on(datetime.date(2024, 1, 31), 1), months_on(datetime.date(2024, 3, 31), -1)
    (datetime.date(2024, 2, 29), datetime.date(2024, 2, 29))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError(f"year {year}")
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def begun_months(first: dt.date, last: dt.date) -> int:
    """How many months a term of these days has, begun months counted whole; both days are inclusive.

    >>> import datetime
    >>> begun_months(datetime.date(2024, 1, 30), datetime.date(2025, 1, 29)), begun_months(datetime.date(2024, 1, 30), datetime.date(2025, 1, 30))
    (12, 13)
    """
    after = last + dt.timedelta(1)
    whole = (after.year - first.year) * 12 + after.month - first.month
    return whole + 1 if after.day > first.day else whole
