"""iCalendar (RFC 5545) through icalendar (extra `ical`): for the calendars that people use anyway.

* tasks, planned items and what the law demands are things to do (VTODO): last day, state, per cent, day done
* ends of terms, expiries, inspections, receptions are events (VEVENT) of whole days; what recurs has its rule (RRULE), without
  the days off it moves away from (EXDATE), which stand as events where they moved to
* days are days, without an hour or a zone; a last day is the last day allowed
* reminders (VALARM) so many days before; working days where a calendar is given
* `UID` comes from the kind and id of the record: a calendar read again changes its entries and doubles none
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from khcn_records.display.printing import printable
from khcn_records.errors import InvalidArgumentError, MissingExtraError
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.renderers.calendar_entries import Entry, Wish, entries_of

if TYPE_CHECKING:
    from khcn_records.calendars.work_calendar import WorkCalendar

__all__ = ["render"]

_VIETNAM = dt.timezone(dt.timedelta(hours=7))
_MOST_DAYS = 3_660


def _icalendar() -> Any:
    try:
        import icalendar
    except ImportError as error:
        raise MissingExtraError("ical") from error
    return icalendar


def render(
    obj: object,
    *,
    lang: str = "vi",
    with_personal: bool = False,
    as_of: dt.date | dt.datetime | None = None,
    calendar: WorkCalendar | None = None,
    alarms: Iterable[int] = (),
    alarm_at: dt.time = dt.time(8),
    first: dt.date | None = None,
    through: dt.date | None = None,
    statutory: bool = True,
    place: str | None = None,
    domain: str = "khcn-records",
) -> bytes:
    """A calendar, the same for the same arguments each time.

    Args:
        obj: a record, a report, an `Obligation`, or a sequence of these; a kind without a day of its own has no entry but
            for what the law demands of it.
        lang: of the summaries and descriptions.
        with_personal: whether descriptions show personal data.
        as_of: the day, or the moment with its zone, that the calendar is of: its `DTSTAMP`, and what statutory limits are
            asked about. A report's own `cutoff` where it is `None`.
        calendar: which days are worked: for reminders, for what recurs and moves off days off, for limits counted in working
            days, and for tasks that name a limit and no day.
        alarms: how many days before a last day or an event to remind; working days where `calendar` is given.
        alarm_at: the hour of the reminder, in Vietnam.
        first: the first day of the stretch for which what recurs is shown; `None`: of the year of `as_of`.
        through: the last day of that stretch, inclusive; `None`: of the year of `as_of`.
        statutory: whether to add what statutory limits demand of the records, as far as it has a day, is owed or met, and
            nothing is open about whether the limit holds; any `Obligation` can be handed over itself.
        place: the province, for limits that hold there only.
        domain: what stands behind the `@` of each `UID`: one's own, so that two offices' ids do not meet.

    Raises:
        TypeError: no `as_of`, or one without a zone; a thing that no calendar shows; a roll without a calendar.
        InvalidArgumentError: a stretch that ends before it begins or is longer than ten years, a reminder after the day.
        UnknownYearError: a working-day question beyond the data of the calendar.
        MissingExtraError: icalendar is not installed.
    """
    ical = _icalendar()
    stamp = _stamp(as_of if as_of is not None or not isinstance(obj, MonthlyReport) else obj.cutoff)
    day = stamp.astimezone(_VIETNAM).date() if isinstance(as_of, dt.datetime) else stamp.date()
    wish = Wish(
        lang=lang,
        as_of=day,
        first=first or dt.date(day.year, 1, 1),
        through=through or dt.date(day.year, 12, 31),
        calendar=calendar,
        alarms=_days_before(alarms),
        is_statutory=statutory,
        place=place,
        with_personal=with_personal,
    )
    if not dt.timedelta(0) <= wish.through - wish.first <= dt.timedelta(days=_MOST_DAYS):
        raise InvalidArgumentError(f"{wish.first}/{wish.through}", "a stretch of at most ten years")
    layout = _Layout(ical, lang, stamp, alarm_at, domain)
    whole = ical.Calendar()
    whole.add("prodid", layout.text(f"-//khcn_records//khcn-records//{lang.upper()}"))
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    for entry in entries_of(obj, wish):
        whole.add_component(layout.component(entry))
    made: bytes = whole.to_ical()
    return made


def _stamp(as_of: object) -> dt.datetime:
    if isinstance(as_of, dt.datetime):
        if as_of.tzinfo is None:
            raise TypeError(f"as_of must be a date, or a datetime with its zone: {as_of!r}")
        return as_of.astimezone(dt.UTC).replace(microsecond=0)
    if isinstance(as_of, dt.date):
        return dt.datetime(as_of.year, as_of.month, as_of.day, tzinfo=dt.UTC)
    raise TypeError(f"as_of must say which day the calendar is of, not {type(as_of).__name__}")


def _days_before(alarms: Iterable[int]) -> tuple[int, ...]:
    several = tuple(alarms)
    for count in several:
        if type(count) is not int:
            raise TypeError(f"a reminder is so many days before, not {type(count).__name__}: {count!r}")
        if not 0 <= count <= 366:
            raise InvalidArgumentError(str(count), "a reminder 0 to 366 days before")
    return tuple(sorted(set(several), reverse=True))


class _Layout:
    """Entries as components of a calendar."""

    def __init__(self, ical: Any, lang: str, stamp: dt.datetime, alarm_at: dt.time, domain: str) -> None:
        self.ical, self.lang, self.stamp, self.alarm_at, self.domain = ical, lang, stamp, alarm_at, domain

        class Text(ical.vText):  # type: ignore[misc]
            """Text with nothing lost: icalendar itself takes a backslash and an N for a line break."""

            def to_ical(self) -> bytes:
                escaped = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
                return escaped.replace("\n", "\\n").encode("utf-8", "replace")

        self._text = Text

    def text(self, text: str, *, is_worded: bool = False) -> Any:
        """A text without what commands a program, and in which language it is."""
        made = self._text(printable(text))
        if is_worded:
            made.params["LANGUAGE"] = self.lang
        return made

    def component(self, entry: Entry) -> Any:
        """A thing to do or an event, with its reminders."""
        made = self.ical.Todo() if entry.is_task else self.ical.Event()
        made.add("uid", self.text(f"{entry.uid}@{self.domain}"))
        made.add("dtstamp", self.stamp)
        made.add("summary", self.text(entry.summary, is_worded=True))
        made.add("description", self.text(entry.description, is_worded=True))
        made.add("status", entry.status)
        if entry.is_task:
            self._add_task(made, entry)
        else:
            self._add_event(made, entry)
        for day in entry.alarms:
            moment = dt.datetime.combine(day, self.alarm_at, _VIETNAM).astimezone(dt.UTC)
            made.add_component(self._alarm(entry, moment))
        for count in entry.alarm_days:
            hour = dt.timedelta(hours=self.alarm_at.hour, minutes=self.alarm_at.minute)
            made.add_component(self._alarm(entry, hour - dt.timedelta(days=count)))
        return made

    def _add_task(self, made: Any, entry: Entry) -> None:
        if entry.start_on is not None:
            made.add("dtstart", entry.start_on)
        if entry.day is not None:
            made.add("due", entry.day)
        if entry.percent is not None:
            made.add("percent-complete", entry.percent)
        if (
            entry.completed_on is not None
        ):  # RFC 5545 wants a moment; this one lies on that day in Vietnam and in Europe
            day = entry.completed_on
            made.add("completed", dt.datetime(day.year, day.month, day.day, 5, tzinfo=dt.UTC))

    def _add_event(self, made: Any, entry: Entry) -> None:
        assert entry.day is not None  # every event has one
        made.add("dtstart", entry.day)
        if entry.last_day is not None:
            made.add("dtend", entry.last_day + dt.timedelta(days=1))  # the first day after it
        made.add("transp", "TRANSPARENT")
        if entry.rule is not None:
            made.add("rrule", self.ical.vRecur.from_ical(entry.rule))
        if entry.days_left_out:
            made.add("exdate", list(entry.days_left_out))

    def _alarm(self, entry: Entry, trigger: dt.datetime | dt.timedelta) -> Any:
        made = self.ical.Alarm()
        made.add("action", "DISPLAY")
        made.add("description", self.text(entry.summary, is_worded=True))
        kind = {"VALUE": "DATE-TIME"} if isinstance(trigger, dt.datetime) else None
        made.add("trigger", trigger, parameters=kind)
        return made
