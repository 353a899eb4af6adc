"""Stage one, for every kind of file: what stands in it, in order, unjudged. Judging is the work of stage two.

A source is a row of blocks: paragraphs (headers, footnotes and text boxes among them, each under its role) and grids, which
keep every cell as the file holds it. `Source.lines` lays both out as lines, so that one judgement serves a text, a Word file,
a workbook and a page of HTML: a row of a grid is a line that still knows its cells.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias

import attrs

from khcn_records.finding import Finding, Place
from khcn_records.text import fold, normalize

__all__ = ["Block", "BlockRole", "Grid", "Line", "Paragraph", "Source", "Span", "Value", "column_letters"]

Value: TypeAlias = str | int | float | bool | dt.date | dt.time | dt.timedelta | None
"""What a cell holds; days are `date`, or `datetime` where a time is told."""


_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_PAGE_BREAK = re.compile(r"[\f\v]")
_BETWEEN = "|"
"""What cells are joined by while they are normalised: a printed sign, which no mark behind it changes."""


class BlockRole(enum.StrEnum):
    """Where a paragraph stands in its file."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    TEXT_BOX = "text_box"
    COMMENT = "comment"


@attrs.frozen
class Paragraph:
    """A paragraph, or a line of a text.

    Attributes:
        text: as it stands, with the spaces before it: columns may be kept by position.
        place: where it stands.
        label: its automatic number as it is printed (`1.`, `a)`, `-`), which `text` does not hold.
        style: the name of its style.
        role: where it stands in its file.
    """

    text: str
    place: Place
    label: str = ""
    style: str = ""
    role: BlockRole = BlockRole.BODY

    @property
    def printed(self) -> str:
        """The text with its number before it, as a reader of the page sees it."""
        return f"{self.label} {self.text}" if self.label else self.text


@attrs.frozen
class Span:
    """How far a merged cell reaches: rows and columns, itself included."""

    rows: int = 1
    columns: int = 1


_ALONE = Span()
_PUT_ROW: Callable[[Place, int], None] = Place.__dict__["row"].__set__


@attrs.frozen(eq=False)
class Grid:
    """A table, or a sheet of a workbook: cells in rows, each as the file holds it.

    A merged cell has its value at its first row and column; the cells it covers are `None`.

    Attributes:
        rows: the values; rows need not be of one length.
        file: name of the file.
        page: the page it begins on, counted from 1.
        sheet: name of the sheet.
        table: its place among the tables of the file, counted from 1.
        first_row: the number of its first row in the sheet or table, counted from 1.
        first_column: the same of its first column.
        lines: the first and the last line of each row, where the file has lines.
        spans: merged cells: place of the row and of the column in `rows`, counted from 0 → how far it reaches.
        is_hidden: whether the file does not show it.
        is_continued: whether it goes on with the table above it.
    """

    rows: Sequence[Sequence[Value]]
    file: str | None = None
    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    first_row: int = 1
    first_column: int = 1
    lines: Sequence[tuple[int, int]] | None = None
    spans: Mapping[tuple[int, int], Span] = MappingProxyType({})
    is_hidden: bool = False
    is_continued: bool = False

    def span(self, row: int, column: int) -> Span:
        """How far the cell reaches."""
        return self.spans.get((row, column), _ALONE)

    def place(self, row: int, column: int | None = None) -> Place:
        """Where a row, or a cell of it, stands in the file."""
        cell = None
        if column is not None:
            cell = f"{column_letters(self.first_column + column - 1)}{self.first_row + row}"
        line, line_end = (None, None) if self.lines is None else self.lines[row]
        if cell is None and line is None and self.sheet is not None and row:
            return self._below(row)
        return Place(
            file=self.file,
            page=self.page,
            sheet=self.sheet,
            table=self.table,
            row=self.first_row + row,
            cell=cell,
            line=line,
            line_end=line_end,
        )

    def _below(self, row: int) -> Place:
        """The place of a further row of a sheet: as that of the first, but for its number."""
        place = object.__new__(Place)
        for put, value in self._first:
            put(place, value)
        _PUT_ROW(place, self.first_row + row)
        return place

    @functools.cached_property
    def _first(self) -> tuple[tuple[Callable[[Place, Any], None], Any], ...]:
        first = self.place(0)
        return tuple(
            (getattr(Place, field.name).__set__, getattr(first, field.name))
            for field in attrs.fields(Place)
            if field.name != "row"
        )

    @functools.cached_property
    def rows_reaching_down(self) -> frozenset[int]:
        """The rows in which a cell begins that is merged with those below."""
        return frozenset(row for (row, _), span in self.spans.items() if span.rows > 1)

    def texts(self, row: int) -> list[str]:
        """The cells of a row as text, `""` for a blank one."""
        return [value if type(value) is str else text_of(value) for value in self.rows[row]]


