"""XLSX through XlsxWriter and openpyxl (extra `xlsx`): a sheet for each kind, a row for each record, typed cells.

* the first row has the stored names, the second the headings in Vietnamese; records follow
* days are dates, counts are numbers, truths are truths, exact figures are numbers where a number keeps them exactly
* nested parts and lists are JSON text in their cell; text of more than 16 000 characters goes on in the columns headed `+`
* a text that looks like a formula stands behind an apostrophe, which is taken away on reading; no formula is written
* records of several kinds have their place among the others in the column `#`
* of a file that a person saved, the values of formulas are read, never the formulas
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from khcn_records.converter.documents import STORED, stored_class
from khcn_records.converter.stored_fields import stored_fields
from khcn_records.errors import (
    Fault,
    InvalidArgumentError,
    MissingExtraError,
    StructureError,
    UnsafeFileError,
)
from khcn_records.formats.cells import ABSENT, MOST_DIGITS, from_text, read, to_text
from khcn_records.formats.grid import (
    NAMES,
    ORDER,
    Grid,
    Row,
    column_letters,
    decimal_fields,
    located,
    plain_of,
    rows_of,
)
from khcn_records.formats.places import Place
from khcn_records.formats.workbook_safety import MOST_COLUMNS, MOST_ROWS, harmless
from khcn_records.labels import has_wording, wording
from khcn_records.zipped import LARGEST

__all__ = ["IS_TEXT", "SUFFIXES", "dumps", "loads", "locate"]

SUFFIXES = (".xlsx",)
IS_TEXT = False

_LONGEST = 16_000
"""Characters of a cell; Excel holds 32 767, counting some twice."""

_HEADING = "# "
"""How the row of headings begins."""

_MORE = "+"
"""The heading of a column that goes on with the text of the column before it."""

_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|x005F_")
"""What XML cannot hold, and what programs that read workbooks take for an escape."""
_DAY = re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}")
_FIGURE = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_FIRST_DAY = dt.date(1900, 3, 1)
"""Before it spreadsheets do not agree which day a number is."""


def _writer() -> Any:
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtraError("xlsx") from error
    return xlsxwriter


def _reader() -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtraError("xlsx") from error
    return openpyxl


def dumps(plain: Any, *, lang: str = "vi") -> bytes:
    """A workbook, the same for the same data each time.

    Args:
        plain: plain data.
        lang: the language of the headings.

    Raises:
        InvalidArgumentError: more records of a kind than a sheet has rows.
        MissingExtraError: XlsxWriter is not installed.
        UnknownLanguageError: no such language.
    """
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = _writer().Workbook(out, options)
    book.set_properties({"created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001  a file says nothing of when it was made
    formats = {
        "bold": book.add_format({"bold": True, "num_format": "@"}),
        "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        "text": book.add_format({"num_format": "@"}),
    }
    grid = rows_of(plain)
    for name, rows in _sheets(grid):
        if len(rows) + 2 > MOST_ROWS:
            raise InvalidArgumentError(
                str(len(rows)), f"at most {MOST_ROWS - 2} records of a kind in a sheet"
            )
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(2, 0)
        at = 0
        for column in grid.columns(rows):
            at += _write_column(sheet, at, (name, column, _heading(name, column, lang)), rows, formats)
    book.close()
    return out.getvalue()


def _sheets(grid: Grid) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A sheet for each kind; in several, every record says where it stands among all."""
    tag = grid.lead[-1]
    sheets: dict[str, list[dict[str, Any]]] = {}
    for row in grid.rows:
        kind = row.get(tag)
        name = kind if isinstance(kind, str) and kind in STORED else "records"
        sheets.setdefault(name, []).append(row)
    if len(sheets) > 1:
        order = {id(row): place for place, row in enumerate(grid.rows, 1)}
        for name, rows in sheets.items():
            sheets[name] = [
                {**{key: row[key] for key in grid.lead if key in row}, ORDER: order[id(row)], **row}
                for row in rows
            ]
    yield from sheets.items()


