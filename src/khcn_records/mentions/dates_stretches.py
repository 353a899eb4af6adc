"""Stretches that are named by a part of something longer (*10 ngày đầu tháng 3, quý cuối năm 2024, năm 2023/2024*)."""

from __future__ import annotations

import datetime as dt

from khcn_records.errors import InvalidDateError, InvalidPeriodError
from khcn_records.mentions.dates_before import after_number, before
from khcn_records.mentions.dates_chains import YEARLY, span_hit
from khcn_records.mentions.dates_parts import part_at
from khcn_records.mentions.dates_values import Hit, MentionKind, Part, PeriodSpan
from khcn_records.mentions.dates_words import NUMBER_WORD, grammar, number
from khcn_records.values.dates import PartialDate

__all__ = [
    "days_of_months_at",
    "days_of_period_at",
    "months_of_year_at",
    "quarter_of_year_at",
    "two_years_at",
]

_DAYS = grammar(
    rf"(?P<n>\d{{1,2}}|{NUMBER_WORD})(?:~\(~\w{{1,6}}(?: \w{{1,6}}){{0,2}}~\))? ngày (?P<edge>đầu|cuối)(?: tiên| cùng)? (?:của )?(?=tháng|quý|quí|năm)"
)
_FIRST = "đầu"
_FEBRUARY = 2


def days_of_period_at(key: str, pos: int) -> Hit | None:
    """So many days from either end of a month, quarter or year: `10 ngày đầu tháng 3`, `15 ngày cuối tháng 7/2025`.

    Where the end of February needs a year that is not told, the words are read and no value is given.
    """
    found = _DAYS.match(key, pos)
    part = part_at(key, found.end()) if found else None
    if found is None or part is None or part.unit not in {"month", "quarter", "year"} or part.is_refused:
        return None
    is_first, count = found["edge"] == _FIRST, number(found["n"])
    none = Hit(part.end, None, None, "")
    if part.year is None and (part.unit != "month" or (part.number == _FEBRUARY and not is_first)):
        return none
    year = part.year or 2001  # of a month but February every year is as long
    try:
        period = Part(part.end, part.unit, year, part.number).value()
        first, last = period.first_day, period.last_day  # type: ignore[union-attr]
    except (ValueError, InvalidDateError, InvalidPeriodError):
        return none
    if not 1 <= count <= (last - first).days + 1:
        return none
    apart = dt.timedelta(days=count - 1)
    days = (first, first + apart) if is_first else (last - apart, last)
    start, end = (Part(part.end, "day", day.year if part.year else None, day.month, day.day) for day in days)
    yearly = YEARLY.match(key, part.end) if part.year is None else None
    return span_hit(yearly.end() if yearly else part.end, start, end, MentionKind.RANGE)


_QUARTER = grammar(
    r"(?:quý|quí) (?P<edge>đầu|cuối)(?: tiên| cùng)? (?:của )?năm~(?P<year>(?:19|20)\d\d)(?!\d)"
)
_SEVERAL = grammar(r"\b(?:các|những|nhiều|mấy|mỗi|từng|vài)~$")


def quarter_of_year_at(key: str, pos: int) -> Hit | None:
    """The first or last quarter of a year: `quý đầu năm 2024`; several (*hai quý đầu năm*) are none."""
    found = _QUARTER.match(key, pos)
    if found is None or after_number(key, pos) or before(key, pos, _SEVERAL):
        return None
    value = Part(found.end(), "quarter", int(found["year"]), 1 if found["edge"] == _FIRST else 4).value()
    return Hit(found.end(), MentionKind.QUARTER, value, str(value))


_TWO_YEARS = grammar(r"năm~(?P<a>(?:19|20)\d\d)~/~(?P<b>(?:19|20)\d\d)(?![\d/])(?![.,]\d)(?!-[^\W\d])")


_TWO_YEARS_REACH = 24


def two_years_at(key: str, pos: int) -> Hit | None:
    """A school or budget year that begins in one year and ends in the next: `năm 2023/2024`."""
    found = _TWO_YEARS.match(key, pos) if "/" in key[pos : pos + _TWO_YEARS_REACH] else None
    if found is None or int(found["b"]) != int(found["a"]) + 1:
        return None
    start, end = (Part(found.end(), "year", int(found[name])) for name in ("a", "b"))
    return span_hit(found.end(), start, end, MentionKind.PERIOD)


_OTHER_MONTH = (
    r"(?:của )?tháng (?:trước|sau|này|nay|đó|kế tiếp|tiếp theo|báo cáo|thuộc kỳ báo cáo|của kỳ báo cáo|cuối (?:của )?quý)"
    r"(?: liền kề)?(?: (?:của |thuộc )?(?:kỳ báo cáo|tháng báo cáo|quý báo cáo))?\b"
)
_DAYS_OF_MONTHS = grammar(
    rf"(?:(?:tính|kể) )?từ (?:ngày )?(?:mùng |mồng )?(?P<a>\d{{1,2}})(?!\d) {_OTHER_MONTH}~,?~(?:cho )?(?:đến|tới) (?:hết )?(?:ngày )?"
    rf"(?P<b>\d{{1,2}})(?!\d) {_OTHER_MONTH}"
)


def days_of_months_at(key: str, pos: int) -> Hit | None:
    """From a day of one month to a day of another, both named from a third: `từ ngày 15 tháng trước đến ngày 14 tháng này`.

    The days are kept; which months they are in the text alone does not say.
    """
    found = _DAYS_OF_MONTHS.match(key, pos)
    if found is None:
        return None
    try:
        value = PeriodSpan(*(PartialDate(day=int(found[name])) for name in ("a", "b")))
    except InvalidDateError:
        return None
    return Hit(found.end(), MentionKind.RANGE, value, str(value))


_MONTHS_OF_YEAR = grammar(
    rf"(?P<n>\d{{1,2}}|{NUMBER_WORD})(?:~\(~\w{{1,4}}~\))? tháng~(?:(?P<end>đầu|cuối) (?:của )?năm(?: (?P<y>[12]\d{{3}})(?!\d))?|(?:của )?năm~(?P<y2>[12]\d{{3}})(?!\d)|/~(?P<y3>20\d\d)(?!\d))(?! (?:học|tài chính))"
)


def months_of_year_at(key: str, pos: int) -> Hit | None:
    """Some months from either end of a year: `9 tháng năm 2023`, `2 tháng đầu năm`, `3 tháng cuối năm 2024`."""
    found = _MONTHS_OF_YEAR.match(key, pos)
    if found is None or (count := number(found["n"])) == 6 or not 1 <= count <= 12:
        return None
    year = int(found["y"] or found["y2"] or found["y3"] or 0) or None
    first, last = (13 - count, 12) if found["end"] == "cuối" else (1, count)
    start, end = (Part(found.end(), "month", year, month) for month in (first, last))
    return span_hit(found.end(), start, end, MentionKind.RANGE)
