"""A citizen reception with every field filled."""

from __future__ import annotations

import datetime as dt

from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.citizen_receptions import CitizenReception, ReceptionKind, ReceptionState
from khcn_records.values.periods import ReportingPeriod
from khcn_records.values.recurrences import Recurrence

EXAMPLE = CitizenReception(
    reception_id="2024-02/I.III.6/3",
    kinds=(ReceptionKind.REGULAR, ReceptionKind.PERIODIC),
    status=ReceptionState.HELD,
    recurrence=Recurrence.parse("ngày 10 hàng tháng"),
    scheduled_on=dt.date(2024, 2, 16),
    held_on=dt.date(2024, 2, 16),
    moved_from_on=dt.date(2024, 2, 10),
    moved_reason="nghỉ Tết Nguyên đán",
    by_role="Giám đốc Sở",
    visits_count=2,
    people_count=5,
    cases_count=1,
    period=ReportingPeriod.of_month(2024, 2),
    section="I.III.6",
    history=(
        HistoryEntry(
            event="move",
            from_state="scheduled",
            to_state="moved",
            on=dt.date(2024, 2, 2),
            note="nghỉ Tết Nguyên đán",
        ),
        HistoryEntry(event="hold", from_state="moved", to_state="held", on=dt.date(2024, 2, 16)),
    ),
    note="Không",
)
