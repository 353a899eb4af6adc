"""The laws of the shelf of migrations: one path from every past schema, through every way in; golden files are never edited."""

from __future__ import annotations

import copy
import functools
import hashlib
import importlib
import json
import pathlib
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from format_files import is_there, suffix_of, there, written
from khcn_records.converter import structure
from khcn_records.converter.documents import STORED, from_document, stored_class
from khcn_records.errors import SchemaVersionError, StructureError
from khcn_records.formats import FORMATS, NEWEST_SCHEMA, dumps, load, loads
from khcn_records.formats.bundle import load_attachments, save_folder
from khcn_records.formats.streaming import iter_load
from khcn_records.migrations import STEPS, migrated, schema_name, schema_number
from record_strategies import EXAMPLES

GOLDEN = pathlib.Path(__file__).parent / "golden"
FILES = sorted(GOLDEN.glob("v*/*.json"))
WHOLE = sorted(GOLDEN.glob("v*/records.*"))
"""Every record of a past number in one file, in each format that the library of that number wrote."""
EVERY_FILE = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
EVERY_STEP = pytest.mark.parametrize("number", sorted(STEPS))
EVERY_FORMAT = pytest.mark.parametrize("name", there())
SUFFIXES = {suffix: name for name in FORMATS for suffix in importlib.import_module(FORMATS[name]).SUFFIXES}


