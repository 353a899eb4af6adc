"""Plain data → records as the constructor makes them, in straight lines: a function per class, generated once.

A built function takes what is written as this version writes it: every field there, in any order. Whatever else it meets, it
declines, by any error, and the converter reads the data its own way: it alone says what is wrong. What the constructor would call is
called here too, but for converters and validators that let pass what the type of the field already promises.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import enum
import functools
import importlib
import re
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import attrs

from khcn_records.converter import field_hook
from khcn_records.converter.kept import Kept
from khcn_records.converter.known_references import REFERENCES
from khcn_records.converter.leaves import structure_day, structure_extension_data
from khcn_records.converter.stored_fields import StoredField, stored_fields
from khcn_records.converter.twins import twin_of
from khcn_records.display.phrases import Phrase
from khcn_records.errors import KhcnError
from khcn_records.fields import (
    optional_day,
    optional_document,
    optional_reference,
    optional_text,
    read_alone,
    references,
    required_document,
    required_text,
    tuple_of_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.lifecycle import HistoryEntry, history_of
from khcn_records.table import Row, Table
from khcn_records.values import VALUES
from khcn_records.values.document_kinds import DocumentKind
from khcn_records.values.document_references import DocumentReference

__all__ = [
    "LINE",
    "SAME",
    "Builder",
    "builder",
    "convert_of",
    "expression",
    "is_leaf",
    "is_promised",
    "is_text",
    "keys_in",
    "leaf_reader",
    "names_given",
]

Builder = Callable[[dict[str, Any], list[int]], Any]
"""Builds a record; adds to the first number of the list how many keys it has read."""

_LONG = 48
"""Characters; a longer text seldom comes twice and is not kept."""
_WORD = "[!-~À-ÏÑ-ïñ-ƈƊ-ɏḀ-ỿ–—‘’“”…]+"
LINE = f"{_WORD}(?: {_WORD})*"
"""A line that no cleaning changes: letters of one code point each, single spaces inside."""
_PLAIN_LINE = re.compile(LINE + "+")


def _line(text: str) -> str:
    """The text, where it is a line as records hold it."""
    if _PLAIN_LINE.fullmatch(text) is None:
        raise ValueError(text)
    return text


_TEXTS: Kept[str, str] = Kept(_line, most=4_096)
_DAYS: Kept[str, dt.date] = Kept(lambda text: structure_day(text, dt.date), most=20_000)

SAME: Mapping[Any, tuple[Any, ...]] = MappingProxyType(
    {
        str: (required_text,),
        str | None: (optional_text,),
        tuple[str, ...]: (tuple_of_text,),
        DocumentReference | None: (optional_reference,),
        tuple[DocumentReference, ...]: (references,),
        tuple[HistoryEntry, ...]: (history_of,),
        ExtensionData: (extension_data_of,),
    }
)
"""Type of a field → converters of it that give back what a built value is, a line of text being one."""
_ALLOWED: Mapping[Any, frozenset[type]] = MappingProxyType(
    {
        optional_day: frozenset({dt.date, type(None)}),
        optional_document: frozenset({DocumentReference, type(None)}),
        required_document: frozenset({DocumentReference}),
    }
)
"""Validator → the types that it lets pass."""
_NOTHING_DECLINED = "if value.__class__ is not list: raise TypeError(value)"


def _extension_data(value: Any, seen: list[int]) -> ExtensionData:
    seen[0] += keys_in(value)
    return structure_extension_data(value, ExtensionData)


def keys_in(value: Any) -> int:
    """How many keys stand in plain data.

    Raises:
        ValueError: a key ends with a stroke, behind which its quote could not be told from one inside.
    """
    if isinstance(value, list):
        return sum(map(keys_in, value))
    if not isinstance(value, dict):
        return 0
    if any(key.endswith("\\") for key in value):
        raise ValueError(value)
    return len(value) + sum(map(keys_in, value.values()))


def is_promised(validator: Any, hint: Any) -> bool:
    """Whether a validator lets pass whatever is of the field's type."""
    if isinstance(validator, (list, tuple)) or hasattr(validator, "_validators"):
        return all(is_promised(one, hint) for one in getattr(validator, "_validators", validator))
    kinds = set(typing.get_args(hint)) or {hint}
    return validator is None or kinds <= _ALLOWED.get(validator, getattr(validator, "kinds", frozenset()))


def leaf_reader(hint: Any, field: attrs.Attribute[Any]) -> Callable[[Any], Any]:
    """All that happens to a value that is text or nothing, kept by its text."""
    hook = field_hook(hint)

    def read(value: str | None) -> Any:
        return read_alone(field, hook(value, hint))

    return Kept(read, most=4_096).__getitem__


def _hooked(hook: Callable[[Any, Any], Any], hint: Any, value: Any) -> Any:
    return hook(value, hint)


def convert_of(field: attrs.Attribute[Any]) -> Any:
    """The converter of a field, without what tells it the field."""
    convert: Any = field.converter
    told: Any = getattr(convert, "converter", None)  # one of `named`
    return convert if told is None else told.__wrapped__


def is_text(hint: Any) -> bool:
    """Whether the values of a type are stored as text, or `null`."""
    kinds = set(typing.get_args(hint) or (hint,)) - {type(None)}
    stored = {str, Decimal, dt.date, DocumentKind, *_value_classes()}
    return all(
        isinstance(kind, type) and (kind in stored or issubclass(kind, enum.StrEnum)) for kind in kinds
    )


@functools.cache
def _value_classes() -> frozenset[type]:
    return frozenset(getattr(importlib.import_module(module), name) for name, module in VALUES.items())


