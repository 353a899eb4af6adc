"""Document symbols (*số, ký hiệu văn bản*): `31/KH-UBND`, `316/UBND-KGVX`, `14/2023/TT-BKHCN`, `114-KH/TU`.

Grammar: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 3 (state: `/` after the number, `-` between groups, a zero before
numbers below 10); Hướng dẫn 36-HD/VPTW (Party: `-` after the number, `/` before the body). The grammar leads and the
tables of types and bodies only settle what it leaves open; the citing noun settles the rest.
"""

from __future__ import annotations

import enum
import functools
import re
from typing import Self

import attrs

from khcn_records.errors import InvalidDocumentNumberError
from khcn_records.labels import wordings
from khcn_records.text import clean, lazy_pattern, normalize, require_text, straighten_dashes
from khcn_records.values.document_bodies import (
    ALSO_BODIES,
    ASSEMBLY,
    BODY,
    DASHED_BODIES,
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
    kind_of_noun,
    official_spelling,
)

__all__ = ["DocumentFamily", "DocumentNumber"]


class DocumentFamily(enum.StrEnum):
    """Which of the seven grammars a symbol follows (*nhóm văn bản*), read from its form alone."""

    ADMINISTRATIVE = "administrative"
    """31/KH-UBND"""
    OFFICIAL_LETTER = "official_letter"
    """316/UBND-KGVX (công văn)"""
    NORMATIVE = "normative"
    """14/2023/TT-BKHCN"""
    ASSEMBLY = "assembly"
    """93/2025/QH15"""
    PARTY = "party"
    """114-KH/TU"""
    COPY = "copy"
    """05/SY-UBND"""
    CONSOLIDATED = "consolidated"
    """03/VBHN-VPQH"""


_EXPECTED = "a symbol such as 31/KH-UBND, 316/UBND-KGVX, 14/2023/TT-BKHCN or 114-KH/TU"
_LONGEST = 120
"""Characters; the longest real symbol is half of it."""
_FEWEST_CAPITALS = {"/": 1, "-": 2}
"""A capitalised word behind a hyphen (67-Phan, an address) is no symbol."""
_LEAD = lazy_pattern(r"số(?: hiệu|,? ký hiệu)? ?:? ?", re.IGNORECASE)
_GAPS = lazy_pattern(r" ?([/-]) ?| ?(&) ?|(?<=[A-ZĐ])(\.)(?=[A-ZĐ])")
_HEAD = lazy_pattern(r"(?P<number>[0-9]{1,6}|[.…_ ]*)(?P<suffix>[A-Za-zđĐ]?)(?P<separator>[/-])(?P<rest>.+)")
_YEAR = lazy_pattern(r"(?P<year>(?:19[4-9]|20[0-9])[0-9])[/-](?P<rest>.+)")
_GROUP = lazy_pattern(r"[^\W\d_]")
_WORD = lazy_pattern(r"[^\W_&][^\W_]*(?:[&-][^\W_]+)*")
_PARENTHESES = lazy_pattern(r"\((\w{1,8})\)$")


