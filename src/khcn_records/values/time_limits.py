"""How long the law or an order allows (*thời hạn*), and the last day an order names (*hạn hoàn thành*).

A limit keeps the unit it was written in: `30 ngày` is never `1 tháng`, and `05 ngày` is never `05 ngày làm việc`
(Bộ luật Dân sự 2015, Điều 146–148). What day a limit ends on is the question of `khcn_records.deadline`.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from typing import Self

import attrs

from khcn_records.errors import InvalidDateError, InvalidDeadlineError, InvalidTimeLimitError
from khcn_records.labels import wording
from khcn_records.text import fold, require_text
from khcn_records.values.dates import PartialDate, format_date, parse_partial_date
from khcn_records.values.numerals import number_from_words

__all__ = ["Deadline", "TimeLimit", "TimeUnit"]


class TimeUnit(enum.StrEnum):
    """The unit a limit is written in (*đơn vị thời gian*)."""

    WORKDAY = "workday"
    """ngày làm việc"""
    DAY = "day"
    """ngày"""
    WEEK = "week"
    """tuần"""
    MONTH = "month"
    """tháng"""
    YEAR = "year"
    """năm"""
    HOUR = "hour"
    """giờ"""


_UNITS = {
    fold(word): unit
    for unit, words in {
        TimeUnit.WORKDAY: ("ngày làm việc", "working day", "working days", "workday", "workdays"),
        TimeUnit.DAY: ("ngày", "day", "days"),
        TimeUnit.WEEK: ("tuần", "week", "weeks"),
        TimeUnit.MONTH: ("tháng", "month", "months"),
        TimeUnit.YEAR: ("năm", "year", "years"),
        TimeUnit.HOUR: ("giờ", "tiếng", "hour", "hours"),
    }.items()
    for word in words
}
# "05 ngày", "năm (05) ngày", "07 (bảy) ngày", "ba tháng"
_LIMIT = re.compile(
    r"(?P<words>[^\W\d_]+(?: [^\W\d_]+){0,4} )??(?P<open>\( ?)?(?P<digits>\d{1,6})?(?(open) ?\))"
    rf"(?: ?\( ?(?P<gloss>[^\W\d_]+(?: [^\W\d_]+){{0,4}}) ?\))? ?(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
)


@attrs.frozen(weakref_slot=False)
class TimeLimit:
    """A length of time allowed (*thời hạn*), as written.

    Attributes:
        amount: whole units, 1 or more.
        unit: what is counted; never converted.

    >>> TimeLimit.parse("năm (05) ngày làm việc")
    TimeLimit(amount=5, unit=<TimeUnit.WORKDAY: 'workday'>)
    >>> str(TimeLimit(5, TimeUnit.WORKDAY)), TimeLimit(1, TimeUnit.MONTH).format("en")
    ('05 ngày làm việc', '1 month')
    """

    amount: int
    unit: TimeUnit = attrs.field(converter=TimeUnit)

    def __attrs_post_init__(self) -> None:
        if type(self.amount) is not int:
            raise TypeError(f"the amount of a time limit must be an int, not {self.amount!r}")
        if not 0 < self.amount < 1_000_000:
            raise InvalidTimeLimitError(str(self.amount), "an amount from 1 to 999999")

    def __str__(self) -> str:
        return self.format("vi")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `05 ngày làm việc`, `30 ngày`, `12 tháng`, `96 giờ`, `năm (05) ngày`, `07 (bảy) ngày`, `ba tháng`.

        Raises:
            InvalidTimeLimitError: anything else, or words and digits that disagree.
            TypeError: not a `str`.
        """
        expected = "an amount and a unit, such as 05 ngày làm việc or 30 ngày"
        found = _LIMIT.fullmatch(fold(require_text(text)).rstrip(" .,;"))
        if not found:
            raise InvalidTimeLimitError(text, expected)
        spelled = [number_from_words(words) for words in (found["words"], found["gloss"]) if words]
        amounts = {*spelled, *({int(found["digits"])} if found["digits"] else set())}
        if None in amounts or not amounts:
            raise InvalidTimeLimitError(text, expected)
        if len(amounts) > 1:
            raise InvalidTimeLimitError(text, "words and digits that say the same amount")
        (amount,) = amounts
        assert amount is not None
        if amount == 0:
            raise InvalidTimeLimitError(text, "an amount of 1 or more")
        return cls(amount, _UNITS[found["unit"]])

    def format(self, lang: str = "vi") -> str:
        """In words, the amount padded in Vietnamese as documents do: `05 ngày làm việc`; `5 working days`."""
        form = "one" if self.amount == 1 else "other"
        return wording(f"time_limit.{self.unit.value}.{form}", lang, amount=self.amount)


