"""Which format a content is in, by what it begins with: for files whose suffix is missing or says something else."""

from __future__ import annotations

import codecs
import json
import re

from khcn_records.formats.arrow import is_arrow
from khcn_records.formats.bundle import MANIFEST
from khcn_records.formats.grid import NAMES
from khcn_records.formats.msgpack import is_msgpack
from khcn_records.formats.parquet import is_parquet
from khcn_records.zipped import is_zip, names_in

__all__ = ["format_of_content"]

_KEY = re.compile(r"""(?:---[ \t]*(?:\#[^\n]*)?\r?\n)?\s*["']?[a-z_]+["']?[ \t]*:(?:\s|\Z)""")
_COMMENTS = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*")
_FIRST = 65_536


def format_of_content(data: bytes) -> str | None:
    """The name of the format, or `None` where the content begins like none of them.

    >>> [format_of_content(data) for data in (b'{"schema": 1, "record": 2}', b"schema: 1", b"schema;record", b"x")]
    ['json', 'yaml', 'csv', None]
    """
    if is_zip(data):
        return _format_of_archive(names_in(data))
    for name, begins in (("msgpack", is_msgpack), ("arrow", is_arrow), ("parquet", is_parquet)):
        if begins(data):
            return name
    try:
        # A character cut in two at the end is no reason to know nothing.
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(data[:_FIRST])
    except UnicodeDecodeError:
        return None
    begin = text.lstrip()
    if begin[:1] in {"{", "["}:
        return "jsonl" if _has_lines(begin, data) else "json"
    line = begin.partition("\n")[0]
    if begin.startswith("sep=") or any(_names(line, mark) for mark in ",;"):
        return "csv"
    plain = text[found.end() :] if (found := _COMMENTS.match(text)) else text
    return "yaml" if _KEY.match(plain) else None


def _format_of_archive(names: frozenset[str]) -> str | None:
    """By the names of the archive itself: what is attached in a bundle may be a workbook, and be called anything."""
    if MANIFEST in names:
        return "bundle"
    is_workbook = "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names)
    return "xlsx" if is_workbook else None


def _names(line: str, mark: str) -> bool:
    cells = {cell.strip(' \r"') for cell in line.split(mark)}
    return len(cells) > 1 and bool(NAMES.intersection(cells))


def _has_lines(begin: str, data: bytes) -> bool:
    """Whether the first line is a value by itself, with more lines behind it, or the header of none."""
    first, _, rest = begin.partition("\n")
    try:
        head = json.loads(first)
    except (ValueError, RecursionError):
        return False
    if not isinstance(head, dict):
        return False
    return (
        bool(rest.strip())
        or len(data) > _FIRST
        or ("schema" in head and not NAMES.intersection(head) - {"schema"})
    )
