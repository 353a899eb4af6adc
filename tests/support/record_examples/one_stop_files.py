"""Counts of dossiers with every field filled."""

from __future__ import annotations

from hypothesis import strategies as st

from khcn_records.records.one_stop_files import OneStopFiles
from khcn_records.values.periods import ReportingPeriod

EXAMPLE = OneStopFiles(
    files_id="2024-02/H.1",
    field="An toàn bức xạ",
    procedure="Cấp giấy phép sử dụng thiết bị X-quang",
    carried_in=2,
    received=21,
    received_online=15,
    resolved_on_time=18,
    resolved_late=1,
    in_progress=4,
    overdue=3,
    period=ReportingPeriod.of_month(2024, 2),
    section="I.III.7",
    note="Tại Trung tâm phục vụ hành chính công",
)
FIELDS = {
    "received": st.none() | st.integers(1000, 10**6),
    **{
        name: st.none() | st.integers(0, 400)
        for name in ("received_online", "resolved_on_time", "resolved_late")
    },
    "in_progress": st.none() | st.integers(100, 400),
    "overdue": st.none() | st.integers(0, 100),
}
