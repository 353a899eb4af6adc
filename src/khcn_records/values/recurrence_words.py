"""The Vietnamese words of what returns (*định kỳ*): the grammar behind `Recurrence.parse` and `find_dates`.

>>> from khcn_records.text import fold
>>> recurrence_at(fold("họp ngày 15 hàng tháng"), 4)[0]
22
"""

from __future__ import annotations

import datetime as dt
import re

from khcn_records.errors import InvalidRecurrenceError
from khcn_records.text import fold
from khcn_records.values.numerals import number_from_words
from khcn_records.values.recurrences import FREQUENCIES, WEEKDAYS, Recurrence

__all__ = ["recurrence_at"]

_VIETNAMESE = re.compile(r"[^\W\d_]*[^\x00-\x7f][^\W\d_]*")


def _grammar(text: str) -> re.Pattern[str]:
    """Words folded; a space is white space, `~` white space that may be missing, both bounded."""
    folded = _VIETNAMESE.sub(lambda word: fold(word[0]), text)
    return re.compile(folded.replace(" ", r"\s{1,6}").replace("~", r"\s{0,6}"))


_EVERY = r"(?:hàng|hằng|mỗi)"
_DAY = r"(?:mùng |mồng )?\d{1,2}(?![\d/%])"
_AND = r"(?:~,~(?:và )?|~;~| và )"
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])\b|chủ nhật\b)"
_LEAD = r"(?:(?:định kỳ|vào|trước|chậm nhất|muộn nhất)(?: (?:là|vào|trước|định kỳ)){0,3} )?"
_COUNT = r"(?P<n>\d{1,3}|[^\W\d_]{2,5}(?: [^\W\d_]{2,5})?)(?:~\(~[\w ]{1,12}~\))?"
_UNIT = r"(?P<unit>ngày|tuần|tháng|quý|năm)\b"
# "quý khách", "hàng năm 2024" of a bank, "mỗi tháng một khoản" are no rule.
_NOT_QUARTER = r"(?! (?:khách|vị|hiếm|giá|cơ|báo|ông|bà|thầy|cô|bạn|đơn|công|i{1,3}\b|iv\b))(?!~\d)"
_QUARTERS = rf"quý~(?P<quarters>(?:iv|i{{1,3}}|[1-4])\b(?:{_AND}(?:quý )?(?:iv|i{{1,3}}|[1-4])\b){{0,3}})"
_PATTERNS = tuple(
    _grammar(pattern)
    for pattern in (
        rf"{_LEAD}ngày (?P<days>{_DAY}(?:{_AND}(?:ngày )?{_DAY}){{0,7}}) (?:của )?{_EVERY} (?P<unit>tháng)\b(?!~\d)",
        rf"(?:vào )?(?P<dates>ngày \d{{1,2}}(?:~/~| tháng )\d{{1,2}}(?:{_AND}(?:ngày )?\d{{1,2}}(?:~/~| tháng )\d{{1,2}}){{0,7}}) {_EVERY} (?P<unit>năm)\b(?!~\d)",
        rf"{_LEAD}(?P<weekdays>{_WEEKDAY}(?:{_AND}{_WEEKDAY}){{0,6}}) {_EVERY} (?P<unit>tuần)\b",
        rf"{_LEAD}(?P<weekdays>{_WEEKDAY}) (?:tuần )?(?P<nth>đầu tiên|đầu|cuối cùng|cuối) (?:của )?{_EVERY} (?P<unit>tháng)\b(?!~\d)",
        rf"(?:định kỳ )?mỗi {_COUNT} {_UNIT}(?!~\d)(?:(?:~/~| (?:một|0?1) )lần)?",
        rf"(?:định kỳ )?(?:hàng|hằng) {_UNIT}{_NOT_QUARTER}",
        rf"(?:định kỳ )?mỗi {_UNIT}(?:(?:~/~| (?:một|0?1) )lần(?: vào (?P<edge>cuối|đầu) {_QUARTERS})?|(?! (?:một|hai|ba|bốn|năm|sáu)\b)){_NOT_QUARTER}",
        rf"(?:định kỳ )?{_COUNT} {_UNIT}(?:~/~| (?:một|0?1) )lần(?: vào (?P<edge>cuối|đầu) {_QUARTERS})?",
        rf"định kỳ {_COUNT} {_UNIT}(?!~\d)",
        r"(?:một|0?1) lần(?:~/~| (?:mỗi|một|trong một) )(?P<unit>tuần|tháng|quý|năm)\b",
        rf"(?:định kỳ )?(?:vào )?(?:(?P<edge>cuối|đầu) )?{_QUARTERS} {_EVERY} (?P<unit>năm)\b(?!~\d)",
        rf"(?:vào )?tháng~(?P<months>\d{{1,2}}(?!\d)(?:{_AND}(?:tháng )?\d{{1,2}}(?!\d)){{0,5}}) {_EVERY} (?P<unit>năm)\b(?!~\d)",
        rf"{_LEAD}(?:ngày )?(?P<edge>cuối|đầu)(?: cùng| tiên)? (?:của )?{_EVERY} (?P<unit>tháng|quý|năm)\b(?!~\d)",
        rf"{_LEAD}(?:ngày (?P<days>{_DAY}) (?:của )?)?tháng (?P<edge>cuối|đầu)(?: cùng| tiên)?(?: của)? (?:{_EVERY} )?(?P<unit>quý)\b{_NOT_QUARTER}",
        rf"(?:vào )?(?P<edge>cuối) (?P<unit>quý)\b{_NOT_QUARTER}",
    )
)
_FREQUENCY = {
    fold(word): frequency
    for words, frequency in zip(("ngày", "tuần", "tháng quý", "năm"), FREQUENCIES, strict=True)
    for word in words.split()
}
_QUARTER = fold("quý")
_DAYS_OF_WEEK = zip(("hai 2", "ba 3", "tư 4", "năm 5", "sáu 6", "bảy bẩy 7", "nhật"), WEEKDAYS, strict=True)
_WEEKDAY_WORDS = {fold(word): day for words, day in _DAYS_OF_WEEK for word in words.split()}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_GOODS = re.compile(
    r"(?:ngân|cửa|đơn|bán|giao|nhà|khách|mặt|xếp|lô|mua|nhập|xuất|kho|trả|nhận|tồn|cây|trồng|bao|chuyển|hãng|hợp đồng)\s{1,6}$"
)
# No rule is without one of these.
_RETURNS = tuple(fold(word) for word in ("hàng", "hằng", "mỗi", "lần", "định"))
_EDGE_OF_QUARTER = _grammar(r"(?:cuối|đầu)(?: cùng| tiên)?(?: của)? quý")
_LISTED = re.compile(r"\d{1,2}")


