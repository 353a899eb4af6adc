"""Working days, one at a time: against NumPy with a busdaycalendar that is kept, `holidays`, and plain calendar days.

NumPy cannot express Saturdays that are worked, so both count by the statutory calendar, which has none; `holidays` can, so
there both count by the calendar of offices, in the years on which the two agree.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import random

import numpy as np
from tests.bench.harness import Contest, repeated

from khcn_records import vietnam_calendar

DAYS = 500
LONGEST = 60


def contests() -> list[Contest]:
    """Adding and counting working days, on the same random days."""
    ours = vietnam_calendar(audience="statutory")
    first, last = dt.date(2014, 1, 1), dt.date(2026, 12, 31)
    span = [first + dt.timedelta(n) for n in range((last - first).days + 1)]
    off = [day for day in span if day.weekday() < 5 and not ours.is_workday(day)]
    kept = np.busdaycalendar(holidays=off)

    rng = random.Random(20240205)
    sample = [
        (
            start := span[rng.randrange(len(span) - 4 * LONGEST)],
            rng.randrange(1, LONGEST),
            start + dt.timedelta(rng.randrange(1, 90)),
        )
        for _ in range(DAYS)
    ]

    def add() -> list[dt.date]:
        return [ours.add_workdays(day, n) for day, n, _ in sample]

    def count() -> list[int]:
        return [ours.count_workdays(day, end) for day, _, end in sample]

    # NumPy counts begin ≤ d < end, ours counts after < d ≤ through: both ends move by a day.
    one = np.timedelta64(1, "D")
    theirs = [
        (np.datetime64(day, "D"), n, np.datetime64(day, "D") + one, np.datetime64(end, "D") + one)
        for day, n, end in sample
    ]
    shifted = [(day + dt.timedelta(1), end + dt.timedelta(1)) for day, _, end in sample]

    def add_numpy() -> list[np.datetime64]:
        return [np.busday_offset(day, n, roll="backward", busdaycal=kept) for day, n, _, _ in theirs]

    def add_numpy_dates() -> list[object]:
        return [np.busday_offset(day, n, roll="backward", busdaycal=kept).item() for day, n, _ in sample]

    def count_numpy() -> list[np.int_]:
        return [np.busday_count(begin, end, busdaycal=kept) for _, _, begin, end in theirs]

    def count_numpy_dates() -> list[int]:
        return [int(np.busday_count(begin, end, busdaycal=kept)) for begin, end in shifted]

    if not (add() == add_numpy_dates() == [day.item() for day in add_numpy()]):
        raise AssertionError("the two calendars add differently; there is nothing to compare")
    if not (count() == count_numpy_dates() == count_numpy()):
        raise AssertionError("the two calendars count differently; there is nothing to compare")

    def add_calendar_days() -> list[dt.date]:
        return [day + dt.timedelta(n) for day, n, _ in sample]

    numpy = f"numpy {np.__version__}"
    note = f"{DAYS} days of {first.year}–{last.year}, n < {LONGEST}"
    added, counted = repeated(add, DAYS), repeated(count, DAYS)
    return [
        Contest(
            "add_workdays", 1 / 18, added, repeated(add_numpy_dates, DAYS), f"{numpy}, date in and out", note
        ),
        Contest(
            "add_workdays", 0.15, added, repeated(add_numpy, DAYS), f"{numpy}, datetime64 in and out", note
        ),
        Contest(
            "count_workdays",
            1 / 18,
            counted,
            repeated(count_numpy_dates, DAYS),
            f"{numpy}, date in, int out",
            note,
        ),
        Contest(
            "count_workdays", 0.15, counted, repeated(count_numpy, DAYS), f"{numpy}, datetime64 in", note
        ),
        Contest(
            "add_workdays",
            1.0,
            added,
            repeated(add_calendar_days, DAYS),
            "date + timedelta(n), calendar days",
            note,
        ),
        *(_against_holidays() if importlib.util.find_spec("holidays") else ()),
    ]


def _against_holidays() -> list[Contest]:
    """The same questions put to the `holidays` package, where it is installed."""
    import holidays

    ours = vietnam_calendar()
    first, last = dt.date(2015, 1, 1), dt.date(2025, 9, 30)
    theirs = holidays.country_holidays("VN", years=range(2014, 2027))
    rng = random.Random(20240205)
    sample = [
        (
            start := first + dt.timedelta(rng.randrange((last - first).days - 4 * LONGEST)),
            rng.randrange(1, LONGEST),
            start + dt.timedelta(rng.randrange(1, 90)),
        )
        for _ in range(DAYS)
    ]
    next_days = [day + dt.timedelta(1) for day, _, _ in sample]  # theirs counts both ends

    def add() -> list[dt.date]:
        return [ours.add_workdays(day, n) for day, n, _ in sample]

    def count() -> list[int]:
        return [ours.count_workdays(day, end) for day, _, end in sample]

    def add_theirs() -> list[dt.date]:
        return [theirs.get_nth_working_day(day, n) for day, n, _ in sample]

    def count_theirs() -> list[int]:
        return [
            theirs.get_working_days_count(day, end)
            for day, (_, _, end) in zip(next_days, sample, strict=True)
        ]

    if add() != add_theirs() or count() != count_theirs():
        raise AssertionError("holidays answers otherwise; there is nothing to compare")
    peer = f"holidays {holidays.__version__}"
    note = f"{DAYS} days of {first.year}–{last.year}, n < {LONGEST}, worked Saturdays included"
    return [
        Contest("add_workdays", 1 / 250, repeated(add, DAYS), repeated(add_theirs, DAYS), peer, note),
        Contest("count_workdays", 1 / 250, repeated(count, DAYS), repeated(count_theirs, DAYS), peer, note),
    ]
