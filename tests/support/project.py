"""Where the project's own files stand, for tests that read the source rather than run it."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import types
from collections.abc import Iterator
from pathlib import Path

import khcn_records

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "khcn_records"
TESTS = ROOT / "tests"


def source_files() -> list[Path]:
    """Every module of the package, in the source tree."""
    return sorted(SOURCE.rglob("*.py"))


def suite_files() -> list[Path]:
    """Every file that pytest collects."""
    return sorted(TESTS.rglob("test_*.py"))


def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path: Path) -> str:
    """The path as a person reads it, from the project's root."""
    return path.relative_to(ROOT).as_posix()


def imports(node: ast.AST) -> Iterator[tuple[str, int]]:
    """Every module that an absolute import names below the node, with its line; `from a import b` gives `a.b` as well."""
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            yield from ((alias.name, child.lineno) for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module and not child.level:
            yield child.module, child.lineno
            yield from ((f"{child.module}.{alias.name}", child.lineno) for alias in child.names)


def module_names() -> list[str]:
    """Every module of the installed package, `__main__` apart (importing it would run it)."""
    walked = pkgutil.walk_packages(khcn_records.__path__, "khcn_records.")
    return ["khcn_records", *sorted(info.name for info in walked if not info.name.endswith("__main__"))]


def modules() -> list[types.ModuleType]:
    """Every module of the installed package, imported."""
    return [importlib.import_module(name) for name in module_names()]
