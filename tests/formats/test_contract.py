"""The laws of the shelf of formats, tested on every name of `FORMATS` with everything that can stand in a file."""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import pathlib
import re
import stat
import sys
import time
from collections.abc import Callable
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from khcn_records.converter import unstructure
from khcn_records.display.phrases import Phrase
from khcn_records.errors import (
    Fault,
    KhcnError,
    MissingExtraError,
    SchemaVersionError,
    StructureError,
    UnsafeFileError,
    UnsupportedFormatError,
)
from khcn_records.finding import Finding
from khcn_records.formats import FORMATS, STORED, dumps, load, loads, save
from khcn_records.labels import label, languages
from khcn_records.records import KINDS, record_class
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.directives import Directive
from khcn_records.table import Column, Row, Table
from record_strategies import EXAMPLES, FULL_DIRECTIVE, FULL_TASK, STRATEGIES

NEEDS: dict[str, tuple[str, ...]] = {
    "arrow": ("pyarrow",),
    "feather": ("pyarrow",),
    "parquet": ("pyarrow",),
    "msgpack": ("msgpack",),
    "xlsx": ("xlsxwriter", "openpyxl"),
    "yaml": ("yaml",),
}
"""Format → the modules of its extra: the first is asked for on writing, the last on reading."""
EXTRAS = {"feather": "arrow", "parquet": "arrow"}
"""Format → its extra, where that bears the name of another."""


def _is_there(name: str) -> bool:
    return all(importlib.util.find_spec(module) is not None for module in NEEDS.get(name, ()))


def _only(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "name",
        [pytest.param(name, marks=pytest.mark.skipif(not _is_there(name), reason=f"the extra {name} is not installed")) for name in names],
    )  # fmt: skip


JSON_TEXT = _only("json", "yaml")
"""The formats that read any JSON text."""
EVERY_FORMAT = _only(*sorted(FORMATS))
EVERY_STORED = pytest.mark.parametrize("stored", sorted(STORED))
SECONDS = 5.0
"""Hostile files are refused within this time even where the parser is written in Python."""
HOSTILE: dict[str, str] = {
    "nested lists": "[" * 100_000,
    "nested objects": '{"a":' * 100_000,
    "closed lists": "[" * 100_000 + "]" * 100_000,
    "a long number": '{"schema": "khcn/2", "record": "table", "x": ' + "9" * 1_000_000 + "}",
    "a long fraction": '{"schema": "khcn/2", "record": "table", "x": 0.' + "9" * 1_000_000 + "}",
    "a far exponent": '{"schema": "khcn/2", "record": "table", "x": 1e999999999}',
    "a long text": '{"schema": "' + "a" * 1_000_000 + '"}',
    "one key many times": "{" + '"a": 1, ' * 20_000 + '"a": 1}',
    "many keys": '{"schema": "khcn/2", "record": "table", '
    + ", ".join(f'"k{n}": 1' for n in range(5_000))
    + "}",
}


def plain(**fields: Any) -> dict[str, Any]:
    """A stored directive, with fields changed."""
    return {"schema": "khcn/2", "record": "directive", "directive_id": "1", "number": "01/KH-UBND", **fields}


def written(name: str, data: Any) -> str | bytes:
    """Plain data as that format writes it, whatever it says."""
    module: Any = importlib.import_module(FORMATS[name])
    return cast("str | bytes", module.dumps(data))


def faults_of(name: str, data: str | bytes) -> tuple[Fault, ...]:
    """What is wrong with the content."""
    with pytest.raises(StructureError) as caught:
        loads(data, name)
    return caught.value.faults


def is_read_or_refused(data: str | bytes, name: str) -> None:
    """Reading ends, with a record or with an error of the library whose faults have words in every language."""
    try:
        loads(data, name)
    except KhcnError as error:
        assert len(str(error)) < 20_000  # noqa: PT017  either outcome is right
        for lang in languages():
            assert label(error, lang)  # noqa: PT017  same
            for fault in getattr(error, "faults", ())[:50]:
                assert label(fault, lang)
                str(fault).encode()


