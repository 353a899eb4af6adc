"""References to documents (*viện dẫn văn bản*): kind, symbol, date, issuer and subject, as far as the text gives them.

Order of a citation: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 6 — kind, number and symbol, date, issuing body,
subject. Party practice may put a comma before the date; it is read and never written.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import Self

import attrs

from khcn_records.errors import InvalidDateError, InvalidDocumentNumberError, InvalidDocumentReferenceError
from khcn_records.labels import wording, wordings
from khcn_records.text import clean, lazy_pattern, require_text
from khcn_records.values.dates import format_date, parse_date
from khcn_records.values.document_kinds import (
    DocumentKind,
    is_abbreviation,
    kind_of_noun,
    noun_at_end,
    noun_at_start,
)
from khcn_records.values.document_numbers import DocumentNumber

__all__ = ["DocumentReference"]

_EXPECTED = "a citation such as Kế hoạch số 114-KH/TU ngày 05/01/2024 của Ban Thường vụ Tỉnh ủy"
_SYMBOL = lazy_pattern(
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
_ISSUER = lazy_pattern(r",? ?của (.+)", re.IGNORECASE)
_ISSUER_FIRST = lazy_pattern(r"(.+?) của (.+)", re.IGNORECASE)
_KIND_WORD = lazy_pattern(r"([^\W\d_][\w&]{0,15})(?= |$)")
# Words that may lead a citation without being a part of it.
_OPENING = lazy_pattern(
    r"^(?:căn cứ|(?:ban hành )?kèm theo|thực hiện|theo|tại|xét|các|và|về việc thực hiện)\s+", re.IGNORECASE
)
# What a citation wears at its end: the mark that closes its line, the short name given to it for the rest of a text.
_ALIAS = lazy_pattern(r" ?\((?:sau đây|dưới đây) [^()]*\)(?=[ .,;:/]*$)", re.IGNORECASE)
# "Luật Đầu tư công ngày 18 tháng 6 năm 2014": the day closes the title, but for the body behind it.
_TITLE_DAY = lazy_pattern(r"(?P<title>.*\S)(?=,? ?\(?(?:ký |ban hành )?ngày )(?P<day>.+)", re.IGNORECASE)
_NAMED_BY_TITLE = frozenset({"L", "PL"})
_NUMBER_WORD = lazy_pattern(r"(?:^|[ ,:])số ?:?$", re.IGNORECASE)
# Words that open a subject behind the issuer's name; practice, from real citations.
SUBJECT_OPENING = lazy_pattern(
    r"(?:, |; |: | )(?=(?:về|v/v|quy định|ban hành|phê duyệt|triển khai|thực hiện|sửa đổi|hướng dẫn|công bố|thành lập|giao)\b)",
    re.IGNORECASE,
)


def _reads_on(issuer: str) -> bool:
    """Whether an issuer's name holds what would be read as the date or the subject behind it."""
    return SUBJECT_OPENING.search(issuer) is not None or _day_behind(issuer) is not None


def _day_behind(issuer: str) -> re.Match[str] | None:
    """The date behind an issuer's name, as in `của Chính phủ ngày 14/3/2008`."""
    day = _DAY_BEHIND.search(issuer)
    return day if day and not _ELSEWHERE.search(issuer, 0, day.start()) else None


_Parts = tuple[DocumentNumber | None, dt.date | None, str | None, DocumentKind | None, str | None]


def _issuer(text: str | None) -> str | None:
    """An issuer's name; typographic quotes become straight ones, because they mark the subject in the canonical text."""
    if text is None:
        return None
    name = _ALIAS.sub("", clean(text).replace("“", '"').replace("”", '"')).strip(" .,;:")
    if _SYMBOL.search(name):
        raise InvalidDocumentReferenceError(text, "an issuer's name without a symbol in it")
    return name or None


def _subject(text: str | None) -> str | None:
    return (clean(text) or None) if text is not None else None


def _number(number: DocumentNumber | str | None) -> DocumentNumber | None:
    if number is None or isinstance(number, DocumentNumber):
        return number
    return DocumentNumber.parse(number)


def _settled(number: DocumentNumber | None, kind: DocumentKind | None) -> DocumentNumber | None:
    """The number as the citing kind reads it: a Công văn 410/TTr-NV1 is no Tờ trình."""
    if kind is not None and not isinstance(kind, DocumentKind):
        raise TypeError(f"kind must be a DocumentKind, not {type(kind).__name__}: {kind!r}")
    if number is None or kind is None or number.kind == kind:
        return number
    return _read_as(str(number), kind.label(), number.raw)


