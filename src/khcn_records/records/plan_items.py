"""PlanItem (*nhiệm vụ công tác kỳ tới*): what a report says will be done, and what the next report makes of it.

Basis: PRACTICE of monthly reports: part II of one report is answered by part I of the next.

>>> import datetime
>>> from khcn_records.lifecycle import advance
>>> item = PlanItem(plan_id="2024-02/L.1", content="Họp giao ban định kỳ", period="tháng 3/2024", section="II.7")
>>> item.answer("complete", "2024-03/A.9", on=datetime.date(2024, 4, 14)).answered_by
('2024-03/A.9',)
"""

from __future__ import annotations

import datetime as dt
import enum
from types import MappingProxyType
from typing import ClassVar, Self

import attrs

from khcn_records.display import Displayed
from khcn_records.evidence import Confidence, Evidence
from khcn_records.fields import (
    instance_of,
    named,
    optional_day,
    optional_day_or_part,
    optional_text,
    references,
    required_period,
    required_text,
    tuple_of_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.lifecycle import HistoryEntry, Lifecycle, Transition, advance, history_of
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

__all__ = ["PlanItem", "PlanStatus"]


class PlanStatus(enum.StrEnum):
    """What has become of a planned item (*kết quả thực hiện kế hoạch*): PRACTICE."""

    PLANNED = "planned"
    """trong kế hoạch"""
    DONE = "done"
    """đã thực hiện"""
    PARTLY_DONE = "partly_done"
    """thực hiện một phần"""
    CARRIED_OVER = "carried_over"
    """chuyển sang kỳ sau"""
    DROPPED = "dropped"
    """không thực hiện nữa"""
    UNANSWERED = "unanswered"
    """báo cáo kỳ sau không nhắc tới"""


_PRACTICE = Evidence(
    "Đối chiếu kế hoạch kỳ trước với kết quả kỳ này trong báo cáo tháng", Confidence.PRACTICE
)
_OPEN = (PlanStatus.PLANNED, PlanStatus.PARTLY_DONE, PlanStatus.UNANSWERED)
_NOT_WHOLE = (PlanStatus.PLANNED, PlanStatus.UNANSWERED)
_ANSWERED = MappingProxyType({"answered_on": "on"})


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class PlanItem(Displayed):
    """One item of the work planned for a period (*nhiệm vụ công tác kỳ tới*).

    Attributes:
        plan_id: unique in its report.
        content: what is to be done.
        period: the period it is planned for; a `str` is parsed.
        section: where the outline of the report tells it.
        printed_heading: the heading above it as printed, with the slips of its numbers.
        documents: documents it names.
        project_ids: research projects it is about.
        planned_event: the event in their life that is planned.
        indicator_ids: planned figures it tells.
        record_ids: other records it is about, of any kind.
        condition: on what it depends (*nếu có*, *theo yêu cầu*).
        responsible: the unit or role that answers for it.
        due_on: the last day, inclusive, or the month or year.
        status: what has become of it.
        answered_by: records of a later report that answer it.
        answered_on: the day it was settled.
        carried_from: the item of an earlier plan that it carries on.
        history: the steps so far.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.
    """

    LIFECYCLE: ClassVar[Lifecycle] = Lifecycle(
        states=PlanStatus,
        initial=PlanStatus.PLANNED,
        transitions=(
            Transition(_OPEN, "complete", PlanStatus.DONE, _PRACTICE, _ANSWERED),
            Transition(_NOT_WHOLE, "complete_partly", PlanStatus.PARTLY_DONE, _PRACTICE, _ANSWERED),
            Transition(_OPEN, "carry_over", PlanStatus.CARRIED_OVER, _PRACTICE, _ANSWERED),
            Transition(_OPEN, "drop", PlanStatus.DROPPED, _PRACTICE, _ANSWERED),
            Transition(
                (PlanStatus.PLANNED,), "leave_unanswered", PlanStatus.UNANSWERED, _PRACTICE, _ANSWERED
            ),
            Transition(
                tuple(state for state in PlanStatus if state is not PlanStatus.PLANNED),
                "reopen",
                PlanStatus.PLANNED,
                _PRACTICE,
                MappingProxyType({"answered_on": None}),
            ),
        ),
        dated=MappingProxyType(
            {
                state: ("answered_on", PlanStatus.PLANNED)
                for state in PlanStatus
                if state is not PlanStatus.PLANNED
            }
        ),
    )

    plan_id: str = attrs.field(converter=required_text)
    content: str = attrs.field(converter=required_text)
    period: ReportingPeriod = attrs.field(converter=required_period, validator=instance_of(ReportingPeriod))
    section: str = attrs.field(converter=required_text)
    printed_heading: str | None = attrs.field(default=None, converter=optional_text)
    documents: tuple[DocumentReference, ...] = attrs.field(default=(), converter=references)
    project_ids: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    planned_event: str | None = attrs.field(default=None, converter=optional_text)
    indicator_ids: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    record_ids: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    condition: str | None = attrs.field(default=None, converter=optional_text)
    responsible: str | None = attrs.field(default=None, converter=optional_text)
    due_on: dt.date | PartialDate | None = attrs.field(default=None, validator=optional_day_or_part)
    status: PlanStatus = attrs.field(default=PlanStatus.PLANNED, converter=PlanStatus)
    answered_by: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    answered_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    carried_from: str | None = attrs.field(default=None, converter=optional_text)
    history: tuple[HistoryEntry, ...] = attrs.field(default=(), converter=history_of)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)

    def answer(
        self,
        event: str,
        *record_ids: str,
        on: dt.date | PartialDate,
        document: DocumentReference | str | None = None,
        note: str | None = None,
    ) -> Self:
        """The item settled by records of a later report: `advance`, with their ids in `answered_by`, each once.

        Args:
            event: `complete`, `complete_partly`, `carry_over`, `drop` or another event of its lifecycle.
            record_ids: the records that answer it.
            on: the day, or the part of it that is known.
            document: the report that tells it; a `str` is parsed.
            note: free text.

        Raises:
            IllegalTransitionError: the event is not allowed in its state.
        """
        settled = advance(self, event, on=on, document=document, note=note)
        answers = (*self.answered_by, *tuple_of_text(record_ids))
        return attrs.evolve(settled, answered_by=tuple(dict.fromkeys(answers)))
