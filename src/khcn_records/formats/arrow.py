"""Arrow IPC through pyarrow (extra `arrow`): a table whose columns have the types of the fields, for programs that compute.

* one kind: a column for each field; several: the column `record`, and a column of parts for each kind
* days, truths, counts, exact figures (`decimal128`) and members (dictionaries) are what they are; parts and lists are nested
* every other value is its canonical text; what offices add, and parts within parts of their own kind, are JSON text
* a record that these columns would not give back exactly stands whole, as JSON text, in the column `$`
* the schema, the kind and whether it is one record or several stand in the metadata of the table
"""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from khcn_records.converter.documents import from_document, stored_name_of, to_document
from khcn_records.converter.unknown_fields import UnknownFields
from khcn_records.errors import (
    Fault,
    InvalidArgumentError,
    KhcnError,
    MissingExtraError,
    StructureError,
    UnsafeFileError,
)
from khcn_records.formats.arrow_layout import layout_of
from khcn_records.formats.arrow_reading import plain_of_table, require_columns
from khcn_records.formats.arrow_records import kind_of_table, records_of_table
from khcn_records.formats.arrow_safety import require_harmless
from khcn_records.formats.arrow_writing import FORM, SCHEMA, table_of, table_of_plain
from khcn_records.migrations import schema_name

__all__ = [
    "IS_TEXT",
    "SUFFIXES",
    "dumps",
    "from_arrow",
    "is_arrow",
    "loads",
    "opening",
    "pyarrow",
    "slip",
    "to_arrow",
    "written",
]

SUFFIXES = (".arrow", ".arrows", ".ipc")
IS_TEXT = False
_FILE, _STREAM = b"ARROW1\0\0", b"\xff\xff\xff\xff"


def is_arrow(data: bytes) -> bool:
    r"""Whether the content begins as an Arrow file or stream does.

    >>> is_arrow(b"ARROW1\0\0\xff\xff\xff\xff"), is_arrow(b"{}")
    (True, False)
    """
    return data[:8] == _FILE or (data[:4] == _STREAM and data[4:8] != _STREAM)


def pyarrow() -> Any:
    """The library, where it is installed.

    Raises:
        MissingExtraError: it is not.
    """
    try:
        import pyarrow as pa
        import pyarrow.ipc
    except ImportError as error:
        raise MissingExtraError("arrow") from error
    return pa


def to_arrow(records: Iterable[object], *, columns: Collection[str] | None = None) -> Any:
    """A `pyarrow.Table` of records, its columns typed as the fields are; `from_arrow` gives them back equal.

    Args:
        records: of one kind, each field a column; of several, each kind a column of parts.
        columns: of records of one kind, the stored names of those wanted, in this order; what lacks a column that must be given
            is for computing only and is not read back.

    Raises:
        InvalidArgumentError: a column that the kind does not have, or records of several kinds or none, where columns are chosen.
        UnsupportedFormatError: a thing that is not stored on its own.
        MissingExtraError: pyarrow is not installed.

    >>> from khcn_records.finding import Finding
    >>> table = to_arrow([Finding(code="undated"), Finding(code="late")], columns=["code", "severity"])
    >>> table.num_rows, str(table.schema.field("severity").type)
    (2, 'dictionary<values=string, indices=int8, ordered=0>')
    """
    pa, several = pyarrow(), tuple(records)
    names = {kind: stored_name_of(kind) for kind in dict.fromkeys(map(type, several))}
    kinds = list(names.values()) * len(several) if len(names) == 1 else [names[type(one)] for one in several]
    head = {SCHEMA: schema_name(), FORM: "several"}
    if columns is not None:
        return _chosen(pa, several, kinds, head, columns)
    if several:
        with contextlib.suppress(pa.ArrowInvalid, OverflowError):
            return table_of(pa, several, kinds, head, of_records=True)
    return table_of_plain(pa, to_document(several))


def _chosen(
    pa: Any, records: tuple[Any, ...], kinds: list[str], head: dict[str, str], columns: Collection[str]
) -> Any:
    if len(set(kinds)) != 1:
        raise InvalidArgumentError(
            ", ".join(sorted(set(kinds)))[:120], "records of one kind, where columns are chosen"
        )
    nodes = {node.key: node for node in layout_of(kinds[0])}
    unknown = next((name for name in columns if name not in nodes), None)
    if unknown is not None:
        raise InvalidArgumentError(str(unknown)[:120], f"one of {', '.join(nodes)}")
    try:
        return table_of(
            pa, records, kinds, head, of_records=True, nodes=tuple(nodes[name] for name in columns)
        )
    except (pa.ArrowInvalid, OverflowError):
        raise InvalidArgumentError(
            ", ".join(columns)[:120], "columns that hold every record exactly"
        ) from None


