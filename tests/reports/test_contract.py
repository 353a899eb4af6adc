"""The laws of the shelf of reports, tested on every name of `REPORTS` with the records it is made of."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drawn import records
from khcn_records.formats import dumps, loads
from khcn_records.labels import languages
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.indicators import Indicator
from khcn_records.records.issued_documents import IssuedDocument
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.records.project_aggregates import ProjectAggregate
from khcn_records.records.research_projects import ResearchProject
from khcn_records.reports import REPORTS
from khcn_records.samples import report_2024_02
from khcn_records.table import ColumnType, RowRole, Table
from strategies import days


class Made(NamedTuple):
    """What a report form is made of."""

    kinds: tuple[type, ...]
    fields: tuple[str, ...]


TASKS = Made((AssignedTask,), ("tasks",))
MADE_OF: Mapping[str, Made] = {
    "documents_by_kind": Made((IssuedDocument,), ("documents",)),
    "indicator_figures": Made((Indicator,), ("indicators",)),
    "open_tasks": TASKS,
    "project_events": Made((ResearchProject, ProjectAggregate), ("projects", "project_aggregates")),
    "project_pipeline": Made((ResearchProject,), ("projects",)),
    "task_appendix": TASKS,
    "task_summary": TASKS,
}
EVERY_REPORT = pytest.mark.parametrize("name", sorted(REPORTS))
OF_TASKS = pytest.mark.parametrize("name", sorted(name for name, made in MADE_OF.items() if made is TASKS))
AS_OF = dt.date(2024, 2, 14)
DRAWN = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def tabulated(name: str, several: Sequence[Any], as_of: dt.date = AS_OF) -> Table:
    """The table of that report form."""
    module: Any = importlib.import_module(REPORTS[name])
    table: Table = module.tabulate(several, as_of=as_of)
    return table


def drawn_for(name: str) -> st.SearchStrategy[list[Any]]:
    """Any records that form is made of."""
    return st.lists(st.one_of(*(records(kind) for kind in MADE_OF[name].kinds)), max_size=4)


def sample_for(name: str) -> list[Any]:
    """The records of the real report that form is made of."""
    report: MonthlyReport = report_2024_02()
    return [record for field in MADE_OF[name].fields for record in getattr(report, field)]


def test_every_form_says_what_it_is_made_of() -> None:
    """No form is left out of the laws below."""
    assert sorted(MADE_OF) == sorted(REPORTS)


@EVERY_REPORT
def test_no_records_make_a_valid_report(name: str) -> None:
    """An office without records still hands in a report: a table with headings, whose figures are all zero."""
    table = tabulated(name, [])

    assert table == tabulated(name, [])
    for column, kind in ((column.key, column.type) for column in table.columns):
        assert [cell for cell in table.column(column) if kind is ColumnType.COUNT and cell != 0] == []
    assert all(
        table.text_rows(lang) and table.headings(lang) and "<table>" in table._repr_html_()
        for lang in languages()
    )


@EVERY_REPORT
@pytest.mark.parametrize("lang", languages())
def test_every_column_has_a_heading(name: str, lang: str) -> None:
    """Each column is headed in each language, and the title and group headings have words."""
    table = tabulated(name, sample_for(name))

    assert len(table.columns) == len(table.headings(lang)) == len(set(table.headings(lang)))
    assert all(heading.strip() for heading in table.headings(lang))
    assert table.title is not None
    assert "{" not in table.title.format(lang)
    assert all(
        row.heading is not None and row.heading.format(lang)
        for row in table.rows
        if row.role is RowRole.GROUP
    )


@EVERY_REPORT
def test_a_table_is_named_after_its_report(name: str) -> None:
    """The name of the table is the name of the form, so that its headings are found."""
    assert name == tabulated(name, []).name


@EVERY_REPORT
@given(data=st.data(), as_of=days())
@DRAWN
def test_any_records_make_a_report_that_can_be_shown_and_stored(
    name: str, data: st.DataObject, as_of: dt.date
) -> None:
    """A report of any records words itself in every language, is the same each time, and comes back from a file."""
    several = data.draw(drawn_for(name))
    table = tabulated(name, several, as_of)

    assert table == tabulated(name, list(several), as_of)
    assert table == loads(dumps(table))
    for lang in languages():
        assert [len(table.columns)] * len(table.rows) == [len(row) for row in table.text_rows(lang)]


@OF_TASKS
@given(tasks=st.lists(records(AssignedTask), max_size=4), as_of=days())
@DRAWN
def test_tasks_of_the_future_change_nothing(name: str, tasks: list[AssignedTask], as_of: dt.date) -> None:
    """A task assigned after the day asked about does not exist yet."""
    known = [task for task in tasks if task.assigned_on is None or task.assigned_on <= as_of]

    assert tabulated(name, known, as_of) == tabulated(name, tasks, as_of)


@EVERY_REPORT
@pytest.mark.parametrize("as_of", [None, "2024-02-14", dt.datetime(2024, 2, 14)])
def test_as_of_is_a_day(name: str, as_of: Any) -> None:
    """The day is a plain date, also where there is nothing to report."""
    with pytest.raises(TypeError, match="as_of must be a date"):
        tabulated(name, [], as_of)


@EVERY_REPORT
def test_a_report_is_made_of_its_records(name: str) -> None:
    """A record of another kind is a programmer's mistake, told by its type."""
    wrong: Any = [*sample_for(name), report_2024_02()]
    with pytest.raises(TypeError, match="not MonthlyReport"):
        tabulated(name, wrong)
