"""Classifications of research (*bảng phân loại lĩnh vực nghiên cứu*) by edition: a code means something in one edition only.

Quyết định 12/2008/QĐ-BKHCN until 14/12/2025, Thông tư 24/2025/TT-BKHCN from 15/12/2025. Both have six fields on level 1, one for one the
fields of OECD FORD (Frascati 2015). Not every code is shipped: level 1 of both editions, level 2 of the first, and a few of its level 3.

>>> import datetime
>>> edition_on(datetime.date(2024, 2, 14)).field("401").name
'Trồng trọt'
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from khcn_records.errors import InvalidRegisterError
from khcn_records.evidence import Evidence
from khcn_records.registers.loading import read_entries
from khcn_records.registers.rows import RegisterRow, check_rows, name_key, overlapping
from khcn_records.text import clean

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = [
    "FieldEntry",
    "ResearchFieldEdition",
    "edition_on",
    "load_research_fields",
    "research_field_editions",
]

_LENGTHS = {1: 1, 3: 2, 5: 3, 7: 4}


@attrs.frozen(kw_only=True, weakref_slot=False)
class FieldEntry:
    """One field of an edition (*lĩnh vực, ngành, chuyên ngành*).

    Attributes:
        code: one, three, five or seven digits.
        name: its Vietnamese name.
        ford: the code of the OECD field it corresponds to, or `None` where no source says it.
        ford_name: the name of that field.
        basis: where the row stands and how sure it is.
    """

    code: str
    name: str
    ford: str | None = None
    ford_name: str | None = None
    basis: Evidence

    @property
    def level(self) -> int:
        """1 to 4, by the length of the code."""
        return _LENGTHS[len(self.code)]


@attrs.frozen(kw_only=True, weakref_slot=False)
class ResearchFieldEdition(RegisterRow):
    """One edition of the classification (*bảng phân loại*).

    Attributes:
        fields: the rows that are shipped, by code.
        counts: how many rows the instrument has on each level, from level 1 down; `None`: not known. More than are shipped.

    >>> research_field_editions()["circular_2025"].counts
    (6, 46, 328, 1780)
    """

    fields: tuple[FieldEntry, ...]
    counts: tuple[int, ...] | None = None

    def field(self, code: str) -> FieldEntry | None:
        """The field of a code, or `None` where it is not shipped."""
        for one in self.fields:
            if one.code == code:
                return one
        return None

    def named(self, name: str) -> FieldEntry | None:
        """The field of a name, or `None`; case and tone placement do not matter.

        >>> research_field_editions()["decision_2008"].named("khoa học nông nghiệp").code
        '4'
        """
        wanted = name_key(clean(name))
        for one in self.fields:
            if name_key(one.name) == wanted:
                return one
        return None

    def above(self, code: str) -> tuple[FieldEntry, ...]:
        """The fields a code lies in, from level 1 down to itself, as far as they are shipped.

        >>> [one.name for one in research_field_editions()["decision_2008"].above("30218")]
        ['Khoa học y, dược', 'Y học lâm sàng', 'Nội tiết và chuyển hóa']
        """
        found = (self.field(code[:length]) for length in _LENGTHS if length <= len(code))
        return tuple(one for one in found if one is not None)


def load_research_fields(folder: Traversable | None = None) -> Mapping[str, ResearchFieldEdition]:
    """The editions of `research_fields.toml` by key.

    Raises:
        InvalidRegisterError: an edition that does not read, a code twice, or one whose field of the level above is missing.
    """
    file = "research_fields.toml"
    rows = []
    for entry in read_entries(file, folder).get("edition", ()):
        common = entry.common()
        fields = []
        for one in entry.entries("fields"):
            fields.append(
                FieldEntry(
                    code=one.text("code"),
                    name=one.text("name"),
                    ford=one.optional_text("ford"),
                    ford_name=one.optional_text("ford_name"),
                    basis=one.basis(),
                )
            )
            one.finish()
        counts = entry.texts("counts")
        entry.finish()
        codes = [one.code for one in fields]
        for code in codes:
            above = code[:-2] if len(code) > 1 else ""
            if (
                not code.isdecimal()
                or len(code) not in _LENGTHS
                or codes.count(code) > 1
                or above not in {"", *codes}
            ):
                raise InvalidRegisterError(
                    f"{file}: {common['key']}.{code}",
                    "a code once, of 1, 3, 5 or 7 digits, below a known one",
                )
        rows.append(
            ResearchFieldEdition(
                **common, fields=tuple(fields), counts=tuple(int(count) for count in counts) or None
            )
        )
    for one_edition, other in overlapping(rows):
        raise InvalidRegisterError(f"{file}: {one_edition.key}, {other.key}", "one edition at a time")
    return MappingProxyType(dict(check_rows(rows, file)))


@functools.cache
def research_field_editions() -> Mapping[str, ResearchFieldEdition]:
    """Every edition by its key.

    >>> list(research_field_editions())
    ['decision_2008', 'circular_2025']
    """
    return load_research_fields()


def edition_on(day: dt.date) -> ResearchFieldEdition | None:
    """The edition in force on a day; `None` before the first.

    >>> edition_on(dt.date(2025, 12, 15)).key
    'circular_2025'
    """
    for edition in research_field_editions().values():
        if edition.is_valid(day):
            return edition
    return None
