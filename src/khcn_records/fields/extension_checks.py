"""What extension data (*dữ liệu mở rộng*) may hold, checked when some is first met: most records hold none.

>>> [problem.path for problem in problems_of({"bacgiang": {"steps": [1, 2.5]}, "Sở": {}})]
['.bacgiang.steps[1]', '.Sở']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from khcn_records.errors import InvalidValueError
from khcn_records.text import whole_text

__all__ = ["DEEPEST", "NAME", "Problem", "problems_inside", "problems_of"]

DEEPEST = 8
"""Levels of objects and lists under a name."""
_MOST = 2**63
NAME = r"[a-z][a-z0-9_.-]{0,62}"
"""What an office or system may call itself."""


class Problem(NamedTuple):
    """Why a thing is no extension data: where, what stands there, what was expected, and whether its type is wrong."""

    path: str
    value: object
    expected: str
    is_type: bool


def problems_of(value: object) -> Iterator[Problem]:
    """Everything that keeps a thing from being extension data, each with its path from the field."""
    if not isinstance(value, Mapping):
        yield Problem("", value, "an object of name-spaced objects", is_type=True)
        return
    for name, one in value.items():
        if not isinstance(name, str) or not re.fullmatch(NAME, name):
            yield Problem(
                f".{name!s:.60}",
                name,
                "a lower-case name such as bacgiang",
                is_type=not isinstance(name, str),
            )
        elif not isinstance(one, Mapping):
            yield Problem(f".{name}", one, "an object", is_type=True)
        else:
            yield from problems_inside(one, f".{name}", 0)


def problems_inside(value: object, path: str = "", depth: int = 0) -> Iterator[Problem]:
    """Everything that keeps a value from standing under a name, each with its path."""
    if depth > DEEPEST:
        yield Problem(path, "…", f"at most {DEEPEST} levels", is_type=False)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            if isinstance(name, str):
                yield from _text(name, path)
                yield from problems_inside(one, f"{path}.{name:.60}", depth + 1)
            else:
                yield Problem(path, name, "a name that is text", is_type=True)
    elif isinstance(value, (list, tuple)):
        for place, one in enumerate(value):
            yield from problems_inside(one, f"{path}[{place}]", depth + 1)
    else:
        yield from _leaf(value, path)


def _leaf(value: object, path: str) -> Iterator[Problem]:
    if isinstance(value, str):
        yield from _text(value, path)
    elif type(value) is int:
        if not -_MOST <= value < _MOST:
            yield Problem(path, "…", "a whole number of 64 bits", is_type=False)
    elif value is not None and type(value) is not bool:
        yield Problem(path, value, "text, a whole number, a boolean, null, a list or an object", is_type=True)


def _text(text: str, path: str) -> Iterator[Problem]:
    try:
        whole_text(text)
    except InvalidValueError as error:
        yield Problem(path, ascii(text), error.expected, is_type=False)
