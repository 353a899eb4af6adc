"""MessagePack through msgpack (extra `msgpack`): the same plain data as JSON, smaller, for queues and caches.

* days, symbols, figures stay canonical text; objects keep the declared order of their keys
* a whole number of more than 64 bits stands as its digits in a `bin`, which holds nothing else
* duplicate keys, `NaN`, infinity, keys that are no text, extension types and trailing bytes are refused
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from khcn_records.converter.leaves import shown
from khcn_records.errors import Fault, MissingExtraError, StructureError, UnsafeFileError
from khcn_records.formats.places import path_of_step

__all__ = ["IS_TEXT", "SUFFIXES", "dumps", "is_msgpack", "loads"]

SUFFIXES = (".msgpack",)
IS_TEXT = False

_BEGIN = re.compile(
    rb"(?:[\x80-\x8f]|\xde..|\xdf....)(?:\xa6(?:schema|record)|\xa7records)(?![a-z_])", re.DOTALL
)
_LONG = re.compile(rb"[\xdc-\xdf]")
"""Marks of lists and objects that say how long they are; no letter of Vietnamese has these bytes in UTF-8."""
_DIGITS = re.compile(rb"-?[1-9][0-9]*")
_SMALLEST, _BEYOND = -(2**63), 2**64


def _msgpack() -> Any:
    try:
        import msgpack
    except ImportError as error:
        raise MissingExtraError("msgpack") from error
    return msgpack


def is_msgpack(data: bytes) -> bool:
    r"""Whether the content begins as a stored document does in MessagePack.

    >>> is_msgpack(b"\x82\xa6schema\xa6khcn/2"), is_msgpack(b'{"schema": 1}')
    (True, False)
    """
    return _BEGIN.match(data) is not None


def dumps(plain: Any) -> bytes:
    """MessagePack, the same for the same data each time.

    Raises:
        MissingExtraError: msgpack is not installed.
    """
    packed: bytes = _msgpack().packb(plain, default=_digits)
    return packed


def _digits(value: object) -> bytes:
    if isinstance(value, int):
        return str(value).encode()
    raise TypeError(f"plain data hold no {type(value).__name__}: {value!r:.120}")


def loads(data: str | bytes) -> Any:
    """Plain data from MessagePack.

    Raises:
        StructureError: not MessagePack; a key that stands twice or is no text, `NaN`, an extension type, each with its path.
        UnsafeFileError: nested deeper than any real record; lists longer than the file.
        MissingExtraError: msgpack is not installed.
    """
    msgpack = _msgpack()
    if isinstance(data, str):
        raise _slip(data[:16], "MessagePack, which is no text")
    _refuse_false_lengths(data)
    reading = _Reading()
    try:
        plain = msgpack.unpackb(
            data,
            object_pairs_hook=reading.take_object,
            list_hook=reading.take_list,
            ext_hook=_Extension,
        )
    except msgpack.StackError:
        raise UnsafeFileError("the MessagePack is nested too deeply to be a record") from None
    except UnicodeDecodeError as error:
        bad = repr(error.object[error.start : error.start + 8])
        raise StructureError([Fault("not_utf8", "$", bad)]) from None
    except ValueError as error:
        raise _slip(data[:16], f"MessagePack: {str(error)[:80] or type(error).__name__}") from None
    if not reading.is_odd and not _is_odd(plain):
        return plain
    faults: list[Fault] = []
    try:
        plain = _settled(plain, "$", faults)
    except RecursionError:
        raise UnsafeFileError("the MessagePack is nested too deeply to be a record") from None
    if faults:
        raise StructureError(faults)
    return plain


def _slip(seen: object, expected: str) -> StructureError:
    return StructureError([Fault("syntax", "$", repr(seen), (("expected", expected),))])


class _Extension:
    """A value of a type that MessagePack leaves to others."""

    def __init__(self, code: int, _: bytes) -> None:
        self.code = code


class _Twice(dict[Any, Any]):
    """An object with keys that stood twice."""

    def __init__(self, pairs: list[tuple[Any, Any]]) -> None:
        super().__init__(pairs)
        counts = Counter(key for key, _ in pairs)
        self.keys_twice = [key for key, count in counts.items() if count > 1]


_PLAIN = frozenset({str, int, bool, type(None), list, dict})


def _is_odd(value: object) -> bool:
    return type(value) not in _PLAIN


class _Reading:
    """Looks at every list and object as it is made, and remembers whether one of them needs a second look."""

    def __init__(self) -> None:
        self.is_odd = False

    def take_object(self, pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            self.is_odd = True
            return _Twice(pairs)
        if not ({*map(type, found)} <= {str} and {*map(type, found.values())} <= _PLAIN):
            self.is_odd = True
        return found

    def take_list(self, items: list[Any]) -> list[Any]:
        if not {*map(type, items)} <= _PLAIN:
            self.is_odd = True
        return items


def _settled(value: Any, path: str, faults: list[Fault]) -> Any:
    """The same with every long number as a number; what plain data cannot hold is a fault."""
    if isinstance(value, list):
        return [_settled(one, path_of_step(path, place), faults) for place, one in enumerate(value)]
    if isinstance(value, dict):
        if isinstance(value, _Twice):
            faults += [
                Fault("duplicate_key", path_of_step(path, str(key)), shown(key)) for key in value.keys_twice
            ]
        odd = [key for key in value if not isinstance(key, str)]
        faults += [Fault("syntax", path, shown(key), (("expected", "a key that is text"),)) for key in odd]
        return {
            key: _settled(one, path_of_step(path, key), faults)
            for key, one in value.items()
            if isinstance(key, str)
        }
    if isinstance(value, float):
        if value - value != 0:  # NaN and both infinities
            faults.append(
                Fault("invalid_value", path, repr(value), (("expected", "a number that JSON knows"),))
            )
        return value
    if isinstance(value, bytes):
        return _long_number(value, path, faults)
    if _is_odd(value):
        told = f"extension type {value.code}" if isinstance(value, _Extension) else type(value).__name__
        faults.append(
            Fault(
                "invalid_value",
                path,
                told,
                (("expected", "text, a whole number, a boolean, null, a list or an object"),),
            )
        )
    return value


def _long_number(digits: bytes, path: str, faults: list[Fault]) -> int | None:
    if _DIGITS.fullmatch(digits):
        try:
            number = int(digits)
        except ValueError:
            raise UnsafeFileError("the MessagePack holds a number too long to be a figure") from None
        if not _SMALLEST <= number < _BEYOND:
            return number
    faults.append(
        Fault(
            "invalid_value",
            path,
            repr(digits[:40]),
            (("expected", "the digits of a number of more than 64 bits"),),
        )
    )
    return None


def _claims(data: bytes) -> Iterator[int]:
    for found in _LONG.finditer(data):
        size = 4 if data[found.start()] % 2 else 2
        yield int.from_bytes(data[found.end() : found.end() + size])


def _refuse_false_lengths(data: bytes) -> None:
    """A list that says to be longer than the file is not made room for, however many of them stand in each other.

    Where the marks of long lists do not add up to more than the file can hold, there is nothing to look after.

    Raises:
        UnsafeFileError: more entries than bytes.
    """
    if sum(_claims(data)) <= 4 * len(data) + 65_536:
        return
    at, owed, end = 0, 1, len(data)
    while owed and at < end:
        size, rest, entries, each = _SHAPES[data[at]]
        length = int.from_bytes(data[at + 1 : at + 1 + size])
        owed += entries + length * each - 1
        at += 1 + size + rest + (0 if each else length)
        if owed > max(0, end - at):
            raise UnsafeFileError("the MessagePack says to hold more than there are bytes")


def _shapes() -> tuple[tuple[int, int, int, int], ...]:
    """First byte → bytes of the length, bytes that follow, entries it says by itself, entries for each one of the length.

    Where there are none, the length counts bytes.
    """
    shapes = [(0, 0, 0, 0)] * 256
    fixed = {0xCA: 4, 0xCB: 8, 0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8, 0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8}
    extensions = {0xD4: 2, 0xD5: 3, 0xD6: 5, 0xD7: 9, 0xD8: 17}
    short_texts = {0xA0 + length: length for length in range(32)}
    for mark, rest in {**fixed, **extensions, **short_texts}.items():
        shapes[mark] = (0, rest, 0, 0)
    for mark, size in {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}.items():
        shapes[mark] = (size, 0, 0, 0)
    for mark, size in {0xC7: 1, 0xC8: 2, 0xC9: 4}.items():
        shapes[mark] = (size, 1, 0, 0)
    for mark, size, each in ((0xDC, 2, 1), (0xDD, 4, 1), (0xDE, 2, 2), (0xDF, 4, 2)):
        shapes[mark] = (size, 0, 0, each)
    for entries in range(16):
        shapes[0x80 + entries] = (0, 0, 2 * entries, 0)
        shapes[0x90 + entries] = (0, 0, entries, 0)
    return tuple(shapes)


_SHAPES = _shapes()
