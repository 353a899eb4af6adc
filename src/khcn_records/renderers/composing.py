"""A report composed as a finished document (*báo cáo hoàn chỉnh*): letterhead, part I from the records, part II from the plan, appendix.

Basis: Nghị định 30/2020/NĐ-CP, Phụ lục I (components); the outline is the report's own, or one by kind of record where it has none
(PRACTICE of monthly reports). Nothing here knows a format: `Document` is laid out by the members of the shelf.

>>> from khcn_records.records.monthly_reports import MonthlyReport
>>> report = MonthlyReport(report_id="2024-02", period="tháng 02/2024", organization="Sở Khoa học và Công nghệ tỉnh Bắc Giang")
>>> document = compose_report(report)
>>> document.letterhead.parent, document.letterhead.issuer, document.kind
('UBND TỈNH BẮC GIANG', 'SỞ KHOA HỌC VÀ CÔNG NGHỆ', 'BÁO CÁO')
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable

import attrs

from khcn_records.display import MASK
from khcn_records.errors import InvalidPeriodError, NotValidOnDayError, UnknownLanguageError
from khcn_records.labels import languages, wording
from khcn_records.records.issued_documents import Recipient, Signature
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.registers.bodies import body
from khcn_records.registers.organizations import Organization, Unit
from khcn_records.renderers import Block, table_block
from khcn_records.renderers.documents import (
    Appendix,
    Document,
    Layout,
    Letterhead,
    Paragraph,
    SignatureBlock,
    layout_of,
)
from khcn_records.renderers.outlines import outline_paragraphs
from khcn_records.renderers.sentences import count_in
from khcn_records.reports import task_appendix
from khcn_records.reports.task_summary import summarize_tasks
from khcn_records.text import fold
from khcn_records.values.dates import format_date

__all__ = ["OPTIONS", "compose_report"]

_BLANK = "\u00a0" * 8
_SHORT_BLANK = "\u00a0" * 4
_DOTS = "……"
_FIGURES = ("total", "done", "done_late", "in_progress", "overdue", "not_started")


def compose_report(
    report: MonthlyReport,
    lang: str = "vi",
    *,
    layout: str = "state",
    with_personal: bool = False,
    parent: str | None = None,
    place: str | None = None,
    subject: str | None = None,
    address: Iterable[str] = (),
    basis: Iterable[str] = (),
    is_electronic: bool = True,
) -> Document:
    """The report as a finished document.

    Args:
        report: any; figures hold for its `cutoff`.
        lang: the language of the fixed words; names, headings and what persons wrote stay as they are.
        layout: `"state"` (*báo cáo* by Nghị định 30/2020/NĐ-CP), `"party"`, `"letter"` (*công văn*), `"submission"` (*tờ trình*) or
            `"appendix"` (the appendix alone).
        with_personal: show the signer's name and electronic addresses; masked or left out unless asked for.
        parent: the body above the issuer (*cơ quan chủ quản*); the register of bodies knows it for departments of a province.
        place: where the document is signed (*địa danh*).
        subject: *trích yếu*, where the report's own title is not to be used.
        address: whom it is sent to (*Kính gửi*); a letter and a submission go to the parent unless said.
        basis: legal basis lines, without their end marks.
        is_electronic: the line under an appendix leaves number and day blank, as on electronic documents.

    Raises:
        InvalidArgumentError: no such layout.
        InvalidPeriodError: the period names no year, or its rule has no window for it.
        TypeError: `address` or `basis` is a bare `str`.
        UnknownLanguageError: no such language.
    """
    if lang not in languages():
        raise UnknownLanguageError(str(lang), languages())
    for name, several in (("address", address), ("basis", basis)):
        if isinstance(several, str):
            raise TypeError(f"{name} must be several texts, not one str: {several!r}")
    made = _Composing(report, lang, layout_of(layout), with_personal=with_personal)
    if made.layout == "appendix":
        alone = [made.appendix(is_electronic=is_electronic)]
        return Document(lang=lang, layout="appendix", appendices=alone, facts=made.facts())
    known_parent, known_place = made.known()
    above = known_parent if parent is None else parent
    to = tuple(address) or ((above or _DOTS,) if made.layout in {"letter", "submission"} else ())
    return Document(
        lang=lang,
        layout=made.layout,
        letterhead=made.letterhead(above),
        number_line=made.number_line(),
        date_line=made.date_line(known_place if place is None else place),
        kind="" if made.layout == "letter" else made.kind().upper(),
        subject=made.subject(subject),
        address=to,
        address_word=made.words("address_party" if made.layout == "party" else "address") if to else "",
        basis=_ended(basis),
        body=made.body(),
        signature=made.signature(),
        recipients_word=made.words("recipients"),
        recipients=made.recipients(bool(to)),
        appendices=[made.appendix(is_electronic=is_electronic)],
        facts=made.facts(),
    )


OPTIONS = frozenset(
    name
    for name, parameter in inspect.signature(compose_report).parameters.items()
    if parameter.kind is parameter.KEYWORD_ONLY
) - {"with_personal"}
"""The options of `render` that are of the composition and not of a format."""


def _ended(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines of a list, each ended by a semicolon and the last by a full stop."""
    several = [line.rstrip(" .;,") for line in lines]
    return tuple(f"{line}{'.' if place == len(several) else ';'}" for place, line in enumerate(several, 1))


