"""Administrative places (*địa danh hành chính*): provinces and centrally run cities, and the districts of Bắc Giang until 30/6/2025.

Basis: Nghị quyết 202/2025/QH15 (34 provinces and cities from 01/7/2025), Luật 72/2025/QH15 (no district level from that day); codes by
Quyết định 124/2004/QĐ-TTg and Quyết định 19/2025/QĐ-TTg. Each row of `tables/localities.toml` says its source and how sure it is.

>>> import datetime
>>> locality("Bắc Giang", on=datetime.date(2024, 2, 14)).full_name
'tỉnh Bắc Giang'
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from khcn_records.errors import InvalidRegisterError, NotValidOnDayError
from khcn_records.evidence import Evidence
from khcn_records.registers.loading import read_entries
from khcn_records.registers.rows import RegisterRow, check_rows, follow, name_key, nearest, overlapping
from khcn_records.text import clean, lazy_pattern

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = [
    "Locality",
    "LocalityLevel",
    "LocalityType",
    "TypeValidity",
    "load_localities",
    "localities",
    "localities_named",
    "locality",
    "split_type",
    "type_validities",
]


class LocalityLevel(enum.StrEnum):
    """Level of an administrative place (*cấp hành chính*)."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class LocalityType(enum.StrEnum):
    """Type of an administrative place (*loại đơn vị hành chính*)."""

    PROVINCE = "province"
    MUNICIPALITY = "municipality"
    """thành phố trực thuộc trung ương"""
    DISTRICT = "district"
    URBAN_DISTRICT = "urban_district"
    TOWN = "town"
    PROVINCIAL_CITY = "provincial_city"
    """thành phố thuộc tỉnh, or thuộc thành phố trực thuộc trung ương"""
    COMMUNE = "commune"
    WARD = "ward"
    TOWNSHIP = "township"
    SPECIAL_ZONE = "special_zone"

    @property
    def level(self) -> LocalityLevel:
        """The level it stands on."""
        return _LEVELS[self]

    @property
    def word(self) -> str:
        """The word before the name: `tỉnh`, `thành phố`, `huyện`."""
        return _WORDS[self][0]


_LEVELS = {
    LocalityType.PROVINCE: LocalityLevel.PROVINCE,
    LocalityType.MUNICIPALITY: LocalityLevel.PROVINCE,
    LocalityType.DISTRICT: LocalityLevel.DISTRICT,
    LocalityType.URBAN_DISTRICT: LocalityLevel.DISTRICT,
    LocalityType.TOWN: LocalityLevel.DISTRICT,
    LocalityType.PROVINCIAL_CITY: LocalityLevel.DISTRICT,
    LocalityType.COMMUNE: LocalityLevel.COMMUNE,
    LocalityType.WARD: LocalityLevel.COMMUNE,
    LocalityType.TOWNSHIP: LocalityLevel.COMMUNE,
    LocalityType.SPECIAL_ZONE: LocalityLevel.COMMUNE,
}
_WORDS = {
    LocalityType.PROVINCE: ("tỉnh",),
    LocalityType.MUNICIPALITY: ("thành phố", "tp"),
    LocalityType.DISTRICT: ("huyện",),
    LocalityType.URBAN_DISTRICT: ("quận",),
    LocalityType.TOWN: ("thị xã", "tx"),
    LocalityType.PROVINCIAL_CITY: ("thành phố", "tp"),
    LocalityType.COMMUNE: ("xã",),
    LocalityType.WARD: ("phường",),
    LocalityType.TOWNSHIP: ("thị trấn",),
    LocalityType.SPECIAL_ZONE: ("đặc khu",),
}
_TYPED = lazy_pattern(
    r"(tỉnh|thành phố|tp(?=[. ])|huyện|quận|thị xã|tx(?=[. ])|xã|phường|thị trấn|đặc khu)(?:\.? |\.|$)(.*)"
)


@attrs.frozen(kw_only=True, weakref_slot=False)
class Locality(RegisterRow):
    """An administrative place (*địa danh hành chính*) as it was from one day to another.

    Attributes:
        type: tỉnh, thành phố, huyện …
        code: the official code of that time, or `None`.
        within: the key of the province it lay in; `None` for a province.
        synonyms: other spellings of its name.

    >>> import datetime
    >>> locality("TX Việt Yên", on=datetime.date(2024, 2, 14)).code
    '222'
    """

    type: LocalityType
    code: str | None = None
    within: str | None = None
    synonyms: tuple[str, ...] = ()

    @property
    def level(self) -> LocalityLevel:
        """Province, district or commune."""
        return self.type.level

    @property
    def full_name(self) -> str:
        """The name with its type (`huyện Yên Thế`)."""
        return f"{self.type.word} {self.name}"


@attrs.frozen(kw_only=True, weakref_slot=False)
class TypeValidity:
    """From when until when a type of place existed at all (*loại đơn vị hành chính và thời gian tồn tại*).

    Attributes:
        type: the type.
        valid_from: the first day; `None`: before the register begins.
        valid_until: the last day; `None`: not ended.
        basis: by which law.
    """

    type: LocalityType
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    basis: Evidence


