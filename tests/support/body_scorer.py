"""How much of a reading by hand stands in the records read: matched, precision and recall for each kind.

An entry of the hand's reading is matched by at most one record and a record by at most one entry. What makes the two the same is
told kind by kind below: always where they stand, and the values that tell one from another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

import attrs

import control_words
import output_words
import project_words
from khcn_records.readers import Reading
from khcn_records.records.citizen_receptions import CitizenReception
from khcn_records.records.inspection_activities import InspectionActivity
from khcn_records.records.issued_documents import IssuedDocument
from khcn_records.records.surveys import Survey
from khcn_records.text import clean, fold
from khcn_records.values.document_references import DocumentReference
from reading import is_about

LISTS = re.compile(r"\.(?:reports|plans|decisions|other)$")
ISSUERS = {
    "Sở KH&CN Bắc Giang": "Sở Khoa học và Công nghệ tỉnh Bắc Giang",
    "Bộ KH&CN": "Bộ Khoa học và Công nghệ",
}


@attrs.frozen
class Score:
    """What was matched of how many wanted and how many found.

    Attributes:
        kind: of record.
        matched: pairs.
        wanted: entries of the hand's reading.
        found: records read.
        missing: the entries without a record, in short.
        beyond: the records without an entry.
    """

    kind: str
    matched: int
    wanted: int
    found: int
    missing: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """The share of the entries that a record tells."""
        return self.matched / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """The share of the records that the hand's reading has too."""
        return self.matched / self.found if self.found else 1.0

    def __str__(self) -> str:
        return f"{self.kind:24} {self.matched:3} of {self.wanted:3}, read {self.found:3}: recall {self.recall:.2f}, precision {self.precision:.2f}"


def matched(
    kind: str, wanted: Sequence[Any], found: Sequence[Any], same: Callable[[Any, Any], bool]
) -> Score:
    """Each entry takes the first record that is the same and not taken yet."""
    left = list(range(len(found)))
    missing = []
    for entry in wanted:
        for place in left:
            if same(entry, found[place]):
                left.remove(place)
                break
        else:
            missing.append(str(entry)[:150])
    return Score(
        kind,
        len(wanted) - len(missing),
        len(wanted),
        len(found),
        tuple(missing),
        tuple(str(found[place])[:200] for place in left),
    )


def place(section: str) -> str:
    """A place of the hand's reading as headings name it: the lists inside a section are no places of their own."""
    return LISTS.sub("", section)


def near(ours: str | None, theirs: str | None) -> bool:
    """Whether two names are the same words but for case, marks and a word or two."""
    if not ours or not theirs:
        return (ours or None) == (theirs or None)
    one, other = (re.findall(r"\w+", fold(text)) for text in (ours, theirs))
    shared = len(set(one) & set(other))
    return shared >= 0.8 * max(len(set(one)), len(set(other)))


def _references(thing: object) -> Iterable[DocumentReference]:
    if isinstance(thing, DocumentReference):
        yield thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from _references(item)
    elif attrs.has(type(thing)):
        if isinstance(thing, IssuedDocument) and thing.number is not None:
            yield thing.reference
        kind: Any = type(thing)
        for field in attrs.fields(kind):
            yield from _references(getattr(thing, field.name))


def documents(reading: Reading, gold: Any, *, with_issuer: bool = False) -> Score:
    """Citations by place, symbol, day and kind (and issuer); the same citation twice in a place is one."""
    assert reading.report is not None
    wanted: dict[tuple[object, ...], None] = {}
    for row in gold["documents"]:
        if row["key"] is None:
            continue
        section = place(row["section"])
        section = "appendix" if section.startswith("appendix") else section
        issuer = ISSUERS.get(row["issuer"], row["issuer"]) if with_issuer and section != "appendix" else None
        wanted[section, row["key"].rpartition(":")[2], row["date"], fold(row["type"]), issuer] = None
    found: dict[tuple[object, ...], None] = {}
    for record in reading.records:
        section = getattr(record, "section", None) or "appendix"
        for one in _references(record):
            if one.number is None:
                continue
            kind = fold(one.kind.label()) if one.kind else ""
            issuer = one.issuer if with_issuer and section != "appendix" else None
            found[section, str(one.number), one.issued_on and one.issued_on.isoformat(), kind, issuer] = None
    name = "documents with issuer" if with_issuer else "documents"
    return matched(name, list(wanted), list(found), lambda entry, record: bool(entry == record))


