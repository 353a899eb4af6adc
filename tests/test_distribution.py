"""What is installed is what was written."""

from __future__ import annotations

import os
import tomllib
from importlib import metadata, resources
from pathlib import Path

import pytest

import khcn_records
from project import ROOT, SOURCE


@pytest.mark.skipif(
    not os.environ.get("KHCN_RECORDS_FROM_WHEEL"),
    reason="not in a test environment of tox: no wheel to speak of",
)
def test_the_suite_runs_against_the_wheel() -> None:
    """Under tox the package comes from the installed wheel, so a file that is not packaged is missed."""
    assert SOURCE not in Path(khcn_records.__file__).resolve().parents


def test_every_file_of_the_source_is_installed() -> None:
    """Data files and `py.typed` travel with the code."""
    written = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*") if path.is_file()}
    written = {name for name in written if "__pycache__" not in name}
    installed = resources.files("khcn_records")

    assert [name for name in sorted(written) if not installed.joinpath(name).is_file()] == []


def test_versions_agree() -> None:
    """`__version__`, the metadata and the project file say the same."""
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

    assert khcn_records.__version__ == stated
    try:
        assert metadata.version("khcn-records") == stated
    except metadata.PackageNotFoundError:
        assert not os.environ.get("KHCN_RECORDS_FROM_WHEEL")
