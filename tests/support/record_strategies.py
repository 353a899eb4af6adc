"""Hypothesis strategies for everything that can stand in a file, and of each one example with every field filled.

A record is drawn from what its constructor accepts; where parts make no record together, the constructor's refusal decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from khcn_records.display import Phrase
from khcn_records.errors import InvalidValueError
from khcn_records.finding import Finding, Place, Severity
from khcn_records.lifecycle import HistoryEntry, Lifecycle
from khcn_records.records.assigned_tasks import AssignedTask, Extension, TaskStatus
from khcn_records.records.directives import Directive, DirectiveStatus, Urgency
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.reports.task_summary import TaskSummary, UnitCounts
from khcn_records.table import Column, ColumnType, Row, RowRole, Table
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_kinds import DocumentKind
from khcn_records.values.document_numbers import DocumentNumber
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod
from strategies import (
    days,
    document_kinds,
    document_numbers,
    document_references,
    partial_dates,
    reporting_periods,
)

ODD_LINES = (
    "Báo cáo kết quả", "<script>alert('x')</script>", "a & b", "\"'", "null", "true", "on", "~", "12:30", "2024-02-05", "0x1F", "1e5",
    "- a", "# b", "a: b", "{x}", "[y]", "&z", "*z", "!t", "%d", "@", "`", "|", ">", "ế", "\x00", "\x7f", "\u2028x", "😀", "\ufffe", "…",
)  # fmt: skip
"""Texts that some format could take for something else."""


def lines() -> st.SearchStrategy[str]:
    """A line of text that says something: any Unicode but halves of characters."""
    return (st.sampled_from(ODD_LINES) | st.text(max_size=30)).filter(_says_something)


def _says_something(text: str) -> bool:
    from khcn_records.text import clean

    return bool(clean(text))


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def _tuples(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def _dated_parts() -> st.SearchStrategy[PartialDate]:
    return partial_dates().filter(lambda part: part.year is not None)


def history_entries(lifecycle: Lifecycle) -> st.SearchStrategy[HistoryEntry]:
    """Steps with states of the lifecycle, in any order, on days and parts of days."""
    states = st.sampled_from([state.value for state in lifecycle.states])
    return st.builds(
        HistoryEntry,
        event=st.sampled_from([step.event for step in lifecycle.transitions]) | lines(),
        from_state=states,
        to_state=states,
        on=days() | _dated_parts(),
        by=_maybe(lines()),
        document=_maybe(document_references()),
        note=_maybe(lines()),
        is_jump=st.booleans(),
    )


def extensions() -> st.SearchStrategy[Extension]:
    """Every field filled and empty."""
    return st.builds(
        Extension,
        previous_due_on=_maybe(days()),
        due_on=days(),
        decided_on=_maybe(days()),
        document=_maybe(document_references()),
        note=_maybe(lines()),
    )


def assigned_tasks() -> st.SearchStrategy[AssignedTask]:
    """Every status, every field filled and empty."""
    return st.builds(
        AssignedTask,
        task_id=lines(),
        directive=document_references(),
        content=lines(),
        status=st.sampled_from(TaskStatus),
        assigned_on=_maybe(days()),
        due_on=_maybe(days()),
        due_text=_maybe(lines()),
        completed_on=_maybe(days()),
        progress_text=_maybe(lines()),
        result=_maybe(document_references()),
        lead_unit=_maybe(lines()),
        coordinating_units=_tuples(lines()),
        extensions=_tuples(extensions(), 2),
        history=_tuples(history_entries(AssignedTask.LIFECYCLE), 2),
        note=_maybe(lines()),
    )


def _directive_or_none(**fields: Any) -> Directive | None:
    try:
        return Directive(**fields)
    except InvalidValueError:
        return None


def directives() -> st.SearchStrategy[Directive]:
    """Known by symbol, by kind or by subject; every status and urgency."""
    made = st.builds(
        _directive_or_none,
        directive_id=lines(),
        number=_maybe(document_numbers()),
        issued_on=_maybe(days()),
        issuer=_maybe(lines()),
        kind=_maybe(document_kinds()),
        subject=_maybe(lines()),
        received_on=_maybe(days()),
        urgency=st.sampled_from(Urgency),
        status=st.sampled_from(DirectiveStatus),
        history=_tuples(history_entries(Directive.LIFECYCLE), 2),
    )
    return made.map(lambda directive: directive or Directive(directive_id="1", number="01/KH-UBND"))


def monthly_reports() -> st.SearchStrategy[MonthlyReport]:
    """Any period, with tasks and directives and without."""
    return st.builds(
        MonthlyReport,
        report_id=lines(),
        period=reporting_periods(),
        organization=_maybe(lines()),
        reference=_maybe(document_references()),
        as_of=_maybe(days()),
        window_rule=st.sampled_from(["decree09", "calendar"]) | lines(),
        tasks=_tuples(assigned_tasks(), 2),
        directives=_tuples(directives(), 2),
    )


def parameters() -> st.SearchStrategy[dict[str, str | int]]:
    """Names and texts or counts, as a wording is filled with."""
    return st.dictionaries(
        st.text(max_size=8), st.text(max_size=12) | st.integers(-(10**30), 10**30), max_size=3
    )


def places() -> st.SearchStrategy[Place]:
    """Every part of a place filled and empty."""
    place = _maybe(st.integers(1, 10**6))
    text = _maybe(lines())
    return st.builds(
        Place, file=text, page=place, sheet=text, row=place, cell=text, line=place, line_end=place
    )


def findings() -> st.SearchStrategy[Finding]:
    """Any code, every severity."""
    return st.builds(
        Finding,
        code=lines(),
        severity=st.sampled_from(Severity),
        subject=st.just("") | lines(),
        place=_maybe(places()),
        parameters=parameters(),
    )


def phrases() -> st.SearchStrategy[Phrase]:
    """A key with what fills it."""
    return st.builds(Phrase, st.text(max_size=12), parameters())


CELLS: Mapping[ColumnType, Callable[[], st.SearchStrategy[Any]]] = {
    ColumnType.TEXT: lambda: st.text(max_size=20) | st.sampled_from(["a\nb", *ODD_LINES]),
    ColumnType.COUNT: lambda: st.integers(-(10**30), 10**30),
    ColumnType.DECIMAL: lambda: st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.sampled_from(
        [Decimal("1E+20"), Decimal("-0"), Decimal("0.10"), Decimal("1E-20")]
    ),
    ColumnType.DAY: days,
    ColumnType.DOCUMENT: document_references,
    ColumnType.LABEL: lambda: st.sampled_from(["timeliness.on_time", "task_status.done"]),
}  # fmt: skip
"""What each type of column holds."""


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Columns of every type, rows of every role, empty cells."""
    columns = draw(st.lists(st.builds(Column, lines(), st.sampled_from(ColumnType)), max_size=6))
    row = st.builds(
        Row,
        st.tuples(*(_maybe(CELLS[column.type]()) for column in columns)),
        st.sampled_from(RowRole),
        _maybe(phrases()),
    )
    return Table(
        name=draw(lines()),
        columns=columns,
        rows=draw(st.lists(row, max_size=3)),
        title=draw(_maybe(phrases())),
        notes=draw(st.lists(phrases(), max_size=2)),
    )


