"""Projects, what happened to them, and every figure: what was read, and what the sample says of the same."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import output_words
import project_words
from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.indicator_parts import BreakdownPart
from khcn_records.records.research_projects import ResearchProject
from khcn_records.values.dates import PartialDate
from reading import BY_ID, READ, REPORT, Entry

FEBRUARY = PartialDate(2024, 2)


def projects() -> Iterator[Entry]:
    """Each project by name, level, kind, programme, host and year."""
    for row in READ["projects"]:
        made = BY_ID[row["id"]]
        hint = row.get("field_hint")
        yield (
            row["id"],
            {
                "title": row["title"],
                "level": project_words.LEVELS.get(row["level"]),
                "kind": project_words.KINDS.get(row["kind"]),
                "programme": row.get("programme"),
                "host": row["organisation"],
                "year": row.get("year"),
                "section": row["section"],
                "fields": [hint] if hint else [],
            },
            {
                "title": made.title,
                "level": made.level,
                "kind": made.kind,
                "programme": made.programme,
                "host": made.host_organization,
                "year": made.year,
                "section": made.section,
                "fields": [field.label for field in made.fields],
            },
        )


def happened(made: ResearchProject, told: Any) -> Entry:
    """What was done in the month: a step with its state, and what the report says beside it."""
    name, _, adjusted = told["event"].partition(":")
    event = project_words.EVENTS[name]
    step: HistoryEntry | None = next((one for one in made.history if one.event == event), None)
    allowed = () if step is None else made.LIFECYCLE.events_from(made.LIFECYCLE.states(step.from_state))
    wanted = {
        "to_state": project_words.STATES[told["state_after"]],
        "on": FEBRUARY,
        "is_jump": event not in allowed,
        "adjusted": project_words.ADJUSTED[adjusted] if adjusted else None,
        "grade": told.get("grade_text"),
        "recovered": told.get("recovery_rate"),
        "fund": project_words.FUNDS[told["fund"]] if "fund" in told else None,
        "area": Decimal(told["area_ha"]) if "area_ha" in told else None,
    }
    said = {
        "to_state": step and step.to_state,
        "on": step and step.on,
        "is_jump": step and step.is_jump,
        "adjusted": made.adjustments[0].subject if made.adjustments else None,
        "grade": made.acceptance and made.acceptance.grade_text,
        "recovered": str(made.recovery.share) if made.recovery and "recovery_rate" in told else None,
        "fund": made.recovery.source if made.recovery and "fund" in told else None,
        "area": BY_ID["K14"].figure if "area_ha" in told else None,
    }
    if "condition" in told:
        said["condition"] = told["condition"] if step and told["condition"] in (step.note or "") else None
        wanted["condition"] = told["condition"]
    return f"{made.project_id} {event}", wanted, said


def project_events() -> Iterator[Entry]:
    """Each event: done in the month, or planned by an item that names the project; the last one done is the state."""
    for row in READ["projects"]:
        made = BY_ID[row["id"]]
        for told in row["events"]:
            if told["part"] == "I":
                yield happened(made, told)
                continue
            event = project_words.PLANNED[told["event"]]
            planned = {
                (item.planned_event, str(item.period))
                for item in REPORT.plan_items
                if row["id"] in item.project_ids
            }
            wanted = (event, told["period"])
            yield (
                f"{row['id']} {event}",
                {"planned": wanted},
                {"planned": wanted if wanted in planned else None},
            )


def project_aggregates() -> Iterator[Entry]:
    """Each count of projects, in order: level, events, figure, year, section."""
    for row, made in zip(READ["project_aggregates"], REPORT.project_aggregates, strict=True):
        yield (
            row["event"],
            {
                "level": project_words.LEVELS.get(row["level"]),
                "events": tuple(project_words.COUNTED[one] for one in row["event"].split("+")),
                "count": row["count"],
                "year": row.get("year"),
                "section": row["section"],
            },
            {name: getattr(made, name) for name in ("level", "events", "count", "year", "section")},
        )


def indicators() -> Iterator[Entry]:
    """Each figure with its cumulative one, units, print, what stood before, the sum and kind of its parts."""
    for row in READ["indicators"]:
        made = BY_ID[row["id"]]
        same_unit = row.get("unit_cumulative") in {None, row["unit"]}
        total = row.get("breakdown_sum", made.parts_sum())
        yield (
            row["id"],
            {
                "name": row["name"],
                "section": row["section"],
                "figure": (row["month"], row["unit"], row.get("month_text")),
                "cumulative": (row["cumulative"], row.get("unit_cumulative")),
                "before": row.get("implied_before_month") if same_unit else None,
                "parts": (output_words.BREAKDOWNS[row["breakdown_kind"]], total),
                "planned": row.get("planned", False),
            },
            {
                "name": made.name,
                "section": made.section,
                "figure": (made.figure, made.unit, made.figure_text),
                "cumulative": (made.cumulative, made.cumulative_unit),
                "before": made.before_period,
                "parts": (made.breakdown_kind, made.parts_sum()),
                "planned": made.is_planned,
            },
        )


def breakdown_figures() -> Iterator[Entry]:
    """Each part of a figure at each depth, by its place: name, figure, unit, whole."""

    def below(place: str, rows: Any, parts: tuple[BreakdownPart, ...]) -> Iterator[Entry]:
        for number, row in enumerate(rows):
            made = parts[number] if number < len(parts) else BreakdownPart(name="-")
            here = f"{place}.{number}"
            wanted = {"name": row["name"], "value": row["value"], "out_of": row.get("of")}
            said = {"name": made.name, "value": made.value, "out_of": made.out_of}
            if "unit" in row:
                wanted["unit"], said["unit"] = row["unit"], made.unit
            yield here, wanted, said
            for key in output_words.PARTS:
                yield from below(here, row.get(key, ()), made.parts)

    for row in READ["indicators"]:
        yield from below(row["id"], row["breakdown"], BY_ID[row["id"]].breakdown)
