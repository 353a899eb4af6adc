"""The rows of a task appendix, wherever they stood → tasks, each with its id, its status and what is doubtful about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import attrs

from khcn_records.finding import Finding, Place, Severity
from khcn_records.mentions.documents import find_documents
from khcn_records.readers import KeptRole
from khcn_records.readers.appendix_cells import Known, RowCells
from khcn_records.readers.appendix_columns import Columns, read_columns_row
from khcn_records.readers.appendix_grid_cells import GridRow, read_grid_row
from khcn_records.readers.appendix_rows import read_cells
from khcn_records.readers.appendix_table import Row, Table
from khcn_records.readers.appendix_words import is_late
from khcn_records.readers.repeated import made_task
from khcn_records.readers.sources import Line
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.text import DASHES, clean
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

__all__ = ["AppendixTable", "Tasks"]

_SEVERITIES = {
    "unplaced_date": Severity.INFO,
    "result_in_words": Severity.INFO,
    "deadline_without_day": Severity.INFO,
    "inferred_deadline": Severity.INFO,
    "directive_by_title": Severity.INFO,
    "columns_not_told_apart": Severity.INFO,
    "other_table": Severity.INFO,
    "day_as_number": Severity.INFO,
    "directive_of_list": Severity.INFO,
    "directive_from_above": Severity.INFO,
    "no_status_column": Severity.INFO,
    "inferred_year": Severity.INFO,
    "several_directives": Severity.INFO,
    "directive_with_words": Severity.INFO,
    "same_as_above": Severity.INFO,
}
_FIELDS = {
    "directive": ("unreadable_directive", "directive_by_title", "several_directives", "directive_with_words"),
    "due_on": ("unreadable_deadline", "deadline_without_day", "inferred_deadline"),
    "completed_on": ("unreadable_completion",),
    "result": ("unreadable_result", "result_in_words"),
}
_FIELD_OF = {code: field for field, codes in _FIELDS.items() for code in codes}
"""Code of what is doubtful of a cell → its column."""
_TELLING = frozenset({"completed_on", "progress_text", "status"})


_SIGN_OF_SYMBOL = re.compile(f"[/{re.escape(DASHES)}]")  # no symbol is without one


@attrs.frozen
class AppendixTable:
    """A table whose rows are found.

    Attributes:
        table: its rows, groups and kept lines.
        header: its header.
        fields: what the header names.
        columns: where each stands, in text that keeps columns by position.
        order: what orders every row that names no directive of its own.
    """

    table: Table
    header: Sequence[Line]
    fields: Sequence[str]
    columns: Columns | None = None
    order: DocumentReference | None = None

    @property
    def tells_status(self) -> bool:
        """Whether any column says what has been done."""
        return not _TELLING.isdisjoint(self.fields)


class Tasks:
    """The tasks of a source as they are found; each line is given to exactly one, or kept with its role.

    Attributes:
        kept: number of a line → its role.
        tasks: in source order.
        places: of the tasks.
        findings: what was noticed.
    """

    def __init__(self, lines: Sequence[Line], file: str | None) -> None:
        self.file = file
        self.kept: dict[int, KeptRole] = {line.number: KeptRole.BODY for line in lines}
        self.tasks: list[AssignedTask] = []
        self.places: list[Place] = []
        self.findings: list[Finding] = []
        self._ids: dict[str, int] = {}
        self._inherited: set[str] = set()
        self._known = Known()

    def place(self, lines: Sequence[Line]) -> Place:
        """Where lines stand, from the first to the last."""
        first = lines[0].place(self.file)
        if lines[-1] is lines[0]:
            return first
        last = lines[-1].place(self.file)
        if first.page != last.page:
            return attrs.evolve(first, line_end=None)
        row_end = last.row if first.row is not None and first.table == last.table else None
        paragraph_end = last.paragraph if first.paragraph != last.paragraph else None
        return attrs.evolve(first, line_end=last.line_end, row_end=row_end, paragraph_end=paragraph_end)

    def note(
        self,
        code: str,
        parameters: dict[str, str | int],
        lines: Sequence[Line] = (),
        subject: str = "",
        severity: Severity | None = None,
        place: Place | None = None,
    ) -> None:
        """A finding at lines, or at a cell of them."""
        place = place or (self.place(lines) if lines else None)
        grave = severity or _SEVERITIES.get(code, Severity.WARNING)
        self.findings.append(
            Finding(code=code, severity=grave, subject=subject, place=place, parameters=parameters)
        )

    def read(self, found: AppendixTable, prefix: str, period: ReportingPeriod | None = None) -> None:
        """Every row of a table.

        Args:
            found: the table.
            prefix: what its ids begin with.
            period: of the report, for days without their year.
        """
        self._known.begin(period)
        table, header = found.table, found.header
        self.kept |= table.kept
        for group in table.groups:
            if group.line is not None and group.status is None:
                self.note("unknown_group", {"text": clean(group.line.text)}, [group.line])
            if group.line is not None and group.printed is not None and group.printed != group.found:
                parameters: dict[str, str | int] = {
                    "group": group.mark,
                    "printed": group.printed,
                    "found": group.found,
                }
                self.note("group_count_differs", parameters, [group.line])
        is_readable = all(doubt == "columns_not_told_apart" for doubt in table.doubts)
        if len(table.groups) == 1 and table.rows and is_readable:
            self.note("no_groups", {}, header[:1], severity=Severity.INFO)
        for doubt in dict.fromkeys(table.doubts):
            self.note(doubt, {"text": clean(" ".join(line.text for line in header))}, header[:1])
        before: Row | None = None
        for row in table.rows:
            self._note_order(before, row)
            row_id = self._row_id(prefix, row)
            if is_readable:
                self._read_row(row, row_id, found)
            before = row

    def _row_id(self, prefix: str, row: Row) -> str:
        mark = row.mark if isinstance(row, GridRow) and row.mark else str(row.number)
        base = prefix + ".".join(filter(None, [row.group.mark, mark]))
        self._ids[base] = self._ids.get(base, 0) + 1
        return base if self._ids[base] == 1 else f"{base}-{self._ids[base]}"

    def _note_order(self, before: Row | None, row: Row) -> None:
        if isinstance(row, GridRow) and (row.mark or row.inherits):
            return
        last = before.number if before is not None else 0
        if row.is_numbered and row.number == last + 1:
            return
        parameters: dict[str, str | int] = {
            "number": str(row.number),
            "previous": str(last),
            "group": row.group.mark,
        }
        if not row.is_numbered:
            self.note("row_number_missing", {"number": str(row.number), "group": row.group.mark}, row.lines)
        elif row.number != last + 1 and (
            row.number != 1 or (before is not None and before.group is row.group)
        ):
            if before is None or before.group is not row.group:
                parameters["previous"] = "0"
            self.note("row_out_of_order", parameters, row.lines[:1])

    def _read_row(self, row: Row, row_id: str, found: AppendixTable) -> None:
        cells = _cells_of(row, found, self._known)
        if cells.directive is None and found.order is not None and not _has(cells, "unreadable_directive"):
            cells.directive = found.order
            self._inherited.add(row_id)
            if "directive" in found.fields:
                self.note("directive_of_list", {"text": found.order.cite()}, row.lines, row_id)
        self._note_cells(row, row_id, cells)
        if cells.directive is None or (
            cells.content is None and not cells.directive.subject and isinstance(row, GridRow)
        ):
            self._note_blank(row, cells, row_id)
            parameters: dict[str, str | int] = {"number": str(row.number), "group": row.group.mark}
            parameters["text"] = clean(" ".join(line.text for line in row.lines))
            self.note("unreadable_row", parameters, row.lines, row_id, Severity.ERROR)
            return
        if isinstance(row, GridRow) and (row.inherits or row.columns.at("directive") in row.repeated):
            self._inherited.add(row_id)
            if row.inherits == "above":
                self.note("directive_from_above", {"text": cells.directive.cite()}, row.lines, row_id)
        for line in row.lines:
            del self.kept[line.number]
        status = self._status(row, cells, row_id, found)
        self.tasks.append(_task(row_id, status, cells, cells.directive))
        self.places.append(self.place(row.lines))

    def _note_cells(self, row: Row, row_id: str, cells: RowCells) -> None:
        """What is doubtful of its cells, and what they repeat."""
        for code, text in cells.problems:
            if cells.directive is None and code != "unreadable_directive":
                continue
            self.note(code, {"text": text}, row.lines, row_id, place=_cell(row, _FIELD_OF.get(code, "")))
        if isinstance(row, GridRow):
            for column in row.repeated:
                told = f"{row.columns.headings[column]}: {row.texts[column]}"
                self.note("same_as_above", {"text": told}, row.lines, row_id, place=row.place_at(column))

    def _note_blank(self, row: Row, cells: RowCells, row_id: str) -> None:
        """Which cell a row lacks that it cannot be read without."""
        if not isinstance(row, GridRow):
            return
        field = "directive" if cells.directive is None else "content"
        at = row.columns.at(field)
        if at >= 0 and not "".join(row.whole_texts()[at : at + 1]):
            heading = row.columns.headings[at]
            self.note("blank_cell", {"text": heading}, row.lines, row_id, place=row.place_at(at))

    def _status(self, row: Row, cells: RowCells, row_id: str, found: AppendixTable) -> TaskStatus:
        """What the group says; without one, what the columns tell; else work begun, with a finding."""
        group = row.group
        told = cells.status or self._known.status(cells.progress or "")
        if group.status is not None:
            is_open = told not in {None, TaskStatus.DONE}
            if group.status is TaskStatus.DONE and is_open and cells.completed_on is None:
                parameters: dict[str, str | int] = {"text": cells.progress or "", "group": group.mark}
                self.note("group_and_progress_differ", parameters, row.lines, row_id)
            return group.status
        if cells.completed_on is not None:
            return TaskStatus.DONE
        if told is not None:
            return told
        if isinstance(row, GridRow) and not found.tells_status and cells.result is None:
            return TaskStatus.NOT_STARTED
        is_open = is_late(cells.progress) if cells.progress else "progress_text" not in found.fields
        if not (cells.is_complete and is_open):
            self.note("unknown_status", {"text": cells.progress or ""}, row.lines, row_id)
        return TaskStatus.IN_PROGRESS

    def note_duplicates(self) -> None:
        """The same symbol for two tasks keeps two tasks and leaves a finding at the later one."""
        seen: dict[object, AssignedTask] = {}
        symbols = Counter(str(task.directive.number) for task in self.tasks)
        for task, place in zip(self.tasks, self.places, strict=True):
            if symbols[str(task.directive.number)] == 1:
                continue
            key = task.directive.key
            is_own = task.directive.number is not None and task.task_id not in self._inherited
            if is_own and key in seen:
                finding = Finding(
                    code="duplicate_symbol",
                    severity=Severity.WARNING,
                    subject=task.task_id,
                    place=place,
                    parameters={"symbol": str(task.directive.number), "other": seen[key].task_id},
                )
                self.findings.append(finding)
            seen.setdefault(key, task)


def _cells_of(row: Row, found: AppendixTable, known: Known) -> RowCells:
    if isinstance(row, GridRow):
        return read_grid_row(row, known)
    if found.columns is not None:
        return read_columns_row(row, found.columns, known)
    is_done = row.group.status is TaskStatus.DONE
    return read_cells(row.texts, found.fields, is_done=is_done, is_joint=row.is_joint)


def _cell(row: Row, field: str) -> Place | None:
    """The cell of a field, where the file has cells."""
    if not isinstance(row, GridRow) or not field or (at := row.columns.at(field)) < 0:
        return None
    return row.place_at(at)


def _has(cells: RowCells, code: str) -> bool:
    return any(problem == code for problem, _ in cells.problems)


def _cited(content: str, directive: DocumentReference) -> tuple[DocumentReference, ...]:
    """The other documents that the content names, each once."""
    if not _SIGN_OF_SYMBOL.search(content):
        return ()
    found = dict.fromkeys(mention.value for mention in find_documents(content))
    return tuple(one for one in found if one.number != directive.number)


def _task(task_id: str, status: TaskStatus, cells: RowCells, directive: DocumentReference) -> AssignedTask:
    return made_task(
        task_id=task_id,
        directive=directive,
        content=(content := cells.content or directive.subject or str(directive)),
        related=tuple(dict.fromkeys((*cells.related, *_cited(content, directive)))),
        status=status,
        due_on=cells.due_on,
        due_text=cells.due_text,
        extensions=cells.extensions,
        completed_on=cells.completed_on,
        progress_text=cells.progress,
        result=cells.result,
        lead_unit=cells.lead_unit,
        coordinating_units=cells.coordinating_units,
        note="; ".join(cells.notes) or None,
    )
