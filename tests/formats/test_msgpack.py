"""MessagePack: the same plain data as JSON, and nothing that only MessagePack can say."""

from __future__ import annotations

import importlib.util
import time
import tracemalloc
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khcn_records.errors import KhcnError, StructureError, UnsafeFileError
from khcn_records.finding import Finding
from khcn_records.formats import dumps, loads
from khcn_records.formats import json as json_format
from khcn_records.formats import msgpack as msgpack_format
from record_strategies import EXAMPLES, FULL_TASK

if importlib.util.find_spec("msgpack") is None:
    pytest.skip("the extra msgpack is not installed", allow_module_level=True)


@pytest.mark.parametrize("stored", sorted(EXAMPLES))
def test_it_holds_what_json_holds(stored: str) -> None:
    """The plain data in the file are those of the JSON file, key by key in the same order."""
    read = msgpack_format.loads(dumps(EXAMPLES[stored], "msgpack"))

    assert json_format.dumps(read) == dumps(EXAMPLES[stored])


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    )
)
@example(value=[2**64 - 1, 2**64, -(2**63), -(2**63) - 1, 10**4000])
@example(value={"": [[], {}], "$": -0})
def test_any_plain_data_come_back(value: Any) -> None:
    """There and back, whole numbers of any length too, and each as the type it was."""
    read = msgpack_format.loads(msgpack_format.dumps(value))

    assert read == value
    assert repr(read) == repr(value)


@pytest.mark.parametrize(
    ("data", "code", "path"),
    [
        (b"\x81\xa1a\xc4\x015", "invalid_value", "$.a"),
        (b"\x81\xa1a\xc4\x00", "invalid_value", "$.a"),
        (b"\x92\x01\xc4\x0300x", "invalid_value", "$[1]"),
        (b"\x81\xa1a\xc4\x150" + b"9" * 20, "invalid_value", "$.a"),
        (b"\x81\xa1a\xc4\x03\xd9\xa1\xd9", "invalid_value", "$.a"),
        (b"\x81\xa1a\xc7\x01\x05a", "invalid_value", "$.a"),
        (b"\x81\xa1a\xd6\xff\x00\x00\x00\x01", "invalid_value", "$.a"),
        (b"\xd4\x7f\x00", "invalid_value", "$"),
        (b"\xcb\x7f\xf8" + bytes(6), "invalid_value", "$"),
        (b"\x81\xa1a\x91\xcb\xff\xf0" + bytes(6), "invalid_value", "$.a[0]"),
        (b"\x81\xa1a\x82\xa1b\x01\xa1b\x02", "duplicate_key", "$.a.b"),
        (b"\x81\xc4\x01a\x01", "syntax", "$"),
        (b"\x81\x01\x01", "syntax", "$"),
        (b"\x81\x90\x01", "syntax", "$"),
        (b"\x81\xc0\x01", "syntax", "$"),
        (b"\x01\x02", "syntax", "$"),
        (b"\xc1", "syntax", "$"),
        (b"", "syntax", "$"),
        (b"\xdb\xff\xff\xff\xffa", "syntax", "$"),
        (b"\xdd\xff\xff\xff\xff", None, None),
        (b"\xdf\xff\xff\xff\xff\xa1a", None, None),
        (b"\x81\xa1\xff\x01", "not_utf8", "$"),
    ],
)  # fmt: skip
def test_what_plain_data_cannot_hold_is_a_fault_where_it_stands(
    data: bytes, code: str | None, path: str | None
) -> None:
    """Digits that need no `bin`, extension types, odd keys, trailing bytes are told by path; a length that is a lie is unsafe."""
    with pytest.raises(StructureError if code else UnsafeFileError) as caught:
        msgpack_format.loads(data)

    assert code is None or [(f.code, f.path) for f in getattr(caught.value, "faults", ())] == [(code, path)]


def test_every_fault_of_the_content_comes_at_once() -> None:
    """Several things that plain data cannot hold are told together."""
    with pytest.raises(StructureError) as caught:
        msgpack_format.loads(b"\x93\xd4\x7f\x00\x82\xa1a\x01\xa1a\x02\xca\x7f\xc0\x00\x00")

    assert [(fault.code, fault.path) for fault in caught.value.faults] == [
        ("invalid_value", "$[0]"),
        ("duplicate_key", "$[1].a"),
        ("invalid_value", "$[2]"),
    ]


@pytest.mark.parametrize("mark", [b"\xdd", b"\xdf"])
@pytest.mark.parametrize("behind", [b"", b"\x82\xa6schema\xa6khcn/2\xa6record"])
def test_lists_that_lie_about_their_length_take_no_room(mark: bytes, behind: bytes) -> None:
    """A thousand lists in each other, each as long as the file itself, are refused before room is made for one."""
    size = 2_000_000
    lists = (mark + (size // 2 - 10_000).to_bytes(4)) * 1_000
    data = behind + lists + b"\x01" * (size - len(lists))
    tracemalloc.start()
    started = time.process_time()
    try:
        with pytest.raises(UnsafeFileError):
            loads(data, "msgpack")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 10 * size
    assert time.process_time() - started < 5.0


def test_text_that_looks_like_a_lie_is_read() -> None:
    """Bytes inside texts and numbers that would be marks of endless lists elsewhere harm nobody."""
    finding = Finding(code="ݐ\u07ff" * 20_000, parameters={"a": 0xDDFFFFFFFF, "b": 2**64 + 0xDFFF})

    assert loads(dumps([finding] * 3, "msgpack"), "msgpack") == (finding,) * 3


@given(at=st.integers(0, 10**6), bits=st.integers(1, 255), cut=st.none() | st.integers(0, 10**6))
def test_a_flipped_byte_is_read_or_refused(at: int, bits: int, cut: int | None) -> None:
    """A file with a byte changed or its end lost ends in records or in an error of the library."""
    data = bytearray(dumps([FULL_TASK, EXAMPLES["table"]], "msgpack"))
    data[at % len(data)] ^= bits
    try:
        loads(bytes(data if cut is None else data[: cut % len(data)]), "msgpack")
    except KhcnError as error:
        assert len(str(error)) < 20_000  # noqa: PT017  either outcome is right
