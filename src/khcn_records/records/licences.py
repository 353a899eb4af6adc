"""Licence (*giấy phép, giấy chứng nhận, chứng chỉ*): what an office grants on application, with its term and its versions.

Basis: Nghị định 142/2020/NĐ-CP (radiation work, in force from 01/02/2021; for 2026 on UNCONFIRMED); Luật Chuyển giao công
nghệ 07/2017/QH14, Điều 31 (registration of technology transfer). A renewal, an amendment or a reissue makes a new version:
a record of its own that names the one before, which is then superseded.

>>> import datetime
>>> licence = Licence(licence_id="2024/12", kind="xray_permit", status="issued", number="12/GP-SKHCN",
...     valid_from=datetime.date(2024, 1, 30), valid_until=datetime.date(2027, 1, 29))
>>> licence.is_valid(datetime.date(2027, 1, 29)), licence.is_valid(datetime.date(2027, 1, 30))
(True, False)
>>> str(licence.renewal_apply_by)
'2026-12-15'
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Self

import attrs

from khcn_records.display import Displayed
from khcn_records.evidence import Confidence, Evidence
from khcn_records.fields import (
    count,
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
    tuple_of_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.lifecycle import HistoryEntry, Lifecycle, Transition, history_of, state_at
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.months import begun_months, months_on
from khcn_records.values.periods import ReportingPeriod

if TYPE_CHECKING:
    from khcn_records.limits.statutory import StatutoryLimit

__all__ = ["Licence", "LicenceKind", "LicenceProcedure", "LicenceState"]


class LicenceKind(enum.StrEnum):
    """What is granted (*loại giấy phép*)."""

    RADIATION_WORK_PERMIT = "radiation_work_permit"
    """giấy phép tiến hành công việc bức xạ"""
    XRAY_PERMIT = "xray_permit"
    """giấy phép tiến hành công việc bức xạ: sử dụng thiết bị X-quang chẩn đoán trong y tế"""
    RADIATION_STAFF_CERTIFICATE = "radiation_staff_certificate"
    """chứng chỉ nhân viên bức xạ"""
    TECHNOLOGY_TRANSFER_REGISTRATION = "technology_transfer_registration"
    """giấy chứng nhận đăng ký chuyển giao công nghệ"""
    TECHNOLOGY_TRANSFER_LICENCE = "technology_transfer_licence"
    """giấy phép chuyển giao công nghệ hạn chế chuyển giao"""
    SCIENCE_ORGANIZATION_REGISTRATION = "science_organization_registration"
    """giấy chứng nhận đăng ký hoạt động khoa học và công nghệ"""
    SCIENCE_ENTERPRISE_CERTIFICATE = "science_enterprise_certificate"
    """giấy chứng nhận doanh nghiệp khoa học và công nghệ"""
    OTHER = "other"
    """loại khác, ghi tại `kind_text`"""


class LicenceProcedure(enum.StrEnum):
    """By which procedure a version came to be (*thủ tục*)."""

    NEW = "new"
    """cấp mới"""
    RENEWAL = "renewal"
    """gia hạn"""
    AMENDMENT = "amendment"
    """sửa đổi, bổ sung"""
    REISSUE = "reissue"
    """cấp lại"""


class LicenceState(enum.StrEnum):
    """Where a licence stands (*tình trạng*)."""

    APPLIED = "applied"
    """đã nộp hồ sơ"""
    SUPPLEMENTING = "supplementing"
    """chờ bổ sung hồ sơ"""
    APPRAISING = "appraising"
    """đang thẩm định"""
    ISSUED = "issued"
    """đã cấp"""
    REFUSED = "refused"
    """từ chối cấp"""
    SUPERSEDED = "superseded"
    """được thay bằng bản gia hạn, sửa đổi hoặc cấp lại"""
    EXPIRED = "expired"
    """hết hiệu lực"""
    REVOKED = "revoked"
    """bị thu hồi"""
    SURRENDERED = "surrendered"
    """trả lại"""


def _procedure(procedure: LicenceProcedure | str | None) -> LicenceProcedure | None:
    return optional_member(LicenceProcedure, procedure)


_S = LicenceState
_PROCEDURES = Evidence("Nghị định 142/2020/NĐ-CP, Điều 29, 35", Confidence.TEXT)
_VERSIONS = Evidence("Nghị định 142/2020/NĐ-CP, Điều 29, 30", Confidence.TEXT)
_TERM = Evidence("Nghị định 142/2020/NĐ-CP, Điều 37", Confidence.TEXT)
_UNCONFIRMED = Evidence("Nghị định 142/2020/NĐ-CP", Confidence.UNCONFIRMED)
_ENDED = MappingProxyType({"ended_on": "on"})
_CUT_SHORT = frozenset({_S.SUPERSEDED, _S.REVOKED, _S.SURRENDERED})
_SHORTEST_RENEWED = 6
"""Months: no renewal of a shorter permit is spoken of (Nghị định 142/2020/NĐ-CP, Điều 30)."""


@functools.cache
def _renewal_rows() -> tuple[StatutoryLimit, ...]:
    """The rows of `limits` that say by when a renewal is asked for."""
    from khcn_records.limits.statutory import statutory_limits  # here: few licences are asked

    return tuple(row for row in statutory_limits(kind="licence") if row.at == ("term:valid_until",))


def _days_before(end: dt.date, row: StatutoryLimit) -> dt.date:
    """So many days before the end as the row says; that each says days, a test holds."""
    assert row.limit is not None
    return end - dt.timedelta(days=row.limit.amount)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Licence(Displayed):
    """One version of a licence, certificate or registration (*giấy phép*).

    Attributes:
        licence_id: unique in its report.
        kind: what is granted.
        kind_text: its name as printed; what it is where `kind` is `OTHER`.
        number: its own number.
        holder: the organization that holds it (*tổ chức được cấp*).
        holder_person: the natural person that holds it, masked.
        equipment: devices or sources it covers.
        procedure: how this version came to be.
        applied_on: the day the dossier was handed in.
        issued_on: the day it was granted.
        valid_from: its first day; `None`: `issued_on`.
        valid_until: its last day, inclusive; `None`: not known, or none where `is_unlimited`.
        is_unlimited: it has no last day; `None`: not said.
        ended_on: the day it was superseded, revoked or surrendered; from that day on it does not hold.
        version: 1, and one more with each renewal, amendment or reissue.
        previous_id: the id of the version before.
        status: where it stands.
        decision: the document by which it was granted or refused; a `str` is parsed.
        period: the reporting period it is told of; a `str` is parsed.
        section: its place in the report's outline.
        history: the steps so far.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.

    Raises:
        TypeError: a field of the wrong type.
        InvalidValueError: an empty id, a version below 1, a text that is no document or period.
    """

    LIFECYCLE: ClassVar[Lifecycle] = Lifecycle(
        states=LicenceState,
        initial=_S.APPLIED,
        transitions=(
            Transition((_S.APPLIED, _S.APPRAISING), "request_supplement", _S.SUPPLEMENTING, _PROCEDURES),
            Transition((_S.SUPPLEMENTING,), "supplement", _S.APPRAISING, _PROCEDURES),
            Transition((_S.APPLIED,), "appraise", _S.APPRAISING, _PROCEDURES),
            Transition(
                (_S.APPRAISING,),
                "issue",
                _S.ISSUED,
                _PROCEDURES,
                MappingProxyType({"issued_on": "on", "decision": "document"}),
            ),
            Transition(
                (_S.APPRAISING,),
                "refuse",
                _S.REFUSED,
                _PROCEDURES,
                MappingProxyType({"decision": "document"}),
            ),
            Transition((_S.ISSUED,), "renew", _S.SUPERSEDED, _VERSIONS, _ENDED),
            Transition((_S.ISSUED,), "amend", _S.SUPERSEDED, _VERSIONS, _ENDED),
            Transition((_S.ISSUED,), "reissue", _S.SUPERSEDED, _VERSIONS, _ENDED),
            Transition((_S.ISSUED,), "expire", _S.EXPIRED, _TERM),
            Transition((_S.ISSUED,), "revoke", _S.REVOKED, _UNCONFIRMED, _ENDED),
            Transition((_S.ISSUED,), "surrender", _S.SURRENDERED, _UNCONFIRMED, _ENDED),
        ),
        dated=MappingProxyType(
            {_S.ISSUED: ("issued_on", _S.APPRAISING), **dict.fromkeys(_CUT_SHORT, ("ended_on", _S.ISSUED))}
        ),
    )

    licence_id: str = attrs.field(converter=required_text)
    kind: LicenceKind = attrs.field(converter=LicenceKind)
    status: LicenceState = attrs.field(converter=LicenceState)
    kind_text: str | None = attrs.field(default=None, converter=optional_text)
    number: str | None = attrs.field(default=None, converter=optional_text)
    holder: str | None = attrs.field(default=None, converter=optional_text)
    holder_person: str | None = attrs.field(default=None, converter=optional_text, metadata=personal)
    equipment: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    procedure: LicenceProcedure | None = attrs.field(default=None, converter=_procedure)
    applied_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    issued_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    valid_from: dt.date | None = attrs.field(default=None, validator=optional_day)
    valid_until: dt.date | None = attrs.field(default=None, validator=optional_day)
    is_unlimited: bool | None = attrs.field(default=None, validator=instance_of(bool, optional=True))
    ended_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    version: int = attrs.field(default=1, validator=count(least=1))
    previous_id: str | None = attrs.field(default=None, converter=optional_text)
    decision: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    period: ReportingPeriod | None = attrs.field(
        default=None, converter=optional_period, validator=instance_of(ReportingPeriod, optional=True)
    )
    section: str | None = attrs.field(default=None, converter=optional_text)
    history: tuple[HistoryEntry, ...] = attrs.field(default=(), converter=history_of)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)

    def is_valid(self, on: dt.date) -> bool | None:
        """Whether it held on a day; `None` where its days are not known well enough to say.

        Raises:
            TypeError: `on` is not a plain date.
        """
        state = state_at(self, on)
        if self.valid_until is not None and on > self.valid_until:
            return False
        if self.ended_on is not None and on >= self.ended_on:
            return False
        start = self.valid_from or self.issued_on
        if start is not None and on < start:
            return False
        if state in _CUT_SHORT:
            return False if self.history else None  # nothing says since when
        if state is _S.EXPIRED:
            known = start is not None and self.valid_until is not None
            return True if known else (False if self.history else None)
        if state is not _S.ISSUED:
            return False
        if start is None or (self.valid_until is None and not self.is_unlimited):
            return None
        return True

    @property
    def term_months(self) -> int | None:
        """How many months its term has, a begun month counted whole; `None` where its days are not known."""
        start = self.valid_from or self.issued_on
        return None if start is None or self.valid_until is None else begun_months(start, self.valid_until)

    @property
    def renewal_limit(self) -> StatutoryLimit | None:
        """The statutory limit of the day by which its renewal is asked for, with its ground and how sure that is.

        `None`: it has no last day or no known term, or no rule speaks of such a licence.

        >>> licence = Licence(licence_id="1", kind="xray_permit", status="issued",
        ...     valid_from=dt.date(2025, 1, 1), valid_until=dt.date(2027, 12, 31))
        >>> str(licence.renewal_limit.limit), licence.renewal_limit.basis.confidence.value
        ('45 ngày', 'unconfirmed')
        """
        start = self.valid_from or self.issued_on
        if start is None or self.valid_until is None:
            return None
        if self.valid_until + dt.timedelta(days=1) < months_on(start, _SHORTEST_RENEWED):
            return None
        told = {"kind": self.kind, "term_months": self.term_months}
        for row in _renewal_rows():
            holds = all(condition.holds(told.get(condition.name)) for condition in row.when)
            if holds and row.is_valid(_days_before(self.valid_until, row)):
                return row
        return None

    @property
    def renewal_apply_by(self) -> dt.date | None:
        """The last day to apply for its renewal by `renewal_limit`, days off not counted; after it a new permit is needed."""
        row = self.renewal_limit
        return None if row is None or self.valid_until is None else _days_before(self.valid_until, row)

    def next_version(
        self, procedure: LicenceProcedure | str, *, licence_id: str, applied_on: dt.date | None = None
    ) -> Self:
        """The application for a new version: same kind and holder, one version more, naming this one.

        This record stays as it is until the new version is granted: then it advances by `renew`, `amend` or `reissue`.

        Args:
            procedure: renewal, amendment or reissue.
            licence_id: the id of the new record.
            applied_on: the day the dossier was handed in.

        Raises:
            InvalidValueError: no such procedure, an empty id.

        >>> old = Licence(licence_id="1", kind="xray_permit", status="issued", holder="Phòng khám A")
        >>> new = old.next_version("renewal", licence_id="2")
        >>> new.version, new.previous_id, new.status.value, new.holder
        (2, '1', 'applied', 'Phòng khám A')
        """
        return type(self)(
            licence_id=licence_id,
            kind=self.kind,
            status=LicenceState.APPLIED,
            kind_text=self.kind_text,
            holder=self.holder,
            holder_person=self.holder_person,
            equipment=self.equipment,
            procedure=procedure,
            applied_on=applied_on,
            version=self.version + 1,
            previous_id=self.licence_id,
        )
