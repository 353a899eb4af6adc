"""Lunar dates: the table against the algorithm, and the text of a date there and back."""

from __future__ import annotations

import datetime as dt
import itertools
import pickle
import unicodedata

import pytest

from khcn_records.errors import InvalidDateError
from khcn_records.values.lunar import LunarDate, can_chi, hung_kings_day, tet
from khcn_records.values.lunar_table import FIRST_LUNAR_YEAR, LUNAR_YEARS

FIRST, LAST = dt.date(1900, 1, 31), dt.date(2101, 1, 28)
EVERY_DAY = [dt.date.fromordinal(ordinal) for ordinal in range(FIRST.toordinal(), LAST.toordinal() + 1)]


@pytest.mark.parametrize(
    ("year", "expected", "chinese"),
    [
        (1968, (1, 29), (1, 30)),
        (1969, (2, 16), (2, 17)),
        (1985, (1, 21), (2, 20)),
        (2007, (2, 17), (2, 18)),
        (2030, (2, 2), (2, 3)),
        (2053, (2, 18), (2, 19)),
    ],
)
def test_tet_differs_from_china(year: int, expected: tuple[int, int], chinese: tuple[int, int]) -> None:
    """Tết is computed at UTC+7, so in these years it is not the Chinese New Year."""
    assert tet(year) == dt.date(year, *expected) != dt.date(year, *chinese)


@pytest.mark.parametrize(("year", "expected"), [(2009, (4, 4)), (2037, (4, 24)), (2038, (4, 13))])
def test_hung_kings_day_differs_from_china(year: int, expected: tuple[int, int]) -> None:
    """Giỗ Tổ is 10/3 at UTC+7; Chinese tables have it a day later in these years."""
    assert hung_kings_day(year) == dt.date(year, *expected)


@pytest.mark.parametrize("year", [2085, 2086, 2095, 2100])
def test_hung_kings_day_in_the_far_years_keeps_its_lunar_date(year: int) -> None:
    """Giỗ Tổ is the tenth day of the third month, which is no leap month."""
    found = LunarDate.from_solar(hung_kings_day(year))
    assert (found.month, found.day, found.is_leap) == (3, 10, False)


@pytest.mark.parametrize(
    ("first", "last", "month"),
    [
        (dt.date(2018, 11, 7), dt.date(2018, 12, 6), 10),
        (dt.date(2019, 3, 6), dt.date(2019, 4, 4), 2),
        (dt.date(2020, 12, 14), dt.date(2021, 1, 12), 11),
        (dt.date(2030, 2, 2), dt.date(2030, 3, 3), 1),
        (dt.date(2031, 4, 21), dt.date(2031, 5, 20), None),
        (dt.date(2032, 3, 11), dt.date(2032, 4, 9), None),
        (dt.date(2034, 9, 12), dt.date(2034, 10, 11), None),
    ],
)
def test_months_that_differ_from_china(first: dt.date, last: dt.date, month: int | None) -> None:
    """These months begin a day before the Chinese ones: the new moon falls between the two midnights."""
    assert LunarDate.from_solar(first).day == 1
    assert LunarDate.from_solar(last + dt.timedelta(1)).day == 1
    if month is not None:
        assert LunarDate.from_solar(first).month == month


def test_the_table_is_the_algorithm() -> None:
    """Every day of 1901-2100 has the lunar date that the published algorithm gives at UTC+7."""
    lunar_vn = pytest.importorskip("lunar_vn")
    days = [day for day in EVERY_DAY if 1901 <= day.year <= 2100 and day.day % 3 == 0]
    days += [tet(year) for year in range(1901, 2101)]
    days += [hung_kings_day(year) for year in range(1901, 2101)]
    expected = [lunar_vn.convert_solar_to_lunar(day.day, day.month, day.year, 7.0) for day in days]
    actual = [LunarDate.from_solar(day) for day in days]
    assert [(d.day, d.month, d.year, d.is_leap) for d in actual] == [
        (e.day, e.month, e.year, e.leap) for e in expected
    ]
    assert {(d.month, d.day) for d in actual[-200:]} == {(3, 10)}
    assert {(d.month, d.day) for d in actual[-400:-200]} == {(1, 1)}


