"""The laws of the task indicator: the figure is the tasks, the parts add up, what is not printed stays away."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drawn import records
from khcn_records.labels import languages
from khcn_records.lifecycle import advance
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.indicator_parts import BreakdownKind, BreakdownPart
from khcn_records.records.indicators import Indicator
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.reports.task_indicator import task_indicator
from khcn_records.samples import report_2024_02


def parts_of(parts: tuple[BreakdownPart, ...]) -> list[Any]:
    """Name, figure and parts of each part."""
    return [
        (part.name, int(part.value or 0), *([parts_of(part.parts)] if part.parts else [])) for part in parts
    ]


def test_the_sample_by_hand() -> None:
    """Eight tasks: two done, none late; six in progress, all in time; none not started."""
    made = task_indicator(report_2024_02())

    assert (made.name, made.format_figure(), str(made.period)) == (
        "Nhiệm vụ được giao",
        "08 nhiệm vụ",
        "2024-02",
    )
    assert parts_of(made.breakdown) == [
        ("Đã thực hiện (hoàn thành)", 2, [("thực hiện chậm", 0)]),
        ("Đang thực hiện", 6, [("trong hạn", 6), ("quá hạn", 0)]),
        ("Chưa thực hiện", 0),
    ]


def test_a_later_day_shows_other_figures() -> None:
    """On 5 March one task of the sample is overdue; done that day, it is done late."""
    report = attrs.evolve(report_2024_02(), as_of=dt.date(2024, 3, 5))
    tasks = [
        advance(task, "complete", on=dt.date(2024, 3, 5)) if task.task_id == "2024-02/II.2" else task
        for task in report.tasks
    ]

    assert parts_of(task_indicator(report).breakdown)[1] == (
        "Đang thực hiện",
        6,
        [("trong hạn", 5), ("quá hạn", 1)],
    )
    assert parts_of(task_indicator(attrs.evolve(report, tasks=tasks)).breakdown)[0] == (
        "Đã thực hiện (hoàn thành)",
        3,
        [("thực hiện chậm", 1)],
    )


@given(tasks=st.lists(records(AssignedTask), max_size=4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_parts_add_up(tasks: list[AssignedTask]) -> None:
    """Whatever the tasks, the three parts are the figure, and parts that are a partition are their whole."""
    made = task_indicator(MonthlyReport(report_id="1", period="2024-02", tasks=tasks))

    assert made.parts_sum() == made.figure
    for part in made.breakdown:
        below = part.parts_sum() or 0
        assert below <= (part.value or 0)
        assert part.parts_kind is not BreakdownKind.PARTITION or below == part.value


@pytest.mark.parametrize("lang", languages())
def test_its_words_are_of_the_language(lang: str) -> None:
    """Names and unit come in the language asked for, under the id and section given."""
    made = task_indicator(report_2024_02(), indicator_id="K1", section="I.I", lang=lang)

    assert isinstance(made, Indicator)
    assert (made.indicator_id, made.section) == ("K1", "I.I")
    assert {part.unit for part in made.breakdown} == {made.unit}
