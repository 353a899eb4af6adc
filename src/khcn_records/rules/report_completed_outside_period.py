"""A task done outside the days the report speaks for (*hoàn thành ngoài kỳ báo cáo*).

Basis: Nghị định 09/2019/NĐ-CP, Điều 12: data of a month run from the 15th of the month before to the 14th; offices that count
calendar months use the other window, so both are tried.

Wrong: done on 05/01 in the report of February. Right: done from 15/01 to 14/02 (decree) or in February (calendar).
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.errors import InvalidPeriodError
from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, RecordSet, Rule, Scope
from khcn_records.values.date_ranges import DateRange
from khcn_records.values.periods import WINDOW_RULES, ReportingPeriod

__all__ = ["RULE", "check"]

RULE = Rule(
    code="completed_outside_period",
    scope=Scope.REPORT,
    severity=Severity.WARNING,
    basis=Evidence("Nghị định 09/2019/NĐ-CP, Điều 12", Confidence.SECONDARY),
    kinds=("assigned_task",),
)


def check(subject: RecordSet, _context: Context) -> Iterator[Finding]:
    """One finding for each: grave where neither window holds the day, a hint where only the other one does."""
    report = subject.report
    if report is None:
        return
    windows = {rule: window for rule in WINDOW_RULES if (window := _window(report.period, rule)) is not None}
    if report.window_rule not in windows:
        return
    for task in subject.of("assigned_task"):
        for name in ("completed_on", "assigned_on"):
            day = getattr(task, name)
            holding = [rule for rule, window in windows.items() if day is not None and day in window]
            if day is None or len(holding) == len(windows) or (name == "assigned_on" and holding):
                continue
            if name == "assigned_on" and day < min(one.start for one in windows.values() if one.start):
                continue  # ordered in an earlier month and still open
            severity = RULE.severity if not holding else Severity.INFO
            yield RULE.finding(
                task.task_id,
                severity=severity,
                what_key=f"field.assigned_task.{name}",
                day_on=day.isoformat(),
                rules=", ".join(holding) or "-",
            )


def _window(period: ReportingPeriod, rule: str) -> DateRange | None:
    try:
        return period.window(rule)
    except InvalidPeriodError:
        return None
