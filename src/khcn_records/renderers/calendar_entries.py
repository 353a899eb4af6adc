"""What stands in a calendar: last days, terms and what recurs, of any records, worded in one language; `ics` lays it out.

A last day is a thing to do, a term that ends or a meeting is an event. A record without a day of its own has an entry only for
what the law demands of it (`statutory_deadlines`).
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from khcn_records.deadline import due_date
from khcn_records.display import field_label, shown_fields
from khcn_records.errors import InvalidTimeLimitError
from khcn_records.labels import label, snake_case, wording
from khcn_records.obligations import Obligation, ObligationStatus, statutory_deadlines
from khcn_records.records import KINDS, id_field
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.records.citizen_receptions import CitizenReception, ReceptionState
from khcn_records.records.inspection_activities import InspectionActivity, InspectionState
from khcn_records.records.ip_assets import IPAsset, IPState
from khcn_records.records.licences import Licence, LicenceState
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.records.plan_items import PlanItem, PlanStatus
from khcn_records.records.recurring_activities import RecurringActivity
from khcn_records.records.research_projects import ProjectState, ResearchProject
from khcn_records.values.dates import PartialDate, format_date
from khcn_records.values.recurrences import Recurrence
from khcn_records.values.time_limits import TimeLimit

if TYPE_CHECKING:
    from khcn_records.calendars.work_calendar import WorkCalendar

__all__ = ["Entry", "Wish", "entries_of"]

_RECORDS = frozenset(KINDS.values())
_LONGEST_SUMMARY = 120
_NOT_TOLD = ("history", "extension_data")
"""Fields that no line of a description shows."""

_TASK_STATUS: Mapping[str, tuple[str, int | None]] = MappingProxyType(
    {
        TaskStatus.NOT_STARTED: ("NEEDS-ACTION", 0),
        TaskStatus.IN_PROGRESS: ("IN-PROCESS", None),
        TaskStatus.DONE: ("COMPLETED", 100),
        TaskStatus.CANCELLED: ("CANCELLED", None),
        TaskStatus.TRANSFERRED: ("CANCELLED", None),
    }
)
"""State → status of RFC 5545 and percentage; how much of a thing under way is done, no record tells."""
_PLAN_STATUS: Mapping[str, tuple[str, int | None]] = MappingProxyType(
    {
        PlanStatus.PLANNED: ("NEEDS-ACTION", 0),
        PlanStatus.UNANSWERED: ("NEEDS-ACTION", None),
        PlanStatus.PARTLY_DONE: ("IN-PROCESS", None),
        PlanStatus.DONE: ("COMPLETED", 100),
        PlanStatus.CARRIED_OVER: ("CANCELLED", None),
        PlanStatus.DROPPED: ("CANCELLED", None),
    }
)
_OWED = frozenset({ObligationStatus.UPCOMING, ObligationStatus.DUE_SOON, ObligationStatus.OVERDUE})
_MET = frozenset({ObligationStatus.MET, ObligationStatus.MET_LATE, ObligationStatus.DONE})
_ENDED_BEFORE: frozenset[object] = frozenset(
    {
        *(ProjectState.WITHDRAWN, ProjectState.TERMINATED),
        *(LicenceState.REFUSED, LicenceState.SUPERSEDED, LicenceState.REVOKED, LicenceState.SURRENDERED),
        *(IPState.CANCELLED, IPState.REFUSED),
        *(InspectionState.CANCELLED, ReceptionState.CANCELLED),
    }
)
"""States in which the day that stands in the record does not come any more."""


@attrs.frozen(kw_only=True)
class Entry:
    """One thing in a calendar.

    Attributes:
        uid: stays the same for the same record, whatever else of it changes.
        summary: one short line.
        description: the lines behind it.
        day: the last day of a thing to do, the first of an event; `None`: a thing to do without one.
        last_day: the last day of an event that takes several, inclusive.
        is_task: a thing to do, not an event.
        status: as RFC 5545 names it.
        percent: how much is done, where that is known.
        start_on: the day a thing to do was given.
        completed_on: the day it was done.
        rule: by which an event returns.
        days_left_out: on which it does not, though the rule says so.
        alarms: days on which to be reminded.
        alarm_days: how many days before each time an event that returns is reminded of.
    """

    uid: str
    summary: str
    description: str
    day: dt.date | None = None
    last_day: dt.date | None = None
    is_task: bool = False
    status: str = "CONFIRMED"
    percent: int | None = None
    start_on: dt.date | None = None
    completed_on: dt.date | None = None
    rule: str | None = None
    days_left_out: tuple[dt.date, ...] = ()
    alarms: tuple[dt.date, ...] = ()
    alarm_days: tuple[int, ...] = ()


@attrs.frozen(kw_only=True)
class Wish:
    """What is asked of a calendar; `khcn_records.renderers.ics.render` says what each means."""

    lang: str
    as_of: dt.date
    first: dt.date
    through: dt.date
    calendar: WorkCalendar | None
    alarms: tuple[int, ...]
    is_statutory: bool
    place: str | None
    with_personal: bool


def entries_of(obj: object, wish: Wish) -> list[Entry]:
    """Every entry of a record, an obligation, a report, or a sequence of them; no two have one `uid`.

    Raises:
        TypeError: what has no place in a calendar.
    """
    seen: dict[str, int] = {}
    entries = []
    for entry in _entries(obj, wish):
        count = seen[entry.uid] = seen.get(entry.uid, 0) + 1
        entries.append(entry if count == 1 else attrs.evolve(entry, uid=f"{entry.uid}.{count}"))
    return entries


def _entries(obj: object, wish: Wish) -> Iterator[Entry]:
    if isinstance(obj, (list, tuple)):
        for one in obj:
            yield from _entries(one, wish)
        return
    if isinstance(obj, Obligation):
        yield _of_obligation(obj, wish)
        return
    if f"{type(obj).__module__}:{type(obj).__qualname__}" not in _RECORDS:
        raise TypeError(f"no calendar shows {type(obj).__name__}: {obj!r}"[:200])
    if isinstance(obj, MonthlyReport):
        yield from _entries(obj.records, wish)
    yield from _OF_KIND.get(type(obj), _nothing)(obj, wish)
    if wish.is_statutory:
        for owed in statutory_deadlines(obj, wish.as_of, calendar=wish.calendar, place=wish.place):
            if owed.earliest is not None and owed.status in _OWED | _MET and not owed.unsettled:
                yield _of_obligation(owed, wish)


def _nothing(_record: object, _wish: Wish) -> Iterator[Entry]:
    return iter(())


def _uid(record: object, *more: object) -> str:
    return ".".join(map(str, (snake_case(type(record).__name__), getattr(record, id_field(record)), *more)))


def _short(text: str) -> str:
    """One line that a calendar has room for; the whole stands in the description."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST_SUMMARY:
        return text
    return text[:_LONGEST_SUMMARY].rpartition(" ")[0].rstrip(" ,;:-–") + " …"