def test_everything_stored_has_a_strategy_and_an_example() -> None:
    """What can stand in a file brings what its laws are tested with."""
    assert set(STORED) == set(STRATEGIES) == set(EXAMPLES)


def test_no_two_formats_share_a_suffix() -> None:
    """The suffix of a file says its format."""
    suffixes = [suffix for name in FORMATS for suffix in importlib.import_module(FORMATS[name]).SUFFIXES]

    assert sorted(set(suffixes)) == sorted(suffixes)
    assert all(re.fullmatch(r"\.[a-z]+", suffix) for suffix in suffixes)


@EVERY_FORMAT
@EVERY_STORED
def test_the_record_with_every_kind_of_field_comes_back(name: str, stored: str) -> None:
    """There and back, the same type and equal, from text and from bytes, with a byte-order mark and without."""
    record = EXAMPLES[stored]
    content = dumps(record, name)
    assert isinstance(content, str) is importlib.import_module(FORMATS[name]).IS_TEXT
    data = content.encode() if isinstance(content, str) else content

    for form in (content, data, b"\xef\xbb\xbf" + data if isinstance(content, str) else data):
        read = loads(form, name, kind=type(record))
        assert type(record) is type(read)
        assert record == read


@EVERY_FORMAT
@EVERY_STORED
@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_record_comes_back(name: str, stored: str, data: st.DataObject) -> None:
    """There and back for whatever a record can hold, alone and among others, and the same content each time."""
    record = data.draw(STRATEGIES[stored](), label=stored)

    assert record == loads(dumps(record, name), name)
    assert (record, FULL_TASK, record) == loads(dumps([record, FULL_TASK, record], name), name)
    assert dumps(record, name) == dumps(loads(dumps(record, name), name), name)


@EVERY_FORMAT
def test_none_and_one_in_a_list_come_back_as_tuples(name: str) -> None:
    """A sequence comes back as a tuple, however short; one record comes back as itself."""
    assert loads(dumps([], name), name) == ()
    assert loads(dumps((FULL_TASK,), name), name) == (FULL_TASK,)
    assert loads(dumps(FULL_TASK, name), name) == FULL_TASK


@EVERY_FORMAT
def test_plain_data_that_stand_twice_are_written_twice(name: str) -> None:
    """One list or object in several places of the plain data is read in all of them: nothing refers to another place."""
    record = {"record": "finding", **unstructure(EXAMPLES["finding"])}

    assert loads(written(name, {"schema": "khcn/2", "records": [record, record]}), name) == (
        EXAMPLES["finding"],
        EXAMPLES["finding"],
    )


@EVERY_FORMAT
def test_the_schema_stands_first(name: str) -> None:
    """Every stored document begins with the schema it follows."""
    module: Any = importlib.import_module(FORMATS[name])

    for content in (dumps(FULL_TASK, name), dumps([FULL_TASK], name)):
        assert next(iter(module.loads(content).items())) == ("schema", "khcn/2")


@EVERY_FORMAT
def test_a_document_without_schema_is_refused(name: str) -> None:
    """Nothing is guessed about a document that does not say its schema."""
    data = plain()
    del data["schema"]

    assert [(f.code, f.path) for f in faults_of(name, written(name, data))] == [("missing_field", "$.schema")]


@EVERY_FORMAT
@pytest.mark.parametrize("schema", ["khcn/3", "khcn/10", "khcn/999999"])
def test_a_newer_schema_is_named(name: str, schema: str) -> None:
    """A file of a later version says so, and what this version reads."""
    with pytest.raises(SchemaVersionError) as caught:
        loads(written(name, plain(schema=schema)), name)

    assert (schema, "khcn/2") == (caught.value.found, caught.value.newest)


