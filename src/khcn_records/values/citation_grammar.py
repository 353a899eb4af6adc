"""How one citation is read (*viện dẫn văn bản*): its parts in the official order, and where several stand in one line."""

from __future__ import annotations

import datetime as dt
import re

from khcn_records.errors import InvalidDocumentReferenceError
from khcn_records.text import lazy_pattern, straighten_dashes
from khcn_records.values.dates import parse_date
from khcn_records.values.document_issuers import issuer_end
from khcn_records.values.document_kinds import DocumentKind, is_abbreviation, noun_at_end, noun_at_start
from khcn_records.values.document_numbers import DocumentNumber

__all__ = [
    "ALIAS",
    "EXPECTED",
    "NAMED_BY_TITLE",
    "SYMBOL",
    "CitationParts",
    "read_citation",
    "reads_on",
    "split_citations",
]

EXPECTED = "a citation such as Kế hoạch số 114-KH/TU ngày 05/01/2024 của Ban Thường vụ Tỉnh ủy"
SYMBOL = lazy_pattern(
    r"(?<![\w/-])(?:(?:[0-9]{1,6}(?:[A-Za-zđĐ]|\.[0-9]{1,4})?|(?<=số )) ?[/\u2010-\u2015-] ?(?:[0-9]{4} ?[/\u2010-\u2015-] ?)?"
    r"|(?<=số )[0-9]{1,6} ?(?=[^\W\d_]{2,10} ?/ ?[^\W\d_]))"
    r"[^\W\d_][\w&]*(?: ?& ?\w+)?(?: ?[/\u2010-\u2015-] ?[^\W_][\w&]*|\.(?=[A-ZĐ]{2})\w+)*(?:\(\w{1,8}\))?"
)
_DAY = lazy_pattern(
    r",? ?\(?(?:ký |ban hành )?(?:ngày:? ?)?([0-9]{1,2} ?([/.-]) ?[0-9]{1,2} ?\2 ?[0-9]{4}"
    r"|[0-9]{1,2} ?tháng ?[0-9]{1,2}(?:,? ?năm ?|, ?| ?/ ?)[0-9]{4})(?![0-9])\)?",
    re.IGNORECASE,
)
# The date behind the issuer: "của Chính phủ ngày 14/3/2008"
_DAY_BEHIND = lazy_pattern(
    r",? \(?(?:ký |ban hành )?ngày ([0-9]{1,2} ?([/.-]) ?[0-9]{1,2} ?\2 ?[0-9]{4}|[0-9]{1,2} ?tháng ?[0-9]{1,2},? ?năm ?[0-9]{4})(?![0-9])\)?",
    re.IGNORECASE,
)
# But not where the day is that of a meeting: "của Chủ tịch UBND tỉnh tại cuộc họp ngày 05/01/2024"
_ELSEWHERE = lazy_pattern(r"\b(?:tại|trong|ở|từ|đến|vào|theo|trước|sau|cho|họp)\b", re.IGNORECASE)
# A draft's date: "ngày ..…/..../2024", "ngày … tháng 02 năm 2024"
_BLANK_DAY = lazy_pattern(
    r",? ?ngày[.…_ ]*(?:/[.…_ ]*[0-9]{0,2} ?/ ?[0-9.…_]*|tháng[.…_ ]*[0-9]{0,2} ?năm ?[0-9.…_]*)",
    re.IGNORECASE,
)
# "Quyết định số 05/QĐ-BTC năm 2025 ngày 30/6/2025 của …": the year says what the day says again.
_YEAR = lazy_pattern(r",? ?năm ([0-9]{4})(?=,? ?(?:ký |ban hành )?ngày )", re.IGNORECASE)
_ISSUER = lazy_pattern(r",? ?của (.+)", re.IGNORECASE)
_ISSUER_FIRST = lazy_pattern(r"(.+?) của (.+)", re.IGNORECASE)
_KIND_WORD = lazy_pattern(r"([^\W\d_][\w&]{0,15})(?= |$)")
# Words that may lead a citation without being a part of it.
_OPENING = lazy_pattern(
    r"^(?:căn cứ|(?:ban hành )?kèm theo|thực hiện|theo|tại|xét|các|và|về việc thực hiện)\s+", re.IGNORECASE
)
# What a citation wears at its end: the mark that closes its line, the short name given to it for the rest of a text.
ALIAS = lazy_pattern(r" ?\((?:sau đây|dưới đây) [^()]*\)(?=[ .,;:/]*$)", re.IGNORECASE)
# "Luật Đầu tư công ngày 18 tháng 6 năm 2014": the day closes the title, but for the body behind it.
_TITLE_DAY = lazy_pattern(r"(?P<title>.*\S)(?=,? ?\(?(?:ký |ban hành )?ngày )(?P<day>.+)", re.IGNORECASE)
# A line of a list: "- Căn cứ Quyết định …"
_LIST_MARK = lazy_pattern(r"[-\u2013\u2014+*•] ")
NAMED_BY_TITLE = frozenset({"L", "PL", "ĐL"})
_NUMBER_WORD = lazy_pattern(r"(?:^|[ ,:])số ?:?$", re.IGNORECASE)
# Words that open a subject behind the issuer's name; practice, from real citations.
_SUBJECT_OPENING = lazy_pattern(
    r"(?:, |; |: | )(?=(?:về|v/v|quy định|ban hành|phê duyệt|triển khai|thực hiện|sửa đổi|hướng dẫn|công bố|thành lập|giao)\b)",
    re.IGNORECASE,
)


