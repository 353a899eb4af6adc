"""The laws of the count of project events: named or counted, each task once, nothing dropped without a word."""

from __future__ import annotations

import datetime as dt

import pytest

from khcn_records.lifecycle import HistoryEntry, advance
from khcn_records.records.project_aggregates import ProjectAggregate
from khcn_records.records.research_projects import ResearchProject
from khcn_records.reports.project_events import count_projects, tabulate
from khcn_records.samples import report_2024_02
from khcn_records.values.dates import PartialDate

AS_OF = dt.date(2024, 2, 14)
SAMPLE = report_2024_02()
TOLD: tuple[ResearchProject | ProjectAggregate, ...] = (*SAMPLE.projects, *SAMPLE.project_aggregates)


@pytest.mark.parametrize(
    ("event", "level", "expected"),
    [
        ("submit_list", "province", 14),
        ("accept", "province", 2),
        ("appraise_budget", "province", 2),
        ("recognise", "province", 3),
        ("recognise", "grassroots", 1),
        ("approve", None, 6),  # four named, two counted
        ("approve", "province", 5),
        ("register", None, 6),
        ("hold_selection", None, 0),  # counted are councils
        ("suspend", None, 0),
    ],
)
def test_the_sample_by_hand(event: str, level: str | None, expected: int) -> None:
    """What a person counts in the real report, at a level or at all."""
    assert count_projects(TOLD, event, level=level, as_of=AS_OF) == expected


def test_the_table_of_the_sample() -> None:
    """A row for each event and level; the councils have their own unit, items without a figure their own column."""
    rows = tabulate(TOLD, as_of=AS_OF).text_rows()

    assert rows[0] == ["trình phê duyệt danh mục", "cấp tỉnh", "", "0", "14", "14", "0"]
    assert ["thông báo tuyển chọn, giao trực tiếp", "cấp tỉnh", "", "0", "0", "0", "01"] in rows
    assert ["họp hội đồng tuyển chọn, giao trực tiếp", "cấp cơ sở", "hội đồng", "0", "20", "20", "0"] in rows
    assert rows[-1] == ["Nhiệm vụ nêu tên", "", "", "18", "", "", ""]


def test_a_task_named_and_counted_is_one() -> None:
    """A count that names tasks of which the same is told beside it adds the others only."""
    named = advance(
        ResearchProject(project_id="1", level="province"), "accept", on=PartialDate(2024, 2), allow_jump=True
    )
    counted = ProjectAggregate(
        aggregate_id="2", level="province", events=["accept"], count=3, unit="Nhiệm vụ", project_ids=["1"]
    )

    assert count_projects([named, counted], "accept", as_of=AS_OF) == 3
    assert count_projects([counted, named], "accept", as_of=AS_OF) == 3
    assert count_projects([counted], "accept", as_of=AS_OF) == 3


def test_a_step_of_a_later_day_is_left_out() -> None:
    """A step counts from the first day on which it can have happened."""
    project = advance(ResearchProject(project_id="1"), "list", on=dt.date(2024, 2, 15))

    assert count_projects([project], "list", as_of=AS_OF) == 0
    assert count_projects([project], "list", as_of=dt.date(2024, 2, 15)) == 1


def test_an_event_of_no_life_is_told() -> None:
    """An event outside the life of a task has no row, and the note names it."""
    step = HistoryEntry(event="praise", from_state="listed", to_state="listed", on=dt.date(2024, 1, 2))
    table = tabulate([ResearchProject(project_id="1", history=[step])], as_of=AS_OF)

    assert [note.format("vi") for note in table.notes] == [
        "Sự kiện ngoài vòng đời nhiệm vụ, không thống kê: praise"
    ]
