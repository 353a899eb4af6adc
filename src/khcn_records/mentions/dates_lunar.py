"""Days of the lunar calendar in running text (*âm lịch, mùng 3 Tết, tháng Chạp năm Ất Tỵ*).

A year that is only named (*can chi*) returns every sixty years: it is taken as the one nearest to a year in figures that
stands close by, and stays open where none does.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Mapping

import attrs

from khcn_records.errors import InvalidDateError
from khcn_records.mentions.dates_values import Hit, LunarDay, LunarSpan, MentionKind, lunar_text
from khcn_records.mentions.dates_words import MONTH_WORD, NUMBER_WORD, grammar, number
from khcn_records.text import fold
from khcn_records.values.lunar import LunarDate, can_chi

__all__ = ["NEEDED", "REACH", "lunar_at", "same_day"]

_CYCLE = 60
_NEAR = 160
_FARTHEST = 2


@functools.cache
def _names() -> Mapping[str, int]:
    """Every spelling of the sixty names, folded → a year of that name."""
    with_i = str.maketrans("ýỵỷ", "íịỉ")
    spelled = {}
    for year in range(1984, 1984 + _CYCLE):
        name = can_chi(year)
        for spelling in (name, name.translate(with_i), name.replace("Mão", "Mẹo")):
            stem, branch = spelling.split()
            for first in (stem, stem.translate(with_i), can_chi(year).split()[0]):
                for second in (branch, branch.translate(with_i), can_chi(year).split()[1]):
                    spelled[fold(f"{first} {second}")] = year
    return spelled


_NAME = "(?:" + "|".join(sorted(_names())) + r")\b"
_YEAR = rf"(?:(?:~,?~năm)? (?P<name>{_NAME}))?(?:~,?~(?P<open>\()?~(?:năm )?(?P<year>(?:19|20)\d\d)(?!\d)(?(open)\)))?"
_LUNAR_WORD = r"(?:~(?:âm lịch|âl)\b|~\((?:âm lịch|âl)\))"
_DAY = rf"(?:ngày )?(?:(?P<early>mùng|mồng)~)?(?P<day>\d{{1,2}}(?!\d)|{NUMBER_WORD})"
_MONTH = rf"(?:giêng|chạp|\d{{1,2}}(?!\d)|{MONTH_WORD})"
_WITH_MONTH = grammar(
    rf"(?:{_DAY}|(?:ngày )?(?P<full>rằm))(?: (?:của )?tháng (?P<month>{_MONTH})|~[/\-]~(?P<month2>\d{{1,2}})(?![\d/]))"
    rf"(?P<leap> \(?nhuận\)?)?(?P<said>{_LUNAR_WORD})?(?:{_YEAR})(?P<said2>{_LUNAR_WORD})?"
)
_OF_TET = grammar(
    rf"(?:ngày )?(?:(?:mùng|mồng)~(?P<day>\d{{1,2}})|(?P<late>2[3-9]|30))(?: tháng giêng)? tết\b(?: nguyên đán)?{_YEAR}"
)
_TET = grammar(
    rf"tết (?:nguyên đán|âm lịch|cổ truyền)(?: xuân)?{_YEAR}|tết (?P<short>{_NAME})(?:~,?~(?:năm )?(?P<year2>(?:19|20)\d\d)(?!\d))?"
)
_FEASTS = {
    "giỗ tổ": (
        grammar(
            rf"(?:ngày )?giỗ tổ(?: hùng vương)?(?:~\(~(?:ngày )?(?:mùng |mồng )?10(?: tháng |~[/\-]~)0?(?:3|ba)~(?:âm lịch|âl)?~\))?(?P<own>{_YEAR})"
        ),
        (3, 10),
    ),
    "trung thu": (grammar(rf"tết trung thu(?P<own>{_YEAR})"), (8, 15)),
}
# A month in figures is lunar only where its words say so.
_MONTH_ALONE = grammar(
    rf"(?:tháng~)?(?P<month>{_MONTH})(?!\w)(?P<leap> \(?nhuận\)?)?(?P<said>{_LUNAR_WORD})?"
    rf"{_YEAR.replace('(?:19|20)', '(?:1[0-9]|20)')}(?P<said2>{_LUNAR_WORD})?"
)
_AND = r"(?:~[,;]~(?:và )?| và )"
_MONTHS_BEFORE = grammar(
    rf"tháng~(?:(?:tháng~)?(?:giêng|chạp|\d{{1,2}})(?!\w){_AND}){{1,11}}(?=tháng|giêng|chạp|\d)"
)
_MONTH_BEFORE = grammar(rf"tháng~(?P<month>{_MONTH})(?!\w)")
_LISTED_MONTH = grammar(r"giêng|chạp|\d{1,2}")
# What stands before the last of several days: each may have its own month.
_DAYS_BEFORE = grammar(
    rf"(?:(?:ngày )?(?:(?:mùng|mồng)~)?\d{{1,2}}(?!\d)(?:~/~\d{{1,2}}(?!\d)| tháng \d{{1,2}}(?!\d))?{_AND}){{1,11}}(?=ngày |mùng|mồng|\d)"
)
_DAY_BEFORE = grammar(r"(?P<day>\d{1,2})(?:(?:~/~| tháng )(?P<month>\d{1,2}))?")
_TET_DAY = grammar(rf"(?P<day>\d{{1,2}}) tết\b(?: nguyên đán)?{_YEAR}")
_EARLY_WORDS = ("mùng", "mồng")
_THROUGH = grammar(r"~,?~(?:cho )?(?:đến|tới) (?:hết )?|~-~")
_FROM = grammar(r"từ ")
_BARE_DAY = grammar(r"(?:ngày )?(?P<early>(?:mùng|mồng) )?(?P<day>\d{1,2})(?!\w)(?!~[/.])")
_NAMED_MONTHS = {"giêng": 1, "chạp": 12}
_YEARS_NEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY_WORDS = ("ngày", "mùng", "mồng", "rằm")
NEEDED = frozenset(
    {fold(word) for word in ("âm", "âl", "tết", "rằm", "giỗ", "giêng", "chạp", "nhuận")}
    | {name.split()[1] for name in _names()}
)
REACH = 600
"""One of these words stands so close ahead of wherever a lunar day begins."""


def _of_name(name: str, near: int) -> int:
    """The year of that name nearest to another year."""
    apart = (_names()[re.sub(r"\s+", " ", name)] - near) % _CYCLE
    return near + (apart if apart <= _CYCLE // 2 else apart - _CYCLE)


def _year_near(key: str, start: int, end: int, name: str) -> int | None:
    """The year that a name means beside a year in figures close by."""
    low = max(0, start - _NEAR)
    nearby = sorted(
        (min(abs(low + found.start() - end), abs(start - low - found.end())), int(found[0]))
        for found in _YEARS_NEAR.finditer(key, low, end + _NEAR)
    )
    for _, figures in nearby:
        year = _of_name(name, figures)
        if abs(year - figures) <= _FARTHEST:
            return year
    return None


def _made(
    key: str, found: re.Match[str], month: int, day: int | None, *, is_leap: bool = False
) -> LunarDate | LunarDay | None:
    """The day of a match, as full as the text allows; `None` where there is no such day."""
    groups = found.groupdict()
    name = groups.get("name") or groups.get("short") or ""
    figures = groups.get("year") or groups.get("year2")
    year = int(figures) if figures else None
    if name:
        year = _of_name(name, year) if year else _year_near(key, found.start(), found.end(), name)
    try:
        if year is None or day is None:
            return LunarDay(month, day, is_leap, re.sub(r"\s+", " ", name), year if day is None else None)
        return LunarDate(year, month, day, is_leap)
    except (InvalidDateError, ValueError):
        return None


def _day_at(key: str, pos: int, *, is_led: bool = True) -> tuple[int, LunarDate | LunarDay, bool] | None:
    """A lunar day, and whether its own words say that it is lunar; one that they do not only before such a one."""
    if (found := _OF_TET.match(key, pos)) is not None:
        month, day = (12, int(found["late"])) if found["late"] else (1, int(found["day"]))
        made = _made(key, found, month, day)
        return (found.end(), made, True) if made else None
    found = _WITH_MONTH.match(key, pos)
    if found is None:
        return None
    word = found["month"] or found["month2"]
    month = _NAMED_MONTHS.get(word) or number(word)
    is_lunar = word in _NAMED_MONTHS or any(found.group("said", "said2", "name", "full", "leap"))
    if not is_lunar and not is_led:
        return None
    end = found.end() if is_lunar else found.end("month") if found["month"] else found.end("month2")
    made = _made(
        key, found, month, 15 if found["full"] else number(found["day"]), is_leap=found["leap"] is not None
    )
    return (end, made, is_lunar) if made else None


def _hit(end: int, value: LunarDate | LunarDay) -> Hit:
    return Hit(end, MentionKind.LUNAR, value, f"lunar {lunar_text(value)}")


def lunar_at(key: str, pos: int) -> Hit | None:
    """A lunar day, a stretch of them, a lunar month or a feast with its year."""
    led = _FROM.match(key, pos) if key.startswith("từ", pos) else None
    start = led.end() if led else pos
    if (bare := _BARE_DAY.match(key, start)) and (joint := _THROUGH.match(key, bare.end())):
        last = _day_at(key, joint.end()) or (_tet_day_at(key, joint.end()) if bare["early"] else None)
        if last and last[2] and last[1].day and 1 <= int(bare["day"]) <= last[1].day:
            span = LunarSpan(attrs.evolve(last[1], day=int(bare["day"])), last[1])
            return Hit(last[0], MentionKind.LUNAR, span, f"lunar {span}")
    if key.startswith("t", start):
        if hit := _months_at(key, start):
            return hit
    elif hit := _listed_days_at(key, start):
        return hit
    if (key[start].isdigit() or key.startswith(_DAY_WORDS, start)) and (
        first := _day_at(key, start, is_led=led is not None)
    ):
        joint = _THROUGH.match(key, first[0])
        last = _day_at(key, joint.end()) if joint else None
        if last and (first[2] or last[2]):
            begin = _lend(first[1], last[1])
            span = LunarSpan(begin, last[1])
            return Hit(last[0], MentionKind.LUNAR, span, f"lunar {span}")
        return _hit(first[0], first[1]) if first[2] and not led else None
    return None if led or key[pos].isdigit() else _feast_at(key, pos)


def _feast_at(key: str, pos: int) -> Hit | None:
    """A feast with its year: `Tết Nguyên đán Giáp Thìn`, `Giỗ Tổ Hùng Vương`."""
    if found := _TET.match(key, pos):
        has_year = any(found.group("name", "year", "short"))
        value = _made(key, found, 1, 1) if has_year else None
        return _hit(found.end(), value) if value else None
    for feast, (month, day) in _FEASTS.values():
        if found := feast.match(key, pos):
            is_dated = bool(found["own"]) or ")" in found[0]
            value = _made(key, found, month, day) if is_dated or month == 3 else None
            return _hit(found.end(), value) if value else None
    return None


def _tet_day_at(key: str, pos: int) -> tuple[int, LunarDate | LunarDay, bool] | None:
    """A day of Tết without *mùng* behind one that has it: the 5 of "mùng 1 - 5 Tết"."""
    found = _TET_DAY.match(key, pos)
    made = _made(key, found, 1, int(found["day"])) if found else None
    return (found.end(), made, True) if found and made else None


def _listed_days_at(key: str, pos: int) -> Hit | None:
    """Several days of which the last says that they are lunar: `ngày 20, 21 và 22/2 âm lịch`."""
    before = _DAYS_BEFORE.match(key, pos)
    last = _day_at(key, before.end()) if before else None
    if before is None or last is None or not last[2] or last[1].day is None:
        return None
    days = [last[1]]
    for said in reversed([*_DAY_BEFORE.finditer(before[0])]):
        month = int(said["month"]) if said["month"] else days[0].month
        try:
            days.insert(0, attrs.evolve(days[0], month=month, day=int(said["day"])))
        except (InvalidDateError, ValueError):
            return None
    return _several(last[0], days)


def _month_at(key: str, pos: int) -> tuple[int, LunarDay] | None:
    """A lunar month; in figures only where its words say that it is lunar."""
    found = _MONTH_ALONE.match(key, pos)
    if found is None:
        return None
    word = found["month"]
    if word not in _NAMED_MONTHS and not any(found.group("said", "said2", "name", "leap")):
        return None
    month = _NAMED_MONTHS.get(word) or number(word)
    made = _made(key, found, month, None, is_leap=found["leap"] is not None)
    return (found.end(), made) if isinstance(made, LunarDay) else None


def _months_at(key: str, pos: int) -> Hit | None:
    """A lunar month, several of which the last says that they are lunar, or a stretch of them."""
    if not key.startswith("tháng", pos):
        return None
    if found := _month_at(key, pos):
        return _hit(*found)
    if (first := _MONTH_BEFORE.match(key, pos)) and (joint := _THROUGH.match(key, first.end())):
        month, last = _NAMED_MONTHS.get(first["month"]) or number(first["month"]), _month_at(key, joint.end())
        if last is None or not 1 <= month <= 12:
            return None
        year = last[1].year
        if year is not None and month > last[1].month:
            year -= 1
        span = LunarSpan(attrs.evolve(last[1], month=month, is_leap=False, year=year), last[1])
        return Hit(last[0], MentionKind.LUNAR, span, f"lunar {span}")
    before = _MONTHS_BEFORE.match(key, pos)
    last = _month_at(key, before.end()) if before else None
    if before is None or last is None:
        return None
    words = _LISTED_MONTH.findall(before[0])
    months = [_NAMED_MONTHS.get(word) or number(word) for word in words]
    if not all(1 <= month <= 12 for month in months):
        return None
    return _several(
        last[0], [*(attrs.evolve(last[1], month=month, is_leap=False) for month in months), last[1]]
    )


def _several(end: int, days: list[LunarDate | LunarDay]) -> Hit:
    text = ",".join(lunar_text(day) for day in days)
    return Hit(end, MentionKind.LUNAR, tuple(days), f"lunar {text}")


def _lend(first: LunarDate | LunarDay, last: LunarDate | LunarDay) -> LunarDate | LunarDay:
    """The first day in the year of the last, or in the one before where it would lie behind it."""
    if isinstance(first, LunarDay) and isinstance(last, LunarDate) and first.day and not first.year_name:
        year = last.year if (first.month, first.day) <= (last.month, last.day) else last.year - 1
        try:
            return LunarDate(year, first.month, first.day, first.is_leap)
        except InvalidDateError:
            return first
    return first


def same_day(value: object, solar: object) -> LunarDate | None:
    """The full lunar date of a solar day that stands right before, where the two agree."""
    if not (isinstance(value, LunarDay) and isinstance(solar, dt.date) and value.day):
        return None
    try:
        full = LunarDate.from_solar(dt.date(solar.year, solar.month, solar.day))
    except InvalidDateError:
        return None
    return full if (full.month, full.day) == (value.month, value.day) else None