def _write_column(
    sheet: Any, at: int, named: tuple[str, str, str], rows: list[dict[str, Any]], formats: dict[str, Any]
) -> int:
    """A column from its headings down; how many columns of the sheet it took."""
    kind, column, heading = named
    is_figure = column in decimal_fields(kind)
    cells = [_typed(row[column], is_figure=is_figure) if column in row else None for row in rows]
    width = max((len(_split(cell)) for cell in cells if isinstance(cell, str)), default=1)
    if at + width > MOST_COLUMNS:
        raise InvalidArgumentError(column, f"at most {MOST_COLUMNS} columns in a sheet")
    is_text = all(cell is None or isinstance(cell, str) for cell in cells)
    sheet.set_column(at, at, 16, formats["text"] if is_text else None)
    for more in range(width):
        sheet.write_string(0, at + more, _MORE if more else to_text(column, _ODD), formats["bold"])
    sheet.write_string(1, at, ("" if at else _HEADING) + heading, formats["bold"])
    for place, cell in enumerate(cells, 2):
        if isinstance(cell, str):
            for more, part in enumerate(_split(cell)):
                sheet.write_string(place, at + more, part, formats["text"])
        elif isinstance(cell, bool):
            sheet.write_boolean(place, at, cell)
        elif isinstance(cell, dt.date):
            sheet.write_datetime(place, at, cell, formats["day"])
        elif cell is not None:
            sheet.write_number(place, at, cell)
    return width


def _heading(kind: str, column: str, lang: str) -> str:
    # A column is named by the key that is stored, its wording by the field: `extensions` is not the field of that name.
    fields = (
        {field.key: field.attribute for field in stored_fields(stored_class(kind))} if kind in STORED else {}
    )
    keys = [f"stored.{'order' if column == ORDER else column}", f"field.{kind}.{fields.get(column, column)}"]
    return next((wording(key, lang) for key in keys if has_wording(key, lang)), "")


