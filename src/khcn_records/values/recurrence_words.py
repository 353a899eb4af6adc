"""The Vietnamese words of what returns (*định kỳ*): the grammar behind `Recurrence.parse` and `find_dates`.

>>> from khcn_records.text import fold
>>> recurrence_at(fold("họp ngày 15 hàng tháng"), 4)[0]
22
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re

from khcn_records.errors import InvalidRecurrenceError
from khcn_records.text import fold
from khcn_records.values.numerals import number_from_words
from khcn_records.values.recurrences import FREQUENCIES, WEEKDAYS, Recurrence

__all__ = ["NEEDED", "REACH", "recurrence_at"]

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
_NOT_QUARTER = (
    r"(?! (?:khách|vị|hiếm|giá|cơ|báo|ông|bà|thầy|cô|bạn|đơn|công|i{1,3}\b|iv\b))(?!~\d(?!\d?[.)] [^\W\d]))"
)
# What takes place or comes out as often as the words say; "mỗi tháng một khoản" tells how much.
_EVENT = r"(?:số|kỳ|cuộc|phiên|buổi|lượt|đợt|hội nghị|báo cáo|bản tin|chuyên đề)\b(?! (?:tiền|lượng))"
_NEXT = r"(?: (?:liền kề )?(?:sau|tiếp theo|kế tiếp|tới)\b(?: liền kề)?)?"
# "từ ngày 1 đến hết ngày 5": each day of the stretch; one that runs over the end of the month begins again at 1.
_STRETCH = r"(?:từ )?ngày (?P<first>\d{1,2})(?: - | (?:đến|tới) (?:hết )?|~-~(?=\d\d))(?:ngày )?(?P<last>\d{1,2})(?!~[/.\-])"
# "đầu", "giữa" or "cuối" of a quarter says which of its months.
_MONTH_OF_QUARTER = rf"tháng (?P<edge>cuối|đầu|giữa)(?: cùng| tiên)?(?: của)? (?:{_EVERY} )?(?P<unit>quý)\b{_NEXT}{_NOT_QUARTER}"
_QUARTERS = rf"quý~(?P<quarters>(?:iv|i{{1,3}}|[1-4])\b(?:{_AND}(?:quý )?(?:iv|i{{1,3}}|[1-4])\b){{0,3}})"
_DAYS_BEHIND = rf"ngày (?P<days>{_DAY}(?:{_AND}(?:ngày )?{_DAY}){{0,7}})(?!~[/\-.]~\d)(?! (?:tháng~\d|làm việc|đến|tới))(?: của tháng (?:sau|kế tiếp|tiếp theo|liền kề|tới)\b(?: sau| liền kề)?)?"
_PATTERNS = tuple(
    _grammar(pattern)
    for pattern in (
        rf"{_LEAD}ngày (?P<days>{_DAY}(?:{_AND}(?:ngày )?{_DAY}){{0,7}}) (?:của )?{_EVERY} (?P<unit>tháng)\b(?!~\d)",
        rf"(?:vào )?(?P<dates>ngày \d{{1,2}}(?:~/~| tháng )\d{{1,2}}(?:{_AND}(?:ngày )?\d{{1,2}}(?:~/~| tháng )\d{{1,2}}){{0,7}}) {_EVERY} (?P<unit>năm)\b(?!~\d)",
        # The period may stand before its day: "hằng tháng, trước ngày 10", "hằng tháng (trước ngày 15)".
        rf"(?:định kỳ )?{_EVERY} (?P<unit>tháng)(?:~[,:]~| ){_LEAD}{_DAYS_BEHIND}",
        rf"(?:định kỳ )?{_EVERY} (?P<unit>tháng)~\(~{_LEAD}{_DAYS_BEHIND}~\)",
        rf"(?:định kỳ )?{_EVERY} (?P<unit>tuần)(?:~[,:]~| ){_LEAD}(?P<weekdays>{_WEEKDAY}(?:{_AND}{_WEEKDAY}){{0,6}})",
        rf"(?:định kỳ )?{_EVERY} (?P<unit>tuần)~\(~{_LEAD}(?P<weekdays>{_WEEKDAY}(?:{_AND}{_WEEKDAY}){{0,6}})~\)",
        rf"{_LEAD}(?P<weekdays>{_WEEKDAY}(?:{_AND}{_WEEKDAY}){{0,6}}) {_EVERY} (?P<unit>tuần)\b",
        rf"{_LEAD}(?P<weekdays>{_WEEKDAY}) (?:tuần )?(?P<nth>đầu tiên|đầu|cuối cùng|cuối) (?:của )?{_EVERY} (?P<unit>tháng)\b(?!~\d)",
        rf"(?:định kỳ )?mỗi {_COUNT} {_UNIT}(?!~\d)(?:(?:~/~| (?:một|0?1) )lần)?",
        rf"(?:định kỳ )?(?:hàng|hằng) {_UNIT}{_NOT_QUARTER}",
        rf"(?:định kỳ )?mỗi {_UNIT}(?: (?:một|0?1) {_EVENT}|(?:~/~| (?:một|0?1) )lần(?: vào (?P<edge>cuối|đầu) {_QUARTERS})?|(?! (?:một|hai|ba|bốn|năm|sáu)\b)){_NOT_QUARTER}",
        rf"(?:định kỳ )?{_COUNT} {_UNIT}(?:~/~| (?:một|0?1) )lần(?: vào (?P<edge>cuối|đầu) {_QUARTERS})?",
        rf"định kỳ {_COUNT} {_UNIT}(?!~\d)",
        r"(?:một|0?1) lần(?:~/~| (?:mỗi|một|trong một) )(?P<unit>tuần|tháng|quý|năm)\b",
        rf"(?:định kỳ )?(?:vào )?(?:(?P<edge>cuối|đầu) )?{_QUARTERS} {_EVERY} (?P<unit>năm)\b(?!~\d)",
        rf"(?:vào )?tháng~(?P<months>\d{{1,2}}(?!\d)(?:{_AND}(?:tháng )?\d{{1,2}}(?!\d)){{0,5}}) {_EVERY} (?P<unit>năm)\b(?!~\d)",
        rf"{_LEAD}(?:ngày )?(?P<edge>cuối|đầu)(?: cùng| tiên)? (?:của )?{_EVERY} (?P<unit>tháng|quý|năm)\b(?!~\d)",
        rf"{_LEAD}(?:ngày (?:thứ )?(?P<days>{_DAY}) (?:của )?)?{_MONTH_OF_QUARTER}",
        rf"{_LEAD}ngày (?P<day_edge>cuối|đầu)(?: cùng| tiên)? (?:của )?{_MONTH_OF_QUARTER}",
        rf"{_STRETCH} (?:của )?(?:{_EVERY} (?P<unit>tháng)\b(?!~\d)|{_MONTH_OF_QUARTER.replace('unit', 'quarter')})",
        rf"(?:vào )?ngày (?P<days>{_DAY}) (?:của )?(?:các )?tháng~(?P<months>\d{{1,2}}(?!\d)(?:{_AND}(?:tháng )?\d{{1,2}}(?!\d)){{1,5}}) {_EVERY} (?P<unit>năm)\b(?!~\d)",
        rf"(?:vào )?(?P<edge>cuối) (?P<unit>quý)\b{_NOT_QUARTER}",
        rf"{_LEAD}ngày (?P<edge>cuối|đầu)(?: cùng| tiên)? (?:của )?(?P<unit>quý)\b{_NEXT}{_NOT_QUARTER}",
        rf"định kỳ (?:vào )?(?:ngày )?(?P<edge>cuối|đầu)(?: cùng| tiên)? (?P<unit>tháng|quý|năm)\b(?! (?:học|tài)){_NOT_QUARTER}",
    )
)
# All of them in one, without names: where it does not fit none of them is tried.
_ANY = re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern in _PATTERNS))
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
    r"(?:ngân|cửa|đơn|nhà|khách|mặt|xếp|lô|kho|tồn|bao|hãng|hợp đồng|(?P<moved>bán|giao|mua|nhập|xuất|trả|nhận|chuyển))\s{1,6}$"
)
# "đất trồng cây hằng năm", as against "cây lâu năm": the word says what kind of crop, not when.
_CROP = re.compile(r"(?:cây|trồng|cỏ|lúa|rau|màu)\s{1,6}$")
_GOES_ON = re.compile(r"\s{1,6}\w")
_WORKED = re.compile(r"\blàm\s{1,6}việc\s{1,6}$")
# No rule is without one of these.
_RETURNS = _grammar(r"h[àằ]ng|mỗi|lần|định|(?:cuối|đầu|giữa)(?: cùng| tiên)?(?: của)? quý")
NEEDED, REACH = (
    tuple(fold(word) for word in ("hàng", "hằng", "mỗi", "lần", "định", "quý")),
    120,
)
"""One of these words stands so close ahead of wherever a rule begins."""
_LISTED = re.compile(r"\d{1,2}")
_IN_MONTH = _grammar(rf"{_LEAD}tháng")


def recurrence_at(key: str, pos: int) -> tuple[int, Recurrence] | None:
    """The longest rule at a place of a folded text (tones placed alike), and the place behind it."""
    best: tuple[int, Recurrence] | None = None
    if not _ANY.match(key, pos) or not _RETURNS.search(key, pos, pos + REACH):
        return None
    matches = [found for pattern in _PATTERNS if (found := pattern.match(key, pos))]
    # The longest first, of two as long the one whose pattern stands first: the others need not be understood.
    for found in sorted(matches, key=lambda found: -found.end()):
        rule = _rule(found)
        if rule is not None:
            best = found.end(), rule
            break
    return None if best and _is_no_rule(key, pos, best[0]) else best


def _is_no_rule(key: str, pos: int, end: int) -> bool:
    """Whether the words before say that it is none: goods ("giao hàng tháng tới"), a kind of crop, a working day."""
    before = key[max(0, pos - 24) : pos]
    if key.startswith(("cuối", "đầu"), pos):  # "ngày làm việc cuối cùng hàng tháng" is not the last day
        return _WORKED.search(before) is not None
    if not key.startswith(("hàng", "hằng"), pos):
        return False
    if _CROP.search(before) and key.endswith("năm", pos, end):
        return True
    goods = _GOODS.search(before) if key.startswith("hàng", pos) else None
    # "xuất hàng ngày," can only be the word; before more words it may be goods and a day.
    return goods is not None and (goods["moved"] is None or _GOES_ON.match(key, end) is not None)


def _of_quarters(text: str, edge: str | None) -> tuple[list[int], list[int]]:
    """The months of the quarters named, and the day: with *cuối* or *đầu* the last or first of each."""
    quarters = [
        _ROMAN.get(quarter) or int(quarter) for quarter in re.findall(r"\biv\b|\bi{1,3}\b|[1-4]", text)
    ]
    within, days = {"cuối": ([3], [-1]), "đầu": ([1], [1])}.get(edge or "", ([1, 2, 3], []))
    return [3 * (quarter - 1) + month for quarter in quarters for month in within], days


def _of_edge(text: str, unit: str) -> list[int]:
    """The months that end or begin a quarter or year, or stand in the middle of a quarter; of a month, any."""
    last = {_QUARTER: [3, 6, 9, 12], "năm": [12]}.get(unit, [])
    back = {"cuối": 0, "giữa": 1}.get(text, 2 if unit == _QUARTER else 11)
    return [month - back for month in last]


def _of_stretch(first: int, last: int) -> list[int]:
    """The days of a month from one to another; 0, which no rule has, where the first is none."""
    if first <= last:
        return [*range(first, last + 1)]
    return [*range(first, 32), *range(1, last + 1)] if first < 32 else [0]


def _of_dates(text: str) -> tuple[list[int], list[int]]:
    """Months and days of `ngày 30/6 và 30/12`; 15/6 and 30/11 are no one rule."""
    figures = [int(n) for n in _LISTED.findall(text)]
    days, by_month = figures[::2], figures[1::2]
    if min(len(set(days)), len(set(by_month))) > 1:
        raise InvalidRecurrenceError(text, "days of one month or one day of several months")
    for day, month in zip(days, by_month, strict=True):
        dt.date(2000, month, day)
    return by_month, days


def _weekdays(said: dict[str, str]) -> list[str]:
    """The weekdays named, with their place in the month where it is said."""
    named = [_WEEKDAY_WORDS[w.split()[1]] for w in re.findall(r"(?:thứ|chủ)\s+\w+", said.get("weekdays", ""))]
    return [f"{1 if said['nth'].startswith('đầu') else -1}{named[0]}"] if "nth" in said else named


def _months_and_days(said: dict[str, str], *, is_within: bool) -> tuple[list[int], list[int]]:
    """The months and the days of the month that the words name."""
    days = [int(n) for n in _LISTED.findall(said.get("days", ""))]
    by_month: list[int] = []
    if "quarters" in said:
        return _of_quarters(said["quarters"], said.get("edge"))
    if "dates" in said:
        return _of_dates(said["dates"])
    if "first" in said:
        days = _of_stretch(int(said["first"]), int(said["last"]))
    if "edge" in said:
        by_month = _of_edge(said["edge"], said["unit"])
        if not days and ("day_edge" in said or not is_within):
            days = [-1 if said.get("day_edge", said["edge"]) == "cuối" else 1]
    if "months" in said:
        by_month = [int(n) for n in _LISTED.findall(said["months"])]
        for month, day in itertools.product(by_month, days):
            dt.date(2000, month, day)
    return by_month, days


def _rule(found: re.Match[str]) -> Recurrence | None:
    """The rule that a match says, `None` where it says no rule."""
    said = {name: text for name, text in found.groupdict().items() if text}
    said["unit"] = said.get("unit") or said["quarter"]
    frequency, interval = _FREQUENCY[said["unit"]], 1
    if "n" in said:
        interval = _count(said["n"])
        if not interval:
            return None
    if "quarters" in said or ("edge" in said and said["unit"] == _QUARTER):
        frequency = "YEARLY"
    elif said["unit"] == _QUARTER:
        interval *= 3
    try:
        months, days = _months_and_days(said, is_within=_IN_MONTH.match(found[0]) is not None)
        return _made(frequency, interval, tuple(months), tuple(days), tuple(_weekdays(said)))
    except (ValueError, KeyError):
        return None


@functools.lru_cache(maxsize=256)
def _count(text: str) -> int:
    return int(text) if text.isdigit() else number_from_words(text) or 0


@functools.lru_cache(maxsize=512)
def _made(
    frequency: str, interval: int, months: tuple[int, ...], days: tuple[int, ...], weekdays: tuple[str, ...]
) -> Recurrence:
    """Texts name the same few rules again and again."""
    return Recurrence(
        frequency=frequency, interval=interval, months=months, month_days=days, weekdays=weekdays
    )
