"""Every figure, item, output, right and receiver of a real report, where it stands beside the project, is a record."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import output_words as words
from khcn_records.formats import dumps, loads
from khcn_records.lifecycle import advance
from khcn_records.mentions import find_documents
from khcn_records.records.activities import Activity
from khcn_records.records.indicator_parts import BreakdownKind, BreakdownPart, breakdown_from_text
from khcn_records.records.indicators import Indicator
from khcn_records.records.initiative_rounds import InitiativeRound
from khcn_records.records.ip_assets import IPAsset, IPState
from khcn_records.records.issued_documents import IssuedDocument, Recipient, Signature
from khcn_records.records.plan_items import PlanItem
from khcn_records.records.recurring_activities import RecurringActivity
from khcn_records.records.standard_updates import StandardAction, StandardUpdate
from khcn_records.text import clean, fold
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_kinds import kind_of_noun, noun_at_start
from project_words import PLANNED

GOLD = Path(__file__).resolve().parents[3] / "shared" / "seed" / "report-2024-02.gold.json"
FEBRUARY = PartialDate(2024, 2)


def rows(name: str) -> Any:
    """One part of the reading; nothing where it is not here."""
    return json.loads(GOLD.read_text(encoding="utf-8"))[name] if GOLD.is_file() else []


INDICATORS, PLAN, ITEMS, OUTPUTS = (
    rows(name) for name in ("indicators", "plan_items", "activity_items", "outputs")
)
needs_report = pytest.mark.skipif(not INDICATORS, reason="the real report is not here")
EVERY_INDICATOR = pytest.mark.parametrize("row", INDICATORS, ids=lambda row: row["id"])


def stored(record: Any) -> Any:
    """The record as it comes back from a file, which is itself."""
    back = loads(dumps(record), kind=type(record))
    assert back == record
    return back


def part_of(row: Any) -> BreakdownPart:
    """A part of a figure, with its own parts."""
    below = next((key for key in words.PARTS if key in row), None)
    return BreakdownPart(
        name=row["name"],
        value=row["value"],
        unit=row.get("unit"),
        out_of=row.get("of"),
        parts=[part_of(part) for part in row[below]] if below else (),
        parts_kind=words.PARTS[below] if below else None,
    )


def indicator_of(row: Any) -> Indicator:
    """A figure of the report."""
    return Indicator(
        indicator_id=row["id"],
        name=row["name"],
        unit=row["unit"],
        figure=row["month"],
        figure_text=row.get("month_text"),
        cumulative=row["cumulative"],
        cumulative_unit=row.get("unit_cumulative"),
        breakdown=[part_of(part) for part in row["breakdown"]],
        breakdown_kind=words.BREAKDOWNS[row["breakdown_kind"]],
        is_planned=row.get("planned", False),
        period="2024-03" if row.get("planned") else "2024-02",
        section=row["section"],
        note=row.get("note"),
    )


def figures_of(parts: Any) -> list[Any]:
    """Name, figure, unit and whole of every part at every depth, from rows and from records alike."""
    found = []
    for part in parts:
        if isinstance(part, BreakdownPart):
            found.append((part.name, part.value, part.unit, part.out_of, figures_of(part.parts)))
        else:
            below = [inner for key in words.PARTS for inner in part.get(key, ())]
            found.append((part["name"], part["value"], part.get("unit"), part.get("of"), figures_of(below)))
    return found


@EVERY_INDICATOR
def test_a_figure_keeps_all_that_was_read(row: Any) -> None:
    """Figure, cumulative, units and parts at every depth come back from the file as they were read."""
    made = stored(indicator_of(row))

    assert (made.figure, made.cumulative, made.unit) == (row["month"], row["cumulative"], row["unit"])
    assert (made.figure_text, made.cumulative_unit) == (row.get("month_text"), row.get("unit_cumulative"))
    assert figures_of(made.breakdown) == figures_of(row["breakdown"])
    assert made.is_planned is row.get("planned", False)


@EVERY_INDICATOR
def test_what_can_be_computed_of_a_figure_is(row: Any) -> None:
    """What stood before the month follows where both figures count the same thing; parts add up where they must."""
    made = indicator_of(row)
    same_unit = row.get("unit_cumulative") in {None, row["unit"]}

    assert made.before_period == (row.get("implied_before_month") if same_unit else None)
    if "breakdown_sum" in row:
        assert made.parts_sum() == row["breakdown_sum"]
    if made.breakdown_kind is BreakdownKind.PARTITION:
        assert made.parts_sum() == made.figure
    assert {
        part.parts_sum() == part.value
        for part in made.breakdown
        if part.parts_kind is BreakdownKind.PARTITION
    } <= {True}


@needs_report
def test_figures_are_printed_and_read_again() -> None:
    """What a figure of the report prints is read as the same figure and unit."""
    printed = [indicator_of(row) for row in INDICATORS]
    again = [
        Indicator.from_text(
            one.indicator_id,
            one.name,
            one.format_figure(),
            one.format_cumulative() if one.cumulative is not None else None,
        )
        for one in printed
    ]

    assert [(one.figure, one.unit, one.cumulative) for one in again] == [
        (one.figure, one.unit, one.cumulative) for one in printed
    ]
    assert len(printed) == 28


@needs_report
def test_parts_are_read_from_the_line_that_lists_them() -> None:
    """The list in the brackets of a figure's own line gives the parts that a person read there."""
    read = {
        row["id"]: breakdown_from_text(row["text"].partition("(")[2].partition(")")[0])
        for row in INDICATORS
        if row["breakdown"] and "(Bao gồm" in row["text"]
    }

    assert {
        row["id"]: [(part["name"], Decimal(part["value"])) for part in row["breakdown"]]
        for row in INDICATORS
        if row["id"] in read
    } == {name: [(part.name, part.value) for part in parts] for name, parts in read.items()}
    assert read