def sections(reading: Reading, gold: Any) -> Score:
    """Headings by place, words and the number printed where it differs."""
    assert reading.report is not None
    wanted = []
    for row in gold["headings"]:
        words = row["printed"].removeprefix("Phần I ").removeprefix("Phần II ")
        words = words if row["section"] in {"I", "II", "appendix"} else words.split(" ", 1)[1]
        wanted.append((row["section"], clean(words), row["slip"].split()[1] if "slip" in row else None))
    found = [(one.number, one.heading, one.printed_number) for one in reading.report.sections]
    return matched("sections", wanted, found, lambda entry, record: bool(entry == record))


def tasks(reading: Reading, gold: Any) -> Score:
    """Rows of the appendix by number, symbol and days."""
    assert reading.report is not None
    wanted = [
        (row["row"], row["directive"]["text"], row["due"], row["completed"], row["group"])
        for row in gold["tasks"]
    ]
    found = [
        (
            task.task_id.rpartition("/")[2],
            str(task.directive.number),
            task.due_on and task.due_on.isoformat(),
            task.completed_on and task.completed_on.isoformat(),
            task.status.value,
        )
        for task in reading.report.tasks
    ]
    return matched("tasks", wanted, found, lambda entry, record: bool(entry == record))


def outputs(reading: Reading, gold: Any) -> Score:
    """Documents of the lists by kind, number in the list and subject; matters of persons withheld."""
    assert reading.report is not None

    def same(row: Any, made: IssuedDocument) -> bool:
        kind = fold(made.kind.label()) if made.kind else ""
        if row["kind"] != "khác" and (kind != fold(row["kind"]) or made.sequence != row["no"]):
            return False
        if row.get("personnel"):
            return made.is_personnel
        return not made.is_personnel and is_about(made.subject or "-", row["text"])

    return matched("issued documents", gold["outputs"], reading.report.documents, same)


def activities(reading: Reading, gold: Any) -> Score:
    """Items of part I by place, mark and words."""
    assert reading.report is not None
    return matched(
        "activities",
        gold["activity_items"],
        reading.report.activities,
        lambda row, made: (
            row["section"] == made.section
            and row["marker"] == made.marker
            and (
                near(made.content, row["text"])
                or ("redacted" in row["text"] and is_about(row["text"], made.content))
            )
        ),
    )


def plan_items(reading: Reading, gold: Any) -> Score:
    """Items of part II by place, printed heading, period and words."""
    assert reading.report is not None
    return matched(
        "plan items",
        gold["plan_items"],
        reading.report.plan_items,
        lambda row, made: (
            row["section"] == made.section
            and row["printed_heading"] == made.printed_heading
            and row["period"] == str(made.period)
            and near(made.content, row["text"])
        ),
    )


def projects(reading: Reading, gold: Any) -> Score:
    """Projects by title or programme, level, kind and place."""
    assert reading.report is not None
    return matched(
        "projects",
        gold["projects"],
        reading.report.projects,
        lambda row, made: (
            near(made.title, row["title"])
            and made.level == project_words.LEVELS.get(row["level"])
            and made.kind == project_words.KINDS.get(row["kind"])
            and near(made.programme, row.get("programme"))
            and near(made.host_organization, row["organisation"])
            and made.section == place(row["section"])
        ),
    )


def project_events(reading: Reading, gold: Any) -> Score:
    """What happened to projects, or is planned for them: by title and event."""
    assert reading.report is not None
    report = reading.report
    wanted: list[tuple[object, ...]] = []
    found: list[tuple[object, ...]] = []
    for row in gold["projects"]:
        title = row["title"] or row.get("programme")
        for told in row["events"]:
            events = project_words.EVENTS if told["part"] == "I" else project_words.PLANNED
            wanted.append((title, told["part"], events[told["event"].partition(":")[0]]))
    for made in report.projects:
        found += [(made.title or made.programme, "I", step.event) for step in made.history]
        for item in report.plan_items:
            if made.project_id in item.project_ids:
                found.append((made.title or made.programme, "II", item.planned_event))
    return matched(
        "project events",
        wanted,
        found,
        lambda one, other: near(one[0], other[0]) and bool(one[1:] == other[1:]),
    )


