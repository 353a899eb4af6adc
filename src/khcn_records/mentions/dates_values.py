"""What an expression of time means: the kinds of mention, and the values that no cell holds on its own."""

from __future__ import annotations

import datetime as dt
import enum
import functools
from typing import NamedTuple

import attrs

from khcn_records.values.dates import PartialDate
from khcn_records.values.lunar import LunarDate
from khcn_records.values.periods import PeriodKind, ReportingPeriod
from khcn_records.values.time_limits import TimeLimit, TimeUnit

__all__ = [
    "Hit",
    "LunarDay",
    "LunarSpan",
    "MentionKind",
    "Part",
    "PeriodSpan",
    "RelativeLimit",
    "RelativePeriod",
]


class MentionKind(enum.StrEnum):
    """What an expression of time is (*loại biểu thức thời gian*)."""

    DATE = "date"
    """ngày"""
    MONTH = "month"
    """tháng"""
    QUARTER = "quarter"
    """quý"""
    HALF = "half"
    """6 tháng"""
    YEAR = "year"
    """năm"""
    RANGE = "range"
    """khoảng thời gian"""
    PERIOD = "period"
    """giai đoạn, nhiệm kỳ, năm học"""
    DEADLINE = "deadline"
    """thời hạn"""
    RELATIVE = "relative"
    """thời gian tương đối"""
    RECURRENCE = "recurrence"
    """định kỳ"""
    LUNAR = "lunar"
    """âm lịch"""


class Hit(NamedTuple):
    """One expression at its place; no kind where it is read and refused (30/02/2024), so that no part of it counts."""

    end: int
    kind: MentionKind | None
    value: object
    normalized: str


_UNIT_CODES = {
    TimeUnit.WORKDAY: "P{}WD",
    TimeUnit.DAY: "P{}D",
    TimeUnit.WEEK: "P{}W",
    TimeUnit.MONTH: "P{}M",
    TimeUnit.YEAR: "P{}Y",
    TimeUnit.HOUR: "PT{}H",
}


@attrs.frozen(weakref_slot=False)
class RelativeLimit:
    """A length of time from an event (*thời hạn kể từ một sự kiện*).

    Attributes:
        limit: how long.
        anchor: the event in the words of the text, `""` where none is named.
        direction: `"after"` or `"before"` the event (or now).

    >>> str(RelativeLimit(TimeLimit.parse("05 ngày làm việc"), "ngày nhận đủ hồ sơ"))
    'P5WD'
    """

    limit: TimeLimit
    anchor: str = ""
    direction: str = attrs.field(default="after", validator=attrs.validators.in_(("after", "before")))

    def __str__(self) -> str:
        sign = "-" if self.direction == "before" else ""
        return sign + _UNIT_CODES[self.limit.unit].format(self.limit.amount)


@attrs.frozen(weakref_slot=False)
class RelativePeriod:
    """A week, month, quarter or year named from now (*tháng trước, quý này, năm sau*); nothing here knows what now is.

    Attributes:
        unit: `"week"`, `"month"`, `"quarter"`, `"half"` or `"year"`.
        offset: how many units on; negative: back; 0: this one.
        part: `"start"`, `"end"` or `""`.

    >>> str(RelativePeriod("quarter", -1))
    '-P3M'
    """

    unit: str = attrs.field(validator=attrs.validators.in_(("week", "month", "quarter", "half", "year")))
    offset: int
    part: str = ""

    def __str__(self) -> str:
        factor, code = {
            "week": (1, "W"),
            "month": (1, "M"),
            "quarter": (3, "M"),
            "half": (6, "M"),
            "year": (1, "Y"),
        }[self.unit]
        return f"{'-' if self.offset < 0 else ''}P{abs(self.offset) * factor}{code}"


@attrs.frozen(weakref_slot=False)
class LunarDay:
    """A day of the lunar calendar whose year the text does not settle, or a month of it (*ngày, tháng âm lịch*).

    Attributes:
        month: 1–12.
        day: 1–30, `None` for the whole month.
        is_leap: whether the month is the repeated one.
        year_name: the name of the year (*can chi*), folded; `""` where none stands.
        year: the year of a month, where the text settles it.

    >>> str(LunarDay(8, 15)), str(LunarDay(8, year=2024))
    ('--08-15', '2024-08')
    """

    month: int = attrs.field(validator=[attrs.validators.ge(1), attrs.validators.le(12)])
    day: int | None = attrs.field(
        default=None, validator=attrs.validators.optional([attrs.validators.ge(1), attrs.validators.le(30)])
    )
    is_leap: bool = False
    year_name: str = ""
    year: int | None = None

    def __str__(self) -> str:
        year = "-" if self.year is None else f"{self.year:04d}"
        return f"{year}-{self.month:02d}" + ("" if self.day is None else f"-{self.day:02d}")


def lunar_text(day: LunarDate | LunarDay) -> str:
    """`2025-12-27` in the lunar calendar, `--03-10` without a year."""
    if isinstance(day, LunarDate):
        return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
    return str(day)


