"""From a row of `limits` and a day to the day by which it is due, or the reason why there is none."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from khcn_records.deadline import DueDate, due_date
from khcn_records.errors import InvalidArgumentError, InvalidTimeLimitError, UnknownYearError
from khcn_records.evidence import Confidence
from khcn_records.obligations.cases import Day, first_day, last_day
from khcn_records.values.dates import last_of_month
from khcn_records.values.time_limits import TimeLimit, TimeUnit

if TYPE_CHECKING:
    from khcn_records.calendars.work_calendar import WorkCalendar
    from khcn_records.limits.statutory import StatutoryLimit

__all__ = ["Reckoning", "reckon", "reckon_recurring"]


@attrs.frozen(kw_only=True, weakref_slot=False)
class Reckoning:
    """When a row is due, counted from a day of which parts may be unknown.

    Attributes:
        earliest: the day, were the anchor its first possible day; `None`: there is none.
        latest: the day, were it the last.
        due: the computation, where there is exactly one.
        reason: why there is no day, or what is to be known about it; a key of the wordings.
        confidence: how sure the count is.
        is_provisional: a day that mattered may still change, or was not known.
        is_estimate: a day that mattered lies in a year without a notice.
        missed: of what recurs: how many times have passed, the one told here the last of them.
        next_on: the day of the next time, where some were missed and there is exactly one.
    """

    earliest: dt.date | None = None
    latest: dt.date | None = None
    due: DueDate | None = None
    reason: str | None = None
    confidence: Confidence = Confidence.TEXT
    is_provisional: bool = False
    is_estimate: bool = False
    missed: int = 0
    next_on: dt.date | None = None


def _fixed(row: StatutoryLimit, day: dt.date) -> dt.date:
    """The day that the row names, of the year or month of the anchor."""
    if row.by_month_end:
        return last_of_month(day.year, day.month)
    assert row.by is not None
    assert row.by.day is not None
    if row.by.month is None:
        return day.replace(day=row.by.day)
    return dt.date(day.year + row.year_offset, row.by.month, row.by.day)


def _count(
    row: StatutoryLimit, limit: TimeLimit, day: dt.date, calendar: WorkCalendar | None
) -> tuple[DueDate | None, str | None]:
    if limit.unit is TimeUnit.HOUR and row.hours_per_workday is None:
        return None, "hours"
    hours = row.hours_per_workday
    try:
        return due_date(day, limit, direction=row.direction, calendar=calendar, hours_per_workday=hours), None
    except InvalidArgumentError:
        return None, "out_of_range"
    except UnknownYearError:
        if limit.unit in {TimeUnit.WORKDAY, TimeUnit.HOUR}:
            return None, "unknown_year"
        # The count itself needs no calendar; only whether its last day is worked stays open.
        return due_date(day, limit, direction=row.direction, roll="none"), "not_rolled"


def reckon(row: StatutoryLimit, anchor: Day, calendar: WorkCalendar | None) -> Reckoning:
    """When the row is due, counted from the anchor.

    Args:
        row: the row.
        anchor: the day it runs from, or the part that is known.
        calendar: which days are worked.
    """
    first, last = first_day(anchor), last_day(anchor)
    if row.by is not None or row.by_month_end:
        try:
            earliest, latest = _fixed(row, first), _fixed(row, last)
        except ValueError:  # beyond the years there are
            return Reckoning(reason="out_of_range")
        reason = None if earliest == latest else "partial"
        return Reckoning(earliest=earliest, latest=latest, reason=reason)
    if row.limit is None:
        return Reckoning(reason="not_found", confidence=Confidence.UNCONFIRMED)
    found = []
    for day in dict.fromkeys((first, last)):
        due, reason = _count(row, row.limit, day, calendar)
        if due is None:
            return Reckoning(reason=reason)
        found.append((due, reason))
    (low, why_low), (high, why_high) = found[0], found[-1]
    reason = why_low or why_high or (None if low.on == high.on else "partial")
    sure = [low.confidence, high.confidence]
    return Reckoning(
        earliest=low.on,
        latest=high.on,
        due=low if low.on == high.on else None,
        reason=reason,
        confidence=max(sure, key=list(Confidence).index),
        is_provisional=low.is_provisional or high.is_provisional or reason == "not_rolled",
        is_estimate=low.is_estimate or high.is_estimate,
    )


def _nominal(limit: TimeLimit, day: dt.date) -> dt.date:
    """The day on which it falls, whether it is worked or not."""
    return due_date(day, limit, roll="none").on


def reckon_recurring(
    row: StatutoryLimit, anchor: Day, calendar: WorkCalendar | None, *, as_of: dt.date, until: dt.date | None
) -> Reckoning | None:
    """The last time at which a recurring row was missed, else the next time it is due; `None`: it falls due no more.

    Args:
        row: a row with a limit that counts forwards.
        anchor: the day it runs from, or the part that is known: nothing was done since.
        calendar: which days are worked.
        as_of: the day asked about.
        until: the last day on which it can fall due.
    """
    assert row.limit is not None
    missed: Reckoning | None = None
    upcoming: Reckoning | None = None
    times = 0
    while upcoming is None:
        try:
            limit = TimeLimit(row.limit.amount * (times + 1), row.limit.unit)
        except InvalidTimeLimitError:
            break
        found = reckon(attrs.evolve(row, limit=limit), anchor, calendar)
        if found.latest is None:
            upcoming = found
        elif until is not None and _nominal(limit, first_day(anchor)) > until:
            break
        elif as_of <= found.latest:
            upcoming = found
        elif until is not None and _nominal(limit, last_day(anchor)) > until:
            break
        else:
            missed, times = found, times + 1
    if missed is None:
        return upcoming
    is_one = upcoming is not None and upcoming.earliest == upcoming.latest
    return attrs.evolve(missed, missed=times, next_on=upcoming.earliest if upcoming and is_one else None)
