"""The laws of science-and-technology tasks: which states follow which, what an extension moves, what is personal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

import attrs
import pytest

from khcn_records.display import MASK, shown
from khcn_records.errors import IllegalTransitionError, InvalidArgumentError, InvalidValueError
from khcn_records.fields.extension_data import NO_EXTENSIONS
from khcn_records.lifecycle import advance, state_at
from khcn_records.records.people import Person
from khcn_records.records.project_parts import BudgetLine, Recovery, ResearchField
from khcn_records.records.research_projects import ProjectState, ResearchProject
from khcn_records.values.dates import PartialDate
from khcn_records.values.money import Money
from khcn_records.values.quantities import Quantity
from record_strategies import EXAMPLES

LIFE = ResearchProject.LIFECYCLE
ON = dt.date(2024, 1, 20)

FOLLOWS = {
    "proposed": "listed withdrawn",
    "listed": "calling withdrawn",
    "calling": "selected listed withdrawn",
    "selected": "budget_appraised withdrawn",
    "budget_appraised": "approved withdrawn",
    "approved": "contracted withdrawn",
    "contracted": "in_progress terminating",
    "in_progress": "suspended products_due products_submitted terminating",
    "suspended": "in_progress terminating",
    "products_due": "products_submitted in_progress terminating",
    "products_submitted": "accepted rejected products_due",
    "rejected": "products_submitted terminating recovering",
    "accepted": "recognised products_submitted",
    "recognised": "registered liquidated",
    "registered": "liquidated recognised",
    "liquidated": "closed",
    "terminating": "terminated in_progress",
    "terminated": "recovering liquidated closed",
    "recovering": "closed",
    "closed": "",
    "withdrawn": "",
}
"""State → the other states that may follow it."""

KEEPS = {
    "proposed": "submit_list",
    "calling": "hold_selection",
    "in_progress": "implement report_progress check_progress request_adjustment adjust request_extension extend",
    "products_due": "request_products",
    "products_submitted": "hold_acceptance",
    "liquidated": "hand_over",
    "terminating": "process_termination",
}
"""State → the events that happen in it and change nothing but the history."""


def walked(events: Iterable[str], project: ResearchProject | None = None) -> ResearchProject:
    """A project after these events, one a month."""
    project = project or ResearchProject(project_id="1")
    for month, event in enumerate(events):
        project = advance(project, event, on=PartialDate(2020 + month // 12, month % 12 + 1))
    return project


def test_every_state_is_in_the_tables() -> None:
    """The tables of this page speak of every state."""
    assert set(FOLLOWS) == {state.value for state in ProjectState}


@pytest.mark.parametrize("state", ProjectState, ids=lambda state: state.value)
def test_exactly_these_states_follow(state: ProjectState) -> None:
    """From each state the transitions lead to the states of the table and to no other."""
    followers = {
        step.target.value for step in LIFE.transitions if state in step.sources and step.target is not state
    }

    assert followers == set(FOLLOWS[state.value].split())


@pytest.mark.parametrize("state", ProjectState, ids=lambda state: state.value)
def test_events_that_keep_the_state(state: ProjectState) -> None:
    """What happens while a task stays where it is, is an event of that state."""
    kept = {step.event for step in LIFE.transitions if state in step.sources and step.target is state}

    assert kept == set(KEEPS.get(state.value, "").split())


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ("submit_list list call hold_selection select appraise_budget approve sign_contract", "contracted"),
        ("list call return_to_list call select appraise_budget withdraw", "withdrawn"),
    ],
)
def test_a_task_before_its_contract(events: str, state: str) -> None:
    """From the list to the contract, with a call without dossiers, and a task that is given up."""
    assert walked(events.split()).status == state


@pytest.mark.parametrize(
    ("events", "state"),
    [
        (
            "start end_term submit_products hold_acceptance accept recognise register liquidate close",
            "closed",
        ),
        ("start submit_products accept recognise liquidate hand_over", "liquidated"),
        ("start request_adjustment adjust request_extension extend end_term extend", "in_progress"),
        ("start suspend resume begin_termination refuse_termination", "in_progress"),
        ("start begin_termination process_termination terminate recover close", "closed"),
        ("start end_term submit_products return_dossier request_products submit_products reject", "rejected"),
    ],
)
def test_a_task_under_contract(events: str, state: str) -> None:
    """From the contract to the close: the plain way, changes on the way, and an end before the end."""
    contracted = ResearchProject(project_id="1", status="contracted")
    project = walked(events.split(), contracted)

    assert project.status == state
    assert len(project.history) == len(events.split())
    assert not any(step.is_jump for step in project.history)


def test_a_report_shows_only_some_steps() -> None:
    """A step whose forerunners were not seen needs leave to jump, is marked, and keeps the past as it was known."""
    project = ResearchProject(project_id="1", status="in_progress")
    with pytest.raises(IllegalTransitionError, match="recognise"):
        advance(project, "recognise", on=ON)
    recognised = advance(project, "recognise", on=PartialDate(2024, 1), allow_jump=True)

    assert [step.is_jump for step in recognised.history] == [True]
    assert [state_at(recognised, dt.date(2024, 1, day)).value for day in (30, 31)] == [
        "in_progress",
        "recognised",
    ]


@pytest.mark.parametrize(
    ("regime", "on", "is_allowed"),
    [
        (None, dt.date(2025, 9, 30), True),
        (None, dt.date(2025, 10, 1), True),
        ("bac_giang_2016", dt.date(2026, 1, 5), True),
        ("law_2025", dt.date(2025, 10, 1), False),
    ],
)
def test_a_second_sitting_is_known_of_one_law_only(
    regime: str | None,
    on: dt.date,
    is_allowed: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    """A rejected task may hand in again under the law of 2013; what began under it, or may have, stays under it."""
    rejected = ResearchProject(project_id="1", status="rejected", regime=regime)
    if is_allowed:
        assert advance(rejected, "resubmit_products", on=on).status is ProjectState.PRODUCTS_SUBMITTED
    else:
        with pytest.raises(IllegalTransitionError):
            advance(rejected, "resubmit_products", on=on, allow_jump=True)


def test_an_extension_moves_the_end_from_its_decision_on() -> None:
    """Each extension keeps the end before it; before its decision the old end held."""
    first, second, third = PartialDate(2024, 6), dt.date(2024, 12, 31), dt.date(2025, 3, 31)
    project = ResearchProject(project_id="1", status="in_progress", end_on=first)
    project = project.extend(second, decided_on=dt.date(2024, 5, 20), document="90/QĐ-KHCN ngày 20/5/2024")
    project = project.extend(third, decided_on=dt.date(2024, 12, 1))

    assert project.end_on == third
    assert [extension.previous_end_on for extension in project.extensions] == [first, second]
    assert [
        project.end_on_at(day)
        for day in (dt.date(2024, 5, 19), dt.date(2024, 5, 20), dt.date(2024, 11, 30), dt.date(2024, 12, 1))
    ] == [first, second, second, third]


@pytest.mark.parametrize(
    ("end_on", "later", "is_later"),
    [
        (None, PartialDate(2023), True),
        (dt.date(2024, 6, 30), PartialDate(2024, 6), True),
        (dt.date(2024, 6, 30), dt.date(2024, 6, 29), False),
        (PartialDate(2024), PartialDate(2024, 11), False),
        (PartialDate(2024), dt.date(2024, 12, 31), True),
    ],
)
def test_an_extension_is_never_shorter(
    end_on: dt.date | PartialDate | None,
    later: dt.date | PartialDate,
    is_later: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    """The new end does not lie before the old one; months and years end on their last day."""
    project = ResearchProject(project_id="1", end_on=end_on)
    if is_later:
        assert project.extend(later).end_on == later
    else:
        with pytest.raises(InvalidArgumentError, match="not before"):
            project.extend(later)


def test_an_extension_needs_a_day() -> None:
    """What is no day, or a part of one without a year, is no end."""
    project = ResearchProject(project_id="1")
    with pytest.raises(InvalidValueError, match="year"):
        project.extend(PartialDate(month=6))
    with pytest.raises(TypeError, match="end_on"):
        project.extend("2024-06-30")  # type: ignore[arg-type]  # the point of the test


def test_money_and_shares_are_read_from_text() -> None:
    """Sums are exact in đồng and a share is a percentage, however they were given."""
    line = BudgetLine(source="state_budget", amount="1,2 tỷ đồng")

    assert line.amount == Money(Decimal(1_200_000_000))
    assert Recovery(share="100%") == Recovery(share=Quantity(Decimal(100), "%"))


@pytest.mark.parametrize("share", ["08 nhiệm vụ", "101%", "1/2%", "nửa"])
def test_a_share_is_a_percentage(share: str) -> None:
    """What is not 0% to 100% is no share."""
    with pytest.raises(InvalidValueError):
        Recovery(share=share)


def test_a_field_of_research_has_a_code_or_a_name() -> None:
    """A classification alone names no field."""
    with pytest.raises(InvalidValueError, match="code or the label"):
        ResearchField(scheme="Quyết định 12/2008/QĐ-BKHCN")


def test_the_name_of_a_person_is_masked() -> None:
    """A project shows who leads it by role; the name appears only where it is asked for."""
    project = EXAMPLES["research_project"]
    name = project.principal_investigator.name

    assert name not in repr(project) + project.format() + project._repr_html_()
    assert MASK in project.format()
    assert name in shown(project, with_personal=True)
    assert "Chủ nhiệm" in Person(role="Chủ nhiệm", name=name).format()


def test_a_project_that_is_only_counted_needs_no_title() -> None:
    """A report may tell of a project without naming it: everything but the id may be missing."""
    project = ResearchProject(project_id="1")

    assert project.status is LIFE.initial
    assert [
        field.name
        for field in attrs.fields(ResearchProject)
        if getattr(project, field.name) not in {None, (), NO_EXTENSIONS}
    ] == ["project_id", "status"]


def test_a_full_date_given_in_parts_is_a_day() -> None:
    """A field that may hold a part of a date holds a full one as a day, in records and in their parts."""
    whole = PartialDate(2024, 6, 30)
    project = ResearchProject(project_id="1", start_on=whole).extend(whole)

    assert [project.start_on, project.end_on, project.extensions[0].end_on] == [dt.date(2024, 6, 30)] * 3
    assert [type(one) for one in (project.start_on, project.extensions[0].end_on)] == [dt.date] * 2
