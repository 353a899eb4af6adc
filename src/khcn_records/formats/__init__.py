"""Us ↔ us, lossless: plain data ↔ file. One format per file; the table below names them all.

Every stored document says which schema it follows. One record is `{"schema": "khcn/2", "record": <kind>, …fields}`,
several are `{"schema": "khcn/2", "records": [{"record": <kind>, …fields}, …]}`.

What is stored is whole: personal data stand in the file as they stand in the record. `privacy.redact` first what goes to others.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import os
import pathlib
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, Protocol, TypeVar, cast, overload

from khcn_records.converter.documents import STORED, from_document, to_document
from khcn_records.converter.unknown_fields import POLICIES, UnknownFields
from khcn_records.errors import StructureError, UnsupportedFormatError
from khcn_records.formats.atomic import replace_file
from khcn_records.formats.places import placed
from khcn_records.migrations import NEWEST_SCHEMA

__all__ = ["FORMATS", "NEWEST_SCHEMA", "STORED", "dumps", "load", "loads", "save"]

T = TypeVar("T")

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "json": "khcn_records.formats.json",
        "jsonl": "khcn_records.formats.jsonl",
        "csv": "khcn_records.formats.csv",
        "xlsx": "khcn_records.formats.xlsx",
        "bundle": "khcn_records.formats.bundle",
        "yaml": "khcn_records.formats.yaml",
        "msgpack": "khcn_records.formats.msgpack",
        "arrow": "khcn_records.formats.arrow",
        "feather": "khcn_records.formats.feather",
        "parquet": "khcn_records.formats.parquet",
    }
)
"""Name of each format → its module, which has `SUFFIXES`, `IS_TEXT`, `dumps(plain)` and `loads(data)`."""


class Format(Protocol):
    """What every module of the shelf has; one whose files have lines or cells has `locate`, as `places` tells.

    One that knows a shorter way from records to content has `content_of(obj, **options)`, which gives what `dumps` would, and back
    `records_from(data, kind)`, which gives several records, or `None` where `loads` and the converter have to read them.
    """

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


@overload
def dumps(obj: object, format: Literal["csv", "json", "jsonl", "yaml"] = "json", **options: Any) -> str: ...
@overload
def dumps(
    obj: object, format: Literal["arrow", "bundle", "feather", "msgpack", "parquet", "xlsx"], **options: Any
) -> bytes: ...
@overload
def dumps(obj: object, format: str, **options: Any) -> str | bytes: ...
def dumps(obj: object, format: str = "json", **options: Any) -> str | bytes:  # noqa: A002  the front door's word
    """A record, table, finding or summary, or a sequence of them, as a file's content; personal data are kept, so `redact` first what goes to others.

    Args:
        obj: what to store; `loads` gives it back equal, a sequence as a tuple.
        format: a key of `FORMATS`.
        options: of the format; `indent` for JSON.

    Raises:
        UnsupportedFormatError: no such format, or a thing that is not stored on its own.
        MissingExtraError: the format needs an optional dependency.
        TypeError: an option that the format does not have.

    >>> from khcn_records.records.directives import Directive
    >>> print(dumps((), indent=None))
    {"schema": "khcn/2", "records": []}
    """
    member = _format(format)
    write = getattr(member, "content_of", None)
    known = getattr(write or member.dumps, "__kwdefaults__", None) or {}
    for option in options:
        if option not in known:
            raise TypeError(
                f"the format {format} has no option {option!r}; it has: {', '.join(known) or 'none'}"
            )
    written: str | bytes = (
        member.dumps(to_document(obj), **options) if write is None else write(obj, **options)
    )
    return written


@overload
def loads(
    data: str | bytes, format: str = "json", *, kind: type[T], unknown: UnknownFields = "forbid"
) -> T | tuple[T, ...]: ...
@overload
def loads(
    data: str | bytes, format: str = "json", *, kind: None = None, unknown: UnknownFields = "forbid"
) -> Any: ...
def loads(
    data: str | bytes,
    format: str = "json",  # noqa: A002
    *,
    kind: type[T] | None = None,
    unknown: UnknownFields = "forbid",
) -> Any:
    """What a file's content holds: one record, or a tuple where it stores several.

    Args:
        data: the content.
        format: a key of `FORMATS`.
        kind: the class every record must have; another kind is a fault.
        unknown: what becomes of fields this version does not know: `"forbid"` makes them faults, `"keep"` keeps them in their
            record and `dumps` writes them back, `"warn"` keeps them and gives one `UnknownFieldWarning`.

    Raises:
        StructureError: every fault at once, each with its path.
        SchemaVersionError: a schema newer than this version.
        UnsafeFileError: content made to exhaust the machine.
        UnsupportedFormatError: no such format.
    """
    if not isinstance(data, (str, bytes)):
        raise TypeError(f"data must be str or bytes, not {type(data).__name__}")
    member = _format(format)
    read = getattr(member, "records_from", None)
    if read is not None and unknown in POLICIES and (records := read(data, kind)) is not None:
        return records
    try:
        return from_document(member.loads(data), kind, unknown=unknown)
    except StructureError as error:
        locate = getattr(member, "locate", None)
        raise placed(error, locate and functools.partial(locate, data)) from None


def _format_of(path: pathlib.Path) -> str:
    suffixes: list[str] = []
    for name in FORMATS:
        known = _format(name).SUFFIXES
        if path.suffix.lower() in known:
            return name
        suffixes += known
    raise UnsupportedFormatError(path.name, suffixes)


def save(obj: object, path: str | os.PathLike[str], **options: Any) -> None:
    """Store in a file, personal data too, its format chosen by the suffix; the old file stays until the new one is whole.

    An old file keeps its permissions, a new one has those that any new file gets; of a link, the file it leads to is
    replaced. An iterator is stored as a sequence; as `.jsonl` without ever being held at once.

    Raises:
        UnsupportedFormatError: no format has this suffix.
        OSError: the file cannot be written.
    """
    name = _format_of(pathlib.Path(path))
    if isinstance(obj, Iterator):
        from khcn_records.formats.streaming import iter_dump

        if name == "jsonl":
            return replace_file(path, (line.encode() for line in iter_dump(obj, **options)))
        obj = tuple(obj)
    content = dumps(obj, name, **options)
    replace_file(path, [content.encode("utf-8") if isinstance(content, str) else content])
    return None


@overload
def load(
    path: str | os.PathLike[str], *, kind: type[T], unknown: UnknownFields = "forbid"
) -> T | tuple[T, ...]: ...
@overload
def load(path: str | os.PathLike[str], *, kind: None = None, unknown: UnknownFields = "forbid") -> Any: ...
def load(
    path: str | os.PathLike[str], *, kind: type[T] | None = None, unknown: UnknownFields = "forbid"
) -> Any:
    """What a stored file holds; as `loads`, the format told by the content, or by the suffix where the content does not tell.

    A folder is read as a bundle.

    Raises:
        UnsupportedFormatError: neither the content nor the suffix says a format.
        StructureError: as `loads`.
        UnsafeFileError: as `loads`.
        OSError: the file cannot be read.
    """
    source = pathlib.Path(path)
    if source.is_dir():
        from khcn_records.formats.bundle import load_folder

        return from_document(load_folder(source), kind, unknown=unknown)
    data = source.read_bytes()
    return loads(data, _format_told(source, data), kind=cast("type[T]", kind), unknown=unknown)


def _format_told(path: pathlib.Path, data: bytes) -> str:
    """The suffix is believed where it agrees with the content, and where the content does not tell."""
    from khcn_records.formats.detecting import format_of_content

    found = format_of_content(data)
    if found is None or path.suffix.lower() in _format(found).SUFFIXES:
        return _format_of(path)
    # JSON is YAML too, Feather is Arrow; a document of one line is JSON Lines too, and may be a document that lacks its records.
    is_line = not data.strip().count(b"\n")
    agrees = {
        "json": {"yaml", "jsonl"} if is_line else {"yaml"},
        "jsonl": {"json", "yaml"} if is_line else set(),
        "arrow": {"feather"},
    }
    with contextlib.suppress(UnsupportedFormatError):
        if (told := _format_of(path)) in agrees.get(found, set()):
            return told
    return found


def records_of(loaded: object) -> Sequence[object]:
    """What `loads` gave, always as a sequence."""
    return loaded if isinstance(loaded, tuple) else (loaded,)
