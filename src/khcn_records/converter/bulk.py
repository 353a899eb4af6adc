"""Many records from JSON at once: the collector waits, the text is decoded as quickly as it can be, builders read what fits.

`msgspec`, where the extra `fast` is installed, decodes the text; `json` of the standard library where it is not. What a builder
declines the converter reads, and it alone says what is wrong: here `None` means that the content has to be read its way.

Neither decoder sees a key that stands twice, so the colons are counted: as many as keys were read, and there is no other.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from khcn_records.converter.building import Builder, builder, keys_in
from khcn_records.converter.documents import STORED, from_stored_record, stored_class
from khcn_records.migrations import NEWEST_SCHEMA, schema_name

__all__ = ["paused_collector", "record_of_line", "records_of_document"]

_COLONS = (":", '":', '\\":', " :", "\t:", "\n:", "\r:")
_MARKS: Mapping[type, Sequence[Any]] = MappingProxyType(
    {str: _COLONS, bytes: tuple(colon.encode() for colon in _COLONS)}
)
"""A colon; that behind a key; that behind a quote inside a text; those that white space parts from a key."""


@contextlib.contextmanager
def paused_collector() -> Iterator[None]:
    """Cyclic garbage waits: records hold no cycles, and each run over all that is alive costs more than reading some."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _loads(data: str | bytes) -> Any:
    return json.loads(data if isinstance(data, str) else data.decode())


def _several(data: str | bytes) -> tuple[Any, Iterable[Any]]:
    """Schema and records of a document; whatever else it is, an error."""
    found = _loads(data)
    if found.keys() != {"schema", "records"} or not isinstance(found["records"], list):
        raise ValueError(found)
    return found["schema"], found["records"]


@functools.cache
def _decoders() -> tuple[Callable[[Any], Any], Callable[[Any], tuple[Any, Iterable[Any]]]]:
    """What decodes a record, and what decodes a document of several: its schema and its records, one after another."""
    try:
        import msgspec
    except ImportError:
        return _loads, _several
    fields = [("schema", str), ("records", list[msgspec.Raw])]
    document = msgspec.defstruct("Document", fields, forbid_unknown_fields=True)
    decode, read = msgspec.json.Decoder().decode, msgspec.json.Decoder(document).decode

    def several(data: str | bytes) -> tuple[Any, Iterable[Any]]:
        found: Any = read(data)
        return found.schema, map(decode, found.records)

    return decode, several


def _is_counted(data: str | bytes, keys: int) -> bool:
    """Whether no more keys stand in a JSON text than so many that were read, none of which ends with a stroke."""
    colon, closed, inside, *spaced = _MARKS[data.__class__]
    if data.count(colon) == keys:
        return True
    return data.count(closed) - data.count(inside) == keys and not any(mark in data for mark in spaced)


@functools.lru_cache(maxsize=256)
def _builder(name: str, kind: type | None) -> Builder | None:
    """The builder of what is stored under a name, where it may be such a thing."""
    if name not in STORED:
        return None
    found = stored_class(name)
    return builder(found, is_named=True) if kind is None or issubclass(found, kind) else None


def record_of_line(line: str | bytes, kind: type | None) -> Any:
    """The record of a line of JSON Lines of the newest schema; `None` where the converter has to read it."""
    try:
        plain = _decoders()[0](line)
        seen = [0]
        build = _builder(plain["record"], kind)
        record = None if build is None else build(plain, seen)
    except Exception:  # noqa: BLE001  the converter words whatever it is
        return None
    return record if _is_counted(line, seen[0]) else None


def records_of_document(data: str | bytes, kind: type | None) -> tuple[Any, ...] | None:
    """The records of a document of several in the newest schema; `None` where the converter has to read it."""
    data = data.removeprefix("\ufeff") if isinstance(data, str) else data.removeprefix(b"\xef\xbb\xbf")
    seen = [len(("schema", "records"))]
    try:
        with paused_collector():
            schema, several = _decoders()[1](data)
            if schema != schema_name():
                return None
            records = tuple([_record(plain, kind, seen) for plain in several])
    except Exception:  # noqa: BLE001  the converter words whatever it is
        return None
    return records if _is_counted(data, seen[0]) else None


def _record(plain: Any, kind: type | None, seen: list[int]) -> Any:
    """One record, by its builder or else by the converter, which raises what is wrong with it."""
    before = seen[0]
    try:
        build = _builder(plain["record"], kind)
        if build is not None:
            return build(plain, seen)
    except Exception:  # noqa: BLE001  the converter words whatever it is
        seen[0] = before
    seen[0] += keys_in(plain)
    return from_stored_record(plain, "$", kind, NEWEST_SCHEMA)
