"""An initiative with every field filled; its authors are made up."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.initiatives import Initiative, InitiativeLevel, InitiativeStatus
from khcn_records.values.document_references import DocumentReference

EXAMPLE = Initiative(
    initiative_id="SK1",
    title="Cải tiến quy trình thử nghiệm mẫu",
    authors=("Tác giả A", "Tác giả B"),
    unit="Trung tâm A",
    field="Kỹ thuật",
    level=InitiativeLevel.PROVINCE,
    submitted_on=dt.date(2023, 12, 20),
    status=InitiativeStatus.RECOGNISED,
    score=Decimal("82.5"),
    score_scale=Decimal(100),
    decision=DocumentReference.parse("Quyết định số 300/QĐ-UBND ngày 29/3/2024"),
    decided_on=dt.date(2024, 3, 29),
    round_id="2023-3-2",
    section="I.III.5.1",
    history=(
        HistoryEntry(event="recognise", from_state="council", to_state="recognised", on=dt.date(2024, 3, 29)),
    ),
    note="Áp dụng trong toàn tỉnh",
)
