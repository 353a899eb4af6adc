"""Open tasks by deadline (*nhiệm vụ chưa hoàn thành, theo thời hạn*): what has to be done first stands first.

Form: PRACTICE of the offices that follow tasks up (Quyết định 42/2014/QĐ-TTg): overdue, due soon, not due, without a deadline.

>>> import datetime
>>> table = tabulate([], as_of=datetime.date(2024, 2, 14))
>>> [row.heading.format() for row in table.rows]
['QUÁ HẠN: 0 nhiệm vụ', 'SẮP ĐẾN HẠN: 0 nhiệm vụ', 'CHƯA ĐẾN HẠN: 0 nhiệm vụ']
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from khcn_records.display.phrases import Phrase
from khcn_records.lifecycle import state_at
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus, Timeliness
from khcn_records.table import Cell, Column, ColumnType, Row, RowRole, Table

__all__ = ["tabulate"]

_COLUMNS = (
    Column("number", ColumnType.TEXT),
    Column("directive", ColumnType.DOCUMENT),
    Column("content", ColumnType.TEXT),
    Column("lead_unit", ColumnType.TEXT),
    Column("due_on", ColumnType.DAY),
    Column("days_left", ColumnType.COUNT),
    Column("progress", ColumnType.LABEL),
)
_GROUPS = (
    ("I", Timeliness.OVERDUE),
    ("II", Timeliness.DUE_SOON),
    ("III", Timeliness.NOT_DUE),
    ("IV", Timeliness.NO_DEADLINE),
)


def tabulate(tasks: Iterable[AssignedTask], *, as_of: dt.date) -> Table:
    """The open tasks in groups, the nearest last day first; one that is done, cancelled or transferred is left out.

    Args:
        tasks: any; one assigned after `as_of` is left out.
        as_of: the day whose truth is shown; days left are counted from it, below 0 where the last day is past.

    Raises:
        TypeError: `as_of` is not a plain date, or one of the tasks is no task.
    """
    if type(as_of) is not dt.date:
        raise TypeError(f"as_of must be a date, not {type(as_of).__name__}: {as_of!r}")
    known: dict[Timeliness, list[AssignedTask]] = {}
    for task in tasks:
        if not isinstance(task, AssignedTask):
            raise TypeError(f"each task must be an AssignedTask, not {type(task).__name__}")
        if task.assigned_on is None or task.assigned_on <= as_of:
            known.setdefault(_time(task, as_of), []).append(task)
    rows: list[Row] = []
    for number, time in _GROUPS:
        members = sorted(known.get(time, ()), key=lambda task: task.due_on_at(as_of) or as_of)
        if not members and time is Timeliness.NO_DEADLINE:
            continue
        heading = Phrase(f"report.open_tasks.{time.value}", {"count": len(members)})
        rows.append(Row((number, *[None] * (len(_COLUMNS) - 1)), RowRole.GROUP, heading))
        rows += [Row(_cells(place, task, as_of, time)) for place, task in enumerate(members, 1)]
    title = Phrase("report.open_tasks.title", {"as_of_on": as_of.isoformat()})
    return Table(name="open_tasks", columns=_COLUMNS, rows=rows, title=title)


def _time(task: AssignedTask, as_of: dt.date) -> Timeliness:
    """Where it stands; one that is done though it never had a deadline is none of the open ones."""
    done = state_at(task, as_of) is TaskStatus.DONE
    return Timeliness.NOT_APPLICABLE if done else task.timeliness(as_of)


def _cells(place: int, task: AssignedTask, as_of: dt.date, time: Timeliness) -> tuple[Cell, ...]:
    due = task.due_on_at(as_of)
    return (
        str(place),
        task.directive,
        task.content,
        task.lead_unit,
        due,
        None if due is None else (due - as_of).days,
        f"timeliness.{time.value}",
    )
