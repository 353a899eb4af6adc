"""Grade scales and classifications of research: what a word, points or a code mean, and in which edition."""

from __future__ import annotations

import datetime as dt

import pytest

from khcn_records.errors import InvalidArgumentError
from khcn_records.evidence import Confidence
from khcn_records.registers.grades import grade, grade_scales
from khcn_records.registers.research_fields import edition_on, research_field_editions

DUE = dt.date(2024, 1, 31)


@pytest.mark.parametrize(
    ("text", "scale", "key"),
    [
        ("Xuất sắc", "national_2014", "excellent"),
        ("đạt", "national_2014", "pass"),
        ("Đạt yêu cầu", "national_2014", "pass"),
        ("ĐẠT YÊU CẦU.", "national_2014", "pass"),
        ("xếp loại: Đạt", "national_2014", "pass"),
        ("không đạt", "national_2014", "fail"),
        ("Khá", "natural_resources_2018", "good"),
        ("đạt", "agriculture_loan", "pass"),
        ("Khá", "national_2014", None),
        ("đạt một phần", "national_2014", None),
        ("", "national_2014", None),
    ],
)
def test_a_word_is_a_grade_of_its_scale(text: str, scale: str, key: str | None) -> None:
    """A word names one grade of a scale or none; it is never stretched."""
    found = grade(text, scale)

    assert (found.key if found is not None else None) == key


def test_which_grades_pass() -> None:
    """In each scale every grade above the last passes, and only the last does not."""
    for scale in grade_scales().values():
        assert [one.is_pass for one in scale.grades] == [True] * (len(scale.grades) - 1) + [False]
        assert grade(scale.grades[0].name, scale) is scale.grades[0]


@pytest.mark.parametrize(
    ("points", "submitted_on", "key"),
    [
        (85, DUE, "excellent"),
        (84, DUE, "good"),
        (70, DUE, "good"),
        (69, DUE, "pass"),
        (50, DUE, "pass"),
        (49, DUE, "fail"),
        (90, dt.date(2024, 2, 1), "good"),
        (90, dt.date(2024, 3, 1), "good"),
        (90, dt.date(2024, 3, 2), "pass"),
        (84, dt.date(2024, 2, 1), "pass"),
        (60, dt.date(2024, 4, 30), "pass"),
        (60, dt.date(2024, 5, 1), None),
        (70, dt.date(2024, 7, 31), "pass"),
        (90, dt.date(2024, 8, 1), "fail"),
        (59, dt.date(2024, 2, 1), None),
        (90, None, "excellent"),
        (49, None, "fail"),
    ],
)
def test_points_and_lateness_give_a_grade(points: int, submitted_on: dt.date | None, key: str | None) -> None:
    """Points with the days of lateness give the grade of the circular, or none where it says nothing."""
    scale = grade_scales()["natural_resources_2018"]
    found = scale.by_points(points, due_on=DUE if submitted_on else None, submitted_on=submitted_on)

    assert (found.key if found is not None else None) == key


@pytest.mark.parametrize(
    ("points", "key"),
    [
        (100, "excellent"),
        (91, "excellent"),
        (90, "good"),
        (76, "good"),
        (75, "pass"),
        (61, "pass"),
        (60, "fail"),
        (0, "fail"),
    ],
)
def test_every_number_of_points_has_its_grade(points: int, key: str) -> None:
    """The bounds of the loan project's scale meet without a gap."""
    found = grade_scales()["agriculture_loan"].by_points(points)

    assert found is not None
    assert found.key == key


def test_what_is_no_scale_is_refused() -> None:
    """An unknown scale, points for a scale without points, an unknown grade: refused."""
    with pytest.raises(InvalidArgumentError):
        grade("đạt", "galactic")
    with pytest.raises(InvalidArgumentError):
        grade_scales()["national_2014"].by_points(80)
    with pytest.raises(KeyError):
        grade_scales()["national_2014"].grade("good")


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (dt.date(2008, 9, 3), None),
        (dt.date(2024, 2, 14), "decision_2008"),
        (dt.date(2025, 12, 14), "decision_2008"),
        (dt.date(2025, 12, 15), "circular_2025"),
    ],
)
def test_the_edition_of_a_day(day: dt.date, key: str | None) -> None:
    """One edition follows the other without a gap; before the first there is none."""
    found = edition_on(day)

    assert (found.key if found is not None else None) == key


def test_the_six_fields() -> None:
    """Both editions have the six fields of level 1, each with its OECD field."""
    for edition in research_field_editions().values():
        first = [one for one in edition.fields if one.level == 1]
        assert [one.code for one in first] == [one.ford for one in first] == list("123456")
        assert all(one.ford_name for one in first)
    assert edition_on(dt.date(2026, 1, 1)) is not None


def test_the_second_level_is_whole_or_not_there() -> None:
    """The table of 2008 has all 46 fields of level 2; of the table of 2025 only level 1 is shipped, and its counts say so."""
    old, new = research_field_editions().values()

    assert sum(one.level == 2 for one in old.fields) == 46
    assert {one.level for one in new.fields} == {1}
    assert new.counts == (6, 46, 328, 1780)
    assert {one.basis.confidence for one in old.fields if one.level == 2} == {
        Confidence.PRACTICE,
        Confidence.INFERRED,
    }


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("40107", ["Khoa học nông nghiệp", "Trồng trọt", "Bảo quản và chế biến nông sản"]),
        ("30218", ["Khoa học y, dược", "Y học lâm sàng", "Nội tiết và chuyển hóa"]),
        ("40199", ["Khoa học nông nghiệp", "Trồng trọt"]),
        ("9", []),
    ],
)
def test_a_code_lies_in_fields(code: str, names: list[str]) -> None:
    """The fields above a code are those of its first digits, as far as they are shipped."""
    assert [one.name for one in research_field_editions()["decision_2008"].above(code)] == names
