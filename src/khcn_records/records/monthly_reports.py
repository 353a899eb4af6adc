"""MonthlyReport (*báo cáo tháng*): what an office hands in for a period, as records.

Basis: Nghị định 09/2019/NĐ-CP, Điều 12 (the window its data come from).

>>> report = MonthlyReport(report_id="2024-02", period="tháng 02/2024", organization="Sở Khoa học và Công nghệ tỉnh Bắc Giang")
>>> report.cutoff
datetime.date(2024, 2, 14)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from khcn_records.display import Displayed
from khcn_records.fields import (
    instance_of,
    named,
    optional_day,
    optional_reference,
    optional_text,
    required_text,
    tuple_of,
)
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.directives import Directive
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

__all__ = ["MonthlyReport"]


def _period(period: ReportingPeriod | str) -> ReportingPeriod:
    return ReportingPeriod.parse(period) if isinstance(period, str) else period


def _tasks(tasks: Iterable[AssignedTask]) -> tuple[AssignedTask, ...]:
    return tuple_of(AssignedTask, tasks)


def _directives(directives: Iterable[Directive]) -> tuple[Directive, ...]:
    return tuple_of(Directive, directives)


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=named)
class MonthlyReport(Displayed):
    """What an office hands in for a period (*báo cáo định kỳ*).

    Attributes:
        report_id: this office's id of it.
        period: the month or other period; a `str` is parsed.
        organization: the reporting office; `None` where the text read does not name it.
        reference: its own number and date; a `str` is parsed; `None` in a draft.
        as_of: the day its figures hold for; `None`: the last day of the data window.
        window_rule: which rule sets that window, a key of `khcn_records.values.periods.WINDOW_RULES`.
        tasks: tasks assigned to the office.
        directives: directives received.
    """

    report_id: str = attrs.field(converter=required_text)
    period: ReportingPeriod = attrs.field(converter=_period, validator=instance_of(ReportingPeriod))
    organization: str | None = attrs.field(default=None, converter=optional_text)
    reference: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=instance_of(DocumentReference, optional=True)
    )
    as_of: dt.date | None = attrs.field(default=None, validator=optional_day)
    window_rule: str = attrs.field(default="decree09", converter=required_text)
    tasks: tuple[AssignedTask, ...] = attrs.field(default=(), converter=_tasks)
    directives: tuple[Directive, ...] = attrs.field(default=(), converter=_directives)

    @property
    def cutoff(self) -> dt.date:
        """The day the figures hold for, inclusive: `as_of`, or the last day of the data window.

        Raises:
            InvalidPeriodError: the period names no year, or the rule has no window for it.
        """
        if self.as_of is not None:
            return self.as_of
        end = self.period.window(self.window_rule).end
        assert end is not None
        return end
