"""Task summary (*tổng hợp tình hình thực hiện nhiệm vụ được giao*): how many, done, late, open, overdue.

Form: practice of the provincial reports. Cancelled and transferred tasks stand outside the total.

>>> import datetime
>>> summarize_tasks([], as_of=datetime.date(2024, 2, 14)).total
0
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from khcn_records.display import Displayed
from khcn_records.display.phrases import Phrase
from khcn_records.errors import InvalidValueError
from khcn_records.fields import instance_of, named, optional_day, optional_text, tuple_of, whole
from khcn_records.lifecycle import state_at
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus, Timeliness
from khcn_records.table import Column, ColumnType, Row, RowRole, Table

__all__ = ["TaskSummary", "summarize_tasks", "tabulate"]


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class TaskCounts(Displayed):
    """The tasks of one unit, or of all, by status and time.

    Attributes:
        done: done by the day asked about, in time or late.
        done_late: of those, after their last day.
        done_unknown: of those, on a day not known well enough to say.
        in_progress: begun and open, in time or overdue.
        in_progress_in_time: of those, not past their last day; tasks without a deadline too.
        overdue: of those, past their last day.
        not_started: not begun, in time or overdue.
        not_started_overdue: of those, past their last day.
        outside: cancelled or transferred; not in the total.
        total: tasks owed: done, in progress and not started.

    Raises:
        InvalidValueError: a total that is not the sum of its parts.
    """

    done: int = attrs.field(default=0, converter=whole)
    done_late: int = attrs.field(default=0, converter=whole)
    done_unknown: int = attrs.field(default=0, converter=whole)
    in_progress: int = attrs.field(default=0, converter=whole)
    overdue: int = attrs.field(default=0, converter=whole)
    in_progress_in_time: int = attrs.field(converter=whole)
    not_started: int = attrs.field(default=0, converter=whole)
    not_started_overdue: int = attrs.field(default=0, converter=whole)
    outside: int = attrs.field(default=0, converter=whole)
    total: int = attrs.field(converter=whole)

    @in_progress_in_time.default
    def _begun_and_in_time(self) -> int:
        return self.in_progress - self.overdue

    @total.default
    def _owed(self) -> int:
        return self.done + self.in_progress + self.not_started

    def __attrs_post_init__(self) -> None:
        sums = ((self.total, self._owed()), (self.in_progress_in_time, self._begun_and_in_time()))
        parts = (
            (self.done_late + self.done_unknown, self.done),
            (self.overdue, self.in_progress),
            (self.not_started_overdue, self.not_started),
        )
        if any(have != want for have, want in sums) or any(part > whole for part, whole in parts):
            raise InvalidValueError(
                repr(self), "counts whose total is done + in progress + not started, parts within wholes"
            )


def _unit(unit: str) -> str:
    return optional_text(unit) or ""


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class UnitCounts(TaskCounts):
    """The counts of one lead unit; `""` for tasks without one."""

    unit: str = attrs.field(default="", converter=_unit)


def _units(units: Iterable[UnitCounts]) -> tuple[UnitCounts, ...]:
    return tuple_of(UnitCounts, units)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class TaskSummary(TaskCounts):
    """What was true of a set of tasks at the end of a day (*tổng hợp nhiệm vụ*).

    Attributes:
        as_of: the day.
        units: the same counts for each lead unit, in the order of first appearance; a task without one counts under `""`.
    """

    as_of: dt.date = attrs.field(validator=[instance_of(dt.date), optional_day])
    units: tuple[UnitCounts, ...] = attrs.field(default=(), converter=_units)

    def by_unit(self) -> Mapping[str, TaskCounts]:
        """The counts of each lead unit (*đơn vị chủ trì*)."""
        return {counts.unit: counts for counts in self.units}

    def sentence(self, lang: str = "vi") -> str:
        """The figures as a report words them.

        >>> import datetime
        >>> summarize_tasks([], as_of=datetime.date(2024, 2, 14)).sentence()
        'Tổng số: 0 nhiệm vụ; đã thực hiện: 0, thực hiện chậm: 0; đang thực hiện: 0, quá hạn: 0; chưa thực hiện: 0'
        """
        names = ("total", "done", "done_late", "in_progress", "overdue", "not_started")
        return Phrase("report.task_summary.sentence", {name: getattr(self, name) for name in names}).format(
            lang
        )

    def table(self) -> Table:
        """The summary as a table; as `tabulate`."""
        return _table(self)


def summarize_tasks(tasks: Iterable[AssignedTask], *, as_of: dt.date) -> TaskSummary:
    """Count tasks by what was true at the end of a day.

    Args:
        tasks: any; one assigned after `as_of` does not exist yet and is left out.
        as_of: the day; what happened later is not known yet.

    Raises:
        TypeError: `as_of` is not a plain date, or one of the tasks is no task.
    """
    if type(as_of) is not dt.date:
        raise TypeError(f"as_of must be a date, not {type(as_of).__name__}: {as_of!r}")
    whole: Counter[str] = Counter()
    units: dict[str, Counter[str]] = {}
    for task in tasks:
        if not isinstance(task, AssignedTask):
            raise TypeError(f"each task must be an AssignedTask, not {type(task).__name__}")
        if task.assigned_on is not None and task.assigned_on > as_of:
            continue
        counted = _counted(task, as_of)
        whole.update(counted)
        units.setdefault(task.lead_unit or "", Counter()).update(counted)
    return TaskSummary(
        as_of=as_of, units=tuple(UnitCounts(unit=unit, **counts) for unit, counts in units.items()), **whole
    )


def _counted(task: AssignedTask, as_of: dt.date) -> tuple[str, ...]:
    status, time = state_at(task, as_of), task.timeliness(as_of)
    if time is Timeliness.NOT_APPLICABLE:
        return ("outside",)
    if status is TaskStatus.DONE:
        return "done", *{Timeliness.LATE: ("done_late",), Timeliness.UNKNOWN: ("done_unknown",)}.get(time, ())
    if status is TaskStatus.IN_PROGRESS:
        return ("in_progress", "overdue") if time is Timeliness.OVERDUE else ("in_progress",)
    return ("not_started", "not_started_overdue") if time is Timeliness.OVERDUE else ("not_started",)


_ROWS = (
    ("done", RowRole.DATA),
    ("done_late", RowRole.DATA),
    ("done_unknown", RowRole.DATA),
    ("in_progress", RowRole.DATA),
    ("in_progress_in_time", RowRole.DATA),
    ("overdue", RowRole.DATA),
    ("not_started", RowRole.DATA),
    ("not_started_overdue", RowRole.DATA),
    ("total", RowRole.TOTAL),
)
_WHERE_ANY = frozenset({"done_unknown", "not_started_overdue"})


def tabulate(tasks: Iterable[AssignedTask], *, as_of: dt.date) -> Table:
    """The summary as a table of two columns; the total is done + in progress + not started.

    >>> import datetime
    >>> tabulate([], as_of=datetime.date(2024, 2, 14)).column("count")
    (0, 0, 0, 0, 0, 0)
    """
    return _table(summarize_tasks(tasks, as_of=as_of))


def _table(summary: TaskSummary) -> Table:
    rows = [
        Row((f"report.task_summary.{name}", getattr(summary, name)), role)
        for name, role in _ROWS
        if name not in _WHERE_ANY or getattr(summary, name)
    ]
    return Table(
        name="task_summary",
        columns=(Column("item", ColumnType.LABEL), Column("count", ColumnType.COUNT)),
        rows=rows,
        title=Phrase("report.task_summary.title", {"as_of_on": summary.as_of.isoformat()}),
    )
