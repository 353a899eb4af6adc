"""Counting worked days: laws that hold for every calendar, and a second way to count."""

from __future__ import annotations

import copy
import datetime as dt
import functools
import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_strategies import CALENDARS, FIRST, LAST, calendars, days
from khcn_records.calendars.calendar_days import CalendarDay, DayKind
from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.calendars.work_calendar import WorkCalendar
from khcn_records.errors import InvalidCalendarError, UnknownYearError

ONE = dt.timedelta(1)
CALENDAR = vietnam_calendar()


def worked_by_hand(calendar: WorkCalendar, day: dt.date) -> bool:
    """The same question asked of the rows, without the tables."""
    for row in calendar.days:
        if row.day == day:
            return row.kind is DayKind.WORKING_SWAP
    return day.weekday() < 5


@given(calendars, days)
def test_a_day_is_worked_as_its_row_says(name: str, day: dt.date) -> None:
    """A row decides; without one Monday to Friday are worked."""
    calendar = CALENDARS[name]
    assert calendar.is_workday(day) is worked_by_hand(calendar, day)
    assert calendar.day(day).is_worked is calendar.is_workday(day)
    assert calendar.day(day).day == day


@given(calendars, days, st.integers(-40, 40))
def test_adding_is_stepping_day_by_day(name: str, day: dt.date, n: int) -> None:
    """The n-th worked day is found by walking, the day itself never counted unless n is 0."""
    calendar = CALENDARS[name]
    left, at = abs(n), day
    step = ONE if n >= 0 else -ONE
    if n == 0 and not worked_by_hand(calendar, at):
        left = 1
    while left:
        at += step
        left -= worked_by_hand(calendar, at)
    if not calendar.known_from <= at <= calendar.known_through:
        with pytest.raises(UnknownYearError):
            calendar.add_workdays(day, n)
    else:
        assert calendar.add_workdays(day, n) == at


@given(calendars, days, days)
def test_counting_is_walking(name: str, a: dt.date, b: dt.date) -> None:
    """The count of (a, b] is the number of worked days met on the way, negative backwards."""
    calendar = CALENDARS[name]
    b = min(b, a + 200 * ONE)
    low, high = min(a, b), max(a, b)
    walked = [low + n * ONE for n in range(1, (high - low).days + 1)]
    expected = sum(worked_by_hand(calendar, day) for day in walked)
    assert calendar.count_workdays(a, b) == (expected if a <= b else -expected)


@given(calendars, days, days, days)
def test_counts_add_up(name: str, a: dt.date, b: dt.date, c: dt.date) -> None:
    """count(a, b) + count(b, c) = count(a, c), and count(a, b) = -count(b, a)."""
    calendar = CALENDARS[name]
    assert calendar.count_workdays(a, b) + calendar.count_workdays(b, c) == calendar.count_workdays(a, c)
    assert calendar.count_workdays(a, b) == -calendar.count_workdays(b, a)
    assert calendar.count_workdays(a, a) == 0


@given(calendars, days, st.integers(1, 300))
def test_adding_undoes_counting(name: str, day: dt.date, n: int) -> None:
    """There are n worked days up to the n-th; from a worked day, going n on and n back is staying."""
    calendar = CALENDARS[name]
    try:
        there = calendar.add_workdays(day, n)
    except UnknownYearError:
        assert calendar.count_workdays(day, calendar.known_through) < n
        return
    assert calendar.is_workday(there)
    assert calendar.count_workdays(day, there) == n
    if calendar.is_workday(day):
        assert calendar.add_workdays(there, -n) == day


@given(calendars, days, days, st.integers(-200, 200))
def test_adding_keeps_the_order(name: str, a: dt.date, b: dt.date, n: int) -> None:
    """A later day never has an earlier n-th worked day; the (n+1)-th comes after the n-th."""
    calendar = CALENDARS[name]
    a, b = min(a, b), max(a, b)
    try:
        first, second = calendar.add_workdays(a, n), calendar.add_workdays(b, n)
        third = calendar.add_workdays(a, n + 1)
    except UnknownYearError:
        return
    assert first <= second
    assert first <= third if n == 0 else first < third or n == -1


@given(calendars, days)
def test_next_and_previous_are_inclusive(name: str, day: dt.date) -> None:
    """A worked day is its own next and previous; a day off lies strictly between them."""
    calendar = CALENDARS[name]
    if calendar.is_workday(day):
        assert calendar.next_workday(day) == day == calendar.previous_workday(day)
    elif day > FIRST:
        assert calendar.previous_workday(day) < day < calendar.next_workday(day)
        assert calendar.count_workdays(calendar.previous_workday(day), calendar.next_workday(day)) == 1


@pytest.mark.parametrize("day", [FIRST - ONE, LAST + ONE, dt.date.min, dt.date.max])
@pytest.mark.parametrize(
    "ask",
    [
        CALENDAR.is_workday,
        CALENDAR.next_workday,
        CALENDAR.previous_workday,
        CALENDAR.day,
        CALENDAR.is_provisional,
        functools.partial(CALENDAR.add_workdays, n=1),
        functools.partial(CALENDAR.add_workdays, n=0),
        functools.partial(CALENDAR.add_workdays, n=-1),
    ],
)
def test_outside_the_data_every_question_is_refused(ask: Callable[[dt.date], object], day: dt.date) -> None:
    """A year without data is refused with the years that are known, never guessed."""
    with pytest.raises(UnknownYearError) as caught:
        ask(day)
    assert (caught.value.year, caught.value.known_from, caught.value.known_through) == (day.year, 2013, 2027)


