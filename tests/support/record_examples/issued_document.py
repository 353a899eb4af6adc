"""An issued document with every field filled; the signer is made up."""

from __future__ import annotations

import datetime as dt

from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.issued_documents import (
    DocumentAct,
    IssuedDocument,
    IssuedDocumentStatus,
    Recipient,
    RecipientKind,
    Signature,
    SigningAuthority,
)
from khcn_records.values.document_kinds import DocumentKind
from khcn_records.values.document_numbers import DocumentNumber
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

EXAMPLE = IssuedDocument(
    document_id="2024-02/QĐ.7",
    kind=DocumentKind("QĐ"),
    number=DocumentNumber.parse("12/QĐ-KHCN"),
    issued_on=dt.date(2024, 1, 30),
    issuer="Sở Khoa học và Công nghệ",
    subject="Phê duyệt hai đề tài cấp tỉnh",
    status=IssuedDocumentStatus.REPLACED,
    effective_on=dt.date(2024, 2, 1),
    related=(DocumentReference.parse("Kế hoạch số 02/KH-UBND ngày 11/01/2024"),),
    replaces=(DocumentReference.parse("Quyết định số 210/QĐ-KHCN ngày 20/12/2023"),),
    replaced_by=DocumentReference.parse("Quyết định số 40/QĐ-KHCN ngày 20/3/2024"),
    acts=(
        DocumentAct(content="Phê duyệt đề tài thứ nhất", event="approve", record_ids=("P1",)),
        DocumentAct(content="Phê duyệt đề tài thứ hai", event="approve", record_ids=("P2",)),
    ),
    recipients=(
        Recipient(text="Như Điều 3", kind=RecipientKind.AS_ABOVE, copies=2),
        Recipient(
            text="Hộp thư công vụ",
            kind=RecipientKind.OFFICIAL_EMAIL,
            emails=("vanphong@co-quan.example",),
            emails_count=1,
        ),
        Recipient(text="Lưu: VT, QLKH", kind=RecipientKind.ARCHIVE, archive_units=("VT", "QLKH")),
    ),
    signature=Signature(
        authority=SigningAuthority.TL,
        head_position="GIÁM ĐỐC",
        deputy_of="CHÁNH VĂN PHÒNG",
        position="PHÓ CHÁNH VĂN PHÒNG",
        name="Người Ký A",
    ),
    is_personnel=True,
    period=ReportingPeriod.of_month(2024, 2),
    section="I.II.decisions",
    sequence=7,
    history=(
        HistoryEntry(event="sign", from_state="submitted", to_state="signed", on=dt.date(2024, 1, 29)),
        HistoryEntry(event="issue", from_state="signed", to_state="issued", on=dt.date(2024, 1, 30)),
    ),
    note="Hai nội dung trong một quyết định",
)
