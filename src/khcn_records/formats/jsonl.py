"""JSON Lines, UTF-8: one record a line, for files too long to be held at once and for tools that read line by line.

* the first line is the header: `{"schema": "khcn/2"}`; each further line is one record, written as in `json`
* one record by itself is one line that holds its schema too
* blank lines are passed over; every faulty line of a file is told with its number
* `iter_load` reads and `iter_dump` writes in constant memory; a line of more than 64 MiB is refused
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from khcn_records.converter.bulk import paused_collector, record_of_line
from khcn_records.converter.documents import from_stored_record
from khcn_records.converter.json_text import document_text, record_line
from khcn_records.errors import Fault, KhcnError, StructureError, UnsafeFileError
from khcn_records.formats import json as json_format
from khcn_records.formats.decoding import decoded
from khcn_records.formats.places import Place
from khcn_records.migrations import NEWEST_SCHEMA, schema_name

__all__ = [
    "IS_TEXT",
    "LONGEST_LINE",
    "SUFFIXES",
    "content_of",
    "dumps",
    "is_whole",
    "joined",
    "line_of",
    "loads",
    "locate",
    "numbered",
    "read_line",
    "records_from",
    "written",
]

SUFFIXES = (".jsonl", ".ndjson")
IS_TEXT = True
LONGEST_LINE = 64 * 1024 * 1024
"""Characters or bytes; no record is as long."""


def line_of(plain: Any) -> str:
    """Plain data as one line, with its line break."""
    return json.dumps(plain, ensure_ascii=False, allow_nan=False) + "\n"


def dumps(plain: Any) -> str:
    """JSON Lines, the same for the same data each time."""
    if not (isinstance(plain, dict) and "record" not in plain and isinstance(plain.get("records"), list)):
        return line_of(plain)
    header = {name: value for name, value in plain.items() if name != "records"}
    return line_of(header) + "".join(line_of(one) for one in plain["records"])


def content_of(obj: object) -> str:
    """The same text for a record or several, without their plain data between."""
    return "".join(written(obj)) if isinstance(obj, (list, tuple)) else document_text(obj, None) + "\n"


def written(records: Iterable[object]) -> Iterator[str]:
    """The lines of a file of several, made as they are asked for.

    Raises:
        UnsupportedFormatError: a thing that is not stored on its own.
    """
    yield line_of({"schema": schema_name()})
    for one in records:
        yield record_line(one) + "\n"


def loads(data: str | bytes) -> Any:
    """Plain data from JSON Lines, text or UTF-8 bytes, with or without a byte-order mark.

    Raises:
        StructureError: every line that is not JSON, with its number; not UTF-8.
        UnsafeFileError: nested deeper, or a number or line longer, than any real record.
    """
    faults: list[Fault] = []
    read: list[Any] = []
    for place, (number, line) in enumerate(numbered(decoded(data).split("\n"))):
        try:
            read.append(read_line(line, number, f"$.records[{place - 1}]" if place else "$"))
        except StructureError as error:
            faults += error.faults
    if faults:
        raise StructureError(faults)
    if not read:
        return read_line("", 1)
    return joined(read[0], read[1:])


def records_from(data: str | bytes, kind: type | None) -> tuple[Any, ...] | None:
    """The records of a file of several in the newest schema; `None` where they have to be read by way of plain data."""
    try:
        lines = numbered(decoded(data).split("\n"))
        if read_line(next(lines)[1], 1) != {"schema": schema_name()}:
            return None
        with paused_collector():
            return tuple([_record(line, number, kind) for number, line in lines])
    except (KhcnError, StopIteration):
        return None


def _record(line: str, number: int, kind: type | None) -> Any:
    record = record_of_line(line, kind)
    return from_stored_record(read_line(line, number), "$", kind, NEWEST_SCHEMA) if record is None else record


def is_whole(head: Any) -> bool:
    """Whether the first line is the whole document: one record, or what no reader takes for a header."""
    return not isinstance(head, dict) or "record" in head or "records" in head


def joined(head: Any, rest: list[Any]) -> Any:
    """The document of which these are the first line and the others.

    Raises:
        StructureError: lines behind one that is a document by itself.
    """
    if not is_whole(head):
        return {**head, "records": rest}
    if rest:
        place = (
            ("expected", "one line; of several the first holds the schema only"),
            ("line", "1"),
            ("column", "1"),
        )
        raise StructureError([Fault("syntax", "$", f"{len(rest)} more lines", place)])
    return head


def read_line(line: str, number: int, path: str = "$") -> Any:
    """Plain data of one line.

    Raises:
        StructureError: not JSON; with the path of what the line holds and its number.
        UnsafeFileError: as `loads`.
    """
    try:
        return json_format.loads(line)
    except StructureError as error:
        faults = [_on_line(fault._replace(path=path + fault.path[1:]), number) for fault in error.faults]
        raise StructureError(faults) from None


def numbered(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers.

    Raises:
        UnsafeFileError: a line longer than any record.
    """
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise UnsafeFileError(f"line {number} is longer than any record")
        if line.strip(" \t\r\n"):
            yield number, line


def locate(data: str | bytes, wanted: Collection[str]) -> dict[str, Place]:
    """The line of every record; a line is what such files are read by."""
    numbers = [number for number, _ in numbered(decoded(data).split("\n"))]
    found: dict[str, Place] = {"$": (("line", str(numbers[0])),)}
    for place, number in enumerate(numbers[1:]):
        if (path := f"$.records[{place}]") in wanted:
            found[path] = (("line", str(number)),)
    return found


def _on_line(fault: Fault, number: int) -> Fault:
    told = dict(fault.parameters)
    return fault._replace(parameters=tuple({**told, "line": str(number)}.items()))
