"""What a report says of one record, in one line; the words come from `labels`, the facts from the record.

Part I of a report is made of these lines, so a line says what happened and what counts, not every field. Texts that a person
wrote (an item of the work, a planned item) stand as they are.

>>> from khcn_records.records.indicators import Indicator
>>> Teller("en", None).line(Indicator(indicator_id="1", name="Giấy phép", unit="giấy phép", figure=13, cumulative=19))
'Giấy phép: 13 giấy phép, cumulative 19 giấy phép'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import attrs

from khcn_records.display import shown
from khcn_records.labels import has_wording, label, snake_case, wording
from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.activities import Activity
from khcn_records.records.citizen_receptions import CitizenReception
from khcn_records.records.councils import Council
from khcn_records.records.directives import Directive
from khcn_records.records.import_quality_dossiers import ImportQualityDossier
from khcn_records.records.indicator_parts import BreakdownKind
from khcn_records.records.indicators import Indicator
from khcn_records.records.initiative_rounds import InitiativeRound
from khcn_records.records.initiatives import Initiative
from khcn_records.records.inspection_activities import InspectionActivity
from khcn_records.records.ip_assets import IPAsset
from khcn_records.records.issued_documents import IssuedDocument
from khcn_records.records.licences import Licence
from khcn_records.records.measurement_services import MeasurementService
from khcn_records.records.media_items import MediaItem
from khcn_records.records.one_stop_files import OneStopFiles
from khcn_records.records.petition_counts import PetitionCounts
from khcn_records.records.plan_items import PlanItem
from khcn_records.records.project_aggregates import ProjectAggregate
from khcn_records.records.research_projects import ResearchProject
from khcn_records.records.standard_updates import StandardUpdate
from khcn_records.records.surveys import Survey
from khcn_records.records.technology_opinions import TechnologyOpinion
from khcn_records.text import fold
from khcn_records.values.date_ranges import DateRange
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.numerals import count_text

__all__ = ["Teller"]

_TOLD: Mapping[type, tuple[tuple[str, ...], tuple[str, ...]]] = MappingProxyType(
    {
        CitizenReception: (("kinds",), ("held_on", "visits_count", "people_count", "cases_count")),
        Council: (("name",), ("councils_count", "sittings_count", "decision")),
        Directive: (("reference",), ("status",)),
        ImportQualityDossier: (("goods",), ("importer", "quantity", "status", "result", "document")),
        Initiative: (("title",), ("level", "unit", "status", "decision")),
        InitiativeRound: (("round",), ("status", "initiatives_count", "recognised_count", "agencies_count", "decision")),
        InspectionActivity: (("name",), ("status", "basis", "decision", "inspected", "findings", "conclusion")),
        IPAsset: (("kind", "name"), ("product", "status", "number", "documents")),
        Licence: (("kind", "number"), ("holder", "status", "issued_on", "valid_until")),
        MeasurementService: (("kind", "object"), ("quantity", "result_text")),
        MediaItem: (("kind", "outlet"), ("title", "number", "websites", "published_on")),
        OneStopFiles: (("field", "procedure"), ("carried_in", "received", "received_online", "resolved_on_time", "resolved_late", "in_progress", "overdue")),
        PetitionCounts: (("kind",), ("carried_over", "received", "in_competence", "resolved", "in_progress")),
        StandardUpdate: (("action", "standard"), ("standards_count", "field", "document", "updated_on")),
        Survey: (("name",), ("status", "areas_count", "samples_count", "tested_count", "passed_count", "laboratory", "result_text")),
    }
)  # fmt: skip
"""Kind → the fields that name it, and those that are told of it."""

_QUOTED = frozenset({(IPAsset, "name"), (Initiative, "title"), (MediaItem, "title")})
_FIGURE = re.compile(r"[0-9][0-9.,]*")


def figures_in(text: str) -> frozenset[str]:
    """The figures that a text prints, without zeros before them."""
    found = (one.rstrip(".,").replace(".", "") for one in _FIGURE.findall(text))
    return frozenset(one.lstrip("0") or "0" for one in found)


def count_in(figure: int, lang: str) -> str:
    """A count as a language writes it."""
    return count_text(figure) if lang == "vi" else f"{figure:,}"


@attrs.frozen
class Teller:
    """Words records in one language.

    Attributes:
        lang: the language.
        window: the days whose steps are told; `None`: every step.
        with_personal: whether names of persons are told.
        own: the office that reports; a document of its own is cited without it.
        projects: research projects by id, whose titles are told where a document is about them.
    """

    lang: str
    window: DateRange | None
    with_personal: bool = False
    own: str | None = None
    projects: Mapping[str, ResearchProject] = MappingProxyType({})

    def words(self, key: str, **parameters: object) -> str:
        """A wording of `labels`, under `sentence`."""
        return wording(f"sentence.{key}", self.lang, **parameters)

    def item(self, item: Activity | PlanItem, beneath: str = "") -> str:
        """An item in its own words, with the documents that neither it nor what stands beneath it names."""
        return _activity(self, item, beneath) if isinstance(item, Activity) else _plan(self, item)

    def line(self, record: object) -> str:
        """What is said of a record; one without a name is called by its kind."""
        special = _SPECIAL.get(type(record))
        if special is not None:
            return special(self, record)
        head, told = self.head(record), self.facts(record)
        return f"{head}: {'; '.join(told)}" if told else head

    def head(self, record: Any) -> str:
        """What a record is called."""
        if isinstance(record, InitiativeRound):
            numbers = {name: _number(getattr(record, name)) for name in ("number", "batch", "year")}
            return self.words("round", **numbers)
        named, _ = _TOLD[type(record)]
        parts = [self.value(record, name) for name in named]
        return _capital(" ".join(filter(None, parts))) or label(type(record), self.lang)

    def facts(self, record: Any) -> list[str]:
        """What is told of a record besides its name."""
        kind = type(record)
        told = []
        for name in _TOLD[kind][1]:
            value = self.value(record, name)
            if value:
                key = f"told.{snake_case(kind.__name__)}.{name}"
                general = f"told.{name}"
                found = (
                    key if has_wording(key, self.lang) else general if has_wording(general, self.lang) else ""
                )
                told.append(wording(found, self.lang, value=value) if found else value)
        return told

    def value(self, record: Any, name: str) -> str:
        """A field as running text has it."""
        value = getattr(record, name)
        match value:
            case None | ():
                return ""
            case bool():
                return shown(value, self.lang)
            case int():
                return self.count(value)
            case DocumentReference():
                return self.cite(value)
            case tuple() if all(isinstance(one, DocumentReference) for one in value):
                return "; ".join(map(self.cite, value))
            case tuple():
                return ", ".join(_uncapital(shown(one, self.lang)) for one in value)
        text = shown(value, self.lang, with_personal=self.with_personal)
        if (type(record), name) in _QUOTED:
            return f"“{text}”"
        return text if isinstance(value, str) and not hasattr(value, "value") else _uncapital(text)

    def count(self, figure: int) -> str:
        """A count as the language writes it."""
        return count_in(figure, self.lang)

    def cite(self, reference: DocumentReference) -> str:
        """A document, without the office where that is the one that reports."""
        issuer = None if reference.issuer == self.own else reference.issuer
        return attrs.evolve(reference, issuer=issuer).cite(self.lang)

    def steps(self, history: tuple[HistoryEntry, ...]) -> list[str]:
        """The events of the window, in order."""
        start, end = (None, None) if self.window is None else (self.window.start, self.window.end)
        told = []
        for step in history:
            if (start is None or step.last_day >= start) and (end is None or step.first_day <= end):
                key = f"event.{step.event}"
                told.append(wording(key, self.lang) if has_wording(key, self.lang) else step.event)
        return list(dict.fromkeys(told))

    def project_name(self, record: ResearchProject) -> str:
        """Kind, level and title: *Dự án cấp tỉnh “…”*."""
        kind = self.words("any_project") if record.kind is None else label(record.kind, self.lang)
        level = "" if record.level is None else self.words("of_level", level=label(record.level, self.lang))
        title = f"“{record.title}”" if record.title else record.code or ""
        return _capital(" ".join(filter(None, (kind, level, title))))


def _project(teller: Teller, record: ResearchProject) -> str:
    told = teller.steps(record.history) or [_uncapital(label(record.status, teller.lang))]
    facts = ["; ".join([", ".join(told)])]
    if record.host_organization:
        facts.append(wording("told.host_organization", teller.lang, value=record.host_organization))
    if record.acceptance is not None and (grade := record.acceptance.grade_text):
        facts.append(wording("told.grade_text", teller.lang, value=grade))
    if record.recovery is not None and record.recovery.share is not None:
        share = record.recovery.share.format(teller.lang)
        facts.append(wording("told.recovery_share", teller.lang, value=share))
    return f"{teller.project_name(record)}: {'; '.join(facts)}"


def _aggregate(teller: Teller, record: ProjectAggregate) -> str:
    events = [f"event.{event}" for event in record.events]
    told = ", ".join(wording(key, teller.lang) if has_wording(key, teller.lang) else key for key in events)
    what = record.content or _capital(told)
    if record.count is None:
        return what or label(ProjectAggregate, teller.lang)
    unit = record.unit or teller.words("any_project")
    level = "" if record.level is None else teller.words("of_level", level=label(record.level, teller.lang))
    counted = " ".join(filter(None, (teller.count(record.count), unit, level)))
    return f"{what}: {counted}" if what else counted


def _indicator(teller: Teller, record: Indicator) -> str:
    figure = record.format_figure(teller.lang) or record.figure_text or teller.words("no_figure")
    text = f"{record.name}: {figure}"
    if cumulative := record.format_cumulative(teller.lang):
        text = teller.words("cumulative", told=text, figure=cumulative)
    if record.breakdown:
        text = f"{text} ({_parts(teller, record)})"
    return text


def _opinion(teller: Teller, record: TechnologyOpinion) -> str:
    name = f"“{record.investment_project}”" if record.investment_project else ""
    investor = record.investor or ""
    if record.is_investor_a_person or record.investor_person:
        shows = teller.with_personal and record.investor_person
        investor = record.investor_person or "" if shows else teller.words("a_person")
    of = teller.words("of_investor", investor=investor) if investor else ""
    project = " ".join(filter(None, (teller.words("investment_project"), name, of)))
    if record.place and fold(record.place) not in fold(project):
        project = f"{project}, {record.place}"
    kind = teller.words("opinion") if record.kind is None else _capital(label(record.kind, teller.lang))
    if record.action:
        kind = teller.words("opinion_on", kind=kind, action=_uncapital(record.action))
    answer = label(record.status, teller.lang) if record.document is None else teller.cite(record.document)
    return f"{kind}: {project} ({answer})"


def _document(teller: Teller, record: IssuedDocument) -> str:
    subject = record.subject or teller.words("no_subject")
    if record.is_personnel and not teller.with_personal:
        subject = teller.words("personnel")
    known = attrs.evolve(record.reference, issuer=None, subject=None, kind=record.kind)
    if known.number is not None and known.number.number is not None:
        cited = known.cite(teller.lang)
        is_led = fold(subject).startswith(("về ", "v/v "))
        subject = (
            f"{cited} {subject}" if is_led else teller.words("numbered", document=cited, subject=subject)
        )
    titles = [
        teller.project_name(teller.projects[one])
        for act in record.acts
        for one in act.record_ids
        if one in teller.projects and (teller.projects[one].title or teller.projects[one].code)
    ]
    return f"{subject}: {'; '.join(titles)}" if titles else subject


def _activity(teller: Teller, record: Activity, beneath: str = "") -> str:
    text = record.content.rstrip(" .;")
    if record.partners:
        text = teller.words("with_partners", told=text, partners=", ".join(record.partners))
    if record.place and record.place not in text:
        text = f"{text}, {record.place}"
    said = f"{text}\n{beneath}"
    cited = [
        teller.cite(one)
        for one in record.documents
        if str(one.number or one.subject or one.cite()) not in said
    ]
    return f"{text} ({'; '.join(cited)})" if cited else text


def _plan(teller: Teller, record: PlanItem) -> str:
    text = record.content.rstrip(" .;")
    if record.condition and record.condition not in text:
        text = f"{text} ({record.condition})"
    if record.due_on is not None:
        text = teller.words("due", told=text, day=shown(record.due_on, teller.lang))
    if record.responsible:
        text = teller.words("responsible", told=text, unit=record.responsible)
    return text


_SPECIAL: Mapping[type, Callable[[Teller, Any], str]] = MappingProxyType(
    {
        Activity: _activity,
        Indicator: _indicator,
        IssuedDocument: _document,
        PlanItem: _plan,
        ProjectAggregate: _aggregate,
        ResearchProject: _project,
        TechnologyOpinion: _opinion,
    }
)


def unsaid(teller: Teller, text: str, record: Indicator) -> str:
    """What a text does not say of an indicator: all of it, its parts alone, or nothing."""
    printed = figures_in(text)
    figures = [one for one in (record.figure, record.cumulative) if one is not None]
    if not figures or not all(_digits(one) in printed for one in figures):
        return teller.line(record)
    parts = [part for part in record.breakdown if part.value is None or _digits(part.value) not in printed]
    return _parts(teller, record) if parts else ""


def _parts(teller: Teller, record: Indicator) -> str:
    parts = "; ".join(part.format(teller.lang) for part in record.breakdown)
    return teller.words(
        "of_which" if record.breakdown_kind is BreakdownKind.OF_WHICH else "parts", parts=parts
    )


def _digits(figure: Decimal) -> str:
    return f"{figure.normalize():f}".replace(".", ",")


def _number(value: int | None) -> str:
    return "…" if value is None else str(value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _uncapital(text: str) -> str:
    """A label inside a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