def _subject_opening(issuer: str) -> re.Match[str] | None:
    """Where a subject begins behind an issuer's name; a name may hold its words itself: `Bộ Giao thông vận tải`."""
    return _SUBJECT_OPENING.search(issuer, issuer_end(straighten_dashes(issuer)))


def reads_on(issuer: str) -> bool:
    """Whether an issuer's name holds what would be read as the date or the subject behind it."""
    return _subject_opening(issuer) is not None or _day_behind(issuer) is not None


def _day_behind(issuer: str) -> re.Match[str] | None:
    """The date behind an issuer's name, as in `của Chính phủ ngày 14/3/2008`."""
    day = _DAY_BEHIND.search(issuer)
    return day if day and not _ELSEWHERE.search(issuer, 0, day.start()) else None


CitationParts = tuple[DocumentNumber | None, dt.date | None, str | None, DocumentKind | None, str | None]
"""Number, day, issuer, kind and subject."""
# Several citations in one line.
_MARK = lazy_pattern(r"(; ?|, ?| và )")
_NUMBERED = lazy_pattern(r"[^0-9;,]{1,40}\bsố ?:? ?[0-9]{1,6}[^ ]*[/-]")
_NUMBER = lazy_pattern(r"\bsố ?:? ?[0-9]{1,6}")
_CLOSED = lazy_pattern(r"(?:năm |[/-])[0-9]{4}$")
_YEAR_LENGTH = len("năm 2024")


def read_citation(line: str) -> CitationParts:
    """The parts of a citation in the order of the attributes."""
    line, subject = _split_quoted_subject(line)
    if mark := _LIST_MARK.match(line):
        line = line[mark.end() :]
    if subject is None:
        line = ALIAS.sub("", line).rstrip(" ;,")
        if len(split_citations(line)) > 1:
            raise InvalidDocumentReferenceError(line, EXPECTED)
    found = SYMBOL.search(line)
    if found is None:
        return _known_by_title(line, subject)
    before = _NUMBER_WORD.sub("", line[: found.start()].rstrip(" :(")).rstrip(" :")
    before = _OPENING.sub("", before)
    issuer = None
    cited = noun_at_end(before)
    if cited is None and (titled := _titled(before)):
        cited, title = titled
        subject = title if subject is None else subject
    elif cited is not None:
        _refuse_more(before.removesuffix(cited[1]), line)
    elif (named := _ISSUER_FIRST.fullmatch(before)) and (cited := noun_at_start(named[1])):
        _refuse_more(named[1].removeprefix(cited[1]), line)
        issuer = named[2]
    elif is_abbreviation(before):  # a kind that no table names: BCTĐ số …
        cited = DocumentKind(before), before
    else:
        _refuse_more(before, line)
    number = DocumentNumber.parse(found[0], noun=cited[1] if cited else None)
    issued_on, issuer_behind, subject = _tail(line[found.end() :], subject)
    return number, issued_on, issuer or issuer_behind, cited[0] if cited else None, subject


def _refuse_more(words: str, line: str) -> None:
    """Words that are no part of a citation are never dropped: the text is more than one citation says."""
    if words.strip(' ,;:(“"'):
        raise InvalidDocumentReferenceError(line, EXPECTED)


