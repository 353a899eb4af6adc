"""Everything a renderer has to lay out, with text in every field that HTML, Markdown or a terminal would take for a command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from khcn_records.display.phrases import Phrase
from khcn_records.finding import Finding, Findings, Place, Severity
from khcn_records.lifecycle import HistoryEntry
from khcn_records.records import KINDS
from khcn_records.records.assigned_tasks import AssignedTask, Extension, TaskStatus
from khcn_records.records.directives import Directive
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.reports.task_summary import summarize_tasks
from khcn_records.table import Cell, Column, ColumnType, Row, RowRole, Table
from khcn_records.values.document_references import DocumentReference
from record_strategies import EXAMPLES

NASTY = "<script>alert(\"x\")</script> <i>a/b</i> & 'y' | *a* _b_ `c` [d](e) # ~f~ \\ $g$ &amp; Đề án"
"""One line: a record keeps no line breaks in its texts."""
NASTY_LINES = f"{NASTY}\n- 1. dòng hai\r\n\tdòng ba\x1b[31m\u202edòng bốn\x7f\x9b\u2028"
"""Several lines, with a terminal's command and a mark that reverses the line; a table's cell may hold them."""
DAY = dt.date(2024, 3, 5)

NASTY_FINDINGS = Findings(
    [
        Finding(
            code="unreadable_result",
            severity=severity,
            subject=NASTY,
            place=Place(file=NASTY, page=1, sheet=NASTY, row=2, cell=NASTY, line=3),
            parameters={"text": NASTY},
        )
        for severity in Severity
    ]
)


def nasty_task(status: TaskStatus = TaskStatus.IN_PROGRESS) -> AssignedTask:
    """A task with every field filled."""
    reference = DocumentReference.parse("181/UBND-KGVX ngày 12/01/2024")
    return AssignedTask(
        task_id=NASTY,
        directive=reference,
        content=NASTY,
        status=status,
        assigned_on=dt.date(2024, 1, 2),
        due_on=dt.date(2024, 2, 28),
        due_text=NASTY,
        completed_on=dt.date(2024, 3, 1) if status is TaskStatus.DONE else None,
        progress_text=NASTY,
        result=reference if status is TaskStatus.DONE else None,
        lead_unit=NASTY,
        coordinating_units=(NASTY, "Phòng KH"),
        extensions=(Extension(due_on=dt.date(2024, 2, 28), note=NASTY),),
        history=(HistoryEntry(event="start", from_state="not_started", to_state="in_progress", on=dt.date(2024, 1, 3), by=NASTY, note=NASTY),),
        note=NASTY,
    )  # fmt: skip


def _table(cells: list[tuple[RowRole, tuple[Cell, ...], Phrase | None]], *, notes: int = 0) -> Table:
    columns = zip(
        ("number", "directive", "content", "due_on", "progress", "result"),
        ("count", "document", "text", "day", "label", "decimal"),
        strict=True,
    )
    phrase = Phrase("report.task_appendix.title", {"period": "2024-02"})
    return Table(
        name="task_appendix",
        columns=[Column(key, ColumnType(kind)) for key, kind in columns],
        rows=[Row(texts, role, heading) for role, texts, heading in cells],
        title=phrase,
        notes=[Phrase("finding.unknown_group", {"text": NASTY})] * notes,
    )


FULL_TABLE = _table(
    [
        (RowRole.GROUP, (2, *[None] * 5), Phrase("finding.unknown_group", {"text": NASTY})),
        (
            RowRole.DATA,
            (8, DocumentReference.parse("316/UBND-KGVX ngày 17/01/2024"), NASTY_LINES, DAY, "timeliness.overdue", Decimal("1291.5")),
            None,
        ),
        (RowRole.DATA, (None,) * 6, None),
        (RowRole.GROUP, (1, None, NASTY_LINES, None, None, Decimal(-3)), None),
        (RowRole.TOTAL, (1291, None, NASTY, None, None, Decimal("0.1")), None),
    ],
    notes=2,
)  # fmt: skip
ONE_COLUMN = Table(
    name="task_appendix",
    columns=[Column("content")],
    rows=[
        Row((None,), RowRole.GROUP, Phrase("finding.unknown_group", {"text": NASTY})),
        Row((NASTY_LINES,)),
        Row((None,)),
        Row((NASTY,), RowRole.TOTAL),
    ],
)
_TASKS = tuple(nasty_task(status) for status in TaskStatus)
DIRECTIVE = Directive(
    directive_id=NASTY,
    number="316/UBND-KGVX",
    issued_on=dt.date(2024, 1, 17),
    issuer=NASTY,
    subject=NASTY,
    received_on=dt.date(2024, 1, 18),
)
REPORT = MonthlyReport(
    report_id=NASTY, period="tháng 02/2024", organization=NASTY, as_of=DAY, tasks=_TASKS, directives=[DIRECTIVE]
)  # fmt: skip

RENDERABLE: Mapping[str, object] = MappingProxyType(
    {
        **{kind: EXAMPLES[kind] for kind in KINDS},
        "a report": REPORT,
        "a report of nothing": MonthlyReport(report_id="1", period="tháng 02/2024"),
        "a summary": summarize_tasks(_TASKS, as_of=DAY),
        "a summary of nothing": summarize_tasks([], as_of=DAY),
        "a table of every type": FULL_TABLE,
        "a table without rows": _table([]),
        "a table of one column": ONE_COLUMN,
        "findings": NASTY_FINDINGS,
        "no findings": Findings(),
        "a finding": NASTY_FINDINGS[0],
        "a list of findings": list(NASTY_FINDINGS),
        "assigned_task": _TASKS[0],
        "directive": DIRECTIVE,
        "an extension": _TASKS[0].extensions[0],
        "a step": _TASKS[0].history[0],
        "tasks": list(_TASKS),
        "a summary, a table and a record": (summarize_tasks(_TASKS, as_of=DAY), FULL_TABLE, DIRECTIVE),
        "nothing": (),
    }
)
"""What the front door promises to render, by name; every record kind of `KINDS` stands under its own."""