def project_aggregates(reading: Reading, gold: Any) -> Score:
    """Counts of projects by place, level, events, figure and year."""
    assert reading.report is not None
    wanted = [
        (
            row["section"],
            project_words.LEVELS.get(row["level"]),
            tuple(project_words.COUNTED[one] for one in row["event"].split("+")),
            row["count"],
            row.get("year"),
        )
        for row in gold["project_aggregates"]
    ]
    found = [
        (one.section, one.level, one.events, one.count, one.year) for one in reading.report.project_aggregates
    ]
    return matched("project aggregates", wanted, found, lambda one, other: bool(one == other))


def indicators(reading: Reading, gold: Any) -> Score:
    """Figures by place, figure, unit, cumulative figure with its unit, whether planned; the names share a word."""
    assert reading.report is not None

    def same(row: Any, made: Any) -> bool:
        words = set(re.findall(r"\w+", fold(row["name"]))) & set(re.findall(r"\w+", fold(made.name)))
        total = row["cumulative"]
        return bool(
            words
            and row["section"] == made.section
            and Decimal(row["month"]) == made.figure
            and fold(row["unit"]) == fold(made.unit or "")
            and (None if total is None else Decimal(total)) == made.cumulative
            and fold(row.get("unit_cumulative") or row["unit"])
            == fold(made.cumulative_unit or made.unit or "")
            and row.get("planned", False) == made.is_planned
        )

    return matched("indicators", gold["indicators"], reading.report.indicators, same)


def breakdowns(reading: Reading, gold: Any) -> Score:
    """Parts of figures by the figure they are of, name and value, at each depth."""
    assert reading.report is not None

    def theirs(whole: str, rows: Any) -> Iterable[tuple[str | None, str, int]]:
        for row in rows:
            yield whole, fold(row["name"]), row["value"]
            yield from theirs(whole, row.get("of_which", ()))
            yield from theirs(whole, row.get("breakdown", ()))

    def ours(whole: str | None, parts: Any) -> Iterable[tuple[str | None, str, int]]:
        for part in parts:
            yield whole, fold(part.name), part.value
            yield from ours(whole, part.parts)

    wanted = [one for row in gold["indicators"] for one in theirs(row["section"], row["breakdown"])]
    found = [one for made in reading.report.indicators for one in ours(made.section, made.breakdown)]

    def same(one: Any, other: Any) -> bool:
        return one[0] == other[0] and one[2] == other[2] and bool(set(one[1].split()) & set(other[1].split()))

    return matched("parts of indicators", wanted, found, same)


def inspections(reading: Reading, gold: Any) -> Score:
    """Inspections, checks, surveys and receptions by place, kind, words; surveys with their counts."""
    assert reading.report is not None
    report = reading.report

    def same(row: Any, made: Any) -> bool:
        kind = row["kind"]
        if place(row["section"]) != made.section:
            return False
        if kind == "tiếp công dân":
            rule = row["recurrence"]
            return (
                isinstance(made, CitizenReception)
                and made.recurrence is not None
                and made.recurrence.month_days == (rule["bymonthday"],)
            )
        if kind == "khảo sát":
            return (
                isinstance(made, Survey)
                and is_about(made.name, f"{row['name']} {row['text']}")
                and (row.get("areas_count"), row.get("samples")) == (made.areas_count, made.samples_count)
            )
        return (
            isinstance(made, InspectionActivity)
            and control_words.KINDS[kind] == made.kinds
            and is_about(made.name, f"{row['name']} {row['text']}")
            and [key.rpartition(":")[2] for key in row.get("basis", ())]
            == [str(one.number) for one in made.basis]
        )

    found = (*report.inspections, *report.surveys, *report.receptions)
    return matched("inspections, surveys", gold["inspections"], found, same)


