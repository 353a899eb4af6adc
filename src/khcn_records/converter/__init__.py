"""Record ↔ plain data, both ways the same: the only room that knows cattrs.

Plain data are dicts, lists, text, whole numbers, booleans and `None`; every value is its canonical text. Nothing is
coerced, unknown keys are refused, and every fault is reported at once with its path.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import importlib
import types
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from khcn_records.converter.leaves import (
    Gatherer,
    faults_of,
    printable,
    shown,
    structure_boolean,
    structure_day,
    structure_day_or_part,
    structure_decimal,
    structure_enum,
    structure_extension_data,
    structure_kind,
    structure_parsed,
    structure_text,
    structure_whole,
    wrong_type,
)
from khcn_records.converter.stored_fields import is_parameters, stored_fields, stored_key
from khcn_records.converter.unknown_fields import UnknownFields, put_back, require_policy
from khcn_records.errors import Fault, KhcnError, StructureError
from khcn_records.fields import read_alone
from khcn_records.fields.extension_data import ExtensionData
from khcn_records.table import Cell, Table
from khcn_records.values import VALUES
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_kinds import DocumentKind
from khcn_records.values.document_references import DocumentReference

if TYPE_CHECKING:
    import cattrs

__all__ = ["make_converter", "structure", "unstructure"]

T = TypeVar("T")
_Hook = Callable[[Any, Any], Any]


def _tuple_hook(kind: Any, converter: cattrs.Converter) -> _Hook:
    (item, *_rest) = typing.get_args(kind)
    several = list if typing.get_origin(kind) is list else tuple

    def structure_tuple(value: Any, _kind: Any) -> tuple[Any, ...] | list[Any]:
        if not isinstance(value, (list, tuple)):
            raise wrong_type(value, "list")
        gather = Gatherer()
        hook = converter.get_structure_hook(item)
        items = [
            gather.read(f"[{place}]", one, functools.partial(hook, one, item))
            for place, one in enumerate(value)
        ]
        gather.finish()
        return several(items)

    return structure_tuple


def _optional_hook(kind: Any, converter: cattrs.Converter) -> _Hook:
    others = [one for one in typing.get_args(kind) if one is not type(None)]
    inner: Any = functools.reduce(lambda a, b: a | b, others)

    hook = functools.cache(lambda: converter.get_structure_hook(inner))

    def structure_optional(value: Any, _kind: Any) -> Any:
        return None if value is None else hook()(value, inner)

    return structure_optional


def _is_optional(kind: Any) -> bool:
    return typing.get_origin(kind) in {typing.Union, types.UnionType} and type(None) in typing.get_args(kind)


def _is_tuple(kind: Any) -> bool:
    origin = typing.get_origin(kind)
    return origin is list or (origin is tuple and typing.get_args(kind)[-1:] == (...,))


def _is_day_or_part(kind: Any) -> bool:
    return typing.get_origin(kind) in {typing.Union, types.UnionType} and set(typing.get_args(kind)) == {
        dt.date,
        PartialDate,
    }


def _structure_parameters(value: Any, _kind: Any) -> tuple[tuple[str, str | int], ...]:
    if not isinstance(value, Mapping):
        raise wrong_type(value, "object")
    gather = Gatherer()
    for name, one in value.items():
        if type(one) is not int:
            gather.read(f".{name}", one, functools.partial(structure_text, one, str))
    gather.finish()
    return tuple(value.items())


def _built(kind: type[T], given: Mapping[str, Any], gather: Gatherer, value: object) -> T:
    """The record, or every fault of its fields at once."""
    if gather.faults:
        _checked(kind, given, gather)
        raise StructureError(gather.faults)
    try:
        return kind(**given)
    except (KhcnError, ValueError, TypeError) as error:
        _checked(kind, given, gather)
        raise StructureError(gather.faults or faults_of(error, value)) from None


def _checked(kind: type, given: Mapping[str, Any], gather: Gatherer) -> None:
    """Every given field by itself, as its record would check it: what the constructor would say of the first, for all."""
    for field in attrs.fields(kind):
        name = field.alias or field.name
        if name in given:
            value = given[name]
            gather.read(f".{stored_key(field)}", value, functools.partial(read_alone, field, value))


def _record_hook(kind: Any, converter: cattrs.Converter) -> _Hook:
    fields = stored_fields(kind)
    keys = {field.key for field in fields}
    hooks = functools.cache(lambda: tuple(converter.get_structure_hook(field.hint) for field in fields))

    def structure_record(value: Any, _kind: Any) -> Any:
        if not isinstance(value, Mapping):
            raise wrong_type(value, "object")
        gather = Gatherer()
        given: dict[str, Any] = {}
        for (key, alias, _, hint, is_required), hook in zip(fields, hooks(), strict=True):
            if key in value:
                try:
                    given[alias] = hook(value[key], hint)
                except RecursionError:
                    raise
                except (KhcnError, ValueError, TypeError) as error:
                    gather.keep(f".{key}", value[key], error)
            elif is_required:
                gather.faults.append(Fault("missing_field", f".{key}", "nothing"))
        for key in value:
            if key not in keys:
                known = ", ".join(sorted(keys))
                gather.faults.append(
                    Fault("unknown_field", f".{printable(key)}", shown(value[key]), (("expected", known),))
                )
        return _built(kind, given, gather, value)

    return structure_record


_CELL_KINDS: Mapping[str, Any] = {
    "text": str,
    "label": str,
    "count": int,
    "decimal": Decimal,
    "day": dt.date,
    "document": DocumentReference,
}


def _table_hook(_kind: Any, converter: cattrs.Converter) -> _Hook:
    """A table's cells are read by the type of their column, which the table itself says."""
    structure_record = _record_hook(Table, converter)

    def cell(value: Any, kind: Any) -> Any:
        hint = _CELL_KINDS.get(kind, str)
        return None if value is None else converter.get_structure_hook(hint)(value, hint)

    def structure_table(value: Any, kind: Any) -> Any:
        rows, columns = (
            value.get(name, []) if isinstance(value, Mapping) else [] for name in ("rows", "columns")
        )
        if not isinstance(rows, list) or not isinstance(columns, list):
            return structure_record(value, kind)
        kinds = [column.get("type") if isinstance(column, Mapping) else None for column in columns]
        gather = Gatherer()
        read = []
        for place, row in enumerate(rows):
            cells = row.get("cells") if isinstance(row, Mapping) else None
            if isinstance(cells, list) and len(cells) == len(kinds):
                path = f".rows[{place}].cells"
                typed = [
                    gather.read(f"{path}[{at}]", one, functools.partial(cell, one, kinds[at]))
                    for at, one in enumerate(cells)
                ]
                read.append({**row, "cells": typed})
            else:
                read.append(row)
        gather.finish()
        return structure_record({**value, "rows": read}, kind)

    return structure_table


