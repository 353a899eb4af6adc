"""The laws of lives: which steps there are, what a step changes, and what the past looked like."""

from __future__ import annotations

import datetime as dt
import enum
import itertools
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.errors import IllegalTransitionError, InvalidValueError
from khcn_records.evidence import Confidence, Evidence
from khcn_records.labels import label, languages
from khcn_records.lifecycle import HistoryEntry, Lifecycle, Transition, advance, state_at
from khcn_records.limits import governing_of
from khcn_records.obligations import statutory_deadlines
from khcn_records.records import KINDS, record_class
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.records.directives import Directive, DirectiveStatus
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.records.research_projects import ResearchProject
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_references import DocumentReference
from record_strategies import EXAMPLES

LIVING = sorted(name for name in KINDS if hasattr(record_class(name), "LIFECYCLE"))
EVERY_LIVING = pytest.mark.parametrize("kind", LIVING)
ON = dt.date(2024, 2, 5)
A_DAY = dt.timedelta(days=1)


def lifecycle(kind: str) -> Lifecycle:
    """The lifecycle of a kind."""
    found: Any = record_class(kind)
    life: Lifecycle = found.LIFECYCLE
    return life


STEPS = [
    pytest.param(kind, state, event, id=f"{kind}-{state.value}-{event}")
    for kind in LIVING
    for state in sorted(lifecycle(kind).states, key=lambda one: one.value)
    for event in sorted({step.event for step in lifecycle(kind).transitions})
]


def in_state(kind: str, state: enum.StrEnum) -> Any:
    """The example of a kind in a state, with neither history nor the days that would tell of another one."""
    life = lifecycle(kind)
    undated = {name: None for name, _ in life.dated.values()}
    return attrs.evolve(EXAMPLES[kind], **{**undated, life.field: state, "history": ()})


def test_a_kind_with_a_history_has_a_lifecycle() -> None:
    """Whatever keeps its steps says which steps there are, and the other way round."""
    with_history = {
        name for name in KINDS if "history" in {field.name for field in attrs.fields(record_class(name))}
    }

    assert with_history == set(LIVING)
    assert {"assigned_task", "directive"} <= set(LIVING)


@EVERY_LIVING
def test_every_state_is_reached(kind: str) -> None:
    """From the initial state the transitions lead to every state, and no transition names a state of another kind."""
    life = lifecycle(kind)
    reached = {life.initial}
    for _ in life.states:
        reached |= {step.target for step in life.transitions if reached & set(step.sources)}

    assert set(life.states) == reached
    assert {life.states} == {
        type(state) for step in life.transitions for state in (*step.sources, step.target)
    }


@EVERY_LIVING
def test_every_transition_leads_somewhere(kind: str) -> None:
    """A step has a source, of one state and event there is one step, and an event leads to one state, so that a jump does."""
    steps = lifecycle(kind).transitions

    assert all(step.sources for step in steps)
    assert len({(state, step.event) for step in steps for state in step.sources}) == sum(
        len(step.sources) for step in steps
    )
    assert len({step.event for step in steps}) == len({(step.event, step.target) for step in steps})


@EVERY_LIVING
def test_every_transition_has_its_ground(kind: str) -> None:
    """Each step cites a rule and says how sure that is."""
    assert [step.event for step in lifecycle(kind).transitions if not step.basis.source.strip()] == []
    assert all(
        label(step.basis.confidence, lang) for step in lifecycle(kind).transitions for lang in languages()
    )


@EVERY_LIVING
def test_every_event_has_words(kind: str) -> None:
    """Each event is worded in every language under `event.<name>`."""
    assert all(
        label(f"event.{step.event}", lang) for step in lifecycle(kind).transitions for lang in languages()
    )


