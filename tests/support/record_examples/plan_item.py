"""A planned item with every field filled."""

from __future__ import annotations

import datetime as dt

from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.plan_items import PlanItem, PlanStatus
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

EXAMPLE = PlanItem(
    plan_id="2024-02/L.4",
    content="Tổ chức nghiệm thu một đề tài",
    period=ReportingPeriod.of_month(2024, 3),
    section="II.1.2",
    printed_heading="2.2. Quản lý đề tài, dự án cấp tỉnh",
    documents=(DocumentReference.parse("Kế hoạch số 239/KH-UBND ngày 18/8/2020"),),
    project_ids=("P1",),
    planned_event="accept",
    indicator_ids=("2024-02/K.26",),
    record_ids=("N1",),
    condition="nếu có",
    responsible="Phòng Quản lý khoa học",
    due_on=PartialDate(2024, 3),
    status=PlanStatus.PARTLY_DONE,
    answered_by=("2024-03/A.6",),
    answered_on=dt.date(2024, 3, 14),
    carried_from="2024-01/L.5",
    history=(
        HistoryEntry(
            event="complete_partly", from_state="planned", to_state="partly_done", on=dt.date(2024, 3, 14)
        ),
    ),
    note="Còn một hội đồng",
)