def test_every_day_there_and_back() -> None:
    """Each Gregorian day has one lunar date, and the lunar date gives the day back, in the same order."""
    dates = [LunarDate.from_solar(day) for day in EVERY_DAY]
    assert [date.to_solar() for date in dates] == EVERY_DAY
    assert all(before < after for before, after in itertools.pairwise(dates))


def test_years_join_without_a_gap() -> None:
    """The last month of a year ends the day before the next Tết."""
    ends = [LunarDate.from_solar(tet(year) - dt.timedelta(1)) for year in range(1901, 2101)]
    assert {(end.year - year, end.month) for end, year in zip(ends, range(1901, 2101), strict=True)} == {
        (-1, 12)
    }
    assert len(LUNAR_YEARS) == 201
    assert FIRST_LUNAR_YEAR == 1900


def test_every_text_is_read_back() -> None:
    """The canonical text of every lunar date 1900-2100 is read back as the same date."""
    dates = [LunarDate.from_solar(day) for day in EVERY_DAY]
    assert [date for date in dates if LunarDate.parse(str(date)) != date] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mùng 1 tháng Giêng năm Giáp Thìn (2024)", LunarDate(2024, 1, 1)),
        ("ngày mồng 5 tháng Giêng năm Canh Tý 2020", LunarDate(2020, 1, 5)),
        ("ngày 10 tháng 3 năm 2024 âm lịch", LunarDate(2024, 3, 10)),
        ("ngày 10 tháng 3 âm lịch năm 2024", LunarDate(2024, 3, 10)),
        ("27 tháng Chạp, năm Ất Tỵ (2025)", LunarDate(2025, 12, 27)),
        ("27 THÁNG CHẠP NĂM ẤT TỴ (2025)", LunarDate(2025, 12, 27)),
        ("29 tháng Chạp năm Kỉ Hợi (2019)", LunarDate(2019, 12, 29)),
        ("mùng 2 tháng Hai nhuận năm Quí Mão (2023)", LunarDate(2023, 2, 2, is_leap=True)),
        ("rằm tháng Bảy năm Ất Tỵ (2025)", LunarDate(2025, 7, 15)),
        ("15 tháng Mười Một năm Giáp Thìn (2024)", LunarDate(2024, 11, 15)),
        ("15 tháng Mười Hai năm Giáp Thìn (2024)", LunarDate(2024, 12, 15)),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_texts_that_people_write(text: str, expected: LunarDate, form: str) -> None:
    """A lunar date is read in either Unicode form, with mùng or mồng, i or y, names or numbers."""
    assert LunarDate.parse(unicodedata.normalize(form, text)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ngày 05 tháng 02 năm 24",
        "30 tháng Giêng năm Ất Tỵ (2024)",
        "31 tháng Giêng năm Giáp Thìn (2024)",
        "mùng 1 tháng Hai nhuận năm Giáp Thìn (2024)",
        "mùng 1 tháng Một năm Giáp Thìn (2024)",
        "mùng 1 tháng 13 năm Giáp Thìn (2024)",
        "mùng 1 tháng Giêng năm Giáp Sửu (2024)",
        "mùng 1 tháng Giêng năm Giáp Thìn",
        "mùng 1 tháng Giêng năm 2150",
    ],
)
def test_what_is_no_lunar_date(text: str) -> None:
    """A text that names no one day is refused with the text and what would have been right."""
    with pytest.raises(InvalidDateError) as caught:
        LunarDate.parse(text)
    assert caught.value.text == text
    assert caught.value.expected != ""


@pytest.mark.parametrize(
    ("near", "expected"), [(2026, 2025), (2000, 2025), (1990, 1965), (1995, 1965), (1996, 2025)]
)
def test_a_named_year_is_the_nearest_one(near: int, expected: int) -> None:
    """A can chi returns every 60 years; the caller says near which year to look, the earlier one on a tie."""
    assert LunarDate.parse("27 tháng Chạp, năm Ất Tỵ", near=near).year == expected


def test_a_name_that_is_no_year_is_refused_near_any() -> None:
    """Stems and branches go in step: half of their pairs are no year."""
    with pytest.raises(InvalidDateError, match="60 names"):
        LunarDate.parse("27 tháng Chạp năm Giáp Sửu", near=2026)


