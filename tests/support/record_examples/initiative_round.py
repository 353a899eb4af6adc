"""A round of initiatives with every field filled."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.initiative_rounds import InitiativeRound, InitiativeRoundStatus
from khcn_records.records.initiatives import InitiativeLevel
from khcn_records.values.document_references import DocumentReference

EXAMPLE = InitiativeRound(
    round_id="2023-3-2",
    number=3,
    batch=2,
    year=2023,
    level=InitiativeLevel.PROVINCE,
    initiatives_count=72,
    recognised_count=60,
    agencies_count=76,
    status=InitiativeRoundStatus.RECOGNISED,
    decision=DocumentReference.parse("Quyết định số 300/QĐ-UBND ngày 29/3/2024"),
    decided_on=dt.date(2024, 3, 29),
    council_id="HD1",
    next_text="Cấp giấy chứng nhận",
    section="I.III.5.1",
    history=(
        HistoryEntry(event="recognise", from_state="council", to_state="recognised", on=dt.date(2024, 3, 29)),
    ),
    note="Chuyển 12 hồ sơ sang đợt sau",
)
FIELDS = {
    "initiatives_count": st.none() | st.integers(50, 10**6),
    "recognised_count": st.none() | st.integers(0, 50),
}