def _structure_cells(value: Any, _kind: Any) -> tuple[Any, ...]:
    """Cells are typed by their table before their row is made."""
    if not isinstance(value, list):
        raise wrong_type(value, "list")
    return tuple(value)


def _unstructure_record(kind: Any, converter: cattrs.Converter) -> Callable[[Any], dict[str, Any]]:
    fields = [(field.key, field.attribute, is_parameters(field.hint)) for field in stored_fields(kind)]
    has_extensions = any(field.hint is ExtensionData for field in stored_fields(kind))

    def unstructure_record(record: Any) -> dict[str, Any]:
        plain = {
            key: dict(getattr(record, name)) if is_mapping else converter.unstructure(getattr(record, name))
            for key, name, is_mapping in fields
        }
        if has_extensions and record.extension_data.unknown:
            put_back(plain, record.extension_data.unknown.plain())
        return plain

    return unstructure_record


def _unknown_kind(kind: Any) -> Callable[..., Any]:
    """Nothing passes through unread: a kind that no hook knows is a programmer's mistake."""

    def refuse(*_: object) -> Any:
        raise NotImplementedError(
            f"the library has no {getattr(kind, '__name__', kind)}; register a hook for it"
        )

    return refuse


def make_converter() -> cattrs.Converter:
    """A new cattrs converter that knows every value, part and record of the library.

    Register your own hooks on it freely: nothing else uses this one. Faults of all fields are gathered and raised
    together as `StructureError`.

    >>> import datetime
    >>> make_converter().unstructure(datetime.date(2024, 2, 5))
    '2024-02-05'
    """
    import cattrs

    converter = cattrs.Converter(
        structure_fallback_factory=_unknown_kind, unstructure_fallback_factory=_unknown_kind
    )
    factories: tuple[tuple[Callable[[Any], bool], Callable[[Any, cattrs.Converter], _Hook]], ...] = (
        (attrs.has, _record_hook),
        (_is_tuple, _tuple_hook),
        (_is_optional, _optional_hook),
        (lambda kind: kind is Table, _table_hook),
    )
    for predicate, factory in factories:
        converter.register_structure_hook_factory(predicate, factory)
    special: tuple[tuple[Callable[[Any], bool], _Hook], ...] = (
        (_is_day_or_part, structure_day_or_part),
        (lambda kind: kind == tuple[Cell, ...], _structure_cells),
        (is_parameters, _structure_parameters),
        (
            lambda kind: (typing.get_origin(kind) or kind) in {set, frozenset, dict},
            _unknown_kind("such container"),
        ),
    )
    for predicate, hook in special:
        converter.register_structure_hook_func(predicate, hook)
    plain: tuple[tuple[type, _Hook, Callable[[Any], Any]], ...] = (
        (str, structure_text, str),
        (enum.StrEnum, structure_enum, lambda member: member.value),
        (int, structure_whole, int),
        (bool, structure_boolean, bool),
        (dt.date, structure_day, dt.date.isoformat),
        (Decimal, structure_decimal, lambda figure: f"{figure:f}"),
        (DocumentKind, structure_kind, lambda document_kind: document_kind.label("vi")),
        (ExtensionData, structure_extension_data, ExtensionData.plain),
    )
    for kind, hook, unhook in plain:
        converter.register_structure_hook(kind, hook)
        converter.register_unstructure_hook(kind, unhook)
    for unknown in (dt.datetime, bytes, float, set, frozenset):
        converter.register_structure_hook(unknown, _unknown_kind(unknown))
        converter.register_unstructure_hook(unknown, _unknown_kind(unknown))
    converter.register_unstructure_hook(type(None), lambda nothing: nothing)
    converter.register_unstructure_hook_factory(attrs.has, _unstructure_record)
    converter.register_unstructure_hook(tuple, lambda items: [converter.unstructure(item) for item in items])
    for name, module in VALUES.items():
        value = getattr(importlib.import_module(module), name)
        converter.register_structure_hook(value, structure_parsed)
        converter.register_unstructure_hook(value, str)
    return converter