def _titled(before: str) -> tuple[tuple[DocumentKind, str], str | None] | None:
    """A kind that is followed by its title: `Luật Khoa học và công nghệ số …`; a body behind the kind is no title."""
    named = noun_at_start(before)
    if named is None or named[0].abbreviation not in NAMED_BY_TITLE:
        return None
    title = before.removeprefix(named[1]).strip(" ,;:")
    return None if title.startswith("của ") else (named, title or None)


def _known_by_title(line: str, subject: str | None) -> CitationParts:
    """A citation without a symbol: a known kind leads, or the canonical text with its subject in quotes."""
    named = noun_at_start(line)
    if named is None and (bare := _OPENING.sub("", line)) != line and (named := noun_at_start(bare)):
        line = bare
    if (
        named is None
        and subject is not None
        and (word := _KIND_WORD.match(line))
        and is_abbreviation(word[1])
    ):
        named = DocumentKind(word[1]), word[1]
    if named is None and subject is None:
        raise InvalidDocumentReferenceError(line, EXPECTED)
    kind, noun = named or (None, "")
    rest = line.removeprefix(noun)
    if subject is None and kind is not None and kind.abbreviation in NAMED_BY_TITLE:
        dated = _TITLE_DAY.fullmatch(rest)
        if dated and _DAY.match(dated["day"]):
            issued_on, issuer, more = _tail(dated["day"], None)
            if more is None:
                return None, issued_on, issuer, kind, dated["title"].strip(" ,;:")
    issued_on, issuer, title = _tail(rest, subject)
    return None, issued_on, issuer, kind, title


def _split_quoted_subject(line: str) -> tuple[str, str | None]:
    """The canonical text ends with the subject in quotes, empty where there is none; the first opening quote begins it."""
    head, opening, tail = line.partition("“")
    if opening and tail.endswith("”"):
        return head.strip(), tail[:-1].strip()
    return line, None


def _tail(rest: str, subject: str | None) -> tuple[dt.date | None, str | None, str | None]:
    """Date, issuer and subject behind the symbol, or behind the kind where there is none."""
    issued_on, issuer = None, None
    if (year := _YEAR.match(rest)) and (day := _DAY.match(rest, year.end())) and year[1] in day[1]:
        rest = rest[year.end() :]
    if day := _DAY.match(rest):
        issued_on = parse_date(day[1])
        rest = rest[day.end() :]
    elif blank := _BLANK_DAY.match(rest):
        rest = rest[blank.end() :]
    if named := _ISSUER.match(rest):
        issuer, rest = named[1], ""
        if subject is None and (opening := _subject_opening(issuer)):
            issuer, rest = issuer[: opening.start()], issuer[opening.end() :]
        if issued_on is None and subject is None and (day := _day_behind(issuer)):
            issued_on, rest = parse_date(day[1]), f"{issuer[day.end() :]} {rest}"
            issuer = issuer[: day.start()]
    rest = rest.strip(" ,;:").rstrip(".")
    if subject is None and re.search(r"\w", rest):
        subject = rest
    return issued_on, issuer, subject


def split_citations(line: str) -> list[str]:
    """The citations of one line: each begins with a kind behind `;`, behind a year, or with its symbol behind `,` or `và`.

    A title may hold the kinds of others (`… của Luật Tổ chức Chính phủ và Luật …`), a subject their symbols: neither parts a line.

    >>> split_citations("Luật Đất đai năm 2013 và Luật Nhà ở năm 2014")
    ['Luật Đất đai năm 2013', 'Luật Nhà ở năm 2014']
    """
    pieces: list[list[str]] = []
    last, numbers = "", 0
    for mark, words in _marked(line):
        is_closed = mark.strip() == ";" or _CLOSED.search(last[-_YEAR_LENGTH:]) is not None
        is_parallel = numbers == 1 and _NUMBERED.match(words) is not None
        begins = (is_closed or is_parallel) and noun_at_start(words) is not None
        if not pieces or begins:
            pieces.append([words])
            numbers = 0
        else:
            pieces[-1] += mark, words
        numbers += len(_NUMBER.findall(words))
        last = words
    return [one for piece in pieces if (one := "".join(piece).strip(" ;,"))] or [""]


def _marked(line: str) -> list[tuple[str, str]]:
    """The line cut before each mark, the mark with what follows it."""
    first, *others = _MARK.split(line)
    return [("", first), *zip(others[::2], others[1::2], strict=True)]