def from_arrow(table: Any, *, kind: type | None = None, unknown: UnknownFields = "forbid") -> Any:
    """The records of a `pyarrow.Table` that `to_arrow` made, or that was read from a stored file.

    Args:
        table: the table; columns may be moved, cast to other types of text or of whole numbers, or left out where nothing must stand.
        kind: the class every record must have; another kind is a fault.
        unknown: what becomes of columns this version does not know, as for `loads`.

    Returns:
        A tuple; the one record where the table says that it is one.

    Raises:
        StructureError: every fault at once, each with the path of its row and column.
        SchemaVersionError: a schema newer than this version.
        MissingExtraError: pyarrow is not installed.
    """
    pa = pyarrow()
    if not isinstance(table, pa.Table):
        raise TypeError(f"a pyarrow.Table is wanted, not {type(table).__name__}")
    with opening(pa, b"", "a table that is sound"):
        require_columns(pa, table)
    found = kind_of_table(table)
    if found is not None and (kind is None or issubclass(found, kind)):
        records = records_of_table(pa, table, found)
        if records is not None:
            return records
    return from_document(plain_of_table(pa, table), kind, unknown=unknown)


def dumps(plain: Any, *, is_stream: bool = False) -> bytes:
    """An Arrow file, the same for the same data each time; not packed, so that it can be mapped into memory.

    Args:
        plain: plain data.
        is_stream: the stream instead, for a pipe or a socket.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa = pyarrow()
    return written(pa, table_of_plain(pa, plain), is_stream=is_stream)


def written(pa: Any, table: Any, *, is_stream: bool = False, compression: str | None = None) -> bytes:
    """A table as the bytes of a file or stream."""
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression=compression, unify_dictionaries=True)
    begin = pa.ipc.new_stream if is_stream else pa.ipc.new_file
    with begin(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def loads(data: str | bytes) -> Any:
    """Plain data from an Arrow file or stream.

    Raises:
        StructureError: no Arrow file, columns of types that no record has.
        UnsafeFileError: more than a table may hold, packed or not; JSON text made to exhaust the machine.
        MissingExtraError: pyarrow is not installed.
    """
    pa = pyarrow()
    if isinstance(data, str):
        raise slip(data[:16], "an Arrow file, which is no text")
    if not is_arrow(data):
        raise slip(data[:16], "an Arrow file")
    # A stream may end after any message: what was cut there would be read as fewer records.
    if not data.endswith(_FILE[:6] if data[:8] == _FILE else _STREAM + bytes(4)):
        raise slip(data[-16:], "the end of an Arrow file")
    # A file is a stream between its magic words, and what stands behind it repeats what the stream says.
    buffer = pa.py_buffer(data)
    buffer = buffer.slice(8) if data[:8] == _FILE else buffer
    with opening(pa, data, "an Arrow file"):
        require_harmless(_messages(pa, buffer), len(data))
        with pa.ipc.open_stream(buffer) as reader:
            table = reader.read_all()
        require_columns(pa, table)
    return plain_of_table(pa, table)


@contextlib.contextmanager
def opening(pa: Any, data: bytes, what: str) -> Iterator[None]:
    """What pyarrow may raise on bytes that are no table, as errors of the library."""
    try:
        yield
    except KhcnError:
        raise
    except (MemoryError, RecursionError):
        raise UnsafeFileError(
            "the table asks for more memory than there is, or is nested too deeply"
        ) from None
    except (pa.ArrowException, OSError, ValueError, TypeError, NotImplementedError, LookupError, OverflowError, RuntimeError, struct.error) as error:  # fmt: skip
        raise slip(data[:16], f"{what}: {str(error)[:80] or type(error).__name__}") from None


def _messages(pa: Any, buffer: Any) -> Iterator[Any]:
    reader = pa.ipc.MessageReader.open_stream(buffer)
    while True:
        try:
            yield reader.read_next_message()
        except StopIteration:
            return


def slip(seen: object, expected: str) -> StructureError:
    """Content that is no such file."""
    return StructureError([Fault("syntax", "$", repr(seen), (("expected", expected),))])
