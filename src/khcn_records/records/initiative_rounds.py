"""InitiativeRound (*lần, đợt xét công nhận sáng kiến*): one round in which a province judges initiatives.

Basis: Nghị định 13/2012/NĐ-CP and Thông tư 18/2013/TT-BKHCN, SECONDARY; rounds and batches are those of provincial rules (PRACTICE).

>>> import datetime
>>> from khcn_records.lifecycle import advance
>>> third = InitiativeRound(round_id="2023-3-2", number=3, batch=2, year=2023, initiatives_count=72, status="scoring")
>>> advance(third, "finish_scoring", on=datetime.date(2024, 3, 1)).status.value
'scored'
"""

from __future__ import annotations

import datetime as dt
import enum
from types import MappingProxyType
from typing import ClassVar

import attrs

from khcn_records.display import Displayed
from khcn_records.evidence import Confidence, Evidence
from khcn_records.fields import (
    count,
    named,
    optional_day,
    optional_document,
    optional_reference,
    optional_text,
    require_parts_within,
    required_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.lifecycle import HistoryEntry, Lifecycle, Transition, history_of
from khcn_records.records.initiatives import InitiativeLevel, initiative_level
from khcn_records.values.document_references import DocumentReference

__all__ = ["InitiativeRound", "InitiativeRoundStatus"]


class InitiativeRoundStatus(enum.StrEnum):
    """Where a round stands (*tình trạng đợt xét*): PRACTICE."""

    COLLECTING = "collecting"
    """đang tiếp nhận hồ sơ"""
    SCREENED = "screened"
    """đã thẩm định, sơ loại"""
    SCORING = "scoring"
    """đang chấm điểm"""
    SCORED = "scored"
    """đã chấm điểm"""
    SUMMARISED = "summarised"
    """đã tổng hợp, dự thảo báo cáo"""
    COUNCIL = "council"
    """đã họp hội đồng"""
    RECOGNISED = "recognised"
    """đã công nhận kết quả"""


_CHARTER = Evidence("Nghị định 13/2012/NĐ-CP; Thông tư 18/2013/TT-BKHCN", Confidence.SECONDARY)
_ROUNDS = Evidence("Quy chế xét, công nhận sáng kiến của tỉnh", Confidence.PRACTICE)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class InitiativeRound(Displayed):
    """One round of judging initiatives (*lần, đợt xét công nhận sáng kiến*).

    Attributes:
        round_id: this office's id of it.
        number: which round (*lần*).
        batch: which batch (*đợt*) of the year.
        year: the year it counts for.
        level: the level it judges at.
        initiatives_count: initiatives put up.
        recognised_count: of these, recognised.
        agencies_count: offices asked for experts.
        status: where it stands.
        decision: the document of its result; a `str` is parsed.
        decided_on: the day of that.
        council_id: the council that judges.
        next_text: what comes next, in words.
        section: where the outline of the report tells it.
        history: the steps so far.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.

    Raises:
        InvalidValueError: more recognised than put up.
    """

    LIFECYCLE: ClassVar[Lifecycle] = Lifecycle(
        states=InitiativeRoundStatus,
        initial=InitiativeRoundStatus.COLLECTING,
        transitions=(
            Transition(
                (InitiativeRoundStatus.COLLECTING,), "screen", InitiativeRoundStatus.SCREENED, _ROUNDS
            ),
            Transition(
                (InitiativeRoundStatus.SCREENED,), "start_scoring", InitiativeRoundStatus.SCORING, _ROUNDS
            ),
            Transition(
                (InitiativeRoundStatus.SCORING,), "finish_scoring", InitiativeRoundStatus.SCORED, _ROUNDS
            ),
            Transition(
                (InitiativeRoundStatus.SCORED,), "summarise", InitiativeRoundStatus.SUMMARISED, _ROUNDS
            ),
            Transition(
                (InitiativeRoundStatus.SCORED, InitiativeRoundStatus.SUMMARISED),
                "hold_council",
                InitiativeRoundStatus.COUNCIL,
                _CHARTER,
            ),
            Transition(
                (InitiativeRoundStatus.COUNCIL,),
                "recognise",
                InitiativeRoundStatus.RECOGNISED,
                _CHARTER,
                MappingProxyType({"decided_on": "on", "decision": "document"}),
            ),
        ),
        dated=MappingProxyType(
            {InitiativeRoundStatus.RECOGNISED: ("decided_on", InitiativeRoundStatus.COUNCIL)}
        ),
    )

    round_id: str = attrs.field(converter=required_text)
    number: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    batch: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    year: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    level: InitiativeLevel | None = attrs.field(default=None, converter=initiative_level)
    initiatives_count: int | None = attrs.field(default=None, validator=count(optional=True))
    recognised_count: int | None = attrs.field(default=None, validator=count(optional=True))
    agencies_count: int | None = attrs.field(default=None, validator=count(optional=True))
    status: InitiativeRoundStatus = attrs.field(
        default=InitiativeRoundStatus.COLLECTING, converter=InitiativeRoundStatus
    )
    decision: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    decided_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    council_id: str | None = attrs.field(default=None, converter=optional_text)
    next_text: str | None = attrs.field(default=None, converter=optional_text)
    section: str | None = attrs.field(default=None, converter=optional_text)
    history: tuple[HistoryEntry, ...] = attrs.field(default=(), converter=history_of)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)

    def __attrs_post_init__(self) -> None:
        require_parts_within(self.initiatives_count, recognised_count=self.recognised_count)
