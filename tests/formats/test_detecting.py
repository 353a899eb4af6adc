"""A file is known by its content, whatever its name says."""

from __future__ import annotations

import importlib
import importlib.util
import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records import zipped
from khcn_records.errors import UnsupportedFormatError
from khcn_records.formats import FORMATS, dumps, load
from khcn_records.formats.bundle import Attachment, save_folder
from khcn_records.formats.detecting import format_of_content
from record_strategies import EXAMPLES, FULL_DIRECTIVE, FULL_TASK

MODULES = {
    "arrow": ("pyarrow",),
    "feather": ("pyarrow",),
    "parquet": ("pyarrow",),
    "msgpack": ("msgpack",),
    "xlsx": ("xlsxwriter", "openpyxl"),
    "yaml": ("yaml",),
}
THERE = sorted(name for name in FORMATS if all(map(importlib.util.find_spec, MODULES.get(name, ()))))
SUFFIXES = [suffix for name in THERE for suffix in importlib.import_module(FORMATS[name]).SUFFIXES]


def content(name: str, obj: object) -> bytes:
    """The bytes of a file."""
    made = dumps(obj, name)
    return made.encode() if isinstance(made, str) else made


@pytest.mark.parametrize("name", THERE)
@pytest.mark.parametrize("suffix", [*SUFFIXES, "", ".txt", ".bak"])
def test_a_wrong_or_missing_suffix_misleads_nobody(name: str, suffix: str, tmp_path: pathlib.Path) -> None:
    """Every format is read under every suffix, alone, in a list, and empty."""
    path = tmp_path / f"a{suffix}"
    for obj in (FULL_TASK, (FULL_TASK, FULL_DIRECTIVE), (), (EXAMPLES["table"],)):
        if name == "jsonl" and not obj and suffix in {".json", ".yaml", ".yml"}:
            continue  # a header alone: under such a name it is a document that lacks its records
        path.write_bytes(content(name, obj))
        assert load(path) == obj


@pytest.mark.parametrize("name", THERE)
@pytest.mark.parametrize("stored", sorted(EXAMPLES))
def test_what_is_written_is_known_again(name: str, stored: str) -> None:
    """The content of every kind is told by its beginning; a document of one line is JSON as well as JSON Lines, Feather is Arrow."""
    for obj in (EXAMPLES[stored], (EXAMPLES[stored],)):
        found = format_of_content(content(name, obj))
        assert found == name or (name, found) in {("jsonl", "json"), ("feather", "arrow")}
        assert found != "json" or name == "json" or obj == EXAMPLES[stored]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xef\xbb\xbf{}", "json"), (b" \n{", "json"), (b"[]", "json"), (b'{"a": 1}\n{"b": 2}\n', "jsonl"), (b'{"a": 1}\n\n', "json"),
        (b"# a comment\n\n---\nschema: khcn/1\n", "yaml"), (b"'schema': khcn/1", "yaml"), (b"records:\n", "yaml"),
        (b'"schema";"record"\r\n', "csv"), (b"sep=;\r\nschema;record", "csv"), (b"code,schema,record", "csv"),
        (b"", None), (b"text", None), (b"a,b", None), (b"\xff\xfe{", None), (b"PK\x03\x04", None), (b"%PDF-1.7", None),
    ],
)  # fmt: skip
def test_a_beginning_says_the_format_or_nothing(data: bytes, expected: str | None) -> None:
    """What no format begins with is not guessed at."""
    assert format_of_content(data) == expected


@given(data=st.binary(max_size=40))
def test_any_beginning_is_told_or_not(data: bytes) -> None:
    """No content is too odd to be looked at."""
    assert format_of_content(data) in {*FORMATS, None}


def test_a_folder_is_a_bundle(tmp_path: pathlib.Path) -> None:
    """Whatever its name says."""
    save_folder(FULL_TASK, tmp_path / "a.json")

    assert load(tmp_path / "a.json") == FULL_TASK


def test_the_error_names_what_there_is(tmp_path: pathlib.Path) -> None:
    """A file that says nothing, in its name or its content, is refused with the suffixes there are."""
    (tmp_path / "a.txt").write_bytes(b"text")
    with pytest.raises(UnsupportedFormatError, match=r"a\.txt.*\.json"):
        load(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["bao-cao.docx", "[Content_Types].xml", "xl/workbook.xml"])
def test_what_is_attached_to_a_bundle_does_not_say_what_it_is(name: str, tmp_path: pathlib.Path) -> None:
    """An archive is told by its own names: an office document in a bundle, or one of its part names, makes it no workbook."""
    inside = zipped.packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
    for suffix in (".zip", ".xlsx", ""):
        path = tmp_path / f"a{suffix}"
        path.write_bytes(dumps(FULL_TASK, "bundle", attachments=[Attachment.of(name, inside)]))

        assert format_of_content(path.read_bytes()) == "bundle"
        assert load(path) == FULL_TASK


def test_an_archive_of_another_kind_is_not_guessed_at() -> None:
    """An office document that is no workbook, and an archive cut short, are none of ours."""
    document = zipped.packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})

    assert format_of_content(document) is None
    assert format_of_content(content("bundle", FULL_TASK)[:-8]) is None
