"""The inspections, surveys, receptions and opinions a person found in the real report stand in records, where it is at hand."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import attrs
import pytest

import control_words as words
from khcn_records.formats import dumps, loads
from khcn_records.lifecycle import HistoryEntry, advance
from khcn_records.records.citizen_receptions import CitizenReception, ReceptionKind, ReceptionState
from khcn_records.records.inspection_activities import InspectionActivity, InspectionState
from khcn_records.records.surveys import SampleGroup, Survey, SurveyState
from khcn_records.records.technology_opinions import OpinionKind, OpinionState, TechnologyOpinion
from khcn_records.values.dates import PartialDate
from khcn_records.values.recurrences import Recurrence

GOLD = Path(__file__).resolve().parents[3] / "shared" / "seed" / "report-2024-02.gold.json"
pytestmark = pytest.mark.skipif(not GOLD.is_file(), reason="the real report is not here")


@pytest.fixture(scope="module", name="gold")
def _gold() -> Any:
    return json.loads(GOLD.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", name="documents")
def _documents(gold: Any) -> dict[str, str]:
    """The gold's key of a document → its symbol and date."""
    return {
        one["key"]: f"{one['key'].rpartition(':')[2]} ngày {dt.date.fromisoformat(one['date']):%d/%m/%Y}"
        for one in gold["documents"]
        if one.get("date")
    }


R = TypeVar("R", Survey, InspectionActivity)


def lived(record: R, event: str | None, row: Any) -> R:
    """The record after the event, which the report dates by year or not at all."""
    return record if event is None else advance(record, event, on=PartialDate(row.get("year", 2024)))


def survey(row: Any, executes: Mapping[str, str]) -> Survey:
    """A survey of the gold."""
    status, event = words.SURVEYS[row["state"]]
    samples = row.get("samples")
    return lived(
        Survey(
            survey_id=row["id"],
            name=row["name"],
            status=status,
            areas=row.get("areas", ()),
            areas_count=row.get("areas_count"),
            samples=[SampleGroup(name=name) for name in row.get("sample_kinds", ())],
            samples_count=samples,
            tested_count=samples,
            passed_count=row.get("passed"),
            laboratory=row.get("laboratory"),
            method=row.get("method"),
            result_text=row.get("result_text"),
            continues_text=row.get("continues"),
            executes_id=executes.get(row["id"]),
            year=row.get("year"),
            section=row["section"],
        ),
        event,
        row,
    )


def reception(row: Any) -> CitizenReception:
    """A reception of the gold."""
    rule = row["recurrence"]
    return CitizenReception(
        reception_id=row["id"],
        kinds=(ReceptionKind.PERIODIC, ReceptionKind.REGULAR),
        status=words.RECEPTIONS[row["state"]],
        recurrence=Recurrence(frequency=rule["freq"].upper(), month_days=(rule["bymonthday"],)),
        period="2024-02",
        section=row["section"],
        note=row["name"],
    )


def inspection(row: Any, documents: Mapping[str, str]) -> InspectionActivity:
    """An inspection or check of the gold."""
    status, event = words.INSPECTIONS[row["state"]]
    return lived(
        InspectionActivity(
            inspection_id=row["id"],
            kinds=words.KINDS[row["kind"]],
            name=row["name"],
            is_planned=row.get("planned"),
            year=row.get("year"),
            period=row.get("period"),
            status=status,
            basis=[documents[key] for key in row.get("basis", ())],
            condition="nếu có" if row["state"] == "conditional" else None,
            section=row["section"],
        ),
        event,
        row,
    )


@pytest.fixture(scope="module", name="records")
def _records(gold: Any, documents: dict[str, str]) -> dict[str, Any]:
    rows = gold["inspections"]
    executes = {
        row["executes"]: row["id"] for row in rows if "executes" in row
    }  # a plan names what carries it out
    made: dict[str, Any] = {}
    for row in rows:
        match row["kind"]:
            case "khảo sát":
                made[row["id"]] = survey(row, executes)
            case "tiếp công dân":
                made[row["id"]] = reception(row)
            case _:
                made[row["id"]] = inspection(row, documents)
    return made


def test_all_control_of_the_month_stands_in_records(gold: Any, records: dict[str, Any]) -> None:
    """Fourteen activities: ten inspections and checks, three surveys, one reception, none lost and none twice."""
    assert [row["id"] for row in gold["inspections"]] == list(records)
    assert Counter(type(record) for record in records.values()) == {
        InspectionActivity: 10,
        Survey: 3,
        CitizenReception: 1,
    }


