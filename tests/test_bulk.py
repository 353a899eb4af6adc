"""The laws of reading many records at once: the quick way and the plain one agree on every input, in records and in faults."""

from __future__ import annotations

import functools
import gc
import importlib.util
import json
import pickle
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khcn_records.converter import bulk
from khcn_records.converter.building import _PLAIN_LINE, builder
from khcn_records.converter.documents import STORED, from_document, stored_class, to_document
from khcn_records.converter.known_references import _READINGS, reference_of
from khcn_records.errors import KhcnError, StructureError
from khcn_records.fields import optional_text, required_text
from khcn_records.formats import dumps, jsonl, loads
from khcn_records.formats import json as json_format
from khcn_records.formats.streaming import iter_load
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.directives import Directive
from khcn_records.text import normalize
from khcn_records.values.document_references import DocumentReference
from record_strategies import EXAMPLES, FULL_TASK, STRATEGIES
from strategies import document_references

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture)
EVERY_STORED = pytest.mark.parametrize("stored", sorted(STORED))
WITHOUT_BUILDER = {"finding", "table"}
"""Their fields depend on one another, or hold objects of any names: the converter reads them."""
BOTH = ["json"] + ["msgspec"] * (importlib.util.find_spec("msgspec") is not None)


@pytest.fixture(params=BOTH)
def decoder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With the standard library only, and with the extra."""
    if request.param == "json":
        monkeypatch.setattr(bulk, "_decoders", lambda: (bulk._loads, bulk._several))
    return str(request.param)


def anatomy(value: Any) -> Any:
    """A record with the type and value of everything in it: equality alone forgives much."""
    if isinstance(value, (tuple, list)):
        return type(value), [anatomy(one) for one in value]
    if attrs.has(type(value)):
        return type(value), [
            (field.name, anatomy(getattr(value, field.name))) for field in attrs.fields(type(value))
        ]
    return type(value), repr(value)


def outcome(read: Callable[[], Any]) -> Any:
    """What reading gives: everything in the records, or every fault."""
    try:
        return anatomy(read())
    except StructureError as error:
        return StructureError, [fault._replace(parameters=()) for fault in error.faults]
    except KhcnError as error:
        return type(error), str(error)


def plainly(data: str | bytes, kind: type | None = None) -> Any:
    """The way through plain data."""
    return from_document(json_format.loads(data), kind)


def agree(data: str | bytes, kind: type | None = None) -> None:
    """Either way gives the same, from text and, where there are such, from bytes."""
    assert outcome(lambda: plainly(data, kind)) == outcome(lambda: loads(data, kind=kind))
    if isinstance(data, str):
        raw = data.encode("utf-8", "surrogatepass")
        assert outcome(lambda: plainly(raw, kind)) == outcome(lambda: loads(raw, kind=kind))


def document(*records: Any) -> str:
    """A document of several, from their plain data."""
    return json.dumps({"schema": "khcn/2", "records": list(records)}, ensure_ascii=False)


def task(**fields: Any) -> dict[str, Any]:
    """The full task, with fields changed."""
    (plain,) = to_document([FULL_TASK])["records"]
    return {**plain, **fields}


@EVERY_STORED
def test_what_this_version_writes_is_built(stored: str, decoder: str) -> None:
    """A builder takes the full record of every kind, and what it builds is the record, part for part; it copies and hashes."""
    record = EXAMPLES[stored]
    for indent in (None, 2):
        read = bulk.records_of_document(dumps([record, FULL_TASK], indent=indent), None)
        assert read is not None
        assert anatomy(read) == anatomy((record, FULL_TASK))
        assert pickle.loads(pickle.dumps(read)) == read
        assert hash(read[1]) == hash(FULL_TASK)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            read[1].note = "x"
    assert (builder(stored_class(stored), is_named=True) is None) is (stored in WITHOUT_BUILDER)


@EVERY_STORED
@given(data=st.data())
@settings(max_examples=8, suppress_health_check=SLOW)
def test_any_record_is_read_alike(stored: str, decoder: str, data: st.DataObject) -> None:
    """Whatever a record can hold is read alike by either way, and by line."""
    record = data.draw(STRATEGIES[stored](), label=stored)
    content = dumps([record, FULL_TASK, record])

    agree(content)
    assert loads(content) == (record, FULL_TASK, record)
    lines = dumps([record, FULL_TASK], "jsonl")
    assert loads(lines, "jsonl") == tuple(iter_load(lines.split("\n"))) == (record, FULL_TASK)
    assert outcome(lambda: loads(lines, "jsonl")) == outcome(lambda: from_document(jsonl.loads(lines)))


ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2**63, 10**30, 1.0, 1.5, float("nan"), float("inf"), "", " ", "a", "a  b", " a", "a ", "a\u0301", "Ð", "\u00a0", "a\x00b", "\ud800",
    "a: b", 'a": b', 'a\\": "b', "x\ty", "ﬁ", "１", "\u202e", "2024-02-30", "2024-02-05", "2024-2-5", "05/02/2024", "done", "DONE", "31/KH-UBND", "Kế hoạch số 5/KH-UBND",
    "Kế hoạch số 05/KH-UBND ngày 30/02/2024", "Kế hoạch số 005/KH-UBND ngày 05/02/2024", "Kế hoạch số 31/KH-UBND ngày 05/7/2024 của UBND tỉnh\ud800", [], {}, [None], [1], ["a"], [[]],
    {"a": 1}, {"bacgiang": {}}, {"bacgiang": {"a": 1, "a\\": 2}}, {"bacgiang": {"x": 1.5}}, {"Bad": {}}, [{}], [{"due_on": "2024-02-05"}],
)  # fmt: skip
"""Values that stand where another should, or hide behind a form of what should."""


def _branches(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of plain data: what it stands in and under which name or number."""
    for place in list(tree) if isinstance(tree, dict) else range(len(tree)):
        yield tree, place
        if isinstance(tree[place], (dict, list)):
            yield from _branches(tree[place])


