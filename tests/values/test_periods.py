"""Reporting periods and the days whose data they hold."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given

from khcn_records.errors import InvalidPeriodError
from khcn_records.values.date_ranges import DateRange
from khcn_records.values.periods import WINDOW_RULES, PeriodKind, ReportingPeriod
from strategies import reporting_periods

MONTH = ReportingPeriod.of_month
QUARTER = ReportingPeriod.of_quarter
HALF = ReportingPeriod.of_half


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tháng 02/2024", MONTH(2024, 2)), ("Tháng 2/2024", MONTH(2024, 2)), ("tháng 02 năm 2024", MONTH(2024, 2)), ("THÁNG 03/2024", MONTH(2024, 3)),
        ("tháng 1 năm 2024", MONTH(2024, 1)), ("02/2024", MONTH(2024, 2)), ("2-2024", MONTH(2024, 2)), ("2024-02", MONTH(2024, 2)),
        ("tháng 7/2026", MONTH(2026, 7)), ("tháng 01/2013.", MONTH(2013, 1)), ("tháng\n12/2024", MONTH(2024, 12)),
        ("quý I/2024", QUARTER(2024, 1)), ("Quý IV/ 2026", QUARTER(2026, 4)), ("Quý II năm 2014", QUARTER(2014, 2)), ("QUÝ III/2024", QUARTER(2024, 3)),
        ("quý 1 năm 2024", QUARTER(2024, 1)), ("quí 2/2024", QUARTER(2024, 2)), ("Q3/2024", QUARTER(2024, 3)), ("2024-Q4", QUARTER(2024, 4)),
        ("6 tháng đầu năm 2026", HALF(2026, 1)), ("6 tháng cuối năm 2026", HALF(2026, 2)), ("06 tháng đầu năm 2024", HALF(2024, 1)),
        ("sáu tháng đầu năm 2024", HALF(2024, 1)), ("nửa cuối năm 2024", HALF(2024, 2)), ("2024-H1", HALF(2024, 1)),
        ("9 tháng năm 2024", ReportingPeriod.of_nine_months(2024)), ("09 tháng đầu năm 2024", ReportingPeriod.of_nine_months(2024)),
        ("2024-9M", ReportingPeriod.of_nine_months(2024)), ("năm 2024", ReportingPeriod.of_year(2024)), ("cả năm 2024", ReportingPeriod.of_year(2024)),
        ("2024", ReportingPeriod.of_year(2024)), ("tháng 2", ReportingPeriod(PeriodKind.MONTH, None, 2)), ("--02", ReportingPeriod(PeriodKind.MONTH, None, 2)),
        ("quý II", ReportingPeriod(PeriodKind.QUARTER, None, 2)), ("--Q2", ReportingPeriod(PeriodKind.QUARTER, None, 2)),
        ("6 tháng đầu năm", ReportingPeriod(PeriodKind.HALF, None, 1)), ("9 tháng", ReportingPeriod(PeriodKind.NINE_MONTHS, None)),
    ],
)  # fmt: skip
def test_every_spelling_of_a_period(text: str, expected: ReportingPeriod) -> None:
    """A period in figures or words is one period; where the text has no year there is none."""
    assert expected == ReportingPeriod.parse(text)


@pytest.mark.parametrize(
    "text",
    ["tháng 13/2024", "tháng 0/2024", "tháng 00", "quý V/2024", "quý 5", "Q1", "2024-Q5", "2024-H3", "2024-13", "2024-2", "-", "--", "---", "0001",
     "9999", "02 năm 2024", "6 tháng", "6 tháng năm 2024", "tháng 2/24", "tháng này", "tháng Giêng", "năm", "20245", "quý I-II/2024", "05/02/2024",
     "tháng 02 và 03/2024", "giai đoạn 2021-2025", "năm học 2023-2024"],
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    """A month 13, two periods, a period named by today: refused, and the whole text is quoted."""
    with pytest.raises(InvalidPeriodError) as caught:
        ReportingPeriod.parse(text)

    assert caught.value.text == text


@pytest.mark.parametrize(
    ("period", "window"),
    [
        (MONTH(2024, 2), "2024-01-15/2024-02-14"),
        (MONTH(2024, 1), "2023-12-15/2024-01-14"),
        (MONTH(2024, 3), "2024-02-15/2024-03-14"),
        (QUARTER(2024, 1), "2023-12-15/2024-03-14"),
        (QUARTER(2024, 2), "2024-03-15/2024-06-14"),
        (QUARTER(2024, 4), "2024-09-15/2024-12-14"),
        (HALF(2024, 1), "2023-12-15/2024-06-14"),
        (HALF(2024, 2), "2024-06-15/2024-12-14"),
        (ReportingPeriod.of_year(2024), "2023-12-15/2024-12-14"),
    ],
)
def test_the_windows_of_the_decree(period: ReportingPeriod, window: str) -> None:
    """Nghị định 09/2019, Điều 12: from the 15th of the month before the period to the 14th of its last month."""
    assert window == str(period.window())
    assert period.window("decree09") == period.window()


def test_the_decree_has_no_window_of_nine_months() -> None:
    """Nine months are set by the body that orders the report: no rule is taken unasked."""
    with pytest.raises(InvalidPeriodError, match="no nine-month window"):
        ReportingPeriod.of_nine_months(2024).window()
    with pytest.raises(InvalidPeriodError, match="no nine-month window"):
        ReportingPeriod.of_nine_months(2024).cumulative_window()


def test_a_province_has_a_window_of_nine_months() -> None:
    """Khánh Hòa, QĐ 01/2023: 15 December to 14 September, for who names that rule."""
    window = ReportingPeriod.of_nine_months(2024).window("khanh_hoa_01_2023")

    assert str(window) == "2023-12-15/2024-09-14"


@pytest.mark.parametrize(
    ("period", "window"),
    [
        (MONTH(2024, 2), "2024-02-01/2024-02-29"), (MONTH(2023, 2), "2023-02-01/2023-02-28"), (QUARTER(2024, 1), "2024-01-01/2024-03-31"),
        (HALF(2024, 2), "2024-07-01/2024-12-31"), (ReportingPeriod.of_nine_months(2024), "2024-01-01/2024-09-30"),
        (ReportingPeriod.of_year(2024), "2024-01-01/2024-12-31"),
    ],
)  # fmt: skip
def test_the_calendar_window_is_the_period(period: ReportingPeriod, window: str) -> None:
    """By the calendar a period holds its own days, nine months too."""
    assert window == str(period.window("calendar"))
    assert DateRange(period.first_day, period.last_day) == period.window("calendar")


@pytest.mark.parametrize(
    ("period", "rule", "window"),
    [
        (MONTH(2024, 1), "decree09", "2023-12-15/2024-01-14"), (MONTH(2024, 2), "decree09", "2023-12-15/2024-02-14"),
        (QUARTER(2024, 3), "decree09", "2023-12-15/2024-09-14"), (HALF(2024, 2), "decree09", "2023-12-15/2024-12-14"),
        (MONTH(2024, 2), "calendar", "2024-01-01/2024-02-29"), (HALF(2024, 2), "calendar", "2024-01-01/2024-12-31"),
    ],
)  # fmt: skip
def test_the_cumulative_window_begins_with_the_reporting_year(
    period: ReportingPeriod, rule: str, window: str
) -> None:
    """*Lũy kế từ đầu năm* runs from the start of the reporting year to the end of the period's window."""
    assert window == str(period.cumulative_window(rule))


