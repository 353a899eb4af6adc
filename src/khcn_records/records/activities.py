"""Activity (*hoạt động trong kỳ*): one item of what an office reports to have done.

Basis: PRACTICE of monthly reports.

>>> activity = Activity(activity_id="2024-02/A.1", content="Đôn đốc giao nộp sản phẩm", section="I.III.1.1", project_ids=["P03"])
>>> activity.section, activity.project_ids
('I.III.1.1', ('P03',))
"""

from __future__ import annotations

import attrs

from khcn_records.display import Displayed
from khcn_records.fields import (
    instance_of,
    named,
    optional_period,
    optional_text,
    references,
    required_text,
    tuple_of_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

__all__ = ["Activity"]


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Activity(Displayed):
    """One item of the work done in a period (*hoạt động trong kỳ*).

    Attributes:
        activity_id: unique in its report.
        content: what was done, in the report's words or shorter.
        marker: the mark printed before it: `-`, `+`, `*`.
        parent_id: the item it stands under, where a list has lists of its own.
        partners: bodies it was done with (*phối hợp với*).
        place: where.
        documents: documents it names.
        indicator_ids: figures it tells.
        project_ids: research projects it is about.
        record_ids: other records it is about, of any kind.
        period: the period it was done in; a `str` is parsed.
        section: where the outline of the report tells it.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.
    """

    activity_id: str = attrs.field(converter=required_text)
    content: str = attrs.field(converter=required_text)
    marker: str | None = attrs.field(default=None, converter=optional_text)
    parent_id: str | None = attrs.field(default=None, converter=optional_text)
    partners: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    place: str | None = attrs.field(default=None, converter=optional_text)
    documents: tuple[DocumentReference, ...] = attrs.field(default=(), converter=references)
    indicator_ids: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    project_ids: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    record_ids: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    period: ReportingPeriod | None = attrs.field(
        default=None, converter=optional_period, validator=instance_of(ReportingPeriod, optional=True)
    )
    section: str = attrs.field(converter=required_text)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)