@st.composite
def counts(draw: st.DrawFn) -> dict[str, int]:
    """Counts whose parts stand within their wholes."""
    late, unknown, in_time, overdue, other_done = (draw(st.integers(0, 10**6)) for _ in range(5))
    not_started = draw(st.integers(0, 100))
    return {
        "done": late + unknown + other_done,
        "done_late": late,
        "done_unknown": unknown,
        "in_progress": in_time + overdue,
        "overdue": overdue,
        "not_started": not_started,
        "not_started_overdue": draw(st.integers(0, not_started)),
        "outside": draw(st.integers(0, 9)),
    }


@st.composite
def task_summaries(draw: st.DrawFn) -> TaskSummary:
    """Sums over any number of units."""
    units = [
        UnitCounts(unit=unit, **draw(counts())) for unit in draw(st.lists(st.just("") | lines(), max_size=3))
    ]
    return TaskSummary(as_of=draw(days()), units=units, **draw(counts()))


STRATEGIES: Mapping[str, Callable[[], st.SearchStrategy[Any]]] = {
    "assigned_task": assigned_tasks,
    "directive": directives,
    "finding": findings,
    "monthly_report": monthly_reports,
    "table": tables,
    "task_summary": task_summaries,
}
"""Stored name → the strategy that draws it; the contracts ask for every name of `KINDS` and `STORED`."""


_ORDER = DocumentReference.parse(
    "Quyết định số 1982/QĐ-UBND ngày 19/12/2023 của Chủ tịch UBND tỉnh “Phê duyệt kế hoạch”"
)
_ANSWER = DocumentReference.parse("Báo cáo số 29/BC-KHCN ngày 29/01/2024 của Sở Khoa học và Công nghệ")

