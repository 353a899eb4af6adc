"""The task appendices (*phụ lục nhiệm vụ được giao*) of a source: lines → records, findings and kept lines.

An appendix in the text of a PDF has mostly lost its columns: cells are broken over lines, blank
cells leave nothing, page numbers stand between rows. What is left is the order of the cells — number, symbol and date,
content, deadline, day done, progress, answer. Where a program kept the columns by position, they are read by position.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from khcn_records.finding import Findings, Severity
from khcn_records.readers import KeptRole, Reading
from khcn_records.readers.appendix_columns import header_columns, read_columns
from khcn_records.readers.appendix_grid import read_grid
from khcn_records.readers.appendix_grid_header import grid_columns, grid_header_at
from khcn_records.readers.appendix_headings import (
    HEADING_REACH,
    heading_above,
    ordered_by,
    period_of,
    report_of,
)
from khcn_records.readers.appendix_table import read_lost_columns, table_end
from khcn_records.readers.appendix_tasks import AppendixTable, Tasks
from khcn_records.readers.appendix_words import (
    Line,
    columns_named,
    group_heading,
    header_at,
)
from khcn_records.readers.letter_frames import unframed
from khcn_records.readers.report_joining import join_body, kept_line
from khcn_records.readers.sources import BlockRole
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.values.document_references import DocumentReference

__all__ = ["read_lines"]

_HEADER_REACH = 12
_MARGINS = frozenset({BlockRole.HEADER, BlockRole.FOOTER})
_IN_ORDER = frozenset(
    {"number", "directive", "issued_on", "content", "due_on", "completed_on", "progress_text", "result"}
)


def read_lines(lines: Sequence[Line], file: str | None = None) -> Reading:
    """Judge lines, of a text or of any other source (`Source.lines`): their task appendices as records, the rest as kept lines.

    The ids of the tasks are made here, from what is printed: `2024-02/I.1` is period, group and row number; without groups
    `2024-02/1`, without a period `I.1`. Rows of the second appendix in a text bear `PL2.` before the group (`2024-02/PL2.I.1`),
    and a row whose id is taken already bears `-2`, `-3` behind it. A row without a number has the one behind the row above it.

    Args:
        lines: the non-blank ones, their numbers growing.
        file: the name to show in places.
    """
    return _Appendices(lines, file).read()


@attrs.frozen
class _Appendix:
    """Where an appendix stands: its heading, the header of its table, and the rows below."""

    heading: int
    header: int
    rows: int


class _Appendices:
    """Every line is given to exactly one record or kept with its role."""

    def __init__(self, lines: Sequence[Line], file: str | None) -> None:
        self.all_lines = lines = unframed(lines)
        self.lines = [line for line in lines if line.paragraph is None or line.paragraph.role not in _MARGINS]
        self.file = file
        self.found = Tasks(lines, file)
        for line in lines if len(self.lines) < len(lines) else ():
            if line.paragraph is not None and line.paragraph.role in _MARGINS:
                self.found.kept[line.number] = KeptRole.MARGIN
        self.reports: list[MonthlyReport] = []

    def read(self) -> Reading:
        appendices = self._appendices()
        if not appendices and self.lines:
            self.found.note("no_appendix", {}, severity=Severity.INFO)
        for count, appendix in enumerate(appendices, 1):
            end = appendices[count].heading if count < len(appendices) else len(self.lines)
            self._read_appendix(appendix, end, count)
        self.found.note_duplicates()
        above = self.lines[: appendices[0].heading] if appendices else self.lines
        headings = [self.lines[one.heading : one.header] for one in appendices]
        body = join_body(above, headings, self._report(), self.found.kept, self.file)
        unread = tuple(
            kept_line(line, self.found.kept[line.number], body.report, self.file)
            for line in self.all_lines
            if line.number in self.found.kept
        )
        return Reading(
            records=(*body.records, *self.found.tasks),
            places=(*body.places, *self.found.places),
            findings=Findings(self.found.findings),
            unread=unread,
            report=body.report,
            line_count=len(self.all_lines),
        )

    def _report(self) -> MonthlyReport | None:
        """The report of the first period named, with the tasks of every appendix of that period."""
        if not self.reports:
            return None
        first = self.reports[0]
        periods = list(dict.fromkeys(str(report.period) for report in self.reports))
        if len(periods) > 1:
            self.found.note("several_periods", {"text": ", ".join(periods), "taken": periods[0]})
        tasks = [task for report in self.reports if report.period == first.period for task in report.tasks]
        return attrs.evolve(first, tasks=tuple(tasks))

    # Where the appendices stand.

    def _appendices(self) -> list[_Appendix]:
        """Every table with a header; a header without a heading of its own is the table's above, on a new page."""
        found: list[_Appendix] = []
        place = 0
        while place < len(self.lines):
            grid = self.lines[place].grid
            length = (header_at if grid is None else grid_header_at)(self.lines, place)
            if not length:
                place += 1
                continue
            heading, is_new = heading_above(self.lines, place, found[-1].rows if found else 0)
            below = self.lines[max(place - 4 * HEADING_REACH, found[-1].rows) : place] if found else ()
            is_new = is_new or not found or self._is_apart(found[-1], place, length)
            if is_new or any(map(table_end, below)):
                found.append(_Appendix(heading, place, place + length))
            place += length
        return found

    def _is_apart(self, above: _Appendix, header: int, length: int) -> bool:
        """Whether a header cannot be one that is repeated: it stands in another sheet, or in a grid with other columns."""
        before, grid = self.lines[above.header].grid, self.lines[header].grid
        if before is None or grid is None:
            return before is not grid
        columns = grid_columns(self.lines[header : header + length])
        return before.sheet != grid.sheet or columns != grid_columns(self.lines[above.header : above.rows])

    # One appendix.

    def _read_appendix(self, appendix: _Appendix, end: int, count: int) -> None:
        heading = self.lines[appendix.heading : appendix.header]
        for line in heading:
            self.found.kept[line.number] = KeptRole.HEADING
        header = list(self.lines[appendix.header : appendix.rows])
        grid = header[0].grid
        above = self.lines[max(0, appendix.header - 4) : appendix.header] if grid is None else ()
        report = report_of(heading or above)
        if report is None and grid is not None and (period := period_of(grid.sheet or "")) is not None:
            report = MonthlyReport(report_id=str(period), period=period)
        if report is None:
            self.found.note("no_period", {}, header[:1])
        whole = (
            self._in_lines(appendix, end)
            if grid is None
            else self._in_grid(appendix, end, ordered_by(heading))
        )
        prefix = "/".join(
            filter(None, [str(report.period) if report else "", f"PL{count}." if count > 1 else ""])
        )
        if report and count == 1:
            prefix += "/"
        first = len(self.found.tasks)
        self.found.read(whole, prefix, report.period if report is not None else None)
        if report is not None:
            self.reports.append(attrs.evolve(report, tasks=tuple(self.found.tasks[first:])))

    def _in_grid(self, appendix: _Appendix, end: int, order: DocumentReference | None) -> AppendixTable:
        header = self._kept_header(appendix.header, appendix.rows)
        columns = grid_columns(header)
        table = read_grid(self.lines, appendix.rows, end, columns)
        found = AppendixTable(table, header, columns.named, order=order)
        if not columns.lists_tasks:
            table.doubts.append("other_table")
        elif "directive" not in columns.named:
            if order is None:
                table.doubts.append("no_directive_column")
            else:
                self.found.note("directive_of_list", {"text": order.cite()}, header[:1])
        if table.rows and columns.lists_tasks and not found.tells_status:
            self.found.note("no_status_column", {}, header[:1])
        return found

    def _in_lines(self, appendix: _Appendix, end: int) -> AppendixTable:
        end = next((place for place in range(appendix.rows, end) if self.lines[place].grid is not None), end)
        rows = self._below_header(appendix.rows, end)
        header = self._kept_header(appendix.header, rows)
        keys = frozenset(line.key for line in header)
        fields = columns_named(" ".join(line.key for line in header))
        columns = header_columns(header, self.lines[rows:end])
        if columns is not None:
            table = read_columns(self.lines, rows, end, keys, columns)
        else:
            table = read_lost_columns(self.lines, rows, end, keys)
            table.doubts += _lost(fields)
        return AppendixTable(table, header, fields, columns)

    def _kept_header(self, start: int, end: int) -> list[Line]:
        header = list(self.lines[start:end])
        for line in header:
            self.found.kept[line.number] = KeptRole.TABLE_HEADER
        return header

    def _below_header(self, start: int, end: int) -> int:
        """The place of the first row or group: headings that no list knows stand before it."""
        for place in range(start, min(end, start + _HEADER_REACH)):
            line = self.lines[place]
            if group_heading(line, None, is_between_rows=True) or line.is_number or line.text[:1].isdigit():
                return place
        return start


def _lost(fields: Sequence[str]) -> list[str]:
    """What speaks against reading rows by the order of their cells."""
    if "directive" not in fields:
        return ["no_directive_column"]
    if "content" in fields and fields.index("content") < fields.index("directive"):
        return ["columns_in_other_order"]
    return [] if _IN_ORDER.issuperset(fields) else ["columns_not_told_apart"]
