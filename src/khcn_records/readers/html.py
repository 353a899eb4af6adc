"""HTML as web pages and e-mail programs hold it: paragraphs and tables, cells over several rows and columns."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import attrs

from khcn_records.finding import Place
from khcn_records.readers.sources import Block, Grid, Paragraph, Source, Span

__all__ = ["source_of"]

_UNSEEN = frozenset({"script", "style", "template", "noscript", "title"})
_BLOCKS = frozenset(
    ("p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "aside", "main",
     "blockquote", "pre", "dt", "dd", "dl", "hr", "form", "center", "caption", "body")
)  # fmt: skip
_FARTHEST = 200
_MOST_COVERED = 500_000
_DECLARED = re.compile(r"<[!?]")
_APART = {"<!--": "-->", "<![CDATA[": "]]>"}


def source_of(text: str, file: str | None) -> Source:
    """The paragraphs and tables of a page; what is not shown is left out.

    Args:
        text: the page.
        file: the name to show in places.
    """
    page = _Page(file)
    page.feed(_plain(text))
    page.close()
    return Source(file, page.finished())


def _plain(text: str) -> str:
    """The page without comments and declarations; its lines stay. The parser of the standard library takes them in quadratic time."""
    parts: list[str] = []
    start = 0
    while found := _DECLARED.search(text, start):
        parts.append(text[start : found.start()])
        close = next((ends for begins, ends in _APART.items() if text.startswith(begins, found.start())), ">")
        end = text.find(close, found.start())
        start = len(text) if end < 0 else end + len(close)
        parts.append("\n" * text.count("\n", found.start(), start))
    rest = text[start:]
    last = rest.rfind(">") + 1
    return "".join([*parts, rest[:last], rest[last:].replace("<", "&lt;")])


@attrs.define
class _Table:
    """A table that is open; the cells of its rows by their column."""

    rows: list[dict[int, str]] = attrs.field(factory=list)
    spans: dict[tuple[int, int], Span] = attrs.field(factory=dict)
    lines: list[tuple[int, int]] = attrs.field(factory=list)
    reach: dict[int, int] = attrs.field(factory=dict)  # column → last row that a cell above reaches
    cell: tuple[int, int] | None = None


class _Page(HTMLParser):
    def __init__(self, file: str | None) -> None:
        super().__init__(convert_charrefs=True)
        self.file = file
        self.blocks: list[Block] = []
        self.tables: list[_Table] = []
        self.texts: list[list[str]] = [[]]  # of the page, then of each open cell
        self.starts = [1]
        self.unseen = 0
        self.count = 0
        self.covered = 0

    @property
    def line(self) -> int:
        return self.getpos()[0]

    def handle_data(self, data: str) -> None:
        if self.unseen or (self.tables and self.tables[-1].cell is None):
            return
        if not self.texts[-1]:
            self.starts[-1] = self.line
        self.texts[-1].append(" ".join(data.split("\n")) if "\n" in data else data)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag == "table":
            if not self.tables:
                self._paragraph()
            self.tables.append(_Table())
            self.texts.append([])
            self.starts.append(self.line)
        elif tag == "br":
            self.texts[-1].append("\n")
        elif tag in {"tr", "td", "th"}:
            self._open(tag, dict(attributes))
        elif tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag == "table" and self.tables:
            self._close_table()
        elif tag in {"td", "th", "tr"} and self.tables:
            self._close_cell()
        elif tag in _BLOCKS:
            self._break()

    def _break(self) -> None:
        if self.tables:
            self.texts[-1].append("\n")
        else:
            self._paragraph()

    def _paragraph(self) -> None:
        text = "".join(self.texts[0]).strip()
        start = self.starts[0]
        self.texts[0] = []
        if text:
            self.blocks.append(Paragraph(text, Place(file=self.file, line=start, line_end=start)))

    def _open(self, tag: str, told: dict[str, str | None]) -> None:
        if not self.tables:
            return self._break()
        table = self.tables[-1]
        self._close_cell()
        if tag == "tr" or not table.rows:
            table.rows.append({})
            table.lines.append((self.line, self.line))
        if tag == "tr":
            return None
        row = len(table.rows) - 1
        column = next(reversed(table.rows[row]), -1) + 1  # dicts keep the order in which cells were opened
        while table.reach.get(column, -1) >= row:
            column += 1
        span = Span(_number(told.get("rowspan")), _number(told.get("colspan")))
        self.covered += span.rows * span.columns - 1
        if self.covered > _MOST_COVERED:
            span = Span()
        for covered in range(column, column + span.columns):
            table.rows[row][covered] = ""
            if span.rows > 1:
                table.reach[covered] = row + span.rows - 1
        if span.rows > 1 or span.columns > 1:
            table.spans[row, column] = span
        table.cell = (row, column)
        self.texts[-1] = []
        return None

    def _close_cell(self) -> None:
        table = self.tables[-1]
        if table.cell is not None:
            row, column = table.cell
            table.rows[row][column] = "".join(self.texts[-1]).strip()
            table.lines[row] = (table.lines[row][0], self.line)
            table.cell = None
        self.texts[-1] = []

    def _close_table(self) -> None:
        self._close_cell()
        table = self.tables.pop()
        self.texts.pop()
        self.starts.pop()
        self.count += 1
        rows = [[row.get(column, "") for column in range(max(row, default=-1) + 1)] for row in table.rows]
        self.blocks.append(Grid(rows, file=self.file, table=self.count, spans=table.spans, lines=table.lines))

    def finished(self) -> tuple[Block, ...]:
        """Every block; what was left open is closed."""
        while self.tables:
            self._close_table()
        self._paragraph()
        return tuple(self.blocks)


def _number(text: str | None) -> int:
    """How far a cell says it reaches."""
    return (
        max(1, min(int(text), _FARTHEST))
        if text and text.isascii() and text.isdigit() and len(text) < 9
        else 1
    )
