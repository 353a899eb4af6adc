"""A directive with every field filled."""

from __future__ import annotations

import datetime as dt

from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.directives import Directive, DirectiveStatus, Urgency
from khcn_records.values.document_kinds import DocumentKind
from khcn_records.values.document_numbers import DocumentNumber

EXAMPLE = Directive(
    directive_id="2024-02/316",
    number=DocumentNumber.parse("114-KH/TU"),
    issued_on=dt.date(2024, 1, 5),
    issuer="Ban Thường vụ Tỉnh uỷ",
    kind=DocumentKind("KH"),
    subject="Thực hiện Nghị quyết “về khoa học và công nghệ”",
    received_on=dt.date(2024, 1, 8),
    urgency=Urgency.URGENT,
    status=DirectiveStatus.IN_PROGRESS,
    history=(
        HistoryEntry(event="start", from_state="received", to_state="in_progress", on=dt.date(2024, 1, 9)),
    ),
)
