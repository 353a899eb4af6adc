"""Days (*ngày tháng năm*) and days of which parts are known, as Vietnamese documents write them.

The long form is Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 4: a zero before days below 10 and before months
1 and 2 only. The short forms are practice.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable
from typing import Self

import attrs

from khcn_records.by_fields import ByFields
from khcn_records.errors import InvalidDateError
from khcn_records.labels import wording
from khcn_records.text import fold, lazy_pattern, require_text, straighten_dashes

__all__ = ["DATE_STYLES", "PartialDate", "format_date", "parse_date", "parse_partial_date"]

DATE_STYLES = ("long", "short", "table", "weekday", "lunar")


class _FourDigits(dict[int, str]):
    """Years as they are written, each kept from its first use on."""

    def __missing__(self, year: int) -> str:
        text = self[year] = f"{year:04d}"
        return text


_YEAR = _FourDigits()
_TWO = tuple(f"{n:02d}" for n in range(32))
_MONTHS = ("", "01", "02", *map(str, range(3, 13)))
# By month and day, all but the year: to look a date up is several times quicker than to format its numbers.
_LONG = tuple(tuple(f"ngày {day} tháng {month} năm " for day in _TWO) for month in _MONTHS)
_SHORT = tuple(tuple(f"{day}/{month}/" for day in _TWO) for month in _MONTHS)
_EXPECTED = "a full date such as 05/02/2024, 2024-02-05 or ngày 05 tháng 02 năm 2024"

# All patterns read folded text with straight dashes: one space between words, lower case, tones placed alike.
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|cn)"
_BEFORE = rf"(?:{_WEEKDAY},? ?)?(?:ngày ?:? ?)?(?:(?:mùng|mồng) )?"
_AFTER = rf"(?: ?\({_WEEKDAY}\))?"
_WORDS = r"[^\W\d_]+(?: [^\W\d_]+)"
_THOUSAND = r"(?:một|hai) (?:nghìn|ngàn)"
_SAID_YEAR = rf"{_THOUSAND}(?: [^\W\d_]+){{0,5}}"
# The same number once more, in figures or in words: "15 (mười lăm)".
_GLOSS = r"(?: ?\( ?([0-9]{1,2}|[^\W\d_]+(?: [^\W\d_]+){0,2}) ?\))?"
_YEAR_GLOSS = rf"(?: ?\( ?(?:năm )?([0-9]{{4}}|{_SAID_YEAR}) ?\))?"


@functools.cache
def _full_forms() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Digits with the day first, ISO, words; made at first use, for patterns cost more to import than all else here."""
    return (
        lazy_pattern(
            rf"{_BEFORE}([0-9]{{1,2}}) ?([/.-]) ?([0-9]{{1,2}})(?: ?\2 ?|,? năm )([0-9]{{4}}){_AFTER}"
        ),
        lazy_pattern(r"([0-9]{4})([/.-])([0-9]{1,2})\2([0-9]{1,2})"),
        lazy_pattern(
            rf"{_BEFORE}([0-9]{{1,2}}|{_WORDS}{{0,2}}?){_GLOSS},? ?tháng ?([0-9]{{1,2}}|(?!năm (?:[0-9]|{_THOUSAND})){_WORDS}??){_GLOSS}"
            rf"(?:,? ?năm ?| ?[/-] ?|,? )(?:([0-9]{{4}})|(?<=năm )({_SAID_YEAR})){_YEAR_GLOSS}{_AFTER}"
        ),
    )


def _day(year: str | int, month: str | int, day: str | int, text: str) -> dt.date:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        raise InvalidDateError(text, "a day that exists in the calendar") from None


def _key(text: str) -> str:
    """The folded text without what stands around a date: full stops, commas, parentheses."""
    key = straighten_dashes(fold(text)).strip(" .,;:")
    if key.startswith("("):
        return key.strip("() ")
    return key if "(" in key else key.rstrip(") ")


def _number(text: str) -> int | None:
    if text.isascii() and text.isdecimal():
        return int(text)
    from khcn_records.values.numerals import number_from_words  # here and below: few dates are in words

    return number_from_words(text)


def _year_number(text: str) -> int | None:
    if text.isascii() and text.isdecimal():
        return int(text)
    from khcn_records.values.numerals import year_from_words

    return year_from_words(text)


