"""The laws of JSON Schema: what we write fits it, and what it refuses we refuse, but for the differences listed here."""

from __future__ import annotations

import copy
import enum
import json
import pathlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khcn_records import zipped
from khcn_records.converter import structure, unstructure
from khcn_records.converter.documents import from_document, stored_class, to_document
from khcn_records.errors import Fault, KhcnError, StructureError
from khcn_records.formats import STORED, dumps, loads
from khcn_records.formats.bundle import Attachment, save_folder
from khcn_records.migrations import schema_name
from khcn_records.schema import json_schema
from khcn_records.schema.forms import FORMS
from khcn_records.text import clean
from khcn_records.values import VALUES
from project import ROOT
from record_strategies import EXAMPLES, STRATEGIES
from strategies import VALUE_STRATEGIES

jsonschema: Any = pytest.importorskip("jsonschema")

PUBLISHED = ROOT / "docs" / "reference" / "schema"
EVERY_STORED = pytest.mark.parametrize("stored", sorted(STORED))
DRAWN = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

WE_REFUSE: Mapping[str, str] = {
    "invalid_date": "a day that does not exist, where only a part of it is named (`--02-30`)",
    "invalid_deadline": "a day that does not exist",
    "invalid_period": "a part of the year that its kind does not have",
    "invalid_document_number": "the grammar of symbols is no regular pattern",
    "invalid_document_reference": "the grammar of citations is no regular pattern",
    "invalid_money": "a figure beyond what money holds",
    "invalid_quantity": "a part above its whole, figures beyond what a quantity holds",
    "invalid_recurrence": "parts of a rule that do not go together",
    "invalid_time_limit": "a figure beyond what a limit holds",
    "duplicate_key": "a schema sees data that are read already",
}
"""Code of a fault that the schema does not see → why it cannot."""

BETWEEN_FIELDS = "a rule between the fields of one record: days in order, parts within wholes, one of several that must be given"
INVISIBLE = "a text of invisible characters alone, or half of a character: no pattern that all readers share names them"
WHOLE_FRACTION = "to JSON Schema 1.0 is an integer; a count is never written so and never read so"
TYPED_BY_COLUMN = "the column of a table says what its cells hold; a schema cannot look there"
DEPTH = "a schema does not count levels"
NOT_CANONICAL = "a value written another way than we write it is read all the same (`tháng 02/2024`), and written canonically"


def validator(schema: Any) -> Any:
    """The judge: formats are checked too."""
    judge = jsonschema.Draft202012Validator
    return judge(schema, format_checker=judge.FORMAT_CHECKER)


DOCUMENT = validator(json_schema())
OWN = {name: validator(json_schema(stored_class(name))) for name in STORED}


def errors(judge: Any, plain: object) -> list[Any]:
    """What the schema says against plain data."""
    return list(judge.iter_errors(plain))


def deepest(error: Any) -> Iterator[Any]:
    """The errors behind an error."""
    if error.context:
        for inner in error.context:
            yield from deepest(inner)
    else:
        yield error


def at(plain: Any, path: str) -> Any:
    """What stands under the path of a fault."""
    for step in path.removeprefix("$").replace("[", ".[").split(".")[1:]:
        plain = plain[int(step[1:-1])] if step.startswith("[") else plain[step]
    return plain


NO_ABBREVIATION = "which letters can stand for a kind of document is told by a table and a grammar"


def why_only_we(fault: Fault, plain: Any) -> str:
    """The difference that a fault falls under, `""` where it falls under none."""
    if fault.code in WE_REFUSE:
        return WE_REFUSE[fault.code]
    try:
        value = at(plain, fault.path)
    except (KeyError, IndexError, ValueError, TypeError):
        return ""
    if dict(fault.parameters).get("expected", "").startswith("an abbreviation"):
        return NO_ABBREVIATION
    if isinstance(value, float) and value.is_integer():
        return WHOLE_FRACTION
    if ".cells[" in fault.path or (fault.code == "invalid_value" and "cells" in str(value)):
        return TYPED_BY_COLUMN
    if fault.code in {"invalid_value", "invalid_argument"} and isinstance(value, dict):
        return BETWEEN_FIELDS
    texts = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
    is_invisible = any(
        not clean(text) or any("\ud800" <= char <= "\udfff" for char in text) for text in texts
    )
    return INVISIBLE if is_invisible else ""


