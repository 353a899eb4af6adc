"""Plain data ↔ rows of named cells, for the formats that are tables.

The columns `schema` and `record` (of one record) or `records` (of several) come first, then a column for each field.
A file of several kinds has the columns of them all. What is no field of a record has a column of its own kind:
`$.name` of the document, `$` for what is no document at all; a field whose name means something here has a dot before it.
"""

from __future__ import annotations

import functools
import re
import typing
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from khcn_records.converter.documents import STORED, stored_class, stored_keys
from khcn_records.errors import Fault, StructureError
from khcn_records.formats.cells import ABSENT
from khcn_records.formats.places import Place, path_of_step

__all__ = [
    "NAMES",
    "ORDER",
    "Grid",
    "Row",
    "column_letters",
    "decimal_fields",
    "located",
    "plain_of",
    "rows_of",
]

ORDER = "#"
"""The column that says the place of a record among those of other sheets, from 1."""

_ONE, _SEVERAL, _SCHEMA, _WHOLE = "record", "records", "schema", "$"


_FIRST = f"$.{_SEVERAL}[0]"
_RECORD = re.compile(rf"\$\.{_SEVERAL}\[([0-9]{{1,9}})\]")

NAMES = frozenset({_ONE, _SEVERAL, _SCHEMA, _WHOLE})
"""The columns of which every table has one."""


class Grid(NamedTuple):
    """What is to be written: the columns that stand first, and rows of values by column."""

    lead: tuple[str, ...]
    rows: list[dict[str, Any]]

    def columns(self, rows: Iterable[Mapping[str, Any]] | None = None) -> list[str]:
        """Every column of these rows, in the order they come."""
        seen = dict.fromkeys(self.lead)
        for row in self.rows if rows is None else rows:
            seen |= dict.fromkeys(row)
        return list(seen)


class Row(NamedTuple):
    """What was read: values by column (a `StructureError` where a cell could not be read), and where the row stands."""

    values: Mapping[str, Any]
    columns: Mapping[str, int]
    number: int
    line: int | None = None
    sheet: str | None = None

    def place(self, column: str | None = None) -> Place:
        """The sheet and cell, or line and cell, of a column, or of the row."""
        found: Place = (("sheet", self.sheet),) if self.sheet is not None else ()
        at = self.columns.get(column if column is not None else next(iter(self.columns), ""), 0)
        found += (("cell", f"{column_letters(at)}{self.number}"),)
        return found + ((("line", str(self.line)),) if self.line is not None else ())


def column_letters(place: int) -> str:
    """The letters of a column counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(701), column_letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@functools.cache
def _hints(kind: str) -> Mapping[str, Any]:
    return dict(stored_keys(stored_class(kind)))


def _fields(kind: object) -> Mapping[str, Any]:
    return _hints(kind) if isinstance(kind, str) and kind in STORED else {}


def decimal_fields(kind: object) -> frozenset[str]:
    """The columns of a kind that hold exact figures."""
    return frozenset(
        _column(name)
        for name, hint in _fields(kind).items()
        if hint is Decimal or Decimal in typing.get_args(hint)
    )


def _column(name: str) -> str:
    return "." + name if name in {_ONE, _SEVERAL, _SCHEMA, ""} or name[0] in ".$#+" else name


def _name(column: str) -> str:
    return column.removeprefix(".")


def _cells(record: Mapping[str, Any], tag: str) -> dict[str, Any]:
    """The cells of one record; a declared field that is empty is left out, as its default is."""
    kind = record.get(_ONE)
    declared = _fields(kind)
    return {tag: kind} | {
        _column(name): value
        for name, value in record.items()
        if name != _ONE and not (value is None and name in declared)
    }


def rows_of(plain: Any) -> Grid:
    """The rows that hold plain data, whatever it is."""
    if not isinstance(plain, dict):
        return Grid((_WHOLE,), [{_WHOLE: plain}])
    head = {_SCHEMA: plain[_SCHEMA]} if _SCHEMA in plain else {}
    rest = {name: value for name, value in plain.items() if name != _SCHEMA}
    several = rest.get(_SEVERAL)
    if _SEVERAL not in rest:
        one = _cells(rest, _ONE)
        return Grid((_SCHEMA, _ONE), [head | {k: v for k, v in one.items() if k != _ONE or v is not None}])
    if not isinstance(several, list):
        return Grid((_SCHEMA,), [head | {f"$.{name}": value for name, value in rest.items()}])
    extra = {f"$.{name}": value for name, value in rest.items() if name != _SEVERAL}
    rows = [
        head
        | (_cells(one, _SEVERAL) if isinstance(one, dict) and len(one) > (_ONE in one) else {_SEVERAL: one})
        for one in several
    ]
    for row in rows:
        if row[_SEVERAL] is None and len(row) > 1 + len(head):
            del row[_SEVERAL]
    if not rows or extra:
        rows[:1] = [(rows[0] if rows else head) | extra]
    return Grid((_SCHEMA, _SEVERAL), rows)


def plain_of(rows: Sequence[Row], columns: Collection[str]) -> Any:
    """The plain data that rows hold.

    Args:
        rows: those that are not blank.
        columns: of every row.

    Raises:
        StructureError: cells that could not be read, schemas that differ, one record in several rows.
    """
    rows = _in_order(rows)
    is_list = _SEVERAL in columns
    if _WHOLE in columns and rows:
        _refuse([(_WHOLE, rows[0], _WHOLE)] if isinstance(rows[0].values.get(_WHOLE), StructureError) else [])
        return rows[0].values.get(_WHOLE)
    held = [row for row in rows if _is_held(row)] if is_list else list(rows)
    unread = [
        (_path_of(place, column, is_list=is_list), row, column)
        for place, row in enumerate(held)
        for column, value in row.values.items()
        if isinstance(value, StructureError)
    ]
    unread += [
        ("$", row, _SCHEMA)
        for row in rows
        if is_list and not _is_held(row) and isinstance(row.values.get(_SCHEMA), StructureError)
    ]
    _refuse(unread)
    plain = _document(rows)
    if is_list:
        plain[_SEVERAL] = [_record(row, _SEVERAL) for row in held]
        return plain
    if _ONE not in columns:
        return plain
    if len(held) > 1:
        told = (
            ("expected", "one row under the column record; several stand under records"),
            *held[1].place(),
        )
        raise StructureError([Fault("syntax", "$", f"{len(held)} rows", told)])
    return plain | (_record(held[0], _ONE) if held else {})


def _is_held(row: Row) -> bool:
    """Whether the row holds a record, and not only what is the document's own."""
    return any(column not in {_SCHEMA, ORDER} and not column.startswith("$.") for column in row.values)


