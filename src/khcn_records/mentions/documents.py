"""Documents cited in running text: every symbol at its exact place, with the kind, date and issuer that stand around it.

The shape of a symbol finds candidates; what stands before it (a noun, `số`, `Mẫu số`, an address) decides about those that
the shape alone leaves open.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from typing import cast

from khcn_records.errors import InvalidValueError
from khcn_records.mentions.searching import Mention, Searchable
from khcn_records.text import CAPITALS, fold
from khcn_records.values.dates import parse_date
from khcn_records.values.document_bodies import ALSO_BODIES, MINISTRIES
from khcn_records.values.document_issuers import issuer_end
from khcn_records.values.document_kinds import OFFICIAL_LETTER, TYPES, DocumentKind, folded_nouns
from khcn_records.values.document_numbers import DocumentFamily, DocumentNumber
from khcn_records.values.document_references import DocumentReference

__all__ = ["find_documents"]

# Types as people case them: TTr, Ttr, Ctr, Qđ; in capitals they are groups like any other.
_MIXED = "|".join(
    sorted(
        {
            spelling
            for kind in [*TYPES, "TTg"]
            for spelling in (kind, kind[0] + kind[1:].lower())
            if not spelling.isupper()
        },
        key=lambda spelling: (-len(spelling), spelling),
    )
)
_TYPE = "|".join(sorted(TYPES, key=lambda kind: (-len(kind), kind)))
_UPPER = "A-ZĐƯƠÂÊÔĂ"
# A group: a type in mixed case, or capitals (two at least) with digits and ampersands; a letter or two may be small inside (SNgV).
_GROUP = (
    rf"(?:(?:(?:{_MIXED})(?![a-zđ])|[{_UPPER}](?:[a-zđ]{{1,2}}(?=[{_UPPER}]))?)[{_UPPER}\d]*(?:[a-zđ]{{1,2}}[{_UPPER}]+)*"
    rf"(?:&[{_UPPER}]+|(?:\s&\s?|&\s)[{_UPPER}]{{2,}}(?!\w))?)"
)
_BETWEEN = rf"(?:-\s{{0,3}}|\s{{1,2}}-(?=[{_UPPER}]{{2}})|/\s{{0,3}}|\s/\s?|\.(?=[{_UPPER}]{{2}}))"
_SYMBOL = re.compile(
    r"(?<![0-9])(?P<number>[0-9]{1,6}+)(?:(?P<suffix>[a-zđA-ZĐ]?|\.(?:[0-9]{1,2}|(?:19[4-9]|20[0-9])[0-9]))"
    rf"(?:\s{{0,2}}/\s{{0,3}}|-\s{{0,3}}|\s{{1,2}}-\s{{0,2}}(?=(?:{_TYPE})/))"
    rf"(?P<year>(?:19[4-9]|20[0-9])[0-9]\s?[/-]\s{{0,3}})?"
    # Old letters have a space, or nothing, behind the number: 84 TC/QĐ/TCT, 13587TC/TCT.
    rf"|(?P<loose>\s{{0,2}})(?=[{_UPPER}](?:[{_UPPER}&]{{1,7}}|[a-zđ{_UPPER}]{{1,3}})\s?/\s?[{_UPPER}]{{2}}))"
    # Between a type and the body behind it a hyphen may stand alone; elsewhere that is a dash between words.
    rf"(?P<groups>(?:(?:{_TYPE})\s{{1,2}}-\s{{1,2}}(?=[{_UPPER}]{{2}}))?{_GROUP}(?:{_BETWEEN}{_GROUP}){{0,8}})"
    r"(?P<year_last>[-/](?:19[4-9]|20[0-9])[0-9](?![\w/-]))?(?P<unit>\(\w{1,8}\))?"
)
# A normative symbol in small letters, as titles of web pages have it; a noun must stand before it.
_SMALL = re.compile(
    r"(?<![\w/.,-])[0-9]{1,6}/(?:19[4-9]|20[0-9])[0-9]/(?=[a-zđ])"
    r"(?:(?:ubtv)?qh[0-9]{1,2}|(?:ttlt|nqlt|tt|nđ|nq|q[đĐ]|ct|pl)-?[a-zđ&]{2,14}(?:-[a-zđ&]{2,14}){0,3})(?![\w/-])"
)
# The number of a draft: left blank between "số" and the rest, with a noun before it.
_BLANK = re.compile(rf"(?<=số)\s{{1,12}}(?P<symbol>/{_GROUP}-{_GROUP})(?![\w/-])")
_LOOSE = re.compile(r"[0-9]+\s*[^\W\d]{2}")
_BEFORE = 90
_NOUN_WORDS = 6
_OPENERS = '(["“*|'
# What a number behind these words is: a form, a code, a box, a house; never a document. Matched against folded text.
_FORM_WORDS = tuple(
    fold(words)
    for words in (
        "mẫu",
        "biểu",
        "phiếu",
        "mã",
        "phụ lục",
        "hộp thư",
        "tài khoản",
        "lô",
        "số nhà",
        "ký hiệu mẫu",
    )
)
# What these words number is a thing, whatever the symbol looks like: a plot, a licence, a building, an address, a year.
_THINGS = frozenset(
    fold(words)
    for words in (
        "thửa",
        "thửa đất",
        "bản đồ",
        "giấy phép lái xe",
        "bằng lái xe",
        "hộ chiếu",
        "biển số",
        "block",
        "tòa",
        "tòa nhà",
        "căn hộ",
        "chung cư",
        "ip",
    )
)
_THINGS_LAST = frozenset(words.split()[-1] for words in _THINGS)
_YEAR_WORD, _CODE_WORDS, _TEXT_WORDS = fold("năm"), fold("số hiệu").split(), fold("văn bản").split()
_OF_YEAR = re.compile(r"(?:19|20)\d\d\s?[/-]")
# The same words a little further off, where no kind of document stands between: "tờ khai quyết toán thuế số".
_FORMS = tuple(fold(words) for words in ("mẫu ", "tờ khai", "biểu mẫu", "ký hiệu", "quy trình kiểm định"))
_FORM_REACH = 45
_STANDARDS = ("tcvn", "qcvn", "tccs", "tcn", "iso", "iec", "qcđp")
_STANDARD = re.compile(rf"(?:{'|'.join(_STANDARDS)})[\s\w.:-]{{0,20}}$")
_DAY = re.compile(
    r"\s{0,6},?\s{0,6}\(?(?:ngày|ký ngày|ban hành ngày)\s{1,6}"
    r"(\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{1,2}\s{1,6}tháng\s{1,6}\d{1,2}\s{1,6}năm\s{1,6}\d{4})",
    re.IGNORECASE,
)
# The year of a document may stand before its day: "năm 2025 ngày 30/6/2025 của …".
_YEAR = re.compile(r"\s{0,6},?\s{0,6}năm\s{1,6}(?:19|20)\d\d(?=\s{1,6}(?:ngày|của)\s|,?\s{1,6}ngày\s)")
_ISSUER = re.compile(rf"\s{{0,6}},?\s{{0,6}}của\s{{1,6}}(?=[{CAPITALS}]|liên\s)")
_ADDRESS = re.compile(r"://|www\.|@|\.(?:vn|com|org|net|gov)/|\?\S*=|\.(?:aspx?|html?|php|jsp)[/?]")
_FILE = re.compile(
    r"[\w./-]{0,120}\.(?:aspx?|html?|php|jsp|pdf|docx?|xlsx?|rar|zip|jpe?g|png)(?!\w)", re.IGNORECASE
)
# A law is cited by its title, and the number stands behind it.
_LAW = re.compile(r"(?<!\w)(?:bộ luật|luật|pháp lệnh)(?= )")
_LAW_WORDS = tuple(fold(word) for word in ("luật", "pháp lệnh"))
_SENTENCE_END = re.compile(r"[.;:()\d\"“”]")
_NEVER_NUMBERED = re.compile(
    rf"(?<![{_UPPER}])(?:UBND|TTg|CP|TU|TW|{'|'.join(MINISTRIES)})(?P<note>[1-9][0-9]?)$"
)


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
        for start, end, value in _found(searched)
    )


def _found(searched: Searchable) -> Iterator[tuple[int, int, DocumentReference]]:
    plain, last = searched.plain, 0
    candidates: Iterable[tuple[int, int]] = _candidates(plain)
    blanks = [(found.start("symbol"), found.end()) for found in _BLANK.finditer(plain)]
    if others := [*blanks, *(found.span() for found in _SMALL.finditer(plain))]:
        candidates = sorted([*candidates, *others])
    for start, end in candidates:
        if start >= last and (reference := _reference(searched, start, end)) is not None:
            value, last = reference
            yield start, last, value


def _candidates(plain: str) -> Iterator[tuple[int, int]]:
    """Where something of the shape of a symbol stands that is no part of a longer number, code or word."""
    for found in _SYMBOL.finditer(plain):
        start = found.start()
        before = plain[max(0, start - 3) : start]
        if before[-1:].isalnum() and not before.lower().endswith("số"):
            continue
        if before[-1:] in {"/", "-", "_", "@", "%"} or (
            before[-1:] in {",", ".", ":"} and before[-2:-1].isdigit()
        ):
            continue
        groups = found["groups"]
        if len(groups) < 2 or (groups[1:2] in "-/" and groups[0] != "L"):
            continue
        yield start, found.end()


def _reference(searched: Searchable, start: int, end: int) -> tuple[DocumentReference, int] | None:
    """The reference at a candidate's place and where its symbol ends; `None` where it is no document."""
    plain = searched.plain
    before = searched.key[max(0, start - _BEFORE) : start].rstrip(' :\n\t\r[(“"*|')
    is_numbered = before.endswith("số") and not before[-3:-2].isalnum()
    head = before[:-2].rstrip(" :,\n\t\r") if is_numbered else before
    opened = max(map(head.rfind, _OPENERS)) + 1  # a noun does not begin before a quotation mark or a bracket
    words, symbol = head[opened:].rsplit(None, _NOUN_WORDS)[-_NOUN_WORDS:], plain[start:end]
    if (
        head.endswith(_FORM_WORDS)
        or _is_thing(words, symbol)
        or _is_standard(before)
        or _in_address(plain, start, end)
    ):
        return None
    if symbol[-1].isdigit() and (noted := _NEVER_NUMBERED.search(symbol)):
        end -= len(noted["note"])  # a footnote's digit glued to a body that has no number of its own
        symbol = plain[start:end]
    named = _noun_behind(words)
    if named is None and any(word in head[-_FORM_REACH:] for word in _FORMS):
        return None
    number = _parsed(symbol, named[1] if named else None)
    if number is None:
        return None
    if words[-2:] == _CODE_WORDS and words[-4:-2] != _TEXT_WORDS and number.kind in {None, OFFICIAL_LETTER}:
        return None  # số hiệu 15/VN-A321: the code of a thing
    is_dated = is_numbered and _DAY.match(plain, end) is not None
    if not _is_document(
        number, symbol, is_numbered=is_numbered, is_named=named is not None, is_dated=is_dated
    ):
        return None
    kind = named[0] if named else _law_behind(number, head)
    return _with_surroundings(number, kind, plain, end), end