FULL_TASK = AssignedTask(
    task_id="2024-02/I.2",
    directive=_ORDER,
    content="Báo cáo kết quả thực hiện kế hoạch",
    status=TaskStatus.DONE,
    assigned_on=dt.date(2023, 12, 20),
    due_on=dt.date(2024, 1, 31),
    due_text="trước ngày 01/02/2024",
    completed_on=dt.date(2024, 1, 29),
    progress_text="Đúng hạn",
    result=_ANSWER,
    lead_unit="Phòng Quản lý khoa học",
    coordinating_units=("Văn phòng Sở", "Thanh tra Sở"),
    extensions=(
        Extension(
            previous_due_on=dt.date(2024, 1, 15),
            due_on=dt.date(2024, 1, 31),
            decided_on=dt.date(2024, 1, 10),
            document=DocumentReference.parse("12/UBND-KGVX ngày 10/01/2024"),
            note="Gia hạn lần 1",
        ),
    ),
    history=(
        HistoryEntry(event="start", from_state="not_started", to_state="in_progress", on=PartialDate(2023, 12), by="Phòng Quản lý khoa học"),
        HistoryEntry(
            event="complete",
            from_state="in_progress",
            to_state="done",
            on=dt.date(2024, 1, 29),
            by="Sở Khoa học và Công nghệ",
            document=_ANSWER,
            note="Gửi trên trục liên thông",
            is_jump=True,
        ),
    ),
    note="Không",
)  # fmt: skip

FULL_DIRECTIVE = Directive(
    directive_id="2024-02/316",
    number=DocumentNumber.parse("114-KH/TU"),
    issued_on=dt.date(2024, 1, 5),
    issuer="Ban Thường vụ Tỉnh uỷ",
    kind=DocumentKind("KH"),
    subject="Thực hiện Nghị quyết “về khoa học và công nghệ”",
    received_on=dt.date(2024, 1, 8),
    urgency=Urgency.URGENT,
    status=DirectiveStatus.IN_PROGRESS,
    history=(
        HistoryEntry(event="start", from_state="received", to_state="in_progress", on=dt.date(2024, 1, 9)),
    ),
)

EXAMPLES: Mapping[str, Any] = {
    "assigned_task": FULL_TASK,
    "directive": FULL_DIRECTIVE,
    "finding": Finding(
        code="duplicate_symbol",
        severity=Severity.ERROR,
        subject="2024-02/II.6",
        place=Place(file="bao-cao.docx", page=3, sheet="Phụ lục", row=7, cell="B7", line=12, line_end=14),
        parameters={"symbol": "31/KH-UBND", "other": "2024-02/I.2", "count": 2},
    ),
    "monthly_report": MonthlyReport(
        report_id="2024-02",
        period=ReportingPeriod.of_month(2024, 2),
        organization="Sở Khoa học và Công nghệ tỉnh Bắc Giang",
        reference=DocumentReference.parse("Báo cáo số 30/BC-KHCN ngày 15/02/2024"),
        as_of=dt.date(2024, 2, 14),
        window_rule="calendar",
        tasks=(FULL_TASK,),
        directives=(FULL_DIRECTIVE,),
    ),
    "table": Table(
        name="task_summary",
        columns=[Column(f"{kind.value}_column", kind) for kind in ColumnType],
        rows=[
            Row(
                ("chữ\nhai dòng", 8, Decimal("5.50"), dt.date(2024, 2, 5), _ORDER, "timeliness.late"),
                RowRole.DATA,
            ),
            Row((None,) * 6, RowRole.GROUP, Phrase("report.task_appendix.not_started", {"count": 0})),
            Row(("", 0, Decimal(-1), None, None, None), RowRole.TOTAL),
        ],
        title=Phrase("report.task_summary.title", {"as_of_on": "2024-02-14"}),
        notes=[Phrase("finding_list.none")],
    ),
    "task_summary": TaskSummary(
        as_of=dt.date(2024, 2, 14),
        done=4,
        done_late=1,
        done_unknown=1,
        in_progress=3,
        overdue=1,
        not_started=2,
        not_started_overdue=1,
        outside=1,
        units=[UnitCounts(unit="Văn phòng", done=1), UnitCounts(unit="", in_progress=1, overdue=1)],
    ),
}
"""Stored name → the record with every kind of field, each filled with something other than its default."""
