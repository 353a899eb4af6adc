"""Timeline of deadlines (*biểu đồ thời hạn nhiệm vụ*): a bar for each task, days off shaded, the day asked about marked.

Form: PRACTICE of the offices that follow tasks up: the nearest deadline stands first, and colour and words tell timeliness.

>>> import datetime
>>> draw([], as_of=datetime.date(2024, 2, 14), lang="en").description
'0 tasks; overdue: 0; due soon: 0'
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from khcn_records.calendars.calendar_days import DayKind
from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.calendars.work_calendar import WorkCalendar
from khcn_records.display.phrases import Phrase
from khcn_records.labels import label, wording
from khcn_records.lifecycle import state_at
from khcn_records.plots import Picture, members, short
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus, Timeliness
from khcn_records.values.dates import format_date

__all__ = ["draw"]

_COLOURS: Mapping[Timeliness, str] = MappingProxyType(
    {
        Timeliness.OVERDUE: "#b3261e",
        Timeliness.DUE_SOON: "#e69f00",
        Timeliness.NOT_DUE: "#0072b2",
        Timeliness.NO_DEADLINE: "#8c8c8c",
        Timeliness.LATE: "#cc79a7",
        Timeliness.UNKNOWN: "#c9b458",
        Timeliness.ON_TIME: "#009e73",
    }
)
"""Colour-blind readers tell these apart; the order is that of the rows."""
_BEFORE, _AFTER, _FARTHEST = dt.timedelta(days=30), dt.timedelta(days=60), dt.timedelta(days=366)
_DAY = dt.timedelta(days=1)
_LONGEST = 52
_ROW = 30


def draw(
    source: object,
    *,
    as_of: dt.date | None = None,
    lang: str = "vi",
    calendar: WorkCalendar | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    limit: int = 40,
) -> Picture:
    """The tasks that are owed or were done, as bars from the day they were given to their last day.

    Args:
        source: a report, or tasks.
        as_of: the day whose truth is shown.
        lang: the language of the words.
        calendar: whose days off are shaded; the civil service's where it is `None`. Years it does not know are not shaded.
        first: the first day shown; `None`: thirty days before `as_of`, or the last day of what is overdue.
        last: the last day shown; `None`: sixty days after `as_of`.
        limit: how many tasks are shown at most; the title says how many there are.

    Raises:
        TypeError: what is no task, or no day to ask about.
        ValueError: `last` before `first`, or a limit below 1.
    """
    tasks, day = members(source, "tasks", AssignedTask, as_of)
    if limit < 1:
        raise ValueError(f"limit must be 1 or more, not {limit}")
    owed = [task for task in tasks if task.assigned_on is None or task.assigned_on <= day]
    timed = [(task, time) for task in owed if (time := _time(task, day)) in _COLOURS]
    order = list(_COLOURS)
    timed.sort(key=lambda pair: (order.index(pair[1]), pair[0].due_on_at(day) or dt.date.max))
    start = first or max(day - _FARTHEST, min([day - _BEFORE, *_marks(timed, day)]))
    end = last or day + _AFTER
    if end < start:
        raise ValueError(f"last must not be before first: {end} < {start}")
    counts = Counter(time for _, time in timed)
    told: dict[str, str | int] = {
        "total": len(timed),
        "overdue": counts[Timeliness.OVERDUE],
        "due_soon": counts[Timeliness.DUE_SOON],
    }
    title = Phrase("plot.deadlines.title", {"as_of_on": day.isoformat()}).format(lang)
    if len(timed) > limit:
        some: dict[str, str | int] = {"shown": limit, "total": len(timed)}
        title += f" ({Phrase('plot.deadlines.some', some).format(lang)})"
    known = calendar or vietnam_calendar()
    return Picture(
        title=title,
        description=Phrase("plot.deadlines.description", told).format(lang),
        chart=_chart(
            _rows(timed[:limit], day, start, end, lang),
            _off(known, start, end, lang),
            (start, end),
            day,
            lang,
        ),
        lang=lang,
    )


def _time(task: AssignedTask, day: dt.date) -> Timeliness:
    """Its timeliness; one that is done without a deadline is done in time."""
    time = task.timeliness(day)
    is_done = time is Timeliness.NO_DEADLINE and state_at(task, day) is TaskStatus.DONE
    return Timeliness.ON_TIME if is_done else time


def _marks(timed: list[tuple[AssignedTask, Timeliness]], day: dt.date) -> list[dt.date]:
    return [due for task, time in timed if time is Timeliness.OVERDUE and (due := task.due_on_at(day))]


def _rows(
    timed: list[tuple[AssignedTask, Timeliness]], day: dt.date, start: dt.date, end: dt.date, lang: str
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    names: Counter[str] = Counter()
    for task, time in timed:
        name = short(f"{task.directive.number or ''} {task.content}", _LONGEST)
        names[name] += 1
        due, done = task.due_on_at(day), task.completed_on_at(day)
        begun = task.assigned_on or task.directive.issued_on or start
        ended = due or done or end
        left = min(max(begun, start), max(ended, start))
        right = min(max(ended, start), end)
        text = wording("timeliness.no_deadline", lang) if due is None else format_date(due, "table", lang)
        rows.append(
            {
                "task": name if names[name] == 1 else f"{name} ({names[name]})",
                "start": left.isoformat(),
                "end": (right + _DAY).isoformat(),
                "time": label(time, lang),
                "done": done.isoformat() if done is not None and start <= done <= end else None,
                "due": text,
                "edge": ("after" if ended > end or (due is None and done is None) else "before" if ended < start else "in"),
                "content": short(task.content, 200),
            }
        )  # fmt: skip
    return rows


def _off(calendar: WorkCalendar, start: dt.date, end: dt.date, lang: str) -> list[dict[str, str]]:
    """The stretches of days off that the calendar knows, each with its name."""
    stretches: list[dict[str, str]] = []
    day = max(start, calendar.known_from)
    while day <= min(end, calendar.known_through):
        if not calendar.is_workday(day):
            known = calendar.day(day)
            is_feast = known.kind is not DayKind.WEEKEND
            kind = "holiday" if is_feast else "weekend"
            before = stretches[-1] if stretches else None
            if before is not None and before["end"] == day.isoformat() and before["kind"] == kind:
                before["end"] = (day + _DAY).isoformat()
            else:
                stretches.append(
                    {
                        "start": day.isoformat(),
                        "end": (day + _DAY).isoformat(),
                        "kind": kind,
                        "name": known.label(lang),
                    }
                )
        day += _DAY
    return stretches


def _chart(
    rows: list[dict[str, Any]],
    off: list[dict[str, str]],
    shown: tuple[dt.date, dt.date],
    day: dt.date,
    lang: str,
) -> dict[str, Any]:
    scale = {"type": "utc", "domain": [shown[0].isoformat(), (shown[1] + _DAY).isoformat()], "nice": False}
    axis = {"format": "%d/%m/%Y", "labelOverlap": True, "grid": False, "tickCount": 8, "labelFlush": True}
    x = {"field": "start", "type": "temporal", "scale": scale, "axis": axis, "title": None}
    y = {
        "field": "task",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"labelLimit": 420, "ticks": False, "domain": False},
    }
    times = [label(time, lang) for time in _COLOURS]
    used = [one for one in times if any(row["time"] == one for row in rows)]
    colours = {label(time, lang): colour for time, colour in _COLOURS.items()}
    ends: list[dict[str, Any]] = [
        _words("in", {"align": "left", "dx": 5, "color": "#333"}, x, y),
        _words("after", {"align": "right", "dx": -5, "color": "white", "fontWeight": "bold"}, x, y),
        _words("before", {"align": "left", "dx": 5, "color": "#333"}, x, y),
    ]
    return {
        "width": 720,
        "height": {"step": _ROW} if rows else 60,
        "layer": [
            {
                "data": {"values": off},
                "mark": {"type": "rect", "tooltip": True},
                "encoding": {
                    "x": x,
                    "x2": {"field": "end"},
                    "color": {
                        "condition": {"test": "datum.kind == 'holiday'", "value": "#f6d9d5"},
                        "value": "#ececec",
                    },
                    "tooltip": [{"field": "name", "type": "nominal", "title": wording("plot.deadlines.day_off", lang)}],
                },
            },
            {
                "data": {"values": rows},
                "mark": {"type": "bar", "height": 18, "cornerRadius": 2},
                "encoding": {
                    "y": y,
                    "x": x,
                    "x2": {"field": "end"},
                    "color": {
                        "field": "time",
                        "type": "nominal",
                        "title": wording("column.task_appendix.progress", lang),
                        "scale": {"domain": used, "range": [colours[one] for one in used]},
                        "legend": {"orient": "bottom"},
                    },
                    "tooltip": [
                        {"field": "content", "type": "nominal", "title": wording("field.assigned_task.content", lang)},
                        {"field": "due", "type": "nominal", "title": wording("field.assigned_task.due_on", lang)},
                        {"field": "time", "type": "nominal", "title": wording("column.task_appendix.progress", lang)},
                    ],
                },
            },
            {
                "data": {"values": [row for row in rows if row["done"]]},
                "mark": {"type": "point", "shape": "diamond", "size": 90, "filled": True, "color": "black"},
                "encoding": {"y": y, "x": {**x, "field": "done"}},
            },
            *({"data": {"values": rows}, **one} for one in ends),
            {
                "data": {"values": [{"start": (day + _DAY).isoformat(), "text": format_date(day, "table", lang)}]},
                "layer": [
                    {"mark": {"type": "rule", "strokeWidth": 2, "strokeDash": [5, 3]}, "encoding": {"x": x}},
                    {
                        "mark": {"type": "text", "y": -8, "fontWeight": "bold"},
                        "encoding": {"x": x, "text": {"field": "text", "type": "nominal"}},
                    },
                ],
            },
        ],
    }  # fmt: skip


def _words(edge: str, look: dict[str, Any], x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    """The last day in words at the end of a bar; inside it where the bar goes on beyond the picture."""
    return {
        "transform": [{"filter": f"datum.edge == '{edge}'"}],
        "mark": {"type": "text", "baseline": "middle", "fontSize": 11, **look},
        "encoding": {"y": y, "x": {**x, "field": "end"}, "text": {"field": "due", "type": "nominal"}},
    }
