"""Estimated years: what the law alone would have said, against what was announced."""

from __future__ import annotations

import datetime as dt

import pytest

from khcn_records.calendars.calendar_days import DayKind
from khcn_records.calendars.estimating import estimated_days
from khcn_records.calendars.loading import load_years, vietnam_calendar
from khcn_records.errors import UnknownYearError
from khcn_records.evidence import Confidence
from khcn_records.values.lunar import tet

LATER = vietnam_calendar(estimate_through=2100)


def days_off(rows: list[tuple[dt.date, DayKind]]) -> set[dt.date]:
    statutory = {DayKind.HOLIDAY, DayKind.COMPENSATION}
    return {day for day, kind in rows if kind in statutory and day.weekday() < 5}


@pytest.mark.parametrize(
    ("year", "wrong"),
    [
        # In these years the Prime Minister took two days before Tết and three of it.
        (2021, [(2, 10), (2, 17)]),
        (2023, [(1, 20), (1, 27)]),
        (2024, [(2, 8), (2, 15)]),
        (2025, [(1, 27), (2, 3)]),
        (2027, [(2, 4), (2, 11)]),
        (2022, []),
        (2026, []),
    ],
)
def test_the_estimate_of_announced_years(year: int, wrong: list[tuple[int, int]]) -> None:
    """Under the Code of 2019 the estimate misses only the side of Tết that the Prime Minister chose."""
    announced = next(known for known in load_years() if known.year == year)
    actual = days_off([(row.day, row.kind) for row in announced.days])
    estimate = days_off([(row.day, row.kind) for row in estimated_days(year)])
    if year < 2026:
        estimate = {day for day in estimate if day.month != 11}
    assert sorted(estimate ^ actual) == [dt.date(year, month, day) for month, day in wrong]


@pytest.mark.parametrize("year", range(2028, 2101))
def test_every_estimated_year_has_the_days_of_the_law(year: int) -> None:
    """Twelve holidays a year, as many compensations as fall on a weekend, each on a working weekday."""
    rows = estimated_days(year)
    holidays = [row for row in rows if row.kind is DayKind.HOLIDAY]
    given = [row for row in rows if row.kind is DayKind.COMPENSATION]
    assert len(holidays) == 12 == len({row.day for row in holidays})
    assert len(given) == sum(row.day.weekday() >= 5 for row in holidays)
    assert all(row.day.weekday() < 5 for row in given)
    assert len({row.day for row in rows}) == len(rows)
    assert {row.day.year for row in rows} == {year}
    assert {row.key: row.day for row in holidays}["tet_day_1"] == tet(year)


def test_an_estimate_says_so() -> None:
    """Each day of an estimated year is an estimate and provisional, the ordinary ones too."""
    for day in (dt.date(2028, 1, 1), dt.date(2028, 3, 1), dt.date(2100, 12, 31), tet(2050)):
        found = LATER.day(day)
        assert found.is_estimate
        assert found.is_provisional
        assert LATER.is_provisional(day)
    assert not LATER.day(dt.date(2027, 3, 1)).is_estimate
    assert {row.confidence for row in estimated_days(2028)} == {Confidence.INFERRED}


def test_compensating_24_november_is_unconfirmed() -> None:
    """Article 111(3) speaks of Article 112(1) only; 24/11 on a weekend (2029, 2030) is given and flagged."""
    for year, day in ((2029, 26), (2030, 25)):
        found = LATER.day(dt.date(year, 11, day))
        assert found.kind is DayKind.COMPENSATION
        assert found.confidence is Confidence.UNCONFIRMED
        assert "24/11" in found.source


def test_national_day_on_a_sunday() -> None:
    """2/9/2029 is a Sunday: whichever neighbour is chosen, Monday and Tuesday are free."""
    assert [LATER.is_workday(dt.date(2029, 9, day)) for day in (3, 4, 5)] == [False, False, True]


def test_estimates_never_reach_back() -> None:
    """Years before the first file stay unknown, and so do years beyond the lunar table."""
    assert LATER.known_from == dt.date(2013, 1, 1)
    with pytest.raises(UnknownYearError):
        LATER.is_workday(dt.date(2012, 12, 31))
    with pytest.raises(UnknownYearError):
        vietnam_calendar(estimate_through=2101)


def test_an_estimate_of_known_years_is_no_estimate() -> None:
    """Asking for an estimate up to a year that is announced changes nothing."""
    assert vietnam_calendar(estimate_through=2020) == vietnam_calendar()
    assert vietnam_calendar(estimate_through=2027) == vietnam_calendar()


def test_statutory_estimates_are_the_same() -> None:
    """Swaps are never estimated, so both audiences have the same estimated days."""
    statutory = vietnam_calendar(audience="statutory", estimate_through=2030)
    civil = vietnam_calendar(estimate_through=2030)
    later = [row for row in civil.days if row.day.year > 2027]
    assert [row for row in statutory.days if row.day.year > 2027] == later
    assert len(later) > 36
