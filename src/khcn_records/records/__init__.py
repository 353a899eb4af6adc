"""What stands in one row: fields, states, lifecycle. One kind per file; the table below names them all."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["KINDS", "record_class"]

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "assigned_task": "khcn_records.records.assigned_tasks:AssignedTask",
        "council": "khcn_records.records.councils:Council",
        "directive": "khcn_records.records.directives:Directive",
        "indicator": "khcn_records.records.indicators:Indicator",
        "issued_document": "khcn_records.records.issued_documents:IssuedDocument",
        "monthly_report": "khcn_records.records.monthly_reports:MonthlyReport",
        "project_aggregate": "khcn_records.records.project_aggregates:ProjectAggregate",
        "research_project": "khcn_records.records.research_projects:ResearchProject",
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
