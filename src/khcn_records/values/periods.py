"""Reporting periods (*kỳ báo cáo*) and the stretch of days their data come from (*thời gian chốt số liệu*).

The windows are those of Nghị định 09/2019/NĐ-CP, Điều 12 (SECONDARY: read in pages that restate it); a nine-month
window is set only by the body that orders the report, so it is never taken without a rule named by the caller.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from types import MappingProxyType
from typing import Self

import attrs

from khcn_records.errors import InvalidPeriodError
from khcn_records.evidence import Confidence, Evidence
from khcn_records.labels import wording
from khcn_records.text import fold, lazy_pattern, require_text, straighten_dashes
from khcn_records.values.date_ranges import DateRange
from khcn_records.values.dates import last_of_month

__all__ = ["WINDOW_RULES", "PeriodKind", "ReportingPeriod"]


class PeriodKind(enum.StrEnum):
    """The length of a reporting period (*loại kỳ báo cáo*)."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


WINDOW_RULES: Mapping[str, Evidence] = MappingProxyType(
    {
        "calendar": Evidence("Ngày đầu đến ngày cuối của kỳ theo dương lịch", Confidence.PRACTICE),
        "decree09": Evidence("Nghị định 09/2019/NĐ-CP, Điều 12", Confidence.SECONDARY),
        "khanh_hoa_01_2023": Evidence(
            "Quyết định 01/2023/QĐ-UBND tỉnh Khánh Hòa (9 tháng: 15/12 – 14/9)", Confidence.SECONDARY
        ),
    }
)
"""The rules that `ReportingPeriod.window` knows, each with its ground. The last one is a province's own."""

_MONTHS_IN = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}
_HIGHEST = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF: 2,
    PeriodKind.NINE_MONTHS: 1,
    PeriodKind.YEAR: 1,
}
_TAILS = {
    PeriodKind.MONTH: "-{:02d}",
    PeriodKind.QUARTER: "-Q{}",
    PeriodKind.HALF: "-H{}",
    PeriodKind.NINE_MONTHS: "-9M",
    PeriodKind.YEAR: "",
}
_CANONICAL = lazy_pattern(r"([0-9]{4}|-)(?:-(?:([0-9]{2})|q([1-4])|h([12])|(9m)))?")
_YEAR = r"(?:(?: ?[/-] ?| năm |,? )([0-9]{4}))"
_WORDS = (
    (lazy_pattern(r"([0-9]{1,2}) ?[/-] ?([0-9]{4})"), PeriodKind.MONTH),
    (lazy_pattern(rf"tháng ?([0-9]{{1,2}}){_YEAR}?"), PeriodKind.MONTH),
    (lazy_pattern(rf"(?:{fold('quý')}|{fold('quí')}) ?(iv|i{{1,3}}|0?[1-4]){_YEAR}?"), PeriodKind.QUARTER),
    (lazy_pattern(rf"q([1-4]){_YEAR}"), PeriodKind.QUARTER),
    (lazy_pattern(rf"(?:(?:0?6|sáu) tháng|nửa) (đầu|cuối)(?: năm)?{_YEAR}?"), PeriodKind.HALF),
    (lazy_pattern(rf"(?:0?9|chín) tháng(?: đầu)?(?: năm)?{_YEAR}?"), PeriodKind.NINE_MONTHS),
    (lazy_pattern(r"(?:cả )?năm ([0-9]{4})"), PeriodKind.YEAR),
)
_NAMED_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "đầu": 1, "cuối": 2}
_EXPECTED = "a period such as tháng 02/2024, quý I/2024 or 6 tháng đầu năm 2024"


def _read(key: str) -> tuple[PeriodKind, int | None, int] | None:
    """Kind, year and number that a folded text states."""
    if found := _CANONICAL.fullmatch(key):
        year = None if found[1] == "-" else int(found[1])
        for part, kind in zip(found.groups()[1:], PeriodKind, strict=False):
            if part:
                return kind, year, 1 if kind is PeriodKind.NINE_MONTHS else int(part)
        return None if year is None else (PeriodKind.YEAR, year, 1)
    for pattern, kind in _WORDS:
        if found := pattern.fullmatch(key):
            *which, year_text = found.groups()
            number = (_NAMED_NUMBERS.get(which[0]) or int(which[0])) if which else 1
            return kind, int(year_text) if year_text else None, number
    return None