@EVERY_FORMAT
@pytest.mark.parametrize(
    "schema",
    [
        "",
        "khcn/0",
        "khcn/01",
        "khcn/-1",
        "khcn/1.0",
        "KHCN/1",
        "khcn/1 ",
        "khcn/٢",
        "khcn/1٢",
        "1",
        1,
        True,
        [],
        {},
        "khcn/1\n",
    ],
)
def test_a_garbled_schema_is_a_fault(name: str, schema: Any) -> None:
    """Only `khcn/` and a number is a schema."""
    assert [(f.code, f.path) for f in faults_of(name, written(name, plain(schema=schema)))] == [
        ("invalid_value", "$.schema")
    ]


@EVERY_FORMAT
@pytest.mark.parametrize(
    "record", ["Directive", "", "dict", "khcn_records.records.directives:Directive", 1, None, ["directive"]]
)
def test_an_unknown_record_name_is_a_fault(name: str, record: Any) -> None:
    """Only a name of the table is built, never a path to a class."""
    (fault,) = faults_of(name, written(name, plain(record=record)))

    assert fault.path == "$.record"
    assert fault.code in {"unknown_member", "missing_field"}
    assert fault.code == "missing_field" or "assigned_task" in dict(fault.parameters)["expected"]


@EVERY_FORMAT
def test_another_kind_than_asked_for_is_a_fault(name: str) -> None:
    """`kind=` is a promise about every record; each that breaks it is named with its place."""
    content = dumps([FULL_TASK, FULL_DIRECTIVE, FULL_TASK, EXAMPLES["finding"]], name)
    with pytest.raises(StructureError) as caught:
        loads(content, name, kind=AssignedTask)

    assert [(fault.code, fault.path) for fault in caught.value.faults] == [
        ("wrong_kind", "$.records[1].record"),
        ("wrong_kind", "$.records[3].record"),
    ]
    assert loads(dumps(FULL_DIRECTIVE, name), name, kind=Directive) == FULL_DIRECTIVE


@EVERY_FORMAT
def test_faults_of_several_records_come_at_once_with_their_places(name: str) -> None:
    """Every record is read before anything is refused."""
    rest = {key: value for key, value in plain(colour="red").items() if key != "schema"}
    data = {"schema": "khcn/2", "records": [rest, 5, {"record": "finding"}, None], "extra": 1}

    assert [(fault.code, fault.path) for fault in faults_of(name, written(name, data))] == [
        ("unknown_field", "$.extra"),
        ("unknown_field", "$.records[0].colour"),
        ("wrong_type", "$.records[1]"),
        ("missing_field", "$.records[2].code"),
        ("wrong_type", "$.records[3]"),
    ]


@EVERY_FORMAT
@pytest.mark.parametrize(
    "data",
    [
        [],
        [1],
        "text",
        5,
        True,
        None,
        {"schema": "khcn/2", "records": {}},
        {"schema": "khcn/2", "records": None},
    ],
)
def test_what_is_no_document_is_a_fault(name: str, data: Any) -> None:
    """A file holds one object, and its records are a list."""
    content = written(name, data)

    assert faults_of(name, content)[0].code == "wrong_type"
    is_read_or_refused(content, name)


@EVERY_FORMAT
@pytest.mark.parametrize("empty", ["", " ", "\n", b"", b"\xef\xbb\xbf", "\ufeff"])
def test_an_empty_file_is_refused(name: str, empty: str | bytes) -> None:
    """Nothing at all is no document."""
    assert faults_of(name, empty)[0].code in {"syntax", "wrong_type"}
    is_read_or_refused(empty, name)


@EVERY_FORMAT
@pytest.mark.parametrize("form", ["utf-16", "utf-16-le", "utf-32", "cp1258", "latin-1"])
def test_only_utf8_is_read(name: str, form: str) -> None:
    """Other encodings are refused, not guessed: a Vietnamese text in them would come out wrong."""
    content = '{"schema": "khcn/2", "record": "finding", "code": "é"}'

    assert faults_of(name, content.encode(form))[0].code in {"not_utf8", "syntax"}


