"""Us ↔ us, lossless: plain data ↔ file. One format per file; the table below names them all.

Every stored document says which schema it follows. One record is `{"schema": "khcn/1", "record": <kind>, …fields}`,
several are `{"schema": "khcn/1", "records": [{"record": <kind>, …fields}, …]}`.
"""

from __future__ import annotations

import importlib
import os
import pathlib
import re
import uuid
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, Protocol, TypeVar, cast, overload

from khcn_records.converter import structure, unstructure
from khcn_records.converter.leaves import wrong_type
from khcn_records.errors import Fault, SchemaVersionError, StructureError, UnsupportedFormatError
from khcn_records.records import KINDS

__all__ = ["FORMATS", "NEWEST_SCHEMA", "STORED", "dumps", "load", "loads", "save"]

T = TypeVar("T")

NEWEST_SCHEMA = 1
"""The schema this version writes; it reads this one and every older one."""

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "json": "khcn_records.formats.json",
        "yaml": "khcn_records.formats.yaml",
    }
)
"""Name of each format → its module, which has `SUFFIXES`, `IS_TEXT`, `dumps(plain)` and `loads(data)`."""

STORED: Mapping[str, str] = MappingProxyType(
    {
        **KINDS,
        "finding": "khcn_records.finding:Finding",
        "table": "khcn_records.table:Table",
        "task_summary": "khcn_records.reports.task_summary:TaskSummary",
    }
)
"""Stored name → ``module:class`` of everything that can stand in a file: record kinds and results."""


class Format(Protocol):
    """What every module of the shelf has."""

    SUFFIXES: tuple[str, ...]
    IS_TEXT: bool

    def dumps(self, plain: Any, **options: Any) -> str | bytes:
        """Plain data as a file's content."""
        ...

    def loads(self, data: str | bytes) -> Any:
        """Plain data from a file's content."""
        ...


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise UnsupportedFormatError(str(name), tuple(FORMATS))
    return cast("Format", importlib.import_module(FORMATS[name]))


def _stored_class(name: str) -> type:
    module, _, attribute = STORED[name].partition(":")
    return cast("type", getattr(importlib.import_module(module), attribute))


def _stored_name(obj: object) -> str:
    home = f"{type(obj).__module__}:{type(obj).__qualname__}"
    for name, where in STORED.items():
        if where == home:
            return name
    raise UnsupportedFormatError(type(obj).__name__, tuple(STORED))


def _plain_record(obj: object) -> dict[str, Any]:
    return {"record": _stored_name(obj), **unstructure(obj)}


@overload
def dumps(obj: object, format: Literal["json", "yaml"] = "json", **options: Any) -> str: ...
@overload
def dumps(obj: object, format: str, **options: Any) -> str | bytes: ...
def dumps(obj: object, format: str = "json", **options: Any) -> str | bytes:  # noqa: A002  the front door's word
    """A record, table, finding or summary, or a sequence of them, as a file's content.

    Args:
        obj: what to store; `loads` gives it back equal, a sequence as a tuple.
        format: a key of `FORMATS`.
        options: of the format; `indent` for JSON.

    Raises:
        UnsupportedFormatError: no such format, or a thing that is not stored on its own.
        MissingExtraError: the format needs an optional dependency.

    >>> from khcn_records.records.directives import Directive
    >>> print(dumps((), indent=None))
    {"schema": "khcn/1", "records": []}
    """
    member = _format(format)
    schema = {"schema": f"khcn/{NEWEST_SCHEMA}"}
    if isinstance(obj, (list, tuple)):
        return member.dumps({**schema, "records": [_plain_record(one) for one in obj]}, **options)
    return member.dumps({**schema, **_plain_record(obj)}, **options)


