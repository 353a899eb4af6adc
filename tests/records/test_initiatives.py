"""The laws of initiatives and of the rounds that judge them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from khcn_records.display import shown
from khcn_records.errors import IllegalTransitionError, InvalidValueError
from khcn_records.lifecycle import advance, state_at
from khcn_records.records.initiative_rounds import InitiativeRound, InitiativeRoundStatus
from khcn_records.records.initiatives import Initiative, InitiativeStatus

ON = dt.date(2024, 3, 29)


def initiative(**fields: Any) -> Initiative:
    """An initiative, with fields set."""
    return Initiative(**{"initiative_id": "1", "title": "Cải tiến thiết bị", **fields})


def a_round(**fields: Any) -> InitiativeRound:
    """A round, with fields set."""
    return InitiativeRound(**{"round_id": "2023-3-2", **fields})


def test_an_initiative_goes_through_its_steps() -> None:
    """Screened, scored, before the council, recognised, with the decision and its day."""
    made = initiative()
    for month, event in enumerate(("screen", "score", "hold_council"), start=1):
        made = advance(made, event, on=dt.date(2024, month, 1))
    made = advance(made, "recognise", on=ON, document="300/QĐ-UBND")

    assert (made.status, made.decided_on, str(made.decision)) == (
        InitiativeStatus.RECOGNISED,
        ON,
        "Quyết định số 300/QĐ-UBND",
    )
    assert state_at(made, dt.date(2024, 2, 29)) is InitiativeStatus.SCORED


@pytest.mark.parametrize("status", ["submitted", "screened", "scored", "council"])
def test_an_initiative_may_fail_at_every_step(status: str) -> None:
    """It may be set aside when screened as well as by the council; recognised it is by the council only."""
    assert (
        advance(initiative(status=status), "not_recognise", on=ON).status is InitiativeStatus.NOT_RECOGNISED
    )
    if status != "council":
        with pytest.raises(IllegalTransitionError):
            advance(initiative(status=status), "recognise", on=ON)


def test_authors_are_masked() -> None:
    """Who made it is personal data; for whom they work is not."""
    made = initiative(authors=["Tác giả A"], unit="Trung tâm A")

    assert "Tác giả A" not in repr(made) + made.format() + made._repr_html_()
    assert "Trung tâm A" in made.format()
    assert "Tác giả A" in shown(made, with_personal=True)


def test_a_round_goes_from_dossiers_to_results() -> None:
    """Dossiers, screening, scoring, summary, council, results; the summary may be left out."""
    made = a_round(initiatives_count=72)
    events = ("screen", "start_scoring", "finish_scoring", "summarise", "hold_council", "recognise")
    for month, event in enumerate(events, start=1):
        made = advance(made, event, on=dt.date(2024, month, 1))

    assert (made.status, made.decided_on) == (InitiativeRoundStatus.RECOGNISED, dt.date(2024, 6, 1))
    assert [entry.to_state for entry in made.history] == [
        state.value for state in list(InitiativeRoundStatus)[1:]
    ]
    assert advance(a_round(status="scored"), "hold_council", on=ON).status == "council"


@pytest.mark.parametrize(
    "fields",
    [
        {"initiatives_count": 72, "recognised_count": 73},
        {"initiatives_count": -1},
        {"number": 0},
        {"batch": 0},
        {"year": 0},
    ],
)
def test_counts_that_cannot_be_are_refused(fields: dict[str, int]) -> None:
    """No more are recognised than were put up; rounds, batches and years count from 1."""
    with pytest.raises(InvalidValueError):
        a_round(**fields)


def test_an_unknown_whole_binds_no_part() -> None:
    """Where it is not told how many were put up, any number may be recognised."""
    assert a_round(recognised_count=60).initiatives_count is None
