"""Equality, hash and repr of an attrs class, written once for all of them.

attrs writes these three anew for each class and compiles them when the class is imported, which is a third of what a small
class costs to load. A class that inherits `ByFields` asks for none: `@attrs.frozen(eq=False, repr=False)`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import attrs

__all__ = ["ByFields"]


def _reader_of(kind: Any) -> Callable[[object], object]:
    """What reads all fields of one class that count for equality, at one call."""
    return attrgetter(*(field.name for field in attrs.fields(kind) if field.eq))


_reader: Callable[[type], Callable[[object], object]] = functools.cache(_reader_of)


class ByFields:
    """A base for frozen attrs classes: two are equal when they are of one class and all their fields are equal.

    >>> @attrs.frozen(eq=False, repr=False)
    ... class Point(ByFields):
    ...     x: int
    ...     y: int
    >>> Point(1, 2), Point(1, 2) == Point(1, 2), Point(1, 2) == Point(2, 1), len({Point(1, 2), Point(1, 2)})
    (Point(x=1, y=2), True, False, 1)
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        kind = self.__class__
        if other.__class__ is not kind:
            return NotImplemented
        read = _reader(kind)
        return read(self) == read(other)

    def __hash__(self) -> int:
        return hash(_reader(self.__class__)(self))

    def __repr__(self: attrs.AttrsInstance) -> str:
        told = (
            f"{field.name}={getattr(self, field.name)!r}" for field in attrs.fields(type(self)) if field.repr
        )
        return f"{type(self).__name__}({', '.join(told)})"