def plain_of(path: pathlib.Path) -> dict[str, Any]:
    """The plain data of a golden file."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_every_step_is_there_once() -> None:
    """The steps lead from the first schema to the newest without a gap."""
    assert sorted(STEPS) == list(range(1, NEWEST_SCHEMA))
    assert all(module.endswith(f".from_{number}") for number, module in STEPS.items())


def test_every_past_schema_has_its_golden_files() -> None:
    """For each past number there is a file of every stored kind that it knew."""
    assert {path.parent.name for path in FILES} == {f"v{number}" for number in range(1, NEWEST_SCHEMA)}
    assert {path.name.partition(".")[0] for path in GOLDEN.glob("v1/*.json")} == set(STORED)
    assert {path.suffix for path in GOLDEN.glob("v1/records.*")} == {
        ".jsonl",
        ".csv",
        ".xlsx",
        ".zip",
        ".yaml",
    }


def test_golden_files_are_never_edited() -> None:
    """The files of the past are what they were; a new number brings files and sums, and changes none."""
    sums = (GOLDEN / "SHA256SUMS").read_text(encoding="utf-8").splitlines()

    assert sums == [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(GOLDEN).as_posix()}"
        for path in sorted([*FILES, *WHOLE])
    ]


@EVERY_FILE
def test_a_file_of_the_past_is_read_through_every_way_in(path: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """`loads`, `load`, `structure`, several at once, streams and other formats give the same record."""
    plain = plain_of(path)
    kind = stored_class(plain["record"])
    record: Any = loads(path.read_bytes(), kind=kind)
    fields = {key: value for key, value in plain.items() if key != "schema"}
    several = {"schema": plain["schema"], "records": [fields, fields]}
    lines = [json.dumps({"schema": plain["schema"]}), json.dumps(fields)]
    (tmp_path / "old.json").write_bytes(path.read_bytes())

    assert record == load(tmp_path / "old.json") == structure(plain, kind) == from_document(plain)
    assert (record, record) == loads(json.dumps(several)) == from_document(several, kind)
    assert [record] == list(iter_load(lines)) == list(loads("\n".join(lines), "jsonl"))
    for name in there():
        old = tmp_path / f"old{suffix_of(name)}"
        old.write_bytes(written(name, plain))
        assert record == load(old, kind=kind) == loads(old.read_bytes(), name)
        assert (record, record) == loads(written(name, several), name)


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_that_an_older_library_wrote_is_read(path: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """Each format of each past number, as it was written then, holds the records of its golden files."""
    if not is_there(SUFFIXES[path.suffix]):
        pytest.skip(f"the extra {SUFFIXES[path.suffix]} is not installed")
    expected = tuple(loads(one.read_bytes()) for one in FILES if one.parent == path.parent)

    assert load(path) == expected
    assert load(path, unknown="keep") == expected
    if path.suffix == ".jsonl":
        assert tuple(iter_load(path)) == expected
    if path.suffix == ".zip":
        save_folder(expected, tmp_path / "folder", attachments=load_attachments(path))
        assert load(tmp_path / "folder") == expected
        assert [one.name for one in load_attachments(tmp_path / "folder")] == ["ke-hoach.pdf"]


@EVERY_FILE
def test_a_file_of_the_past_is_written_as_the_newest(path: pathlib.Path) -> None:
    """Read and stored again, it says the newest schema and is read back equal; the old one is not changed on the way."""
    plain = plain_of(path)
    before = copy.deepcopy(plain)
    record = from_document(plain)
    written = dumps(record)

    assert json.loads(written)["schema"] == schema_name()
    assert loads(written) == record
    assert plain == before


@pytest.mark.parametrize("stored", sorted(STORED))
def test_nothing_is_lost_on_the_way(stored: str) -> None:
    """The full record of khcn/1 is the full record of today, but for the fields that came since."""
    record = loads((GOLDEN / "v1" / f"{stored}.json").read_text(encoding="utf-8"))
    today = EXAMPLES[stored]

    assert record == (attrs.evolve(today, extension_data={}) if hasattr(today, "extension_data") else today)


@EVERY_STEP
@given(
    data=st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["record", "tasks", "projects", "extensions", "x"]), inner)
        ),
        max_leaves=6,
    ),
    kind=st.sampled_from(["monthly_report", "assigned_task", "research_project", "x", None, 5]),
)
@settings(max_examples=100)
def test_a_step_judges_nothing(number: int, data: Any, kind: Any) -> None:
    """Whatever stands in a file passes every step, for the reader to judge, and is not changed in place."""
    record = {**(data if isinstance(data, dict) else {"tasks": data}), "record": kind}
    before = copy.deepcopy(record)
    migrated(record, number)

    assert record == before
    assert migrated(data, number) == (data if not isinstance(data, dict) else migrated(data, number))


def test_extensions_of_khcn_1_are_those_of_deadlines() -> None:
    """khcn/1 called the later last days of a task and the later ends of a project `extensions`; each has its own name now."""
    task = {"record": "assigned_task", "extensions": [1]}
    project = {"record": "research_project", "extensions": [2]}
    report = {
        "record": "monthly_report",
        "tasks": [{"extensions": [3]}, 7],
        "projects": [{"extensions": [4]}],
        "note": "x",
    }

    assert migrated(task, 1) == {"record": "assigned_task", "due_extensions": [1]}
    assert migrated(project, 1) == {"record": "research_project", "end_extensions": [2]}
    assert migrated(report, 1) == {
        "record": "monthly_report",
        "tasks": [{"due_extensions": [3]}, 7],
        "projects": [{"end_extensions": [4]}],
        "note": "x",
    }
    assert migrated({"record": "directive", "extensions": 5}, 1) == {"record": "directive", "extensions": 5}
    assert migrated(task, NEWEST_SCHEMA) == task


@pytest.mark.parametrize("unknown", ["forbid", "keep", "warn"])
@pytest.mark.parametrize(
    ("plain", "path"),
    [
        ({"record": "assigned_task", "extensions": [], "due_extensions": []}, "$.due_extensions"),
        ({"record": "assigned_task", "due_extensions": []}, "$.due_extensions"),
        ({"record": "research_project", "extensions": [], "end_extensions": 5}, "$.end_extensions"),
        ({"record": "monthly_report", "tasks": [{}, {"due_extensions": []}]}, "$.tasks[1].due_extensions"),
    ],
)
def test_a_name_of_today_is_unknown_in_a_file_of_the_past(
    plain: dict[str, Any], path: str, unknown: Any
) -> None:
    """khcn/1 had no field of the new name: it is refused under each policy, and takes the place of nothing."""
    with pytest.raises(StructureError) as caught:
        from_document({"schema": "khcn/1", **plain}, unknown=unknown)

    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("unknown_field", path)]


@EVERY_FORMAT
def test_a_fault_of_a_renamed_field_keeps_its_place(name: str) -> None:
    """The path is that of the file, and so are line, column and cell; not those of the record around it."""
    plain = plain_of(GOLDEN / "v1" / "assigned_task.json")
    content = written(name, {**plain, "extensions": [{"due_on": "2024-02-30"}]})
    bare = written(name, {**plain, "extensions": 5})
    for data, expected in ((content, "$.extensions[0].due_on"), (bare, "$.extensions")):
        with pytest.raises(StructureError) as caught:
            loads(data, name)
        fault = next(one for one in caught.value.faults if one.path == expected)
        told = dict(fault.parameters)
        if name == "json":
            line = data.decode().split("\n")[int(told["line"]) - 1]
            assert "2024-02-30" in line or '"extensions": 5' in line
        if name in {"csv", "xlsx"}:
            assert told["cell"] not in {"A2", "A3"}


def test_the_newest_schema_does_not_read_the_old_names() -> None:
    """A list of later last days under `extensions` is a fault in khcn/2: the number says how a file is read."""
    plain = plain_of(GOLDEN / "v1" / "assigned_task.json")
    with pytest.raises(StructureError) as caught:
        from_document({**plain, "schema": "khcn/2"})

    assert [(fault.code, fault.path) for fault in caught.value.faults] == [("wrong_type", "$.extensions")]


NEWER = {"schema": "khcn/3", "record": "directive", "directive_id": "1", "number": "01/KH-UBND"}


@pytest.mark.parametrize("way", ["loads", "structure", "from_document", "stream", "stream of one", "folder"])
def test_a_newer_schema_is_refused_by_every_way_in(way: str, tmp_path: pathlib.Path) -> None:
    """The error names what the file says and what this version reads."""
    path = tmp_path / "folder"
    save_folder(EXAMPLES["directive"], path)
    change_folder(path)
    ways: dict[str, Callable[[], object]] = {
        "loads": lambda: loads(json.dumps(NEWER)),
        "structure": lambda: structure(NEWER, stored_class("directive")),
        "from_document": lambda: from_document({"schema": "khcn/3", "records": []}),
        "stream": lambda: list(iter_load([json.dumps({"schema": "khcn/3"})])),
        "stream of one": lambda: list(iter_load([json.dumps(NEWER)])),
        "folder": lambda: load(path),
    }
    with pytest.raises(SchemaVersionError, match=r"khcn/3.*khcn/2") as caught:
        ways[way]()

    assert (caught.value.found, caught.value.newest) == ("khcn/3", schema_name())
    assert schema_number(schema_name()) == NEWEST_SCHEMA


def change_folder(folder: pathlib.Path) -> None:
    """The records of a folder as a later version would write them, its manifest telling of them."""
    (records,) = folder.glob("records-*.json")
    records.write_bytes(json.dumps(NEWER).encode())
    manifest = json.loads((folder / "manifest.json").read_bytes())
    content = records.read_bytes()
    manifest["schema"] = "khcn/3"
    manifest["records"] |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@EVERY_FORMAT
@pytest.mark.parametrize("unknown", ["forbid", "keep", "warn"])
def test_a_newer_schema_is_refused_in_every_format(name: str, unknown: Any, tmp_path: pathlib.Path) -> None:
    """One record or several, from content or from a file, under each policy; a field of tomorrow does not come first."""
    several = {"schema": "khcn/3", "records": [{**NEWER, "schema": "khcn/3", "of_tomorrow": 1}]}
    for plain in (NEWER, {**NEWER, "of_tomorrow": 1}, several):
        path = tmp_path / f"new{suffix_of(name)}"
        path.write_bytes(written(name, plain))
        for call in (
            functools.partial(load, path, unknown=unknown),
            functools.partial(loads, path.read_bytes(), name, unknown=unknown),
        ):
            with pytest.raises(SchemaVersionError) as caught:
                call()
            assert (caught.value.found, caught.value.newest) == ("khcn/3", schema_name())
