"""A licence with every field filled."""

from __future__ import annotations

import datetime as dt

from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.licences import Licence, LicenceKind, LicenceProcedure, LicenceState
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

_DECISION = DocumentReference.parse("Quyết định số 15/QĐ-KHCN ngày 30/01/2024")

EXAMPLE = Licence(
    licence_id="2024/12",
    kind=LicenceKind.XRAY_PERMIT,
    status=LicenceState.REVOKED,
    kind_text="Giấy phép sử dụng thiết bị X-quang",
    number="12/GP-SKHCN",
    holder="Phòng khám đa khoa A",
    holder_person="Nguyễn Văn A",
    equipment=("X-quang răng", "X-quang tổng hợp"),
    procedure=LicenceProcedure.RENEWAL,
    applied_on=dt.date(2024, 1, 5),
    issued_on=dt.date(2024, 1, 30),
    valid_from=dt.date(2024, 2, 15),
    valid_until=dt.date(2027, 2, 14),
    is_unlimited=False,
    ended_on=dt.date(2025, 6, 2),
    version=2,
    previous_id="2021/3",
    decision=_DECISION,
    period=ReportingPeriod.of_month(2024, 2),
    section="I.III.2",
    history=(
        HistoryEntry(event="issue", from_state="appraising", to_state="issued", on=dt.date(2024, 1, 30), document=_DECISION),
        HistoryEntry(event="revoke", from_state="issued", to_state="revoked", on=dt.date(2025, 6, 2)),
    ),
    note="Không",
)  # fmt: skip
