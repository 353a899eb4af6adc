"""Days as documents write them: the padding rule of the decree, every spelling in use, and what is no date."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.errors import InvalidDateError, UnknownLanguageError
from khcn_records.values.dates import (
    DATE_STYLES,
    PartialDate,
    format_date,
    last_of_month,
    parse_date,
    parse_partial_date,
)
from khcn_records.values.lunar import LunarDate

FEBRUARY_5 = dt.date(2024, 2, 5)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2020-01-05", "ngày 05 tháng 01 năm 2020"),
        ("2019-06-29", "ngày 29 tháng 6 năm 2019"),
        ("2020-03-05", "ngày 05 tháng 3 năm 2020"),
        ("2004-04-08", "ngày 08 tháng 4 năm 2004"),
        ("2010-02-08", "ngày 08 tháng 02 năm 2010"),
        ("2018-02-20", "ngày 20 tháng 02 năm 2018"),
        ("2024-02-15", "ngày 15 tháng 02 năm 2024"),
        ("2024-10-05", "ngày 05 tháng 10 năm 2024"),
        ("2024-12-31", "ngày 31 tháng 12 năm 2024"),
        ("2024-09-10", "ngày 10 tháng 9 năm 2024"),
    ],
)
def test_the_long_form_pads_days_below_ten_and_the_first_two_months(day: str, expected: str) -> None:
    """Nghị định 30/2020, Phụ lục I: a zero before days below 10 and before months 1 and 2 only."""
    assert expected == format_date(dt.date.fromisoformat(day))
    assert dt.date.fromisoformat(day) == parse_date(expected)


@pytest.mark.parametrize(
    ("style", "lang", "expected"),
    [
        ("long", "vi", "ngày 05 tháng 02 năm 2024"),
        ("short", "vi", "05/02/2024"),
        ("table", "vi", "05/02/2024"),
        ("weekday", "vi", "thứ Hai, ngày 05 tháng 02 năm 2024"),
        ("lunar", "vi", "ngày 26 tháng Chạp năm Quý Mão"),
        ("long", "en", "5 February 2024"),
        ("short", "en", "5 Feb 2024"),
        ("table", "en", "05 Feb 2024"),
        ("weekday", "en", "Monday, 5 February 2024"),
        ("lunar", "en", "26th day of the 12th lunar month, Quý Mão year"),
    ],
)
def test_a_day_in_every_style(style: str, lang: str, expected: str) -> None:
    """Each style has one spelling in each language; English never writes a month as a number."""
    assert expected == format_date(FEBRUARY_5, style, lang)


@pytest.mark.parametrize(
    ("style", "expected"),
    [("long", "ngày 12 tháng 7 năm 2022"), ("short", "12/7/2022"), ("table", "12/07/2022")],
)
def test_only_a_table_pads_july(style: str, expected: str) -> None:
    """Months 3–9 carry no zero but in columns."""
    assert expected == format_date(dt.date(2022, 7, 12), style)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-02-05", "thứ Hai"), ("2024-02-06", "thứ Ba"), ("2024-02-07", "thứ Tư"), ("2024-02-08", "thứ Năm"),
        ("2024-02-09", "thứ Sáu"), ("2024-02-10", "thứ Bảy"), ("2024-02-11", "Chủ nhật"),
    ],
)  # fmt: skip
def test_the_week_begins_with_the_second_day(day: str, expected: str) -> None:
    """Monday is the second day (*thứ Hai*), Sunday has a name of its own."""
    assert format_date(dt.date.fromisoformat(day), "weekday").startswith(expected + ", ngày ")


def test_tet_is_the_first_day_of_the_lunar_year() -> None:
    """10 February 2024 is mùng 1 Tết, in the words of the lunar calendar."""
    assert format_date(dt.date(2024, 2, 10), "lunar") == "ngày mùng 1 tháng Giêng năm Giáp Thìn"


@given(st.dates(dt.date(1900, 1, 31), dt.date(2101, 1, 28)), st.sampled_from(["vi", "en"]))
def test_the_lunar_style_is_that_of_the_lunar_date(day: dt.date, lang: str) -> None:
    """`format_date(…, "lunar")` says what `LunarDate` says."""
    assert LunarDate.from_solar(day).format(lang) == format_date(day, "lunar", lang)


@given(st.dates(), st.sampled_from(["long", "short", "table", "weekday"]))
def test_every_day_reads_back_from_every_vietnamese_style(day: dt.date, style: str) -> None:
    """What `format_date` writes in Vietnamese, `parse_date` reads as the same day."""
    assert day == parse_date(format_date(day, style))


@given(st.dates())
def test_iso_reads_back(day: dt.date) -> None:
    """Stored days are ISO, and ISO is read."""
    assert day == parse_date(day.isoformat())


@given(st.datetimes(), st.sampled_from(["long", "short", "table", "weekday"]))
def test_the_time_of_a_datetime_is_not_written(moment: dt.datetime, style: str) -> None:
    """A datetime is formatted as its day."""
    assert format_date(moment.date(), style) == format_date(moment, style)


@pytest.mark.parametrize(
    "text",
    [
        "05/02/2024", "5/2/2024", "05/2/2024", "5/02/2024", "05-02-2024", "5-2-2024", "05.02.2024", "5.2.2024", "05–02–2024",
        "05 / 02 /2024", " 05/02/2024\n", "05/02/2024.", "05/02/2024,", "(05/02/2024)", "ngày 05/02/2024", "Ngày 05/02/2024.",
        "NGÀY 05/02/2024", "ngày\n05/02/2024", "ngày \n05/02 /2024", "ngày05/02/2024", "ngày: 05/02/2024", "Ngày : 05/02/2024",
        "ngày 05 tháng 02 năm 2024", "ngày 5 tháng 2 năm 2024", "05 tháng 02 năm 2024", "NGÀY 05 THÁNG 02 NĂM 2024",
        "ngày năm tháng hai năm hai nghìn không trăm hai mươi tư", "Ngày Năm tháng Hai năm hai ngàn hai mươi bốn",
        "ngày 05 (năm) tháng 02 (hai) năm 2024 (hai nghìn không trăm hai mươi tư)", "ngày năm (05) tháng hai năm hai nghìn hai mươi tư (2024)",
        "ngày 05, tháng 02, năm 2024", "ngày 5 tháng 2, 2024", "ngày 05 tháng 02/2024", "05 Tháng Hai 2024", "ngày 5/2 năm 2024",
        "ngày05 tháng02 năm2024", "ngày mùng 5 tháng 2 năm 2024", "mồng 5 tháng 2 năm 2024", "ngày năm tháng hai năm 2024",
        "Thứ Hai, ngày 05/02/2024", "thứ hai ngày 5/2/2024", "Thứ 2, 05/02/2024", "ngày 05/02/2024 (thứ Hai)", "05/02/2024 (Thứ 2)",
        "2024-02-05", "2024/02/05", "2024-2-5", "０５/０２/２０２４", "05\u00a0/\u00a002/2024", "\u200b05/02/2024",
        unicodedata.normalize("NFD", "thứ Hai, ngày 05 tháng 02 năm 2024"),
    ],
)  # fmt: skip
def test_every_spelling_of_one_day(text: str) -> None:
    """A day in figures or words, in any common spelling, is one day."""
    assert parse_date(text) == FEBRUARY_5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 23 tháng 6 năm 2010", dt.date(2010, 6, 23)), ("13-4-2021", dt.date(2021, 4, 13)), ("1.5.2021", dt.date(2021, 5, 1)),
        ("06 / 10 /2017", dt.date(2017, 10, 6)), ("Thứ Bảy ngày 01/02/2014", dt.date(2014, 2, 1)), ("29/02/2024", dt.date(2024, 2, 29)),
        ("ngày mười lăm tháng tư năm 2024", dt.date(2024, 4, 15)), ("ngày hai mươi mốt tháng mười hai năm 2024", dt.date(2024, 12, 21)),
        ("Chủ nhật, ngày 31 tháng 12 năm 2023", dt.date(2023, 12, 31)), ("ngày 17/1/2024", dt.date(2024, 1, 17)),
        ("11/12/2024", dt.date(2024, 12, 11)), ("01-10-1997", dt.date(1997, 10, 1)), ("ngày ba mươi tháng một năm 2024", dt.date(2024, 1, 30)),
    ],
)  # fmt: skip
def test_days_of_real_documents(text: str, expected: dt.date) -> None:
    """The day leads, then the month, whatever parts them."""
    assert expected == parse_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2024", "29/02/2023", "31/4/2024", "00/01/2024", "01/00/2024", "6/26/2019", "01/13/2024", "2024-13-01", "05/02/24", "5/2",
        "ngày 5/2", "tháng 02/2024", "12/2026", "2024", "năm 2024", "ngày 2711/2024", "ngày … tháng 02 năm 2024", "ngày ..…/..../2024",
        "ngày     tháng 9 năm 2025", "16h30 ngày 22/6/2026", "05/02/2024 16:30", "2024-02-05T00:00:00", "05/02-2024", "05.02/2024",
        "mùng 1 tháng Giêng năm 2024", "15/15 mẫu", "15/15", "31/KH-UBND", "05/02/2024 06/02/2024", "005/02/2024", "05/02/02024",
        "ngày 5 và 6/2/2024", "ngày mười năm tháng hai năm 2024", "quý I/2024", "đợt 2/2023", "TCVN ISO 9001:2015", "2021-2025",
        "ngày 5 tháng năm hai nghìn không trăm hai mươi tư", "ngày 5 tháng 2 năm hai nghìn hai", "ngày 15 (mười sáu) tháng 2 năm 2024",
        "ngày 5 tháng 2 năm 2024 (hai nghìn hai mươi ba)", "ngày ba mươi tháng hai năm hai nghìn hai mươi tư", "năm hai ngàn lẻ năm",
        "20-01", "20240205", "9 tháng năm 2023", "tháng năm 2023", "05022024", "5 Feb 2024", "thứ Tám, ngày 05/02/2024", "ngày 05/02/2024 của UBND tỉnh",
    ],
)  # fmt: skip
def test_what_is_no_full_day_is_refused(text: str) -> None:
    """A day that does not exist, a part of a date, a time of day, month before day, two years: never guessed."""
    with pytest.raises(InvalidDateError) as caught:
        parse_date(text)

    assert caught.value.text == text


@pytest.mark.parametrize("style", ["", "LONG", "iso", "%d/%m/%Y"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_unknown_style_is_refused(style: str, lang: str) -> None:
    """The styles are a closed list, named in the error."""
    with pytest.raises(ValueError, match="known: long, short, table, weekday, lunar"):
        format_date(FEBRUARY_5, style, lang)


@pytest.mark.parametrize("style", DATE_STYLES)
def test_an_unknown_language_is_refused_in_every_style(style: str) -> None:
    """No style falls back to another language."""
    with pytest.raises(UnknownLanguageError):
        format_date(FEBRUARY_5, style, "fr")


@pytest.mark.parametrize("thing", ["2024-02-05", 20240205, None])
def test_only_a_day_is_formatted(thing: object) -> None:
    """A text is not a day; parse it first."""
    with pytest.raises(TypeError, match="must be a date"):
        format_date(thing)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("year", "month", "expected"),
    [(2024, 2, 29), (2023, 2, 28), (1900, 2, 28), (2000, 2, 29), (2024, 4, 30), (2024, 12, 31)],
)
def test_the_last_day_of_a_month(year: int, month: int, expected: int) -> None:
    """Leap years are those of the Gregorian calendar."""
    assert dt.date(year, month, expected) == last_of_month(year, month)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", PartialDate(2024)), ("năm 2024", PartialDate(2024)), ("Năm 2024.", PartialDate(2024)), ("2024-02", PartialDate(2024, 2)),
        ("02/2024", PartialDate(2024, 2)), ("2/2024", PartialDate(2024, 2)), ("tháng 02/2024", PartialDate(2024, 2)),
        ("Tháng 2/2024", PartialDate(2024, 2)), ("tháng 02 năm 2024", PartialDate(2024, 2)), ("tháng 2, năm 2024", PartialDate(2024, 2)),
        ("THÁNG 02-2024", PartialDate(2024, 2)), ("tháng 02.2024", PartialDate(2024, 2)), ("tháng Hai năm 2024", PartialDate(2024, 2)),
        ("tháng Mười Hai năm 2024", PartialDate(2024, 12)), ("tháng 3", PartialDate(month=3)), ("tháng Tư", PartialDate(month=4)),
        ("--02", PartialDate(month=2)), ("--10-26", PartialDate(month=10, day=26)), ("ngày 26/10", PartialDate(month=10, day=26)),
        ("ngày 20-01", PartialDate(month=1, day=20)), ("ngày 26 tháng 10", PartialDate(month=10, day=26)), ("---15", PartialDate(day=15)),
        ("29 tháng 2", PartialDate(month=2, day=29)), ("ngày 15", PartialDate(day=15)), ("2024-02-05", PartialDate(2024, 2, 5)),
        ("05/02/2024", PartialDate(2024, 2, 5)), ("ngày 05 tháng 02 năm 2024", PartialDate(2024, 2, 5)),
        ("ngày         tháng 9 năm 2025", PartialDate(2025, 9)), ("ngày … tháng 02 năm 2024", PartialDate(2024, 2)),
        ("ngày ..…/..../2024", PartialDate(2024)), ("ngày      tháng      năm 2024", PartialDate(2024)), ("ngày …/02/2024", PartialDate(2024, 2)),
    ],
)  # fmt: skip
def test_parts_of_dates(text: str, expected: PartialDate) -> None:
    """What a text leaves open stays open; a draft's blank is open too."""
    assert expected == PartialDate.parse(text)


