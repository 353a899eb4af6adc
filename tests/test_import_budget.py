"""What an import may load, as a list of modules and not as milliseconds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import khcn_records

_PROBE = """
import json, sys
before = set(sys.modules)
{statement}
loaded = {{name.partition(".")[0] for name in set(sys.modules) - before}}
print(json.dumps(sorted(loaded - set(sys.stdlib_module_names) - {{"khcn_records"}})))
"""


_LOADED = """
import json, sys
import attrs
before = set(sys.modules)
{statement}
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def third_parties_of(statement: str) -> list[str]:
    """The third-party packages that a fresh interpreter holds after the statement."""
    return _told(_PROBE, statement)


def loaded_beyond_attrs(statement: str) -> set[str]:
    """The modules that the statement loads where attrs is loaded already."""
    return set(_told(_LOADED, statement))


def _told(probe: str, statement: str) -> list[str]:
    home = str(Path(khcn_records.__file__).parents[1])
    path = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH", "")]))
    done = subprocess.run(
        [sys.executable, "-c", probe.format(statement=statement)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
        timeout=60,
    )
    found: list[str] = json.loads(done.stdout)
    return found


def test_importing_the_package_loads_no_third_party() -> None:
    """`import khcn_records` loads nothing but the standard library."""
    assert third_parties_of("import khcn_records") == []


def test_importing_the_package_loads_only_the_front_door() -> None:
    """`import khcn_records` loads no module of the package itself beyond the front door."""
    inner = "[name for name in sys.modules if name.startswith('khcn_records.')]"

    assert third_parties_of(f"import khcn_records; assert not {inner}, {inner}") == []


@pytest.mark.parametrize(
    "name", ["AssignedTask", "parse_date", "vietnam_calendar", "DocumentNumber", "KhcnError"]
)
def test_touching_a_name_loads_attrs_at_most(name: str) -> None:
    """A record, a value, the calendar or an error brings attrs and nothing else."""
    assert set(third_parties_of(f"from khcn_records import {name}")) <= {"attr", "attrs"}


def test_touching_every_name_loads_attrs_at_most() -> None:
    """The whole front door brings attrs and nothing else: cattrs, Babel and dateutil wait for the first call."""
    everything = "import khcn_records; [getattr(khcn_records, name) for name in khcn_records.__all__]"

    assert set(third_parties_of(everything)) <= {"attr", "attrs"}


CLOCKWORK = {"datetime", "_datetime", "math"}
"""What days need of the standard library and attrs does not load; every other module is a choice."""


@pytest.mark.parametrize(
    ("name", "stdlib"),
    [
        ("KhcnError", set()),
        ("DocumentNumber", set()),
        ("parse_date", CLOCKWORK),
        ("AssignedTask", CLOCKWORK),
        ("Directive", CLOCKWORK),
        ("vietnam_calendar", CLOCKWORK | {"bisect", "_bisect"}),
    ],
)
def test_touching_a_name_loads_no_more_of_the_standard_library_than_it_needs(
    name: str, stdlib: set[str]
) -> None:
    """Decimals, TOML, JSON, resources and the like wait for the first call that needs them."""
    loaded = loaded_beyond_attrs(f"from khcn_records import {name}")

    assert {module for module in loaded if not module.startswith("khcn_records")} == stdlib


@pytest.mark.parametrize(
    ("name", "waiting"),
    [
        ("parse_date", "evidence fields display values.numerals values.lunar"),
        ("DocumentNumber", "evidence fields display values.dates values.document_grammar values.document_bodies"),
        ("vietnam_calendar", "fields display values.dates values.lunar values.lunar_table calendars.estimating"),
        (
            "AssignedTask",
            "records.directives records.monthly_reports display.phrases finding table calendars values.numerals values.document_references fields.extension_checks",
        ),
    ],
)  # fmt: skip
def test_touching_a_name_leaves_the_rooms_it_does_not_need(name: str, waiting: str) -> None:
    """A room that a value or a record can be built without is loaded by the call that needs it."""
    loaded = loaded_beyond_attrs(f"from khcn_records import {name}")

    assert loaded & {f"khcn_records.{room}" for room in waiting.split()} == set()