def recurrence_at(key: str, pos: int) -> tuple[int, Recurrence] | None:
    """The longest rule at a place of a folded text (tones placed alike), and the place behind it."""
    best: tuple[int, Recurrence] | None = None
    near = key[pos : pos + 120]
    if not any(word in near for word in _RETURNS) and not _EDGE_OF_QUARTER.search(near):
        return None
    for pattern in _PATTERNS:
        found = pattern.match(key, pos)
        if found is None or (best is not None and found.end() <= best[0]):
            continue
        rule = _rule(found)
        if rule is not None:
            best = found.end(), rule
    if best and key.startswith("hàng", pos) and _GOODS.search(key[max(0, pos - 16) : pos]):
        return None
    return best


def _of_quarters(text: str, edge: str | None) -> tuple[list[int], list[int]]:
    """The months of the quarters named, and the day: with *cuối* or *đầu* the last or first of each."""
    quarters = [
        _ROMAN.get(quarter) or int(quarter) for quarter in re.findall(r"\biv\b|\bi{1,3}\b|[1-4]", text)
    ]
    within, days = {"cuối": ([3], [-1]), "đầu": ([1], [1])}.get(edge or "", ([1, 2, 3], []))
    return [3 * (quarter - 1) + month for quarter in quarters for month in within], days


def _of_edge(text: str, unit: str) -> list[int]:
    """The months that end or begin a quarter or year; of a month, any."""
    last = {_QUARTER: [3, 6, 9, 12], "năm": [12]}.get(unit, [])
    return last if text == "cuối" else [month - (2 if unit == _QUARTER else 11) for month in last]


def _of_dates(text: str) -> tuple[list[int], list[int]]:
    """Days and months of `ngày 30/6 và 30/12`; 15/6 and 30/11 are no one rule."""
    figures = [int(n) for n in _LISTED.findall(text)]
    days, by_month = figures[::2], figures[1::2]
    if min(len(set(days)), len(set(by_month))) > 1:
        raise InvalidRecurrenceError(text, "days of one month or one day of several months")
    for day, month in zip(days, by_month, strict=True):
        dt.date(2000, month, day)
    return days, by_month


def _rule(found: re.Match[str]) -> Recurrence | None:
    """The rule that a match says, `None` where it says no rule."""
    said = {name: text for name, text in found.groupdict().items() if text}
    is_quarter, frequency = said["unit"] == _QUARTER, _FREQUENCY[said["unit"]]
    interval = 1
    if "n" in said:
        interval = int(said["n"]) if said["n"].isdigit() else number_from_words(said["n"]) or 0
    days = [int(n) for n in _LISTED.findall(said.get("days", ""))]
    by_month: list[int] = []
    if "quarters" in said:
        frequency, by_month, days = "YEARLY", *_of_quarters(said["quarters"], said.get("edge"))
    elif "edge" in said:
        by_month = _of_edge(said["edge"], said["unit"])
        frequency = "YEARLY" if is_quarter else frequency
        if not days and not found[0].startswith("tháng"):
            days = [-1 if said["edge"] == "cuối" else 1]
    elif is_quarter:
        interval *= 3
    if "months" in said:
        by_month = [int(n) for n in _LISTED.findall(said["months"])]
    try:
        if "dates" in said:
            days, by_month = _of_dates(said["dates"])
        weekdays = [
            _WEEKDAY_WORDS[w.split()[1]] for w in re.findall(r"(?:thứ|chủ)\s+\w+", said.get("weekdays", ""))
        ]
        if "nth" in said:
            weekdays = [f"{1 if said['nth'].startswith('đầu') else -1}{weekdays[0]}"]
        return Recurrence(
            frequency=frequency, interval=interval, months=by_month, month_days=days, weekdays=weekdays
        )
    except (ValueError, KeyError):
        return None
