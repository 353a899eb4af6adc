"""Every date and period in running text, with its place (*ngày, tháng, quý, giai đoạn, thời hạn, định kỳ, âm lịch*).

One scan finds the words and figures that can begin an expression; at each the rules for that word are tried, and the
longest that fits is taken. A rule reads a bounded stretch, so the time is linear in the text.

>>> [(m.kind.value, m.text, m.normalized) for m in find_dates("Nộp trước ngày 25 hàng tháng, từ tháng 01/2024 đến hết quý II năm 2024.")]
[('recurrence', 'trước ngày 25 hàng tháng', 'FREQ=MONTHLY;BYMONTHDAY=25'), ('range', 'từ tháng 01/2024 đến hết quý II năm 2024', '2024-01/2024-Q2')]
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType

from khcn_records.mentions import dates_lunar
from khcn_records.mentions.dates_before import is_person_or_place
from khcn_records.mentions.dates_chains import chain_at, period_at, since_at
from khcn_records.mentions.dates_limits import (
    deadline_at,
    deictic_at,
    last_workday_at,
    limit_at,
    nth_at,
)
from khcn_records.mentions.dates_lists import Closings
from khcn_records.mentions.dates_lunar import lunar_at, same_day
from khcn_records.mentions.dates_stretches import (
    days_of_months_at,
    days_of_period_at,
    months_of_year_at,
    quarter_of_year_at,
    two_years_at,
)
from khcn_records.mentions.dates_values import Hit, MentionKind, lunar_text
from khcn_records.mentions.dates_words import CLOCK, NUMBER_WORD, grammar
from khcn_records.mentions.searching import Ahead, Mention, Searchable
from khcn_records.text import fold
from khcn_records.values import recurrence_words
from khcn_records.values.recurrence_words import recurrence_at
from khcn_records.values.recurrences import Recurrence

__all__ = ["MentionKind", "find_dates"]

Rule = Callable[..., Hit | None]
"""Takes the text and the place; those that read lists also take where lists may close."""


# The time of day is no part of the rule: "trước 16h00 thứ Sáu hàng tuần" is each Friday.
_BY_HOUR = grammar(
    rf"(?:trước|chậm nhất|muộn nhất)(?: (?:là|lúc|vào)){{0,2}} {CLOCK}~,?~(?:(?:vào|của) )?(?=ngày|thứ|chủ)"
)


def recurring_at(key: str, pos: int) -> Hit | None:
    """What returns: `ngày 15 hàng tháng`."""
    led = _BY_HOUR.match(key, pos) if key[pos] in "tcm" else None
    found = recurrence_at(key, led.end() if led else pos)
    return Hit(found[0], MentionKind.RECURRENCE, found[1], _recurrence_text(found[1])) if found else None


@functools.lru_cache(maxsize=256)
def _recurrence_text(rule: Recurrence) -> str:
    """Texts name the same few rules again and again."""
    return str(rule)


_UNIT = r"(?:ngày|tuần|tháng|quý|quí|năm|giờ|tiếng)"
_NUMBER = r"(?:\d|\(|một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười)"
_NOW = "trước|sau|này|nay|tới|qua|vừa|kế|tiếp|liền|sắp|ngoái"
_BLANK = r"[\s.…_]{1,24}"
_STEMS = "giáp|ất|bính|đinh|mậu|kỷ|kỉ|canh|tân|nhâm|quý|quí"
_POINT = r"(?:\d|ngày|tháng|quý|quí|năm|thứ|chủ|mùng|mồng|đầu|giữa|cuối|hết|sáng|trưa|chiều|tối|nay|các|sau|nửa|t\d|q\d)"
_BEGINNERS: tuple[tuple[str, str, tuple[Rule, ...]], ...] = (
    # Words, what must follow them, and their rules; of two rules that read as far, the one that stands first wins.
    (
        "ngày",
        rf"(?:~:?~{_NUMBER}| (?:mùng|mồng|đầu|cuối|làm|rằm|giỗ|tháng|thứ)\b|[\s.…_]{{2,}}|{_BLANK}/)",
        (lunar_at, recurring_at, last_workday_at, chain_at, nth_at),
    ),
    (
        "tháng",
        rf"(?:~{_NUMBER}| (?:giêng|chạp|đầu|cuối|{_NOW})\b)",
        (recurring_at, chain_at, deictic_at, lunar_at),
    ),
    (
        "quý quí",
        rf"(?:~\d|~[iv]{{1,3}}\b| (?:một|hai|ba|tư|bốn|đầu|cuối|{_NOW})\b)",
        (recurring_at, chain_at, deictic_at, quarter_of_year_at),
    ),
    (
        "năm",
        rf"(?:~[\d(]| (?:{_NOW}|học|tài|ngân|kế|báo|dương|mươi)\b| (?:một|hai) (?:nghìn|ngàn)\b| năm~\(?~\d| (?:ngày|tuần|tháng|quý|giờ) )",
        (period_at, chain_at, deictic_at, limit_at, months_of_year_at, recurring_at, two_years_at),
    ),
    ("thứ", r" (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])\b", (recurring_at, chain_at)),
    ("chủ", " nhật", (recurring_at, chain_at)),
    ("cn q t", r"(?:\d|,? ngày)", (chain_at,)),
    ("sáng trưa chiều đêm", r" (?:\d|ngày|thứ|chủ|mùng|mồng)", (chain_at,)),
    ("cả các những giữa", r" (?:của )?(?:tháng|quý|quí|năm)", (chain_at,)),
    (
        "đầu cuối nửa",
        r" (?:cùng|tiên|của|đầu|cuối|tháng|quý|quí|năm|hàng|hằng|mỗi)\b",
        (recurring_at, chain_at, deictic_at),
    ),
    ("trung thượng hạ", " tuần", (chain_at,)),
    ("từ", rf" {_POINT}", (lunar_at, since_at, recurring_at, days_of_months_at)),
    ("kể tính", " từ ", (since_at, days_of_months_at)),
    ("đến tới", rf" {_POINT}", (deadline_at,)),
    ("hết", rf" {_POINT}", (deadline_at,)),
    (
        "trước",
        rf" (?:{_POINT}|{_NUMBER}|và|khi|thời|kỳ|phiên|cuộc|hội|ít|tối)",
        (deadline_at, recurring_at, limit_at),
    ),
    ("chậm muộn", " nhất", (deadline_at, recurring_at, limit_at, last_workday_at, nth_at)),
    ("hạn", "", (deadline_at,)),
    ("hoàn xong", r"(?: (?:thành|tất))? (?:việc|trong|vào|trước|chậm|muộn|hạn|không)", (deadline_at,)),
    ("không", " (?:quá|muộn|chậm)", (deadline_at, limit_at, nth_at)),
    ("thời", " (?:hạn|kỳ|kì)", (deadline_at, limit_at, period_at)),
    ("tối", r" (?:đa|thiểu|\d|ngày|thứ|chủ|mùng|mồng)", (limit_at, chain_at)),
    ("trong", rf" (?:thời|vòng|khoảng|là|ngày|{_NUMBER})", (limit_at, nth_at)),
    ("sau quá", rf" (?:thời|{_NUMBER})", (limit_at,)),
    ("ít", " nhất", (limit_at,)),
    ("hàng hằng", r" (?:ngày|tuần|tháng|quý|năm)\b", (recurring_at,)),
    ("mỗi", "", (recurring_at,)),
    ("định", " kỳ", (recurring_at,)),
    ("giai", " đoạn", (period_at,)),
    ("nhiệm niên", r" (?:kỳ|kì|khóa|độ|học)", (period_at, chain_at)),
    ("chu", " kỳ", (period_at,)),
    ("khóa", r" [ivx\d]", (period_at,)),
    ("mùng mồng", r"~\d", (lunar_at, chain_at)),
    ("rằm tết giỗ", rf" (?:tháng|nguyên|âm|cổ|trung|tổ|{_STEMS})\b", (lunar_at,)),
    ("tuần", " (?:này|nay|trước|sau|tới|qua|vừa|kế|tiếp|liền)", (deictic_at,)),
    (
        "một hai ba bốn sáu bảy bẩy tám chín mười",
        rf"(?: [^\W\d_]{{2,4}}){{0,2}}~(?:\(| (?:{_UNIT}|lần)\b)",
        (months_of_year_at, days_of_period_at, chain_at, limit_at, period_at, recurring_at),
    ),
)
_DATE_RULES: tuple[Rule, ...] = (lunar_at, chain_at)
_FIGURE_RULES: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {
        fold(word): rules
        for words, rules in (
            ("tháng", (lunar_at, chain_at, months_of_year_at, limit_at, recurring_at)),
            ("năm", (period_at, limit_at, recurring_at)),
            ("ngày", (days_of_period_at, limit_at, recurring_at)),
            ("tuần quý quí tiếng", (limit_at, recurring_at)),
            ("giờ", (chain_at, limit_at)),
            ("(", (months_of_year_at, days_of_period_at, chain_at, limit_at, period_at, recurring_at)),
            ("lần", (recurring_at,)),
        )
        for word in words.split()
    }
)
_RULES: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {fold(word): rules for words, _, rules in _BEGINNERS for word in words.split()}
)
# A count in words of what no date is counted in is a length or a rule: "hai quý", "ba tuần".
_COUNTED = grammar(rf"{NUMBER_WORD} (?:tuần|quý|quí|tiếng)\b")
_COUNTS = frozenset(
    fold(word) for word in ["một", "hai", "ba", "bốn", "sáu", "bảy", "bẩy", "tám", "chín", "mười"]
)
_LENGTHS = (limit_at, recurring_at)
# Behind "kể" the rules for "kể từ" have been tried.
_BEHIND_COUNTED = tuple(rule for rule in _RULES["từ"] if rule not in _RULES["kể"])


def _alternatives() -> str:
    """The beginners as one pattern, those with the same first letter together: few places are tried twice."""
    by_letter: dict[str, list[str]] = {}
    for words, follow, _ in _BEGINNERS:
        for word in words.split():
            after = rf"(?={follow})" if follow else r"(?:\b|(?=\d))"
            by_letter.setdefault(fold(word)[0], []).append(fold(word)[1:] + after)
    return "|".join(rf"{letter}(?:{'|'.join(rest)})" for letter, rest in sorted(by_letter.items()))


# Figures begin an expression only before what makes them part of one.
_FOLLOWS = (
    r"(?=~[/.\-]~\d|:\d\d|[hg]\d\d(?=[\s\S]{1,40}?\d{1,2}~[/.\-t])|~(?P<unit>h\b|giờ(?=[\s\S]{1,60}?(?:ngày|từ|trước|sau|qua|tới))|năm|ngày|tuần|tháng|tiếng|quý|\((?=[^()\d]{1,24}\)))"
    r"|~,? (?P<later>tháng)| tết\b| (?P<once>lần)\b| (?:đến|tới) (?:mùng~|mồng~|ngày )?\d{1,2} t(?:háng|ết)\b|(?=~,| và )(?:(?:~,~| và )\d{1,2}(?!\d)){1,11} tháng~\d)"
)
_ANCHOR = grammar(
    rf"(?<!\w)(?:(?P<figure>(?<![/.,\-:+%])\d{{1,4}}(?!\d){_FOLLOWS})|(?P<word>{_alternatives()}))"
)
_IN_BRACKETS = grammar(r"~,?~\(?~(?:tức|nhằm|tức là|dương lịch|ngày|vào|thứ|là| ){0,4}~$")
_CODE = grammar(r"\d{1,4}(?:~[/.\-]~\d{1,6}){1,8}")


# What a rule cannot do without, and how far ahead of the place it may stand.
_NEEDS: Mapping[Rule, tuple[Collection[str], int]] = MappingProxyType(
    {
        lunar_at: (dates_lunar.NEEDED, dates_lunar.REACH),
        recurring_at: (recurrence_words.NEEDED, recurrence_words.REACH),
    }
)


_LISTING: Collection[Rule] = frozenset({chain_at, deadline_at})


Bound = tuple[Ahead | None, Callable[[str, int], Hit | None]]


class _Scan(dict[tuple[Rule, ...], tuple[Bound, ...]]):
    """One text as it is read from left to right: rules → the same rules with what they need to know of the text."""

    def __init__(self, key: str) -> None:
        super().__init__()
        closings = Closings(key)
        self._needs = {rule: Ahead(key, words, reach) for rule, (words, reach) in _NEEDS.items()}
        self._bound = {rule: functools.partial(rule, closings=closings) for rule in _LISTING}

    def __missing__(self, rules: tuple[Rule, ...]) -> tuple[Bound, ...]:
        self[rules] = tuple((self._needs.get(rule), self._bound.get(rule, rule)) for rule in rules)
        return self[rules]


def _longest(key: str, pos: int, rules: tuple[Bound, ...]) -> Hit | None:
    best: Hit | None = None
    for need, rule in rules:
        if need is not None and not need(pos):
            continue
        hit = rule(key, pos)
        if hit is not None and (best is None or hit.end > best.end):
            best = hit
    return best


def _hits(key: str) -> Iterator[tuple[int, Hit]]:
    pos = 0
    counted_from = None  # the place behind a "kể" that began nothing
    scan = _Scan(key)
    while found := _ANCHOR.search(key, pos):
        start = found.start()
        word, unit, later, once = found.group("word", "unit", "later", "once")
        rules = _RULES[word] if word else _FIGURE_RULES.get(unit or later or once, _DATE_RULES)
        if counted_from is not None:
            if word == "từ" and key[counted_from:start].isspace():
                rules = _BEHIND_COUNTED
            counted_from = None
        elif word in _COUNTS and _COUNTED.match(key, start):
            rules = _LENGTHS
        hit = _longest(key, start, scan[rules])
        if hit is not None and hit.end > start:
            pos = hit.end
            if hit.kind is not None:
                yield start, hit
        elif word is None and (code := _CODE.match(key, start)):
            pos = code.end()
        else:
            pos = found.end()
            if word == "kể":
                counted_from = pos


def find_dates(text: str) -> tuple[Mention[object], ...]:
    """Every date and period expression of a Vietnamese text, in the order of the text, none overlapping.

    Found are days (with a time of day, without a year, in lists), months, quarters, halves, years, ranges, periods such
    as *giai đoạn 2021-2025*, deadlines, lengths of time, weeks and months named from now, recurrences and lunar days.
    Days named from an unspoken today (*hôm qua, ngày mai*) are not: the text alone does not say which they are. What is
    written like a date and does not exist (30/02/2024, month 13, 6/26/2019), a year of two digits, a fraction and a part of a document
    symbol are no hits.

    Two bare figures (20/11) are a day only behind a word that makes them one: *ngày*, a weekday, a part of the day, *từ*,
    *đến*, *trước*, or the name of a feast. What can be read two ways is left out: *ngày 5 - 9* is a day or a stretch, *ngày
    17 - 9* only a day. Days of a month that is named from another keep the day alone: *từ ngày 15 tháng trước đến ngày 14
    tháng này* is `---15/---14`. *Hằng năm* behind *cây* names a kind of crop and is no recurrence.

    Args:
        text: any text; NFC or not.

    Raises:
        TypeError: not a `str`.

    >>> [(m.text, m.normalized) for m in find_dates("Họp ngày 3, 4 và 5/4/2021; báo cáo quý I/2024.")]
    [('ngày 3, 4 và 5/4/2021', '2021-04-03,2021-04-04,2021-04-05'), ('quý I/2024', '2024-Q1')]
    """
    searchable = Searchable(text)
    found: list[Mention[object]] = []
    last_end, last_value = 0, None
    for start, hit in _hits(searchable.key):
        if hit.kind is MentionKind.QUARTER and is_person_or_place(searchable.plain, start, hit.normalized):
            continue
        value, normalized = hit.value, hit.normalized
        if hit.kind is MentionKind.LUNAR and start - last_end < 24:
            gap = searchable.key[last_end:start]
            full = same_day(value, last_value) if _IN_BRACKETS.fullmatch(gap) else None
            if full is not None:
                value, normalized = full, f"lunar {lunar_text(full)}"
        assert hit.kind is not None
        found.append(searchable.mention(start, hit.end, value, hit.kind, normalized))
        last_end, last_value = hit.end, value
    return tuple(found)
