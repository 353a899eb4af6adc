"""One day, month, quarter, half or year at a place of the text (*ngày, tháng, quý, năm*)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from khcn_records.mentions.dates_before import after_number, before, behind, is_precious
from khcn_records.mentions.dates_days import (
    CLOCK_MARKS,
    DAY_HEAD,
    FIRST,
    bare_day_at,
    checked,
    day_at,
    day_only_at,
    figures_day_at,
    is_lunar,
    led_day_at,
    mark_at,
    short_year,
    year_of,
)
from khcn_records.mentions.dates_values import Part
from khcn_records.mentions.dates_words import (
    MONTH_WORD,
    NUMBER_WORD,
    SAID_YEAR,
    YEAR_TAIL,
    backwards,
    grammar,
    number,
    said_year,
)
from khcn_records.text import fold

__all__ = ["bare_at", "figure_part_at", "part_at"]

_FIGURES = "0123456789"
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
# "mỗi tháng một số" tells how many each month has; the month of January stands behind no such word.
_EACH = (fold("mỗi"), fold("từng"))
_EACH_REACH = 12
# In the heading "ngày tháng năm" the last word is the year.
_FIELD = grammar(r"\bngày(?:[\s.…_,/]){0,20}$")
_STROKE = re.compile(r"\s?/\s?\d")
_ROMAN = MappingProxyType({"i": 1, "ii": 2, "iii": 3, "iv": 4})


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
        if after_number(key, pos) or _is_each(key, pos) or is_lunar(key, found.end()):
            return None
        if found["m2"]:
            return Part(found.end(), "month", int(found["y2"]), int(found["m2"]))
        return short_year(key, checked(Part(found.end(), "month", year_of(found), int(found["m"]))))
    if found := _MONTH_NAMED.match(key, pos):
        month = checked(Part(found.end(), "month", year_of(found), number(found["m"])))
        if found["m"] == "năm" and month.year is None and before(key, pos, _FIELD):
            return None
        is_other = after_number(key, pos) or _is_each(key, pos) or is_lunar(key, found.end())
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
    quarter = checked(
        Part(found.end(), "quarter", year_of(found), _ROMAN.get(found["q"]) or number(found["q"]))
    )
    return None if quarter.year is None and _STROKE.match(key, found.end()) else quarter


_NOT_SIX = tuple("12345789")


def half_at(key: str, pos: int) -> Part | None:
    """Half a year: `6 tháng đầu năm 2024`, `nửa cuối năm 2024`, `6 tháng năm 2024`."""
    if key.startswith(_NOT_SIX, pos):
        return None
    if found := _HALF.match(key, pos):
        if found["n"] and number(found["n"]) != 6:
            return None
        half = 1 if (found["h"] or found["h2"]) == FIRST else 2
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
        return checked(Part(found.end(), "year", said_year(found["said"])))
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
    part = Part(found.end(), unit, year_of(found), which, is_bare=True)
    return part if part.exists else None


Reader = Callable[[str, int], Part | None]
_STRETCHES: tuple[Reader, ...] = (month_at, quarter_at, year_at)
_OTHERS: tuple[Reader, ...] = (day_at, half_at, *_STRETCHES)
# What a part that begins with a letter can be.
_BY_LETTER: Mapping[str, tuple[Reader, ...]] = MappingProxyType(
    {
        "b": (),
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
    {
        fold(word)[:3]: readers
        for word, readers in (
            ("tháng", (month_at,)),
            ("ngày", (day_at,)),
            ("năm", (year_at,)),
            ("một", ()),
            ("hai", ()),
            ("mười", ()),
        )
    }
)
# What figures can be with that character behind them.
_BY_MARK: Mapping[str, tuple[Reader, ...]] = MappingProxyType(
    {
        "/": (figures_day_at, month_at),
        "-": (figures_day_at,),
        ".": (figures_day_at,),
        ",": (led_day_at,),
        "t": (led_day_at, half_at),
        "(": (half_at,),
        **dict.fromkeys(CLOCK_MARKS, (led_day_at,)),
    }
)


def figure_part_at(key: str, pos: int, mark: str, hint: str = "") -> Part | None:
    """As `part_at`, where figures begin and the character behind them is known."""
    if mark in CLOCK_MARKS and hint == "day" and DAY_HEAD.match(key, pos) is None:
        return day_only_at(key, pos, mark)
    for reader in _BY_MARK.get(mark, ()):
        if part := reader(key, pos):
            return part
    if hint == "day":
        return bare_day_at(key, pos, mark)
    return bare_at(key, pos, hint) if hint else None


def part_at(key: str, pos: int, hint: str = "") -> Part | None:
    """The part at a place, with its own word or, beside another of the unit `hint`, without."""
    head = key[pos : pos + 3]
    if head and head[0] in _FIGURES:
        return figure_part_at(key, pos, mark_at(key, pos), hint)
    readers = _BY_WORD.get(head)
    if readers is None:
        readers = _BY_LETTER.get(head[:1], _OTHERS)
    for reader in readers:
        if part := reader(key, pos):
            return part
    if hint == "day" and day_at in readers:
        return bare_day_at(key, pos)
    return bare_at(key, pos, hint) if hint else None