@needs_report
def test_the_footnote_of_the_report_is_read_as_it_stands() -> None:
    """The footnote's line, with its full stops for semicolons, missing colons and spaces, gives every part and its figure."""
    lines = GOLD.with_name("report-2024-02.txt").read_text(encoding="utf-8").splitlines()
    begin = next(place for place, line in enumerate(lines) if line.startswith("1 Công tơ"))
    (row,) = [row for row in INDICATORS if "footnote" in row]
    text = " ".join(lines[begin : begin + 9]).removeprefix("1 ")
    read = breakdown_from_text(text)

    assert [(part.value, part.unit) for part in read] == [
        (part["value"], part["unit"]) for part in row["breakdown"]
    ]
    assert [[(part.value, part.unit) for part in whole.parts] for whole in read if whole.parts] == [
        [(part["value"], part["unit"]) for part in whole["breakdown"]]
        for whole in row["breakdown"]
        if "breakdown" in whole
    ]


def told_in(row: Any) -> tuple[str, ...]:
    """The figures that an item's text tells."""
    text = fold(row["text"])
    return tuple(
        one["id"] for one in INDICATORS if one["section"] == row["section"] and fold(one["text"]) in text
    )


def projects_in(row: Any) -> tuple[str, ...]:
    """The projects that an item's text names by title."""
    text = fold(row["text"])
    return tuple(one["id"] for one in rows("projects") if one["title"] and fold(one["title"]) in text)


@needs_report
def test_every_item_of_work_is_an_activity() -> None:
    """Every item keeps its words, mark, section, documents; each figure of part I beside the tasks is told by one of them."""
    made = [
        stored(
            Activity(
                activity_id=row["id"],
                content=row["text"],
                marker=row["marker"],
                section=row["section"],
                period="2024-02",
                documents=[mention.value for mention in find_documents(row["text"])],
                indicator_ids=told_in(row),
                project_ids=projects_in(row),
            )
        )
        for row in ITEMS
    ]

    assert [(one.activity_id, one.content, one.marker, one.section) for one in made] == [
        (row["id"], clean(row["text"]), row["marker"], row["section"]) for row in ITEMS
    ]
    told = {name for one in made for name in one.indicator_ids}
    assert told == {row["id"] for row in INDICATORS if row["section"].startswith("I.III")}
    assert sum(len(one.documents) for one in made) > 10
    assert len(made) == 48


