"""Survey (*khảo sát*): samples bought on the market and tested, to learn of quality and not to punish.

Basis: PRACTICE of departments of standards, metrology and quality. Sampling and testing may go back and forth: a survey
that goes on after its first samples were tested returns to `SAMPLING`, and `continues_text` keeps until when.

>>> survey = Survey(survey_id="2024-02/1", name="Khảo sát dịp Tết", status="drafting_report", samples_count=15, tested_count=15, passed_count=15)
>>> survey.failed_count
0
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from types import MappingProxyType
from typing import ClassVar

import attrs

from khcn_records.display import Displayed
from khcn_records.errors import InvalidValueError
from khcn_records.evidence import Confidence, Evidence
from khcn_records.fields import (
    count,
    instance_of,
    named,
    optional_day,
    optional_document,
    optional_period,
    optional_reference,
    optional_text,
    require_parts_within,
    required_text,
    tuple_of,
    tuple_of_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.lifecycle import HistoryEntry, Lifecycle, Transition, history_of
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

__all__ = ["SampleGroup", "Survey", "SurveyState"]


class SurveyState(enum.StrEnum):
    """Where a survey stands (*tình trạng khảo sát*)."""

    PLANNED = "planned"
    """có kế hoạch"""
    LETTERS_SENT = "letters_sent"
    """đã gửi văn bản đề nghị phối hợp"""
    SAMPLING = "sampling"
    """đang khảo sát, lấy mẫu"""
    TESTING = "testing"
    """đang thử nghiệm mẫu"""
    DRAFTING_REPORT = "drafting_report"
    """đang xây dựng báo cáo kết quả"""
    REPORTED = "reported"
    """đã báo cáo kết quả"""
    CANCELLED = "cancelled"
    """hủy"""


_COUNT = count(optional=True)  # a field below bears the name of the validator


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class SampleGroup(Displayed):
    """Samples of one product (*nhóm mẫu*).

    Attributes:
        name: the product (*chè*, *xăng*).
        count: samples taken.
        tested_count: samples tested, of those taken.
        passed_count: samples that meet the rule, of those tested.

    Raises:
        InvalidValueError: a part above its whole.
    """

    name: str = attrs.field(converter=required_text)
    count: int | None = attrs.field(default=None, validator=_COUNT)
    tested_count: int | None = attrs.field(default=None, validator=_COUNT)
    passed_count: int | None = attrs.field(default=None, validator=_COUNT)

    def __attrs_post_init__(self) -> None:
        require_parts_within(self.count, tested_count=self.tested_count, passed_count=self.passed_count)
        require_parts_within(self.tested_count, passed_count=self.passed_count)


def _samples(samples: Iterable[SampleGroup]) -> tuple[SampleGroup, ...]:
    return tuple_of(SampleGroup, samples)


_S = SurveyState
_PRACTICE = Evidence("Báo cáo tháng của Sở Khoa học và Công nghệ", Confidence.PRACTICE)
_INFERRED = Evidence("Báo cáo tháng của Sở Khoa học và Công nghệ", Confidence.INFERRED)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Survey(Displayed):
    """A survey of goods on the market (*khảo sát chất lượng hàng hóa*).

    Attributes:
        survey_id: unique in its report.
        name: what it is called.
        status: where it stands.
        areas: districts and towns it went to, as named.
        areas_count: how many; it may be told without names.
        samples: the samples by product.
        samples_count: samples in all.
        tested_count: samples tested.
        passed_count: samples that meet the rule.
        laboratory: who tested them.
        method: how (`test nhanh`).
        result_text: the result in words.
        plan: its plan; a `str` is parsed.
        report: the report of its result; a `str` is parsed.
        reported_on: the day of that report.
        executes_id: the id of the plan, a record like this one, that this survey carries out.
        continues_text: until or from when it goes on, as printed.
        year: the year of its plan.
        period: the reporting period it is told of; a `str` is parsed.
        section: its place in the report's outline.
        history: the steps so far.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.

    Raises:
        TypeError: a field of the wrong type.
        InvalidValueError: an empty id or name, a part above its whole, fewer areas than named.
    """

    LIFECYCLE: ClassVar[Lifecycle] = Lifecycle(
        states=SurveyState,
        initial=_S.PLANNED,
        transitions=(
            Transition((_S.PLANNED,), "send_letters", _S.LETTERS_SENT, _PRACTICE),
            Transition((_S.PLANNED, _S.LETTERS_SENT), "start_sampling", _S.SAMPLING, _PRACTICE),
            Transition((_S.SAMPLING,), "send_samples", _S.TESTING, _PRACTICE),
            Transition((_S.TESTING, _S.DRAFTING_REPORT), "continue_sampling", _S.SAMPLING, _PRACTICE),
            Transition((_S.SAMPLING, _S.TESTING), "draft_report", _S.DRAFTING_REPORT, _PRACTICE),
            Transition(
                (_S.DRAFTING_REPORT,),
                "submit_report",
                _S.REPORTED,
                _PRACTICE,
                MappingProxyType({"reported_on": "on", "report": "document"}),
            ),
            Transition((_S.PLANNED, _S.LETTERS_SENT), "cancel", _S.CANCELLED, _INFERRED),
        ),
        dated=MappingProxyType({_S.REPORTED: ("reported_on", _S.DRAFTING_REPORT)}),
    )

    survey_id: str = attrs.field(converter=required_text)
    name: str = attrs.field(converter=required_text)
    status: SurveyState = attrs.field(default=SurveyState.PLANNED, converter=SurveyState)
    areas: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    areas_count: int | None = attrs.field(default=None, validator=_COUNT)
    samples: tuple[SampleGroup, ...] = attrs.field(default=(), converter=_samples)
    samples_count: int | None = attrs.field(default=None, validator=_COUNT)
    tested_count: int | None = attrs.field(default=None, validator=_COUNT)
    passed_count: int | None = attrs.field(default=None, validator=_COUNT)
    laboratory: str | None = attrs.field(default=None, converter=optional_text)
    method: str | None = attrs.field(default=None, converter=optional_text)
    result_text: str | None = attrs.field(default=None, converter=optional_text)
    plan: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    report: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    reported_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    executes_id: str | None = attrs.field(default=None, converter=optional_text)
    continues_text: str | None = attrs.field(default=None, converter=optional_text)
    year: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    period: ReportingPeriod | None = attrs.field(
        default=None, converter=optional_period, validator=instance_of(ReportingPeriod, optional=True)
    )
    section: str | None = attrs.field(default=None, converter=optional_text)
    history: tuple[HistoryEntry, ...] = attrs.field(default=(), converter=history_of)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)

    def __attrs_post_init__(self) -> None:
        require_parts_within(
            self.samples_count,
            tested_count=self.tested_count,
            passed_count=self.passed_count,
            samples=sum(group.count or 0 for group in self.samples),
        )
        require_parts_within(self.tested_count, passed_count=self.passed_count)
        if self.areas_count is not None and self.areas_count < len(self.areas):
            raise InvalidValueError(
                str(self.areas_count), f"{len(self.areas)} or more in areas_count, as many as are named"
            )

    @property
    def failed_count(self) -> int | None:
        """Samples tested that do not meet the rule; `None` where either count is not known."""
        if self.tested_count is None or self.passed_count is None:
            return None
        return self.tested_count - self.passed_count