def opinions(reading: Reading, gold: Any) -> Score:
    """Opinions by document, project, investor and kind; a natural person is told as such."""
    assert reading.report is not None

    def same(row: Any, made: Any) -> bool:
        is_person = "cá nhân" in (row["investor"] or "")
        return (
            made.document is not None
            and str(made.document.number) == row["document"].rpartition(":")[2]
            and near(made.investment_project, row["investment_project"])
            and (bool(made.is_investor_a_person) if is_person else near(made.investor, row["investor"]))
            and made.kind == control_words.ACTIONS[row["action"].split()[0]]
        )

    return matched("technology opinions", gold["technology_opinions"], reading.report.opinions, same)


def ip_assets(reading: Reading, gold: Any) -> Score:
    """Rights by kind, name and place."""
    assert reading.report is not None
    return matched(
        "ip assets",
        gold["ip"],
        reading.report.ip_assets,
        lambda row, made: (
            output_words.IP_KINDS[row["kind"]] == made.kind
            and near(made.name, row["name"])
            and place(row["section"]) == made.section
            and [step.event for step in made.history] == [output_words.IP_EVENTS[row["event"]]]
        ),
    )


def initiative_rounds(reading: Reading, gold: Any) -> Score:
    """The round by its numbers and counts."""
    assert reading.report is not None
    row = gold["initiative_round"]
    wanted = [
        tuple(
            row[name]
            for name in ("round", "batch", "year", "initiatives", "agencies_asked_for_experts", "state")
        )
    ]
    found = [
        (one.number, one.batch, one.year, one.initiatives_count, one.agencies_count, one.status.value)
        for one in reading.report.initiative_rounds
    ]
    return matched("initiative rounds", wanted, found, lambda one, other: bool(one == other))


def councils(reading: Reading, gold: Any) -> Score:
    """Councils and teams by name, kind and how many."""
    assert reading.report is not None

    def same(row: Any, made: Any) -> bool:
        kinds = project_words.COUNCILS.items()
        kind = next(kind for start, kind in kinds if row["name"].casefold().startswith(start))
        return (
            kind == made.kind
            and row.get("count") == made.councils_count
            and is_about(row["name"].replace("KH&CN", ""), made.name)
        )

    return matched("councils and teams", gold["councils_teams"], reading.report.councils, same)


def recurring(reading: Reading, gold: Any) -> Score:
    """What returns, by rule and a name that shares words."""
    assert reading.report is not None
    return matched(
        "recurring activities",
        gold["recurring"],
        reading.report.recurring_activities,
        lambda row, made: (
            row["rule"] == (made.rule and str(made.rule))
            and bool(set(re.findall(r"\w+", fold(row["name"]))) & set(re.findall(r"\w+", fold(made.name))))
        ),
    )


def standards(reading: Reading, gold: Any) -> Score:
    """Standards by name; those only counted are left out."""
    assert reading.report is not None
    found = [one.standard for one in reading.report.standard_updates if one.standard is not None]
    return matched(
        "standards", [row["text"] for row in gold["standards"]], found, lambda one, other: bool(one == other)
    )


def recipients(reading: Reading, gold: Any) -> Score:
    """Receivers by kind, words and archive units."""
    assert reading.report is not None
    return matched(
        "recipients",
        gold["recipients_kinds"],
        reading.report.recipients,
        lambda row, made: (
            output_words.RECIPIENTS[row["kind"]] == made.kind
            and (row["text"] == "redacted" or row["text"] == made.text)
            and tuple(row.get("archive_units", ())) == made.archive_units
        ),
    )


def signature(reading: Reading, gold: Any) -> Score:
    """The right to sign, the position and the name, which is personal data."""
    assert reading.report is not None
    row, made = gold["signature"], reading.report.signature
    wanted = [(f"{row['authority']} / {row['position']}", row["authority_code"].lower(), row["name"])]
    found = [(made.format(), made.authority.value, made.name)] if made else []
    return matched("signature", wanted, found, lambda one, other: bool(one == other))


SCORERS: Sequence[Callable[[Reading, Any], Score]] = (
    sections,
    documents,
    tasks,
    indicators,
    breakdowns,
    outputs,
    activities,
    plan_items,
    projects,
    project_events,
    project_aggregates,
    inspections,
    opinions,
    ip_assets,
    initiative_rounds,
    councils,
    recurring,
    standards,
    recipients,
    signature,
)
