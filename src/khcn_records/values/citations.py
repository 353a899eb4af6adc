"""Several references together: the legal basis of a decision (*căn cứ ban hành*), and which of them are the same document.

Basis: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 6 (each basis on a line of its own that ends with `;`, the last with `.`)
and Điều 15 (numbers restart each year).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Self

from khcn_records.errors import InvalidDocumentReferenceError
from khcn_records.text import clean, lazy_pattern, normalize, require_text
from khcn_records.values.citation_grammar import split_citations
from khcn_records.values.document_numbers import DocumentFamily
from khcn_records.values.document_references import DocumentReference

__all__ = ["Identity", "LegalBasis", "format_legal_basis", "identify", "parse_legal_basis"]

Identity = tuple[str | None, int | str | None, str | None, int]
"""Issuer (folded, abbreviations written out), year or term, symbol, and which of those that share all three (1, 2, …)."""

_OPENING = lazy_pattern(r"(?:căn cứ|thực hiện|theo|xét)\s+", re.IGNORECASE)
# A basis begins a line of its own, or stands behind the mark that closes the one before it; a broken line goes on in small letters.
_LINE = lazy_pattern(
    r"(?:^|(?<=[;,.]))\s*(?=(?:[-–—+*•]\s*)?(?i:căn cứ|(?:theo|xét) đề nghị)\b)"
    r"|\n\s*(?=(?:[-–—+*•]\s*)?(?:Căn cứ|CĂN CỨ|(?:Theo|Xét) đề nghị|(?:THEO|XÉT) ĐỀ NGHỊ)\b)"
)
_PROPOSAL = lazy_pattern(r"(?:theo|xét) đề nghị\b", re.IGNORECASE)
_BASIS = "Căn cứ"


def format_legal_basis(references: Iterable[DocumentReference]) -> str:
    """The lines of a legal basis: `Căn cứ …;` each, the last ending with a full stop.

    Args:
        references: in the order of their rank; a law that is named goes by its name alone.

    >>> law = DocumentReference.parse("Luật “Khoa học, công nghệ và đổi mới sáng tạo”")
    >>> decree = DocumentReference.parse("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư")
    >>> print(format_legal_basis([law, decree]))
    Căn cứ Luật Khoa học, công nghệ và đổi mới sáng tạo;
    Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư.
    """
    lines = [f"{_BASIS} {reference.cite('vi', style='long')}" for reference in references]
    return ";\n".join(lines) + "." if lines else ""


class LegalBasis(tuple[DocumentReference, ...]):  # noqa: SLOT001 (a tuple with a name of its own has no slots)
    r"""The documents of a legal basis in order, a tuple; `unread` keeps, as they stand, the lines that cite none.

    >>> basis = parse_legal_basis("Căn cứ Luật Thanh tra năm 2022;\nCăn cứ tình hình thực tế,")
    >>> len(basis), basis.unread
    (1, ('Căn cứ tình hình thực tế',))
    """

    unread: tuple[str, ...]

    def __new__(cls, documents: Iterable[DocumentReference] = (), unread: Iterable[str] = ()) -> Self:
        """The documents, and the lines beside them."""
        made = super().__new__(cls, documents)
        made.unread = tuple(unread)
        return made


def parse_legal_basis(text: str) -> LegalBasis:
    r"""The documents of a legal basis: those of each line that begins with `Căn cứ`, in order.

    A line may cite several (`Căn cứ Luật …; Luật sửa đổi …`). A proposal (`Theo đề nghị của …`) is no basis and is passed over.

    Args:
        text: the lines, each ending with `;`, `,` or `.`, or beginning with `Căn cứ` on a line of its own; a line may be
            broken and may begin with a list's dash.

    Returns:
        The documents; what stands there and cites none (`Căn cứ tình hình thực tế`, a heading) is in `unread`.

    Raises:
        InvalidDocumentReferenceError: no document in it; names the first line that cites none.
        TypeError: not a `str`.

    >>> [str(reference) for reference in parse_legal_basis("Căn cứ Luật Thanh tra năm 2022;\nCăn cứ Quyết định số 12/QĐ-UBND,")]
    ['Luật “Thanh tra năm 2022”', 'Quyết định số 12/QĐ-UBND']
    """
    found: list[DocumentReference] = []
    unread: list[str] = []
    for piece in _LINE.split(normalize(require_text(text))):
        line = clean(piece).rstrip(" ;,.").lstrip("-–—+*• ")
        if not line or _PROPOSAL.match(line):
            continue
        opening = _OPENING.match(line)
        for one in split_citations(line[opening.end() :]) if opening else ():
            try:
                found.append(DocumentReference.parse(one))
            except InvalidDocumentReferenceError:
                unread.append(line if opening and one == line[opening.end() :] else one)
        if opening is None:
            unread.append(line)
    if not found:
        raise InvalidDocumentReferenceError(
            unread[0] if unread else text, "at least one line that begins with Căn cứ and cites a document"
        )
    return LegalBasis(found, unread)


def identify(references: Iterable[DocumentReference], *, term: str | None = None) -> tuple[Identity, ...]:
    """What identifies each reference, those that share issuer, year and symbol told apart by their order.

    Args:
        references: as they stand in a source.
        term: the committee term (*nhiệm kỳ*) that Party numbers belong to: they run through a term, not a year; where it is
            not given, the term that the issuer's name gives, or the year of the date, stands in for it.

    >>> plan = DocumentReference.parse("31/KH-UBND ngày 25/6/2023")
    >>> identify([plan, plan])
    ((None, 2023, '31/KH-UBND', 1), (None, 2023, '31/KH-UBND', 2))
    """
    seen: Counter[tuple[str | None, int | str | None, str | None]] = Counter()
    identities: list[Identity] = []
    for reference in references:
        same = issuer, when, symbol = reference.key
        is_party = reference.number is not None and reference.number.family is DocumentFamily.PARTY
        if is_party and term is not None and not isinstance(when, str):
            same = issuer, term, symbol
        seen[same] += 1
        identities.append((*same, seen[same]))
    return tuple(identities)
