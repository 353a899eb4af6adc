"""Time limits: the worked examples, a second way to compute, and what the steps say."""

from __future__ import annotations

import datetime as dt
import pickle
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_strategies import days
from deadline_oracle import last_day, raw_rows
from deadline_snapshot import CASES, SNAPSHOT, snapshot
from khcn_records.calendars.calendar_days import CalendarDay, DayKind
from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.deadline import due_date
from khcn_records.errors import (
    InvalidArgumentError,
    InvalidTimeLimitError,
    UnknownLanguageError,
    UnknownYearError,
)
from khcn_records.evidence import Confidence
from khcn_records.labels import wordings
from khcn_records.values.time_limits import TimeLimit, TimeUnit

D = dt.date

WORKED_EXAMPLES = [
    (D(2024, 2, 5), "05 ngày làm việc", D(2024, 2, 19)),
    (D(2024, 2, 7), "01 ngày làm việc", D(2024, 2, 15)),
    (D(2024, 4, 26), "03 ngày làm việc", D(2024, 5, 4)),
    (D(2024, 4, 26), "05 ngày làm việc", D(2024, 5, 7)),
    (D(2025, 4, 25), "05 ngày làm việc", D(2025, 5, 6)),
    (D(2025, 12, 31), "05 ngày làm việc", D(2026, 1, 9)),
    (D(2026, 8, 20), "03 ngày làm việc", D(2026, 8, 24)),
    (D(2018, 12, 28), "05 ngày làm việc", D(2019, 1, 7)),
    (D(2014, 1, 24), "05 ngày làm việc", D(2014, 2, 8)),
    (D(2026, 11, 23), "03 ngày làm việc", D(2026, 11, 27)),
    (D(2024, 1, 10), "30 ngày", D(2024, 2, 15)),
    (D(2023, 4, 1), "30 ngày", D(2023, 5, 4)),
    (D(2024, 4, 4), "25 ngày", D(2024, 5, 2)),
    (D(2024, 4, 4), "30 ngày", D(2024, 5, 4)),
    (D(2026, 8, 6), "25 ngày", D(2026, 9, 3)),
    (D(2024, 1, 31), "01 tháng", D(2024, 2, 29)),
    (D(2023, 1, 31), "01 tháng", D(2023, 2, 28)),
    (D(2024, 1, 15), "03 tháng", D(2024, 4, 15)),
    (D(2024, 3, 4), "02 tuần", D(2024, 3, 18)),
    (D(2024, 2, 29), "01 năm", D(2025, 2, 28)),
    (D(2021, 6, 15), "03 năm", D(2024, 6, 17)),
]


@pytest.mark.parametrize(("event_on", "limit", "expected"), WORKED_EXAMPLES)
def test_worked_examples(event_on: D, limit: str, expected: D) -> None:
    """The event day is excluded, days off are skipped or rolled over, worked Saturdays count (Articles 147, 148)."""
    due = due_date(event_on, limit)
    assert due.on == expected
    assert due.limit == TimeLimit.parse(limit)
    assert due.steps[-1].on == expected
    assert due == due_date(event_on, TimeLimit.parse(limit), calendar=vietnam_calendar())


@pytest.mark.parametrize(
    ("event_on", "limit", "roll", "expected"),
    [
        (D(2024, 2, 19), "05 ngày làm việc", None, D(2024, 2, 5)),
        (D(2024, 4, 18), "07 ngày làm việc", None, D(2024, 4, 9)),
        (D(2024, 5, 6), "01 ngày làm việc", None, D(2024, 5, 4)),
        (D(2024, 3, 14), "30 ngày", None, D(2024, 2, 7)),
        (D(2024, 3, 14), "30 ngày", "preceding", D(2024, 2, 7)),
        (D(2024, 3, 14), "30 ngày", "none", D(2024, 2, 13)),
        (D(2024, 3, 31), "01 tháng", None, D(2024, 2, 29)),
        (D(2024, 5, 31), "03 tháng", None, D(2024, 2, 29)),
    ],
)
def test_counting_back(event_on: D, limit: str, roll: str | None, expected: D) -> None:
    """Before an event the count runs back and an end on a day off goes to the working day before it."""
    due = due_date(event_on, limit, direction="before", roll=roll)
    assert due.on == expected
    assert due.direction == "before"
    assert due.confidence is Confidence.INFERRED