@EVERY_FORMAT
@pytest.mark.parametrize("thing", [None, 5, ["{}"], {"schema": "khcn/2"}, bytearray(b"{}")])
def test_content_is_str_or_bytes(name: str, thing: Any) -> None:
    """Anything else is a programmer's mistake."""
    with pytest.raises(TypeError, match=type(thing).__name__):
        loads(thing, name)


@JSON_TEXT
def test_a_key_that_stands_twice_is_a_fault(name: str) -> None:
    """Of two values for one field neither is taken."""
    twice = '{"schema": "khcn/2", "record": "directive", "directive_id": "1", "number": "01/KH-UBND", "directive_id": "2"}'
    (fault,) = faults_of(name, twice)

    assert (fault.code, fault.value) == ("duplicate_key", "'directive_id'")


@JSON_TEXT
@pytest.mark.parametrize(
    "token",
    [
        "NaN",
        "Infinity",
        "-Infinity",
        "1.5",
        "1e5",
        "0x10",
        "1_000",
        "0o7",
        "007",
        "12:30",
        ".inf",
        "yes",
        "on",
        "2024-02-05",
    ],
)
def test_no_token_becomes_another_type(name: str, token: str) -> None:
    """A bare token is a whole number, a boolean, null or text: a fraction or a day in its place is refused or stays text."""
    content = f'{{"schema": "khcn/2", "record": "finding", "code": "x", "parameters": {{"a": {token}}}}}'
    try:
        read = loads(content, name)
    except StructureError as error:
        assert error.faults[0].code in {"invalid_value", "syntax", "wrong_type"}  # noqa: PT017  either outcome is right
    else:
        assert (("a", token),) == read.parameters


@JSON_TEXT
@pytest.mark.parametrize(
    "content",
    ['{"schema": "khcn/2",\n "record": }', '{"schema": "khcn/2"\n "record": "x"}', '{"schema": "khcn/2",\n'],
)
def test_a_slip_of_syntax_is_placed(name: str, content: str) -> None:
    """A file with a slip says the line and the column."""
    found = faults_of(name, content)
    parameters = dict(found[0].parameters)

    if found[0].code == "syntax":
        assert parameters["line"] in {"2", "3"}
        assert int(parameters["column"]) >= 1
    else:
        assert name == "yaml"  # an empty value is null there
        assert [fault.path for fault in found] == ["$.record"]


@EVERY_FORMAT
@pytest.mark.parametrize("hostile", sorted(HOSTILE))
def test_a_hostile_file_is_refused_quickly(name: str, hostile: str) -> None:
    """A file made to exhaust the machine ends in an error of the library, soon."""
    started = time.process_time()
    with pytest.raises(KhcnError) as caught:
        loads(HOSTILE[hostile], name)

    assert len(str(caught.value)) < 5_000
    assert time.process_time() - started < SECONDS


@JSON_TEXT
def test_nesting_and_long_numbers_are_unsafe(name: str) -> None:
    """What no real record holds is told apart from a slip."""
    for hostile in ("nested lists", "a long number"):
        with pytest.raises(UnsafeFileError):
            loads(HOSTILE[hostile], name)


@EVERY_FORMAT
@given(text=st.text(max_size=60) | st.text('{}[]":,\\ \n\t-&*!|>#%@`?ab1.0~', max_size=40))
@example('{"schema": "khcn/2", "record": "finding", "code": "\\ud800"}')
@example('{"schema": "khcn/2", "record": "finding", "code": "x", "\\ud800": 1}')
@example('{"schema": "khcn/2", "record": "finding", "code": "x", "parameters": {"\\ud800": 1}}')
@example('{"schema": "khcn/2", "record": "finding", "code": "x", "parameters": {"a": "\\udc00"}}')
@example('{"schema": "khcn/2", "record": "\\ud800"}')
@example('{"schema": "\\ud800"}')
@example("\ud800")
@example("? [a]\n: 1")
@example("!!python/object:os.system x")
@example("a: &x [*x]")
@example("<<: {a: 1}")
@example("!!binary aGk=")
@example("{[]: 1}")
@example("{? : 1}")
@example("--- a\n--- b")
@settings(max_examples=300)
def test_any_text_is_read_or_refused(name: str, text: str) -> None:
    """Any text ends in a record or in an error of the library, worded in every language."""
    is_read_or_refused(text, name)


