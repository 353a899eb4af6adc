"""A technology opinion with every field filled."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.technology_opinions import OpinionKind, OpinionState, TechnologyOpinion
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

_ANSWER = DocumentReference.parse("Công văn số 45/KHCN-QLCN ngày 22/01/2024")

EXAMPLE = TechnologyOpinion(
    opinion_id="2024-02/I.III.2/1",
    status=OpinionState.ANSWERED,
    investment_project="Nhà máy sản xuất linh kiện",
    investor="Công ty TNHH A",
    investor_person="Trần Văn B",
    is_investor_a_person=True,
    place="huyện Việt Yên",
    action="hồ sơ đề nghị điều chỉnh dự án",
    kind=OpinionKind.APPRAISAL,
    document=_ANSWER,
    asked_by="Sở Kế hoạch và Đầu tư",
    received_on=dt.date(2024, 1, 15),
    answered_on=dt.date(2024, 1, 22),
    period=ReportingPeriod.of_month(2024, 2),
    section="I.III.2",
    history=(
        HistoryEntry(event="answer", from_state="received", to_state="answered", on=dt.date(2024, 1, 22), document=_ANSWER),
    ),
    note="Không",
)  # fmt: skip

FIELDS = {"is_investor_a_person": st.none() | st.just(value=True)}
"""Whoever is named as a natural person is one."""
