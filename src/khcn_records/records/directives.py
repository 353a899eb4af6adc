"""Directive (*văn bản chỉ đạo*): a document by which an authority orders work.

Basis: Nghị định 30/2020/NĐ-CP, Điều 4 and 18 (received, processed, recalled); the registers of Phụ lục IV.

>>> directive = Directive(directive_id="316", number="316/UBND-KGVX", issuer="UBND tỉnh Bắc Giang")
>>> directive.reference.cite()
'Công văn số 316/UBND-KGVX của UBND tỉnh Bắc Giang'
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
    optional_number,
    optional_text,
    required_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.lifecycle import HistoryEntry, Lifecycle, Transition, history_of
from khcn_records.values.document_kinds import DocumentKind
from khcn_records.values.document_numbers import DocumentNumber
from khcn_records.values.document_references import DocumentReference

__all__ = ["Directive", "DirectiveStatus", "Urgency"]


class DirectiveStatus(enum.StrEnum):
    """Where a directive stands at its receiver (*tình trạng xử lý văn bản đến*)."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    RECALLED = "recalled"


class Urgency(enum.StrEnum):
    """Mức độ khẩn: Nghị định 30/2020/NĐ-CP, Phụ lục I."""

    NORMAL = "normal"
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    EXPRESS = "express"


_HANDLING = Evidence("Nghị định 30/2020/NĐ-CP, Điều 4", Confidence.TEXT)
_RECALL = Evidence("Nghị định 30/2020/NĐ-CP, Điều 18", Confidence.TEXT)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Directive(Displayed):
    """A document by which an authority orders work (*văn bản chỉ đạo*).

    Attributes:
        directive_id: this office's id of it.
        number: its symbol; a `str` is parsed; `None` where it is known by its title.
        issued_on: its date.
        issuer: the issuing body, as named.
        kind: *tên loại*; taken from the symbol where it is not given.
        subject: *trích yếu*.
        received_on: the day it arrived (*ngày đến*).
        urgency: *mức độ khẩn*.
        status: where its handling stands.
        history: the steps so far.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.

    Raises:
        InvalidDocumentReferenceError: neither number, kind nor subject is given.
        TypeError: a field of the wrong type.
    """

    LIFECYCLE: ClassVar[Lifecycle] = Lifecycle(
        states=DirectiveStatus,
        initial=DirectiveStatus.RECEIVED,
        transitions=(
            Transition((DirectiveStatus.RECEIVED,), "start", DirectiveStatus.IN_PROGRESS, _HANDLING),
            Transition(
                (DirectiveStatus.RECEIVED, DirectiveStatus.IN_PROGRESS),
                "complete",
                DirectiveStatus.DONE,
                _HANDLING,
            ),
            Transition(
                (DirectiveStatus.RECEIVED, DirectiveStatus.IN_PROGRESS),
                "recall",
                DirectiveStatus.RECALLED,
                _RECALL,
            ),
            Transition((DirectiveStatus.DONE,), "reopen", DirectiveStatus.IN_PROGRESS, _HANDLING),
        ),
        dated=MappingProxyType({}),
    )

    directive_id: str = attrs.field(converter=required_text)
    number: DocumentNumber | None = attrs.field(
        default=None, converter=optional_number, validator=instance_of(DocumentNumber, optional=True)
    )
    issued_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    issuer: str | None = attrs.field(default=None, converter=optional_text)
    kind: DocumentKind | None = attrs.field(default=None, validator=instance_of(DocumentKind, optional=True))
    subject: str | None = attrs.field(default=None, converter=optional_text)
    received_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    urgency: Urgency = attrs.field(default=Urgency.NORMAL, converter=Urgency)
    status: DirectiveStatus = attrs.field(default=DirectiveStatus.RECEIVED, converter=DirectiveStatus)
    history: tuple[HistoryEntry, ...] = attrs.field(default=(), converter=history_of)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)

    def __attrs_post_init__(self) -> None:
        reference = self.reference
        object.__setattr__(self, "number", reference.number)
        object.__setattr__(self, "kind", reference.kind)

    @property
    def reference(self) -> DocumentReference:
        """The directive as other records cite it."""
        return DocumentReference(self.number, self.issued_on, self.issuer, self.kind, self.subject)