def _in_order(rows: Sequence[Row]) -> list[Row]:
    """By the numbers of their records, where they have numbers; the others stay behind as they come."""
    numbers = [row.values.get(ORDER, ABSENT) for row in rows]
    order = sorted(
        range(len(rows)), key=lambda place: (0, numbers[place]) if type(numbers[place]) is int else (1, 0)
    )
    return [rows[place] for place in order]


def _refuse(unread: Iterable[tuple[str, Row, str]]) -> None:
    faults = [
        fault._replace(path=path, parameters=fault.parameters + row.place(column))
        for path, row, column in unread
        for fault in row.values[column].faults
    ]
    if faults:
        raise StructureError(faults)


def _path_of(place: int, column: str, *, is_list: bool) -> str:
    if column in {_SCHEMA, ORDER} or column.startswith("$"):
        return "$" if column == ORDER else path_of_step("$", column.removeprefix("$."))
    owner = f"$.{_SEVERAL}[{place}]" if is_list else "$"
    return path_of_step(owner, _ONE if column in {_ONE, _SEVERAL} else _name(column))


def _document(rows: Sequence[Row]) -> dict[str, Any]:
    """The schema, which every row that names one names alike, and what else is the document's own."""
    plain: dict[str, Any] = {}
    for row in rows:
        for column, value in row.values.items():
            if column == _SCHEMA:
                if plain.setdefault(_SCHEMA, value) != value:
                    told = (("expected", str(plain[_SCHEMA])[:120]), *row.place(_SCHEMA))
                    raise StructureError([Fault("invalid_value", "$.schema", repr(value)[:120], told)])
            elif column.startswith("$."):
                plain[column[2:]] = value
    return plain


def _record(row: Row, tag: str) -> Any:
    own = {
        column: value
        for column, value in row.values.items()
        if column not in {_SCHEMA, ORDER} and column[:2] != "$."
    }
    kind = own.pop(tag, ABSENT)
    if not own and kind is not ABSENT and not isinstance(kind, str) and tag == _SEVERAL:
        return kind
    named = {} if kind is ABSENT else {_ONE: kind}
    return named | {_name(column): value for column, value in own.items()}


def located(rows: Sequence[Row], columns: Collection[str], wanted: Collection[str]) -> dict[str, Place]:
    """The cells of the paths asked for, in rows that have been read before."""
    rows = _in_order(rows)
    found: dict[str, Place] = {"$": rows[0].place()} if rows else {}
    is_list = _SEVERAL in columns
    held = [row for row in rows if _is_held(row)] if is_list else rows
    ends: dict[int, dict[str, str]] = {}  # of the columns of a sheet: what a path ends in behind its record
    for row in held:
        if id(row.columns) in ends:
            continue
        own = ends[id(row.columns)] = {}
        for column in row.columns:
            path = _path_of(0, column, is_list=is_list)
            if is_list and path.startswith(_FIRST):
                own.setdefault(path[len(_FIRST) :], column)
            elif path in wanted:
                found.setdefault(path, row.place(column))
    for path in wanted if is_list else ():
        record = _RECORD.match(path)
        if record is None or int(record[1]) >= len(held):
            continue
        row, end = held[int(record[1])], path[record.end() :]
        if not end:
            found[path] = row.place()
        elif (column_of := ends[id(row.columns)].get(end)) is not None:
            found[path] = row.place(column_of)
    return found
