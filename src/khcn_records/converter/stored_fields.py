"""The fields of a record as plain data have them: keys, types, what must be given."""

from __future__ import annotations

import functools
import typing
from typing import Any, NamedTuple

import attrs

__all__ = ["StoredField", "is_parameters", "stored_fields", "stored_key"]


class StoredField(NamedTuple):
    """A field of a record as plain data have it: its key, the name its constructor takes, its type, whether it must be given."""

    key: str
    alias: str
    attribute: str
    hint: Any
    is_required: bool


def stored_key(field: attrs.Attribute[Any]) -> str:
    """The key a field is stored under: its name, unless its metadata say another; extension data stand under `extensions`."""
    return str(
        field.metadata.get("stored") or ("extensions" if field.name == "extension_data" else field.name)
    )


@functools.cache
def stored_fields(kind: type) -> tuple[StoredField, ...]:
    """Every field a record is built from, in order."""
    hints = typing.get_type_hints(kind)
    return tuple(
        StoredField(
            stored_key(field),
            field.alias or field.name,
            field.name,
            hints[field.name],
            field.default is attrs.NOTHING,
        )
        for field in attrs.fields(kind)
        if field.init
    )


def is_parameters(kind: Any) -> bool:
    """Whether a type is that of the parameters of a wording, which plain data hold as an object."""
    return bool(kind == tuple[tuple[str, str | int], ...])
