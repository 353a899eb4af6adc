"""IssuedDocument (*văn bản đi, văn bản ban hành*): a document of this office, from its draft to what replaces it.

Basis: Nghị định 30/2020/NĐ-CP, Điều 13 (who signs), 15 (number and day), 18 (recall), Phụ lục I (signature, recipients), Phụ
lục IV (register of outgoing documents). The steps before the signature are PRACTICE.

>>> document = IssuedDocument(document_id="2024-02/BC.1", number="19/BC-KHCN", issuer="Sở Khoa học và Công nghệ")
>>> document.reference.cite()
'Báo cáo số 19/BC-KHCN của Sở Khoa học và Công nghệ'
>>> Signature(authority="kt", head_position="Giám đốc", position="Phó Giám đốc").format()
'KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC'
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from types import MappingProxyType
from typing import ClassVar, Self

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
    optional_number,
    optional_period,
    optional_reference,
    optional_text,
    personal,
    references,
    required_text,
    tuple_of,
    tuple_of_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.labels import label
from khcn_records.lifecycle import HistoryEntry, Lifecycle, Transition, history_of
from khcn_records.text import lazy_pattern
from khcn_records.values.document_kinds import DocumentKind
from khcn_records.values.document_numbers import DocumentNumber
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

__all__ = [
    "DocumentAct",
    "IssuedDocument",
    "IssuedDocumentStatus",
    "Recipient",
    "RecipientKind",
    "Signature",
    "SigningAuthority",
]


class IssuedDocumentStatus(enum.StrEnum):
    """Where a document of this office stands (*tình trạng văn bản đi*)."""

    DRAFTED = "drafted"
    """đã soạn dự thảo"""
    CONSULTED = "consulted"
    """đã lấy ý kiến góp ý"""
    SUBMITTED = "submitted"
    """đã trình ký"""
    SIGNED = "signed"
    """đã ký"""
    ISSUED = "issued"
    """đã cấp số, phát hành"""
    IN_FORCE = "in_force"
    """có hiệu lực"""
    REPLACED = "replaced"
    """đã được thay thế"""
    RECALLED = "recalled"
    """đã thu hồi"""


class SigningAuthority(enum.StrEnum):
    """By which right a document is signed (*quyền hạn của người ký*): Nghị định 30/2020/NĐ-CP, Điều 13 and Phụ lục I."""

    DIRECT = "direct"
    """the head himself: no prefix"""
    TM = "tm"
    """thay mặt tập thể"""
    KT = "kt"
    """ký thay người đứng đầu"""
    TL = "tl"
    """thừa lệnh"""
    TUQ = "tuq"
    """thừa ủy quyền"""
    Q = "q"
    """quyền (cấp trưởng)"""

    @property
    def prefix(self) -> str:
        """What is printed before the position: `KT.`; `""` for the head himself."""
        return "" if self is SigningAuthority.DIRECT else f"{self.value.upper()}."


class RecipientKind(enum.StrEnum):
    """What sort of receiver a line of *Nơi nhận* names (PRACTICE)."""

    AS_ABOVE = "as_above"
    """như trên, như Điều …"""
    PARTY_BODY = "party_body"
    """cơ quan Đảng"""
    PEOPLES_COUNCIL = "peoples_council"
    """Hội đồng nhân dân, các ban của Hội đồng nhân dân"""
    PEOPLES_COMMITTEE = "peoples_committee"
    """Ủy ban nhân dân, Văn phòng Ủy ban nhân dân"""
    AGENCY = "agency"
    """bộ, sở, ngành, cơ quan khác"""
    LEADERS = "leaders"
    """lãnh đạo cơ quan"""
    INTERNAL_UNITS = "internal_units"
    """phòng, đơn vị thuộc cơ quan"""
    OFFICIAL_EMAIL = "official_email"
    """hộp thư điện tử công vụ"""
    OTHER_EMAIL = "other_email"
    """hộp thư điện tử khác"""
    ARCHIVE = "archive"
    """lưu"""
    OTHER = "other"
    """nơi nhận khác"""


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Signature(Displayed):
    """Who signed, and by which right (*chữ ký, thẩm quyền ký*).

    Attributes:
        authority: the right to sign.
        head_position: the office signed for: `GIÁM ĐỐC` of *KT. GIÁM ĐỐC*, `ỦY BAN NHÂN DÂN` of *TM. ỦY BAN NHÂN DÂN*.
        deputy_of: the position a deputy signs for where the right is another one's: `CHÁNH VĂN PHÒNG` of *TL. CHỦ TỊCH, KT. CHÁNH
            VĂN PHÒNG*.
        position: the signer's own.
        name: the signer's name; personal data.
    """

    authority: SigningAuthority = attrs.field(default=SigningAuthority.DIRECT, converter=SigningAuthority)
    head_position: str | None = attrs.field(default=None, converter=optional_text)
    deputy_of: str | None = attrs.field(default=None, converter=optional_text)
    position: str | None = attrs.field(default=None, converter=optional_text)
    name: str | None = attrs.field(default=None, converter=optional_text, metadata=personal)

    @classmethod
    def from_lines(cls, lines: Iterable[str], *, name: str | None = None) -> Self:
        """A signature from its printed lines above the name, first line first.

        Args:
            lines: one to three lines, such as `KT. GIÁM ĐỐC` and `PHÓ GIÁM ĐỐC`; `T/M`, `K/T` of the Party are read too.
            name: the signer.

        Raises:
            TypeError: a bare `str`.
            InvalidValueError: no line, or lines that make no signature.

        >>> signature = Signature.from_lines(["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"])
        >>> signature.authority.value, signature.deputy_of, signature.position
        ('tl', 'CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG')
        """
        given = tuple_of_text(lines)
        read = [_signing_line(line) for line in given]
        match read:
            case [(SigningAuthority.DIRECT | SigningAuthority.Q as authority, position)]:
                return cls(authority=authority, position=position, name=name)
            case [
                (
                    SigningAuthority.TM
                    | SigningAuthority.KT
                    | SigningAuthority.TL
                    | SigningAuthority.TUQ as authority,
                    head,
                ),
                (SigningAuthority.DIRECT, position),
            ]:
                return cls(authority=authority, head_position=head, position=position, name=name)
            case [
                (SigningAuthority.TM | SigningAuthority.TL | SigningAuthority.TUQ as authority, head),
                (SigningAuthority.KT, deputy_of),
                (SigningAuthority.DIRECT, position),
            ]:
                return cls(
                    authority=authority, head_position=head, deputy_of=deputy_of, position=position, name=name
                )
        raise InvalidValueError(" / ".join(given), "the lines of a signature, such as KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC")  # fmt: skip

    def lines(self) -> tuple[str, ...]:
        """The lines above the name, in capitals (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7).

        >>> Signature(authority="q", position="Giám đốc").lines()
        ('Q. GIÁM ĐỐC',)
        """
        prefix = self.authority.prefix
        if self.authority in {SigningAuthority.DIRECT, SigningAuthority.Q}:
            printed = [f"{prefix} {self.position or self.head_position or ''}"]
        else:
            deputy = "" if self.deputy_of is None else f"{SigningAuthority.KT.prefix} {self.deputy_of}"
            printed = [f"{prefix} {self.head_position or ''}", deputy, self.position or ""]
        return tuple(line.upper().strip() for line in printed if line.strip())

    def format(self, lang: str = "vi") -> str:
        """The lines above the name, joined by a stroke; the name is not shown.

        Raises:
            UnknownLanguageError: no such language.
        """
        label(
            self.authority, lang
        )  # positions keep their Vietnamese names, and the language is still checked
        return " / ".join(self.lines())


_PREFIX = lazy_pattern(r"(TM|KT|TL|TUQ|Q) ?\. ?(.+)|(T/M|K/T|T/L) (.+)")


def _signing_line(line: str) -> tuple[SigningAuthority, str]:
    found = _PREFIX.fullmatch(line)
    if found is None:
        return SigningAuthority.DIRECT, line
    return SigningAuthority((found[1] or found[3].replace("/", "")).lower()), found[2] or found[4]


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Recipient(Displayed):
    """One line of the list of receivers (*Nơi nhận*).

    Attributes:
        text: the line without dash and semicolon; without the addresses where they are private.
        kind: what sort of receiver.
        copies: how many copies go there or are kept (*số bản*).
        archive_units: abbreviations behind *Lưu*: `VT`, `VP`.
        emails: electronic addresses; personal data.
        emails_count: how many addresses there are, where they themselves are withheld.
    """

    text: str = attrs.field(converter=required_text)
    kind: RecipientKind = attrs.field(default=RecipientKind.OTHER, converter=RecipientKind)
    copies: int | None = attrs.field(default=None, validator=count(optional=True))
    archive_units: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    emails: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text, metadata=personal)
    emails_count: int | None = attrs.field(default=None, validator=count(optional=True))


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class DocumentAct(Displayed):
    """One thing that a document does (*nội dung quyết định*): a decision may approve two projects.

    Attributes:
        content: what is done.
        event: the event it is in the life of the records named.
        record_ids: the records it is about.
    """

    content: str = attrs.field(converter=required_text)
    event: str | None = attrs.field(default=None, converter=optional_text)
    record_ids: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)


def _acts(acts: Iterable[DocumentAct]) -> tuple[DocumentAct, ...]:
    return tuple_of(DocumentAct, acts)


def _recipients(recipients: Iterable[Recipient]) -> tuple[Recipient, ...]:
    return tuple_of(Recipient, recipients)


_DRAFTING = Evidence("Quy trình soạn thảo, lấy ý kiến, trình ký văn bản của cơ quan", Confidence.PRACTICE)
_SIGNING = Evidence("Nghị định 30/2020/NĐ-CP, Điều 13", Confidence.TEXT)
_NUMBERING = Evidence("Nghị định 30/2020/NĐ-CP, Điều 15", Confidence.TEXT)
_FORCE = Evidence("Hiệu lực ghi trong văn bản", Confidence.PRACTICE)
_REPLACING = Evidence("Nghị định 30/2020/NĐ-CP, Điều 18", Confidence.TEXT)
_ON_ITS_WAY = (
    IssuedDocumentStatus.DRAFTED,
    IssuedDocumentStatus.CONSULTED,
    IssuedDocumentStatus.SUBMITTED,
)
_OUT = (IssuedDocumentStatus.ISSUED, IssuedDocumentStatus.IN_FORCE)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class IssuedDocument(Displayed):
    """A document that this office drafts and issues (*văn bản đi*).

    Attributes:
        document_id: this office's id of it.
        kind: *tên loại*; taken from the symbol where it is not given.
        number: its symbol; a `str` is parsed; `None` where a list names it by title only.
        issued_on: its date.
        issuer: the issuing body, as named.
        subject: *trích yếu*; `None` where it is withheld.
        status: where it stands.
        effective_on: the day it comes into force.
        related: documents it carries out or answers.
        replaces: documents it replaces.
        replaced_by: the document that replaces it; a `str` is parsed.
        acts: what it does, one by one.
        recipients: *nơi nhận*.
        signature: who signed, and by which right.
        is_personnel: it is about a person of the office: its subject is to be withheld.
        period: the report it is listed in; a `str` is parsed.
        section: where the outline of the report lists it.
        sequence: its number in that list.
        history: the steps so far.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.

    Raises:
        InvalidDocumentReferenceError: neither number, known kind nor subject is given.
        TypeError: a field of the wrong type.
    """

    LIFECYCLE: ClassVar[Lifecycle] = Lifecycle(
        states=IssuedDocumentStatus,
        initial=IssuedDocumentStatus.DRAFTED,
        transitions=(
            Transition((IssuedDocumentStatus.DRAFTED,), "consult", IssuedDocumentStatus.CONSULTED, _DRAFTING),
            Transition(_ON_ITS_WAY[:2], "submit", IssuedDocumentStatus.SUBMITTED, _DRAFTING),
            Transition(_ON_ITS_WAY[1:], "redraft", IssuedDocumentStatus.DRAFTED, _DRAFTING),
            Transition((IssuedDocumentStatus.SUBMITTED,), "sign", IssuedDocumentStatus.SIGNED, _SIGNING),
            Transition(
                (IssuedDocumentStatus.SIGNED,),
                "issue",
                IssuedDocumentStatus.ISSUED,
                _NUMBERING,
                MappingProxyType({"issued_on": "on"}),
            ),
            Transition(
                (IssuedDocumentStatus.ISSUED,),
                "take_effect",
                IssuedDocumentStatus.IN_FORCE,
                _FORCE,
                MappingProxyType({"effective_on": "on"}),
            ),
            Transition(
                _OUT,
                "replace",
                IssuedDocumentStatus.REPLACED,
                _REPLACING,
                MappingProxyType({"replaced_by": "document"}),
            ),
            Transition(_OUT, "recall", IssuedDocumentStatus.RECALLED, _REPLACING),
        ),
        dated=MappingProxyType(
            {
                IssuedDocumentStatus.ISSUED: ("issued_on", IssuedDocumentStatus.DRAFTED),
                IssuedDocumentStatus.IN_FORCE: ("effective_on", IssuedDocumentStatus.ISSUED),
            }
        ),
    )

    document_id: str = attrs.field(converter=required_text)
    kind: DocumentKind | None = attrs.field(default=None, validator=instance_of(DocumentKind, optional=True))
    number: DocumentNumber | None = attrs.field(
        default=None, converter=optional_number, validator=instance_of(DocumentNumber, optional=True)
    )
    issued_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    issuer: str | None = attrs.field(default=None, converter=optional_text)
    subject: str | None = attrs.field(default=None, converter=optional_text)
    status: IssuedDocumentStatus = attrs.field(
        default=IssuedDocumentStatus.ISSUED, converter=IssuedDocumentStatus
    )
    effective_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    related: tuple[DocumentReference, ...] = attrs.field(default=(), converter=references)
    replaces: tuple[DocumentReference, ...] = attrs.field(default=(), converter=references)
    replaced_by: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    acts: tuple[DocumentAct, ...] = attrs.field(default=(), converter=_acts)
    recipients: tuple[Recipient, ...] = attrs.field(default=(), converter=_recipients)
    signature: Signature | None = attrs.field(default=None, validator=instance_of(Signature, optional=True))
    is_personnel: bool = attrs.field(default=False, validator=instance_of(bool))
    period: ReportingPeriod | None = attrs.field(
        default=None, converter=optional_period, validator=instance_of(ReportingPeriod, optional=True)
    )
    section: str | None = attrs.field(default=None, converter=optional_text)
    sequence: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    history: tuple[HistoryEntry, ...] = attrs.field(default=(), converter=history_of)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)

    def __attrs_post_init__(self) -> None:
        reference = self.reference
        object.__setattr__(self, "number", reference.number)
        object.__setattr__(self, "kind", reference.kind)

    @property
    def reference(self) -> DocumentReference:
        """The document as other records cite it."""
        return DocumentReference(self.number, self.issued_on, self.issuer, self.kind, self.subject)
