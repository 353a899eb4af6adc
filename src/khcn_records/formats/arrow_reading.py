"""Arrow tables → plain data, by what their own schema says; pyarrow is handed in by the format that asks."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

from khcn_records.converter.leaves import printable, shown
from khcn_records.errors import Fault, StructureError, UnsafeFileError
from khcn_records.formats import arrow_safety
from khcn_records.formats import json as json_format
from khcn_records.formats.arrow_layout import DIGITS, PLACES, SCALE
from khcn_records.formats.arrow_writing import AS, FORM, KIND, REST, SCHEMA
from khcn_records.formats.places import path_of_step

__all__ = ["Tools", "mark_of", "plain_of_table", "plain_values", "require_columns", "with_places"]

_EPOCH = dt.date(1970, 1, 1).toordinal()
_LAST = dt.date.max.toordinal()


def require_columns(pa: Any, table: Any) -> None:
    """Nothing, where the table is sound and plain data are in all of its columns.

    Raises:
        StructureError: columns of other types, two of one name; every one at once.
    """
    table.validate(full=True)
    faults = list(_faults(pa, list(table.schema)))
    if faults:
        raise StructureError(faults)


def plain_of_table(pa: Any, table: Any) -> Any:
    """The plain data that a table holds; it and its columns have been found harmless.

    Raises:
        StructureError: JSON text that is none, each with its path; several rows where there is one record.
        UnsafeFileError: JSON text nested deeper, or a number longer, than any real record.
    """
    head = {
        key.decode("utf-8", "replace"): text.decode("utf-8", "replace")
        for key, text in (table.schema.metadata or {}).items()
    }
    form = head.get(FORM)
    rows = _rows(Tools(pa), table, head.get(KIND), "$" if form in {"one", "whole"} else "$.records[{}]")
    if form in {"one", "whole"} and len(rows) != 1:
        told = (("expected", "one row, which the table says is all"),)
        raise StructureError([Fault("syntax", "$", f"{len(rows)} rows", told)])
    if form == "whole":
        return rows[0]
    schema = {"schema": head[SCHEMA]} if SCHEMA in head else {}
    if form != "one":
        return {**schema, "records": rows}
    return {**schema, **rows[0]} if isinstance(rows[0], dict) else rows[0]


class Tools:
    """What reading a table needs of pyarrow, and the JSON texts it could not read."""

    def __init__(self, pa: Any, *, is_whole: bool = False) -> None:
        self.types = pa.types
        self.int32 = pa.int32()
        self.slips: list[StructureError] = []
        self.said = 0
        self.is_whole = is_whole
        """Whether rows name what is not there, too."""

    def count(self, array: Any) -> None:
        """A long text that a dictionary says often costs no room, but time: as much as if each stood there.

        Raises:
            UnsafeFileError: more text than a table may hold.
        """
        import pyarrow.compute as pc

        lengths = pc.binary_length(array.dictionary)
        self.said += pc.sum(lengths.take(array.indices)).as_py() or 0
        if self.said > arrow_safety.LARGEST:
            raise UnsafeFileError(f"the table says more than {arrow_safety.LARGEST} bytes of text")

    def read(self, text: str) -> Any:
        """What JSON text says, or the error that it makes, for a later look at where it stands."""
        try:
            return json_format.loads(text)
        except StructureError as error:
            self.slips.append(error)
            return error


def _rows(tools: Tools, table: Any, kind: str | None, path: str) -> list[Any]:
    fields = [field for field in table.schema if field.name != REST]
    columns = [_joined(tools, table.column(field.name), field) for field in fields]
    rows: list[Any] = _parts(tools, fields, columns, table.num_rows)
    if tools.slips:
        raise StructureError([f for at, row in enumerate(rows) for f in _unread(row, path.format(at))])
    if kind is not None:
        rows = [{"record": kind, **row} for row in rows]
    elif any(field.name == "record" for field in fields):
        rows = [_of_its_kind(row) for row in rows]
    return _with_rest(rows, table.column(REST), path) if REST in table.column_names else rows


def _with_rest(rows: list[Any], texts: Any, path: str) -> list[Any]:
    """The rows that stand as JSON text in their places."""
    faults: list[Fault] = []
    for place, text in enumerate(texts.to_pylist()):
        if isinstance(text, str):
            try:
                rows[place] = json_format.loads(text)
            except StructureError as error:
                faults += [fault._replace(path=path.format(place) + fault.path[1:]) for fault in error.faults]
    if faults:
        raise StructureError(faults)
    return rows


def _of_its_kind(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a table of several kinds: the kind, what stands under it, and whatever else stands there."""
    kind = row.get("record")
    own = row.get(kind) if isinstance(kind, str) else None
    if not isinstance(own, dict):
        return row
    return {"record": kind, **own, **{key: one for key, one in row.items() if key not in {"record", kind}}}


def mark_of(field: Any) -> str:
    """What a column says that it is, where its type does not."""
    return str((field.metadata or {}).get(AS.encode(), b"").decode("utf-8", "replace"))


