"""One day at a place of the text: in figures, in words, left blank or named (*ngày 05/02/2024, ngày 5 tháng 2*)."""

from __future__ import annotations

import calendar
import re

from khcn_records.mentions.dates_before import behind, is_feast, may_be_feast
from khcn_records.mentions.dates_values import Part
from khcn_records.mentions.dates_words import (
    CLOCK,
    MONTH_WORD,
    NUMBER_WORD,
    PART_OF_DAY,
    WEEKDAY,
    YEAR_TAIL,
    backwards,
    clock,
    grammar,
    number,
    said_year,
)

__all__ = [
    "CLOCK_MARKS",
    "DAY_HEAD",
    "FIRST",
    "bare_day_at",
    "checked",
    "day_at",
    "day_only_at",
    "figures_day_at",
    "is_lunar",
    "led_day_at",
    "mark_at",
    "short_year",
    "year_of",
]

_LEAD = (
    rf"(?:(?P<clock>{CLOCK})~[,|]?~(?:(?:của|vào) )?)?(?:(?P<half>{PART_OF_DAY}) )?(?:(?P<weekday>{WEEKDAY})~,?~)?"
    r"(?P<word>ngày~:?~)?(?P<early>(?:mùng|mồng) )?"
)
_TRAIL = (
    rf"(?:~\(~{WEEKDAY}~\))?"
    rf"(?:~[,|]?~(?:(?:vào )?(?:lúc|hồi) )?(?P<late_clock>{CLOCK}))?"
)
# The day's own figures; what follows decides that it is no symbol, no fraction and no two-digit year.
# Four figures with dots are a section or a version: "1.12.2024.5".
_FULL = r"(?P<d>\d{1,2})(?:~/~|~-~(?!\d{1,2}~/)|\.(?!\d{1,2}\.\d{4}\.\d))(?P<m>\d{1,2})(?:~[/\-]~|\.|~,?~năm~)(?P<y>\d{4})(?!\d)(?!~/~\w)(?!-[^\W\d])"
_LONG = rf"(?P<d>\d{{1,2}}|{NUMBER_WORD})~,?~tháng~(?P<m>\d{{1,2}}(?!\d)|{MONTH_WORD}){YEAR_TAIL}?"
_SHORT = r"(?P<d>\d{1,2})(?:~/~|[.\-])(?P<m>\d{1,2})(?!\d)(?!~[/.]~\d)(?!~-~\d(?!\d?/\d{1,2}/\d{4}(?![\d/\-])))(?! tháng)(?!~/~\w)(?!~%)"
# What the three of these have in common: where it is not, none of them is tried.
DAY_HEAD = grammar(
    _LEAD
    + rf"(?:\d{{1,2}}(?:~/~\d|[.\-]\d|~-~\d{{1,2}}~[/\-.,n]|~,?~(?P<long>tháng))|{NUMBER_WORD}~,?~(?P<said>tháng))"
)
_DAY_FULL = grammar(_LEAD + _FULL + _TRAIL)
_DAY_LONG = grammar(_LEAD + _LONG + _TRAIL)
_DAY_SHORT = grammar(_LEAD + _SHORT)
_DAY_ONLY = grammar(_LEAD + rf"(?P<d>\d{{1,2}}|{NUMBER_WORD})(?!\w)(?!~[/.]~\d)(?!-\d{{1,2}}-\d)(?!~%)")
# The same where a figure begins that no time of day begins with: nothing can lead it.
_FIGURES_FULL = grammar(_FULL + _TRAIL)
_FIGURES_SHORT = grammar(_SHORT)
_FIGURES_ONLY = grammar(r"(?P<d>\d{1,2})(?!\w)(?!~[hg:])(?!~[/.]~\d)(?!-\d{1,2}-\d)(?!~%)")
_STROKES = ("/", "-", ".")
CLOCK_MARKS = ("h", "g", ":")
_MARK = grammar(r"\d{1,4}~(\S)")
_DAY_ISO = grammar(
    r"(?:ngày )?(?P<y>[12]\d{3})-(?P<m>\d\d)-(?P<d>\d\d)(?:[t\s](?P<late_clock>\d\d:\d\d(?::\d\d)?))?(?![\d-])"
)
# "ngày 17 - 9", "ngày 17 - 9/2024"; without a year only where the figures are no stretch of days.
_DAY_SPACED = grammar(
    r"ngày~:?~(?P<d>\d{1,2})~-~(?P<m>\d{1,2})(?!\d)(?:~/~(?P<y>\d{4})(?!\d))?(?!~[/.\-]~\d)(?!~%)(?! (?:tháng|hàng|hằng|mỗi|của)\b)"
)
_BLANK = r"[\s.…_]{1,24}"
_DAY_BLANK = grammar(
    rf"ngày{_BLANK}(?:tháng(?:~(?P<m>\d{{1,2}})|{_BLANK}),?~năm |/~(?:(?P<m2>\d{{1,2}})~|{_BLANK})/~)(?P<y>[12]\d{{3}})(?!\d)"
)
_DAY_NAMED = grammar(
    rf"ngày (?P<which>đầu tiên|đầu|cuối cùng|cuối) (?:của )?tháng~(?P<m>\d{{1,2}}(?!\d)|{MONTH_WORD}){YEAR_TAIL}?"
)
# Two figures more: a year of two digits, a month that is none. It is read, so that no part of it is taken.
_TWO_DIGIT_YEAR = grammar(r"(?:~/~|\.|~,?~năm~)\d{1,3}(?!\d)(?!~(?:ngày|tháng|năm|h\b|giờ))")