@EVERY_LIVING
def test_what_a_lifecycle_names_is_a_field(kind: str) -> None:
    """The state's field, the fields a step writes and those that date a state stand in the record, from a known source."""
    life, fields = lifecycle(kind), {field.name for field in attrs.fields(record_class(kind))}

    assert {
        life.field,
        *(name for step in life.transitions for name in step.writes),
        *(name for name, _ in life.dated.values()),
    } <= fields
    assert {source for step in life.transitions for source in step.writes.values()} <= {
        None,
        "on",
        "document",
        "by",
        "note",
    }
    assert {"history", life.field}.isdisjoint(name for step in life.transitions for name in step.writes)


@pytest.mark.parametrize(("kind", "state", "event"), STEPS)
def test_exactly_the_listed_steps_are_allowed(kind: str, state: Any, event: str) -> None:
    """An event is allowed in a state when the table says so; otherwise the error names the state and what is allowed."""
    life, record = lifecycle(kind), in_state(kind, state)
    listed = [step for step in life.transitions if step.event == event and state in step.sources]
    if not listed:
        with pytest.raises(IllegalTransitionError) as caught:
            advance(record, event, on=ON)
        assert (event, state.value, life.events_from(state)) == (
            caught.value.event,
            caught.value.state,
            caught.value.allowed,
        )
        assert event not in life.events_from(state)
        return
    (step,) = listed

    assert event in life.events_from(state)
    assert step.target is getattr(advance(record, event, on=ON), life.field)


@pytest.mark.parametrize(("kind", "state", "event"), STEPS)
def test_a_step_changes_what_it_names_and_no_more(kind: str, state: Any, event: str) -> None:
    """The old record stays as it was; the new one differs in its state, one step of history and the fields written."""
    life, record = lifecycle(kind), in_state(kind, state)
    before = repr(record)
    document = DocumentReference.parse("05/BC-KHCN ngày 05/02/2024")
    after = advance(record, event, on=ON, by="Văn phòng", document=document, note="ghi chú", allow_jump=True)
    step = next(step for step in life.transitions if step.event == event)
    given_parts = {"on": ON, "by": "Văn phòng", "document": document, "note": "ghi chú", None: None}
    written = {name: given_parts[source] for name, source in step.writes.items()}

    assert before == repr(record)
    assert len(record.history) + 1 == len(after.history)
    assert record.history == after.history[:-1]
    assert after == attrs.evolve(record, **{life.field: step.target, "history": after.history, **written})
    assert after.history[-1] == HistoryEntry(
        event=event,
        from_state=state.value,
        to_state=step.target.value,
        on=ON,
        by="Văn phòng",
        document=document,
        note="ghi chú",
        is_jump=event not in life.events_from(state),
        regime=getattr(record, "regime", None) or step.regime,
    )


@EVERY_LIVING
@pytest.mark.parametrize("allow_jump", [True, False])
def test_an_unknown_event_is_never_allowed(kind: str, allow_jump: bool) -> None:  # noqa: FBT001  a parameter of the test
    """A jump skips steps; it does not invent events."""
    for event in ("", "explode", "Complete", "đang"):
        with pytest.raises(IllegalTransitionError):
            advance(EXAMPLES[kind], event, on=ON, allow_jump=allow_jump)


def test_completing_and_reopening_a_task() -> None:
    """To complete writes the day and the answer, to reopen empties both, and the history keeps them."""
    task = AssignedTask(task_id="1", directive="02/KH-UBND", content="Báo cáo", status="in_progress")
    done = advance(task, "complete", on=ON, document="29/BC-KHCN ngày 05/02/2024")
    again = advance(done, "reopen", on=ON + A_DAY)

    assert (
        done.status,
        done.completed_on,
        str(done.result and done.result.number),
    ) == (TaskStatus.DONE, ON, "29/BC-KHCN")
    assert (again.status, again.completed_on, again.result) == (TaskStatus.IN_PROGRESS, None, None)
    assert [("complete", ON, done.result), ("reopen", ON + A_DAY, None)] == [
        (e.event, e.on, e.document) for e in again.history
    ]


