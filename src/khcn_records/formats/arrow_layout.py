"""Which column each field of a record is in an Arrow table, read off the record's class; knows no pyarrow.

What a column holds exactly has a type of its own; every other value is its canonical text. What a record may hold inside
itself again (parts of parts), and what offices add, is JSON text.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import re
import typing
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

import attrs

from khcn_records.converter.documents import stored_class
from khcn_records.converter.stored_fields import is_parameters, stored_fields
from khcn_records.fields.extension_data import ExtensionData
from khcn_records.table import Cell
from khcn_records.values import VALUES
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_kinds import DocumentKind
from khcn_records.values.document_references import DocumentReference

__all__ = ["DIGITS", "PLACES", "SCALE", "Node", "fits", "fits_all", "is_figure", "layout_of"]

DIGITS, SCALE = 38, 10
"""Of a `decimal128`: digits in all, and behind the point."""

PLACES = "_places"
"""Behind the name of a figure: the column that says how many digits it is written with behind the point."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIGURE = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


class Node(NamedTuple):
    """A column, or what stands inside one.

    Attributes:
        key: its name in plain data and in the table.
        attribute: its name in the record.
        form: `text`; `value`, `reference` and `day or part` (canonical text); `whole`, `truth`, `day`, `figure`, `member`, `part`, `list`;
            `json`, `parameters` and `extensions` are JSON text.
        is_optional: whether nothing may stand there.
        members: those of an enum, in order.
        inner: the columns of a part; of a list the one of its items.
    """

    key: str
    attribute: str
    form: str
    is_optional: bool = False
    members: tuple[Any, ...] = ()
    inner: tuple[Node, ...] = ()


@functools.cache
def layout_of(name: str) -> tuple[Node, ...]:
    """The columns of what is stored under a name."""
    kind = stored_class(name)
    return tuple(_nodes(kind, (kind,)))


def _nodes(kind: type, within: tuple[type, ...]) -> Iterator[Node]:
    for field in stored_fields(kind):
        yield _node(field.key, field.attribute, field.hint, within)


def _node(key: str, attribute: str, hint: Any, within: tuple[type, ...]) -> Node:
    args = typing.get_args(hint)
    others = [one for one in args if one is not type(None)]
    if len(others) < len(args) and typing.get_origin(hint) is not tuple:
        inner = functools.reduce(lambda one, other: one | other, others)
        return _node(key, attribute, inner, within)._replace(is_optional=True)
    if is_parameters(hint):
        return Node(key, attribute, "parameters")
    if hint == tuple[Cell, ...]:
        return Node(key, attribute, "json")
    if typing.get_origin(hint) is tuple:
        item = _node("item", "", args[0], within)
        return Node(key, attribute, "json" if item.form == "json" else "list", inner=(item,))
    if set(args) == {dt.date, PartialDate}:
        return Node(key, attribute, "day or part")
    simple = {str: "text", int: "whole", bool: "truth", dt.date: "day", Decimal: "figure", ExtensionData: "extensions", DocumentKind: "value", DocumentReference: "reference"}  # fmt: skip
    if hint in simple:
        return Node(key, attribute, simple[hint])
    if issubclass(hint, enum.StrEnum):
        return Node(key, attribute, "member", members=tuple(hint))
    if hint.__name__ in VALUES:
        return Node(key, attribute, "value")
    if hint in within or not attrs.has(hint):
        return Node(key, attribute, "json")
    return Node(key, attribute, "part", inner=tuple(_nodes(hint, (*within, hint))))


def fits(node: Node, value: Any) -> bool:
    """Whether plain data come back from this column exactly as they are."""
    if value is None:
        return node.is_optional
    match node.form:
        case "text" | "value" | "reference" | "day or part":
            return type(value) is str and _is_whole(value)
        case "whole":
            return type(value) is int and -(2**63) <= value < 2**63
        case "truth":
            return type(value) is bool
        case "day":
            return type(value) is str and _is_day(value)
        case "figure":
            return type(value) is str and is_figure(value)
        case "member":
            return type(value) is str and value in node.members
        case "list":
            return type(value) is list and all(fits(node.inner[0], one) for one in value)
        case "part":
            return type(value) is dict and fits_all(node.inner, value)
    return True


def fits_all(nodes: tuple[Node, ...], value: dict[Any, Any]) -> bool:
    """The same of every field; one that is not given fits, one that has no column does not."""
    known = {node.key: node for node in nodes}
    return all(key in known and fits(known[key], one) for key, one in value.items())


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


def is_figure(text: str) -> bool:
    """Whether a `decimal128` with its places holds the figure as it is written.

    >>> [is_figure(text) for text in ("5.50", "-0.5", "007", "-0", "1" * 29, "0.12345678901")]
    [True, True, False, False, False, False]
    """
    whole, _, part = text.lstrip("-").partition(".")
    if not _FIGURE.fullmatch(text) or len(whole) > DIGITS - SCALE or len(part) > SCALE:
        return False
    return text[0] != "-" or bool((whole + part).strip("0"))
