"""Places on a day: which there were, by which names they are found, and what the register says where there was none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.errors import NotValidOnDayError
from khcn_records.registers.bodies import successors
from khcn_records.registers.localities import (
    Locality,
    LocalityLevel,
    LocalityType,
    localities,
    locality,
    type_validities,
)

DAY_OF_THE_REPORT = dt.date(2024, 2, 14)


@pytest.mark.parametrize(
    ("day", "provinces", "municipalities"),
    [
        (dt.date(2024, 2, 14), 63, 5),
        (dt.date(2024, 12, 31), 63, 5),
        (dt.date(2025, 1, 1), 63, 6),
        (dt.date(2025, 6, 30), 63, 6),
        (dt.date(2025, 7, 1), 34, 6),
        (dt.date(2026, 4, 30), 34, 7),
        (dt.date(2026, 9, 1), 34, 8),
        (dt.date(2026, 9, 20), 34, 9),
        (dt.date(2008, 7, 31), 64, 5),
        (dt.date(2008, 8, 1), 63, 5),
        (dt.date(2004, 1, 1), 64, 5),
        (dt.date(2003, 12, 31), 61, 4),
        (dt.date(1997, 1, 1), 61, 4),
        (dt.date(1996, 12, 31), 53, 3),
    ],
)
def test_how_many_provinces_there_were(day: dt.date, provinces: int, municipalities: int) -> None:
    """On each day the register has as many provinces and centrally run cities as the country had."""
    there = [
        row for row in localities().values() if row.level is LocalityLevel.PROVINCE and row.is_valid(day)
    ]

    assert len(there) == provinces
    assert sum(row.type is LocalityType.MUNICIPALITY for row in there) == municipalities


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (dt.date(2024, 1, 31), 10),
        (dt.date(2024, 2, 1), 10),
        (dt.date(2024, 12, 31), 10),
        (dt.date(2025, 1, 1), 10),
        (dt.date(2025, 6, 30), 10),
        (dt.date(2025, 7, 1), 0),
    ],
)
def test_bac_giang_had_ten_districts(day: dt.date, count: int) -> None:
    """Bắc Giang had ten units of the district level until there were none."""
    there = [row for row in localities().values() if row.within == "bac_giang" and row.is_valid(day)]

    assert len(there) == count
    assert len({row.code for row in there}) == count


@pytest.mark.parametrize("day", [dt.date(2025, 6, 30), dt.date(2025, 7, 1), dt.date(2026, 10, 1)])
def test_a_code_is_one_place_at_a_time(day: dt.date) -> None:
    """No two places bear one code on one day, and every province of these days has one."""
    there = [row for row in localities().values() if row.is_valid(day)]
    codes = [row.code for row in there if row.code is not None]

    assert len(codes) == len(set(codes))
    assert all(row.code for row in there)


NAMES = [
    ("Bắc Giang", "bac_giang"),
    ("tỉnh Bắc Giang", "bac_giang"),
    ("TỈNH  BẮC GIANG", "bac_giang"),
    ("TP. Bắc Giang", "bac_giang_city"),
    ("TP Bắc Giang", "bac_giang_city"),
    ("thành phố Bắc Giang", "bac_giang_city"),
    ("huyện Yên Thế", "huyen_yen_the"),
    ("Yên Thế", "huyen_yen_the"),
    ("thị xã Việt Yên", "thi_xa_viet_yen"),
    ("TX Việt Yên", "thi_xa_viet_yen"),
    ("TX.Việt Yên", "thi_xa_viet_yen"),
    ("Việt Yên", "thi_xa_viet_yen"),
    ("Hoà Bình", "hoa_binh"),
    ("Thanh Hoá", "thanh_hoa"),
    ("Bà Rịa – Vũng Tàu", "ba_ria_vung_tau"),
    ("Bà Rịa-Vũng Tàu", "ba_ria_vung_tau"),
    ("TP.HCM", "ho_chi_minh"),
    ("Thành phố Hồ Chí Minh", "ho_chi_minh"),
    ("Đắc Lắc", "dak_lak"),
    ("Thừa Thiên - Huế", "thua_thien_hue"),
]


@pytest.mark.parametrize(("name", "key"), NAMES)
def test_a_place_is_found_as_it_is_written(name: str, key: str) -> None:
    """Type or none, short forms, case, tone placement, dashes: one place."""
    found = locality(name, on=DAY_OF_THE_REPORT)

    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    "name",
    [
        "",
        "tỉnh",
        "thành phố",
        "huyện Không Có",
        "tỉnh Yên Thế",
        "huyện Bắc Giang",
        "Bac Giang",
        "TPBắc Giang",
    ],
)
def test_an_unknown_name_is_none(name: str) -> None:
    """A name that the register does not know, or not with that type, is `None`, never a guess."""
    assert locality(name, on=DAY_OF_THE_REPORT) is None


@pytest.mark.parametrize(
    ("name", "day", "valid_from", "valid_until", "then"),
    [
        ("Bắc Giang", dt.date(2025, 7, 1), dt.date(1997, 1, 1), dt.date(2025, 6, 30), ["tỉnh Bắc Ninh"]),
        (
            "Bắc Giang",
            dt.date(2026, 10, 1),
            dt.date(1997, 1, 1),
            dt.date(2025, 6, 30),
            ["thành phố Bắc Ninh"],
        ),
        (
            "tỉnh Bắc Ninh",
            dt.date(2026, 9, 20),
            dt.date(2025, 7, 1),
            dt.date(2026, 9, 19),
            ["thành phố Bắc Ninh"],
        ),
        ("huyện Việt Yên", dt.date(2024, 2, 1), None, dt.date(2024, 1, 31), ["thị xã Việt Yên"]),
        ("thị xã Việt Yên", dt.date(2024, 1, 31), dt.date(2024, 2, 1), dt.date(2025, 6, 30), []),
        ("huyện Yên Dũng", dt.date(2025, 1, 1), None, dt.date(2024, 12, 31), ["thành phố Bắc Giang"]),
        ("thị xã Chũ", dt.date(2024, 12, 31), dt.date(2025, 1, 1), dt.date(2025, 6, 30), []),
        ("huyện Lục Ngạn", dt.date(2025, 7, 1), None, dt.date(2025, 6, 30), []),
        ("Hà Tây", dt.date(2008, 8, 1), None, dt.date(2008, 7, 31), ["thành phố Hà Nội"]),
        ("Hà Bắc", dt.date(2024, 2, 14), None, dt.date(1996, 12, 31), ["tỉnh Bắc Giang", "tỉnh Bắc Ninh"]),
        ("Hà Bắc", dt.date(2025, 7, 1), None, dt.date(1996, 12, 31), ["tỉnh Bắc Ninh"]),
    ],
)
def test_a_name_of_another_time_says_its_time(
    name: str, day: dt.date, valid_from: dt.date | None, valid_until: dt.date | None, then: list[str]
) -> None:
    """A known name on a day without it is an error that says since when, until when, and what stands there instead."""
    with pytest.raises(NotValidOnDayError) as caught:
        locality(name, on=day)

    assert (caught.value.name, caught.value.day) == (name, day)
    assert (caught.value.valid_from, caught.value.valid_until) == (valid_from, valid_until)
    assert list(caught.value.successors) == then


def test_level_and_province_narrow_the_search() -> None:
    """A name of two places is told apart by level and by province."""
    day = DAY_OF_THE_REPORT
    province = localities()["bac_giang"]

    assert locality("Bắc Giang", on=day, level="district") == localities()["bac_giang_city"]
    assert locality("Bắc Giang", on=day, within=province) == localities()["bac_giang_city"]
    assert locality("Yên Thế", on=day, within="bac_ninh") is None
    assert locality("Yên Thế", on=day, level=LocalityLevel.PROVINCE) is None


def test_every_province_of_before_is_in_one_of_now() -> None:
    """Each of the 63 leads to exactly one of the 34, and each of the 34 has at least one of the 63."""
    last, first = dt.date(2025, 6, 30), dt.date(2025, 7, 1)
    there = [row for row in localities().values() if row.level is LocalityLevel.PROVINCE]
    reached = {row.key: successors(row, first) for row in there if row.is_valid(last)}

    assert {len(rows) for rows in reached.values()} == {1}
    assert {rows[0].key for rows in reached.values()} == {row.key for row in there if row.is_valid(first)}


@given(st.sampled_from(sorted(localities())), st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)))
def test_the_full_name_finds_the_row(key: str, day: dt.date) -> None:
    """A row is found by its own full name on each of its days, and on no other day."""
    row: Locality = localities()[key]
    if row.is_valid(day):
        assert locality(row.full_name, on=day, within=row.within) == row
        assert successors(row, day) == (row,)
    else:
        try:
            other = locality(row.full_name, on=day, within=row.within)
        except NotValidOnDayError:
            return
        assert other is not None
        assert other.key != key


def test_the_district_level_ended() -> None:
    """Every type of the district level ends on 30/6/2025; special zones begin the day after."""
    ended = {type_ for type_, one in type_validities().items() if one.valid_until == dt.date(2025, 6, 30)}

    assert ended == {type_ for type_ in LocalityType if type_.level is LocalityLevel.DISTRICT} | {
        LocalityType.TOWNSHIP
    }
    assert type_validities()[LocalityType.SPECIAL_ZONE].valid_from == dt.date(2025, 7, 1)


def test_a_name_must_be_text() -> None:
    """Anything that is no text is a mistake of the program."""
    with pytest.raises(TypeError):
        locality(24, on=DAY_OF_THE_REPORT)  # type: ignore[arg-type]
