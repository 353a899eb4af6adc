"""Reports of other layouts and wordings, all invented: what a person reads in them is what is read."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from khcn_records.readers import KeptRole, Reading
from khcn_records.records.monthly_reports import MonthlyReport
from unjudged import read

HERE = Path(__file__).parent
NAMES = ("department", "branch", "run_in")
FACTS: dict[str, tuple[str, ...]] = {
    "sections": ("number", "heading", "printed_number"),
    "documents": ("kind", "number", "issued_on", "issuer", "subject", "section"),
    "projects": ("title", "level", "kind", "host_organization", "status", "section"),
    "project_aggregates": ("level", "events", "count", "unit", "year", "section"),
    "councils": ("name", "kind", "councils_count", "section"),
    "inspections": ("name", "kinds", "status", "section"),
    "surveys": ("name", "status", "areas_count", "samples_count", "passed_count", "laboratory", "section"),
    "receptions": ("recurrence", "visits_count", "section"),
    "petitions": ("kind", "received", "resolved", "section"),
    "licences": ("kind", "number", "holder", "issued_on", "section"),
    "opinions": ("investment_project", "investor", "document", "section"),
    "measurement_services": ("kind", "object", "quantity", "measurement_field", "section"),
    "one_stop_files": (
        "received",
        "received_online",
        "resolved_on_time",
        "resolved_late",
        "in_progress",
        "section",
    ),
    "ip_assets": ("kind", "name", "product", "status", "section"),
    "initiative_rounds": ("number", "batch", "year", "initiatives_count", "status", "section"),
    "standard_updates": ("standard", "standards_count", "action", "section"),
    "media_items": ("kind", "outlet", "title", "number", "section"),
    "recurring_activities": ("name", "rule", "sections"),
    "indicators": ("name", "unit", "figure", "cumulative", "breakdown", "is_planned", "section"),
    "activities": ("marker", "content", "section"),
    "plan_items": ("content", "planned_event", "condition", "section"),
    "recipients": ("kind", "text", "archive_units"),
}
"""Kind → the fields that a person checks."""


def shown(value: Any) -> Any:
    """A value in plain words; what is nothing is left out."""
    if isinstance(value, tuple):
        return [shown(one) for one in value]
    if hasattr(value, "name") and hasattr(value, "parts"):
        return f"{value.name}: {value.value}"
    if value is None or isinstance(value, bool | int):
        return value
    return str(value)


def facts(report: MonthlyReport) -> dict[str, Any]:
    """What a person checks of a report."""
    told: dict[str, Any] = {
        "title": report.title,
        "organization": report.organization,
        "reference": str(report.reference),
        "period": str(report.period),
        "signature": report.signature and report.signature.format(),
    }
    for kind, names in FACTS.items():
        rows = [
            {name: value for name in names if (value := shown(getattr(one, name))) not in (None, [], False)}
            for one in getattr(report, kind)
        ]
        if rows:
            told[kind] = rows
    return told


def text_of(name: str) -> str:
    """A report as it comes out of a PDF."""
    return (HERE / f"report_{name}.txt").read_text(encoding="utf-8")


def report_of(reading: Reading) -> MonthlyReport:
    """The report, which there is."""
    assert reading.report is not None
    return reading.report


@pytest.mark.parametrize("name", NAMES)
def test_what_a_person_reads_is_read(name: str) -> None:
    """Letterhead, headings and records of each kind are those a person wrote down."""
    expected = json.loads((HERE / f"report_{name}.json").read_text(encoding="utf-8"))

    assert facts(report_of(read(text=text_of(name)))) == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_line_is_accounted_for(name: str) -> None:
    """Each line stands in a record or is kept with what it is; none is left as not understood."""
    reading = read(text=text_of(name))

    assert [kept.text for kept in reading.unread if kept.role is KeptRole.BODY] == []
    assert reading.coverage == 100.0
    lines = {number for number, line in enumerate(text_of(name).split("\n"), 1) if line.strip()}
    kept = {one.place.line for one in reading.unread}
    placed = {
        number for place in reading.places for number in range(place.line or 0, (place.line_end or 0) + 1)
    }
    assert lines <= kept | placed


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "spell",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: re.sub(r"[-•](?= )", "–", text, count=0) if "•" not in text else text.replace("•", "-"),
    ],
    ids=["NFD", "CRLF", "other bullets"],
)
def test_the_spelling_of_the_file_changes_no_record(name: str, spell: Callable[[str], str]) -> None:
    """Letters in parts, other ends of lines and other bullets change nothing but the bullets."""
    plain, other = (
        facts(report_of(read(text=text_of(name)))),
        facts(report_of(read(text=spell(text_of(name))))),
    )
    for told in (plain, other):
        for row in told["activities"]:
            row.pop("marker", None)

    def without_bullets(thing: Any) -> Any:
        return json.loads(re.sub("[-–•]", "-", json.dumps(thing, ensure_ascii=False)))

    assert without_bullets(other) == without_bullets(plain)


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique(name: str) -> None:
    """No two records of a kind share an id."""
    report = report_of(read(text=text_of(name)))
    ids = [repr(record)[:60] for record in report.records]

    assert len(ids) == len(set(ids))
