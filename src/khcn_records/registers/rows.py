"""What every row of a register has: a key, a name, first and last day, what follows it, and its ground.

Days are inclusive; `None` at the start is "not known, or before the register begins", at the end "has not ended".
"""

from __future__ import annotations

import datetime as dt
import enum
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import attrs

from khcn_records.errors import InvalidRegisterError
from khcn_records.evidence import Evidence
from khcn_records.text import fold, lazy_pattern, straighten_dashes

__all__ = [
    "RegisterRow",
    "Succession",
    "Successor",
    "check_rows",
    "follow",
    "name_key",
    "nearest",
    "overlapping",
]

_AROUND_HYPHEN = lazy_pattern(r" ?- ?")
_DAY = dt.timedelta(days=1)


class Succession(enum.StrEnum):
    """What became of a place, a body or a table (*hình thức thay đổi*)."""

    MERGED = "merged"
    """into another, or with others into a new one"""
    DIVIDED = "divided"
    """into several; it ended"""
    SPLIT_OFF = "split_off"
    """a part became one of its own; the whole goes on"""
    RAISED = "raised"
    """to another type: huyện → thị xã, tỉnh → thành phố"""
    RENAMED = "renamed"
    REPLACED = "replaced"
    """by another that does its work"""


@attrs.frozen(kw_only=True, weakref_slot=False)
class Successor:
    """What follows a row (*đơn vị kế tiếp*).

    Attributes:
        key: the row that follows.
        change: how.
        basis: by which instrument, and how sure that is.
    """

    key: str
    change: Succession
    basis: Evidence


@attrs.frozen(kw_only=True, weakref_slot=False)
class RegisterRow:
    """A row of a register (*mục của danh mục*).

    Attributes:
        key: its name inside the library, never used again for another row.
        name: the official name.
        valid_from: the first day; `None`: not known, or before the register begins.
        valid_until: the last day; `None`: not ended.
        successors: what follows it.
        basis: where the row stands and how sure it is.
    """

    key: str
    name: str
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    successors: tuple[Successor, ...] = ()
    basis: Evidence

    @property
    def full_name(self) -> str:
        """The name as a text gives it; of a place, with its type."""
        return self.name

    def is_valid(self, day: dt.date) -> bool:
        """Whether the row was valid on a day, both ends included."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


Row = TypeVar("Row", bound=RegisterRow)


def name_key(text: str) -> str:
    """The key that spellings of one name share: case, tone placement, dashes and the spaces around them are forgotten.

    >>> name_key("Bà Rịa – Vũng Tàu") == name_key("bà rịa-vũng tàu")
    True
    """
    return _AROUND_HYPHEN.sub("-", straighten_dashes(fold(text)))


def check_rows(rows: Iterable[Row], where: str) -> Mapping[str, Row]:
    """The rows by key, in their order.

    Raises:
        InvalidRegisterError: a key twice, an end before its start, or a successor that is not there.
    """
    found: dict[str, Row] = {}
    for row in rows:
        if row.key in found:
            raise InvalidRegisterError(f"{where}: {row.key}", "each key once")
        if row.valid_from is not None and row.valid_until is not None and row.valid_until < row.valid_from:
            raise InvalidRegisterError(f"{where}: {row.key}", "a last day not before the first")
        found[row.key] = row
    for row in found.values():
        for successor in row.successors:
            if successor.key not in found or successor.key == row.key:
                raise InvalidRegisterError(
                    f"{where}: {row.key} → {successor.key}", "a successor in the register"
                )
    return found


def follow(row: Row, rows: Mapping[str, Row], on: dt.date) -> tuple[Row, ...]:
    """The row itself where it is valid on the day, else the rows that stand for it then, through every step between."""
    found: dict[str, Row] = {}

    def walk(one: Row, passed: frozenset[str]) -> None:
        if one.is_valid(on):
            found.setdefault(one.key, one)
            return
        for successor in one.successors:
            if successor.key not in passed and successor.change is not Succession.SPLIT_OFF:
                walk(rows[successor.key], passed | {successor.key})

    walk(row, frozenset({row.key}))
    return tuple(found.values())


def nearest(rows: Iterable[Row], on: dt.date) -> Row | None:
    """Of rows that are not valid on a day, the one whose validity is the closest to it."""

    def distance(row: Row) -> int:
        before = (on - row.valid_until).days if row.valid_until is not None else 0
        after = (row.valid_from - on).days if row.valid_from is not None else 0
        return max(before, after, 0)

    return min(rows, key=distance, default=None)


def overlapping(rows: Iterable[Row], day: dt.date = dt.date.max) -> Iterator[tuple[Row, Row]]:
    """Pairs of rows that follow each other in time and share a day."""
    ordered = sorted(rows, key=lambda row: row.valid_from or dt.date.min)
    for one, other in itertools.pairwise(ordered):
        if (other.valid_from or dt.date.min) <= (one.valid_until or day):
            yield one, other
