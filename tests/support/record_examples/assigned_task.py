"""An assigned task with every field filled."""

from __future__ import annotations

import datetime as dt

from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.assigned_tasks import AssignedTask, Extension, TaskStatus
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_references import DocumentReference

_ORDER = DocumentReference.parse(
    "Quyết định số 1982/QĐ-UBND ngày 19/12/2023 của Chủ tịch UBND tỉnh “Phê duyệt kế hoạch”"
)
_ANSWER = DocumentReference.parse("Báo cáo số 29/BC-KHCN ngày 29/01/2024 của Sở Khoa học và Công nghệ")

EXAMPLE = AssignedTask(
    task_id="2024-02/I.2",
    directive=_ORDER,
    content="Báo cáo kết quả thực hiện kế hoạch",
    related=(DocumentReference.parse("Kế hoạch số 02/KH-UBND ngày 03/01/2024"),),
    status=TaskStatus.DONE,
    assigned_on=dt.date(2023, 12, 20),
    due_on=dt.date(2024, 1, 31),
    due_text="trước ngày 01/02/2024",
    completed_on=dt.date(2024, 1, 29),
    progress_text="Đúng hạn",
    result=_ANSWER,
    lead_unit="Phòng Quản lý khoa học",
    coordinating_units=("Văn phòng Sở", "Thanh tra Sở"),
    extensions=(
        Extension(
            previous_due_on=dt.date(2024, 1, 15),
            due_on=dt.date(2024, 1, 31),
            decided_on=dt.date(2024, 1, 10),
            document=DocumentReference.parse("12/UBND-KGVX ngày 10/01/2024"),
            note="Gia hạn lần 1",
        ),
    ),
    section="PL.I",
    history=(
        HistoryEntry(event="start", from_state="not_started", to_state="in_progress", on=PartialDate(2023, 12), by="Phòng Quản lý khoa học", regime="law_2013"),
        HistoryEntry(
            event="complete",
            from_state="in_progress",
            to_state="done",
            on=dt.date(2024, 1, 29),
            by="Sở Khoa học và Công nghệ",
            document=_ANSWER,
            note="Gửi trên trục liên thông",
            is_jump=True,
        ),
    ),
    note="Không",
)  # fmt: skip
