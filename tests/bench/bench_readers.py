"""A whole report read from its text, in megabytes a second: there is no peer for the same work, so the goal is a pace.

The clock is the processor's, as a pace has no peer that a busy machine slows down as well. Read is without the rules about text,
which are timed where they live.
"""

from __future__ import annotations

import time
from pathlib import Path

from tests.bench.harness import Contest

from khcn_records.readers import read

PACE = 500_000
"""Bytes a second, the goal."""
TIMES = 6
REPORT = Path(__file__).parents[3] / "shared" / "seed" / "report-2024-02.txt"
"""A real report, where it is; an invented one stands in for it elsewhere."""
OTHER = Path(__file__).parents[1] / "readers" / "report_department.txt"


def _seconds_a_byte(text: str) -> float:
    start = time.process_time()
    read(text=text, rules=())
    return (time.process_time() - start) / len(text.encode())


def contests() -> list[Contest]:
    """One report, and several in one text: the pace does not fall as the text grows."""
    report = (REPORT if REPORT.exists() else OTHER).read_text(encoding="utf-8")
    body, receivers, rest = report.partition("Nơi nhận")
    several = body * TIMES + receivers + rest
    found = read(text=report, rules=())
    if found.report is None or not found.records:
        raise AssertionError("the report is not read: nothing to time")
    of = "a real report" if REPORT.exists() else "an invented report"
    note = f"{len(report.encode()) / 1e3:.0f} kB of {of}, {len(found.records)} records"
    peer = f"a pace of {PACE / 1e6:g} MB/s"
    return [
        Contest(
            "read, a report, per byte", 1.0, lambda: _seconds_a_byte(report), lambda: 1 / PACE, peer, note
        ),
        Contest(
            f"read, {TIMES} bodies in one report, per byte",
            1.0,
            lambda: _seconds_a_byte(several),
            lambda: 1 / PACE,
            peer,
            note,
        ),
    ]