@pytest.mark.parametrize("kind", [None, *map(stored_class, sorted(STORED))], ids=str)
def test_the_schema_is_a_schema(kind: type | None) -> None:
    """Every schema is one of JSON Schema 2020-12, with a name of its own and a new dict each time."""
    schema = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    schema["$defs"].clear()
    assert json_schema(kind)["$defs"]


@EVERY_STORED
def test_the_example_fits(stored: str) -> None:
    """What is dumped fits the schema of documents and that of its kind, alone, among others and as plain data."""
    record = EXAMPLES[stored]
    written = json.loads(dumps(record))
    among = json.loads(dumps([record, EXAMPLES["directive"]]))

    assert errors(DOCUMENT, written) == errors(DOCUMENT, among) == []
    assert errors(OWN[stored], written) == errors(OWN[stored], unstructure(record)) == []
    assert errors(OWN[stored], among["records"][0]) == []


@EVERY_STORED
@given(data=st.data())
@DRAWN
def test_whatever_is_dumped_fits(stored: str, data: st.DataObject) -> None:
    """Whatever a record can hold, what is dumped fits."""
    record = data.draw(STRATEGIES[stored](), label=stored)

    assert errors(DOCUMENT, to_document(record)) == []
    assert errors(OWN[stored], unstructure(record)) == []


@pytest.mark.parametrize("name", sorted(VALUES))
@given(data=st.data())
def test_a_canonical_text_fits_its_pattern(name: str, data: st.DataObject) -> None:
    """The canonical text of every value fits the schema of its class."""
    value = data.draw(VALUE_STRATEGIES[name](), label=name)

    assert errors(validator(json_schema(type(value))), str(value)) == []


