"""The steps of docs/how-to/add-a-calendar-year.md, taken."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import textwrap
from importlib import resources
from pathlib import Path

import pytest

from khcn_records.calendars.calendar_days import CalendarDay, DayKind
from khcn_records.calendars.loading import build_calendar, load_years, vietnam_calendar
from khcn_records.errors import InvalidCalendarError, UnknownYearError
from khcn_records.evidence import Confidence

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "add-a-calendar-year.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped folder, to add files to."""
    copy = tmp_path / "vietnam"
    with resources.as_file(resources.files("khcn_records.calendars") / "vietnam") as shipped:
        shutil.copytree(shipped, copy)
    return copy


@pytest.fixture
def new_year() -> str:
    """The example file of the page."""
    if not PAGE.exists():
        pytest.skip("the pages are not beside the tests")
    found = re.search(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return textwrap.dedent(found[1])


def test_a_year_is_known_when_its_file_is_there(folder: Path, new_year: str) -> None:
    """A file added to the folder makes its year known; nothing else has to be changed."""
    (folder / "2028.toml").write_text(new_year, encoding="utf-8")
    years = load_years(folder)
    calendar = build_calendar(years)
    assert calendar.known_through == dt.date(2028, 12, 31)
    assert calendar.day(dt.date(2028, 1, 26)).name == "Tết Nguyên đán (mùng 1)"
    assert not calendar.is_workday(dt.date(2028, 1, 3))
    assert calendar.day(dt.date(2028, 1, 3)).name == "Nghỉ bù Tết Dương lịch (1/1 là thứ Bảy)"
    assert calendar.is_workday(dt.date(2028, 5, 6))
    assert not build_calendar(years, audience="statutory").is_workday(dt.date(2028, 5, 6))
    assert calendar.is_provisional(dt.date(2028, 6, 1))
    with pytest.raises(UnknownYearError):
        calendar.is_workday(dt.date(2029, 1, 1))


def test_the_example_compensates_its_weekends(new_year: str, folder: Path) -> None:
    """The example has as many compensations as holidays that fall on a weekend."""
    (folder / "2028.toml").write_text(new_year, encoding="utf-8")
    rows = load_years(folder)[-1].days
    weekend = [row for row in rows if row.kind is DayKind.HOLIDAY and row.day.weekday() >= 5]
    assert len([row for row in rows if row.kind is DayKind.COMPENSATION]) == len(weekend) == 2


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("year = 2028", "year = 2029", "year = 2028 inside"),
        ('kind = "compensation"', 'kind = "bridge"', "bridge"),
        ('confidence = "secondary"', 'confidence = "sure"', "sure"),
        ('source = ["notice"]', 'source = ["press"]', "press"),
        ("date = 2028-05-06", "date = 2028-05-05", "a working_swap on a Saturday or Sunday"),
        ("date = 2028-01-03", "date = 2028-01-02", "a compensation on Monday to Friday"),
        ("date = 2028-05-06", 'date = "6/5"', "a date and a list of sources"),
        ("date = 2028-01-26", "date = 2028-01-25", "each day once"),
    ],
)
def test_a_misprint_is_refused(folder: Path, new_year: str, was: str, becomes: str, told: str) -> None:
    """A file with a wrong kind, source, weekday or year does not become a calendar; the message says what is wrong."""
    assert was in new_year
    (folder / "2028.toml").write_text(new_year.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(InvalidCalendarError, match=re.escape(told)):
        build_calendar(load_years(folder))


def test_a_gap_between_years_is_refused(folder: Path) -> None:
    """A year missing between two others would be taken for an ordinary one, so the folder is refused."""
    (folder / "2020.toml").unlink()
    with pytest.raises(InvalidCalendarError, match="without a gap"):
        load_years(folder)


def test_other_files_are_left_alone(folder: Path) -> None:
    """Only files named after a year are read."""
    (folder / "notes.txt").write_text("2028", encoding="utf-8")
    (folder / "2028.toml.bak").write_text("year = 2028", encoding="utf-8")
    assert load_years(folder) == load_years()


def test_a_local_calendar() -> None:
    """Days of one's own add to the calendar or replace a day of it, and carry their own source."""
    festival = CalendarDay(
        dt.date(2024, 3, 15),
        DayKind.DAY_OFF_SWAP,
        name="Nghỉ hoán đổi dịp lễ hội",
        source="Thông báo của cơ quan",
        confidence=Confidence.TEXT,
    )
    worked = CalendarDay(
        dt.date(2024, 3, 16), DayKind.WORKING_SWAP, name="Làm bù dịp lễ hội", partner=festival.day
    )
    kept_open = CalendarDay(dt.date(2024, 4, 29), DayKind.WORKDAY, name="Trực theo phân công")
    local = vietnam_calendar(extra=[festival, worked, kept_open])
    assert not local.is_workday(festival.day)
    assert local.is_workday(worked.day)
    assert local.is_workday(kept_open.day)
    assert local.day(festival.day) == festival
    assert local.day(festival.day).name == "Nghỉ hoán đổi dịp lễ hội" == festival.label("en")
    assert local.count_workdays(dt.date(2023, 12, 31), dt.date(2024, 12, 31)) == 252
    assert vietnam_calendar().is_workday(festival.day)
    assert local != vietnam_calendar()


def test_a_local_day_must_lie_in_the_calendar() -> None:
    """A day of one's own does not make its year known, and two rows for one day contradict each other."""
    with pytest.raises(UnknownYearError):
        vietnam_calendar(extra=[CalendarDay(dt.date(2028, 1, 3), DayKind.HOLIDAY, name="x")])
    first = CalendarDay(dt.date(2024, 3, 15), DayKind.HOLIDAY, name="x")
    second = CalendarDay(dt.date(2024, 3, 15), DayKind.WORKDAY, name="y")
    with pytest.raises(InvalidCalendarError, match="2024-03-15"):
        vietnam_calendar(extra=[first, second])
    assert vietnam_calendar(extra=[first, first]).day(first.day) == first
    with pytest.raises(ValueError, match="bridge"):
        CalendarDay(dt.date(2024, 3, 15), "bridge")
