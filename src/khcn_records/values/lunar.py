"""Lunar dates (*ngày âm lịch*): the Vietnamese calendar at UTC+7, lunar years 1900-2100.

Vietnam keeps its lunar calendar by the clock of Hà Nội (UTC+7), China by that of Beijing (UTC+8); a new moon
near midnight sets the two apart by a day, once in a while by a month (Tết 1985: 21 January against 20 February).
Legal basis of the days computed here: Labour Code 2019 (45/2019/QH14), Article 112(1): Tết Nguyên đán and
the 10th of the third lunar month.

>>> LunarDate.from_solar(dt.date(2024, 2, 5)).format("vi")
'ngày 26 tháng Chạp năm Quý Mão'
>>> LunarDate.parse("mùng 1 tháng Giêng năm Giáp Thìn (2024)").to_solar()
datetime.date(2024, 2, 10)
"""

from __future__ import annotations

import bisect
import datetime as dt
import functools
import re
from typing import Self

import attrs

from khcn_records.errors import InvalidDateError
from khcn_records.labels import wording
from khcn_records.text import clean, fold, lazy_pattern
from khcn_records.values.lunar_table import DOUBTFUL_MONTH_STARTS, FIRST_LUNAR_YEAR, LUNAR_YEARS

__all__ = ["LunarDate", "can_chi", "hung_kings_day", "tet"]

LAST_LUNAR_YEAR = FIRST_LUNAR_YEAR + len(LUNAR_YEARS) - 1

_STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
_BRANCHES = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")
_MONTHS = (
    ("Giêng",),
    ("Hai",),
    ("Ba",),
    ("Tư", "Bốn"),
    ("Năm",),
    ("Sáu",),
    ("Bảy", "Bẩy"),
    ("Tám",),
    ("Chín",),
    ("Mười",),
    ("Mười Một",),
    ("Chạp", "Mười Hai"),
)
"""The names of the months, the canonical one first. "Tháng Một" is missing on purpose: it is the eleventh month
in the old count and January in today's."""

_CYCLE = 60
_LAST_EARLY_DAY = 10  # days 1-10 are "mùng"
_FULL_MOON = 15
_FIRST_CERTAIN_DAY = dt.date(1968, 1, 1)
"""Decision 121-CP of 1967 put the State calendar on UTC+7; earlier almanacs counted at other meridians."""


@functools.cache
def _starts(year: int) -> tuple[tuple[int, ...], int]:
    """The ordinals of the first days of a year's months and of the next year, and which month repeats."""
    code = LUNAR_YEARS[year - FIRST_LUNAR_YEAR]
    leap = code >> 13 & 15
    starts = [dt.date(year, 1, 20).toordinal() + (code >> 17)]
    for place in range(13 if leap else 12):
        starts.append(starts[-1] + 29 + (code >> place & 1))
    return tuple(starts), leap


def _require_year(year: int) -> None:
    if not isinstance(year, int):
        raise TypeError(f"a lunar year must be an int, not {type(year).__name__}: {year!r}")
    if not FIRST_LUNAR_YEAR <= year <= LAST_LUNAR_YEAR:
        raise InvalidDateError(str(year), f"a lunar year {FIRST_LUNAR_YEAR} through {LAST_LUNAR_YEAR}")


def _require_day(day: object) -> dt.date:
    if isinstance(day, dt.date) and not isinstance(day, dt.datetime):
        return day
    raise TypeError(f"expected a datetime.date, not {type(day).__name__}: {day!r}")


def can_chi(year: int) -> str:
    """The name of a lunar year (*can chi*), each syllable with a capital.

    A name alone does not fix a year: it comes back every 60 years.

    Args:
        year: the Gregorian year in which the lunar year begins.

    >>> can_chi(2024), can_chi(2025), can_chi(2026)
    ('Giáp Thìn', 'Ất Tỵ', 'Bính Ngọ')
    """
    return f"{_STEMS[(year - 4) % 10]} {_BRANCHES[(year - 4) % 12]}"


def tet(year: int) -> dt.date:
    """The first day of a lunar year (*mùng 1 Tết Nguyên đán*).

    Args:
        year: the Gregorian year in which the lunar year begins, 1900-2100.

    Raises:
        InvalidDateError: a year outside the table.

    >>> tet(2024)
    datetime.date(2024, 2, 10)
    """
    _require_year(year)
    return dt.date.fromordinal(_starts(year)[0][0])


def hung_kings_day(year: int) -> dt.date:
    """The Hùng Kings' commemoration day (*Giỗ Tổ Hùng Vương, mùng 10 tháng Ba âm lịch*).

    Legal basis: Labour Code 2019 (45/2019/QH14), Article 112(1)(e).

    Args:
        year: the lunar year, 1900-2100.

    Raises:
        InvalidDateError: a year outside the table.

    >>> hung_kings_day(2024)
    datetime.date(2024, 4, 18)
    """
    return LunarDate(year, 3, 10).to_solar()


