"""From a row of `limits` and a day to the day by which it is due, or the reason why there is none."""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
from typing import TYPE_CHECKING

import attrs

from khcn_records.deadline import DueDate, due_date
from khcn_records.errors import InvalidArgumentError, InvalidTimeLimitError, UnknownYearError
from khcn_records.evidence import Confidence
from khcn_records.obligations.cases import Day, first_day, last_day
from khcn_records.values.time_limits import TimeLimit, TimeUnit

if TYPE_CHECKING:
    from khcn_records.calendars.work_calendar import WorkCalendar
    from khcn_records.limits.statutory import StatutoryLimit

__all__ = ["Reckoning", "reckon"]


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
    """

    earliest: dt.date | None = None
    latest: dt.date | None = None
    due: DueDate | None = None
    reason: str | None = None
    confidence: Confidence = Confidence.TEXT
    is_provisional: bool = False
    is_estimate: bool = False


def _fixed(row: StatutoryLimit, day: dt.date) -> dt.date:
    """The day that the row names, of the year or month of the anchor."""
    if row.by_month_end:
        return day.replace(day=gregorian.monthrange(day.year, day.month)[1])
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


def _recurring(
    row: StatutoryLimit, day: dt.date, not_before: dt.date, calendar: WorkCalendar | None
) -> tuple[DueDate | None, str | None]:
    """The first time at which it is due again, not before a day."""
    assert row.limit is not None
    times = 1
    while True:
        try:
            limit = TimeLimit(row.limit.amount * times, row.limit.unit)
        except InvalidTimeLimitError:
            return None, "out_of_range"
        due, reason = _count(row, limit, day, calendar)
        if due is None or due.on >= not_before:
            return due, reason
        times += 1


def reckon(
    row: StatutoryLimit,
    anchor: Day,
    calendar: WorkCalendar | None,
    *,
    not_before: dt.date | None = None,
) -> Reckoning:
    """When the row is due, counted from the anchor.

    Args:
        row: the row.
        anchor: the day it runs from, or the part that is known.
        calendar: which days are worked.
        not_before: for what recurs: the day from which the next time is asked for; `None`: the first time.
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
        due, reason = (
            _count(row, row.limit, day, calendar)
            if not_before is None
            else _recurring(row, day, not_before, calendar)
        )
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
