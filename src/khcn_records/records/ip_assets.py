"""IPAsset (*tài sản trí tuệ, quyền sở hữu công nghiệp*): a mark, an indication, an invention, from its making to its lapse.

Basis: Luật Sở hữu trí tuệ 50/2005/QH11 as amended (its articles were not read: UNCONFIRMED). That a collective mark with a place
name needs the leave of the local government is PRACTICE of provinces.

>>> import datetime
>>> from khcn_records.lifecycle import advance
>>> mark = IPAsset(asset_id="1", kind="collective_mark", name="Rượu A")
>>> advance(mark, "request_place_name", on=datetime.date(2024, 2, 1)).status.value
'place_name_requested'
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
    named,
    optional_day,
    optional_text,
    personal,
    references,
    required_text,
    tuple_of_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.lifecycle import HistoryEntry, Lifecycle, Transition, history_of
from khcn_records.values.document_references import DocumentReference

__all__ = ["IPAsset", "IPKind", "IPState"]


class IPKind(enum.StrEnum):
    """The right that is sought (*đối tượng quyền*): the list is UNCONFIRMED."""

    MARK = "mark"
    """nhãn hiệu"""
    COLLECTIVE_MARK = "collective_mark"
    """nhãn hiệu tập thể"""
    CERTIFICATION_MARK = "certification_mark"
    """nhãn hiệu chứng nhận"""
    GEOGRAPHICAL_INDICATION = "geographical_indication"
    """chỉ dẫn địa lý"""
    INVENTION = "invention"
    """sáng chế"""
    UTILITY_SOLUTION = "utility_solution"
    """giải pháp hữu ích"""
    INDUSTRIAL_DESIGN = "industrial_design"
    """kiểu dáng công nghiệp"""
    LAYOUT_DESIGN = "layout_design"
    """thiết kế bố trí mạch tích hợp bán dẫn"""
    PLANT_VARIETY = "plant_variety"
    """giống cây trồng"""
    OTHER = "other"
    """đối tượng khác"""


class IPState(enum.StrEnum):
    """Where a right stands (*tình trạng quyền*)."""

    PREPARING = "preparing"
    """đang xây dựng hồ sơ"""
    PLACE_NAME_REQUESTED = "place_name_requested"
    """đã xin phép sử dụng địa danh"""
    PLACE_NAME_GRANTED = "place_name_granted"
    """đã được phép sử dụng địa danh"""
    FILED = "filed"
    """đã nộp đơn"""
    EXAMINED = "examined"
    """đã thẩm định"""
    GRANTED = "granted"
    """đã cấp văn bằng bảo hộ"""
    MANAGED = "managed"
    """đang quản lý, khai thác"""
    LAPSED = "lapsed"
    """hết hiệu lực"""
    CANCELLED = "cancelled"
    """bị hủy bỏ, chấm dứt hiệu lực"""
    REFUSED = "refused"
    """bị từ chối"""


_LAW = Evidence("Luật Sở hữu trí tuệ 50/2005/QH11", Confidence.UNCONFIRMED)
_PLACE = Evidence("Quy định của tỉnh về sử dụng địa danh đăng ký nhãn hiệu", Confidence.PRACTICE)
_USE = Evidence("Dự án quản lý và khai thác của địa phương", Confidence.PRACTICE)
_HELD = (IPState.GRANTED, IPState.MANAGED)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class IPAsset(Displayed):
    """A right of intellectual property that is sought or held (*tài sản trí tuệ*).

    Attributes:
        asset_id: this office's id of it.
        kind: the right.
        name: the mark, the indication, the title.
        product: the goods it stands for.
        place_name: the place named in it (*địa danh*).
        applicant: the organization that applies.
        owner: the organization that holds it.
        persons: natural persons who apply, invent or hold; personal data.
        number: number of the application or of the certificate, as printed.
        filed_on: the day of the application.
        granted_on: the day of the certificate.
        valid_until: the last day it holds.
        status: where it stands.
        documents: documents about it.
        project_ids: research projects that made or manage it.
        section: where the outline of the report tells it.
        history: the steps so far.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.
    """

    LIFECYCLE: ClassVar[Lifecycle] = Lifecycle(
        states=IPState,
        initial=IPState.PREPARING,
        transitions=(
            Transition((IPState.PREPARING,), "request_place_name", IPState.PLACE_NAME_REQUESTED, _PLACE),
            Transition(
                (IPState.PLACE_NAME_REQUESTED,), "grant_place_name", IPState.PLACE_NAME_GRANTED, _PLACE
            ),
            Transition((IPState.PLACE_NAME_REQUESTED,), "refuse_place_name", IPState.PREPARING, _PLACE),
            Transition(
                (IPState.PREPARING, IPState.PLACE_NAME_GRANTED),
                "file",
                IPState.FILED,
                _LAW,
                MappingProxyType({"filed_on": "on"}),
            ),
            Transition((IPState.FILED,), "examine", IPState.EXAMINED, _LAW),
            Transition(
                (IPState.EXAMINED,),
                "grant",
                IPState.GRANTED,
                _LAW,
                MappingProxyType({"granted_on": "on"}),
            ),
            Transition((IPState.FILED, IPState.EXAMINED), "refuse", IPState.REFUSED, _LAW),
            Transition((IPState.GRANTED,), "manage", IPState.MANAGED, _USE),
            Transition(_HELD, "lapse", IPState.LAPSED, _LAW),
            Transition(_HELD, "cancel", IPState.CANCELLED, _LAW),
        ),
        dated=MappingProxyType(
            {
                IPState.FILED: ("filed_on", IPState.PREPARING),
                IPState.GRANTED: ("granted_on", IPState.EXAMINED),
            }
        ),
    )

    asset_id: str = attrs.field(converter=required_text)
    kind: IPKind = attrs.field(converter=IPKind)
    name: str = attrs.field(converter=required_text)
    product: str | None = attrs.field(default=None, converter=optional_text)
    place_name: str | None = attrs.field(default=None, converter=optional_text)
    applicant: str | None = attrs.field(default=None, converter=optional_text)
    owner: str | None = attrs.field(default=None, converter=optional_text)
    persons: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text, metadata=personal)
    number: str | None = attrs.field(default=None, converter=optional_text)
    filed_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    granted_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    valid_until: dt.date | None = attrs.field(default=None, validator=optional_day)
    status: IPState = attrs.field(default=IPState.PREPARING, converter=IPState)
    documents: tuple[DocumentReference, ...] = attrs.field(default=(), converter=references)
    project_ids: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    section: str | None = attrs.field(default=None, converter=optional_text)
    history: tuple[HistoryEntry, ...] = attrs.field(default=(), converter=history_of)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)

    def is_valid_on(self, day: dt.date) -> bool | None:
        """Whether it is granted on a day and not past its last day; `None` where the day of the grant is not known.

        >>> mark = IPAsset(asset_id="1", kind="mark", name="A", status="granted", granted_on=dt.date(2024, 2, 1))
        >>> mark.is_valid_on(dt.date(2024, 1, 31)), mark.is_valid_on(dt.date(2024, 2, 1))
        (False, True)
        """
        if self.status not in _HELD or (self.valid_until is not None and day > self.valid_until):
            return False
        return None if self.granted_on is None else day >= self.granted_on