@EVERY_STORED
@given(data=st.data())
@settings(max_examples=20, suppress_health_check=SLOW)
def test_a_damaged_record_is_read_or_refused_alike(stored: str, decoder: str, data: st.DataObject) -> None:
    """With any value replaced, taken away, renamed or added, either way gives the same records or the same faults."""
    tree = json.loads(dumps([FULL_TASK, EXAMPLES[stored]], indent=None))
    for _ in range(data.draw(st.integers(1, 2))):
        branch, place = data.draw(st.sampled_from(list(_branches(tree["records"]))))
        change = data.draw(st.sampled_from(["put", "put", "drop", "add"]))
        if change == "put":
            branch[place] = data.draw(st.sampled_from(ODD) | st.text(max_size=60))
        elif change == "drop":
            del branch[place]
        elif isinstance(branch, dict):
            branch[data.draw(st.sampled_from(["colour", "record", "schema", "a\\", "a:", ""]))] = 1
    separators = data.draw(st.sampled_from([(", ", ": "), (",", ":"), (" ,\n", " : "), (", ", "  :")]))

    agree(json.dumps(tree, ensure_ascii=data.draw(st.booleans()), separators=separators))


@given(data=st.data())
@settings(max_examples=120, suppress_health_check=SLOW)
def test_damaged_bytes_are_read_or_refused_alike(decoder: str, data: st.DataObject) -> None:
    """With any bytes replaced, doubled or taken away, either way gives the same, of a document and of lines."""
    content = data.draw(
        st.sampled_from([dumps([FULL_TASK], indent=None), document(task(note="a: b", content='"c": d'))])
    ).encode()
    start = data.draw(st.integers(0, len(content)))
    end = min(len(content), start + data.draw(st.sampled_from([0, 0, 1, 2, 40])))
    piece = data.draw(st.binary(max_size=4) | st.sampled_from([b"", b'"', b":", b" ", b"\\", b"\\u0022", b"{", b"}", b",", b"0", b".", b"\t", b"\x7f", b"\xed\xa0\x80", b"\xc0\x80", content[start : start + 60]]))  # fmt: skip

    agree(content[:start] + piece + content[end:])


