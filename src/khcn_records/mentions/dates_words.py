"""The words of dates as patterns: one spelling of each, bounded white space, every count bounded.

A pattern is written in plain Vietnamese: a space stands for white space (a line break too), `~` for white space that may be
missing. Patterns read `Searchable.key`.
"""

from __future__ import annotations

import functools
import re

from khcn_records.text import fold
from khcn_records.values.numerals import number_from_words, year_from_words

__all__ = [
    "CLOCK",
    "MONTH_WORD",
    "NUMBER_WORD",
    "PART_OF_DAY",
    "SAID_YEAR",
    "WEEKDAY",
    "YEAR_TAIL",
    "backwards",
    "clock",
    "grammar",
    "number",
    "said_year",
]

_VIETNAMESE = re.compile(r"[^\W\d_]*[^\x00-\x7f][^\W\d_]*")


def grammar(text: str) -> re.Pattern[str]:
    """A compiled pattern: words folded as the key is, white space bounded."""
    folded = _VIETNAMESE.sub(lambda word: fold(word[0]), text)
    return re.compile(folded.replace(" ", r"\s{1,6}").replace("~", r"\s{0,6}"))


def backwards(words: str, tail: str = "~") -> re.Pattern[str]:
    """A pattern for a text turned round: the tail, which reads the same both ways, then one of the words, divided by `|`.

    What stands before a place is found at once so; a search that has to end there would begin at every letter.
    """
    turned = "|".join(fold(word)[::-1].replace(" ", r"\s{1,6}") for word in words.split("|"))
    return re.compile(rf"{tail}(?:{turned})\b".replace("~", r"\s{0,6}"))


_DIGIT_WORD = "một|hai|ba|bốn|tư|năm|sáu|bảy|bẩy|tám|chín"
NUMBER_WORD = rf"(?:(?:{_DIGIT_WORD}) mươi(?: (?:mốt|lăm|nhăm|{_DIGIT_WORD})\b)?|(?:{_DIGIT_WORD}) (?:mốt|lăm|nhăm)|mười(?: (?:lăm|{_DIGIT_WORD})\b)?|(?:{_DIGIT_WORD}))\b"
"""1–99 in words."""

# "năm" is five and year: before a figure, and in the heading of a field ("tháng năm sinh"), it is the year.
MONTH_WORD = r"(?:mười hai|mười một|mười|một|hai|ba|tư|bốn|năm(?!~\d)(?! (?:(?:một|hai) (?:nghìn|ngàn)|sinh|ban hành|ký|cấp|tốt nghiệp|nào)\b)|sáu|bảy|bẩy|tám|chín)\b"
WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])\b|chủ nhật\b|cn\b)"
PART_OF_DAY = r"(?:sáng|trưa|chiều|tối|đêm)"
SAID_YEAR = (
    rf"(?:một|hai) (?:nghìn|ngàn)(?>(?: (?:không|{_DIGIT_WORD}) trăm)?(?: (?:linh|lẻ) (?:{_DIGIT_WORD})\b| {NUMBER_WORD})?)"
    r"(?! (?:đồng|người|tỷ(?! lệ)|tỉ(?! lệ)|triệu|mét|tấn|héc|hộ|phần)\b)(?:~\(~\d{4}~\))?"
)
"""The words of a year, with the figures behind them."""
YEAR_TAIL = rf"(?:(?:~,?~(?:của )?năm~|~[/\-]~|\.)(?P<year>[12]\d{{3}})(?!\d)(?!~/~\w)|~,?~(?:của )?năm (?P<said_year>{SAID_YEAR})|~,? (?P<bare_year>(?:19|20)\d\d)(?![\d.,]\d|\d|%))"
"""The year behind a month, a quarter: `/2024`, `năm 2024`, `, 2024`."""

CLOCK = (
    r"(?:[01]?\d|2[0-4])(?:~(?:giờ|h|g)~[0-5]\d(?!\d)(?:~phút|')?|:[0-5]\d(?::[0-5]\d)?(?!\d)|~(?:giờ|h)(?!\w))"
    r"(?:~(?:sa|ch|am|pm|sáng|trưa|chiều|tối|đêm)(?!\w))?"
)
_FIGURES, _WORDS = re.compile(r"\d{1,2}"), re.compile(r"[^\W\d_]+")
_LATER = frozenset(fold(word) for word in ("ch", "pm", "chiều", "tối"))


def clock(text: str) -> tuple[int, ...] | None:
    """Hour, minute and, where written, second of a time of day; `None` where there is no such time."""
    figures = [int(part) for part in _FIGURES.findall(text)]
    words = _WORDS.findall(text)
    hour = figures[0]
    if words and words[-1] in _LATER and hour < 12:
        hour += 12
    elif words and words[-1] in {"am", "sa"} and hour == 12:
        hour = 0
    rest = figures[1:] or [0]
    return None if hour == 24 and any(rest) else (hour, *rest)


def said_year(text: str) -> int:
    """The year that words say, 0 where they say none or the figures behind them another."""
    words, _, figures = text.partition("(")
    year = year_from_words(words) or 0
    return 0 if figures and int(figures.rstrip(") \n\t\xa0")) != year else year


@functools.lru_cache(maxsize=256)
def number(text: str) -> int:
    """A number in figures or in words, 0 where it is none."""
    return int(text) if text.isdigit() else number_from_words(text) or 0
