"""Files too long to be held at once: one record after another, in constant memory.

>>> from khcn_records.finding import Finding
>>> lines = list(iter_dump(Finding(code=code) for code in ("undated", "late")))
>>> print(lines[0], end="")
{"schema": "khcn/2"}
>>> [finding.code for finding in iter_load(lines)]
['undated', 'late']
"""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable, Iterator
from typing import IO, Any, TypeVar, overload

from khcn_records.converter.bulk import record_of_line
from khcn_records.converter.documents import from_document, from_stored_record
from khcn_records.converter.unknown_fields import POLICIES, UnknownFields, require_policy
from khcn_records.errors import StructureError, UnsafeFileError, UnsupportedFormatError
from khcn_records.formats import jsonl
from khcn_records.formats.decoding import decoded
from khcn_records.formats.places import placed
from khcn_records.migrations import NEWEST_SCHEMA, schema_number

__all__ = ["iter_dump", "iter_load"]

T = TypeVar("T")
_Source = str | os.PathLike[str] | IO[str] | IO[bytes] | Iterable[str] | Iterable[bytes]


def iter_dump(records: Iterable[object]) -> Iterator[str]:
    """The lines of a `.jsonl` file: the header, then one record each, made as they are asked for.

    `save(iterator, "many.jsonl")` writes them to a file, which is whole or not there.

    Raises:
        UnsupportedFormatError: a thing that is not stored on its own.
    """
    return jsonl.written(records)


@overload
def iter_load(source: _Source, *, kind: type[T], unknown: UnknownFields = "forbid") -> Iterator[T]: ...
@overload
def iter_load(source: _Source, *, kind: None = None, unknown: UnknownFields = "forbid") -> Iterator[Any]: ...
def iter_load(
    source: _Source, *, kind: type[T] | None = None, unknown: UnknownFields = "forbid"
) -> Iterator[Any]:
    """The records of a `.jsonl` file, one after another; what is read is let go.

    Args:
        source: a path, an open file (text or binary), or lines.
        kind: the class every record must have; another kind is a fault.
        unknown: what becomes of fields this version does not know, as for `loads`; `"warn"` warns for each record.

    Raises:
        StructureError: the first line that does not fit, with all its faults; the records before it have been given.
            `load` tells the faults of all lines at once.
        SchemaVersionError: a schema newer than this version.
        UnsafeFileError: a line made to exhaust the machine.
        UnsupportedFormatError: a path with another suffix.
        InvalidArgumentError: no such policy.
        OSError: the file cannot be read.
    """
    require_policy(unknown)
    if isinstance(source, (str, os.PathLike)):
        path = pathlib.Path(source)
        if path.suffix.lower() not in jsonl.SUFFIXES:
            raise UnsupportedFormatError(path.name, jsonl.SUFFIXES)
        return _records_in(path, kind, unknown)
    return _records(_lines(source), kind, unknown)


def _records_in(path: pathlib.Path, kind: type | None, unknown: UnknownFields) -> Iterator[Any]:
    with path.open("rb") as file:
        yield from _records(_lines(file), kind, unknown)


def _records(lines: Iterator[str], kind: type | None, unknown: UnknownFields) -> Iterator[Any]:
    numbered = jsonl.numbered(lines)
    number, line = next(numbered, (1, ""))
    head = jsonl.read_line(line, number)
    try:
        if jsonl.is_whole(head):
            whole = from_document(jsonl.joined(head, [line for _, line in numbered]), kind, unknown=unknown)
            yield from whole if isinstance(whole, tuple) else (whole,)
            return
        from_document({**head, "records": []})
    except StructureError as error:
        raise _on_line(error, "$", number) from None
    schema = schema_number(head["schema"])
    is_known = schema == NEWEST_SCHEMA and unknown in POLICIES
    for place, (number, line) in enumerate(numbered):
        record = record_of_line(line, kind) if is_known else None
        if record is not None:
            yield record
            continue
        path = f"$.records[{place}]"
        try:
            record = from_stored_record(
                jsonl.read_line(line, number, path), path, kind, schema, unknown=unknown
            )
        except StructureError as error:
            raise _on_line(error, path, number) from None
        yield record


def _on_line(error: StructureError, path: str, number: int) -> StructureError:
    return placed(error, lambda _: {path: (("line", str(number)),)})


def _lines(source: IO[str] | IO[bytes] | Iterable[str] | Iterable[bytes]) -> Iterator[str]:
    """Lines of text, a file's no longer than the longest allowed and one more."""
    read = getattr(source, "readline", None)
    pieces: Iterable[Any] = iter(source) if read is None else iter(lambda: read(jsonl.LONGEST_LINE + 1), None)
    for number, piece in enumerate(pieces, 1):
        if not piece and read is not None:
            return
        if not isinstance(piece, (str, bytes)):
            raise TypeError(f"lines must be str or bytes, not {type(piece).__name__}")
        if len(piece) > jsonl.LONGEST_LINE:  # before it is decoded: half a character may end it
            raise UnsafeFileError(f"line {number} is longer than any record")
        try:
            yield decoded(piece)
        except StructureError as error:
            raise _on_line(error, "$", number) from None
