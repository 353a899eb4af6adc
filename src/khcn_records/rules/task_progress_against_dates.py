"""A progress that its dates contradict (*tiến độ không khớp ngày tháng*).

Basis: PRACTICE: the progress column says whether a task is in time, and so do its days.

Wrong: `Đúng hạn`, done on 05/02, last day 31/01. Right: `Chậm`, or other days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.assigned_tasks import AssignedTask, Timeliness
from khcn_records.rules.checking import Context, Rule, Scope
from khcn_records.text import fold

__all__ = ["RULE", "check"]

RULE = Rule(
    code="progress_against_dates",
    scope=Scope.RECORD,
    severity=Severity.ERROR,
    basis=Evidence("Quyết định 42/2014/QĐ-TTg (theo dõi nhiệm vụ giao)", Confidence.PRACTICE),
    kinds=("assigned_task",),
)
_SAID = {
    fold(text): claims
    for texts, claims in (
        (("Đúng hạn", "Trước hạn", "Hoàn thành đúng hạn"), {Timeliness.ON_TIME}),
        (("Chậm", "Thực hiện chậm", "Hoàn thành chậm", "Hoàn thành quá hạn"), {Timeliness.LATE}),
        (("Chưa đến hạn", "Trong hạn", "Còn hạn"), {Timeliness.NOT_DUE, Timeliness.DUE_SOON}),
        (("Quá hạn",), {Timeliness.OVERDUE, Timeliness.LATE}),
    )
    for text in texts
}
_SURE = {Timeliness.ON_TIME, Timeliness.LATE, Timeliness.NOT_DUE, Timeliness.DUE_SOON, Timeliness.OVERDUE}


def check(subject: AssignedTask, context: Context) -> Iterator[Finding]:
    """One finding where the days say something else than the words; *quá hạn* may mean done late or still open."""
    claims = _SAID.get(fold(subject.progress_text or "").strip(" .;"))
    day = context.last_day or subject.completed_on
    if claims is None or not isinstance(day, dt.date):
        return
    real = subject.timeliness(day)
    if real in _SURE and real not in claims:
        yield RULE.finding(
            subject.task_id,
            text=subject.progress_text or "",
            real_key=f"timeliness.{real.value}",
            as_of_on=day.isoformat(),
        )
