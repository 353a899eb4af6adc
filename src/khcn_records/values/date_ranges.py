"""Stretches of days (*khoảng thời gian*): `từ ngày 15/01/2024 đến hết ngày 14/02/2024`.

Both ends are inclusive, as *từ ngày … đến hết ngày …* is (Bộ luật Dân sự 2015, Điều 148: a term ends with its last day).

>>> DateRange.parse("15/01/2024 - 14/02/2024").day_count
31
"""

from __future__ import annotations

import datetime as dt
from typing import Self

import attrs

from khcn_records.errors import InvalidDateError
from khcn_records.labels import wording
from khcn_records.text import fold, lazy_pattern, require_text, straighten_dashes
from khcn_records.values.dates import format_date, parse_date

__all__ = ["DateRange"]


_RANGE_EXPECTED = "a range such as 2024-01-15/2024-02-14"
_RANGE_WORDS = lazy_pattern(r"(?:từ )?(.+?) (?:cho )?đến (?:hết )?(.+)")
_RANGE_DASH = lazy_pattern(r"([0-9]{1,2}[/.][^-]+?) ?- ?([0-9]{1,2}[/.].+)")
_OPEN_END = lazy_pattern(r"từ (ngày .+?)(?: trở đi)?")
_OPEN_START = lazy_pattern(r"đến (?:hết )?(ngày .+)")


@attrs.frozen(weakref_slot=False)
class DateRange:
    """A stretch of days (*khoảng thời gian*), both ends inclusive; an open end is `None`.

    Raises:
        InvalidDateError: the end lies before the start.
        TypeError: an end is not a plain `date`.

    >>> import datetime
    >>> window = DateRange(datetime.date(2024, 1, 15), datetime.date(2024, 2, 14))
    >>> str(window), datetime.date(2024, 2, 14) in window, window.day_count
    ('2024-01-15/2024-02-14', True, 31)
    """

    start: dt.date | None
    end: dt.date | None

    def __attrs_post_init__(self) -> None:
        for end in (self.start, self.end):
            if end is not None and type(end) is not dt.date:
                raise TypeError(f"an end of a range must be a date, not {type(end).__name__}: {end!r}")
        if self.start is not None and self.end is not None and self.end < self.start:
            raise InvalidDateError(str(self), "an end that does not lie before the start")

    def __str__(self) -> str:
        return "/".join(".." if end is None else end.isoformat() for end in (self.start, self.end))

    def __contains__(self, day: dt.date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    @property
    def day_count(self) -> int | None:
        """How many days it holds, `None` where it is open."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2024-01-15/2024-02-14`, `../2025-12-31`, `từ ngày 15/01/2024 đến ngày 14/02/2024` or `15/01/2024 - 14/02/2024`.

        Args:
            text: the range alone; an end that is named without its year is refused.

        Raises:
            InvalidDateError: anything else.
            TypeError: not a `str`.

        >>> str(DateRange.parse("từ ngày 15/01/2024 đến hết ngày 14/02/2024"))
        '2024-01-15/2024-02-14'
        """
        key = straighten_dashes(fold(require_text(text)))
        key = key if key.endswith("/..") else key.rstrip(" .,;")
        ends: tuple[str, ...]
        if key.count("/") == 1:
            ends = tuple(key.split("/"))
        elif found := _RANGE_WORDS.fullmatch(key) or _RANGE_DASH.fullmatch(key):
            ends = found.groups()
        elif found := _OPEN_END.fullmatch(key):
            ends = found[1], ".."
        elif found := _OPEN_START.fullmatch(key):
            ends = "..", found[1]
        else:
            raise InvalidDateError(text, _RANGE_EXPECTED)
        try:
            return cls(*(None if end.strip() == ".." else parse_date(end) for end in ends))
        except InvalidDateError as error:
            raise InvalidDateError(text, error.expected) from None

    def format(self, lang: str = "vi") -> str:
        """In words: `từ ngày 15/01/2024 đến ngày 14/02/2024`.

        Raises:
            UnknownLanguageError: no such language.

        >>> DateRange.parse("2024-01-15/..").format(), DateRange.parse("2024-01-15/..").format("en")
        ('từ ngày 15/01/2024', 'from 15 Jan 2024')
        """
        return " ".join(
            wording(f"date_range.{name}", lang, day=format_date(end, "short", lang))
            for name, end in (("from", self.start), ("through", self.end))
            if end is not None
        ) or wording("date_range.open", lang)
