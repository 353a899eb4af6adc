"""ExtensionData (*dữ liệu mở rộng*): what an office adds to a record, under a name of its own; stored as `extensions`.

Plain data, immutable and hashable: objects, lists, text, whole numbers, booleans and `None`. A fraction is text, as it is
everywhere in stored data.

>>> data = ExtensionData({"bacgiang": {"file_code": "H02-17", "steps": [1, 2]}})
>>> data["bacgiang"]["steps"], data == {"bacgiang": {"steps": [1, 2], "file_code": "H02-17"}}
((1, 2), True)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from khcn_records.errors import InvalidValueError
from khcn_records.text import whole_text

__all__ = ["NAME", "NO_EXTENSIONS", "ExtensionData", "Problem", "extension_data_of", "problems_of"]

DEEPEST = 8
"""Levels of objects and lists under a name."""
_MOST = 2**63
NAME = r"[a-z][a-z0-9_.-]{0,62}"
"""What an office or system may call itself."""
Json: TypeAlias = "str | int | bool | tuple[Json, ...] | FrozenObject | None"


class Problem(NamedTuple):
    """Why a thing is no extension data: where, what stands there, what was expected, and whether its type is wrong."""

    path: str
    value: object
    expected: str
    is_type: bool


class FrozenObject(Mapping[str, Json]):
    """A JSON object that cannot change: names in order of the alphabet, lists as tuples."""

    __slots__ = ("_items", "key")
    _items: Mapping[str, Json]
    key: object
    """What equality and hash go by."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        items = {name: _frozen(value[name]) for name in sorted(value)}
        object.__setattr__(self, "_items", items)
        object.__setattr__(self, "key", tuple((name, _key(one)) for name, one in items.items()))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot change")

    def __getitem__(self, name: str) -> Json:
        found: Json = self._items[name]
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, FrozenObject):
            return bool(self.key == other.key)
        return self.plain() == other if isinstance(other, Mapping) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.plain()!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.plain(),)

    def plain(self) -> dict[str, Any]:
        """The same as dicts and lists."""
        return {name: _thawed(one) for name, one in self._items.items()}


class ExtensionData(FrozenObject):
    """What offices add to a record (*dữ liệu mở rộng*): name of the office or system → an object of its own.

    Attributes:
        unknown: fields of the record that this version does not know, kept from a file: place in the record (RFC 6901) → value.
            They stand in no office's name and are written back where they stood.

    Raises:
        TypeError: a value that plain data cannot hold.
        InvalidValueError: a name that is no lower-case word, objects too deep, half of a character.
    """

    __slots__ = ("unknown",)
    unknown: FrozenObject

    def __init__(self, value: Mapping[str, Any], *, unknown: Mapping[str, Any] | None = None) -> None:
        for problem in (*problems_of(value), *(_inside(unknown, "", 0) if unknown else ())):
            error = TypeError if problem.is_type else InvalidValueError
            raise error(
                f"extension data{problem.path}: {problem.expected} is wanted, not {problem.value!r:.120}"
            )
        super().__init__(value)
        kept = FrozenObject(unknown or {})
        object.__setattr__(self, "unknown", kept)
        if kept:
            object.__setattr__(self, "key", (self.key, kept.key))

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.plain(), self.unknown.plain())

    def format(self, lang: str = "vi") -> str:  # noqa: ARG002  every value words itself in a language; JSON is one for all
        """As JSON, a name after another: `bacgiang: {"file_code": "H02-17"}`."""
        import json

        return "; ".join(
            f"{name}: {json.dumps(one, ensure_ascii=False)}" for name, one in self.plain().items()
        )


def _restored(value: Mapping[str, Any], unknown: Mapping[str, Any]) -> ExtensionData:
    return ExtensionData(value, unknown=unknown)


def extension_data_of(value: Mapping[str, Any]) -> ExtensionData:
    """The converter of every field that holds extension data.

    Raises:
        TypeError: no mapping, or a value that plain data cannot hold.
        InvalidValueError: as `ExtensionData`.
    """
    return (
        value if isinstance(value, ExtensionData) else ExtensionData(value) if value != {} else NO_EXTENSIONS
    )


def problems_of(value: object) -> Iterator[Problem]:
    """Everything that keeps a thing from being extension data, each with its path from the field."""
    if not isinstance(value, Mapping):
        yield Problem("", value, "an object of name-spaced objects", is_type=True)
        return
    for name, one in value.items():
        if not isinstance(name, str) or not re.fullmatch(NAME, name):
            yield Problem(
                f".{name!s:.60}",
                name,
                "a lower-case name such as bacgiang",
                is_type=not isinstance(name, str),
            )
        elif not isinstance(one, Mapping):
            yield Problem(f".{name}", one, "an object", is_type=True)
        else:
            yield from _inside(one, f".{name}", 0)


def _inside(value: object, path: str, depth: int) -> Iterator[Problem]:
    if depth > DEEPEST:
        yield Problem(path, "…", f"at most {DEEPEST} levels", is_type=False)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            if isinstance(name, str):
                yield from _text(name, path)
                yield from _inside(one, f"{path}.{name:.60}", depth + 1)
            else:
                yield Problem(path, name, "a name that is text", is_type=True)
    elif isinstance(value, (list, tuple)):
        for place, one in enumerate(value):
            yield from _inside(one, f"{path}[{place}]", depth + 1)
    else:
        yield from _leaf(value, path)


def _leaf(value: object, path: str) -> Iterator[Problem]:
    if isinstance(value, str):
        yield from _text(value, path)
    elif type(value) is int:
        if not -_MOST <= value < _MOST:
            yield Problem(path, "…", "a whole number of 64 bits", is_type=False)
    elif value is not None and type(value) is not bool:
        yield Problem(path, value, "text, a whole number, a boolean, null, a list or an object", is_type=True)


def _text(text: str, path: str) -> Iterator[Problem]:
    try:
        whole_text(text)
    except InvalidValueError as error:
        yield Problem(path, ascii(text), error.expected, is_type=False)


def _frozen(value: Any) -> Json:
    if isinstance(value, Mapping):
        return value if type(value) is FrozenObject else FrozenObject(value)
    return tuple(_frozen(one) for one in value) if isinstance(value, (list, tuple)) else value


def _thawed(value: Json) -> Any:
    if isinstance(value, FrozenObject):
        return value.plain()
    return [_thawed(one) for one in value] if isinstance(value, tuple) else value


def _key(value: Json) -> object:
    """What tells two values apart: to Python `True` equals 1, to a file it does not."""
    if isinstance(value, tuple):
        return tuple(_key(one) for one in value)
    if isinstance(value, FrozenObject):
        return dict, value.key
    return (bool, value) if isinstance(value, bool) else value


NO_EXTENSIONS: Final = ExtensionData({})
"""What a record has where nobody added anything."""
