"""A workbook for people, through XlsxWriter (extra `xlsx`): days are days, figures are figures, nothing is a formula.

* each table has a sheet of its own, its title above it; what has no headings (the fields of a record) shares one sheet
* the header row stays in sight, repeats on every printed page and carries filters; paper is A4, as wide as one page
* rows that say "late" or "overdue" are coloured by a rule of the workbook, so that they follow what is typed there later
* text is text whatever it begins with; one that a spreadsheet could run is marked as typed behind an apostrophe
* text too long for a cell goes on in the row below
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import attrs

from khcn_records.errors import MissingExtraError
from khcn_records.renderers import Block, Page, Row
from khcn_records.table import Cell, ColumnType, RowRole

__all__ = ["render"]

_LANDSCAPE_FROM = 6
_LONGEST = 32_000
"""Characters of a cell; Excel holds 32 767, counting some twice."""
_MOST_DIGITS = 15
_FIRST_DAY = dt.date(1900, 3, 1)
"""Before it spreadsheets do not agree which day a number is."""
_A4 = 9
_RUNS = tuple("=+-@\t\r\n＝＋－＠'")
"""First characters of a text that a spreadsheet could take for a command."""
_NO_TAB = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TAB = 31
_WIDTHS = {
    ColumnType.DAY: 12,
    ColumnType.COUNT: 10,
    ColumnType.DECIMAL: 13,
    ColumnType.DOCUMENT: 20,
    ColumnType.LABEL: 10,
}
_NARROWEST, _WIDEST, _LEAST_ALL = 6, 60, 80
"""Characters of the narrowest and the widest column, and of a sheet at least."""
_LINE_HEIGHT, _HIGHEST = 16, 409
"""Points of a line, and of a row at most: programs do not agree on how high a row is that does not say so."""
_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_COUNTS = {"vi": "[<1]0;[<10]00;#,##0"}
"""How a count is written: Vietnamese documents pad those below 10."""
_ALARMS = (
    {"bg_color": "#FFC7CE", "font_color": "#9C0006", "bold": True},
    {"bg_color": "#FFEB9C", "font_color": "#7F4F00"},
)
"""Colours of what must not be overlooked, the gravest first."""


def _writer() -> Any:
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtraError("xlsx") from error
    return xlsxwriter


def render(page: Page) -> bytes:
    """The page as a workbook, the same bytes each time.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = _writer().Workbook(out, options)
    book.set_properties({"title": page.title[:255], "created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001  a file says nothing of when it was made
    written = _Book(book, page.lang)
    lines = page.lines
    for blocks in _sheets(page.blocks):
        written.add(blocks, page.title, lines)
        lines = ()
    book.close()
    return out.getvalue()


def _sheets(blocks: Sequence[Block]) -> Iterable[list[Block]]:
    """The blocks of each sheet: a table alone, what has no headings together; a page of nothing has one sheet too."""
    sheets: list[list[Block]] = []
    for block in blocks:
        if sheets and not block.headings and not sheets[-1][-1].headings:
            sheets[-1].append(block)
        else:
            sheets.append([block])
    return sheets or [[]]


@attrs.define
class _Book:
    """The workbook that is being written, with its formats."""

    book: Any
    lang: str
    formats: dict[tuple[tuple[str, Any], ...], Any] = attrs.field(factory=dict)
    tabs: set[str] = attrs.field(factory=set)

    def format(self, **more: Any) -> Any:
        """A format, made once."""
        key = tuple(sorted({**_FONT, **more}.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(dict(key))
        return self.formats[key]

    def tab(self, wanted: str) -> str:
        """A name that no other sheet has and Excel takes."""
        name = " ".join(_NO_TAB.sub(" ", wanted).split()).strip("'")[:_LONGEST_TAB].strip("' ")
        if name.lower() in {"", "history"}:
            name = f"{name} {len(self.tabs) + 1}".strip()
        number, plain = 2, name
        while name.lower() in self.tabs:
            name = f"{plain[: _LONGEST_TAB - len(str(number)) - 1]} {number}"
            number += 1
        self.tabs.add(name.lower())
        return name

    def add(self, blocks: Sequence[Block], title: str, lines: Sequence[str]) -> None:
        """One sheet."""
        first = blocks[0] if blocks else Block()
        sheet = self.book.add_worksheet(self.tab(first.name or first.title or title))
        width = max((block.width for block in blocks), default=0)
        widths = [max(_wanted(block, at) for block in blocks) for at in range(width)] or [float(_WIDEST)]
        if (spare := _LEAST_ALL - sum(widths)) > 0:
            broadest = widths.index(max(widths))
            widths[broadest] += spare
        for at, wanted in enumerate(widths):
            sheet.set_column(at, at, wanted)
        sheet.set_paper(_A4)
        if width >= _LANDSCAPE_FROM:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
        sheet.center_horizontally()
        sheet.set_footer("&C&P/&N")
        written = _Sheet(self, sheet, widths)
        is_first = len(self.tabs) == 1
        heading = first.title if first.headings and first.title and not (is_first and title) else title
        written.line(heading, bold=True, font_size=14, align="center")
        for line in lines:
            written.line(line)
        for block in blocks:
            written.block(block, is_titled=block.title not in {"", heading})


def _wanted(block: Block, at: int) -> float:
    """How wide a column should be, in characters."""
    if at >= block.width:
        return 0
    kind = block.types[at] if at < len(block.types) else ColumnType.TEXT
    texts = [row.texts[at] for row in block.rows if row.group is None and at < len(row.texts)]
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    heading = max((len(word) for word in block.headings[at].split()), default=0) if block.headings else 0
    least = max(heading * 1.25 + 2, _WIDTHS.get(kind, _NARROWEST))
    is_worded = kind in {ColumnType.TEXT, ColumnType.LABEL}
    return min(
        _WIDEST if kind is ColumnType.TEXT else _WIDEST / 3, max(least, longest * 1.15 if is_worded else 0)
    )


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column."""
    return sum(max(1, math.ceil(len(line) * 1.1 / width)) for line in text.split("\n"))


@attrs.define
class _Sheet:
    """A sheet that is being written, row by row."""

    book: _Book
    sheet: Any
    widths: Sequence[float]
    at: int = 0

    def line(self, text: str, **look: Any) -> None:
        """A line across all columns, as high as it needs."""
        if not text:
            return
        for part in _cut(text):
            form = self.book.format(text_wrap=True, **look, **_quoted(part))
            if len(self.widths) > 1:
                self.sheet.merge_range(self.at, 0, self.at, len(self.widths) - 1, "", form)
            self.sheet.write_string(self.at, 0, part, form)
            size = 1.25 if look.get("bold") else 1.0
            high = _LINE_HEIGHT * size * _lines(part, sum(self.widths) / size)
            self.sheet.set_row(self.at, min(_HIGHEST, high))
            self.at += 1

    def block(self, block: Block, *, is_titled: bool) -> None:
        """A table: title, header row, rows, notes."""
        if is_titled:
            self.line(block.title, bold=True)
        self.at += 1 if self.at and (block.headings or is_titled) and not is_titled else 0
        header = self.at
        if block.headings:
            form = {
                "bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#E7EDF3",
            }  # fmt: skip
            most = max(
                _lines(one, width / 1.2) for one, width in zip(block.headings, self.widths, strict=False)
            )
            self.sheet.set_row(self.at, min(_HIGHEST, _LINE_HEIGHT * most))
            for place, heading in enumerate(block.headings):
                self.sheet.write_string(self.at, place, heading, self.book.format(**form, **_quoted(heading)))
            self.at += 1
            self.sheet.freeze_panes(self.at, 0)
            self.sheet.repeat_rows(header)
        first = self.at
        for row in block.rows:
            self._row(row, block)
        last = self.at - 1
        if block.headings and block.rows:
            self.sheet.autofilter(header, 0, last, block.width - 1)
        if block.rows and block.width:
            self.sheet.ignore_errors(
                {"number_stored_as_text": f"A{first + 1}:{_letters(block.width - 1)}{last + 1}"}
            )
            self._alarms(block, first, last)
        for note in block.notes:
            self.line(note, italic=True)
        self.at += 1

    def _alarms(self, block: Block, first: int, last: int) -> None:
        words: dict[int, int] = {}
        for place, word in block.alarms:
            grave = words[place] = words.get(place, -1) + 1
            colours = self.book.book.add_format(_ALARMS[min(grave, len(_ALARMS) - 1)])
            quoted = word.replace('"', '""')
            rule = {
                "type": "formula",
                "criteria": f'=${_letters(place)}{first + 1}="{quoted}"',
                "format": colours,
            }
            self.sheet.conditional_format(first, 0, last, block.width - 1, rule)

    def _row(self, row: Row, block: Block) -> None:
        look: dict[str, Any] = {"border": 1}
        if row.role is not RowRole.DATA:
            look |= {"bold": True, "bg_color": "#F3F0E6"}
        alarmed = {place for place, _ in block.alarms}
        if row.marked and not row.marked & alarmed:
            look |= _ALARMS[0]
        is_group = row.group is not None
        pieces = [_cut(text) for text in row.texts]
        for more in range(max(map(len, pieces), default=0) or 1):
            high = 1
            for place, parts in enumerate(pieces):
                text = parts[more] if more < len(parts) else ""
                cell = row.cells[place] if not more and place < len(row.cells) else None
                kind = block.types[place] if place < len(block.types) else ColumnType.TEXT
                own = {"bold": True} if place == 0 and not block.headings else {}
                edges = _edges(place, len(pieces)) if is_group else {"text_wrap": True}
                self._cell(place, text, cell, kind, {**look, **own, **edges})
                high = max(high, 1 if is_group else _lines(text, self.widths[place]))
            self.sheet.set_row(self.at, min(_HIGHEST, _LINE_HEIGHT * high))
            self.at += 1

    def _cell(self, place: int, text: str, cell: Cell, kind: ColumnType, look: dict[str, Any]) -> None:
        """One cell: a day, a figure, or text that is never anything else."""
        sheet, form = self.sheet, self.book.format
        if isinstance(cell, dt.date) and cell >= _FIRST_DAY:
            day = form(**look, align="center", num_format="dd/mm/yyyy")
            sheet.write_datetime(self.at, place, dt.datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
        elif kind is ColumnType.COUNT and isinstance(cell, int) and abs(cell) < 10**_MOST_DIGITS:
            number = form(**look, align="right", num_format=_COUNTS.get(self.book.lang, "#,##0"))
            sheet.write_number(self.at, place, cell, number)
        elif isinstance(cell, Decimal) and _is_held(cell):
            behind = max(0, -int(cell.as_tuple().exponent))
            figure = form(**look, align="right", num_format="#,##0" + ("." + "0" * behind if behind else ""))
            sheet.write_number(self.at, place, float(cell), figure)
        elif not text:
            sheet.write_blank(self.at, place, None, form(**look))
        else:
            sheet.write_string(self.at, place, text, form(**look, **_quoted(text)))


def _is_held(figure: Decimal) -> bool:
    """Whether a number of a spreadsheet keeps the figure exactly."""
    return len(figure.as_tuple().digits) <= _MOST_DIGITS and abs(figure.adjusted()) < _MOST_DIGITS


def _edges(place: int, width: int) -> dict[str, int]:
    """The borders of a cell of a row whose words go across all columns."""
    return {"border": 0, "top": 1, "bottom": 1, "left": int(place == 0), "right": int(place == width - 1)}


def _cut(text: str) -> list[str]:
    """The text in pieces that a cell holds."""
    return [text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST)]


def _quoted(text: str) -> dict[str, bool]:
    return {"quote_prefix": True} if text.startswith(_RUNS) else {}


def _letters(column: int) -> str:
    letters = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        letters = chr(ord("A") + rest) + letters
        column -= 1
    return letters
