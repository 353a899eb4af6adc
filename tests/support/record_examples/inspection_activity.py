"""An inspection activity with every field filled."""

from __future__ import annotations

import datetime as dt

from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.inspection_activities import (
    InspectionActivity,
    InspectionKind,
    InspectionState,
    TeamMember,
)
from khcn_records.records.people import Person
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

_DECISION = DocumentReference.parse("Quyết định số 12/QĐ-KHCN ngày 05/3/2024")
_CONCLUSION = DocumentReference.parse("Kết luận số 03/KL-KHCN ngày 20/5/2024")

EXAMPLE = InspectionActivity(
    inspection_id="2024-05/I.III.6/1",
    kinds=(InspectionKind.INSPECTION, InspectionKind.CHECK),
    name="Thanh tra, kiểm tra về đo lường",
    is_planned=True,
    year=2024,
    period=ReportingPeriod.of_month(2024, 5),
    status=InspectionState.CONCLUDED,
    plan=DocumentReference.parse("Kế hoạch số 07/KH-KHCN ngày 10/01/2024"),
    basis=(
        DocumentReference.parse("1982/QĐ-UBND ngày 19/12/2023"),
        DocumentReference.parse("2000/QĐ-UBND ngày 20/12/2023"),
    ),
    decision=_DECISION,
    inspected=("Cửa hàng xăng dầu A", "Cửa hàng vàng B"),
    members=(
        TeamMember(
            role="Trưởng đoàn",
            person=Person(role="Chánh Thanh tra", name="Nguyễn Văn A", organization="Thanh tra Sở", title="Thanh tra viên chính"),
        ),
        TeamMember(role="Thành viên"),
    ),
    start_on=dt.date(2024, 3, 18),
    end_on=dt.date(2024, 4, 12),
    findings=("01 cột đo xăng dầu hết thời hạn kiểm định",),
    conclusion=_CONCLUSION,
    concluded_on=dt.date(2024, 5, 20),
    executes_id="2024-01/I.II/8",
    condition="nếu có",
    section="I.III.6",
    history=(
        HistoryEntry(event="establish_team", from_state="planned", to_state="preparing", on=dt.date(2024, 3, 5), document=_DECISION),
        HistoryEntry(
            event="conclude",
            from_state="drafting_conclusion",
            to_state="concluded",
            on=dt.date(2024, 5, 20),
            by="Thanh tra Sở",
            document=_CONCLUSION,
            is_jump=True,
        ),
    ),
    note="Không",
)  # fmt: skip