def test_an_unknown_rule_is_refused() -> None:
    """The rules are a closed list, named in the error."""
    with pytest.raises(ValueError, match="known: " + ", ".join(WINDOW_RULES)):
        MONTH(2024, 2).window("decree9")


def test_a_window_needs_a_year() -> None:
    """The year is never taken from the clock."""
    period = ReportingPeriod.parse("tháng 2")

    for ask in (
        period.window,
        period.cumulative_window,
        period.next,
        period.previous,
        lambda: period.first_day,
        lambda: period.last_day,
    ):
        with pytest.raises(InvalidPeriodError, match="expected a year"):
            ask()


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (MONTH(2024, 2), MONTH(2024, 3)), (MONTH(2024, 12), MONTH(2025, 1)), (QUARTER(2024, 4), QUARTER(2025, 1)), (HALF(2024, 1), HALF(2024, 2)),
        (HALF(2024, 2), HALF(2025, 1)), (ReportingPeriod.of_nine_months(2024), ReportingPeriod.of_nine_months(2025)),
        (ReportingPeriod.of_year(2024), ReportingPeriod.of_year(2025)),
    ],
)  # fmt: skip
def test_the_next_period_is_of_the_same_kind(period: ReportingPeriod, expected: ReportingPeriod) -> None:
    """After the last of a year comes the first of the next, and back."""
    assert expected == period.next()
    assert period == expected.previous()


