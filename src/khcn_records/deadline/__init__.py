"""When a time limit ends (*tính thời hạn*): the last day, with every step that led to it.

Legal basis: Civil Code 2015 (91/2015/QH13), Articles 144-148, which apply unless another law or the parties say
otherwise (Article 145(1)). What the Code leaves open, such as counting back from an event, worked Saturdays and
swapped days off, is decided here in the open: such a step is marked as inferred.

>>> import datetime as dt
>>> due = due_date(dt.date(2024, 2, 5), "05 ngày làm việc")
>>> due.on
datetime.date(2024, 2, 19)
>>> print(due.explain("en"))
5 working days after 5 Feb 2024: until Monday, 19 February 2024
1. The day of the event, 5 Feb 2024, is not counted (Bộ luật Dân sự 2015, Điều 147 khoản 2, 3; read in the legal text)
...
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import attrs

from khcn_records.calendars.calendar_days import CalendarDay, DayKind
from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.calendars.work_calendar import FIVE_DAY_WEEK, WorkCalendar
from khcn_records.deadline.steps import DueDate, Step, weakest
from khcn_records.errors import InvalidArgumentError
from khcn_records.evidence import Confidence, Evidence
from khcn_records.values.months import months_on
from khcn_records.values.time_limits import TimeLimit, TimeUnit

__all__ = ["DueDate", "Step", "due_date"]

_ONE_DAY: Final = dt.timedelta(1)
_CODE = "Bộ luật Dân sự 2015"


def _code(article: str) -> Evidence:
    return Evidence(f"{_CODE}, {article}", Confidence.TEXT)


def _by_analogy(article: str) -> Evidence:
    return Evidence(f"{_CODE}, {article} (áp dụng tương tự)", Confidence.INFERRED)


# Rule → article, for counting on; counting back takes the same article by analogy.
_ARTICLES: Final = {
    "event_excluded": "Điều 147 khoản 2, 3",
    "hours": "Điều 147 khoản 1",
    "day": "Điều 148 khoản 1",
    "week": "Điều 148 khoản 2",
    "month": "Điều 148 khoản 3",
    "month_end": "Điều 148 khoản 3",
    "year": "Điều 148 khoản 4",
    "roll": "Điều 148 khoản 5",
    "end_of_day": "Điều 148 khoản 6",
}
_EVIDENCE: Final = {
    "year_end": _by_analogy("Điều 148 khoản 3"),
    "roll_moved": Evidence(f"{_CODE}, Điều 148 khoản 5", Confidence.INFERRED),
    "roll_chosen": _code("Điều 145 khoản 1"),
    "hours_as_workdays": Evidence("niêm yết thủ tục hành chính theo giờ làm việc", Confidence.PRACTICE),
    "hours_rounded_up": Evidence("niêm yết thủ tục hành chính theo giờ làm việc", Confidence.INFERRED),
    "provisional": Evidence("thông báo nghỉ lễ, tết và hoán đổi hằng năm", Confidence.SECONDARY),
    "estimated": Evidence("Bộ luật Lao động 2019, Điều 111, 112", Confidence.INFERRED),
}
# The Code in force since 01/01/2017: for an event before, its rules are taken to be those of the Code before it.
_CODE_FROM: Final = dt.date(2017, 1, 1)
# Which days are worked: the Labour Code of the time, and for state offices the five-day week.
_LABOUR_CODES: Final = (
    (dt.date(2021, 1, 1), "Bộ luật Lao động 2019, Điều 111, 112"),
    (dt.date(2013, 5, 1), "Bộ luật Lao động 2012, Điều 115"),
    (dt.date.min, "Bộ luật Lao động 1994, Điều 73"),
)
_COMPANY_WEEK: Final = Evidence(
    "tuần làm việc năm ngày do người sử dụng lao động quy định (giả định)", Confidence.INFERRED
)
_ROLLS: Final = ("none", "following", "preceding")
_MOVED: Final = frozenset({DayKind.COMPENSATION, DayKind.DAY_OFF_SWAP})


@attrs.define
class _Count:
    """The computation under way: the steps so far, and the stretch of the calendar that mattered."""

    calendar: WorkCalendar | None
    is_back: bool
    event_on: dt.date
    steps: list[Step] = attrs.Factory(list)
    consulted: tuple[dt.date, dt.date] | None = None

    @property
    def days(self) -> WorkCalendar:
        # Asked for only when a rule needs it: a plain count of days without a roll holds in any year.
        if self.calendar is None:
            self.calendar = vietnam_calendar()
        return self.calendar

    def step(self, rule: str, evidence: Evidence | None, on: dt.date, **parameters: str) -> None:
        if evidence is None:
            evidence = _by_analogy(_ARTICLES[rule]) if self.is_back else self.article(rule)
        self.steps.append(
            Step(f"{rule}_before" if self.is_back else rule, evidence, on, tuple(parameters.items()))
        )

    def article(self, rule: str) -> Evidence:
        """The article behind a rule; before the Code was in force it stands in for the older one."""
        if self.event_on >= _CODE_FROM:
            return _code(_ARTICLES[rule])
        return Evidence(f"{_CODE}, {_ARTICLES[rule]} (có hiệu lực từ 01/01/2017)", Confidence.INFERRED)

    @property
    def week(self) -> Evidence:
        """Why Saturday and Sunday are days of rest in this calendar."""
        return _COMPANY_WEEK if self.days.audience == "statutory" else FIVE_DAY_WEEK

    def worked_days(self, on: dt.date) -> Evidence:
        """By which rules days are worked at a time."""
        code = next(code for since, code in _LABOUR_CODES if on >= since)
        return Evidence(f"{code}; {self.week.source}", weakest([self.week.confidence, Confidence.SECONDARY]))

    def add(self, rule: str, evidence: Evidence, on: dt.date, *days: CalendarDay, **parameters: str) -> None:
        self.steps.append(Step(rule, evidence, on, tuple(parameters.items()), days))

    def days_off(self, first: dt.date, last: dt.date, on: dt.date) -> None:
        """A step for each run of named days off from first through last, and one for the ordinary weekends."""
        rows = [row for row in self.days.rows(first, last) if not row.is_worked]
        for run in _runs(rows):
            sources = dict.fromkeys(part for row in run for part in row.source.split("; ") if part)
            evidence = Evidence("; ".join(sources), weakest(row.confidence for row in run))
            self.add("skipped", evidence, on, *run)
        length = (last - first).days + 1
        weekends = length - self.days.count_workdays(first - _ONE_DAY, last) - len(rows) if length > 0 else 0
        if weekends:
            self.add("weekends", self.week, on, count=str(weekends))


def _runs(rows: list[CalendarDay]) -> Iterator[list[CalendarDay]]:
    run: list[CalendarDay] = []
    for row in rows:
        if run and row.day - run[-1].day > _ONE_DAY:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _end(count: _Count, event_on: dt.date, limit: TimeLimit) -> dt.date:
    """The last day by the count alone, before any roll, for every unit but hours."""
    amount = -limit.amount if count.is_back else limit.amount
    text = str(limit)
    if limit.unit is TimeUnit.WORKDAY:
        return _workdays(count, event_on, limit, amount)
    rule, evidence = limit.unit.value, None
    if limit.unit in {TimeUnit.DAY, TimeUnit.WEEK}:
        end = event_on + dt.timedelta(amount if limit.unit is TimeUnit.DAY else 7 * amount)
    else:
        end = months_on(event_on, amount if limit.unit is TimeUnit.MONTH else 12 * amount)
        if end.day != event_on.day:
            rule = f"{rule}_end"
            evidence = _EVIDENCE["year_end"] if limit.unit is TimeUnit.YEAR else None
    count.step(rule, evidence, end, limit=text, end_on=end.isoformat(), day=str(event_on.day))
    return end


def _workdays(count: _Count, event_on: dt.date, limit: TimeLimit, amount: int) -> dt.date:
    end = count.days.add_workdays(event_on, amount)
    first, last = (end, event_on - _ONE_DAY) if count.is_back else (event_on + _ONE_DAY, end)
    count.step("workday", count.worked_days(end), end, limit=str(limit), end_on=end.isoformat())
    count.days_off(first, last, end)
    for row in count.days.rows(first, last):
        if row.kind is DayKind.WORKING_SWAP:
            count.add("worked_saturday", Evidence(row.source, Confidence.INFERRED), end, row)
    count.consulted = (first, last)
    return end


def _rolled(count: _Count, end: dt.date, roll: str) -> dt.date:
    """The end, moved off a day that is not worked."""
    calendar = count.days
    day = calendar.day(end)
    if day.is_worked:
        if day.kind is DayKind.WORKING_SWAP:
            count.add("worked_saturday_end", Evidence(day.source, Confidence.INFERRED), end, day)
        count.consulted = (end, end)
        return end
    if roll == "following":
        on = calendar.next_workday(end)
        first, last = end, on - _ONE_DAY
    else:
        on = calendar.previous_workday(end)
        first, last = on + _ONE_DAY, end
    is_moved = day.kind in _MOVED or any(
        row.kind is DayKind.DAY_OFF_SWAP for row in calendar.rows(first, last)
    )
    rule = f"roll_{roll}"
    if roll == "following":
        rule = "roll_moved" if is_moved else rule
        evidence = _EVIDENCE["roll_moved"] if is_moved else count.article("roll")
    else:
        evidence = _by_analogy(_ARTICLES["roll"]) if count.is_back else _EVIDENCE["roll_chosen"]
    count.add(rule, evidence, on, end_on=end.isoformat(), due_on=on.isoformat())
    count.days_off(first, last, on)
    reached = calendar.day(on)
    if reached.kind is DayKind.WORKING_SWAP:
        count.add("worked_saturday_end", Evidence(reached.source, Confidence.INFERRED), on, reached)
    count.consulted = (min(end, on), max(end, on))
    return on


def _settle_roll(direction: str, roll: str | None) -> None:
    if direction not in {"after", "before"}:
        raise InvalidArgumentError(str(direction), "direction 'after' or 'before'")
    if roll is not None and roll not in _ROLLS:
        raise InvalidArgumentError(str(roll), f"roll None or one of {', '.join(_ROLLS)}")
    if direction == "before" and roll == "following":
        raise InvalidArgumentError(
            "before, following", "a roll that does not pass the limit: 'preceding' or 'none'"
        )


def due_date(
    event_on: dt.date,
    limit: TimeLimit | str,
    *,
    direction: str = "after",
    roll: str | None = None,
    calendar: WorkCalendar | None = None,
    hours_per_workday: float | None = None,
) -> DueDate:
    """The last day of a time limit counted from an event (*ngày kết thúc thời hạn*).

    Legal basis: Civil Code 2015, Articles 147 (the day of the event is not counted) and 148 (the end, which moves
    off a weekend or holiday to the next working day). Working days skip days off and count worked Saturdays.

    Args:
        event_on: the day of the event, exclusive. A `datetime` is needed for hours; other units use its day.
        limit: the limit, or its text: `"05 ngày làm việc"`, `"30 ngày"`, `"03 tháng"`.
        direction: `"after"` the event, or `"before"` it (*ít nhất 07 ngày làm việc trước phiên họp*): then the result is
            the last day on which the limit is still kept, inclusive.
        roll: where an end on a day off goes. None is `"following"` after the event and `"preceding"` before it, for
            hours from a moment `"none"`. `"none"` leaves it, and then asks nothing of the calendar.
        calendar: which days are worked; `vietnam_calendar()` when None.
        hours_per_workday: counts a limit in hours as working days of so many hours, rounded up.

    Raises:
        InvalidTimeLimitError: a text that is no time limit.
        InvalidArgumentError: an unknown direction or roll; `"following"` before an event, which would pass the limit;
            hours without a moment or hours a day; an end beyond the year 9999.
        UnknownYearError: the count reaches a year the calendar has no data for.
        TypeError: `event_on` is no date, or the limit neither a TimeLimit nor text.

    >>> due_date(dt.date(2024, 1, 31), "01 tháng").on
    datetime.date(2024, 2, 29)
    >>> due_date(dt.date(2024, 4, 18), "07 ngày làm việc", direction="before").on
    datetime.date(2024, 4, 9)
    >>> due_date(dt.datetime(2024, 2, 5, 9, 30), "48 giờ").at
    datetime.datetime(2024, 2, 7, 9, 30)
    """
    if not isinstance(event_on, dt.date):
        raise TypeError(f"event_on must be a date, not {type(event_on).__name__}: {event_on!r}")
    if not isinstance(limit, TimeLimit):
        limit = TimeLimit.parse(limit)
    _settle_roll(direction, roll)
    moment = event_on if isinstance(event_on, dt.datetime) else None
    day = moment.date() if moment else event_on
    count = _Count(calendar, direction == "before", day)
    try:
        if limit.unit is TimeUnit.HOUR and hours_per_workday is None:
            on, at = _hours(count, moment, limit, roll)
        else:
            on, at = _whole_days(count, day, limit, roll, hours_per_workday), None
    except OverflowError:
        raise InvalidArgumentError(
            str(limit), f"an end between the years 1 and 9999, counted from {day}"
        ) from None
    if at is None:
        count.step("end_of_day", None, on, due_on=on.isoformat())
    provisional, estimated = _edges(count)
    for rule, years in (("provisional", provisional - estimated), ("estimated", estimated)):
        if years:
            count.add(rule, _EVIDENCE[rule], on, years=", ".join(map(str, sorted(years))))
    return DueDate(on, at, day, limit, direction, tuple(count.steps), bool(provisional), bool(estimated))


def _whole_days(
    count: _Count, day: dt.date, limit: TimeLimit, roll: str | None, hours: float | None
) -> dt.date:
    count.step("event_excluded", None, day, event_on=day.isoformat())
    if limit.unit is TimeUnit.HOUR and hours is not None:
        if not hours > 0:
            raise InvalidArgumentError(str(hours), "more than 0 hours in a working day")
        exact = Fraction(limit.amount) / Fraction(hours)
        whole = TimeLimit(math.ceil(exact), TimeUnit.WORKDAY)
        rule = "hours_as_workdays" if exact == whole.amount else "hours_rounded_up"
        count.add(rule, _EVIDENCE[rule], day, limit=str(limit), hours=f"{hours:g}", workday_limit=str(whole))
        limit = whole
    end = _end(count, day, limit)
    if limit.unit is TimeUnit.WORKDAY:
        return end
    if roll == "none":
        count.add("roll_none", _EVIDENCE["roll_chosen"], end, end_on=end.isoformat())
        return end
    return _rolled(count, end, roll or ("preceding" if count.is_back else "following"))


def _hours(
    count: _Count, moment: dt.datetime | None, limit: TimeLimit, roll: str | None
) -> tuple[dt.date, dt.datetime | None]:
    """From a moment to the moment so many hours on; rolled only when asked, then to the end of a day."""
    if moment is None:
        raise InvalidArgumentError(str(limit), "a datetime to count hours from, or hours_per_workday")
    amount = dt.timedelta(hours=-limit.amount if count.is_back else limit.amount)
    at = moment + amount
    count.step("hours", None, at.date(), event_at=moment.isoformat(), limit=str(limit), end_at=at.isoformat())
    if roll is None or roll == "none":
        return at.date(), at
    on = _rolled(count, at.date(), roll)
    return on, at if on == at.date() else None


def _edges(count: _Count) -> tuple[set[int], set[int]]:
    """The provisional and the estimated years among the days that mattered."""
    if count.consulted is None:
        return set(), set()
    first, last = count.consulted
    years = set(range(first.year, last.year + 1))
    rows = count.days.rows(first, last)
    estimated = (years & count.days.estimated_years) | {row.day.year for row in rows if row.is_estimate}
    provisional = (years & count.days.provisional_years) | {
        row.day.year for row in rows if row.is_provisional
    }
    return provisional | estimated, estimated
