"""The examples in README and docs are true.

In a Markdown file, ```` ```python ```` runs (with `>>>` as a doctest, plain as a program); ```` ```console ```` runs its `$ khcn-records …`
lines and compares what they print; ```` ```json ```` and ```` ```toml ```` are parsed. ```` ```sh ```` is for setting up and does not run.
"""

from __future__ import annotations

import doctest
import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import khcn_records
from project import ROOT, shown

pytest.importorskip("sybil", reason="the examples in README and docs run in the docs environment")

from sybil import Document, Example, Region, Sybil
from sybil.parsers import myst

FLAGS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
DOCUMENTS = sorted(path for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")) if path.exists())


def run_console(example: Example) -> str | None:
    """Each `$ khcn-records …` line prints the lines below it; `...` stands for anything."""
    for session in re.split(r"^\$ ", str(example.parsed), flags=re.MULTILINE)[1:]:
        line, _, expected = session.partition("\n")
        program, *arguments = shlex.split(line, comments=True)
        if program != "khcn-records":
            return f"only khcn-records runs in a console block (use sh for the rest): {line}"
        done = subprocess.run(
            [sys.executable, "-m", "khcn_records", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        printed = done.stdout + done.stderr
        if not doctest.OutputChecker().check_output(f"{expected.rstrip()}\n", f"{printed.rstrip()}\n", FLAGS):
            return f"$ {line}\nexpected:\n{expected}\nprinted (exit code {done.returncode}):\n{printed}"
    return None


def check_json(example: Example) -> None:
    """A block of JSON is JSON."""
    json.loads(str(example.parsed))


def check_toml(example: Example) -> None:
    """A block of TOML is TOML."""
    tomllib.loads(str(example.parsed))


def parsed(path: Path) -> Document:
    """The document with its examples."""
    parsers: list[Callable[[Document], Iterable[Region]]] = [
        myst.PythonCodeBlockParser(doctest_optionflags=FLAGS),
        myst.CodeBlockParser("console", run_console),
        myst.CodeBlockParser("json", check_json),
        myst.CodeBlockParser("toml", check_toml),
        myst.SkipParser(),
    ]
    return Sybil(parsers, path=str(path.parent), pattern=path.name).parse(path)


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_examples_of_a_page_are_true(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every example on the page, run from top to bottom in an empty folder, does what the page says."""
    monkeypatch.setenv("PYTHONPATH", str(Path(khcn_records.__file__).parents[1]))
    document = parsed(path)
    monkeypatch.chdir(tmp_path)

    for example in document.examples():
        example.evaluate()


def test_there_are_pages() -> None:
    """README and the pages of every shelf are among the documents."""
    assert {"README.md", "docs/index.md", "docs/reference/glossary.md"} <= {shown(path) for path in DOCUMENTS}