@pytest.mark.parametrize(("roll", "expected"), [(None, 15), ("following", 15), ("none", 9), ("preceding", 7)])
def test_the_roll_is_a_choice(roll: str | None, expected: int) -> None:
    """Article 148(5) moves the end to the next working day unless another rule is chosen (Article 145(1))."""
    assert due_date(D(2024, 1, 10), "30 ngày", roll=roll).on == D(2024, 2, expected)


def test_statutory_days() -> None:
    """For a company the swapped Monday is an ordinary working day and its Saturday is not."""
    statutory = vietnam_calendar(audience="statutory")
    assert due_date(D(2024, 4, 26), "03 ngày làm việc", calendar=statutory).on == D(2024, 5, 3)
    assert due_date(D(2024, 4, 4), "25 ngày", calendar=statutory).on == D(2024, 4, 29)
    assert due_date(D(2024, 4, 4), "30 ngày", calendar=statutory).on == D(2024, 5, 6)


@pytest.mark.parametrize("seed", range(10))
def test_a_second_way_to_compute(seed: int) -> None:
    """In 100,000 sums of every unit, direction and roll a walk over the raw rows ends on the same day, or is lost too."""
    rows = raw_rows()
    rng = random.Random(seed)
    calendar = vietnam_calendar()
    first, last = D(2013, 1, 1).toordinal(), D(2027, 12, 31).toordinal()
    units = [
        (TimeUnit.WORKDAY, 60),
        (TimeUnit.DAY, 120),
        (TimeUnit.WEEK, 20),
        (TimeUnit.MONTH, 40),
        (TimeUnit.YEAR, 6),
    ]
    wrong, refused = [], 0
    for _ in range(10_000):
        event_on = D.fromordinal(rng.randint(first, last))
        unit, most = rng.choice(units)
        amount = rng.randint(1, most)
        direction = rng.choice(["after", "before"])
        roll = rng.choice([None, "none", "preceding", "following" if direction == "after" else None])
        expected: D | None
        try:
            expected = last_day(rows, event_on, amount, unit.value, direction, roll)
        except LookupError:
            expected = None
            refused += 1
        actual: D | None
        try:
            actual = due_date(
                event_on, TimeLimit(amount, unit), direction=direction, roll=roll, calendar=calendar
            ).on
        except UnknownYearError:
            actual = None
        if actual != expected:
            wrong.append((event_on, amount, unit, direction, roll, actual, expected))
    assert wrong == []
    assert 100 < refused < 2_000


@given(
    days,
    days,
    st.integers(1, 90),
    st.sampled_from([unit for unit in TimeUnit if unit not in {TimeUnit.HOUR, TimeUnit.YEAR}]),
    st.sampled_from(
        [("after", None), ("after", "none"), ("after", "preceding"), ("before", None), ("before", "none")]
    ),
)
def test_a_later_event_is_never_due_earlier(
    a: D, b: D, amount: int, unit: TimeUnit, way: tuple[str, str | None]
) -> None:
    """The end of a limit is monotone in its event, and in its length."""
    direction, roll = way
    calendar = vietnam_calendar(estimate_through=2040)

    def end(event_on: D, length: int) -> D:
        return due_date(
            event_on, TimeLimit(length, unit), direction=direction, roll=roll, calendar=calendar
        ).on

    try:
        first, second, longer = end(min(a, b), amount), end(max(a, b), amount), end(min(a, b), amount + 1)
    except UnknownYearError:
        return
    assert first <= second
    assert first <= longer if direction == "after" else longer <= first