@functools.lru_cache(maxsize=1024)
def _read_as(symbol: str, noun: str, raw: str) -> DocumentNumber:
    return attrs.evolve(DocumentNumber.parse(symbol, noun=noun), raw=raw)


def _kind(kind: DocumentKind | None, number: DocumentNumber | None) -> DocumentKind | None:
    """The kind as the canonical text can say it: by its name, which the number's own reading settles where both fit."""
    return _kind_beside(kind, None if number is None else number.kind)


@functools.lru_cache(maxsize=512)
def _kind_beside(kind: DocumentKind | None, of_number: DocumentKind | None) -> DocumentKind | None:
    if kind is None or (of_number is not None and of_number.label() == kind.label()):
        return of_number
    return kind_of_noun(kind.label()) or kind


@attrs.frozen(weakref_slot=False, repr=False)
class DocumentReference:
    """A document as another text names it (*viện dẫn văn bản*).

    Attributes:
        number: its symbol; a `str` is parsed; `None` where the document is known by its title only.
        issued_on: the date of the document (*ngày ban hành*).
        issuer: the issuing body, as named.
        kind: *tên loại*; taken from the symbol where it is not given.
        subject: *trích yếu*.

    Raises:
        InvalidDocumentReferenceError: nothing of it is known.

    >>> reference = DocumentReference.parse("Kế hoạch số 114-KH/TU ngày 05/01/2024 của Ban Thường vụ Tỉnh uỷ")
    >>> str(reference.number), reference.issued_on, reference.issuer
    ('114-KH/TU', datetime.date(2024, 1, 5), 'Ban Thường vụ Tỉnh uỷ')
    >>> reference.key
    ('Ban Thường vụ Tỉnh uỷ', 2024, '114-KH/TU')
    """

    number: DocumentNumber | None = attrs.field(default=None, converter=_number)
    issued_on: dt.date | None = None
    issuer: str | None = attrs.field(default=None, converter=_issuer)
    kind: DocumentKind | None = None
    subject: str | None = attrs.field(default=None, converter=_subject)

    def __attrs_post_init__(self) -> None:
        if self.issued_on is not None and type(self.issued_on) is not dt.date:
            raise TypeError(
                f"issued_on must be a date, not {type(self.issued_on).__name__}: {self.issued_on!r}"
            )
        object.__setattr__(self, "number", _settled(self.number, self.kind))
        object.__setattr__(self, "kind", _kind(self.kind, self.number))
        if self.number is None and self.subject is None and (self.kind is None or not self.kind.is_known):
            raise InvalidDocumentReferenceError(str(self.kind or ""), "a number, a known kind or a subject")

    def __repr__(self) -> str:
        return f"DocumentReference.parse({str(self)!r})"

    def __str__(self) -> str:
        """The canonical text: the citation with the subject in quotes, which `parse` reads back exactly."""
        parts = [self._head("vi", "short")]
        if self.subject is not None or (self.issuer is not None and _reads_on(self.issuer)):
            parts.append(f"“{self.subject or ''}”")
        return " ".join(filter(None, parts))

    def _head(self, lang: str, style: str) -> str:
        parts = []
        if self.kind is not None:
            parts.append(self.kind.label(lang))
        if self.number is not None:
            parts.append(wording("document_reference.number", lang, number=self.number))
        if self.issued_on is not None:
            day = format_date(self.issued_on, style, lang).removeprefix("ngày ")
            parts.append(wording("document_reference.issued", lang, day=day))
        if self.issuer is not None:
            parts.append(wording("document_reference.issuer", lang, issuer=self.issuer))
        return " ".join(parts)

    def cite(
        self, lang: str = "vi", *, style: str = "short", form: str = "full", is_party_style: bool = False
    ) -> str:
        """The citation as running text has it, the subject after the issuer without quotes.

        Args:
            lang: `"vi"` or `"en"`; names and subjects stay Vietnamese.
            style: of the date, as in `format_date`.
            form: `"full"`, as at the first mention: kind, symbol, date, issuer, subject; a law or an ordinance that is named
                goes by its name alone. `"short"`, as at later mentions: kind and symbol
                (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 6).
            is_party_style: a comma before the date, as some Party documents have (practice).

        Raises:
            UnknownLanguageError: no such language.
            ValueError: no such style or form.

        >>> plan = DocumentReference.parse("Kế hoạch số 02/KH-UBND ngày 11/01/2024 của UBND tỉnh")
        >>> plan.cite("en"), plan.cite(form="short")
        ('plan No. 02/KH-UBND of 11 Jan 2024 by UBND tỉnh', 'Kế hoạch số 02/KH-UBND')
        """
        wordings(lang)  # a title alone has no word of the language, and the language is still checked
        if form not in {"full", "short"}:
            raise ValueError(f"no such form of a citation: {form!r}; known: full, short")
        has_name = self.subject is not None
        if has_name and self.kind is not None and self.kind.abbreviation in _NAMED_BY_TITLE:
            return f"{self.kind.label(lang)} {self.subject}"
        if form == "short" and self.number is not None:
            return type(self)(self.number, kind=self.kind).cite(lang, style=style)
        head = self._head(lang, style)
        if is_party_style and lang == "vi" and self.issued_on is not None:
            head = head.replace(" ngày ", ", ngày ", 1)
        return " ".join(filter(None, [head, self.subject]))

    def format(self, lang: str = "vi") -> str:
        """The same as `cite`, under the name every value has.

        Raises:
            UnknownLanguageError: no such language.
        """
        return self.cite(lang)

    @property
    def key(self) -> tuple[str | None, int | None, str | None]:
        """What identifies the document: issuer, year, symbol (Nghị định 30/2020/NĐ-CP, Điều 15: numbers restart each year).

        A symbol alone is never an identity: every province issues its own `01/2024/QĐ-UBND`. The key itself may
        still repeat in real data, and then both documents are kept.
        """
        year = (
            self.issued_on.year
            if self.issued_on is not None
            else self.number.year
            if self.number is not None
            else None
        )
        return self.issuer, year, None if self.number is None else str(self.number)

    @classmethod
    def parse(cls, text: str) -> Self:
        r"""Read one citation: any of kind, symbol, date, issuer, subject, in the official order.

        Args:
            text: the citation alone. A subject in typographic quotes at its end is taken whole, as `str` writes it. Words
                before the kind are refused, but for those that lead a citation (`Căn cứ`, `theo`, `các` …).

        Raises:
            InvalidDocumentReferenceError: no symbol and no known kind in it, or a date that does not exist.
            TypeError: not a `str`.

        >>> DocumentReference.parse("316/UBND-KGVX \n Ngày 17/01/2024").issued_on
        datetime.date(2024, 1, 17)
        """
        line = clean(require_text(text))
        try:
            return cls(*_read(line))
        except (InvalidDateError, InvalidDocumentNumberError, InvalidDocumentReferenceError) as error:
            expected = error.expected if isinstance(error, InvalidDateError) else _EXPECTED
            raise InvalidDocumentReferenceError(text, expected) from None


