"""khcn_records: a typed domain model for Vietnamese science-and-technology administration.

The names below are loaded when they are first used; importing the package loads no third party.
"""

# No `from __future__`, no typing at run time: this file is the import budget.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from khcn_records import samples
    from khcn_records.auditing import audit
    from khcn_records.calendars.calendar_days import CalendarDay, DayKind
    from khcn_records.calendars.loading import vietnam_calendar
    from khcn_records.calendars.work_calendar import WorkCalendar
    from khcn_records.converter import make_converter, structure, unstructure
    from khcn_records.deadline import DueDate, due_date
    from khcn_records.errors import (
        Fault,
        IllegalTransitionError,
        InvalidArgumentError,
        InvalidCalendarError,
        InvalidDateError,
        InvalidDeadlineError,
        InvalidDocumentNumberError,
        InvalidDocumentReferenceError,
        InvalidMoneyError,
        InvalidPeriodError,
        InvalidQuantityError,
        InvalidRecurrenceError,
        InvalidTimeLimitError,
        InvalidValueError,
        KhcnError,
        MissingExtraError,
        SchemaVersionError,
        StructureError,
        UnknownLanguageError,
        UnknownYearError,
        UnsafeFileError,
        UnsupportedFormatError,
    )
    from khcn_records.evidence import Confidence, Evidence
    from khcn_records.finding import Finding, Findings, Place, Severity
    from khcn_records.formats import dumps, load, loads, save
    from khcn_records.labels import label
    from khcn_records.lifecycle import HistoryEntry, Lifecycle, Transition, advance, state_at
    from khcn_records.limits import Regime, regime, regimes_on
    from khcn_records.mentions import Mention, check_weekdays, find_dates, find_documents
    from khcn_records.mentions.dates import MentionKind
    from khcn_records.mentions.dates_values import (
        LunarDay,
        LunarSpan,
        PeriodSpan,
        RelativeLimit,
        RelativePeriod,
    )
    from khcn_records.privacy import PersonalKind, find_personal, redact
    from khcn_records.readers import KeptText, Reading, read
    from khcn_records.records import KINDS
    from khcn_records.records.activities import Activity
    from khcn_records.records.assigned_tasks import AssignedTask, Extension, TaskStatus, Timeliness
    from khcn_records.records.citizen_receptions import CitizenReception, ReceptionKind, ReceptionState
    from khcn_records.records.councils import Council, CouncilKind, Sitting
    from khcn_records.records.directives import Directive, DirectiveStatus, Urgency
    from khcn_records.records.import_quality_dossiers import (
        ImportQualityDossier,
        ImportQualityResult,
        ImportQualityState,
    )
    from khcn_records.records.indicator_parts import (
        BreakdownKind,
        BreakdownPart,
        Restatement,
        breakdown_from_text,
    )
    from khcn_records.records.initiative_rounds import InitiativeRound, InitiativeRoundStatus
    from khcn_records.records.initiatives import Initiative, InitiativeLevel, InitiativeStatus
    from khcn_records.records.indicators import Indicator
    from khcn_records.records.inspection_activities import (
        InspectionActivity,
        InspectionKind,
        InspectionState,
        TeamMember,
    )
    from khcn_records.records.ip_assets import IPAsset, IPKind, IPState
    from khcn_records.records.issued_documents import (
        DocumentAct,
        IssuedDocument,
        IssuedDocumentStatus,
        Recipient,
        RecipientKind,
        Signature,
        SigningAuthority,
    )
    from khcn_records.records.licences import Licence, LicenceKind, LicenceProcedure, LicenceState
    from khcn_records.records.measurement_services import (
        MeasurementField,
        MeasurementKind,
        MeasurementService,
    )
    from khcn_records.records.media_items import MediaItem, MediaKind
    from khcn_records.records.monthly_reports import MonthlyReport
    from khcn_records.records.one_stop_files import OneStopFiles
    from khcn_records.records.people import Person
    from khcn_records.records.petition_counts import PetitionCounts, PetitionKind
    from khcn_records.records.plan_items import PlanItem, PlanStatus
    from khcn_records.records.project_aggregates import ProjectAggregate
    from khcn_records.records.project_parts import (
        Acceptance,
        Adjustment,
        AdjustmentSubject,
        BudgetLine,
        Contract,
        FundingSource,
        PaymentMethod,
        ProjectExtension,
        ProjectKind,
        ProjectLevel,
        Recovery,
        ResearchField,
    )
    from khcn_records.records.recurring_activities import RecurringActivity, Roll
    from khcn_records.records.research_projects import ProjectState, ResearchProject
    from khcn_records.records.standard_updates import StandardAction, StandardUpdate
    from khcn_records.records.surveys import SampleGroup, Survey, SurveyState
    from khcn_records.records.technology_opinions import OpinionKind, OpinionState, TechnologyOpinion
    from khcn_records.renderers import render
    from khcn_records.reports.task_summary import TaskSummary, summarize_tasks
    from khcn_records.table import Column, Row, Table
    from khcn_records.values.citations import format_legal_basis, identify, parse_legal_basis
    from khcn_records.values.date_ranges import DateRange
    from khcn_records.values.dates import PartialDate, format_date, parse_date
    from khcn_records.values.document_kinds import DocumentKind
    from khcn_records.values.document_numbers import DocumentFamily, DocumentNumber
    from khcn_records.values.document_references import DocumentReference
    from khcn_records.values.lunar import LunarDate
    from khcn_records.values.money import Money
    from khcn_records.values.periods import PeriodKind, ReportingPeriod
    from khcn_records.values.quantities import Quantity
    from khcn_records.values.recurrences import Recurrence
    from khcn_records.values.time_limits import Deadline, TimeLimit, TimeUnit