def _told(record: Any, wish: Wish, *more: str) -> str:
    """The filled fields of a record, a line each, personal data masked unless asked for."""
    left_out = {field_label(type(record), name, wish.lang) for name in _NOT_TOLD}
    lines = [
        f"{heading}: {text}"
        for heading, text in shown_fields(record, wish.lang, with_personal=wish.with_personal)
        if heading not in left_out
    ]
    return "\n".join([*lines, *more])


def _reminders(day: dt.date | None, wish: Wish) -> tuple[dt.date, ...]:
    """The days on which to remind of a day: so many working days before it where a calendar is given."""
    if day is None:
        return ()
    calendar = wish.calendar
    if calendar is None:
        found = [day - dt.timedelta(days=count) for count in wish.alarms]
    else:
        found = [
            calendar.add_workdays(day, -count) if count else calendar.previous_workday(day)
            for count in wish.alarms
        ]
    return tuple(dict.fromkeys(found))


def _whole_day(day: dt.date | PartialDate | None) -> dt.date | None:
    """The day, or the last day of the month or year that is known."""
    return day.last_day if isinstance(day, PartialDate) else day


def _of_task(task: AssignedTask, wish: Wish) -> Iterator[Entry]:
    status, percent = _TASK_STATUS[task.status]
    due, reason = _due_of(task, wish)
    start = task.assigned_on
    yield Entry(
        uid=_uid(task),
        is_task=True,
        summary=_short(task.content),
        description=_told(task, wish, *reason),
        day=due,
        status=status,
        percent=percent,
        start_on=start if start is not None and (due is None or start <= due) else None,
        completed_on=task.completed_on if task.status is TaskStatus.DONE else None,
        alarms=_reminders(due, wish)
        if task.status in {TaskStatus.NOT_STARTED, TaskStatus.IN_PROGRESS}
        else (),
    )


