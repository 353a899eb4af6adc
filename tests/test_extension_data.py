"""The laws of extension data and of unknown fields: name-spaced, plain, immutable; nothing that is kept is lost."""

from __future__ import annotations

import copy
import functools
import json
import pathlib
import pickle
import warnings
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import extension_data
from format_files import suffix_of, there, written
from khcn_records.converter import structure, unstructure
from khcn_records.converter.documents import from_document, to_document
from khcn_records.converter.unknown_fields import POLICIES
from khcn_records.display import shown
from khcn_records.errors import InvalidArgumentError, InvalidValueError, StructureError, UnknownFieldWarning
from khcn_records.fields.extension_checks import DEEPEST
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData
from khcn_records.formats import dumps, load, loads, save
from khcn_records.formats.bundle import save_folder
from khcn_records.formats.streaming import iter_dump, iter_load
from khcn_records.labels import label, languages
from khcn_records.privacy import redact
from khcn_records.records import KINDS
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.directives import Directive
from record_strategies import ADDED, EXAMPLES, FULL_TASK

EVERY_KIND = pytest.mark.parametrize("kind", sorted(KINDS))
DIRECTIVE: dict[str, Any] = {"directive_id": "1", "number": "01/KH-UBND"}


def nested(levels: int) -> Any:
    """Lists in lists."""
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


@EVERY_KIND
def test_every_kind_takes_extension_data(kind: str) -> None:
    """Every record kind carries it under `extensions`, in equality and hash too, and hands it out as it came."""
    record = EXAMPLES[kind]
    without = attrs.evolve(record, extension_data={})

    assert record.extension_data == ADDED
    assert unstructure(record)["extensions"] == ADDED
    assert unstructure(without)["extensions"] == {}
    assert record != without
    assert hash(record) == hash(copy.deepcopy(record)) != hash(without)
    assert pickle.loads(pickle.dumps(record)) == record


@given(data=extension_data())
def test_it_is_a_frozen_value(data: ExtensionData) -> None:
    """Equal data are equal whatever the order of their names, and copies, pickles and plain forms are equal to them."""
    plain = data.plain()
    turned = dict(reversed(plain.items()))

    assert data == ExtensionData(turned) == copy.deepcopy(data) == pickle.loads(pickle.dumps(data)) == plain
    assert hash(data) == hash(ExtensionData(turned))
    assert json.dumps(plain) == json.dumps(ExtensionData(turned).plain())
    with pytest.raises(AttributeError):
        data.unknown = NO_EXTENSIONS
    with pytest.raises(TypeError):
        data["a"] = 1  # type: ignore[index]


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, True), (0, False), ([1], [True]), ("1", 1), ([], {}), (None, False), ([["a"]], ["a"])],
)
def test_values_that_files_tell_apart_are_not_equal(one: object, other: object) -> None:
    """True is not 1 and an empty list no empty object: what is written differently differs."""
    assert ExtensionData({"a": {"x": one}}) != ExtensionData({"a": {"x": other}})


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ([], TypeError),
        ({"a": 1}, TypeError),
        ({"a": {"x": 1.5}}, TypeError),
        ({"a": {"x": {1, 2}}}, TypeError),
        ({"a": {1: 2}}, TypeError),
        ({1: {}}, TypeError),
        ({"Bac Giang": {}}, InvalidValueError),
        ({"": {}}, InvalidValueError),
        ({"bắc": {}}, InvalidValueError),
        ({"1a": {}}, InvalidValueError),
        ({"a" * 64: {}}, InvalidValueError),
        ({"a": {"x": 2**63}}, InvalidValueError),
        ({"a": {"x": "\ud800"}}, InvalidValueError),
        ({"a": {"\ud800": 1}}, InvalidValueError),
        ({"a": {"x": nested(DEEPEST)}}, InvalidValueError),
        ({"a": {"x": nested(5000)}}, InvalidValueError),
    ],
)
def test_what_no_file_can_hold_is_refused(value: Any, error: type[Exception]) -> None:
    """Names, types and depth are checked when a record is made."""
    with pytest.raises(error):
        Directive(**DIRECTIVE, extension_data=value)


def test_faults_in_a_file_stand_at_their_own_paths() -> None:
    """Every fault of extension data comes at once, with its path, in both languages."""
    data = {**DIRECTIVE, "extensions": {"Bac Giang": {}, "a": {"x": [1, 1.5]}, "b": 3, "c": {"y": nested(9)}}}
    with pytest.raises(StructureError) as caught:
        structure(data, Directive)

    assert [(fault.code, fault.path) for fault in caught.value.faults] == [
        ("invalid_value", "$.extensions.Bac Giang"),
        ("wrong_type", "$.extensions.a.x[1]"),
        ("wrong_type", "$.extensions.b"),
        ("invalid_value", "$.extensions.c.y[0][0][0][0][0][0][0][0]"),
    ]
    assert all(label(fault, lang) for fault in caught.value.faults for lang in languages())


