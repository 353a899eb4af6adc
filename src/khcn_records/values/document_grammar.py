"""What stands after the number of a document's symbol: the seven grammars of *ký hiệu văn bản*, read group by group.

The first symbol that is read loads this module, so that a record of none does without it.
The grammar leads; the tables of kinds and bodies only settle what it leaves open, and the citing noun settles the rest.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from khcn_records.text import lazy_pattern
from khcn_records.values.document_bodies import (
    ALSO_BODIES,
    ASSEMBLY,
    BODY,
    DASHED_BODIES,
    JOINT_MINISTRIES,
    OLD_CENTRAL,
    PARTY_BODY,
    REVERSED_TYPES,
)
from khcn_records.values.document_kinds import (
    COPY_TYPES,
    NORMATIVE_ONLY_TYPES,
    OFFICIAL_LETTER,
    DocumentKind,
    is_abbreviation,
    official_spelling,
)
from khcn_records.values.document_numbers import DocumentFamily

__all__ = ["SymbolParts", "opens_symbol", "read_symbol"]


_FEWEST_CAPITALS = {"/": 1, "-": 2}
"""A capitalised word behind a hyphen (67-Phan, an address) is no symbol."""
_YEAR = lazy_pattern(r"(?P<year>(?:19[4-9]|20[0-9])[0-9])[/-](?P<rest>.+)")
_LAST_YEAR = lazy_pattern(r"(?:19[4-9]|20[0-9])[0-9]")
_GROUP = lazy_pattern(r"[^\W\d_]")
_WORD = lazy_pattern(r"[^\W_&.][^\W_]*(?:[&.-][^\W_]+)*")
_PARENTHESES = lazy_pattern(r"\((\w{1,8})\)$")


class SymbolParts(NamedTuple):
    """What stands after the number."""

    family: DocumentFamily
    kind: DocumentKind | None
    issuers: tuple[str, ...]
    unit: str | None
    notation: str
    year: int | None = None
    separator: str = "/"


@functools.lru_cache(maxsize=4096)
def read_symbol(separator: str, rest: str, cited: DocumentKind | None) -> SymbolParts | None:
    """What stands after the number; an office's symbols share a few notations, so readings are kept."""
    year = None
    if dated := _YEAR.fullmatch(rest):
        year, rest = int(dated["year"]), _in_capitals(dated["rest"])
    rest = _PARENTHESES.sub(r"-\1", rest)
    has_slash = "/" in rest
    groups = _split(rest)
    if not _GROUP.match(groups[0]) or any(not _WORD.fullmatch(group) for group in groups):
        return None
    if sum(char.isupper() for char in rest) < _FEWEST_CAPITALS[separator]:
        return None
    if year is None and len(groups) > 1 and _LAST_YEAR.fullmatch(groups[-1]):
        year, groups = int(groups[-1]), groups[:-1]  # a company's 36/HC-2010
    if separator == "-" and year is None:
        if has_slash:
            return _body_first(groups, cited) if _opens_with_body(groups, cited) else _party(groups, cited)
        if ASSEMBLY.fullmatch(groups[-1]) or groups[0] in OLD_CENTRAL:
            return _state(groups, None, cited, separator="-")
        kind = official_spelling(groups[0])
        if kind and len(groups) > 1 and PARTY_BODY.fullmatch(groups[1]):
            return _party(groups, cited)
        if kind and len(groups) == 1:  # Nghị quyết số 26-NQ: the body is left out
            return SymbolParts(
                DocumentFamily.PARTY, _sense(kind, cited, is_party=True), (), None, kind, separator="-"
            )
    return _state(groups, year, cited)


def _in_capitals(rest: str) -> str:
    """A type and its bodies written small behind a year, as titles of web pages have them: `77/2014/tt-btc`."""
    if sum(char.isupper() for char in rest) > 1:
        return rest
    capitals = rest.upper()
    groups = _unglued(_split(capitals))
    is_typed = len(groups) > 1 and official_spelling(groups[0]) is not None
    if not (is_typed or ASSEMBLY.fullmatch(groups[0])):
        return rest
    return "-".join(groups)


def opens_symbol(group: str) -> bool:
    """Whether a group is known to stand right behind a number: a type or a body."""
    return official_spelling(group) is not None or BODY.fullmatch(group) is not None


def _split(rest: str) -> list[str]:
    """The groups between separators, bodies with a hyphen or a dot of their own kept whole."""
    groups: list[str] = []
    for group in re.split(r"[/-]", rest):
        if (
            groups and group.casefold() == "ttg"
        ):  # QĐ-TTG, QĐ-Ttg; alone it is an old symbol of its own (60/TTG)
            groups.append("TTg")
        elif groups and group in DASHED_BODIES and groups[-1].endswith(DASHED_BODIES[group]):
            groups[-1] += f"-{group}"
        elif "." in group:
            groups += _undotted(group, is_first=not groups)
        else:
            groups.append(group)
    return groups


