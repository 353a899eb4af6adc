"""What stands in one cell: text → value. One value type per file; the table below names them all.

Every value parses (`parse`), prints itself canonically (`str`), and words itself (`format`); `parse(str(v)) == v`,
and any other text raises its own `InvalidValueError` and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["VALUES"]

VALUES: Mapping[str, str] = MappingProxyType(
    {
        "DateRange": "khcn_records.values.date_ranges",
        "Deadline": "khcn_records.values.time_limits",
        "DocumentNumber": "khcn_records.values.document_numbers",
        "DocumentReference": "khcn_records.values.document_references",
        "LunarDate": "khcn_records.values.lunar",
        "Money": "khcn_records.values.money",
        "PartialDate": "khcn_records.values.dates",
        "Quantity": "khcn_records.values.quantities",
        "Recurrence": "khcn_records.values.recurrences",
        "ReportingPeriod": "khcn_records.values.periods",
        "TimeLimit": "khcn_records.values.time_limits",
    }
)
"""Class name → the module it stands in."""
