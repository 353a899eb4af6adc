"""References to documents (*viện dẫn văn bản*): kind, symbol, date, issuer and subject, as far as the text gives them.

Order of a citation: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 6 — kind, number and symbol, date, issuing body,
subject. Party practice may put a comma before the date; it is read and never written.
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import Self

import attrs

from khcn_records.by_fields import ByFields
from khcn_records.errors import InvalidDateError, InvalidDocumentNumberError, InvalidDocumentReferenceError
from khcn_records.labels import wording, wordings
from khcn_records.text import clean, lazy_pattern, require_text
from khcn_records.values.dates import format_date
from khcn_records.values.document_kinds import (
    DocumentKind,
    kind_of_noun,
)
from khcn_records.values.document_numbers import DocumentFamily, DocumentNumber

__all__ = ["DocumentReference"]

_ASSEMBLY_TERM = lazy_pattern(r"(?<=[HKN])[0-9]{1,2}$")


def _issuer(text: str | None) -> str | None:
    """An issuer's name; typographic quotes become straight ones, because they mark the subject in the canonical text."""
    return None if text is None else _issuer_name(require_text(text))


@functools.lru_cache(maxsize=1024)
def _issuer_name(text: str) -> str | None:
    from khcn_records.values import (
        citation_grammar,  # the grammar of citations waits for the first that is read
    )

    name = citation_grammar.ALIAS.sub("", clean(text).replace("“", '"').replace("”", '"')).strip(" .,;:")
    if citation_grammar.SYMBOL.search(name):
        raise InvalidDocumentReferenceError(text, "an issuer's name without a symbol in it")
    return name or None


def _assembly_term(number: DocumentNumber) -> str | None:
    """The term that an assembly's symbol names: `QH15`."""
    from khcn_records.values import (
        document_issuers,  # the grammar of citations waits for the first that is read
    )

    named = _ASSEMBLY_TERM.search(number.issuers[0]) if number.issuers else None
    return document_issuers.term_of(named[0]) if named else None


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


@attrs.frozen(weakref_slot=False, eq=False, repr=False)
class DocumentReference(ByFields):
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
    ('ban thường vụ tỉnh ủy', 2024, '114-KH/TU')
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
        from khcn_records.values import (
            citation_grammar,  # the grammar of citations waits for the first that is read
        )

        head = self._head("vi", "short")
        is_quoted = self.subject is not None or (
            self.issuer is not None
            and (citation_grammar.reads_on(self.issuer) or len(citation_grammar.split_citations(head)) > 1)
        )
        return " ".join(filter(None, [head, f"“{self.subject or ''}”" if is_quoted else ""]))

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
        from khcn_records.values import (
            citation_grammar,  # the grammar of citations waits for the first that is read
        )

        wordings(lang)  # a title alone has no word of the language, and the language is still checked
        if form not in {"full", "short"}:
            raise ValueError(f"no such form of a citation: {form!r}; known: full, short")
        has_name = self.subject is not None
        if has_name and self.kind is not None and self.kind.abbreviation in citation_grammar.NAMED_BY_TITLE:
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
    def key(self) -> tuple[str | None, int | str | None, str | None]:
        """What identifies the document: issuer, year or term, symbol.

        Numbers restart each year (Nghị định 30/2020/NĐ-CP, Điều 15); those of the Assembly and of the Party run through a
        term (*khóa*), which stands for the year where the symbol or the issuer's name gives it. The issuer is folded, its
        abbreviations written out. A symbol alone is never an identity: every province issues its own `01/2024/QĐ-UBND`. The
        key itself may still repeat in real data, and then both documents are kept.

        >>> DocumentReference.parse("Quyết định số 05/QĐ-UBND ngày 05/02/2024 của UBND tỉnh").key
        ('ủy ban nhân dân tỉnh', 2024, '05/QĐ-UBND')
        >>> DocumentReference.parse("Luật số 93/2025/QH15 ngày 27/6/2025").key
        (None, 'khóa XV', '93/2025/QH15')
        """
        from khcn_records.values import (
            document_issuers,  # the grammar of citations waits for the first that is read
        )

        issuer, term = (None, None) if self.issuer is None else document_issuers.issuer_key(self.issuer)
        number = self.number
        when: int | str | None = self.issued_on.year if self.issued_on is not None else None
        if number is not None:
            when = number.year if when is None else when
            if number.family in {DocumentFamily.ASSEMBLY, DocumentFamily.PARTY}:
                when = _assembly_term(number) or term or when
        return issuer or None, when, None if number is None else str(number)

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
        from khcn_records.values import (
            citation_grammar,  # the grammar of citations waits for the first that is read
        )

        line = clean(require_text(text))
        try:
            return cls(*citation_grammar.read_citation(line))
        except (InvalidDateError, InvalidDocumentNumberError, InvalidDocumentReferenceError) as error:
            expected = error.expected if isinstance(error, InvalidDateError) else citation_grammar.EXPECTED
            raise InvalidDocumentReferenceError(text, expected) from None
