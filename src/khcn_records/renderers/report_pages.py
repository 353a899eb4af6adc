"""The page of a monthly report: its summary and tasks, and as a whole its open tasks, projects and figures.

What the report does not hold has no table, so that a report of tasks alone is a page of tasks.
"""

from __future__ import annotations

import attrs

from khcn_records.display.phrases import Phrase
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.renderers import Block, Page, table_block
from khcn_records.reports import indicator_figures, open_tasks, project_pipeline, task_appendix, task_summary
from khcn_records.reports.task_summary import summarize_tasks
from khcn_records.table import Table

__all__ = ["report_page"]


def report_page(
    report: MonthlyReport, lang: str, *, is_whole: bool = False, previous: MonthlyReport | None = None
) -> Page:
    """The page, every table as of the report's `cutoff`.

    Args:
        report: what is shown.
        lang: the language of its words.
        is_whole: show its projects and figures too.
        previous: the report of the period before, with whose figures its own are compared.

    Raises:
        InvalidPeriodError: the period names no year, or its rule has no window for it.
    """
    as_of = report.cutoff
    summary = summarize_tasks(report.tasks, as_of=as_of)
    blocks = [table_block(task_summary.tabulate(report.tasks, as_of=as_of), lang)]
    if is_whole and report.tasks:
        blocks.append(_block(open_tasks.tabulate(report.tasks, as_of=as_of), lang))
    blocks.append(table_block(task_appendix.tabulate(report.tasks, as_of=as_of, period=report.period), lang))
    others = _others(report, lang, previous) if is_whole else []
    lines = [line for line in (report.organization,) if line is not None]
    lines.append(summary.sentence(lang))
    name = "whole_title" if others else "title"
    title = Phrase(f"page.monthly_report.{name}", {"period": str(report.period)}).format(lang)
    return Page(title=title, lang=lang, lines=tuple(lines), blocks=(*blocks, *others))


_WHERE_ANY = frozenset({"lead_unit", "host_organization"})
"""Columns that are left out where nothing stands in them: many offices do not tell who does what."""


def _block(table: Table, lang: str) -> Block:
    blank = {
        place
        for place, column in enumerate(table.columns)
        if column.key in _WHERE_ANY and not any(table.column(column.key))
    }
    columns = [column for place, column in enumerate(table.columns) if place not in blank]
    rows = [
        attrs.evolve(row, cells=[cell for place, cell in enumerate(row.cells) if place not in blank])
        for row in table.rows
    ]
    return table_block(attrs.evolve(table, columns=columns, rows=rows), lang)


def _others(report: MonthlyReport, lang: str, previous: MonthlyReport | None) -> list[Block]:
    """Projects and figures, where there are any, in this report or in the one before."""
    as_of = report.cutoff
    before = () if previous is None else previous.indicators
    blocks = []
    if report.projects:
        blocks.append(_block(project_pipeline.tabulate(report.projects, as_of=as_of), lang))
    if report.indicators or before:
        figures = indicator_figures.tabulate(report.indicators, as_of=as_of, previous=before)
        blocks.append(table_block(figures, lang))
    return blocks
