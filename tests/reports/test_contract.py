"""The laws of the shelf of reports, tested on every name of `REPORTS`."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khcn_records.formats import dumps, loads
from khcn_records.labels import languages
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.reports import REPORTS
from khcn_records.samples import report_2024_02
from khcn_records.table import ColumnType, RowRole, Table
from record_strategies import assigned_tasks
from strategies import days

EVERY_REPORT = pytest.mark.parametrize("name", sorted(REPORTS))
AS_OF = dt.date(2024, 2, 14)


def tabulated(name: str, tasks: Sequence[AssignedTask], as_of: dt.date = AS_OF) -> Table:
    """The table of that report form."""
    module: Any = importlib.import_module(REPORTS[name])
    table: Table = module.tabulate(tasks, as_of=as_of)
    return table


@EVERY_REPORT
def test_no_records_make_a_valid_report(name: str) -> None:
    """An office without tasks still hands in a report: a table with headings, whose figures are all zero."""
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
    table = tabulated(name, report_2024_02().tasks)

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
@given(tasks=st.lists(assigned_tasks(), max_size=4), as_of=days())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_tasks_make_a_report_that_can_be_shown_and_stored(
    name: str, tasks: list[AssignedTask], as_of: dt.date
) -> None:
    """A report of any tasks words itself in every language, is the same each time, and comes back from a file."""
    table = tabulated(name, tasks, as_of)

    assert table == tabulated(name, list(tasks), as_of)
    assert table == loads(dumps(table))
    for lang in languages():
        assert [len(table.columns)] * len(table.rows) == [len(row) for row in table.text_rows(lang)]


@EVERY_REPORT
@given(tasks=st.lists(assigned_tasks(), max_size=4), as_of=days())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
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
def test_a_report_is_made_of_tasks(name: str) -> None:
    """What is no task is a programmer's mistake, told by its type."""
    wrong: Any = [*report_2024_02().tasks, report_2024_02()]
    with pytest.raises(TypeError, match="not MonthlyReport"):
        tabulated(name, wrong)
