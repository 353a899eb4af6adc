"""Project pipeline (*nhiệm vụ KH&CN theo giai đoạn*): every named task under the stage it has reached.

Form: PRACTICE of the departments; the stages are those of the life of a task, from proposal to close.

>>> import datetime
>>> [row.heading.format() for row in tabulate([], as_of=datetime.date(2024, 2, 14)).rows]
['TỔNG SỐ: 0 nhiệm vụ']
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from khcn_records.display.phrases import Phrase
from khcn_records.lifecycle import state_at
from khcn_records.records.research_projects import ProjectState, ResearchProject
from khcn_records.table import Cell, Column, ColumnType, Row, RowRole, Table

__all__ = ["stage_of", "tabulate"]

_COLUMNS = (
    Column("number", ColumnType.TEXT),
    Column("title", ColumnType.TEXT),
    Column("level", ColumnType.LABEL),
    Column("kind", ColumnType.LABEL),
    Column("host_organization", ColumnType.TEXT),
    Column("event", ColumnType.LABEL),
)
_NUMBERS = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
    "XXI",
]
_EVENTS = frozenset(step.event for step in ResearchProject.LIFECYCLE.transitions)


def stage_of(project: ResearchProject, as_of: dt.date) -> ProjectState:
    """The stage a task had reached, as a report of the middle of a month tells it.

    A step of which only the month is known counts from the first day of that month: a report that ends on the 14th tells
    what was done "in February".

    >>> import datetime
    >>> from khcn_records.lifecycle import advance
    >>> from khcn_records.values.dates import PartialDate
    >>> done = advance(ResearchProject(project_id="1"), "list", on=PartialDate(2024, 2))
    >>> [stage_of(done, datetime.date(2024, month, 14)).value for month in (1, 2)]
    ['proposed', 'listed']
    """
    if all(step.first_day <= as_of for step in project.history):
        return project.status
    state = state_at(project, as_of)
    assert isinstance(state, ProjectState)
    return state


def tabulate(projects: Iterable[ResearchProject], *, as_of: dt.date) -> Table:
    """The tasks in groups, stage by stage, in the order given; a stage without tasks is left out.

    Args:
        projects: tasks told by name; those only counted have no stage.
        as_of: the day whose truth is shown.

    Raises:
        TypeError: `as_of` is not a plain date, or one of the projects is none.
    """
    if type(as_of) is not dt.date:
        raise TypeError(f"as_of must be a date, not {type(as_of).__name__}: {as_of!r}")
    known: dict[ProjectState, list[ResearchProject]] = {}
    for project in projects:
        if not isinstance(project, ResearchProject):
            raise TypeError(f"each project must be a ResearchProject, not {type(project).__name__}")
        known.setdefault(stage_of(project, as_of), []).append(project)
    rows: list[Row] = []
    for roman, stage in zip(_NUMBERS, (one for one in ProjectState if one in known), strict=False):
        members = known[stage]
        parameters: dict[str, str | int] = {
            "stage_key": f"project_state.{stage.value}",
            "count": len(members),
        }
        heading = Phrase("report.project_pipeline.stage", parameters)
        rows.append(Row((roman, *[None] * (len(_COLUMNS) - 1)), RowRole.GROUP, heading))
        rows += [Row(_cells(number, project, as_of)) for number, project in enumerate(members, 1)]
    whole = Phrase("report.project_pipeline.total", {"count": sum(map(len, known.values()))})
    rows.append(Row((None,) * len(_COLUMNS), RowRole.TOTAL, whole))
    title = Phrase("report.project_pipeline.title", {"as_of_on": as_of.isoformat()})
    return Table(name="project_pipeline", columns=_COLUMNS, rows=rows, title=title)


def _cells(number: int, project: ResearchProject, as_of: dt.date) -> tuple[Cell, ...]:
    steps = [step.event for step in project.history if step.first_day <= as_of and step.event in _EVENTS]
    return (
        str(number),
        project.title or project.code or project.project_id,
        None if project.level is None else f"project_level.{project.level.value}",
        None if project.kind is None else f"project_kind.{project.kind.value}",
        project.host_organization,
        f"event.{steps[-1]}" if steps else None,
    )
