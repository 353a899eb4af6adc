"""The laws of the task appendix: every task once, under the group of its state on that day."""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khcn_records.lifecycle import advance
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.reports.task_appendix import tabulate
from khcn_records.reports.task_summary import summarize_tasks
from khcn_records.samples import report_2024_02
from khcn_records.table import RowRole, Table
from khcn_records.values.periods import ReportingPeriod
from record_strategies import assigned_tasks
from strategies import days

AS_OF = dt.date(2024, 2, 14)


def sizes(table: Table) -> dict[str, int]:
    """Number of each group and how many rows stand under it."""
    found: dict[str, int] = {}
    group = ""
    for row in table.rows:
        if row.role is RowRole.GROUP:
            group = str(row.cells[0])
            found[group] = 0
        else:
            found[group] += 1
    return found


def test_the_sample_by_hand() -> None:
    """The real report has two tasks done, six in progress and none not started, numbered within their groups."""
    report = report_2024_02()
    table = tabulate(report.tasks, as_of=AS_OF, period=report.period)

    assert sizes(table) == {"I": 2, "II": 6, "III": 0}
    assert table.column("number") == ("1", "2", "1", "2", "3", "4", "5", "6")
    assert [task.content for task in report.tasks] == list(table.column("content"))
    assert table.column("progress")[:2] == ("timeliness.on_time",) * 2
    assert [table.title and table.title.format()] == [
        "Kết quả thực hiện nhiệm vụ được giao tháng 02 năm 2024"
    ]
    assert table.text_rows()[0][1] == "ĐÃ THỰC HIỆN: 02 nhiệm vụ (chậm: 0)"


def test_the_title_says_the_period_or_the_day() -> None:
    """A period stands in the title where it is given, else the day the figures hold for."""
    by_period = tabulate([], as_of=AS_OF, period=ReportingPeriod.of_month(2024, 2)).title
    by_day = tabulate([], as_of=AS_OF).title

    assert (by_period and by_period.format("en")) == "Results of assigned tasks, February 2024"
    assert (
        by_day and by_day.format()
    ) == "Kết quả thực hiện nhiệm vụ được giao, tính đến hết ngày 14/02/2024"


def test_a_task_done_later_is_shown_as_it_was() -> None:
    """On a past day neither the later completion nor its answer is shown."""
    task = AssignedTask(
        task_id="1",
        directive="02/KH-UBND",
        content="Báo cáo",
        status="in_progress",
        due_on=dt.date(2024, 2, 1),
    )
    done = advance(task, "complete", on=dt.date(2024, 2, 20), document="29/BC-KHCN ngày 20/02/2024")

    before, after = tabulate([done], as_of=AS_OF), tabulate([done], as_of=dt.date(2024, 2, 20))
    assert (sizes(before), sizes(after)) == ({"I": 0, "II": 1, "III": 0}, {"I": 1, "II": 0, "III": 0})
    assert (((None,), (None,)), ((dt.date(2024, 2, 20),), (done.result,))) == tuple(
        (t.column("completed_on"), t.column("result")) for t in (before, after)
    )


def test_a_task_done_twice_shows_the_first_day_as_long_as_it_stood() -> None:
    """An answer that was reopened later is dated as it was then, and its later answer is not shown before its day."""
    task = AssignedTask(task_id="1", directive="02/KH-UBND", content="Báo cáo", status="in_progress")
    first = advance(task, "complete", on=dt.date(2024, 1, 30), document="29/BC-KHCN")
    again = advance(
        advance(first, "reopen", on=dt.date(2024, 2, 20)),
        "complete",
        on=dt.date(2024, 3, 1),
        document="31/BC-KHCN",
    )
    table = tabulate([again], as_of=AS_OF)

    assert ((dt.date(2024, 1, 30),), (first.result,)) == (
        table.column("completed_on"),
        table.column("result"),
    )


@given(tasks=st.lists(assigned_tasks(), max_size=5), as_of=days())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_the_groups_are_those_of_the_summary(tasks: list[AssignedTask], as_of: dt.date) -> None:
    """Appendix and summary count the same: every task stands under one group, and the groups sum to the whole."""
    summary, found = summarize_tasks(tasks, as_of=as_of), sizes(tabulate(tasks, as_of=as_of))

    assert (summary.done, summary.in_progress, summary.not_started, summary.outside) == (
        found["I"],
        found["II"],
        found["III"],
        found.get("IV", 0),
    )
    assert ("IV" in found) == (summary.outside > 0)
