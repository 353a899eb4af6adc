"""Which days are worked (*lịch làm việc*): a calendar of days, each with its source, and arithmetic on it.

A calendar answers only for the days it has data for; elsewhere it raises `UnknownYearError` and never guesses.
`khcn_records.calendars.loading.vietnam_calendar` makes the Vietnamese one.

>>> import datetime as dt
>>> week = WorkCalendar(
...     [CalendarDay(dt.date(2024, 1, 1), DayKind.HOLIDAY, name="Tết Dương lịch")],
...     known_from=dt.date(2024, 1, 1),
...     known_through=dt.date(2024, 1, 31),
... )
>>> week.next_workday(dt.date(2024, 1, 1))
datetime.date(2024, 1, 2)
"""

from __future__ import annotations

import bisect
import datetime as dt
import operator
from collections.abc import Callable, Iterable
from typing import Final

import attrs

from khcn_records.calendars.calendar_days import CalendarDay, DayKind, require_day
from khcn_records.errors import InvalidCalendarError, UnknownYearError
from khcn_records.evidence import Confidence, Evidence

__all__ = ["FIVE_DAY_WEEK", "WorkCalendar"]

FIVE_DAY_WEEK: Final = Evidence("Quyết định 188/1999/QĐ-TTg ngày 17/9/1999", Confidence.SECONDARY)
"""The ground on which Saturday and Sunday are days off in State offices."""

_FRIDAY = 4


def _in_order(days: Iterable[CalendarDay]) -> tuple[CalendarDay, ...]:
    return tuple(sorted(days, key=_by_day))


def _by_day(day: CalendarDay) -> dt.date:
    return day.day


def _frozen_years(years: Iterable[int]) -> frozenset[int]:
    return frozenset(years)


