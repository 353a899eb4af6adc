"""Bodies by name and day (*tra cứu cơ quan theo ngày*): `body`, `successors`, `was_valid`.

A name is read as texts write it: a central body; or a kind of body with the place it belongs to; or a unit with the body it is part of.
What is made from a kind and a place is valid while both are.

>>> import datetime
>>> body("Sở KH&CN tỉnh Bắc Giang", on=datetime.date(2024, 2, 14)).full_name
'Sở Khoa học và Công nghệ tỉnh Bắc Giang'
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from typing import TypeAlias, TypeVar

import attrs

from khcn_records.errors import NotValidOnDayError
from khcn_records.evidence import Confidence, Evidence
from khcn_records.registers.localities import (
    Locality,
    LocalityLevel,
    LocalityType,
    localities,
    localities_named,
    locality,
    split_type,
    type_validities,
)
from khcn_records.registers.organizations import (
    Organization,
    OrganizationKind,
    Unit,
    organization_kinds,
    organizations,
)
from khcn_records.registers.rows import RegisterRow, follow, name_key, nearest
from khcn_records.text import clean, lazy_pattern

__all__ = ["bodies_named", "body", "successors", "was_valid"]

Body: TypeAlias = Organization | Unit
Found = TypeVar("Found", Organization, Unit)

_SURENESS = list(Confidence)
_CONNECTORS = ("thuộc ", "của ")
_HEADS = lazy_pattern(
    "(?:bộ trưởng|giám đốc|thống đốc|tổng cục trưởng|cục trưởng|chi cục trưởng|chánh văn phòng(?= ủy| ubnd)) "
)


@attrs.frozen(weakref_slot=False)
class _Place:
    """What follows the name of a kind: a row, a place that no row has, or nothing."""

    row: Locality | None = None
    text: str | None = None
    types: tuple[LocalityType, ...] = ()

    @property
    def levels(self) -> frozenset[str]:
        if self.row is not None:
            return frozenset({self.row.level.value})
        return frozenset(type_.level.value for type_ in self.types)


@functools.cache
def _central_by_name() -> Mapping[str, tuple[Organization, ...]]:
    found: dict[str, list[Organization]] = {}
    for row in organizations().values():
        for name in dict.fromkeys(map(name_key, row.names)):
            found.setdefault(name, []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}


@functools.cache
def _kinds_by_name() -> Mapping[str, tuple[OrganizationKind, ...]]:
    """Longest names first, so that `Văn phòng UBND` is tried before anything it begins with."""
    found: dict[str, list[OrganizationKind]] = {}
    for kind in organization_kinds().values():
        for name in dict.fromkeys(map(name_key, kind.names)):
            found.setdefault(name, []).append(kind)
    return {name: tuple(found[name]) for name in sorted(found, key=len, reverse=True)}


def _places(rest: str, kind: OrganizationKind, within: Locality | None) -> Iterator[_Place]:
    """The places that the rest of a name can mean for a kind."""
    if not rest:
        if within is None or within.level.value not in kind.levels:
            yield _Place()
        elif within is not None:
            yield from (_Place(row) for row in localities_named(within.name, level=within.level))
        return
    types, bare = split_type(rest)
    if types and not bare:  # "UBND tỉnh": the type alone
        yield _Place(types=types)
        return
    is_known = False
    for level in kind.levels:
        if level.value in {one.value for one in LocalityLevel}:
            for row in localities_named(rest, level=level.value):
                is_known = True
                yield _Place(row)
    if not is_known and types and {type_.level for type_ in types} != {LocalityLevel.PROVINCE}:
        yield _Place(text=rest, types=types)


def _cut(
    start: dt.date | None, end: dt.date | None, *rows: RegisterRow
) -> tuple[dt.date | None, dt.date | None] | None:
    """The days that a stretch and rows have in common; `None` where they have none."""
    starts = [day for day in (start, *(row.valid_from for row in rows)) if day is not None]
    ends = [day for day in (end, *(row.valid_until for row in rows)) if day is not None]
    first, last = max(starts, default=None), min(ends, default=None)
    return None if first is not None and last is not None and last < first else (first, last)


def _weakest(*grounds: Evidence) -> Evidence:
    """The grounds together, as sure as the least sure of them."""
    said = "; ".join(dict.fromkeys(ground.source for ground in grounds))
    return Evidence(said, max((ground.confidence for ground in grounds), key=_SURENESS.index))


def _type_days(
    types: tuple[LocalityType, ...], levels: frozenset[str]
) -> tuple[dt.date | None, dt.date | None]:
    """When a type of place existed; open where the word can mean several types."""
    known = [type_validities().get(type_) for type_ in types if type_.level.value in levels]
    if len(known) != 1 or known[0] is None:
        return None, None
    return known[0].valid_from, known[0].valid_until


def _made(kind: OrganizationKind, place: _Place, whole: Organization | None = None) -> Body | None:
    """The body of a kind at a place, or `None` where the two were never valid together."""
    row = place.row
    rows: tuple[RegisterRow, ...] = tuple(one for one in (kind, row, whole) if one is not None)
    start, end = (None, None)
    if row is None and place.types:
        start, end = _type_days(place.types, frozenset(level.value for level in kind.levels))
    days = _cut(start, end, *rows)
    if days is None:
        return None
    key = "/".join([kind.key, *([row.key] if row is not None else [])])
    name = kind.name_at(row)
    if row is None and place.text is not None:
        name = f"{name} {place.text}"
    elif row is None and len(place.types) == 1:
        name = f"{name} {place.types[0].word}"
    basis = _weakest(*(one.basis for one in rows))
    if not kind.parents:
        return Organization(
            key=key,
            name=name,
            valid_from=days[0],
            valid_until=days[1],
            basis=basis,
            kind=kind,
            locality=row,
            place_text=place.text,
        )
    if whole is not None:
        head, _, last = kind.name.rpartition(" ")
        is_joined = whole.name.startswith(f"{last} ")  # Thanh tra Sở + Sở Khoa học và Công nghệ
        row, name = whole.locality, f"{head} {whole.name}" if is_joined else f"{kind.name} thuộc {whole.name}"
        key = f"{kind.key}/{whole.key}"
    return Unit(
        key=key,
        name=name,
        valid_from=days[0],
        valid_until=days[1],
        basis=basis,
        kind=kind,
        organization=whole,
        locality=row,
        place_text=place.text,
    )


def bodies_named(name: str, *, within: Locality | None = None) -> tuple[Organization | Unit, ...]:
    """Every body that a name can mean, of any day: what `body` chooses from. A head (`Bộ trưởng Bộ Y tế`) stands for the body.

    Args:
        name: as a text writes it.
        within: the province that a name without a place belongs to.

    >>> [one.valid_until for one in bodies_named("Bộ KH&CN")]
    [datetime.date(2025, 2, 28), None]
    """
    return _named(clean(name), within, with_units=True)


def _named(text: str, within: Locality | None, *, with_units: bool) -> tuple[Body, ...]:
    """The whole of a unit is never a unit itself, so a name is taken apart once."""
    key = name_key(text).strip(" .,;:/")
    key = _HEADS.sub("", key, count=1) if _HEADS.match(key) else key
    central = _central_by_name().get(key, ()) if within is None else ()
    for known, kinds in _kinds_by_name().items():
        if not key.startswith(known) or key[len(known) : len(known) + 1] not in {"", " ", ",", "-"}:
            continue
        rest = key[len(known) :].lstrip(" ,-")
        meant = [kind for kind in kinds if with_units or not kind.parents]
        found = [made for kind in meant for made in _of_kind(kind, rest, within)]
        if found:
            return (*central, *(_as_written(made, text) for made in found))
    return central


def _as_written(made: Body, text: str) -> Body:
    """A place that no row has, in the letters of the text."""
    if made.place_text is None:
        return made
    words = " ".join(text.strip(" .,;:/").split()[-len(made.place_text.split()) :])
    return attrs.evolve(made, place_text=words, name=f"{made.kind.name if made.kind else ''} {words}")


def _of_kind(kind: OrganizationKind, rest: str, within: Locality | None) -> Iterator[Body]:
    if kind.parents and rest:
        rest = rest.removeprefix("trực ")
        for connector in _CONNECTORS:
            rest = rest.removeprefix(connector)
        # "Thanh tra Sở KH&CN": the name of the unit ends in the first word of the name of the whole
        last = name_key(kind.name).rpartition(" ")[2]
        for attempt in (rest, f"{last} {rest}"):
            wholes = [
                one
                for one in _named(attempt, within, with_units=False)
                if isinstance(one, Organization) and one.kind is not None and one.kind.key in kind.parents
            ]
            if wholes:
                made = (_made(kind, _Place(), whole) for whole in wholes)
                yield from (one for one in made if one is not None)
                return
    for place in _places(rest, kind, within):
        if (place.row is not None or place.types) and not place.levels & {
            level.value for level in kind.levels
        }:
            continue
        made_here = _made(kind, place)
        if made_here is not None:
            yield made_here


def body(name: str, *, on: dt.date, within: Locality | None = None) -> Organization | Unit | None:
    """The body of a name on a day (*cơ quan, tổ chức, đơn vị*).

    Case, tone placement, dashes and the usual abbreviations do not matter. A name without its place (`Sở KH&CN`) gives the kind alone,
    unless `within` says the province.

    Args:
        name: as a text writes it.
        on: the day.
        within: the province that a name without a place belongs to.

    Returns:
        An `Organization`, or a `Unit` for a unit inside one; `None` for a name the register does not know.

    Raises:
        NotValidOnDayError: the register knows the name, but not on that day; the error says since or until when, and what follows.

    >>> import datetime
    >>> body("Sở Thông tin và Truyền thông tỉnh Bắc Giang", on=datetime.date(2025, 8, 1))
    Traceback (most recent call last):
    ...
    khcn_records.errors.NotValidOnDayError: 'Sở Thông tin và Truyền thông tỉnh Bắc Giang' is not valid on 2025-08-01, only from 1997-01-01 until 2025-02-28; then: Sở Khoa học và Công nghệ tỉnh Bắc Ninh
    >>> body("Công ty TNHH A", on=datetime.date(2025, 8, 1)) is None
    True
    """
    readings = bodies_named(name, within=within)
    for one in readings:
        if one.is_valid(on):
            return one
    closest = nearest(readings, on)
    if closest is None:
        return None
    is_over = closest.valid_until is not None and closest.valid_until < on
    then = tuple(row.full_name for row in successors(closest, on)) if is_over else ()
    raise NotValidOnDayError(clean(name), on, closest.valid_from, closest.valid_until, then)


def successors(
    row: Locality | Organization | Unit | OrganizationKind, on: dt.date
) -> tuple[RegisterRow, ...]:
    """What stands for a place or a body on a day (*đơn vị kế tiếp*): the row itself where it is still valid then.

    Of a body made from a kind and a place, the successors of the kind in the successors of the place.

    >>> import datetime
    >>> [row.full_name for row in successors(localities()["bac_giang"], datetime.date(2026, 10, 1))]
    ['thành phố Bắc Ninh']
    """
    if isinstance(row, Locality):
        return follow(row, localities(), on)
    if isinstance(row, OrganizationKind):
        return follow(row, organization_kinds(), on)
    if row.is_valid(on):
        return (row,)
    if isinstance(row, Organization) and row.kind is None:
        return follow(row, organizations(), on)
    if row.place_text is not None:  # what becomes of a place that has no row is not known
        return ()
    kinds = follow(row.kind, organization_kinds(), on) if row.kind is not None else ()
    places = [_Place()]
    if row.locality is not None:
        places = [_Place(one) for one in follow(row.locality, localities(), on)]
    made = (_made(kind, place) for kind in kinds for place in places)
    return tuple(one for one in made if one is not None and one.is_valid(on))


def was_valid(name: str, on: dt.date) -> bool | None:
    """Whether a place or a body of that name was there on a day; `None` where the register does not know the name.

    >>> import datetime
    >>> was_valid("Sở KH&CN Bắc Giang", datetime.date(2025, 7, 1)), was_valid("Bắc Giang", datetime.date(2025, 6, 30))
    (False, True)
    >>> was_valid("Nowhere", datetime.date(2025, 6, 30)) is None
    True
    """
    try:
        is_known = locality(name, on=on) is not None or body(name, on=on) is not None
    except NotValidOnDayError:
        return False
    return True if is_known else None
