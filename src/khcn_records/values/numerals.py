"""Vietnamese number words (*số viết bằng chữ*) from 0 to 999, as they stand in dates and time limits."""

from __future__ import annotations

from khcn_records.text import fold

__all__ = ["count_text", "number_from_words"]

_UNITS = {
    fold(word): value
    for words, value in [
        ("không", 0), ("một mốt", 1), ("hai", 2), ("ba", 3), ("bốn tư", 4), ("năm lăm nhăm", 5),
        ("sáu", 6), ("bảy bẩy", 7), ("tám", 8), ("chín", 9),
    ]
    for word in words.split()
}  # fmt: skip
_TEN, _TENS, _HUNDRED = fold("mười"), fold("mươi"), fold("trăm")
_ZERO_TENS = {fold("linh"), fold("lẻ")}


def number_from_words(text: str) -> int | None:
    """The number that Vietnamese words say, `None` where they say none.

    Args:
        text: words for 0 … 999, any case and tone placement.

    >>> number_from_words("mười lăm"), number_from_words("ba mươi tư"), number_from_words("một trăm linh năm")
    (15, 34, 105)
    >>> number_from_words("nhiệm vụ") is None
    True
    """
    words = fold(text).split()
    total = 0
    if len(words) >= 2 and words[1] == _HUNDRED:
        if words[0] not in _UNITS:
            return None
        total, words = 100 * _UNITS[words[0]], words[2:]
        if not words:
            return total
        if words[0] in _ZERO_TENS:
            rest = words[1:]
            return total + _UNITS[rest[0]] if len(rest) == 1 and rest[0] in _UNITS else None
        if len(words) == 1 and words[0] != _TEN:
            return None
    match words:
        case [one] if one in _UNITS:
            return total + _UNITS[one]
        case [ten] if ten == _TEN:
            return total + 10
        case [ten, one] if ten == _TEN and one in _UNITS:
            return total + 10 + _UNITS[one]
        case [tens, mark] if mark == _TENS and _UNITS.get(tens, 0) >= 2:
            return total + 10 * _UNITS[tens]
        case [tens, mark, one] if mark == _TENS and _UNITS.get(tens, 0) >= 2 and one in _UNITS:
            return total + 10 * _UNITS[tens] + _UNITS[one]
        case [tens, one] if _UNITS.get(tens, 0) >= 2 and one in _UNITS:
            return total + 10 * _UNITS[tens] + _UNITS[one]
        case _:
            return None


def count_text(count: int) -> str:
    """A count as reports write it: a zero before 1–9, plain `0`, a dot after thousands (*practice*).

    >>> count_text(8), count_text(0), count_text(12), count_text(1291)
    ('08', '0', '12', '1.291')
    """
    return f"{count:02d}" if 0 < count < 10 else f"{count:,}".replace(",", ".")
