"""Days and calendars for tests of working days."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.calendars.work_calendar import WorkCalendar

FIRST, LAST = dt.date(2013, 1, 1), dt.date(2027, 12, 31)

days = st.dates(FIRST, LAST)
"""Any day with data."""

CALENDARS: dict[str, WorkCalendar] = {
    "civil service": vietnam_calendar(),
    "statutory": vietnam_calendar(audience="statutory"),
    "civil service, estimated": vietnam_calendar(estimate_through=2035),
    "statutory, estimated": vietnam_calendar(audience="statutory", estimate_through=2100),
}
"""The calendars that are shipped, with and without an estimate."""

calendars = st.sampled_from(sorted(CALENDARS))
"""The name of one of them: a failing example prints the name, not thousands of days."""