# Before a day without its word these make it one: "trước 31 tháng 7".
_POINTED = backwards("trước|đến|tới|hết|từ|vào|chậm nhất|muộn nhất")
_NO_MONTH = grammar(r"~(?:ngày|tuần|tháng|giờ|buổi|lần)\b|[.,/\-]\d|~%")
_LUNAR_WORD = grammar(r"~\(?~(?:âm lịch|âl)\b")
FIRST = "đầu"


def year_of(found: re.Match[str]) -> int | None:
    """The year of a match that ends with `YEAR_TAIL`, in figures or in words."""
    if found["said_year"]:  # 0, which no day has, where the words say no year
        return said_year(found["said_year"])
    digits = found["year"] or found["bare_year"]
    return int(digits) if digits else None


def checked(part: Part) -> Part:
    """The part, refused where nothing like it exists."""
    if part.exists:
        return part
    return Part(part.end, part.unit, is_refused=True)


def short_year(key: str, part: Part) -> Part:
    """Refused where a year of two digits follows."""
    if part.year is None and (more := _TWO_DIGIT_YEAR.match(key, part.end)):
        return Part(more.end(), part.unit, is_refused=True)
    return part


def _day(found: re.Match[str], year: int | None) -> Part:
    groups = found.re.groupindex
    said = found["late_clock"] if "late_clock" in groups else None
    if not said and "clock" in groups:
        said = found["clock"]
    time = clock(said) if said else None
    day, month = number(found["d"]), number(found["m"])
    if said and time is None:
        return Part(found.end(), "day", is_refused=True)
    return checked(Part(found.end(), "day", year, month, day, time))


def _long_day(key: str, pos: int, found: re.Match[str]) -> Part | None:
    """A day with the word *tháng*; without a year it needs a word before it."""
    if not found["d"].isdigit() and not found["word"]:
        return None
    year = year_of(found)
    if year is None and found.start("d") == pos:
        is_pointed = behind(key, pos, _POINTED) and not _NO_MONTH.match(key, found.end())
        if not is_pointed and not is_feast(key, pos, found.end()):
            return None
    return short_year(key, _day(found, year))


def mark_at(key: str, pos: int) -> str:
    """The character behind the figures at a place, which says what they can be; `""` where none stands near."""
    near = key[pos + 1 : pos + 2]
    if near in _STROKES:
        return near
    found = _MARK.match(key, pos)
    return found[1] if found else ""


def _figures_day(found: re.Match[str], year: int | None) -> Part:
    day, month = found.group("d", "m")
    return checked(Part(found.end(), "day", year, int(month), int(day)))


def figures_day_at(key: str, pos: int) -> Part | None:
    """As `day_at`, where a stroke, dot or hyphen stands behind a figure: `05/02/2024`, `2024-02-05`, `dịp lễ 30/4`."""
    if found := _FIGURES_FULL.match(key, pos):
        year = int(found["y"])
        part = _day(found, year) if found["late_clock"] else _figures_day(found, year)
    elif may_be_feast(key, pos) and (found := _FIGURES_SHORT.match(key, pos)):
        if not is_feast(key, pos, found.end()):
            return None
        part = _figures_day(found, None)
    elif key.startswith("-", pos + 4) and (found := _DAY_ISO.match(key, pos)):
        part = _day(found, int(found["y"]))
    else:
        return None
    return None if is_lunar(key, part.end) else part


