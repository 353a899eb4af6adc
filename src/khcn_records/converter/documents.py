"""Documents: records ↔ the plain data a file holds, with the schema they follow and the name of each record's kind.

One record is `{"schema": "khcn/<n>", "record": <kind>, …fields}`, several are
`{"schema": "khcn/<n>", "records": [{"record": <kind>, …fields}, …]}`.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, cast

from khcn_records.converter import structure, unstructure
from khcn_records.converter.leaves import wrong_type
from khcn_records.errors import Fault, StructureError, UnsupportedFormatError
from khcn_records.migrations import migrated, schema_name, schema_number
from khcn_records.records import KINDS

__all__ = [
    "STORED",
    "from_document",
    "from_stored_record",
    "stored_class",
    "stored_name",
    "to_document",
    "to_stored_record",
]

STORED: Mapping[str, str] = MappingProxyType(
    {
        **KINDS,
        "finding": "khcn_records.finding:Finding",
        "table": "khcn_records.table:Table",
        "task_summary": "khcn_records.reports.task_summary:TaskSummary",
    }
)
"""Stored name → ``module:class`` of everything that can stand in a file: record kinds and results."""


def stored_class(name: str) -> type:
    """The class stored under a name.

    Raises:
        KeyError: no such name.
    """
    module, _, attribute = STORED[name].partition(":")
    return cast("type", getattr(importlib.import_module(module), attribute))


def stored_name(obj: object) -> str:
    """The name a thing is stored under.

    Raises:
        UnsupportedFormatError: it is not stored on its own.
    """
    home = f"{type(obj).__module__}:{type(obj).__qualname__}"
    for name, where in STORED.items():
        if where == home:
            return name
    raise UnsupportedFormatError(type(obj).__name__, tuple(STORED))


def to_stored_record(obj: object) -> dict[str, Any]:
    """One thing as it stands in a document: its fields behind the name of its kind.

    Raises:
        UnsupportedFormatError: it is not stored on its own.
    """
    return {"record": stored_name(obj), **unstructure(obj)}


def to_document(obj: object) -> dict[str, Any]:
    """The document that holds a thing, or a list or tuple of them.

    Raises:
        UnsupportedFormatError: a thing that is not stored on its own.
    """
    if isinstance(obj, (list, tuple)):
        return {"schema": schema_name(), "records": [to_stored_record(one) for one in obj]}
    return {"schema": schema_name(), **to_stored_record(obj)}


def from_document(plain: object, kind: type | None = None) -> Any:
    """What a document holds: one record, or a tuple where it stores several.

    Args:
        plain: the document's plain data.
        kind: the class every record must have; another kind is a fault.

    Raises:
        StructureError: every fault at once, each with its path.
        SchemaVersionError: a schema newer than this version.
    """
    if not isinstance(plain, dict):
        raise _at("$", wrong_type(plain, "object"))
    number = schema_number(plain.get("schema"))
    rest = {name: value for name, value in plain.items() if name != "schema"}
    if "records" not in rest:
        return from_stored_record(rest, "$", kind, number)
    several = rest.pop("records")
    faults = [Fault("unknown_field", f"$.{name}", "", (("expected", "schema, records"),)) for name in rest]
    if not isinstance(several, list):
        raise StructureError([*faults, *_at("$.records", wrong_type(several, "list")).faults])
    records = []
    for place, one in enumerate(several):
        try:
            records.append(from_stored_record(one, f"$.records[{place}]", kind, number))
        except StructureError as error:
            faults += error.faults
    if faults:
        raise StructureError(faults)
    return tuple(records)


def from_stored_record(plain: object, path: str, kind: type | None, number: int) -> object:
    """One record of a document.

    Args:
        plain: its plain data.
        path: where it stands, with which the paths of its faults begin.
        kind: the class it must have, or `None`.
        number: the schema it was written under, as `khcn_records.migrations.schema_number` tells it.

    Raises:
        StructureError: every fault at once, each with its path.
    """
    if not isinstance(plain, dict):
        raise _at(path, wrong_type(plain, "object"))
    name = plain.get("record")
    if name is None:
        raise StructureError([Fault("missing_field", f"{path}.record", "nothing")])
    if not isinstance(name, str) or name not in STORED:
        known = ", ".join(STORED)
        raise StructureError(
            [Fault("unknown_member", f"{path}.record", repr(name)[:120], (("expected", known),))]
        )
    found = stored_class(name)
    if kind is not None and not issubclass(found, kind):
        wanted = kind.__name__
        raise StructureError([Fault("wrong_kind", f"{path}.record", repr(name), (("expected", wanted),))])
    newest: dict[str, Any] = migrated(plain, number)
    try:
        return structure({key: value for key, value in newest.items() if key != "record"}, found)
    except StructureError as error:
        raise _at(
            path, StructureError([fault._replace(path=fault.path[1:]) for fault in error.faults])
        ) from None


def _at(path: str, error: StructureError) -> StructureError:
    return StructureError([fault._replace(path=path + fault.path) for fault in error.faults])
