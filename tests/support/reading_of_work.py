"""Tasks, items of work and plan, control, opinions, rights, councils: what was read, and what the sample says of the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import control_words
import output_words
import project_words
from khcn_records.reports.task_summary import summarize_tasks
from reading import BY_ID, READ, REPORT, Entry, cited, figures_in, is_about, symbols, titled

ACTIONS = {
    "opinion on the project dossier": "hồ sơ đề nghị thực hiện dự án",
    "advice on changing the waste-water outlet": "điều chỉnh đầu ra nước thải",
    "appraisal opinion on the feasibility study": "báo cáo nghiên cứu khả thi",
    "opinion on changing the waste-water station": "điều chỉnh trạm xử lý nước thải sinh hoạt",
    "appraisal opinion on the adjusted project dossier": "hồ sơ đề nghị điều chỉnh dự án",
}
TASK_GROUPS = {"done": "done", "in_progress": "in_progress"}


def tasks() -> Iterator[Entry]:
    """Each row of the appendix: documents, days as days and as printed, state, time."""
    for row in READ["tasks"]:
        task = BY_ID[f"2024-02/{row['row']}"]
        day = dt.date.fromisoformat(row["timeliness_as_of"])
        result = row["result"] or {"text": None, "date": None}
        early = task.due_on - task.completed_on if task.due_on and task.completed_on else None
        yield (
            row["row"],
            {
                "directive": (row["directive"]["text"], row["directive"]["date"]),
                "state": TASK_GROUPS[row["group"]],
                "due": (row["due"], row["due_text"]),
                "completed": row["completed"],
                "progress": row["progress_text"],
                "result": (result["text"], result["date"]),
                "related": {key.rpartition(":")[2] for key in row["related"]},
                "timeliness": row["timeliness"],
                "days_early": row.get("days_early"),
            },
            {
                "directive": (str(task.directive.number), task.directive.issued_on.isoformat()),
                "state": task.status.value,
                "due": (task.due_on and task.due_on.isoformat(), task.due_text),
                "completed": task.completed_on and task.completed_on.isoformat(),
                "progress": task.progress_text,
                "result": (
                    task.result and str(task.result.number),
                    task.result and task.result.issued_on.isoformat(),
                ),
                "related": symbols(task.related),
                "timeliness": task.timeliness(day).value,
                "days_early": early.days if early is not None else None,
            },
        )


def task_summary() -> Iterator[Entry]:
    """The counts of the appendix, computed."""
    row = READ["task_summary"]
    made = summarize_tasks(REPORT.tasks, as_of=REPORT.cutoff)
    names = {name: getattr(made, name) for name in ("total", "done", "done_late", "in_progress", "overdue")}
    names |= {"in_progress_in_time": made.in_progress_in_time, "not_started": made.not_started}
    groups = {"I": made.done, "II": made.in_progress, "III": made.not_started}
    for name, figure in names.items():
        yield name, {"figure": row[name]}, {"figure": figure}
    yield "appendix_groups", row["appendix_groups"], groups
    yield "period", {"period": row["title_period"]}, {"period": str(REPORT.period)}


def inspections() -> Iterator[Entry]:
    """Each inspection, check, survey and reception: name, kind, state, plan, samples, links."""
    executed = {row["executes"]: row["id"] for row in READ["inspections"] if "executes" in row}
    for row in READ["inspections"]:
        made, kind, state = BY_ID[row["id"]], row["kind"], row["state"]
        wanted = {"section": row["section"]}
        said: dict[str, Any] = {"section": made.section}
        status: Any
        if kind == "tiếp công dân":
            status, event = control_words.RECEPTIONS[state], None
            rule = row["recurrence"]
            wanted["rule"] = (rule["freq"].upper(), (rule["bymonthday"],))
            said["rule"] = (made.recurrence.frequency, made.recurrence.month_days)
        elif kind == "khảo sát":
            status, event = control_words.SURVEYS[state]
            fields = {"areas_count": "areas_count", "samples": "samples_count", "passed": "passed_count"}
            fields |= {name: name for name in ("laboratory", "method", "result_text", "year")}
            fields |= {"continues": "continues_text"}
            wanted |= {name: row.get(name) for name in fields}
            said |= {name: getattr(made, field) for name, field in fields.items()}
            wanted["areas"], said["areas"] = row.get("areas", []), list(made.areas)
            if "sample_kinds" in row:
                wanted["groups"], said["groups"] = row["sample_kinds"], [one.name for one in made.samples]
            wanted["executes"], said["executes"] = executed.get(row["id"]), made.executes_id
        else:
            status, event = control_words.INSPECTIONS[state]
            wanted |= {
                "kinds": control_words.KINDS[kind],
                "year": row.get("year"),
                "planned": row.get("planned"),
            }
            said |= {"kinds": made.kinds, "year": made.year, "planned": made.is_planned}
            wanted["basis"], said["basis"] = (
                [key.rpartition(":")[2] for key in row.get("basis", ())],
                [str(one.number) for one in made.basis],
            )
            wanted["period"], said["period"] = row.get("period"), made.period and str(made.period)
            wanted["if any"], said["if any"] = state == "conditional", made.condition == "nếu có"
        target = next((one.target for one in made.LIFECYCLE.transitions if one.event == event), status)
        wanted["state"], said["state"] = (
            (target, event),
            (
                made.status,
                made.history[-1].event if event and made.history else None,
            ),
        )
        if hasattr(made, "name"):
            wanted["name"], said["name"] = row["name"], made.name
        yield row["id"], wanted, said


def plan_items() -> Iterator[Entry]:
    """Each item of part II: place, printed heading, period, and the documents, projects and figures its words name."""
    for row in READ["plan_items"]:
        made = BY_ID[f"2024-02/{row['id']}"]
        yield (
            row["id"],
            {
                "section": row["section"],
                "heading": row["printed_heading"],
                "period": row["period"],
                "documents": cited(row["text"]),
                "projects": titled(row["text"]),
                "figures": figures_in(row),
                "is_about_it": True,
            },
            {
                "section": made.section,
                "heading": made.printed_heading,
                "period": str(made.period),
                "documents": symbols(made.documents),
                "projects": set(made.project_ids),
                "figures": set(made.indicator_ids),
                "is_about_it": is_about(made.content, row["text"]),
            },
        )


def activity_items() -> Iterator[Entry]:
    """Each item of part I: place, mark, and the documents, projects and figures its words name."""
    for row in READ["activity_items"]:
        made = BY_ID[f"2024-02/{row['id']}"]
        yield (
            row["id"],
            {
                "section": row["section"],
                "marker": row["marker"],
                "documents": cited(row["text"]),
                "projects": titled(row["text"]),
                "figures": figures_in(row),
                "is_about_it": True,
                "has_parent": row["marker"] != "-",
            },
            {
                "section": made.section,
                "marker": made.marker,
                "documents": symbols(made.documents),
                "projects": set(made.project_ids),
                "figures": set(made.indicator_ids),
                "is_about_it": is_about(made.content, row["text"]),
                "has_parent": made.parent_id in BY_ID,
            },
        )


def technology_opinions() -> Iterator[Entry]:
    """Each opinion on an investment project, in order; a natural person is told as such and not named."""
    for row, made in zip(READ["technology_opinions"], REPORT.opinions, strict=True):
        is_person = "cá nhân" in (row["investor"] or "")
        key = row["document"].rpartition(":")[2]
        yield (
            key,
            {
                "project": row["investment_project"],
                "investor": None if is_person else row["investor"],
                "is_person": is_person,
                "place": row["place"],
                "document": key,
                "kind": control_words.ACTIONS[row["action"].split()[0]],
                "action": ACTIONS[row["action"]],
                "section": row["section"],
            },
            {
                "project": made.investment_project,
                "investor": made.investor,
                "is_person": bool(made.is_investor_a_person),
                "place": made.place,
                "document": made.document and str(made.document.number),
                "kind": made.kind,
                "action": made.action,
                "section": made.section,
            },
        )


def ip() -> Iterator[Entry]:
    """Each right: kind, name, product and what happened to it."""
    by_name = {one.name: one for one in REPORT.ip_assets}
    for row in READ["ip"]:
        made = by_name[row["name"]]
        yield (
            row["name"],
            {
                "kind": output_words.IP_KINDS[row["kind"]],
                "product": row.get("product"),
                "events": [output_words.IP_EVENTS[row["event"]]],
                "section": row["section"],
            },
            {
                "kind": made.kind,
                "product": made.product,
                "events": [step.event for step in made.history],
                "section": made.section,
            },
        )


def initiative_round() -> Iterator[Entry]:
    """Round, batch, year, both counts, state; what comes next is told."""
    row, (made,) = READ["initiative_round"], REPORT.initiative_rounds
    fields = {"round": "number", "batch": "batch", "year": "year", "initiatives": "initiatives_count"}
    fields |= {"agencies_asked_for_experts": "agencies_count", "section": "section"}
    for name, field in fields.items():
        yield name, {name: row[name]}, {name: getattr(made, field)}
    yield "state", {"state": output_words.ROUND_STATES[row["state"]]}, {"state": made.status}
    yield "next", {"next": True}, {"next": is_about(made.next_text or "-", row["next"])}


def councils_teams() -> Iterator[Entry]:
    """Each council and team by name, with its kind and how many it stands for."""
    by_name = {one.name: one for one in REPORT.councils}
    for row in READ["councils_teams"]:
        made = by_name.get(row["name"])
        kinds = project_words.COUNCILS.items()
        kind = next(kind for start, kind in kinds if row["name"].casefold().startswith(start))
        wanted = {"kind": kind, "count": row.get("count")}
        yield row["name"], wanted, {"kind": made and made.kind, "count": made and made.councils_count}


def recurring() -> Iterator[Entry]:
    """Each recurring activity, in order: rule and sections; the report itself stands in no section."""
    for row, made in zip(READ["recurring"], REPORT.recurring_activities, strict=True):
        name = row["name"].removesuffix(" (this report)")
        sections = () if row["section"] == "whole" else tuple(row["section"].split("; "))
        yield (
            name,
            {"rule": row["rule"], "sections": sections, "is_about_it": True},
            {
                "rule": made.rule and str(made.rule),
                "sections": made.sections,
                "is_about_it": is_about(made.name, name),
            },
        )