def _due_of(task: AssignedTask, wish: Wish) -> tuple[dt.date | None, list[str]]:
    """The last day: as declared, or counted where the task says from which day and how long, with the steps of the count."""
    if task.due_on is not None or task.due_text is None or task.assigned_on is None or wish.calendar is None:
        return task.due_on, []
    try:
        limit = TimeLimit.parse(task.due_text)
    except InvalidTimeLimitError:
        return None, []
    if limit.unit.value == "hour":
        return None, []
    due = due_date(task.assigned_on, limit, calendar=wish.calendar)
    return due.on, [due.explain(wish.lang)]


def _of_plan(item: PlanItem, wish: Wish) -> Iterator[Entry]:
    status, percent = _PLAN_STATUS[item.status]
    due = _whole_day(item.due_on)
    is_open = status in {"NEEDS-ACTION", "IN-PROCESS"}
    yield Entry(
        uid=_uid(item, item.period),
        is_task=True,
        summary=_short(item.content),
        description=_told(item, wish),
        day=due,
        status=status,
        percent=percent,
        completed_on=item.answered_on if item.status is PlanStatus.DONE else None,
        alarms=_reminders(due, wish) if is_open else (),
    )


def _of_obligation(owed: Obligation, wish: Wish) -> Entry:
    is_met = owed.status in _MET
    day = owed.due_on or owed.earliest
    return Entry(
        uid=f"obligation.{owed.limit.kind}.{owed.subject}.{owed.key}",
        is_task=True,
        summary=_short(
            wording("calendar_entry.obligation", wish.lang, what=owed.label(wish.lang), subject=owed.subject)
        ),
        description=owed.explain(wish.lang),
        day=day,
        status="COMPLETED" if is_met else "NEEDS-ACTION",
        percent=100 if is_met else 0 if owed.status in _OWED else None,
        completed_on=_whole_day(owed.met_on) if is_met else None,
        alarms=() if is_met else _reminders(day, wish),
    )


def _of_days(
    record: Any,
    wish: Wish,
    summary: str,
    first: dt.date | PartialDate | None,
    last: dt.date | PartialDate | None = None,
    *,
    what: str,
) -> Iterator[Entry]:
    """An event of one day or of several; none where the day is not known."""
    begin, end = _whole_day(first), _whole_day(last)
    if begin is None:
        return
    is_off = record.status in _ENDED_BEFORE
    yield Entry(
        uid=_uid(record, what),
        summary=_short(summary),
        description=_told(record, wish),
        day=begin,
        last_day=end if end is not None and end > begin else None,
        status="CANCELLED" if is_off else "CONFIRMED",
        alarms=() if is_off else _reminders(begin, wish),
    )


