"""The outline of a report filled with what its records say (*phần I, phần II*).

Each record stands under the heading it names, or under the nearest heading above that; a report without headings gets one for each
group of kinds. An item that names other records has them told beneath it, unless it says itself what they would say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import attrs

from khcn_records.errors import InvalidPeriodError
from khcn_records.labels import languages, wording
from khcn_records.records import id_field
from khcn_records.records.activities import Activity
from khcn_records.records.citizen_receptions import CitizenReception
from khcn_records.records.councils import Council
from khcn_records.records.indicators import Indicator
from khcn_records.records.issued_documents import IssuedDocument, IssuedDocumentStatus
from khcn_records.records.measurement_services import MeasurementService
from khcn_records.records.media_items import MediaItem
from khcn_records.records.monthly_reports import MonthlyReport, Section
from khcn_records.records.plan_items import PlanItem
from khcn_records.records.project_aggregates import ProjectAggregate
from khcn_records.records.recurring_activities import RecurringActivity
from khcn_records.records.research_projects import ResearchProject
from khcn_records.records.standard_updates import StandardUpdate
from khcn_records.records.technology_opinions import TechnologyOpinion
from khcn_records.renderers.documents import Paragraph, Role
from khcn_records.renderers.sentences import Teller, figures_in, unsaid
from khcn_records.reports.task_indicator import task_indicator
from khcn_records.reports.task_summary import TaskSummary, summarize_tasks
from khcn_records.text import fold
from khcn_records.values.date_ranges import DateRange
from khcn_records.values.dates import format_date

__all__ = ["outline_paragraphs"]

_GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "tasks": ("directives",),
        "documents": ("documents",),
        "projects": ("projects", "project_aggregates", "councils"),
        "technology": ("opinions", "licences", "import_dossiers"),
        "measurement": ("measurement_services", "standard_updates", "surveys"),
        "property": ("ip_assets", "initiatives", "initiative_rounds"),
        "inspection": ("inspections", "receptions", "petitions"),
        "other": ("one_stop_files", "media_items", "activities"),
        "figures": ("indicators",),
    }
)
"""Headings of part I where a report has none → the fields of the report whose records stand there."""

_QUIET = (
    CitizenReception,
    Council,
    IssuedDocument,
    MeasurementService,
    MediaItem,
    RecurringActivity,
    StandardUpdate,
)
"""Kinds of record that an item which names them tells by itself."""

_SEARCHED = 2_000
"""Lines under one heading among which the name of a record is looked for."""
_ROMAN = re.compile(r"[IVX]+")
_NUMBERS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def outline_paragraphs(
    report: MonthlyReport, lang: str, *, with_personal: bool, following: str
) -> list[Paragraph]:
    """Part I and part II of a report.

    Args:
        report: any.
        lang: the language of the fixed words.
        with_personal: whether names of persons are told.
        following: the period part II is about, worded.
    """
    teller = Teller(
        lang=lang,
        window=_window(report),
        with_personal=with_personal,
        own=report.organization,
        projects={one.project_id: one for one in report.projects},
    )
    return _Outline(report, teller, following).paragraphs()


def _window(report: MonthlyReport) -> DateRange:
    """The days whose steps are told; open at its beginning where no rule has a window for the period."""
    try:
        start = report.window.start
    except InvalidPeriodError:
        start = None
    return DateRange(None if start is None else min(start, report.cutoff), report.cutoff)


@attrs.define
class _Outline:
    report: MonthlyReport
    teller: Teller
    following: str
    told: set[int] = attrs.field(factory=set)
    """The records told so far, by identity."""
    by_id: Mapping[str, Any] = attrs.field(init=False)

    @by_id.default
    def _ids(self) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        for record in self.report.records:
            found.setdefault(getattr(record, id_field(record)), record)
        return found

    def words(self, key: str, **parameters: object) -> str:
        return wording(f"composed.{key}", self.teller.lang, **parameters)

    def paragraphs(self) -> list[Paragraph]:
        sections = [one for one in self.report.sections if not one.number.startswith("appendix")]
        if not sections:
            return self._without_headings()
        numbers = {section.number for section in sections}
        placed: dict[str, list[Any]] = {}
        for name in _FIELDS:
            for record in getattr(self.report, name):
                placed.setdefault(_home(record, numbers), []).append(record)
        with_figure = (number for number, records in placed.items() if self._has_task_figure(records))
        tasks = next((number for number in with_figure if number), sections[0].number)
        paragraphs: list[Paragraph] = []
        for section in sections:
            content = self._tasks() if section.number == tasks else []
            content += self._content(placed.pop(section.number, []))
            paragraphs += [*self._heading(section), *content]
        return [*paragraphs, *self._others(placed.values())]

    def _has_task_figure(self, records: Iterable[Any]) -> bool:
        return any(isinstance(one, Indicator) and _is_task_figure(one) for one in records)

    def _heading(self, section: Section) -> list[Paragraph]:
        """A heading with the number of its place, whatever number was printed."""
        part, *steps = section.number.split(".")
        if not _ROMAN.fullmatch(part):
            steps = [part, *steps]
        if not steps:
            named = Paragraph("part", self.words("part", number=part))
            return [named, Paragraph("title", section.heading.upper())]
        if _ROMAN.fullmatch(steps[0]):
            if len(steps) == 1:
                return [Paragraph("heading", section.heading, f"{steps[0]}.")]
            steps = steps[1:]
        role: Role = "subheading" if len(steps) == 1 else "minor"
        return [Paragraph(role, section.heading, f"{'.'.join(steps)}.")]

    def _others(self, groups: Iterable[Iterable[Any]]) -> list[Paragraph]:
        """What no heading is for."""
        content = self._content([one for group in groups for one in group])
        return [Paragraph("heading", self.words("outline.outside")), *content] if content else []

    def _without_headings(self) -> list[Paragraph]:
        paragraphs = [
            Paragraph("part", self.words("part", number="I")),
            Paragraph("title", self.words("part_1").upper()),
        ]
        numbers = iter(_NUMBERS)
        for key, names in _GROUPS.items():
            content = self._tasks() if key == "tasks" else []
            content += self._content([record for name in names for record in getattr(self.report, name)])
            if content:
                paragraphs += [
                    Paragraph("heading", self.words(f"outline.{key}"), f"{next(numbers)}."),
                    *content,
                ]
        plan = self._content(list(self.report.plan_items))
        if plan:
            title = self.words("part_2", period=self.following).upper()
            paragraphs += [
                Paragraph("part", self.words("part", number="II")),
                Paragraph("title", title),
                *plan,
            ]
        return paragraphs

    def _tasks(self) -> list[Paragraph]:
        """The figures of the tasks given, and where they stand one by one."""
        summary = summarize_tasks(self.report.tasks, as_of=self.report.cutoff)
        if not self.report.tasks:
            return [Paragraph("text", self.words("no_tasks"))]
        lines = [Paragraph("text", self._counted("tasks_total", summary))]
        for marker, key in (("a)", "done"), ("b)", "in_progress"), ("c)", "not_started")):
            lines.append(Paragraph("point", self._counted(f"tasks_{key}", summary), marker))
        return [*lines, Paragraph("note", self.words("see_appendix"))]

    def _counted(self, key: str, summary: TaskSummary) -> str:
        counts = {name: self.teller.count(getattr(summary, name)) for name in _COUNTS}
        return self.words(key, day=format_date(summary.as_of, "short", self.teller.lang), **counts)

    def _content(self, records: Sequence[Any]) -> list[Paragraph]:
        """Documents by kind, items with what they name, then what no item names."""
        documents = [one for one in records if isinstance(one, IssuedDocument)]
        items = [one for one in records if isinstance(one, Activity | PlanItem)]
        paragraphs = [*self._documents(documents), *self._items(items)]
        said = fold("\n".join(str(one) for one in paragraphs)) if len(paragraphs) <= _SEARCHED else ""
        rest = [one for one in records if not isinstance(one, IssuedDocument | Activity | PlanItem)]
        for record in rest:
            if id(record) not in self.told and not self._is_said(record, said):
                self.told.add(id(record))
                paragraphs.append(Paragraph("item", _ended(self.teller.line(record)), "-"))
        return paragraphs

    def _is_said(self, record: Any, said: str) -> bool:
        """Whether there is nothing left to say of a record."""
        if isinstance(record, Indicator):
            if not _is_task_figure(record):
                return False
            made = task_indicator(self.report)
            return (record.figure, record.breakdown) == (made.figure, made.breakdown)
        if isinstance(record, Council):
            return not self.teller.facts(record)
        if isinstance(record, ResearchProject) and record.title:
            return fold(record.title) in said
        name = getattr(record, "name", None)
        return isinstance(name, str) and fold(name) in said

    def _documents(self, documents: Sequence[IssuedDocument]) -> list[Paragraph]:
        groups: dict[tuple[bool, str], list[IssuedDocument]] = {}
        for document in documents:
            is_draft = document.status in _ON_ITS_WAY
            groups.setdefault((is_draft, _kind_name(document, self.teller.lang)), []).append(document)
        paragraphs: list[Paragraph] = []
        for (is_draft, name), members in groups.items():
            key = "drafted" if is_draft else "issued"
            heading = self.words(key, count=self.teller.count(len(members)), kind=name)
            paragraphs.append(Paragraph("item", f"{heading}:", "-"))
            lines: dict[str, int] = {}
            for document in members:
                line = self.teller.line(document)
                line = self.words("draft_item", told=line) if is_draft else line
                lines[line] = lines.get(line, 0) + 1
            several = [
                self.words("several", told=line, count=self.teller.count(count)) if count > 1 else line
                for line, count in lines.items()
            ]
            paragraphs += _listed(several)
        for document in documents:
            self._tell(one for act in document.acts for one in act.record_ids)
        return paragraphs

    def _tell(self, ids: Iterable[str]) -> None:
        self.told |= {id(self.by_id[one]) for one in ids if one in self.by_id}

    def _items(self, items: Sequence[Activity | PlanItem]) -> list[Paragraph]:
        below: dict[str, list[Activity]] = {}
        ids = {one.activity_id for one in items if isinstance(one, Activity)}
        tops: list[Activity | PlanItem] = []
        for one in items:
            if isinstance(one, Activity) and one.parent_id in ids and one.parent_id != one.activity_id:
                below.setdefault(one.parent_id, []).append(one)
            else:
                tops.append(one)
        paragraphs: list[Paragraph] = []
        for item in tops:
            lines = self._beneath(item)
            text = self.teller.item(item, "\n".join(lines))
            waiting = below.pop(item.activity_id, [])[::-1] if isinstance(item, Activity) else []
            while waiting:
                one = waiting.pop()
                more = self._beneath(one)
                own = below.pop(one.activity_id, [])
                words = self.teller.item(one, "\n".join(more))
                lines.append(f"{words}: {'; '.join(more)}" if more else f"{words}:" if own else words)
                waiting += own[::-1]
            paragraphs += [Paragraph("item", _ended(text, ":" if lines else "."), "-"), *_listed(lines)]
        # Items that name each other as their parents have no top; they are told all the same.
        return paragraphs + [
            Paragraph("item", _ended(self.teller.item(one)), "-")
            for several in below.values()
            for one in several
        ]

    def _beneath(self, item: Activity | PlanItem) -> list[str]:
        """What the records that an item names add to it."""
        ids = (*item.project_ids, *item.record_ids, *item.indicator_ids)
        named = [self.by_id[one] for one in ids if one in self.by_id]
        lines = []
        for record in named:
            if id(record) not in self.told:
                self.told.add(id(record))
                lines.append(self._added(record, item))
        return [line for line in lines if line]

    def _added(self, record: Any, item: Activity | PlanItem) -> str:
        """What a record adds to the item that names it; nothing where the item says it all."""
        if isinstance(record, Indicator):
            return unsaid(self.teller, item.content, record)
        if isinstance(record, ProjectAggregate):
            is_said = record.count is None or str(record.count) in figures_in(item.content)
            return "" if is_said else self.teller.line(record)
        if isinstance(record, ResearchProject):
            return self.teller.line(record) if record.title or record.code else ""
        if isinstance(record, _QUIET) or isinstance(item, PlanItem):
            return ""
        is_bare = not isinstance(record, TechnologyOpinion | Activity | PlanItem) and not self.teller.facts(
            record
        )
        return "" if is_bare else self.teller.line(record)


_COUNTS = (
    "total",
    "done",
    "done_late",
    "in_progress",
    "in_progress_in_time",
    "overdue",
    "not_started",
    "not_started_overdue",
)
_FIELDS = tuple(dict.fromkeys([*(name for names in _GROUPS.values() for name in names), "plan_items"]))
_ON_ITS_WAY = frozenset(
    {
        IssuedDocumentStatus.DRAFTED,
        IssuedDocumentStatus.CONSULTED,
        IssuedDocumentStatus.SUBMITTED,
    }
)


def _home(record: Any, numbers: Iterable[str]) -> str:
    """The heading a record stands under: the one it names, or the nearest above that; empty where there is none."""
    told = getattr(record, "section", None) or next(iter(getattr(record, "sections", ())), "")
    while told and told not in numbers:
        told = told.rpartition(".")[0]
    return told


def _is_task_figure(record: Indicator) -> bool:
    names = {fold(wording("report.task_indicator.name", lang)) for lang in languages()}
    return fold(record.name) in names


def _kind_name(document: IssuedDocument, lang: str) -> str:
    kind = document.kind
    if kind is None:
        return wording("composed.documents", lang)
    name = kind.label(lang) if kind.is_known else kind.abbreviation
    return name[:1].upper() + name[1:]


def _ended(text: str, mark: str = ".") -> str:
    return f"{text.rstrip(' .;:')}{mark}"


def _listed(lines: Sequence[str]) -> list[Paragraph]:
    """Lines under an item, parted by semicolons."""
    last = len(lines) - 1
    return [
        Paragraph("subitem", _ended(line, ":" if line.endswith(":") else "." if place == last else ";"), "+")
        for place, line in enumerate(lines)
    ]