@pytest.mark.parametrize(
    "text",
    ["20-01", "26/10", "15/15", "2", "02", "24", "tháng 13", "tháng 13/2024", "ngày 32", "ngày 31/4", "ngày 30/02", "--13", "--00", "---00",
     "năm hai nghìn hai", "tháng năm hai nghìn hai mươi tư", "năm hai nghìn năm",
     "---32", "2024-00", "2024-13", "2024-2", "-2024", "20245", "tháng Giêng", "quý I/2024", "tháng 2 và 3", "2024-Q1", "tháng này"],
)  # fmt: skip
def test_what_is_no_part_of_a_date_is_refused(text: str) -> None:
    """Two bare figures may be anything, and parts that fit no day are none; the error quotes the text given."""
    with pytest.raises(InvalidDateError) as caught:
        PartialDate.parse(text)

    assert caught.value.text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("năm hai ngàn lẻ năm", "2005"),
        ("năm hai nghìn không trăm hai mươi tư", "2024"),
        ("tháng ba năm hai nghìn hai mươi tư", "2024-03"),
        ("tháng năm năm hai nghìn", "2000-05"),
    ],
)
def test_a_year_in_words_is_that_year(text: str, expected: str) -> None:
    """Years are read in words as in figures."""
    assert str(PartialDate.parse(text)) == expected