def _agreed(number: int | None, gloss: str | None, read: Callable[[str], int | None]) -> int | None:
    """The number, `None` where what stands in parentheses behind it says another."""
    return number if gloss is None or read(gloss) == number else None


def parse_date(text: str) -> dt.date:
    """The one full day that a text states; any other text is refused.

    Reads digits (`05/02/2024`, `5-2-2024`, `05.02.2024`; day first, unless a year of four digits leads), the decree's long
    form, all of it in words or in figures with the words in parentheses, a weekday before or behind it, ISO, any case, NFD and line breaks inside. A weekday
    is not checked against the day.

    Args:
        text: the date alone; a word *ngày* before it and a full stop behind it may stand.

    Raises:
        InvalidDateError: no full date, a day that does not exist, a two-digit year, month before day, a time of day.
        TypeError: not a `str`.

    >>> parse_date("ngày 05 tháng 02 năm 2024")
    datetime.date(2024, 2, 5)
    >>> parse_date("Thứ Hai, ngày 5/2/2024")
    datetime.date(2024, 2, 5)
    >>> parse_date("ngày năm tháng hai năm hai nghìn không trăm hai mươi tư")
    datetime.date(2024, 2, 5)
    >>> parse_date("12/2026")
    Traceback (most recent call last):
    khcn_records.errors.InvalidDateError: not a date: '12/2026'; expected a full date such as 05/02/2024, 2024-02-05 or ngày 05 tháng 02 năm 2024
    """
    # The commonest form, read without a pattern; what is wrong with it is found out below.
    if len(require_text(text)) == 10 and text[2] == text[5] == "/" and text.isascii():
        try:
            return dt.date.fromisoformat(f"{text[6:]}-{text[3:5]}-{text[:2]}")
        except ValueError:
            pass
    key = _key(text)
    digits, iso, words = _full_forms()
    if found := digits.fullmatch(key):
        return _day(found[4], found[3], found[1], text)
    if found := iso.fullmatch(key):
        return _day(found[1], found[3], found[4], text)
    if found := words.fullmatch(key):
        day, month = (
            _agreed(_number(found[1]), found[2], _number),
            _agreed(_number(found[3]), found[4], _number),
        )
        year = _agreed(_year_number(found[5] or found[6]), found[7], _year_number)
        if day is not None and month is not None and year is not None:
            return _day(year, month, day, text)
    raise InvalidDateError(text, _EXPECTED)


def format_date(day: dt.date, style: str = "long", lang: str = "vi") -> str:
    """A day in words or digits.

    Args:
        day: the day; the time of a `datetime` is not written.
        style: `"long"` (the decree's form, days below 10 and months 1–2 padded), `"short"` (digits, same padding),
            `"table"` (digits, always two), `"weekday"` (the long form after the day of the week) or `"lunar"` (the
            Vietnamese lunar calendar).
        lang: `"vi"` or `"en"`; English never writes a month as a number.

    Raises:
        TypeError: not a `date`.
        ValueError: no such style.
        InvalidDateError: a lunar date outside the table of lunar years.
        UnknownLanguageError: no such language.

    >>> import datetime
    >>> [format_date(datetime.date(2022, 7, 12), style) for style in ("long", "short", "table")]
    ['ngày 12 tháng 7 năm 2022', '12/7/2022', '12/07/2022']
    >>> format_date(datetime.date(2024, 2, 5), "weekday")
    'thứ Hai, ngày 05 tháng 02 năm 2024'
    >>> format_date(datetime.date(2024, 2, 5), "lunar")
    'ngày 26 tháng Chạp năm Quý Mão'
    >>> format_date(datetime.date(2024, 2, 5), "short", "en")
    '5 Feb 2024'
    """
    if not isinstance(day, dt.date):
        raise TypeError(f"day must be a date, not {type(day).__name__}: {day!r}")
    if lang == "vi":
        if style == "long":
            return _LONG[day.month][day.day] + _YEAR[day.year]
        if style == "short":
            return _SHORT[day.month][day.day] + _YEAR[day.year]
        if style == "table":
            return f"{_TWO[day.day]}/{_TWO[day.month]}/{_YEAR[day.year]}"
        if style == "weekday":
            return f"{wording(f'weekday.{day.weekday()}', lang)}, {format_date(day)}"
    if style == "lunar":
        from khcn_records.values.lunar import LunarDate

        return LunarDate.from_solar(dt.date(day.year, day.month, day.day)).format(lang)
    if lang != "vi" and style in DATE_STYLES:
        wording("weekday.0", lang)  # an unknown language is refused before Babel could guess one
        from babel.dates import format_date as babel_format

        return babel_format(day, _BABEL_PATTERNS[style], locale=lang)
    raise ValueError(f"no such date style: {style!r}; known: {', '.join(DATE_STYLES)}")


