"""Contents that some reader may stumble over: stored files with bytes changed, cut, doubled and put together, and bytes at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from khcn_records import zipped
from khcn_records.formats import dumps
from record_strategies import EXAMPLES

TOKENS: Sequence[bytes] = (
    b"[" * 5_000, b"{" * 5_000, b'{"a":' * 2_000, b"<a>" * 2_000, b"- " * 2_000, b"9" * 5_000, b"1e999999", b"-0", b"NaN", b"Infinity",
    b"null", b"true", b'"\\ud800"', b"\xed\xa0\x80", b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\r", b"\n", b"\r\n", b'"', b"'", b",", b";",
    b"&a ", b"*a ", b"!!python/object:os.system ", b"? ", b": ", b"<<: *a\n", b"%YAML 9.9\n---\n", b"...\n", b"# ", b"\t", b"|2-\n", b">\n",
    b"=1+1", b"#1", b"$", b"$.schema", b"sep=;\r\n", b"khcn/999999", b"khcn/0", b'{"schema": "khcn/2"}\n', b"<!DOCTYPE a>", b"&#0;", b"&lt;", b"&a;",
    b'<row r="9999999"/>', b'<row r="2"><c r="XFD2"><v>1</v></c></row>', b' t="s"', b' t="e"', b"_x0000_", b"PK\x03\x04", b"PK\x05\x06",
    b"\x91" * 2_000, b"\x81\xa1a" * 2_000, b"\xdd\xff\xff\xff\xff" * 9, b"\xdf\xff\xff\xff\xff", b"\xc7\x01\x05a", b"\xd6\xff\x00\x00\x00\x01", b"\xc4\x015",
    b"ARROW1\x00\x00", b"\xff\xff\xff\xff", b"\xff\xff\xff\xff\x00\x00\x00\x00", b"PAR1", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80", bytes(8),
)  # fmt: skip
"""What readers have stumbled over."""


def seeds(name: str) -> list[bytes]:
    """Stored files of that format: every kind alone, several together, none."""
    several = [*EXAMPLES.values(), tuple(EXAMPLES.values())[:4], ()]
    contents = (dumps(obj, name) for obj in several)
    return [content.encode() if isinstance(content, str) else content for content in contents]


def changed(content: bytes) -> st.SearchStrategy[bytes]:
    """The content after a few changes, each at any place."""
    places = st.integers(0, max(1, len(content)))
    change = st.tuples(places, st.integers(0, 40), st.sampled_from(TOKENS) | st.binary(max_size=3) | places)
    return st.lists(change, min_size=1, max_size=4).map(lambda changes: _after(content, changes))


def _after(content: bytes, changes: Sequence[tuple[int, int, bytes | int]]) -> bytes:
    for at, length, put in changes:
        piece = content[put : put + length] if isinstance(put, int) else put
        content = content[:at] + piece + content[at + length :]
    return content


@st.composite
def changed_inside(draw: st.DrawFn, archive: Mapping[str, bytes]) -> bytes:
    """An archive whole as an archive, one of its files changed, lost or named otherwise."""
    files = dict(archive)
    name = draw(st.sampled_from(sorted(files)))
    match draw(st.integers(0, 9)):
        case 0:
            del files[name]
        case 1:
            files[draw(st.text(max_size=12) | st.sampled_from(["../a", "/a", name.upper()]))] = files.pop(
                name
            )
        case _:
            files[name] = draw(changed(files[name]))
    return zipped.packed(files)


def contents(name: str) -> st.SearchStrategy[bytes]:
    """Whatever may be handed to the `loads` of that format."""
    whole = seeds(name)
    anything = st.binary(max_size=200) | st.lists(st.sampled_from(TOKENS), max_size=6).map(b"".join)
    strategies = [anything, st.sampled_from(whole).flatmap(changed)]
    if zipped.is_zip(whole[0]):
        archives = [zipped.unpacked(content, name) for content in whole]
        strategies += [st.sampled_from(archives).flatmap(changed_inside)] * 3
    return st.one_of(strategies)
