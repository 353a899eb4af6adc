"""Files too long to be held at once are read and written one record after another."""

from __future__ import annotations

import functools
import io
import json
import pathlib
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khcn_records.errors import SchemaVersionError, StructureError, UnsafeFileError, UnsupportedFormatError
from khcn_records.finding import Finding
from khcn_records.formats import dumps, jsonl, load, loads, save
from khcn_records.formats.streaming import iter_dump, iter_load
from khcn_records.records.assigned_tasks import AssignedTask
from record_strategies import EXAMPLES, FULL_TASK, STRATEGIES


def many(count: int) -> Iterator[Finding]:
    """That many records, made as they are asked for."""
    return (Finding(code=f"code_{number}", subject="x" * 50) for number in range(count))


@given(
    records=st.lists(st.sampled_from(sorted(STRATEGIES)).flatmap(lambda name: STRATEGIES[name]()), max_size=3)
)
@settings(max_examples=50)
def test_a_stream_is_the_file(records: list[Any]) -> None:
    """The lines given one by one are those of the whole, and come back as the records of the whole."""
    lines = list(iter_dump(iter(records)))

    assert "".join(lines) == dumps(records, "jsonl")
    assert tuple(iter_load(lines)) == loads("".join(lines), "jsonl") == tuple(records)


@pytest.mark.parametrize(
    "open_as",
    [io.BytesIO, lambda data: io.StringIO(data.decode()), lambda data: data.split(b"\n"), lambda data: data.decode().splitlines()],
    ids=["binary file", "text file", "lines of bytes", "lines of text"],
)  # fmt: skip
def test_any_source_of_lines_is_read(open_as: Callable[[bytes], Any], tmp_path: pathlib.Path) -> None:
    """A path, an open file in either mode and lines give the same records, with a byte-order mark and without."""
    data = dumps(list(EXAMPLES.values()), "jsonl").replace("\n", "\r\n").encode()
    path = tmp_path / "a.JSONL"
    path.write_bytes(data)

    for form in (data, b"\xef\xbb\xbf" + data):
        assert tuple(iter_load(open_as(form))) == tuple(EXAMPLES.values())
    assert tuple(iter_load(path)) == tuple(iter_load(str(path))) == tuple(EXAMPLES.values())


def test_one_record_by_itself_is_read_too() -> None:
    """A file of a single record gives that record, as its only one."""
    assert list(iter_load([dumps(FULL_TASK, "jsonl")], kind=AssignedTask)) == [FULL_TASK]
    assert list(iter_load([dumps([FULL_TASK], indent=None)])) == [FULL_TASK]


def test_an_iterator_is_saved_in_any_format(tmp_path: pathlib.Path) -> None:
    """`save` takes an iterator of records where it takes a list."""
    for suffix in ("json", "jsonl"):
        save(many(3), tmp_path / f"a.{suffix}")
        assert load(tmp_path / f"a.{suffix}") == tuple(many(3))


def test_a_stream_that_breaks_leaves_the_old_file(tmp_path: pathlib.Path) -> None:
    """A record that cannot be stored, or a source that fails, in the middle of a stream changes nothing on disk."""
    path = tmp_path / "a.jsonl"
    save(FULL_TASK, path)

    def broken() -> Iterator[object]:
        yield FULL_TASK
        yield object()

    with pytest.raises(UnsupportedFormatError):
        save(broken(), path)
    with pytest.raises(ZeroDivisionError):
        save((FULL_TASK if number else 1 / number for number in (1, 0)), path)

    assert load(path) == FULL_TASK
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("lines", "given", "expected"),
    [
        (["", "{]"], 0, [("syntax", "$", "2")]),
        (["{}"], 0, [("missing_field", "$.schema", "1")]),
        (['{"schema": "khcn/2", "extra": 1}'], 0, [("unknown_field", "$.extra", "1")]),
        (['{"schema": "khcn/2"}', '{"record": "finding", "code": "a"}', "", '{"record": "finding", "code": 1, "x": 2}'], 1, [("wrong_type", "$.records[1].code", "4"), ("unknown_field", "$.records[1].x", "4")]),
        (['{"schema": "khcn/2"}', "7"], 0, [("wrong_type", "$.records[0]", "2")]),
        (['{"schema": "khcn/2"}', b"\xff"], 0, [("not_utf8", "$", "2")]),
        (['{"schema": "khcn/2", "record": "finding", "code": "a"}', "7"], 0, [("syntax", "$", "1")]),
        ([], 0, [("syntax", "$", "1")]),
    ],
)  # fmt: skip
def test_the_first_faulty_line_ends_a_stream(
    lines: list[Any], given: int, expected: list[tuple[str, str, str]]
) -> None:
    """What stands before it has been given; its faults come together, with path and line."""
    stream = iter_load(lines)
    for _ in range(given):
        assert next(stream)
    with pytest.raises(StructureError) as caught:
        next(stream)

    assert [
        (fault.code, fault.path, dict(fault.parameters)["line"]) for fault in caught.value.faults
    ] == expected


def test_a_stream_of_a_newer_schema_is_refused() -> None:
    """The header is judged before any record."""
    with pytest.raises(SchemaVersionError):
        next(iter_load(['{"schema": "khcn/999"}']))


def test_an_endless_line_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line is not read further than any record is long."""
    monkeypatch.setattr(jsonl, "LONGEST_LINE", 1_000)

    class Endless(io.RawIOBase):
        def readline(self, size: int | None = -1) -> bytes:
            assert size == 1_001
            return b"a" * size

    for source in (Endless(), ["a" * 1_001]):
        with pytest.raises(UnsafeFileError):
            next(iter_load(source))
    with pytest.raises(UnsafeFileError):
        loads("a" * 1_001, "jsonl")


def test_only_json_lines_are_streamed(tmp_path: pathlib.Path) -> None:
    """Another suffix, and what is no line, is refused at the call or at the first record."""
    with pytest.raises(UnsupportedFormatError):
        iter_load(tmp_path / "a.json")
    with pytest.raises(TypeError):
        next(iter_load([1]))  # type: ignore[arg-type]


def peak(work: Callable[[], object]) -> int:
    """Bytes that stood at once while it ran."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def exhausted(stream: Iterable[object]) -> int:
    """How many there were."""
    return sum(1 for _ in stream)


def test_a_stream_takes_the_same_memory_however_long(tmp_path: pathlib.Path) -> None:
    """Ten times the records, no more memory, on writing and on reading."""
    path = tmp_path / "a.jsonl"
    save(many(10), path)  # whatever is loaded and cached once
    exhausted(iter_load(path))
    peaks = []
    for count in (300, 3_000):
        written = peak(functools.partial(save, many(count), path))
        peaks.append((written, peak(lambda: exhausted(iter_load(path)))))

    assert json.loads(path.read_bytes().splitlines()[-1])["code"] == "code_2999"
    for short, long in zip(*peaks, strict=True):
        assert long < short + 100_000
