"""A council with every field filled."""

from __future__ import annotations

import datetime as dt

from khcn_records.records.councils import Council, CouncilKind, Sitting
from khcn_records.records.people import Person
from khcn_records.records.project_parts import ProjectLevel
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_references import DocumentReference

EXAMPLE = Council(
    council_id="2024/HĐ-01",
    name="Hội đồng tư vấn đánh giá, nghiệm thu",
    kind=CouncilKind.ACCEPTANCE,
    level=ProjectLevel.PROVINCE,
    year=2024,
    decision=DocumentReference.parse("Quyết định số 02/QĐ-KHCN ngày 03/01/2024"),
    councils_count=1,
    sittings_count=2,
    sittings=(
        Sitting(
            held_on=dt.date(2024, 1, 9),
            subject="Nghiệm thu",
            result="Không đạt",
            document=DocumentReference.parse("Biên bản số 01/BB-HĐ ngày 09/01/2024"),
            note="Họp trực tiếp",
        ),
        Sitting(held_on=PartialDate(2024, 2)),
    ),
    members=(
        Person(role="Chủ tịch", name="Ủy viên A", organization="Viện thử nghiệm", title="Giáo sư"),
        Person(role="Thư ký khoa học"),
    ),
    project_ids=("2021/05",),
    section="I.III.1.2",
    note="Không",
)
