"""The header of a task appendix in a grid: headings over headings, in any row, merged or not → the columns.

A heading is read from the top down: *Thời gian* over *Hoàn thành* is the last day, *Chưa hoàn thành* over *Quá hạn* is open
work that is late. The words are those of every other source.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import attrs

from khcn_records.readers.appendix_table import FIGURES
from khcn_records.readers.appendix_words import (
    column_of,
    is_foreign_heading,
    is_header_words,
    names_order,
    progress_in,
    status_of,
)
from khcn_records.readers.sources import Line
from khcn_records.records.assigned_tasks import TaskStatus

__all__ = ["GridColumns", "counts_columns", "grid_columns", "grid_header_at"]

_FEWEST = 3
_LONGEST_HEADING = 120
_MOST_HEADER_ROWS = 6
_TELLING = frozenset(
    {"due_on", "completed_on", "progress_text", "result", "lead_unit", "status", "issued_on"}
)
_TRACKING = frozenset({"due_on", "completed_on", "progress_text", "status"})
_WORKING = frozenset({"lead_unit", "coordinating_units", "result"})


@attrs.frozen
class GridColumns:
    """The columns of a grid.

    Attributes:
        headings: what stands over each, from the top down.
        fields: the field of each; `None` where it is none of ours, `"status"` where the heading tells one.
        statuses: column → the status that its heading tells; `None` where it names a time and leaves the status open.
        words: column → what its heading says of the progress.
    """

    headings: tuple[str, ...]
    fields: tuple[str | None, ...]
    statuses: dict[int, TaskStatus | None] = attrs.field(factory=dict)
    words: dict[int, str] = attrs.field(factory=dict)

    def at(self, field: str) -> int:
        """The first column of a field, -1 where there is none."""
        return self.fields.index(field) if field in self.fields else -1

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """The field of each column, or the words over it."""
        return tuple(field or heading for field, heading in zip(self.fields, self.headings, strict=False))

    @functools.cached_property
    def tells_each_once(self) -> bool:
        """Whether every column is a field of its own, or one under words of its own, and none is only marked."""
        own = {heading for field, heading in zip(self.fields, self.headings, strict=False) if not field}
        return (
            len(set(self.names)) == len(self.names) == len(self.fields)
            and "" not in own
            and own.isdisjoint({"number", "status"})
            and "status" not in self.fields
        )

    @property
    def lists_tasks(self) -> bool:
        """Whether the rows are tasks: one gives out work, or has a last day or a status, and none is about something else.

        A list of projects, of persons or of issued documents has names, symbols and days in its columns, too.
        """
        tracks = not _TRACKING.isdisjoint(self.fields)
        is_foreign = any(map(is_foreign_heading, self.headings))
        at = self.at("directive")
        if at < 0:
            return tracks and not is_foreign
        return (
            tracks
            or names_order(self.headings[at])
            or (not is_foreign and not _WORKING.isdisjoint(self.fields))
        )

    @property
    def named(self) -> list[str]:
        """The fields, each once, in order."""
        return list(dict.fromkeys(field for field in self.fields if field is not None))


def grid_header_at(lines: Sequence[Line], place: int) -> int:
    """How many rows the header takes that begins here; 0 where none begins."""
    line = lines[place]
    grid = line.grid
    if grid is None or grid.is_hidden or not _may_be_header(line.cells):
        return 0
    end = place + 1
    reach = max(
        (grid.span(line.row, column).rows for column, cell in enumerate(line.cells) if cell), default=1
    )
    while end < min(len(lines), place + _MOST_HEADER_ROWS) and lines[end].grid is grid:
        below = lines[end]
        is_inside = below.row < line.row + reach
        if not is_inside and not _is_header_below(below, lines[place:end]):
            break
        end += 1
    fields = set(grid_columns(lines[place:end]).named)
    is_task = bool(fields & {"content", "directive"}) and bool(fields & _TELLING) and len(fields) >= _FEWEST
    return end - place if is_task else 0


def _may_be_header(cells: Sequence[str]) -> bool:
    """A quick look: some cells, none of them long, the first no number, and some named as columns are."""
    if next(filter(None, cells), "0")[0].isdigit():
        return False
    filled = [cell for cell in cells if cell]
    if len(filled) < _FEWEST or max(map(len, filled)) > _LONGEST_HEADING:
        return False
    named = sum(column_of(cell) is not None for cell in filled)
    return named >= 2 and 2 * sum(
        column_of(cell) is not None or is_header_words(cell) or progress_in(cell) for cell in filled
    ) >= len(filled)


def _is_header_below(line: Line, above: Sequence[Line]) -> bool:
    """Whether a row goes on with the header: the numbers of the columns, or headings under headings that leave room."""
    filled = [(column, cell) for column, cell in enumerate(line.cells) if cell]
    if not filled:
        return False
    if (
        len(filled) >= _FEWEST
        and FIGURES.fullmatch(line.text)
        and len({cell for _, cell in filled}) == len(filled)
    ):
        return counts_columns([cell for _, cell in filled])
    first = above[0].cells
    if filled[0][0] == 0 or (len(filled) < 2 and len(above) > 1):
        return False
    words = [
        column_of(cell) is not None or is_header_words(cell) or progress_in(cell)
        for _, cell in filled
        if len(cell) <= _LONGEST_HEADING and not cell[0].isdigit()
    ]
    return len(words) == len(filled) and 2 * sum(words) >= len(words) and bool(first[0])


def counts_columns(cells: Sequence[str]) -> bool:
    """Whether cells number the columns: `1 2 3 …`, `(1) (2) (3)=(1)-(2)`."""
    found = [re.search(r"[0-9]+", cell) for cell in cells]
    figures = [int(one[0]) for one in found if one is not None and len(one[0]) < 4]
    return len(figures) == len(cells) and figures == list(range(figures[0], figures[0] + len(figures)))


def grid_columns(header: Sequence[Line]) -> GridColumns:
    """The columns under a header."""
    rows = [line for line in header if not FIGURES.fullmatch(line.text)]
    width = max((len(line.cells) for line in rows), default=0)
    stacks: list[list[str]] = [[] for _ in range(width)]
    for place, line in enumerate(rows):
        for column, text in enumerate(_spread(line, rows[place + 1 :], width)):
            if text and (not stacks[column] or stacks[column][-1] != text):
                stacks[column].append(text)
    fields: list[str | None] = []
    statuses: dict[int, TaskStatus | None] = {}
    words: dict[int, str] = {}
    for column, stack in enumerate(stacks):
        field = _field(stack)
        if field is None and stack and progress_in(stack[-1]):
            field = "status"
            statuses[column] = status_of(" ".join(stack))
            words[column] = stack[-1]
        fields.append(field)
    return GridColumns(tuple(" ".join(stack) for stack in stacks), tuple(fields), statuses, words)


def _spread(line: Line, below: Sequence[Line], width: int) -> list[str]:
    """The headings of one row, each over all columns it stands over."""
    grid = line.grid
    cells = [*line.cells, *[""] * (width - len(line.cells))]
    found = list(cells)
    is_merged = False
    for column, cell in enumerate(cells):
        span = grid.span(line.row, column) if grid is not None and cell else None
        if span is not None and (span.columns > 1 or span.rows > 1):
            is_merged = True
            found[column : column + span.columns] = [cell] * min(span.columns, width - column)
    if is_merged or not below:
        return found
    # Without merged cells in the file, a blank over a heading belongs to the heading on its left.
    under = [any(column < len(one.cells) and one.cells[column] for one in below) for column in range(width)]
    for column in range(1, width):
        if not found[column] and under[column] and under[column - 1]:
            found[column] = found[column - 1]
    return found


def _field(stack: Sequence[str]) -> str | None:
    """The field of a column: what its lowest heading names, else what all of them name together."""
    if not stack:
        return None
    leaf = column_of(stack[-1])
    whole = column_of(" ".join(stack))
    parent = column_of(" ".join(stack[:-1])) if len(stack) > 1 else None
    if leaf == "issued_on" and parent == "result":
        return "result_day"
    if (
        leaf is None
        and progress_in(stack[-1])
        and (parent in {None, "progress_text", "result", "due_on"})
        and whole not in {"due_on", "completed_on"}
    ):
        return None
    return leaf or whole
