"""The map of the house is true: it shows the layers that are enforced and the rooms that exist."""

from __future__ import annotations

import configparser
import re

from project import ROOT, SOURCE

PAGE = (ROOT / "docs" / "explanation" / "architecture.md").read_text(encoding="utf-8")


def enforced_layers() -> list[list[str]]:
    """The layers of `.importlinter`, top first; names without the parentheses of optional rooms."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter", encoding="utf-8")
    lines = config["importlinter:contract:layers"]["layers"].split("\n")
    return [[name.strip().strip("()") for name in line.split("|")] for line in lines if line.strip()]


def drawn_layers() -> list[list[str]]:
    """The layers as the page draws them."""
    block = re.search(r"```text\n(__main__\n.*?)```", PAGE, re.DOTALL)
    assert block
    return [[name.strip() for name in line.split("|")] for line in block[1].splitlines()]


def listed_rooms() -> dict[str, str]:
    """Room → status, as the page's table has them."""
    return dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| (built|planned) \|", PAGE, re.MULTILINE))


def built_rooms() -> set[str]:
    """The rooms that stand in the source: modules, and folders with code in them."""
    modules = {path.stem for path in SOURCE.glob("*.py")} - {"__init__"}
    return modules | {path.parent.name for path in SOURCE.glob("*/__init__.py")}


def test_the_page_draws_the_layers_that_are_enforced() -> None:
    """The list of layers on the page is the list that import-linter runs."""
    assert drawn_layers() == enforced_layers()


def test_every_layer_is_in_the_table_of_rooms() -> None:
    """Each room of the layer list is described, in the same order, and nothing else is."""
    assert list(listed_rooms()) == [name for line in enforced_layers() for name in line]


def test_built_and_planned_are_told_apart() -> None:
    """A room is marked built exactly when it stands in the source."""
    assert {name for name, status in listed_rooms().items() if status == "built"} == built_rooms()
