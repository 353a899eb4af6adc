"""Frozen objects made without their constructor: a twin of the class that may change is filled, then becomes the class.

Whoever does so has checked what the constructor would.
"""

from __future__ import annotations

import functools
from typing import Any

__all__ = ["twin_of"]


@functools.cache
def twin_of(kind: type) -> type:
    """A class laid out as a frozen one with slots, whose objects may change until `__class__` is set to that.

    Raises:
        TypeError: no class has its layout.

    >>> from khcn_records.values.dates import PartialDate
    >>> made = object.__new__(twin_of(PartialDate))
    >>> made.year, made.month, made.day = 2024, 2, None
    >>> made.__class__ = PartialDate
    >>> made
    PartialDate(year=2024, month=2, day=None)
    """
    made = type(
        kind.__name__,
        kind.__bases__,
        {"__slots__": kind.__dict__["__slots__"], "__setattr__": object.__setattr__},
    )
    trial: Any = object.__new__(made)
    trial.__class__ = kind
    return made