@needs_report
def test_every_planned_item_is_one_of_the_next_month() -> None:
    """Every item of the plan keeps words, heading and section; planned figures and projects are linked, events are ours."""
    planned = {
        project["id"]: PLANNED[event["event"]]
        for project in rows("projects")
        for event in project["events"]
        if event["part"] == "II"
    }
    made = []
    for row in PLAN:
        named = projects_in(row)
        item = PlanItem(
            plan_id=row["id"],
            content=row["text"],
            period=row["period"],
            section=row["section"],
            printed_heading=row["printed_heading"],
            documents=[mention.value for mention in find_documents(row["text"])],
            project_ids=named,
            planned_event=planned.get(named[0]) if named else None,
            indicator_ids=told_in(row),
        )
        made.append(stored(item))

    assert [
        (one.plan_id, one.content, one.printed_heading, one.section, str(one.period)) for one in made
    ] == [(row["id"], clean(row["text"]), row["printed_heading"], row["section"], "2024-03") for row in PLAN]
    assert {name for one in made for name in one.indicator_ids} == {
        row["id"] for row in INDICATORS if row.get("planned")
    }
    assert {one.planned_event for one in made if one.project_ids} == set(planned.values())
    assert len(made) == 31


def output_of(row: Any) -> IssuedDocument:
    """A document of the lists of outputs; what a person withheld has no subject here either."""
    is_personnel = row.get("personnel", False)
    kind = kind_of_noun(row["kind"])
    subject: str | None = None if is_personnel else row["text"]
    is_draft = False
    if kind is None:  # the list of others
        opening = noun_at_start(row["text"])
        is_draft = opening is None
        kind = (
            opening[0] if opening else next(kind_of_noun(n) for n in words.OTHER_OUTPUTS if n in row["text"])
        )
    return IssuedDocument(
        document_id=f"{row['kind']}.{row['no']}",
        kind=kind,
        subject=subject,
        status="drafted" if is_draft else "issued",
        is_personnel=is_personnel,
        related=[] if is_personnel else [mention.value for mention in find_documents(row["text"])],
        period="2024-02",
        section=f"I.II.{row['kind']}",
        sequence=row["no"],
    )


@needs_report
def test_every_output_is_an_issued_document() -> None:
    """Every document of the lists keeps kind, number in its list and title; those about persons keep no title."""
    made = [stored(output_of(row)) for row in OUTPUTS]

    assert [one.sequence for one in made] == [row["no"] for row in OUTPUTS]
    assert [one.subject for one in made] == [
        None if row.get("personnel") else clean(row["text"]) for row in OUTPUTS
    ]
    assert Counter(one.section for one in made) == {
        f"I.II.{kind}": number for kind, number in rows("output_counts").items()
    }
    assert sum(one.is_personnel for one in made) == 4
    assert [one.status.value for one in made].count("drafted") == 1
    assert all(one.reference.cite() for one in made)
    assert len(made) == 57


@needs_report
def test_every_right_is_an_asset_in_its_state() -> None:
    """What was asked for or approved is a step in the life of a mark or an indication."""
    made = []
    for row in rows("ip"):
        event = words.IP_EVENTS[row["event"]]
        (source,) = next(step.sources for step in IPAsset.LIFECYCLE.transitions if step.event == event)
        asset = IPAsset(
            asset_id=row["name"],
            kind=words.IP_KINDS[row["kind"]],
            name=row["name"],
            product=row.get("product"),
            status=source,
            section=row["section"],
            note=row.get("note"),
        )
        made.append(stored(advance(asset, event, on=FEBRUARY)))

    assert [one.status for one in made] == [
        IPState.PLACE_NAME_REQUESTED,
        IPState.PLACE_NAME_REQUESTED,
        IPState.MANAGED,
    ]
    assert [(one.name, one.product, one.note) for one in made] == [
        (row["name"], row.get("product"), row.get("note")) for row in rows("ip")
    ]


