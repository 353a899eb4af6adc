"""The laws of dossier counts: no part above its whole; what does not balance is shown, not refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.errors import InvalidValueError
from khcn_records.records.one_stop_files import OneStopFiles


def files(**fields: Any) -> OneStopFiles:
    """Counts of dossiers, with fields set."""
    return OneStopFiles(**{"files_id": "1", **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {"in_progress": 2, "overdue": 3},
        {"received": 21, "received_online": 22},
        {"carried_in": 2, "received": 21, "resolved_on_time": 24},
        {"carried_in": 0, "received": 21, "in_progress": 22},
        {"carried_in": 0, "received": 0, "resolved_late": 1},
        {"received": -1},
        {"overdue": -1},
    ],
)
def test_a_part_above_its_whole_is_refused(fields: dict[str, int]) -> None:
    """Overdue within open, online within received, resolved and open within all there were."""
    with pytest.raises(InvalidValueError):
        files(**fields)


def test_what_was_there_before_is_not_guessed() -> None:
    """More may be resolved than were received where it is not told what was carried in."""
    made = files(received=10, resolved_on_time=12, resolved_late=0, in_progress=1)

    assert (made.to_resolve, made.resolved, made.balance) == (10, 12, -3)


@pytest.mark.parametrize(
    ("fields", "balance"),
    [
        ({"received": 21, "resolved_on_time": 18, "resolved_late": 1, "in_progress": 2}, 0),
        ({"carried_in": 2, "received": 21, "resolved_on_time": 18, "resolved_late": 1, "in_progress": 2}, 2),
        ({"received": 21, "resolved_on_time": 18, "in_progress": 2}, None),
        ({"received": 21, "resolved_on_time": 18, "resolved_late": 1}, None),
        ({"carried_in": 2, "resolved_on_time": 1, "resolved_late": 1, "in_progress": 0}, None),
        ({}, None),
    ],
)
def test_the_balance_shows_what_is_not_explained(fields: dict[str, int], balance: int | None) -> None:
    """All there were, less resolved and open; not known where a count is missing."""
    assert files(**fields).balance == balance


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_counts_that_hold_balance(on_time: int, late: int, in_progress: int, carried_in: int) -> None:
    """Whatever is resolved or open came from somewhere: then nothing is left over."""
    received = max(on_time + late + in_progress - carried_in, 0)
    made = files(
        carried_in=on_time + late + in_progress - received,
        received=received,
        resolved_on_time=on_time,
        resolved_late=late,
        in_progress=in_progress,
    )

    assert made.balance == 0
