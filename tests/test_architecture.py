"""The rules of the house that import-linter cannot express, read from the source."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from project import SOURCE, imports, shown, source_files, suite_files, tree

EVERY_MODULE = pytest.mark.parametrize(
    "path", source_files(), ids=lambda path: path.relative_to(SOURCE).as_posix()
)

CORE_ANYWHERE = {"attrs", "attr"}
"""Third parties a module may import at its top: attrs is what records are made of."""

CORE_ROOMS = {"cattrs", "babel", "dateutil"}
"""Third parties of the core; the contracts in `.importlinter` say which rooms know them."""

EXTRA_ROOMS: dict[str, tuple[str, ...]] = {
    "icalendar": ("renderers/ics.py",),
    "msgspec": ("converter/bulk.py",),
    "msgpack": ("formats/msgpack.py",),
    "pyarrow": (
        "formats/arrow.py",
        "formats/arrow_reading.py",
        "formats/arrow_records.py",
        "formats/parquet.py",
    ),
    "docx": ("readers/docx.py", "renderers/docx.py"),
    "docxtpl": ("renderers/docx_templates.py",),
    "jinja2": ("renderers/docx_templates.py",),
    "openpyxl": ("formats/xlsx.py",),
    "pandas": ("frames.py",),
    "polars": ("frames.py",),
    "vl_convert": ("plots/__init__.py",),
    "pypdf": ("readers/pdf.py",),
    "python_calamine": ("readers/spreadsheet.py",),
    "xlsxwriter": ("formats/xlsx.py", "renderers/xlsx.py"),
    "yaml": ("formats/yaml.py",),
}
"""Third party of an extra → the members that may import it, inside a function."""

LONG_MODULES: dict[str, str] = {
    "__init__.py": "the front door is a list: each name stands in it three times and nothing else does",
    "errors.py": "a list of classes that all rooms share; each says its code, its words and what it carries, and holds no logic",
}
"""Module over the limit → why it is one room all the same."""

MAX_LINES = 400

CLOCK_AND_ENVIRONMENT = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("os", "environ"),
    ("os", "getenv"),
    ("os", "environb"),
    ("getpass", "getuser"),
}


def module_level(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Every statement that runs at import, those under `if` and `try` too; `if TYPE_CHECKING` does not run."""
    for statement in body:
        if isinstance(statement, ast.If):
            if not (isinstance(statement.test, ast.Name) and statement.test.id == "TYPE_CHECKING"):
                yield from module_level(statement.body)
            yield from module_level(statement.orelse)
        elif isinstance(statement, ast.Try):
            for part in (statement.body, statement.orelse, statement.finalbody):
                yield from module_level(part)
            for handler in statement.handlers:
                yield from module_level(handler.body)
        elif isinstance(statement, ast.With | ast.For | ast.While | ast.ClassDef):
            yield from module_level(statement.body)
        else:
            yield statement


def third_parties(node: ast.AST) -> Iterator[tuple[str, int]]:
    """The distribution roots imported below the node that are neither the standard library nor this package."""
    for name, line in imports(node):
        root = name.partition(".")[0]
        if root not in sys.stdlib_module_names and root not in {"khcn_records", "__future__"}:
            yield root, line


def last_names(node: ast.Attribute) -> tuple[str, str]:
    """`dt.datetime.now` → ("datetime", "now")."""
    owner = node.value
    if isinstance(owner, ast.Attribute):
        return owner.attr, node.attr
    return (owner.id if isinstance(owner, ast.Name) else "", node.attr)


@EVERY_MODULE
def test_no_module_reads_the_clock_or_the_environment(path: Path) -> None:
    """Today, the language and the calendar are arguments: no module asks the machine for them."""
    asked = [
        f"line {node.lineno}: {'.'.join(last_names(node))}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and last_names(node) in CLOCK_AND_ENVIRONMENT
    ]
    forbidden = {".".join(names) for names in CLOCK_AND_ENVIRONMENT} | {"locale"}
    asked += [f"line {line}: import {name}" for name, line in imports(tree(path)) if name in forbidden]

    assert asked == []


@EVERY_MODULE
def test_the_guessing_date_parser_is_nowhere(path: Path) -> None:
    """`dateutil` gives `relativedelta` and `rrule`; its parser, which guesses, is never imported."""
    used = {name for name, _ in imports(tree(path)) if name.partition(".")[0] == "dateutil"}
    allowed = ("dateutil.relativedelta", "dateutil.rrule")

    assert [name for name in sorted(used) if name != "dateutil" and not name.startswith(allowed)] == []


@EVERY_MODULE
def test_only_attrs_is_imported_with_a_module(path: Path) -> None:
    """Importing a module loads attrs and no other third party; the rest is imported in the function that needs it."""
    loaded = [
        f"line {line}: {root}"
        for statement in module_level(tree(path).body)
        if isinstance(statement, ast.Import | ast.ImportFrom)
        for root, line in third_parties(statement)
        if root not in CORE_ANYWHERE
    ]

    assert loaded == []


@EVERY_MODULE
def test_an_extra_is_imported_only_in_its_member(path: Path) -> None:
    """A third party beyond the core is known to the member named after it and to no other."""
    here = path.relative_to(SOURCE).as_posix()
    strangers = [
        f"line {line}: {root}"
        for root, line in third_parties(tree(path))
        if root not in CORE_ANYWHERE | CORE_ROOMS and here not in EXTRA_ROOMS.get(root, ())
    ]

    assert strangers == []


@EVERY_MODULE
def test_nobody_inside_imports_the_front_door(path: Path) -> None:
    """A room imports the module it needs; `import khcn_records` itself is for those outside (and `__main__`)."""
    if path.name in {"__main__.py", "__init__.py"} and path.parent == SOURCE:
        return
    top = {child.stem for child in SOURCE.iterdir()}
    through_the_door = [
        f"line {node.lineno}"
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Import) and any(alias.name == "khcn_records" for alias in node.names))
        or (
            isinstance(node, ast.ImportFrom)
            and not node.level
            and node.module == "khcn_records"
            and any(alias.name not in top for alias in node.names)
        )
    ]

    assert through_the_door == []


@EVERY_MODULE
def test_imports_are_absolute(path: Path) -> None:
    """Every import names its room in full, so that the layers can be read from the line."""
    relative = [
        f"line {node.lineno}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]

    assert relative == []


@EVERY_MODULE
def test_a_module_stays_within_its_size(path: Path) -> None:
    """A module over 400 lines is two modules, unless the list of exceptions says why not."""
    lines = len(path.read_text(encoding="utf-8").splitlines())

    assert lines <= MAX_LINES or path.relative_to(SOURCE).as_posix() in LONG_MODULES


def test_exceptions_are_still_needed() -> None:
    """No exception outlives its reason: each named module exists and is over the limit."""
    stale = [
        name
        for name in LONG_MODULES
        if not (SOURCE / name).exists() or len((SOURCE / name).read_text("utf-8").splitlines()) <= MAX_LINES
    ]

    assert stale == []


@pytest.mark.parametrize("path", suite_files(), ids=shown)
def test_every_test_states_its_law(path: Path) -> None:
    """The docstring of a test says, in one sentence, what holds."""
    silent = [
        f"line {node.lineno}: {node.name}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test")
        and not ast.get_docstring(node)
    ]

    assert silent == []
