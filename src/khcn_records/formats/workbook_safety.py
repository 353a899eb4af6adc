"""Workbooks found harmless before a library for workbooks sees them."""

from __future__ import annotations

import re

from khcn_records.errors import Fault, StructureError, UnsafeFileError
from khcn_records.zipped import packed, unpacked

__all__ = ["MOST_COLUMNS", "MOST_ROWS", "harmless"]

MOST_ROWS, MOST_COLUMNS = 1_048_576, 1_000
"""Rows are those of any sheet; no record has as many fields."""

_MOST_TAGS, _MOST_TAGS_OF_A_ROW = 8_000_000, 16 * MOST_COLUMNS
"""What the parts of a workbook, and what a row, may be made of: more would fill the machine when it is read."""

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<|\Z)")
"""An encoding in which XML begins otherwise could hide definitions from a look at the bytes."""

_ROW = re.compile(rb"<(?:[\w.-]{1,40}:)?row(?=[\s/>])([^<>]*)")
_NUMBER = re.compile(rb"""\sr\s*=\s*["']([^"']*)""")


def harmless(data: bytes) -> bytes:
    """The same workbook, packed anew, once nothing in it can grow or reach out; what is no XML is left out.

    Raises:
        StructureError: no workbook.
        UnsafeFileError: made to exhaust the machine or to reach out of the file.
    """
    files = unpacked(data, "a workbook (.xlsx)")
    parts = {name: part for name, part in files.items() if name.endswith((".xml", ".rels"))}
    tags = 0
    for name, part in parts.items():
        if any(mark in part for mark in (b"<!DOCTYPE", b"<!ENTITY", b"\x00")) or not _BEGINS.match(part):
            raise UnsafeFileError(
                f"the workbook holds definitions of its own, or no UTF-8, in {name[:120]!r}"
            )
        tags += part.count(b"<")
        _check_rows(name, part)
    if tags > _MOST_TAGS:
        raise UnsafeFileError("the workbook is made of more parts than can be read at once")
    if "[Content_Types].xml" not in parts:
        told = (("expected", "a workbook (.xlsx)"),)
        raise StructureError([Fault("syntax", "$", repr(sorted(files)[:3])[:120], told)])
    return packed(parts)


def _check_rows(name: str, part: bytes) -> None:
    """Rows in order, as every program writes them, none far down or long: the reader fills gaps and drops what comes late."""
    last, begin = 0, None
    for row in _ROW.finditer(part):
        if begin is not None and part.count(b"<", begin, row.start()) > _MOST_TAGS_OF_A_ROW:
            raise UnsafeFileError(f"a row has more cells than can be read, in {name[:120]!r}")
        begin = row.start()
        told = _NUMBER.search(row[1])
        digits = told[1] if told is not None else b"%d" % (last + 1)
        number = int(digits) if digits.isdigit() and len(digits) <= 7 else MOST_ROWS + 1
        if number > MOST_ROWS:
            raise UnsafeFileError(f"a row stands beyond the {MOST_ROWS} of a sheet, in {name[:120]!r}")
        if number <= last:
            raise UnsafeFileError(f"the rows do not stand in order, in {name[:120]!r}")
        last = number
    if begin is not None and part.count(b"<", begin) > 2 * _MOST_TAGS_OF_A_ROW:
        raise UnsafeFileError(f"a row has more cells than can be read, in {name[:120]!r}")
