"""Dates in running text: the table of cases, the places of hits, the values."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import unicodedata
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.labels import label
from khcn_records.mentions.dates import MentionKind, find_dates
from khcn_records.mentions.dates_values import (
    LunarDay,
    LunarSpan,
    PeriodSpan,
    RelativeLimit,
    RelativePeriod,
)
from khcn_records.mentions.searching import Mention
from khcn_records.mentions.weekdays import check_weekdays
from khcn_records.values.date_ranges import DateRange
from khcn_records.values.dates import PartialDate
from khcn_records.values.lunar import LunarDate
from khcn_records.values.periods import ReportingPeriod
from khcn_records.values.recurrences import Recurrence
from khcn_records.values.time_limits import Deadline, TimeLimit

CASES = Path(__file__).with_name("date_cases.tsv")
"""One row for each hit: the text, its kind and normalized value, and what is found where it is not the whole text."""


def cases() -> list[tuple[str, list[tuple[str, str, str]]]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        (
            text,
            [
                (row["kind"], row["normalized"], row["found"] or text)
                for row in group
                if row["kind"] != "none"
            ],
        )
        for text, group in itertools.groupby(rows, key=lambda row: row["text"])
    ]


def shown(mentions: tuple[Mention[object], ...]) -> list[tuple[str, str, str]]:
    return [(str(mention.kind), mention.normalized, mention.text) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "expected"), cases(), ids=lambda case: case if isinstance(case, str) else ""
)
def test_the_table_of_cases(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Each expression is found as a whole, with its kind and value; what only looks like one is not found."""
    assert shown(find_dates(text)) == expected


@pytest.mark.parametrize("around", ["Họp {} tại trụ sở.", "({});", "\n{}\n", "“{}”,", "- {}: đã xong"])
def test_what_stands_around_changes_nothing(around: str) -> None:
    """An expression inside a sentence, brackets or quotes is the same expression."""
    # The event that a limit runs from goes on to the end of its clause.
    alone = [case for case in cases() if not any(word in case[0] for word in ("kể từ", "sau khi", "trước "))]
    changed = {
        text: found
        for text, expected in alone
        if (found := shown(find_dates(around.format(text)))) != expected
    }
    assert changed == {}


def test_decomposed_text_has_the_same_hits() -> None:
    """NFC and NFD give the same hits, each at its place in the text given."""
    for text, expected in cases():
        decomposed = unicodedata.normalize("NFD", text)
        found = find_dates(decomposed)
        assert [
            (kind, value, unicodedata.normalize("NFC", words)) for kind, value, words in shown(found)
        ] == expected
        assert all(decomposed[mention.start : mention.end] == mention.text for mention in found)