@pytest.mark.parametrize("part", [PartialDate(2024, 2), PartialDate(2024)])
def test_a_part_of_a_day_stays_in_history(part: PartialDate) -> None:
    """Where only the month is known no day is invented: the field stays empty and the history keeps the month."""
    task = AssignedTask(task_id="1", directive="02/KH-UBND", content="Báo cáo", status="in_progress")
    done = advance(task, "complete", on=part)

    assert (None, part, part.last_day) == (done.completed_on, done.history[0].on, done.history[0].last_day)
    assert [
        state_at(done, part.last_day - A_DAY),
        state_at(done, part.last_day),
    ] == [TaskStatus.IN_PROGRESS, TaskStatus.DONE]


def test_a_whole_day_given_in_parts_is_that_day() -> None:
    """A part that names year, month and day is a day, and the field is filled."""
    task = AssignedTask(task_id="1", directive="02/KH-UBND", content="Báo cáo", status="in_progress")

    assert advance(task, "complete", on=ON) == advance(task, "complete", on=PartialDate(2024, 2, 5))


@pytest.mark.parametrize("part", [PartialDate(month=2), PartialDate(month=2, day=5), PartialDate(day=5)])
def test_a_step_has_a_year(part: PartialDate) -> None:
    """A step without a year stands before or after nothing: it is refused when it is made."""
    with pytest.raises(InvalidValueError, match="year"):
        advance(in_state("directive", DirectiveStatus.RECEIVED), "start", on=part)


@pytest.mark.parametrize("on", [None, "2024-02-05", 2024, dt.datetime(2024, 2, 5, 8, 0)])
def test_a_step_is_on_a_day(on: Any) -> None:
    """Neither a text nor a moment is a day."""
    with pytest.raises(TypeError, match=f"on must be a date or PartialDate, not {type(on).__name__}"):
        advance(in_state("directive", DirectiveStatus.RECEIVED), "start", on=on)


def test_only_what_lives_advances() -> None:
    """A record without a lifecycle has no steps."""
    report: Any = MonthlyReport(report_id="1", period="2024-02")
    with pytest.raises(TypeError, match="MonthlyReport has no lifecycle"):
        advance(report, "start", on=ON)


@st.composite
def lives(draw: st.DrawFn) -> Any:
    """A record that went through allowed steps on days in order, several on one day too."""
    kind = draw(st.sampled_from(LIVING))
    life = lifecycle(kind)
    record, day = in_state(kind, draw(st.sampled_from(list(life.states)))), ON
    for _ in range(draw(st.integers(1, 6))):
        events = life.events_from(getattr(record, life.field))
        if not events:
            break
        day += draw(st.integers(0, 40)) * A_DAY
        on: dt.date | PartialDate = PartialDate(day.year, day.month) if draw(st.booleans()) else day
        day = on if isinstance(on, dt.date) else on.last_day
        record = advance(record, draw(st.sampled_from(events)), on=on)
    return record


@given(record=lives())
def test_the_past_is_what_the_steps_say(record: Any) -> None:
    """Before the first step the first state held, from the last step on the present one, and between them the step before."""
    life = type(record).LIFECYCLE
    if not record.history:
        assert getattr(record, life.field) is state_at(record, dt.date.min)
        return
    days = sorted(
        {entry.last_day + shift * A_DAY for entry in record.history for shift in (-1, 0, 1)}
        | {dt.date.min, dt.date.max}
    )
    for day in days:
        past = [entry for entry in record.history if entry.last_day <= day]
        expected = past[-1].to_state if past else record.history[0].from_state
        assert expected == state_at(record, day).value
    assert getattr(record, life.field) is state_at(record, record.history[-1].last_day)


@given(record=lives(), order=st.randoms(use_true_random=False))
def test_steps_are_told_apart_by_their_days(record: Any, order: Any) -> None:
    """Steps whose days do not touch may be told in any order: the days say which came first."""
    days = [entry.last_day for entry in record.history]
    inside = itertools.pairwise(record.history)
    if any(later.first_day <= earlier.last_day for earlier, later in inside):
        return
    told = list(record.history)
    order.shuffle(told)
    shuffled = attrs.evolve(record, history=told)

    for day in (dt.date.min, *days, dt.date.max):
        assert state_at(record, day) is state_at(shuffled, day)


