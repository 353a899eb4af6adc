"""Stretches of days: both ends belong to them."""

from __future__ import annotations

import datetime as dt

import pytest

from khcn_records.errors import InvalidDateError
from khcn_records.values.date_ranges import DateRange

WINDOW = DateRange(dt.date(2024, 1, 15), dt.date(2024, 2, 14))


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-15/2024-02-14", "từ ngày 15/01/2024 đến ngày 14/02/2024", "Từ ngày 15/01/2024 đến hết ngày 14/02/2024",
        "từ 15/01/2024 đến 14/02/2024", "15/01/2024 đến 14/02/2024", "15/01/2024 - 14/02/2024", "15/01/2024-14/02/2024",
        "15/1/2024 – 14/2/2024", "15.01.2024 - 14.02.2024", "từ ngày 15 tháng 01 năm 2024 đến ngày 14 tháng 02 năm 2024",
        "TỪ NGÀY 15/01/2024 ĐẾN NGÀY 14/02/2024", "từ ngày\n15/01/2024 đến\nngày 14/02/2024.", "từ ngày 15-01-2024 đến ngày 14-02-2024",
        "từ thứ Hai, ngày 15/01/2024 đến thứ Tư, ngày 14/02/2024", "2024-01-15 / 2024-02-14", "từ 2024-01-15 đến 2024-02-14",
        "từ ngày 15/01/2024 cho đến ngày 14/02/2024", "ngày 15/01/2024 đến ngày 14/02/2024", "từ ngày 15/1/2024 đến hết 14/2/2024;",
        "１５/０１/２０２４ - １４/０２/２０２４",
    ],
)  # fmt: skip
def test_every_spelling_of_one_range(text: str) -> None:
    """A range in figures or words, with any dash, is one range."""
    assert DateRange.parse(text) == WINDOW


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-15/..", DateRange(dt.date(2024, 1, 15), None)), ("../2024-02-14", DateRange(None, dt.date(2024, 2, 14))),
        ("../..", DateRange(None, None)), ("từ ngày 15/01/2024", DateRange(dt.date(2024, 1, 15), None)),
        ("từ ngày 01/7/2025 trở đi", DateRange(dt.date(2025, 7, 1), None)), ("đến hết ngày 31/12/2025", DateRange(None, dt.date(2025, 12, 31))),
        ("đến ngày 14/02/2024", DateRange(None, dt.date(2024, 2, 14))),
    ],
)  # fmt: skip
def test_an_open_end(text: str, expected: DateRange) -> None:
    """A side that the text leaves open is `None`."""
    assert expected == DateRange.parse(text)


@pytest.mark.parametrize(
    "text",
    ["14/02/2024 - 15/01/2024", "2024-02-14/2024-01-15", "từ ngày 15/01 đến ngày 14/02/2024", "15/01/2024", "2024-01-15", "2021-2025",
     "2024-01/2024-02", "từ ngày 31/02/2024 đến ngày 14/03/2024", "15/01/2024 - 14/02/2024 - 15/03/2024", "/", "..", "...", "trước ngày 15/01/2024",
     "từ tháng 01 đến tháng 02 năm 2024", "15/15"],
)  # fmt: skip
def test_what_is_no_range_is_refused(text: str) -> None:
    """An end before the start, an end without its year, months: refused, and the whole text is quoted."""
    with pytest.raises(InvalidDateError) as caught:
        DateRange.parse(text)

    assert caught.value.text == text


def test_both_ends_belong_to_the_range() -> None:
    """The first and the last day are inside, their neighbours outside."""
    inside = [dt.date(2024, 1, 14), dt.date(2024, 1, 15), dt.date(2024, 2, 14), dt.date(2024, 2, 15)]

    assert [day in WINDOW for day in inside] == [False, True, True, False]
    assert WINDOW.day_count == 31


def test_an_open_range_has_no_length() -> None:
    """Without an end there is no count, and every later day is inside."""
    assert DateRange(dt.date(2024, 1, 1), None).day_count is None
    assert dt.date.max in DateRange(dt.date(2024, 1, 1), None)
    assert dt.date.min in DateRange(None, None)


def test_one_day_is_a_range() -> None:
    """A range may begin and end on one day."""
    assert DateRange(dt.date(2024, 1, 1), dt.date(2024, 1, 1)).day_count == 1


def test_an_end_before_the_start_is_refused() -> None:
    """A range does not run backwards."""
    with pytest.raises(InvalidDateError, match="2024-02-14/2024-01-15"):
        DateRange(dt.date(2024, 2, 14), dt.date(2024, 1, 15))


@pytest.mark.parametrize("end", ["2024-01-15", dt.datetime(2024, 1, 15), 20240115])
def test_an_end_is_a_plain_day(end: object) -> None:
    """A text, a number or a moment is not an end of a range."""
    with pytest.raises(TypeError, match="must be a date"):
        DateRange(end, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (WINDOW, "từ ngày 15/01/2024 đến ngày 14/02/2024", "from 15 Jan 2024 through 14 Feb 2024"),
        (DateRange(dt.date(2024, 1, 15), None), "từ ngày 15/01/2024", "from 15 Jan 2024"),
        (DateRange(None, dt.date(2024, 7, 1)), "đến ngày 01/7/2024", "through 1 Jul 2024"),
        (DateRange(None, None), "không giới hạn", "without limits"),
    ],
)
def test_words_of_a_range(value: DateRange, vi: str, en: str) -> None:
    """The words name the ends there are."""
    assert (vi, en) == (value.format("vi"), value.format("en"))
