"""The notebooks of the tutorials, run from top to bottom in a process of their own.

Run as `python tests/support/notebooks.py` it runs each one and writes its outputs into it anew.
"""

from __future__ import annotations

import importlib
import os
import tempfile
from pathlib import Path
from typing import Any

import khcn_records
from project import ROOT

NOTEBOOKS = sorted((ROOT / "docs" / "tutorials").glob("*.ipynb"))


def executed(path: Path) -> Any:
    """The notebook with the outputs of a fresh run, in an empty folder."""
    nbclient: Any = importlib.import_module("nbclient")
    notebook = stored(path)
    with tempfile.TemporaryDirectory() as folder:
        home = str(Path(khcn_records.__file__).parents[1])
        environment = {**os.environ, "PYTHONPATH": home, "PYTHONUTF8": "1"}
        client = nbclient.NotebookClient(
            notebook,
            timeout=120,
            kernel_name="python3",
            resources={"metadata": {"path": folder}},
            record_timing=False,
        )
        client.execute(env=environment)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata.get("language_info", {}).pop("version", None)
    return notebook


def stored(path: Path) -> Any:
    """The notebook as it stands."""
    return importlib.import_module("nbformat").read(path, as_version=4)


def told(notebook: Any) -> list[list[tuple[object, ...]]]:
    """The outputs of each cell of code: kinds of what is shown, and the words where it is words alone.

    How a table looks is the matter of whoever made it; letters of pictures are drawn with the fonts of the machine.
    """
    return [
        [_told(output) for output in cell["outputs"]]
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]


def _told(output: Any) -> tuple[object, ...]:
    data = output.get("data", {})
    words = data.get("text/plain") if set(data) == {"text/plain"} else None
    return output["output_type"], output.get("name"), output.get("text"), tuple(sorted(data)), words


if __name__ == "__main__":
    for notebook_path in NOTEBOOKS:
        importlib.import_module("nbformat").write(executed(notebook_path), notebook_path)
