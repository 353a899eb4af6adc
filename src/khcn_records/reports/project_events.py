"""Project events (*thống kê nhiệm vụ KH&CN theo sự kiện và cấp*): to how many tasks something happened, named or only counted.

Form: practice of monthly reports; the levels are those of form 04/KHCN-NV of Thông tư 15/2018/TT-BKHCN.

>>> import datetime
>>> from khcn_records.records.project_aggregates import ProjectAggregate
>>> counted = [ProjectAggregate(aggregate_id="1", level="province", events=["appraise_budget", "approve"], count=2)]
>>> tabulate(counted, as_of=datetime.date(2024, 2, 14)).text_rows()
[['thẩm định kinh phí', 'cấp tỉnh', '', '0', '02', '02', '0'], ['phê duyệt', 'cấp tỉnh', '', '0', '02', '02', '0'], ['Nhiệm vụ nêu tên', '', '', '0', '', '', '']]
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import attrs

from khcn_records.display.phrases import Phrase
from khcn_records.records.project_aggregates import ProjectAggregate
from khcn_records.records.project_parts import ProjectLevel
from khcn_records.records.research_projects import ResearchProject
from khcn_records.table import Column, ColumnType, Row, RowRole, Table
from khcn_records.text import fold

__all__ = ["count_projects", "tabulate"]

_COLUMNS = (
    Column("event", ColumnType.LABEL),
    Column("level", ColumnType.LABEL),
    Column("unit", ColumnType.TEXT),
    Column("named", ColumnType.COUNT),
    Column("counted", ColumnType.COUNT),
    Column("total", ColumnType.COUNT),
    Column("untold", ColumnType.COUNT),
)
_EVENTS = tuple(dict.fromkeys(step.event for step in ResearchProject.LIFECYCLE.transitions))
_LEVELS = (*ProjectLevel, None)
_TASK = "nhiệm vụ"
Counted: TypeAlias = ResearchProject | ProjectAggregate
_Key: TypeAlias = tuple[str, ProjectLevel | None, str | None]


@attrs.define
class _Tally:
    named: set[str] = attrs.field(factory=set)
    counted: int = 0
    untold: int = 0


def _tallies(records: Sequence[Counted], as_of: dt.date) -> dict[_Key, _Tally]:
    """Every event at every level: the tasks named, those only counted, the items without a figure."""
    if type(as_of) is not dt.date:
        raise TypeError(f"as_of must be a date, not {type(as_of).__name__}: {as_of!r}")
    tallies: dict[_Key, _Tally] = {}
    aggregates: list[ProjectAggregate] = []
    for record in records:
        if isinstance(record, ResearchProject):
            for step in record.history:
                if step.first_day <= as_of:
                    tallies.setdefault((step.event, record.level, None), _Tally()).named.add(
                        record.project_id
                    )
        elif isinstance(record, ProjectAggregate):
            aggregates.append(record)
        else:
            raise TypeError(
                f"each record must be a ResearchProject or a ProjectAggregate, not {type(record).__name__}"
            )
    for one in aggregates:
        unit = None if one.unit is None or fold(one.unit) == _TASK else one.unit
        for event in one.events:
            tally = tallies.setdefault((event, one.level, unit), _Tally())
            if one.count is None:
                tally.untold += 1
            else:  # a task that is named too is counted once
                tally.counted += max(0, one.count - len(tally.named.intersection(one.project_ids)))
    return tallies


def count_projects(
    records: Iterable[Counted], event: str, *, as_of: dt.date, level: ProjectLevel | str | None = None
) -> int:
    """To how many tasks an event happened, named or counted, each once.

    Args:
        records: projects and counts of projects, of one report.
        event: an event of `ResearchProject.LIFECYCLE`.
        as_of: the day; a step that can only have come later is left out.
        level: the level of the tasks; `None`: of every level, and of those whose level is not told.

    Raises:
        TypeError: `as_of` is not a plain date, or a record of another kind.
        ValueError: no such level.
    """
    wanted = None if level is None else ProjectLevel(level)
    return sum(
        len(tally.named) + tally.counted
        for (name, of, unit), tally in _tallies(tuple(records), as_of).items()
        if name == event and unit is None and (wanted is None or of is wanted)
    )


def tabulate(records: Iterable[Counted], *, as_of: dt.date) -> Table:
    """A row for each event at each level, in the order of the life of a task, its total the named and the counted together.

    The last row tells how many tasks are named, each once, whatever happened to it.

    What is counted in another unit than tasks (councils that sat) has a row of its own; events that no life of a task knows
    are named in a note.

    Args:
        records: projects and counts of projects, of one report.
        as_of: the day; a step that can only have come later is left out.

    Raises:
        TypeError: `as_of` is not a plain date, or a record of another kind.
    """
    several = tuple(records)
    tallies = _tallies(several, as_of)
    known = {event: place for place, event in enumerate(_EVENTS)}
    order = sorted(
        (key for key in tallies if key[0] in known),
        key=lambda key: (known[key[0]], _LEVELS.index(key[1]), key[2] or ""),
    )
    rows = []
    for key in order:
        event, level, unit = key
        tally = tallies[key]
        named = len(tally.named)
        of = "report.project_events.any_level" if level is None else f"project_level.{level.value}"
        figures = (named, tally.counted, named + tally.counted, tally.untold)
        rows.append(Row((f"event.{event}", of, unit, *figures)))
    projects = {record.project_id for record in several if isinstance(record, ResearchProject)}
    below = (None,) * (len(_COLUMNS) - 4)
    rows.append(Row(("report.project_events.projects", None, None, len(projects), *below), RowRole.TOTAL))
    title = Phrase("report.project_events.title", {"as_of_on": as_of.isoformat()})
    others = sorted({key[0] for key in tallies if key[0] not in known})
    notes = [Phrase("report.project_events.outside", {"events": ", ".join(others)})] if others else []
    return Table(name="project_events", columns=_COLUMNS, rows=rows, title=title, notes=notes)
