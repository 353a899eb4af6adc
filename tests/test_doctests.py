"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import importlib.util

import pytest

from project import module_names

NEEDS: dict[str, str] = {
    "khcn_records.formats.arrow": "pyarrow",
    "khcn_records.formats.xlsx": "openpyxl",
    "khcn_records.formats.yaml": "yaml",
}
"""Module whose examples need an extra → the import name of what they need."""


@pytest.mark.parametrize("name", module_names())
def test_examples_of_a_module_are_true(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every `>>>` in the module prints what stands below it."""
    needed = NEEDS.get(name)
    if needed and importlib.util.find_spec(needed) is None:
        pytest.skip(f"needs {needed}")
    monkeypatch.chdir(tmp_path_factory.mktemp("doctest"))

    result = doctest.testmod(
        importlib.import_module(name), optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    )

    assert result.failed == 0
