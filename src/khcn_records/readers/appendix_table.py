"""One table of a task appendix: its lines → groups, rows and kept lines, judged by no more than their shape.

A row begins with its number and a directive behind it. Page numbers, repeated headers and lost row numbers stand between:
each line goes to exactly one row or is kept with its role.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from khcn_records.readers import KeptRole
from khcn_records.readers.appendix_rows import (
    TailWatch,
    cut,
    lost_numbers,
    opens_directive,
    opens_with_symbol,
    read_cells,
)
from khcn_records.readers.appendix_words import Group, Line, group_heading, header_at, is_header_part
from khcn_records.text import fold

__all__ = ["FIGURES", "TOTAL", "Row", "Table", "ends_sentence", "read_lost_columns", "table_end"]

_ROW_NUMBER = re.compile(r"([0-9]{1,3})[.)]?(?:\s+(\S.*))?")
_ENDS = re.compile(
    fold(
        r"nơi nhận\b.*|phần (?:[ivx]+|thứ \w+)\b.*|(?:kt|tm|tl|tuq|q)\. ?\w.{0,60}|phó giám đốc|giám đốc|ghi chú ?:.*"
    )
)
TOTAL = re.compile(fold(r"(?:tổng (?:số|cộng)|cộng)\b.*|tổng *(?::.*)?"))
# A bare number behind these words is the end of a sentence, not a page number.
_COUNTED = re.compile(
    fold(
        r".*\b(?:năm(?= [0-9]{4}$)|tháng(?= [0-9]{1,2}$)|ngày(?= [0-9]{1,2}$)|số|điều|khoản|đợt|lần|quý|mục|phần) [0-9]+"
    )
)

FIGURES = re.compile(r"[\s()0-9=+-]+")
_REFERENCE_TEXTS = 4


@attrs.define
class Row:
    """The lines of one row.

    Attributes:
        group: the heading it stands under.
        number: the row number, as printed or as it must have been.
        lines: in source order.
        texts: what stands in them, without the row number.
        sources: for each text the place of its line in `lines`.
        is_numbered: whether the number is printed.
        is_joint: whether a line held content and deadline together.
    """

    group: Group
    number: int
    lines: list[Line]
    texts: list[str] = attrs.field(factory=list)
    sources: list[int] = attrs.field(factory=list)
    is_numbered: bool = True
    is_joint: bool = False

    def add(self, line: Line, text: str) -> list[str]:
        """One more line, or the rest of the first; its texts."""
        if not self.lines or self.lines[-1] is not line:
            self.lines.append(line)
        pieces, is_joint = cut(text)
        self.is_joint = self.is_joint or is_joint
        self.texts += pieces
        self.sources += [len(self.lines) - 1] * len(pieces)
        return pieces


@attrs.define
class Table:
    """What a table's lines were found to be.

    Attributes:
        rows: in source order.
        groups: every heading, the nameless one of rows above the first heading included.
        kept: lines outside the rows, by number.
        end: the place behind the last line.
        doubts: codes that forbid reading the rows.
    """

    rows: list[Row] = attrs.field(factory=list)
    groups: list[Group] = attrs.field(factory=list)
    kept: dict[int, KeptRole] = attrs.field(factory=dict)
    end: int = 0
    doubts: list[str] = attrs.field(factory=list)


def ends_sentence(before: str, number: str) -> bool:
    """Whether a bare number is the end of what stands before it (*đến năm* 2030, *Điều* 5), and so no page number.

    >>> ends_sentence("trình độ công nghệ đến năm", "2030"), ends_sentence("kế hoạch năm", "4")
    (True, False)
    """
    return _COUNTED.fullmatch(fold(f"{before[-40:]} {number}")) is not None


def table_end(line: Line) -> bool:
    """Whether a line stands below a table: recipients, the signature, the next part of a report."""
    return len(line.key) <= 200 and _ENDS.fullmatch(line.key) is not None


def read_lost_columns(lines: Sequence[Line], start: int, end: int, header: frozenset[str]) -> Table:
    """The rows of a table whose cells stand one after another.

    Args:
        lines: of the whole source.
        start: the place behind the header.
        end: where the next appendix begins.
        header: keys of the header's lines, which a later page repeats.
    """
    return _Walk(lines, start, end, header).walk()


class _Walk:
    def __init__(self, lines: Sequence[Line], start: int, end: int, header: frozenset[str]) -> None:
        self.lines, self.start, self.end, self.header = lines, start, end, header
        self.table = Table()
        self.group = Group()
        self.row: Row | None = None
        self.watch = TailWatch()
        self.last = 0
        self.next_if_no_row = 0  # what would come next if the row that is open turned out to be none
        self.in_header = False

    def walk(self) -> Table:
        self.table.groups.append(self.group)
        place = self.start
        while place < self.end:
            line = self.lines[place]
            if self._is_end(line):
                break
            self._take(place, line)
            place += 1
        self.table.end = place
        self.table.rows = _resolved(self.table)
        for row in self.table.rows:
            row.group.found += 1
        return self.table

    @property
    def _is_between_rows(self) -> bool:
        return self.row is None or self.watch.is_complete

    def _is_end(self, line: Line) -> bool:
        return self._is_between_rows and table_end(line)

    def _take(self, place: int, line: Line) -> None:
        kept = self.table.kept
        before = self.lines[place - 1] if place > self.start else None
        is_header = (
            header_at(self.lines, place) > 0 if is_header_part(line) or line.key in self.header else False
        )
        if is_header or (self.in_header and line.key in self.header):
            self.in_header = True
            kept[line.number] = KeptRole.TABLE_HEADER
            return
        self.in_header = False
        if group := group_heading(line, before, is_between_rows=self._is_between_rows):
            self.group, self.row = group, None
            self.table.groups.append(group)
            kept[line.number] = KeptRole.GROUP
        elif (number := self._row_number(place)) is not None:
            self._open(number, line)
        elif line.is_number and not self._belongs_to_sentence(line):
            kept[line.number] = KeptRole.PAGE_NUMBER
        elif self._is_between_rows and TOTAL.fullmatch(line.key):
            kept[line.number], self.row = KeptRole.GROUP, None
        elif self.row is not None:
            self.watch.add(self.row.add(line, line.text))
        elif self.group.line is before and line.key.startswith("("):
            kept[line.number] = KeptRole.GROUP
        elif opens_with_symbol(self._texts(place)):
            self._open(None, line)
        elif self.group.line is None and FIGURES.fullmatch(line.text):
            kept[line.number] = KeptRole.TABLE_HEADER
        else:
            kept[line.number] = KeptRole.BODY

    def _texts(self, place: int) -> list[str]:
        return [line.text for line in self.lines[place : min(place + 2, self.end)]]

    def _open(self, number: int | None, line: Line) -> None:
        self.row = Row(
            self.group, self.last + 1 if number is None else number, [line], is_numbered=number is not None
        )
        self.table.rows.append(self.row)
        self.watch = TailWatch()
        self.next_if_no_row, self.last = self.last + 1, self.row.number
        found = _ROW_NUMBER.fullmatch(line.text) if number is not None else None
        if text := (found[2] if found else line.text):
            self.watch.add(self.row.add(line, text))

    def _row_number(self, place: int) -> int | None:
        """The number of the row that begins on this line, `None` where none begins."""
        line = self.lines[place]
        found = _ROW_NUMBER.fullmatch(line.text)
        if found is None or len(found[1].lstrip("0")) == 0:
            return None
        number = int(found[1])
        is_next = number in self._expected
        behind = [*([found[2]] if found[2] else []), *self._texts(place + 1)]
        if not found[2] and place + 1 < self.end and header_at(self.lines, place + 1):
            return None
        if opens_with_symbol(behind):
            is_short = self.row is not None and len(self.row.texts) <= _REFERENCE_TEXTS
            is_again = is_short and number in {self.last, self.next_if_no_row}
            return number if is_next or is_again or found[2] or self._is_between_rows else None
        if not is_next or not self._is_between_rows or not behind or behind[0][:1].isdigit():
            return None
        if (
            not found[2]
            and place + 1 < self.end
            and group_heading(self.lines[place + 1], None, is_between_rows=True)
        ):
            return None
        return number if self.row is None or not found[2] or opens_directive(behind) else None

    @property
    def _expected(self) -> set[int]:
        """The numbers that may come next: the one behind the last, and in a new group 1 as well."""
        return {self.last + 1} if self.row is not None else {self.last + 1, 1}

    def _belongs_to_sentence(self, line: Line) -> bool:
        """A bare number after an open phrase ("đến năm") is the end of a sentence, not a page number."""
        if self.row is None or not self.row.texts:
            return False
        return ends_sentence(self.row.texts[-1], line.text)


def _resolved(table: Table) -> list[Row]:
    """The rows with page numbers that looked like row numbers taken back, and rows that lost their number made rows again."""
    rows: list[Row] = []
    for place, row in enumerate(table.rows):
        following = table.rows[place + 1] if place + 1 < len(table.rows) else None
        if rows and _is_answer_on_next_page(rows[-1], row, following):
            table.kept[row.lines[0].number] = KeptRole.PAGE_NUMBER
            for line in row.lines[1:]:
                rows[-1].add(line, line.text)
            continue
        rows.append(row)
    return [part for row in rows for part in _split(row)]


def _is_answer_on_next_page(before: Row, row: Row, following: Row | None) -> bool:
    """A page number and a symbol, and nothing else: the answer of the row above, on a new page."""
    if (
        before.group is not row.group
        or not row.is_numbered
        or not row.lines[0].is_number
        or len(row.texts) > _REFERENCE_TEXTS
    ):
        return False
    is_last = following is None or following.group is not row.group
    is_beyond = is_last and row.group.printed is not None and row.number > row.group.printed
    is_again = following is not None and following.number == row.number and (not is_last or row.number > 1)
    is_doubtful = row.number != before.number + 1 or is_beyond or is_again
    if not is_doubtful:
        return False
    cells = read_cells(row.texts, (), is_done=False)
    if (
        cells.directive is None
        or cells.directive.number is None
        or cells.content
        or cells.progress
        or cells.due_text
    ):
        return False
    above = read_cells(before.texts, (), is_done=False)
    return (above.progress is not None or above.due_text is not None) and above.result is None


def _split(row: Row) -> list[Row]:
    """The row, or the rows it turns out to be where a number was lost."""
    starts = [at for at in lost_numbers(row.texts) if row.sources[at] > row.sources[at - 1]]
    parts = []
    for count, (at, end) in enumerate(zip([0, *starts], [*starts, len(row.texts)], strict=True)):
        first = row.sources[at] if count else 0
        last = row.sources[end] if end < len(row.texts) else len(row.lines)
        part = attrs.evolve(
            row,
            number=row.number + count,
            lines=row.lines[first:last],
            texts=row.texts[at:end],
            sources=[source - first for source in row.sources[at:end]],
            is_numbered=row.is_numbered and not count,
        )
        parts.append(part)
    return parts
