"""The real monthly report and other real texts, where they stand beside the project; nothing of their wording is kept here."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from khcn_records.readers import KeptRole, Reading
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.reports.task_summary import summarize_tasks
from unjudged import read

SHARED = Path(__file__).resolve().parents[3] / "shared"
REPORT = SHARED / "seed" / "report-2024-02.txt"
GOLD = SHARED / "seed" / "report-2024-02.gold.json"
OTHERS = sorted((SHARED / "corpus" / "reports").glob("*.txt"))


def tasks_of(reading: Reading) -> tuple[AssignedTask, ...]:
    """The tasks among the records."""
    return tuple(one for one in reading.records if isinstance(one, AssignedTask))


needs_report = pytest.mark.skipif(
    not (REPORT.is_file() and GOLD.is_file()), reason="the real report is not here"
)


@pytest.fixture(scope="module", name="reading")
def _reading() -> Reading:
    return read(REPORT)


@pytest.fixture(scope="module", name="gold")
def _gold() -> Any:
    return json.loads(GOLD.read_text(encoding="utf-8"))


@needs_report
def test_the_tasks_are_those_a_person_read(reading: Reading, gold: Any) -> None:
    """Exactly the tasks of the gold, in order, in every field."""
    found = [
        {
            "row": task.task_id.removeprefix("2024-02/"),
            "group": task.status.value,
            "directive": str(task.directive.number),
            "issued": task.directive.issued_on and task.directive.issued_on.isoformat(),
            "subject": task.content,
            "due": task.due_on and task.due_on.isoformat(),
            "due_text": task.due_text,
            "completed": task.completed_on and task.completed_on.isoformat(),
            "progress_text": task.progress_text,
            "result": task.result and (str(task.result.number), str(task.result.issued_on)),
            "timeliness": task.timeliness(dt.date(2024, 2, 14)).value,
        }
        for task in tasks_of(reading)
    ]
    wanted = [
        {
            **{name: task[name] for name in ("row", "group", "subject", "due", "due_text", "completed", "progress_text", "timeliness")},
            "directive": task["directive"]["text"],
            "issued": task["directive"]["date"],
            "result": task["result"] and (task["result"]["text"], task["result"]["date"]),
        }
        for task in gold["tasks"]
    ]  # fmt: skip

    assert len(found) == 8
    assert found == wanted


@needs_report
def test_the_one_warning_is_the_symbol_that_stands_twice(reading: Reading) -> None:
    """One symbol names two plans, and nothing else is remarkable."""
    assert [(found.code, found.subject) for found in reading.findings] == [
        ("duplicate_symbol", "2024-02/II.6")
    ]
    assert dict(reading.findings[0].parameters) == {"symbol": "31/KH-UBND", "other": "2024-02/I.2"}


@needs_report
def test_the_report_knows_its_period_and_office(reading: Reading) -> None:
    """Period and office are those of the appendix's heading; a blank number stays blank."""
    report = reading.report

    assert report is not None
    assert str(report.period) == "2024-02"
    assert report.organization == "Sở Khoa học và Công nghệ tỉnh Bắc Giang"
    assert str(report.reference) == "Báo cáo số /BC-KHCN của Sở Khoa học và Công nghệ tỉnh Bắc Giang"
    assert report.tasks == tasks_of(reading)


@needs_report
def test_the_summary_is_the_printed_one(reading: Reading, gold: Any) -> None:
    """Counting the tasks read gives the figures that the report prints."""
    summary = summarize_tasks(tasks_of(reading), as_of=dt.date(2024, 2, 14))
    counted = {
        name: getattr(summary, name)
        for name in ("total", "done", "done_late", "in_progress", "overdue", "not_started")
    }

    assert counted == {
        "total": 8,
        "done": 2,
        "done_late": 0,
        "in_progress": 6,
        "overdue": 0,
        "not_started": 0,
    }
    assert counted == {name: gold["task_summary"][name] for name in counted}


@needs_report
def test_every_line_is_accounted_for(reading: Reading) -> None:
    """Each non-blank line stands in a task or in the kept text, and the page number in neither's content."""
    lines = {
        number
        for number, line in enumerate(REPORT.read_text(encoding="utf-8").split("\n"), 1)
        if line.strip()
    }
    kept = {kept.place.line for kept in reading.unread}
    in_tasks = {
        number
        for place in reading.places
        for number in range(place.line or 0, (place.line_end or 0) + 1)
        if number in lines and number not in kept
    }

    assert kept | in_tasks == lines
    assert len(kept) + len(in_tasks) == reading.line_count == len(lines)
    assert [kept.text for kept in reading.unread if kept.role is KeptRole.PAGE_NUMBER] == ["2"]


@needs_report
@pytest.mark.parametrize(
    "spell",
    [
        lambda text: unicodedata.normalize("NFC", text),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\n".join(line for line in text.split("\n") if line.strip()),
    ],
    ids=["NFC", "NFD", "CRLF", "single-spaced"],
)
def test_the_spelling_of_the_file_changes_no_task(reading: Reading, spell: Callable[[str], str]) -> None:
    """The letters' form, line ends and blank lines of the file change no task."""
    assert read(text=spell(REPORT.read_text(encoding="utf-8"))).records == reading.records


@pytest.mark.skipif(not OTHERS, reason="the real texts are not here")
@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_texts_without_a_task_appendix_claim_no_task(path: Path) -> None:
    """A real list of drafts or a plan is no task appendix: no task, no coverage claimed, and a finding says why."""
    reading = read(path)

    assert reading.records == ()
    assert reading.coverage < 20
    assert {"no_directive_column", "no_appendix"} & {found.code for found in reading.findings}
