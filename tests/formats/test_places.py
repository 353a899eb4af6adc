"""Every fault of a file says where it stands there."""

from __future__ import annotations

import importlib.util
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.errors import Fault, StructureError
from khcn_records.formats import loads
from khcn_records.formats.places import json_duplicates, json_places
from khcn_records.labels import label

NEEDS_YAML = pytest.mark.skipif(importlib.util.find_spec("yaml") is None, reason="needs the extra yaml")

JSON = """{
  "schema": "khcn/2",
  "records": [
    {"record": "finding", "code": "a", "colour": "red"},
    {
      "record": "finding",
      "place": {"line": "x",
        "page": 0}
    }, 7
  ]
}
"""
JSONL = """{"schema": "khcn/2"}

{"record": "finding", "code": "a", "colour": "red"}
{"record": "finding", "place": {"line": "x", "page": 0}}
7
"""
YAML = """# a comment
schema: khcn/2
records:
  - record: finding
    code: a
    colour: red
  - record: finding
    place:
      line: x
      page: 0
  - 7
"""


def faults_of(content: str | bytes, name: str) -> tuple[Fault, ...]:
    """What is wrong with the content."""
    with pytest.raises(StructureError) as caught:
        loads(content, name)
    return caught.value.faults


def where(fault: Fault) -> str:
    """Line and column as an editor shows them."""
    told = dict(fault.parameters)
    return ":".join(told[name] for name in ("line", "column") if name in told)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("json", JSON, ["4:50", "5:5", "7:25", "8:17", "9:8"]),
        ("jsonl", JSONL, ["3", "4", "4", "4", "5"]),
        pytest.param("yaml", YAML, ["6:13", "7:5", "9:13", "10:13", "11:5"], marks=NEEDS_YAML),
    ],
)
def test_every_fault_has_its_line(name: str, content: str, expected: list[str]) -> None:
    """A fault of a field stands where its value does, a missing field where its record begins."""
    faults = faults_of(content, name)

    assert [(fault.path, place) for fault, place in zip(faults, expected, strict=True)] == [
        ("$.records[0].colour", expected[0]),
        ("$.records[1].code", expected[1]),
        ("$.records[1].place.line", expected[2]),
        ("$.records[1].place.page", expected[3]),
        ("$.records[2]", expected[4]),
    ]
    assert [where(fault) for fault in faults] == expected
    assert f"dòng {expected[0].partition(':')[0]}" in label(faults[0], "vi")
    assert f"line {expected[0].partition(':')[0]}" in label(faults[0], "en")


def test_every_faulty_line_is_told() -> None:
    """Lines that are no JSON are told all at once, with their numbers and the places of their records."""
    faults = faults_of(
        '{"schema": "khcn/2"}\n{]\n{"record": "finding", "code": "a"}\n{"a": 1, "a": 2}\nNaN', "jsonl"
    )

    assert [(fault.code, fault.path, dict(fault.parameters)["line"]) for fault in faults] == [
        ("syntax", "$.records[0]", "2"),
        ("duplicate_key", "$.records[2].a", "4"),
        ("invalid_value", "$.records[3]", "5"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1, "a": 2}', [("$.a", "1:10")]),
        ('{"a": {"b": 1,\n "b": 2, "b": 3}, "c": [{"d": 1, "d": 1}], "a": 0}', [("$.a.b", "2:2"), ("$.a.b", "2:10"), ("$.c[0].d", "2:34"), ("$.a", "2:44")]),
        ('{"a": 1, "\\u0061": 2}', [("$.a", "1:10")]),
    ],
)  # fmt: skip
def test_every_key_that_stands_twice_is_told(text: str, expected: list[tuple[str, str]]) -> None:
    """All duplicate keys of a JSON text at once, however they are spelt, each with its place."""
    assert [(fault.path, where(fault)) for fault in json_duplicates(text)] == expected
    assert [(fault.path, where(fault)) for fault in faults_of(text, "json")] == expected


@given(text=st.text('{}[]",:ab\\ \n1', max_size=40))
def test_places_of_what_is_no_json_are_harmless(text: str) -> None:
    """Whatever stands behind the first fault of a file, looking for places ends."""
    assert isinstance(json_duplicates(text), list)
    assert isinstance(json_places(text, {"$", "$.a", "$[0]"}), dict)


ANY_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('ab"\\,:[]{}', max_size=3), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip


def parts(path: str, value: Any) -> dict[str, Any]:
    """Every value of a tree by its path."""
    found = {path: value}
    if isinstance(value, dict):
        for name, one in value.items():
            found |= parts(f"{path}.{name}", one)
    if isinstance(value, list):
        for place, one in enumerate(value):
            found |= parts(f"{path}[{place}]", one)
    return found


@given(value=ANY_JSON, indent=st.none() | st.integers(0, 2))
def test_a_place_is_where_the_value_begins(value: Any, indent: int | None) -> None:
    """What stands at the place of a path, and nothing else, is its value, however the text is laid out."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    lines = text.split("\n")
    tree = parts("$", value)
    places = json_places(text, set(tree))

    assert set(places) == set(tree)
    assert json_duplicates(text) == []
    for path, place in places.items():
        told = {name: int(figure) for name, figure in place}
        rest = "\n".join([lines[told["line"] - 1][told["column"] - 1 :], *lines[told["line"] :]])
        if sum(path == other for other in tree) == 1 and not any(mark in path for mark in '."\\,:[]{}'):
            assert json.JSONDecoder().raw_decode(rest)[0] == tree[path]


def faulty(count: int, name: str) -> str:
    """That many records with a fault each."""
    record = {"record": "finding", "code": "a", "colour": "red"}
    if name == "jsonl":
        return '{"schema": "khcn/2"}\n' + (json.dumps(record) + "\n") * count
    return json.dumps({"schema": "khcn/2", "records": [record] * count}, indent=1)


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_many_faults_are_told_in_linear_time_and_few_words(name: str) -> None:
    """Ten thousand faults are all there, each with its line; the message shows some of them and says how many there are."""
    spent = []
    for count in (1_000, 10_000):
        content = faulty(count, name)
        started = time.process_time()
        faults = faults_of(content, name)
        spent.append(time.process_time() - started)
        assert len(faults) == count
        assert all(where(fault) for fault in faults)
        assert len(str(StructureError(faults))) < 20_000

    assert spent[1] < 40 * spent[0]  # ten times the faults; quadratic would be a hundred times the time
