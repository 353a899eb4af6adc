"""MediaItem (*sản phẩm truyền thông, thông tin*): a page, a programme, a clip or a bulletin an office brings out.

Basis: PRACTICE of monthly reports.

>>> item = MediaItem(media_id="2024-02/M.1", kind="bulletin", title="Bản tin TBT", number="03/2024", is_planned=True)
>>> item.kind.value, item.number
('bulletin', '03/2024')
"""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from khcn_records.display import Displayed
from khcn_records.fields import (
    instance_of,
    named,
    optional_day_or_part,
    optional_period,
    optional_text,
    required_text,
    tuple_of_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.values.dates import PartialDate
from khcn_records.values.periods import ReportingPeriod

__all__ = ["MediaItem", "MediaKind"]


class MediaKind(enum.StrEnum):
    """What is brought out (*loại sản phẩm truyền thông*): PRACTICE."""

    COLUMN = "column"
    """chuyên trang trên báo"""
    PROGRAMME = "programme"
    """chuyên mục phát thanh, truyền hình"""
    CLIP = "clip"
    """phim ngắn (clip)"""
    BULLETIN = "bulletin"
    """bản tin"""
    ARTICLE = "article"
    """tin, bài"""
    WEBSITE_UPDATE = "website_update"
    """biên tập, cập nhật trang thông tin điện tử"""
    OTHER = "other"
    """sản phẩm khác"""


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class MediaItem(Displayed):
    """A piece of information brought out, or to be (*sản phẩm truyền thông, thông tin*).

    Attributes:
        media_id: unique in its report.
        kind: what it is.
        outlet: the newspaper, station or unit that brings it out.
        title: its title.
        number: its number as printed (`03/2024`).
        websites: addresses it stands at or that were kept up.
        period: the month or quarter it is of; a `str` is parsed.
        published_on: the day, or the month or year.
        is_planned: it is still to come out.
        recurring_id: the recurring activity it belongs to.
        section: where the outline of the report tells it.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.
    """

    media_id: str = attrs.field(converter=required_text)
    kind: MediaKind = attrs.field(converter=MediaKind)
    outlet: str | None = attrs.field(default=None, converter=optional_text)
    title: str | None = attrs.field(default=None, converter=optional_text)
    number: str | None = attrs.field(default=None, converter=optional_text)
    websites: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    period: ReportingPeriod | None = attrs.field(
        default=None, converter=optional_period, validator=instance_of(ReportingPeriod, optional=True)
    )
    published_on: dt.date | PartialDate | None = attrs.field(default=None, validator=optional_day_or_part)
    is_planned: bool = attrs.field(default=False, validator=instance_of(bool))
    recurring_id: str | None = attrs.field(default=None, converter=optional_text)
    section: str | None = attrs.field(default=None, converter=optional_text)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)