def day_at(key: str, pos: int) -> Part | None:
    """A day with its month at least: `05/02/2024`, `ngày 5 tháng 2`, `16h30 ngày 22/6/2026`, `chiều 27/9`; no lunar one."""
    if key[pos : pos + 1].isdecimal() and mark_at(key, pos) in _STROKES:
        return figures_day_at(key, pos)
    return led_day_at(key, pos)


def led_day_at(key: str, pos: int) -> Part | None:
    """As `day_at`, where a word, a time of day or *tháng* tells that it is one."""
    part = _solar_day_at(key, pos)
    return None if part and is_lunar(key, part.end) else part


def is_lunar(key: str, pos: int) -> bool:
    """Whether the words behind a day or month say that it is lunar."""
    return "â" in key[pos : pos + 8] and _LUNAR_WORD.match(key, pos) is not None


def _solar_day_at(key: str, pos: int) -> Part | None:
    if head := DAY_HEAD.match(key, pos):
        if head["long"] or head["said"]:
            if found := _DAY_LONG.match(key, pos):
                return _long_day(key, pos, found)
        elif found := _DAY_FULL.match(key, pos):
            return _day(found, int(found["y"]))
        elif (found := _DAY_SHORT.match(key, pos)) and (
            found.start("d") > pos or is_feast(key, pos, found.end())
        ):
            return _day(found, None)
    elif key.startswith("n", pos) and (found := _DAY_ISO.match(key, pos)):
        return _day(found, int(found["y"]))
    return _named_day_at(key, pos) if key.startswith("ngày", pos) else None


def _named_day_at(key: str, pos: int) -> Part | None:
    """A day whose figures are apart, left blank or words: `ngày 17 - 9`, `ngày …/…/2024`, `ngày cuối tháng 2`."""
    if (found := _DAY_SPACED.match(key, pos)) and (found["y"] or int(found["d"]) > int(found["m"])):
        part = Part(
            found.end(), "day", int(found["y"]) if found["y"] else None, int(found["m"]), int(found["d"])
        )
        return part if part.exists else None
    if found := _DAY_BLANK.match(key, pos):
        month = found["m"] or found["m2"]
        return checked(Part(found.end(), "day", int(found["y"]), int(month) if month else None))
    if found := _DAY_NAMED.match(key, pos):
        year, month = year_of(found), number(found["m"])
        if not 1 <= month <= 12 or (month == 2 and year is None and not found["which"].startswith(FIRST)):
            return None
        last = calendar.monthrange(year or 2001, month)[1]
        return checked(Part(found.end(), "day", year, month, 1 if found["which"].startswith(FIRST) else last))
    return None


def day_only_at(key: str, pos: int, mark: str = "") -> Part | None:
    """A day whose month another one must lend: `ngày 3` before `và 5/4/2021`."""
    if mark not in CLOCK_MARKS and (found := _FIGURES_ONLY.match(key, pos)):
        day = int(found["d"])
        return Part(found.end(), "day", day=day, is_bare=True) if 1 <= day <= 31 else None
    found = _DAY_ONLY.match(key, pos)
    if found is None or not 1 <= (day := number(found["d"])) <= 31:
        return None
    if not found["d"].isdigit() and not any(found.group("word", "weekday", "early")):
        return None
    time = clock(found["clock"]) if found["clock"] else None
    return Part(found.end(), "day", day=day, clock=time, is_bare=True)


def bare_day_at(key: str, pos: int, mark: str = "") -> Part | None:
    """A day that lacks its month, its year or its word, where `day_at` finds none; the mark behind its figures, where known."""
    is_led = mark in CLOCK_MARKS
    found = None if is_led else _FIGURES_SHORT.match(key, pos)
    if found is None and mark not in _STROKES:
        is_led, found = True, _DAY_SHORT.match(key, pos)
    if found is None:
        return day_only_at(key, pos, mark)
    if is_lunar(key, found.end()):
        return None
    day = _day(found, None) if is_led else _figures_day(found, None)
    day.is_bare = True
    return day
