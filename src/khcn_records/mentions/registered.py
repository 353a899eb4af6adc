"""Names in running text that a register knows and that have ended (*địa danh, cơ quan không còn*): where a text is behind its time.

Only names with something to hold on to are found: a place with its type (`huyện Yên Thế`), a kind of body that ended (`Sở Thông tin và
Truyền thông`), a body of a place that ended (`Sở KH&CN Bắc Giang`). A bare `Bắc Giang` may be anything and is left alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import TypeAlias

from khcn_records.mentions.searching import Mention, Searchable
from khcn_records.registers.bodies import bodies_named
from khcn_records.registers.localities import Locality, LocalityType, localities, localities_named
from khcn_records.registers.organizations import Organization, Unit, organization_kinds, organizations
from khcn_records.registers.rows import name_key

__all__ = ["Named", "find_ended_names"]

Named: TypeAlias = tuple[Locality | Organization | Unit, ...]
"""Every row that a name can mean."""


def _alternatives(names: Iterable[str]) -> str:
    """The names as one pattern, the longest first; spaces and hyphens as texts print them."""
    longest_first = sorted({name_key(name) for name in names}, key=lambda name: (-len(name), name))
    return "|".join(
        re.escape(name).replace(r"\ ", r"\s{1,4}").replace(r"\-", r"\s?-\s?") for name in longest_first
    )


@functools.cache
def _pattern() -> re.Pattern[str]:
    places = [row for row in localities().values() if row.valid_until is not None]
    kinds = organization_kinds().values()
    ended = [name for kind in kinds if kind.valid_until is not None for name in kind.names]
    ended += [name for row in organizations().values() if row.valid_until is not None for name in row.names]
    place = _alternatives(name for row in places for name in (row.name, *row.synonyms))
    words = _alternatives(type_.word for type_ in LocalityType) + r"|tp\.?|tx\.?"
    typed = rf"(?:(?:{words})\s{{1,4}})"
    return re.compile(
        rf"(?<!\w)(?:(?P<body>(?:{_alternatives(ended)})(?:\s{{1,4}}{typed}?(?:{place}))?"
        rf"|(?:{_alternatives(name for kind in kinds for name in kind.names)})\s{{1,4}}{typed}?(?:{place}))"
        rf"|(?P<place>{typed}(?:{place})))(?!\w)"
    )


def find_ended_names(text: str) -> tuple[Mention[Named], ...]:
    """The places and bodies named in a text that may have ended, in order; the day decides, and the caller asks it.

    Args:
        text: running text.

    Returns:
        Mentions of kind `"locality"` or `"body"`; the value is every row that the name can mean, of any day.

    >>> [(one.text, one.kind) for one in find_ended_names("Sở TT&TT, UBND huyện Yên Thế, tỉnh Bắc Ninh, xã Bố Hạ")]
    [('Sở TT&TT', 'body'), ('UBND huyện Yên Thế', 'body'), ('tỉnh Bắc Ninh', 'locality')]
    """
    searched = Searchable(text)
    found: list[Mention[Named]] = []
    for hit in _pattern().finditer(searched.key):
        said = " ".join(searched.plain[hit.start() : hit.end()].split())
        rows: Named = bodies_named(said) if hit["body"] is not None else localities_named(said)
        if not rows:
            continue
        start, end = searched.span(hit.start(), hit.end())
        kind = "body" if hit["body"] is not None else "locality"
        found.append(Mention(start, end, text[start:end], rows, kind, name_key(said)))
    return tuple(found)
