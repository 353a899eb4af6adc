"""The task appendices (*phụ lục nhiệm vụ được giao*) of a source: lines → records, findings and kept lines.

An appendix in the text of a PDF has mostly lost its columns: cells are broken over lines, blank
cells leave nothing, page numbers stand between rows. What is left is the order of the cells — number, symbol and date,
content, deadline, day done, progress, answer. Where a program kept the columns by position, they are read by position.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from khcn_records.finding import Finding, Findings, Place, Severity
from khcn_records.readers import KeptRole, KeptText, Reading
from khcn_records.readers.appendix_cells import RowCells
from khcn_records.readers.appendix_columns import Columns, header_columns, read_columns, read_columns_row
from khcn_records.readers.appendix_headings import HEADING_REACH, heading_above, report_of
from khcn_records.readers.appendix_rows import read_cells
from khcn_records.readers.appendix_table import Row, Table, read_lost_columns, table_end
from khcn_records.readers.appendix_words import (
    Group,
    Line,
    columns_named,
    group_heading,
    header_at,
    status_of,
)
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.text import clean
from khcn_records.values.document_references import DocumentReference

__all__ = ["read_lines"]

_HEADER_REACH = 12
_SEVERITIES = {
    "unplaced_date": Severity.INFO,
    "result_in_words": Severity.INFO,
    "deadline_without_day": Severity.INFO,
    "inferred_deadline": Severity.INFO,
    "directive_by_title": Severity.INFO,
    "columns_not_told_apart": Severity.INFO,
}
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
        self.lines = lines
        self.file = file
        self.kept: dict[int, KeptRole] = {line.number: KeptRole.BODY for line in lines}
        self.tasks: list[AssignedTask] = []
        self.places: list[Place] = []
        self.findings: list[Finding] = []
        self.ids: dict[str, int] = {}
        self.reports: list[MonthlyReport] = []

    def read(self) -> Reading:
        appendices = self._appendices()
        if not appendices and self.lines:
            self._note("no_appendix", {}, severity=Severity.INFO)
        for count, appendix in enumerate(appendices, 1):
            end = appendices[count].heading if count < len(appendices) else len(self.lines)
            self._read_appendix(appendix, end, count)
        self._note_duplicates()
        unread = tuple(
            KeptText(line.text, self._place([line]), self.kept[line.number])
            for line in self.lines
            if line.number in self.kept
        )
        return Reading(
            records=tuple(self.tasks),
            places=tuple(self.places),
            findings=Findings(self.findings),
            unread=unread,
            report=self._report(),
            line_count=len(self.lines),
        )

    def _report(self) -> MonthlyReport | None:
        """The report of the first period named, with the tasks of every appendix of that period."""
        if not self.reports:
            return None
        first = self.reports[0]
        periods = list(dict.fromkeys(str(report.period) for report in self.reports))
        if len(periods) > 1:
            self._note("several_periods", {"text": ", ".join(periods), "taken": periods[0]})
        tasks = [task for report in self.reports if report.period == first.period for task in report.tasks]
        return attrs.evolve(first, tasks=tuple(tasks))

    def _place(self, lines: Sequence[Line]) -> Place:
        first = lines[0].place(self.file)
        if first.line is None or lines[-1] is lines[0]:
            return first
        return attrs.evolve(first, line_end=lines[-1].place(self.file).line_end)

    def _note(
        self,
        code: str,
        parameters: dict[str, str | int],
        lines: Sequence[Line] = (),
        subject: str = "",
        severity: Severity | None = None,
    ) -> None:
        place = self._place(lines) if lines else None
        grave = severity or _SEVERITIES.get(code, Severity.WARNING)
        self.findings.append(
            Finding(code=code, severity=grave, subject=subject, place=place, parameters=parameters)
        )

    # Where the appendices stand.

    def _appendices(self) -> list[_Appendix]:
        """Every table with a header; a header without a heading of its own is the table's above, on a new page."""
        found: list[_Appendix] = []
        place = 0
        while place < len(self.lines):
            length = header_at(self.lines, place)
            if not length:
                place += 1
                continue
            heading, is_new = heading_above(self.lines, place, found[-1].rows if found else 0)
            below = self.lines[max(place - 4 * HEADING_REACH, found[-1].rows) : place] if found else ()
            if is_new or not found or any(map(table_end, below)):
                found.append(_Appendix(heading, place, place + length))
            place += length
        return found

    # One appendix.

    def _read_appendix(self, appendix: _Appendix, end: int, count: int) -> None:
        heading = self.lines[appendix.heading : appendix.header]
        for line in heading:
            self.kept[line.number] = KeptRole.HEADING
        header = list(self.lines[appendix.header : appendix.rows])
        report = report_of(heading or self.lines[max(0, appendix.header - 4) : appendix.header])
        if report is None:
            self._note("no_period", {}, header[:1])
        rows = self._below_header(appendix.rows, end)
        header = list(self.lines[appendix.header : rows])
        for line in header:
            self.kept[line.number] = KeptRole.TABLE_HEADER
        keys = frozenset(line.key for line in header)
        fields = columns_named(" ".join(line.key for line in header))
        columns = header_columns(header, self.lines[rows:end])
        if columns is None:
            table = read_lost_columns(self.lines, rows, end, keys)
            table.doubts += _lost(fields)
        else:
            table = read_columns(self.lines, rows, end, keys, columns)
        self.kept |= table.kept
        prefix = "/".join(
            filter(None, [str(report.period) if report else "", f"PL{count}." if count > 1 else ""])
        )
        if report and count == 1:
            prefix += "/"
        first = len(self.tasks)
        self._read_rows(table, prefix, fields, columns, header)
        if report is not None:
            self.reports.append(attrs.evolve(report, tasks=tuple(self.tasks[first:])))

    def _below_header(self, start: int, end: int) -> int:
        """The place of the first row or group: headings that no list knows stand before it."""
        for place in range(start, min(end, start + _HEADER_REACH)):
            line = self.lines[place]
            if group_heading(line, None, is_between_rows=True) or line.is_number or line.text[:1].isdigit():
                return place
        return start

    def _read_rows(
        self,
        table: Table,
        prefix: str,
        fields: Sequence[str],
        columns: Columns | None,
        header: Sequence[Line],
    ) -> None:
        for group in table.groups:
            if group.line is not None and group.status is None:
                self._note("unknown_group", {"text": group.line.text}, [group.line])
            if group.line is not None and group.printed is not None and group.printed != group.found:
                parameters: dict[str, str | int] = {
                    "group": group.mark,
                    "printed": group.printed,
                    "found": group.found,
                }
                self._note("group_count_differs", parameters, [group.line])
        is_readable = all(doubt == "columns_not_told_apart" for doubt in table.doubts)
        if len(table.groups) == 1 and table.rows and is_readable:
            self._note("no_groups", {}, header[:1], severity=Severity.INFO)
        for doubt in dict.fromkeys(table.doubts):
            self._note(doubt, {"text": clean(" ".join(line.text for line in header))}, header[:1])
        before: Row | None = None
        for row in table.rows:
            self._note_order(before, row)
            self._read_row(row, self._row_id(prefix, row), fields, columns, is_readable=is_readable)
            before = row

    def _row_id(self, prefix: str, row: Row) -> str:
        base = prefix + ".".join(filter(None, [row.group.mark, str(row.number)]))
        self.ids[base] = self.ids.get(base, 0) + 1
        return base if self.ids[base] == 1 else f"{base}-{self.ids[base]}"

    def _note_order(self, before: Row | None, row: Row) -> None:
        last = before.number if before is not None else 0
        parameters: dict[str, str | int] = {
            "number": str(row.number),
            "previous": str(last),
            "group": row.group.mark,
        }
        if not row.is_numbered:
            self._note("row_number_missing", {"number": str(row.number), "group": row.group.mark}, row.lines)
        elif row.number != last + 1 and (
            row.number != 1 or (before is not None and before.group is row.group)
        ):
            if before is None or before.group is not row.group:
                parameters["previous"] = "0"
            self._note("row_out_of_order", parameters, row.lines[:1])

    def _read_row(
        self, row: Row, row_id: str, fields: Sequence[str], columns: Columns | None, *, is_readable: bool
    ) -> None:
        if not is_readable:
            return
        if columns is None:
            is_done = row.group.status is TaskStatus.DONE
            cells = read_cells(row.texts, fields, is_done=is_done, is_joint=row.is_joint)
        else:
            cells = read_columns_row(row, columns)
        for code, text in cells.problems:
            if cells.directive is None and code != "unreadable_directive":
                continue
            self._note(code, {"text": text}, row.lines, row_id)
        if cells.directive is None:
            parameters: dict[str, str | int] = {"number": str(row.number), "group": row.group.mark}
            parameters["text"] = clean(" ".join(line.text for line in row.lines))
            self._note("unreadable_row", parameters, row.lines, row_id, Severity.ERROR)
            return
        for line in row.lines:
            del self.kept[line.number]
        self.tasks.append(_task(row_id, self._status(row.group, cells, row, row_id), cells, cells.directive))
        self.places.append(self._place(row.lines))

    def _status(self, group: Group, cells: RowCells, row: Row, row_id: str) -> TaskStatus:
        """What the group says; without one, what the columns tell; else work begun, with a finding."""
        if group.status is not None:
            told = status_of(cells.progress or "")
            is_open = told not in {None, TaskStatus.DONE}
            if group.status is TaskStatus.DONE and is_open and cells.completed_on is None:
                self._note(
                    "group_and_progress_differ",
                    {"text": cells.progress or "", "group": group.mark},
                    row.lines,
                    row_id,
                )
            return group.status
        if cells.completed_on is not None:
            return TaskStatus.DONE
        told = status_of(cells.progress or "")
        if told is None:
            self._note("unknown_status", {"text": cells.progress or ""}, row.lines, row_id)
        return told or TaskStatus.IN_PROGRESS

    def _note_duplicates(self) -> None:
        """The same symbol for two tasks keeps two tasks and leaves a finding at the later one."""
        seen: dict[object, AssignedTask] = {}
        for task, place in zip(self.tasks, self.places, strict=True):
            key = task.directive.key
            if task.directive.number is not None and key in seen:
                finding = Finding(
                    code="duplicate_symbol",
                    severity=Severity.WARNING,
                    subject=task.task_id,
                    place=place,
                    parameters={"symbol": str(task.directive.number), "other": seen[key].task_id},
                )
                self.findings.append(finding)
            seen.setdefault(key, task)


def _lost(fields: Sequence[str]) -> list[str]:
    """What speaks against reading rows by the order of their cells."""
    if "directive" not in fields:
        return ["no_directive_column"]
    if "content" in fields and fields.index("content") < fields.index("directive"):
        return ["columns_in_other_order"]
    return [] if _IN_ORDER.issuperset(fields) else ["columns_not_told_apart"]


def _task(task_id: str, status: TaskStatus, cells: RowCells, directive: DocumentReference) -> AssignedTask:
    return AssignedTask(
        task_id=task_id,
        directive=directive,
        content=cells.content or directive.subject or str(directive),
        status=status,
        due_on=cells.due_on,
        due_text=cells.due_text,
        completed_on=cells.completed_on,
        progress_text=cells.progress,
        result=cells.result,
        lead_unit=cells.lead_unit,
        coordinating_units=cells.coordinating_units,
        note="; ".join(cells.notes) or None,
    )
