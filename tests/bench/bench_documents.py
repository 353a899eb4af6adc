"""A task appendix as a Word document: in time linear in its tasks, and beside python-docx adding row by row.

The peer writes the same table and nothing else: no letterhead, no widths, no judgement of what is late. Linear means that a task
costs as much among five thousand as among five hundred.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

from tests.bench.harness import Contest, repeated

from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.renderers import render
from khcn_records.reports import task_appendix

MANY, FEW, PEER = 5_000, 500, 1_000


def _report(count: int) -> MonthlyReport:
    several = [
        AssignedTask(
            task_id=str(n),
            directive=f"{n + 1}/UBND-KGVX ngày 17/01/2024",
            content=f"Tham mưu thực hiện nội dung thứ {n} của kế hoạch",
            status="done" if n % 2 else "in_progress",
            due_on=dt.date(2024, 2, 1 + n % 28),
            completed_on=dt.date(2024, 2, 5) if n % 2 else None,
        )
        for n in range(count)
    ]
    return MonthlyReport(report_id="1", period="2024-02", tasks=several)


def _ours(count: int) -> Callable[[], bytes]:
    report = _report(count)

    def written() -> bytes:
        made = render(report, "docx", layout="appendix")
        assert isinstance(made, bytes)
        return made

    return written


def _row_by_row(count: int) -> Callable[[], bytes]:
    import docx

    report = _report(count)

    def written() -> bytes:
        table = task_appendix.tabulate(report.tasks, as_of=report.cutoff, period=report.period)
        made = docx.Document()
        grid = made.add_table(rows=0, cols=len(table.columns))
        for texts in (table.headings(), *table.text_rows()):
            for cell, text in zip(grid.add_row().cells, texts, strict=True):
                cell.text = text
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()

    return written


def _rows(made: bytes) -> list[list[str]]:
    import docx

    return [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(made)).tables[-1].rows]


def contests() -> list[Contest]:
    """Many tasks beside few, and beside a library that looks for the place of every row."""
    ours, peer = _rows(_ours(20)()), _rows(_row_by_row(20)())
    assert [row for row in ours if row[1] != row[2]] == [row for row in peer if row[2]]
    few = "ourselves with 500 tasks"
    return [
        Contest("docx: a task of 5,000", 1.3, repeated(_ours(MANY), MANY), repeated(_ours(FEW), FEW), few),
        Contest(
            "docx: a task of 1,000",
            0.2,
            repeated(_ours(PEER), PEER),
            repeated(_row_by_row(PEER), PEER),
            "python-docx add_row",
            "the peer grows with the square of the rows",
        ),
    ]
