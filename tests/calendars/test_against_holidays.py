"""Where the `holidays` package (0.109) answers otherwise for a Vietnamese civil servant, and why."""

from __future__ import annotations

import datetime as dt
import importlib.metadata

import pytest

from khcn_records.calendars.loading import vietnam_calendar

VERSION = "0.109"

DISAGREEMENTS = {
    dt.date(2013, 1, 5): "worked back for 31/12/2012; the package has no swap of New Year 2013",
    dt.date(2013, 2, 23): "worked back for 15/2/2013, which the package has as a sixth day of Tết",
    dt.date(2014, 1, 25): "worked back for 28/1/2014, the swap before Tết 2014",
    dt.date(2014, 1, 28): "swapped day off before Tết 2014, announced with the year's notice",
    dt.date(
        2014, 2, 5
    ): "compensation: two of the five days of Tết 2014 fell on a weekend, the package counts one",
    dt.date(2014, 2, 8): "worked back for 29/1/2014, which the package has as a day of Tết",
    dt.date(2026, 1, 2): "swapped day off by 12729/VPCP-KGVX of 25/12/2025, seven days ahead",
    dt.date(2026, 1, 10): "the Saturday worked for 2/1/2026 by the same letter",
}
"""The package also has 31/12/2012 as worked: a swapped day off by the notice of 2013, before the years known here."""


@pytest.fixture(scope="module")
def package() -> object:
    holidays = pytest.importorskip("holidays")
    if importlib.metadata.version("holidays") != VERSION:
        pytest.skip(f"the list is that of holidays {VERSION}; each release answers otherwise")
    return holidays.Vietnam(years=range(2012, 2028))


def test_every_disagreement_is_known(package: object) -> None:
    """On every other day 2013-2027 both agree; a new disagreement is a mistake on one side and has to be looked at."""
    calendar = vietnam_calendar()
    first, last = calendar.known_from.toordinal(), calendar.known_through.toordinal()
    days = [dt.date.fromordinal(ordinal) for ordinal in range(first, last + 1)]
    differ = [day for day in days if calendar.is_workday(day) != package.is_working_day(day)]  # type: ignore[attr-defined]
    assert differ == sorted(DISAGREEMENTS)


def test_the_remark_on_2012(package: object) -> None:
    """31/12/2012 was swapped for 5/1/2013, whose row is shipped; the package has it as worked."""
    assert package.is_working_day(dt.date(2012, 12, 31))  # type: ignore[attr-defined]
    assert vietnam_calendar().day(dt.date(2013, 1, 5)).partner == dt.date(2012, 12, 31)


def test_a_sum_that_the_package_gets_wrong(package: object) -> None:
    """Five working days after 31/12/2025 is 9/1/2026, for 2/1/2026 was swapped; the package gives 8/1."""
    calendar = vietnam_calendar()
    assert calendar.add_workdays(dt.date(2025, 12, 31), 5) == dt.date(2026, 1, 9)
    assert package.get_nth_working_day(dt.date(2025, 12, 31), 5) == dt.date(2026, 1, 8)  # type: ignore[attr-defined]


def test_the_lunar_holidays_agree(package: object) -> None:
    """Tết and Giỗ Tổ of the package are Vietnamese, so on them both calendars agree in every year 2013-2099."""
    from khcn_records.values.lunar import hung_kings_day, tet

    holidays = pytest.importorskip("holidays")
    later = holidays.Vietnam(years=range(2013, 2100), language="vi")
    assert [year for year in range(2013, 2100) if tet(year) not in later] == []
    assert [year for year in range(2013, 2100) if hung_kings_day(year) not in later] == []
    assert len(package) > 0  # type: ignore[arg-type]
