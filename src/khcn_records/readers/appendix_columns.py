"""A task appendix whose columns are kept by position, as `pdftotext -layout` writes it: lines → cells under their headings.

Within a row a column is a stretch of characters with a gap of two or more beside it on every line; it belongs to the
heading it stands under. Whatever contradicts that — two columns grown together, a number that stands in the middle of
its row — makes the row or the table unread, never a wrong task.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import attrs

from khcn_records.readers import KeptRole
from khcn_records.readers.appendix_cells import Known, RowCells, cells_of
from khcn_records.readers.appendix_table import Row, Table, ends_sentence, table_end
from khcn_records.readers.appendix_words import (
    Group,
    Line,
    column_of,
    columns_named,
    group_heading,
    header_at,
    is_header_part,
)
from khcn_records.text import clean

__all__ = ["Columns", "header_columns", "read_columns", "read_columns_row"]

_ROW = re.compile(r" *([0-9]{1,3})[.)]? +(?=\S)")
_GAP = re.compile(r" {2,}")
_FIGURES = re.compile(r"[\s()0-9]+")
_FEWEST = 4
_MOST_STRETCHES = 40


@attrs.frozen
class _Span:
    """A stretch of characters, and the text in it."""

    start: int
    end: int
    text: str

    def shared(self, other: _Span) -> int:
        """How many characters two stretches have in common; negative: how far they are apart."""
        return min(self.end, other.end) - max(self.start, other.start)

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


@attrs.frozen
class Columns:
    """The columns of a table.

    Attributes:
        spans: from left to right, where each heading stands and what it says.
        names: heading → its field, or its own words where it is none of ours.
    """

    spans: tuple[_Span, ...]
    names: dict[_Span, str] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        names = {span: column_of(span.text) or span.text for span in self.spans}
        object.__setattr__(self, "names", names)


def _spans(raws: Sequence[str]) -> list[_Span]:
    """The stretches that a gap of two characters on every line parts; none where there are more than any table has."""
    width = max(map(len, raws), default=0)
    used = bytearray(width + 2)
    for raw in raws:
        for found in re.finditer(r"\S+", raw):
            used[found.start() : found.end()] = b"\x01" * (found.end() - found.start())
    joined = re.sub(rb"\x01\x00(?=\x01)", b"\x01\x01", bytes(used))
    if joined.count(b"\x00\x01") > _MOST_STRETCHES:
        return []
    return [
        _Span(found.start(), found.end(), clean(" ".join(raw[found.start() : found.end()] for raw in raws)))
        for found in re.finditer(rb"\x01+", joined)
    ]


def header_columns(header: Sequence[Line], body: Sequence[Line]) -> Columns | None:
    """The columns of a table, `None` where its lines do not keep them by position.

    Args:
        header: the header's lines.
        body: lines below it, enough to see how its rows are laid out.
    """
    raws = [line.raw for line in header if not _FIGURES.fullmatch(line.text)]
    if any("\t" in line.raw for line in (*header, *body)):
        return None
    spans = _spans(raws)
    if len({name for span in spans for name in columns_named(span.text)[:1]}) < _FEWEST:
        return None
    starts = [line for line in body if _ROW.match(line.raw)]
    wide = sum(len(_GAP.split(line.text)) > 2 for line in starts)
    return Columns(tuple(spans)) if 2 * wide > len(starts) else None


def read_columns(
    lines: Sequence[Line], start: int, end: int, header: frozenset[str], columns: Columns
) -> Table:
    """The rows of a table whose columns are kept by position.

    Args:
        lines: of the whole source.
        start: the place behind the header.
        end: where the next appendix begins.
        header: keys of the header's lines, which a later page repeats.
        columns: as `header_columns` found them.
    """
    table, group = Table(), Group()
    table.groups.append(group)
    row: Row | None = None
    in_header, place = False, start
    margin = columns.spans[0].end + 3
    while place < end:
        line = lines[place]
        if table_end(line):
            break
        in_header = (in_header and line.key in header) or (
            is_header_part(line) and header_at(lines, place) > 0
        )
        number = _ROW.match(line.raw)
        is_row = number is not None and number.end(1) <= margin and len(_GAP.split(line.text)) > 1
        opened = None if is_row else group_heading(line, None, is_between_rows=True)
        if in_header:
            table.kept[line.number] = KeptRole.TABLE_HEADER
        elif opened is not None and len(_GAP.split(line.text)) <= 2:
            group, row = opened, None
            table.groups.append(group)
            table.kept[line.number] = KeptRole.GROUP
        elif line.is_number and not (row is not None and _goes_on(row.lines[-1], line)):
            table.kept[line.number] = KeptRole.PAGE_NUMBER
        elif is_row and number is not None:
            row = Row(group, int(number[1]), [line])
            group.found += 1
            table.rows.append(row)
        elif row is not None:
            row.lines.append(line)
        else:
            is_note = (
                len(_GAP.split(line.text)) == 1 and line.raw.find(line.text) < columns.spans[1].start + 3
            )
            table.kept[line.number] = KeptRole.GROUP if is_note and group.line is not None else KeptRole.BODY
            if not is_note:
                table.doubts.append("rows_not_told_apart")
        place += 1
    table.end = place
    if any(_begins_inside(row, columns) for row in table.rows):
        table.doubts.append("rows_not_told_apart")
    return table


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a bare number stands under the beginning of a cell on the line above: the end of a sentence, not a page number."""
    start = line.raw.find(line.text)
    is_beginning = (
        above.raw[start : start + 1].strip() != "" and above.raw[max(0, start - 2) : start].strip() == ""
    )
    cell = _GAP.split(above.raw[start:], maxsplit=1)[0]
    is_said = len(line.text) == len("2024") or ends_sentence(cell, line.text)
    return is_beginning and is_said and line.number - above.number <= 2


