"""InspectionActivity (*hoạt động thanh tra, kiểm tra*): an inspection, a check, a self-check, or several of them in one.

*Thanh tra* (inspection) and *kiểm tra* (check) are kept apart by law; one activity may be both. Basis: Luật Thanh tra
11/2022/QH15, Điều 50 (three stages: preparation, field work, end; SECONDARY), before it Luật Thanh tra 2010, from 01/7/2025
Luật Thanh tra 84/2025/QH15. Checks and self-checks follow the same steps in PRACTICE.

What reports say, and where it stands here:

- a plan is being drawn up: `PLAN_DRAFTING`; it was issued, or the activity stands in it: `PLANNED`, with the step
  `issue_plan` and `plan` where they are known;
- a team was set up: `PREPARING` by the step `establish_team`, which writes `decision`;
- papers are being prepared: `PREPARING`;
- "if any" (*nếu có*), on request of another body: not a state but `condition`, of an activity that is still `PLANNED`
  in the office's programme while `is_planned` says that no inspection plan holds it.

>>> import datetime
>>> activity = InspectionActivity(inspection_id="2024-02/1", kinds=("check", "inspection"), name="Thanh tra, kiểm tra năm 2024")
>>> [kind.value for kind in activity.kinds], activity.status.value
(['inspection', 'check'], 'planned')
>>> from khcn_records.lifecycle import advance
>>> advance(activity, "establish_team", on=datetime.date(2024, 2, 5), document="12/QĐ-KHCN ngày 05/02/2024").status.value
'preparing'
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from types import MappingProxyType
from typing import ClassVar

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
    optional_document,
    optional_period,
    optional_reference,
    optional_text,
    references,
    required_text,
    tuple_of,
    tuple_of_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.lifecycle import HistoryEntry, Lifecycle, Transition, history_of
from khcn_records.records.people import Person
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

__all__ = ["InspectionActivity", "InspectionKind", "InspectionState", "TeamMember"]


class InspectionKind(enum.StrEnum):
    """What an activity is (*loại hoạt động*)."""

    INSPECTION = "inspection"
    """thanh tra"""
    CHECK = "check"
    """kiểm tra"""
    SELF_CHECK = "self_check"
    """tự kiểm tra"""
    CIVIL_SERVICE_CHECK = "civil_service_check"
    """kiểm tra công vụ"""


class InspectionState(enum.StrEnum):
    """Where an activity stands (*tình trạng*)."""

    PLAN_DRAFTING = "plan_drafting"
    """đang xây dựng kế hoạch"""
    PLANNED = "planned"
    """có trong kế hoạch, chương trình công tác"""
    NOTIFIED = "notified"
    """đã thông báo thực hiện"""
    PREPARING = "preparing"
    """đang chuẩn bị: quyết định, đoàn (tổ), đề cương, văn bản"""
    IN_PROGRESS = "in_progress"
    """đang tiến hành trực tiếp"""
    FIELD_ENDED = "field_ended"
    """đã kết thúc tiến hành trực tiếp"""
    DRAFTING_CONCLUSION = "drafting_conclusion"
    """đang xây dựng dự thảo kết luận"""
    CONCLUDED = "concluded"
    """đã có kết luận"""
    FOLLOW_UP = "follow_up"
    """đang theo dõi thực hiện kết luận"""
    CLOSED = "closed"
    """kết thúc"""
    CANCELLED = "cancelled"
    """hủy"""


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class TeamMember(Displayed):
    """A seat in a team (*thành viên đoàn, tổ*).

    Attributes:
        role: the role in the team: `Trưởng đoàn`, `Thành viên`.
        person: who holds it; `None` where nobody is named.
    """

    role: str = attrs.field(converter=required_text)
    person: Person | None = attrs.field(default=None, validator=instance_of(Person, optional=True))


def _kinds(kinds: Iterable[InspectionKind | str]) -> tuple[InspectionKind, ...]:
    found = members(InspectionKind, kinds)
    if not found:
        raise InvalidArgumentError("()", "at least one kind of activity")
    return found


def _team(team: Iterable[TeamMember]) -> tuple[TeamMember, ...]:
    return tuple_of(TeamMember, team)


_S = InspectionState
_PLANS = Evidence("Luật Thanh tra 11/2022/QH15, Điều 44, 45", Confidence.SECONDARY)
_STAGES = Evidence("Luật Thanh tra 11/2022/QH15, Điều 50", Confidence.SECONDARY)
_EXTENSION = Evidence("Luật Thanh tra 11/2022/QH15, Điều 47", Confidence.SECONDARY)
_UNCONFIRMED = Evidence("Luật Thanh tra 11/2022/QH15 (nhật ký đoàn thanh tra)", Confidence.UNCONFIRMED)
_CONCLUSION = Evidence("Luật Thanh tra 11/2022/QH15, Điều 78", Confidence.SECONDARY)
_PRACTICE = Evidence("Báo cáo tháng của Sở Khoa học và Công nghệ", Confidence.PRACTICE)
_INFERRED = Evidence("Luật Thanh tra 11/2022/QH15, Điều 50", Confidence.INFERRED)
_FORESEEN = (_S.PLANNED, _S.NOTIFIED)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class InspectionActivity(Displayed):
    """One inspection, check or self-check (*cuộc thanh tra, kiểm tra*), or a plan of them that is told as one.

    Attributes:
        inspection_id: unique in its report.
        kinds: what it is, one or several; texts are taken too.
        name: what it is called.
        is_planned: it stands in an inspection plan; `False`: *đột xuất* or on request; `None`: not said.
        year: the year of its plan.
        period: the reporting period it is told of; a `str` is parsed.
        status: where it stands.
        plan: its own plan; a `str` is parsed.
        basis: the documents it rests on (*căn cứ*), such as the decision that approved the plan; each `str` is parsed.
        decision: the decision that orders it or sets up its team; a `str` is parsed.
        inspected: bodies under inspection (*đối tượng*).
        members: the team.
        start_on: the first day of the field work.
        end_on: its last day.
        findings: what was found, a text each.
        conclusion: the conclusion, or the report of a check; a `str` is parsed.
        concluded_on: the day of the conclusion.
        executes_id: the id of the plan, a record like this one, that this activity carries out.
        condition: on what it depends (`nếu có`).
        section: its place in the report's outline.
        history: the steps so far.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.

    Raises:
        TypeError: a field of the wrong type.
        InvalidValueError: an empty id or name, no kind, a text that is no document or period.
    """

    LIFECYCLE: ClassVar[Lifecycle] = Lifecycle(
        states=InspectionState,
        initial=_S.PLAN_DRAFTING,
        transitions=(
            Transition(
                (_S.PLAN_DRAFTING,), "issue_plan", _S.PLANNED, _PLANS, MappingProxyType({"plan": "document"})
            ),
            Transition((_S.PLANNED,), "notify", _S.NOTIFIED, _PRACTICE),
            Transition(_FORESEEN, "prepare", _S.PREPARING, _STAGES),
            Transition(
                (*_FORESEEN, _S.PREPARING),
                "establish_team",
                _S.PREPARING,
                _STAGES,
                MappingProxyType({"decision": "document"}),
            ),
            Transition(
                (_S.PREPARING,), "start", _S.IN_PROGRESS, _STAGES, MappingProxyType({"start_on": "on"})
            ),
            Transition((_S.IN_PROGRESS,), "extend_fieldwork", _S.IN_PROGRESS, _EXTENSION),
            Transition((_S.IN_PROGRESS,), "change_team", _S.IN_PROGRESS, _UNCONFIRMED),
            Transition(
                (_S.IN_PROGRESS,),
                "end_fieldwork",
                _S.FIELD_ENDED,
                _STAGES,
                MappingProxyType({"end_on": "on"}),
            ),
            Transition((_S.FIELD_ENDED,), "draft_conclusion", _S.DRAFTING_CONCLUSION, _STAGES),
            Transition(
                (_S.DRAFTING_CONCLUSION,),
                "conclude",
                _S.CONCLUDED,
                _CONCLUSION,
                MappingProxyType({"concluded_on": "on", "conclusion": "document"}),
            ),
            Transition((_S.CONCLUDED,), "follow_up", _S.FOLLOW_UP, _PRACTICE),
            Transition((_S.CONCLUDED, _S.FOLLOW_UP), "close", _S.CLOSED, _INFERRED),
            Transition((_S.PLAN_DRAFTING, *_FORESEEN, _S.PREPARING), "cancel", _S.CANCELLED, _INFERRED),
        ),
        dated=MappingProxyType(
            {
                _S.IN_PROGRESS: ("start_on", _S.PREPARING),
                _S.FIELD_ENDED: ("end_on", _S.IN_PROGRESS),
                _S.CONCLUDED: ("concluded_on", _S.DRAFTING_CONCLUSION),
            }
        ),
    )

    inspection_id: str = attrs.field(converter=required_text)
    kinds: tuple[InspectionKind, ...] = attrs.field(converter=_kinds)
    name: str = attrs.field(converter=required_text)
    is_planned: bool | None = attrs.field(default=None, validator=instance_of(bool, optional=True))
    year: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    period: ReportingPeriod | None = attrs.field(
        default=None, converter=optional_period, validator=instance_of(ReportingPeriod, optional=True)
    )
    status: InspectionState = attrs.field(default=InspectionState.PLANNED, converter=InspectionState)
    plan: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    basis: tuple[DocumentReference, ...] = attrs.field(default=(), converter=references)
    decision: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    inspected: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    members: tuple[TeamMember, ...] = attrs.field(default=(), converter=_team)
    start_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    end_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    findings: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    conclusion: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    concluded_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    executes_id: str | None = attrs.field(default=None, converter=optional_text)
    condition: str | None = attrs.field(default=None, converter=optional_text)
    section: str | None = attrs.field(default=None, converter=optional_text)
    history: tuple[HistoryEntry, ...] = attrs.field(default=(), converter=history_of)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)
