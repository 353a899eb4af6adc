"""TechnologyOpinion (*ý kiến về công nghệ của dự án đầu tư*): what an office answers about the technology of an investment project.

The project is an *investment* project (*dự án đầu tư*), never one of research (`ResearchProject`). Basis: Luật Chuyển giao
công nghệ 07/2017/QH14 (appraisal of, and opinion on, the technology of investment projects: UNCONFIRMED for the articles);
the steps are PRACTICE.

>>> opinion = TechnologyOpinion(opinion_id="2024-02/1", status="answered", investor_person="Trần Văn B", document="12/KHCN-QLCN")
>>> opinion
TechnologyOpinion(opinion_id='2024-02/1', status=<OpinionState.ANSWERED: 'answered'>, investor_person=[…], document=DocumentReference.parse('Công văn số 12/KHCN-QLCN'))
"""

from __future__ import annotations

import datetime as dt
import enum
from types import MappingProxyType
from typing import ClassVar

import attrs

from khcn_records.display import Displayed
from khcn_records.errors import InvalidArgumentError
from khcn_records.evidence import Confidence, Evidence
from khcn_records.fields import (
    instance_of,
    named,
    optional_day,
    optional_document,
    optional_member,
    optional_period,
    optional_reference,
    optional_text,
    personal,
    required_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.lifecycle import HistoryEntry, Lifecycle, Transition, history_of
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

__all__ = ["OpinionKind", "OpinionState", "TechnologyOpinion"]


class OpinionKind(enum.StrEnum):
    """What the office was asked for (*hình thức*)."""

    APPRAISAL = "appraisal"
    """thẩm định, ý kiến thẩm định"""
    OPINION = "opinion"
    """tham gia ý kiến"""
    ADVICE = "advice"
    """tham mưu, hướng dẫn"""


class OpinionState(enum.StrEnum):
    """Where the request stands (*tình trạng*)."""

    RECEIVED = "received"
    """đã nhận"""
    SUPPLEMENTING = "supplementing"
    """chờ bổ sung hồ sơ"""
    ANSWERED = "answered"
    """đã trả lời"""
    WITHDRAWN = "withdrawn"
    """rút đề nghị"""


def _kind(kind: OpinionKind | str | None) -> OpinionKind | None:
    return optional_member(OpinionKind, kind)


_S = OpinionState
_LAW = Evidence("Luật Chuyển giao công nghệ 07/2017/QH14", Confidence.UNCONFIRMED)
_PRACTICE = Evidence("Báo cáo tháng của Sở Khoa học và Công nghệ", Confidence.PRACTICE)
_OPEN = (_S.RECEIVED, _S.SUPPLEMENTING)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class TechnologyOpinion(Displayed):
    """One opinion on an investment project (*ý kiến về công nghệ*).

    Attributes:
        opinion_id: unique in its report.
        status: where the request stands.
        investment_project: the project's name; `None` where it is told by its investor only.
        investor: the investing organization (*nhà đầu tư*).
        investor_person: the natural person who invests, masked.
        is_investor_a_person: a natural person invests, named or not; `None`: not said.
        place: where the project is.
        action: what the opinion is on (*hồ sơ đề nghị thực hiện dự án*, *báo cáo nghiên cứu khả thi*, …).
        kind: what was asked for.
        document: the letter that answers; a `str` is parsed.
        asked_by: the body that asked.
        received_on: the day the request arrived.
        answered_on: the day of the answer.
        period: the reporting period it is told of; a `str` is parsed.
        section: its place in the report's outline.
        history: the steps so far.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.

    Raises:
        TypeError: a field of the wrong type.
        InvalidValueError: an empty id, a text that is no document or period.
        InvalidArgumentError: a natural person is named as the investor and said not to be one.
    """

    LIFECYCLE: ClassVar[Lifecycle] = Lifecycle(
        states=OpinionState,
        initial=_S.RECEIVED,
        transitions=(
            Transition((_S.RECEIVED,), "request_supplement", _S.SUPPLEMENTING, _PRACTICE),
            Transition((_S.SUPPLEMENTING,), "supplement", _S.RECEIVED, _PRACTICE),
            Transition(
                _OPEN,
                "answer",
                _S.ANSWERED,
                _LAW,
                MappingProxyType({"answered_on": "on", "document": "document"}),
            ),
            Transition(_OPEN, "withdraw_request", _S.WITHDRAWN, _PRACTICE),
        ),
        dated=MappingProxyType({_S.ANSWERED: ("answered_on", _S.RECEIVED)}),
    )

    opinion_id: str = attrs.field(converter=required_text)
    status: OpinionState = attrs.field(converter=OpinionState)
    investment_project: str | None = attrs.field(default=None, converter=optional_text)
    investor: str | None = attrs.field(default=None, converter=optional_text)
    investor_person: str | None = attrs.field(default=None, converter=optional_text, metadata=personal)
    is_investor_a_person: bool | None = attrs.field(default=None, validator=instance_of(bool, optional=True))
    place: str | None = attrs.field(default=None, converter=optional_text)
    action: str | None = attrs.field(default=None, converter=optional_text)
    kind: OpinionKind | None = attrs.field(default=None, converter=_kind)
    document: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    asked_by: str | None = attrs.field(default=None, converter=optional_text)
    received_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    answered_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    period: ReportingPeriod | None = attrs.field(
        default=None, converter=optional_period, validator=instance_of(ReportingPeriod, optional=True)
    )
    section: str | None = attrs.field(default=None, converter=optional_text)
    history: tuple[HistoryEntry, ...] = attrs.field(default=(), converter=history_of)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)

    def __attrs_post_init__(self) -> None:
        if self.investor_person is not None and self.is_investor_a_person is False:
            raise InvalidArgumentError("is_investor_a_person=False", "no natural person as the investor")
