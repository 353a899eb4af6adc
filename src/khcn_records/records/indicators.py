"""Indicator (*chỉ tiêu, số liệu*): a figure of a period, what it has added up to, and what it is made of.

Basis: PRACTICE of monthly reports; the window of the figures is that of Nghị định 09/2019/NĐ-CP, Điều 12.

>>> tested = Indicator.from_text("2024-02/1", "Mẫu được thử nghiệm", "59 mẫu", "139 mẫu", breakdown="Độ ẩm: 52; Chất bốc: 8")
>>> tested.before_period, tested.parts_sum(), tested.format_cumulative()
(Decimal('80'), Decimal('60'), '139 mẫu')
"""

from __future__ import annotations

import datetime as dt
import decimal
import enum
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Self

import attrs

from khcn_records.display import Displayed
from khcn_records.errors import InvalidArgumentError, InvalidQuantityError
from khcn_records.fields import (
    instance_of,
    named,
    optional_day,
    optional_figure,
    optional_member,
    optional_period,
    optional_reference,
    optional_text,
    required_text,
    tuple_of,
)
from khcn_records.text import clean, fold, lazy_pattern, require_text
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.numerals import figure_text
from khcn_records.values.periods import ReportingPeriod
from khcn_records.values.quantities import Quantity

__all__ = ["BreakdownKind", "BreakdownPart", "Indicator", "Restatement", "breakdown_from_text"]


class BreakdownKind(enum.StrEnum):
    """How the parts of a figure stand to the whole (*quan hệ giữa các phần và tổng*)."""

    PARTITION = "partition"
    """each counted thing stands in one part: the parts add up to the whole"""
    OVERLAP = "overlap"
    """a thing may stand in several parts (one sample, several tests), or the parts count something else"""
    OF_WHICH = "of_which"
    """trong đó: some parts are named, together no more than the whole"""


_EXACT = decimal.Context(prec=100)
_DEEPEST = 8
_EXPECTED = "parts such as Cân bàn: 0; Cân lò xo: 2 cái"
_OPENING = lazy_pattern(r"(?:(?:bao )?gồm|trong đó) ?: ?", 2)
_OF_WHICH = "trong đó"


def _kind(kind: BreakdownKind | str | None) -> BreakdownKind | None:
    return optional_member(BreakdownKind, kind)


def _parts(parts: Iterable[BreakdownPart]) -> tuple[BreakdownPart, ...]:
    return tuple_of(BreakdownPart, parts)


def _restatements(restatements: Iterable[Restatement]) -> tuple[Restatement, ...]:
    return tuple_of(Restatement, restatements)


def _sum(parts: tuple[BreakdownPart, ...]) -> Decimal | None:
    total = Decimal(0)
    for part in parts:
        if part.value is None:
            return None
        total = _EXACT.add(total, part.value)
    return total if parts else None


def _printed(figure: Decimal | None, unit: str | None, out_of: Decimal | None, lang: str) -> str:
    """A figure as reports print it; a unit that no figure can have stands behind it all the same."""
    if figure is None:
        return ""
    try:
        return Quantity(figure, unit or "", out_of).format(lang)
    except InvalidQuantityError:
        return f"{figure_text(figure)} {unit or ''}".strip()


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=named)
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
    parts: tuple[BreakdownPart, ...] = attrs.field(default=(), converter=_parts)
    parts_kind: BreakdownKind | None = attrs.field(default=None, converter=_kind)

    def parts_sum(self) -> Decimal | None:
        """What its own parts add up to; `None` where there are none or one has no figure."""
        return _sum(self.parts)

    def format(self, lang: str = "vi") -> str:
        """The part as a report prints it, its own parts in brackets.

        Raises:
            UnknownLanguageError: no such language.

        >>> BreakdownPart(name="Cân", value=2, unit="cái", parts=[BreakdownPart(name="Cân bàn", value=0)]).format()
        'Cân: 02 cái (Cân bàn: 0)'
        """
        inner = "; ".join(part.format(lang) for part in self.parts)
        figure = _printed(self.value, self.unit, self.out_of, lang)
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


