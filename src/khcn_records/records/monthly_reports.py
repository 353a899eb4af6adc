"""MonthlyReport (*báo cáo tháng*): what an office hands in for a period, the whole of it as records.

Basis: Nghị định 09/2019/NĐ-CP, Điều 12 (the window its data come from); Nghị định 30/2020/NĐ-CP (its form).

>>> report = MonthlyReport(report_id="2024-02", period="tháng 02/2024", organization="Sở Khoa học và Công nghệ tỉnh Bắc Giang")
>>> report.cutoff
datetime.date(2024, 2, 14)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from khcn_records.display import Displayed
from khcn_records.fields import (
    instance_of,
    named,
    optional_day,
    optional_document,
    optional_reference,
    optional_text,
    required_period,
    required_text,
    tuple_of,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.records import id_field
from khcn_records.records.activities import Activity
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.citizen_receptions import CitizenReception
from khcn_records.records.councils import Council
from khcn_records.records.directives import Directive
from khcn_records.records.import_quality_dossiers import ImportQualityDossier
from khcn_records.records.indicators import Indicator
from khcn_records.records.initiative_rounds import InitiativeRound
from khcn_records.records.initiatives import Initiative
from khcn_records.records.inspection_activities import InspectionActivity
from khcn_records.records.ip_assets import IPAsset
from khcn_records.records.issued_documents import IssuedDocument, Recipient, Signature
from khcn_records.records.licences import Licence
from khcn_records.records.measurement_services import MeasurementService
from khcn_records.records.media_items import MediaItem
from khcn_records.records.one_stop_files import OneStopFiles
from khcn_records.records.petition_counts import PetitionCounts
from khcn_records.records.plan_items import PlanItem
from khcn_records.records.project_aggregates import ProjectAggregate
from khcn_records.records.recurring_activities import RecurringActivity
from khcn_records.records.research_projects import ResearchProject
from khcn_records.records.standard_updates import StandardUpdate
from khcn_records.records.surveys import Survey
from khcn_records.records.technology_opinions import TechnologyOpinion
from khcn_records.values.date_ranges import DateRange
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

__all__ = ["FIELD_OF", "RECORD_FIELDS", "MonthlyReport", "Section"]


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Section(Displayed):
    """One heading of a report (*đề mục*).

    Attributes:
        number: its place in the outline, which records name in their `section`: `I.III.1.1`, `II.4`.
        heading: its words.
        printed_number: the number as printed, where it differs from its place (`2.1` under `1`).
    """

    number: str = attrs.field(converter=required_text)
    heading: str = attrs.field(converter=required_text)
    printed_number: str | None = attrs.field(default=None, converter=optional_text)


def _sections(several: Iterable[Section]) -> tuple[Section, ...]:
    return tuple_of(Section, several)


def _recipients(several: Iterable[Recipient]) -> tuple[Recipient, ...]:
    return tuple_of(Recipient, several)


def _directives(several: Iterable[Directive]) -> tuple[Directive, ...]:
    return tuple_of(Directive, several)


def _tasks(several: Iterable[AssignedTask]) -> tuple[AssignedTask, ...]:
    return tuple_of(AssignedTask, several)


def _documents(several: Iterable[IssuedDocument]) -> tuple[IssuedDocument, ...]:
    return tuple_of(IssuedDocument, several)


def _projects(several: Iterable[ResearchProject]) -> tuple[ResearchProject, ...]:
    return tuple_of(ResearchProject, several)


def _project_aggregates(several: Iterable[ProjectAggregate]) -> tuple[ProjectAggregate, ...]:
    return tuple_of(ProjectAggregate, several)


def _councils(several: Iterable[Council]) -> tuple[Council, ...]:
    return tuple_of(Council, several)


def _inspections(several: Iterable[InspectionActivity]) -> tuple[InspectionActivity, ...]:
    return tuple_of(InspectionActivity, several)


def _surveys(several: Iterable[Survey]) -> tuple[Survey, ...]:
    return tuple_of(Survey, several)


def _receptions(several: Iterable[CitizenReception]) -> tuple[CitizenReception, ...]:
    return tuple_of(CitizenReception, several)


def _petitions(several: Iterable[PetitionCounts]) -> tuple[PetitionCounts, ...]:
    return tuple_of(PetitionCounts, several)


def _licences(several: Iterable[Licence]) -> tuple[Licence, ...]:
    return tuple_of(Licence, several)


def _opinions(several: Iterable[TechnologyOpinion]) -> tuple[TechnologyOpinion, ...]:
    return tuple_of(TechnologyOpinion, several)


def _import_dossiers(several: Iterable[ImportQualityDossier]) -> tuple[ImportQualityDossier, ...]:
    return tuple_of(ImportQualityDossier, several)


def _measurement_services(several: Iterable[MeasurementService]) -> tuple[MeasurementService, ...]:
    return tuple_of(MeasurementService, several)


def _one_stop_files(several: Iterable[OneStopFiles]) -> tuple[OneStopFiles, ...]:
    return tuple_of(OneStopFiles, several)


def _ip_assets(several: Iterable[IPAsset]) -> tuple[IPAsset, ...]:
    return tuple_of(IPAsset, several)


def _initiatives(several: Iterable[Initiative]) -> tuple[Initiative, ...]:
    return tuple_of(Initiative, several)


def _initiative_rounds(several: Iterable[InitiativeRound]) -> tuple[InitiativeRound, ...]:
    return tuple_of(InitiativeRound, several)


def _standard_updates(several: Iterable[StandardUpdate]) -> tuple[StandardUpdate, ...]:
    return tuple_of(StandardUpdate, several)


def _media_items(several: Iterable[MediaItem]) -> tuple[MediaItem, ...]:
    return tuple_of(MediaItem, several)


def _recurring_activities(several: Iterable[RecurringActivity]) -> tuple[RecurringActivity, ...]:
    return tuple_of(RecurringActivity, several)


def _activities(several: Iterable[Activity]) -> tuple[Activity, ...]:
    return tuple_of(Activity, several)


def _indicators(several: Iterable[Indicator]) -> tuple[Indicator, ...]:
    return tuple_of(Indicator, several)


def _plan_items(several: Iterable[PlanItem]) -> tuple[PlanItem, ...]:
    return tuple_of(PlanItem, several)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class MonthlyReport(Displayed):
    """What an office hands in for a period (*báo cáo định kỳ*).

    Attributes:
        report_id: this office's id of it.
        period: the month or other period; a `str` is parsed.
        organization: the reporting office; `None` where the text read does not name it.
        title: what it calls itself.
        reference: its own number and date; a `str` is parsed; `None` in a draft.
        as_of: the day its figures hold for; `None`: the last day of the data window.
        window_rule: which rule sets that window, a key of `khcn_records.values.periods.WINDOW_RULES`.
        sections: its headings, in order.
        directives: directives received.
        tasks: tasks assigned to the office.
        documents: documents drafted or issued in the period.
        projects: research projects told by name.
        project_aggregates: projects only counted.
        councils: councils and teams set up or sitting.
        inspections: inspections and checks.
        surveys: surveys.
        receptions: receptions of citizens.
        petitions: complaints, denunciations and other petitions counted.
        licences: licences and certificates told one by one.
        opinions: opinions on the technology of investment projects.
        import_dossiers: files of imported goods told one by one.
        measurement_services: verification, calibration and testing.
        one_stop_files: files of administrative procedures counted.
        ip_assets: industrial property.
        initiatives: initiatives told by title.
        initiative_rounds: rounds of recognition.
        standard_updates: standards brought up to date.
        media_items: articles, programmes and bulletins.
        recurring_activities: what returns.
        activities: the items of part I.
        indicators: the figures.
        plan_items: the items of part II: what is planned for the next period.
        recipients: *nơi nhận*.
        signature: who signs, and for whom.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.
    """

    report_id: str = attrs.field(converter=required_text)
    period: ReportingPeriod = attrs.field(converter=required_period, validator=instance_of(ReportingPeriod))
    organization: str | None = attrs.field(default=None, converter=optional_text)
    title: str | None = attrs.field(default=None, converter=optional_text)
    reference: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    as_of: dt.date | None = attrs.field(default=None, validator=optional_day)
    window_rule: str = attrs.field(default="decree09", converter=required_text)
    sections: tuple[Section, ...] = attrs.field(default=(), converter=_sections)
    directives: tuple[Directive, ...] = attrs.field(default=(), converter=_directives)
    tasks: tuple[AssignedTask, ...] = attrs.field(default=(), converter=_tasks)
    documents: tuple[IssuedDocument, ...] = attrs.field(default=(), converter=_documents)
    projects: tuple[ResearchProject, ...] = attrs.field(default=(), converter=_projects)
    project_aggregates: tuple[ProjectAggregate, ...] = attrs.field(default=(), converter=_project_aggregates)
    councils: tuple[Council, ...] = attrs.field(default=(), converter=_councils)
    inspections: tuple[InspectionActivity, ...] = attrs.field(default=(), converter=_inspections)
    surveys: tuple[Survey, ...] = attrs.field(default=(), converter=_surveys)
    receptions: tuple[CitizenReception, ...] = attrs.field(default=(), converter=_receptions)
    petitions: tuple[PetitionCounts, ...] = attrs.field(default=(), converter=_petitions)
    licences: tuple[Licence, ...] = attrs.field(default=(), converter=_licences)
    opinions: tuple[TechnologyOpinion, ...] = attrs.field(default=(), converter=_opinions)
    import_dossiers: tuple[ImportQualityDossier, ...] = attrs.field(default=(), converter=_import_dossiers)
    measurement_services: tuple[MeasurementService, ...] = attrs.field(
        default=(), converter=_measurement_services
    )
    one_stop_files: tuple[OneStopFiles, ...] = attrs.field(default=(), converter=_one_stop_files)
    ip_assets: tuple[IPAsset, ...] = attrs.field(default=(), converter=_ip_assets)
    initiatives: tuple[Initiative, ...] = attrs.field(default=(), converter=_initiatives)
    initiative_rounds: tuple[InitiativeRound, ...] = attrs.field(default=(), converter=_initiative_rounds)
    standard_updates: tuple[StandardUpdate, ...] = attrs.field(default=(), converter=_standard_updates)
    media_items: tuple[MediaItem, ...] = attrs.field(default=(), converter=_media_items)
    recurring_activities: tuple[RecurringActivity, ...] = attrs.field(
        default=(), converter=_recurring_activities
    )
    activities: tuple[Activity, ...] = attrs.field(default=(), converter=_activities)
    indicators: tuple[Indicator, ...] = attrs.field(default=(), converter=_indicators)
    plan_items: tuple[PlanItem, ...] = attrs.field(default=(), converter=_plan_items)
    recipients: tuple[Recipient, ...] = attrs.field(default=(), converter=_recipients)
    signature: Signature | None = attrs.field(default=None, validator=instance_of(Signature, optional=True))
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)

    @property
    def cutoff(self) -> dt.date:
        """The day the figures hold for, inclusive: `as_of`, or the last day of the data window.

        Raises:
            InvalidPeriodError: the period names no year, or the rule has no window for it.
        """
        if self.as_of is not None:
            return self.as_of
        end = self.window.end
        assert end is not None
        return end

    @property
    def window(self) -> DateRange:
        """The days its data come from, both ends inclusive.

        Raises:
            InvalidPeriodError: the period names no year, or the rule has no window for it.
        """
        return self.period.window(self.window_rule)

    @property
    def cumulative_window(self) -> DateRange:
        """The days its cumulative figures come from, both ends inclusive.

        Raises:
            InvalidPeriodError: the period names no year, or the rule has no window for it.
        """
        return self.period.cumulative_window(self.window_rule)

    @property
    def records(self) -> tuple[Any, ...]:
        """Every record it holds, kind by kind."""
        return tuple(record for name in RECORD_FIELDS for record in getattr(self, name))

    def with_records(self, *records: object) -> MonthlyReport:
        """The report with records changed or added: one of a kind and id it holds stands where that stood, another behind.

        Raises:
            TypeError: a thing that is no record of a report.

        >>> report = MonthlyReport(report_id="2024-02", period="2024-02")
        >>> task = AssignedTask(task_id="1", directive="02/KH-UBND", content="Báo cáo", status="done")
        >>> len(report.with_records(task).tasks)
        1
        """
        changes: dict[str, list[Any]] = {}
        for record in records:
            name = FIELD_OF.get(type(record))
            if name is None:
                raise TypeError(f"a record of a report is wanted, not {type(record).__name__}: {record!r}")
            several = changes.setdefault(name, list(getattr(self, name)))
            identity = id_field(record)
            places = [
                at for at, one in enumerate(several) if getattr(one, identity) == getattr(record, identity)
            ]
            if places:
                several[places[0]] = record
            else:
                several.append(record)
        changed: Any = changes
        return attrs.evolve(self, **changed)

    def carry_over(self) -> MonthlyReport:
        """Next period's draft: what is still open, what was planned, and what the cumulative figures begin with.

        See `khcn_records.records.report_series.carry_over`.
        """
        from khcn_records.records.report_series import carry_over

        return carry_over(self)


FIELD_OF: Mapping[type, str] = {
    Directive: "directives",
    AssignedTask: "tasks",
    IssuedDocument: "documents",
    ResearchProject: "projects",
    ProjectAggregate: "project_aggregates",
    Council: "councils",
    InspectionActivity: "inspections",
    Survey: "surveys",
    CitizenReception: "receptions",
    PetitionCounts: "petitions",
    Licence: "licences",
    TechnologyOpinion: "opinions",
    ImportQualityDossier: "import_dossiers",
    MeasurementService: "measurement_services",
    OneStopFiles: "one_stop_files",
    IPAsset: "ip_assets",
    Initiative: "initiatives",
    InitiativeRound: "initiative_rounds",
    StandardUpdate: "standard_updates",
    MediaItem: "media_items",
    RecurringActivity: "recurring_activities",
    Activity: "activities",
    Indicator: "indicators",
    PlanItem: "plan_items",
}

RECORD_FIELDS: Sequence[str] = tuple(FIELD_OF.values())
"""The fields of a report that hold records, in order."""
