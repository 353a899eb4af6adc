"""What a record tells on a day, as the rows of `limits` ask it: days of events and terms, conditions, the regime it stands under."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from khcn_records.errors import InvalidPeriodError
from khcn_records.lifecycle import HistoryEntry, state_at
from khcn_records.limits import governing_of, regimes
from khcn_records.limits.statutory import Condition, StatutoryLimit
from khcn_records.obligations.places import names_of
from khcn_records.records import KINDS
from khcn_records.values.dates import PartialDate
from khcn_records.values.months import begun_months
from khcn_records.values.periods import ReportingPeriod

__all__ = ["Anchor", "Case", "first_day", "last_day"]

Day = dt.date | PartialDate


def first_day(day: Day) -> dt.date:
    """The first day that a day of which only parts are known can be."""
    return day.first_day if isinstance(day, PartialDate) else day


def last_day(day: Day) -> dt.date:
    """The last day that a day of which only parts are known can be."""
    return day.last_day if isinstance(day, PartialDate) else day


@attrs.frozen(weakref_slot=False)
class Anchor:
    """The day a limit runs from, as a record tells it.

    Attributes:
        day: the day, or the part that is known.
        path: where it stands.
        is_stand_in: another day stands in for it.
        position: the place of the event in the history; -1 for a field.
    """

    day: Day
    path: str
    is_stand_in: bool = False
    position: int = -1


def _day(value: object) -> Day | None:
    """What a field tells of a day: a period its last day, a number its year."""
    if isinstance(value, ReportingPeriod):
        try:
            return value.last_day
        except InvalidPeriodError:  # a period without a year
            return None
    if type(value) is int and dt.MINYEAR <= value <= dt.MAXYEAR:
        return PartialDate(value)
    if isinstance(value, PartialDate):
        return None if value.year is None else value
    return value if type(value) is dt.date else None


def _project_facts(project: Any, as_of: dt.date) -> Iterator[tuple[str, object]]:
    granted = [one for one in project.extensions if one.decided_on is None or one.decided_on <= as_of]
    steps = [entry for entry in project.history if entry.event == "extend" and entry.last_day <= as_of]
    yield "is_extended", bool(granted or steps)
    yield "extensions_count", max(len(granted), len(steps))
    end = project.extensions[0].previous_end_on if project.extensions else project.end_on
    if project.duration_months is None and type(project.start_on) is dt.date and type(end) is dt.date:
        yield "duration_months", begun_months(project.start_on, end)


def _licence_facts(licence: Any, _as_of: dt.date) -> Iterator[tuple[str, object]]:
    if licence.term_months is not None:
        yield "term_months", licence.term_months


_DERIVED: Final[Mapping[str, Callable[[Any, dt.date], Iterable[tuple[str, object]]]]] = MappingProxyType(
    {"research_project": _project_facts, "licence": _licence_facts}
)


@attrs.define
class Case:
    """A record on a day, with what is known about it besides.

    Attributes:
        record: the record.
        kind: its stored name.
        as_of: the day asked about; what came after it is not known.
        facts: what the caller tells of the case; it goes before what the record tells.
        place: the province.
        own_regime: the key of the regime the caller names.
    """

    record: Any
    kind: str
    as_of: dt.date
    facts: Mapping[str, object]
    place: str | None
    own_regime: str | None

    @classmethod
    def of(
        cls,
        record: object,
        as_of: dt.date,
        facts: Mapping[str, object] | None,
        place: str | None,
        regime: str | None,
    ) -> Case:
        """The case of a record.

        Raises:
            TypeError: no record, or `as_of` is no plain date.
            KeyError: no such regime.
        """
        home = f"{type(record).__module__}:{type(record).__qualname__}"
        kind = next((name for name, where in KINDS.items() if where == home), None)
        if kind is None:
            raise TypeError(f"a record is wanted, not {type(record).__name__}: {record!r}")
        if type(as_of) is not dt.date:
            raise TypeError(f"as_of must be a date, not {type(as_of).__name__}: {as_of!r}")
        if regime is not None:
            regimes()[regime]  # a key that is not there is a mistake of the call
        derived = dict(_DERIVED[kind](record, as_of)) if kind in _DERIVED else {}
        return cls(record, kind, as_of, {**derived, **(facts or {})}, place, regime)

    @property
    def subject(self) -> str:
        """The id of the record; `""` where it has none."""
        names = (field.name for field in attrs.fields(type(self.record)))
        return str(getattr(self.record, next((name for name in names if name.endswith("_id")), ""), ""))

    @functools.cached_property
    def state(self) -> str | None:
        """The state it was in at the end of the day; `None`: it has no lifecycle."""
        if not hasattr(type(self.record), "LIFECYCLE"):
            return None
        return str(state_at(self.record, self.as_of).value)

    @functools.cached_property
    def steps(self) -> tuple[HistoryEntry, ...]:
        """The steps of its history up to the day."""
        history: tuple[HistoryEntry, ...] = getattr(self.record, "history", ())
        return tuple(entry for entry in history if entry.last_day <= self.as_of)

    @functools.cached_property
    def _places(self) -> frozenset[str]:
        """The names under which a row may speak of its place."""
        return frozenset() if self.place is None else names_of(self.place, self.as_of)

    def fact(self, name: str) -> object:
        """What is known under a name; `None`: nothing."""
        if name in self.facts:
            return self.facts[name]
        value = getattr(self.record, name, None)
        return None if value == () else value

    def _field(self, path: str) -> Day | None:
        value: Any = self.record
        for name in path.split("."):
            value = getattr(value, name, None)
        return _day(value)

    def _found(self, path: str) -> tuple[Day, int] | None:
        kind, _, name = path.partition(":")
        if kind == "event":
            for position in range(len(self.steps) - 1, -1, -1):
                if self.steps[position].event == name:
                    return self.steps[position].on, position
            return None
        at = getattr(self.record, f"{name}_at", None)
        day = _day(at(self.as_of)) if kind == "term" and callable(at) else self._field_or_nothing(name)
        if day is None or (kind == "field" and last_day(day) > self.as_of):
            return None
        return day, -1

    def _field_or_nothing(self, name: str) -> Day | None:
        try:
            return self._field(name)
        except InvalidPeriodError:  # a property of the record that rests on its period
            return None

    def anchor(self, row: StatutoryLimit) -> Anchor | None:
        """The day the row runs from; `None`: the record does not tell it, or it has not come."""
        for is_stand_in, paths in ((False, row.at), (True, row.stand_in)):
            for path in paths:
                if (found := self._found(path)) is not None:
                    return Anchor(found[0], path, is_stand_in, found[1])
        return None

    def until(self, row: StatutoryLimit) -> dt.date | None:
        """The last day on which what recurs still falls due; `None`: the row names none, or the record does not tell it."""
        told = [found[0] for path in row.until if (found := self._found(path)) is not None]
        return last_day(told[0]) if told else None

    def met_on(self, row: StatutoryLimit, anchor: Anchor | None) -> Day | None:
        """The day that satisfied the row; `None`: none is told, or it was undone since."""
        events = {path.partition(":")[2] for path in row.due if path.startswith("event:")}
        steps = [
            entry
            for position, entry in enumerate(self.steps)
            if entry.event in events
            and (anchor is None or self._counts(entry.last_day, position, anchor))
            and not (self.state in row.open_in and entry.to_state not in row.open_in)
        ]
        days = [entry.on for entry in steps]
        if self.state not in row.open_in:  # of a state that still owes it the field is a leftover
            told = (self._found(path) for path in row.due if path.startswith("field:"))
            fields = [found[0] for found in told if found is not None]
            days += [day for day in fields if anchor is None or self._counts(last_day(day), None, anchor)]
        if not days:
            return None
        is_term = anchor is None or anchor.path.startswith("term:")
        return max(days, key=last_day) if is_term else min(days, key=last_day)

    def went_on(self, row: StatutoryLimit, anchor: Anchor | None) -> bool:
        """Whether a later step than the anchor shows that the thing went on, so that the row is owed no more."""
        events = {path.partition(":")[2] for path in row.passed_by}
        return anchor is not None and any(
            entry.event in events and self._counts(entry.last_day, position, anchor)
            for position, entry in enumerate(self.steps)
        )

    def _counts(self, day: dt.date, position: int | None, anchor: Anchor) -> bool:
        if anchor.path.startswith("term:"):
            return True
        if position is not None and anchor.position >= 0:
            return position > anchor.position
        return day >= first_day(anchor.day)

    def applies(self, row: StatutoryLimit) -> tuple[str, ...] | None:
        """What is not settled about the row holding for the case; `None`: it does not hold."""
        if row.place is not None and not any(map(row.holds_at, self._places)):
            return None
        open_questions: list[str] = []
        for condition in row.when:
            answer = self._answer(condition)
            if answer is False:
                return None
            if answer is None:
                open_questions.append(condition.name)
        if not all(self._answer(condition) for condition in row.only):
            return None
        if any(self._answer(condition) for condition in row.unless):
            return None
        if row.regime is not None:
            if row.regime not in self._regimes:
                return None
            if len({key for key in self._regimes if regimes()[key].place is None}) > 1:
                open_questions.append("regime")
        return tuple(open_questions)

    def _answer(self, condition: Condition) -> bool | None:
        value = self.fact(condition.name)
        return None if value is None else condition.holds(value)

    @functools.cached_property
    def _regimes(self) -> frozenset[str]:
        """The known regimes it may stand under: what was approved under a law stays under it (Luật 93/2025/QH15, Điều 73)."""
        return governing_of(self.record, self.as_of, key=self.own_regime) & frozenset(regimes())