def _begins_inside(row: Row, columns: Columns) -> bool:
    """Whether the number stands in the middle of its row: the content beside it goes on from a line above."""
    cells = _cells([_without_number(row.lines[0].raw)], columns)
    content = (cells or {}).get("content", "")
    return content[:1].islower()


def _without_number(raw: str) -> str:
    found = _ROW.match(raw)
    return " " * found.end() + raw[found.end() :] if found else raw


def _cells(raws: Sequence[str], columns: Columns) -> dict[str, str] | None:
    """Field → text, or heading → text for a column that is none of ours; `None` where columns have grown together."""
    found: dict[str, str] = {}
    spans = _spans(raws)
    if not spans or len(columns.spans) < _FEWEST:
        return None
    for span in spans:
        under = [heading for heading in columns.spans[1:] if span.start <= heading.middle < span.end]
        parts = _parted(span, under, raws) if len(under) > 1 else [span]
        if parts is None:
            return None
        for part in parts:
            heading = max(columns.spans[1:], key=part.shared)
            name = columns.names[heading]
            if name in found and name != "content":
                return None
            found[name] = f"{found[name]} {part.text}" if name in found else part.text
    return found


def _parted(span: _Span, under: Sequence[_Span], raws: Sequence[str]) -> list[_Span] | None:
    """A stretch under several headings, cut where one blank column runs through all lines between them."""
    cuts = [span.start]
    for left, right in itertools.pairwise(under):
        first, last = int(left.middle), int(right.middle)
        blank = [at for at in range(first, last) if all(raw[at : at + 1] in {"", " "} for raw in raws)]
        if len(blank) != 1:
            return None
        cuts.append(blank[0])
    cuts.append(span.end)
    return [
        _Span(start, end, clean(" ".join(raw[start:end] for raw in raws)))
        for start, end in itertools.pairwise(cuts)
    ]


def read_columns_row(row: Row, columns: Columns, known: Known) -> RowCells:
    """The cells of a row; without a directive where they do not hold together."""
    cells = _cells([_without_number(row.lines[0].raw), *(line.raw for line in row.lines[1:])], columns)
    return RowCells() if cells is None else cells_of(cells, known)
