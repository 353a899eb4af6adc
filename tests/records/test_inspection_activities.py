"""The laws of inspections and checks that the contract of the shelf does not hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from khcn_records.errors import IllegalTransitionError, InvalidArgumentError
from khcn_records.evidence import Confidence
from khcn_records.lifecycle import advance, state_at
from khcn_records.records.inspection_activities import (
    InspectionActivity,
    InspectionKind,
    InspectionState,
    TeamMember,
)
from khcn_records.records.people import Person

S = InspectionState
ON = dt.date(2024, 3, 5)


def activity(**fields: Any) -> InspectionActivity:
    """A check that stands in the plan."""
    return InspectionActivity(**{"inspection_id": "1", "kinds": ("check",), "name": "Kiểm tra", **fields})


@pytest.mark.parametrize(
    ("given", "kinds"),
    [
        (("check",), (InspectionKind.CHECK,)),
        (("check", "inspection"), (InspectionKind.INSPECTION, InspectionKind.CHECK)),
        ([InspectionKind.CHECK, "check"], (InspectionKind.CHECK,)),
    ],
)
def test_an_activity_may_be_several_things(given: Any, kinds: tuple[InspectionKind, ...]) -> None:
    """Inspection and check are two kinds, and an activity of both is the same in whatever order they are named."""
    assert kinds == activity(kinds=given).kinds


def test_an_activity_is_something() -> None:
    """No kind at all is refused."""
    with pytest.raises(InvalidArgumentError, match="at least one kind"):
        activity(kinds=())


def test_the_whole_way() -> None:
    """From a plan being drawn up to its end, every step writes the day and the document it is known by."""
    steps = [
        ("issue_plan", S.PLANNED, "07/KH-KHCN"),
        ("notify", S.NOTIFIED, None),
        ("establish_team", S.PREPARING, "12/QĐ-KHCN"),
        ("start", S.IN_PROGRESS, None),
        ("end_fieldwork", S.FIELD_ENDED, None),
        ("draft_conclusion", S.DRAFTING_CONCLUSION, None),
        ("conclude", S.CONCLUDED, "03/KL-KHCN"),
        ("follow_up", S.FOLLOW_UP, None),
        ("close", S.CLOSED, None),
    ]
    record = activity(status=S.PLAN_DRAFTING)
    for place, (event, state, document) in enumerate(steps):
        record = advance(record, event, on=ON + dt.timedelta(days=10 * place), document=document)
        assert state is record.status

    assert [
        str(document and document.number) for document in (record.plan, record.decision, record.conclusion)
    ] == ["07/KH-KHCN", "12/QĐ-KHCN", "03/KL-KHCN"]
    assert [dt.date(2024, 4, 4), dt.date(2024, 4, 14), dt.date(2024, 5, 4)] == [
        record.start_on,
        record.end_on,
        record.concluded_on,
    ]
    assert S.IN_PROGRESS is state_at(record, dt.date(2024, 4, 13))


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (S.PREPARING, "establish_team"),
        (S.IN_PROGRESS, "extend_fieldwork"),
        (S.IN_PROGRESS, "change_team"),
    ],
)
def test_what_happens_within_a_state_is_a_step(state: InspectionState, event: str) -> None:
    """A team set up amid the preparation, more time or another team in the field: told in history, the state stays."""
    after = advance(activity(status=state), event, on=ON)

    assert state is after.status
    assert [event] == [step.event for step in after.history]


@pytest.mark.parametrize(
    "state", [S.PLAN_DRAFTING, S.PLANNED, S.NOTIFIED, S.PREPARING], ids=lambda state: state.value
)
def test_what_has_not_begun_can_be_cancelled(state: InspectionState) -> None:
    """An activity is cancelled up to the field work, not from then on."""
    assert S.CANCELLED is advance(activity(status=state), "cancel", on=ON).status
    with pytest.raises(IllegalTransitionError):
        advance(activity(status=S.IN_PROGRESS), "cancel", on=ON)


def test_without_history_the_days_tell() -> None:
    """An activity that ended its field work on a day was under way the day before."""
    ended = activity(status=S.FIELD_ENDED, start_on=ON, end_on=ON + dt.timedelta(days=9))

    assert S.IN_PROGRESS is state_at(ended, ON + dt.timedelta(days=8))
    assert S.FIELD_ENDED is state_at(ended, ON + dt.timedelta(days=9))


def test_what_is_practice_says_so() -> None:
    """Of the law only its stages, plans and conclusion are cited; the rest is practice or inferred."""
    sure = {step.event: step.basis.confidence for step in InspectionActivity.LIFECYCLE.transitions}

    assert {Confidence.SECONDARY} == {sure[event] for event in ("issue_plan", "prepare", "start", "conclude")}
    assert {Confidence.PRACTICE} == {sure[event] for event in ("notify", "follow_up")}
    assert {Confidence.INFERRED} == {sure[event] for event in ("close", "cancel")}


def test_nobody_in_a_team_is_shown() -> None:
    """The name of a member is masked in a repr, in words and in a notebook, and kept in the record."""
    team = (TeamMember(role="Trưởng đoàn", person=Person(role="Chánh Thanh tra", name="Nguyễn Văn A")),)
    record = activity(members=team)

    for shown in (repr(record), record.format("vi"), record.format("en"), record._repr_html_()):
        assert "Nguyễn Văn A" not in shown
        assert "Trưởng đoàn" in shown
    assert [member.person and member.person.name for member in record.members] == ["Nguyễn Văn A"]
    assert record == attrs.evolve(record, members=list(team))
