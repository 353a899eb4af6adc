"""Parquet pages looked at before they are unpacked: how much they would be, whatever the file says of itself elsewhere.

Heads and the foot of a file are Thrift structs in the compact protocol: each field a type and a step from the number of the one
before. They are read here and not by pyarrow, which a damaged foot may end together with the whole process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from khcn_records.errors import UnsafeFileError
from khcn_records.formats.arrow_safety import LARGEST, MOST_CELLS

__all__ = ["require_harmless"]

_MOST_PAGES = 1_000_000
_DEEPEST = 16
_REPEATING = 7
"""`DELTA_BYTE_ARRAY`: each text says how much of the one before it begins with; a long one may be said again for a byte."""
_TEXTS = 6
"""The physical type `BYTE_ARRAY`."""


class _Page(NamedTuple):
    unpacked: int
    packed: int
    values: int
    encoding: int
    begin: int


def require_harmless(data: bytes) -> list[str]:
    """The columns of texts, where all columns together hold no more than a table may.

    Args:
        data: the file.

    Raises:
        UnsafeFileError: too many bytes or values.
        ValueError: a foot that is none, pages outside the file, or none.
    """
    foot = _foot(data)
    taken = cells = 0
    most, most_cells = max(LARGEST, 4 * len(data)), max(MOST_CELLS, 4 * len(data))
    texts: set[str] = set()
    groups = _list(foot, 4)
    rows = sum(_number(group, 3) for group in groups)
    if rows != _number(foot, 3):
        raise ValueError("rows that do not add up")
    for group in groups:
        columns = _list(group, 1)
        cells += _number(group, 3) * max(1, len(columns))
        for chunk in columns:
            column = chunk.get(3)
            if 1 in chunk or not isinstance(column, dict):
                raise ValueError("a column in another file")
            if _number(column, 1) == _TEXTS:
                texts.add(b".".join(_list(column, 3, of=bytes)).decode())
            for page in _pages(data, column):
                taken += page.unpacked
                cells += page.values
                if page.encoding == _REPEATING:
                    raise UnsafeFileError("the table holds texts that are told by the ones before them")
                if taken > most or cells > most_cells:
                    break
    if taken > most or cells > most_cells:
        raise UnsafeFileError(f"the table unpacks to more than {most} bytes or {most_cells} values")
    return sorted(texts)


def _foot(data: bytes) -> dict[int, Any]:
    length = int.from_bytes(data[-8:-4], "little")
    if data[-4:] != b"PAR1" or not 0 < length <= len(data) - 12:
        raise ValueError("no foot")
    return _struct(data[-8 - length : -8], 0, 0)[0]


def _number(struct: Mapping[int, Any], field: int) -> int:
    number = struct.get(field)
    if type(number) is not int or number < 0:
        raise ValueError("a number that is missing")
    return number


def _list(struct: Mapping[int, Any], field: int, of: type = dict) -> list[Any]:
    items = struct.get(field)
    if not isinstance(items, list) or not all(isinstance(item, of) for item in items):
        raise ValueError("a list that is missing")
    return items


def _pages(data: bytes, column: Mapping[int, Any]) -> Iterator[_Page]:
    at = min((place for field in (9, 11) if (place := column.get(field))), default=0)
    end = at + _number(column, 7)
    if not 4 <= at <= end <= len(data):
        raise ValueError("a column outside the file")
    for _ in range(_MOST_PAGES):
        if at >= end:
            return
        page = _page(data, at)
        yield page
        at = page.begin + page.packed
    raise UnsafeFileError("a column of the table has too many pages")


def _page(data: bytes, at: int) -> _Page:
    head, begin = _struct(data, at, 0)
    inner: Any = next((head[field] for field in (5, 7, 8) if isinstance(head.get(field), dict)), {})
    encoding = _number(inner, 4 if 8 in head else 2)
    return _Page(_number(head, 2), _number(head, 3), _number(inner, 1), encoding, begin)


def _struct(data: bytes, at: int, depth: int) -> tuple[dict[int, Any], int]:
    """The fields of a struct by their numbers, and where it ends."""
    if depth > _DEEPEST:
        raise ValueError("a head nested too deeply")
    fields: dict[int, Any] = {}
    number = 0
    while True:
        mark = data[at]
        at += 1
        if mark == 0:
            return fields, at
        if mark >> 4:
            number += mark >> 4
        else:
            step, at = _varint(data, at)
            number = (step >> 1) ^ -(step & 1)
        # A truth is its type.
        fields[number], at = (mark & 15 == 1, at) if mark & 15 < 3 else _value(data, at, mark & 15, depth)


def _value(data: bytes, at: int, kind: int, depth: int) -> tuple[Any, int]:
    match kind:
        case 1 | 2 | 3:
            return data[at], at + 1
        case 4 | 5 | 6:
            number, at = _varint(data, at)
            return (number >> 1) ^ -(number & 1), at
        case 7:
            return None, at + 8
        case 8:
            length, at = _varint(data, at)
            if at + length > len(data):
                raise ValueError("a text beyond its head")
            return data[at : at + length], at + length
        case 9 | 10:
            return _items(data, at, depth)
        case 12:
            return _struct(data, at, depth + 1)
    raise ValueError("a head with a type that none has")


def _items(data: bytes, at: int, depth: int) -> tuple[list[Any], int]:
    mark = data[at]
    count, at = (mark >> 4, at + 1) if mark >> 4 < 15 else _varint(data, at + 1)
    if count > len(data) - at:
        raise ValueError("a list longer than its head")
    items = []
    for _ in range(count):
        item, at = _value(data, at, mark & 15, depth + 1)
        items.append(item)
    return items, at


def _varint(data: bytes, at: int) -> tuple[int, int]:
    number = 0
    for shift in range(0, 70, 7):
        byte = data[at]
        at += 1
        number |= (byte & 127) << shift
        if byte < 128:
            return number, at
    raise ValueError("a number without an end")
