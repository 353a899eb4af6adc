"""One day, month, quarter, half or year at a place of the text (*ngày, tháng, quý, năm*)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from khcn_records.mentions.dates_before import after_number, before, behind, is_feast, is_precious
from khcn_records.mentions.dates_values import Part
from khcn_records.mentions.dates_words import (
    CLOCK,
    MONTH_WORD,
    NUMBER_WORD,
    PART_OF_DAY,
    SAID_YEAR,
    WEEKDAY,
    YEAR_TAIL,
    backwards,
    clock,
    grammar,
    number,
    said_year,
)
from khcn_records.text import fold

__all__ = [
    "bare_at",
    "bare_day_at",
    "day_at",
    "day_only_at",
    "part_at",
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
_FULL = r"(?!\d{1,2}~-~\d{1,2}~/)(?!\d{1,2}\.\d{1,2}\.\d{4}\.\d)(?P<d>\d{1,2})(?:~[/\-]~|\.)(?P<m>\d{1,2})(?:~[/\-]~|\.|~,?~năm~)(?P<y>\d{4})(?!\d)(?!~/~\w)(?!-[^\W\d])"
_LONG = rf"(?P<d>\d{{1,2}}|{NUMBER_WORD})~,?~tháng~(?P<m>\d{{1,2}}(?!\d)|{MONTH_WORD}){YEAR_TAIL}?"
_SHORT = r"(?P<d>\d{1,2})(?:~/~|[.\-])(?P<m>\d{1,2})(?!\d)(?!~[/.]~\d)(?!~-~\d(?!\d?/\d{1,2}/\d{4}(?![\d/\-])))(?! tháng)(?!~/~\w)(?!~%)"
# What the three of these have in common: where it is not, none of them is tried.
_DAY_HEAD = grammar(
    _LEAD
    + rf"(?:\d{{1,2}}(?:~/~\d|[.\-]\d|~-~\d{{1,2}}~[/\-.,n]|~,?~(?P<long>tháng))|{NUMBER_WORD}~,?~(?P<said>tháng))"
)
_DAY_FULL = grammar(_LEAD + _FULL + _TRAIL)
_DAY_LONG = grammar(_LEAD + _LONG + _TRAIL)
_DAY_SHORT = grammar(_LEAD + _SHORT)
_DAY_ONLY = grammar(_LEAD + rf"(?P<d>\d{{1,2}}|{NUMBER_WORD})(?!\w)(?!~[/.]~\d)(?!-\d{{1,2}}-\d)(?!~%)")
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

_PART_WORD = r"(?:(?:đầu|giữa|cuối|trung tuần|thượng tuần|hạ tuần|nửa đầu|nửa cuối) (?:của )?)?"
# The figure behind the word is not the number of the next line: "đá quý\n\n1. Hồ sơ".
_SAME_TEXT = r"(?![^\S\n]{0,6}\n~(?:\d{1,2}|[ivx]{1,4})[.)]~[^\W\d])"
_MONTH = grammar(
    rf"{_PART_WORD}(?:(?:các|những) )?(?:tháng{_SAME_TEXT}~(?P<m>\d{{1,2}})(?!\d){YEAR_TAIL}?|t(?P<m2>1[0-2]|0?[1-9])~/~(?P<y2>20\d\d)(?![\d/]))"
)
_MONTH_NAMED = grammar(
    rf"{_PART_WORD}(?:của )?tháng (?P<m>{MONTH_WORD}){YEAR_TAIL}?(?! (?:lần|khoản|người|kỳ|đợt|buổi|ngày|tuần|năm|phiên|cuộc))"
)
_QUARTER = grammar(
    rf"{_PART_WORD}(?:(?:các|những) )?(?:(?:quý|quí){_SAME_TEXT}~(?P<q>iv|i{{1,3}}|0?[1-4]|một|hai|ba|tư|bốn)(?!\w){YEAR_TAIL}?"
    r"|q(?P<q2>[1-4])~[/.\-]~(?P<y2>20\d\d)(?!\d))"
)
# A fifth quarter: it is read, so that its figures are no month.
_NO_QUARTER = grammar(
    r"(?:quý|quí)~\d{1,2}(?!\d)(?:(?:~[,;]~| và )\d{1,2}(?!\d)){0,3}~[/.\-]~(?:19|20)\d\d(?!\d)"
)
_HALF = grammar(
    rf"(?:(?P<n>\d{{1,2}}|{NUMBER_WORD})(?:~\(~\w{{1,4}}~\))? tháng (?P<h>đầu|cuối) (?:của )?năm|nửa (?P<h2>đầu|cuối) (?:của )?năm)"
    r"(?:~(?P<year>[12]\d{3})(?!\d))?(?! (?:học|tài chính))"
)
_HALF_BARE = grammar(r"(?P<n>0?6|sáu) tháng(?:~[/]~|~,?~năm~)(?P<year>[12]\d{3})(?!\d)")
_YEAR = grammar(
    r"(?:(?:cả|đầu|giữa|cuối|hết) (?:của )?)?(?:(?:các|những) )?(?:niên độ(?: (?:ngân sách|kế toán|tài chính))?(?: năm)?|năm)~(?:(?:ngân sách|tài chính|tài khóa|kế hoạch|báo cáo|dương lịch)~)?"
    rf"(?:(?P<y>1\d{{3}}|20\d\d|2100)(?!\d)(?!~/~\w)(?![.,]\d)(?!~(?:đồng|người|tỷ|triệu|%))|(?P<said>{SAID_YEAR}))"
)
_COUNT_GOES_ON = grammar(r"~(?:ngày|tuần|tháng|quý|giờ|buổi|lần|lượt|hộ|nghìn|ngàn)\b")
_BARE_YEAR = re.compile(r"(?P<y>(?:19|20)\d\d)(?!\d)(?!\s{0,6}/\s{0,6}\w)(?![.,]\d)(?!-[^\W\d])")
_BARE_MONTH = re.compile(
    r"(?P<m>\d{1,2})\s{0,2}/\s{0,2}(?P<y>(?:19|20)\d\d)(?![\w%])(?!\s{0,2}/\s{0,2}\w)(?!:\d)(?!-[^\W\d])(?![.,]\d)"
)
# Before figures with a stroke these words make them a symbol, a code or the number of a round.
_NUMBERED = backwards(
    "số|đợt|lần|kỳ|khóa|vòng|tập|quyển|mẫu|biểu|phiên|nghị định|thông tư|quyết định|nghị quyết|luật|chỉ thị|công văn"
    "|kế hoạch|tờ trình|báo cáo|thông báo|hợp đồng|hướng dẫn|quy định|kết luận|văn bản|điều|khoản|mã|tcvn|qcvn|iso|bản tin"
    "|nđ|qđ|nq|tt|bc|kh|cv|ct|hđ|tb|hd|kl",
    "~[:.]?~",
)
# Before a day without its word these make it one: "trước 31 tháng 7".
_POINTED = backwards("trước|đến|tới|hết|từ|vào|chậm nhất|muộn nhất")
# "mỗi tháng một số" tells how many each month has; the month of January stands behind no such word.
_EACH = (fold("mỗi"), fold("từng"))
_EACH_REACH = 12
_NO_MONTH = grammar(r"~(?:ngày|tuần|tháng|giờ|buổi|lần)\b|[.,/\-]\d|~%")
# In the heading "ngày tháng năm" the last word is the year.
_FIELD = grammar(r"\bngày(?:[\s.…_,/]){0,20}$")
_LUNAR_WORD = grammar(r"~\(?~(?:âm lịch|âl)\b")
_STROKE = re.compile(r"\s?/\s?\d")
_ROMAN = MappingProxyType({"i": 1, "ii": 2, "iii": 3, "iv": 4})
_FIRST = "đầu"


def _year(found: re.Match[str]) -> int | None:
    if found["said_year"]:  # 0, which no day has, where the words say no year
        return said_year(found["said_year"])
    digits = found["year"] or found["bare_year"]
    return int(digits) if digits else None


def _checked(part: Part) -> Part:
    """The part, refused where nothing like it exists."""
    if part.exists:
        return part
    return Part(part.end, part.unit, is_refused=True)


def _short_year(key: str, part: Part) -> Part:
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
    return _checked(Part(found.end(), "day", year, month, day, time))


def _long_day(key: str, pos: int, found: re.Match[str]) -> Part | None:
    """A day with the word *tháng*; without a year it needs a word before it."""
    if not found["d"].isdigit() and not found["word"]:
        return None
    year = _year(found)
    if year is None and found.start("d") == pos:
        is_pointed = behind(key, pos, _POINTED) and not _NO_MONTH.match(key, found.end())
        if not is_pointed and not is_feast(key, pos, found.end()):
            return None
    return _short_year(key, _day(found, year))


def day_at(key: str, pos: int) -> Part | None:
    """A day with its month at least: `05/02/2024`, `ngày 5 tháng 2`, `16h30 ngày 22/6/2026`, `chiều 27/9`; no lunar one."""
    part = _solar_day_at(key, pos)
    return None if part and _is_lunar(key, part.end) else part


def _is_lunar(key: str, pos: int) -> bool:
    """Whether the words behind a day or month say that it is lunar."""
    return "â" in key[pos : pos + 8] and _LUNAR_WORD.match(key, pos) is not None


def _solar_day_at(key: str, pos: int) -> Part | None:
    if head := _DAY_HEAD.match(key, pos):
        if head["long"] or head["said"]:
            if found := _DAY_LONG.match(key, pos):
                return _long_day(key, pos, found)
        elif found := _DAY_FULL.match(key, pos):
            return _day(found, int(found["y"]))
        elif (found := _DAY_SHORT.match(key, pos)) and (
            found.start("d") > pos or is_feast(key, pos, found.end())
        ):
            return _day(found, None)
    elif found := _DAY_ISO.match(key, pos):
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
        return _checked(Part(found.end(), "day", int(found["y"]), int(month) if month else None))
    if found := _DAY_NAMED.match(key, pos):
        year, month = _year(found), number(found["m"])
        if not 1 <= month <= 12 or (month == 2 and year is None and not found["which"].startswith(_FIRST)):
            return None
        last = calendar.monthrange(year or 2001, month)[1]
        return _checked(
            Part(found.end(), "day", year, month, 1 if found["which"].startswith(_FIRST) else last)
        )
    return None


def day_only_at(key: str, pos: int) -> Part | None:
    """A day whose month another one must lend: `ngày 3` before `và 5/4/2021`."""
    found = _DAY_ONLY.match(key, pos)
    if found is None or not 1 <= (day := number(found["d"])) <= 31:
        return None
    if not found["d"].isdigit() and not any(found.group("word", "weekday", "early")):
        return None
    time = clock(found["clock"]) if found["clock"] else None
    return Part(found.end(), "day", day=day, clock=time, is_bare=True)


def _is_each(key: str, pos: int) -> bool:
    """Whether *mỗi* stands right before a place."""
    return key[max(0, pos - _EACH_REACH) : pos].rstrip().endswith(_EACH)


def month_at(key: str, pos: int) -> Part | None:
    """A month: `tháng 02/2024`, `T2/2024`, `tháng Hai năm 2024`, `2/2024`."""
    if key[pos : pos + 1].isdigit():
        found = _BARE_MONTH.match(key, pos)
        if found is None or not 1 <= int(found["m"]) <= 12 or behind(key, pos, _NUMBERED):
            return None
        return Part(found.end(), "month", int(found["y"]), int(found["m"]))
    if found := _MONTH.match(key, pos):
        if after_number(key, pos) or _is_each(key, pos) or _is_lunar(key, found.end()):
            return None
        if found["m2"]:
            return Part(found.end(), "month", int(found["y2"]), int(found["m2"]))
        return _short_year(key, _checked(Part(found.end(), "month", _year(found), int(found["m"]))))
    if found := _MONTH_NAMED.match(key, pos):
        month = _checked(Part(found.end(), "month", _year(found), number(found["m"])))
        if found["m"] == "năm" and month.year is None and before(key, pos, _FIELD):
            return None
        is_other = after_number(key, pos) or _is_each(key, pos) or _is_lunar(key, found.end())
        return None if is_other else month
    return None


def quarter_at(key: str, pos: int) -> Part | None:
    """A quarter: `quý I/2024`, `quý 3 năm 2013`, `Q3/2024`."""
    if is_precious(key, pos) or _is_each(key, pos):
        return None
    found = _QUARTER.match(key, pos)
    if found is None:
        none = _NO_QUARTER.match(key, pos)
        return Part(none.end(), "quarter", is_refused=True) if none else None
    if found["q2"]:
        return Part(found.end(), "quarter", int(found["y2"]), int(found["q2"]))
    quarter = _checked(
        Part(found.end(), "quarter", _year(found), _ROMAN.get(found["q"]) or number(found["q"]))
    )
    return None if quarter.year is None and _STROKE.match(key, found.end()) else quarter


def half_at(key: str, pos: int) -> Part | None:
    """Half a year: `6 tháng đầu năm 2024`, `nửa cuối năm 2024`, `6 tháng năm 2024`."""
    if found := _HALF.match(key, pos):
        if found["n"] and number(found["n"]) != 6:
            return None
        half = 1 if (found["h"] or found["h2"]) == _FIRST else 2
    elif found := _HALF_BARE.match(key, pos):
        half = 1
    else:
        return None
    return Part(found.end(), "half", int(found["year"]) if found["year"] else None, half)


def year_at(key: str, pos: int) -> Part | None:
    """A year with its word: `năm 2024`, `cả năm 2020`, `năm ngân sách 2025`."""
    found = _YEAR.match(key, pos)
    if found is None:
        return None
    if after_number(key, pos) and (
        not found["y"] or found["y"] < "19" or _COUNT_GOES_ON.match(key, found.end())
    ):
        return None  # "20 năm 01 tháng" is a length; "đợt 2 năm 2024" names a year
    if found["said"]:
        return _checked(Part(found.end(), "year", said_year(found["said"])))
    return Part(found.end(), "year", int(found["y"]))


_BARE_NUMBER = grammar(rf"(?P<n>\d{{1,2}})(?!\d)(?!~%){YEAR_TAIL}?(?!~/~\d)")
_BARE_QUARTER = grammar(rf"(?P<n>iv|i{{1,3}}|0?[1-4])(?!\w){YEAR_TAIL}?(?!~/~\d)")


def bare_at(key: str, pos: int, unit: str) -> Part | None:
    """What stands without its word behind a part of that unit: the 11 and the `12/2012` of "tháng 10, 11, 12/2012"."""
    if unit == "day":
        return day_at(key, pos) or bare_day_at(key, pos)
    if unit == "year":
        bare_year = _BARE_YEAR.match(key, pos)
        return Part(bare_year.end(), "year", int(bare_year["y"]), is_bare=True) if bare_year else None
    if unit == "half":
        return None
    found = (_BARE_QUARTER if unit == "quarter" else _BARE_NUMBER).match(key, pos)
    if found is None:
        return None
    which = _ROMAN.get(found["n"]) or int(found["n"])
    part = Part(found.end(), unit, _year(found), which, is_bare=True)
    return part if part.exists else None


def bare_day_at(key: str, pos: int) -> Part | None:
    """A day that lacks its month, its year or its word, where `day_at` finds none."""
    found = _DAY_SHORT.match(key, pos)
    if found is None:
        return day_only_at(key, pos)
    if _is_lunar(key, found.end()):
        return None
    day = _day(found, None)
    return Part(
        day.end, day.unit, day.year, day.number, day.day, day.clock, is_bare=True, is_refused=day.is_refused
    )


Reader = Callable[[str, int], Part | None]
_STRETCHES: tuple[Reader, ...] = (month_at, quarter_at, year_at)
_OTHERS: tuple[Reader, ...] = (day_at, half_at, *_STRETCHES)
# What a part that begins with a letter can be.
_BY_LETTER: Mapping[str, tuple[Reader, ...]] = MappingProxyType(
    {
        **dict.fromkeys("06", (day_at, half_at, month_at)),
        **dict.fromkeys("12345789", (day_at, month_at)),
        "n": (day_at, half_at, month_at, year_at),
        "t": (day_at, month_at),
        "q": (quarter_at,),
        "c": (day_at, *_STRETCHES),
        "g": _STRETCHES,
        "h": (half_at, *_STRETCHES),
        "s": (day_at, half_at),
        "m": (day_at,),
    }
)
_BY_WORD: Mapping[str, tuple[Reader, ...]] = MappingProxyType(
    {fold(word)[:3]: (reader,) for word, reader in (("tháng", month_at), ("ngày", day_at), ("năm", year_at))}
)


def part_at(key: str, pos: int, hint: str = "") -> Part | None:
    """The part at a place, with its own word or, beside another of the unit `hint`, without."""
    readers = _BY_WORD.get(key[pos : pos + 3]) or _BY_LETTER.get(key[pos : pos + 1], _OTHERS)
    for reader in readers:
        if part := reader(key, pos):
            return part
    if hint == "day" and day_at in readers:
        return bare_day_at(key, pos)
    return bare_at(key, pos, hint) if hint else None
