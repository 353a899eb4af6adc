"""Documents cited in running text: every symbol at its exact place, with the kind, date and issuer that stand around it.

The shape of a symbol finds candidates; what stands before it (a noun, `số`, `Mẫu số`, an address) decides about those that
the shape alone leaves open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from khcn_records.errors import InvalidValueError
from khcn_records.mentions.searching import Mention, Searchable
from khcn_records.text import fold
from khcn_records.values.dates import parse_date
from khcn_records.values.document_kinds import TYPES, DocumentKind, noun_at_end
from khcn_records.values.document_numbers import DocumentFamily, DocumentNumber
from khcn_records.values.document_references import SUBJECT_OPENING, DocumentReference

__all__ = ["find_documents"]

_MIXED = "|".join(sorted((kind for kind in [*TYPES, "TTg", "Ttg"] if not kind.isupper()), key=len, reverse=True))
_UPPER = "A-ZĐƯƠÂÊÔĂ"
# A group: a type in mixed case, or capitals (two at least) with digits and ampersands.
_GROUP = rf"(?:(?:{_MIXED}|[{_UPPER}][a-zđ]{{1,2}}(?=[{_UPPER}])|[{_UPPER}])[{_UPPER}\d]*(?:\s?&\s?[{_UPPER}]+)?)"
_BETWEEN = rf"(?:-\s{{0,3}}|/\s{{0,3}}|\s/\s?|\.(?=[{_UPPER}]{{2}}))"
_SYMBOL = re.compile(
    r"(?P<number>[0-9]{1,6})(?P<suffix>[a-zđA-ZĐ]?)(?P<separator>\s{0,2}/\s{0,3}|-\s{0,3})"
    rf"(?P<year>(?:19[4-9]|20[0-9])[0-9]\s?[/-]\s{{0,3}})?(?P<groups>{_GROUP}(?:{_BETWEEN}{_GROUP}){{0,8}})"
    r"(?P<year_last>[-/](?:19[4-9]|20[0-9])[0-9](?![\w/-]))?(?P<unit>\(\w{1,8}\))?"
)
# The number of a draft: left blank between "số" and the rest, with a noun before it.
_BLANK = re.compile(rf"(?<=số)\s{{1,12}}(?P<symbol>/{_GROUP}-{_GROUP})(?![\w/-])")
_BEFORE = 90
_AFTER = 260
_NUMBER_WORD = re.compile(r"(?:^|[\s,:;(“\"])số\s{0,3}:?\s{0,6}$", re.IGNORECASE)
_FORM_WORD = re.compile(r"(?:mẫu|biểu|biểu mẫu|phiếu|mã|phụ lục|hộp thư|tài khoản|lô|nhà)\s{1,3}(?:số\s{0,3}:?\s{0,3})?$", re.IGNORECASE)
_STANDARD_WORD = re.compile(r"(?:TCVN|QCVN|TCCS|TCN|ISO|IEC|QCĐP|TC)[\s\w.:-]{0,20}$")
_DAY = re.compile(
    r"\s{0,6},?\s{0,6}\(?(?:ngày|ký ngày|ban hành ngày)\s{1,6}"
    r"(\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{1,2}\s{1,6}tháng\s{1,6}\d{1,2}\s{1,6}năm\s{1,6}\d{4})",
    re.IGNORECASE,
)
_ISSUER = re.compile(rf"\s{{0,6}},?\s{{0,6}}của\s{{1,6}}([{_UPPER}][^,.;:()“”\"\[\]|]{{1,160}})")
_ISSUER_END = re.compile(
    r"\s(?:năm|về|đã|là|theo|trên|tại|trong|cho|và các|nhằm|để|do|có|được|quy|nêu|ngày|từ|giai đoạn|kèm|-|\+)(?=\s)|\n\s*[-+*]", re.IGNORECASE
)
_NEVER_NUMBERED = re.compile(r"(?:UBND|TTg|CP|TU|TW|B[A-ZĐ]{2,}|S[A-ZĐ]{2,})[1-9]$")


def find_documents(text: str) -> tuple[Mention[DocumentReference], ...]:
    r"""Every document symbol in a text, in order, with what the text says about it.

    Args:
        text: any text; NFD, broken lines (`114-⏎KH/TU`), glued words and footnote digits are expected.

    Returns:
        Mentions whose `start` and `end` (exclusive) cover the symbol alone, in the text given. `value.number` keeps its parts;
        `value.kind`, `issued_on` and `issuer` are filled where they are cited beside it. Fractions, addresses, form and
        standard codes are no documents.

    Raises:
        TypeError: not a `str`.

    >>> (found,) = find_documents("theo Kế hoạch số 114-\nKH/TU ngày 05/01/2024 của Ban Thường vụ Tỉnh uỷ về việc …")
    >>> found.text, str(found.value)
    ('114-\nKH/TU', 'Kế hoạch số 114-KH/TU ngày 05/01/2024 của Ban Thường vụ Tỉnh uỷ')
    """
    searched = Searchable(text)
    return tuple(
        cast("Mention[DocumentReference]", searched.mention(start, end, value, "document", str(value.number)))
        for start, end, value in _found(searched.plain)
    )


def _found(plain: str) -> Iterator[tuple[int, int, DocumentReference]]:
    last = 0
    blanks = [(found.start("symbol"), found.end()) for found in _BLANK.finditer(plain)]
    for start, end in [*_candidates(plain), *blanks] if not blanks else sorted([*_candidates(plain), *blanks]):
        if start < last:
            continue
        reference = _reference(plain, start, end)
        if reference is not None:
            reference_end = end if reference[1] is None else reference[1]
            last = reference_end
            yield start, reference_end, reference[0]


def _candidates(plain: str) -> Iterator[tuple[int, int]]:
    """Where something of the shape of a symbol stands that is no part of a longer number, code or word."""
    for found in _SYMBOL.finditer(plain):
        start = found.start()
        before = plain[max(0, start - 3) : start]
        if before[-1:].isalnum() and not before.lower().endswith("số"):
            continue
        if before[-1:] in {"/", "-", "_", "@", "%"} or (before[-1:] in {",", ".", ":"} and before[-2:-1].isdigit()):
            continue
        groups = found["groups"]
        if len(groups) < 2 or (groups[1:2] in "-/" and groups[0] != "L"):
            continue
        yield start, found.end()


def _reference(plain: str, start: int, end: int) -> tuple[DocumentReference, int | None] | None:
    """The reference at a candidate's place and its end where that is shorter; `None` where it is no document."""
    before = plain[max(0, start - _BEFORE) : start]
    if _FORM_WORD.search(before) or _STANDARD_WORD.search(before) or _in_address(plain, start, end):
        return None
    symbol = plain[start:end]
    cut = None
    if _NEVER_NUMBERED.search(symbol) and not _NEVER_NUMBERED.search(symbol[:-1]):
        cut = end - 1  # a footnote's digit glued to a body that has no number of its own
        symbol = plain[start:cut]
    is_numbered = _NUMBER_WORD.search(before) is not None or before.rstrip().lower().endswith("số")
    head = _NUMBER_WORD.sub("", before).rstrip(" :\n\t")
    named = noun_at_end(" ".join(head.rsplit(None, 6)[-6:])) if head else None
    noun = named[1] if named else None
    try:
        number = DocumentNumber.parse(symbol, noun=noun)
    except InvalidValueError:
        return None
    if not _is_document(number, symbol, is_numbered=is_numbered, is_named=named is not None):
        return None
    kind = named[0] if named else None
    return _with_surroundings(number, kind, plain[cut or end : (cut or end) + _AFTER]), cut


