"""What is made to harm is refused by every format alike: with the error that says so, soon, and in little memory."""

from __future__ import annotations

import functools
import importlib.util
import io
import json
import time
import tracemalloc
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from khcn_records import zipped
from khcn_records.errors import KhcnError, StructureError, UnsafeFileError
from khcn_records.formats import FORMATS, dumps, loads
from khcn_records.formats import bundle as bundle_format
from khcn_records.formats.cells import from_cell

MODULES = {
    "arrow": ("pyarrow",),
    "feather": ("pyarrow",),
    "parquet": ("pyarrow",),
    "msgpack": ("msgpack",),
    "xlsx": ("xlsxwriter", "openpyxl"),
    "yaml": ("yaml",),
}
THERE = [name for name in FORMATS if all(map(importlib.util.find_spec, MODULES.get(name, ())))]
SECONDS, BYTES = 10.0, 200_000_000

DEEP = 100_000
PAYLOADS: Mapping[str, tuple[str, type[KhcnError]]] = {
    "deep lists": ("[" * DEEP, UnsafeFileError),
    "deep lists that are closed": ("[" * DEEP + "]" * DEEP, UnsafeFileError),
    "deep objects": ('{"a":' * DEEP, UnsafeFileError),
    "deep objects that are closed": ('{"a":' * DEEP + "1" + "}" * DEEP, UnsafeFileError),
    "a key that stands twice": ('{"a": 1, "a": 2}', StructureError),
    "a key that stands twice, deeper": ('{"b": [{"a": 1, "a": 2}]}', StructureError),
    "a key that stands twice, spelt otherwise": ('{"a": 1, "\\u0061": 2}', StructureError),
    "half of a character": ('["\\ud800"]', StructureError),
    "half of a character as a key": ('{"\\udc00": 1}', StructureError),
    "a long number": ("[" + "9" * 1_000_000 + "]", UnsafeFileError),
    "NaN": ("[NaN]", StructureError),
    "infinity": ("[-Infinity]", StructureError),
    "a number beyond all": ("[1e999999999]", StructureError),
}
"""JSON text in the place of a field that holds a text, and how it is refused."""


def as_json(value: str) -> str:
    """A stored finding with that value in a field."""
    return f'{{"schema": "khcn/1", "record": "finding", "code": "a", "suggestion": {value}}}'


