"""Tables that only set text side by side (*bảng không kẻ khung*): letterhead, receivers and signature, a box around a text.

Offices set the two columns at the head and the foot of a letter in a table without lines. Such a table holds no rows; its cells are
read as the paragraphs they are, column after column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khcn_records.readers.report_foot import opens_foot
from khcn_records.readers.report_head import is_head_part
from khcn_records.readers.sources import Grid, Line, Paragraph, text_of
from khcn_records.text import normalize

__all__ = ["unframed"]

_MOST_ROWS = 15
_MOST_COLUMNS = 3


def unframed(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, with the rows of tables that only set text side by side as lines of text; numbered anew behind the first of them."""
    grids = {
        id(line.grid): line.grid for line in lines if line.grid is not None and line.grid.table is not None
    }
    frames = {key for key, grid in grids.items() if _is_frame(grid)}
    if not frames:
        return lines
    found: list[Line] = []
    shift = 0
    place = 0
    while place < len(lines):
        line = lines[place]
        grid = line.grid
        if grid is None or id(grid) not in frames:
            found.append(_moved(line, shift) if shift else line)
            place += 1
            continue
        last = place
        while last + 1 < len(lines) and lines[last + 1].grid is grid:
            last += 1
        number = line.number + shift - 1
        for paragraph in _paragraphs(grid):
            number += 1
            found.append(Line(number, paragraph.text, paragraph=paragraph))
        shift = max(shift, number - lines[last].number)
        place = last + 1
    return found


def _moved(line: Line, by: int) -> Line:
    return Line(
        line.number + by, line.raw, paragraph=line.paragraph, grid=line.grid, row=line.row, cells=line.cells
    )


def _cells(grid: Grid, row: int) -> dict[int, list[str]]:
    """The paragraphs of each cell of a row that is not blank."""
    found: dict[int, list[str]] = {}
    for column, value in enumerate(grid.rows[row]):
        parts = [" ".join(part.split()) for part in normalize(text_of(value)).split("\n")]
        if kept := [part for part in parts if part]:
            found[column] = kept
    return found


def _is_frame(grid: Grid) -> bool:
    """Whether a table holds no rows: it is small, and its cells are those of a letterhead or of a foot, or there is one column."""
    if not 0 < len(grid.rows) <= _MOST_ROWS:
        return False
    rows = [_cells(grid, row) for row in range(len(grid.rows))]
    columns = {column for row in rows for column in row}
    if len(columns) < 2:
        return True
    if len(columns) > _MOST_COLUMNS:
        return False
    texts = [part for row in rows for parts in row.values() for part in parts]
    first = {column: parts[0] for row in reversed(rows) for column, parts in row.items()}
    return any(map(is_head_part, texts)) or any(map(opens_foot, first.values()))


def _paragraphs(grid: Grid) -> Iterator[Paragraph]:
    """The paragraphs column after column; a cell over all columns parts what stands above it from what stands below."""
    waiting: dict[int, list[tuple[int, str]]] = {}

    def flushed() -> Iterator[Paragraph]:
        for column in sorted(waiting):
            for row, text in waiting[column]:
                yield Paragraph(text, grid.place(row))
        waiting.clear()

    width = max(map(len, grid.rows))
    for row in range(len(grid.rows)):
        cells = _cells(grid, row)
        is_across = len(cells) == 1 and grid.span(row, next(iter(cells))).columns >= max(width, 2)
        if is_across:
            yield from flushed()
        for column, parts in cells.items():
            waiting.setdefault(column, []).extend((row, part) for part in parts)
        if is_across:
            yield from flushed()
    yield from flushed()
