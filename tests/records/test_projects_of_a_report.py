"""Every project, count of projects and council of a real report, where it stands beside the project, is a record."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import attrs
import pytest

import project_words as words
from khcn_records.formats import dumps, loads
from khcn_records.lifecycle import advance, state_at
from khcn_records.records.councils import Council
from khcn_records.records.project_aggregates import ProjectAggregate
from khcn_records.records.project_parts import Acceptance, Adjustment, Recovery
from khcn_records.records.research_projects import ResearchProject
from khcn_records.values.dates import PartialDate

GOLD = Path(__file__).resolve().parents[3] / "shared" / "seed" / "report-2024-02.gold.json"
FEBRUARY = PartialDate(2024, 2)
LIFE = ResearchProject.LIFECYCLE


def rows(name: str) -> list[Any]:
    """The rows of one part of the reading; none where it is not here."""
    if not GOLD.is_file():
        return []
    found: list[Any] = json.loads(GOLD.read_text(encoding="utf-8"))[name]
    return found


PROJECTS, AGGREGATES, COUNCILS = rows("projects"), rows("project_aggregates"), rows("councils_teams")
needs_report = pytest.mark.skipif(not PROJECTS, reason="the real report is not here")


def with_details(project: ResearchProject, told: Any) -> ResearchProject:
    """The project with what the report says of an event besides that it happened."""
    _, _, adjusted = told["event"].partition(":")
    if adjusted:
        adjustment = Adjustment(subject=words.ADJUSTED[adjusted], note=told["text"])
        project = attrs.evolve(project, adjustments=(*project.adjustments, adjustment))
    if "grade_text" in told:
        project = attrs.evolve(
            project, acceptance=Acceptance(grade_text=told["grade_text"], held_on=FEBRUARY)
        )
    if "recovery_rate" in told:
        recovery = Recovery(share=told["recovery_rate"], source=words.FUNDS[told["fund"]])
        project = attrs.evolve(project, recovery=recovery)
    return project


def begun(row: Any) -> ResearchProject:
    """The project as the report names it, before what it tells."""
    return ResearchProject(
        project_id=row["id"],
        title=row["title"],
        level=words.LEVELS.get(row["level"]),
        kind=words.KINDS.get(row["kind"]),
        programme=row.get("programme"),
        host_organization=row["organisation"],
        year=row.get("year"),
        section=row["section"],
        note=row.get("note"),
    )


def happened(row: Any) -> list[Any]:
    """What the report says was done; the rest is planned."""
    return [told for told in row["events"] if told["part"] == "I"]


def lived(row: Any) -> ResearchProject:
    """The project after everything the report says was done in the month."""
    project = begun(row)
    for told in happened(row):
        event = words.EVENTS[told["event"].partition(":")[0]]
        note = told["text"]
        if "condition" in told:
            note = f"{note} ({told['condition']})"
        project = advance(with_details(project, told), event, on=FEBRUARY, note=note, allow_jump=True)
    return project


@needs_report
@pytest.mark.parametrize("row", PROJECTS, ids=lambda row: row["id"])
def test_a_project_stands_where_the_report_leaves_it(row: Any) -> None:
    """After each event the project is in the state a person read; its past and its stored form hold."""
    project, told = lived(row), happened(row)

    assert [step.to_state for step in project.history] == [words.STATES[one["state_after"]] for one in told]
    assert project.status == (words.STATES[told[-1]["state_after"]] if told else LIFE.initial)
    assert state_at(project, dt.date(2024, 1, 31)) is LIFE.initial
    assert state_at(project, dt.date(2024, 2, 29)) is project.status
    assert project == loads(dumps(project), kind=ResearchProject)


@needs_report
@pytest.mark.parametrize("row", PROJECTS, ids=lambda row: row["id"])
def test_what_a_project_is_called_is_kept(row: Any) -> None:
    """Level and kind are words of ours where the report has one, and a first step whose forerunners were not seen is a jump."""
    project = lived(row)

    assert (project.level is None, project.kind is None) == (row["level"] is None, row["kind"] is None)
    assert [step.is_jump for step in project.history[:1]] == [True] * len(project.history[:1])
    assert all(
        step.is_jump == (step.event not in LIFE.events_from(LIFE.states(step.from_state)))
        for step in project.history
    )


@needs_report
@pytest.mark.parametrize("row", PROJECTS, ids=lambda row: row["id"])
def test_what_is_planned_is_an_event_of_the_life(row: Any) -> None:
    """An event planned for the next month is one of the lifecycle, and the state read beside it comes before or after it."""
    for told in row["events"]:
        if told["part"] == "II":
            state = words.STATES[told["state_after"]]
            steps = [step for step in LIFE.transitions if step.event == words.PLANNED[told["event"]]]
            assert [step for step in steps if state is step.target or state in step.sources], told


@needs_report
def test_what_the_report_says_beside_the_event() -> None:
    """An adjustment has its subject, an acceptance its grade as printed, a recovery its share and source."""
    projects = [lived(row) for row in PROJECTS]
    told = [one for row in PROJECTS for one in happened(row)]

    assert len(projects) == 18
    assert [str(one.recovery.share) for one in projects if one.recovery] == [
        one["recovery_rate"] for one in told if "recovery_rate" in one
    ]
    assert [one.acceptance.grade_text for one in projects if one.acceptance] == [
        one["grade_text"] for one in told if "grade_text" in one
    ]
    assert sum(len(one.adjustments) for one in projects) == sum(":" in one["event"] for one in told)


@needs_report
def test_every_count_of_projects_is_a_record() -> None:
    """Each count has its level, year and figure, and its events follow each other in the life of one project."""
    assert len(AGGREGATES) == 8
    for number, row in enumerate(AGGREGATES, start=1):
        counted = ProjectAggregate(
            aggregate_id=f"2024-02/{number}",
            level=words.LEVELS.get(row["level"]),
            events=[words.COUNTED[event] for event in row["event"].split("+")],
            count=row["count"],
            unit="Hội đồng" if "council" in row["event"] else "nhiệm vụ",
            year=row.get("year"),
            period="2024-02",
            content=row["text"],
            section=row["section"],
        )
        first, *others = counted.events
        project = advance(ResearchProject(project_id="1"), first, on=FEBRUARY, allow_jump=True)
        for event in others:
            project = advance(project, event, on=FEBRUARY)

        assert (counted.level is None, counted.count) == (row["level"] is None, row["count"])
        assert counted == loads(dumps(counted), kind=ProjectAggregate)


@needs_report
def test_every_council_is_a_record() -> None:
    """Each council and team has its kind, its level and year where its name tells them, and how many it stands for."""
    assert len(COUNCILS) == 10
    for number, row in enumerate(COUNCILS, start=1):
        name = row["name"]
        levels = [level for word, level in words.LEVELS.items() if f"cấp {word}" in name]
        years = re.findall(r"[0-9]{4}$", name)
        council = Council(
            council_id=f"2024-02/{number}",
            name=name,
            kind=next(kind for start, kind in words.COUNCILS.items() if name.casefold().startswith(start)),
            level=levels[0] if levels else None,
            year=int(years[0]) if years else None,
            councils_count=row.get("count"),
        )

        assert (council.name, council.councils_count) == (name, row.get("count"))
        assert council == loads(dumps(council), kind=Council)
