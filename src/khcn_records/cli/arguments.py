"""Arguments as values: each reads one text of the command line, or says what was expected instead of it."""

from __future__ import annotations

import argparse
import datetime as dt
import math
from collections.abc import Callable

from khcn_records.errors import InvalidDateError, InvalidPeriodError, InvalidTimeLimitError
from khcn_records.values.dates import PartialDate, parse_date
from khcn_records.values.lunar import LAST_LUNAR_YEAR
from khcn_records.values.periods import ReportingPeriod
from khcn_records.values.time_limits import TimeLimit, TimeUnit

__all__ = ["check_due", "day", "hours_a_day", "last_estimated_year", "line_width", "moment", "period"]

_NARROWEST = 40


def _wrong(text: str, expected: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(f"{text!r}; expected {expected}")


def day(text: str) -> dt.date:
    """A full day, in any spelling `parse_date` reads."""
    try:
        return parse_date(text)
    except InvalidDateError as error:
        raise _wrong(text, error.expected) from None


def moment(text: str) -> dt.date:
    """A day, or an ISO moment such as 2024-02-05T14:30 for limits in hours."""
    if "T" not in text[10:11]:
        return day(text)
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        raise _wrong(text, "a moment such as 2024-02-05T14:30") from None


def period(text: str) -> PartialDate | ReportingPeriod:
    """A day, month, quarter or year, with its year."""
    for kind, error in ((PartialDate, InvalidDateError), (ReportingPeriod, InvalidPeriodError)):
        try:
            found: PartialDate | ReportingPeriod = kind.parse(text)
            _ = found.first_day
        except error:
            continue
        return found
    raise _wrong(text, "a period with its year: 02/2024, 2024-02, 2024 or 2024-Q1")


def line_width(text: str) -> int:
    """Columns of a line."""
    if not text.isdecimal() or len(text) > 5 or int(text) < _NARROWEST:
        raise _wrong(text, f"a whole number of columns, {_NARROWEST} or more")
    return int(text)


def hours_a_day(text: str) -> float:
    """Hours of a working day."""
    try:
        hours = float(text.replace(",", "."))
    except ValueError:
        hours = math.nan
    if not 0 < hours <= 24:
        raise _wrong(text, "hours of a working day, more than 0 and at most 24")
    return hours


def last_estimated_year(text: str) -> int:
    """A year that can be estimated."""
    if not text.isdecimal() or len(text) != 4 or int(text) > LAST_LUNAR_YEAR:
        raise _wrong(text, f"a year up to {LAST_LUNAR_YEAR}")
    return int(text)


def check_due(refuse: Callable[[str], object], arguments: argparse.Namespace) -> None:
    """What `due` asks of its arguments together; `refuse` ends the program."""
    text = " ".join(arguments.limit)
    try:
        limit = TimeLimit.parse(text)
    except InvalidTimeLimitError as error:
        refuse(f"argument LIMIT: {text!r}; expected {error.expected}")
        return
    if arguments.before and arguments.roll == "following":
        refuse("argument --roll: 'following' with --before would pass the limit; expected preceding or none")
    is_moment = isinstance(arguments.start, dt.datetime)
    if limit.unit is TimeUnit.HOUR and not is_moment and arguments.hours_per_workday is None:
        refuse(
            f"argument LIMIT: {text!r} is in hours; expected START with a time of day (2024-02-05T14:30)"
            " or --hours-per-workday"
        )
