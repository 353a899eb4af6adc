"""What must be true of a case for a row of limits to hold (*điều kiện*), as data."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from khcn_records.errors import InvalidArgumentError
from khcn_records.labels import has_wording, wording

__all__ = ["Condition"]

_COMPARISONS: Final[Mapping[str, Callable[[int, int], bool]]] = MappingProxyType(
    {"<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt}
)


@attrs.frozen(weakref_slot=False)
class Condition:
    """What must be true of a case for a row to hold (*điều kiện*), as data.

    Attributes:
        name: what is asked: a field of the record, or a fact of the case (`is_complex`).
        allowed: the values that satisfy it, as they are stored; or one comparison (`"> 24"`).

    >>> Condition("duration_months", ("> 24",)).holds(25), Condition("level", ("national",)).holds("province")
    (True, False)
    """

    name: str
    allowed: tuple[str | bool, ...]

    def __attrs_post_init__(self) -> None:
        if not self.allowed:
            raise InvalidArgumentError(self.name, "at least one value in a condition")
        if self._comparison is not None:
            figure = self._comparison[1]
            if len(self.allowed) > 1 or not (figure.isascii() and figure.isdigit()):
                raise InvalidArgumentError(
                    f"{self.name} {self.allowed}", "one comparison with a whole number"
                )

    @property
    def _comparison(self) -> tuple[str, str] | None:
        sign, _, figure = str(self.allowed[0]).partition(" ")
        return (sign, figure) if sign in _COMPARISONS else None

    def holds(self, value: object) -> bool:
        """Whether a known value satisfies it; of several values (a tuple) one is enough."""
        if isinstance(value, tuple):
            return any(map(self.holds, value))
        if self._comparison is not None:
            sign, figure = self._comparison
            return type(value) is int and _COMPARISONS[sign](value, int(figure))
        return (value if isinstance(value, bool) else str(value)) in self.allowed

    def format(self, lang: str = "vi") -> str:
        """In words.

        >>> Condition("duration_months", ("> 24",)).format("en")
        'term in months > 24'
        """
        name = wording(f"limit_condition.{self.name}", lang)
        if self._comparison is not None:
            return f"{name} {self.allowed[0]}"
        if self.allowed == (True,):
            return name
        # Symbols of documents (`50/2014/TT-BCT`) stand as they are.
        keys = (f"limit_value.{value}" for value in self.allowed)
        either = (wording(key, lang) if has_wording(key, lang) else key.partition(".")[2] for key in keys)
        return f"{name}: {', '.join(either)}"