_BABEL_PATTERNS = {"long": "d MMMM y", "short": "d MMM y", "table": "dd MMM y", "weekday": "EEEE, d MMMM y"}


def last_of_month(year: int, month: int) -> dt.date:
    """The last day of a month.

    >>> last_of_month(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return dt.date(year, 12, 31) if month == 12 else dt.date(year, month + 1, 1) - dt.timedelta(1)


_CANONICAL_PART = r"([0-9]{4})(?:-([0-9]{2}))?|--([0-9]{2})(?:-([0-9]{2}))?|---([0-9]{2})"
_BLANK = "[.…_ ]"
_MONTH = r"([0-9]{1,2}|[^\W\d_]+(?: [^\W\d_]+)?)"
_PART_FORMS = (
    (r"([0-9]{1,2}) ?[/-] ?([0-9]{4})", "month year"),
    (rf"tháng {_MONTH}(?:,? năm | ?[/.-] ?|, )([0-9]{{4}})", "month year"),
    (rf"tháng (?!năm {_THOUSAND}){_MONTH},? năm ({_SAID_YEAR})", "month year"),
    (rf"năm ([0-9]{{4}}|{_SAID_YEAR})", "year"),
    (r"ngày ([0-9]{1,2}) ?[/.-] ?([0-9]{1,2})", "day month"),
    (rf"(?:ngày )?([0-9]{{1,2}}) tháng {_MONTH}", "day month"),
    (rf"tháng {_MONTH}", "month"),
    (r"ngày ([0-9]{1,2})", "day"),
    # Left blank in a draft: "ngày … tháng 9 năm 2025", "ngày ..…/..../2024"
    (rf"ngày{_BLANK}* tháng ([0-9]{{1,2}}),? năm ([0-9]{{4}})", "month year"),
    (rf"ngày{_BLANK}*(?:/{_BLANK}*/| tháng{_BLANK}* năm) ?([0-9]{{4}})", "year"),
    (rf"ngày{_BLANK}*/ ?([0-9]{{1,2}}) ?/ ?([0-9]{{4}})", "month year"),
)


@functools.cache
def _part_forms() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple((lazy_pattern(pattern), tuple(names.split())) for pattern, names in _PART_FORMS)


@attrs.frozen(weakref_slot=False, eq=False, repr=False)
class PartialDate(ByFields):
    """A day of which only parts are known (*ngày không đầy đủ*): 2024, 2024-02, every 26 October.

    Attributes:
        year: 1–9999 or `None`.
        month: 1–12 or `None`.
        day: 1–31 or `None`; it exists in the month (29 February where the year is unknown).

    Raises:
        InvalidDateError: no part given, or parts that fit no day.

    >>> str(PartialDate(2024, 2)), str(PartialDate(month=10, day=26))
    ('2024-02', '--10-26')
    >>> PartialDate(2024, 2).last_day
    datetime.date(2024, 2, 29)
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __attrs_post_init__(self) -> None:
        for part in (self.year, self.month, self.day):
            if part is not None and type(part) is not int:
                raise TypeError(f"a part of a date must be an int, not {type(part).__name__}: {part!r}")
        if (self.year, self.month, self.day) == (None, None, None):
            raise InvalidDateError("", "at least one of year, month, day")
        if self.year is not None and self.day is not None and self.month is None:
            raise InvalidDateError(str(self), "a month between year and day")
        longest = self.year if self.year is not None else 2000
        try:
            dt.date(longest, *(1 if part is None else part for part in (self.month, self.day)))
        except (ValueError, OverflowError):
            raise InvalidDateError(str(self), "parts of a day that exists") from None

    def __str__(self) -> str:
        if self.year is not None:
            return "-".join(
                [f"{self.year:04d}", *(f"{p:02d}" for p in (self.month, self.day) if p is not None)]
            )
        if self.month is None:
            return f"---{self.day or 0:02d}"
        return f"--{self.month:02d}" + ("" if self.day is None else f"-{self.day:02d}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the canonical text (`2024`, `2024-02`, `--10-26`, `--02`, `---15`) or `tháng 02/2024`, `năm 2024`, `ngày 26/10`.

        A full date is read too, and a draft's blank (`ngày … tháng 9 năm 2025`). Two bare figures (`20-01`) are refused.

        Args:
            text: the date alone.

        Raises:
            InvalidDateError: anything else.
            TypeError: not a `str`.

        >>> PartialDate.parse("tháng 02/2024") == PartialDate(2024, 2)
        True
        """
        parts = _parts(straighten_dashes(fold(require_text(text))).rstrip(" .,;"))
        try:
            if parts:
                return cls(**parts)
            day = parse_date(text)
        except InvalidDateError as error:
            expected = (
                error.expected if parts else "a date or a part of one, such as 2024-02 or tháng 02/2024"
            )
            raise InvalidDateError(text, expected) from None
        return cls(day.year, day.month, day.day)

    @property
    def first_day(self) -> dt.date:
        """The first day it can mean.

        Raises:
            InvalidDateError: the year is unknown.
        """
        return dt.date(self._known_year(), self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The last day it can mean: of month precision, the month's last (Bộ luật Dân sự 2015, Điều 146, by analogy).

        Raises:
            InvalidDateError: the year is unknown.
        """
        year, month = self._known_year(), self.month or 12
        return dt.date(year, month, self.day) if self.day is not None else last_of_month(year, month)

    def _known_year(self) -> int:
        if self.year is None:
            raise InvalidDateError(str(self), "a year")
        return self.year

    def format(self, lang: str = "vi") -> str:
        """In words: `tháng 02 năm 2024`, `ngày 26 tháng 10`, `năm 2024`.

        >>> PartialDate(2024, 2).format(), PartialDate(2024, 2).format("en")
        ('tháng 02 năm 2024', 'February 2024')
        """
        if self.year is not None and self.month is not None and self.day is not None:
            return format_date(self.first_day, "long", lang)
        if lang == "vi":
            parts = (
                ("ngày", None if self.day is None else _TWO[self.day]),
                ("tháng", None if self.month is None else _TWO[self.month]),
                ("năm", None if self.year is None else f"{self.year:04d}"),
            )
            return " ".join(f"{word} {part}" for word, part in parts if part is not None)
        wording("weekday.0", lang)
        if self.month is None:
            return (
                str(self.year) if self.year is not None else wording("partial_date.day", lang, day=self.day)
            )
        from babel.dates import format_date as babel_format

        pattern = " ".join(
            code
            for code, part in (("d", self.day), ("MMMM", self.month), ("y", self.year))
            if part is not None
        )
        return babel_format(dt.date(self.year or 2000, self.month, self.day or 1), pattern, locale=lang)


def _parts(key: str) -> dict[str, int]:
    """The parts that a folded text states, none where it states none."""
    if found := re.fullmatch(_CANONICAL_PART, key):
        year, month, month_only, day, day_only = found.groups()
        parts = {"year": year, "month": month or month_only, "day": day or day_only}
        return {name: int(part) for name, part in parts.items() if part is not None}
    for pattern, names in _part_forms():
        if found := pattern.fullmatch(key):
            read = [
                (name, (_year_number if name == "year" else _number)(part))
                for name, part in zip(names, found.groups(), strict=True)
            ]
            known = {name: number for name, number in read if number is not None}
            return known if len(known) == len(names) else {}
    return {}


def parse_partial_date(text: str) -> dt.date | PartialDate:
    """A full day where the text states one, else the parts it states.

    Raises:
        InvalidDateError: neither.

    >>> parse_partial_date("2024-02-05"), parse_partial_date("2024-02")
    (datetime.date(2024, 2, 5), PartialDate(year=2024, month=2, day=None))
    """
    try:
        return parse_date(text)
    except InvalidDateError:
        return PartialDate.parse(text)
