"""How long the law or an order allows (*thời hạn*), and the last day an order names (*hạn hoàn thành*).

A limit keeps the unit it was written in: `30 ngày` is never `1 tháng`, and `05 ngày` is never `05 ngày làm việc`
(Bộ luật Dân sự 2015, Điều 146–148). What day a limit ends on is the question of `khcn_records.deadline`.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import Self

import attrs

from khcn_records.errors import (
    InvalidDateError,
    InvalidDeadlineError,
    InvalidPeriodError,
    InvalidTimeLimitError,
)
from khcn_records.labels import wording
from khcn_records.text import fold, lazy_pattern, require_text
from khcn_records.values.dates import PartialDate, format_date, parse_partial_date
from khcn_records.values.numerals import number_from_words
from khcn_records.values.periods import ReportingPeriod

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
        TimeUnit.HOUR: ("giờ", "tiếng", "h", "hour", "hours"),
    }.items()
    for word in words
}
_ALLOWED = r"(?:trong )?(?:thời hạn |vòng )?(?:là )?(?:không quá |tối đa )?"
_WORDS = r"[^\W\d_]+(?: [^\W\d_]+){0,4}"
# The amount in figures, in words, or both, either in parentheses.
_LIMIT = lazy_pattern(
    rf"{_ALLOWED}(?P<words>{_WORDS} )??(?P<open>\( ?)?(?P<digits>[0-9]{{1,6}})?(?(open) ?\))"
    rf"(?: ?\( ?(?P<gloss>{_WORDS}) ?\))? ?(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
)


@attrs.frozen(weakref_slot=False)
class TimeLimit:
    """A length of time allowed (*thời hạn*), as written.

    Attributes:
        amount: whole units, 1 or more.
        unit: what is counted; never converted.

    Raises:
        InvalidTimeLimitError: an amount below 1 or above 999999.
        TypeError: the amount is not an `int`.

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

        *Trong*, *trong thời hạn*, *không quá* may stand before it; an event it runs from may not.

        Args:
            text: the limit alone.

        Raises:
            InvalidTimeLimitError: anything else, or words and digits that disagree.
            TypeError: not a `str`.

        >>> str(TimeLimit.parse("không quá ba mươi (30) ngày"))
        '30 ngày'
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
        """In words, the amount padded in Vietnamese as documents do: `05 ngày làm việc`; `5 working days`.

        Raises:
            UnknownLanguageError: no such language.

        >>> TimeLimit(48, TimeUnit.HOUR).format(), TimeLimit(48, TimeUnit.HOUR).format("en")
        ('48 giờ', '48 hours')
        """
        form = "one" if self.amount == 1 else "other"
        return wording(f"time_limit.{self.unit.value}.{form}", lang, amount=self.amount)


_LONGEST = 200
_EXPECTED = "a day such as 31/12/2024, trước ngày … or chậm nhất ngày …"
_DONE = f"(?:{fold('hoàn thành')} |xong )?"
_CANONICAL = lazy_pattern(r"(<=?) ?([0-9-].*)")
_LATEST = (
    rf"(?:{_DONE}(?:chậm nhất|muộn nhất|hạn cuối|hạn chót|(?:thời )?hạn(?: {fold('hoàn thành')})?|không muộn hơn|không quá|đến|tới|hết|trong)"
    r"(?: ?:| là:?| vào| đến| hết| trong)*)"
)
_BEFORE = lazy_pattern(rf"(?:{_LATEST} )?{_DONE}trước (.+)")
_THROUGH = lazy_pattern(rf"{_LATEST} (.+)")
# "trước 17h00 ngày 20/12/2024": the day itself is still in time; midnight would not be.
_HOUR = lazy_pattern(r"(?:0?[1-9]|1[0-9]|2[0-4])(?: ?giờ| ?h)(?: ?[0-5][0-9](?: phút)?)?,? (ngày .+)")
_END_OF = lazy_pattern(r"(?:ngày )?cuối ((?:tháng|năm) .+)")


