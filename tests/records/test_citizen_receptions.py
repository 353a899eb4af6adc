"""The laws of citizen receptions that the contract of the shelf does not hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from khcn_records.errors import IllegalTransitionError, InvalidArgumentError, InvalidRecurrenceError
from khcn_records.lifecycle import advance, state_at
from khcn_records.records.citizen_receptions import CitizenReception, ReceptionKind, ReceptionState

S = ReceptionState
TENTH, SIXTEENTH = dt.date(2024, 2, 10), dt.date(2024, 2, 16)
DECIDED = dt.date(2024, 2, 2)


def reception(**fields: Any) -> CitizenReception:
    """A reception on the 10th of the month."""
    return CitizenReception(
        **{"reception_id": "1", "recurrence": "ngày 10 hàng tháng", "scheduled_on": TENTH, **fields}
    )


def test_a_move_keeps_the_day_it_leaves() -> None:
    """A reception moved knows both days, why, and by which notice, and is then held on the new day."""
    moved = reception().move_to(
        SIXTEENTH, decided_on=DECIDED, reason="nghỉ Tết", by="Văn phòng", document="05/TB-KHCN"
    )
    held = advance(moved, "hold", on=SIXTEENTH)

    assert (
        moved.status,
        moved.scheduled_on,
        moved.moved_from_on,
        moved.moved_reason,
    ) == (S.MOVED, SIXTEENTH, TENTH, "nghỉ Tết")
    assert [(step.on, step.by, str(step.document and step.document.number)) for step in moved.history] == [
        (DECIDED, "Văn phòng", "05/TB-KHCN")
    ]
    assert (held.status, held.held_on, held.moved_from_on) == (S.HELD, SIXTEENTH, TENTH)
    assert [state_at(held, day) for day in (DECIDED - dt.timedelta(days=1), TENTH, SIXTEENTH)] == [
        S.SCHEDULED,
        S.MOVED,
        S.HELD,
    ]


def test_a_move_goes_to_another_day() -> None:
    """The day it stands on already is refused, and so is a move of what was held."""
    with pytest.raises(InvalidArgumentError, match="2024-02-10"):
        reception().move_to(TENTH, decided_on=DECIDED)
    with pytest.raises(IllegalTransitionError):
        reception(status="held").move_to(SIXTEENTH, decided_on=DECIDED)


def test_a_reception_may_move_twice() -> None:
    """Each move leaves the day before it, and the history keeps why of both."""
    once = reception().move_to(SIXTEENTH, decided_on=DECIDED, reason="nghỉ Tết")
    twice = once.move_to(dt.date(2024, 2, 19), decided_on=dt.date(2024, 2, 15), reason="họp tỉnh")

    assert (twice.moved_from_on, twice.moved_reason) == (SIXTEENTH, "họp tỉnh")
    assert [step.note for step in twice.history] == ["nghỉ Tết", "họp tỉnh"]


@pytest.mark.parametrize("state", [S.SCHEDULED, S.MOVED], ids=lambda state: state.value)
def test_what_was_not_held_can_be_cancelled(state: ReceptionState) -> None:
    """A reception to come can be cancelled, one that was held cannot."""
    assert S.CANCELLED is advance(reception(status=state), "cancel", on=DECIDED).status
    with pytest.raises(IllegalTransitionError):
        advance(reception(status=S.HELD), "cancel", on=DECIDED)


def test_rule_and_kinds_are_read() -> None:
    """The rule of its days and its kinds may be given as text; a text that is no rule is refused."""
    record = reception(kinds=["periodic", "regular"])

    assert record.kinds == (ReceptionKind.REGULAR, ReceptionKind.PERIODIC)
    assert str(record.recurrence) == "FREQ=MONTHLY;BYMONTHDAY=10"
    with pytest.raises(InvalidRecurrenceError):
        reception(recurrence="khi cần")
