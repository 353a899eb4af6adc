"""A survey with every field filled."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.surveys import SampleGroup, Survey, SurveyState
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

EXAMPLE = Survey(
    survey_id="2024-03/I.III.4/1",
    name="Khảo sát chất lượng thực phẩm",
    status=SurveyState.REPORTED,
    areas=("Lục Ngạn", "Lạng Giang"),
    areas_count=3,
    samples=(
        SampleGroup(name="chè", count=6, tested_count=5, passed_count=4),
        SampleGroup(name="mứt tết"),
    ),
    samples_count=15,
    tested_count=14,
    passed_count=13,
    laboratory="Trung tâm thử nghiệm A",
    method="phân tích tại phòng thử nghiệm",
    result_text="đa số mẫu đáp ứng yêu cầu",
    plan=DocumentReference.parse("Kế hoạch số 05/KH-KHCN ngày 08/01/2024"),
    report=DocumentReference.parse("Báo cáo số 40/BC-KHCN ngày 01/3/2024"),
    reported_on=dt.date(2024, 3, 1),
    executes_id="2024-01/I.II/10",
    continues_text="đến hết quý I",
    year=2024,
    period=ReportingPeriod.of_month(2024, 3),
    section="I.III.4",
    history=(
        HistoryEntry(
            event="start_sampling", from_state="letters_sent", to_state="sampling", on=dt.date(2024, 1, 18)
        ),
    ),
    note="Không",
)

_MOST = 10**6
FIELDS = {
    "areas_count": st.none() | st.integers(2, _MOST),
    "samples_count": st.none() | st.integers(2 * _MOST, 3 * _MOST),
    "tested_count": st.none() | st.integers(1000, _MOST),
    "passed_count": st.none() | st.integers(0, 1000),
}
"""Figures whose parts stand within their wholes."""
