"""Bodies on a day: central ones, departments of a province made from a rule, units inside them."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.errors import NotValidOnDayError
from khcn_records.evidence import Confidence
from khcn_records.mentions.registered import find_ended_names
from khcn_records.registers.bodies import bodies_named, body, successors, was_valid
from khcn_records.registers.localities import localities
from khcn_records.registers.organizations import (
    Organization,
    OrganizationLevel,
    Unit,
    organization_kinds,
    organizations,
)

BEFORE, BETWEEN, AFTER = dt.date(2024, 2, 14), dt.date(2025, 4, 1), dt.date(2025, 8, 1)
CITY = dt.date(2026, 10, 1)


@pytest.mark.parametrize(
    ("name", "day", "full_name"),
    [
        ("Bộ KH&CN", BEFORE, "Bộ Khoa học và Công nghệ"),
        ("Bộ Khoa học và công nghệ", AFTER, "Bộ Khoa học và Công nghệ"),
        ("Bộ trưởng Bộ Y tế", AFTER, "Bộ Y tế"),
        ("BTC", AFTER, "Bộ Tài chính"),
        ("Sở KH&CN", BEFORE, "Sở Khoa học và Công nghệ"),
        ("Sở KHCN tỉnh Bắc Giang", BEFORE, "Sở Khoa học và Công nghệ tỉnh Bắc Giang"),
        ("Sở Khoa học và Công nghệ Bắc Giang", BETWEEN, "Sở Khoa học và Công nghệ tỉnh Bắc Giang"),
        ("Giám đốc Sở KH&CN", BEFORE, "Sở Khoa học và Công nghệ"),
        ("Sở KH&CN thành phố Hà Nội", AFTER, "Sở Khoa học và Công nghệ thành phố Hà Nội"),
        ("Sở KH&CN TP. Hồ Chí Minh", AFTER, "Sở Khoa học và Công nghệ thành phố Hồ Chí Minh"),
        ("Sở KH&CN thành phố Bắc Ninh", CITY, "Sở Khoa học và Công nghệ thành phố Bắc Ninh"),
        ("Sở TT&TT", BEFORE, "Sở Thông tin và Truyền thông"),
        ("Sở Nông nghiệp và Môi trường", AFTER, "Sở Nông nghiệp và Môi trường"),
        ("UBND tỉnh", BEFORE, "Ủy ban nhân dân tỉnh"),
        ("Uỷ ban nhân dân tỉnh Bắc Giang", BEFORE, "Ủy ban nhân dân tỉnh Bắc Giang"),
        ("UBND huyện Tân Yên", BEFORE, "Ủy ban nhân dân huyện Tân Yên"),
        ("UBND TP. Bắc Giang", BEFORE, "Ủy ban nhân dân thành phố Bắc Giang"),
        ("UBND huyện Krông Nô", BEFORE, "Ủy ban nhân dân huyện Krông Nô"),
        ("UBND xã Bố Hạ", AFTER, "Ủy ban nhân dân xã Bố Hạ"),
        ("Chủ tịch UBND tỉnh", BEFORE, "Chủ tịch Ủy ban nhân dân tỉnh"),
        ("HĐND tỉnh", BEFORE, "Hội đồng nhân dân tỉnh"),
        ("Ban KTNS HĐND tỉnh", BEFORE, "Ban Kinh tế - Ngân sách Hội đồng nhân dân tỉnh"),
        ("Tỉnh uỷ", BEFORE, "Tỉnh ủy"),
        ("Ban Thường vụ Tỉnh ủy Bắc Giang", BEFORE, "Ban Thường vụ Tỉnh ủy Bắc Giang"),
        ("Thành ủy Hà Nội", AFTER, "Thành ủy Hà Nội"),
        ("Ban Tuyên giáo Tỉnh ủy", BEFORE, "Ban Tuyên giáo Tỉnh ủy"),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", AFTER, "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
        ("Cục Thống kê", BEFORE, "Cục Thống kê"),
        ("Cục Thống kê tỉnh Bắc Giang", BEFORE, "Cục Thống kê tỉnh Bắc Giang"),
        ("Thanh tra Sở", BEFORE, "Thanh tra Sở"),
        ("Thanh tra Sở KH&CN tỉnh Bắc Giang", BEFORE, "Thanh tra Sở Khoa học và Công nghệ tỉnh Bắc Giang"),
        ("Văn phòng Sở KH&CN", BEFORE, "Văn phòng Sở Khoa học và Công nghệ"),
        ("Chi cục TĐC", BEFORE, "Chi cục Tiêu chuẩn Đo lường Chất lượng"),
        (
            "Chi cục TĐC thuộc Sở KH&CN tỉnh Bắc Giang",
            BEFORE,
            "Chi cục Tiêu chuẩn Đo lường Chất lượng thuộc Sở Khoa học và Công nghệ tỉnh Bắc Giang",
        ),
        ("Trung tâm Ứng dụng KH&CN", BEFORE, "Trung tâm Ứng dụng Khoa học và Công nghệ"),
    ],
)
def test_a_body_is_found_as_it_is_written(name: str, day: dt.date, full_name: str) -> None:
    """Abbreviations, case, tone placement, with its place or without: the body and its full name."""
    found = body(name, on=day)

    assert found is not None
    assert found.full_name == full_name
    assert found.is_valid(day)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Sở",
        "Công ty TNHH A",
        "Sở KH&CN tỉnh Không Có",
        "Sở KH&CNX",
        "UBND các huyện",
        "Thanh tra",
        "UBND tỉnh Yên Thế",
    ],
)
def test_an_unknown_name_is_none(name: str) -> None:
    """A name that the register does not know is `None`, never a guess."""
    assert body(name, on=BEFORE) is None
    assert was_valid(name, BEFORE) is None


@pytest.mark.parametrize(
    ("name", "day", "valid_until", "then"),
    [
        ("Bộ Thông tin và Truyền thông", BETWEEN, dt.date(2025, 2, 28), "Bộ Khoa học và Công nghệ"),
        ("Sở Thông tin và Truyền thông", BETWEEN, dt.date(2025, 2, 28), "Sở Khoa học và Công nghệ"),
        ("Sở TT&TT tỉnh Bắc Giang", BETWEEN, dt.date(2025, 2, 28), "Sở Khoa học và Công nghệ tỉnh Bắc Giang"),
        ("Sở TT&TT tỉnh Bắc Giang", AFTER, dt.date(2025, 2, 28), "Sở Khoa học và Công nghệ tỉnh Bắc Ninh"),
        (
            "Sở TT&TT tỉnh Bắc Giang",
            CITY,
            dt.date(2025, 2, 28),
            "Sở Khoa học và Công nghệ thành phố Bắc Ninh",
        ),
        ("Sở KH&CN tỉnh Bắc Giang", AFTER, dt.date(2025, 6, 30), "Sở Khoa học và Công nghệ tỉnh Bắc Ninh"),
        ("Sở Kế hoạch và Đầu tư", AFTER, dt.date(2025, 2, 28), "Sở Tài chính"),
        ("Sở NN&PTNT", AFTER, dt.date(2025, 2, 28), "Sở Nông nghiệp và Môi trường"),
        (
            "Ban Tuyên giáo Tỉnh ủy Bắc Giang",
            CITY,
            dt.date(2025, 2, 28),
            "Ban Tuyên giáo và Dân vận Thành ủy Bắc Ninh",
        ),
        ("Thanh tra Sở", AFTER, dt.date(2025, 6, 30), "Thanh tra tỉnh"),
        ("Thanh tra Sở KH&CN tỉnh Bắc Giang", AFTER, dt.date(2025, 6, 30), "Thanh tra tỉnh Bắc Ninh"),
        ("UBND tỉnh Bắc Giang", AFTER, dt.date(2025, 6, 30), "Ủy ban nhân dân tỉnh Bắc Ninh"),
        ("UBND huyện Tân Yên", AFTER, dt.date(2025, 6, 30), ""),
        ("UBND huyện Krông Nô", AFTER, dt.date(2025, 6, 30), ""),
        ("Cục Thống kê tỉnh Bắc Giang", BETWEEN, dt.date(2025, 2, 28), "Chi cục Thống kê tỉnh Bắc Giang"),
    ],
)
def test_a_body_of_another_time_says_its_time(
    name: str, day: dt.date, valid_until: dt.date, then: str
) -> None:
    """A known body on a day without it is an error that says until when it was, and what stands for it in the place of that day."""
    with pytest.raises(NotValidOnDayError) as caught:
        body(name, on=day)

    assert caught.value.valid_until == valid_until
    assert ", ".join(caught.value.successors) == then
    assert was_valid(name, day) is False


def test_a_body_yet_to_come_says_since_when() -> None:
    """Before its first day a body is an error that names that day, and nothing stands for it."""
    with pytest.raises(NotValidOnDayError) as caught:
        body("Bộ Nông nghiệp và Môi trường", on=BEFORE)

    assert caught.value.valid_from == dt.date(2025, 3, 1)
    assert caught.value.successors == ()


def test_a_department_is_a_rule_and_not_a_row() -> None:
    """A department of a province is valid while its kind and its province are, and as sure as the less sure of them."""
    found = body("Sở KH&CN tỉnh Bắc Giang", on=BETWEEN)

    assert isinstance(found, Organization)
    assert found.kind is organization_kinds()["department_of_science_2025"]
    assert found.locality is localities()["bac_giang"]
    assert (found.valid_from, found.valid_until) == (dt.date(2025, 3, 1), dt.date(2025, 6, 30))
    assert found.key == "department_of_science_2025/bac_giang"
    assert "Nghị quyết 202/2025/QH15" in found.basis.source
    provincial = body("Cục Thống kê tỉnh Bắc Giang", on=BEFORE)
    assert provincial is not None
    assert provincial.basis.confidence is Confidence.UNCONFIRMED


def test_a_unit_knows_its_whole() -> None:
    """A unit is part of the body that the text names; alone it stands without one."""
    found = body("Chi cục TĐC thuộc Sở KH&CN tỉnh Bắc Giang", on=BEFORE)

    assert isinstance(found, Unit)
    assert found.organization is not None
    assert found.organization.locality is localities()["bac_giang"]
    alone = body("Chi cục TĐC", on=BEFORE)
    assert isinstance(alone, Unit)
    assert alone.organization is None


def test_the_province_may_be_told_beside_the_name() -> None:
    """A name without its place belongs to the province that the caller gives."""
    found = body("Sở KH&CN", on=BEFORE, within=localities()["bac_giang"])

    assert found is not None
    assert found.full_name == "Sở Khoa học và Công nghệ tỉnh Bắc Giang"


def test_every_province_has_its_departments_each_day() -> None:
    """On each day each province has exactly one department of science, found by either of its usual names."""
    for day in (BEFORE, BETWEEN, AFTER, CITY):
        for row in localities().values():
            if row.level == "province" and row.is_valid(day):
                found = body(f"Sở KH&CN {row.full_name}", on=day)
                assert isinstance(found, Organization)
                assert found.locality is row
                assert body(found.full_name, on=day) == found
                assert [one.key for one in bodies_named(found.full_name) if one.is_valid(day)] == [found.key]


def test_every_name_of_a_body_finds_it() -> None:
    """Each central body is found by each of its names on each of its days."""
    for row in organizations().values():
        day = row.valid_until or row.valid_from or BEFORE
        for name in row.names:
            assert body(name, on=day) == row, name


def test_every_kind_of_a_place_is_found_there() -> None:
    """Each kind is found by each of its names with a province behind it."""
    for kind in organization_kinds().values():
        if OrganizationLevel.PROVINCE not in kind.levels or kind.parents:
            continue
        day = kind.valid_until or kind.valid_from or BEFORE
        for name in kind.names:
            found = body(f"{name} Hà Nội", on=day)
            assert isinstance(found, Organization), name
            assert found.kind is kind


@given(st.text(alphabet="Sở KH&CNtỉnhBắcGiagUBDthuộc -/.", max_size=40), st.dates())
def test_no_text_makes_it_stumble(text: str, day: dt.date) -> None:
    """Whatever the text, the answer is a body, `None`, or the error that names the days."""
    with contextlib.suppress(NotValidOnDayError):
        found = body(text, on=day)
        assert found is None or found.is_valid(day)


@pytest.mark.parametrize(
    "piece", ["Thanh tra Sở ", "Sở KH&CN tỉnh ", "UBND ", "huyện Yên Thế ", "Văn phòng Sở thuộc "]
)
def test_a_long_name_is_read_in_no_time(piece: str) -> None:
    """A name of names is taken apart once, however long it is; running text of them is read through."""
    assert bodies_named(piece * 2_000) == ()
    assert isinstance(find_ended_names(piece * 2_000), tuple)


def test_successors_go_through_every_step() -> None:
    """What stands for a body is what follows it through all changes until the day; a valid body stands for itself."""
    old = organizations()["ministry_of_science_environment"]

    assert [row.key for row in successors(old, BEFORE)] == [
        "ministry_of_science",
        "ministry_of_natural_resources",
    ]
    assert [row.key for row in successors(old, AFTER)] == [
        "ministry_of_science_2025",
        "ministry_of_agriculture_2025",
    ]
    assert [row.key for row in successors(organization_kinds()["ethnic_board"], AFTER)] == [
        "department_of_ethnic_affairs"
    ]
    valid = body("Sở KH&CN", on=AFTER)
    assert valid is not None
    assert successors(valid, AFTER) == (valid,)