@EVERY_FORMAT
@given(data=st.binary(max_size=60))
@example(b"\xff\xfe{\x00}\x00")
@settings(max_examples=300)
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    """Any bytes end in a record or in an error of the library."""
    is_read_or_refused(data, name)


@EVERY_FORMAT
@EVERY_STORED
@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_document_is_read_or_refused(name: str, stored: str, data: st.DataObject) -> None:
    """A stored document with any value replaced by any other ends in a record or in an error of the library."""
    tree = {"schema": "khcn/2", "record": stored, **unstructure(EXAMPLES[stored])}
    branch: Any = tree
    while True:
        keys = list(branch) if isinstance(branch, dict) else list(range(len(branch)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(branch[key], (dict, list)) or not branch[key] or data.draw(st.booleans()):
            break
        branch = branch[key]
    scalars = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(max_size=9)
    )
    branch[key] = data.draw(
        scalars | st.lists(scalars, max_size=2) | st.dictionaries(st.text(max_size=4), scalars, max_size=2)
    )

    is_read_or_refused(written(name, tree), name)


def test_the_default_is_json() -> None:
    """Without a word a record is stored as JSON, Vietnamese readable, with a line break at the end."""
    content = dumps(FULL_TASK)

    assert loads(content) == FULL_TASK
    assert "Báo cáo kết quả thực hiện kế hoạch" in content
    assert content.endswith("}\n")
    assert json.loads(content) == json.loads(dumps(FULL_TASK, indent=None))
    assert "\n" not in dumps(FULL_TASK, indent=None)


def test_json_is_json_for_everybody() -> None:
    """Another JSON parser reads the same plain data, keys in the order the record declares."""
    for stored, record in EXAMPLES.items():
        assert {"schema": "khcn/2", "record": stored, **unstructure(record)} == json.loads(dumps(record))
        assert ["schema", "record", *unstructure(record)] == list(json.loads(dumps(record)))


@pytest.mark.parametrize("asked", ["xml", "", "JSON", "khcn_records.formats.json", "../json"])
def test_an_unknown_format_is_named(asked: str) -> None:
    """A format outside the table is refused with those there are."""
    for call in (lambda: dumps(FULL_TASK, asked), lambda: loads("{}", asked)):
        with pytest.raises(UnsupportedFormatError) as caught:
            call()
        assert (asked, tuple(FORMATS)) == (caught.value.asked, caught.value.known)


@pytest.mark.parametrize("thing", [None, 5, "text", {"a": 1}, object(), AssignedTask, {FULL_TASK}])
def test_what_is_not_stored_is_refused(thing: Any) -> None:
    """Only what the table names stands in a file, alone or in a list or tuple."""
    for form in (thing, [thing]):
        with pytest.raises(UnsupportedFormatError, match="assigned_task"):
            dumps(form)


# --- files -----------------------------------------------------------------------------------------------------------


@EVERY_FORMAT
def test_the_suffix_chooses_the_format(name: str, tmp_path: pathlib.Path) -> None:
    """A file is written and read by its suffix, in either case, from a path of any kind."""
    for suffix in importlib.import_module(FORMATS[name]).SUFFIXES:
        for path in (tmp_path / f"a{suffix}", tmp_path / f"Báo cáo.tháng 2{suffix.upper()}"):
            save(FULL_TASK, path)
            assert FULL_TASK == load(path) == load(str(path)) == loads(path.read_bytes(), name)
            save([FULL_TASK], str(path))
            assert load(path, kind=AssignedTask) == (FULL_TASK,)


@pytest.mark.parametrize("file", ["a", "a.txt", "a.json.bak", ".json", "json", "a."])
def test_an_unknown_suffix_writes_nothing(file: str, tmp_path: pathlib.Path) -> None:
    """A suffix that no format has is refused before anything is touched."""
    with pytest.raises(UnsupportedFormatError):
        save(FULL_TASK, tmp_path / file)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(FileNotFoundError):
        load(tmp_path / file)
    (tmp_path / file).write_bytes(b"text")
    with pytest.raises(UnsupportedFormatError):
        load(tmp_path / file)


def test_the_same_record_makes_the_same_file(tmp_path: pathlib.Path) -> None:
    """Bytes do not depend on when or where a file is written, line ends included."""
    save(FULL_TASK, tmp_path / "a.json")
    save(FULL_TASK, tmp_path / "b.json")

    assert (
        (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes() == dumps(FULL_TASK).encode()
    )


def test_the_old_file_outlives_a_record_that_cannot_be_stored(tmp_path: pathlib.Path) -> None:
    """A failure before writing changes nothing on disk."""
    path = tmp_path / "a.json"
    save(FULL_TASK, path)
    with pytest.raises(UnsupportedFormatError):
        save([FULL_TASK, object()], path)
    with pytest.raises(TypeError):
        save(FULL_TASK, path, no_such_option=1)

    assert load(path) == FULL_TASK
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_the_old_file_outlives_a_failing_disk(
    step: str, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure while writing leaves the old file whole and no draft behind."""
    path = tmp_path / "a.json"
    save(FULL_TASK, path)

    def fails(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os if step == "fsync" else pathlib.Path, step, fails)
    with pytest.raises(OSError, match="disk full"):
        save(FULL_DIRECTIVE, path)
    monkeypatch.undo()

    assert load(path) == FULL_TASK
    assert [path] == list(tmp_path.iterdir())


def test_a_missing_folder_is_an_os_error(tmp_path: pathlib.Path) -> None:
    """Folders are not made, and a folder is no file."""
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(FileNotFoundError):
        save(FULL_TASK, tmp_path / "no" / "a.json")
    with pytest.raises(OSError):  # noqa: PT011  which of its subclasses is the system's choice
        save(FULL_TASK, tmp_path / "folder.json")
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "no.json")

    assert [path.name for path in tmp_path.iterdir()] == ["folder.json"]


POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions and links are those of POSIX")


@POSIX
def test_a_new_file_has_ordinary_permissions(tmp_path: pathlib.Path) -> None:
    """A saved file is as open to others as any file made beside it."""
    ordinary = tmp_path / "ordinary.json"
    ordinary.write_text("", encoding="utf-8")
    save(FULL_TASK, tmp_path / "a.json")

    assert oct(ordinary.stat().st_mode) == oct((tmp_path / "a.json").stat().st_mode)


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666])
def test_an_old_file_keeps_its_permissions(mode: int, tmp_path: pathlib.Path) -> None:
    """Saving again neither opens nor closes a file."""
    path = tmp_path / "a.json"
    save(FULL_TASK, path)
    path.chmod(mode)
    save(FULL_DIRECTIVE, path)

    assert oct(mode) == oct(stat.S_IMODE(path.stat().st_mode))
    assert load(path) == FULL_DIRECTIVE


@POSIX
@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_stays_a_link(is_there: bool, tmp_path: pathlib.Path) -> None:  # noqa: FBT001  a parameter of the test
    """Saving through a link replaces the file it leads to, in that file's folder."""
    (tmp_path / "far").mkdir()
    target, link = tmp_path / "far" / "data", tmp_path / "link.json"
    if is_there:
        target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    save(FULL_TASK, link)

    assert link.is_symlink()
    assert FULL_TASK == load(link) == loads(target.read_bytes())


def test_a_long_name_is_no_hindrance(tmp_path: pathlib.Path) -> None:
    """A name as long as the system allows is saved: the draft's name does not grow with it."""
    path = tmp_path / ("a" * 250 + ".json")
    save(FULL_TASK, path)

    assert load(path) == FULL_TASK


# --- extras ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(NEEDS))
def test_a_missing_extra_is_named(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    """Without the extra the error says what to install, and no file is made."""
    for module in NEEDS[name]:
        monkeypatch.setitem(sys.modules, module, None)
    suffix = importlib.import_module(FORMATS[name]).SUFFIXES[0]
    extra = EXTRAS.get(name, name)
    calls: list[Callable[[], object]] = [
        lambda: dumps(FULL_TASK, name),
        lambda: loads("a: 1", name),
        lambda: save(FULL_TASK, tmp_path / f"a{suffix}"),
    ]
    for call in calls:
        with pytest.raises(MissingExtraError, match=rf"khcn-records\[{extra}\]") as caught:
            call()
        assert extra == caught.value.extra

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", sorted(NEEDS))
def test_only_a_missing_module_is_a_missing_extra(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An extra that is there and broken says so itself; nobody is told to install what is installed."""

    class Broken:
        def find_spec(self, asked: str, *_: object) -> None:
            if asked == NEEDS[name][0]:
                raise RuntimeError("broken installation")

    monkeypatch.delitem(sys.modules, NEEDS[name][0], raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(RuntimeError, match="broken installation"):
        dumps(FULL_TASK, name)


@pytest.mark.skipif(not _is_there("yaml"), reason="the extra yaml is not installed")
def test_yaml_written_by_hand_keeps_its_text() -> None:
    """Keys and texts that YAML 1.1 takes for booleans, days or minutes are text; comments may stand."""
    content = """
        schema: khcn/2      # a comment
        record: assigned_task
        task_id: "1"
        directive: 02/KH-UBND ngày 11/01/2024
        content: no
        status: in_progress
        due_on: 2024-02-05
        due_text: 17:30
        note: 0x1F
        lead_unit: ~
        history:
          - event: start
            from_state: not_started
            to_state: in_progress
            on: 2024-01
            is_jump: true
    """
    task = loads(content, "yaml", kind=AssignedTask)
    assert isinstance(task, AssignedTask)

    assert (task.content, task.due_text, task.note, task.lead_unit) == ("no", "17:30", "0x1F", None)
    assert (
        str(task.due_on),
        str(task.history[0].on),
        task.history[0].is_jump,
    ) == ("2024-02-05", "2024-01", True)


@pytest.mark.skipif(not _is_there("yaml"), reason="the extra yaml is not installed")
@pytest.mark.parametrize(
    "content",
    ["a: &x 1", "a: !!str 1", "a: !x 1", "a: *x", "<<: {a: 1}\na: 1", "1: a", "true: a", "? [a]\n: 1"],
)
def test_yaml_hides_and_repeats_nothing(content: str) -> None:
    """Anchors, aliases, tags and keys that are no text are refused, with their line."""
    found = faults_of("yaml", content)

    assert found[0].code in {"syntax", "missing_field"}
    assert found[0].path in {"$", "$.schema"}


def test_kinds_are_stored_under_their_own_names() -> None:
    """The name of a kind means one class, in the table of kinds and in files."""
    assert {name: STORED[name] for name in KINDS} == dict(KINDS)
    assert all(isinstance(EXAMPLES[name], record_class(name)) for name in KINDS)
    assert isinstance(EXAMPLES["finding"], Finding)


@EVERY_FORMAT
@pytest.mark.parametrize(
    "char",
    [chr(code) for code in (*range(32), 0x7F, 0x85, 0xA0, 0x2028, 0x2029, 0xFFFE, 0xFFFF, 0x1F600)],
    ids=ascii,
)
def test_no_character_is_lost(name: str, char: str) -> None:
    """Controls and rare line breaks come back in a cell and in the name of a parameter, alone, inside and at the ends."""
    for text in (char, f"a{char}b", f"{char}a", f"a{char}", f"a{char}{char} b\n"):
        table = Table(name="t", columns=[Column("a")], rows=[Row((text,))], title=Phrase("x", {text: 1}))
        assert table == loads(dumps(table, name), name)