__version__ = "0.1.0"

_HOME = {
    "Acceptance": "khcn_records.records.project_parts",
    "Activity": "khcn_records.records.activities",
    "Adjustment": "khcn_records.records.project_parts",
    "AdjustmentSubject": "khcn_records.records.project_parts",
    "AssignedTask": "khcn_records.records.assigned_tasks",
    "BreakdownKind": "khcn_records.records.indicator_parts",
    "BreakdownPart": "khcn_records.records.indicator_parts",
    "BudgetLine": "khcn_records.records.project_parts",
    "CalendarDay": "khcn_records.calendars.calendar_days",
    "CitizenReception": "khcn_records.records.citizen_receptions",
    "Column": "khcn_records.table",
    "Confidence": "khcn_records.evidence",
    "Contract": "khcn_records.records.project_parts",
    "Council": "khcn_records.records.councils",
    "CouncilKind": "khcn_records.records.councils",
    "DateRange": "khcn_records.values.date_ranges",
    "DayKind": "khcn_records.calendars.calendar_days",
    "Deadline": "khcn_records.values.time_limits",
    "Directive": "khcn_records.records.directives",
    "DirectiveStatus": "khcn_records.records.directives",
    "DocumentAct": "khcn_records.records.issued_documents",
    "DocumentFamily": "khcn_records.values.document_numbers",
    "DocumentKind": "khcn_records.values.document_kinds",
    "DocumentNumber": "khcn_records.values.document_numbers",
    "DocumentReference": "khcn_records.values.document_references",
    "DueDate": "khcn_records.deadline",
    "Evidence": "khcn_records.evidence",
    "Extension": "khcn_records.records.assigned_tasks",
    "Fault": "khcn_records.errors",
    "Finding": "khcn_records.finding",
    "Findings": "khcn_records.finding",
    "FundingSource": "khcn_records.records.project_parts",
    "HistoryEntry": "khcn_records.lifecycle",
    "IPAsset": "khcn_records.records.ip_assets",
    "IPKind": "khcn_records.records.ip_assets",
    "IPState": "khcn_records.records.ip_assets",
    "IllegalTransitionError": "khcn_records.errors",
    "ImportQualityDossier": "khcn_records.records.import_quality_dossiers",
    "ImportQualityResult": "khcn_records.records.import_quality_dossiers",
    "ImportQualityState": "khcn_records.records.import_quality_dossiers",
    "Indicator": "khcn_records.records.indicators",
    "Initiative": "khcn_records.records.initiatives",
    "InitiativeLevel": "khcn_records.records.initiatives",
    "InitiativeRound": "khcn_records.records.initiative_rounds",
    "InitiativeRoundStatus": "khcn_records.records.initiative_rounds",
    "InitiativeStatus": "khcn_records.records.initiatives",
    "InspectionActivity": "khcn_records.records.inspection_activities",
    "InspectionKind": "khcn_records.records.inspection_activities",
    "InspectionState": "khcn_records.records.inspection_activities",
    "InvalidArgumentError": "khcn_records.errors",
    "InvalidCalendarError": "khcn_records.errors",
    "InvalidDateError": "khcn_records.errors",
    "InvalidDeadlineError": "khcn_records.errors",
    "InvalidDocumentNumberError": "khcn_records.errors",
    "InvalidDocumentReferenceError": "khcn_records.errors",
    "InvalidMoneyError": "khcn_records.errors",
    "InvalidPeriodError": "khcn_records.errors",
    "InvalidQuantityError": "khcn_records.errors",
    "InvalidRecurrenceError": "khcn_records.errors",
    "InvalidTimeLimitError": "khcn_records.errors",
    "InvalidValueError": "khcn_records.errors",
    "IssuedDocument": "khcn_records.records.issued_documents",
    "IssuedDocumentStatus": "khcn_records.records.issued_documents",
    "KINDS": "khcn_records.records",
    "KeptText": "khcn_records.readers",
    "KhcnError": "khcn_records.errors",
    "Licence": "khcn_records.records.licences",
    "LicenceKind": "khcn_records.records.licences",
    "LicenceProcedure": "khcn_records.records.licences",
    "LicenceState": "khcn_records.records.licences",
    "Lifecycle": "khcn_records.lifecycle",
    "LunarDate": "khcn_records.values.lunar",
    "LunarDay": "khcn_records.mentions.dates_values",
    "LunarSpan": "khcn_records.mentions.dates_values",
    "MeasurementField": "khcn_records.records.measurement_services",
    "MeasurementKind": "khcn_records.records.measurement_services",
    "MeasurementService": "khcn_records.records.measurement_services",
    "MediaItem": "khcn_records.records.media_items",
    "MediaKind": "khcn_records.records.media_items",
    "Mention": "khcn_records.mentions",
    "MentionKind": "khcn_records.mentions.dates",
    "MissingExtraError": "khcn_records.errors",
    "Money": "khcn_records.values.money",
    "MonthlyReport": "khcn_records.records.monthly_reports",
    "OneStopFiles": "khcn_records.records.one_stop_files",
    "OpinionKind": "khcn_records.records.technology_opinions",
    "OpinionState": "khcn_records.records.technology_opinions",
    "PartialDate": "khcn_records.values.dates",
    "PaymentMethod": "khcn_records.records.project_parts",
    "PeriodKind": "khcn_records.values.periods",
    "PeriodSpan": "khcn_records.mentions.dates_values",
    "Person": "khcn_records.records.people",
    "PersonalKind": "khcn_records.privacy",
    "PetitionCounts": "khcn_records.records.petition_counts",
    "PetitionKind": "khcn_records.records.petition_counts",
    "Place": "khcn_records.finding",
    "PlanItem": "khcn_records.records.plan_items",
    "PlanStatus": "khcn_records.records.plan_items",
    "ProjectAggregate": "khcn_records.records.project_aggregates",
    "ProjectExtension": "khcn_records.records.project_parts",
    "ProjectKind": "khcn_records.records.project_parts",
    "ProjectLevel": "khcn_records.records.project_parts",
    "ProjectState": "khcn_records.records.research_projects",
    "Quantity": "khcn_records.values.quantities",
    "Reading": "khcn_records.readers",
    "ReceptionKind": "khcn_records.records.citizen_receptions",
    "ReceptionState": "khcn_records.records.citizen_receptions",
    "Recipient": "khcn_records.records.issued_documents",
    "RecipientKind": "khcn_records.records.issued_documents",
    "Recovery": "khcn_records.records.project_parts",
    "Recurrence": "khcn_records.values.recurrences",
    "RecurringActivity": "khcn_records.records.recurring_activities",
    "Regime": "khcn_records.limits",
    "RelativeLimit": "khcn_records.mentions.dates_values",
    "RelativePeriod": "khcn_records.mentions.dates_values",
    "ReportingPeriod": "khcn_records.values.periods",
    "ResearchField": "khcn_records.records.project_parts",
    "ResearchProject": "khcn_records.records.research_projects",
    "Roll": "khcn_records.records.recurring_activities",
    "Restatement": "khcn_records.records.indicator_parts",
    "Row": "khcn_records.table",
    "SampleGroup": "khcn_records.records.surveys",
    "SchemaVersionError": "khcn_records.errors",
    "Severity": "khcn_records.finding",
    "Signature": "khcn_records.records.issued_documents",
    "SigningAuthority": "khcn_records.records.issued_documents",
    "Sitting": "khcn_records.records.councils",
    "StandardAction": "khcn_records.records.standard_updates",
    "StandardUpdate": "khcn_records.records.standard_updates",
    "StructureError": "khcn_records.errors",
    "Survey": "khcn_records.records.surveys",
    "SurveyState": "khcn_records.records.surveys",
    "Table": "khcn_records.table",
    "TaskStatus": "khcn_records.records.assigned_tasks",
    "TaskSummary": "khcn_records.reports.task_summary",
    "TeamMember": "khcn_records.records.inspection_activities",
    "TechnologyOpinion": "khcn_records.records.technology_opinions",
    "TimeLimit": "khcn_records.values.time_limits",
    "TimeUnit": "khcn_records.values.time_limits",
    "Timeliness": "khcn_records.records.assigned_tasks",
    "Transition": "khcn_records.lifecycle",
    "UnknownLanguageError": "khcn_records.errors",
    "UnknownYearError": "khcn_records.errors",
    "UnsafeFileError": "khcn_records.errors",
    "UnsupportedFormatError": "khcn_records.errors",
    "Urgency": "khcn_records.records.directives",
    "WorkCalendar": "khcn_records.calendars.work_calendar",
    "advance": "khcn_records.lifecycle",
    "audit": "khcn_records.auditing",
    "breakdown_from_text": "khcn_records.records.indicator_parts",
    "check_weekdays": "khcn_records.mentions",
    "due_date": "khcn_records.deadline",
    "dumps": "khcn_records.formats",
    "find_dates": "khcn_records.mentions",
    "find_documents": "khcn_records.mentions",
    "find_personal": "khcn_records.privacy",
    "format_date": "khcn_records.values.dates",
    "format_legal_basis": "khcn_records.values.citations",
    "identify": "khcn_records.values.citations",
    "label": "khcn_records.labels",
    "load": "khcn_records.formats",
    "loads": "khcn_records.formats",
    "make_converter": "khcn_records.converter",
    "parse_date": "khcn_records.values.dates",
    "parse_legal_basis": "khcn_records.values.citations",
    "read": "khcn_records.readers",
    "redact": "khcn_records.privacy",
    "regime": "khcn_records.limits",
    "regimes_on": "khcn_records.limits",
    "render": "khcn_records.renderers",
    "samples": "khcn_records.samples",
    "save": "khcn_records.formats",
    "state_at": "khcn_records.lifecycle",
    "structure": "khcn_records.converter",
    "summarize_tasks": "khcn_records.reports.task_summary",
    "unstructure": "khcn_records.converter",
    "vietnam_calendar": "khcn_records.calendars.loading",
}

