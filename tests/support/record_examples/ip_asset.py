"""An asset with every field filled; the persons are made up."""

from __future__ import annotations

import datetime as dt

from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.ip_assets import IPAsset, IPKind, IPState
from khcn_records.values.document_references import DocumentReference

EXAMPLE = IPAsset(
    asset_id="2024-02/IP.1",
    kind=IPKind.COLLECTIVE_MARK,
    name="Rượu A",
    product="rượu men lá",
    place_name="Núi A",
    applicant="Hợp tác xã A",
    owner="Hội sản xuất rượu A",
    persons=("Người Nộp A",),
    number="4-2024-00001",
    filed_on=dt.date(2024, 2, 5),
    granted_on=dt.date(2025, 6, 2),
    valid_until=dt.date(2034, 2, 5),
    status=IPState.GRANTED,
    documents=(DocumentReference.parse("Tờ trình số 12/TTr-KHCN ngày 22/01/2024"),),
    project_ids=("P1",),
    section="I.III.5.1",
    history=(HistoryEntry(event="grant", from_state="examined", to_state="granted", on=dt.date(2025, 6, 2)),),
    note="Có bản đồ khoanh vùng",
)
