"""Indicator (*chỉ tiêu, số liệu*): a figure of a period, what it has added up to, and what it is made of.

Basis: PRACTICE of monthly reports; the window of the figures is that of Nghị định 09/2019/NĐ-CP, Điều 12.

>>> tested = Indicator.from_text("2024-02/1", "Mẫu được thử nghiệm", "59 mẫu", "139 mẫu", breakdown="Độ ẩm: 52; Chất bốc: 8")
>>> tested.before_period, tested.parts_sum(), tested.format_cumulative()
(Decimal('80'), Decimal('60'), '139 mẫu')
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Self

import attrs

from khcn_records.display import Displayed
from khcn_records.errors import InvalidArgumentError
from khcn_records.fields import (
    instance_of,
    named,
    optional_figure,
    optional_period,
    optional_text,
    required_text,
    tuple_of,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.records.indicator_parts import (
    EXACT,
    BreakdownKind,
    BreakdownPart,
    Restatement,
    breakdown_from_text,
    breakdown_kind,
    breakdown_parts,
    is_share,
    parts_total,
    printed_figure,
)
from khcn_records.text import fold
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod
from khcn_records.values.quantities import Quantity

__all__ = ["Indicator"]


def _restatements(restatements: Iterable[Restatement]) -> tuple[Restatement, ...]:
    return tuple_of(Restatement, restatements)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
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
        carried: the cumulative figure of the period before, with which this one begins (*lũy kế kỳ trước chuyển sang*).
        breakdown: what the figure is made of.
        breakdown_kind: how the parts stand to the figure; `None`: the text does not tell.
        is_planned: the figure is what is to be reached, not what was.
        target: the figure to be reached in the period.
        period: the period of the figure; a `str` is parsed.
        section: where the outline of the report tells it.
        restatements: what it said before, in order.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.
    """

    indicator_id: str = attrs.field(converter=required_text)
    name: str = attrs.field(converter=required_text)
    unit: str | None = attrs.field(default=None, converter=optional_text)
    figure: Decimal | None = attrs.field(default=None, converter=optional_figure)
    figure_text: str | None = attrs.field(default=None, converter=optional_text)
    out_of: Decimal | None = attrs.field(default=None, converter=optional_figure)
    cumulative: Decimal | None = attrs.field(default=None, converter=optional_figure)
    cumulative_unit: str | None = attrs.field(default=None, converter=optional_text)
    carried: Decimal | None = attrs.field(default=None, converter=optional_figure)
    breakdown: tuple[BreakdownPart, ...] = attrs.field(default=(), converter=breakdown_parts)
    breakdown_kind: BreakdownKind | None = attrs.field(default=None, converter=breakdown_kind)
    is_planned: bool = attrs.field(default=False, validator=instance_of(bool))
    target: Decimal | None = attrs.field(default=None, converter=optional_figure)
    period: ReportingPeriod | None = attrs.field(
        default=None, converter=optional_period, validator=instance_of(ReportingPeriod, optional=True)
    )
    section: str | None = attrs.field(default=None, converter=optional_text)
    restatements: tuple[Restatement, ...] = attrs.field(default=(), converter=_restatements)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)

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
        return EXACT.subtract(self.cumulative, self.figure)

    @property
    def adds_up(self) -> bool:
        """Whether figures of it may be added to each other: not a percentage, nor a figure out of a whole.

        >>> Indicator(indicator_id="1", name="Tỷ lệ đúng hạn", unit="%", figure=100).adds_up
        False
        """
        shares = [one for one in (self.unit, self.cumulative_unit) if one and is_share(one)]
        return self.out_of is None and not shares

    def with_figure(self, figure: Decimal | int | str) -> Self:
        """The indicator with the figure of its period, the cumulative figure computed where `carried` is known.

        Where the figure counts another thing than `carried`, or is a percentage or out of a whole, nothing is added; a figure
        printed in another unit brings that unit, and the cumulative figure keeps its own.

        Args:
            figure: exact, or as a report prints it (`08 nhiệm vụ`, `Không`).

        Raises:
            InvalidQuantityError: a text that is no figure.

        >>> Indicator(indicator_id="1", name="Giấy phép", carried=6).with_figure("13").cumulative
        Decimal('19')
        >>> Indicator(indicator_id="1", name="Kiểm định", unit="mẫu", carried=6).with_figure("03 phương tiện đo").cumulative is None
        True
        """
        read = Quantity.parse(figure) if isinstance(figure, str) else None
        amount = optional_figure(figure if read is None else read.amount)  # type: ignore[arg-type]
        total_unit = self.cumulative_unit or self.unit
        unit = (read.unit if read is not None else None) or self.unit
        is_other = bool(unit and total_unit) and fold(unit or "") != fold(total_unit or "")
        told = attrs.evolve(
            self,
            figure=amount,
            figure_text=figure if isinstance(figure, str) else None,
            out_of=None if read is None else read.out_of,
            unit=unit,
            cumulative_unit=total_unit if is_other else self.cumulative_unit,
        )
        if self.carried is None or amount is None:
            return told
        adds = told.adds_up and not is_other
        return attrs.evolve(told, cumulative=EXACT.add(self.carried, amount) if adds else None)

    def parts_sum(self) -> Decimal | None:
        """What the parts add up to; `None` where there are none or one has no figure."""
        return parts_total(self.breakdown)

    def format_figure(self, lang: str = "vi") -> str:
        """The figure as reports print it: `08 nhiệm vụ`; empty where it is not told."""
        return printed_figure(self.figure, self.unit, self.out_of, lang)

    def format_cumulative(self, lang: str = "vi") -> str:
        """The cumulative figure as reports print it."""
        return printed_figure(self.cumulative, self.cumulative_unit or self.unit, None, lang)

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