@pytest.mark.parametrize("day", [FIRST - 2 * ONE, LAST + ONE, dt.date.min, dt.date.max])
def test_a_count_that_leaves_the_data_is_refused(day: dt.date) -> None:
    """A count over days without data is refused, from either end."""
    for after, through in ((day, dt.date(2020, 1, 1)), (dt.date(2020, 1, 1), day)):
        with pytest.raises(UnknownYearError) as caught:
            CALENDAR.count_workdays(after, through)
        assert caught.value.year == day.year


def test_a_result_beyond_the_data_is_refused() -> None:
    """A sum that would leave the known years is refused, in either direction, with the year it ran into."""
    with pytest.raises(UnknownYearError) as late:
        CALENDAR.add_workdays(dt.date(2027, 12, 30), 5)
    with pytest.raises(UnknownYearError) as early:
        CALENDAR.add_workdays(dt.date(2013, 1, 3), -2)
    with pytest.raises(UnknownYearError):
        CALENDAR.previous_workday(dt.date(2013, 1, 1))
    with pytest.raises(UnknownYearError):
        vietnam_calendar(extra=[CalendarDay(LAST, DayKind.HOLIDAY, name="x")]).next_workday(LAST)
    assert (late.value.year, early.value.year) == (2028, 2012)
    assert CALENDAR.add_workdays(dt.date(2027, 12, 30), 1) == LAST


def test_the_day_before_the_data_may_bound_a_count() -> None:
    """The day after which one counts is itself not asked about, so a whole first year can be counted."""
    assert CALENDAR.count_workdays(FIRST - ONE, FIRST) == 0
    assert CALENDAR.count_workdays(FIRST - ONE, LAST) == 3757
    with pytest.raises(UnknownYearError):
        CALENDAR.count_workdays(FIRST - 2 * ONE, LAST)


@pytest.mark.parametrize("day", [dt.datetime(2024, 2, 5, 9, 0), "2024-02-05", 738921, None])
def test_only_days_are_taken(day: object) -> None:
    """A datetime would lose its hour in silence and is refused, as is anything else that is no date."""
    for ask in (
        CALENDAR.is_workday,
        CALENDAR.next_workday,
        CALENDAR.previous_workday,
        CALENDAR.day,
        CALENDAR.is_provisional,
        lambda d: CALENDAR.add_workdays(d, 1),
        lambda d: CALENDAR.count_workdays(d, LAST),
        lambda d: CALENDAR.count_workdays(FIRST, d),
        lambda d: CalendarDay(d, DayKind.HOLIDAY),
    ):
        with pytest.raises(TypeError, match=r"expected a datetime\.date"):
            ask(day)  # type: ignore[arg-type]


def test_the_number_of_days_is_whole() -> None:
    """Half a working day is no working day."""
    with pytest.raises(TypeError):
        CALENDAR.add_workdays(dt.date(2024, 2, 5), 1.5)  # type: ignore[arg-type]
    assert CALENDAR.add_workdays(dt.date(2024, 2, 5), True) == dt.date(2024, 2, 6)


@given(calendars)
def test_a_calendar_is_a_value(name: str) -> None:
    """A calendar pickles, copies, hashes and cannot be changed."""
    calendar = CALENDARS[name]
    again = pickle.loads(pickle.dumps(calendar))
    assert again == calendar == copy.deepcopy(calendar)
    assert hash(again) == hash(calendar)
    assert again.add_workdays(dt.date(2024, 2, 5), 5) == dt.date(2024, 2, 19)
    assert repr(again) == repr(calendar)
    with pytest.raises(AttributeError):
        calendar.audience = "me"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        calendar.cache = {}  # type: ignore[attr-defined]


def test_a_calendar_says_what_it_is() -> None:
    """The repr names the audience, the stretch known, and what of it is provisional or estimated."""
    assert repr(vietnam_calendar(estimate_through=2029)) == (
        "<WorkCalendar civil_service 2013-01-01 through 2029-12-31, provisional 2027, estimated 2028, 2029>"
    )
    assert repr(vietnam_calendar(audience="statutory")) == (
        "<WorkCalendar statutory 2013-01-01 through 2027-12-31, provisional 2027>"
    )


def test_the_same_calendar_is_built_once() -> None:
    """Asking again for the same calendar gives the same object."""
    assert vietnam_calendar() is vietnam_calendar()
    assert vietnam_calendar() != vietnam_calendar(audience="statutory")


def test_days_that_contradict_each_other() -> None:
    """A calendar with a day twice, or with its end before its beginning, is refused."""
    new_year = CalendarDay(dt.date(2024, 1, 1), DayKind.HOLIDAY, name="a")
    with pytest.raises(InvalidCalendarError, match="2024-01-01"):
        WorkCalendar([new_year, new_year], known_from=FIRST, known_through=LAST)
    with pytest.raises(InvalidCalendarError):
        WorkCalendar([], known_from=LAST, known_through=FIRST)


def test_an_unknown_audience_is_refused() -> None:
    """The calendar is for the civil service or for the statutory days; nothing else is guessed."""
    with pytest.raises(InvalidCalendarError, match="civil_service, statutory"):
        vietnam_calendar(audience="school")


@pytest.mark.parametrize(
    "stretch", [(dt.date(2028, 1, 1), dt.date(2028, 12, 31)), (dt.date(2012, 12, 31), dt.date(2013, 1, 5))]
)
def test_rows_outside_the_data_are_refused(stretch: tuple[dt.date, dt.date]) -> None:
    """No rows is an answer only inside the data."""
    with pytest.raises(UnknownYearError):
        vietnam_calendar().rows(*stretch)
