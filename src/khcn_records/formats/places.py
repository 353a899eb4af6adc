"""Where a fault stands in the file: the line and column, or the cell, of its path; looked up only once something is wrong.

A format that has lines or cells has `locate(data, wanted)`, which gives the places of those paths it finds. What is
not there itself (a missing field) stands where its owner does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping

from khcn_records.converter.leaves import printable, shown
from khcn_records.errors import Fault, StructureError

__all__ = ["PLACES", "Place", "json_duplicates", "json_places", "path_of_step", "placed"]

Place = tuple[tuple[str, str], ...]
"""Parameters of a fault that say where: `(("line", "3"), ("column", "7"))`, `(("sheet", "task"), ("cell", "B7"))`."""

PLACES = frozenset({"file", "sheet", "cell", "line", "column"})
"""The names of parameters that say where."""

_DEEPEST = 40
"""No record is nested as deeply."""
_STEP = re.compile(r"[.\[]")
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def placed(
    error: StructureError, locate: Callable[[Collection[str]], Mapping[str, Place]] | None
) -> StructureError:
    """The same faults, each with its place in the file; those that have one keep it.

    Args:
        error: faults with paths from `$`.
        locate: gives the places of the paths asked for, as far as it finds them; `None`: the format has no places.
    """
    bare = [fault for fault in error.faults if not PLACES.intersection(dict(fault.parameters))]
    if locate is None or not bare:
        return error
    found = locate(frozenset(step for fault in bare for step in _steps(fault.path)))
    return StructureError([_placed(fault, found) for fault in error.faults])


def _placed(fault: Fault, found: Mapping[str, Place]) -> Fault:
    if PLACES.intersection(dict(fault.parameters)):
        return fault
    place: Place = next((found[step] for step in _steps(fault.path) if step in found), ())
    return fault._replace(parameters=fault.parameters + place)


def _steps(path: str) -> Iterator[str]:
    """The path and those of its owners, the innermost first; of a path no longer than any real one."""
    yield path
    for cut in reversed([match.start() for match in _STEP.finditer(path)][:_DEEPEST]):
        yield path[:cut]


def path_of_step(owner: str, step: str | int) -> str:
    """The path of a field or of a place in a list."""
    return f"{owner}[{step}]" if isinstance(step, int) else f"{owner}.{printable(step)}"


class _Open:
    """A list or object whose end has not been reached."""

    __slots__ = ("key", "keys", "path", "place")

    def __init__(self, path: str | None, *, is_list: bool) -> None:
        self.path = path  # None: nobody asked for what stands in it
        self.place = 0 if is_list else None
        self.key: str | None = None
        self.keys: set[str] = set()

    def go_on(self) -> None:
        """Past a comma."""
        self.key = None
        if self.place is not None:
            self.place += 1

    @property
    def inner(self) -> str | None:
        """The path of the value that comes next."""
        if self.path is None:
            return None
        return path_of_step(self.path, _key(self.key or "") if self.place is None else self.place)


def _key(mark: str) -> str:
    """The name that a key spells; of what is no JSON after all, the spelling."""
    try:
        return str(json.loads(mark, strict=False))
    except (ValueError, RecursionError):
        return mark


def _walk(text: str, asked: Callable[[str], bool]) -> Iterator[tuple[int, _Open | None, str | None]]:
    """Every key and every value asked for: where it begins, what it stands in, its path (of a key `None`)."""
    stack: list[_Open] = []
    for token in _TOKEN.finditer(text):
        mark, owner = token[0], stack[-1] if stack else None
        if mark in "]}":
            if stack:
                stack.pop()
        elif mark == ",":
            if owner is not None:
                owner.go_on()
        elif owner is not None and owner.place is None and owner.key is None:
            owner.key = mark
            yield token.start(), owner, None
        elif mark != ":":
            path = "$" if owner is None else owner.inner
            if path is not None and asked(path):
                yield token.start(), owner, path
            else:
                path = None
            if mark in "{[":
                stack.append(_Open(path, is_list=mark == "["))


class _Lines:
    """Line and column of positions that only grow, counted once."""

    def __init__(self, text: str) -> None:
        self.text, self.seen, self.line, self.start = text, 0, 1, 0

    def at(self, position: int) -> Place:
        breaks = self.text.count("\n", self.seen, position)
        if breaks:
            self.line += breaks
            self.start = self.text.rindex("\n", self.seen, position) + 1
        self.seen = position
        return (("line", str(self.line)), ("column", str(position - self.start + 1)))


def json_places(text: str, wanted: Collection[str]) -> dict[str, Place]:
    r"""Where those paths begin in a JSON text, which has been read before; one pass, nothing deeper than asked for.

    >>> json_places('{"a": 1,\n "b": [2, 3]}', {"$", "$.b", "$.b[1]"})["$.b[1]"]
    (('line', '2'), ('column', '11'))
    """
    lines = _Lines(text)
    return {
        path: lines.at(position) for position, _, path in _walk(text, wanted.__contains__) if path is not None
    }


def json_duplicates(text: str) -> list[Fault]:
    """Every key of a JSON text that stands twice in its object, with path and place; nothing deeper than any record.

    >>> [(fault.path, fault.value) for fault in json_duplicates('{"a": {"b": 1, "b": 2}}')]
    [('$.a.b', "'b'")]
    """
    lines, faults = _Lines(text), []
    for position, owner, path in _walk(text, lambda path: path.count(".") + path.count("[") <= _DEEPEST):
        if path is None and owner is not None and owner.key is not None and owner.path is not None:
            key = _key(owner.key)
            if key in owner.keys:
                faults.append(
                    Fault("duplicate_key", path_of_step(owner.path, key), shown(key), lines.at(position))
                )
            owner.keys.add(key)
    return faults