@attrs.frozen
class _Composing:
    """One report in one language and layout."""

    report: MonthlyReport
    lang: str
    layout: Layout
    with_personal: bool = attrs.field(kw_only=True)

    def words(self, key: str, **parameters: object) -> str:
        return wording(f"composed.{key}", self.lang, **parameters)

    @property
    def is_party(self) -> bool:
        return self.layout == "party"

    def known(self) -> tuple[str, str]:
        """The body above the office and the place it sits in, as the register has them on the day; empty where it does not know."""
        try:
            found = body(self.report.organization or "", on=self.report.cutoff)
        except NotValidOnDayError:
            return "", ""
        if isinstance(found, Unit):
            whole = found.organization
            return (whole.name if whole else ""), (found.locality.name if found.locality else "")
        if isinstance(found, Organization) and found.locality is not None:
            committee = wording("composed.committee", "vi", place=found.locality.full_name)
            is_itself = (
                fold(committee) == fold(found.name) or found.kind is None or "committee" in found.kind.key
            )
            return ("" if is_itself else committee), found.locality.name
        return "", ""

    def letterhead(self, parent: str) -> Letterhead:
        issuer = self.report.organization or _DOTS
        place = parent.partition(" ")[2]  # UBND | tỉnh Bắc Giang: the place is said once
        if place and fold(issuer).endswith(fold(f" {place}")):
            issuer = issuer[: -len(place)].strip()
        if self.is_party:
            return Letterhead(issuer=issuer.upper(), parent=parent.upper(), nation=self.words("party"))
        return Letterhead(
            issuer=issuer.upper(),
            parent=parent.upper(),
            nation=self.words("nation"),
            motto=self.words("motto"),
        )

    def symbol(self) -> str:
        """Number and symbol, the number blank until it is given."""
        reference = self.report.reference
        if reference is None or reference.number is None:
            return f"{_BLANK}{'-' if self.is_party else '/'}{_DOTS}"
        number = reference.number
        if number.number is not None:
            return str(number)
        written = str(number)
        return f"{_BLANK}{written}" if written[:1] in "/-" else f"{_BLANK}/{written}"

    def number_line(self) -> str:
        return self.words("number_party" if self.is_party else "number", symbol=self.symbol())

    def date_line(self, place: str) -> str:
        reference = self.report.reference
        where = place or _DOTS
        if reference is not None and reference.issued_on is not None:
            return self.words(
                "place_and_day", place=where, day=format_date(reference.issued_on, "long", self.lang)
            )
        return self.words("blank_day", place=where, blank=_SHORT_BLANK, year=self.report.cutoff.year)

    def kind(self) -> str:
        """The name of the kind of document, as written in the middle of a sentence or a title."""
        if self.layout == "submission":
            return wording("document_kind.TTr", self.lang)
        reference = self.report.reference
        known = reference.kind if reference is not None else None
        if known is not None and known.is_known and known.abbreviation:
            return known.label(self.lang)
        return wording("document_kind.BC", self.lang)

    def subject(self, given: str | None) -> str:
        text = given if given is not None else self.report.title
        if text is None:
            text = self.words("subject", period=self.report.period.format(self.lang), following=self._next())
        else:
            for known in {self.kind(), wording("document_kind.BC", "vi")}:
                if fold(text).startswith(f"{fold(known)} "):
                    text = text[len(known) :].strip()
        if self.layout == "letter":
            return self.words("letter_subject", subject=text[:1].lower() + text[1:])
        if self.is_party:
            return text[:1].lower() + text[1:]
        return text[:1].upper() + text[1:]

    def _next(self) -> str:
        try:
            return self.report.period.next().format(self.lang)
        except InvalidPeriodError:
            return self.words("following_period")

    def body(self) -> tuple[Paragraph | Block, ...]:
        parts: list[Paragraph] = []
        if self.layout in {"letter", "submission"}:
            told = {
                "office": self.report.organization or _DOTS,
                "period": self.report.period.format(self.lang),
            }
            parts.append(Paragraph("text", self.words(f"opening_{self.layout}", **told)))
        parts += outline_paragraphs(
            self.report, self.lang, with_personal=self.with_personal, following=self._next()
        )
        if self.layout == "submission":
            parts.append(Paragraph("text", self.words("closing_submission")))
        if parts:
            last = parts[-1]
            end = "." if self.is_party else "./."
            parts[-1] = attrs.evolve(last, text=f"{last.text.rstrip(' .;:')}{end}")
        return tuple(parts)

    def facts(self) -> dict[str, str]:
        """Names and figures of the report, worded, for whoever lays it out otherwise."""
        summary = summarize_tasks(self.report.tasks, as_of=self.report.cutoff)
        return {
            "organization": self.report.organization or _DOTS,
            "period": self.report.period.format(self.lang),
            "following": self._next(),
            "as_of": format_date(summary.as_of, "short", self.lang),
            **{f"tasks_{name}": count_in(getattr(summary, name), self.lang) for name in _FIGURES},
        }

    def signature(self) -> SignatureBlock | None:
        signature = self.report.signature
        if signature is None:
            return None
        lines = [_slashed(line) for line in signature.lines()] if self.is_party else signature.lines()
        return SignatureBlock(lines=lines, name=self._name(signature))

    def _name(self, signature: Signature) -> str:
        if signature.name is None:
            return ""
        return signature.name if self.with_personal else MASK

    def recipients(self, has_address: bool) -> tuple[str, ...]:  # noqa: FBT001  one of two lists
        several = self.report.recipients
        if not several:
            return ()
        texts = [self._recipient(one) for one in several]
        above = self.words("as_above")
        if has_address and fold(above) not in {fold(text) for text in texts}:
            texts.insert(0, above)
        return tuple(f"- {line}" for line in _ended(texts))

    def _recipient(self, one: Recipient) -> str:
        text = one.text
        if one.emails and self.with_personal:
            text = f"{text}: {', '.join(one.emails)}"
        elif one.emails_count:
            text = self.words("addresses", name=text, count=count_in(one.emails_count, self.lang))
        return text if one.copies is None else f"{text} ({one.copies})"

    def appendix(self, *, is_electronic: bool) -> Appendix:
        report = self.report
        table = task_appendix.tabulate(report.tasks, as_of=report.cutoff, period=report.period)
        block = table_block(table, self.lang)
        reference = report.reference
        symbol = f"{_BLANK}/{_DOTS}"
        day = self.words("blank_short_day", year=report.cutoff.year)
        if reference is not None and reference.number is not None:
            notation = (
                str(attrs.evolve(reference.number, number=None, suffix="", raw=""))
                if is_electronic
                else str(reference.number)
            )
            symbol = f"{_BLANK}{notation}" if notation[:1] in "/-" else notation
        if reference is not None and reference.issued_on is not None and not is_electronic:
            day = format_date(reference.issued_on, "long", self.lang)
        kind = self.words("letter") if self.layout == "letter" else self.kind()
        attached = self.words(
            "attached", kind=kind, symbol=symbol, day=day, office=report.organization or _DOTS
        )
        return Appendix(
            heading=self.words("appendix"),
            title=block.title.upper(),
            attached_to=attached,
            table=attrs.evolve(block, title=""),
            closing="" if self.is_party else "./.",
        )


def _slashed(line: str) -> str:
    """The authority as the Party writes it: `T/M`, `K/T`, `T/L`."""
    for prefix in ("TM", "KT", "TL"):
        if line.startswith(f"{prefix}. "):
            return f"{prefix[0]}/{prefix[1]} {line[4:]}"
    return line
