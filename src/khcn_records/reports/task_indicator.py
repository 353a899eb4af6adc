"""Task indicator (*chỉ tiêu nhiệm vụ được giao*): the figure of assigned tasks with its parts, made from the tasks themselves.

Form: practice of the provincial reports: total; done, of which late; in progress, in time or overdue; not started.

>>> from khcn_records.records.monthly_reports import MonthlyReport
>>> made = task_indicator(MonthlyReport(report_id="2024-02", period="2024-02"))
>>> made.format_figure(), [part.format() for part in made.breakdown][0]
('0 nhiệm vụ', 'Đã thực hiện (hoàn thành): 0 nhiệm vụ (thực hiện chậm: 0 nhiệm vụ)')
"""

from __future__ import annotations

from khcn_records.labels import wording
from khcn_records.records.indicator_parts import BreakdownKind, BreakdownPart
from khcn_records.records.indicators import Indicator
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.reports.task_summary import TaskSummary, summarize_tasks

__all__ = ["task_indicator"]


def task_indicator(
    report: MonthlyReport,
    *,
    indicator_id: str = "assigned_tasks",
    section: str | None = None,
    lang: str = "vi",
) -> Indicator:
    """The indicator of the tasks of a report as of its `cutoff`; what is cancelled or transferred is not in it.

    Args:
        report: the report whose tasks are counted.
        indicator_id: the id of the indicator.
        section: where the outline of the report tells it.
        lang: the language of its names and unit.

    Raises:
        InvalidPeriodError: the period of the report names no year, or its rule has no window for it.
        UnknownLanguageError: no such language.
    """
    summary = summarize_tasks(report.tasks, as_of=report.cutoff)
    return Indicator(
        indicator_id=indicator_id,
        name=_words("name", lang),
        unit=_words("unit", lang),
        figure=summary.total,
        breakdown=(
            _part(summary, "done", lang, BreakdownKind.OF_WHICH, "done_late", "done_unknown"),
            _part(summary, "in_progress", lang, BreakdownKind.PARTITION, "in_progress_in_time", "overdue"),
            _part(summary, "not_started", lang, BreakdownKind.OF_WHICH, "not_started_overdue"),
        ),
        breakdown_kind=BreakdownKind.PARTITION,
        period=report.period,
        section=section,
    )


_WHERE_ANY = frozenset({"done_unknown", "not_started_overdue"})
"""What reports do not print where there is none of it."""


def _words(name: str, lang: str) -> str:
    return wording(f"report.task_indicator.{name}", lang)


def _part(
    summary: TaskSummary, name: str, lang: str, kind: BreakdownKind | None = None, *below: str
) -> BreakdownPart:
    parts = tuple(
        _part(summary, one, lang) for one in below if one not in _WHERE_ANY or getattr(summary, one)
    )
    return BreakdownPart(
        name=_words(name, lang),
        value=getattr(summary, name),
        unit=_words("unit", lang),
        parts=parts,
        parts_kind=kind if parts else None,
    )
