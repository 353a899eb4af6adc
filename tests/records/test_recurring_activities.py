"""The laws of recurring activities: a rule gives days, a day off moves only where the office says so."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.errors import InvalidArgumentError, InvalidRecurrenceError
from khcn_records.records.recurring_activities import RecurringActivity, Roll
from khcn_records.values.recurrences import ROLLS


def activity(**fields: Any) -> RecurringActivity:
    """A reception of citizens on the 15th, with fields set."""
    return RecurringActivity(
        **{"recurring_id": "1", "name": "Tiếp công dân", "rule": "ngày 15 hàng tháng", **fields}
    )


@pytest.mark.parametrize(
    ("roll", "days"),
    [
        ("none", ["2024-05-15", "2024-06-15", "2024-07-15"]),
        ("following", ["2024-05-15", "2024-06-17", "2024-07-15"]),
        ("preceding", ["2024-05-15", "2024-06-14", "2024-07-15"]),
    ],
)
def test_a_day_off_moves_as_the_office_says(roll: str, days: list[str]) -> None:
    """15 June 2024 was a Saturday: it stays, or moves to Monday the 17th or Friday the 14th."""
    found = activity(roll=roll).days(dt.date(2024, 5, 1), dt.date(2024, 7, 31), calendar=vietnam_calendar())

    assert [day.isoformat() for day in found] == days


def test_no_day_moves_unless_said() -> None:
    """No rule was found that holds for all, so none is the default; the rolls are those of the value."""
    assert activity().roll is Roll.NONE
    assert tuple(Roll) == ROLLS


def test_what_is_only_said_to_be_regular_has_no_days() -> None:
    """Without a rule the words are kept and asking for days is a wrong call."""
    made = activity(rule=None, rule_text="theo định kỳ")

    assert (made.rule, made.rule_text) == (None, "theo định kỳ")
    with pytest.raises(InvalidArgumentError):
        made.days(dt.date(2024, 1, 1), dt.date(2024, 12, 31))


@pytest.mark.parametrize(
    ("rule", "canonical"),
    [
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=20", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=20"),
        ("hàng tuần", "FREQ=WEEKLY"),
        ("hàng quý", "FREQ=MONTHLY;INTERVAL=3"),
    ],
)
def test_a_rule_is_read_from_text(rule: str, canonical: str) -> None:
    """Words and rules alike become the one rule."""
    assert str(activity(rule=rule).rule) == canonical


def test_words_that_are_no_rule_are_refused() -> None:
    """A rule is never guessed from words."""
    with pytest.raises(InvalidRecurrenceError):
        activity(rule="thỉnh thoảng")


def test_a_roll_needs_a_calendar() -> None:
    """Days off are known to a calendar only, which is an argument."""
    with pytest.raises(TypeError, match="calendar"):
        activity(roll="following").days(dt.date(2024, 1, 1), dt.date(2024, 1, 31))
