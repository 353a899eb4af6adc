"""What each picture shows: deadlines with days off and the day asked about, projects by stage, a figure with its sum."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from khcn_records.errors import InvalidArgumentError
from khcn_records.plots import plot
from khcn_records.plots.indicator import series
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.indicators import Indicator
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.samples import report_2024_02

AS_OF = dt.date(2024, 2, 14)


def task(name: str, due: str | None, status: str = "in_progress", **fields: Any) -> AssignedTask:
    """A task named by its content."""
    due_on = None if due is None else dt.date.fromisoformat(due)
    return AssignedTask(
        task_id=name, directive="02/KH-UBND", content=name, status=status, due_on=due_on, **fields
    )


def layer(tasks: list[AssignedTask], place: int, **options: Any) -> list[dict[str, Any]]:
    """The data of one layer of the timeline: 0 days off, 1 tasks, 2 days done, 6 the day asked about."""
    spec = plot(tasks, "deadlines", as_of=AS_OF, lang="en", **options).spec()
    values: list[dict[str, Any]] = spec["layer"][place]["data"]["values"]
    return values


def month(number: int, *indicators: Indicator) -> MonthlyReport:
    """The report of a month of 2024."""
    return MonthlyReport(
        report_id=str(number), period=f"2024-{number:02}", organization="Sở A", indicators=indicators
    )


def counted(figure: int | None, **fields: Any) -> Indicator:
    """The figure of one indicator."""
    return Indicator(indicator_id="1", name="Giấy phép", unit="giấy phép", figure=figure, **fields)


def test_the_most_urgent_task_stands_first() -> None:
    """Overdue, due soon, not due, without a deadline, done late, done in time; what is owed no more is left out."""
    tasks = [
        task("in time", "2024-02-20", "done", completed_on=dt.date(2024, 2, 1)),
        task("not due", "2024-03-20"),
        task("never", None),
        task("late", "2024-01-20", "done", completed_on=dt.date(2024, 2, 1)),
        task("overdue", "2024-02-01"),
        task("soon", "2024-02-15"),
        task("cancelled", "2024-02-01", "cancelled"),
        task("not yet given", "2024-03-01", assigned_on=dt.date(2024, 2, 15)),
    ]

    assert [row["content"] for row in layer(tasks, 1)] == [
        "overdue", "soon", "not due", "never", "late", "in time",
    ]  # fmt: skip
    assert [row["done"] for row in layer(tasks, 2)] == ["2024-02-01", "2024-02-01"]


def test_a_bar_ends_with_its_last_day() -> None:
    """The last day belongs to the bar; what lies beyond the picture is cut there and says its day."""
    bar, far = layer([task("a", "2024-03-01", assigned_on=dt.date(2024, 2, 5)), task("b", "2030-01-01")], 1)

    assert (bar["start"], bar["end"], bar["edge"], bar["due"]) == (
        "2024-02-05", "2024-03-02", "in", "01 Mar 2024",
    )  # fmt: skip
    assert (far["end"], far["edge"], far["due"]) == ("2024-04-15", "after", "01 Jan 2030")


def test_the_day_asked_about_is_at_its_end() -> None:
    """What was true at the end of the day is shown, so the line stands there."""
    spec = plot([], "deadlines", as_of=AS_OF).spec()

    assert spec["layer"][-1]["data"]["values"] == [{"start": "2024-02-15", "text": "14/02/2024"}]


def test_days_off_are_shaded_as_the_calendar_has_them() -> None:
    """Tết of 2024 is one stretch, weekends another kind; a Saturday that is worked is not shaded."""
    off = layer([], 0, first=dt.date(2024, 2, 1), last=dt.date(2024, 5, 31))
    shaded = {(one["start"], one["end"]): one["kind"] for one in off}

    assert shaded["2024-02-03", "2024-02-05"] == "weekend"
    assert ("2024-02-08", "2024-02-15") in shaded
    assert shaded["2024-02-08", "2024-02-15"] == "holiday"
    assert not any(start <= "2024-05-04" < end for start, end in shaded)
    assert any(start <= "2024-04-29" < end for start, end in shaded)


def test_years_without_a_calendar_are_not_shaded() -> None:
    """Where the calendar knows nothing, nothing is guessed."""
    day = dt.date(2040, 3, 1)
    spec = plot([task("a", "2040-03-05")], "deadlines", as_of=day).spec()

    assert spec["layer"][0]["data"]["values"] == []


def test_of_many_tasks_the_most_urgent_are_shown_and_all_are_counted() -> None:
    """A picture stays readable, and its title says how many it leaves out."""
    tasks = [task(str(number), "2024-03-01") for number in range(50)]
    made = plot(tasks, "deadlines", as_of=AS_OF, lang="en", limit=3)

    assert made.title.endswith("(3 of 50 tasks, the most urgent first)")
    assert made.description.startswith("50 tasks")
    for wrong in ({"limit": 0}, {"first": dt.date(2024, 3, 1), "last": dt.date(2024, 2, 1)}):
        with pytest.raises(ValueError, match="must"):
            plot(tasks, "deadlines", as_of=AS_OF, **wrong)


def test_tasks_of_one_name_have_rows_of_their_own() -> None:
    """Two tasks that read alike are two bars."""
    rows = layer([task("same", "2024-03-01"), task("same", "2024-03-01")], 1)

    assert len({row["task"] for row in rows}) == 2


def test_projects_stand_in_the_order_of_their_life() -> None:
    """The bars of the sample add up to its eighteen projects, the stages in order, each with its sum."""
    spec = plot(report_2024_02(), "projects", lang="en").spec()
    bars, sums = (one["data"]["values"] for one in spec["layer"])

    assert sum(bar["count"] for bar in bars) == sum(one["count"] for one in sums) == 18
    assert [one["count"] for one in sums] == [4, 2, 2, 2, 4, 2, 1, 1]
    assert spec["layer"][0]["encoding"]["y"]["sort"] == [one["stage"] for one in sums]


def test_a_series_is_followed_month_by_month() -> None:
    """Figures told and sums computed; a month without a report is seen to be missing, and no sum is carried over it."""
    reports = [
        month(2, counted(13)),
        month(1, counted(6)),
        month(3, counted(5, cumulative=24)),
        month(5, counted(2)),
    ]
    points = series(reports, "Giấy phép")

    assert [point.period.number for point in points] == [1, 2, 3, 4, 5]
    told: list[object] = [
        None if one is None else (one.figure, one.cumulative) for one in (point.indicator for point in points)
    ]
    assert told == [(6, 6), (13, 19), (5, 24), None, (2, None)]
    assert [point.is_computed for point in points] == [True, True, False, False, True]


def test_a_figure_is_asked_for_by_id_or_name() -> None:
    """Both find it, whatever the case; what nobody told, or what two are called, is refused by name."""
    one, other = (Indicator(indicator_id=name, name="Mẫu", section=name, figure=1) for name in ("a", "b"))
    reports = [month(1, one, other)]

    assert series([month(1, counted(6))], "giấy phép") == series([month(1, counted(6))], "1")
    assert series(reports, "b")[0].indicator is not None
    for wrong in ("Mẫu", "c"):
        with pytest.raises(InvalidArgumentError, match=repr(wrong)):
            series(reports, wrong)
    with pytest.raises(TypeError, match="an id or a name"):
        plot(reports, "indicator")


def test_only_reports_up_to_the_day_are_drawn() -> None:
    """Asked as of a day, later reports are not known yet."""
    reports = [month(1, counted(6)), month(2, counted(13))]
    spec = plot(reports, "indicator", indicator="1", as_of=dt.date(2024, 1, 31)).spec()

    assert [row["period"] for row in spec["data"]["values"]] == ["01/2024"]
