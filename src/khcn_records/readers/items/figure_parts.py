"""The parts behind a figure (*bao gồm, trong đó*): where their list stands, and what it tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from khcn_records.errors import InvalidValueError
from khcn_records.readers.report_words import folded_pattern
from khcn_records.records.indicator_parts import BreakdownPart, breakdown_from_text
from khcn_records.values.quantities import Quantity

__all__ = ["clause_end", "closing", "openings", "parts_of"]

_PAIR = folded_pattern(
    r"(?:(?P<name>[^0-9]{2,80}?)[ :]+(?P<figure>[0-9][0-9.]{0,12})(?: (?P<unit>[^0-9()]{1,20}))?|(?P<first>[0-9][0-9.]{0,12}) (?P<rest>[^0-9()]{2,80}))"
)


def openings(key: str, start: int, limit: int, taken: Callable[[int], int | None]) -> Iterator[int]:
    """Where a list of parts may open behind a figure; a cumulative figure may stand between."""
    place = start
    while place < min(limit, len(key)):
        over = taken(place)
        if over is not None:
            place = over + (key[over : over + 1] == ")")
            continue
        if key[place] in "(,; ":
            yield place
        if key[place] in ".;" or key[place].isdigit():
            return
        place += 1


def closing(key: str, start: int) -> int:
    """Where a bracket closes; its own place where it does not."""
    depth = 1
    for place in range(start, min(len(key), start + 4000)):
        depth += (key[place] == "(") - (key[place] == ")")
        if depth == 0:
            return place
    return start


def clause_end(key: str, start: int) -> int:
    """Where a list without brackets ends."""
    for place in range(start, min(len(key), start + 400)):
        if (key[place] == "." and not key[place + 1 : place + 2].isdigit()) or key[place] == "(":
            return place
    return min(len(key), start + 400)


def parts_of(listed: str) -> tuple[BreakdownPart, ...]:
    """The parts that a list tells; none where one of them has no figure."""
    try:
        return breakdown_from_text(listed)
    except InvalidValueError:
        pass
    found = []
    for piece in re.split(r"[;,]| và ", listed):
        pair = _PAIR.fullmatch(piece.strip(" .;,"))
        if pair is None:
            return ()
        name, figure = (pair["name"], pair["figure"]) if pair["name"] else (pair["rest"], pair["first"])
        try:
            found.append(
                BreakdownPart(name=name.strip(" :-"), value=Quantity.parse(figure).amount, unit=pair["unit"])
            )
        except InvalidValueError:
            return ()
    return tuple(found)
