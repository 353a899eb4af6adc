"""A program that uses the front door, as a type checker sees it. It is checked and never run.

mypy reads it beside `src/`; pyright reads it against the installed wheel, where only `py.typed` makes the types visible.
"""

import datetime as dt
from collections.abc import Iterator
from typing import assert_type

import khcn_records as khcn


def values() -> None:
    """Text goes in, a typed value comes out."""
    day = khcn.parse_date("05/02/2024")
    assert_type(day, dt.date)
    assert_type(khcn.format_date(day), str)
    assert_type(khcn.format_date(day, "weekday", "en"), str)


def errors() -> None:
    """Every error has the one root, and an invalid value is a ValueError too."""
    try:
        khcn.parse_date("31/02/2024")
    except khcn.InvalidDateError as error:
        assert_type(error.text, str)
        as_root: khcn.KhcnError = error
        as_value_error: ValueError = error
        assert_type(khcn.label(as_root, "vi"), str)
        raise as_value_error from None


def records() -> None:
    """A record keeps its type through a step, and its parts are typed."""
    task = khcn.AssignedTask(task_id="1", directive="02/KH-UBND", content="Báo cáo", status="in_progress")
    assert_type(
        khcn.advance(task, "complete", on=dt.date(2024, 1, 30), document="29/BC-KHCN"), khcn.AssignedTask
    )
    assert_type(task.extend(dt.date(2024, 3, 15)), khcn.AssignedTask)
    assert_type(task.status, khcn.TaskStatus)
    assert_type(task.directive, khcn.DocumentReference)
    assert_type(task.history, tuple[khcn.HistoryEntry, ...])
    assert_type(task.extensions, tuple[khcn.Extension, ...])
    assert_type(task.timeliness(dt.date(2024, 2, 14)), khcn.Timeliness)
    assert_type(khcn.summarize_tasks([task], as_of=dt.date(2024, 2, 14)), khcn.TaskSummary)
    assert_type(khcn.summarize_tasks([task], as_of=dt.date(2024, 2, 14)).total, int)


def files() -> None:
    """Text formats give text; what is read is of the kind asked for, alone or in a tuple."""
    report = khcn.samples.report_2024_02()
    assert_type(khcn.dumps(report), str)
    assert_type(khcn.dumps(report, "yaml"), str)
    assert_type(khcn.dumps(report, "csv", delimiter=";"), str)
    assert_type(khcn.dumps(report, "xlsx"), bytes)
    assert_type(khcn.dumps(report, "msgpack"), bytes)
    assert_type(khcn.dumps(report, "parquet"), bytes)
    assert_type(khcn.iter_load("tasks.jsonl", kind=khcn.AssignedTask), Iterator[khcn.AssignedTask])
    assert_type(khcn.load_attachments("2024-02.zip"), tuple[khcn.Attachment, ...])
    assert_type(khcn.loads("{}", kind=khcn.AssignedTask), khcn.AssignedTask | tuple[khcn.AssignedTask, ...])
    assert_type(
        khcn.load("tasks.json", kind=khcn.AssignedTask), khcn.AssignedTask | tuple[khcn.AssignedTask, ...]
    )
    assert_type(khcn.structure({}, khcn.Directive), khcn.Directive)


def pages() -> None:
    """Text formats give text, a workbook is bytes, a picture is a value."""
    report = khcn.samples.report_2024_02()
    assert_type(khcn.render(report, "html", previous=report), str)
    assert_type(khcn.render(report, "xlsx"), bytes)
    assert_type(khcn.render(report, "ics", lang="en"), bytes)
    assert_type(khcn.render(report, "docx", layout="letter", address=["UBND"]), bytes)
    assert_type(khcn.plot(report, "deadlines"), khcn.Picture)
    assert_type(khcn.plot(report, "projects", lang="en").svg(), str)