@attrs.frozen(weakref_slot=False, repr=False, cache_hash=True)
class WorkCalendar:
    """A calendar of worked days (*lịch làm việc*), Monday to Friday unless a day of it says otherwise.

    Immutable; equal calendars have equal days. Every question takes `datetime.date` and raises TypeError for a
    `datetime`, and `UnknownYearError` for a day before `known_from` or after `known_through`.

    Attributes:
        days: the days that are not what their weekday says, and the holidays, in order.
        known_from: the first day the calendar answers for, inclusive.
        known_through: the last day the calendar answers for, inclusive.
        audience: whom it is for: `"civil_service"`, `"statutory"`, or a name of one's own.
        provisional_years: the years in which a later notice may still change a day.
        estimated_years: the years with no notice at all, computed from the law.

    Raises:
        InvalidCalendarError: the same day twice, or an end before the beginning.
    """

    days: tuple[CalendarDay, ...] = attrs.field(converter=_in_order)
    known_from: dt.date = attrs.field(kw_only=True)
    known_through: dt.date = attrs.field(kw_only=True)
    audience: str = attrs.field(default="civil_service", kw_only=True)
    provisional_years: frozenset[int] = attrs.field(
        default=frozenset(), kw_only=True, converter=_frozen_years
    )
    estimated_years: frozenset[int] = attrs.field(default=frozenset(), kw_only=True, converter=_frozen_years)
    # What the questions are answered from: every worked day in order, and for each day of the calendar how many
    # worked days went before it. Two list look-ups answer any sum, whatever its size.
    _worked: list[dt.date] = attrs.field(init=False, eq=False)
    _rank: list[int] = attrs.field(init=False, eq=False)
    _first: int = attrs.field(init=False, eq=False)
    _size: int = attrs.field(init=False, eq=False)
    _special: dict[dt.date, CalendarDay] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        first, last = require_day(self.known_from).toordinal(), require_day(self.known_through).toordinal()
        if last < first:
            raise InvalidCalendarError(
                f"{self.known_from} through {self.known_through}", "an end after the beginning"
            )
        special = {day.day: day for day in self.days}
        if len(special) < len(self.days):
            twice = next(a.day for a, b in zip(self.days, self.days[1:], strict=False) if a.day == b.day)
            raise InvalidCalendarError(twice.isoformat(), "each day once")
        exceptions = {day.day.toordinal(): day.is_worked for day in self.days}
        worked, rank = [], [0]
        for ordinal in range(first, last + 1):
            # Ordinal 1 is a Monday.
            if exceptions.get(ordinal, (ordinal - 1) % 7 <= _FRIDAY):
                worked.append(dt.date.fromordinal(ordinal))
            rank.append(len(worked))
        derived = {
            "worked": worked,
            "rank": rank,
            "first": first,
            "size": last - first + 1,
            "special": special,
        }
        for name, value in derived.items():
            object.__setattr__(self, f"_{name}", value)

    def __reduce__(self) -> tuple[Callable[..., WorkCalendar], tuple[object, ...]]:
        # The tables are quicker to make again than to read from a pickle.
        return _rebuild, (
            self.days,
            self.known_from,
            self.known_through,
            self.audience,
            self.provisional_years,
            self.estimated_years,
        )

    def __repr__(self) -> str:
        notes = "".join(
            f", {word} {', '.join(map(str, sorted(years)))}"
            for word, years in (
                ("provisional", self.provisional_years - self.estimated_years),
                ("estimated", self.estimated_years),
            )
            if years
        )
        return f"<WorkCalendar {self.audience} {self.known_from} through {self.known_through}{notes}>"

    def _unknown(self, year: int) -> UnknownYearError:
        return UnknownYearError(year, self.known_from.year, self.known_through.year)

    def _place(self, day: dt.date) -> int:
        """Where the day stands in the tables."""
        if day.__class__ is not dt.date:
            day = require_day(day)
        place = day.toordinal() - self._first
        if 0 <= place < self._size:
            return place
        raise self._unknown(day.year)

    def is_workday(self, day: dt.date) -> bool:
        """Whether the day is worked (*ngày làm việc*): worked Saturdays are, swapped days off are not.

        Raises:
            UnknownYearError: the day is outside the data.

        >>> from khcn_records.calendars.loading import vietnam_calendar
        >>> vietnam_calendar().is_workday(dt.date(2024, 5, 4))
        True
        """
        place = self._place(day)
        return self._rank[place + 1] != self._rank[place]

    def add_workdays(self, day: dt.date, n: int) -> dt.date:
        """The n-th worked day after the day, or before it where n is negative.

        The day itself is never counted. With n = 0 it is the day itself if worked, else the next worked day.

        Args:
            day: the day counted from, exclusive.
            n: how many worked days, of either sign.

        Raises:
            UnknownYearError: the day or the result is outside the data.

        >>> from khcn_records.calendars.loading import vietnam_calendar
        >>> vietnam_calendar().add_workdays(dt.date(2024, 2, 5), 5)
        datetime.date(2024, 2, 19)
        """
        if day.__class__ is not dt.date:
            day = require_day(day)
        place = day.toordinal() - self._first
        rank = self._rank
        # Bounds are looked at only when a look-up fails: most questions are about days that are known.
        try:
            through = rank[place + 1]
            index = through + n - 1 if n > 0 else rank[place] + n
            if place >= 0 and index >= 0:
                return self._worked[index]
        except IndexError:
            pass
        # One of the two is outside the data: the day, or the result.
        n = operator.index(n)
        if not 0 <= place < self._size:
            raise self._unknown(day.year)
        raise self._unknown(self.known_through.year + 1 if n >= 0 else self.known_from.year - 1)

    def count_workdays(self, after: dt.date, through: dt.date) -> int:
        """How many worked days d there are with `after` < d <= `through`; negative where `through` is the earlier.

        Args:
            after: exclusive, so the day before `known_from` is allowed.
            through: inclusive.

        Raises:
            UnknownYearError: a day to be counted is outside the data.

        >>> from khcn_records.calendars.loading import vietnam_calendar
        >>> vietnam_calendar().count_workdays(dt.date(2023, 12, 31), dt.date(2024, 12, 31))
        251
        """
        if after.__class__ is not dt.date or through.__class__ is not dt.date:
            after, through = require_day(after), require_day(through)
        before, rank = self._first - 1, self._rank
        begin, end = after.toordinal() - before, through.toordinal() - before
        try:
            if begin >= 0 and end >= 0:
                return rank[end] - rank[begin]
        except IndexError:
            pass
        raise self._unknown(through.year if 0 <= begin <= self._size else after.year)

    def next_workday(self, day: dt.date) -> dt.date:
        """The day itself if worked, else the next worked day.

        Raises:
            UnknownYearError: the day or the result is outside the data.
        """
        return self.add_workdays(day, 0)

    def previous_workday(self, day: dt.date) -> dt.date:
        """The day itself if worked, else the last worked day before it.

        Raises:
            UnknownYearError: the day or the result is outside the data.
        """
        index = self._rank[self._place(day) + 1] - 1
        if index < 0:
            raise self._unknown(self.known_from.year - 1)
        return self._worked[index]

    def day(self, day: dt.date) -> CalendarDay:
        """What a day is, by which source, and how sure that is.

        Raises:
            UnknownYearError: the day is outside the data.

        >>> from khcn_records.calendars.loading import vietnam_calendar
        >>> vietnam_calendar().day(dt.date(2024, 4, 29)).name
        'Nghỉ hoán đổi dịp 30/4-1/5 (làm bù 2024-05-04)'
        """
        self._place(day)
        special = self._special.get(day)
        if special is not None:
            return special
        return CalendarDay(
            day,
            DayKind.WORKDAY if day.weekday() <= _FRIDAY else DayKind.WEEKEND,
            source=FIVE_DAY_WEEK.source,
            confidence=FIVE_DAY_WEEK.confidence,
            is_provisional=day.year in self.provisional_years or day.year in self.estimated_years,
            is_estimate=day.year in self.estimated_years,
        )

    def rows(self, first: dt.date, last: dt.date) -> tuple[CalendarDay, ...]:
        """The days of a stretch, both ends inclusive, that are holidays or not what their weekday says.

        Raises:
            UnknownYearError: an end is outside the data.

        >>> from khcn_records.calendars.loading import vietnam_calendar
        >>> [row.kind.value for row in vietnam_calendar().rows(dt.date(2024, 4, 29), dt.date(2024, 5, 4))]
        ['day_off_swap', 'holiday', 'holiday', 'working_swap']
        """
        first, last = require_day(first), require_day(last)
        if first > last:
            return ()
        for day in (first, last):
            if not self.known_from <= day <= self.known_through:
                raise self._unknown(day.year)
        begin = bisect.bisect_left(self.days, first, key=_by_day)
        return self.days[begin : bisect.bisect_right(self.days, last, lo=begin, key=_by_day)]

    def is_provisional(self, day: dt.date) -> bool:
        """Whether a later notice may still change the day: always so in a provisional or estimated year.

        Raises:
            UnknownYearError: the day is outside the data.
        """
        return self.day(day).is_provisional


def _rebuild(
    days: tuple[CalendarDay, ...],
    known_from: dt.date,
    known_through: dt.date,
    audience: str,
    provisional_years: frozenset[int],
    estimated_years: frozenset[int],
) -> WorkCalendar:
    return WorkCalendar(
        days,
        known_from=known_from,
        known_through=known_through,
        audience=audience,
        provisional_years=provisional_years,
        estimated_years=estimated_years,
    )