def _typed(value: Any, *, is_figure: bool) -> str | float | bool | dt.date:
    """What stands in the cell: text as it will be read again, or a number, a truth, a day that says the same."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < 10**MOST_DIGITS else f"#{value}"
    if not isinstance(value, str):
        return _json(value)
    if _DAY.fullmatch(value):
        try:
            found = dt.date.fromisoformat(value)
        except ValueError:
            return value
        return found if found >= _FIRST_DAY else value
    if (
        is_figure
        and _FIGURE.fullmatch(value)
        and value != "-0"
        and sum(map(str.isdigit, value)) <= MOST_DIGITS
    ):
        return float(value)
    return to_text(value, _ODD)


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return json.dumps(value).replace("_", "\\u005f") if _ODD.search(text) else text


def _split(text: str) -> list[str]:
    """The text in pieces that a cell holds; each but the first behind an apostrophe, so that none is a formula."""
    pieces = [text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST)] or [text]
    return [pieces[0], *("'" + piece for piece in pieces[1:])]


def loads(data: str | bytes) -> Any:
    """Plain data from a workbook.

    Raises:
        StructureError: no workbook, or cells that do not hold what they begin to; each with its sheet and cell.
        UnsafeFileError: made to exhaust the machine: too much when unpacked, entities, far cells, deep JSON.
        MissingExtraError: openpyxl is not installed.
    """
    columns, rows = _read(data)
    return plain_of(rows, columns)


def locate(data: str | bytes, wanted: Collection[str]) -> dict[str, Place]:
    """The sheet and cell of every path."""
    columns, rows = _read(data)
    return located(rows, columns, wanted)


def _read(data: str | bytes) -> tuple[set[str], list[Row]]:
    openpyxl = _reader()
    if isinstance(data, str):
        raise StructureError(
            [Fault("syntax", "$", repr(data[:40]), (("expected", "a workbook (.xlsx), which is no text"),))]
        )
    parts = harmless(data)
    columns: set[str] = set()
    rows: list[Row] = []
    left = LARGEST
    try:
        book = openpyxl.load_workbook(io.BytesIO(parts), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what it says of its size need not be so
            read_sheet = _Sheet(str(sheet.title), left)
            for number, line in enumerate(sheet.iter_rows(values_only=True), 1):
                read_sheet.take(number, line)
            columns.update(read_sheet.finish())
            rows += read_sheet.rows
            left = read_sheet.left
    except (StructureError, UnsafeFileError):
        raise
    except Exception as error:  # noqa: BLE001  a library for other people's files fails in every way there is
        told = (("expected", f"a workbook (.xlsx): {type(error).__name__}"),)
        raise StructureError([Fault("syntax", "$", repr(data[:16]), told)]) from None
    if not columns:
        raise StructureError(
            [Fault("syntax", "$", "''", (("expected", "a header row with a column schema"),))]
        )
    return columns, rows


class _Sheet:
    """One sheet, read row by row; a blank one has no columns.

    Attributes:
        left: characters that the cells of the workbook may still say. One text that is stored once may stand in every cell, so
            the bytes of the file tell nothing of it.
    """

    def __init__(self, title: str, left: int) -> None:
        self.title = title
        self.left = left
        self.columns: list[Any] = []
        self.places: dict[str, int] = {}
        self.rows: list[Row] = []
        self.faults: list[Fault] = []
        self.is_headed = False

    def take(self, number: int, line: tuple[Any, ...]) -> None:
        """The next row: the names of the columns, the headings, or a record."""
        if len(line) > MOST_COLUMNS or number > MOST_ROWS:
            raise UnsafeFileError(
                f"the sheet {self.title[:40]!r} reaches beyond {MOST_COLUMNS} columns or {MOST_ROWS} rows"
            )
        filled = [place for place, cell in enumerate(line) if cell is not None and cell != ""]
        if not filled:
            return
        self.left -= sum(len(cell) for at in filled if isinstance(cell := line[at], str))
        if self.left < 0:
            raise UnsafeFileError(f"the cells of the workbook say more than {LARGEST} characters")
        if not self.columns:
            self._take_names(number, line)
        elif not self.is_headed and isinstance(line[0], str) and line[0].startswith(_HEADING):
            self.is_headed = True
        else:
            self.is_headed = True
            over = [place for place in filled if place >= len(self.columns) or self.columns[place] is ABSENT]
            self.faults += [
                self._slip(number, place, line[place], "no cell without a heading") for place in over
            ]
            self._take_record(number, line, filled)

    def finish(self) -> list[str]:
        """The names of the columns, or every fault."""
        if self.faults:
            raise StructureError(self.faults)
        return list(self.places)

    def _slip(self, number: int, place: int, cell: Any, expected: str, code: str = "syntax") -> Fault:
        where = (("sheet", self.title), ("cell", f"{column_letters(place)}{number}"))
        told = (("expected", expected),) if expected else ()
        return Fault(code, "$", repr(cell)[:120], told + where)

    def _take_names(self, number: int, line: tuple[Any, ...]) -> None:
        self.columns = [read(cell, _said) for cell in line]
        for place, name in enumerate(self.columns):
            if name is ABSENT or name == _MORE:
                continue
            if not isinstance(name, str):
                self.faults.append(self._slip(number, place, line[place], "the name of a field"))
            elif self.places.setdefault(name, place) != place:
                self.faults.append(self._slip(number, place, name, "", "duplicate_key"))
        if not NAMES.intersection(self.places):
            self.faults.append(self._slip(number, 0, line[0], "a header row with a column schema"))

    def _take_record(self, number: int, line: tuple[Any, ...], filled: list[int]) -> None:
        kind = next(
            (
                line[at]
                for tag in ("record", "records")
                if (at := self.places.get(tag, len(line))) < len(line)
            ),
            None,
        )
        decimals = decimal_fields(kind)
        values: dict[str, Any] = {}
        for place in filled:
            name = self.columns[place] if place < len(self.columns) else ABSENT
            if not isinstance(name, str) or self.places.get(name) != place:  # none, a fault, or `+`
                continue
            said = read(self._whole(line, place), _figure if name in decimals else _said)
            if said is not ABSENT:
                values[name] = said
        self.rows.append(Row(values, self.places, number, sheet=self.title))

    def _whole(self, line: tuple[Any, ...], place: int) -> Any:
        """A cell with the columns that go on with its text."""
        cell, more = line[place], place + 1
        if not isinstance(cell, str):
            return cell
        pieces = [cell]
        while more < min(len(self.columns), len(line)) and self.columns[more] == _MORE:
            if isinstance(piece := line[more], str):
                pieces.append(piece.removeprefix("'"))
            more += 1
        return "".join(pieces)


def _said(cell: Any) -> Any:
    """What a typed cell says, as plain data."""
    if cell is None:
        return ABSENT
    if isinstance(cell, str):
        return from_text(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**MOST_DIGITS:
        return int(cell)
    return cell if isinstance(cell, (bool, int, float)) else str(cell)


def _figure(cell: Any) -> Any:
    """What a cell says where exact figures stand: a number is the text that it is written with."""
    said = _said(cell)
    return (
        said
        if isinstance(said, bool) or not isinstance(said, (int, float))
        else format(Decimal(repr(said)), "f")
    )
