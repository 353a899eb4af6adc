"""What returns (*định kỳ*): "ngày 15 hàng tháng", "thứ Hai hằng tuần", "hàng quý" → the days it falls on.

The canonical text is an RFC 5545 recurrence rule: frequency, interval, months, days of the month, days of the week.

>>> rule = Recurrence.parse("ngày 15 hàng tháng")
>>> str(rule)
'FREQ=MONTHLY;BYMONTHDAY=15'
>>> rule.days(dt.date(2024, 1, 1), dt.date(2024, 2, 29))
(datetime.date(2024, 1, 15), datetime.date(2024, 2, 15))
"""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Iterable
from typing import Any, Final, Protocol, Self

import attrs

from khcn_records.errors import InvalidRecurrenceError
from khcn_records.evidence import Confidence, Evidence
from khcn_records.labels import wording
from khcn_records.text import fold, lazy_pattern, require_text, straighten_dashes

__all__ = ["FREQUENCIES", "ROLLS", "ROLL_BASIS", "WEEKDAYS", "Recurrence", "Workdays"]

ROLLS: Final = ("none", "following", "preceding")
ROLL_BASIS: Final = Evidence(
    "Thông tư 40/2013/TT-BGDĐT, Điều 5; Thông tư 53/2015/TT-BLĐTBXH, Điều 4", Confidence.SECONDARY
)
"""Why `roll="following"`: there a fixed day of the month that is a day off moves to the next working day. No general
rule was found, so no roll is the default."""

FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EXPECTED = "a rule such as FREQ=MONTHLY;BYMONTHDAY=15 or ngày 15 hàng tháng"
_BY_DAY = lazy_pattern(r"(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_SHORTEST_MONTH = 28
_LONGEST_BREAK = 20  # days, more than any run of days off has
_NUMBERS = lazy_pattern(r"-?[0-9]{1,3}(?:,-?[0-9]{1,3}){0,60}")


class Workdays(Protocol):
    """What a roll asks of a calendar (*lịch làm việc*); `WorkCalendar` answers it, and values stand below calendars."""

    def next_workday(self, day: dt.date) -> dt.date:
        """The day itself if worked, else the next worked day."""

    def previous_workday(self, day: dt.date) -> dt.date:
        """The day itself if worked, else the worked day before."""


def _sorted(numbers: Iterable[int]) -> tuple[int, ...]:
    chosen = set(numbers)
    for number in chosen:
        if type(number) is not int:
            raise TypeError(f"months and days of a recurrence must be int, not {number!r}")
    return tuple(sorted(chosen, key=lambda number: (number < 0, number)))


def _by_weekday(days: Iterable[str]) -> tuple[str, ...]:
    chosen = {day.removeprefix("+") for day in days}
    return tuple(sorted(chosen, key=lambda day: (" ".join(WEEKDAYS).find(day[-2:]), day)))


@attrs.frozen(weakref_slot=False, kw_only=True)
class Recurrence:
    """A rule by which a day returns (*định kỳ*), a subset of RFC 5545.

    Attributes:
        frequency: `"DAILY"`, `"WEEKLY"`, `"MONTHLY"` or `"YEARLY"`.
        interval: every how many of them.
        months: 1–12; empty: not limited.
        month_days: 1–31, or counted from the end: -1 the last; empty: not limited.
        weekdays: `"MO"` … `"SU"`, of a month also `"1MO"`, `"-1FR"`; empty: not limited.

    Raises:
        InvalidRecurrenceError: parts that make no rule.
        TypeError: a month or a day of the month that is no `int`.
    """

    frequency: str
    interval: int = 1
    months: tuple[int, ...] = attrs.field(default=(), converter=_sorted)
    month_days: tuple[int, ...] = attrs.field(default=(), converter=_sorted)
    weekdays: tuple[str, ...] = attrs.field(default=(), converter=_by_weekday)

    def __attrs_post_init__(self) -> None:
        is_right = (
            self.frequency in FREQUENCIES
            and type(self.interval) is int
            and 1 <= self.interval <= 999
            and all(1 <= month <= 12 for month in self.months)
            and all(1 <= abs(day) <= 31 for day in self.month_days)
            and all(_BY_DAY.fullmatch(day) for day in self.weekdays)
            and not (
                self.frequency == "WEEKLY" and (self.month_days or any(len(day) > 2 for day in self.weekdays))
            )
            and not (self.frequency == "DAILY" and any(len(day) > 2 for day in self.weekdays))
            and not (self.frequency == "YEARLY" and not self.months and (self.month_days or self.weekdays))
        )
        if not is_right:
            raise InvalidRecurrenceError(str(self), _EXPECTED)

    def __str__(self) -> str:
        interval = () if self.interval == 1 else (self.interval,)
        parts: dict[str, tuple[object, ...]] = {"FREQ": (self.frequency,), "INTERVAL": interval}
        parts |= {"BYMONTH": self.months, "BYMONTHDAY": self.month_days, "BYDAY": self.weekdays}
        return ";".join(f"{name}={','.join(map(str, values))}" for name, values in parts.items() if values)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a rule of RFC 5545 or Vietnamese words.

        Read are `ngày 15 hàng tháng`, `hàng tuần`, `thứ Hai hằng tuần`, `hàng quý` (every three months), `ngày 20/12 hàng
        năm`, `06 tháng một lần`, `cuối quý`. *Trước*, *chậm nhất*, *vào* before a day are read over: they say what to do
        until it, not when it is.

        Args:
            text: the rule alone.

        Raises:
            InvalidRecurrenceError: anything else.
            TypeError: not a `str`.

        >>> str(Recurrence.parse("thứ Hai hằng tuần")), str(Recurrence.parse("hàng quý"))
        ('FREQ=WEEKLY;BYDAY=MO', 'FREQ=MONTHLY;INTERVAL=3')
        """
        folded = straighten_dashes(fold(require_text(text)))
        if folded.startswith(("freq=", "rrule:freq=")):
            return cls._from_rule(folded.upper(), text)
        key = folded.strip(" .,;")
        from khcn_records.values.recurrence_words import recurrence_at

        found = recurrence_at(key, 0) if key else None
        if found is None or found[0] != len(key):
            raise InvalidRecurrenceError(text, _EXPECTED)
        return cls(**attrs.asdict(found[1]))

    @classmethod
    def _from_rule(cls, rule: str, text: str) -> Self:
        parts = rule.removeprefix("RRULE:").split(";")
        said = {name: value for name, _, value in (part.partition("=") for part in parts)}
        known = [said.pop(name, "") for name in ("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY")]
        is_read = not said and len(parts) == sum(map(bool, known)) and "," not in known[1]
        if not is_read or not all(_NUMBERS.fullmatch(numbers) for numbers in known[1:4] if numbers):
            raise InvalidRecurrenceError(text, _EXPECTED)
        interval, by_month, month_days = (tuple(map(int, filter(None, n.split(",")))) for n in known[1:4])
        weekdays = tuple(filter(None, known[4].split(",")))
        try:
            return cls(
                frequency=known[0],
                interval=(*interval, 1)[0],
                months=by_month,
                month_days=month_days,
                weekdays=weekdays,
            )
        except InvalidRecurrenceError as error:
            raise InvalidRecurrenceError(text, error.expected) from None

    def days(
        self,
        first: dt.date,
        last: dt.date,
        *,
        roll: str = "none",
        calendar: Workdays | None = None,
        missing: str = "last_day",
    ) -> tuple[dt.date, ...]:
        """The days it falls on from `first` through `last`, both inclusive, in order, each once.

        A rule without a day is counted from `first`: *hàng tháng* from 15 January is every 15th. So is an interval.

        Args:
            first: the first day asked about.
            last: the last day asked about.
            roll: where a day is a day off: `"none"` keeps it, `"following"` takes the next working day, `"preceding"` the
                one before. A day counts by where it rolls to: one due before `first` may roll into the stretch.
            calendar: which days are worked; needed for a roll.
            missing: `"last_day"` takes the last day of a month that has no such day (Bộ luật Dân sự 2015, Điều 148
                khoản 3, by analogy); `"skip"` leaves that month out, as RFC 5545 does.

        Raises:
            TypeError: not plain dates, or a roll without a calendar.
            ValueError: no such roll, or no such `missing`.
            UnknownYearError: a roll beyond the data of the calendar.

        >>> rule = Recurrence.parse("ngày 30 hàng tháng")
        >>> [str(day) for day in rule.days(dt.date(2024, 1, 31), dt.date(2024, 3, 31))]
        ['2024-02-29', '2024-03-30']
        """
        for day in (first, last):
            if type(day) is not dt.date:
                raise TypeError(f"first and last must be dates, not {type(day).__name__}: {day!r}")
        if roll not in ROLLS:
            raise ValueError(f"no such roll: {roll!r}; known: {', '.join(ROLLS)}")
        if missing not in {"last_day", "skip"}:
            raise ValueError(f"no such way with a missing day: {missing!r}; known: last_day, skip")
        if roll == "none":
            return self._between(first, last, missing)
        if calendar is None:
            raise TypeError("a roll needs a calendar")
        move = calendar.next_workday if roll == "following" else calendar.previous_workday
        margin, start, end = dt.timedelta(days=_LONGEST_BREAK), first, last
        if not self._is_anchored and self.interval == 1:
            start = first - margin if roll == "following" else first
            end = last + margin if roll == "preceding" else last
        moved = (move(day) for day in self._between(start, end, missing))
        return tuple(sorted({day for day in moved if first <= day <= last}))

    def rrule(self, first: dt.date) -> str | None:
        """The rule as other programs read it (RFC 5545), with what `days` adds to it said in its parts.

        A rule without a day names that of `first`; of a month without the 30th the last day is taken, as `days` does.

        Args:
            first: the day it is counted from, as for `days`.

        Returns:
            The rule; `None` where no single rule says those days (`the 15th, the 30th and the last but one`).

        >>> Recurrence.parse("ngày 15 hàng tháng").rrule(dt.date(2024, 1, 1))
        'FREQ=MONTHLY;BYMONTHDAY=15'
        >>> Recurrence.parse("ngày 30 hàng tháng").rrule(dt.date(2024, 1, 1))
        'FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1'
        >>> Recurrence.parse("hàng quý").rrule(dt.date(2024, 1, 10))
        'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10'
        """
        rule = self
        if self._is_anchored and self.frequency in {"MONTHLY", "YEARLY"}:
            rule = attrs.evolve(
                self,
                month_days=(first.day,),
                months=self.months or ((first.month,) if self.frequency == "YEARLY" else ()),
            )
        late = [day for day in rule.month_days if day > _SHORTEST_MONTH]
        if not late:
            return str(rule)
        is_one_month = rule.frequency == "MONTHLY" or (rule.frequency == "YEARLY" and len(rule.months) == 1)
        if len(late) > 1 or rule.weekdays or min(rule.month_days) < 0 or not is_one_month:
            return None
        early = rule.month_days[:-1]
        places = [str(place + 1) for place in range(len(early))]
        whole = attrs.evolve(rule, month_days=(*early, *range(_SHORTEST_MONTH, late[0] + 1)))
        return f"{whole};BYSETPOS={','.join([*places, '-1'])}"

    @property
    def _is_anchored(self) -> bool:
        """Whether the rule names no day, so that its first day sets the others."""
        return self.frequency != "DAILY" and not (self.month_days or self.weekdays)

    def _between(self, first: dt.date, last: dt.date, missing: str) -> tuple[dt.date, ...]:
        if last < first:
            return ()
        from dateutil import rrule

        days: tuple[int, ...] | None = self.month_days or None
        if self._is_anchored and self.frequency in {"MONTHLY", "YEARLY"}:
            days = (first.day,)
        asked = days if missing == "last_day" and days and max(days) > 28 else None
        if asked:  # more days than asked for, of which those stay that are asked for or stand in for one
            days = (*asked, *range(28, 32), -1)
        by_month: tuple[int, ...] | None = self.months or None
        if self.frequency == "YEARLY" and by_month is None:
            by_month = (first.month,)
        made = rrule.rrule(
            getattr(rrule, self.frequency),
            dtstart=dt.datetime(first.year, first.month, first.day),  # noqa: DTZ001
            until=dt.datetime(last.year, last.month, last.day),  # noqa: DTZ001
            interval=self.interval,
            bymonth=by_month,
            bymonthday=days,
            byweekday=[_weekday(rrule, day) for day in self.weekdays] or None,
        )
        found = (moment.date() for moment in made)
        return tuple(day for day in found if asked is None or _is_asked(day, asked))

    def format(self, lang: str = "vi") -> str:
        """In words: `ngày 15 hàng tháng`, `thứ Hai hàng tuần`; `on day 15, every month`.

        Raises:
            UnknownLanguageError: no such language.

        >>> Recurrence.parse("FREQ=MONTHLY;BYMONTHDAY=15").format(), Recurrence.parse("hàng quý").format("en")
        ('ngày 15 hàng tháng', 'every 3 months')
        >>> rule = Recurrence.parse("cuối quý II và quý IV hàng năm")
        >>> rule.format(), rule.format("en")
        ('ngày cuối cùng tháng 6, tháng 12 hàng năm', 'on the last day of June, December, every year')
        """
        form = "one" if self.interval == 1 else "other"
        every = wording(f"recurrence.{self.frequency.lower()}.{form}", lang, interval=self.interval)
        when = self._days_in_words(lang)
        if self.weekdays:
            days = ", ".join(_weekday_words(day, lang) for day in self.weekdays)
            when.append(wording("recurrence.weekdays", lang, days=days))
        if self.months:
            names = ", ".join(wording(f"month.{month}", lang) for month in self.months)
            when.append(wording(f"recurrence.{'of_months' if when else 'months'}", lang, months=names))
        return wording("recurrence.text", lang, when=" ".join(when), every=every) if when else every

    def _days_in_words(self, lang: str) -> list[str]:
        """The days of the month: those counted from its beginning, its last, those counted from its end."""
        style = "02d" if lang == "vi" else "d"
        counted = ", ".join(format(day, style) for day in self.month_days if day > 0)
        said = [wording("recurrence.month_days", lang, days=counted)] if counted else []
        said += [
            wording(f"recurrence.{'last_day' if day == -1 else 'day_from_end'}", lang, number=-day)
            for day in self.month_days
            if day < 0
        ]
        return [f" {wording('recurrence.and', lang)} ".join(said)] if said else []


def _is_asked(day: dt.date, asked: tuple[int, ...]) -> bool:
    last = months.monthrange(day.year, day.month)[1]
    return any(number in {day.day, day.day - last - 1} or (number > last == day.day) for number in asked)


def _weekday(rrule: Any, day: str) -> Any:
    weekday = getattr(rrule, day[-2:])
    return weekday(int(day[:-2])) if len(day) > 2 else weekday


def _weekday_words(day: str, lang: str) -> str:
    name = wording(f"weekday.{WEEKDAYS.index(day[-2:])}", lang)
    if len(day) == 2:
        return name
    number = int(day[:-2])
    which = {1: "first", -1: "last"}.get(number, "nth" if number > 0 else "nth_from_end")
    return wording(f"recurrence.{which}_weekday", lang, weekday=name, nth=abs(number))
