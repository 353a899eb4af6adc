"""Under which names a row of `limits` may speak of a place: its own, those it bears later, those it bore before."""

from __future__ import annotations

import datetime as dt

from khcn_records.registers.localities import Locality, LocalityLevel, localities, localities_named
from khcn_records.registers.rows import Succession, follow, nearest

__all__ = ["names_of"]

# The whole place goes on under another name or type; of a merger only a part of the new place is the old one.
_SAME_PLACE = frozenset({Succession.RAISED, Succession.RENAMED})


def names_of(place: str, on: dt.date) -> frozenset[str]:
    """The names under which the rules of a province may stand, with the name as it was given.

    What held in a place that was raised or renamed holds in what it became. A province that was merged is, after that day, the
    one it lies in; the rules of the others that were merged into it are theirs where they bear its name.

    Args:
        place: the name of a province or a city under the centre.
        on: the day.

    >>> sorted(names_of("thành phố Huế", dt.date(2025, 3, 3)))
    ['thành phố Huế', 'tỉnh Thừa Thiên Huế']
    >>> sorted(names_of("tỉnh Nam Định", dt.date(2026, 1, 5)))
    ['tỉnh Nam Định', 'tỉnh Ninh Bình']
    """
    rows = localities_named(place, level=LocalityLevel.PROVINCE)
    current = [row for row in rows if row.is_valid(on)]
    if not current and (closest := nearest(rows, on)) is not None:
        current = list(follow(closest, localities(), on)) or [closest]
    found: dict[str, Locality] = {}
    while current:
        row = current.pop()
        if row.key in found:
            continue
        found[row.key] = row
        current += [
            before
            for before in localities().values()
            if any(one.key == row.key and one.change in _SAME_PLACE for one in before.successors)
        ]
    return frozenset({place, *(row.full_name for row in found.values())})