__all__ = [
    "KINDS",
    "Acceptance",
    "Activity",
    "Adjustment",
    "AdjustmentSubject",
    "AssignedTask",
    "BreakdownKind",
    "BreakdownPart",
    "BudgetLine",
    "CalendarDay",
    "CitizenReception",
    "Column",
    "Confidence",
    "Contract",
    "Council",
    "CouncilKind",
    "DateRange",
    "DayKind",
    "Deadline",
    "Directive",
    "DirectiveStatus",
    "DocumentAct",
    "DocumentFamily",
    "DocumentKind",
    "DocumentNumber",
    "DocumentReference",
    "DueDate",
    "Evidence",
    "Extension",
    "Fault",
    "Finding",
    "Findings",
    "FundingSource",
    "HistoryEntry",
    "IPAsset",
    "IPKind",
    "IPState",
    "IllegalTransitionError",
    "ImportQualityDossier",
    "ImportQualityResult",
    "ImportQualityState",
    "Indicator",
    "Initiative",
    "InitiativeLevel",
    "InitiativeRound",
    "InitiativeRoundStatus",
    "InitiativeStatus",
    "InspectionActivity",
    "InspectionKind",
    "InspectionState",
    "InvalidArgumentError",
    "InvalidCalendarError",
    "InvalidDateError",
    "InvalidDeadlineError",
    "InvalidDocumentNumberError",
    "InvalidDocumentReferenceError",
    "InvalidMoneyError",
    "InvalidPeriodError",
    "InvalidQuantityError",
    "InvalidRecurrenceError",
    "InvalidTimeLimitError",
    "InvalidValueError",
    "IssuedDocument",
    "IssuedDocumentStatus",
    "KeptText",
    "KhcnError",
    "Licence",
    "LicenceKind",
    "LicenceProcedure",
    "LicenceState",
    "Lifecycle",
    "LunarDate",
    "LunarDay",
    "LunarSpan",
    "MeasurementField",
    "MeasurementKind",
    "MeasurementService",
    "MediaItem",
    "MediaKind",
    "Mention",
    "MentionKind",
    "MissingExtraError",
    "Money",
    "MonthlyReport",
    "OneStopFiles",
    "OpinionKind",
    "OpinionState",
    "PartialDate",
    "PaymentMethod",
    "PeriodKind",
    "PeriodSpan",
    "Person",
    "PersonalKind",
    "PetitionCounts",
    "PetitionKind",
    "Place",
    "PlanItem",
    "PlanStatus",
    "ProjectAggregate",
    "ProjectExtension",
    "ProjectKind",
    "ProjectLevel",
    "ProjectState",
    "Quantity",
    "Reading",
    "ReceptionKind",
    "ReceptionState",
    "Recipient",
    "RecipientKind",
    "Recovery",
    "Recurrence",
    "RecurringActivity",
    "Regime",
    "RelativeLimit",
    "RelativePeriod",
    "ReportingPeriod",
    "ResearchField",
    "ResearchProject",
    "Restatement",
    "Roll",
    "Row",
    "SampleGroup",
    "SchemaVersionError",
    "Severity",
    "Signature",
    "SigningAuthority",
    "Sitting",
    "StandardAction",
    "StandardUpdate",
    "StructureError",
    "Survey",
    "SurveyState",
    "Table",
    "TaskStatus",
    "TaskSummary",
    "TeamMember",
    "TechnologyOpinion",
    "TimeLimit",
    "TimeUnit",
    "Timeliness",
    "Transition",
    "UnknownLanguageError",
    "UnknownYearError",
    "UnsafeFileError",
    "UnsupportedFormatError",
    "Urgency",
    "WorkCalendar",
    "__version__",
    "advance",
    "audit",
    "breakdown_from_text",
    "check_weekdays",
    "due_date",
    "dumps",
    "find_dates",
    "find_documents",
    "find_personal",
    "format_date",
    "format_legal_basis",
    "identify",
    "label",
    "load",
    "loads",
    "make_converter",
    "parse_date",
    "parse_legal_basis",
    "read",
    "redact",
    "regime",
    "regimes_on",
    "render",
    "samples",
    "save",
    "state_at",
    "structure",
    "summarize_tasks",
    "unstructure",
    "vietnam_calendar",
]


def __getattr__(name: str) -> object:
    module = _HOME.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = import_module(module)
    value = home if module == f"{__name__}.{name}" else getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
