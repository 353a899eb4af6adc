"""Council (*hội đồng, tổ*): a council, expert group or working team, with what it sat on.

Basis: councils on tasks: Thông tư 20/2023/TT-BKHCN (selection) and 11/2014/TT-BKHCN (acceptance); on initiatives: Nghị định
13/2012/NĐ-CP; the other groups are PRACTICE.

>>> council = Council(council_id="2024/1", name="Hội đồng tư vấn giao trực tiếp", kind="selection", level="grassroots", councils_count=20)
>>> council.kind.value, council.councils_count
('selection', 20)
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable

import attrs

from khcn_records.display import Displayed
from khcn_records.fields import (
    count,
    named,
    optional_day_or_part,
    optional_document,
    optional_member,
    optional_reference,
    optional_text,
    required_text,
    tuple_of,
    tuple_of_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.records.people import Person
from khcn_records.records.project_parts import ProjectLevel, project_level
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_references import DocumentReference

__all__ = ["Council", "CouncilKind", "Sitting"]


class CouncilKind(enum.StrEnum):
    """What a council or team is for (*loại hội đồng, tổ*): PRACTICE."""

    SCIENCE = "science"
    """hội đồng khoa học và công nghệ"""
    DEFINITION = "definition"
    """hội đồng tư vấn xác định nhiệm vụ"""
    SELECTION = "selection"
    """hội đồng tư vấn tuyển chọn, giao trực tiếp"""
    BUDGET_APPRAISAL = "budget_appraisal"
    """tổ thẩm định kinh phí"""
    ACCEPTANCE = "acceptance"
    """hội đồng tư vấn đánh giá, nghiệm thu"""
    INITIATIVE = "initiative"
    """hội đồng sáng kiến"""
    EXPERTS = "experts"
    """tổ chuyên gia"""
    CHECK = "check"
    """tổ kiểm tra, tự kiểm tra"""
    WORKING_TEAM = "working_team"
    """tổ công tác, tổ giúp việc"""
    OTHER = "other"
    """hội đồng, tổ khác"""


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Sitting(Displayed):
    """One meeting of a council (*phiên họp*).

    Attributes:
        held_on: the day, or the month or year.
        subject: what it was about.
        result: what it came to, in words.
        document: its minutes; a `str` is parsed.
        note: free text.
    """

    held_on: dt.date | PartialDate | None = attrs.field(default=None, validator=optional_day_or_part)
    subject: str | None = attrs.field(default=None, converter=optional_text)
    result: str | None = attrs.field(default=None, converter=optional_text)
    document: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    note: str | None = attrs.field(default=None, converter=optional_text)


def _kind(value: CouncilKind | str | None) -> CouncilKind | None:
    return optional_member(CouncilKind, value)


def _sittings(value: Iterable[Sitting]) -> tuple[Sitting, ...]:
    return tuple_of(Sitting, value)


def _members(value: Iterable[Person]) -> tuple[Person, ...]:
    return tuple_of(Person, value)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Council(Displayed):
    """A council, expert group or working team (*hội đồng, tổ*), or several of one kind that a report tells of together.

    Attributes:
        council_id: this office's id of it.
        name: its name.
        kind: what it is for; `None`: not told.
        level: the level of the tasks it is about; `None`: not told, or not about tasks.
        year: the year it works for.
        decision: the decision that set it up; a `str` is parsed.
        councils_count: how many councils the row stands for, where it is not one.
        sittings_count: how often it sat, where sittings are counted and not told one by one.
        sittings: its sittings, in order.
        members: its members, by role; their names are personal data.
        project_ids: the tasks it is about.
        section: its place in the outline of the report (`I.II.decisions`).
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.
    """

    council_id: str = attrs.field(converter=required_text)
    name: str = attrs.field(converter=required_text)
    kind: CouncilKind | None = attrs.field(default=None, converter=_kind)
    level: ProjectLevel | None = attrs.field(default=None, converter=project_level)
    year: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    decision: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    councils_count: int | None = attrs.field(default=None, validator=count(optional=True))
    sittings_count: int | None = attrs.field(default=None, validator=count(optional=True))
    sittings: tuple[Sitting, ...] = attrs.field(default=(), converter=_sittings)
    members: tuple[Person, ...] = attrs.field(default=(), converter=_members)
    project_ids: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    section: str | None = attrs.field(default=None, converter=optional_text)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)