def damaged(data: st.DataObject, tree: Any) -> None:
    """The tree with one value replaced, dropped or added."""
    branch: Any = tree
    while True:
        keys = list(branch) if isinstance(branch, dict) else list(range(len(branch)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(branch[key], (dict, list)) or not branch[key] or data.draw(st.booleans()):
            break
        branch = branch[key]
    if isinstance(branch, dict) and data.draw(st.booleans()):
        branch[data.draw(st.sampled_from(["colour", "", "schema", "record", *list(branch)]))] = branch.pop(
            key
        )
        return
    scalars = (
        st.none()
        | st.booleans()
        | st.integers()
        # JSON Schema takes 0.0 for a whole number; Python, and so the library, does not.
        | st.floats(allow_nan=False, allow_infinity=False).filter(lambda figure: not figure.is_integer())
        | st.text(max_size=9)
        | st.sampled_from(
            ["2024-02-05", "2024-02", "tháng 02/2024", "08", "5 ha", "31/KH-UBND", "done", "\u200b", "1.0"]
        )
    )
    branch[key] = data.draw(
        scalars | st.lists(scalars, max_size=2) | st.dictionaries(st.text(max_size=4), scalars, max_size=2)
    )


@EVERY_STORED
@given(data=st.data())
@settings(DRAWN, max_examples=100)
def test_what_is_broken_is_refused_by_both_or_neither(stored: str, data: st.DataObject) -> None:
    """A damaged document is refused by the schema and by the reader, or by neither; every difference stands in the lists above."""
    tree = copy.deepcopy(to_document(EXAMPLES[stored]))
    damaged(data, tree)
    theirs = errors(DOCUMENT, tree)
    try:
        ours = from_document(tree)
    except StructureError as error:
        if not theirs:
            assert [fault for fault in error.faults if not why_only_we(fault, tree)] == []  # noqa: PT017
        return
    if theirs:
        kinds = {inner.validator for error in theirs for inner in deepest(error)}
        kinds.discard("unevaluatedProperties")  # follows on the other: what is not valid counts as not told
        assert kinds <= {"pattern", "format", "type"}, NOT_CANONICAL
        assert errors(DOCUMENT, to_document(ours)) == []


@pytest.mark.parametrize(
    ("stored", "change", "refused_by", "why"),
    [
        ("assigned_task", {"due_on": "2024-02-30"}, "both", ""),
        ("assigned_task", {"due_on": "05/02/2024"}, "both", ""),
        ("assigned_task", {"status": "Done"}, "both", ""),
        ("assigned_task", {"content": " "}, "both", ""),
        ("assigned_task", {"colour": "red"}, "both", ""),
        ("assigned_task", {"history": [{"event": "x"}]}, "both", ""),
        ("monthly_report", {"tasks": [{"colour": 1}]}, "both", ""),
        ("monthly_report", {"period": "2024-13"}, "both", ""),
        ("petition_counts", {"carried_in": -1}, "both", ""),
        ("assigned_task", {"content": "\u200b"}, "reader", INVISIBLE),
        ("assigned_task", {"directive": "???"}, "reader", WE_REFUSE["invalid_document_reference"]),
        ("directive", {"number": None, "kind": None, "subject": None}, "reader", BETWEEN_FIELDS),
        ("directive", {"extensions": {"Bac Giang": {}}}, "both", ""),
        ("directive", {"extensions": {"a": 1}}, "both", ""),
        ("directive", {"extensions": {"a": {"x": [1.5]}}}, "both", ""),
        ("directive", {"extensions": {"a": {"x": 2**63}}}, "both", ""),
        ("directive", {"extensions": {"a": {"x": [[[[[[[[[1]]]]]]]]]}}}, "reader", DEPTH),
        ("assigned_task", {"extensions": [{"due_on": "2024-02-05"}]}, "both", ""),
        ("table", {"rows": [{"cells": [1]}]}, "reader", TYPED_BY_COLUMN),
        ("task_summary", {"done": 4.0}, "reader", WHOLE_FRACTION),
        ("monthly_report", {"period": "tháng 02/2024"}, "schema", NOT_CANONICAL),
    ],
)
def test_differences_are_told(stored: str, change: dict[str, Any], refused_by: str, why: str) -> None:
    """What only one of the two refuses has its reason."""
    tree = {**to_document(EXAMPLES[stored]), **change}
    try:
        from_document(tree)
        is_refused = False
    except StructureError:
        is_refused = True

    refusing = {(True, True): "both", (False, True): "reader", (True, False): "schema"}
    assert refusing[bool(errors(DOCUMENT, tree)), is_refused] == refused_by
    assert bool(why) == (refused_by != "both")


# --- the manifest of a bundle ------------------------------------------------------------------------------------------

MANIFEST = validator(json_schema("bundle"))
ATTACHED = (
    Attachment.of("ke-hoach.pdf", b"%PDF-1.7", media_type="application/pdf", title="Kế hoạch số 02/KH-UBND"),
    Attachment(name="phu-luc/bảng 1.xlsx", size=5, sha256="0" * 64),
)
WE_REFUSE_OF_A_BUNDLE = "what a schema of the manifest alone cannot see: whether the files are there, as large, with that digest, of different names, of 255 bytes"


def manifest_of(data: bytes) -> Any:
    """What the manifest of a bundle says."""
    return json.loads(zipped.unpacked(data, "a bundle")["manifest.json"])


@EVERY_STORED
def test_the_manifest_of_a_bundle_fits(stored: str, tmp_path: pathlib.Path) -> None:
    """Every bundle that is written has a manifest that fits, in an archive and in a folder, with attachments and without, and its records fit too."""
    for attachments in ((), ATTACHED):
        data = dumps(EXAMPLES[stored], "bundle", attachments=attachments)
        save_folder([EXAMPLES[stored]], tmp_path / "folder", attachments=attachments)
        told = json.loads((tmp_path / "folder" / "manifest.json").read_bytes())
        records = (tmp_path / "folder" / told["records"]["name"]).read_bytes()

        assert errors(MANIFEST, manifest_of(data)) == errors(MANIFEST, told) == []
        assert errors(DOCUMENT, json.loads(records)) == []


@given(data=st.data())
@settings(DRAWN, max_examples=200)
def test_a_broken_manifest_is_refused_by_both_or_neither(data: st.DataObject) -> None:
    """What the schema refuses the reader refuses; the reader alone refuses what is no more true of the files."""
    files = zipped.unpacked(dumps(EXAMPLES["directive"], "bundle", attachments=ATTACHED), "a bundle")
    manifest = json.loads(files["manifest.json"])
    before = copy.deepcopy(manifest)
    damaged(data, manifest)
    theirs = errors(MANIFEST, manifest)
    try:
        loads(zipped.packed({**files, "manifest.json": json.dumps(manifest).encode()}), "bundle")
    except KhcnError:
        changed = {key for key in manifest if manifest[key] != before.get(key)} | (
            set(before) - set(manifest)
        )
        assert theirs or changed & {"records", "attachments"}, WE_REFUSE_OF_A_BUNDLE
    else:
        assert not theirs


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "khcn/99"},
        {"schema": "khcn/0"},
        {"colour": "red"},
        {"records": {"name": "records.json"}},
        {"attachments": [{"name": "../a", "size": 0, "sha256": "0" * 64}]},
        {"attachments": [{"name": "a.", "size": 0, "sha256": "0" * 64}]},
        {"attachments": [{"name": "a\n", "size": 0, "sha256": "0" * 64}]},
        {"attachments": [{"name": "a" * 256, "size": 0, "sha256": "0" * 64}]},
        {"attachments": [{"name": "a", "size": -1, "sha256": "0" * 64}]},
        {"attachments": [{"name": "a", "size": True, "sha256": "0" * 64}]},
        {"attachments": [{"name": "a", "size": 0, "sha256": "0" * 63}]},
        {"attachments": [{"name": "a", "size": 0, "sha256": "0" * 64, "title": 5}]},
        {"attachments": [{"name": "a", "size": 0, "sha256": "0" * 64, "content": "x"}]},
    ],
    ids=str,
)
def test_a_wrong_manifest_is_refused_by_both(change: dict[str, Any]) -> None:
    """A newer schema, a name that leads out, a figure or a key that no bundle has."""
    files = zipped.unpacked(dumps(EXAMPLES["directive"], "bundle"), "a bundle")
    manifest = {**json.loads(files["manifest.json"]), **change}

    assert errors(MANIFEST, manifest)
    with pytest.raises(KhcnError):
        loads(zipped.packed({**files, "manifest.json": json.dumps(manifest).encode()}), "bundle")