@needs_report
def test_the_round_of_initiatives_keeps_its_counts() -> None:
    """Round, batch, year, both counts, state and what comes next."""
    row = rows("initiative_round")
    made = stored(
        InitiativeRound(
            round_id="2023-3-2",
            number=row["round"],
            batch=row["batch"],
            year=row["year"],
            initiatives_count=row["initiatives"],
            agencies_count=row["agencies_asked_for_experts"],
            status=words.ROUND_STATES[row["state"]],
            next_text=row["next"],
            section=row["section"],
        )
    )

    assert (made.number, made.batch, made.year, made.initiatives_count, made.agencies_count) == (
        3,
        2,
        2023,
        72,
        76,
    )
    assert made.next_text == row["next"]


@needs_report
def test_all_that_recurs_has_its_rule_or_its_words() -> None:
    """Every recurring activity keeps rule and sections; the one without a rule has no days, the others fall on some."""
    made = [
        stored(
            RecurringActivity(
                recurring_id=str(place),
                name=row["name"],
                rule=row["rule"],
                rule_text=None if row["rule"] else "theo định kỳ",
                sections=row["section"].split("; "),
            )
        )
        for place, row in enumerate(rows("recurring"))
    ]

    assert [(one.name, one.rule and str(one.rule), "; ".join(one.sections)) for one in made] == [
        (clean(row["name"]), row["rule"], row["section"]) for row in rows("recurring")
    ]
    assert [one.name for one in made if one.rule is None] == [
        clean(row["name"]) for row in rows("recurring") if row["rule"] is None
    ]
    assert all(one.days(dt.date(2024, 1, 1), dt.date(2024, 12, 31)) for one in made if one.rule)
    assert len(made) == 14


@needs_report
def test_standards_are_named_and_counted() -> None:
    """The standard that is applied has its name, those that were updated their number."""
    (named,) = [
        stored(StandardUpdate(update_id="1", standard=row["text"], action=StandardAction.APPLY))
        for row in rows("standards")
    ]
    (updated,) = [
        stored(
            StandardUpdate(
                update_id="2", standards_count=row["month"], action="update", indicator_id=row["id"]
            )
        )
        for row in INDICATORS
        if row["unit"] == "tiêu chuẩn"
    ]

    assert (named.standard, updated.standards_count) == ("TCVN ISO 9001:2015", 20)


@needs_report
def test_receivers_and_signature_stand_under_the_report() -> None:
    """Every receiver has its kind, withheld addresses their number, the archive its units; the signature its two lines."""
    signed = rows("signature")
    made = stored(
        IssuedDocument(
            document_id="2024-02",
            number="/BC-KHCN",
            recipients=[
                Recipient(
                    text=row["text"],
                    kind=words.RECIPIENTS[row["kind"]],
                    emails_count=row.get("count"),
                    archive_units=row.get("archive_units", ()),
                )
                for row in rows("recipients_kinds")
            ],
            signature=Signature.from_lines([signed["authority"], signed["position"]], name=signed["name"]),
        )
    )

    assert [(one.text, one.emails_count, list(one.archive_units)) for one in made.recipients] == [
        (row["text"], row.get("count"), row.get("archive_units", [])) for row in rows("recipients_kinds")
    ]
    assert made.signature.authority == signed["authority_code"].lower()
    assert made.signature.format() == f"{signed['authority']} / {signed['position']}"
    assert signed["name"] not in repr(made) + made.format() + made._repr_html_()
