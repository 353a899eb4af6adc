"""The laws of planned items: each is answered, carried on, dropped, or told to be unanswered, and says by what."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from khcn_records.errors import IllegalTransitionError, InvalidPeriodError
from khcn_records.lifecycle import advance, state_at
from khcn_records.records.plan_items import PlanItem, PlanStatus
from khcn_records.values.dates import PartialDate

ON = dt.date(2024, 3, 14)
A_DAY = dt.timedelta(days=1)


def item(**fields: Any) -> PlanItem:
    """An item of the plan for March, with fields set."""
    return PlanItem(
        **{"plan_id": "L1", "content": "Họp hội đồng", "period": "2024-03", "section": "II.5.1", **fields}
    )


@pytest.mark.parametrize(
    ("event", "status"),
    [
        ("complete", PlanStatus.DONE),
        ("complete_partly", PlanStatus.PARTLY_DONE),
        ("carry_over", PlanStatus.CARRIED_OVER),
        ("drop", PlanStatus.DROPPED),
        ("leave_unanswered", PlanStatus.UNANSWERED),
    ],
)
def test_an_item_is_settled_by_an_event(event: str, status: PlanStatus) -> None:
    """Each event leads to its state and dates it; before that day the item was planned, and reopening forgets the day."""
    settled = advance(item(), event, on=ON)

    assert (settled.status, settled.answered_on) == (status, ON)
    assert state_at(settled, ON - A_DAY) is PlanStatus.PLANNED
    assert state_at(item(status=status, answered_on=ON), ON - A_DAY) is PlanStatus.PLANNED
    assert (advance(settled, "reopen", on=ON).status, advance(settled, "reopen", on=ON).answered_on) == (
        PlanStatus.PLANNED,
        None,
    )


def test_answers_are_kept_once_and_in_order() -> None:
    """What answers a part stays when the rest is answered; an id is kept once."""
    partly = item().answer("complete_partly", "A6", on=ON)
    done = partly.answer("complete", "A9", "A6", on=ON + A_DAY, document="30/BC-KHCN", note="đủ")

    assert (item().answered_by, partly.answered_by, done.answered_by) == ((), ("A6",), ("A6", "A9"))
    assert (len(done.history), str(done.history[-1].document), done.history[-1].note) == (
        2,
        "Báo cáo số 30/BC-KHCN",
        "đủ",
    )


@pytest.mark.parametrize("status", [PlanStatus.DONE, PlanStatus.CARRIED_OVER, PlanStatus.DROPPED])
@pytest.mark.parametrize("event", ["complete", "carry_over", "drop", "leave_unanswered"])
def test_what_is_settled_is_not_settled_again(status: PlanStatus, event: str) -> None:
    """An item that is done, carried on or dropped is reopened first."""
    with pytest.raises(IllegalTransitionError):
        item(status=status).answer(event, "A1", on=ON)


def test_an_item_carried_on_names_the_one_before() -> None:
    """The new plan's item says which item of the old plan it carries on."""
    old = item().answer("carry_over", "L9", on=ON)
    new = item(plan_id="L9", period=old.period.next(), carried_from=old.plan_id)

    assert (old.answered_by, new.carried_from, str(new.period)) == (("L9",), "L1", "2024-04")


def test_a_plan_is_for_a_period() -> None:
    """The period is required and read from text; a last day may be known by month only."""
    assert item(due_on=PartialDate(2024, 3)).due_on == PartialDate(2024, 3)
    with pytest.raises(InvalidPeriodError):
        item(period="một ngày nào đó")
    with pytest.raises(TypeError, match="period"):
        attrs.evolve(item(), period=None)  # type: ignore[arg-type]
