"""Figures with their unit (*số lượng*), as reports write them: `08 nhiệm vụ`, `1.291 mẫu`, `5ha`, `15/15 mẫu`, `Không`.

A dot parts thousands and a comma the decimals (Luật Kế toán 2003, Điều 12: SECONDARY; UNCONFIRMED for the law of 2015). A zero before a count below 10 is custom before a counted
noun, not before a measure.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Self

import attrs

from khcn_records.errors import InvalidQuantityError
from khcn_records.labels import wording
from khcn_records.text import clean, fold, lazy_pattern, require_text
from khcn_records.values.numerals import LARGEST_SAID, figure_text, number_from_words, number_in_words

__all__ = ["Quantity"]

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?"
_EXPECTED = "a figure such as 08 nhiệm vụ, 1.291 mẫu or 5,5 ha"
_UNIT = r"[%‰]|[^\W\d_].*|°.+"
_QUANTITY = lazy_pattern(
    # "1e5" is a figure of another notation, not one thing of a kind "e5".
    rf"(?P<amount>-?(?:{_NUMBER}))(?: ?/ ?(?P<out_of>{_NUMBER}))?(?![eE][+-]?[0-9])(?: ?\((?P<words>[^()]*)\))? ?(?P<unit>{_UNIT})?",
    re.DOTALL,
)
_LONGEST_BEHIND = 60
_MOST_UNITS = 1_024
# The figure at the head of nearly every quantity, too short to break a bound, and what stands behind it.
_PLAIN_NUMBER = r"[0-9]{1,3}(?:(?:\.[0-9]{3}){1,3}|[0-9]{0,9})(?:,[0-9]{1,9})?"
_PLAIN = lazy_pattern(rf"({_PLAIN_NUMBER})(?:/({_PLAIN_NUMBER}))?(.{{0,{_LONGEST_BEHIND}}})", re.DOTALL)
_NOTHING = {fold(word) for word in ("Không", "Không có", "Chưa phát sinh", "Không phát sinh")}
_LONGEST_NOTHING = max(map(len, _NOTHING))
_MOST_DIGITS = 30
# Measures are not padded: 5ha, not 05ha. Practice; counted nouns are an open set, measures a closed one.
_MEASURES = frozenset(
    {
        *(
            "%",
            "‰",
            "ha",
            "m",
            "m2",
            "m²",
            "m3",
            "m³",
            "km",
            "km2",
            "km²",
            "cm",
            "mm",
            "kg",
            "g",
            "mg",
            "tấn",
            "tạ",
            "yến",
        ),
        *(
            "lít",
            "ml",
            "kw",
            "kwh",
            "mw",
            "v",
            "a",
            "°c",
            "đồng",
            "triệu",
            "tỷ",
            "nghìn",
            "giờ",
            "phút",
            "giây",
            "lần",
            "độ",
        ),
    }
)
_MEASURE_PREFIXES = ("triệu ", "tỷ ", "nghìn ")


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def _figure(number: object, name: str) -> Decimal:
    """An exact, finite figure; minus nought is nought."""
    if type(number) is int:
        number = Decimal(number)
    if not isinstance(number, Decimal):
        raise TypeError(f"{name} of a quantity must be a Decimal or an int, not {number!r}")
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or max(number.adjusted() + 1, 1) - min(exponent, 0) > _MOST_DIGITS:
        raise InvalidQuantityError(str(number), f"a finite figure of at most {_MOST_DIGITS} digits")
    return number.copy_abs() if number.is_zero() else number


def _is_measure(unit: str) -> bool:
    key = fold(unit)
    return key in _MEASURES or key.startswith(_MEASURE_PREFIXES)


def _unit(text: str) -> str:
    return clean(text).rstrip(" .,;:") if text else text


@attrs.frozen(weakref_slot=False)
class Quantity:
    """A figure and its unit (*số lượng, đơn vị tính*).

    Attributes:
        amount: exact, never a float.
        unit: the counted noun or the measure, `""` where none is written.
        out_of: the whole it is a part of (`15/15 mẫu`), or `None`.

    Raises:
        InvalidQuantityError: a figure that is not finite or has more than 30 digits, or a unit that is none.
        TypeError: an amount that is neither `Decimal` nor `int`: a `float` is never exact.

    Two spellings of one figure are equal: `Quantity.parse("1291 mẫu") == Quantity.parse("1.291 mẫu")`.

    >>> Quantity.parse("08 nhiệm vụ")
    Quantity(amount=Decimal('8'), unit='nhiệm vụ', out_of=None)
    >>> [str(Quantity.parse(text)) for text in ("8 nhiệm vụ", "1291 mẫu", "5,5ha", "10/10 huyện", "Không")]
    ['08 nhiệm vụ', '1.291 mẫu', '5,5 ha', '10/10 huyện', '0']
    """

    amount: Decimal
    unit: str = attrs.field(default="", converter=_unit)
    out_of: Decimal | None = None

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "amount", _figure(self.amount, "amount"))
        if self.out_of is not None:
            object.__setattr__(self, "out_of", _figure(self.out_of, "out_of"))
            if self.out_of < 0:
                raise InvalidQuantityError(str(self.out_of), "a whole that is not negative")
            if self.out_of == 0 != self.amount:
                raise InvalidQuantityError(f"{self.amount}/0", "a part of a whole that is not nought")
        if self.unit and not (
            re.fullmatch(_UNIT, self.unit) and (self.unit[0].isalpha() or self.unit[0] in "%‰°")
        ):
            raise InvalidQuantityError(self.unit, "a unit that begins with a letter, or %")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a figure with or without a unit; *Không* is 0. A whole figure may stand in words behind it: `05 (năm) bộ`.

        Args:
            text: the figure and its unit alone; a full stop behind them may stand.

        Raises:
            InvalidQuantityError: anything else; `1.5` too, which is neither one and a half (`1,5`) nor thousands; words
                that say another number than the figure.
            TypeError: not a `str`.

        >>> Quantity.parse("100%").unit, Quantity.parse("15/15 mẫu").out_of
        ('%', Decimal('15'))
        >>> str(Quantity.parse("01 (một) bộ"))
        '01 bộ'
        """
        # A whole figure up to 999.999.999 is known by its digits and by where its dots stand; other plain figures by a
        # pattern. Neither needs a check, and a unit none after the first time: the slots are filled at once. Whatever else
        # stands there goes the long way, which gives the same wherever both can read.
        if cls is Quantity and type(text) is str:
            figure, out_of = text, None
            unit: str | None = ""
            if " " in text:
                figure, _, behind = text.partition(" ")
                unit = _UNITS[behind]
            amount = figure.replace(".", "")
            count = len(amount)
            dots = len(figure) - count
            if not (
                count < 10
                and (
                    not dots
                    or (dots == (count - 1) // 3 and figure[-4] == "." and (dots == 1 or figure[-8] == "."))
                )
                and amount.isdecimal()
                and amount.isascii()
            ):
                plain = _PLAIN.fullmatch(text)
                if not plain:
                    return cls._read(text)
                amount, out_of, behind = plain.groups()
                amount, unit = amount.replace(".", "").replace(",", "."), _UNITS[behind]
            if unit is not None and (out_of is None or out_of.strip("0")):
                read = _new(cls)
                _set_amount(read, Decimal(amount))
                _set_unit(read, unit)
                _set_out_of(read, _decimal(out_of) if out_of else None)
                return read
        return cls._read(text)

    @classmethod
    def _read(cls, text: str) -> Self:
        line = _unit(require_text(text))
        if len(line) <= _LONGEST_NOTHING and not line[:1].isdigit() and fold(line) in _NOTHING:
            return cls(Decimal(0))
        found = _QUANTITY.fullmatch(line)
        if not found or max(len(found["amount"]), len(found["out_of"] or "")) > 2 * _MOST_DIGITS:
            raise InvalidQuantityError(text, _EXPECTED)
        try:
            out_of = _decimal(found["out_of"]) if found["out_of"] else None
            read = cls(_decimal(found["amount"]), found["unit"] or "", out_of)
        except InvalidQuantityError as error:
            raise InvalidQuantityError(text, error.expected) from None
        if found["words"] is not None:
            _check_words(found["words"], read, text)
        return read

    def __str__(self) -> str:
        return self.format("vi")

    def format(self, lang: str = "vi") -> str:
        """The figure as documents print it; counts below 10 are padded in Vietnamese, measures never are.

        Raises:
            UnknownLanguageError: no such language.

        >>> Quantity.parse("1291,5 mẫu").format(), Quantity.parse("1291,5 mẫu").format("en")
        ('1.291,5 mẫu', '1,291.5 mẫu')
        """
        if lang == "vi":
            figure = figure_text(self.amount)
            if self.out_of is not None:
                figure = f"{figure}/{figure_text(self.out_of)}"
            elif self.unit and len(figure) == 1 and figure != "0" and not _is_measure(self.unit):
                figure = f"0{figure}"
        else:
            wording("weekday.0", lang)  # refuses an unknown language
            figure = f"{self.amount:,f}" + ("" if self.out_of is None else f"/{self.out_of:,f}")
        if not self.unit:
            return figure
        return figure + self.unit if self.unit in {"%", "‰"} else f"{figure} {self.unit}"


def _check_words(words: str, read: Quantity, text: str) -> None:
    """The words in brackets behind a figure have to say it again."""
    number = int(read.amount)
    if read.out_of is not None or number != read.amount or not 0 <= number <= LARGEST_SAID:
        raise InvalidQuantityError(text, "words in brackets behind a whole figure only")
    said = number_from_words(words)
    if said is None and number >= 1_000:
        key = fold(words).replace("ngàn", "nghìn")
        said = (
            number if key in {number_in_words(number, empty_tens=empty) for empty in ("linh", "lẻ")} else None
        )
    if said != number:
        raise InvalidQuantityError(text, f"({number_in_words(number)}), the figure in words")


def _unit_behind(text: str) -> str | None:
    """The unit in what stands behind a figure, `None` where that is not a unit alone.

    Read as the long way reads it, behind a nought.
    """
    found = _QUANTITY.fullmatch(_unit(f"0{text}"))
    if found is None or found.group("amount", "out_of", "words") != ("0", None, None):
        return None
    try:
        return Quantity(Decimal(0), found["unit"] or "").unit
    except InvalidQuantityError:
        return None


class _Units(dict[str, str | None]):
    """What stands behind a figure → its unit. Offices count few kinds of things, so a thousand answers are kept."""

    def __missing__(self, behind: str) -> str | None:
        if len(behind) > _LONGEST_BEHIND:
            return None
        unit = _unit_behind(behind)
        if len(self) >= _MOST_UNITS:
            self.clear()
        self[behind] = unit
        return unit


_UNITS = _Units()
_slots: Any = Quantity  # a frozen class refuses to set a field; the slots behind the fields do not
_set_amount, _set_unit, _set_out_of = _slots.amount.__set__, _slots.unit.__set__, _slots.out_of.__set__
_new = object.__new__