def expression(hint: Any, place: int, given: dict[str, Any], within: tuple[type, ...]) -> str | None:
    """Source that reads `value` as the converter would, before the field's own converter; `None` where nothing is known."""
    kinds = typing.get_args(hint)
    simple = {
        str: "texts[value] if len(value) < long else line(value)",
        dt.date: "days[value]",
        DocumentReference: "documents[value]",
        ExtensionData: "nothing if value.__class__ is dict and not value else extensions(value, seen)",
        int: "of(value, int)",
        bool: "value if value is True or value is False else of(value, bool)",
    }
    if hint in simple:
        return simple[hint]
    if type(None) in kinds:
        rest = functools.reduce(lambda one, other: one | other, set(kinds) - {type(None)})
        inner = expression(rest, place, given, within)
        return inner and f"None if value is None else {inner}"
    if typing.get_origin(hint) is tuple and kinds[1:] == (...,):
        inner = expression(kinds[0], place, given, within)
        return inner and f"tuple([{inner} for value in value])"
    if is_text(hint):
        given[f"item{place}"] = Kept(functools.partial(_hooked, field_hook(hint), hint), most=4_096)
        return f"item{place}[value]"
    if isinstance(hint, type) and attrs.has(hint) and hint not in {Phrase, Row, Table}:
        part = _late(hint, within) if hint in within else builder(hint, within=within)
        given[f"part{place}"] = part
        return part and f"part{place}(value, seen)"
    return None


def _late(kind: type, within: tuple[type, ...]) -> Builder:
    """The builder of a class within itself, looked up once it is there."""

    def build(data: dict[str, Any], seen: list[int]) -> Any:
        made = builder(kind, within=within[: within.index(kind)])
        assert made is not None
        return made(data, seen)

    return build


def _of(value: Any, kind: type) -> Any:
    if value.__class__ is not kind:
        raise TypeError(value)
    return value


def names_given() -> dict[str, Any]:
    """What the names in expressions stand for."""
    return {
        "texts": _TEXTS, "days": _DAYS, "documents": REFERENCES, "line": _line, "long": _LONG + 1,
        "nothing": NO_EXTENSIONS, "extensions": _extension_data, "of": _of,
    }  # fmt: skip


@functools.cache
def builder(kind: type, *, is_named: bool = False, within: tuple[type, ...] = ()) -> Builder | None:
    """What builds the records of a class; `None` where it has a field of a type not known here.

    Args:
        kind: the class.
        is_named: whether `record` stands beside the fields.
        within: the classes whose builders are being made around this one.
    """
    fields = stored_fields(kind)
    given: dict[str, Any] = {**names_given(), "kind": kind, "new": object.__new__}
    body, checks = [], []
    attributes = {field.name: field for field in attrs.fields(kind)}
    if len(attributes) != len(fields) or hasattr(kind, "__attrs_pre_init__"):
        return None
    for place, stored in enumerate(fields):
        field = attributes[stored.attribute]
        lines = _reading(stored, field, place, given, (*within, kind))
        if lines is None:
            return None
        body += lines
        if not (is_leaf(stored.hint, field) or is_promised(field.validator, stored.hint)):
            given |= {f"check{place}": field.validator, f"field{place}": field}
            checks.append(f"check{place}(made, field{place}, made.{stored.attribute})")
    try:
        given["twin"] = twin_of(kind)
    except TypeError:
        return None
    if hasattr(kind, "__attrs_post_init__"):
        checks.append("made.__attrs_post_init__()")
    count = len(fields) + is_named
    head = ["def build(data, seen):", f"if data.__class__ is not dict or len(data) != {count}: raise TypeError(data)", "made = new(twin)"]  # fmt: skip
    source = "\n    ".join(
        [*head, *body, "made.__class__ = kind", *checks, f"seen[0] += {count}", "return made"]
    )
    exec(compile(source, f"<the builder of {kind.__qualname__}>", "exec"), given)  # noqa: S102  made of names of fields only
    made: Builder = given["build"]
    return made


def is_leaf(hint: Any, field: attrs.Attribute[Any]) -> bool:
    """Whether a field is read as one text, its converter and validator included."""
    has_own = convert_of(field) not in {None, *SAME.get(hint, ())}
    if hint in {str, str | None}:
        return has_own or field.converter is None or field.validator is not None
    if hint in {dt.date, dt.date | None}:
        return has_own or not is_promised(field.validator, hint)
    return hint not in {DocumentReference, DocumentReference | None} and is_text(hint)


def _reading(
    stored: StoredField,
    field: attrs.Attribute[Any],
    place: int,
    given: dict[str, Any],
    within: tuple[type, ...],
) -> list[str] | None:
    """The lines that read one field; `None` where its type is not known here."""
    take, put = f"value = data[{stored.key!r}]", f"made.{stored.attribute} = "
    if is_leaf(stored.hint, field):
        given[f"leaf{place}"] = leaf_reader(stored.hint, field)
        return [take, f"{put}leaf{place}(value)"]
    found = expression(stored.hint, place, given, within)
    if found is None:
        return None
    convert = convert_of(field)
    if convert is not None and convert not in SAME.get(stored.hint, ()):
        given[f"convert{place}"] = convert
        found = f"convert{place}({found})"
    if typing.get_origin(stored.hint) is not tuple:
        return [take, put + found]
    with contextlib.suppress(KhcnError):  # of some there has to be one
        given[f"empty{place}"] = () if convert is None else convert(())
        found = f"{found} if value else empty{place}"
    return [take, _NOTHING_DECLINED, put + found]
