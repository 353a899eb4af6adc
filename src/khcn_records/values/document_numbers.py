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
from khcn_records.values.document_kinds import DocumentKind, kind_of_noun

__all__ = ["DocumentFamily", "DocumentNumber"]


class DocumentFamily(enum.StrEnum):
    """Which of the seven grammars a symbol follows (*nhóm văn bản*), read from its form alone.

    A citing noun does not change it: a Kế hoạch số 466/UBND-VX has the form of an official letter, and is a plan.
    """

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
_LEAD = lazy_pattern(r"số(?: hiệu|,? ký hiệu)? ?:? ?", re.IGNORECASE)
_GAPS = lazy_pattern(r" ?([/-]) ?| ?(&) ?")
_HEAD = lazy_pattern(
    r"(?P<number>[0-9]{1,6}|[.…_ ]*)(?P<suffix>[A-Za-zđĐ]?|\.(?:[0-9]{1,2}|(?:19[4-9]|20[0-9])[0-9]))(?P<separator>[/-])(?P<rest>.+)"
)
# Ministries' letters of the 1990s and the Youth Union put a space, or nothing, where the Party puts a hyphen.
_WITHOUT_SEPARATOR = lazy_pattern(r"(?P<number>[0-9]{1,6}) ?(?P<rest>(?P<group>[A-ZĐ][A-ZĐa-z&]{1,9})/.+)")


@functools.total_ordering
@attrs.frozen(weakref_slot=False, eq=False, repr=False, kw_only=True)
class DocumentNumber:
    r"""A document symbol (*số, ký hiệu văn bản*), read by `DocumentNumber.parse`.

    Two numbers are equal when their canonical symbols are: `kind`, `family`, `issuers` and `unit` are a reading of the
    symbol, which a citing noun may settle. Order is by year, number, sub-number, symbol.

    Attributes:
        number: `None` in a draft's blank (`/BC-KHCN`).
        suffix: the letter after the number (`a` in `12a`) or the sub-number with its dot (`.22` in `66.22/2026/NQ-CP`, `.2024`
            in a contract's `01.2024/HĐ-SKHCN`), as written; else `""`.
        year: the year that stands as a group inside the symbol, which marks a normative document; else `None`.
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

    def _order(self) -> tuple[int, int, int, str]:
        return (
            self.year or 0,
            self.number or 0,
            int(self.suffix.removeprefix(".")) if "." in self.suffix else 0,
            self._symbol,
        )

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
        from khcn_records.values.document_grammar import opens_symbol, read_symbol

        raw = _bare(normalize(require_text(text)))
        line = clean(raw)
        if len(line) > _LONGEST:
            raise InvalidDocumentNumberError(text, _EXPECTED)
        symbol = _GAPS.sub(lambda gap: gap[1] or gap[2], straighten_dashes(_without_lead(line)))
        loose = _WITHOUT_SEPARATOR.fullmatch(symbol)
        if loose and (opens_symbol(loose["group"]) or (noun and loose["group"].isupper())):
            symbol = f"{loose['number']}-{loose['rest']}"
        head = _HEAD.fullmatch(symbol)
        if not head or (head["suffix"] and not head["number"].strip()):
            raise InvalidDocumentNumberError(text, _EXPECTED)
        cited = kind_of_noun(noun) if noun else None
        parts = read_symbol(head["separator"], head["rest"], cited)
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