def _is_thing(words: list[str], symbol: str) -> bool:
    """Whether the last words before a symbol name a thing that is no document, or a year of which it is the figure."""
    if not words:
        return False
    if words[-1] in _THINGS_LAST:
        return any(" ".join(words[-count:]) in _THINGS for count in range(1, 5))
    return words[-1] == _YEAR_WORD and _OF_YEAR.match(symbol) is not None


def _noun_behind(words: list[str]) -> tuple[DocumentKind, str] | None:
    """The kind named by the last words before a symbol; the words are folded already."""
    nouns = folded_nouns()
    if not words or words[-1] not in _last_words():
        return None
    for first in range(len(words)):
        noun = " ".join(words[first:])
        if kind := nouns.get(noun):
            return kind, noun
    return None


@functools.cache
def _last_words() -> frozenset[str]:
    """What a noun of a document can end with."""
    return frozenset(noun.split()[-1] for noun in folded_nouns())


def _law_behind(number: DocumentNumber, head: str) -> DocumentKind | None:
    """The law whose title ends before an assembly's number: `Luật Đấu thầu số 22/2023/QH15`."""
    if number.family is not DocumentFamily.ASSEMBLY or number.kind is not None:
        return None
    if not any(word in head for word in _LAW_WORDS):
        return None
    words = _SENTENCE_END.split(head)[-1]
    found = _LAW.search(words)
    return folded_nouns()[found[0]] if found else None