@pytest.mark.parametrize("space", ["\n", "\u00a0", "  ", " \n\n"])
def test_any_white_space_parts_the_words(space: str) -> None:
    """A line break, a no-break space or several spaces stand for a space."""
    changed = {}
    for text, expected in cases():
        found = [(kind, value) for kind, value, _ in shown(find_dates(text.replace(" ", space)))]
        if "    " not in text and found != [(kind, value) for kind, value, _ in expected]:
            changed[text] = found
    assert changed == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ngày 05/02/2024", dt.date(2024, 2, 5)),
        ("16h30 ngày 22/6/2026", dt.datetime(2026, 6, 22, 16, 30)),
        ("24 giờ ngày 30/4/2021", dt.datetime(2021, 5, 1)),
        ("ngày 26/10", PartialDate(None, 10, 26)),
        ("ngày 3 và 5/4/2021", (dt.date(2021, 4, 3), dt.date(2021, 4, 5))),
        ("tháng 02/2024", ReportingPeriod.of_month(2024, 2)),
        ("quý I/2024", ReportingPeriod.of_quarter(2024, 1)),
        ("6 tháng cuối năm 2024", ReportingPeriod.of_half(2024, 2)),
        ("năm 2024", ReportingPeriod.of_year(2024)),
        ("từ ngày 15/01/2024 đến hết ngày 14/02/2024", DateRange(dt.date(2024, 1, 15), dt.date(2024, 2, 14))),
        ("từ ngày 01/7/2025 trở đi", DateRange(dt.date(2025, 7, 1), None)),
        ("từ ngày 31-8 đến ngày 3-9", PeriodSpan(PartialDate(None, 8, 31), PartialDate(None, 9, 3))),
        ("giai đoạn 2021-2025", PeriodSpan(ReportingPeriod.of_year(2021), ReportingPeriod.of_year(2025))),
        ("trước ngày 20/12/2024", Deadline(dt.date(2024, 12, 20), is_inclusive=False)),
        ("trước 17h00 ngày 20/12/2024", Deadline(dt.date(2024, 12, 20))),
        ("chậm nhất ngày 31/10 hàng năm", Deadline(PartialDate(None, 10, 31))),
        ("hoàn thành trong quý II/2024", Deadline(PartialDate(2024, 6))),
        ("trước quý II/2024", Deadline(PartialDate(2024, 4), is_inclusive=False)),
        ("sau 45 ngày kể từ ngày ký", RelativeLimit(TimeLimit.parse("45 ngày"), "ngày ký")),
        ("15 ngày trước ngày khai mạc", RelativeLimit(TimeLimit.parse("15 ngày"), "ngày khai mạc", "before")),
        ("quý trước", RelativePeriod("quarter", -1)),
        ("ngày 15 hàng tháng", Recurrence(frequency="MONTHLY", month_days=(15,))),
        ("mùng 1 Tết Giáp Thìn năm 2024", LunarDate(2024, 1, 1)),
        ("ngày 10/3 âm lịch", LunarDay(3, 10)),
        ("từ mùng 1 đến mùng 3 Tết", LunarSpan(LunarDay(1, 1), LunarDay(1, 3))),
    ],
)
def test_the_value_is_the_matching_object(text: str, value: object) -> None:
    """The value of a hit is the value object of its kind, of the precision written."""
    (mention,) = find_dates(text)
    assert mention.value == value
    assert type(mention.value) is type(value)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        (
            "Trong thời hạn 07 ngày làm việc, kể từ ngày nhận được\nhồ sơ, cơ quan trả lời",
            "ngày nhận được hồ sơ",
        ),
        (
            "trong thời hạn 25 ngày kể từ ngày nhận hồ sơ đầy đủ, hợp lệ. Quá hạn",
            "ngày nhận hồ sơ đầy đủ, hợp lệ",
        ),
        ("sau 30 ngày (vùng xa: 45 ngày) kể từ ngày ban hành mà không có ý kiến", "ngày ban hành"),
        ("trong 05 năm gần nhất, tính từ thời điểm nộp hồ sơ (nếu có)", "thời điểm nộp hồ sơ"),
        ("trong 10 ngày kể từ ngày ký và thay thế quy định cũ", "ngày ký"),
    ],
)
def test_the_anchor_is_the_event_in_its_words(text: str, anchor: str) -> None:
    """A limit keeps the event it runs from, up to the end of its clause."""
    mention = find_dates(text)[0]
    assert isinstance(mention.value, RelativeLimit)
    assert mention.value.anchor == anchor


def test_a_solar_day_settles_the_lunar_one_behind_it() -> None:
    """A lunar day in brackets right after its solar day takes its year from it; one that disagrees does not."""
    solar, lunar = find_dates("ngày 04/02/2014 (tức mùng 5 Tết)")
    assert (solar.normalized, lunar.normalized) == ("2014-02-04", "lunar 2014-01-05")
    assert lunar.value == LunarDate(2014, 1, 5)
    assert find_dates("ngày 04/02/2014 (tức mùng 6 Tết)")[1].normalized == "lunar --01-06"