def _undotted(group: str, *, is_first: bool) -> list[str]:
    """A dot stands for a hyphen (`NQ.HĐTP`), but for one between a part of a body and the body (`TT.HĐND`)."""
    first, *others = group.split(".")
    parts = [first]
    for part in others:
        is_inside = not (is_first and len(parts) == 1) and not BODY.fullmatch(parts[-1])
        if is_inside and (BODY.fullmatch(part) or PARTY_BODY.fullmatch(part)):
            parts[-1] += f".{part}"
        else:
            parts.append(part)
    return parts


def _unglued(groups: list[str]) -> list[str]:
    """`QĐUBND` → `QĐ`, `UBND`: a type that lost its hyphen before a body."""
    first = groups[0]
    if official_spelling(first) is None and not BODY.fullmatch(first):
        for length in range(len(first) - 2, 1, -1):
            kind, body = official_spelling(first[:length]), first[length:]
            if kind and kind not in ALSO_BODIES and (BODY.fullmatch(body) or BODY.fullmatch(body.upper())):
                return [kind, body, *groups[1:]]
    return groups


def _opens_with_body(groups: list[str], cited: DocumentKind | None) -> bool:
    """Whether a ministry's old symbol stands there (`1033-TC/TCT`, `1172 TM/XNK`) and not a Party one."""
    first, second = groups[0], groups[1]
    if PARTY_BODY.fullmatch(second) or ASSEMBLY.fullmatch(second):
        return False
    if cited == OFFICIAL_LETTER:
        return first != "CV"
    if first in ALSO_BODIES:
        return cited is None or cited.abbreviation != first
    return official_spelling(first) is None and (second in REVERSED_TYPES or cited is not None)


def _body_first(groups: list[str], cited: DocumentKind | None) -> SymbolParts:
    """Body, then type or unit, behind a hyphen: `1033-TC/TCT`, `84-TC/QĐ-TCT`."""
    body, others = groups[0], groups[1:]
    kind = None if cited == OFFICIAL_LETTER else _closing_type(others[0], cited)
    notation = f"{body}/{'-'.join(others)}"
    if kind is not None:
        family = _family(kind.abbreviation, body, None)
        return SymbolParts(family, kind, (body,), _joined(others[1:]), notation, separator="-")
    return SymbolParts(
        DocumentFamily.OFFICIAL_LETTER, OFFICIAL_LETTER, (body,), _joined(others), notation, separator="-"
    )


def _closing_type(group: str, cited: DocumentKind | None) -> DocumentKind | None:
    """The type that stands behind the body instead of before it: the noun says so, or no unit is called by it."""
    if cited is not None and cited.abbreviation == group:
        return cited
    return DocumentKind(group) if group in REVERSED_TYPES else None


def _party(groups: list[str], cited: DocumentKind | None) -> SymbolParts | None:
    if len(groups) < 2:
        return None
    kind_text = official_spelling(groups[0]) or groups[0]
    if not is_abbreviation(kind_text):
        return None
    issuers = tuple(groups[1:])
    is_assembly = bool(ASSEMBLY.fullmatch(issuers[0]))
    return SymbolParts(
        family=DocumentFamily.ASSEMBLY if is_assembly else DocumentFamily.PARTY,
        kind=_sense(kind_text, cited, is_party=True),
        issuers=issuers,
        unit=None,
        notation=f"{kind_text}/{'-'.join(issuers)}",
        separator="-",
    )


def _sense(abbreviation: str, cited: DocumentKind | None, *, is_party: bool) -> DocumentKind:
    """The kind of an abbreviation; one that serves two kinds takes the cited one."""
    if is_party and abbreviation == "QĐ" and cited == DocumentKind("QyĐ"):
        return DocumentKind("QĐ", "quy_dinh")
    if cited is not None and abbreviation in {cited.abbreviation, _initials(cited)}:
        return cited
    if is_party and abbreviation == "TT":
        return DocumentKind("TT", "thong_tri")
    return DocumentKind(abbreviation)


def _initials(kind: DocumentKind) -> str:
    """The first letters of a kind's name: a Tờ trình is also written TT, a Chương trình CT."""
    initials = "".join(word[0] for word in kind.label().split()).upper()
    return initials if kind.abbreviation and len(initials) > 1 else kind.abbreviation


