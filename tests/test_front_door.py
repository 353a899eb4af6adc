"""The front door: `__all__`, the lazy table and the names a type checker sees are one list."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

import khcn_records
from project import tree

DOOR = Path(khcn_records.__file__)
HOME: dict[str, str] = khcn_records._HOME
OWN = {"__version__"}
"""Names that the front door holds itself."""


def names_for_type_checkers() -> dict[str, str]:
    """Name → module, as the `if TYPE_CHECKING` block of the front door imports them."""
    homes: dict[str, str] = {}
    for block in tree(DOOR).body:
        if not (
            isinstance(block, ast.If)
            and isinstance(block.test, ast.Name)
            and block.test.id == "TYPE_CHECKING"
        ):
            continue
        for statement in block.body:
            assert isinstance(statement, ast.ImportFrom), ast.unparse(statement)
            for alias in statement.names:
                name = alias.asname or alias.name
                is_module = statement.module == "khcn_records"
                homes[name] = f"khcn_records.{alias.name}" if is_module else str(statement.module)
    return homes


def test_type_checkers_and_the_interpreter_see_the_same_names() -> None:
    """Each name of the lazy table is imported for type checkers from the same module, and no other name is."""
    assert names_for_type_checkers() == HOME


def test_all_lists_every_lazy_name() -> None:
    """`__all__` is the lazy table and the front door's own names, without repetition."""
    listed = list(khcn_records.__all__)

    assert len(listed) == len(set(listed))
    assert set(listed) - OWN == set(HOME)


@pytest.mark.parametrize("name", sorted(HOME))
def test_a_name_is_the_object_of_its_home(name: str) -> None:
    """The front door hands out the very object its room defines."""
    home = importlib.import_module(HOME[name])
    expected = home if HOME[name] == f"khcn_records.{name}" else getattr(home, name)

    assert getattr(khcn_records, name) is expected


def test_dir_shows_every_name() -> None:
    """A person who presses Tab sees every name, before any is loaded."""
    assert set(khcn_records.__all__) <= set(dir(khcn_records))


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name that is not there is refused as Python refuses it, with the name."""
    name = "no_such_name"

    with pytest.raises(AttributeError, match=name):
        getattr(khcn_records, name)


def test_no_module_shadows_a_function_of_the_front_door() -> None:
    """No top-level module bears the name of a function: importing the module would replace the function."""
    modules = {path.stem for path in DOOR.parent.iterdir()}
    functions = {name for name in HOME if HOME[name] != f"khcn_records.{name}"}

    assert modules & functions == set()