T, X = dumps([FULL_TASK], indent=None), '"task_id": "2024-02/I.2"'
HOSTILE = {
    "a key twice": T.replace(X, f"{X}, {X}"),
    "a key twice, spelled anew": T.replace(X, f'{X}, "task\\u005fid": "2024-02/I.2"'),
    "a key twice, parted from its colon": T.replace(X, f'{X}, "task_id"  : "2024-02/I.2"'),
    "a key twice, a text with colons": T.replace(X, f"{X}, {X}").replace("Báo cáo kết quả", 'a: \\"b\\": c'),
    "a key twice beside one with a stroke": T.replace(X, f"{X}, {X}").replace('"steps"', '"st\\\\"'),
    "a key twice in a part": T.replace('"event": "start"', '"event": "start", "event": "start"'),
    "a key twice in what offices add": T.replace('"done": true', '"done": true, "done": true'),
    "the schema twice": T.replace('"schema": "khcn/2"', '"schema": "khcn/2", "schema": "khcn/2"'),
    "the kind twice": T.replace('"record": "assigned_task"', '"record": "assigned_task", "record": "assigned_task"'),
    "records twice": T.replace('"records": [', '"records": [], "records": ['),
    "a colon in a text": document(task(content="Nơi nhận: như trên", note='"a": "b" : c')),
    "a quote inside a key": document(task(**{'x"': 1})),
    "not a number": T.replace('"steps": [1, 2]', '"steps": [NaN]'),
    "infinity": T.replace('"steps": [1, 2]', '"steps": [-Infinity]'),
    "a fraction": T.replace('"steps": [1, 2]', '"steps": [1.0]'),
    "a long number": T.replace('"steps": [1, 2]', f'"steps": [{"9" * 5000}]'),
    "a number above 64 bits": T.replace('"steps": [1, 2]', f'"steps": [{2**64}]'),
    "a number of 64 bits": T.replace('"steps": [1, 2]', f'"steps": [{2**63 - 1}]'),
    "a leading nought": T.replace('"steps": [1, 2]', '"steps": [01]'),
    "deep nesting": T.replace('"steps": [1, 2]', f'"steps": {"[" * 100_000}{"]" * 100_000}'),
    "half a character": T.replace("Báo cáo", "\\ud800"),
    "half a character of two": T.replace("Báo cáo", "\\ude00\\ud83d"),
    "both halves": T.replace("Báo cáo", "\\ud83d\\ude00"),
    "half a character in a key": T.replace('"steps"', '"\\udc00"'),
    "a naught byte": T.replace("Báo cáo", "a\\u0000b"),
    "a raw control character": T.replace("Báo cáo", "a\x01b"),
    "a raw tab": T.replace("Báo cáo", "a\tb"),
    "a deleted character": T.replace("Báo cáo", "a\x7fb"),
    "a wrong escape": T.replace("Báo cáo", "\\a"),
    "two byte-order marks": "\ufeff\ufeff" + T,
    "a byte-order mark": "\ufeff" + T,
    "more behind it": T + " {}",
    "a comma too many": T[:-2] + ",]}",
    "an older schema": T.replace("khcn/2", "khcn/1"),
    "a newer schema": T.replace("khcn/2", "khcn/3"),
    "records that are a text": '{"schema": "khcn/2", "records": ""}',
    "records that are an object": '{"schema": "khcn/2", "records": {}}',
    "no records": '{"schema": "khcn/2", "records": []}',
    "a kind that is a list": document(task(record=["assigned_task"])),
    "a kind that is none": document(task(record="task")),
    "a list as record": document(list(task())),
    "another beside": T[:-1] + ', "more": 1}',
}  # fmt: skip


@pytest.mark.parametrize("hostile", sorted(HOSTILE))
def test_what_hides_from_a_decoder_is_found_alike(hostile: str, decoder: str) -> None:
    """What decoders pass over or read differently is refused alike, and what is only odd is read alike."""
    agree(HOSTILE[hostile])
    is_twice = " twice" in hostile
    assert not is_twice or outcome(lambda: loads(HOSTILE[hostile]))[0] is StructureError


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1", "cp1258"])
def test_another_encoding_is_refused_alike(encoding: str, decoder: str) -> None:
    """Only UTF-8 is read, whatever a decoder would guess."""
    agree(document(task(content="é")).encode(encoding, "replace"))


def test_another_kind_is_refused_alike(decoder: str) -> None:
    """`kind=` is a promise about every record by either way."""
    content = dumps([FULL_TASK, EXAMPLES["directive"]])

    for kind in (AssignedTask, Directive, object):
        agree(content, kind)


def test_lines_are_read_or_refused_alike(decoder: str) -> None:
    """Lines with faults, odd ones and blank ones among them are read as by way of plain data."""
    good = dumps([FULL_TASK, FULL_TASK], "jsonl")
    head, line, _ = good.split("\n", 2)
    for content in (
        good, f"{head}\n\n \t\n{line}\r\n", f"\ufeff{good}", head, f"{head}\n{line}x", f"{head}\n{line.replace('done', 'gone', 1)}\n{line}", line, f"{line}\n{line}", "", f"{head}\n[]\n5",
        f"{head}\n{line.replace('Báo cáo', 'a  b')}", good.replace("khcn/2", "khcn/1"), good.replace(X, f"{X}, {X}"), f'{head[:-1]}, "more": 1}}\n{line}', f"{head}\n\ufeff{line}",
    ):  # fmt: skip
        for data in (content, content.encode()):
            plain = outcome(lambda data=data: from_document(jsonl.loads(data)))  # type: ignore[misc]
            assert plain == outcome(lambda data=data: loads(data, "jsonl"))  # type: ignore[misc]


