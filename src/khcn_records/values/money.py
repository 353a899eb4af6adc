"""Sums of money in đồng (*số tiền*), as documents write them: `1.500.000.000 đồng`, `1,5 tỷ đồng`, `Một tỷ năm trăm triệu đồng`.

A dot parts thousands and a comma the decimals (Luật Kế toán 2003, Điều 12: SECONDARY; UNCONFIRMED for the law of 2015). The
words of a sum follow no statute but the spoken language (PRACTICE); see `khcn_records.values.numerals`.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal
from typing import Self

import attrs

from khcn_records.errors import InvalidMoneyError
from khcn_records.labels import wording
from khcn_records.text import fold, lazy_pattern, require_text
from khcn_records.values.numerals import LARGEST_SAID, figure_text, number_from_words, number_in_words

__all__ = ["MONEY_UNITS", "Money"]

_UNITS = {
    "đồng": (0, "money.dong"),
    "nghìn đồng": (3, "money.thousand"),
    "triệu đồng": (6, "money.million"),
    "tỷ đồng": (9, "money.billion"),
}
MONEY_UNITS = tuple(_UNITS)
"""The units a sum is written in."""

_EXPECTED = "a sum in đồng such as 1.500.000 đồng, 1,5 tỷ đồng or một triệu đồng"
_MOST_DIGITS = 30
_LONGEST = 1_000

# All patterns read folded text: one space between words, lower case, tones placed alike.
_CURRENCY = lazy_pattern(r"(.*?\S) ?(?:đồng(?: việt nam)?|việt nam đồng|vnđ|vnd|₫|đ)(?: ?chẵn)?")
_IN_WORDS = r"(?:số tiền )?(?:viết )?bằng chữ(?: là)? ?:? ?"
_TWICE = (
    # 1.000.000 đồng (bằng chữ: Một triệu đồng), 1.000.000 (một triệu) đồng
    lazy_pattern(rf"(?P<sum>[^()]+?) ?\( ?(?:{_IN_WORDS})?(?P<words>[^()]+?)[ ./]*\)(?: (?P<unit>[^()]+))?"),
    # 1.000.000 đồng, bằng chữ: Một triệu đồng
    lazy_pattern(rf"(?P<sum>[^()]+?) ?[,;.]? {_IN_WORDS}(?P<words>[^()]+?)(?P<unit>)"),
)
_FIGURE = lazy_pattern(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,([0-9]+))?")
# "200,000 đồng" is 200 000 to one and 200 to another; before "tỷ" a comma is a comma.
_COMMA_OF_THOUSANDS = lazy_pattern(r"[1-9][0-9]{0,2},[0-9]{3}")
_GLUED = lazy_pattern(r"(?<=[0-9])(?=[^\W\d_])")
_SMALL_SCALES = {"nghìn": 3, "ngàn": 3, "triệu": 6}
_BILLION = ("tỷ", "tỉ")
_SCALES = frozenset((*_SMALL_SCALES, *_BILLION))
_EMPTY_TENS = ("linh", "lẻ")
_NEGATIVE = "âm"
_MINUS = ("-", "\N{MINUS SIGN}")


def _exact(number: object) -> Decimal:
    """A finite sum without idle noughts; minus nought is nought."""
    if type(number) is int:
        number = Decimal(number)
    if not isinstance(number, Decimal):
        raise TypeError(f"the amount of money must be a Decimal or an int, not {number!r}")
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or max(number.adjusted() + 1, 1) - min(exponent, 0) > _MOST_DIGITS:
        raise InvalidMoneyError(str(number), f"a finite sum of at most {_MOST_DIGITS} digits")
    return Decimal(0) if number.is_zero() else _shifted(number, 0)


def _shifted(number: Decimal, zeros: int) -> Decimal:
    """The number divided by a power of ten, exactly, whatever the precision of the context."""
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    figure = f"{Decimal((sign, digits, exponent - zeros)):f}"
    return Decimal(figure.rstrip("0").rstrip(".") if "." in figure else figure)


def _coefficient(
    words: Sequence[str], *, is_first: bool, zeros: int, billions: int
) -> tuple[int, int] | None:
    """What stands before a scale, in digits or words: a whole number, and how many of its digits are decimals.

    Behind a scale, `None` is what could be meant two ways: *một tỷ hai* is 1,2 tỷ to most, 1.000.000.002 to the letter.
    """
    if len(words) == 1 and (found := _FIGURE.fullmatch(words[0])):
        whole, decimals = found[1].replace(".", ""), found[2] or ""
        is_clear = is_first or zeros or (billions and len(whole) == 3)
        return (int(whole + decimals), len(decimals)) if is_clear else None
    is_short = words[0] in _EMPTY_TENS  # "một nghìn lẻ năm": the empty hundreds left out
    number = number_from_words(" ".join(words[1:] if is_short else words))
    if number is None or (is_short and (is_first or not 0 < number < 100)):
        return None
    is_clear = is_first or zeros or number >= 10 or len(words) > 1
    return (number, 0) if is_clear else None


def _sum(words: Sequence[str]) -> Decimal | None:
    """The sum that figures or words with scales state: `1 tỷ 200 triệu`, `một tỷ không trăm linh năm nghìn`."""
    nothing: list[str] = []
    runs = [list(run) for _, run in itertools.groupby(words, key=_SCALES.__contains__)]
    if not runs or runs[0][0] in _SCALES:
        return None
    total = section = places = 0  # a section is what stands before "tỷ"
    room, sections = _MOST_DIGITS + 1, _MOST_DIGITS  # every scale is below the one before it, every "tỷ" too
    for part, scales in itertools.zip_longest(runs[::2], runs[1::2], fillvalue=nothing):
        billions = sum(word in _BILLION for word in scales)
        small = [_SMALL_SCALES.get(word, room) for word in scales[: len(scales) - billions]]
        zeros = sum(small)
        if places or len(small) > 1 or zeros >= room or billions >= sections:
            return None  # only the last figure may have decimals
        coefficient = _coefficient(part, is_first=part is runs[0], zeros=zeros, billions=billions)
        if coefficient is None or coefficient[1] > _MOST_DIGITS:
            return None
        number, places = coefficient
        number *= 10 ** (_MOST_DIGITS - places + zeros)
        if number >= 10 ** (_MOST_DIGITS + room):
            return None
        section += number
        room = zeros
        if billions:
            total += section * 10 ** (9 * billions)
            section, room, sections = 0, 9, billions
    return _shifted(Decimal(total + section), _MOST_DIGITS)


def _stated(key: str) -> Decimal | None:
    """The sum that a folded text states once: with its currency, or with a scale that leaves no doubt."""
    is_negative = key[:1] in _MINUS and key[1:2].isdigit()
    key = key[1:] if is_negative else key
    if key.startswith(f"{_NEGATIVE} "):
        is_negative, key = not is_negative, key[len(_NEGATIVE) + 1 :]
    found = _CURRENCY.fullmatch(key)
    words = _GLUED.sub(" ", found[1] if found else key).split()
    if (found and len(words) == 1 and _COMMA_OF_THOUSANDS.fullmatch(words[0])) or not (
        found or _SCALES.intersection(words)
    ):
        return None
    amount = _sum(words)
    return amount.copy_negate() if amount is not None and is_negative else amount


@attrs.frozen(weakref_slot=False, order=True)
class Money:
    """A sum in đồng (*số tiền*).

    Attributes:
        amount: in đồng, exact; fractions of a đồng occur in unit prices, sums below nought in tables.

    Raises:
        InvalidMoneyError: an amount that is not finite or has more than 30 digits.
        TypeError: an amount that is neither `Decimal` nor `int`: a `float` is never exact.

    >>> Money.parse("1,5 tỷ đồng")
    Money(amount=Decimal('1500000000'))
    >>> str(Money.parse("1 tỷ 200 triệu đồng")), Money(1_005).in_words()
    ('1.200.000.000 đồng', 'Một nghìn không trăm linh năm đồng')
    """

    amount: Decimal = attrs.field(converter=_exact)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a sum in digits (`1.500.000 đồng`, `15 triệu`, `2,3 nghìn tỷ đồng`), in words, or in both, which must agree.

        *Đồng* may be left out behind *nghìn*, *triệu*, *tỷ*. A minus stands right before the figure, *âm* before words.

        Args:
            text: the sum alone; *chẵn* and a full stop behind it may stand.

        Raises:
            InvalidMoneyError: anything else: `1.5 tỷ`, `200,000 đồng`, another currency, a bare figure, words that say
                another sum than the figure.
            TypeError: not a `str`.

        >>> str(Money.parse("120.000.000 đồng (Bằng chữ: Một trăm hai mươi triệu đồng chẵn)"))
        '120.000.000 đồng'
        >>> Money.parse("1.5 tỷ")
        Traceback (most recent call last):
        khcn_records.errors.InvalidMoneyError: not a sum of money: '1.5 tỷ'; expected a sum in đồng such as 1.500.000 đồng, 1,5 tỷ đồng or một triệu đồng
        """
        key = fold(require_text(text)).strip(" .,;/")
        if not key or len(key) > _LONGEST:
            raise InvalidMoneyError(text, _EXPECTED)
        twice = next((found for pattern in _TWICE if (found := pattern.fullmatch(key))), None)
        if twice:
            unit = f" {twice['unit']}" if twice["unit"] else ""
            figure, said = _stated(twice["sum"] + unit), _stated(twice["words"] + unit)
            if figure is not None and said is not None and figure != said:
                raise InvalidMoneyError(text, "words and digits that say the same sum")
            amount = None if said is None else figure
        else:
            amount = _stated(key)
        if amount is None:
            raise InvalidMoneyError(text, _EXPECTED)
        try:
            return cls(amount)
        except InvalidMoneyError as error:
            raise InvalidMoneyError(text, error.expected) from None

    def __str__(self) -> str:
        return self.format()

    def format(self, unit: str = "đồng", lang: str | None = None) -> str:
        """The figure as documents print it, never rounded: what is no whole number of the unit shows its decimals.

        Args:
            unit: `"đồng"`, `"nghìn đồng"`, `"triệu đồng"` or `"tỷ đồng"`; a language alone is taken as one, as the other
                values take it.
            lang: `"vi"` unless said.

        Raises:
            ValueError: no such unit.
            UnknownLanguageError: no such language.

        >>> Money(1_500_000_000).format("tỷ đồng"), Money(1_500_000_000).format("en")
        ('1,5 tỷ đồng', '1,500,000,000 dong')
        """
        if lang is None:
            unit, lang = (unit, "vi") if unit in _UNITS or " " in unit else ("đồng", unit)
        if unit not in _UNITS:
            raise ValueError(f"no such unit of money: {unit!r}; known: {', '.join(MONEY_UNITS)}")
        zeros, key = _UNITS[unit]
        wording(key, lang)  # refuses an unknown language
        shifted = _shifted(self.amount, zeros)
        figure = figure_text(shifted) if lang == "vi" else f"{shifted:,f}"
        if lang == "vi" and not zeros and _COMMA_OF_THOUSANDS.fullmatch(figure.lstrip("-")):
            figure += "0"  # "1,234 đồng" would be read as thousands by some
        return wording(key, lang, amount=figure)

    def in_words(self, *, empty_tens: str = "linh", exactly: bool = False) -> str:
        """The sum in Vietnamese words, as *bằng chữ* demands: *Một tỷ năm trăm triệu đồng*.

        Args:
            empty_tens: what stands for the nought in 105: `"linh"`, or `"lẻ"` as the South says.
            exactly: whether *chẵn* ends it, so that nothing can be added.

        Raises:
            InvalidMoneyError: a fraction of a đồng, or a sum of more than 27 digits.
            ValueError: another word for the empty tens.

        >>> Money(120_000_000).in_words(exactly=True)
        'Một trăm hai mươi triệu đồng chẵn'
        """
        amount = int(self.amount)
        if amount != self.amount or abs(amount) > LARGEST_SAID:
            raise InvalidMoneyError(str(self), "whole đồng, at most 27 digits of them")
        words = number_in_words(abs(amount), empty_tens=empty_tens)
        words = f"{_NEGATIVE} {words}" if amount < 0 else words
        return f"{words[0].upper()}{words[1:]} đồng{' chẵn' if exactly else ''}"