@functools.total_ordering
@attrs.frozen(order=False, weakref_slot=False)
class LunarDate:
    """One day of the Vietnamese lunar calendar (*ngày âm lịch*).

    Dates order as the days they are: a leap month follows the month it repeats.

    Attributes:
        year: the Gregorian year in which the lunar year begins, 1900-2100; 26 tháng Chạp of February 2024 has 2023.
        month: 1 (*tháng Giêng*) through 12 (*tháng Chạp*).
        day: 1 through 29 or 30, as long as the month is.
        is_leap: whether this is the month that is repeated (*tháng nhuận*).

    Raises:
        InvalidDateError: no such day: a month of 29 days has no 30th, a year one leap month or none.

    >>> LunarDate(2023, 2, 15, is_leap=True).to_solar()
    datetime.date(2023, 4, 5)
    >>> LunarDate(2024, 2, 15, is_leap=True)
    Traceback (most recent call last):
    khcn_records.errors.InvalidDateError: not a date: '15/2 leap/2024'; expected no leap month in lunar year 2024
    """

    year: int
    month: int
    day: int
    is_leap: bool = False

    def __attrs_post_init__(self) -> None:
        for name in ("year", "month", "day"):
            if not isinstance(getattr(self, name), int):
                raise TypeError(f"{name} must be an int, not {type(getattr(self, name)).__name__}")
        text = f"{self.day}/{self.month}{' leap' if self.is_leap else ''}/{self.year}"
        if not FIRST_LUNAR_YEAR <= self.year <= LAST_LUNAR_YEAR:
            raise InvalidDateError(text, f"a lunar year {FIRST_LUNAR_YEAR} through {LAST_LUNAR_YEAR}")
        starts, leap = _starts(self.year)
        if not 1 <= self.month <= len(_MONTHS):
            raise InvalidDateError(text, "a lunar month 1 through 12")
        if self.is_leap and self.month != leap:
            known = f"leap month {leap}" if leap else "no leap month"
            raise InvalidDateError(text, f"{known} in lunar year {self.year}")
        length = starts[self._place + 1] - starts[self._place]
        if not 1 <= self.day <= length:
            raise InvalidDateError(text, f"a day 1 through {length} in that month")

    @property
    def _place(self) -> int:
        """How many months of the year went before this one."""
        leap = _starts(self.year)[1]
        return self.month - 1 + bool(self.is_leap or 0 < leap < self.month)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, LunarDate):
            return NotImplemented
        mine = (self.year, self.month, self.is_leap, self.day)
        return mine < (other.year, other.month, other.is_leap, other.day)

    def to_solar(self) -> dt.date:
        """The Gregorian day (*ngày dương lịch*).

        >>> LunarDate(2030, 1, 1).to_solar()
        datetime.date(2030, 2, 2)
        """
        return dt.date.fromordinal(_starts(self.year)[0][self._place] + self.day - 1)

    @classmethod
    def from_solar(cls, day: dt.date) -> Self:
        """The lunar date of a Gregorian day, 31 January 1900 through 28 January 2101.

        Raises:
            TypeError: not a `datetime.date`, or a `datetime`, whose hour would be lost.
            InvalidDateError: a day outside the table.

        >>> LunarDate.from_solar(dt.date(2024, 4, 18))
        LunarDate(year=2024, month=3, day=10, is_leap=False)
        """
        ordinal = _require_day(day).toordinal()
        year = min(day.year, LAST_LUNAR_YEAR)
        if year >= FIRST_LUNAR_YEAR and ordinal < _starts(year)[0][0]:
            year -= 1
        if year < FIRST_LUNAR_YEAR or ordinal >= _starts(year)[0][-1]:
            first = dt.date.fromordinal(_starts(FIRST_LUNAR_YEAR)[0][0])
            last = dt.date.fromordinal(_starts(LAST_LUNAR_YEAR)[0][-1] - 1)
            raise InvalidDateError(day.isoformat(), f"a day {first} through {last}")
        starts, leap = _starts(year)
        place = bisect.bisect_right(starts, ordinal) - 1
        is_leap = leap != 0 and place == leap
        month = place if leap != 0 and place >= leap else place + 1
        return cls(year, month, ordinal - starts[place] + 1, is_leap)

    @property
    def is_almanac_uncertain(self) -> bool:
        """Whether the almanac printed for the year may name this day otherwise.

        True before 1968, when the State calendar was put on UTC+7 (South Vietnam stayed at UTC+8 until 1975),
        and around the few new moons so close to midnight that no computation settles them.

        >>> LunarDate(1967, 1, 1).is_almanac_uncertain, LunarDate(2024, 1, 1).is_almanac_uncertain
        (True, False)
        """
        day = self.to_solar()
        # The month may begin a day earlier or later; that moves all its days and the last one before it.
        around = range(-1, 31)
        return day < _FIRST_CERTAIN_DAY or any(
            (day - start).days in around for start in DOUBTFUL_MONTH_STARTS
        )

    @property
    def year_name(self) -> str:
        """The name of the year (*can chi*)."""
        return can_chi(self.year)

    @property
    def month_name(self) -> str:
        """The name of the month in Vietnamese, *Hai nhuận* for a leap one."""
        return _MONTHS[self.month - 1][0] + (" nhuận" if self.is_leap else "")

    def __str__(self) -> str:
        early = "mùng " if self.day <= _LAST_EARLY_DAY else ""
        return f"{early}{self.day} tháng {self.month_name} năm {self.year_name} ({self.year})"

    def format(self, lang: str = "vi") -> str:
        """The date in words, without the Gregorian year.

        Raises:
            UnknownLanguageError: no such language.

        >>> LunarDate(2024, 1, 1).format()
        'ngày mùng 1 tháng Giêng năm Giáp Thìn'
        >>> LunarDate(2023, 12, 26).format("en")
        '26th day of the 12th lunar month, Quý Mão year'
        """
        month = wording("lunar_date.months", lang).split(", ")[self.month - 1]
        if self.is_leap:
            month = wording("lunar_date.leap_month", lang, month=month)
        day = wording("lunar_date.days", lang).split(", ")[self.day - 1]
        return wording("lunar_date.text", lang, day=day, month=month, year=self.year_name)

    @classmethod
    def parse(cls, text: str, *, near: int | None = None) -> Self:
        """A lunar date as people write it: *ngày 26 tháng Chạp năm Quý Mão (2023)*.

        Read are the day (with *ngày*, *mùng*, *mồng*, or *rằm*), the month by name or number, *nhuận* after it,
        and the year by name, by number, or both (then they must agree).

        Args:
            text: the text.
            near: which of the years of one name is meant where the number is missing: the nearest to this one.

        Raises:
            TypeError: not a `str`.
            InvalidDateError: no lunar date, no such day, or a year that is only named while `near` is missing.

        >>> LunarDate.parse("mồng 10 tháng 3 năm 2024 (âm lịch)")
        LunarDate(year=2024, month=3, day=10, is_leap=False)
        >>> LunarDate.parse("27 tháng Chạp, năm Ất Tỵ", near=2026)
        LunarDate(year=2025, month=12, day=27, is_leap=False)
        """
        found = _DATE.fullmatch(fold(clean(text)))
        if found is None:
            raise InvalidDateError(text, "a lunar date like 'mùng 1 tháng Giêng năm Giáp Thìn (2024)'")
        day = _FULL_MOON if found["full_moon"] else int(found["day"])
        month = _MONTH_NUMBERS.get(found["month"]) or int(found["month"])
        digits = found["year"] or found["named_year"]
        try:
            if digits is None:
                year = _nearest(found, text, near)
            else:
                year = int(digits)
                if found["stem"] and not _is_named(year, found):
                    raise InvalidDateError(text, f"lunar year {year} to be named {can_chi(year)}")
            return cls(year, month, day, found["leap"] is not None)
        except InvalidDateError as error:
            raise InvalidDateError(text, error.expected) from None