def _named_day(text: str, *, is_inclusive: bool) -> dt.date | PartialDate:
    """The day, month or year that the folded text names; of a quarter or half the month that decides.

    The end of a month or year is its last day (Bộ luật Dân sự 2015, Điều 146).
    """
    if found := _END_OF.fullmatch(text):
        day = parse_partial_date(found[1])
        return day.last_day if isinstance(day, PartialDate) else day
    try:
        return parse_partial_date(text)
    except InvalidDateError:
        period = ReportingPeriod.parse(text)
    deciding = period.last_day if is_inclusive else period.first_day
    return PartialDate(deciding.year, deciding.month)


@attrs.frozen(weakref_slot=False)
class Deadline:
    """The last day an order names (*hạn hoàn thành*): `chậm nhất ngày …` takes the day in, `trước ngày …` does not.

    Attributes:
        day: the day, or the month or year, that the order names.
        is_inclusive: whether the named day itself is still in time.

    Raises:
        InvalidDeadlineError: *before* the first day there is.
        TypeError: the day is neither a plain `date` nor a `PartialDate`, or `is_inclusive` no `bool`.

    >>> Deadline.parse("trước ngày 20/12/2024").last_day, Deadline.parse("chậm nhất ngày 20/12/2024").last_day
    (datetime.date(2024, 12, 19), datetime.date(2024, 12, 20))
    """

    day: dt.date | PartialDate
    is_inclusive: bool = True

    def __attrs_post_init__(self) -> None:
        if type(self.day) is not dt.date and not isinstance(self.day, PartialDate):
            raise TypeError(f"the day of a deadline must be a date or PartialDate, not {self.day!r}")
        if type(self.is_inclusive) is not bool:
            raise TypeError(f"is_inclusive must be a bool, not {self.is_inclusive!r}")
        if isinstance(self.day, PartialDate) and self.day.year is not None and self.day.day is not None:
            object.__setattr__(self, "day", self.day.first_day)
        if not self.is_inclusive and self._first_named == dt.date.min:
            raise InvalidDeadlineError(str(self), "a day that has a day before it")

    @property
    def _first_named(self) -> dt.date | None:
        if isinstance(self.day, PartialDate):
            return None if self.day.year is None else self.day.first_day
        return self.day

    def __str__(self) -> str:
        return ("<=" if self.is_inclusive else "<") + str(self.day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a bare day, `trước ngày …`, `chậm nhất ngày …`, `đến hết ngày …`, `trong tháng 3/2024`, or the canonical `<=2024-12-20`.

        `trong quý I/2024` is read as the month that decides (03/2024), `cuối tháng 3/2024` as its last day, `trước
        17h00 ngày …` as that day, which is still in time. A day that returns (*hàng tháng*) is refused.

        Args:
            text: the deadline alone.

        Raises:
            InvalidDeadlineError: anything else.
            TypeError: not a `str`.

        >>> str(Deadline.parse("Trong quý I/2024")), str(Deadline.parse("trước tháng 3/2024"))
        ('<=2024-03', '<2024-03')
        """
        key = fold(require_text(text)).strip(" .,;")
        if len(key) > _LONGEST:
            raise InvalidDeadlineError(text, _EXPECTED)
        is_inclusive, rest = True, key
        if found := _CANONICAL.fullmatch(key):
            is_inclusive, rest = found[1] == "<=", found[2]
        elif found := _BEFORE.fullmatch(key):
            timed = _HOUR.fullmatch(found[1])
            is_inclusive, rest = (True, timed[1]) if timed else (False, found[1])
        elif found := _THROUGH.fullmatch(key):
            timed = _HOUR.fullmatch(found[1])
            rest = timed[1] if timed else found[1]
        try:
            return cls(_named_day(rest, is_inclusive=is_inclusive), is_inclusive)
        except (InvalidDateError, InvalidPeriodError, InvalidDeadlineError):
            raise InvalidDeadlineError(text, _EXPECTED) from None

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

        Raises:
            UnknownLanguageError: no such language.

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
