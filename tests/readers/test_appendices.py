"""Appendices in the layouts that PDF extraction gives, each beside what it holds; the JSON was checked by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from khcn_records.finding import Severity
from khcn_records.readers import KeptRole, Reading
from unjudged import read

FOLDER = Path(__file__).resolve().parent
EVERY_APPENDIX = pytest.mark.parametrize(
    "path", sorted(FOLDER.glob("appendix_*.txt")), ids=lambda path: path.stem.removeprefix("appendix_")
)
FIELDS = (
    "directive", "content", "status", "due_on", "due_text", "completed_on", "progress_text", "result", "lead_unit",
    "coordinating_units", "note",
)  # fmt: skip


def plain(reading: Reading) -> dict[str, Any]:
    """What a reading holds, as JSON has it: empty fields left out."""
    tasks = []
    for task, place in zip(reading.records, reading.places, strict=True):
        fields = {name: str(value) for name in FIELDS if (value := getattr(task, name))}
        tasks.append({"task_id": task.task_id, "lines": [place.line, place.line_end], **fields})
    report = reading.report
    return {
        "period": None if report is None else str(report.period),
        "organization": None if report is None else report.organization,
        "reference": None if report is None or report.reference is None else str(report.reference),
        "tasks": tasks,
        "findings": [
            [
                found.severity.value,
                found.code,
                found.subject,
                None if found.place is None else found.place.line,
            ]
            for found in reading.findings
        ],
        "kept": {
            role.value: lines
            for role in KeptRole
            if (lines := [kept.place.line for kept in reading.unread if kept.role is role])
        },
    }


@EVERY_APPENDIX
def test_an_appendix_holds_what_was_read_by_hand(path: Path) -> None:
    """Every task, finding and kept line of an appendix is what a person read in it, field by field."""
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    found = plain(read(path))

    for task, wanted in zip(found["tasks"], expected["tasks"], strict=False):
        assert task == wanted
    assert found == expected


@EVERY_APPENDIX
def test_ids_are_unique(path: Path) -> None:
    """No two tasks of a reading share an id, whatever the row numbers say."""
    ids = [task.task_id for task in read(path).records]

    assert len(set(ids)) == len(ids)


@EVERY_APPENDIX
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_finding_is_worded(path: Path, lang: str) -> None:
    """Each finding says what it is about in both languages."""
    for finding in read(path).findings:
        assert finding.message(lang).strip()
        assert "{" not in finding.message(lang)


def test_doubtful_layouts_give_no_tasks() -> None:
    """Where lines or cells cannot be told apart, no task is claimed and a warning says so."""
    for name in ("aligned_to_the_middle", "content_first", "interleaved"):
        reading = read(FOLDER / f"appendix_{name}.txt")

        assert reading.records == ()
        assert any(finding.severity is not Severity.INFO for finding in reading.findings)