def _folded(names: tuple[str, ...]) -> dict[str, int]:
    """Each name, and its spelling with i for y, as text is compared."""
    with_i = str.maketrans("ýỵỷ", "íịỉ")
    return {
        fold(spelling): at for at, name in enumerate(names) for spelling in (name, name.translate(with_i))
    }


_STEM_NUMBERS = _folded(_STEMS)
_BRANCH_NUMBERS = {**_folded(_BRANCHES), fold("Mẹo"): _BRANCHES.index("Mão")}
_MONTH_NUMBERS = {fold(name): at for at, names in enumerate(_MONTHS, start=1) for name in names}


def _any_of(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_DATE = lazy_pattern(
    rf"(?:(?:ngày )?(?:{fold('mùng')} |{fold('mồng')} )?(?P<day>[0-9]{{1,2}})|(?:ngày )?(?P<full_moon>{fold('rằm')}))"
    rf" tháng (?P<month>[0-9]{{1,2}}|{_any_of(_MONTH_NUMBERS)})(?P<leap> \(?{fold('nhuận')}\)?)?"
    rf"(?: {fold('âm lịch')})?,? năm (?:(?P<year>[0-9]{{4}})"
    rf"|(?P<stem>{_any_of(_STEM_NUMBERS)}) (?P<branch>{_any_of(_BRANCH_NUMBERS)})"
    rf"(?:,? \(?(?P<named_year>[0-9]{{4}})\)?)?)(?: \(?{fold('âm lịch')}\)?)?",
)


def _is_named(year: int, found: re.Match[str]) -> bool:
    stem, branch = _STEM_NUMBERS[found["stem"]], _BRANCH_NUMBERS[found["branch"]]
    return (year - 4) % 10 == stem and (year - 4) % 12 == branch


def _nearest(found: re.Match[str], text: str, near: int | None) -> int:
    """The year of that name nearest to another year."""
    if near is None:
        raise InvalidDateError(text, "the year in digits beside its name, which returns every 60 years")
    for distance in range(_CYCLE // 2 + 1):
        for year in (near - distance, near + distance):
            if _is_named(year, found):
                return year
    raise InvalidDateError(text, "one of the 60 names of years")