@attrs.frozen(weakref_slot=False)
class ReportingPeriod:
    """A month, quarter, half, nine months or year that a report is about (*kỳ báo cáo*).

    Attributes:
        kind: its length.
        year: `None` where the text names none.
        number: which month (1–12), quarter (1–4) or half (1–2); 1 for nine months and a year.

    Raises:
        InvalidPeriodError: no such month, quarter or half, or a year out of range.
        TypeError: year or number is not an `int`.

    >>> period = ReportingPeriod.of_month(2024, 2)
    >>> str(period), period.format(), str(period.window())
    ('2024-02', 'tháng 02 năm 2024', '2024-01-15/2024-02-14')
    """

    kind: PeriodKind = attrs.field(converter=PeriodKind)
    year: int | None
    number: int = 1

    def __attrs_post_init__(self) -> None:
        for part in (self.year, self.number):
            if part is not None and type(part) is not int:
                raise TypeError(f"year and number of a period must be int, not {part!r}")
        if self.year is not None and not 1 < self.year < 9999:
            raise InvalidPeriodError(str(self.year), "a year from 2 to 9998")
        if self.kind is PeriodKind.YEAR and self.year is None:
            raise InvalidPeriodError("", "a year")
        if not 1 <= self.number <= _HIGHEST[self.kind]:
            raise InvalidPeriodError(
                f"{self.kind.value} {self.number}", f"a number from 1 to {_HIGHEST[self.kind]}"
            )

    @classmethod
    def of_month(cls, year: int, month: int) -> Self:
        """The month of a year."""
        return cls(PeriodKind.MONTH, year, month)

    @classmethod
    def of_quarter(cls, year: int, quarter: int) -> Self:
        """The quarter (*quý*) of a year, 1–4."""
        return cls(PeriodKind.QUARTER, year, quarter)

    @classmethod
    def of_half(cls, year: int, half: int) -> Self:
        """The first (1, *6 tháng đầu năm*) or second half (2, *6 tháng cuối năm*)."""
        return cls(PeriodKind.HALF, year, half)

    @classmethod
    def of_nine_months(cls, year: int) -> Self:
        """January to September (*9 tháng*)."""
        return cls(PeriodKind.NINE_MONTHS, year, 1)

    @classmethod
    def of_year(cls, year: int) -> Self:
        """The whole year."""
        return cls(PeriodKind.YEAR, year, 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2024-02`, `2024-Q1`, `2024-H1`, `2024-9M`, `2024`, `--02`, or `tháng 02/2024`, `quý I/2024`, `6 tháng đầu năm 2024`.

        Args:
            text: the period alone, with or without its year; a year always has four digits.

        Raises:
            InvalidPeriodError: anything else.
            TypeError: not a `str`.

        >>> str(ReportingPeriod.parse("quý IV năm 2024"))
        '2024-Q4'
        """
        read = _read(straighten_dashes(fold(require_text(text))).strip(" .,;:"))
        if read is None:
            raise InvalidPeriodError(text, _EXPECTED)
        try:
            return cls(*read)
        except InvalidPeriodError as error:
            raise InvalidPeriodError(text, error.expected) from None

    def __str__(self) -> str:
        year = "-" if self.year is None else f"{self.year:04d}"
        return year + _TAILS[self.kind].format(self.number)

    def _months(self) -> tuple[int, int, int]:
        if self.year is None:
            raise InvalidPeriodError(str(self), "a year")
        length = _MONTHS_IN[self.kind]
        return self.year, 1 + (self.number - 1) * length, self.number * length

    @property
    def first_day(self) -> dt.date:
        """The first day of the period itself.

        Raises:
            InvalidPeriodError: the year is unknown.
        """
        year, first, _ = self._months()
        return dt.date(year, first, 1)

    @property
    def last_day(self) -> dt.date:
        """The last day of the period itself, inclusive.

        Raises:
            InvalidPeriodError: the year is unknown.
        """
        year, _, last = self._months()
        return last_of_month(year, last)

    def next(self) -> Self:
        """The period of the same kind that follows."""
        return self._shifted(1)

    def previous(self) -> Self:
        """The period of the same kind before."""
        return self._shifted(-1)

    def _shifted(self, step: int) -> Self:
        if self.year is None:
            raise InvalidPeriodError(str(self), "a year")
        ahead, number = divmod(self.number - 1 + step, _HIGHEST[self.kind])
        return type(self)(self.kind, self.year + ahead, number + 1)

    def window(self, rule: str = "decree09") -> DateRange:
        """The days whose data the report holds, both ends inclusive.

        Args:
            rule: `"decree09"` (a month runs from the 15th of the month before to the 14th), `"calendar"`, or another
                key of `WINDOW_RULES`.

        Raises:
            InvalidPeriodError: the year is unknown, or the rule has no window for this kind of period: the decree
                leaves nine months to the body that orders the report.
            ValueError: no such rule.

        >>> str(ReportingPeriod.of_half(2024, 1).window())
        '2023-12-15/2024-06-14'
        """
        if rule not in WINDOW_RULES:
            raise ValueError(f"no such window rule: {rule!r}; known: {', '.join(WINDOW_RULES)}")
        year, first, last = self._months()
        if rule == "calendar":
            return DateRange(self.first_day, self.last_day)
        if self.kind is PeriodKind.NINE_MONTHS and rule == "decree09":
            raise InvalidPeriodError(
                str(self), "a named rule: Nghị định 09/2019/NĐ-CP sets no nine-month window"
            )
        start = dt.date(year, first - 1, 15) if first > 1 else dt.date(year - 1, 12, 15)
        return DateRange(start, dt.date(year, last, 14))

    def cumulative_window(self, rule: str = "decree09") -> DateRange:
        """From the start of the reporting year to the end of this period's window (*lũy kế từ đầu năm*).

        Raises:
            InvalidPeriodError: as `window`.
            ValueError: no such rule.

        >>> str(ReportingPeriod.of_month(2024, 2).cumulative_window())
        '2023-12-15/2024-02-14'
        """
        end = self.window(rule).end
        year, _, _ = self._months()
        return DateRange(dt.date(year, 1, 1) if rule == "calendar" else dt.date(year - 1, 12, 15), end)

    def format(self, lang: str = "vi") -> str:
        """In words: `tháng 02 năm 2024`, `quý I năm 2024`, `6 tháng đầu năm 2024`.

        Raises:
            UnknownLanguageError: no such language.

        >>> ReportingPeriod.of_half(2024, 1).format(), ReportingPeriod.of_half(2024, 1).format("en")
        ('6 tháng đầu năm 2024', 'first half 2024')
        """
        year = "" if self.year is None else f"{self.year:04d}"
        if self.kind is PeriodKind.YEAR:
            return wording("period.year_only", lang, year=year)
        has_name = self.kind in {PeriodKind.HALF, PeriodKind.QUARTER}
        number = f"{self.number:02d}" if lang == "vi" else wording(f"month.{self.number}", lang)
        words = wording(
            f"period.{self.kind.value}" + (f".{self.number}" if has_name else ""), lang, number=number
        )
        return wording("period.with_year", lang, period=words, year=year) if year else words
