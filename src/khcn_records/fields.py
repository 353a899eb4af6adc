"""What may stand in a field of a record: converters and validators shared by records, findings and tables.

A wrong *type* is a programmer's mistake and raises `TypeError` at once; text is normalised on the way in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from khcn_records.errors import InvalidValueError
from khcn_records.text import clean, require_text

if TYPE_CHECKING:
    import attrs

__all__ = ["instance_of", "optional_day", "optional_text", "required_text", "tuple_of", "tuple_of_text"]

T = TypeVar("T")


def required_text(value: str) -> str:
    r"""One line of text, not empty.

    Raises:
        TypeError: not a `str`.
        InvalidValueError: nothing but white space.

    >>> required_text(" Sở  KH&CN\n")
    'Sở KH&CN'
    """
    line = clean(value)
    if not line:
        raise InvalidValueError(value, "text that is not empty")
    return line


def optional_text(value: str | None) -> str | None:
    """One line of text, `None` where there is none; white space alone counts as none.

    Raises:
        TypeError: neither a `str` nor `None`.
    """
    return None if value is None else clean(value) or None


def tuple_of_text(value: Iterable[str]) -> tuple[str, ...]:
    """Lines of text as a tuple.

    Raises:
        TypeError: a bare `str`, or an element that is no `str`.
    """
    if isinstance(value, str):
        raise TypeError(f"several texts are wanted, not one str: {value!r}")
    return tuple(required_text(require_text(item)) for item in value)


def tuple_of(kind: type[T], value: Iterable[T]) -> tuple[T, ...]:
    """A tuple whose elements are all of one kind; records wrap it in a converter of their own, which type checkers read.

    Raises:
        TypeError: an element of another kind.

    >>> tuple_of(int, [1, 2])
    (1, 2)
    """
    items = tuple(value)
    for item in items:
        if not isinstance(item, kind):
            raise TypeError(f"each element must be a {kind.__name__}, not {type(item).__name__}: {item!r}")
    return items


def optional_day(_record: object, field: attrs.Attribute[Any], value: object) -> None:
    """Validator: a plain `date` or `None`; a `datetime` would lose its time, so it is refused."""
    if value is not None and type(value) is not dt.date:
        raise TypeError(f"{field.name} must be a date or None, not {type(value).__name__}: {value!r}")


def instance_of(
    *kinds: type, optional: bool = False
) -> Callable[[object, attrs.Attribute[Any], object], None]:
    """Validator: one of the kinds, or also `None` where it is optional."""

    def check(_record: object, field: attrs.Attribute[Any], value: object) -> None:
        if (value is None and optional) or isinstance(value, kinds):
            return
        wanted = " or ".join(kind.__name__ for kind in kinds) + (" or None" if optional else "")
        raise TypeError(f"{field.name} must be a {wanted}, not {type(value).__name__}: {value!r}")

    return check
