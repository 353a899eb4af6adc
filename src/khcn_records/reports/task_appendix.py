"""Task appendix (*phụ lục kết quả thực hiện nhiệm vụ được giao*): every task under the group of its status.

Form: practice of the provincial reports; its ancestor is the register of incoming documents being handled (Nghị định
30/2020/NĐ-CP, Phụ lục IV): symbol and date, content, deadline, day done, progress, answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from khcn_records.display.phrases import Phrase
from khcn_records.lifecycle import state_at
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.reports.task_summary import summarize_tasks
from khcn_records.table import Cell, Column, ColumnType, Row, RowRole, Table
from khcn_records.values.periods import ReportingPeriod

__all__ = ["tabulate"]

_COLUMNS = (
    Column("number", ColumnType.TEXT),
    Column("directive", ColumnType.DOCUMENT),
    Column("content", ColumnType.TEXT),
    Column("due_on", ColumnType.DAY),
    Column("completed_on", ColumnType.DAY),
    Column("progress", ColumnType.LABEL),
    Column("result", ColumnType.DOCUMENT),
)
# The printed form has three groups; what is no longer owed is shown under a fourth, only where there is any.
_GROUPS = (
    ("I", "done", (TaskStatus.DONE,)),
    ("II", "in_progress", (TaskStatus.IN_PROGRESS,)),
    ("III", "not_started", (TaskStatus.NOT_STARTED,)),
    ("IV", "outside", (TaskStatus.CANCELLED, TaskStatus.TRANSFERRED)),
)


def tabulate(
    tasks: Iterable[AssignedTask], *, as_of: dt.date, period: ReportingPeriod | None = None
) -> Table:
    """The appendix: groups I done, II in progress, III not started, each with its tasks in the order given.

    Args:
        tasks: any; one assigned after `as_of` is left out.
        as_of: the day whose truth is shown: a task done later stands among those in progress.
        period: named in the title where given.

    >>> import datetime
    >>> table = tabulate([], as_of=datetime.date(2024, 2, 14))
    >>> [row.cells[0] for row in table.rows]
    ['I', 'II', 'III']
    """
    known = tuple(tasks)
    summary = summarize_tasks(known, as_of=as_of)
    owed = [task for task in known if task.assigned_on is None or task.assigned_on <= as_of]
    rows: list[Row] = []
    for number, name, states in _GROUPS:
        members = [task for task in owed if state_at(task, as_of) in states]
        if name == "outside" and not members:
            continue
        parameters = {"count": len(members), "late": summary.done_late, "overdue": summary.overdue}
        heading = Phrase(f"report.task_appendix.{name}", parameters)
        rows.append(Row((number, *[None] * (len(_COLUMNS) - 1)), RowRole.GROUP, heading))
        rows += [Row(_cells(place, task, as_of)) for place, task in enumerate(members, 1)]
    if period is None:
        title = Phrase("report.task_appendix.title_as_of", {"as_of_on": as_of.isoformat()})
    else:
        title = Phrase("report.task_appendix.title", {"period": str(period)})
    return Table(name="task_appendix", columns=_COLUMNS, rows=rows, title=title)


def _cells(place: int, task: AssignedTask, as_of: dt.date) -> tuple[Cell, ...]:
    return (
        str(place),
        task.directive,
        task.content,
        task.due_on_at(as_of),
        task.completed_on_at(as_of),
        f"timeliness.{task.timeliness(as_of).value}",
        task.result_at(as_of),
    )