@pytest.mark.parametrize("rule", ["decree09", "calendar"])
@pytest.mark.parametrize(
    "first", [MONTH(2023, 1), QUARTER(2023, 1), HALF(2023, 1), ReportingPeriod.of_year(2023)]
)
def test_windows_follow_each_other_without_gap_or_overlap(first: ReportingPeriod, rule: str) -> None:
    """Each day falls into one window of one kind of period."""
    periods = list(itertools.accumulate(range(30), lambda period, _: period.next(), initial=first))
    windows = [period.window(rule) for period in periods]

    for before, after in itertools.pairwise(windows):
        assert before.end is not None
        assert after.start == before.end + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "number"),
    [("month", 0), ("month", 13), ("quarter", 5), ("half", 3), ("nine_months", 2), ("year", 2)],
)
def test_a_number_beyond_the_kind_is_refused(kind: str, number: int) -> None:
    """A year has twelve months, four quarters, two halves."""
    with pytest.raises(InvalidPeriodError, match="expected a number from 1 to"):
        ReportingPeriod(PeriodKind(kind), 2024, number)


@pytest.mark.parametrize("year", [1, 9999, 0, -5, 10**30])
def test_a_year_out_of_range_is_refused(year: int) -> None:
    """Every period that exists has a window, so its year has neighbours."""
    with pytest.raises(InvalidPeriodError, match="from 2 to 9998"):
        ReportingPeriod.of_year(year)


@pytest.mark.parametrize("year", ["2024", 2024.0, True])
def test_a_year_is_a_whole_number(year: object) -> None:
    """Nothing is coerced."""
    with pytest.raises(TypeError, match="must be int"):
        ReportingPeriod.of_year(year)  # type: ignore[arg-type]


@given(reporting_periods())
def test_the_words_of_a_period_read_back(period: ReportingPeriod) -> None:
    """What `format` writes in Vietnamese, `parse` reads as the same period."""
    assert period == ReportingPeriod.parse(period.format("vi"))


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        (MONTH(2024, 2), "tháng 02 năm 2024", "February 2024"), (MONTH(2024, 3), "tháng 03 năm 2024", "March 2024"),
        (QUARTER(2024, 1), "quý I năm 2024", "first quarter 2024"), (HALF(2024, 1), "6 tháng đầu năm 2024", "first half 2024"),
        (HALF(2024, 2), "6 tháng cuối năm 2024", "second half 2024"), (ReportingPeriod.of_nine_months(2024), "9 tháng năm 2024", "first nine months 2024"),
        (ReportingPeriod.of_year(2024), "năm 2024", "2024"), (ReportingPeriod(PeriodKind.MONTH, None, 2), "tháng 02", "February"),
    ],
)  # fmt: skip
def test_words_of_a_period(period: ReportingPeriod, vi: str, en: str) -> None:
    """The label of a month is padded, the quarter Roman, as reports write them."""
    assert (vi, en) == (period.format("vi"), period.format("en"))