@functools.cache
def _converter() -> cattrs.Converter:
    """The library's own converter, built at first use and given to nobody."""
    return make_converter()


def field_hook(hint: Any) -> Callable[[Any, Any], Any]:
    """What reads a value of a type from plain data."""
    return _converter().get_structure_hook(hint)


def structure(data: object, kind: type[T], *, unknown: UnknownFields = "forbid") -> T:
    """A record, part or value from plain data.

    Args:
        data: a dict with exactly the record's fields (those with a default may be missing), or a value's text. A record as a
            document has it, with `schema` and `record`, is read as well, an older schema too.
        kind: the class to build.
        unknown: what becomes of fields of a record that this version does not know: `"forbid"` makes them faults, `"keep"`
            keeps them in the record, to be written back, `"warn"` keeps them and warns.

    Raises:
        StructureError: every fault at once, each with its path from `$`.
        SchemaVersionError: a document of a newer schema.
        TypeError: a kind the library does not know.

    >>> from khcn_records.lifecycle import HistoryEntry
    >>> try:
    ...     structure({"event": "start", "from_state": 1, "on": "2024-02-30", "colour": "red"}, HistoryEntry)
    ... except StructureError as error:
    ...     for fault in error.faults:
    ...         print(fault.code, fault.path)
    wrong_type $.from_state
    missing_field $.to_state
    invalid_date $.on
    unknown_field $.colour
    """
    require_policy(unknown)
    is_told = isinstance(data, dict) and ("schema" in data or "record" in data or unknown != "forbid")
    if is_told and isinstance(data, dict) and attrs.has(cast("type", kind)):
        from khcn_records.converter.documents import from_document, from_plain  # it is built on this module

        read: T = (
            from_document(data, kind, unknown=unknown)
            if "schema" in data
            else from_plain(data, kind, unknown)
        )
        return read
    return structure_fields(data, kind)


def structure_fields(data: object, kind: type[T]) -> T:
    """As `structure`, of the fields alone: nothing is migrated, nothing unknown is kept.

    Raises:
        StructureError: every fault at once, each with its path from `$`.
        TypeError: a kind the library does not know.
    """
    try:
        result: T = _converter().structure(data, kind)
    except NotImplementedError as error:
        raise TypeError(str(error)) from None
    except RecursionError:
        raise StructureError([Fault("too_deep", "$", shown(data))]) from None
    except (KhcnError, ValueError, TypeError) as error:
        raise StructureError(
            [fault._replace(path="$" + fault.path) for fault in faults_of(error, data)]
        ) from None
    return result


def unstructure(obj: object) -> Any:
    """Plain data of a record, value, table or a tuple of them: what `structure` reads back equal.

    Raises:
        TypeError: anything else; a `datetime` too, which would lose its time.

    >>> from khcn_records.values.document_numbers import DocumentNumber
    >>> unstructure(DocumentNumber.parse("114- KH/TU"))
    '114-KH/TU'
    """
    try:
        return _converter().unstructure(obj)
    except NotImplementedError as error:
        raise TypeError(str(error)) from None