@given(days, st.integers(1, 60))
def test_the_limit_is_kept_whichever_way_it_is_rolled(event_on: D, amount: int) -> None:
    """After an event the end is never before the count's own end; before it never after."""
    limit = TimeLimit(amount, TimeUnit.DAY)
    calendar = vietnam_calendar(estimate_through=2030)
    length = dt.timedelta(amount)
    assert due_date(event_on, limit, calendar=calendar).on >= event_on + length
    if event_on - length > D(2013, 1, 2):
        assert due_date(event_on, limit, direction="before", calendar=calendar).on <= event_on - length


def test_hours_from_a_moment() -> None:
    """Hours run from the moment itself and end at a moment (Article 147(1)); no day off moves it."""
    due = due_date(dt.datetime(2024, 2, 8, 9, 30), "48 giờ")
    assert (due.at, due.on) == (dt.datetime(2024, 2, 10, 9, 30), D(2024, 2, 10))
    assert due.event_on == D(2024, 2, 8)
    assert due.confidence is Confidence.TEXT
    back = due_date(dt.datetime(2024, 2, 8, 0, 30), "01 giờ", direction="before")
    assert (back.at, back.on) == (dt.datetime(2024, 2, 7, 23, 30), D(2024, 2, 7))


def test_hours_are_rolled_only_when_asked() -> None:
    """A roll moves hours to the end of a working day; an end on a working day keeps its moment."""
    rolled = due_date(dt.datetime(2024, 2, 7, 9, 30), "24 giờ", roll="following")
    assert (rolled.at, rolled.on) == (None, D(2024, 2, 15))
    kept = due_date(dt.datetime(2024, 2, 5, 9, 30), "24 giờ", roll="following")
    assert (kept.at, kept.on) == (dt.datetime(2024, 2, 6, 9, 30), D(2024, 2, 6))
    unrolled = due_date(dt.datetime(2024, 2, 7, 9, 30), "24 giờ", roll="none")
    assert (unrolled.at, unrolled.on) == (dt.datetime(2024, 2, 8, 9, 30), D(2024, 2, 8))


@pytest.mark.parametrize(
    ("hours", "per_day", "expected"),
    [
        ("96 giờ", 8, D(2024, 3, 20)),
        ("94 giờ", 8, D(2024, 3, 20)),
        ("08 giờ", 8, D(2024, 3, 5)),
        ("33 giờ", 8, D(2024, 3, 11)),
        ("15 giờ", 7.5, D(2024, 3, 6)),
    ],
)
def test_hours_as_working_days(hours: str, per_day: float, expected: D) -> None:
    """Hours of work are working days of so many hours, a part of a day counted as one."""
    due = due_date(D(2024, 3, 4), hours, hours_per_workday=per_day)
    assert (due.on, due.at) == (expected, None)
    assert str(due.limit) == hours
    assert due.on == due_date(dt.datetime(2024, 3, 4, 16, 0), hours, hours_per_workday=per_day).on


def test_hours_a_day_matter_for_hours_only() -> None:
    """A limit in working days is not touched by the hours of a day."""
    assert due_date(D(2024, 3, 4), "05 ngày", hours_per_workday=8) == due_date(D(2024, 3, 4), "05 ngày")


def test_a_moment_counts_as_its_day() -> None:
    """Days are counted from the day of the event, whatever the hour (Article 147(2))."""
    assert due_date(dt.datetime(2024, 2, 5, 23, 59), "05 ngày làm việc") == due_date(
        D(2024, 2, 5), "05 ngày làm việc"
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"direction": "before", "roll": "following"}, "does not pass the limit"),
        ({"direction": "around"}, "'after' or 'before'"),
        ({"roll": "modified"}, "none, following, preceding"),
    ],
)
def test_a_choice_that_would_break_the_limit_is_refused(options: dict[str, str], told: str) -> None:
    """A roll that would pass the limit, or an unknown choice, is refused whatever the unit."""
    for limit in ("05 ngày làm việc", "05 ngày", "01 năm"):
        with pytest.raises(InvalidArgumentError, match=told) as caught:
            due_date(D(2024, 2, 5), limit, **options)  # type: ignore[arg-type]
        assert isinstance(caught.value, ValueError)