def test_the_examples_of_a_manifest_fit() -> None:
    """The examples of the schema fit it; everything in it is told in both languages."""
    schema = json_schema("bundle")

    for part in (schema, *schema["$defs"].values()):
        judge = validator({**part, "$defs": schema["$defs"]})
        assert [errors(judge, example) for example in part["examples"]] == [[]]
        for told in (part, *part["properties"].values()):
            assert "$ref" in told or (" · " in told["title"] and " · " in told["description"])


@pytest.mark.parametrize("name", [*sorted(STORED), "document", "bundle"])
def test_the_published_file_is_current(name: str) -> None:
    """The schema files of the pages are what the library says; `python docs/schemas.py` writes them."""
    kind: Any = {"document": None, "bundle": "bundle"}.get(name, name)
    schema = json_schema(stored_class(name) if name in STORED else kind)

    assert json.loads((PUBLISHED / f"{name}.json").read_text(encoding="utf-8")) == schema


def test_no_published_file_is_left_over() -> None:
    """A kind that is gone leaves no schema behind, and the page names every file."""
    page = PUBLISHED.with_suffix(".md").read_text(encoding="utf-8")

    expected = {*STORED, "document", "bundle"}
    assert {path.stem for path in PUBLISHED.glob("*.json")} == expected
    assert set(re.findall(r"\(schema/(\w+)\.json\)", page)) == expected


def test_everything_is_told_in_both_languages() -> None:
    """Every field has a title and a description with its Vietnamese and its English name; every choice is worded."""
    for name, definition in json_schema()["$defs"].items():
        assert name == "stored_record" or definition["title"], name
        for field, schema in definition.get("properties", {}).items() if name != "stored_record" else ():
            assert schema["title"], (name, field)
            assert all(part in schema["description"] for part in schema["title"].split(" · ")), (name, field)
        for member in definition.get("oneOf", ()):
            assert member["title"], (name, member)
            assert member["description"], (name, member)


def test_examples_fit_and_are_read() -> None:
    """The examples of a schema fit it, and the library reads them."""
    schema = json_schema()
    whole = validator({"$defs": schema["$defs"]})
    for name, definition in schema["$defs"].items():
        part = {"$ref": f"#/$defs/{name}"}
        for example in definition.get("examples", ()):
            assert errors(whole.evolve(schema={**whole.schema, **part}), example) == [], name
        if name in STORED:
            (example,) = definition["examples"]
            assert structure(example, stored_class(name)) is not None
            assert loads(json.dumps({"schema": schema_name(), "record": name, **example}))


def test_every_value_has_a_form() -> None:
    """Each class of value has its canonical pattern and examples that it reads."""
    from khcn_records.labels import snake_case

    assert {snake_case(name) for name in VALUES} <= set(FORMS)


@pytest.mark.parametrize("kind", [dict, object, 5, "assigned_task", Fault, list[int], enum.Enum])
def test_what_is_not_stored_has_no_schema(kind: Any) -> None:
    """A class that the library does not store is a TypeError."""
    with pytest.raises(TypeError):
        json_schema(kind)
