"""Bounded caches of pure functions, read as a dict is: a hit costs a lookup and no call."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

__all__ = ["Kept"]

K = TypeVar("K")
V = TypeVar("V")


class Kept(dict[K, V]):
    """What a pure function gave for the last keys; once full it begins anew.

    >>> squares = Kept(lambda number: number**2, most=2)
    >>> squares[3], squares[4], squares[5], len(squares)
    (9, 16, 25, 1)
    """

    __slots__ = ("function", "most")

    def __init__(self, function: Callable[[K], V], *, most: int) -> None:
        super().__init__()
        self.function = function
        self.most = most

    def __missing__(self, key: K) -> V:
        value = self.function(key)
        if len(self) >= self.most:
            self.clear()
        self[key] = value
        return value