def _of_project(project: ResearchProject, wish: Wish) -> Iterator[Entry]:
    name = project.title or project.code or project.project_id
    summary = wording("calendar_entry.end_of_term", wish.lang, what=name)
    return _of_days(project, wish, summary, project.end_on, what="end")


def _of_licence(licence: Licence, wish: Wish) -> Iterator[Entry]:
    name = " ".join([label(licence.kind, wish.lang), licence.number or licence.licence_id])
    summary = wording("calendar_entry.expiry", wish.lang, what=name)
    return _of_days(licence, wish, summary, licence.valid_until, what="expiry")


def _of_asset(asset: IPAsset, wish: Wish) -> Iterator[Entry]:
    summary = wording("calendar_entry.expiry", wish.lang, what=asset.name)
    return _of_days(asset, wish, summary, asset.valid_until, what="expiry")


def _of_inspection(activity: InspectionActivity, wish: Wish) -> Iterator[Entry]:
    begin, end = activity.start_on or activity.end_on, activity.end_on
    return _of_days(activity, wish, activity.name, begin, end, what="field")


def _of_reception(reception: CitizenReception, wish: Wish) -> Iterator[Entry]:
    kinds = "; ".join(label(kind, wish.lang) for kind in reception.kinds)
    summary = " – ".join(filter(None, [label(CitizenReception, wish.lang), kinds, reception.by_role]))
    day = reception.held_on or reception.scheduled_on
    if day is None and reception.recurrence is not None:
        days = reception.recurrence.days(wish.first, wish.through)
        return _returning(reception, wish, summary, reception.recurrence, days)
    return _of_days(reception, wish, summary, day, what="day")


def _of_recurring(activity: RecurringActivity, wish: Wish) -> Iterator[Entry]:
    if activity.rule is None:  # it is only said to be regular: a thing to do whose day nobody knows
        return iter(
            [
                Entry(
                    uid=_uid(activity),
                    is_task=True,
                    summary=_short(activity.name),
                    description=_told(activity, wish),
                    status="NEEDS-ACTION",
                )
            ]
        )
    days = activity.days(wish.first, wish.through, calendar=wish.calendar)
    return _returning(activity, wish, activity.name, activity.rule, days)


def _returning(
    record: object, wish: Wish, summary: str, rule: Recurrence, days: Iterable[dt.date]
) -> Iterator[Entry]:
    """One event with its rule and the days it does not hold on, and one for each day that the rule does not say.

    A reminder some working days ahead is another one each time, and no rule of RFC 5545: then every day is its own event.
    """
    wanted, said = list(days), rule.days(wish.first, wish.through)
    told = [
        wording("calendar_entry.counted_from", wish.lang, day=format_date(wish.first, "short", wish.lang))
    ]
    named = rule.month_days or rule.weekdays or rule.frequency == "DAILY"
    description = _told(record, wish, *(() if named and rule.interval == 1 else told))
    make = functools.partial(Entry, summary=_short(summary), description=description)
    text = None if wish.alarms and wish.calendar is not None else rule.rrule(wish.first)
    if text is not None and set(said) & set(wanted):
        yield make(
            uid=_uid(record),
            day=said[0],
            rule=f"{text};UNTIL={wish.through:%Y%m%d}",
            days_left_out=tuple(day for day in said if day not in wanted),
            alarm_days=wish.alarms,
        )
        wanted = [day for day in wanted if day not in said]
    for day in wanted:
        yield make(uid=_uid(record, f"{day:%Y%m%d}"), day=day, alarms=_reminders(day, wish))


_OF_KIND: Mapping[type, Callable[[Any, Wish], Iterator[Entry]]] = MappingProxyType(
    {
        AssignedTask: _of_task,
        CitizenReception: _of_reception,
        InspectionActivity: _of_inspection,
        IPAsset: _of_asset,
        Licence: _of_licence,
        PlanItem: _of_plan,
        RecurringActivity: _of_recurring,
        ResearchProject: _of_project,
    }
)
"""Class → the entries of its own days."""