def _read(line: str) -> _Parts:
    """The parts of a citation in the order of the attributes."""
    line, subject = _split_quoted_subject(line)
    if subject is None:
        line = _ALIAS.sub("", line).rstrip(" ;,")
    found = _SYMBOL.search(line)
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
        raise InvalidDocumentReferenceError(line, _EXPECTED)


def _titled(before: str) -> tuple[tuple[DocumentKind, str], str | None] | None:
    """A kind that is followed by its title: `Luật Khoa học và công nghệ số …`; a body behind the kind is no title."""
    named = noun_at_start(before)
    if named is None or named[0].abbreviation not in _NAMED_BY_TITLE:
        return None
    title = before.removeprefix(named[1]).strip(" ,;:")
    return None if title.startswith("của ") else (named, title or None)


def _known_by_title(line: str, subject: str | None) -> _Parts:
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
        raise InvalidDocumentReferenceError(line, _EXPECTED)
    kind, noun = named or (None, "")
    rest = line.removeprefix(noun)
    if subject is None and kind is not None and kind.abbreviation in _NAMED_BY_TITLE:
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
    if day := _DAY.match(rest):
        issued_on = parse_date(day[1])
        rest = rest[day.end() :]
    elif blank := _BLANK_DAY.match(rest):
        rest = rest[blank.end() :]
    if named := _ISSUER.match(rest):
        parts = SUBJECT_OPENING.split(named[1], maxsplit=1) if subject is None else [named[1]]
        issuer, rest = parts[0], parts[1] if len(parts) > 1 else ""
        if issued_on is None and subject is None and (day := _day_behind(issuer)):
            issued_on, rest = parse_date(day[1]), f"{issuer[day.end() :]} {rest}"
            issuer = issuer[: day.start()]
    rest = rest.strip(" ,;:").rstrip(".")
    if subject is None and re.search(r"\w", rest):
        subject = rest
    return issued_on, issuer, subject
