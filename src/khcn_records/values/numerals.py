"""Vietnamese number words (*số viết bằng chữ*): 0 to 999 read, as they stand in dates and time limits, and any number said.

No statute sets the grammar; it is that of spoken numbers (PRACTICE): *mốt*, *tư*, *lăm* after tens, *linh* or *lẻ* for empty
tens. What can be heard two ways is no number: *hai ba* (23, or "two or three"), *mười năm* (ten years).

>>> number_from_words("hai mươi mốt")
21
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from khcn_records.text import fold

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = [
    "LARGEST_SAID",
    "count_text",
    "figure_text",
    "number_from_words",
    "number_in_words",
    "year_from_words",
]

_DIGITS = (
    ("không",), ("một",), ("hai",), ("ba",), ("bốn",), ("năm",), ("sáu",), ("bảy", "bẩy"), ("tám",), ("chín",),
)  # fmt: skip
# Behind a ten; the second of each is said nowhere else, so it may stand there without "mươi": hai lăm.
_BEHIND_TEN = {1: ("một", "mốt"), 4: ("bốn", "tư"), 5: ("lăm", "nhăm")}
_ALONE_BEHIND_TEN = ((1, "mốt"), (4, "tư"), (5, "lăm"), (5, "nhăm"))
_TEN, _TENS, _HUNDRED = "mười", "mươi", "trăm"
_ZERO_TENS = ("linh", "lẻ")


@functools.cache
def _numbers() -> Mapping[str, int]:
    """Every way to say 0 … 99, folded."""
    said = {word: digit for digit, words in enumerate(_DIGITS) for word in words} | {"tư": 4, _TEN: 10}
    behind = [
        (digit, word)
        for digit, words in enumerate(_DIGITS)
        for word in _BEHIND_TEN.get(digit, words)
        if digit
    ]
    said |= {f"{_TEN} {word}": 10 + digit for digit, word in behind if word != "mốt"}
    for tens, names in enumerate(_DIGITS[2:], start=2):
        for name in names:
            said[f"{name} {_TENS}"] = 10 * tens
            said |= {f"{name} {_TENS} {word}": 10 * tens + digit for digit, word in behind}
            said |= {f"{name} {word}": 10 * tens + digit for digit, word in _ALONE_BEHIND_TEN}
    return {fold(words): number for words, number in said.items()}


@functools.cache
def _digits() -> Mapping[str, int]:
    return {fold(word): digit for digit, words in enumerate(_DIGITS) for word in words}


def number_from_words(text: str) -> int | None:
    """The number that Vietnamese words say, `None` where they say none.

    Args:
        text: words for 0 … 999, any case and tone placement.

    >>> number_from_words("mười lăm"), number_from_words("ba mươi tư"), number_from_words("một trăm linh năm")
    (15, 34, 105)
    >>> number_from_words("nhiệm vụ") is None, number_from_words("hai ba") is None
    (True, True)
    """
    words = fold(text).split()
    if len(words) > 6:
        return None
    if len(words) < 2 or words[1] != fold(_HUNDRED):
        return _numbers().get(" ".join(words))
    hundreds, rest = _digits().get(words[0]), words[2:]
    if hundreds is None or not rest:
        return None if hundreds is None else 100 * hundreds
    if rest[0] in _ZERO_TENS:
        below = (_digits().get(rest[1], 4 if rest[1] == "tư" else 0) or None) if len(rest) == 2 else None
    else:
        below = _numbers().get(" ".join(rest))
        if below is not None and below < 10:  # "một trăm hai" is 102 to one and 120 to another
            return None
    return None if below is None else 100 * hundreds + below


_THOUSANDS = ("nghìn", "ngàn")


def year_from_words(text: str) -> int | None:
    """The year 1000 … 2999 that Vietnamese words say, `None` where they say none.

    Of what stands between the thousand and the tens, *không trăm* may be left out, as it is in speech. What can be heard
    two ways is no year: *hai nghìn năm* (2005, or "two thousand years"), *hai nghìn hai* (2002 or 2200).

    Args:
        text: the words behind *năm*, any case and tone placement.

    >>> year_from_words("hai nghìn không trăm hai mươi tư"), year_from_words("hai ngàn lẻ năm")
    (2024, 2005)
    >>> year_from_words("một nghìn chín trăm bốn mươi lăm"), year_from_words("hai nghìn hai") is None
    (1945, True)
    """
    words = fold(text).split()
    if len(words) < 2 or words[0] not in {"một", "hai"} or words[1] not in _THOUSANDS:
        return None
    thousands, rest = 1000 * (1 + (words[0] == "hai")), words[2:]
    if not rest:
        return thousands
    if rest[0] in _ZERO_TENS:
        rest = [_DIGITS[0][0], _HUNDRED, *rest]
    below = number_from_words(" ".join(rest))
    # Below ten only with the noughts said; "không trăm" alone breaks off.
    is_whole = below is not None and (below >= 10 or (below > 0 and len(rest) > 2))
    return thousands + below if below is not None and is_whole else None


def count_text(count: int) -> str:
    """A count as reports write it: a zero before 1–9, plain `0`, a dot after thousands (*practice*).

    >>> count_text(8), count_text(0), count_text(12), count_text(1291)
    ('08', '0', '12', '1.291')
    """
    return f"{count:02d}" if 0 < count < 10 else f"{count:,}".replace(",", ".")


_MARKS = str.maketrans({",": ".", ".": ","})


def figure_text(figure: Decimal) -> str:
    """An exact figure in Vietnamese: a dot after thousands, a comma before decimals (Luật Kế toán 2003, Điều 12).

    >>> from decimal import Decimal
    >>> figure_text(Decimal("1291.5"))
    '1.291,5'
    """
    text = f"{figure:,f}"
    # A whole figure has one kind of mark; to replace it takes half the time of a translation.
    return text.translate(_MARKS) if "." in text else text.replace(",", ".")


LARGEST_SAID = 10**27 - 1
"""The largest number that `number_in_words` says; above *tỷ tỷ* no two people agree."""


def _group_in_words(group: int, *, is_first: bool, empty_tens: str) -> str:
    """1 … 999; behind another group the hundreds are said even where there are none."""
    hundreds, tens, units = group // 100, group // 10 % 10, group % 10
    words = [] if is_first and not hundreds else [_DIGITS[hundreds][0], _HUNDRED]
    if tens == 1:
        words.append(_TEN)
    elif tens:
        words += [_DIGITS[tens][0], _TENS]
    elif words and units:
        words.append(empty_tens)
    if units == 1 and tens > 1:
        words.append("mốt")
    elif units == 4 and tens > 1:
        words.append("tư")
    elif units == 5 and tens:
        words.append("lăm")
    elif units:
        words.append(_DIGITS[units][0])
    return " ".join(words)


def number_in_words(number: int, *, empty_tens: str = "linh") -> str:
    """A whole number as it is read aloud, lower-case.

    Groups of three digits are read from the left; a group of noughts is left out, any other behind the first is read in
    full (*không trăm linh năm*), so that no two numbers sound alike. No statute says so: PRACTICE.

    Args:
        number: 0 … `LARGEST_SAID`.
        empty_tens: what stands for the nought in 105: `"linh"`, or `"lẻ"` as the South says.

    Raises:
        ValueError: a number outside the range, or another word for the empty tens.

    >>> number_in_words(1_005), number_in_words(24, empty_tens="lẻ")
    ('một nghìn không trăm linh năm', 'hai mươi tư')
    """
    if not 0 <= number <= LARGEST_SAID:
        raise ValueError(f"cannot say {number}; known: 0 through 10^27 - 1")
    if empty_tens not in _ZERO_TENS:
        raise ValueError(f"no such word for empty tens: {empty_tens!r}; known: {', '.join(_ZERO_TENS)}")
    said: list[str] = []
    for billions in (2, 1, 0):
        section = number // 10 ** (9 * billions) % 10**9
        for size, name in ((10**6, "triệu"), (1_000, "nghìn"), (1, "")):
            if group := section // size % 1_000:
                said += [_group_in_words(group, is_first=not said, empty_tens=empty_tens), name]
        if section:
            said += ["tỷ"] * billions
    return " ".join(filter(None, said)) or _DIGITS[0][0]