def _parts(tools: Tools, fields: list[Any], columns: list[list[Any]], count: int) -> list[dict[str, Any]]:
    """Rows of named values; what is not there is left out, as its default is, unless rows are to be whole."""
    by_name = {field.name: (field, column) for field, column in zip(fields, columns, strict=True)}
    names, values = [], []
    for name, (field, column) in by_name.items():
        if mark_of(field) == "places":
            continue
        if mark_of(field) == "figure":
            _, places = by_name.get(name + PLACES, (None, None))
            column = with_places(column, places)  # noqa: PLW2901
        if tools.is_whole and name == "extensions":
            column = [{} if one is None else one for one in column]  # noqa: PLW2901
        names.append(name)
        values.append(column)
    if not names:
        return [{} for _ in range(count)]
    if tools.is_whole:
        return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]
    return [
        {name: one for name, one in zip(names, row, strict=True) if one is not None}
        for row in zip(*values, strict=True)
    ]


def with_places(figures: list[Any], places: list[Any] | None) -> list[Any]:
    """Figures with as many digits as another column says."""
    if places is None:
        return figures
    return [one and _with_places(one, count) for one, count in zip(figures, places, strict=True)]


def _with_places(figure: str, places: Any) -> str:
    """A figure with as many digits behind the point as it was written with, where that loses none."""
    whole, _, part = figure.partition(".")
    if type(places) is int and len(part) < places <= SCALE:
        part = part.ljust(places, "0")
    return f"{whole}.{part}" if part else whole


def _joined(tools: Tools, chunked: Any, field: Any) -> list[Any]:
    values: list[Any] = []
    for chunk in chunked.chunks:
        values += plain_values(tools, chunk, field)
    return values


def plain_values(tools: Tools, array: Any, field: Any) -> list[Any]:
    """What an array holds, as plain data; `None` where nothing is."""
    types, kind = tools.types, array.type
    if types.is_dictionary(kind):
        tools.count(array)
        words = plain_values(tools, array.dictionary, field)
        return [None if at is None else words[at] for at in array.indices.to_pylist()]
    if types.is_struct(kind):
        fields = [kind.field(at) for at in range(kind.num_fields)]
        columns = [
            plain_values(tools, inner, one) for inner, one in zip(array.flatten(), fields, strict=True)
        ]
        rows = _parts(tools, fields, columns, len(array))
        return _where(array, rows)
    if types.is_list(kind) or types.is_large_list(kind):
        ends = array.offsets.to_pylist()
        first = ends[0] if ends else 0
        items = plain_values(
            tools, array.values.slice(first, (ends[-1] if ends else 0) - first), kind.value_field
        )
        lists = [items[begin - first : end - first] for begin, end in itertools.pairwise(ends)]
        return _where(array, lists)
    values: list[Any] = (
        array.to_pylist() if not types.is_date32(kind) else array.cast(tools.int32).to_pylist()
    )
    if types.is_date32(kind):
        days = {number: _day(number) for number in set(values) if number is not None}
        return [days.get(number) for number in values]
    if types.is_decimal(kind):
        return [None if one is None else _plain_figure(f"{one:f}") for one in values]
    if mark_of(field) == "json":
        return [one if one is None else tools.read(one) for one in values]
    return values


def _where(array: Any, values: list[Any]) -> list[Any]:
    if not array.null_count:
        return values
    return [
        one if is_there else None for one, is_there in zip(values, array.is_valid().to_pylist(), strict=True)
    ]


def _day(number: int) -> str | int:
    """A day; one that no calendar has stays the number it is, for the converter to refuse where it stands."""
    ordinal = _EPOCH + number
    return dt.date.fromordinal(ordinal).isoformat() if 0 < ordinal <= _LAST else number


def _plain_figure(text: str) -> str:
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    return f"{whole}.{part}" if part else whole


def _unread(value: Any, path: str) -> Iterator[Fault]:
    """The faults of JSON texts that could not be read."""
    if isinstance(value, StructureError):
        yield from (fault._replace(path=path + fault.path[1:]) for fault in value.faults)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _unread(one, path_of_step(path, key))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _unread(one, path_of_step(path, place))


def _faults(pa: Any, fields: list[Any], owner: str = "$") -> Iterator[Fault]:
    """Columns that no plain data are in."""
    seen: set[str] = set()
    for field in fields:
        path = path_of_step(owner, field.name)
        if field.name in seen:
            yield Fault("duplicate_key", path, shown(field.name))
        seen.add(field.name)
        yield from _faults_of_type(pa, field.type, path)


def _faults_of_type(pa: Any, kind: Any, path: str) -> Iterator[Fault]:
    types = pa.types
    if types.is_struct(kind):
        yield from _faults(pa, [kind.field(at) for at in range(kind.num_fields)], path)
    elif types.is_list(kind) or types.is_large_list(kind):
        yield from _faults_of_type(pa, kind.value_type, path)
    elif not (
        _is_text(types, kind)
        or (
            types.is_dictionary(kind)
            and _is_text(types, kind.value_type)
            and not types.is_string_view(kind.value_type)
        )
        or types.is_integer(kind)
        or types.is_floating(kind)
        or types.is_boolean(kind)
        or types.is_date32(kind)
        or (types.is_decimal128(kind) and 0 <= kind.scale <= DIGITS)
        or types.is_null(kind)
    ):
        told = (("expected", "a column of text, numbers, truths, days, lists or parts"),)
        yield Fault("syntax", path, printable(kind), told)


def _is_text(types: Any, kind: Any) -> bool:
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))
