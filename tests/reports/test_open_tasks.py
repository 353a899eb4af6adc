"""Open tasks by deadline: what has to be done first stands first; what is owed no more is left out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.reports.open_tasks import tabulate
from khcn_records.samples import report_2024_02
from khcn_records.table import RowRole

AS_OF = dt.date(2024, 2, 14)


def task(name: str, due: str | None, status: str = "in_progress", **fields: Any) -> AssignedTask:
    """A task named by its content."""
    due_on = None if due is None else dt.date.fromisoformat(due)
    return AssignedTask(
        task_id=name, directive="02/KH-UBND", content=name, status=status, due_on=due_on, **fields
    )


TASKS = [
    task("later", "2024-03-01"),
    task("today", "2024-02-14"),
    task("yesterday", "2024-02-13", "not_started"),
    task("long ago", "2024-01-14"),
    task("never", None),
    task("done without a deadline", None, "done", completed_on=dt.date(2024, 2, 1)),
    task("done late", "2024-01-01", "done", completed_on=dt.date(2024, 2, 1)),
    task("done tomorrow", "2024-02-20", "done", completed_on=dt.date(2024, 2, 15)),
    task("cancelled", "2024-01-01", "cancelled"),
]


def test_the_nearest_last_day_stands_first() -> None:
    """Overdue, due soon, not due, without a deadline; in each the earliest last day first, with the days that are left."""
    table = tabulate(TASKS, as_of=AS_OF)

    assert list(zip(table.column("content"), table.column("days_left"), strict=True)) == [
        ("long ago", -31),
        ("yesterday", -1),
        ("today", 0),
        ("done tomorrow", 6),
        ("later", 16),
        ("never", None),
    ]


def test_groups_count_their_rows() -> None:
    """Each heading says how many tasks stand under it; no group without a deadline where there is none."""
    table = tabulate(TASKS, as_of=AS_OF)
    headings = [row.heading.format("en") for row in table.rows if row.heading is not None]

    assert headings == ["OVERDUE: 2", "DUE SOON: 1", "NOT DUE: 2", "WITHOUT A DEADLINE: 1"]
    assert sum(row.role is RowRole.GROUP for row in tabulate([], as_of=AS_OF).rows) == 3


def test_the_sample_report() -> None:
    """Six tasks of the sample are open; one of them has no deadline."""
    table = tabulate(report_2024_02().tasks, as_of=AS_OF)

    assert table.column("days_left") == (14, 321, 331, 336, 336, None)


def test_an_extension_counts_from_its_day() -> None:
    """The last day that held on the day asked about is shown."""
    moved = task("moved", "2024-02-10").extend(dt.date(2024, 4, 1), decided_on=dt.date(2024, 2, 20))

    assert tabulate([moved], as_of=AS_OF).column("progress") == ("timeliness.overdue",)
    assert tabulate([moved], as_of=dt.date(2024, 2, 20)).column("progress") == ("timeliness.not_due",)


@pytest.mark.parametrize("wrong", [None, 5, "task"])
def test_what_is_no_task_is_refused(wrong: Any) -> None:
    """A thing of another kind is a mistake of the caller."""
    with pytest.raises(TypeError, match="must be an AssignedTask"):
        tabulate([wrong], as_of=AS_OF)
