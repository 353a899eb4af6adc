"""Parts of a science-and-technology task (*nhiệm vụ KH&CN*): its level and kind, contract, money, changes and acceptance.

Basis: Luật 29/2013/QH13 with Thông tư 04/2015/TT-BKHCN (adjusting, extending, ending) and 11/2014/TT-BKHCN (acceptance) at
national level; provinces have rules of their own, so levels, kinds and grades may be left open.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable

import attrs

from khcn_records.display import Displayed
from khcn_records.errors import InvalidValueError
from khcn_records.fields import (
    count,
    day_or_part,
    instance_of,
    named,
    optional_day,
    optional_day_or_part,
    optional_document,
    optional_member,
    optional_quantity,
    optional_reference,
    optional_text,
    tuple_of_text,
)
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.money import Money
from khcn_records.values.quantities import Quantity

__all__ = [
    "Acceptance",
    "Adjustment",
    "AdjustmentSubject",
    "BudgetLine",
    "Contract",
    "FundingSource",
    "PaymentMethod",
    "ProjectExtension",
    "ProjectKind",
    "ProjectLevel",
    "Recovery",
    "ResearchField",
    "project_kind",
    "project_level",
]


class ProjectLevel(enum.StrEnum):
    """Who owns a task (*cấp quản lý*): Luật 29/2013/QH13; the levels of the law of 2025 are UNCONFIRMED."""

    NATIONAL = "national"
    """cấp quốc gia"""
    MINISTRY = "ministry"
    """cấp bộ"""
    PROVINCE = "province"
    """cấp tỉnh"""
    GRASSROOTS = "grassroots"
    """cấp cơ sở"""


class ProjectKind(enum.StrEnum):
    """What a task is (*loại hình nhiệm vụ*): Thông tư 07/2014/TT-BKHCN (its field names are UNCONFIRMED)."""

    TOPIC = "topic"
    """đề tài"""
    PROJECT = "project"
    """dự án"""
    PILOT_PRODUCTION = "pilot_production"
    """dự án sản xuất thử nghiệm"""
    SCHEME = "scheme"
    """đề án"""
    PROGRAMME = "programme"
    """chương trình"""
    TASK = "task"
    """nhiệm vụ, where the source says no more"""


class FundingSource(enum.StrEnum):
    """Whose money it is (*nguồn kinh phí*): form 04/KHCN-NV of Thông tư 15/2018/TT-BKHCN."""

    STATE_BUDGET = "state_budget"
    """ngân sách nhà nước, central or local not told"""
    CENTRAL_BUDGET = "central_budget"
    """ngân sách trung ương"""
    LOCAL_BUDGET = "local_budget"
    """ngân sách địa phương"""
    ENTERPRISE = "enterprise"
    """doanh nghiệp"""
    UNIVERSITY = "university"
    """trường đại học"""
    FOREIGN = "foreign"
    """nước ngoài"""
    OTHER = "other"
    """nguồn khác"""


class PaymentMethod(enum.StrEnum):
    """How it is paid (*phương thức khoán chi*): Thông tư liên tịch 27/2015/TTLT-BKHCN-BTC."""

    LUMP_SUM = "lump_sum"
    """khoán chi đến sản phẩm cuối cùng"""
    PARTIAL_LUMP_SUM = "partial_lump_sum"
    """khoán chi từng phần"""
    NO_LUMP_SUM = "no_lump_sum"
    """không khoán chi"""


class AdjustmentSubject(enum.StrEnum):
    """What of a task is changed (*nội dung điều chỉnh*): Thông tư 04/2015/TT-BKHCN; the place is PRACTICE."""

    TITLE = "title"
    """tên nhiệm vụ"""
    HOST_ORGANIZATION = "host_organization"
    """tổ chức chủ trì"""
    PRINCIPAL_INVESTIGATOR = "principal_investigator"
    """chủ nhiệm"""
    TIME = "time"
    """thời gian thực hiện"""
    BUDGET = "budget"
    """kinh phí"""
    PAYMENT_METHOD = "payment_method"
    """phương thức khoán chi"""
    CONTENT = "content"
    """nội dung"""
    PRODUCTS = "products"
    """sản phẩm"""
    PLACE = "place"
    """địa điểm triển khai"""
    OTHER = "other"
    """nội dung khác"""


def project_level(value: ProjectLevel | str | None) -> ProjectLevel | None:
    """The converter of every field that holds a level."""
    return optional_member(ProjectLevel, value)


def project_kind(value: ProjectKind | str | None) -> ProjectKind | None:
    """The converter of every field that holds a kind of task."""
    return optional_member(ProjectKind, value)


def _method(value: PaymentMethod | str | None) -> PaymentMethod | None:
    return optional_member(PaymentMethod, value)


def _source(value: FundingSource | str | None) -> FundingSource | None:
    return optional_member(FundingSource, value)


def _money(value: Money | str) -> Money:
    return Money.parse(value) if isinstance(value, str) else value


def _optional_money(value: Money | str | None) -> Money | None:
    return Money.parse(value) if isinstance(value, str) else value


def _parties(value: Iterable[str]) -> tuple[str, ...]:
    return tuple_of_text(value)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class ResearchField(Displayed):
    """A field of research (*lĩnh vực nghiên cứu*) in a classification of a day.

    Attributes:
        code: its code in the scheme, as written there (`40107`).
        scheme: the classification and its edition (`Quyết định 12/2008/QĐ-BKHCN`, `Thông tư 24/2025/TT-BKHCN`).
        label: its name, as the source has it.

    Raises:
        InvalidValueError: neither code nor name.

    >>> ResearchField(label="khoa học xã hội và nhân văn").code is None
    True
    """

    code: str | None = attrs.field(default=None, converter=optional_text)
    scheme: str | None = attrs.field(default=None, converter=optional_text)
    label: str | None = attrs.field(default=None, converter=optional_text)

    def __attrs_post_init__(self) -> None:
        if self.code is None and self.label is None:
            raise InvalidValueError("", "the code or the label of a research field")


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Contract(Displayed):
    """The contract a task is carried out under (*hợp đồng thực hiện nhiệm vụ*): Thông tư 05/2014/TT-BKHCN.

    Attributes:
        reference: its number and date; a `str` is parsed.
        signed_on: the day it was signed, or the month or year.
        parties: the organizations that signed.
    """

    reference: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    signed_on: dt.date | PartialDate | None = attrs.field(default=None, validator=optional_day_or_part)
    parties: tuple[str, ...] = attrs.field(default=(), converter=_parties)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class BudgetLine(Displayed):
    """Money of a task from one source (*kinh phí theo nguồn*).

    Attributes:
        source: whose money.
        amount: how much, in đồng; a `str` is parsed.
        method: how it is paid.
        year: the budget year, where it is told by year.
        note: free text.
    """

    source: FundingSource = attrs.field(converter=FundingSource)
    amount: Money = attrs.field(converter=_money, validator=instance_of(Money))
    method: PaymentMethod | None = attrs.field(default=None, converter=_method)
    year: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    note: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Adjustment(Displayed):
    """A change of a task, asked for or decided (*điều chỉnh nhiệm vụ*).

    Attributes:
        subject: what is changed.
        previous: what it was, in words.
        adjusted: what it becomes, in words.
        requested_on: the day it was asked for.
        decided_on: the day of the decision; `None`: not decided, or not told.
        document: the request or the decision; a `str` is parsed.
        note: free text.
    """

    subject: AdjustmentSubject = attrs.field(converter=AdjustmentSubject)
    previous: str | None = attrs.field(default=None, converter=optional_text)
    adjusted: str | None = attrs.field(default=None, converter=optional_text)
    requested_on: dt.date | PartialDate | None = attrs.field(default=None, validator=optional_day_or_part)
    decided_on: dt.date | PartialDate | None = attrs.field(default=None, validator=optional_day_or_part)
    document: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    note: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class ProjectExtension(Displayed):
    """A later end of a task (*gia hạn thời gian thực hiện*): Thông tư 04/2015/TT-BKHCN, Điều 12.

    Attributes:
        previous_end_on: the end before; `None` where it is not known.
        end_on: the new end, inclusive; a month or year where no more is known.
        requested_on: the day it was asked for.
        decided_on: the day of the decision; before it the old end held. `None`: not known, the new one holds throughout.
        document: the document that grants it; a `str` is parsed.
        note: free text.
    """

    previous_end_on: dt.date | PartialDate | None = attrs.field(default=None, validator=optional_day_or_part)
    end_on: dt.date | PartialDate = attrs.field(validator=day_or_part)
    requested_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    decided_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    document: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    note: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Acceptance(Displayed):
    """The council's sitting on the result (*nghiệm thu*): Thông tư 11/2014/TT-BKHCN at national level.

    Attributes:
        grade_text: the grade as printed (`đạt yêu cầu`).
        grade: its key in the scale.
        scale: the key of the grade scale; scales differ by level and ministry.
        held_on: the day of the sitting.
        council_id: the council that sat.
        document: its minutes or the decision; a `str` is parsed.
        note: free text.
    """

    grade_text: str | None = attrs.field(default=None, converter=optional_text)
    grade: str | None = attrs.field(default=None, converter=optional_text)
    scale: str | None = attrs.field(default=None, converter=optional_text)
    held_on: dt.date | PartialDate | None = attrs.field(default=None, validator=optional_day_or_part)
    council_id: str | None = attrs.field(default=None, converter=optional_text)
    document: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    note: str | None = attrs.field(default=None, converter=optional_text)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Recovery(Displayed):
    """Money taken back from a task that was ended or failed (*thu hồi kinh phí*).

    Attributes:
        share: which part of the support, in %; a `str` is parsed (`100%`).
        amount: how much, in đồng; a `str` is parsed.
        source: whose money it was.
        decided_on: the day of the decision.
        document: the decision; a `str` is parsed.
        note: free text.

    Raises:
        InvalidValueError: a share that is not 0% to 100%.

    >>> str(Recovery(share="100%", source="state_budget").share)
    '100%'
    """

    share: Quantity | None = attrs.field(
        default=None, converter=optional_quantity, validator=instance_of(Quantity, optional=True)
    )
    amount: Money | None = attrs.field(
        default=None, converter=_optional_money, validator=instance_of(Money, optional=True)
    )
    source: FundingSource | None = attrs.field(default=None, converter=_source)
    decided_on: dt.date | PartialDate | None = attrs.field(default=None, validator=optional_day_or_part)
    document: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    note: str | None = attrs.field(default=None, converter=optional_text)

    def __attrs_post_init__(self) -> None:
        share = self.share
        if share is not None and (
            share.unit != "%" or share.out_of is not None or not 0 <= share.amount <= 100
        ):
            raise InvalidValueError(str(share), "a share of 0% to 100%")