@attrs.frozen(weakref_slot=False)
class LunarSpan:
    """From one lunar day to another, both inclusive (*từ ngày 29 tháng Chạp đến hết mùng 5 tháng Giêng*)."""

    start: LunarDate | LunarDay
    end: LunarDate | LunarDay

    def __str__(self) -> str:
        return f"{lunar_text(self.start)}/{lunar_text(self.end)}"


End = dt.date | PartialDate | ReportingPeriod


def _text(end: End | None) -> str:
    if end is None:
        return ".."
    if isinstance(end, dt.datetime):
        return end.isoformat(timespec="seconds" if end.second else "minutes")
    return str(end)


@attrs.frozen(weakref_slot=False)
class PeriodSpan:
    """From one time to another (*giai đoạn*), both inclusive, each of the precision written; `None` is open.

    >>> str(PeriodSpan(ReportingPeriod.of_year(2021), ReportingPeriod.of_year(2025)))
    '2021/2025'
    """

    start: End | None
    end: End | None

    def __str__(self) -> str:
        return f"{_text(self.start)}/{_text(self.end)}"


@functools.lru_cache(maxsize=1024)
def _period(unit: str, year: int | None, number: int) -> ReportingPeriod:
    """Texts name the same few periods again and again."""
    return ReportingPeriod(PeriodKind(unit), year, number)


@functools.lru_cache(maxsize=1024)
def _partial(year: int | None, month: int | None, day: int | None) -> PartialDate:
    """As with periods."""
    return PartialDate(year, month, day)


_MOST = {"month": 12, "quarter": 4, "half": 2, "year": 1}
_MONTHS_OF = {"quarter": 3, "half": 6}
_LONGEST_MONTH = 31
_LEAP_YEAR = 2000
_TWO_FIGURES = tuple(f"{number:02d}" for number in range(100))


@attrs.define(weakref_slot=False)  # never changed; frozen it would take three times as long to make
class Part:
    """One day, month, quarter, half or year as it is read, parts that are still missing `None`.

    Attributes:
        end: the place behind it.
        unit: `"day"`, `"month"`, `"quarter"`, `"half"` or `"year"`.
        year: the year.
        number: the month of a day; the month, quarter or half itself.
        day: the day of the month.
        clock: hour, minute, second.
        is_bare: whether it stood without its own word, so that it counts only beside another.
        is_refused: whether it is written like one and does not exist.
    """

    end: int
    unit: str
    year: int | None = None
    number: int | None = None
    day: int | None = None
    clock: tuple[int, ...] | None = None
    is_bare: bool = False
    is_refused: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether it says enough to stand alone."""
        if self.unit == "year" or (self.unit == "day" and self.day is None):
            return self.year is not None
        return self.number is not None

    @property
    def exists(self) -> bool:
        """Whether there is such a day or period."""
        if self.unit != "day":
            return (self.year is None or 1 < self.year < 9999) and 0 < (
                1 if self.number is None else self.number
            ) <= _MOST[self.unit]
        try:
            if self.clock is not None:
                self.value()
            elif self.number is None and (self.year is None or self.day is not None):
                return self.year is None and self.day is not None and 1 <= self.day <= _LONGEST_MONTH
            else:
                dt.date(
                    _LEAP_YEAR if self.year is None else self.year,
                    1 if self.number is None else self.number,
                    1 if self.day is None else self.day,
                )
        except (ValueError, OverflowError):
            return False
        return True

    def value(self) -> End:
        """The matching value.

        Raises:
            ValueError: there is no such day or period.
        """
        if self.unit != "day":
            return _period(self.unit, self.year, 1 if self.number is None else self.number)
        day = self._day()
        if self.clock is None or isinstance(day, PartialDate):
            return day
        hour, minute, second = (*self.clock, 0)[:3]
        start = dt.datetime(day.year, day.month, day.day, hour % 24, minute, second)  # noqa: DTZ001
        return start + dt.timedelta(days=1) if hour == 24 else start

    def _day(self) -> dt.date | PartialDate:
        """The day without its time."""
        if self.year is None or self.number is None or self.day is None:
            return _partial(self.year, self.number, self.day)
        return dt.date(self.year, self.number, self.day)

    def text(self) -> str:
        """Its ISO-like text, the time of day as written (`T24:00` too)."""
        if self.unit == "day" and self.clock is not None:
            return f"{self._day()}T" + ":".join(f"{figure:02d}" for figure in self.clock)
        if self.unit == "day" and self.number is not None and self.day is not None:  # most are
            year = "-" if self.year is None else f"{self.year:04d}"
            return f"{year}-{_TWO_FIGURES[self.number]}-{_TWO_FIGURES[self.day]}"
        return str(self.value())

    def with_word(self) -> Part:
        """The same, as if it stood with its own word."""
        if not self.is_bare:
            return self
        return Part(
            self.end, self.unit, self.year, self.number, self.day, self.clock, is_refused=self.is_refused
        )

    @property
    def order(self) -> tuple[int, int, tuple[int, ...]]:
        """For comparing two of one year: first month, day, time."""
        factor = 1 if self.unit == "day" else _MONTHS_OF.get(self.unit, 1)
        return (self.number or 0) * factor, self.day or 0, self.clock or ()