def _part(text: str, depth: int) -> BreakdownPart:
    *names, rest = _split(text, ":")
    name = ":".join(names).strip()
    is_run_on = any(
        one.lstrip()[:1].isdigit() and one[:1].isspace() for one in names[1:]
    )  # a semicolon is missing
    figure, bracket, inner = rest.partition("(")
    inner = inner.rstrip(" .,")
    if is_run_on or not name or (bracket and not inner.endswith(")")) or depth > _DEEPEST:
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
    pieces = [piece.strip() for piece in _split(listed.rstrip(" .;,"), ";")]
    return tuple(_part(piece, depth) for piece in pieces)


def breakdown_from_text(text: str) -> tuple[BreakdownPart, ...]:
    """The parts that a line lists, `name: figure` parted by semicolons, their own parts in brackets.

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


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=named)
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
    previous_breakdown: tuple[BreakdownPart, ...] = attrs.field(default=(), converter=_parts)
    restated_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    report_id: str | None = attrs.field(default=None, converter=optional_text)
    document: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=instance_of(DocumentReference, optional=True)
    )
    reason: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=named)
class Indicator(Displayed):
    """A figure of a period (*chỉ tiêu, số liệu*).

    Nothing here refuses figures that contradict each other: what an office wrote is kept, and a rule says what is wrong.

    Attributes:
        indicator_id: unique in its report.
        name: what is counted.
        unit: *đơn vị tính* of the figure.
        figure: the figure of the period; `None`: not told, which is not 0.
        figure_text: the figure as printed (`Không`, `08 nhiệm vụ`).
        out_of: the whole the figure is a part of (`10/10 huyện`).
        cumulative: *lũy kế*, the figure since the beginning of the year.
        cumulative_unit: the unit of the cumulative figure; `None`: the same.
        breakdown: what the figure is made of.
        breakdown_kind: how the parts stand to the figure; `None`: the text does not tell.
        is_planned: the figure is what is to be reached, not what was.
        target: the figure to be reached in the period.
        period: the period of the figure; a `str` is parsed.
        section: where the outline of the report tells it.
        restatements: what it said before, in order.
        note: free text.
    """

    indicator_id: str = attrs.field(converter=required_text)
    name: str = attrs.field(converter=required_text)
    unit: str | None = attrs.field(default=None, converter=optional_text)
    figure: Decimal | None = attrs.field(default=None, converter=optional_figure)
    figure_text: str | None = attrs.field(default=None, converter=optional_text)
    out_of: Decimal | None = attrs.field(default=None, converter=optional_figure)
    cumulative: Decimal | None = attrs.field(default=None, converter=optional_figure)
    cumulative_unit: str | None = attrs.field(default=None, converter=optional_text)
    breakdown: tuple[BreakdownPart, ...] = attrs.field(default=(), converter=_parts)
    breakdown_kind: BreakdownKind | None = attrs.field(default=None, converter=_kind)
    is_planned: bool = attrs.field(default=False, validator=instance_of(bool))
    target: Decimal | None = attrs.field(default=None, converter=optional_figure)
    period: ReportingPeriod | None = attrs.field(
        default=None, converter=optional_period, validator=instance_of(ReportingPeriod, optional=True)
    )
    section: str | None = attrs.field(default=None, converter=optional_text)
    restatements: tuple[Restatement, ...] = attrs.field(default=(), converter=_restatements)
    note: str | None = attrs.field(default=None, converter=optional_text)

    @classmethod
    def from_text(
        cls,
        indicator_id: str,
        name: str,
        figure: str,
        cumulative: str | None = None,
        *,
        unit: str | None = None,
        breakdown: str | Iterable[BreakdownPart] = (),
        **fields: Any,
    ) -> Self:
        """An indicator from figures as a report prints them.

        Args:
            indicator_id: its id.
            name: what is counted.
            figure: `08 nhiệm vụ`, `1.291`, `5ha`, `100%`, `10/10 huyện`, `Không`.
            cumulative: the same of the cumulative figure.
            unit: the unit where the print has none.
            breakdown: the parts, or the line that lists them.
            fields: any other field.

        Raises:
            InvalidQuantityError: a text that is no figure.

        >>> none = Indicator.from_text("1", "Giấy chứng nhận", "Không", "04 doanh nghiệp", unit="giấy chứng nhận")
        >>> none.figure, none.figure_text, none.cumulative, none.cumulative_unit
        (Decimal('0'), 'Không', Decimal('4'), 'doanh nghiệp')
        """
        read = Quantity.parse(figure)
        total = None if cumulative is None else Quantity.parse(cumulative)
        return cls(
            indicator_id=indicator_id,
            name=name,
            unit=read.unit or unit,
            figure=read.amount,
            figure_text=figure,
            out_of=read.out_of,
            cumulative=None if total is None else total.amount,
            cumulative_unit=None if total is None else total.unit,
            breakdown=breakdown_from_text(breakdown) if isinstance(breakdown, str) else breakdown,
            **fields,
        )

    @property
    def before_period(self) -> Decimal | None:
        """What stood before the period: cumulative less figure.

        `None` where one of them is missing, the two count different things, or the figure is only planned.
        """
        if self.figure is None or self.cumulative is None or self.is_planned:
            return None
        if self.cumulative_unit is not None and fold(self.cumulative_unit) != fold(self.unit or ""):
            return None
        return _EXACT.subtract(self.cumulative, self.figure)

    def parts_sum(self) -> Decimal | None:
        """What the parts add up to; `None` where there are none or one has no figure."""
        return _sum(self.breakdown)

    def format_figure(self, lang: str = "vi") -> str:
        """The figure as reports print it: `08 nhiệm vụ`; empty where it is not told."""
        return _printed(self.figure, self.unit, self.out_of, lang)

    def format_cumulative(self, lang: str = "vi") -> str:
        """The cumulative figure as reports print it."""
        return _printed(self.cumulative, self.cumulative_unit or self.unit, None, lang)

    def restate(
        self,
        *,
        figure: Decimal | int | None = None,
        cumulative: Decimal | int | None = None,
        breakdown: Iterable[BreakdownPart] | None = None,
        on: dt.date | None = None,
        reason: str | None = None,
        report_id: str | None = None,
        document: DocumentReference | str | None = None,
    ) -> Self:
        """The indicator put right (*điều chỉnh số liệu*); what it said before stays in `restatements`.

        Args:
            figure: the new figure; `None` leaves it.
            cumulative: the new cumulative figure; `None` leaves it.
            breakdown: the new parts; `None` leaves them.
            on: the day from which they hold.
            reason: why.
            report_id: the report that puts it right.
            document: the document that does; a `str` is parsed.

        Raises:
            InvalidArgumentError: nothing is put right.

        >>> counted = Indicator(indicator_id="1", name="Giấy phép", figure=13, cumulative=19)
        >>> right = counted.restate(figure=12, cumulative=18, on=dt.date(2024, 3, 5), reason="Đếm trùng")
        >>> right.figure, right.restatements[0].previous_figure, right.as_known_on(dt.date(2024, 3, 4)).figure
        (Decimal('12'), Decimal('13'), Decimal('13'))
        """
        if figure is None and cumulative is None and breakdown is None:
            raise InvalidArgumentError("None", "a figure, a cumulative figure or parts to put right")
        before = Restatement(
            previous_figure=self.figure,
            previous_text=self.figure_text,
            previous_cumulative=self.cumulative,
            previous_breakdown=self.breakdown,
            restated_on=on,
            report_id=report_id,
            document=document,
            reason=reason,
        )
        return attrs.evolve(
            self,
            figure=self.figure if figure is None else figure,
            figure_text=self.figure_text if figure is None else None,
            cumulative=self.cumulative if cumulative is None else cumulative,
            breakdown=self.breakdown if breakdown is None else breakdown,
            restatements=(*self.restatements, before),
        )

    def as_known_on(self, day: dt.date) -> Self:
        """The indicator with the figures that held on a past day."""
        known = self
        for place in range(len(self.restatements) - 1, -1, -1):
            before = self.restatements[place]
            if before.restated_on is None or before.restated_on <= day:
                break
            known = attrs.evolve(
                known,
                figure=before.previous_figure,
                figure_text=before.previous_text,
                cumulative=before.previous_cumulative,
                breakdown=before.previous_breakdown,
                restatements=self.restatements[:place],
            )
        return known
