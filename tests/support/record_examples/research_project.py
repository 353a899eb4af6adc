"""A research project with every field filled."""

from __future__ import annotations

import datetime as dt

from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.people import Person
from khcn_records.records.project_parts import (
    Acceptance,
    Adjustment,
    AdjustmentSubject,
    BudgetLine,
    Contract,
    FundingSource,
    PaymentMethod,
    ProjectExtension,
    ProjectKind,
    ProjectLevel,
    Recovery,
    ResearchField,
)
from khcn_records.records.research_projects import ProjectState, ResearchProject
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.money import Money
from khcn_records.values.quantities import Quantity

_CONTRACT = DocumentReference.parse("Hợp đồng số 05/HĐ-KHCN ngày 12/7/2021")
_DECISION = DocumentReference.parse("Quyết định số 08/QĐ-KHCN ngày 20/01/2024")

EXAMPLE = ResearchProject(
    project_id="2021/05",
    title="Xây dựng mô hình trồng thử nghiệm một giống cây",
    code="ĐT-2021-40107-ĐT",
    registration_number="2024-02-001/KQNC",
    level=ProjectLevel.PROVINCE,
    kind=ProjectKind.TOPIC,
    programme="Chương trình nông thôn, miền núi giai đoạn 2016-2025",
    fields=(ResearchField(code="40107", scheme="Quyết định 12/2008/QĐ-BKHCN", label="Bảo quản và chế biến nông sản"),),
    host_organization="Công ty thử nghiệm A",
    managing_organization="Sở Khoa học và Công nghệ tỉnh Bắc Giang",
    principal_investigator=Person(role="Chủ nhiệm", name="Chủ nhiệm A", organization="Công ty thử nghiệm A", title="Tiến sĩ"),
    regime="bac_giang_2016",
    year=2021,
    start_on=PartialDate(2021, 7),
    end_on=dt.date(2024, 6, 30),
    duration_months=30,
    status=ProjectState.TERMINATED,
    contract=Contract(reference=_CONTRACT, signed_on=dt.date(2021, 7, 12), parties=("Sở Khoa học và Công nghệ", "Công ty thử nghiệm A")),
    budget=(
        BudgetLine(source=FundingSource.LOCAL_BUDGET, amount=Money.parse("1,2 tỷ đồng"), method=PaymentMethod.PARTIAL_LUMP_SUM, year=2021, note="Đợt 1"),
        BudgetLine(source=FundingSource.ENTERPRISE, amount=Money.parse("300 triệu đồng")),
    ),
    adjustments=(
        Adjustment(
            subject=AdjustmentSubject.PLACE, previous="huyện A", adjusted="huyện B", requested_on=PartialDate(2022, 2),
            decided_on=dt.date(2022, 3, 1), document=DocumentReference.parse("Công văn số 12/KHCN-QLKH ngày 01/3/2022"), note="Đã chấp thuận",
        ),
    ),
    extensions=(
        ProjectExtension(
            previous_end_on=PartialDate(2023, 12), end_on=dt.date(2024, 6, 30), requested_on=dt.date(2023, 10, 2),
            decided_on=dt.date(2023, 11, 15), document=DocumentReference.parse("Quyết định số 90/QĐ-KHCN ngày 15/11/2023"), note="Lần 1",
        ),
    ),
    acceptance=Acceptance(
        grade_text="không đạt", grade="khong_dat", scale="circular_11_2014", held_on=dt.date(2024, 1, 9), council_id="2024/HĐ-01",
        document=DocumentReference.parse("Biên bản số 01/BB-HĐ ngày 09/01/2024"), note="Cấp tỉnh",
    ),
    recovery=Recovery(
        share=Quantity.parse("100%"), amount=Money.parse("500 triệu đồng"), source=FundingSource.STATE_BUDGET,
        decided_on=PartialDate(2024, 1), document=_DECISION, note="Nộp trong quý I",
    ),
    section="I.III.1.2",
    history=(
        HistoryEntry(event="begin_termination", from_state="in_progress", to_state="terminating", on=PartialDate(2024, 1), regime="bac_giang_2016"),
        HistoryEntry(event="terminate", from_state="terminating", to_state="terminated", on=dt.date(2024, 1, 20), by="Sở Khoa học và Công nghệ", document=_DECISION),
    ),
    note="Không",
)  # fmt: skip
