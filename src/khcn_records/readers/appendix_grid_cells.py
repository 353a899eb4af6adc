"""One row of a task appendix in a grid: cells under their headings → values. Merged cells hold for every row they reach over."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import attrs

from khcn_records.finding import Place
from khcn_records.readers.appendix_cells import Known, RowCells, cells_of, is_date
from khcn_records.readers.appendix_grid_header import GridColumns
from khcn_records.readers.appendix_table import Row
from khcn_records.readers.appendix_words import is_mark
from khcn_records.readers.sources import text_of
from khcn_records.records.assigned_tasks import TaskStatus

__all__ = ["GridRow", "read_grid_row"]

_DAYS = ("issued_on", "due_on", "completed_on", "result_day")
_SERIAL = re.compile(r"[34][0-9]{4}|5[0-4][0-9]{3}")  # 1982 to 2050
_SERIAL_LENGTH = 5
_EPOCH = dt.date(1899, 12, 30)
_OF_PARENT = frozenset({"result", "directive"})


@attrs.define
class GridRow(Row):
    """A row of a grid: its lines, and the columns it stands under.

    Attributes:
        columns: of the header above it.
        mark: its number as printed, where that is more than a number (`1.1`, `a`).
        inherits: where its directive stands if not in the row: in a cell `"merged"` with those above, or in the row `"above"`.
        repeated: the columns whose cells say no more than *như trên*, and have the words of the row above.
    """

    columns: GridColumns = attrs.field(default=GridColumns((), ()))
    mark: str = ""
    inherits: str = ""
    repeated: tuple[int, ...] = ()

    def place_at(self, column: int) -> Place | None:
        """Where its cell of a column stands."""
        line = self.lines[0]
        return line.grid.place(line.row, column) if line.grid is not None else None

    def whole_texts(self) -> list[str]:
        """The cells, each with what the rows below add to it."""
        texts = self.texts
        if len(self.lines) == 1:
            return texts
        for line in self.lines[1:]:
            below = line.cells
            width = max(len(texts), len(below))
            pairs = zip(
                [*texts, *[""] * (width - len(texts))], [*below, *[""] * (width - len(below))], strict=True
            )
            texts = [f"{text} {more}" if text and more else text or more for text, more in pairs]
        return texts


def read_grid_row(row: GridRow, known: Known) -> RowCells:
    """The cells of a row under their headings."""
    columns = row.columns
    texts = row.whole_texts()
    if columns.tells_each_once and len(texts) <= len(columns.names):
        cells = {name: text for name, text in zip(columns.names, texts, strict=False) if text}
        cells.pop("number", None)
        status, notes = None, list[str]()
    else:
        cells, status, notes = _told_apart(columns, texts)
    serials = _without_serials(cells)
    if day := cells.pop("result_day", ""):
        _place_result_day(day, cells, notes)
    issuer = cells.pop("issuer", None)
    found = cells_of(cells, known, are_apart=True)
    found.status, found.is_complete = status or found.status, "completed_on" in columns.fields
    if notes:
        found.notes += notes
    if serials:
        found.problems += serials
    if issuer is not None:
        _place_issuer(issuer, found)
    return found


def _told_apart(
    columns: GridColumns, texts: Sequence[str]
) -> tuple[dict[str, str], TaskStatus | None, list[str]]:
    """The cells by their fields, what a mark under a status tells, and what stands under no heading."""
    cells: dict[str, str] = {}
    notes: list[str] = []
    status: TaskStatus | None = None
    for column, text in enumerate(texts):
        field = columns.fields[column] if column < len(columns.fields) else None
        if not text or field == "number":
            continue
        if field == "status":
            status = columns.statuses[column]
            _place_mark(columns.words[column], text, cells, notes, is_done=status is TaskStatus.DONE)
            continue
        name = field or (columns.headings[column] if column < len(columns.headings) else "")
        if not name:
            notes.append(text)
        elif name in cells:
            cells[name] += _joint(name, cells[name], text) + text
        else:
            cells[name] = text
    return cells, status, notes


def _place_mark(words: str, text: str, cells: dict[str, str], notes: list[str], *, is_done: bool) -> None:
    """A cell under the name of a status: a mark, the day it came true, or words that stay as a note."""
    cells["progress_text"] = words
    if is_done and is_date(text):
        cells.setdefault("completed_on", text)
    elif not is_mark(text):
        notes.append(f"{words}: {text}")


def _place_result_day(day: str, cells: dict[str, str], notes: list[str]) -> None:
    if "result" in cells:
        cells["result"] += f" ngày {day}" if is_date(day) else f" {day}"
    else:
        notes.append(day)


def _place_issuer(issuer: str, found: RowCells) -> None:
    if found.directive is not None and found.directive.issuer is None:
        found.directive = attrs.evolve(found.directive, issuer=issuer)
    elif found.directive is None or found.directive.issuer != issuer:
        found.notes.append(issuer)


def _joint(name: str, before: str, text: str) -> str:
    """What stands between two cells of one field: number and symbol, symbol and day are one reference."""
    if name in _OF_PARENT and before.isdigit() and text[:1].isalpha():
        return "/"
    return " ngày " if name in _OF_PARENT and is_date(text) else " "


def _without_serials(cells: dict[str, str]) -> list[tuple[str, str]]:
    """Days that a spreadsheet shows as its number of days are days again; each is told."""
    told = []
    for field in _DAYS:
        text = cells.get(field, "")
        if len(text) == _SERIAL_LENGTH and _SERIAL.fullmatch(text):
            cells[field] = text_of(_EPOCH + dt.timedelta(days=int(text)))
            told.append(("day_as_number", f"{text} = {cells[field]}"))
    return told
