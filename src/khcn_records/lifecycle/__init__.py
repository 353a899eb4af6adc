"""States and transitions as data (*vòng đời*); `advance` makes the new record, `state_at` looks back.

A lifecycle stands in its record's file as a table of transitions with their legal basis; docs and labels read the same
table. Records never change: advancing makes another one whose history is longer by one.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, Protocol, TypeVar

import attrs

from khcn_records import values
from khcn_records.errors import IllegalTransitionError, InvalidValueError
from khcn_records.evidence import Evidence
from khcn_records.fields import day_if_full, tuple_of
from khcn_records.values.dates import PartialDate

if TYPE_CHECKING:
    from khcn_records.lifecycle.history import HistoryEntry

__all__ = ["HistoryEntry", "Lifecycle", "Living", "Transition", "advance", "last_step", "state_at"]


def __getattr__(name: str) -> object:
    """`HistoryEntry`, loaded when it is first asked for: a record that is only made or read has no steps."""
    if name != "HistoryEntry":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from khcn_records.lifecycle.history import HistoryEntry

    globals()[name] = HistoryEntry
    return HistoryEntry


_NOTHING: Final[Mapping[Any, Any]] = MappingProxyType({})


def history_of(entries: Iterable[HistoryEntry]) -> tuple[HistoryEntry, ...]:
    """The converter of every `history` field."""
    if entries == ():  # as most are: the class is not asked for
        return ()
    from khcn_records.lifecycle.history import HistoryEntry

    return tuple_of(HistoryEntry, entries)


class Transition(NamedTuple):
    """One step a lifecycle allows (*bước chuyển*).

    Attributes:
        sources: the states it may start from.
        event: its name.
        target: the state it leads to.
        basis: the rule behind it.
        writes: fields of the record it fills: name → `"on"`, `"document"`, `"by"`, `"note"`, or `None` to empty it.
        regime: the regime it holds under, a key of `limits.regimes`; `None`: under every one.
    """

    sources: tuple[enum.StrEnum, ...]
    event: str
    target: enum.StrEnum
    basis: Evidence
    writes: Mapping[str, str | None] = _NOTHING
    regime: str | None = None

    def holds_under(self, regimes: Collection[str] | None) -> bool:
        """Whether it is a step under any of these regimes; `None`: whatever the regime."""
        return self.regime is None or regimes is None or self.regime in regimes


class Lifecycle(NamedTuple):
    """The states of a kind and the steps between them.

    Attributes:
        states: the enum of states.
        initial: where a record begins.
        transitions: every allowed step.
        field: the record's field that holds the state.
        dated: a state → the field with the day it began, and the state before that day where no history tells another.
    """

    states: type[enum.StrEnum]
    initial: enum.StrEnum
    transitions: tuple[Transition, ...]
    field: str = "status"
    dated: Mapping[enum.StrEnum, tuple[str, enum.StrEnum]] = _NOTHING

    def events_from(self, state: enum.StrEnum, regimes: Collection[str] | None = None) -> tuple[str, ...]:
        """The events allowed in a state under these regimes; `None`: under any."""
        return tuple(
            step.event for step in self.transitions if state in step.sources and step.holds_under(regimes)
        )

    def step(
        self,
        state: enum.StrEnum,
        event: str,
        *,
        allow_jump: bool = False,
        regimes: Collection[str] | None = None,
    ) -> tuple[Transition, bool] | None:
        """The transition of an event from a state and whether it jumps; `None` where there is none."""
        named = [step for step in self.transitions if step.event == event and step.holds_under(regimes)]
        for step in named:
            if state in step.sources:
                return step, False
        return (named[0], True) if named and allow_jump else None


class Living(Protocol):
    """A record with a lifecycle; its steps stand in a field `history`, oldest first as they were told."""

    # Only the class variable: type checkers disagree about a field that has a converter.
    LIFECYCLE: ClassVar[Lifecycle]


def _history(record: Living) -> tuple[HistoryEntry, ...]:
    steps: tuple[HistoryEntry, ...] = getattr(record, "history", ())
    return steps


def _regimes(record: Living, lifecycle: Lifecycle, on: dt.date | PartialDate) -> frozenset[str] | None:
    """The regimes that govern the record on the day, asked only where a step depends on one; the limits ask the same."""
    if all(step.regime is None for step in lifecycle.transitions):
        return None
    from khcn_records.limits import governing_of

    first, last = (on.first_day, on.last_day) if isinstance(on, PartialDate) else (on, on)
    return governing_of(record, first, last)


L = TypeVar("L", bound=Living)


def _lifecycle_of(record: object) -> Lifecycle:
    lifecycle: Lifecycle | None = getattr(type(record), "LIFECYCLE", None)
    if lifecycle is None:
        raise TypeError(f"{type(record).__name__} has no lifecycle")
    return lifecycle


def advance(
    record: L,
    event: str,
    *,
    on: dt.date | PartialDate,
    by: str | None = None,
    document: values.DocumentReference | str | None = None,
    note: str | None = None,
    allow_jump: bool = False,
) -> L:
    """The record after an event; the old one is unchanged and the history grows by one.

    Args:
        record: any record with a lifecycle.
        event: a name from its lifecycle (`complete`, `cancel`, …).
        on: the day of the event, or the part that is known; the year always.
        by: role or body that acted.
        document: the document that records it; a `str` is parsed.
        note: free text.
        allow_jump: take the event although steps before it were not seen; the history marks it.

    A step that holds under one regime only is taken where that regime governs the record: the one its field `regime` names
    (and the one above it), or, where it names none, the one it was approved under, if that keeps what it began, else that of
    the day (`limits.governing_of`); where the day of approval is not told, each that it may stand under.

    An event also fills the fields its transition names: `complete` writes `completed_on` and `result`. A field that
    holds a full day stays empty where only a part of the date is known; the history keeps the part.

    Raises:
        IllegalTransitionError: the event is not allowed in this state, or not under its regime.
        InvalidValueError: `on` names no year, or the document is no document.
        TypeError: the record has no lifecycle, or `on` is not a day.

    >>> import datetime
    >>> from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
    >>> task = AssignedTask(task_id="1", directive="02/KH-UBND", content="Báo cáo", status=TaskStatus.IN_PROGRESS)
    >>> done = advance(task, "complete", on=datetime.date(2024, 1, 30))
    >>> done.status.value, done.completed_on, len(done.history), task.status.value
    ('done', datetime.date(2024, 1, 30), 1, 'in_progress')
    """
    lifecycle = _lifecycle_of(record)
    if type(on) is not dt.date and not isinstance(on, PartialDate):
        raise TypeError(f"on must be a date or PartialDate, not {type(on).__name__}: {on!r}")
    on = day_if_full(on)
    if isinstance(on, PartialDate) and on.year is None:
        raise InvalidValueError(str(on), "a year in on")
    state = getattr(record, lifecycle.field)
    regimes = _regimes(record, lifecycle, on)
    found = lifecycle.step(state, event, allow_jump=allow_jump, regimes=regimes)
    if found is None:
        allowed = lifecycle.events_from(state, regimes)
        raise IllegalTransitionError(type(record).__name__, event, state.value, allowed)
    from khcn_records.lifecycle.history import HistoryEntry

    step, is_jump = found
    entry = HistoryEntry(
        event=event,
        from_state=state.value,
        to_state=step.target.value,
        on=on,
        by=by,
        document=document,
        note=note,
        is_jump=is_jump,
        regime=getattr(record, "regime", None) or step.regime,
    )
    known: dict[str | None, Any] = {
        None: None,
        "on": entry.on if type(entry.on) is dt.date else None,
        "document": entry.document,
        "by": entry.by,
        "note": entry.note,
    }
    changes = {name: known[source] for name, source in step.writes.items()}
    evolved: Any = (
        attrs.evolve
    )  # every record with a lifecycle is an attrs class, which a Protocol cannot say
    result: L = evolved(
        record, **{lifecycle.field: step.target, "history": (*_history(record), entry), **changes}
    )
    return result


def state_at(record: Living, day: dt.date) -> enum.StrEnum:
    """The state a record was in at the end of a past day.

    With a history, the steps up to that day tell it; a step known by month only counts from the month's last day, or from
    the day of a step told after it that fell within the month. Where the last step does not lead to the present state, that
    state began on the day of the field that dates it, and until then the step's state held.
    Without one, the field that dates the state tells it (a task done on the 30th was in progress on the 29th), and a
    state that nothing dates is taken to have held all along.

    Raises:
        TypeError: the record has no lifecycle, or the day is no plain date.

    >>> import datetime
    >>> from khcn_records.records.assigned_tasks import AssignedTask
    >>> task = AssignedTask(task_id="1", directive="02/KH-UBND", content="Báo cáo", status="done", completed_on=datetime.date(2024, 1, 30))
    >>> state_at(task, datetime.date(2024, 1, 29)).value, state_at(task, datetime.date(2024, 1, 30)).value
    ('in_progress', 'done')
    """
    lifecycle = _lifecycle_of(record)
    if type(day) is not dt.date:
        raise TypeError(f"day must be a date, not {type(day).__name__}: {day!r}")
    current: enum.StrEnum = getattr(record, lifecycle.field)
    field, before = lifecycle.dated.get(current, (None, None))
    began = getattr(record, field) if field is not None else None
    began = began.last_day if isinstance(began, PartialDate) else began
    is_to_come = began is not None and began > day
    steps = _in_time(_history(record))
    if not steps:
        return before if before is not None and is_to_come else current
    past = [entry for known_on, entry in steps if known_on <= day]
    if not past:
        return lifecycle.states(steps[0][1].from_state)
    reached = past[-1].to_state
    is_told = len(past) < len(steps) or (reached != current.value and is_to_come)
    return lifecycle.states(reached) if is_told else current


def last_step(record: Living) -> HistoryEntry | None:
    """The step that happened last, by the days; `None` where there is no step.

    >>> import datetime
    >>> from khcn_records.records.assigned_tasks import AssignedTask
    >>> task = AssignedTask(task_id="1", directive="02/KH-UBND", content="Báo cáo", status="not_started")
    >>> last_step(task), last_step(advance(task, "start", on=datetime.date(2024, 1, 5))).event
    (None, 'start')
    """
    steps = _in_time(_history(record))
    return steps[-1][1] if steps else None


def _in_time(entries: tuple[HistoryEntry, ...]) -> list[tuple[dt.date, HistoryEntry]]:
    """The steps by the day from which each is known to have happened; those of one day as they were told.

    A step of "February" told before one of 10 February had happened by the 10th.
    """
    import bisect  # here: most records are loaded and read without looking back

    known: list[tuple[dt.date, HistoryEntry]] = []
    bound: list[dt.date] = []  # days of the steps told later, ascending
    for entry in reversed(entries):
        within = bisect.bisect_left(bound, entry.first_day)
        day = entry.last_day if within == len(bound) else min(entry.last_day, bound[within])
        bisect.insort(bound, day)
        known.append((day, entry))
    known.reverse()
    return sorted(known, key=lambda step: step[0])