@pytest.mark.parametrize(
    "parts",
    [(None, None, None), (2024, None, 5), (2023, 2, 29), (None, 2, 30), (None, 4, 31), (0, 1, 1), (10000, None, None), (2024, 0, None),
     (2024, 13, None), (None, None, 32), (None, None, 0), (-1, None, None), (10**30, None, None), (2024, 10**30, None)],
)  # fmt: skip
def test_parts_that_fit_no_day_are_refused(parts: tuple[int | None, int | None, int | None]) -> None:
    """A partial date is part of some day, or it is nothing."""
    with pytest.raises(InvalidDateError):
        PartialDate(*parts)


@pytest.mark.parametrize("part", ["2024", 2024.0, True, dt.date(2024, 1, 1)])
def test_parts_are_whole_numbers(part: object) -> None:
    """A part of a date is an int and nothing is coerced."""
    with pytest.raises(TypeError, match="must be an int"):
        PartialDate(part)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        (PartialDate(2024), dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        (PartialDate(2024, 2), dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        (PartialDate(2023, 2), dt.date(2023, 2, 1), dt.date(2023, 2, 28)),
        (PartialDate(2024, 2, 5), FEBRUARY_5, FEBRUARY_5),
    ],
)
def test_a_month_lasts_to_its_last_day(partial: PartialDate, first: dt.date, last: dt.date) -> None:
    """Bộ luật Dân sự 2015, Điều 146: the end of a month is its last day, by analogy the end of what names a month."""
    assert (first, last) == (partial.first_day, partial.last_day)