def test_without_history_the_dated_field_tells() -> None:
    """A task done on a day was in progress the day before; a state that nothing dates held all along."""
    task = AssignedTask(task_id="1", directive="02/KH-UBND", content="x", status="done", completed_on=ON)
    undated = attrs.evolve(task, completed_on=None)

    assert [state_at(task, ON + n * A_DAY) for n in (-1, 0, 1)] == [
        TaskStatus.IN_PROGRESS,
        TaskStatus.DONE,
        TaskStatus.DONE,
    ]
    assert TaskStatus.DONE is state_at(undated, dt.date.min)
    for status in TaskStatus:
        if status is not TaskStatus.DONE:
            assert status is state_at(attrs.evolve(task, status=status), dt.date.min)
    for state in DirectiveStatus:
        assert state is state_at(Directive(directive_id="1", number="01/KH-UBND", status=state), dt.date.min)


DATED = [
    pytest.param(kind, state, reached, id=f"{kind}-{reached.value}-{state.value}")
    for kind in LIVING
    for state in sorted(lifecycle(kind).dated, key=lambda one: one.value)
    for reached in sorted(lifecycle(kind).states, key=lambda one: one.value)
    if reached is not state
]


@pytest.mark.parametrize(("kind", "state", "reached"), DATED)
def test_a_state_that_no_step_tells_begins_on_its_day(kind: str, state: Any, reached: Any) -> None:
    """Where the last step leads elsewhere, the field that dates the state says when it began, and a step after that day holds until it."""
    life, record = lifecycle(kind), in_state(kind, state)
    name, _ = life.dated[state]
    step = HistoryEntry(event="x", from_state=life.initial.value, to_state=reached.value, on=ON)
    told = attrs.evolve(record, **{name: ON + 25 * A_DAY, "history": (step,)})
    early = attrs.evolve(told, **{name: ON - A_DAY})
    undated = attrs.evolve(told, **{name: None})

    assert [state_at(told, ON + n * A_DAY) for n in (-1, 0, 24, 25, 26)] == [
        life.initial,
        reached,
        reached,
        state,
        state,
    ]
    for one in (early, undated):
        assert [state_at(one, ON + n * A_DAY) for n in (-1, 0, 1)] == [life.initial, state, state]


@pytest.mark.parametrize(("kind", "state", "reached"), DATED)
def test_a_step_to_the_state_tells_more_than_its_day(kind: str, state: Any, reached: Any) -> None:
    """Where the last step leads to the present state the step's day counts, whatever the field says."""
    life, record = lifecycle(kind), in_state(kind, state)
    name, _ = life.dated[state]
    step = HistoryEntry(event="x", from_state=reached.value, to_state=state.value, on=ON)
    told = attrs.evolve(record, **{name: ON + 25 * A_DAY, "history": (step,)})

    assert [state_at(told, ON + n * A_DAY) for n in (-1, 0, 1)] == [reached, state, state]


@pytest.mark.parametrize("day", [None, "2024-02-05", dt.datetime(2024, 2, 5), 2024])
def test_the_past_is_asked_by_day(day: Any) -> None:
    """The day is a plain date, and only what lives has a past."""
    with pytest.raises(TypeError, match="day must be a date"):
        state_at(in_state("directive", DirectiveStatus.DONE), day)
    report: Any = MonthlyReport(report_id="1", period="2024-02")
    with pytest.raises(TypeError, match="MonthlyReport has no lifecycle"):
        state_at(report, ON)


class Light(enum.StrEnum):
    """States of a thing under two laws."""

    OFF = "off"
    ON = "on"
    BROKEN = "broken"


_RULE = Evidence("Quy chế thử", Confidence.PRACTICE)