def test_hours_need_a_moment() -> None:
    """Hours from a day say nothing; a moment or the hours of a working day are asked for."""
    with pytest.raises(InvalidArgumentError, match="hours_per_workday"):
        due_date(D(2024, 2, 5), "48 giờ")
    for hours in (0, -8, float("nan")):
        with pytest.raises(InvalidArgumentError, match="more than 0 hours"):
            due_date(D(2024, 2, 5), "48 giờ", hours_per_workday=hours)


@pytest.mark.parametrize(
    ("limit", "direction"), [("9000 năm", "after"), ("999999 ngày", "before"), ("90000 tháng", "before")]
)
def test_an_end_outside_all_calendars(limit: str, direction: str) -> None:
    """An end that no calendar has is refused as a deadline."""
    with pytest.raises(InvalidArgumentError, match="between the years 1 and 9999"):
        due_date(D(2024, 2, 5), limit, direction=direction)


def test_bad_calls() -> None:
    """What is no date, no limit or no text is refused by type; junk text by its own error."""
    with pytest.raises(TypeError):
        due_date("2024-02-05", "05 ngày")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        due_date(D(2024, 2, 5), 5)  # type: ignore[arg-type]
    with pytest.raises(InvalidTimeLimitError):
        due_date(D(2024, 2, 5), "sớm")


@pytest.mark.parametrize("event_on", [D(2012, 12, 20), D(2027, 12, 30), D(2030, 1, 7)])
def test_an_unknown_year_is_refused(event_on: D) -> None:
    """A count that needs a day without data is refused, never guessed."""
    with pytest.raises(UnknownYearError):
        due_date(event_on, "05 ngày làm việc")
    with pytest.raises(UnknownYearError):
        due_date(event_on, "05 ngày")


def test_without_a_roll_no_calendar_is_asked() -> None:
    """Plain days that are not rolled hold in any year."""
    due = due_date(D(2035, 1, 31), "01 tháng", roll="none")
    assert due.on == D(2035, 2, 28)
    assert (due.is_provisional, due.is_estimate) == (False, False)


def test_an_estimate_says_so() -> None:
    """A result that rests on an estimated or provisional day says so, and is no surer than inferred for the first."""
    later = vietnam_calendar(estimate_through=2030)
    estimate = due_date(D(2029, 3, 5), "05 ngày làm việc", calendar=later)
    assert (estimate.is_estimate, estimate.is_provisional) == (True, True)
    assert estimate.confidence is Confidence.INFERRED
    provisional = due_date(D(2027, 3, 1), "05 ngày làm việc")
    assert (provisional.is_estimate, provisional.is_provisional) == (False, True)
    settled = due_date(D(2026, 3, 2), "05 ngày làm việc")
    assert (settled.is_estimate, settled.is_provisional) == (False, False)
    assert "Ước tính" in estimate.explain()
    assert "Tạm tính" in provisional.explain()


def test_days_of_ones_own_matter() -> None:
    """A provisional day of one's own makes the result provisional and is named with its source."""
    festival = CalendarDay(
        D(2024, 3, 6), DayKind.DAY_OFF_SWAP, name="Lễ hội", source="TB 1/TB-SKHCN", is_provisional=True
    )
    due = due_date(D(2024, 3, 4), "02 ngày làm việc", calendar=vietnam_calendar(extra=[festival]))
    assert due.on == D(2024, 3, 7)
    assert due.is_provisional
    assert "06/3/2024: Lễ hội (TB 1/TB-SKHCN" in due.explain()


