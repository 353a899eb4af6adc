"""What returns: the rule and its text, the days it falls on, the roll off days off."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.errors import InvalidRecurrenceError
from khcn_records.values.recurrences import Recurrence
from strategies import recurrences


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("hàng ngày", "FREQ=DAILY"),
        ("hàng tuần", "FREQ=WEEKLY"),
        ("hằng tháng", "FREQ=MONTHLY"),
        ("hàng quý", "FREQ=MONTHLY;INTERVAL=3"),
        ("hàng năm", "FREQ=YEARLY"),
        ("mỗi tháng", "FREQ=MONTHLY"),
        ("mỗi năm một lần", "FREQ=YEARLY"),
        ("mỗi 2 tuần", "FREQ=WEEKLY;INTERVAL=2"),
        ("hai tháng một lần", "FREQ=MONTHLY;INTERVAL=2"),
        ("06 tháng một lần", "FREQ=MONTHLY;INTERVAL=6"),
        ("06 (sáu) tháng/lần", "FREQ=MONTHLY;INTERVAL=6"),
        ("định kỳ 6 tháng", "FREQ=MONTHLY;INTERVAL=6"),
        ("định kỳ hằng năm", "FREQ=YEARLY"),
        ("1 lần/năm", "FREQ=YEARLY"),
        ("ngày 15 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("Ngày 15 của mỗi tháng.", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("trước ngày 25 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("chậm nhất là ngày 10, 20 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=10,20"),
        ("ngày 10 và ngày 25 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=10,25"),
        ("thứ Hai hằng tuần", "FREQ=WEEKLY;BYDAY=MO"),
        ("Thứ 5, chủ nhật hàng tuần", "FREQ=WEEKLY;BYDAY=TH,SU"),
        ("thứ Sáu cuối cùng của mỗi tháng", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("thứ Hai tuần đầu hàng tháng", "FREQ=MONTHLY;BYDAY=1MO"),
        ("ngày 20/12 hàng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20"),
        ("ngày 26 tháng 3 hằng năm", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=26"),
        ("ngày 15/6 và 15/12 hàng năm", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15"),
        ("tháng 12 hàng năm", "FREQ=YEARLY;BYMONTH=12"),
        ("quý IV hàng năm", "FREQ=YEARLY;BYMONTH=10,11,12"),
        ("cuối quý II và quý IV hàng năm", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
        ("đầu quý I hàng năm", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1"),
        ("một năm một lần vào cuối quý IV", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
        ("cuối quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("đầu mỗi quý", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1"),
        ("cuối mỗi tháng", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("đầu mỗi năm", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1"),
        ("trước ngày 25 của tháng cuối quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25"),
        ("chậm nhất ngày 30 của tháng đầu quý sau", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=30"),
        ("ngày cuối cùng của tháng đầu tiên của quý tiếp theo", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=-1"),
        ("ngày 15 của tháng giữa quý", "FREQ=YEARLY;BYMONTH=2,5,8,11;BYMONTHDAY=15"),
        ("ngày cuối cùng của quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("từ ngày 1 đến ngày 5 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5"),
        ("từ ngày 30 đến hết ngày 2 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=1,2,30,31"),
        ("từ ngày 20 đến ngày 22 của tháng cuối quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20,21,22"),
        ("ngày 10 tháng 1, 4, 7 và 10 hằng năm", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
        ("định kỳ vào đầu tháng", "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("rrule:freq=weekly;byday=tu,mo", "FREQ=WEEKLY;BYDAY=MO,TU"),
        ("FREQ=YEARLY;BYMONTHDAY=-1,31;BYMONTH=12,6", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=31,-1"),
    ],
)
def test_reads_words_and_rules(text: str, rule: str) -> None:
    """Vietnamese words and RFC 5545 text become one canonical rule."""
    assert str(Recurrence.parse(text)) == rule


@pytest.mark.parametrize(
    "text",
    [
        "", "ngày 15", "hàng", "ngày 32 hàng tháng", "ngày 30/2 và 5/3 hàng năm", "ngày 31/4 hàng năm", "ngày 15/6 và 30/11 hàng năm",
        "từ ngày 0 đến ngày 5 hàng tháng", "từ ngày 40 đến ngày 5 hàng tháng", "ngày 31 tháng 4, 6 hàng năm", "ngày 10 tháng 1, 13 hàng năm",
        "mỗi tháng một khoản", "quý khách", "hàng quý khách", "tháng 13 hàng năm", "0 tháng một lần", "hàng thế kỷ", "một lần",
        "FREQ=HOURLY", "FREQ=MONTHLY;COUNT=3", "FREQ=MONTHLY;FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;INTERVAL=0", "FREQ=MONTHLY;INTERVAL=1,2", "FREQ=WEEKLY;BYMONTHDAY=1", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=DAILY;BYDAY=1MO",
        "FREQ=YEARLY;BYMONTHDAY=5", "FREQ=MONTHLY;BYDAY=XX", "FREQ=MONTHLY;", "FREQ=", "FREQ=MONTHLY;BYMONTH=x",
    ],
)  # fmt: skip
def test_refuses_what_is_no_rule(text: str) -> None:
    """Anything else is refused, with the text in the error."""
    with pytest.raises(InvalidRecurrenceError) as caught:
        Recurrence.parse(text)
    assert caught.value.text == text


def test_refuses_what_is_no_text() -> None:
    """Only a str is parsed."""
    with pytest.raises(TypeError):
        Recurrence.parse(15)  # type: ignore[arg-type]


def test_parts_have_one_spelling() -> None:
    """Parts given in another order, twice or with a plus are the same rule; what only looks like a number is refused."""
    rule = Recurrence(frequency="MONTHLY", months=(6, 3, 6), weekdays=("FR", "+1MO"))

    assert rule == Recurrence.parse("FREQ=MONTHLY;BYMONTH=3,6;BYDAY=1MO,FR") == Recurrence.parse(str(rule))
    for number in (True, 1.0):
        with pytest.raises(TypeError, match="must be int"):
            Recurrence(frequency="MONTHLY", months=(number,))  # type: ignore[arg-type]


DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31))


@given(recurrences(), DAYS, st.integers(0, 800))
def test_days_are_in_order_and_inside(rule: Recurrence, first: dt.date, length: int) -> None:
    """The days lie in the stretch, in order, each once, and fit the rule."""
    last = first + dt.timedelta(days=length)
    days = rule.days(first, last)
    assert list(days) == sorted(set(days))
    assert all(first <= day <= last for day in days)
    assert all(not rule.months or day.month in rule.months for day in days)
    assert set(rule.days(first, last, missing="skip")) <= set(days) | set()
    assert rule.days(last, first) == () or length == 0


def test_a_month_without_the_day_takes_its_last() -> None:
    """Where a month has no such day the last day stands in, or with `missing="skip"` none, as in RFC 5545."""
    rule = Recurrence.parse("ngày 30 hàng tháng")
    year = (dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    assert [day.day for day in rule.days(*year)] == [30, 28, *[30] * 10]
    assert [day.month for day in rule.days(*year, missing="skip")] == [1, *range(3, 13)]
    both = Recurrence.parse("FREQ=MONTHLY;BYMONTHDAY=15,31")
    assert [day.day for day in both.days(dt.date(2024, 2, 1), dt.date(2024, 4, 30))] == [
        15,
        29,
        15,
        31,
        15,
        30,
    ]
    leap = Recurrence.parse("ngày 29/2 hàng năm")
    assert leap.days(dt.date(2023, 1, 1), dt.date(2024, 12, 31)) == (
        dt.date(2023, 2, 28),
        dt.date(2024, 2, 29),
    )


@pytest.mark.parametrize(
    ("text", "first", "last", "expected"),
    [
        ("hàng quý", "2024-01-31", "2024-12-31", ["2024-01-31", "2024-04-30", "2024-07-31", "2024-10-31"]),
        ("hàng tuần", "2024-01-03", "2024-01-20", ["2024-01-03", "2024-01-10", "2024-01-17"]),
        ("thứ Hai hàng tuần", "2024-01-03", "2024-01-20", ["2024-01-08", "2024-01-15"]),
        ("hàng năm", "2023-02-14", "2025-12-31", ["2023-02-14", "2024-02-14", "2025-02-14"]),
        ("cuối quý", "2024-01-01", "2024-12-31", ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]),
        ("thứ Sáu cuối cùng của mỗi tháng", "2024-01-01", "2024-02-29", ["2024-01-26", "2024-02-23"]),
        ("ngày 20/11 hàng năm", "2023-01-01", "2024-12-31", ["2023-11-20", "2024-11-20"]),
        ("hàng ngày", "2024-01-01", "2024-01-03", ["2024-01-01", "2024-01-02", "2024-01-03"]),
    ],
)
def test_the_days_of_a_rule(text: str, first: str, last: str, expected: list[str]) -> None:
    """The days are those of the calendar; a rule that names none is counted from the first day asked about."""
    days = Recurrence.parse(text).days(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert [day.isoformat() for day in days] == expected


def test_a_day_off_rolls_to_a_working_day() -> None:
    """With a roll each day is a working day of the calendar: 25/2/2024 is a Sunday, 10/2/2024 is Tết."""
    calendar = vietnam_calendar()
    year = (dt.date(2024, 1, 1), dt.date(2024, 3, 31))
    rule = Recurrence.parse("ngày 25 hàng tháng")
    assert [str(day) for day in rule.days(*year, roll="following", calendar=calendar)] == [
        "2024-01-25",
        "2024-02-26",
        "2024-03-25",
    ]
    assert str(rule.days(*year, roll="preceding", calendar=calendar)[1]) == "2024-02-23"
    tet = Recurrence.parse("ngày 10 hàng tháng")
    assert str(tet.days(*year, roll="following", calendar=calendar)[1]) == "2024-02-15"


def test_a_day_rolls_into_the_stretch() -> None:
    """A day due before the stretch counts where it rolls to, and one that rolls out of it does not."""
    calendar = vietnam_calendar()
    rule = Recurrence.parse("ngày 25 hàng tháng")
    monday = dt.date(2024, 2, 26)
    assert rule.days(monday, monday, roll="following", calendar=calendar) == (monday,)
    sunday = dt.date(2024, 2, 25)
    assert rule.days(sunday, sunday, roll="following", calendar=calendar) == ()
    friday = dt.date(2024, 2, 23)
    assert rule.days(friday, friday, roll="preceding", calendar=calendar) == (friday,)


def test_wrong_questions_are_refused() -> None:
    """No clock, no default calendar, no datetime: what is missing or wrong is said."""
    rule, day = Recurrence.parse("hàng tháng"), dt.date(2024, 1, 1)
    with pytest.raises(TypeError, match="needs a calendar"):
        rule.days(day, day, roll="following")
    with pytest.raises(ValueError, match="no such roll"):
        rule.days(day, day, roll="sideways")
    with pytest.raises(ValueError, match="missing day"):
        rule.days(day, day, missing="first_day")
    with pytest.raises(TypeError, match="must be dates"):
        rule.days(dt.datetime(2024, 1, 1), day)


@pytest.mark.parametrize(
    ("rule", "vi", "en"),
    [
        ("FREQ=DAILY", "hàng ngày", "every day"),
        ("FREQ=MONTHLY;INTERVAL=6", "6 tháng một lần", "every 6 months"),
        ("FREQ=MONTHLY;BYMONTHDAY=5,20", "ngày 05, 20 hàng tháng", "on day 5, 20, every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "ngày cuối cùng hàng tháng", "on the last day, every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,-1", "ngày 15 và ngày cuối cùng hàng tháng", "on day 15 and on the last day, every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", "ngày thứ 2 từ cuối tháng hàng tháng", "on day 2 from the end, every month"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "thứ Hai, thứ Năm hàng tuần", "on Monday, Thursday, every week"),
        ("FREQ=MONTHLY;BYDAY=1MO", "thứ Hai đầu tiên hàng tháng", "on the first Monday, every month"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "thứ Sáu cuối cùng hàng tháng", "on the last Friday, every month"),
        ("FREQ=MONTHLY;BYDAY=2MO", "thứ Hai (lần thứ 2 trong tháng) hàng tháng", "on Monday (number 2 of the month), every month"),
        ("FREQ=YEARLY;BYMONTH=10,11,12", "tháng 10, tháng 11, tháng 12 hàng năm", "in October, November, December, every year"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20", "ngày 20 tháng 12 hàng năm", "on day 20 of December, every year"),
        (
            "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1",
            "ngày cuối cùng tháng 6, tháng 12 hàng năm",
            "on the last day of June, December, every year",
        ),
    ],
)  # fmt: skip
def test_words_of_a_rule(rule: str, vi: str, en: str) -> None:
    """A rule is worded in Vietnamese and English."""
    value = Recurrence.parse(rule)

    assert (value.format(), value.format("en")) == (vi, en)


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY", "FREQ=MONTHLY;INTERVAL=6", "FREQ=MONTHLY;BYMONTHDAY=5,20", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYDAY=1MO",
     "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20", "FREQ=YEARLY;BYMONTH=12"],
)  # fmt: skip
def test_the_common_words_read_back(rule: str) -> None:
    """The Vietnamese words of a common rule are read as that rule."""
    assert Recurrence.parse(Recurrence.parse(rule).format()) == Recurrence.parse(rule)


@given(rule=recurrences(), first=st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)))
@example(rule=Recurrence.parse("ngày 30 hàng tháng"), first=dt.date(2024, 1, 31))
@example(rule=Recurrence.parse("FREQ=MONTHLY;BYMONTHDAY=15,31"), first=dt.date(2023, 1, 1))
@example(rule=Recurrence.parse("FREQ=MONTHLY;BYMONTHDAY=28,30"), first=dt.date(2023, 1, 1))
@example(rule=Recurrence.parse("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"), first=dt.date(2023, 1, 1))
@example(rule=Recurrence.parse("FREQ=YEARLY"), first=dt.date(2024, 2, 29))
@example(rule=Recurrence.parse("FREQ=MONTHLY;INTERVAL=5"), first=dt.date(2024, 1, 31))
@settings(max_examples=300)
def test_the_rule_for_other_programs_says_the_same_days(rule: Recurrence, first: dt.date) -> None:
    """Read as RFC 5545 has it, from the first of its days, the rule gives the days that the value gives."""
    from dateutil.rrule import rrulestr

    last = dt.date(first.year + 9, 12, 31)
    days, text = rule.days(first, last), rule.rrule(first)
    if text is None or not days:
        assert text is not None or max(rule.month_days or (first.day,)) > 28
        return
    begin, end = (dt.datetime.combine(day, dt.time()) for day in (days[0], last))
    said = rrulestr(f"{text};UNTIL={end:%Y%m%dT%H%M%S}", dtstart=begin)

    assert days == tuple(moment.date() for moment in said)


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=MONTHLY;BYMONTHDAY=29,30",
        "FREQ=MONTHLY;BYMONTHDAY=30,-2",
        "FREQ=YEARLY;BYMONTH=2,4;BYMONTHDAY=30",
    ],
)
def test_days_that_no_rule_says_have_no_rule(text: str) -> None:
    """Where the last day of a month stands in for one of several, RFC 5545 has no single rule."""
    assert Recurrence.parse(text).rrule(dt.date(2024, 1, 1)) is None
