"""Hypothesis strategies read off the types of a record's fields, so that a new kind is drawn as soon as it is named.

A record is drawn from what its constructor accepts; where parts make no record together, the constructor's refusal decides.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import types
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import attrs
from hypothesis import strategies as st

from khcn_records.errors import InvalidArgumentError, InvalidValueError
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData
from khcn_records.lifecycle import HistoryEntry, Lifecycle
from khcn_records.values import VALUES
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_kinds import DocumentKind
from strategies import VALUE_STRATEGIES, days, document_kinds, partial_dates

ODD_LINES = (
    "Báo cáo kết quả", "<script>alert('x')</script>", "a & b", "\"'", "null", "true", "on", "~", "12:30", "2024-02-05", "0x1F", "1e5",
    "- a", "# b", "a: b", "{x}", "[y]", "&z", "*z", "!t", "%d", "@", "`", "|", ">", "ế", "\x00", "\x7f", "\u2028x", "😀", "\ufffe", "…",
)  # fmt: skip
"""Texts that some format could take for something else."""


def lines() -> st.SearchStrategy[str]:
    """A line of text that says something: any Unicode but halves of characters."""
    return (st.sampled_from(ODD_LINES) | st.text(max_size=30)).filter(_says_something)


def _says_something(text: str) -> bool:
    from khcn_records.text import clean

    return bool(clean(text))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """That, or nothing."""
    return st.none() | strategy


def tuples(strategy: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    """None, one or several of that."""
    return st.lists(strategy, max_size=most).map(tuple)


def dated_parts() -> st.SearchStrategy[PartialDate]:
    """Parts of a date whose year is known."""
    return partial_dates().filter(lambda part: part.year is not None)


def history_entries(lifecycle: Lifecycle) -> st.SearchStrategy[HistoryEntry]:
    """Steps with states of the lifecycle, in any order, on days and parts of days."""
    states = st.sampled_from([state.value for state in lifecycle.states])
    return st.builds(
        HistoryEntry,
        event=st.sampled_from([step.event for step in lifecycle.transitions]) | lines(),
        from_state=states,
        to_state=states,
        on=days() | dated_parts(),
        by=maybe(lines()),
        document=maybe(VALUE_STRATEGIES["DocumentReference"]()),
        note=maybe(lines()),
        is_jump=st.booleans(),
    )


def json_values() -> st.SearchStrategy[Any]:
    """What may stand under a name of extension data."""
    leaves = (
        st.none()
        | st.booleans()
        | st.integers(-(2**63), 2**63 - 1)
        | st.text(max_size=6)
        | st.sampled_from(ODD_LINES)
    )
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
        max_leaves=4,
    )


def extension_data() -> st.SearchStrategy[ExtensionData]:
    """Nothing added, or objects of one or two offices."""
    names = st.sampled_from(["bacgiang", "a", "vn.gov_x-1"])
    objects = st.dictionaries(st.text(max_size=5), json_values(), max_size=2)
    return st.just(NO_EXTENSIONS) | st.dictionaries(names, objects, max_size=2).map(ExtensionData)


_LEAVES: Mapping[Any, Callable[[], st.SearchStrategy[Any]]] = {
    str: lines,
    bool: st.booleans,
    int: lambda: st.integers(0, 10**6),
    Decimal: lambda: st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=2),
    dt.date: days,
    PartialDate: dated_parts,
    DocumentKind: document_kinds,
    ExtensionData: extension_data,
}


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Whatever a field of that type holds."""
    if hint in _LEAVES:
        return _LEAVES[hint]()
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return st.one_of(*(of_type(part) for part in parts))
    if origin is tuple and parts[-1] is ...:
        return tuples(of_type(parts[0]))
    if hint is type(None):
        return st.none()
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return st.sampled_from(hint)
    if getattr(hint, "__name__", None) in VALUES:
        return VALUE_STRATEGIES[hint.__name__]()
    if attrs.has(hint):
        return st.deferred(lambda: records(hint))
    raise AssertionError(f"no strategy for {hint!r}: add one to the leaves")


@functools.cache
def records(cls: type, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Every field filled and empty; `fields` says which strategies stand in for those of the types."""
    hints = typing.get_type_hints(cls)
    drawn = {
        field.alias or field.name: fields[field.name]
        if field.name in fields
        else _of_field(cls, field.name, hints[field.name])
        for field in attrs.fields(cls)
        if field.init
    }
    made = st.builds(functools.partial(_made, cls), **drawn)
    return made.filter(lambda record: record is not None)


def _of_field(cls: type, name: str, hint: Any) -> st.SearchStrategy[Any]:
    if name == "history" and hasattr(cls, "LIFECYCLE"):
        return tuples(history_entries(cls.LIFECYCLE))
    return of_type(hint)


def _made(cls: type, **fields: Any) -> Any:
    try:
        return cls(**fields)
    except (InvalidValueError, InvalidArgumentError):
        return None