@pytest.mark.parametrize(
    ("event_on", "limit", "expected"),
    [
        (D(2024, 3, 4), "10 ngày", Confidence.TEXT),
        (D(2024, 1, 10), "30 ngày", Confidence.SECONDARY),
        (D(2024, 4, 4), "25 ngày", Confidence.INFERRED),
        (D(2024, 4, 4), "30 ngày", Confidence.INFERRED),
        (D(2024, 1, 14), "30 ngày", Confidence.INFERRED),
        (D(2024, 3, 4), "05 ngày làm việc", Confidence.SECONDARY),
        (D(2024, 4, 26), "03 ngày làm việc", Confidence.INFERRED),
        (D(2024, 2, 29), "01 năm", Confidence.INFERRED),
    ],
)
def test_how_sure_the_result_is(event_on: D, limit: str, expected: Confidence) -> None:
    """A result is as sure as its weakest step; swapped and compensatory days as days off are inferred."""
    assert due_date(event_on, limit).confidence is expected


def test_explanations() -> None:
    """Each kind of count is explained in both languages; deadline_snapshot.py writes the file anew."""
    assert snapshot() == SNAPSHOT.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("case", CASES)
def test_every_line_has_its_ground(case: str, lang: str) -> None:
    """Each line of an explanation is numbered and names its article or notice and its confidence in words."""
    due = CASES[case]
    lines = due.explain(lang).splitlines()
    assert len(lines) == len(due.steps) + 1
    for number, (line, step) in enumerate(zip(lines[1:], due.steps, strict=True), start=1):
        assert line.startswith(f"{number}. ")
        assert step.evidence.source
        assert step.evidence.source in line
        assert wordings(lang)[f"confidence.{step.evidence.confidence}"] in line


def test_every_rule_is_explained_in_the_snapshot() -> None:
    """No wording of a rule is unused, and none stands unseen."""
    used = {step.rule for due in CASES.values() for step in due.steps}
    worded = {
        key.removeprefix("deadline.rule.") for key in wordings("vi") if key.startswith("deadline.rule.")
    }
    assert worded == used


def test_an_unknown_language_is_refused() -> None:
    """An explanation is given in a language of the library only."""
    with pytest.raises(UnknownLanguageError):
        due_date(D(2024, 2, 5), "05 ngày").explain("fr")


def test_a_due_date_is_a_value() -> None:
    """A result is frozen, hashable and pickles with its steps."""
    for due in CASES.values():
        assert pickle.loads(pickle.dumps(due)) == due
        assert hash(due) == hash(pickle.loads(pickle.dumps(due)))
    with pytest.raises(AttributeError):
        due.on = D(2024, 1, 1)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("year", "code"),
    [(2013, "Bộ luật Lao động 2012"), (2019, "Bộ luật Lao động 2012"), (2021, "Bộ luật Lao động 2019")],
)
def test_working_days_rest_on_the_labour_code_of_their_time(year: int, code: str) -> None:
    """A count of working days cites the Labour Code in force then."""
    (step,) = [
        step for step in due_date(dt.date(year, 6, 3), "5 ngày làm việc").steps if step.rule == "workday"
    ]
    assert step.evidence.source.startswith(code)


def test_before_2017_the_civil_code_of_2015_is_inferred() -> None:
    """For an event before the Code came into force its rules are applied, and said to be inferred."""
    steps = due_date(dt.date(2016, 6, 1), "30 ngày").steps
    assert {step.evidence.confidence for step in steps if "Dân sự" in step.evidence.source} == {
        Confidence.INFERRED
    }


def test_a_company_does_not_rest_by_the_rule_of_state_offices() -> None:
    """The statutory calendar's weekends are an assumption; the decision on the five-day week binds state offices."""
    due = due_date(dt.date(2024, 6, 3), "10 ngày làm việc", calendar=vietnam_calendar(audience="statutory"))
    assert not any("188/1999" in step.evidence.source for step in due.steps)
    assert due.confidence is Confidence.INFERRED
