"""The laws of the task summary: totals are the sum of their parts, on the sample, on published figures and on anything."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khcn_records.errors import InvalidValueError
from khcn_records.lifecycle import advance
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.reports.task_summary import TaskSummary, UnitCounts, summarize_tasks, tabulate
from khcn_records.samples import report_2024_02
from khcn_records.table import RowRole
from record_strategies import assigned_tasks, counts
from strategies import days

FIGURES = (
    "total",
    "done",
    "done_late",
    "in_progress",
    "in_progress_in_time",
    "overdue",
    "not_started",
    "not_started_overdue",
)
AS_OF = dt.date(2024, 2, 14)


def task(**fields: Any) -> AssignedTask:
    """A task in progress, with fields changed."""
    known: dict[str, Any] = {
        "task_id": "1",
        "directive": "02/KH-UBND",
        "content": "Báo cáo",
        "status": TaskStatus.IN_PROGRESS,
    }
    return AssignedTask(**known | fields)


def figures(summary: TaskSummary) -> tuple[int, ...]:
    """The figures in the order above."""
    return tuple(getattr(summary, name) for name in FIGURES)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        # I.1 done 30/01 (due 31/01), I.2 done 29/01 (due 30/01); II.1 no deadline; II.2 28/02/2024; II.3 31/12/2024;
        # II.4 10/01/2025; II.5 and II.6 15/01/2025.
        ("2024-01-28", (8, 0, 0, 8, 8, 0, 0, 0)),
        ("2024-01-29", (8, 1, 0, 7, 7, 0, 0, 0)),
        ("2024-01-30", (8, 2, 0, 6, 6, 0, 0, 0)),
        ("2024-02-14", (8, 2, 0, 6, 6, 0, 0, 0)),
        ("2024-02-28", (8, 2, 0, 6, 6, 0, 0, 0)),
        ("2024-02-29", (8, 2, 0, 6, 5, 1, 0, 0)),
        ("2025-01-01", (8, 2, 0, 6, 4, 2, 0, 0)),
        ("2025-01-11", (8, 2, 0, 6, 3, 3, 0, 0)),
        ("2025-01-15", (8, 2, 0, 6, 3, 3, 0, 0)),
        ("2025-01-16", (8, 2, 0, 6, 1, 5, 0, 0)),
    ],
)
def test_the_sample_by_hand(as_of: str, expected: tuple[int, ...]) -> None:
    """The real report of February 2024 on days counted by hand; task II.1, which has no deadline, is never overdue."""
    assert expected == figures(summarize_tasks(report_2024_02().tasks, as_of=dt.date.fromisoformat(as_of)))


def test_the_sample_in_words() -> None:
    """The sentence of the real report."""
    expected = "Tổng số: 08 nhiệm vụ; đã thực hiện: 02, thực hiện chậm: 0; đang thực hiện: 06, quá hạn: 0; chưa thực hiện: 0"

    assert expected == summarize_tasks(report_2024_02().tasks, as_of=AS_OF).sentence()


def test_every_case_by_hand() -> None:
    """One task of each kind stands where it belongs, by unit in the order of first appearance."""
    due, late = dt.date(2024, 2, 1), dt.date(2024, 2, 5)
    tasks = [
        task(status="done", due_on=due, completed_on=due, lead_unit="Văn phòng"),
        task(status="done", due_on=due, completed_on=late, lead_unit="Thanh tra"),
        task(status="done", due_on=due, lead_unit="Văn phòng"),
        task(due_on=due),
        task(due_on=AS_OF, lead_unit="Thanh tra"),
        task(status="not_started", due_on=due),
        task(status="not_started"),
        task(status="cancelled", due_on=due, lead_unit="Văn phòng"),
        task(status="transferred", lead_unit="Trung tâm"),
        task(assigned_on=dt.date(2024, 2, 15), lead_unit="Chưa có"),
    ]
    summary = summarize_tasks(tasks, as_of=AS_OF)

    assert figures(summary) == (7, 3, 1, 2, 1, 1, 2, 1)
    assert (summary.done_unknown, summary.outside) == (1, 2)
    assert list(summary.by_unit()) == ["Văn phòng", "Thanh tra", "", "Trung tâm"]
    assert [(unit.total, unit.outside) for unit in summary.by_unit().values()] == [
        (2, 1),
        (2, 0),
        (3, 0),
        (0, 1),
    ]


def test_a_later_completion_is_not_known_yet() -> None:
    """What happened after the day asked about is not counted: the task was still open."""
    done = advance(task(due_on=dt.date(2024, 2, 1)), "complete", on=dt.date(2024, 2, 20))

    assert figures(summarize_tasks([done], as_of=AS_OF)) == (1, 0, 0, 1, 0, 1, 0, 0)
    assert figures(summarize_tasks([done], as_of=dt.date(2024, 2, 20))) == (1, 1, 1, 0, 0, 0, 0, 0)


@given(tasks=st.lists(assigned_tasks(), max_size=6), as_of=days())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_totals_are_the_sum_of_parts(tasks: list[AssignedTask], as_of: dt.date) -> None:
    """Done, in progress and not started make the total, outside ones are apart, and the units sum to the whole."""
    summary = summarize_tasks(tasks, as_of=as_of)
    known = [one for one in tasks if one.assigned_on is None or one.assigned_on <= as_of]

    assert len(known) == summary.total + summary.outside
    assert summary.total == summary.done + summary.in_progress + summary.not_started
    assert summary.in_progress == summary.in_progress_in_time + summary.overdue
    for name in (*FIGURES, "outside", "done_unknown"):
        assert getattr(summary, name) == sum(getattr(unit, name) for unit in summary.by_unit().values())


@given(
    tasks=st.lists(assigned_tasks(), max_size=5), more=st.lists(assigned_tasks(), max_size=5), as_of=days()
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_two_offices_sum(tasks: list[AssignedTask], more: list[AssignedTask], as_of: dt.date) -> None:
    """The summary of two sets of tasks is the sum of their summaries, whatever the order."""
    one, two = summarize_tasks(tasks, as_of=as_of), summarize_tasks(more, as_of=as_of)

    assert tuple(a + b for a, b in zip(figures(one), figures(two), strict=True)) == figures(
        summarize_tasks([*more, *tasks], as_of=as_of)
    )


@given(parts=counts(), as_of=days())
def test_the_table_sums_to_its_total(parts: dict[str, Any], as_of: dt.date) -> None:
    """The total row is done, in progress and not started; the parts within each stand under it."""
    table = TaskSummary(as_of=as_of, **parts).table()
    rows = {str(row.cells[0]).rsplit(".", 1)[1]: row.cells[1] for row in table.rows}

    assert parts["done"] + parts["in_progress"] + parts["not_started"] == rows["total"]
    assert [str(row.cells[0]).rsplit(".", 1)[1] for row in table.rows if row.role is RowRole.TOTAL] == [
        "total"
    ]
    assert all(rows[name] == parts.get(name, rows[name]) for name in rows)


def test_the_table_is_that_of_the_summary() -> None:
    """The report form and the summary's own table are one."""
    tasks = report_2024_02().tasks

    assert tabulate(tasks, as_of=AS_OF) == summarize_tasks(tasks, as_of=AS_OF).table()


