"""Documents: records ↔ the plain data a file holds, with the schema they follow and the name of each record's kind.

One record is `{"schema": "khcn/<n>", "record": <kind>, …fields}`, several are
`{"schema": "khcn/<n>", "records": [{"record": <kind>, …fields}, …]}`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeVar, cast

from khcn_records.converter import structure_fields, unstructure
from khcn_records.converter.leaves import wrong_type
from khcn_records.converter.stored_fields import stored_fields
from khcn_records.converter.unknown_fields import UnknownFields, kept, require_policy, tell
from khcn_records.errors import Fault, StructureError, UnsupportedFormatError
from khcn_records.migrations import NEWEST_SCHEMA, migrated, path_in_file, schema_name, schema_number
from khcn_records.records import KINDS

__all__ = [
    "STORED",
    "from_document",
    "from_stored_record",
    "stored_class",
    "stored_keys",
    "stored_name",
    "stored_name_of",
    "to_document",
    "to_stored_record",
]

T = TypeVar("T")

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
    return stored_name_of(type(obj))


def stored_name_of(kind: type) -> str:
    """The name that things of a class are stored under.

    Raises:
        UnsupportedFormatError: they are not stored on their own.
    """
    home = f"{kind.__module__}:{kind.__qualname__}"
    for name, where in STORED.items():
        if where == home:
            return name
    raise UnsupportedFormatError(kind.__name__, tuple(STORED))


def stored_keys(kind: type) -> Iterator[tuple[str, Any]]:
    """Key and type of every field of a class."""
    return ((field.key, field.hint) for field in stored_fields(kind))


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


def from_document(plain: object, kind: type | None = None, *, unknown: UnknownFields = "forbid") -> Any:
    """What a document holds: one record, or a tuple where it stores several.

    Args:
        plain: the document's plain data.
        kind: the class every record must have; another kind is a fault.
        unknown: what becomes of fields this version does not know: `"forbid"` makes them faults, `"keep"` keeps them in their
            record, `"warn"` keeps them and tells so.

    Raises:
        StructureError: every fault at once, each with its path.
        SchemaVersionError: a schema newer than this version.
        InvalidArgumentError: no such policy.
    """
    require_policy(unknown)
    if not isinstance(plain, dict):
        raise _at("$", wrong_type(plain, "object"))
    number = schema_number(plain.get("schema"))
    rest = {name: value for name, value in plain.items() if name != "schema"}
    kept_ones: list[Fault] = []
    if "records" not in rest:
        record = from_stored_record(rest, "$", kind, number, unknown=unknown, kept_ones=kept_ones)
        tell(kept_ones, unknown)
        return record
    several = rest.pop("records")
    faults = [Fault("unknown_field", f"$.{name}", "", (("expected", "schema, records"),)) for name in rest]
    if not isinstance(several, list):
        raise StructureError([*faults, *_at("$.records", wrong_type(several, "list")).faults])
    records = []
    for place, one in enumerate(several):
        try:
            path = f"$.records[{place}]"
            records.append(from_stored_record(one, path, kind, number, unknown=unknown, kept_ones=kept_ones))
        except StructureError as error:
            faults += error.faults
    if faults:
        raise StructureError(faults)
    tell(kept_ones, unknown)
    return tuple(records)


def from_stored_record(
    plain: object,
    path: str,
    kind: type | None,
    number: int,
    *,
    unknown: UnknownFields = "forbid",
    kept_ones: list[Fault] | None = None,
) -> object:
    """One record of a document.

    Args:
        plain: its plain data.
        path: where it stands, with which the paths of its faults begin.
        kind: the class it must have, or `None`.
        number: the schema it was written under, as `khcn_records.migrations.schema_number` tells it.
        unknown: as for `from_document`.
        kept_ones: gets the fields that were kept; where it is not given, `"warn"` tells them at once.

    Raises:
        StructureError: every fault at once, each with its path.
    """
    require_policy(unknown)
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
    try:
        newest = migrated(plain, number)
    except StructureError as error:
        raise _at(path, error) from None
    fields = {key: value for key, value in newest.items() if key != "record"}
    found_unknown: list[Fault] = []
    if unknown != "forbid":
        fields, found_unknown = kept(fields, found, stored_keys)
    try:
        record: object = structure_fields(fields, found)
    except StructureError as error:
        # A fault stands where the file has it, under the name that its schema gave to the field.
        raise StructureError(
            [fault._replace(path=path + path_in_file(fault.path[1:], name, number)) for fault in error.faults]
        ) from None
    found_unknown = [
        fault._replace(path=path + path_in_file(fault.path, name, number)) for fault in found_unknown
    ]
    if kept_ones is None:
        tell(found_unknown, unknown)
    else:
        kept_ones += found_unknown
    return record


def from_plain(plain: dict[str, Any], kind: type[T], unknown: UnknownFields) -> T:
    """A record from the fields it is written with today, the name of its kind among them or not.

    Raises:
        StructureError: every fault at once, each with its path; the name of another kind too.
    """
    name = next(
        (name for name, where in STORED.items() if where == f"{kind.__module__}:{kind.__qualname__}"), None
    )
    if name is None or ("record" in plain and plain["record"] != name):
        return structure_fields(
            plain, kind
        )  # parts have no name of their own: `record` is an unknown field there
    return cast("T", from_stored_record({**plain, "record": name}, "$", kind, NEWEST_SCHEMA, unknown=unknown))


def _at(path: str, error: StructureError) -> StructureError:
    return StructureError([fault._replace(path=path + fault.path) for fault in error.faults])