def _is_document(number: DocumentNumber, symbol: str, *, is_numbered: bool, is_named: bool) -> bool:
    """What the shape leaves open: one group alone is a symbol only where the text says so or a central body stands there."""
    if number.number is None:
        return is_named
    if symbol.count("/") > 3:
        return False
    has_two_groups = "-" in number.notation or number.family in {DocumentFamily.ASSEMBLY, DocumentFamily.PARTY}
    if has_two_groups and ("/" in symbol or number.family is DocumentFamily.PARTY):
        return number.kind is not None or number.year is not None or is_numbered or is_named or len(number.issuers[0]) > 1
    if number.family is DocumentFamily.NORMATIVE and number.issuers and number.year is None:
        return number.issuers[0] not in {"CP"} or is_numbered or is_named or "/" in symbol
    if number.year is not None and "/" in symbol:
        return True
    return is_numbered or is_named


def _in_address(plain: str, start: int, end: int) -> bool:
    """Whether the candidate lies inside a URL, an e-mail address or a path."""
    left = max((plain.rfind(space, max(0, start - 200), start) for space in " \n\t"), default=-1)
    head = plain[max(left + 1, start - 200) : start]
    tail = plain[end : end + 2]
    return "://" in head or "www." in head or "@" in head or re.search(r"\.(?:vn|com|org|net|gov)/", head) is not None or tail[:1] == "@"


def _with_surroundings(number: DocumentNumber, kind: DocumentKind | None, after: str) -> DocumentReference:
    issued_on, issuer = None, None
    if day := _DAY.match(after):
        try:
            issued_on = parse_date(day[1])
        except InvalidValueError:
            issued_on = None
        after = after[day.end() :]
    if named := _ISSUER.match(after):
        name = _ISSUER_END.split(named[1], maxsplit=1)[0]
        issuer = SUBJECT_OPENING.split(" ".join(name.split()), maxsplit=1)[0]
    try:
        return DocumentReference(number, issued_on, issuer, kind)
    except InvalidValueError:
        return DocumentReference(number, issued_on, None, kind)
