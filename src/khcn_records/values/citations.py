"""Several references together: the legal basis of a decision (*căn cứ ban hành*), and which of them are the same document.

Basis: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 6 (each basis on a line of its own that ends with `;`, the last with `.`)
and Điều 15 (numbers restart each year).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from khcn_records.errors import InvalidDocumentReferenceError
from khcn_records.text import clean, fold, lazy_pattern, normalize, require_text
from khcn_records.values.document_kinds import noun_at_start
from khcn_records.values.document_numbers import DocumentFamily
from khcn_records.values.document_references import DocumentReference

__all__ = ["Identity", "format_legal_basis", "identify", "parse_legal_basis"]

Identity = tuple[str | None, int | str | None, str | None, int]
"""Issuer, year or term, symbol, and which of those that share all three (1, 2, …)."""

_OPENING = lazy_pattern(r"(?:căn cứ|thực hiện|theo|xét)\s+", re.IGNORECASE)
_LINE = lazy_pattern(r"(?:^|(?<=[;,.]))\s*(?=(?:[-–+*]\s*)?(?:căn cứ|(?:theo|xét) đề nghị)\b)", re.IGNORECASE)
_PROPOSAL = lazy_pattern(r"(?:theo|xét) đề nghị\b", re.IGNORECASE)
_MARK = lazy_pattern(r"(; ?|, ?| và )")
_NUMBERED = lazy_pattern(r"[^0-9;,]{1,40}\bsố ?:? ?[0-9]{1,6}[^ ]*[/-]")
_NUMBER = lazy_pattern(r"\bsố ?:? ?[0-9]{1,6}")
_CLOSED = lazy_pattern(r"(?:năm |[/-])[0-9]{4}$")
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


def parse_legal_basis(text: str) -> tuple[DocumentReference, ...]:
    r"""The documents of a legal basis: those of each line that begins with `Căn cứ`, in order.

    A line may cite several (`Căn cứ Luật …; Luật sửa đổi …`). A proposal (`Theo đề nghị của …`) is no basis and is passed over.

    Args:
        text: the lines, each ending with `;`, `,` or `.`; a line may be broken.

    Raises:
        InvalidDocumentReferenceError: no line of a basis, or one that cites no document.
        TypeError: not a `str`.

    >>> [str(reference) for reference in parse_legal_basis("Căn cứ Luật Thanh tra năm 2022;\nCăn cứ Quyết định số 12/QĐ-UBND,")]
    ['Luật “Thanh tra năm 2022”', 'Quyết định số 12/QĐ-UBND']
    """
    found: list[DocumentReference] = []
    for piece in _LINE.split(normalize(require_text(text))):
        line = clean(piece).rstrip(" ;,.").lstrip("-–+* ")
        if not line or _PROPOSAL.match(line):
            continue
        opening = _OPENING.match(line)
        if opening is None:
            raise InvalidDocumentReferenceError(line, "a line that begins with Căn cứ")
        found += [DocumentReference.parse(one) for one in _citations(line[opening.end() :])]
    if not found:
        raise InvalidDocumentReferenceError(text, "at least one line that begins with Căn cứ")
    return tuple(found)


def _citations(line: str) -> list[str]:
    """The citations of one line: each begins with a kind behind `;`, behind a year, or with its symbol behind `,` or `và`.

    A title may hold the kinds of others (`… của Luật Tổ chức Chính phủ và Luật …`), a subject their symbols: neither parts a line.
    """
    pieces = [""]
    for mark, words in _marked(line):
        is_closed = mark.strip() == ";" or _CLOSED.search(pieces[-1]) is not None
        is_parallel = _NUMBERED.match(words) is not None and len(_NUMBER.split(pieces[-1])) == 2
        is_cited = (is_closed or is_parallel) and noun_at_start(words) is not None
        if pieces[-1] and is_cited:
            pieces.append(words)
        else:
            pieces[-1] += mark + words
    return [piece.strip(" ;,") for piece in pieces]


def _marked(line: str) -> list[tuple[str, str]]:
    """The line cut before each mark, the mark with what follows it."""
    first, *others = _MARK.split(line)
    return [("", first), *zip(others[::2], others[1::2], strict=True)]


def identify(references: Iterable[DocumentReference], *, term: str | None = None) -> tuple[Identity, ...]:
    """What identifies each reference, those that share issuer, year and symbol told apart by their order.

    Args:
        references: as they stand in a source.
        term: the committee term (*nhiệm kỳ*) that Party numbers belong to: they run through a term, not a year; where it is
            not given, the year of the date stands in for it.

    >>> plan = DocumentReference.parse("31/KH-UBND ngày 25/6/2023")
    >>> identify([plan, plan])
    ((None, 2023, '31/KH-UBND', 1), (None, 2023, '31/KH-UBND', 2))
    """
    seen: Counter[tuple[str | None, int | str | None, str | None]] = Counter()
    identities: list[Identity] = []
    for reference in references:
        issuer, year, symbol = reference.key
        is_party = reference.number is not None and reference.number.family is DocumentFamily.PARTY
        when: int | str | None = term if is_party and term is not None else year
        same = (fold(issuer) if issuer is not None else None, when, symbol)
        seen[same] += 1
        identities.append((issuer, when, symbol, seen[same]))
    return tuple(identities)
