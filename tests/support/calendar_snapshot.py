"""The worked days of every year as text, so that a change of data reads as a diff of days.

Run as `python tests/support/calendar_snapshot.py` it writes `tests/calendars/working_days.txt` anew.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from khcn_records.calendars.loading import vietnam_calendar

SNAPSHOT = Path(__file__).resolve().parents[1] / "calendars" / "working_days.txt"


def snapshot() -> str:
    """One line a month: the worked days of the civil service, those of the statutory calendar where they differ."""
    civil, statutory = vietnam_calendar(), vietnam_calendar(audience="statutory")
    lines = []
    day = civil.known_from
    months: dict[tuple[int, int], list[dt.date]] = {}
    while day <= civil.known_through:
        months.setdefault((day.year, day.month), []).append(day)
        day += dt.timedelta(1)
    for (year, month), days in months.items():
        if month == 1:
            total = civil.count_workdays(dt.date(year - 1, 12, 31), dt.date(year, 12, 31))
            statutory_total = statutory.count_workdays(dt.date(year - 1, 12, 31), dt.date(year, 12, 31))
            note = " provisional" if civil.is_provisional(days[0]) else ""
            lines.append(f"{year}: {total} worked days, statutory {statutory_total}{note}")
        worked = [d for d in days if civil.is_workday(d)]
        numbers = " ".join(f"{d.day:02d}" for d in worked)
        differ = [f"{d.day:02d}" for d in days if civil.is_workday(d) != statutory.is_workday(d)]
        lines.append(
            f"  {month:02d} ({len(worked)}): {numbers}" + (f"  swapped: {' '.join(differ)}" if differ else "")
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    SNAPSHOT.write_text(snapshot(), encoding="utf-8")