@pytest.mark.parametrize(
    "partial", [PartialDate(month=2), PartialDate(day=15), PartialDate(month=10, day=26)]
)
def test_without_a_year_there_is_no_first_day(partial: PartialDate) -> None:
    """The year is never taken from the clock."""
    for name in ("first_day", "last_day"):
        with pytest.raises(InvalidDateError, match="expected a year"):
            getattr(partial, name)


@pytest.mark.parametrize(
    ("partial", "vi", "en"),
    [
        (PartialDate(2024), "năm 2024", "2024"),
        (PartialDate(2024, 2), "tháng 02 năm 2024", "February 2024"),
        (PartialDate(2024, 2, 5), "ngày 05 tháng 02 năm 2024", "5 February 2024"),
        (PartialDate(month=3), "tháng 03", "March"),
        (PartialDate(month=10, day=26), "ngày 26 tháng 10", "26 October"),
        (PartialDate(month=2, day=29), "ngày 29 tháng 02", "29 February"),
        (PartialDate(day=5), "ngày 05", "day 5"),
    ],
)
def test_words_of_parts(partial: PartialDate, vi: str, en: str) -> None:
    """The words name what is known and nothing else; the label of a month is padded, as reports pad it."""
    assert (vi, en) == (partial.format("vi"), partial.format("en"))
    assert partial == PartialDate.parse(vi)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2024-02-05", FEBRUARY_5), ("05/02/2024", FEBRUARY_5), ("2024-02", PartialDate(2024, 2))],
)
def test_a_full_day_is_a_date_and_the_rest_is_partial(text: str, expected: dt.date | PartialDate) -> None:
    """`parse_partial_date` gives a plain date wherever the text states one."""
    read = parse_partial_date(text)

    assert expected == read
    assert type(expected) is type(read)
