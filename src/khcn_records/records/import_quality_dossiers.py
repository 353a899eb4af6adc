"""ImportQualityDossier (*hồ sơ đăng ký kiểm tra chất lượng hàng hóa nhập khẩu*): an importer registers a lot for the check.

Basis: Thông tư 06/2020/TT-BKHCN (in force from 15/01/2021; before it Thông tư 27/2012/TT-BKHCN); that a lot with an
incomplete dossier is told so, Nghị định 37/2026/NĐ-CP, Điều 83. The steps are PRACTICE. How many dossiers came in is an
`Indicator`; this record is one of them.

>>> import datetime
>>> from khcn_records.lifecycle import advance
>>> dossier = ImportQualityDossier(dossier_id="2024/21", goods="thép", received_on=datetime.date(2024, 1, 30))
>>> advance(dossier, "answer", on=datetime.date(2024, 1, 31)).answered_on
datetime.date(2024, 1, 31)
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
    instance_of,
    named,
    optional_day,
    optional_document,
    optional_member,
    optional_period,
    optional_quantity,
    optional_reference,
    optional_text,
    personal,
    required_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.lifecycle import HistoryEntry, Lifecycle, Transition, history_of
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod
from khcn_records.values.quantities import Quantity

__all__ = ["ImportQualityDossier", "ImportQualityResult", "ImportQualityState"]


class ImportQualityState(enum.StrEnum):
    """Where a dossier stands (*tình trạng hồ sơ*)."""

    RECEIVED = "received"
    """đã tiếp nhận"""
    SUPPLEMENTING = "supplementing"
    """chờ bổ sung hồ sơ"""
    ANSWERED = "answered"
    """đã thông báo kết quả"""
    WITHDRAWN = "withdrawn"
    """rút hồ sơ"""


class ImportQualityResult(enum.StrEnum):
    """What the office tells of the lot (*kết quả kiểm tra*)."""

    CONFORMING = "conforming"
    """đáp ứng yêu cầu chất lượng"""
    NOT_CONFORMING = "not_conforming"
    """không đáp ứng yêu cầu chất lượng"""
    INCOMPLETE = "incomplete"
    """không hoàn thiện đầy đủ hồ sơ"""


def _result(result: ImportQualityResult | str | None) -> ImportQualityResult | None:
    return optional_member(ImportQualityResult, result)


_S = ImportQualityState
_PRACTICE = Evidence("Thông tư 06/2020/TT-BKHCN", Confidence.PRACTICE)
_OPEN = (_S.RECEIVED, _S.SUPPLEMENTING)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class ImportQualityDossier(Displayed):
    """One lot registered for the check of imports (*hồ sơ đăng ký kiểm tra chất lượng hàng hóa nhập khẩu*).

    Attributes:
        dossier_id: unique in its report.
        importer: the importing organization.
        importer_person: the natural person who imports, masked.
        goods: what is imported.
        quantity: how much; a `str` is parsed.
        registration_number: its number in the office's register.
        received_on: the day it came in.
        answered_on: the day the importer was told.
        result: what was told.
        document: the notice; a `str` is parsed.
        status: where it stands.
        period: the reporting period it is told of; a `str` is parsed.
        section: its place in the report's outline.
        history: the steps so far.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.

    Raises:
        TypeError: a field of the wrong type.
        InvalidValueError: an empty id, a text that is no document, figure or period.
    """

    LIFECYCLE: ClassVar[Lifecycle] = Lifecycle(
        states=ImportQualityState,
        initial=_S.RECEIVED,
        transitions=(
            Transition((_S.RECEIVED,), "request_supplement", _S.SUPPLEMENTING, _PRACTICE),
            Transition((_S.SUPPLEMENTING,), "supplement", _S.RECEIVED, _PRACTICE),
            Transition(
                _OPEN,
                "answer",
                _S.ANSWERED,
                _PRACTICE,
                MappingProxyType({"answered_on": "on", "document": "document"}),
            ),
            Transition(_OPEN, "withdraw_request", _S.WITHDRAWN, _PRACTICE),
        ),
        dated=MappingProxyType({_S.ANSWERED: ("answered_on", _S.RECEIVED)}),
    )

    dossier_id: str = attrs.field(converter=required_text)
    importer: str | None = attrs.field(default=None, converter=optional_text)
    importer_person: str | None = attrs.field(default=None, converter=optional_text, metadata=personal)
    goods: str | None = attrs.field(default=None, converter=optional_text)
    quantity: Quantity | None = attrs.field(
        default=None, converter=optional_quantity, validator=instance_of(Quantity, optional=True)
    )
    registration_number: str | None = attrs.field(default=None, converter=optional_text)
    received_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    answered_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    result: ImportQualityResult | None = attrs.field(default=None, converter=_result)
    document: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    status: ImportQualityState = attrs.field(
        default=ImportQualityState.RECEIVED, converter=ImportQualityState
    )
    period: ReportingPeriod | None = attrs.field(
        default=None, converter=optional_period, validator=instance_of(ReportingPeriod, optional=True)
    )
    section: str | None = attrs.field(default=None, converter=optional_text)
    history: tuple[HistoryEntry, ...] = attrs.field(default=(), converter=history_of)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)
