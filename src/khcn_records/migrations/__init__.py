"""Stored data of schema n → n+1, plain dict → plain dict. One step per file; the table below names them in order.

Every way in (`loads`, `load`, `structure` of a whole document, any format) goes through `migrated`, and through nothing else.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from khcn_records.errors import Fault, SchemaVersionError, StructureError

__all__ = ["NEWEST_SCHEMA", "STEPS", "migrated", "path_in_file", "schema_name", "schema_number"]

STEPS: Mapping[int, str] = MappingProxyType({1: "khcn_records.migrations.from_1"})
"""Number of a schema → the module whose `migrate(record)` leads to the next number."""

NEWEST_SCHEMA = 1 + len(STEPS)
"""The schema this version writes; it reads this one and every older one."""


def schema_name(number: int = NEWEST_SCHEMA) -> str:
    """A schema as files name it.

    >>> schema_name(1)
    'khcn/1'
    """
    return f"khcn/{number}"


def schema_number(schema: object) -> int:
    """The number of the schema that a document names.

    Args:
        schema: what stands under its key `schema`; `None` where nothing does.

    Raises:
        StructureError: nothing, or no name of a schema.
        SchemaVersionError: newer than this version reads.

    >>> schema_number("khcn/1")
    1
    """
    if schema is None:
        raise StructureError([Fault("missing_field", "$.schema", "nothing")])
    found = re.fullmatch(r"khcn/([1-9][0-9]{0,5})", schema) if isinstance(schema, str) else None
    if found is None:
        raise StructureError(
            [Fault("invalid_value", "$.schema", repr(schema)[:120], (("expected", schema_name()),))]
        )
    if int(found[1]) > NEWEST_SCHEMA:
        raise SchemaVersionError(str(schema), schema_name())
    return int(found[1])


def migrated(record: Any, number: int) -> Any:
    """One stored record of schema `number` as the newest schema has it; the old one is unchanged.

    Args:
        record: its plain data, with `record` naming its kind; what is no record passes unchanged, for the converter to refuse.
        number: the schema it was written under.

    Raises:
        StructureError: a field that the old schema did not know, whose name means something now.
    """
    if not isinstance(record, dict):
        return record
    for step in range(number, NEWEST_SCHEMA):
        record = importlib.import_module(STEPS[step]).migrate(record)
    return record


def path_in_file(path: str, kind: str, number: int) -> str:
    """Where a file of schema `number` has what a record of the newest schema has at a path.

    Args:
        path: within the record, from its first dot.
        kind: the name of its kind.
        number: the schema it was written under.

    >>> path_in_file(".due_extensions[0].due_on", "assigned_task", 1)
    '.extensions[0].due_on'
    """
    for step in reversed(range(number, NEWEST_SCHEMA)):
        path = importlib.import_module(STEPS[step]).old_path(kind, path)
    return path
