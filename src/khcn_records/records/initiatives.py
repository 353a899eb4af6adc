"""Initiative (*sáng kiến*): a proposal of people at work, from its dossier to its recognition.

Basis: Nghị định 13/2012/NĐ-CP (Điều lệ Sáng kiến), Thông tư 18/2013/TT-BKHCN, SECONDARY; the effect and scope of an initiative
at the level of a province are judged in rounds by provincial rules (PRACTICE).

>>> import datetime
>>> from khcn_records.lifecycle import advance
>>> initiative = Initiative(initiative_id="1", title="Cải tiến thiết bị đo", level="province")
>>> advance(initiative, "screen", on=datetime.date(2024, 1, 20)).status.value
'screened'
"""

from __future__ import annotations

import datetime as dt
import enum
from decimal import Decimal
from types import MappingProxyType
from typing import ClassVar

import attrs

from khcn_records.display import Displayed
from khcn_records.evidence import Confidence, Evidence
from khcn_records.fields import (
    named,
    optional_day,
    optional_document,
    optional_figure,
    optional_member,
    optional_reference,
    optional_text,
    personal,
    required_text,
    tuple_of_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.lifecycle import HistoryEntry, Lifecycle, Transition, history_of
from khcn_records.values.document_references import DocumentReference

__all__ = ["Initiative", "InitiativeLevel", "InitiativeStatus", "initiative_level"]


class InitiativeLevel(enum.StrEnum):
    """At which level an initiative is judged (*cấp công nhận*): PRACTICE."""

    GRASSROOTS = "grassroots"
    """cơ sở"""
    MINISTRY = "ministry"
    """bộ, ngành"""
    PROVINCE = "province"
    """tỉnh, thành phố"""
    NATIONAL = "national"
    """toàn quốc"""


class InitiativeStatus(enum.StrEnum):
    """Where an initiative stands (*tình trạng xét công nhận*)."""

    SUBMITTED = "submitted"
    """đã nộp hồ sơ"""
    SCREENED = "screened"
    """đã sơ loại"""
    SCORED = "scored"
    """đã chấm điểm"""
    COUNCIL = "council"
    """đã họp hội đồng"""
    RECOGNISED = "recognised"
    """được công nhận"""
    NOT_RECOGNISED = "not_recognised"
    """không được công nhận"""


def initiative_level(level: InitiativeLevel | str | None) -> InitiativeLevel | None:
    """The converter of every field that holds the level of an initiative."""
    return optional_member(InitiativeLevel, level)


_CHARTER = Evidence("Nghị định 13/2012/NĐ-CP; Thông tư 18/2013/TT-BKHCN", Confidence.SECONDARY)
_ROUNDS = Evidence("Quy chế xét, công nhận sáng kiến của tỉnh", Confidence.PRACTICE)
_JUDGED = (
    InitiativeStatus.SUBMITTED,
    InitiativeStatus.SCREENED,
    InitiativeStatus.SCORED,
    InitiativeStatus.COUNCIL,
)
_DECIDED = MappingProxyType({"decided_on": "on", "decision": "document"})


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Initiative(Displayed):
    """A proposal put up for recognition (*sáng kiến*).

    Attributes:
        initiative_id: this office's id of it.
        title: its name.
        authors: who made it; personal data.
        unit: the office or company they work for.
        field: its field, as printed.
        level: the level it is judged at.
        submitted_on: the day of its dossier.
        status: where it stands.
        score: its score.
        score_scale: the highest score there is.
        decision: the document that recognises it or does not; a `str` is parsed.
        decided_on: the day of that.
        round_id: the round it is judged in.
        section: where the outline of the report tells it.
        history: the steps so far.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.
    """

    LIFECYCLE: ClassVar[Lifecycle] = Lifecycle(
        states=InitiativeStatus,
        initial=InitiativeStatus.SUBMITTED,
        transitions=(
            Transition((InitiativeStatus.SUBMITTED,), "screen", InitiativeStatus.SCREENED, _ROUNDS),
            Transition((InitiativeStatus.SCREENED,), "score", InitiativeStatus.SCORED, _ROUNDS),
            Transition(_JUDGED[1:3], "hold_council", InitiativeStatus.COUNCIL, _CHARTER),
            Transition(
                (InitiativeStatus.COUNCIL,), "recognise", InitiativeStatus.RECOGNISED, _CHARTER, _DECIDED
            ),
            Transition(_JUDGED, "not_recognise", InitiativeStatus.NOT_RECOGNISED, _CHARTER, _DECIDED),
        ),
        dated=MappingProxyType(
            {
                InitiativeStatus.RECOGNISED: ("decided_on", InitiativeStatus.COUNCIL),
                InitiativeStatus.NOT_RECOGNISED: ("decided_on", InitiativeStatus.SUBMITTED),
            }
        ),
    )

    initiative_id: str = attrs.field(converter=required_text)
    title: str = attrs.field(converter=required_text)
    authors: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text, metadata=personal)
    unit: str | None = attrs.field(default=None, converter=optional_text)
    field: str | None = attrs.field(default=None, converter=optional_text)
    level: InitiativeLevel | None = attrs.field(default=None, converter=initiative_level)
    submitted_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    status: InitiativeStatus = attrs.field(default=InitiativeStatus.SUBMITTED, converter=InitiativeStatus)
    score: Decimal | None = attrs.field(default=None, converter=optional_figure)
    score_scale: Decimal | None = attrs.field(default=None, converter=optional_figure)
    decision: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    decided_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    round_id: str | None = attrs.field(default=None, converter=optional_text)
    section: str | None = attrs.field(default=None, converter=optional_text)
    history: tuple[HistoryEntry, ...] = attrs.field(default=(), converter=history_of)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)
