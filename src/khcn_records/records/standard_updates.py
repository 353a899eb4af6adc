"""StandardUpdate (*cập nhật tiêu chuẩn, quy chuẩn*): standards taken in, made known or applied, by name or by number of them.

Basis: PRACTICE of monthly reports; the standards are those of Luật Tiêu chuẩn và quy chuẩn kỹ thuật 68/2006/QH11 (UNCONFIRMED: not read).

>>> update = StandardUpdate(update_id="2024-02/S.1", action="update", standards_count=20, field="sản phẩm gỗ")
>>> update.action.value, update.standards_count
('update', 20)
"""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from khcn_records.display import Displayed
from khcn_records.fields import (
    count,
    instance_of,
    named,
    optional_day_or_part,
    optional_document,
    optional_member,
    optional_period,
    optional_reference,
    optional_text,
    required_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

__all__ = ["StandardAction", "StandardUpdate"]


class StandardAction(enum.StrEnum):
    """What is done with standards (*hoạt động tiêu chuẩn hóa*): PRACTICE."""

    UPDATE = "update"
    """cập nhật"""
    PUBLISH = "publish"
    """công bố"""
    APPLY = "apply"
    """áp dụng"""
    DISSEMINATE = "disseminate"
    """phổ biến, hướng dẫn"""
    REVIEW = "review"
    """rà soát"""
    WITHDRAW = "withdraw"
    """hủy bỏ"""


def _action(action: StandardAction | str | None) -> StandardAction | None:
    return optional_member(StandardAction, action)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class StandardUpdate(Displayed):
    """Standards, or one of them, and what was done (*cập nhật tiêu chuẩn, quy chuẩn*).

    Attributes:
        update_id: unique in its report.
        standard: the one standard, as named (`TCVN ISO 9001:2015`).
        standards_count: how many, where they are only counted.
        field: what they are about.
        action: what was done.
        updated_on: the day, or the month or year.
        document: the document of it; a `str` is parsed.
        indicator_id: the figure that counts it.
        period: the period it was done in; a `str` is parsed.
        section: where the outline of the report tells it.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.
    """

    update_id: str = attrs.field(converter=required_text)
    standard: str | None = attrs.field(default=None, converter=optional_text)
    standards_count: int | None = attrs.field(default=None, validator=count(optional=True))
    field: str | None = attrs.field(default=None, converter=optional_text)
    action: StandardAction | None = attrs.field(default=None, converter=_action)
    updated_on: dt.date | PartialDate | None = attrs.field(default=None, validator=optional_day_or_part)
    document: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    indicator_id: str | None = attrs.field(default=None, converter=optional_text)
    period: ReportingPeriod | None = attrs.field(
        default=None, converter=optional_period, validator=instance_of(ReportingPeriod, optional=True)
    )
    section: str | None = attrs.field(default=None, converter=optional_text)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)
