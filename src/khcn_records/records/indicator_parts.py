"""The parts of an indicator (*chi tiết số liệu, điều chỉnh số liệu*): what a figure is made of, and what it said before.

Basis: PRACTICE of monthly reports.

>>> [part.format() for part in breakdown_from_text("Độ ẩm: 52; Hàm lượng tro: 8")]
['Độ ẩm: 52', 'Hàm lượng tro: 8']
"""

from __future__ import annotations

import datetime as dt
import decimal
import enum
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

import attrs

from khcn_records.display import Displayed
from khcn_records.errors import InvalidQuantityError
from khcn_records.fields import (
    named,
    optional_day,
    optional_document,
    optional_figure,
    optional_member,
    optional_reference,
    optional_text,
    required_text,
    tuple_of,
)
from khcn_records.text import clean, fold, lazy_pattern, require_text
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.numerals import figure_text
from khcn_records.values.quantities import Quantity

__all__ = [
    "EXACT",
    "BreakdownKind",
    "BreakdownPart",
    "Restatement",
    "breakdown_from_text",
    "breakdown_kind",
    "breakdown_parts",
    "is_share",
    "parts_total",
    "printed_figure",
]


class BreakdownKind(enum.StrEnum):
    """How the parts of a figure stand to the whole (*quan hệ giữa các phần và tổng*)."""

    PARTITION = "partition"
    """each counted thing stands in one part: the parts add up to the whole"""
    OVERLAP = "overlap"
    """a thing may stand in several parts (one sample, several tests), or the parts count something else"""
    OF_WHICH = "of_which"
    """trong đó: some parts are named, together no more than the whole"""


EXACT = decimal.Context(prec=100)
"""Sums of figures are exact."""

_DEEPEST = 8
_EXPECTED = "parts such as Cân bàn: 0; Cân lò xo: 2 cái"
_OPENING = lazy_pattern(r"(?:(?:bao )?gồm|trong đó) ?: ?", re.IGNORECASE)
_OF_WHICH = "trong đó"


def breakdown_kind(kind: BreakdownKind | str | None) -> BreakdownKind | None:
    """The converter of every field that holds one."""
    return optional_member(BreakdownKind, kind)


def breakdown_parts(parts: Iterable[BreakdownPart]) -> tuple[BreakdownPart, ...]:
    """The converter of every field that holds parts."""
    return tuple_of(BreakdownPart, parts)


def parts_total(parts: tuple[BreakdownPart, ...]) -> Decimal | None:
    """What parts add up to; `None` where there are none or one has no figure."""
    total = Decimal(0)
    for part in parts:
        if part.value is None:
            return None
        total = EXACT.add(total, part.value)
    return total if parts else None


def is_share(unit: str) -> bool:
    """Whether a unit is a share of something (`%`, `phần trăm`), whose figures are never added to each other."""
    key = fold(unit)
    return "%" in key or "‰" in key or key.startswith(fold("phần trăm"))


def printed_figure(figure: Decimal | None, unit: str | None, out_of: Decimal | None, lang: str) -> str:
    """A figure as reports print it; a unit that no figure can have stands behind it all the same."""
    if figure is None:
        return ""
    try:
        return Quantity(figure, unit or "", out_of).format(lang)
    except InvalidQuantityError:
        return f"{figure_text(figure)} {unit or ''}".strip()


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class BreakdownPart(Displayed):
    """One part of a figure (*trong đó*).

    Attributes:
        name: what it counts, as printed; a list may name a thing twice.
        value: its figure; `None` where the list leaves it open, which is not 0.
        unit: its own unit, which may differ from that of the whole.
        out_of: the whole it is a part of, where the list says so (`15/15`).
        parts: its own parts.
        parts_kind: how those stand to it; `None`: the text does not tell.
    """

    name: str = attrs.field(converter=required_text)
    value: Decimal | None = attrs.field(default=None, converter=optional_figure)
    unit: str | None = attrs.field(default=None, converter=optional_text)
    out_of: Decimal | None = attrs.field(default=None, converter=optional_figure)
    parts: tuple[BreakdownPart, ...] = attrs.field(default=(), converter=breakdown_parts)
    parts_kind: BreakdownKind | None = attrs.field(default=None, converter=breakdown_kind)

    def parts_sum(self) -> Decimal | None:
        """What its own parts add up to; `None` where there are none or one has no figure."""
        return parts_total(self.parts)

    def format(self, lang: str = "vi") -> str:
        """The part as a report prints it, its own parts in brackets.

        Raises:
            UnknownLanguageError: no such language.

        >>> BreakdownPart(name="Cân", value=2, unit="cái", parts=[BreakdownPart(name="Cân bàn", value=0)]).format()
        'Cân: 02 cái (Cân bàn: 0)'
        """
        inner = "; ".join(part.format(lang) for part in self.parts)
        figure = printed_figure(self.value, self.unit, self.out_of, lang)
        return f"{self.name}: {figure}".rstrip(": ") + (f" ({inner})" if inner else "")


