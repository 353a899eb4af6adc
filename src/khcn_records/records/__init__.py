"""What stands in one row: fields, states, lifecycle. One kind per file; the table below names them all."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["KINDS", "record_class"]

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "assigned_task": "khcn_records.records.assigned_tasks:AssignedTask",
        "citizen_reception": "khcn_records.records.citizen_receptions:CitizenReception",
        "council": "khcn_records.records.councils:Council",
        "directive": "khcn_records.records.directives:Directive",
        "import_quality_dossier": "khcn_records.records.import_quality_dossiers:ImportQualityDossier",
        "indicator": "khcn_records.records.indicators:Indicator",
        "inspection_activity": "khcn_records.records.inspection_activities:InspectionActivity",
        "issued_document": "khcn_records.records.issued_documents:IssuedDocument",
        "licence": "khcn_records.records.licences:Licence",
        "measurement_service": "khcn_records.records.measurement_services:MeasurementService",
        "monthly_report": "khcn_records.records.monthly_reports:MonthlyReport",
        "petition_counts": "khcn_records.records.petition_counts:PetitionCounts",
        "project_aggregate": "khcn_records.records.project_aggregates:ProjectAggregate",
        "research_project": "khcn_records.records.research_projects:ResearchProject",
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