def test_a_named_year_is_the_one_near_a_year_in_figures() -> None:
    """A can chi year is taken as the nearest of its name to a year that stands close by, and stays open without one."""
    assert find_dates("năm 2026: từ 27 tháng Chạp năm Ất Tỵ")[1].normalized == "lunar 2025-12-27"
    assert find_dates("27 tháng Chạp năm Ất Tỵ")[0].value == LunarDay(12, 27, year_name="ất tỵ")


def test_a_weekday_that_contradicts_its_day_is_no_error() -> None:
    """The weekday is read over: auditing it is not the search's task."""
    assert find_dates("thứ Hai, ngày 06/02/2024")[0].value == dt.date(2024, 2, 6)


def test_a_long_clause_is_cut() -> None:
    """The event of a limit ends after 160 characters, behind a word."""
    (mention,) = find_dates("trong 10 ngày kể từ " + "việc " * 100)
    assert mention.text.endswith("việc")
    assert len(mention.text) < 200


def test_not_a_text_raises_type_error() -> None:
    """Only a str is searched."""
    with pytest.raises(TypeError):
        find_dates(None)  # type: ignore[arg-type]


def test_every_kind_has_a_wording() -> None:
    """Each kind of mention is worded in both languages."""
    assert all(label(kind, lang) for kind in MentionKind for lang in ("vi", "en"))


def test_values_refuse_what_they_cannot_mean() -> None:
    """A direction, a unit or a lunar month that does not exist is refused when the value is made."""
    for wrong in (
        lambda: RelativeLimit(TimeLimit.parse("5 ngày"), "", "sideways"),
        lambda: RelativePeriod("century", 1),
        lambda: LunarDay(13, 1),
        lambda: LunarDay(1, 31),
    ):
        with pytest.raises(ValueError, match="must be"):
            wrong()


WORDS = sorted({word for text, _ in cases() for word in text.split()})
TEXTS = st.lists(st.sampled_from([*WORDS, "\n", ",", "(", ")", "\u0301", "1", "/", "-"]), max_size=60).map(
    " ".join
)


@given(
    st.one_of(
        TEXTS,
        st.text(),
        st.text("0123456789/-. :ngàythágnămquýIV,"),
        st.sampled_from([t for t, _ in cases()]),
    )
)
def test_hits_stand_where_they_say(text: str) -> None:
    """Nothing raises; hits are in order, do not overlap, and cover just their own text."""
    found = find_dates(text)
    assert all(text[mention.start : mention.end] == mention.text.strip() for mention in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(mention.normalized and isinstance(mention.kind, MentionKind) for mention in found)
    assert all(attrs.has(type(mention.value)) or mention.value is not None for mention in found)


@given(TEXTS)
def test_hits_do_not_depend_on_the_form_of_the_text(text: str) -> None:
    """NFC and NFD of a text have the same hits, place for place."""
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    one, other = find_dates(composed), find_dates(decomposed)
    assert [(m.kind, m.normalized, m.text) for m in one] == [
        (m.kind, m.normalized, unicodedata.normalize("NFC", m.text)) for m in other
    ]
    assert [len(unicodedata.normalize("NFC", decomposed[: m.start])) for m in other] == [m.start for m in one]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vàng, đá quý\n\n1. Hồ sơ", []),
        ("báo cáo quý\n1. Hồ sơ", []),
        ("báo cáo quý\n\nI. KẾT QUẢ", []),
        ("báo cáo tháng\n\n1) Kết quả", []),
        ("báo cáo quý\n1/2024", ["2024-Q1"]),
        ("cuối tháng\n6.", ["--06"]),
    ],
)
def test_the_number_of_the_next_line_is_no_month_or_quarter(text: str, expected: list[str]) -> None:
    """A numbered line behind *quý* or *tháng* does not lend it its number."""
    assert [found.normalized for found in find_dates(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kỳ họp thứ 2 ngày 25/5/2022",
        "phiên họp thứ ba, ngày 25/5/2022",
        "Hội nghị lần thứ hai ngày 25/5/2022",
    ],
)
def test_an_ordinal_is_no_weekday(text: str) -> None:
    """What counts sessions is not held against the day."""
    assert check_weekdays(text) == ()
