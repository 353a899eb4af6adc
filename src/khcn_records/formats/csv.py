"""CSV (RFC 4180), UTF-8: a row for each record, for spreadsheets and for tools that know nothing else.

* the header row has the stored names; `schema` and `record` (of one record) or `records` (of several) come first
* a file of one kind has its fields as columns; one of several kinds has the fields of them all
* text is written so that a spreadsheet neither runs nor changes it, by an apostrophe before it where need be
* nested parts and lists are JSON text in their cell; an empty field is an empty cell
* lines end in CR LF; separated by commas, or by `;` as Vietnamese Excel does; both are read, with a byte-order mark or without
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Literal, NamedTuple

from khcn_records.errors import Fault, InvalidArgumentError, StructureError, UnsafeFileError
from khcn_records.formats.cells import ABSENT, from_cell, read, to_cell
from khcn_records.formats.decoding import decoded
from khcn_records.formats.grid import NAMES, Row, column_letters, located, plain_of, rows_of
from khcn_records.formats.places import Place
from khcn_records.formats.workbook_safety import MOST_COLUMNS

__all__ = ["IS_TEXT", "SUFFIXES", "dumps", "loads", "locate"]

SUFFIXES = (".csv",)
IS_TEXT = True
_DELIMITERS = (",", ";")


def dumps(plain: Any, *, delimiter: Literal[",", ";"] = ",", bom: bool = False) -> str:
    """CSV text, the same for the same data each time.

    Args:
        plain: plain data.
        delimiter: `";"` for Excel in Vietnamese, which splits at no comma.
        bom: begin with a byte-order mark, without which Excel takes UTF-8 for something else.

    Raises:
        InvalidArgumentError: another delimiter, more columns than are read again.
    """
    if delimiter not in _DELIMITERS:
        raise InvalidArgumentError(str(delimiter), "a delimiter , or ;")
    grid = rows_of(plain)
    columns = grid.columns()
    if len(columns) > MOST_COLUMNS:
        raise InvalidArgumentError(columns[MOST_COLUMNS][:120], f"at most {MOST_COLUMNS} columns in a sheet")
    quoted = re.compile(f'[{delimiter}"\r\n]')

    def line(cells: Iterable[str]) -> str:
        return (
            delimiter.join(
                '"' + cell.replace('"', '""') + '"' if quoted.search(cell) else cell for cell in cells
            )
            + "\r\n"
        )

    lines = [line(to_cell(name) for name in columns)]
    lines += [line("" if name not in row else to_cell(row[name]) for name in columns) for row in grid.rows]
    return ("\ufeff" if bom else "") + "".join(lines)


def loads(data: str | bytes) -> Any:
    """Plain data from CSV text or UTF-8 bytes; the delimiter is the one that the header is written with.

    Raises:
        StructureError: no CSV, or cells that do not hold what they begin to; each with its line and cell.
        UnsafeFileError: more columns than any table; JSON in a cell nested deeper, or a number longer, than any real record.
    """
    columns, rows = _read(decoded(data))
    return plain_of(rows, columns)


def locate(data: str | bytes, wanted: Collection[str]) -> dict[str, Place]:
    """The line and cell of every path."""
    columns, rows = _read(decoded(data))
    return located(rows, columns, wanted)


class _Line(NamedTuple):
    cells: list[str]
    row: int
    line: int


_QUOTED = re.compile(r'[^"]*(?:""[^"]*)*')
_BARE = {mark: re.compile(f'[^{mark}"\r\n]*') for mark in _DELIMITERS}


def _lines(text: str, delimiter: str) -> Iterator[_Line]:
    """The lines of a CSV text, each character looked at once."""
    bare, at, line, row, end = _BARE[delimiter], 0, 1, 1, len(text)
    cells: list[str] = []
    first = line
    while at < end:
        if text.startswith('"', at):
            found = _QUOTED.match(text, at + 1)
            assert found is not None  # it matches nothing, too
            if found.end() == end:
                raise _slip(text[at : at + 40], 'a closing "', line)
            cell, at = found[0].replace('""', '"'), found.end() + 1
            line += found[0].count("\n")
        else:
            found = bare.match(text, at)
            assert found is not None  # same
            cell, at = found[0], found.end()
        cells.append(cell)
        mark = text[at : at + 1]
        if mark == delimiter:
            at += 1
            if at < end:
                continue
            cells.append("")
        elif mark not in {"", "\r", "\n"}:
            raise _slip(text[at : at + 40], f"{delimiter} or the end of the line", line)
        yield _Line(cells, row, first)
        at += 2 if text.startswith("\r\n", at) else 1
        line += 1
        cells, row, first = [], row + 1, line


def _slip(seen: str, expected: str, line: int) -> StructureError:
    return StructureError([Fault("syntax", "$", repr(seen), (("expected", expected), ("line", str(line))))])


def _delimiter(text: str) -> tuple[str, int]:
    """The delimiter and where the header begins: what `sep=` says, or that which takes `schema` or `record` out of the header."""
    told = re.match(r'"?sep=([,;])"?\r?\n', text)
    if told:
        return told[1], told.end()
    for mark in _DELIMITERS:
        try:
            header = next(_lines(text, mark), None)
        except StructureError:
            continue
        if header is not None and NAMES.intersection(header.cells) and len(header.cells) > 1:
            return mark, 0
    return ",", 0


def _read(text: str) -> tuple[list[str], list[Row]]:
    delimiter, start = _delimiter(text)
    lines = _lines(text[start:], delimiter)
    header = next(lines, None)
    if header is None or not NAMES.intersection(header.cells):
        raise _slip(text[:40], "a header row with a column schema", 1)
    columns, places = _columns(header.cells)
    faults: list[Fault] = []
    rows = []
    shift = 1 if start else 0
    for cells, number, line in lines:
        filled = [place for place, cell in enumerate(cells) if cell]
        over = next((at for at in filled if at >= len(columns) or columns[at] is ABSENT), None)
        if over is not None:
            where = (("cell", f"{column_letters(over)}{number + shift}"), ("line", str(line + shift)))
            faults.append(
                Fault(
                    "syntax",
                    "$",
                    repr(cells[over])[:120],
                    (("expected", "no cell without a heading"), *where),
                )
            )
        # By the cells that are there, not by the columns: a line may be far shorter than the header.
        values = {
            columns[at]: read(cells[at], from_cell)
            for at in filled
            if at < len(columns) and columns[at] is not ABSENT
        }
        if values:
            rows.append(Row(values, places, number + shift, line + shift))
    if faults:
        raise StructureError(faults)
    return list(places), rows


def _columns(cells: list[str]) -> tuple[list[Any], dict[str, int]]:
    """What the cells of the header say, and where each name stands."""
    if len(cells) > MOST_COLUMNS:
        raise UnsafeFileError(f"the header names more than {MOST_COLUMNS} columns")
    columns = [read(cell, from_cell) for cell in cells]
    places: dict[str, int] = {}
    faults: list[Fault] = []
    for place, name in enumerate(columns):
        where = (("cell", f"{column_letters(place)}1"), ("line", "1"))
        if name is not ABSENT and not isinstance(name, str):
            faults.append(
                Fault(
                    "syntax",
                    "$",
                    repr(cells[place])[:120],
                    (("expected", "the name of a field"), *where),
                )
            )
        elif name is not ABSENT and places.setdefault(name, place) != place:
            faults.append(Fault("duplicate_key", "$", repr(name)[:120], where))
    if faults:
        raise StructureError(faults)
    return columns, places