def test_extension_data_show_themselves() -> None:
    """As JSON where they are, and not at all where they are not."""
    data = ExtensionData({"bacgiang": {"mã": "H02"}})

    assert shown(data) == 'bacgiang: {"mã": "H02"}'
    assert "Dữ liệu mở rộng" in Directive(**DIRECTIVE, extension_data=data).format()
    assert "extension" not in repr(Directive(**DIRECTIVE)).lower()
    assert "Dữ liệu mở rộng" not in Directive(**DIRECTIVE).format()


def test_personal_data_are_masked_inside() -> None:
    """`redact` masks what an office added as it masks any text."""
    record = Directive(**DIRECTIVE, extension_data={"a": {"x": ["gọi 0912 345 678", 1]}})

    assert redact(record).extension_data == {"a": {"x": ["gọi […]", 1]}}
    assert redact(Directive(**DIRECTIVE, extension_data={"a": {"x": 1}})).extension_data == {"a": {"x": 1}}


# --- unknown fields --------------------------------------------------------------------------------------------------


def strange_report() -> dict[str, Any]:
    """A stored report with unknown fields at every depth."""
    tree = to_document(EXAMPLES["monthly_report"])
    tree["mới"] = {"a": [1, None]}
    tree["tasks"][0]["colour"] = "red"
    tree["tasks"][0]["history"][0]["a/b~c"] = 1
    tree["signature"]["seal"] = True
    tree["projects"][0]["contract"]["x"] = []
    return tree


STRANGE = [
    "$.tasks[0].colour",
    "$.tasks[0].history[0].a/b~c",
    "$.projects[0].contract.x",
    "$.signature.seal",
    "$.mới",
]


def test_unknown_fields_are_forbidden_unless_said_otherwise() -> None:
    """At every depth, all at once."""
    with pytest.raises(StructureError) as caught:
        loads(json.dumps(strange_report()))

    assert sorted(fault.path for fault in caught.value.faults) == sorted(STRANGE)
    assert {fault.code for fault in caught.value.faults} == {"unknown_field"}


def test_kept_fields_are_written_back_where_they_stood() -> None:
    """There and back at every depth, through every way in; the record is another one than that without them."""
    tree = strange_report()
    report = loads(json.dumps(tree), unknown="keep")

    assert json.loads(dumps(report)) == tree
    assert loads(dumps(report), unknown="keep") == report == structure(tree, type(report), unknown="keep")
    assert hash(loads(dumps(report), unknown="keep")) == hash(report)
    assert report != EXAMPLES["monthly_report"]
    assert pickle.loads(pickle.dumps(report)) == copy.deepcopy(report) == report
    assert json.loads(dumps([report, FULL_TASK]))["records"][0]["mới"] == tree["mới"]


