"""The command line as a process of its own, and the example lines that its help texts and README show."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import khcn_records

PACKAGE_HOME = Path(khcn_records.__file__).parents[1]
REPORT_TEXT = Path(__file__).resolve().parents[1] / "cli" / "bao-cao.txt"
"""A made-up task appendix in the layout of text from a PDF: two tasks done (one late), two open (one overdue at the cutoff)."""


def environment(**changes: str) -> dict[str, str]:
    """The environment of a process that finds the package this test runs against."""
    return {**os.environ, "PYTHONPATH": str(PACKAGE_HOME), **changes}


def run(
    *arguments: str, stdin: bytes = b"", cwd: Path | None = None, **changes: str
) -> subprocess.CompletedProcess[bytes]:
    """`python -m khcn_records …` with its output as bytes."""
    command: Sequence[str] = [sys.executable, "-m", "khcn_records", *arguments]
    return subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
        cwd=cwd,
        env=environment(**changes),
    )
