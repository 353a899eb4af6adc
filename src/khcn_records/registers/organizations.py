"""Bodies (*cơ quan, tổ chức*): the central ones by name, those of a province or district as kinds that every place has.

A department of a province (*sở*) is a rule and not a row: it is valid while its kind and its province are. `Organization` and `Unit`
are therefore also made on request, by `khcn_records.registers.bodies.body`; the tables here are what they are made of.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from khcn_records.errors import InvalidRegisterError
from khcn_records.registers.loading import Entry, read_entries
from khcn_records.registers.localities import Locality, LocalityType
from khcn_records.registers.rows import RegisterRow, check_rows, name_key, overlapping

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = [
    "Organization",
    "OrganizationKind",
    "OrganizationLevel",
    "Unit",
    "load_organizations",
    "organization_kinds",
    "organizations",
]


class OrganizationLevel(enum.StrEnum):
    """Level of a body (*cấp của cơ quan, tổ chức*)."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@attrs.frozen(kw_only=True, weakref_slot=False)
class OrganizationKind(RegisterRow):
    """A kind of body that every place of a level has (*loại cơ quan, đơn vị*): a name pattern with its days.

    Attributes:
        synonyms: abbreviations and other spellings (`Sở KH&CN`).
        levels: on which levels there is one.
        parents: keys of the kinds it is a unit of; empty: it stands directly under the place.
        city_name: its name in a city, where it is another (`Thành ủy`).
        takes_bare_name: the place follows without its type (`Tỉnh ủy Bắc Giang`).

    >>> organization_kinds()["department_of_communications"].successors[0].key
    'department_of_science_2025'
    """

    synonyms: tuple[str, ...] = ()
    levels: tuple[OrganizationLevel, ...] = (OrganizationLevel.PROVINCE,)
    parents: tuple[str, ...] = ()
    city_name: str | None = None
    takes_bare_name: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it is known by."""
        return (self.name, *([self.city_name] if self.city_name else []), *self.synonyms)

    def name_at(self, place: Locality | None) -> str:
        """The name with a place.

        >>> from khcn_records.registers.localities import localities
        >>> organization_kinds()["party_committee"].name_at(localities()["bac_ninh_2026"])
        'Thành ủy Bắc Ninh'
        """
        if place is None:
            return self.name
        is_city = place.type in {LocalityType.MUNICIPALITY, LocalityType.PROVINCIAL_CITY}
        own = self.city_name if is_city and self.city_name is not None else self.name
        return f"{own} {place.name if self.takes_bare_name else place.full_name}"


@attrs.frozen(kw_only=True, weakref_slot=False)
class Organization(RegisterRow):
    """A body (*cơ quan, tổ chức*) as it was from one day to another.

    Attributes:
        synonyms: abbreviations and other spellings.
        kind: the kind it is one of; `None` for a body with a row of its own.
        locality: the place it belongs to; `None` for a central body, or where the text names none.
        place_text: the place as the text names it, where the register does not know it.

    >>> organizations()["ministry_of_communications"].successors[0].key
    'ministry_of_science_2025'
    """

    synonyms: tuple[str, ...] = ()
    kind: OrganizationKind | None = None
    locality: Locality | None = None
    place_text: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it is known by."""
        return (self.name, *self.synonyms)


@attrs.frozen(kw_only=True, weakref_slot=False)
class Unit(RegisterRow):
    """A unit inside a body (*đơn vị thuộc, trực thuộc*): phòng, chi cục, trung tâm, thanh tra of a sở.

    Attributes:
        kind: the kind it is one of.
        organization: the body it is part of, where the text names it.
        locality: the place, or `None` where the text names none.
        place_text: the place as the text names it, where the register does not know it.
    """

    kind: OrganizationKind
    organization: Organization | None = None
    locality: Locality | None = None
    place_text: str | None = None


def _check_names(rows: Mapping[str, Organization] | Mapping[str, OrganizationKind], file: str) -> None:
    """Rows of one name follow each other; they never share a day."""
    named: dict[str, list[RegisterRow]] = {}
    for row in rows.values():
        for name in {name_key(text) for text in row.names}:
            named.setdefault(name, []).append(row)
    for name, same in named.items():
        for one, other in overlapping(same):
            raise InvalidRegisterError(
                f"{file}: {one.key}, {other.key}", f"one body of the name {name!r} at a time"
            )


def _levels(entry: Entry) -> tuple[OrganizationLevel, ...]:
    texts = entry.texts("levels")
    try:
        return tuple(OrganizationLevel(text) for text in texts) or (OrganizationLevel.PROVINCE,)
    except ValueError as error:
        raise InvalidRegisterError(f"{entry.where}.levels", str(error)) from None


def load_organizations(
    folder: Traversable | None = None,
) -> tuple[Mapping[str, Organization], Mapping[str, OrganizationKind]]:
    """The central bodies and the kinds of the others, each by key, from `organizations.toml` and `organization_kinds.toml`.

    Raises:
        InvalidRegisterError: a row that does not read, contradicts another, or shares a name and a day with another.
    """
    file = "organizations.toml"
    central = []
    for entry in read_entries(file, folder).get("organization", ()):
        central.append(Organization(**entry.common(), synonyms=entry.texts("synonyms")))
        entry.finish()
    found = check_rows(central, file)
    _check_names(found, file)
    file = "organization_kinds.toml"
    kinds = []
    for entry in read_entries(file, folder).get("kind", ()):
        kinds.append(
            OrganizationKind(
                **entry.common(),
                synonyms=entry.texts("synonyms"),
                levels=_levels(entry),
                parents=entry.texts("parents"),
                city_name=entry.optional_text("city_name"),
                takes_bare_name=entry.flag("takes_bare_name"),
            )
        )
        entry.finish()
    known = check_rows(kinds, file)
    for kind in kinds:
        if not set(kind.parents) <= set(known):
            raise InvalidRegisterError(f"{file}: {kind.key}.parents", "keys of kinds in the same file")
    _check_names(known, file)
    return MappingProxyType(dict(found)), MappingProxyType(dict(known))


@functools.cache
def _shipped() -> tuple[Mapping[str, Organization], Mapping[str, OrganizationKind]]:
    return load_organizations()


def organizations() -> Mapping[str, Organization]:
    """The central bodies by key.

    >>> organizations()["ministry_of_science_2025"].name
    'Bộ Khoa học và Công nghệ'
    """
    return _shipped()[0]


def organization_kinds() -> Mapping[str, OrganizationKind]:
    """The kinds of bodies and units that places have, by key.

    >>> organization_kinds()["department_of_science"].synonyms[0]
    'Sở KH&CN'
    """
    return _shipped()[1]