_DONE = f"(?:{fold('hoàn thành')} )?"
_BEFORE = re.compile(rf"{_DONE}trước (.+)")
_THROUGH = re.compile(
    rf"{_DONE}(?:chậm nhất|muộn nhất|hạn cuối|hạn chót|hạn|không muộn hơn|không quá|đến|tới|hết|trong)"
    r"(?: là:?| vào| đến| hết| trong|:)* (.+)"
)


@attrs.frozen(weakref_slot=False)
class Deadline:
    """The last day an order names (*hạn hoàn thành*): `chậm nhất ngày …` takes the day in, `trước ngày …` does not.

    Attributes:
        day: the day, or the month or year, that the order names.
        is_inclusive: whether the named day itself is still in time.

    >>> Deadline.parse("trước ngày 20/12/2024").last_day, Deadline.parse("chậm nhất ngày 20/12/2024").last_day
    (datetime.date(2024, 12, 19), datetime.date(2024, 12, 20))
    """

    day: dt.date | PartialDate
    is_inclusive: bool = True

    def __attrs_post_init__(self) -> None:
        if type(self.day) is not dt.date and not isinstance(self.day, PartialDate):
            raise TypeError(f"the day of a deadline must be a date or PartialDate, not {self.day!r}")
        if isinstance(self.day, PartialDate) and self.day.year is not None and self.day.day is not None:
            object.__setattr__(self, "day", self.day.first_day)

    def __str__(self) -> str:
        return ("<=" if self.is_inclusive else "<") + str(self.day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a bare day, `trước ngày …`, `chậm nhất ngày …`, `đến hết ngày …`, `trong tháng 3/2024`, or the canonical `<=2024-12-20`.

        Raises:
            InvalidDeadlineError: anything else.
            TypeError: not a `str`.
        """
        key = fold(require_text(text)).rstrip(" .,;")
        is_inclusive, rest = True, key
        if key.startswith("<"):
            is_inclusive, rest = key.startswith("<="), key.lstrip("<=").strip()
        elif found := _BEFORE.fullmatch(key):
            is_inclusive, rest = False, found[1]
        elif found := _THROUGH.fullmatch(key):
            rest = found[1]
        try:
            day = parse_partial_date(rest)
        except InvalidDateError:
            raise InvalidDeadlineError(
                text, "a day such as 31/12/2024, trước ngày … or chậm nhất ngày …"
            ) from None
        return cls(day, is_inclusive)

    @property
    def last_day(self) -> dt.date:
        """The last day that is in time.

        A month or a year named inclusively lasts to its last day; one named with `trước` ends before its first
        (INFERRED from Bộ luật Dân sự 2015, Điều 146).

        Raises:
            InvalidDateError: the deadline names no year.
        """
        if isinstance(self.day, PartialDate):
            return self.day.last_day if self.is_inclusive else self.day.first_day - dt.timedelta(days=1)
        return self.day if self.is_inclusive else self.day - dt.timedelta(days=1)

    def format(self, lang: str = "vi") -> str:
        """In words: `chậm nhất ngày 20/12/2024`, `trước ngày 20/12/2024`.

        >>> Deadline.parse("<2024-12-20").format(), Deadline.parse("<2024-12-20").format("en")
        ('trước ngày 20/12/2024', 'before 20 Dec 2024')
        """
        day = (
            self.day.format(lang)
            if isinstance(self.day, PartialDate)
            else format_date(self.day, "short", lang)
        )
        kind = "through" if self.is_inclusive else "before"
        return wording(
            f"deadline_value.{kind}{'_part' if isinstance(self.day, PartialDate) else ''}", lang, day=day
        )
