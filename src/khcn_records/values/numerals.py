"""Vietnamese number words (*số viết bằng chữ*) from 0 to 999, as they stand in dates and time limits.

No statute sets the grammar; it is that of spoken numbers (PRACTICE): *mốt*, *tư*, *lăm* after tens, *linh* or *lẻ* for empty
tens. What can be heard two ways is no number: *hai ba* (23, or "two or three"), *mười năm* (ten years).

>>> number_from_words("hai mươi mốt")
21
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from khcn_records.text import fold

__all__ = ["count_text", "number_from_words"]

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
        below = (_digits().get(rest[1]) or None) if len(rest) == 2 else None
    else:
        below = _numbers().get(" ".join(rest))
        if below is not None and below < 10:  # "một trăm hai" is 102 to one and 120 to another
            return None
    return None if below is None else 100 * hundreds + below


def count_text(count: int) -> str:
    """A count as reports write it: a zero before 1–9, plain `0`, a dot after thousands (*practice*).

    >>> count_text(8), count_text(0), count_text(12), count_text(1291)
    ('08', '0', '12', '1.291')
    """
    return f"{count:02d}" if 0 < count < 10 else f"{count:,}".replace(",", ".")