@pytest.mark.parametrize("was_enabled", [True, False])
def test_the_collector_is_as_it_was(was_enabled: bool, decoder: str) -> None:  # noqa: FBT001  both states are the cases
    """Reading pauses the collector and leaves it as it found it, after a fault too."""
    (gc.enable if was_enabled else gc.disable)()
    try:
        for content in (dumps([FULL_TASK] * 3), HOSTILE["a key twice"], "[", HOSTILE["deep nesting"]):
            outcome(lambda content=content: loads(content))  # type: ignore[misc]
            assert gc.isenabled() is was_enabled
        with bulk.paused_collector():
            assert not gc.isenabled()
        assert gc.isenabled() is was_enabled
    finally:
        gc.enable()


@given(text=st.text(max_size=70) | st.text("aĐđÐðƉ Ḁỿɏɖ–“…\u0301\u00a0\n\u200b１", max_size=12))
@settings(max_examples=500)
def test_a_line_let_pass_is_a_line_that_cleaning_keeps(text: str) -> None:
    """What is taken for a clean line is what cleaning gives."""
    if _PLAIN_LINE.fullmatch(text):
        assert required_text(text) == optional_text(text) == text


def test_no_letter_let_pass_is_changed_by_cleaning() -> None:
    """Each character of a clean line stays as it is, next to any other too."""
    taken = [char for char in map(chr, range(0x110000)) if _PLAIN_LINE.fullmatch(char)]

    assert len(taken) > 700
    assert all(normalize(char) == char == normalize(f"a{char}Ạ")[1] for char in taken)


ODD_CITATIONS = (
    "Kế hoạch số {n}/KH-UBND ngày {d} của UBND tỉnh", "Công văn số {n}/UBND-KGVX ngày {d}", "Quyết định số {n}/QĐ-UBND", "Luật số {n}/2025/QH15 ngày {d}",
    "Kế hoạch số {n}-KH/TU ngày {d} của Ban Thường vụ Tỉnh uỷ", "BCTĐ số {n}/BCTĐ-SKHCN ngày {d}", "Công văn số {n}/TTr-NV1 ngày {d} của Sở A và Kế hoạch",
    "Tờ trình số {n}/TTr-KHCN ngày {d} của Sở Khoa học và Công nghệ", "số {n}/KH-UBND", "Kế hoạch số {n}/KH-UBND, ngày {d}", "Luật Đất đai số {n}/2024/QH15 ngày {d}",
    "Quyết định số {n}/QĐ-UBND ngày {d} của UBND tỉnh về việc phê duyệt", "Thông báo số {n}/kh-ubnd ngày {d}", "Kế  hoạch số {n}/KH-UBND ngày {d}", "Hợp đồng số {n}/HĐ-2010 ngày {d}",
    "Căn cứ Quyết định số {n}/QĐ-UBND ngày {d} của UBND tỉnh", "Quyết định số {n}/QĐ-UBND và Kế hoạch số {n}/KH-UBND ngày {d}", "Quyết định số {n}/QĐ.UBND ngày {d} của Bộ\u0301 A",
    "Quyết định số {n}/QĐ-UBND ngày {d} của Chính phủ; Luật", "Quyết định số {n}/2010/QĐ-UBND ngày {d} của “X”", "Nghị quyết số {n}-NQ/TW ngày {d} của Bộ Chính trị, Nghị quyết",
)  # fmt: skip


@given(
    texts=st.lists(
        st.builds(
            lambda text, number, day: text.format(n=number, d=day),
            st.sampled_from(ODD_CITATIONS),
            st.sampled_from(["5", "05", "00", "0", "005", "31", "2024", "1999", "12345", "123456", "1234567", "31a", "٣١", "10", "99"]),
            st.sampled_from(["05/02/2024", "5/2/2024", "05/7/2024", "05/07/2024", "30/02/2024", "31/12/9999", "01/01/0001", "15/10/1999", "00/10/2024", "05/02/24"]),
        ) | document_references().map(str),
        min_size=2, max_size=8,
    )
)  # fmt: skip
@settings(max_examples=400)
def test_references_that_differ_in_number_and_day_are_read_as_each_by_itself(texts: list[str]) -> None:
    """Whatever came before it, a citation is read as `DocumentReference.parse` reads it, part for part, or refused as by it."""
    _READINGS.clear()
    for text in texts:
        assert outcome(functools.partial(DocumentReference.parse, text)) == outcome(
            functools.partial(reference_of, text)
        )
