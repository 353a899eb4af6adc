"""What `DueDate.explain` says for one case of each kind, in both languages.

Run as `python tests/support/deadline_snapshot.py` it writes `tests/deadline_explanations.txt` anew.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.deadline import DueDate, due_date

SNAPSHOT = Path(__file__).resolve().parents[1] / "deadline_explanations.txt"

CASES: dict[str, DueDate] = {
    "working days over Tết": due_date(dt.date(2024, 2, 5), "05 ngày làm việc"),
    "working days over New Year": due_date(dt.date(2018, 12, 28), "01 ngày làm việc"),
    "a worked Saturday is counted": due_date(dt.date(2024, 4, 26), "03 ngày làm việc"),
    "days, the end falls in Tết": due_date(dt.date(2024, 1, 10), "30 ngày"),
    "days, the end falls on a swapped day off": due_date(dt.date(2024, 4, 4), "25 ngày"),
    "days, the end falls on a worked Saturday": due_date(dt.date(2024, 4, 4), "30 ngày"),
    "days, no roll": due_date(dt.date(2024, 1, 10), "30 ngày", roll="none"),
    "days, rolled back by choice": due_date(dt.date(2024, 1, 10), "30 ngày", roll="preceding"),
    "a week": due_date(dt.date(2024, 3, 4), "01 tuần"),
    "a month": due_date(dt.date(2024, 1, 15), "03 tháng"),
    "a month without that day": due_date(dt.date(2024, 1, 31), "01 tháng"),
    "years, the end falls on a Saturday": due_date(dt.date(2021, 6, 15), "03 năm"),
    "a year from 29 February": due_date(dt.date(2024, 2, 29), "01 năm"),
    "working days back": due_date(dt.date(2024, 4, 18), "07 ngày làm việc", direction="before"),
    "days back": due_date(dt.date(2024, 6, 25), "45 ngày", direction="before"),
    "a month back": due_date(dt.date(2024, 3, 15), "01 tháng", direction="before"),
    "a year back": due_date(dt.date(2024, 3, 15), "01 năm", direction="before"),
    "months back, no such day": due_date(dt.date(2024, 3, 31), "01 tháng", direction="before"),
    "years back from 29 February": due_date(dt.date(2024, 2, 29), "01 năm", direction="before"),
    "weeks back": due_date(dt.date(2024, 3, 11), "01 tuần", direction="before"),
    "hours from a moment": due_date(dt.datetime(2024, 2, 5, 9, 30), "48 giờ"),
    "hours back": due_date(dt.datetime(2024, 2, 5, 9, 30), "01 giờ", direction="before"),
    "hours as working days": due_date(dt.date(2024, 3, 4), "96 giờ", hours_per_workday=8),
    "hours as working days, rounded up": due_date(dt.date(2024, 3, 4), "94 giờ", hours_per_workday=8),
    "a provisional year": due_date(dt.date(2027, 4, 29), "02 ngày làm việc"),
    "an estimated year": due_date(
        dt.date(2029, 11, 23), "01 ngày làm việc", calendar=vietnam_calendar(estimate_through=2029)
    ),
}


def snapshot() -> str:
    """Every case, in Vietnamese and in English."""
    parts = []
    for title, due in CASES.items():
        edges = f"provisional={due.is_provisional} estimate={due.is_estimate}"
        parts.append(f"# {title}: {due.confidence} {edges}\n{due.explain('vi')}\n{due.explain('en')}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    SNAPSHOT.write_text(snapshot(), encoding="utf-8")