def test_every_word_for_a_state_has_its_place(gold: Any, records: dict[str, Any]) -> None:
    """Each word the gold uses is a state here, or a state with the step that led to it."""
    found = {
        (row["state"], record.status.value, record.history[-1].event if record.history else None)
        for row in gold["inspections"]
        for record in [records[row["id"]]]
    }

    assert found == {
        ("plan_drafting", InspectionState.PLAN_DRAFTING.value, None),
        ("plan_issued", InspectionState.PLANNED.value, "issue_plan"),
        ("plan_issued", SurveyState.PLANNED.value, None),
        ("planned", InspectionState.PLANNED.value, None),
        ("conditional", InspectionState.PLANNED.value, None),
        ("notified", InspectionState.NOTIFIED.value, "notify"),
        ("team_established", InspectionState.PREPARING.value, "establish_team"),
        ("preparing", InspectionState.PREPARING.value, None),
        ("in_progress", SurveyState.SAMPLING.value, "continue_sampling"),
        ("drafting_report", SurveyState.DRAFTING_REPORT.value, "draft_report"),
        ("held", ReceptionState.HELD.value, None),
    }
    assert [
        (name, record.condition, record.is_planned)
        for name, record in records.items()
        if getattr(record, "condition", None)
    ] == [("N12", "nếu có", False)]


def test_every_figure_and_link_is_kept(gold: Any, records: dict[str, Any]) -> None:
    """What the gold says of an activity is said by a field of its record."""
    for row in gold["inspections"]:
        record = records[row["id"]]
        said = {
            "section": record.section,
            "name": getattr(record, "name", record.note),
            "year": getattr(record, "year", None),
            "period": str(record.period) if record.period and "period" in row else None,
            "planned": getattr(record, "is_planned", None),
            "areas": list(getattr(record, "areas", ())),
            "areas_count": getattr(record, "areas_count", None),
            "samples": getattr(record, "samples_count", None),
            "passed": getattr(record, "passed_count", None),
            "sample_kinds": [group.name for group in getattr(record, "samples", ())],
            "laboratory": getattr(record, "laboratory", None),
            "method": getattr(record, "method", None),
            "result_text": getattr(record, "result_text", None),
            "continues": getattr(record, "continues_text", None),
        }
        told_elsewhere = {"id", "kind", "text", "state", "basis", "recurrence", "executes"}
        assert {name: row[name] for name in row.keys() - told_elsewhere} == {
            name: said[name] for name in row.keys() - told_elsewhere
        }

    assert [str(document.number) for name in ("N01", "N02") for document in records[name].basis] == [
        "1982/QĐ-UBND",
        "2000/QĐ-UBND",
    ]
    assert records["N05"].executes_id == "N11"
    assert records["N04"].failed_count == 0
    assert (dt.date(2024, 2, 15),) == records["N03"].recurrence.days(
        dt.date(2024, 2, 1), dt.date(2024, 2, 29)
    )


@pytest.fixture(scope="module", name="opinions")
def _opinions(gold: Any, documents: dict[str, str]) -> list[TechnologyOpinion]:
    made = []
    for place, row in enumerate(gold["technology_opinions"], start=1):
        is_person = "cá nhân" in (row["investor"] or "")
        document = documents[row["document"]]
        opinion = TechnologyOpinion(
            opinion_id=f"2024-02/{row['section']}/{place}",
            status="received",
            investment_project=row["investment_project"],
            investor=None if is_person else row["investor"],
            is_investor_a_person=is_person or (False if row["investor"] else None),
            place=row["place"],
            action=row["action"],
            kind=words.ACTIONS[row["action"].split()[0]],
            period="2024-02",
            section=row["section"],
            note=row.get("note"),
        )
        answered_on = dt.datetime.strptime(document[-10:], "%d/%m/%Y").date()
        made.append(advance(opinion, "answer", on=answered_on, document=document))
    return made


def test_all_opinions_of_the_month_stand_in_records(gold: Any, opinions: list[TechnologyOpinion]) -> None:
    """Eight opinions on investment projects, each answered by a letter of its own in the window of the report."""
    assert [(row["investment_project"], row["place"], row["action"], row["document"].rpartition(":")[2]) for row in gold["technology_opinions"]] == [
        (one.investment_project, one.place, one.action, str(one.document and one.document.number)) for one in opinions
    ]  # fmt: skip
    assert len({one.document for one in opinions}) == 8
    assert {OpinionState.ANSWERED} == {one.status for one in opinions}
    assert all(
        one.answered_on and dt.date(2024, 1, 15) <= one.answered_on <= dt.date(2024, 2, 14)
        for one in opinions
    )
    assert Counter(one.kind for one in opinions) == {
        OpinionKind.OPINION: 4,
        OpinionKind.APPRAISAL: 3,
        OpinionKind.ADVICE: 1,
    }
    assert [place for place, one in enumerate(opinions, start=1) if one.is_investor_a_person] == [3]


def test_all_of_them_come_back(records: dict[str, Any], opinions: list[TechnologyOpinion]) -> None:
    """What was put into records is stored and read without a loss."""
    for record in (*records.values(), *opinions):
        assert record == loads(dumps(record), kind=type(record))
        assert all(isinstance(step, HistoryEntry) for step in record.history)
        assert attrs.evolve(record) == record