def _split(text: str, separator: str) -> list[str]:
    """The pieces between separators that stand outside brackets."""
    depth, begin, pieces = 0, 0, []
    for place, mark in enumerate(text):
        depth += (mark == "(") - (mark == ")")
        if depth < 0:
            raise InvalidQuantityError(text, _EXPECTED)
        if mark == separator and not depth:
            pieces.append(text[begin:place])
            begin = place + 1
    if depth:
        raise InvalidQuantityError(text, _EXPECTED)
    return [*pieces, text[begin:]]


def _sentences(text: str) -> Iterator[str]:
    """A full stop behind a part's figure ends the part, as a semicolon does."""
    depth, begin, is_behind_colon, is_told = 0, 0, False, False
    for place, mark in enumerate(text):
        depth += (mark == "(") - (mark == ")")
        is_behind_colon = is_behind_colon or mark == ":"
        is_told = is_told or (is_behind_colon and mark.isdigit())
        is_stop = mark == "." and not depth and text[place + 1 : place + 2] == " "
        if is_stop and is_told and text[place + 2 : place + 3] != "(":
            yield text[begin:place]
            begin, is_behind_colon, is_told = place + 1, False, False
    yield text[begin:]


def _name_and_rest(text: str) -> tuple[str, str]:
    """Name and figure, parted by the last colon; without a colon the first digit begins the figure, which has a unit."""
    *names, rest = _split(text, ":")
    if names:
        is_run_on = any(one[:1].isspace() and one.lstrip()[:1].isdigit() for one in names[1:])
        return ("" if is_run_on else ":".join(names).strip()), rest
    begin = next((place for place, mark in enumerate(text) if mark.isdigit()), 0)
    figure, _, _ = text[begin:].partition("(")
    is_bare = text[:begin].endswith(" ") and not figure.rstrip(" .,")[-1:].isdigit()
    return (text[:begin].strip() if is_bare else ""), text[begin:]


def _part(text: str, depth: int) -> BreakdownPart:
    name, rest = _name_and_rest(text)
    figure, bracket, inner = rest.partition("(")
    inner = inner.rstrip(" .,")
    if not name or (bracket and not inner.endswith(")")) or depth > _DEEPEST:
        raise InvalidQuantityError(text, _EXPECTED)
    quantity = Quantity.parse(figure)
    parts = _breakdown(inner[:-1], depth + 1) if bracket else ()
    kind = BreakdownKind.OF_WHICH if fold(inner).startswith(fold(_OF_WHICH)) else None
    return BreakdownPart(
        name=name,
        value=quantity.amount,
        unit=quantity.unit,
        out_of=quantity.out_of,
        parts=parts,
        parts_kind=kind,
    )


def _breakdown(text: str, depth: int) -> tuple[BreakdownPart, ...]:
    opening = _OPENING.match(text.lstrip())
    listed = text.lstrip()[opening.end() :] if opening else text
    pieces = [
        one.strip() for piece in _split(listed.rstrip(" .;,"), ";") for one in _sentences(piece.strip())
    ]
    return tuple(_part(piece, depth) for piece in pieces)


def breakdown_from_text(text: str) -> tuple[BreakdownPart, ...]:
    """The parts that a line lists, `name: figure` parted by semicolons, their own parts in brackets.

    Read too are a full stop for a semicolon behind a figure, and a part without a colon whose figure has a unit (`áp kế 0 cái`).

    Args:
        text: the list alone; *bao gồm:*, *gồm:* or *trong đó:* may lead it and any list in brackets.

    Raises:
        InvalidQuantityError: a part without a figure, or brackets that do not close.
        TypeError: not a `str`.

    >>> parts = breakdown_from_text("Cân các loại: 2 (Cân bàn: 0; Cân lò xo: 2 chiếc); Cột đo xăng dầu: 0 cột")
    >>> [(part.name, str(part.value), len(part.parts)) for part in parts]
    [('Cân các loại', '2', 2), ('Cột đo xăng dầu', '0', 0)]
    """
    return _breakdown(clean(require_text(text)), 1)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Restatement(Displayed):
    """What an indicator said before it was put right (*điều chỉnh số liệu*).

    Attributes:
        previous_figure: the figure before.
        previous_text: its print.
        previous_cumulative: the cumulative figure before.
        previous_breakdown: the parts before.
        restated_on: the day from which the new figures hold; `None`: not known, they hold throughout.
        report_id: the report that puts it right.
        document: the document that does; a `str` is parsed.
        reason: why.
    """

    previous_figure: Decimal | None = attrs.field(default=None, converter=optional_figure)
    previous_text: str | None = attrs.field(default=None, converter=optional_text)
    previous_cumulative: Decimal | None = attrs.field(default=None, converter=optional_figure)
    previous_breakdown: tuple[BreakdownPart, ...] = attrs.field(default=(), converter=breakdown_parts)
    restated_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    report_id: str | None = attrs.field(default=None, converter=optional_text)
    document: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    reason: str | None = attrs.field(default=None, converter=optional_text)