PUBLISHED: dict[str, tuple[int, dict[str, Any]]] = {
    "the Prime Minister's task force 2017": (
        21_914,
        {"done": 14_068 + 1_983, "done_late": 1_983, "in_progress": 5_640 + 223, "overdue": 223},
    ),
    "the same 2016": (7_349, {"done": 4_069, "in_progress": 3_138 + 142, "overdue": 142}),
    "Quảng Nam 2020": (833, {"done": 585, "in_progress": 181 + 67, "overdue": 181}),
}


@pytest.mark.parametrize("source", sorted(PUBLISHED))
def test_published_totals_add_up(source: str) -> None:
    """Totals that offices published are the totals of their parts."""
    total, parts = PUBLISHED[source]
    summary = TaskSummary(as_of=dt.date(2024, 1, 1), **parts)

    assert total == summary.total
    assert summary == TaskSummary(as_of=dt.date(2024, 1, 1), total=total, **parts)


def test_the_parts_of_2017_are_those_published() -> None:
    """16,051 done and 5,863 open, of which 5,640 in time."""
    summary = TaskSummary(as_of=dt.date(2017, 12, 27), **PUBLISHED["the Prime Minister's task force 2017"][1])

    assert (summary.done, summary.in_progress, summary.in_progress_in_time) == (16_051, 5_863, 5_640)


def test_a_published_total_that_does_not_add_up_is_refused() -> None:
    """The national figures of 2025 say 9,831 where the parts make 9,813: such a summary cannot be made."""
    parts: dict[str, Any] = {"done": 7_892, "in_progress": 1_602 + 319, "overdue": 319}

    assert TaskSummary(as_of=dt.date(2025, 10, 20), **parts).total == 9_813
    with pytest.raises(InvalidValueError, match="total"):
        TaskSummary(as_of=dt.date(2025, 10, 20), total=9_831, **parts)


@pytest.mark.parametrize(
    "parts",
    [
        {"done": 1, "done_late": 2},
        {"done": 2, "done_late": 1, "done_unknown": 2},
        {"in_progress": 1, "overdue": 2},
        {"in_progress": 3, "overdue": 1, "in_progress_in_time": 1},
        {"not_started": 1, "not_started_overdue": 2},
        {"total": 1},
        {"done": -1},
        {"done": 3, "in_progress": -1},
        {"outside": -1},
    ],
    ids=str,
)
def test_parts_stand_within_their_wholes(parts: dict[str, Any]) -> None:
    """Counts that contradict each other, or are below zero, make no summary."""
    with pytest.raises(InvalidValueError):
        TaskSummary(as_of=AS_OF, **parts)


@pytest.mark.parametrize("name", [field.name for field in attrs.fields(UnitCounts) if field.name != "unit"])
@pytest.mark.parametrize("wrong", [1.0, "1", True, None, [1]])
def test_a_count_is_a_whole_number(name: str, wrong: Any) -> None:
    """No count is a text, a fraction or a boolean; the error names it."""
    with pytest.raises(TypeError, match=name):
        UnitCounts(**{name: wrong})
