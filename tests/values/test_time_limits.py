"""Time limits keep the unit they were written in; deadlines know whether the named day is still in time."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.errors import InvalidDateError, InvalidDeadlineError, InvalidTimeLimitError
from khcn_records.values.dates import PartialDate, format_date
from khcn_records.values.time_limits import Deadline, TimeLimit, TimeUnit
from strategies import time_limits

WORKDAY, DAY, WEEK, MONTH, YEAR, HOUR = TimeUnit
DECEMBER_20 = dt.date(2024, 12, 20)


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("05 ngày làm việc", 5, WORKDAY), ("5 ngày làm việc", 5, WORKDAY), ("05 NGÀY LÀM VIỆC", 5, WORKDAY), ("05 ngày\nlàm việc.", 5, WORKDAY),
        ("năm (05) ngày", 5, DAY), ("05 (năm) ngày làm việc", 5, WORKDAY), ("07 (bảy) ngày", 7, DAY), ("(05) ngày", 5, DAY), ("( 05 ) ngày", 5, DAY),
        ("30 ngày", 30, DAY), ("ba mươi (30) ngày", 30, DAY), ("bốn mươi lăm ngày", 45, DAY), ("15ngày", 15, DAY), ("02 tuần", 2, WEEK),
        ("12 tháng", 12, MONTH), ("ba tháng", 3, MONTH), ("03 (ba) tháng", 3, MONTH), ("năm tháng", 5, MONTH), ("01 năm", 1, YEAR), ("năm năm", 5, YEAR),
        ("mười năm", 10, YEAR), ("hai mươi năm", 20, YEAR), ("96 giờ", 96, HOUR), ("48h", 48, HOUR), ("24 tiếng", 24, HOUR), ("1 hour", 1, HOUR),
        ("5 working days", 5, WORKDAY), ("trong 05 ngày", 5, DAY), ("trong thời hạn 05 ngày làm việc", 5, WORKDAY), ("trong vòng 15 ngày", 15, DAY),
        ("không quá 30 ngày", 30, DAY), ("thời hạn không quá 45 ngày", 45, DAY), ("tối đa 10 ngày làm việc", 10, WORKDAY), ("０５ ngày", 5, DAY),
    ],
)  # fmt: skip
def test_limits_of_real_texts(text: str, amount: int, unit: TimeUnit) -> None:
    """The amount in figures, in words or both; the unit as written, never converted."""
    assert TimeLimit(amount, unit) == TimeLimit.parse(text)


@pytest.mark.parametrize(
    "text",
    ["05 (sáu) ngày", "sáu (05) ngày", "hai ba ngày", "1,5 tháng", "1/2 ngày", "nửa ngày", "0 ngày", "không ngày", "00 ngày", "ngày", "05", "( ) ngày",
     "05 ngày kể từ ngày nhận đủ hồ sơ", "3 tháng 15 ngày", "05 phút", "05 quý", "ngày 05", "05 ngày nghỉ", "-5 ngày", "1234567 ngày", "vài ngày",
     "05 ngày 05 ngày", "hết 05 ngày", "(05 ngày", "05) ngày"],
)  # fmt: skip
def test_what_is_no_limit_is_refused(text: str) -> None:
    """Words and figures that disagree, nought, an event it runs from, two units: refused with the text."""
    with pytest.raises(InvalidTimeLimitError) as caught:
        TimeLimit.parse(text)

    assert caught.value.text == text


@pytest.mark.parametrize(
    ("limit", "vi", "en"),
    [
        (TimeLimit(5, WORKDAY), "05 ngày làm việc", "5 working days"), (TimeLimit(1, WORKDAY), "01 ngày làm việc", "1 working day"),
        (TimeLimit(30, DAY), "30 ngày", "30 days"), (TimeLimit(2, WEEK), "02 tuần", "2 weeks"), (TimeLimit(1, MONTH), "01 tháng", "1 month"),
        (TimeLimit(3, YEAR), "03 năm", "3 years"), (TimeLimit(96, HOUR), "96 giờ", "96 hours"), (TimeLimit(1, HOUR), "01 giờ", "1 hour"),
    ],
)  # fmt: skip
def test_words_of_a_limit(limit: TimeLimit, vi: str, en: str) -> None:
    """Vietnamese pads the amount, English has a singular."""
    assert (vi, en) == (limit.format("vi"), limit.format("en"))
    assert limit == TimeLimit.parse(en)


@given(time_limits())
def test_units_are_never_converted(limit: TimeLimit) -> None:
    """30 days are no month and 8 hours no day: a limit equals only itself."""
    others = [TimeLimit(limit.amount, unit) for unit in TimeUnit if unit is not limit.unit]

    assert limit not in others


@pytest.mark.parametrize("amount", [0, -1, 1_000_000])
def test_an_amount_out_of_range_is_refused(amount: int) -> None:
    """A limit allows one unit or more."""
    with pytest.raises(InvalidTimeLimitError):
        TimeLimit(amount, DAY)


@pytest.mark.parametrize("amount", ["5", 5.0, True, None])
def test_an_amount_is_a_whole_number(amount: Any) -> None:
    """Nothing is coerced."""
    with pytest.raises(TypeError, match="must be an int"):
        TimeLimit(amount, DAY)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("20/12/2024", DECEMBER_20), ("chậm nhất ngày 20/12/2024", DECEMBER_20), ("Chậm nhất 20/12/2024", DECEMBER_20), ("chậm nhất là ngày 20/12/2024", DECEMBER_20),
        ("chậm nhất vào ngày 20 tháng 12 năm 2024", DECEMBER_20), ("chậm nhất đến hết ngày 20/12/2024", DECEMBER_20), ("muộn nhất ngày 20/12/2024", DECEMBER_20),
        ("đến hết ngày 20/12/2024", DECEMBER_20), ("hết ngày 20/12/2024", DECEMBER_20), ("đến ngày 20/12/2024", DECEMBER_20), ("không quá ngày 20/12/2024", DECEMBER_20),
        ("trong ngày 20/12/2024", DECEMBER_20), ("hạn: 20/12/2024", DECEMBER_20), ("Hạn hoàn thành: 20/12/2024", DECEMBER_20), ("hoàn thành chậm nhất ngày 20/12/2024", DECEMBER_20),
        ("<=2024-12-20", DECEMBER_20), ("trước ngày 20/12/2024", dt.date(2024, 12, 19)), ("Trước ngày 20/12/2024.", dt.date(2024, 12, 19)), ("trước 20/12/2024", dt.date(2024, 12, 19)),
        ("hoàn thành trước ngày 20/12/2024", dt.date(2024, 12, 19)), ("xong trước ngày 20/12/2024", dt.date(2024, 12, 19)),
        ("chậm nhất trước ngày 20/12/2024", dt.date(2024, 12, 19)), ("<2024-12-20", dt.date(2024, 12, 19)), ("trước ngày 01/01/2025", dt.date(2024, 12, 31)),
        ("trước 17h00 ngày 20/12/2024", DECEMBER_20), ("trước 16 giờ 30 phút, ngày 20/12/2024", DECEMBER_20), ("chậm nhất 17h ngày 20/12/2024", DECEMBER_20),
        ("trong tháng 3/2024", dt.date(2024, 3, 31)), ("trong tháng 02/2024", dt.date(2024, 2, 29)), ("tháng 02/2024", dt.date(2024, 2, 29)),
        ("hoàn thành trong tháng 12/2024", dt.date(2024, 12, 31)), ("trước tháng 3/2024", dt.date(2024, 2, 29)), ("trong năm 2024", dt.date(2024, 12, 31)),
        ("trước năm 2025", dt.date(2024, 12, 31)), ("Quý I/2024", dt.date(2024, 3, 31)), ("trong quý III/2024", dt.date(2024, 9, 30)),
        ("trước quý II/2024", dt.date(2024, 3, 31)), ("6 tháng đầu năm 2024", dt.date(2024, 6, 30)), ("cuối tháng 02/2024", dt.date(2024, 2, 29)),
        ("cuối năm 2024", dt.date(2024, 12, 31)), ("31/1/2024", dt.date(2024, 1, 31)), ("30/01/2024", dt.date(2024, 1, 30)),
    ],
)  # fmt: skip
def test_the_last_day_in_time(text: str, last: dt.date) -> None:
    """*Chậm nhất* and *đến hết* take the named day in, *trước* does not; a month lasts to its last day."""
    deadline = Deadline.parse(text)

    assert last == deadline.last_day
    assert deadline == Deadline.parse(str(deadline))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("chậm nhất là ngày 31 tháng 3", Deadline(PartialDate(month=3, day=31))), ("trước ngày 22/4", Deadline(PartialDate(month=4, day=22), is_inclusive=False)),
        ("<=--10-26", Deadline(PartialDate(month=10, day=26))), ("trong tháng 3", Deadline(PartialDate(month=3))),
    ],
)  # fmt: skip
def test_a_deadline_may_name_no_year(text: str, expected: Deadline) -> None:
    """Without a year the parts are kept and no last day is guessed."""
    assert expected == Deadline.parse(text)
    with pytest.raises(InvalidDateError, match="expected a year"):
        _ = expected.last_day


@pytest.mark.parametrize(
    "text",
    ["Chưa đến hạn", "Thường xuyên", "05 ngày làm việc", "trong 05 ngày", "trước ngày 25 hàng tháng", "31/02/2024", "trước ngày 31/02/2024", "<<2024", "<==2024",
     "<", "<=", "<= trước 2024", "trước trước ngày 20/12/2024", "trước 00h00 ngày 20/12/2024", "20/12", "quý I", "trước ngày 01/01/0001", "<0001-01-01", "ngay",
     "từ ngày 20/12/2024", "sau ngày 20/12/2024", "đầu tháng 3/2024", "20/12/2024 và 25/12/2024", "chậm nhất ngày"],
)  # fmt: skip
def test_what_sets_no_last_day_is_refused(text: str) -> None:
    """A status, a length of time, a day that returns, midnight, a day that does not exist: refused with the text."""
    with pytest.raises(InvalidDeadlineError) as caught:
        Deadline.parse(text)

    assert caught.value.text == text


@given(st.dates(dt.date(2, 1, 1)))
def test_before_a_day_ends_one_day_earlier(day: dt.date) -> None:
    """`trước ngày D` and `chậm nhất ngày D - 1` end on one day."""
    before = Deadline.parse(f"trước ngày {format_date(day, 'short')}")
    through = Deadline.parse(f"chậm nhất ngày {format_date(day, 'short')}")

    assert before.last_day + dt.timedelta(days=1) == through.last_day == day
    assert before != through


@pytest.mark.parametrize(
    ("deadline", "vi", "en"),
    [
        (Deadline(DECEMBER_20), "chậm nhất ngày 20/12/2024", "no later than 20 Dec 2024"),
        (Deadline(DECEMBER_20, is_inclusive=False), "trước ngày 20/12/2024", "before 20 Dec 2024"),
        (Deadline(PartialDate(2024, 3)), "chậm nhất trong tháng 03 năm 2024", "within March 2024"),
        (Deadline(PartialDate(2024, 3), is_inclusive=False), "trước tháng 03 năm 2024", "before March 2024"),
        (Deadline(PartialDate(2024)), "chậm nhất trong năm 2024", "within 2024"),
    ],
)
def test_words_of_a_deadline(deadline: Deadline, vi: str, en: str) -> None:
    """The words say whether the named day is in time, and read back."""
    assert (vi, en) == (deadline.format("vi"), deadline.format("en"))
    assert deadline == Deadline.parse(vi)


def test_a_full_partial_date_is_a_day() -> None:
    """There is one way to hold a deadline on a day."""
    assert Deadline(PartialDate(2024, 12, 20)) == Deadline(DECEMBER_20)


@pytest.mark.parametrize("day", [dt.date.min, PartialDate(1), PartialDate(1, 1)])
def test_nothing_lies_before_the_first_day(day: dt.date | PartialDate) -> None:
    """A deadline before the first day of the calendar is none."""
    with pytest.raises(InvalidDeadlineError):
        Deadline(day, is_inclusive=False)


@pytest.mark.parametrize(
    "parts",
    [
        ("2024-12-20", True),
        (dt.datetime(2024, 12, 20), True),
        (None, True),
        (DECEMBER_20, 1),
        (DECEMBER_20, None),
    ],
)
def test_a_deadline_is_a_day_and_a_bool(parts: Any) -> None:
    """Nothing is coerced."""
    with pytest.raises(TypeError):
        Deadline(*parts)
