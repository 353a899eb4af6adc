"""CitizenReception (*tiếp công dân*): a day on which an office hears citizens, or such days of a period told together.

Basis: Luật Tiếp công dân 42/2013/QH13, Điều 18 (the head of an office receives citizens at least one day a month). That a
day off moves the reception to another day is PRACTICE, and offices move it differently.

>>> import datetime
>>> reception = CitizenReception(reception_id="2024-02", kinds=("periodic",), recurrence="ngày 15 hàng tháng", scheduled_on=datetime.date(2024, 2, 10))
>>> moved = reception.move_to(datetime.date(2024, 2, 15), decided_on=datetime.date(2024, 2, 2), reason="nghỉ Tết Nguyên đán")
>>> moved.status.value, str(moved.scheduled_on), str(moved.moved_from_on)
('moved', '2024-02-15', '2024-02-10')
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from types import MappingProxyType
from typing import ClassVar, Self

import attrs

from khcn_records.display import Displayed
from khcn_records.errors import InvalidArgumentError
from khcn_records.evidence import Confidence, Evidence
from khcn_records.fields import (
    count,
    instance_of,
    members,
    named,
    optional_day,
    optional_period,
    optional_text,
    required_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.lifecycle import HistoryEntry, Lifecycle, Transition, advance, history_of
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod
from khcn_records.values.recurrences import Recurrence

__all__ = ["CitizenReception", "ReceptionKind", "ReceptionState"]


class ReceptionKind(enum.StrEnum):
    """How a reception comes about (*hình thức tiếp công dân*)."""

    REGULAR = "regular"
    """thường xuyên, theo yêu cầu"""
    PERIODIC = "periodic"
    """định kỳ"""
    UNSCHEDULED = "unscheduled"
    """đột xuất"""


class ReceptionState(enum.StrEnum):
    """Where a reception stands (*tình trạng*)."""

    SCHEDULED = "scheduled"
    """theo lịch"""
    MOVED = "moved"
    """chuyển sang ngày khác"""
    HELD = "held"
    """đã tiếp"""
    CANCELLED = "cancelled"
    """không tổ chức"""


def _kinds(kinds: Iterable[ReceptionKind | str]) -> tuple[ReceptionKind, ...]:
    return members(ReceptionKind, kinds)


def _recurrence(recurrence: Recurrence | str | None) -> Recurrence | None:
    return Recurrence.parse(recurrence) if isinstance(recurrence, str) else recurrence


_S = ReceptionState
_LAW = Evidence("Luật Tiếp công dân 42/2013/QH13, Điều 18", Confidence.TEXT)
_PRACTICE = Evidence("Lịch tiếp công dân của các cơ quan", Confidence.PRACTICE)
_OPEN = (_S.SCHEDULED, _S.MOVED)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class CitizenReception(Displayed):
    """One reception, or those of a period (*buổi tiếp công dân*).

    Attributes:
        reception_id: unique in its report.
        kinds: how it comes about, one or several; texts are taken too.
        status: where it stands.
        recurrence: the rule of its days; a `str` is parsed.
        scheduled_on: the day it is to be held.
        held_on: the day it was held.
        moved_from_on: the day it was to be held before it was last moved.
        moved_reason: why it was moved.
        by_role: who receives (*người tiếp*), a role and not a person's name.
        visits_count: *lượt*.
        people_count: *người*.
        cases_count: *vụ việc*.
        period: the reporting period it is told of; a `str` is parsed.
        section: its place in the report's outline.
        history: the steps so far.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.

    Raises:
        TypeError: a field of the wrong type.
        InvalidValueError: an empty id, a count below 0, a text that is no rule or period.
    """

    LIFECYCLE: ClassVar[Lifecycle] = Lifecycle(
        states=ReceptionState,
        initial=_S.SCHEDULED,
        transitions=(
            Transition(_OPEN, "hold", _S.HELD, _LAW, MappingProxyType({"held_on": "on"})),
            Transition(_OPEN, "move", _S.MOVED, _PRACTICE, MappingProxyType({"moved_reason": "note"})),
            Transition(_OPEN, "cancel", _S.CANCELLED, _PRACTICE),
        ),
        dated=MappingProxyType({_S.HELD: ("held_on", _S.SCHEDULED)}),
    )

    reception_id: str = attrs.field(converter=required_text)
    kinds: tuple[ReceptionKind, ...] = attrs.field(default=(), converter=_kinds)
    status: ReceptionState = attrs.field(default=ReceptionState.SCHEDULED, converter=ReceptionState)
    recurrence: Recurrence | None = attrs.field(
        default=None, converter=_recurrence, validator=instance_of(Recurrence, optional=True)
    )
    scheduled_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    held_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    moved_from_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    moved_reason: str | None = attrs.field(default=None, converter=optional_text)
    by_role: str | None = attrs.field(default=None, converter=optional_text)
    visits_count: int | None = attrs.field(default=None, validator=count(optional=True))
    people_count: int | None = attrs.field(default=None, validator=count(optional=True))
    cases_count: int | None = attrs.field(default=None, validator=count(optional=True))
    period: ReportingPeriod | None = attrs.field(
        default=None, converter=optional_period, validator=instance_of(ReportingPeriod, optional=True)
    )
    section: str | None = attrs.field(default=None, converter=optional_text)
    history: tuple[HistoryEntry, ...] = attrs.field(default=(), converter=history_of)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)

    def move_to(
        self,
        day: dt.date,
        *,
        decided_on: dt.date | PartialDate,
        reason: str | None = None,
        by: str | None = None,
        document: DocumentReference | str | None = None,
    ) -> Self:
        """The reception moved to another day; the day it stood on is kept.

        Args:
            day: the new day.
            decided_on: the day it was moved.
            reason: why.
            by: role or body that moved it.
            document: the notice; a `str` is parsed.

        Raises:
            IllegalTransitionError: it was held or cancelled.
            InvalidArgumentError: the day it stands on already.
        """
        if day == self.scheduled_on:
            raise InvalidArgumentError(day.isoformat(), "another day than the one it stands on")
        moved = advance(self, "move", on=decided_on, by=by, document=document, note=reason)
        return attrs.evolve(moved, scheduled_on=day, moved_from_on=self.scheduled_on)