def test_warned_fields_are_kept_and_told_once(tmp_path: Any) -> None:
    """One warning for a file names them; it points at the call."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps(strange_report()), encoding="utf-8")
    with pytest.warns(UnknownFieldWarning) as caught:
        report = load(path, unknown="warn")

    assert len(caught) == 1
    warning: Any = caught[0].message
    assert sorted(fault.path for fault in warning.faults) == sorted(STRANGE)
    assert str(warning).startswith("5 unknown fields kept: $.tasks[0].")
    assert report == load(path, unknown="keep")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        save(EXAMPLES["monthly_report"], path)
        assert load(path, unknown="warn") == EXAMPLES["monthly_report"]


def test_a_field_goes_with_the_part_it_stood_in() -> None:
    """A kept field of a part that was taken out is not written into another one."""
    tree = to_document(FULL_TASK)
    tree["history"][1]["x"] = 1
    task = from_document(tree, unknown="keep")
    shorter = attrs.evolve(task, history=task.history[:1])

    assert "x" not in json.dumps(unstructure(shorter)["history"])
    assert unstructure(attrs.evolve(task, note="khác"))["history"][1]["x"] == 1


def test_what_cannot_be_kept_is_refused() -> None:
    """A fraction, a field beside the records, a field of a result: where nothing can hold it, it stays a fault under each policy."""
    for policy in POLICIES:
        for tree, path in (
            ({**to_document(FULL_TASK), "x": 1.5}, "$.x"),
            ({**to_document([FULL_TASK]), "x": 1}, "$.x"),
            ({**to_document(EXAMPLES["finding"]), "x": 1}, "$.x"),
            ({**to_document(FULL_TASK), "extensions": {"a": 1}, "x": 1}, "$.extensions.a"),
        ):
            with pytest.raises(StructureError) as caught:
                from_document(tree, unknown=policy)
            assert path in {fault.path for fault in caught.value.faults}


@pytest.mark.parametrize("name", there())
def test_every_format_reads_by_the_policy(name: str, tmp_path: pathlib.Path) -> None:
    """From content and from a file, at every depth: forbidden all at once, kept and written back, told in one warning."""
    tree = strange_report()
    path = tmp_path / f"a{suffix_of(name)}"
    path.write_bytes(written(name, tree))
    for read in (functools.partial(loads, path.read_bytes(), name), functools.partial(load, path)):
        with pytest.raises(StructureError) as caught:
            read()
        assert {fault.code for fault in caught.value.faults} == {"unknown_field"}
        assert sorted(fault.path for fault in caught.value.faults) == sorted(STRANGE)
        report = read(unknown="keep")
        assert to_document(report) == tree
        assert loads(dumps(report, name), name, unknown="keep") == report
        save([report, FULL_TASK], path)
        assert load(path, unknown="keep") == (report, FULL_TASK)
        with pytest.warns(UnknownFieldWarning) as told:
            assert load(path, unknown="warn") == (report, FULL_TASK)
        assert len(told) == 1
        assert sorted(fault.path for fault in cast("Any", told[0].message).faults) == sorted(
            path.replace("$", "$.records[0]", 1) for path in STRANGE
        )
        path.write_bytes(written(name, tree))


def test_a_folder_is_read_by_the_policy(tmp_path: pathlib.Path) -> None:
    """A bundle in a folder is read as one in an archive."""
    report = loads(json.dumps(strange_report()), unknown="keep")
    save_folder(report, tmp_path / "a")
    with pytest.raises(StructureError) as caught:
        load(tmp_path / "a")

    assert sorted(fault.path for fault in caught.value.faults) == sorted(STRANGE)
    assert load(tmp_path / "a", unknown="keep") == report


def test_a_stream_is_read_by_the_policy(tmp_path: pathlib.Path) -> None:
    """Each line, from a file or from lines, several records or one: forbidden, kept at every depth, or told record by record."""
    report = loads(json.dumps(strange_report()), unknown="keep")
    path = tmp_path / "a.jsonl"
    for stored in ([FULL_TASK, report, report], report):
        save(stored, path)
        records = stored if isinstance(stored, list) else [stored]
        for source in (path, path.read_text(encoding="utf-8").splitlines()):
            with pytest.raises(StructureError) as caught:
                list(iter_load(source))
            ends = tuple(path.removeprefix("$") for path in STRANGE)
            assert len(caught.value.faults) == len(STRANGE)
            assert all(fault.path.endswith(ends) for fault in caught.value.faults)
            assert list(iter_load(source, unknown="keep")) == records
            with pytest.warns(UnknownFieldWarning) as told:
                assert list(iter_load(source, unknown="warn")) == records
            assert len(told) == records.count(report)
    assert list(iter_dump(iter_load(path, unknown="keep"))) == list(iter_dump([report]))


@pytest.mark.parametrize("policy", ["drop", "", None, 1])
def test_a_policy_is_one_of_three(policy: Any, tmp_path: pathlib.Path) -> None:
    """Another word is a programmer's mistake, at every way in and whatever stands in the file."""
    save((), tmp_path / "a.json")
    save_folder((), tmp_path / "a")
    for call in (
        lambda: loads(dumps(FULL_TASK), unknown=policy),
        lambda: structure({}, AssignedTask, unknown=policy),
        lambda: from_document(to_document(()), unknown=policy),
        lambda: load(tmp_path / "a.json", unknown=policy),
        lambda: load(tmp_path / "a", unknown=policy),
        lambda: iter_load([], unknown=policy),
    ):
        with pytest.raises(InvalidArgumentError, match="forbid, keep, warn"):
            call()


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=4),
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
        max_leaves=4,
    ),
    key=st.text(max_size=6),
)
def test_any_unknown_field_is_kept_or_refused(value: Any, key: str) -> None:
    """Whatever its name and value: it comes back as it was, or it is a fault."""
    tree = to_document(FULL_TASK)
    if key in tree:
        return
    tree[key] = value
    tree["history"][0][f"{key}?"] = value
    try:
        task = from_document(tree, unknown="keep")
    except StructureError:
        return
    assert to_document(task) == tree