@functools.total_ordering
@attrs.frozen(weakref_slot=False, eq=False, repr=False, kw_only=True)
class DocumentNumber:
    r"""A document symbol (*số, ký hiệu văn bản*), read by `DocumentNumber.parse`.

    Two numbers are equal when their canonical symbols are: `kind`, `family`, `issuers` and `unit` are a reading of the
    symbol, which a citing noun may settle. Order is by year, number, symbol.

    Attributes:
        number: `None` in a draft's blank (`/BC-KHCN`).
        suffix: the letter after the number (`a` in `12a`), else `""`.
        year: the year inside the symbol, which marks a normative document; else `None`.
        kind: the document's kind, `None` where the symbol names none (`93/2025/QH15`).
        issuers: abbreviations of the issuing bodies, the legislature with its term (`QH15`).
        unit: the drafting unit or field after the issuer, or `None`.
        family: the grammar the symbol follows.
        raw: the spelling read.

    >>> number = DocumentNumber.parse("114-\nKH/TU")
    >>> str(number), number.kind.label(), number.issuers, number.family.value
    ('114-KH/TU', 'Kế hoạch', ('TU',), 'party')
    >>> DocumentNumber.parse("2000/QĐ-UBND").year is None
    True
    """

    number: int | None
    suffix: str
    year: int | None
    kind: DocumentKind | None
    issuers: tuple[str, ...]
    unit: str | None
    family: DocumentFamily
    notation: str
    raw: str
    _separator: str = "/"
    _symbol: str = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        number = "" if self.number is None else f"{self.number:02d}{self.suffix}"
        year = "" if self.year is None else f"{self.year}/"
        object.__setattr__(self, "_symbol", f"{number}{self._separator}{year}{self.notation}")

    def __str__(self) -> str:
        return self._symbol

    def __repr__(self) -> str:
        return f"DocumentNumber.parse({self._symbol!r})"

    def __eq__(self, other: object) -> bool:
        return self._symbol == other._symbol if isinstance(other, DocumentNumber) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._symbol)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, DocumentNumber):
            return NotImplemented
        return self._order() < other._order()

    def _order(self) -> tuple[int, int, str]:
        return self.year or 0, self.number or 0, self._symbol

    def format(self, lang: str = "vi") -> str:
        """The canonical symbol, which is the same in every language.

        Raises:
            UnknownLanguageError: no such language.

        >>> DocumentNumber.parse("7/2008/TT–BTTTT").format("en")
        '07/2008/TT-BTTTT'
        """
        wordings(lang)
        return self._symbol

    @classmethod
    def parse(cls, text: str, *, noun: str | None = None) -> Self:
        """Read one symbol, however it is spaced, dashed or broken over lines; `Số:` before it and a full stop after it may stand.

        Args:
            text: the symbol alone.
            noun: the noun that cites it (`Công văn`, `Tờ trình`, …); it decides where the symbol can be read two ways.

        Raises:
            InvalidDocumentNumberError: not a symbol; a date, a fraction or a month too.
            TypeError: not a `str`.

        >>> str(DocumentNumber.parse("Số: 7 /2008/TT–BTTTT."))
        '07/2008/TT-BTTTT'
        >>> DocumentNumber.parse("410/TTr-NV1", noun="Công văn").family.value
        'official_letter'
        """
        raw = _bare(normalize(require_text(text)))
        line = clean(raw)
        if len(line) > _LONGEST:
            raise InvalidDocumentNumberError(text, _EXPECTED)
        symbol = _GAPS.sub(lambda gap: gap[1] or gap[2] or "-", straighten_dashes(_without_lead(line)))
        head = _HEAD.fullmatch(symbol)
        if not head or (head["suffix"] and not head["number"].strip()):
            raise InvalidDocumentNumberError(text, _EXPECTED)
        cited = kind_of_noun(noun) if noun else None
        parts = _read(head["separator"], head["rest"], cited)
        if parts is None:
            raise InvalidDocumentNumberError(text, _EXPECTED)
        digits = head["number"].strip(".…_ ")
        return cls(
            number=int(digits) if digits else None,
            suffix=head["suffix"],
            year=parts.year,
            kind=parts.kind,
            issuers=parts.issuers,
            unit=parts.unit,
            family=parts.family,
            notation=parts.notation,
            raw=raw,
            separator=parts.separator,
        )


def _bare(text: str) -> str:
    """The spelling without what stands around it: spaces, closing punctuation, a pair of parentheses."""
    text = text.strip().rstrip(".,;: ").rstrip()
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip()
    return text if "(" in text else text.rstrip(".,;:) \n")


def _without_lead(line: str) -> str:
    """The line without the word *số* before the symbol."""
    lead = _LEAD.match(line)
    return line[lead.end() :] if lead else line


@attrs.frozen
class _Parts:
    """What stands after the number."""

    family: DocumentFamily
    kind: DocumentKind | None
    issuers: tuple[str, ...]
    unit: str | None
    notation: str
    year: int | None = None
    separator: str = "/"


@functools.lru_cache(maxsize=4096)
def _read(separator: str, rest: str, cited: DocumentKind | None) -> _Parts | None:
    """What stands after the number; an office's symbols share a few notations, so readings are kept."""
    year = None
    if dated := _YEAR.fullmatch(rest):
        year, rest = int(dated["year"]), dated["rest"]
    rest = _PARENTHESES.sub(r"-\1", rest)
    has_slash = "/" in rest
    groups = _split(rest)
    if not _GROUP.match(groups[0]) or any(not _WORD.fullmatch(group) for group in groups):
        return None
    if sum(char.isupper() for char in rest) < _FEWEST_CAPITALS[separator]:
        return None
    if year is None and len(groups) > 1 and re.fullmatch(r"(?:19[4-9]|20[0-9])[0-9]", groups[-1]):
        year, groups = int(groups[-1]), groups[:-1]  # a company's 36/HC-2010
    if separator == "-" and year is None:
        if has_slash and cited == OFFICIAL_LETTER and groups[0] != "CV":  # Công văn số 1033-TC/TCT
            notation = f"{groups[0]}/{'-'.join(groups[1:])}"
            return _Parts(
                DocumentFamily.OFFICIAL_LETTER,
                cited,
                (groups[0],),
                _joined(groups[1:]),
                notation,
                separator="-",
            )
        if has_slash:
            return _party(groups, cited)
        if ASSEMBLY.fullmatch(groups[-1]) or groups[0] in OLD_CENTRAL:
            return _state(groups, None, cited, separator="-")
        if len(groups) > 1 and official_spelling(groups[0]) and PARTY_BODY.fullmatch(groups[1]):
            return _party(groups, cited)
    return _state(groups, year, cited)


def _split(rest: str) -> list[str]:
    """The groups between separators, bodies with a hyphen of their own kept whole."""
    groups: list[str] = []
    for group in re.split(r"[/-]", rest):
        if groups and group in DASHED_BODIES and groups[-1].endswith(DASHED_BODIES[group]):
            groups[-1] += f"-{group}"
        else:
            groups.append(group)
    return groups