def load_localities(
    folder: Traversable | None = None,
) -> tuple[Mapping[str, Locality], Mapping[LocalityType, TypeValidity]]:
    """The rows of `localities.toml` by key, and the types by name.

    Raises:
        InvalidRegisterError: a row that does not read, contradicts another, or overlaps one of its name.
    """
    file = "localities.toml"
    tables = read_entries(file, folder)
    rows = []
    for entry in tables.get("locality", ()):
        rows.append(
            Locality(
                **entry.common(),
                type=entry.member("type", LocalityType),
                code=entry.optional_text("code"),
                within=entry.optional_text("within"),
                synonyms=entry.texts("synonyms"),
            )
        )
        entry.finish()
    types = {}
    for entry in tables.get("type", ()):
        entry_type = entry.member("key", LocalityType)
        types[entry_type] = TypeValidity(
            type=entry_type,
            valid_from=entry.day("valid_from"),
            valid_until=entry.day("valid_until"),
            basis=entry.basis(),
        )
        entry.finish()
    found = check_rows(rows, file)
    for row in rows:
        if (row.within is None) != (row.level is LocalityLevel.PROVINCE) or row.within not in {None, *found}:
            raise InvalidRegisterError(
                f"{file}: {row.key}", "a place below a province lies within one, a province in none"
            )
    named: dict[tuple[LocalityType, str, str | None], list[Locality]] = {}
    for row in rows:
        named.setdefault((row.type, name_key(row.name), row.within), []).append(row)
    for same in named.values():
        for one, other in overlapping(same):
            raise InvalidRegisterError(f"{file}: {one.key}, {other.key}", "one place of a name at a time")
    return MappingProxyType(dict(found)), MappingProxyType(types)


@functools.cache
def _shipped() -> tuple[Mapping[str, Locality], Mapping[LocalityType, TypeValidity]]:
    return load_localities()


def localities() -> Mapping[str, Locality]:
    """Every place of the register by its key.

    >>> localities()["bac_giang"].successors[0].key
    'bac_ninh_2025'
    """
    return _shipped()[0]


def type_validities() -> Mapping[LocalityType, TypeValidity]:
    """The types that began or ended, with the days and the ground.

    >>> type_validities()[LocalityType.DISTRICT].valid_until
    datetime.date(2025, 6, 30)
    """
    return _shipped()[1]


@functools.cache
def _by_name() -> Mapping[str, tuple[Locality, ...]]:
    found: dict[str, list[Locality]] = {}
    for row in localities().values():
        for name in dict.fromkeys(map(name_key, (row.name, *row.synonyms))):
            found.setdefault(name, []).append(row)
    order = list(LocalityLevel)
    return {name: tuple(sorted(rows, key=lambda row: order.index(row.level))) for name, rows in found.items()}


def split_type(name: str) -> tuple[tuple[LocalityType, ...], str]:
    """The types that the first word can mean, and the name without it, both folded; no types where there is no such word.

    >>> split_type("TP. Bắc Giang")
    ((<LocalityType.MUNICIPALITY: 'municipality'>, <LocalityType.PROVINCIAL_CITY: 'provincial_city'>), 'bắc giang')
    """
    key = name_key(name)
    found = _TYPED.fullmatch(key)
    if found is None:
        return (), key
    types = tuple(type_ for type_, words in _WORDS.items() if found[1] in words)
    return types, found[2].strip()


def localities_named(
    name: str, *, level: LocalityLevel | str | None = None, within: Locality | str | None = None
) -> tuple[Locality, ...]:
    """Every place that ever bore a name, the higher level first, then as the register has them.

    Args:
        name: with its type or without it.
        level: only places of this level.
        within: only places of this province, by row or key.

    >>> [row.key for row in localities_named("Bắc Ninh")]
    ['bac_ninh', 'bac_ninh_2025', 'bac_ninh_2026']
    """
    types, bare = split_type(clean(name))
    wanted = None if level is None else LocalityLevel(level)
    province = within.key if isinstance(within, Locality) else within
    rows = _by_name().get(bare, ())
    if types and not bare:
        return ()
    if types and not rows:  # a name that begins with such a word itself
        types, rows = (), _by_name().get(name_key(clean(name)), ())
    return tuple(
        row
        for row in rows
        if (not types or row.type in types)
        and (wanted is None or row.level is wanted)
        and (province is None or row.within == province)
    )


def locality(
    name: str,
    *,
    on: dt.date,
    level: LocalityLevel | str | None = None,
    within: Locality | str | None = None,
) -> Locality | None:
    """The place of a name on a day (*tra cứu địa danh theo ngày*).

    Case, tone placement, dashes and the usual short forms (`TP.`, `TX`) do not matter. A name without its type is the place of the
    highest level: `Bắc Giang` is the province, `TP. Bắc Giang` the city.

    Args:
        name: with its type or without it.
        on: the day.
        level: only places of this level.
        within: only places of this province, by row or key.

    Returns:
        The row, or `None` for a name the register does not know.

    Raises:
        NotValidOnDayError: the register knows the name, but not on that day; the error says since or until when, and what follows.

    >>> import datetime
    >>> locality("huyện Yên Thế", on=datetime.date(2025, 8, 1))
    Traceback (most recent call last):
    ...
    khcn_records.errors.NotValidOnDayError: 'huyện Yên Thế' is not valid on 2025-08-01, only from (not known) until 2025-06-30
    >>> locality("huyện Nowhere", on=datetime.date(2025, 8, 1)) is None
    True
    """
    rows = localities_named(name, level=level, within=within)
    for row in rows:
        if row.is_valid(on):
            return row
    closest = nearest(rows, on)
    if closest is None:
        return None
    then = follow(closest, localities(), on)
    raise NotValidOnDayError(
        clean(name),
        on,
        closest.valid_from,
        closest.valid_until,
        tuple(row.full_name for row in then if closest.valid_until is not None and closest.valid_until < on),
    )