@pytest.mark.parametrize(
    ("date", "vi", "en"),
    [
        (
            LunarDate(2023, 12, 26),
            "ngày 26 tháng Chạp năm Quý Mão",
            "26th day of the 12th lunar month, Quý Mão year",
        ),
        (
            LunarDate(2024, 1, 1),
            "ngày mùng 1 tháng Giêng năm Giáp Thìn",
            "1st day of the 1st lunar month, Giáp Thìn year",
        ),
        (
            LunarDate(2024, 3, 10),
            "ngày mùng 10 tháng Ba năm Giáp Thìn",
            "10th day of the 3rd lunar month, Giáp Thìn year",
        ),
        (
            LunarDate(2023, 2, 22, is_leap=True),
            "ngày 22 tháng Hai nhuận năm Quý Mão",
            "22nd day of the leap 2nd lunar month, Quý Mão year",
        ),
    ],
)
def test_wording(date: LunarDate, vi: str, en: str) -> None:
    """A lunar date is worded with mùng for the first ten days, the month's name and the year's."""
    assert (date.format("vi"), date.format("en")) == (vi, en)


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (1984, "Giáp Tý"),
        (2023, "Quý Mão"),
        (2024, "Giáp Thìn"),
        (2025, "Ất Tỵ"),
        (2026, "Bính Ngọ"),
        (2027, "Đinh Mùi"),
    ],
)
def test_names_of_years(year: int, expected: str) -> None:
    """The name of a year is its stem and its branch, each with a capital."""
    assert can_chi(year) == expected
    assert LunarDate(year, 1, 1).year_name == expected


@pytest.mark.parametrize(
    "parts",
    [
        (2024, 0, 1),
        (2024, 13, 1),
        (2024, 1, 0),
        (2024, 1, 30),
        (2024, 2, 1, True),
        (1899, 1, 1),
        (2101, 1, 1),
    ],
)
def test_days_that_do_not_exist(parts: tuple[int, int, int]) -> None:
    """A lunar date outside its month, its year or the table is refused."""
    with pytest.raises(InvalidDateError):
        LunarDate(*parts)


@pytest.mark.parametrize(
    "day", [dt.date(1900, 1, 30), dt.date(2101, 1, 29), dt.date(1, 1, 1), dt.date(9999, 12, 31)]
)
def test_days_outside_the_table(day: dt.date) -> None:
    """A day before Tết 1900 or after the lunar year 2100 has no lunar date here."""
    with pytest.raises(InvalidDateError, match="1900-01-31 through 2101-01-28"):
        LunarDate.from_solar(day)


@pytest.mark.parametrize("year", [1899, 2101])
def test_tet_outside_the_table(year: int) -> None:
    """Tết of a year outside the table is refused, never guessed."""
    with pytest.raises(InvalidDateError, match="1900 through 2100"):
        tet(year)


def test_a_moment_is_not_a_day() -> None:
    """A datetime would lose its hour and is refused; so is a number for a text or a text for a number."""
    with pytest.raises(TypeError, match="datetime"):
        LunarDate.from_solar(dt.datetime(2024, 2, 10, 9, 0))
    with pytest.raises(TypeError):
        LunarDate.parse(20240210)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        LunarDate("2024", 1, 1)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        tet("2024")  # type: ignore[arg-type]


def test_where_the_almanac_may_differ() -> None:
    """Before 1968 and around new moons at midnight the printed almanac decides."""
    doubtful = [day for day in EVERY_DAY if LunarDate.from_solar(day).is_almanac_uncertain]
    assert max(day for day in doubtful if day.year < 2000) == dt.date(1967, 12, 31)
    later = [day for day in doubtful if day.year >= 2000]
    assert sorted({day.year for day in later}) == [2054, 2072, 2073, 2077, 2085]
    assert len(later) == 4 * 32


def test_a_lunar_date_is_a_value() -> None:
    """A lunar date is frozen, hashable, ordered with the leap month after its twin, and pickles."""
    date = LunarDate(2023, 2, 1, is_leap=True)
    assert LunarDate(2023, 2, 29) < date < LunarDate(2023, 3, 1)
    assert {date: 1}[pickle.loads(pickle.dumps(date))] == 1
    with pytest.raises(AttributeError):
        date.day = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        assert date < dt.date(2023, 4, 5)