def _state(
    groups: list[str], year: int | None, cited: DocumentKind | None, separator: str = "/"
) -> SymbolParts | None:
    groups = _unglued(groups)
    first = groups[0]
    is_letter = cited == OFFICIAL_LETTER
    if ASSEMBLY.fullmatch(first):
        return SymbolParts(
            DocumentFamily.ASSEMBLY, None, (first,), _joined(groups[1:]), "-".join(groups), year
        )
    if first in OLD_CENTRAL and len(groups) == 1:
        return SymbolParts(DocumentFamily.NORMATIVE, None, (first,), None, first, year, separator)
    kind = None if is_letter and first != "CV" else official_spelling(first)
    if kind in ALSO_BODIES and len(groups) > 1:
        is_type = BODY.fullmatch(groups[1]) is not None if cited is None else cited.abbreviation == kind
        kind = kind if is_type else None
    if kind is None and not is_letter and len(groups) > 1 and first not in ALSO_BODIES:
        kind = _local_type(groups)
    if kind is not None and len(groups) == 1:
        return _type_alone(kind, year, cited)
    if kind is None:
        return _without_type(groups, year, cited)
    bodies = groups[1:]
    is_joint = kind.endswith(("LT", "LB", "PH"))
    issuers, unit = (tuple(bodies), None) if is_joint else ((bodies[0],), _joined(bodies[1:]))
    read = _sense(kind, cited, is_party=False)
    return SymbolParts(
        family=_family(read.abbreviation, bodies[0], year),
        kind=read,
        issuers=issuers,
        unit=unit,
        notation="-".join([kind, *bodies]),
        year=year,
        separator=separator,
    )


def _type_alone(kind: str, year: int | None, cited: DocumentKind | None) -> SymbolParts:
    """A type without a body: `195/1999/QĐ`, `163/TTLB/2012`, a decree-law's `13/SL`, `Nghị quyết số 128/NQ`."""
    is_cited = cited is not None and cited.abbreviation == kind
    if kind == "SL" and year is None:  # sắc lệnh 1945–1954: a copy always names its issuer
        return SymbolParts(DocumentFamily.ASSEMBLY, DocumentKind("SL", "sac_lenh"), (), None, "SL", year)
    if is_cited or kind in NORMATIVE_ONLY_TYPES or (year is not None and kind not in ALSO_BODIES):
        read = _sense(kind, cited, is_party=False)
        return SymbolParts(_family(read.abbreviation, "", year), read, (), None, kind, year)
    return _without_type([kind], year, cited)


def _without_type(groups: list[str], year: int | None, cited: DocumentKind | None) -> SymbolParts:
    """No type leads: a letter, an old normative document, or a type that closes the symbol (`1613/BYT-QĐ`)."""
    first = groups[0]
    if year is None and len(groups) > 1 and cited != OFFICIAL_LETTER:
        is_cited = len(groups) == 2 and cited is not None and cited.abbreviation == groups[1]
        is_type = groups[1] in REVERSED_TYPES and not BODY.fullmatch(first)
        is_joint = (
            first in JOINT_MINISTRIES and len(groups) == 2 and official_spelling(groups[1]) == groups[1]
        )
        if is_cited or is_type or is_joint:
            kind = _closing_type(groups[1], cited) or DocumentKind(groups[1])
            family = _family(kind.abbreviation, first, year)
            return SymbolParts(family, kind, (first,), _joined(groups[2:]), "-".join(groups))
    family = DocumentFamily.OFFICIAL_LETTER if year is None or len(groups) > 1 else DocumentFamily.NORMATIVE
    letter = OFFICIAL_LETTER if family is DocumentFamily.OFFICIAL_LETTER else None
    return SymbolParts(family, letter, (first,), _joined(groups[1:]), "-".join(groups), year)


def _local_type(groups: list[str]) -> str | None:
    """A first group outside the tables that stands where a type stands: before a body, and itself no body."""
    first, second = groups[0], groups[1]
    builds_on_type = any(official_spelling(first[:length]) for length in (2, 3)) and len(first) > 2
    if not BODY.fullmatch(second) or (BODY.fullmatch(first) and not builds_on_type):
        return None
    return first if 2 <= len(first) <= 6 and first[0].isupper() and first.isalpha() else None


def _family(kind: str, body: str, year: int | None) -> DocumentFamily:
    if kind in {"CV", ""}:
        return DocumentFamily.OFFICIAL_LETTER
    if kind == "VBHN":
        return DocumentFamily.CONSOLIDATED
    if kind in COPY_TYPES:
        return DocumentFamily.COPY
    if ASSEMBLY.fullmatch(body) and kind != "NQLT":
        return DocumentFamily.ASSEMBLY
    if year is not None or kind in NORMATIVE_ONLY_TYPES:
        return DocumentFamily.NORMATIVE
    return DocumentFamily.ADMINISTRATIVE


def _joined(groups: list[str]) -> str | None:
    return "-".join(groups) or None
