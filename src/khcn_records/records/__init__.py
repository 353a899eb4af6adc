"""What stands in one row: fields, states, lifecycle. One kind per file; the table below names them all."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

__all__ = ["KINDS", "id_field", "record_class"]

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "activity": "khcn_records.records.activities:Activity",
        "assigned_task": "khcn_records.records.assigned_tasks:AssignedTask",
        "citizen_reception": "khcn_records.records.citizen_receptions:CitizenReception",
        "council": "khcn_records.records.councils:Council",
        "directive": "khcn_records.records.directives:Directive",
        "import_quality_dossier": "khcn_records.records.import_quality_dossiers:ImportQualityDossier",
        "indicator": "khcn_records.records.indicators:Indicator",
        "initiative": "khcn_records.records.initiatives:Initiative",
        "initiative_round": "khcn_records.records.initiative_rounds:InitiativeRound",
        "inspection_activity": "khcn_records.records.inspection_activities:InspectionActivity",
        "ip_asset": "khcn_records.records.ip_assets:IPAsset",
        "issued_document": "khcn_records.records.issued_documents:IssuedDocument",
        "licence": "khcn_records.records.licences:Licence",
        "measurement_service": "khcn_records.records.measurement_services:MeasurementService",
        "media_item": "khcn_records.records.media_items:MediaItem",
        "monthly_report": "khcn_records.records.monthly_reports:MonthlyReport",
        "one_stop_files": "khcn_records.records.one_stop_files:OneStopFiles",
        "petition_counts": "khcn_records.records.petition_counts:PetitionCounts",
        "plan_item": "khcn_records.records.plan_items:PlanItem",
        "project_aggregate": "khcn_records.records.project_aggregates:ProjectAggregate",
        "recurring_activity": "khcn_records.records.recurring_activities:RecurringActivity",
        "research_project": "khcn_records.records.research_projects:ResearchProject",
        "standard_update": "khcn_records.records.standard_updates:StandardUpdate",
        "survey": "khcn_records.records.surveys:Survey",
        "technology_opinion": "khcn_records.records.technology_opinions:TechnologyOpinion",
    }
)
"""Stored name of each kind → ``module:class``."""


def record_class(name: str) -> type:
    """The class of a kind.

    Raises:
        KeyError: no such kind.

    >>> record_class("assigned_task").__name__
    'AssignedTask'
    """
    module, _, attribute = KINDS[name].partition(":")
    kind: type = getattr(importlib.import_module(module), attribute)
    return kind


def id_field(record: object) -> str:
    """The name of the field that identifies a record in its report: the first that must be given and ends so.

    >>> from khcn_records.records.directives import Directive
    >>> id_field(Directive(directive_id="1", number="02/KH-UBND"))
    'directive_id'
    """
    import attrs

    kind: Any = type(record)
    name: str = next(
        field.name
        for field in attrs.fields(kind)
        if field.name.endswith("_id") and field.default is attrs.NOTHING
    )
    return name
