"""The sample report as every format renders it: on a day when a task is overdue, with a warning and an error.

Run as `python tests/support/renderer_snapshot.py` it writes the files of `tests/renderers/golden/` anew.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import attrs

from khcn_records import samples
from khcn_records.finding import Finding, Findings, Place, Severity
from khcn_records.labels import languages
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.renderers import RENDERERS, render

GOLDEN = Path(__file__).resolve().parents[1] / "renderers" / "golden"

SUFFIXES = {"html": "html", "markdown": "md", "text": "txt"}
"""Suffix of the golden file of each format; a new format adds its own."""

FINDINGS = Findings(
    [
        Finding(
            code="duplicate_symbol",
            subject="2024-02/II.6",
            place=Place(file="bao-cao.txt", line=120, line_end=128),
            parameters={"symbol": "31/KH-UBND", "other": "2024-02/I.2"},
        ),
        Finding(
            code="unreadable_row",
            severity=Severity.ERROR,
            subject="2024-02/II.7",
            place=Place(file="bao-cao.txt", line=131),
            parameters={"number": "7", "group": "II", "text": "Kế hoạch <mờ> & nhòe"},
        ),
    ]
)


def report() -> MonthlyReport:
    """The sample report as of 5 March 2024: a task of 28 February is overdue."""
    return attrs.evolve(samples.report_2024_02(), as_of=dt.date(2024, 3, 5))


def golden_file(name: str, lang: str) -> Path:
    """Where the golden file of a format and language stands."""
    return GOLDEN / f"{name}.{lang}.{SUFFIXES[name]}"


def document(name: str, lang: str) -> bytes:
    """The report in a format and language, as bytes."""
    made = render(report(), name, lang=lang, findings=FINDINGS)
    return made.encode("utf-8") if isinstance(made, str) else made


if __name__ == "__main__":
    for format_name in RENDERERS:
        for language in languages():
            golden_file(format_name, language).write_bytes(document(format_name, language))
