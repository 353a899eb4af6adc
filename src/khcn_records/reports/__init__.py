"""How many, how much, which: records → `Table`. One report form per file; the table below names them all.

Every form has `tabulate(records, *, as_of) -> Table`; no records is a valid report, and totals are the sum of their parts.
What of it is a figure of the report itself is an `Indicator`: `task_indicator`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["REPORTS"]

REPORTS: Mapping[str, str] = MappingProxyType(
    {
        "documents_by_kind": "khcn_records.reports.documents_by_kind",
        "indicator_figures": "khcn_records.reports.indicator_figures",
        "open_tasks": "khcn_records.reports.open_tasks",
        "project_events": "khcn_records.reports.project_events",
        "project_pipeline": "khcn_records.reports.project_pipeline",
        "task_appendix": "khcn_records.reports.task_appendix",
        "task_summary": "khcn_records.reports.task_summary",
    }
)
"""Name of each report form → its module."""
