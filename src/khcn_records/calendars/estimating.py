"""What the calendar of a year without a notice will probably be (*lịch ước tính*): from the law and the almanac.

Nothing here is an announcement. The Prime Minister decides each year which five days are Tết and which neighbour
of 2 September is free (Labour Code 2019, Article 112(3)), and may swap days; the estimate takes the customary
choice and never a swap. Every day of it says so.
"""

from __future__ import annotations

import datetime as dt

from khcn_records.calendars.calendar_days import CalendarDay, DayKind
from khcn_records.evidence import Confidence
from khcn_records.values.lunar import hung_kings_day, tet

__all__ = ["estimated_days"]

_ONE_DAY = dt.timedelta(1)
_FRIDAY = 4

_HOLIDAY_SOURCE = "ước tính theo BLLĐ 2019 Điều 112(1)"
_CHOICE_SOURCE = "ước tính theo BLLĐ 2019 Điều 112(1); Thủ tướng Chính phủ quyết định theo Điều 112(3)"
_CULTURE_SOURCE = "ước tính theo Nghị quyết 28/2026/QH16 Điều 2"
_COMPENSATION_SOURCE = "ước tính theo BLLĐ 2019 Điều 111(3)"
_CULTURE_COMPENSATION_SOURCE = (
    "ước tính: BLLĐ 2019 Điều 111(3) chỉ nói về Điều 112(1); việc nghỉ bù ngày 24/11 chưa có quy định đã đọc"
)
# The short name under which a holiday is compensated.
_OCCASIONS = {"national_day_adjacent": "national_day"}


def _second_national_day(year: int) -> dt.date:
    """The neighbour of 2 September that makes the longer rest, as chosen every year 2021-2027.

    Monday and Thursday take 3 September, Tuesday, Wednesday, Friday and Saturday 1 September. A Sunday has not
    come yet; either neighbour then leaves the same days off once the Sunday is compensated.
    """
    day = dt.date(year, 9, 2)
    return day + _ONE_DAY if day.weekday() in {0, 3, 6} else day - _ONE_DAY


def _holidays(year: int) -> list[tuple[dt.date, str, str]]:
    first = tet(year)
    customary_tet = [
        (first - _ONE_DAY, "tet_eve"),
        *((first + (n - 1) * _ONE_DAY, f"tet_day_{n}") for n in range(1, 5)),
    ]
    holidays = [
        (dt.date(year, 1, 1), "new_year", _HOLIDAY_SOURCE),
        *((day, key, _CHOICE_SOURCE) for day, key in customary_tet),
        (hung_kings_day(year), "hung_kings_day", _HOLIDAY_SOURCE),
        (dt.date(year, 4, 30), "victory_day", _HOLIDAY_SOURCE),
        (dt.date(year, 5, 1), "labour_day", _HOLIDAY_SOURCE),
        (dt.date(year, 9, 2), "national_day", _HOLIDAY_SOURCE),
        (_second_national_day(year), "national_day_adjacent", _CHOICE_SOURCE),
        (dt.date(year, 11, 24), "culture_day", _CULTURE_SOURCE),
    ]
    return sorted(holidays)


def _day(
    day: dt.date, kind: DayKind, key: str, source: str, *, partner: dt.date | None = None
) -> CalendarDay:
    is_doubtful = key == "culture_day" and kind is DayKind.COMPENSATION
    return CalendarDay(
        day,
        kind,
        key=key,
        partner=partner,
        source=source,
        confidence=Confidence.UNCONFIRMED if is_doubtful else Confidence.INFERRED,
        is_provisional=True,
        is_estimate=True,
    )


def estimated_days(year: int) -> list[CalendarDay]:
    """The holidays and compensations of a year by the Labour Code 2019 and Resolution 28/2026/QH16, as an estimate.

    Tết is the last day of the lunar year and *mùng* 1-4, the choice of most years; a holiday on a weekly day off is
    compensated on the next working day, in the order of the holidays (Article 111(3)). Whether 24 November is
    compensated is unconfirmed: that article speaks of Article 112(1) only. Such a day is given, and flagged.

    Raises:
        InvalidDateError: a year beyond the lunar table (2100).

    >>> [str(day.day) for day in estimated_days(2029) if day.kind is DayKind.COMPENSATION]
    ['2029-09-04', '2029-11-26']
    """
    holidays = _holidays(year)
    # Giỗ Tổ falls on no other holiday in any year of the lunar table, so each day has one name.
    taken = {day: _day(day, DayKind.HOLIDAY, key, source) for day, key, source in holidays}
    for day, key, _ in holidays:
        if day.weekday() <= _FRIDAY:
            continue
        free = day + _ONE_DAY
        while free in taken or free.weekday() > _FRIDAY:
            free += _ONE_DAY
        source = _CULTURE_COMPENSATION_SOURCE if key == "culture_day" else _COMPENSATION_SOURCE
        if key.startswith("tet_"):
            taken[free] = _day(free, DayKind.COMPENSATION, "tet", source)
        else:
            occasion = _OCCASIONS.get(key, key)
            taken[free] = _day(free, DayKind.COMPENSATION, occasion, source, partner=day)
    return [taken[day] for day in sorted(taken)]
