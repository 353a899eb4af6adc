"""The rows of the calendar: against the collected notices, against the law, and as a snapshot of days."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

from calendar_snapshot import SNAPSHOT, snapshot
from khcn_records.calendars.calendar_days import CalendarDay, DayKind
from khcn_records.calendars.loading import load_years, vietnam_calendar
from khcn_records.evidence import Confidence
from khcn_records.labels import has_wording
from khcn_records.values.lunar import hung_kings_day, tet

COLLECTED = Path(__file__).resolve().parents[3] / "shared" / "facts" / "vn-working-calendar.csv"

YEARS = load_years()
ROWS = [day for year in YEARS for day in year.days]
CIVIL = vietnam_calendar()
STATUTORY = vietnam_calendar(audience="statutory")

WORKED_DAYS = {
    2013: 253,
    2014: 252,
    2015: 250,
    2016: 251,
    2017: 250,
    2018: 250,
    2019: 252,
    2020: 252,
    2021: 250,
    2022: 249,
    2023: 249,
    2024: 251,
    2025: 250,
    2026: 249,
    2027: 249,
}


def of_kind(kind: DayKind) -> list[CalendarDay]:
    return [row for row in ROWS if row.kind is kind]


def cited(source: str) -> str:
    """A source as the product cites it: the instrument or page, without the file its copy was read in."""
    return re.sub(r" \(tnt305 [0-9a-f]+\.md\)", "", re.sub(r"\[pháp điển [^]]*\]", "(Bộ pháp điển)", source))


@pytest.mark.skipif(not COLLECTED.exists(), reason="the collected notices are not beside the project")
def test_nothing_collected_is_lost() -> None:
    """Every collected day is shipped with its kind, its Vietnamese name and its source, and no other."""
    with COLLECTED.open(encoding="utf-8") as file:
        expected = [
            (row["date"], row["kind"], row["name_vi"], cited(row["source"])) for row in csv.DictReader(file)
        ]
    actual = [(row.day.isoformat(), row.kind.value, row.name, row.source) for row in ROWS]
    assert actual == expected


def test_shipped_years_and_kinds() -> None:
    """The years 2013-2027 are shipped: 229 rows of four kinds, none of them for an ordinary day."""
    assert [year.year for year in YEARS] == list(range(2013, 2028))
    assert Counter(row.kind for row in ROWS) == {
        DayKind.HOLIDAY: 158,
        DayKind.COMPENSATION: 39,
        DayKind.DAY_OFF_SWAP: 16,
        DayKind.WORKING_SWAP: 16,
    }


@pytest.mark.parametrize(("year", "expected"), WORKED_DAYS.items())
def test_worked_days_of_a_year(year: int, expected: int) -> None:
    """The civil service works as many days as the notices of the year leave."""
    assert CIVIL.count_workdays(dt.date(year - 1, 12, 31), dt.date(year, 12, 31)) == expected


def test_the_snapshot_of_worked_days() -> None:
    """A change of data shows as a diff of days; calendar_snapshot.py writes the file anew."""
    assert snapshot() == SNAPSHOT.read_text(encoding="utf-8")


def test_no_day_stands_twice() -> None:
    """A day has one row."""
    assert [day for day, count in Counter(row.day for row in ROWS).items() if count > 1] == []


def test_a_row_stands_in_the_file_of_its_year() -> None:
    """Rows stand in the file of their own year, but for 31/12/2012, whose year has no file."""
    strangers = [row.day for year in YEARS for row in year.days if row.day.year != year.year]
    assert strangers == [dt.date(2012, 12, 31)]
    assert CIVIL.known_from == dt.date(2013, 1, 1)


def test_days_off_given_fall_on_working_weekdays() -> None:
    """A compensation and a swapped day off are Monday to Friday; a day is worked back on a Saturday."""
    given = of_kind(DayKind.COMPENSATION) + of_kind(DayKind.DAY_OFF_SWAP)
    assert {row.day.weekday() for row in given} <= {0, 1, 2, 3, 4}
    assert {row.day.weekday() for row in of_kind(DayKind.WORKING_SWAP)} == {5}


def test_every_swap_has_its_worked_saturday() -> None:
    """Sixteen days off were swapped for sixteen Saturdays, each naming the other."""
    off = {row.day: row.partner for row in of_kind(DayKind.DAY_OFF_SWAP)}
    worked = {row.partner: row.day for row in of_kind(DayKind.WORKING_SWAP)}
    assert off == worked
    assert len(off) == 16


@pytest.mark.parametrize("year", WORKED_DAYS)
def test_each_holiday_on_a_weekend_is_compensated(year: int) -> None:
    """Article 111(3): as many compensations as holidays of the year that fall on Saturday or Sunday."""
    weekend = [row.day for row in of_kind(DayKind.HOLIDAY) if row.day.year == year and row.day.weekday() >= 5]
    compensations = [row.day for row in of_kind(DayKind.COMPENSATION) if row.day.year == year]
    assert len(compensations) == len(weekend)
    assert all(day < max(compensations) for day in weekend)


@pytest.mark.parametrize("year", WORKED_DAYS)
def test_lunar_holidays_are_those_of_the_lunar_calendar(year: int) -> None:
    """Tết and Giỗ Tổ of the notices are mùng 1 tháng Giêng and mùng 10 tháng Ba at UTC+7."""
    keys = {row.key: row.day for row in of_kind(DayKind.HOLIDAY) if row.day.year == year}
    assert keys["tet_day_1"] == tet(year)
    assert keys["tet_eve"] == tet(year) - dt.timedelta(1)
    assert keys["hung_kings_day"] == hung_kings_day(year)


@pytest.mark.parametrize("year", WORKED_DAYS)
def test_how_many_holidays_the_law_gives(year: int) -> None:
    """The Code of 1994 gave 4 days of Tết, that of 2012 gave 5; from 2021 National Day is 2; 24/11 from 2026."""
    expected = 9 if year == 2013 else 10
    expected += (year >= 2021) + (year >= 2026)
    assert len([row for row in of_kind(DayKind.HOLIDAY) if row.day.year == year]) == expected


def test_statutory_days_are_the_law_without_the_swaps() -> None:
    """Companies are bound by the holidays and their compensation only: a swapped Monday is worked, its Saturday not."""
    swapped = {row.day for row in of_kind(DayKind.DAY_OFF_SWAP) + of_kind(DayKind.WORKING_SWAP)}
    first, last = CIVIL.known_from.toordinal(), CIVIL.known_through.toordinal()
    days = [dt.date.fromordinal(ordinal) for ordinal in range(first, last + 1)]
    differ = {day for day in days if CIVIL.is_workday(day) != STATUTORY.is_workday(day)}
    assert differ == swapped - {dt.date(2012, 12, 31)}
    assert STATUTORY.day(dt.date(2024, 4, 29)).kind is DayKind.WORKDAY
    assert STATUTORY.day(dt.date(2024, 5, 4)).kind is DayKind.WEEKEND
    assert {row.kind for row in STATUTORY.days} == {DayKind.HOLIDAY, DayKind.COMPENSATION}


def test_a_swap_that_was_proposed_and_not_adopted() -> None:
    """Monday 23/11/2026 is worked and Saturday 28/11/2026 is not, whatever the press wrote."""
    assert CIVIL.is_workday(dt.date(2026, 11, 23))
    assert not CIVIL.is_workday(dt.date(2026, 11, 28))


def test_how_sure_each_row_is() -> None:
    """The article alone is TEXT, what a page reports SECONDARY, 3/5/2027 by rule INFERRED."""
    assert Counter(row.confidence for row in ROWS) == {
        Confidence.TEXT: 28,
        Confidence.SECONDARY: 200,
        Confidence.INFERRED: 1,
    }
    text = {row.key for row in ROWS if row.confidence is Confidence.TEXT}
    assert text == {"new_year", "victory_day", "labour_day", "national_day"}
    assert min(row.day.year for row in ROWS if row.confidence is Confidence.TEXT) == 2021
    assert CIVIL.day(dt.date(2027, 5, 3)).confidence is Confidence.INFERRED
    assert all(row.source for row in ROWS)


def test_only_the_last_year_is_provisional() -> None:
    """A swap may still be announced for 2027, so each of its days is provisional, the ordinary ones too."""
    assert [year.year for year in YEARS if year.is_provisional] == [2027]
    assert YEARS[-1].provisional_reason
    assert {year.as_known_on for year in YEARS} == {dt.date(2026, 10, 2)}
    assert CIVIL.is_provisional(dt.date(2027, 6, 15))
    assert CIVIL.day(dt.date(2027, 2, 4)).is_provisional
    assert not CIVIL.is_provisional(dt.date(2026, 12, 31))
    assert not any(CIVIL.day(row.day).is_estimate for row in CIVIL.days if row.day.year > 2012)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_row_has_words(lang: str) -> None:
    """Each row is called something in each language, with all its parts filled in."""
    labels = [row.label(lang) for row in ROWS]
    assert all(labels)
    assert not [label for label in labels if "{" in label or "None" in label]


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        (
            (2024, 2, 8),
            "Tết Nguyên đán (ngày áp chót năm âm lịch)",
            "Lunar New Year (second last day of the lunar year)",
        ),
        (
            (2018, 12, 31),
            "Nghỉ hoán đổi dịp Tết Dương lịch 2019 (làm bù 2019-01-05)",
            "Day off swapped for New Year 2019 (worked back on 2019-01-05)",
        ),
        (
            (2015, 2, 14),
            "Làm bù dịp Tết Ất Mùi (thay cho 2015-02-16)",
            "Worked Saturday for Tết Ất Mùi (in place of 2015-02-16)",
        ),
        (
            (2023, 5, 2),
            "Nghỉ bù Giỗ Tổ Hùng Vương (29/4 là thứ Bảy)",
            "Day off in lieu of Hùng Kings' Commemoration Day (29/4 is a Saturday)",
        ),
        ((2024, 2, 13), "Nghỉ bù Tết Nguyên đán", "Day off in lieu of Lunar New Year"),
        ((2024, 3, 4), "Ngày làm việc", "working day"),
        ((2024, 3, 2), "Ngày nghỉ hằng tuần", "weekend"),
    ],
)
def test_what_a_day_is_called(day: tuple[int, int, int], vi: str, en: str) -> None:
    """A day is called as the notices call it, and plainly in English."""
    found = CIVIL.day(dt.date(*day))
    assert (found.label("vi"), found.label("en"), found.name) == (vi, en, vi)


def test_kinds_have_words() -> None:
    """Each kind of day has its word in both languages."""
    assert all(has_wording(f"day_kind.{kind}", lang) for kind in DayKind for lang in ("vi", "en"))
