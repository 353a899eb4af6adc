"""The tutorials are true: each notebook runs from top to bottom and says what stands in it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from notebooks import NOTEBOOKS, executed, stored, told
from project import shown

EVERY_NOTEBOOK = pytest.mark.parametrize("path", NOTEBOOKS, ids=shown)


def test_there_are_notebooks() -> None:
    """From an appendix to a report, and a quarter of reports."""
    assert {path.stem for path in NOTEBOOKS} >= {"from-an-appendix-to-a-report", "a-quarter-of-reports"}


@pytest.mark.slow
@EVERY_NOTEBOOK
def test_a_notebook_says_what_it_says_when_it_is_run(path: Path) -> None:
    """Run in an empty folder it gives the outputs that stand in it; `python tests/support/notebooks.py` renews them."""
    for needed in ("nbclient", "ipykernel", "vl_convert", "pandas", "polars", "xlsxwriter"):
        pytest.importorskip(needed)

    assert told(executed(path)) == told(stored(path))


@EVERY_NOTEBOOK
def test_a_notebook_has_pictures_and_no_trace_of_its_machine(path: Path) -> None:
    """Every picture stands in it as SVG, no cell failed, and no path, warning or number of a run is kept that tells of a machine."""
    text = path.read_text(encoding="utf-8")
    cells = json.loads(text)["cells"]
    outputs = [output for cell in cells if cell["cell_type"] == "code" for output in cell["outputs"]]

    assert any("image/svg+xml" in output.get("data", {}) for output in outputs)
    assert {output["output_type"] for output in outputs} <= {"execute_result", "stream", "display_data"}
    assert not [output for output in outputs if output.get("name") == "stderr"]
    assert not re.search(r"/tmp/|/home/|/root/|/opt/|\\\\Users", text)