def _unglued(groups: list[str]) -> list[str]:
    """`QĐUBND` → `QĐ`, `UBND`: a type that lost its hyphen before a body."""
    first = groups[0]
    if official_spelling(first) is None and not BODY.fullmatch(first):
        for length in range(len(first) - 2, 1, -1):
            kind, body = official_spelling(first[:length]), first[length:]
            if kind and kind not in ALSO_BODIES and (BODY.fullmatch(body) or BODY.fullmatch(body.upper())):
                return [kind, body, *groups[1:]]
    return groups


def _party(groups: list[str], cited: DocumentKind | None) -> _Parts | None:
    if len(groups) < 2:
        return None
    kind_text = official_spelling(groups[0]) or groups[0]
    if not is_abbreviation(kind_text):
        return None
    issuers = tuple(groups[1:])
    is_assembly = bool(ASSEMBLY.fullmatch(issuers[0]))
    return _Parts(
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
    if cited is not None and cited.abbreviation == abbreviation:
        return cited
    if is_party and abbreviation == "TT":
        return DocumentKind("TT", "thong_tri")
    return DocumentKind(abbreviation)


def _state(
    groups: list[str], year: int | None, cited: DocumentKind | None, separator: str = "/"
) -> _Parts | None:
    groups = _unglued(groups)
    first = groups[0]
    is_letter = cited == OFFICIAL_LETTER
    if ASSEMBLY.fullmatch(first):
        return _Parts(DocumentFamily.ASSEMBLY, None, (first,), _joined(groups[1:]), "-".join(groups), year)
    if first in OLD_CENTRAL and len(groups) == 1:
        return _Parts(DocumentFamily.NORMATIVE, None, (first,), None, first, year, separator)
    kind = None if is_letter and first != "CV" else official_spelling(first)
    if (
        kind in ALSO_BODIES
        and (cited is None or cited.abbreviation != kind)
        and len(groups) > 1
        and not BODY.fullmatch(groups[1])
    ):
        kind = None
    if kind is None and not is_letter and len(groups) > 1:
        kind = _local_type(groups)
    if kind in NORMATIVE_ONLY_TYPES and len(groups) == 1:  # 163/TTLB/2012
        return _Parts(DocumentFamily.NORMATIVE, DocumentKind(kind), (), None, kind, year)
    if kind == "SL" and len(groups) == 1:  # sắc lệnh 1945–1954: a copy always names its issuer
        return _Parts(DocumentFamily.ASSEMBLY, DocumentKind("SL", "sac_lenh"), (), None, "SL", year)
    if kind is None or len(groups) == 1:
        # A type may close the symbol: the noun says so (Quyết định số 1613/BYT-QĐ), or it can be nothing else there.
        is_pair = len(groups) == 2 and year is None and not is_letter
        is_cited = is_pair and cited is not None and cited.abbreviation == groups[1]
        if is_cited or (is_pair and groups[1] in REVERSED_TYPES and not BODY.fullmatch(first)):
            family = _family(groups[1], first, year)
            return _Parts(family, DocumentKind(groups[1]), (first,), None, "-".join(groups))
        family = (
            DocumentFamily.OFFICIAL_LETTER if year is None or len(groups) > 1 else DocumentFamily.NORMATIVE
        )
        letter = OFFICIAL_LETTER if family is DocumentFamily.OFFICIAL_LETTER else None
        return _Parts(family, letter, (first,), _joined(groups[1:]), "-".join(groups), year)
    bodies = groups[1:]
    is_joint = kind.endswith(("LT", "LB", "PH"))
    issuers, unit = (tuple(bodies), None) if is_joint else ((bodies[0],), _joined(bodies[1:]))
    return _Parts(
        family=_family(kind, bodies[0], year),
        kind=_sense(kind, cited, is_party=False),
        issuers=issuers,
        unit=unit,
        notation="-".join([kind, *bodies]),
        year=year,
        separator=separator,
    )


def _local_type(groups: list[str]) -> str | None:
    """A first group outside the tables that stands where a type stands: before a body, and itself no body."""
    first, second = groups[0], groups[1]
    builds_on_type = any(official_spelling(first[:length]) for length in (2, 3)) and len(first) > 2
    if not BODY.fullmatch(second) or (BODY.fullmatch(first) and not builds_on_type):
        return None
    return first if 2 <= len(first) <= 6 and first[0].isupper() and first.isalpha() else None


def _family(kind: str, body: str, year: int | None) -> DocumentFamily:
    if kind == "CV":
        return DocumentFamily.OFFICIAL_LETTER
    if kind == "VBHN":
        return DocumentFamily.CONSOLIDATED
    if kind in COPY_TYPES:
        return DocumentFamily.COPY
    if body.startswith(("UBTVQH", "QH")) and kind != "NQLT":
        return DocumentFamily.ASSEMBLY
    if year is not None or kind in NORMATIVE_ONLY_TYPES:
        return DocumentFamily.NORMATIVE
    return DocumentFamily.ADMINISTRATIVE


def _joined(groups: list[str]) -> str | None:
    return "-".join(groups) or None