_DIGITS = re.compile(r"[0-9]{1,6}(?=[^0-9])")


@functools.lru_cache(maxsize=4096)
def _parsed(symbol: str, noun: str | None) -> DocumentNumber | None:
    """The symbol read; of those that differ in their number alone one is read, and the others are made like it."""
    found = _DIGITS.match(symbol)
    if found is None or not (number := int(found[0])):
        return _read(symbol, noun)
    like = _read("1" * found.end() + symbol[found.end() :], noun)
    if like is None or like.number is None:
        return like
    return DocumentNumber(
        number=number,
        suffix=like.suffix,
        year=like.year,
        kind=like.kind,
        issuers=like.issuers,
        unit=like.unit,
        family=like.family,
        notation=like.notation,
        raw=found[0] + like.raw[found.end() :],
        separator=like._separator,  # noqa: SLF001
    )


@functools.lru_cache(maxsize=4096)
def _read(symbol: str, noun: str | None) -> DocumentNumber | None:
    """Texts cite the same few kinds of symbols again and again."""
    try:
        return DocumentNumber.parse(symbol, noun=noun)
    except InvalidValueError:
        return None


def _is_standard(before: str) -> bool:
    tail = before[-30:]
    return any(word in tail for word in _STANDARDS) and _STANDARD.search(tail) is not None