Block: TypeAlias = Paragraph | Grid


def text_of(value: Value) -> str:
    """A value as the cell shows it: a day by day, month and year, a whole number without a point.

    >>> text_of(dt.date(2024, 2, 5)), text_of(316.0), text_of(None)
    ('05/02/2024', '316', '')
    """
    if type(value) is dt.date:  # what most cells of a sheet are, but for texts
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case dt.datetime() if value.time() != dt.time():
            return f"{value:%H:%M} {value.day:02}/{value.month:02}/{value.year:04}"
        case dt.date():
            return f"{value.day:02}/{value.month:02}/{value.year:04}"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case dt.time():
            return f"{value:%H:%M}"
        case _:
            return str(value)


def column_letters(place: int) -> str:
    """The letters of a column counted from 0.

    >>> [column_letters(place) for place in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Line:
    """One non-blank line of a source, or one row of a grid.

    Attributes:
        number: counted from 1; where the source has no lines, only which line it is.
        raw: as it stands, normalised, with the spaces before it: columns are known by position. Cells stand apart by tabs.
        text: without the spaces around it.
        key: folded, for matching.
        cells: the cells of a row of a grid; empty for a line of text.
        grid: the grid the row belongs to, and `row`, its place there.
    """

    __slots__ = ("_key", "_text", "cells", "grid", "number", "paragraph", "raw", "row")

    def __init__(
        self,
        number: int,
        raw: str,
        *,
        paragraph: Paragraph | None = None,
        grid: Grid | None = None,
        row: int = 0,
        cells: Sequence[str] = (),
    ) -> None:
        self.number = number
        self.raw = raw
        self.paragraph = paragraph
        self.grid = grid
        self.row = row
        self.cells = cells
        self._text: str | None = None
        self._key: str | None = None

    @property
    def text(self) -> str:
        """The line without the spaces around it."""
        if self._text is None:
            self._text = self.raw.strip()
        return self._text

    @property
    def key(self) -> str:
        """The line folded, for matching."""
        if self._key is None:
            self._key = fold(self.raw)
        return self._key

    @property
    def is_number(self) -> bool:
        """Whether nothing but figures stands in the line."""
        return self.text.isascii() and self.text.isdigit()

    def place(self, file: str | None) -> Place:
        """Where it stands: the paragraph's or the row's place, else the line."""
        if self.grid is not None:
            return self.grid.place(self.row)
        if self.paragraph is not None:
            return self.paragraph.place
        return Place(file=file, line=self.number, line_end=self.number)

    def __repr__(self) -> str:
        return f"Line({self.number!r}, {self.raw!r})"


@attrs.frozen(eq=False)
class Source:
    """A file as it stands: stage one is done, nothing is judged.

    Attributes:
        file: its name.
        blocks: in the order of the file.
        findings: what was noticed while it was opened.
        text: the text itself, where the file is one: it has lines and no blocks.
        kind: the reader that opened it.
    """

    file: str | None = None
    blocks: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()
    text: str | None = None
    kind: str = "text"

    def lines(self) -> Iterator[Line]:
        """Every non-blank line, paragraph and row as a line, numbered as they come."""
        if self.text is not None:
            for number, raw in enumerate(_LINE_BREAK.split(normalize(self.text)), 1):
                if raw.strip():
                    yield Line(number, _PAGE_BREAK.sub(" ", raw.lstrip("\f\v")))
            return
        number = 0
        for block in self.blocks:
            if isinstance(block, Paragraph):
                for part in normalize(block.printed).split("\n"):
                    number += 1
                    if part.strip():
                        yield Line(number, part, paragraph=block)
                continue
            for row in range(len(block.rows)):
                number += 1
                cells = _tidy(block.texts(row))
                if any(cells):
                    yield Line(number, "\t".join(cells), grid=block, row=row, cells=cells)


def _tidy(texts: Sequence[str]) -> list[str]:
    """The cells of a row, each on one line; they are normalised together, which is several times quicker."""
    whole = normalize(_BETWEEN.join(texts))
    cells = whole.split(_BETWEEN)
    if len(cells) != len(texts):  # the sign itself stands in a cell
        cells = [normalize(text) for text in texts]
    elif whole.isprintable() and not _has_idle_spaces(whole):
        return cells
    return [" ".join(cell.split()) if cell else "" for cell in cells]


def _has_idle_spaces(row: str) -> bool:
    """Whether a space stands at an end of a cell, or behind another."""
    return "  " in row or " |" in row or "| " in row or row[:1] == " " or row[-1:] == " "
