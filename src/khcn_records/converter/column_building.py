"""Columns of plain data → records, column by column: how each field is read, and a function per class that puts them together.

It is the same reading as that of one record at a time (`building`), by the same functions; but what says a thing many times is
read once, and what a part holds is read for all parts at once. Which columns there are, and how to get their values, knows the
format; whatever does not fit, it leaves to the converter.
"""

from __future__ import annotations

import datetime as dt
import functools
import typing
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import attrs

from khcn_records.converter.building import (
    SAME,
    convert_of,
    expression,
    is_leaf,
    is_promised,
    is_text,
    leaf_reader,
    names_given,
)
from khcn_records.converter.known_references import reference_of
from khcn_records.converter.stored_fields import stored_fields
from khcn_records.converter.twins import twin_of
from khcn_records.errors import KhcnError
from khcn_records.fields.extension_data import ExtensionData
from khcn_records.values.document_references import DocumentReference

__all__ = ["Assembly", "Column", "assembly_of"]


class Column(NamedTuple):
    """How the values of a field are read.

    Attributes:
        form: `line`, text that cleaning does not change; `each`, by what is written, which is worth remembering; `many`, a tuple;
            `part`; `plain`, one by one.
        read: plain data → what stands in the field; of `many`, the tuple that `finish` is given.
        word: of `each`, where the type alone says how: what is written → the value, before the field's own converter.
        is_optional: whether nothing may stand there.
        inner: of the items of a tuple.
        part: the class of a part.
        finish: what is read of `many`, or of words → what stands in the field.
    """

    form: str
    read: Callable[[Any], Any]
    is_optional: bool = False
    word: Callable[[Any], Any] | None = None
    inner: Column | None = None
    part: Assembly | None = None
    finish: Callable[[list[Any]], list[Any]] = list


class Assembly(NamedTuple):
    """A class whose records are put together.

    Attributes:
        columns: key → how it is read.
        together: the values of each field, in order → the records.
    """

    columns: Mapping[str, Column]
    together: Callable[[Sequence[Sequence[Any]]], list[Any]]


@functools.cache
def assembly_of(kind: type, *, within: tuple[type, ...] = ()) -> Assembly | None:
    """How the records of a class are put together; `None` where it has a field of a type not known here.

    Args:
        kind: the class.
        within: the classes that it is a part of.
    """
    fields = stored_fields(kind)
    attributes = {field.name: field for field in attrs.fields(kind)}
    if len(attributes) != len(fields) or not fields or hasattr(kind, "__attrs_pre_init__"):
        return None
    columns: dict[str, Column] = {}
    given: dict[str, Any] = {"new": object.__new__, "kind": kind}
    body, checks = [], []
    for place, stored in enumerate(fields):
        field = attributes[stored.attribute]
        column = _column(stored.hint, field, (*within, kind))
        if column is None:
            return None
        columns[stored.key] = column
        body.append(f"made.{stored.attribute} = v{place}")
        if not (is_leaf(stored.hint, field) or is_promised(field.validator, stored.hint)):
            given |= {f"check{place}": field.validator, f"field{place}": field}
            checks.append(f"check{place}(made, field{place}, v{place})")
    try:
        given["twin"] = twin_of(kind)
    except TypeError:
        return None
    if hasattr(kind, "__attrs_post_init__"):
        checks.append("made.__attrs_post_init__()")
    names = "".join(f"v{place}, " for place in range(len(fields)))
    lines = ["made = new(twin)", *body, "made.__class__ = kind", *checks, "add(made)"]
    loop = [f"for {names}in zip(*columns, strict=True):", *(f"    {line}" for line in lines)]
    source = "\n    ".join(
        ["def together(columns):", "records = []", "add = records.append", *loop, "return records"]
    )
    exec(compile(source, f"<the records of {kind.__qualname__}>", "exec"), given)  # noqa: S102  made of names of fields only
    return Assembly(MappingProxyType(columns), given["together"])


def _column(hint: Any, field: attrs.Attribute[Any] | None, within: tuple[type, ...]) -> Column | None:
    """How a field, or an item of one, is read; `None` where its type is not known here."""
    kinds = set(typing.get_args(hint)) if typing.get_origin(hint) is not tuple else set()
    is_optional = type(None) in kinds
    if field is not None and is_leaf(hint, field):
        return Column("each", leaf_reader(hint, field), is_optional)
    given: dict[str, Any] = {**names_given(), "seen": [0]}
    source = expression(hint, 0, given, within)
    if source is None:
        return None
    convert = None if field is None else convert_of(field)
    convert = None if convert in SAME.get(hint, ()) else convert
    core = functools.reduce(lambda one, other: one | other, kinds - {type(None)}) if is_optional else hint
    if typing.get_origin(core) is tuple and not is_optional:
        inner = _column(typing.get_args(core)[0], None, within)
        reading = _reader(f"{source} if type(value) is list else of(value, list)", given)
        return inner and Column("many", reading, inner=inner, finish=_finishing(convert))
    if convert is not None:
        given["convert"] = convert
        source = f"convert({source})"
    read = _reader(source, given)
    if core is str and convert is None:
        return Column("line", read, is_optional)
    if core is DocumentReference:  # whoever reads columns remembers all that they cite
        every = list if convert is None else functools.partial(_every, convert)
        return Column("each", read, is_optional, word=reference_of, finish=every)
    if core is dt.date or is_text(core):
        return Column("each", read, is_optional)
    if convert is None and core is not ExtensionData and attrs.has(core) and core not in within:
        return Column("part", read, is_optional, part=assembly_of(core, within=within))
    return Column("plain", read, is_optional)


def _reader(source: str, given: dict[str, Any]) -> Callable[[Any], Any]:
    read: Callable[[Any], Any] = eval(f"lambda value: {source}", given)  # noqa: S307  made of names of fields only
    return read


def _every(convert: Callable[[Any], Any], values: list[Any]) -> list[Any]:
    return [convert(value) for value in values]


def _finishing(convert: Callable[[Any], Any] | None) -> Callable[[list[Any]], list[Any]]:
    """What the converter of a field of several makes of the tuples, of that of none once."""
    if convert is None:
        return list
    empty: list[Any] = []
    try:
        empty.append(convert(()))
    except KhcnError:  # of some there has to be one
        return functools.partial(_every, convert)
    return lambda several: [convert(one) if one else empty[0] for one in several]
