"""A task appendix in a grid (*bảng*), whose cells are told apart by the file itself: rows of cells → tasks' rows, groups, kept rows.

What a merged cell says holds for every row it reaches over. The words and the groups are those of every other source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from khcn_records.readers import KeptRole
from khcn_records.readers.appendix_grid_cells import GridRow
from khcn_records.readers.appendix_grid_header import (
    GridColumns,
    counts_columns,
    grid_columns,
    grid_header_at,
)
from khcn_records.readers.appendix_table import FIGURES, TOTAL, Table, table_end
from khcn_records.readers.appendix_words import Group, group_heading, repeats_above, status_of
from khcn_records.readers.sources import Grid, Line
from khcn_records.text import fold

__all__ = ["read_grid"]

_NUMBER = re.compile(r"([0-9]{1,7})[.)]?")
_PART = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){1,4}[.)]?|[a-zđ][.)]?", re.IGNORECASE)
_CODE = re.compile(r"[A-ZĐ]{1,4}[-. ]?[0-9]{1,4}")
_SUM = re.compile(fold(r"(?:tổng|cộng|tổng cộng|tổng số)[ .:]*(?:[0-9]{1,5}.{0,20})?"))
_MARK = re.compile(r"[IVX]{1,6}|[A-HĐ]")
_LONGEST_SAME = 20
_COUNT = re.compile(r"\(?[0-9]{1,5}\)?(?: \w+){0,3}")


def read_grid(lines: Sequence[Line], start: int, end: int, columns: GridColumns) -> Table:
    """The rows of a grid, and of the grids that go on with it.

    Args:
        lines: of the whole source.
        start: the place behind the header.
        end: where the next appendix begins.
        columns: of the header.
    """
    return _GridWalk(lines, start, end, columns).walk()


class _GridWalk:
    def __init__(self, lines: Sequence[Line], start: int, end: int, columns: GridColumns) -> None:
        self.lines, self.start, self.end = lines, start, end
        self.grid = lines[start - 1].grid
        self._stand_under(columns)
        self.table = Table()
        self.group = Group()
        self.row: GridRow | None = None
        self.last: GridRow | None = None  # the row above, in another group perhaps
        self.is_behind = False  # behind the table in its grid: signatures, notes
        self.covering: dict[
            int, tuple[int, str]
        ] = {}  # column → last row a merged cell reaches, and its text

    def walk(self) -> Table:
        self.table.groups.append(self.group)
        place = self.start
        while place < self.end:
            line = self.lines[place]
            if line.grid is None:
                self._between(line)
                place += 1
                continue
            if line.grid is not self.grid and not self._goes_on(line.grid, place):
                break
            if taken := grid_header_at(self.lines, place):
                header = self.lines[place : place + taken]
                self._stand_under(grid_columns(header))
                self.is_behind, self.row = False, None
                for one in header:
                    self.table.kept[one.number] = KeptRole.TABLE_HEADER
                place += taken
                continue
            self._take(line, self.lines[place + 1] if place + 1 < self.end else None)
            place += 1
        self.table.end = place
        for row in self.table.rows:
            row.group.found += 1
        return self.table

    def _stand_under(self, columns: GridColumns) -> None:
        self.columns, self.width = columns, len(columns.fields)
        self.number_at, self.directive_at = columns.at("number"), columns.at("directive")

    def _between(self, line: Line) -> None:
        """A paragraph between two tables: a page number, the heading of a group, or the end."""
        if line.is_number:
            self.table.kept[line.number] = KeptRole.PAGE_NUMBER
        elif not self.is_behind and (group := group_heading(line, None, is_between_rows=True)) is not None:
            self._open_group(group, line)
        else:
            self.is_behind = True
            self.table.kept[line.number] = KeptRole.BODY

    def _goes_on(self, grid: Grid, place: int) -> bool:
        """Whether another grid, which begins here, goes on with this table: the same sheet or none, and as many columns, or a header of its own."""
        before = self.grid
        if before is None or grid.sheet != before.sheet or grid.is_hidden != before.is_hidden:
            return False
        width = max(map(len, grid.rows), default=0)
        is_headed = grid_header_at(self.lines, place) > 0
        if not is_headed and (self.is_behind or width != self.width):
            return False
        self.grid, self.is_behind = grid, False
        self.covering.clear()
        return True

    def _open_group(self, group: Group, line: Line) -> None:
        group.line = line
        self.group, self.row = group, None
        self.table.groups.append(group)
        self.table.kept[line.number] = KeptRole.GROUP

    def _take(self, line: Line, following: Line | None) -> None:
        cells = line.cells
        at = max(self.number_at, 0)
        number = cells[at] if at < len(cells) else ""
        covered = self._covered(line)
        found = _NUMBER.fullmatch(number or covered.get(at, ""))
        role: KeptRole | None = KeptRole.BODY
        if self.is_behind:
            pass
        elif found is not None and any(map(_is_sum, cells)):
            role, self.row = KeptRole.GROUP, None
        elif found is not None and len(cells) - cells.count("") > 1:
            role = self._take_numbered(line, following, found[1], covered)
        elif (group := self._group(line)) is not None:
            self._open_group(group, line)
            role = KeptRole.GROUP
        elif self._is_end(line):
            self.is_behind = True
        elif any(TOTAL.fullmatch(fold(cell)) for cell in cells if cell):
            role, self.row = KeptRole.GROUP, None
        else:
            role = self._take_unnumbered(line, number, covered)
        if role is not None:
            self.table.kept[line.number] = role

    def _take_numbered(
        self, line: Line, following: Line | None, number: str, covered: dict[int, str]
    ) -> KeptRole | None:
        if _counts_header(line, self.row):
            return KeptRole.TABLE_HEADER
        if self._leads_parts(line.cells, number, following):
            self.row = None
            return KeptRole.GROUP
        self._open(line, int(number), "", covered)
        return None

    def _take_unnumbered(self, line: Line, number: str, covered: dict[int, str]) -> KeptRole | None:
        if FIGURES.fullmatch(line.text) and self.row is None:
            return KeptRole.TABLE_HEADER
        if self._fits(line, number, covered):
            self._open(line, 0, number.rstrip(".)"), covered)
        elif self.row is not None and not number and self._adds(line.cells):
            self.row.lines.append(line)
        else:
            return KeptRole.BODY
        return None

    def _leads_parts(self, cells: Sequence[str], number: str, following: Line | None) -> bool:
        """Whether a row only names what the rows below divide: `3` above `3.1`."""
        if following is None or following.grid is not self.grid or sum(map(bool, cells)) > 2:
            return False
        at = max(self.number_at, 0)
        below = following.cells[at] if at < len(following.cells) else ""
        return below.startswith(f"{number}.") and _PART.fullmatch(below) is not None

    def _covered(self, line: Line) -> dict[int, str]:
        """What merged cells from above say of this row; and those that begin here are remembered."""
        grid = line.grid
        if grid is None or not (self.covering or line.row in grid.rows_reaching_down):
            return {}
        found = {}
        for column, (last, text) in list(self.covering.items()):
            if line.row <= last:
                found[column] = text
            else:
                del self.covering[column]
        for column, text in enumerate(line.cells):
            if text and (span := grid.spans.get((line.row, column))) is not None and span.rows > 1:
                self.covering[column] = (line.row + span.rows - 1, text)
        return found

    def _group(self, line: Line) -> Group | None:
        """The group that a row opens: its words stand alone, a mark before them and a count behind."""
        filled = [(column, cell) for column, cell in enumerate(line.cells) if cell]
        if not filled or len(filled) > 4:
            return None
        words = [cell for _, cell in filled]
        if len(words) > 1 and _MARK.fullmatch(words[0].rstrip(".)/")):
            words = [f"{words[0].rstrip('.)/')}. {words[1]}", *words[2:]]
        if len(words) > 2 or (len(words) > 1 and not _COUNT.fullmatch(words[1])):
            return None
        text = f"{words[0]}: {words[1]}" if len(words) > 1 else words[0]
        opened = group_heading(Line(line.number, text), None, is_between_rows=True)
        if opened is not None:
            return opened
        # One text across the table, above its first cells: a heading that no list knows.
        column, cell = filled[0]
        span = line.grid.span(line.row, column) if line.grid is not None else None
        is_across = span is not None and span.columns > 2
        told = status_of(cell)
        if (
            len(filled) == 1
            and not TOTAL.fullmatch(fold(cell))
            and not table_end(line)
            and (is_across or (column <= 1 and told is not None and self.row is None))
        ):
            return Group(status=told)
        return None

    def _is_end(self, line: Line) -> bool:
        return any(table_end(Line(line.number, cell)) for cell in line.cells if cell and len(cell) <= 200)

    def _fits(self, line: Line, number: str, covered: dict[int, str]) -> bool:
        """Whether a row without a plain number is a task: numbered in another way, or with a directive or a day of its own."""
        cells, fields = line.cells, self.columns.fields
        told = {field for field, cell in zip(fields, cells, strict=False) if cell and field is not None}
        told |= {
            field for column in covered if column < len(fields) and (field := fields[column]) is not None
        }
        own = {field for field, cell in zip(fields, cells, strict=False) if cell}
        is_coded = self.number_at >= 0 and _CODE.fullmatch(number)
        if number and (is_coded or _PART.fullmatch(number)):
            return "content" in own or "directive" in own
        if number:
            return False
        if "directive" in own or ("content" in own and "directive" in told):
            return bool(own & {"content", "due_on", "completed_on", "progress_text"})
        return "content" in own and bool(own & {"due_on", "completed_on", "progress_text", "status"})

    def _adds(self, cells: Sequence[str]) -> bool:
        """Whether the cells only go on with those above: no day, no status."""
        fields = self.columns.fields
        own = {field for field, cell in zip(fields, cells, strict=False) if cell}
        return bool(own) and not own & {"due_on", "completed_on", "progress_text", "status", "number"}

    def _open(self, line: Line, number: int, mark: str, covered: dict[int, str]) -> None:
        """A row; one without a number (0) has the one behind the row above, and its directive where it names none."""
        texts = list(line.cells)
        if covered:
            texts += [""] * (max(covered) + 1 - len(texts))
            for column, text in covered.items():
                texts[column] = texts[column] or text
        repeated = self._repeat(texts)
        at, number_at = self.directive_at, self.number_at
        own = (
            number_at < 0
            or number_at in covered
            or bool(line.cells[number_at : number_at + 1] and line.cells[number_at])
        )
        inherits = "merged" if at in covered else ""
        above = self.row.texts if self.row is not None else []
        if at >= 0 and not "".join(texts[at : at + 1]) and not number and 0 <= at < len(above) and above[at]:
            inherits = "above"
            texts += [""] * (at + 1 - len(texts))
            for column in (at, self.columns.at("issued_on")):
                if 0 <= column < min(len(above), len(texts)) and not texts[column]:
                    texts[column] = above[column]
        if not number and self.row is not None:
            number = self.row.number + (0 if inherits else 1)
        self.row = GridRow(
            self.group,
            number or 1,
            [line],
            texts,
            columns=self.columns,
            mark=mark,
            inherits=inherits,
            is_numbered=own or bool(inherits),
            repeated=repeated,
        )
        self.last = self.row
        self.table.rows.append(self.row)

    def _repeat(self, texts: list[str]) -> tuple[int, ...]:
        """The columns whose cells say *như trên*; each gets the words of the row above."""
        may_repeat = [
            column
            for column, text in enumerate(texts)
            if 0 < len(text) < _LONGEST_SAME and repeats_above(text)
        ]
        if not may_repeat or self.last is None:
            return ()
        above = self.last.whole_texts()
        found = []
        for column in may_repeat:
            if (
                column < len(above)
                and above[column]
                and self.columns.fields[column : column + 1] != ("status",)
            ):
                texts[column] = above[column]
                found.append(column)
        return tuple(found)


def _is_sum(cell: str) -> bool:
    return 3 < len(cell) < 40 and cell[0] in "tTcC" and _SUM.fullmatch(fold(cell)) is not None


def _counts_header(line: Line, row: GridRow | None) -> bool:
    """Whether a numbered row is no task but the numbers of the columns under a header."""
    return (
        row is None
        and FIGURES.fullmatch(line.text) is not None
        and counts_columns([cell for cell in line.cells if cell])
    )
