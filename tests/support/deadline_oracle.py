"""The end of a time limit by the plainest means: the rows of the calendar files, and walking day by day.

Nothing here imports the code under test. It is slow and has no opinion but the law's.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[2] / "src" / "khcn_records" / "calendars" / "vietnam"
_ONE = dt.timedelta(days=1)


def raw_rows() -> dict[dt.date, str]:
    """Day → kind, as the files have it."""
    rows = {}
    for path in _FOLDER.glob("*.toml"):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["day"]:
            rows[row["date"]] = row["kind"]
    return rows


def is_worked(rows: dict[dt.date, str], day: dt.date) -> bool:
    """By its row, else by its weekday.

    Raises:
        LookupError: a year without a file.
    """
    if not 2013 <= day.year <= 2027:
        raise LookupError(day)
    kind = rows.get(day)
    return kind == "working_swap" if kind else day.isoweekday() < 6


def shift_months(day: dt.date, months: int) -> dt.date:
    """Step by step through the months, then down from the day number until there is such a day."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    number = day.day
    while True:
        try:
            return dt.date(year, month, number)
        except ValueError:
            number -= 1


def last_day(
    rows: dict[dt.date, str], event_on: dt.date, amount: int, unit: str, direction: str, roll: str | None
) -> dt.date:
    """The last day of the limit.

    Raises:
        LookupError: the walk asked about a year without a file.
    """
    step = _ONE if direction == "after" else -_ONE
    end = event_on
    if unit == "workday":
        while amount:
            end += step
            if is_worked(rows, end):
                amount -= 1
        return end
    if unit in {"day", "week"}:
        for _ in range(amount * (7 if unit == "week" else 1)):
            end += step
    else:
        months = amount * (12 if unit == "year" else 1)
        end = shift_months(event_on, months if direction == "after" else -months)
    roll = roll or ("following" if direction == "after" else "preceding")
    while roll != "none" and not is_worked(rows, end):
        end += _ONE if roll == "following" else -_ONE
    return end
