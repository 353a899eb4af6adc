"""An activity with every field filled."""

from __future__ import annotations

from khcn_records.records.activities import Activity
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

EXAMPLE = Activity(
    activity_id="2024-02/A.2",
    content="Tổ chức nghiệm thu hai nhiệm vụ cấp tỉnh",
    marker="-",
    parent_id="2024-02/A.1",
    partners=("Bộ Khoa học và Công nghệ", "UBND huyện A"),
    place="huyện A",
    documents=(DocumentReference.parse("Quyết định số 1982/QĐ-UBND ngày 19/12/2023"),),
    indicator_ids=("2024-02/K.3",),
    project_ids=("P1", "P2"),
    record_ids=("N1",),
    period=ReportingPeriod.of_month(2024, 2),
    section="I.III.1.2",
    note="Hai hội đồng",
)