def in_workbook(value: str) -> bytes:
    """The same in a workbook, as another program would write it."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["schema", "record", "code", "suggestion"])
    book.active.append(["khcn/1", "finding", "a", value[:32_000]])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def in_bundle(content: str) -> bytes:
    """The same in a bundle whose manifest is right."""
    data = content.encode()
    entry = {"name": "records.json", "size": len(data), "sha256": bundle_format._digest(data)}
    return zipped.packed({"manifest.json": json.dumps({"records": entry}).encode(), "records.json": data})


IN_MSGPACK: Mapping[str, bytes] = {
    "deep lists": b"\x91" * DEEP,
    "deep lists that are closed": b"\x91" * DEEP + b"\xc0",
    "deep objects": b"\x81\xa1a" * DEEP,
    "deep objects that are closed": b"\x81\xa1a" * DEEP + b"\x01",
    "a key that stands twice": b"\x82\xa1a\x01\xa1a\x02",
    "a key that stands twice, deeper": b"\x81\xa1b\x91\x82\xa1a\x01\xa1a\x02",
    "a key that stands twice, spelt otherwise": b"\x82\xa1a\x01\xd9\x01a\x02",
    "half of a character": b"\x91\xa3\xed\xa0\x80",
    "half of a character as a key": b"\x81\xa3\xed\xb0\x80\x01",
    "a long number": b"\x91\xc6\x00\x0f\x42\x40" + b"9" * 1_000_000,
    "NaN": b"\x91\xcb\x7f\xf8" + bytes(6),
    "infinity": b"\x91\xcb\xff\xf0" + bytes(6),
    "a number beyond all": b"\x91\xca\x7f\x80\x00\x00",
}


def in_msgpack(value: str) -> bytes:
    """The same harm in MessagePack, which spells each in its own way."""
    (name,) = (name for name, (text, _) in PAYLOADS.items() if text == value)
    texts = ("schema", "khcn/1", "record", "finding", "code", "a", "suggestion")
    return b"\x84" + b"".join(bytes([0xA0 + len(text)]) + text.encode() for text in texts) + IN_MSGPACK[name]


def in_table(name: str, value: str) -> bytes:
    """The same in a column of JSON text, where a table has what is nested too deep for columns."""
    import pyarrow as pa
    import pyarrow.parquet

    from khcn_records.formats.arrow import written

    fields = [
        pa.field("code", pa.string()),
        pa.field("suggestion", pa.string(), metadata={"khcn.as": "json"}),
    ]
    head = {"khcn.schema": "khcn/1", "khcn.form": "one", "khcn.record": "finding"}
    table = pa.Table.from_pydict({"code": ["a"], "suggestion": [value]}, pa.schema(fields, metadata=head))
    if name != "parquet":
        return written(pa, table, compression={"arrow": None, "feather": "lz4"}[name])
    sink = pa.BufferOutputStream()
    pa.parquet.write_table(table, sink)
    content: bytes = sink.getvalue().to_pybytes()
    return content


WRAPPED: Mapping[str, Callable[[str], str | bytes]] = {
    "json": as_json,
    "jsonl": as_json,
    "yaml": as_json,
    "csv": lambda value: (
        'schema,record,code,suggestion\r\nkhcn/1,finding,a,"' + value.replace('"', '""') + '"'
    ),
    "xlsx": in_workbook,
    "bundle": lambda value: in_bundle(as_json(value)),
    "msgpack": in_msgpack,
    **{name: functools.partial(in_table, name) for name in ("arrow", "feather", "parquet")},
}


def refused(data: str | bytes, name: str) -> KhcnError:
    """The error, once it is known that it came soon."""
    started = time.process_time()
    with pytest.raises(KhcnError) as caught:
        loads(data, name)
    assert time.process_time() - started < SECONDS
    assert len(str(caught.value)) < 5_000
    return caught.value


def test_every_format_has_its_way() -> None:
    """A format that is new is tested too."""
    assert set(WRAPPED) >= set(FORMATS)


@pytest.mark.parametrize("name", THERE)
@pytest.mark.parametrize("payload", sorted(PAYLOADS))
def test_what_is_made_to_harm_is_refused(name: str, payload: str) -> None:
    """The same harm ends in the same error in every format: unsafe, or a fault where it may be a slip."""
    value, expected = PAYLOADS[payload]
    if name == "xlsx" and payload == "a long number":
        value = "[" + "9" * 30_000 + "]"
    error = refused(WRAPPED[name](value), name)

    assert isinstance(error, (expected, StructureError) if name in {"xlsx", "yaml"} else expected)
    if name != "yaml" and not (name == "xlsx" and "deep" in payload):
        assert type(error) is expected


@pytest.mark.parametrize(
    "name", [name for name in THERE if name in {"json", "jsonl", "yaml", "csv", "bundle"}]
)
@pytest.mark.parametrize("raw", ["\x00", "\x1f", "\ufffe"])
def test_a_raw_control_character_is_refused_or_kept(name: str, raw: str) -> None:
    """A control that is not escaped is no JSON and no YAML; a cell of CSV may hold it, and then it comes back."""
    data = WRAPPED[name](raw + "x" if name == "csv" else f'"{raw}x"')
    try:
        read = loads(data, name)
    except StructureError as error:
        assert error.faults[0].code == "syntax"  # noqa: PT017  either outcome is right
    else:
        assert read == loads(dumps(read, name), name)


@pytest.mark.parametrize(
    "name", [name for name in THERE if name != "yaml"]
)  # a watched parser in Python takes too long
@pytest.mark.parametrize("payload", ["deep lists", "deep objects", "a long number"])
def test_what_is_made_to_harm_takes_little_memory(name: str, payload: str) -> None:
    """Refusing takes no more memory than a file of that size may."""
    data = WRAPPED[name](PAYLOADS[payload][0])
    tracemalloc.start()
    try:
        with pytest.raises(KhcnError):
            loads(data, name)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < BYTES


@pytest.mark.skipif("yaml" not in THERE, reason="the extra yaml is not installed")
@pytest.mark.parametrize(
    "content",
    [
        "a: &a [x]\n" + "".join(f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)),
        "a: &a {b: *a}",
        "!!python/object/apply:os.system [echo]",
        "!!python/name:os.system",
        "a: !!binary aGk=",
        "a: !<tag:yaml.org,2002:python/object/new:os.system> [x]",
        "%TAG ! tag:yaml.org,2002:python/\n---\n!object/apply:os.system [x]",
        "<<: [{a: 1}, {b: 2}]",
        "- " * 100_000,
        "? " * 100_000,
        "a: " + "{" * 100_000,
    ],
)  # fmt: skip
def test_yaml_builds_nothing_and_repeats_nothing(content: str) -> None:
    """Ten thousand million laughs, objects of programs and loops are refused before anything is built."""
    refused(content, "yaml")


@pytest.mark.parametrize("cell", ["[" * DEEP, '{"a":' * DEEP, "9" * DEEP, "#" + "9" * DEEP])
def test_a_cell_is_no_way_in(cell: str) -> None:
    """A cell is judged as strictly as a file."""
    with pytest.raises(UnsafeFileError):
        from_cell(cell)


MANY = 10_000


@pytest.mark.parametrize("name", THERE)
def test_ten_thousand_faults_are_told_in_few_words(name: str) -> None:
    """All of them are there, each with path and, where the format has places, its place; the message is short, and twice the faults take about twice the time."""
    spent = []
    for count in (MANY // 4, MANY):
        rows: list[dict[str, Any]] = [
            {"record": "finding", "code": "a", "colour": "red"} for _ in range(count)
        ]
        member = importlib.import_module(FORMATS[name])
        content = member.dumps({"schema": "khcn/1", "records": rows})
        started = time.process_time()
        with pytest.raises(StructureError) as caught:
            loads(content, name)
        spent.append(time.process_time() - started)
        assert [fault.path for fault in caught.value.faults] == [
            f"$.records[{n}].colour" for n in range(count)
        ]
        if hasattr(member, "locate"):
            assert all({"line", "cell"} & set(dict(fault.parameters)) for fault in caught.value.faults)
        assert len(str(caught.value)) < 20_000

    assert spent[1] < 10 * spent[0]  # four times the faults; quadratic would be sixteen times the time