def _is_document(
    number: DocumentNumber, symbol: str, *, is_numbered: bool, is_named: bool, is_dated: bool
) -> bool:
    """What the shape leaves open: one group alone is a symbol only where the text says so or a central body stands there."""
    if number.number is None:
        return is_named
    if symbol.count("/") > 3:
        return False
    if _LOOSE.match(symbol):
        return is_numbered or is_named
    if number.year is not None and sum(char.isupper() for char in symbol) < 2:
        return is_named
    if number.notation in TYPES and number.year is None:  # a type alone is half a symbol
        is_type = number.kind is not None and number.kind != OFFICIAL_LETTER
        return is_dated or (is_named and (is_type or number.notation in ALSO_BODIES))
    if number.suffix.startswith(".") and number.year is None and number.kind is None:
        return is_numbered or is_named
    has_two_groups = "-" in number.notation or number.family in {
        DocumentFamily.ASSEMBLY,
        DocumentFamily.PARTY,
    }
    if has_two_groups and ("/" in symbol or number.family is DocumentFamily.PARTY):
        return (
            number.kind is not None
            or number.year is not None
            or is_numbered
            or is_named
            or len(number.issuers[0]) > 1
        )
    if number.family is DocumentFamily.NORMATIVE and number.issuers and number.year is None:
        return number.issuers[0] != "CP" or is_numbered or is_named or "/" in symbol
    if number.year is not None and "/" in symbol:
        return True
    return is_numbered or is_named


def _in_address(plain: str, start: int, end: int) -> bool:
    """Whether the candidate lies inside a URL, an e-mail address or a path."""
    if plain[end : end + 1] == "@":
        return True
    if start == 0 or plain[start - 1].isspace():
        return False
    head = plain[max(0, start - 200) : start].rsplit(None, 1)[-1]
    return _ADDRESS.search(head) is not None or ("/" in head and _FILE.match(plain, end) is not None)


def _with_surroundings(
    number: DocumentNumber, kind: DocumentKind | None, plain: str, end: int
) -> DocumentReference:
    issued_on, issuer = None, None
    if year := _YEAR.match(plain, end):
        end = year.end()
    if day := _DAY.match(plain, end):
        issued_on = _day(day[1])
        end = day.end()
    if named := _ISSUER.match(plain, end):
        start, end = named.end(), issuer_end(plain, named.end())
        if issued_on is None and (day := _DAY.match(plain, end)):
            issued_on = _day(day[1])
        issuer = " ".join(plain[start:end].split()) or None
    try:
        return DocumentReference(number, issued_on, issuer, kind)
    except InvalidValueError:
        return DocumentReference(number, issued_on, None, kind)


def _day(text: str) -> dt.date | None:
    try:
        return parse_date(text)
    except InvalidValueError:
        return None
