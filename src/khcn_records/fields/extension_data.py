"""ExtensionData (*dữ liệu mở rộng*): what an office adds to a record, under a name of its own; stored as `extensions`.

Plain data, immutable and hashable: objects, lists, text, whole numbers, booleans and `None`. A fraction is text, as it is
everywhere in stored data.

>>> data = ExtensionData({"bacgiang": {"file_code": "H02-17", "steps": [1, 2]}})
>>> data["bacgiang"]["steps"], data == {"bacgiang": {"steps": [1, 2], "file_code": "H02-17"}}
((1, 2), True)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from khcn_records.errors import InvalidValueError

__all__ = ["NO_EXTENSIONS", "ExtensionData", "extension_data_of"]

Json: TypeAlias = "str | int | bool | tuple[Json, ...] | FrozenObject | None"


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
        if value != {} or unknown:
            _require_plain(value, unknown or {})
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


def _require_plain(value: Mapping[str, Any], unknown: Mapping[str, Any]) -> None:
    from khcn_records.fields.extension_checks import (  # here: most records hold none
        problems_inside,
        problems_of,
    )

    for problem in (*problems_of(value), *problems_inside(unknown)):
        error = TypeError if problem.is_type else InvalidValueError
        raise error(f"extension data{problem.path}: {problem.expected} is wanted, not {problem.value!r:.120}")


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
