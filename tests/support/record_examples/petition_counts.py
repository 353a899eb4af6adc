"""Petition counts with every field filled."""

from __future__ import annotations

from hypothesis import strategies as st

from khcn_records.records.petition_counts import PetitionCounts, PetitionKind
from khcn_records.values.periods import ReportingPeriod

EXAMPLE = PetitionCounts(
    petition_id="2024-02/I.III.6/4",
    kind=PetitionKind.COMPLAINT,
    carried_over=1,
    received=6,
    in_competence=5,
    resolved=3,
    in_progress=2,
    period=ReportingPeriod.of_month(2024, 2),
    section="I.III.6",
    note="Không",
)

FIELDS = {
    "received": st.none() | st.integers(10_000, 10**6),
    "in_competence": st.none() | st.integers(1000, 10_000),
    "resolved": st.none() | st.integers(0, 500),
    "in_progress": st.none() | st.integers(0, 500),
}
"""Figures whose parts stand within their wholes."""
