"""Hypothesis strategies for everything that can stand in a file, and of each one example with every field filled.

A record is drawn from what its constructor accepts; where parts make no record together, the constructor's refusal decides.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import attrs
from hypothesis import strategies as st

import record_examples
from drawn import ODD_LINES, lines, maybe, records
from khcn_records.display.phrases import Phrase
from khcn_records.finding import Finding, Place, Severity
from khcn_records.records import KINDS, record_class
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.directives import Directive
from khcn_records.reports.task_summary import TaskSummary, UnitCounts
from khcn_records.table import Column, ColumnType, Row, RowRole, Table
from strategies import days, document_references


def assigned_tasks() -> st.SearchStrategy[AssignedTask]:
    """Every status, every field filled and empty."""
    return records(AssignedTask)


def parameters() -> st.SearchStrategy[dict[str, str | int]]:
    """Names and texts or counts, as a wording is filled with."""
    return st.dictionaries(
        st.text(max_size=8), st.text(max_size=12) | st.integers(-(10**30), 10**30), max_size=3
    )


def places() -> st.SearchStrategy[Place]:
    """Every part of a place filled and empty."""
    place = maybe(st.integers(1, 10**6))
    text = maybe(lines())
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
        place=maybe(places()),
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
        st.tuples(*(maybe(CELLS[column.type]()) for column in columns)),
        st.sampled_from(RowRole),
        maybe(phrases()),
    )
    return Table(
        name=draw(lines()),
        columns=columns,
        rows=draw(st.lists(row, max_size=3)),
        title=draw(maybe(phrases())),
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


def _of_kind(kind: str) -> Callable[[], st.SearchStrategy[Any]]:
    """A kind whose fields bind each other says in `FIELDS` of its example how they are drawn."""
    fields = getattr(importlib.import_module(f"record_examples.{kind}"), "FIELDS", {})
    return functools.partial(records, record_class(kind), **fields)


STRATEGIES: Mapping[str, Callable[[], st.SearchStrategy[Any]]] = {
    **{kind: _of_kind(kind) for kind in KINDS},
    "finding": findings,
    "table": tables,
    "task_summary": task_summaries,
}
"""Stored name → the strategy that draws it; the contracts ask for every name of `KINDS` and `STORED`."""


ADDED = {
    "bacgiang": {"file_code": "H02-17", "steps": [1, 2], "done": True, "note": None},
    "vn.gov_x": {"deep": {"er": []}},
}
"""Extension data with every kind of plain value."""

_KIND_EXAMPLES: Mapping[str, Any] = {
    name: attrs.evolve(importlib.import_module(f"record_examples.{name}").EXAMPLE, extension_data=ADDED)
    for _, name, _ in pkgutil.iter_modules(record_examples.__path__)
}
FULL_TASK: AssignedTask = _KIND_EXAMPLES["assigned_task"]
FULL_DIRECTIVE: Directive = _KIND_EXAMPLES["directive"]

EXAMPLES: Mapping[str, Any] = {
    **_KIND_EXAMPLES,
    "finding": Finding(
        code="duplicate_symbol",
        severity=Severity.ERROR,
        subject="2024-02/II.6",
        place=Place(file="bao-cao.docx", page=3, sheet="Phụ lục", row=7, cell="B7", line=12, line_end=14),
        parameters={"symbol": "31/KH-UBND", "other": "2024-02/I.2", "count": 2},
    ),
    "table": Table(
        name="task_summary",
        columns=[Column(f"{kind.value}_column", kind) for kind in ColumnType],
        rows=[
            Row(
                (
                    "chữ\nhai dòng",
                    8,
                    Decimal("5.50"),
                    dt.date(2024, 2, 5),
                    FULL_TASK.directive,
                    "timeliness.late",
                ),
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