@overload
def loads(data: str | bytes, format: str = "json", *, kind: type[T]) -> T | tuple[T, ...]: ...
@overload
def loads(data: str | bytes, format: str = "json", *, kind: None = None) -> Any: ...
def loads(data: str | bytes, format: str = "json", *, kind: type[T] | None = None) -> Any:  # noqa: A002
    """What a file's content holds: one record, or a tuple where it stores several.

    Args:
        data: the content.
        format: a key of `FORMATS`.
        kind: the class every record must have; another kind is a fault.

    Raises:
        StructureError: every fault at once, each with its path.
        SchemaVersionError: a schema newer than this version.
        UnsafeFileError: content made to exhaust the machine.
        UnsupportedFormatError: no such format.
    """
    if not isinstance(data, (str, bytes)):
        raise TypeError(f"data must be str or bytes, not {type(data).__name__}")
    plain = _format(format).loads(data)
    if not isinstance(plain, dict):
        raise _at("$", wrong_type(plain, "object"))
    _check_schema(plain.get("schema"))
    rest = {name: value for name, value in plain.items() if name != "schema"}
    if "records" not in rest:
        return _record(rest, "$", kind)
    several = rest.pop("records")
    faults = [Fault("unknown_field", f"$.{name}", "", (("expected", "schema, records"),)) for name in rest]
    if not isinstance(several, list):
        raise StructureError([*faults, *_at("$.records", wrong_type(several, "list")).faults])
    records = []
    for place, one in enumerate(several):
        try:
            records.append(_record(one, f"$.records[{place}]", kind))
        except StructureError as error:
            faults += error.faults
    if faults:
        raise StructureError(faults)
    return tuple(records)


def _check_schema(schema: object) -> None:
    if schema is None:
        raise StructureError([Fault("missing_field", "$.schema", "nothing")])
    found = re.fullmatch(r"khcn/([1-9][0-9]{0,5})", schema) if isinstance(schema, str) else None
    if found is None:
        raise StructureError(
            [Fault("invalid_value", "$.schema", repr(schema)[:120], (("expected", "khcn/1"),))]
        )
    if int(found[1]) > NEWEST_SCHEMA:
        raise SchemaVersionError(str(schema), f"khcn/{NEWEST_SCHEMA}")


def _record(plain: object, path: str, kind: type | None) -> object:
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
    found = _stored_class(name)
    if kind is not None and not issubclass(found, kind):
        wanted = kind.__name__
        raise StructureError([Fault("wrong_kind", f"{path}.record", repr(name), (("expected", wanted),))])
    try:
        return structure({key: value for key, value in plain.items() if key != "record"}, found)
    except StructureError as error:
        raise _at(
            path, StructureError([fault._replace(path=fault.path[1:]) for fault in error.faults])
        ) from None


def _at(path: str, error: StructureError) -> StructureError:
    return StructureError([fault._replace(path=path + fault.path) for fault in error.faults])


def _format_of(path: pathlib.Path) -> str:
    suffixes: list[str] = []
    for name in FORMATS:
        known = _format(name).SUFFIXES
        if path.suffix.lower() in known:
            return name
        suffixes += known
    raise UnsupportedFormatError(path.name, suffixes)


def save(obj: object, path: str | os.PathLike[str], **options: Any) -> None:
    """Store in a file, its format chosen by the suffix; the old file stays until the new one is whole.

    An old file keeps its permissions, a new one has those that any new file gets; of a link, the file it leads to is
    replaced.

    Raises:
        UnsupportedFormatError: no format has this suffix.
        OSError: the file cannot be written.
    """
    target = pathlib.Path(path).resolve()
    content = dumps(obj, _format_of(pathlib.Path(path)), **options)
    data = content.encode("utf-8") if isinstance(content, str) else content
    # Not `tempfile`: its files are closed to everybody else. Mode "x" is as exclusive, and the system sets the permissions.
    draft = target.with_name(f".khcn-{uuid.uuid4().hex}.tmp")
    with draft.open("xb") as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    try:
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o7777)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


@overload
def load(path: str | os.PathLike[str], *, kind: type[T]) -> T | tuple[T, ...]: ...
@overload
def load(path: str | os.PathLike[str], *, kind: None = None) -> Any: ...
def load(path: str | os.PathLike[str], *, kind: type[T] | None = None) -> Any:
    """What a stored file holds; as `loads`, the format chosen by the suffix.

    Raises:
        UnsupportedFormatError: no format has this suffix.
        StructureError: as `loads`.
        OSError: the file cannot be read.
    """
    source = pathlib.Path(path)
    name = _format_of(source)
    return loads(source.read_bytes(), name, kind=cast("type[T]", kind))


def records_of(loaded: object) -> Sequence[object]:
    """What `loads` gave, always as a sequence."""
    return loaded if isinstance(loaded, tuple) else (loaded,)
