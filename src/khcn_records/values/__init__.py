"""What stands in one cell: text → value. One value type per file; the table below names them all.

Every value parses (`parse`), prints itself canonically (`str`), and words itself (`format`); `parse(str(v)) == v`,
and any other text raises its own `InvalidValueError` and nothing else.

Each class is a name of the shelf too, loaded when it is first asked for. A record writes the type of a field as
`values.DocumentReference`, so that importing the record does not load the grammar of symbols.

>>> from khcn_records import values
>>> str(values.DocumentNumber.parse("31/KH–UBND"))
'31/KH-UBND'
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khcn_records.values.date_ranges import DateRange
    from khcn_records.values.dates import PartialDate
    from khcn_records.values.document_numbers import DocumentNumber
    from khcn_records.values.document_references import DocumentReference
    from khcn_records.values.lunar import LunarDate
    from khcn_records.values.money import Money
    from khcn_records.values.periods import ReportingPeriod
    from khcn_records.values.quantities import Quantity
    from khcn_records.values.recurrences import Recurrence
    from khcn_records.values.time_limits import Deadline, TimeLimit

__all__ = [
    "VALUES",
    "DateRange",
    "Deadline",
    "DocumentNumber",
    "DocumentReference",
    "LunarDate",
    "Money",
    "PartialDate",
    "Quantity",
    "Recurrence",
    "ReportingPeriod",
    "TimeLimit",
]

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


def __getattr__(name: str) -> object:
    if name not in VALUES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(VALUES[name]), name)
    return value