@attrs.frozen(kw_only=True)
class Lamp:
    """A thing that may be mended under one law only, and lit in one place only."""

    LIFECYCLE: ClassVar[Lifecycle] = Lifecycle(
        states=Light,
        initial=Light.OFF,
        transitions=(
            Transition((Light.OFF,), "switch", Light.ON, _RULE),
            Transition((Light.ON,), "shine", Light.ON, _RULE),
            Transition((Light.ON,), "break", Light.BROKEN, _RULE),
            Transition((Light.BROKEN,), "mend", Light.OFF, _RULE, regime="law_2013"),
            Transition((Light.BROKEN,), "glow", Light.ON, _RULE, regime="bac_giang_2016"),
        ),
    )
    status: Light = Light.OFF
    regime: str | None = None
    history: tuple[HistoryEntry, ...] = ()


OLD, NEW = dt.date(2025, 9, 30), dt.date(2025, 10, 1)


@pytest.mark.parametrize(
    ("regime", "event", "on", "is_allowed"),
    [
        (None, "mend", OLD, True),
        (None, "mend", NEW, True),
        (None, "mend", dt.date(2013, 12, 31), False),
        (None, "mend", PartialDate(2025, 9), True),
        (None, "mend", PartialDate(2025), True),
        (None, "mend", PartialDate(2026), True),
        (None, "glow", OLD, False),
        ("law_2013", "mend", NEW, True),
        ("law_2013", "glow", OLD, False),
        ("law_2025", "mend", OLD, False),
        ("bac_giang_2016", "mend", NEW, True),
        ("bac_giang_2016", "glow", OLD, True),
        ("a_rule_of_our_own", "mend", OLD, False),
    ],
)
@pytest.mark.parametrize("allow_jump", [True, False])
def test_a_step_of_one_regime_needs_that_regime(
    regime: str | None,
    event: str,
    on: dt.date | PartialDate,
    is_allowed: bool,  # noqa: FBT001  a parameter of the test
    allow_jump: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    """A step of one regime is taken where the record's regime, one above it, or one it may have begun under allows it; no jump helps."""
    lamp = Lamp(status=Light.BROKEN, regime=regime)
    if is_allowed:
        (entry,) = advance(lamp, event, on=on, allow_jump=allow_jump).history
        assert (event, False) == (entry.event, entry.is_jump)
        assert entry.regime == (regime or "law_2013")
        return
    with pytest.raises(IllegalTransitionError) as caught:
        advance(lamp, event, on=on, allow_jump=allow_jump)

    assert event not in caught.value.allowed


def _approved(on: dt.date | PartialDate) -> HistoryEntry:
    return HistoryEntry(event="approve", from_state="budget_appraised", to_state="approved", on=on)


@pytest.mark.parametrize(
    ("fields", "regimes"),
    [
        # Luật 93/2025/QH15, Điều 73: approved through 30/9/2025 it stays under the old law.
        ({"history": (_approved(dt.date(2025, 1, 5)),)}, {"law_2013"}),
        ({"history": (_approved(OLD),)}, {"law_2013"}),
        ({"history": (_approved(NEW),)}, {"law_2025"}),
        ({"history": (_approved(PartialDate(2025)),)}, {"law_2013", "law_2025"}),
        ({"history": (_approved(dt.date(2013, 6, 3)),)}, {"law_2013"}),
        # Not told: not after the start of its term, and either law where that does not settle it.
        ({"start_on": OLD}, {"law_2013"}),
        ({"start_on": PartialDate(2025)}, {"law_2013", "law_2025"}),
        ({}, {"law_2013", "law_2025"}),
        # A step before the approval bounds nothing.
        (
            {"history": (HistoryEntry(event="list", from_state="proposed", to_state="listed", on=OLD),)},
            {"law_2013", "law_2025"},
        ),
        (
            {
                "history": (
                    HistoryEntry(event="start", from_state="contracted", to_state="in_progress", on=OLD),
                )
            },
            {"law_2013"},
        ),
        ({"start_on": NEW, "regime": "bac_giang_2016"}, {"law_2013", "bac_giang_2016"}),
    ],
)
def test_steps_and_limits_stand_under_one_law(fields: dict[str, Any], regimes: set[str]) -> None:
    """On one day the steps a project may take and the limits it has to keep are those of the same regimes."""
    day = dt.date(2026, 1, 5)
    project = ResearchProject(project_id="1", level="national", status="rejected", **fields)
    files = {"acceptance_file_national", "acceptance_file_2025"}
    running = attrs.evolve(project, status="in_progress", end_on=dt.date(2026, 6, 30))
    demanded = {one.key for one in statutory_deadlines(running, day)} & files

    assert governing_of(project, day) == regimes
    assert ("acceptance_file_national" in demanded, "acceptance_file_2025" in demanded) == (
        "law_2013" in regimes,
        "law_2025" in regimes,
    )
    if "law_2013" in regimes:
        assert advance(project, "resubmit_products", on=day).history[-1].regime in {
            "law_2013",
            project.regime,
        }
    else:
        with pytest.raises(IllegalTransitionError):
            advance(project, "resubmit_products", on=day)


def test_a_step_of_every_regime_asks_for_none() -> None:
    """What holds under every regime is allowed under any, and the history names the record's regime, if it has one."""
    assert "shine" in Lamp.LIFECYCLE.events_from(Light.ON, ())
    assert [
        advance(Lamp(regime=regime), "switch", on=dt.date(2000, 1, 1)).history[0].regime
        for regime in (None, "law_2025", "of_our_own")
    ] == [None, "law_2025", "of_our_own"]
    assert [
        Lamp.LIFECYCLE.events_from(Light.BROKEN, regimes) for regimes in (None, {"law_2013"}, set[str]())
    ] == [("mend", "glow"), ("mend",), ()]


def test_an_event_may_keep_the_state() -> None:
    """A step that leads where it came from changes nothing but the history."""
    lamp = Lamp(status=Light.ON)
    again = advance(lamp, "shine", on=ON)

    assert (again.status, len(again.history)) == (Light.ON, 1)
    assert [state_at(again, ON + n * A_DAY) for n in (-1, 0)] == [Light.ON] * 2


def test_a_month_is_bound_by_the_steps_told_after_it() -> None:
    """A step of February told before one of the 10th had happened by the 10th; told after it, by the month's end."""
    february, tenth, march = PartialDate(2024, 2), dt.date(2024, 2, 10), dt.date(2024, 3, 5)
    lamp = advance(advance(Lamp(), "switch", on=february), "break", on=tenth)
    lamp = advance(lamp, "mend", on=march)
    later = advance(advance(Lamp(), "switch", on=tenth), "break", on=february)
    later = advance(later, "mend", on=march)

    days = [dt.date(2024, 2, 9), tenth, dt.date(2024, 2, 28), dt.date(2024, 2, 29), march]
    assert [state_at(lamp, day) for day in days] == [
        Light.OFF,
        Light.BROKEN,
        Light.BROKEN,
        Light.BROKEN,
        Light.OFF,
    ]
    assert [state_at(later, day) for day in days] == [Light.OFF, Light.ON, Light.ON, Light.BROKEN, Light.OFF]


def test_a_state_dated_by_a_month_begins_with_its_last_day() -> None:
    """A field that dates a state may hold a month: the state is known to hold from the month's last day."""

    @attrs.frozen(kw_only=True)
    class Shop:
        LIFECYCLE: ClassVar[Lifecycle] = Lifecycle(
            states=Light, initial=Light.OFF, transitions=(), dated={Light.ON: ("opened_on", Light.OFF)}
        )
        status: Light = Light.ON
        opened_on: dt.date | PartialDate | None = attrs.field(default=PartialDate(2024, 2))
        history: tuple[HistoryEntry, ...] = ()

    assert [state_at(Shop(), dt.date(2024, 2, day)) for day in (28, 29)] == [Light.OFF, Light.ON]
