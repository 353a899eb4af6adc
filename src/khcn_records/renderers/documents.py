"""A finished document before it is laid out (*văn bản hành chính*): its components, worded in one language, and nothing of a format.

Basis: Nghị định 30/2020/NĐ-CP, Phụ lục I (components and their order); for Party documents Hướng dẫn 36-HD/VPTW.

>>> document = Document(lang="vi", letterhead=Letterhead(issuer="SỞ X"), kind="BÁO CÁO", body=[Paragraph("item", "Họp.", "-")])
>>> [block.notes for block in document.page().blocks]
[('- Họp.',)]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

import attrs

from khcn_records.display.printing import all_printable, printable
from khcn_records.errors import InvalidArgumentError
from khcn_records.renderers import Block, Page

__all__ = ["LAYOUTS", "Appendix", "Document", "Layout", "Letterhead", "Paragraph", "Role", "SignatureBlock"]

Layout: TypeAlias = Literal["state", "party", "letter", "submission", "appendix"]
"""A report of the state, one of the Party, *công văn*, *tờ trình*, or the appendix alone."""

LAYOUTS: tuple[str, ...] = get_args(Layout)

Role: TypeAlias = Literal["part", "title", "heading", "subheading", "minor", "text", "item", "subitem", "point", "note"]  # fmt: skip
"""What a paragraph is: *Phần I* and its title, *I.*, *1.*, *1.1.*, running text, `-`, `+`, `a)`, a remark in brackets."""

ROLES: tuple[str, ...] = get_args(Role)
_LISTED = frozenset({"item", "subitem", "point"})
_LEVELS = {"part": 2, "title": 2, "heading": 2, "subheading": 3, "minor": 4}


def layout_of(layout: str) -> Layout:
    """The layout of a name.

    Raises:
        InvalidArgumentError: no such layout.
    """
    for known in get_args(Layout):
        if known == layout:
            name: Layout = known
            return name
    raise InvalidArgumentError(str(layout), f"one of {', '.join(LAYOUTS)}")


def _role(role: str) -> str:
    if role not in ROLES:
        raise InvalidArgumentError(str(role), f"one of {', '.join(ROLES)}")
    return role


@attrs.frozen
class Paragraph:
    """One paragraph of the body.

    Attributes:
        role: what it is.
        text: its words, without the marker.
        marker: its number or mark: `I.`, `1.1.`, `-`, `a)`; may be empty.
    """

    role: Role = attrs.field(converter=_role)
    text: str = attrs.field(converter=printable)
    marker: str = attrs.field(default="", converter=printable)

    def __str__(self) -> str:
        return f"{self.marker} {self.text}".strip()


@attrs.frozen(kw_only=True)
class Letterhead:
    """What stands over the number (*quốc hiệu, tiêu ngữ, tên cơ quan*).

    Attributes:
        issuer: the body that issues, in capitals.
        parent: the body above it, in capitals; may be empty.
        nation: *quốc hiệu*; of a Party document *ĐẢNG CỘNG SẢN VIỆT NAM*.
        motto: *tiêu ngữ*; a Party document has none.
    """

    issuer: str = attrs.field(default="", converter=printable)
    parent: str = attrs.field(default="", converter=printable)
    nation: str = attrs.field(default="", converter=printable)
    motto: str = attrs.field(default="", converter=printable)


@attrs.frozen(kw_only=True)
class SignatureBlock:
    """Who signs (*quyền hạn, chức vụ, họ tên người ký*).

    Attributes:
        lines: the authority and the position: `KT. GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`.
        name: the signer; empty where it is not shown.
    """

    lines: tuple[str, ...] = attrs.field(default=(), converter=all_printable)
    name: str = attrs.field(default="", converter=printable)


@attrs.frozen(kw_only=True)
class Appendix:
    """One appendix (*phụ lục*).

    Attributes:
        heading: `Phụ lục`, with a Roman number where there are several.
        title: its title.
        attached_to: the document it belongs to, in brackets.
        table: what it shows.
        closing: what ends it: `./.` or nothing.
    """

    heading: str = attrs.field(default="", converter=printable)
    title: str = attrs.field(default="", converter=printable)
    attached_to: str = attrs.field(default="", converter=printable)
    table: Block
    closing: str = attrs.field(default="", converter=printable)


def _body(parts: Iterable[Paragraph | Block]) -> tuple[Paragraph | Block, ...]:
    return tuple(parts)


def _appendices(several: Iterable[Appendix]) -> tuple[Appendix, ...]:
    return tuple(several)


def _facts(facts: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({name: printable(text) for name, text in facts.items()})


@attrs.frozen(kw_only=True)
class Document:
    """A finished document; every component may be missing.

    Attributes:
        lang: the language of its fixed words.
        layout: how it is laid out.
        letterhead: *quốc hiệu, tiêu ngữ, tên cơ quan*; `None` for a page without one.
        number_line: *số, ký hiệu*, blank where the number is not given yet.
        date_line: place and day.
        kind: *tên loại*, in capitals; empty for a *công văn*.
        subject: *trích yếu*.
        address: whom it is sent to (*Kính gửi*).
        address_word: the word before them.
        basis: legal basis lines (*Căn cứ …*), each with its end mark.
        body: paragraphs and tables.
        signature: who signs.
        recipients_word: *Nơi nhận:*.
        recipients: its lines, with dash and end mark.
        appendices: in order.
        facts: figures and names of the report by name, worded, for templates: `period`, `tasks_total`.
    """

    lang: str = "vi"
    layout: Layout = attrs.field(default="state", converter=layout_of)
    letterhead: Letterhead | None = None
    number_line: str = attrs.field(default="", converter=printable)
    date_line: str = attrs.field(default="", converter=printable)
    kind: str = attrs.field(default="", converter=printable)
    subject: str = attrs.field(default="", converter=printable)
    address: tuple[str, ...] = attrs.field(default=(), converter=all_printable)
    address_word: str = attrs.field(default="", converter=printable)
    basis: tuple[str, ...] = attrs.field(default=(), converter=all_printable)
    body: tuple[Paragraph | Block, ...] = attrs.field(default=(), converter=_body)
    signature: SignatureBlock | None = None
    recipients_word: str = attrs.field(default="", converter=printable)
    recipients: tuple[str, ...] = attrs.field(default=(), converter=all_printable)
    appendices: tuple[Appendix, ...] = attrs.field(default=(), converter=_appendices)
    facts: Mapping[str, str] = attrs.field(factory=dict, converter=_facts)

    @property
    def title(self) -> str:
        """Kind and subject in one line."""
        return " ".join(filter(None, (self.kind, self.subject)))

    def with_findings(self, table: Block) -> Document:
        """The document with a table of findings on pages of their own."""
        told = Appendix(title=table.title, table=attrs.evolve(table, title=""))
        return attrs.evolve(self, appendices=(*self.appendices, told))

    def page(self) -> Page:
        """The document as a page of headings, lines and tables, in reading order, for formats without a sheet of paper."""
        head = self.letterhead or Letterhead()
        lines = [head.parent, head.issuer, head.nation, head.motto, self.number_line, self.date_line]
        if self.address:
            lines.append(f"{self.address_word} {'; '.join(self.address)}".strip())
        blocks = _blocks(self.body)
        if self.signature is not None:
            blocks.append(Block(notes=filter(None, (*self.signature.lines, self.signature.name))))
        if self.recipients:
            blocks.append(Block(title=self.recipients_word, notes=["\n".join(self.recipients)], level=3))
        for one in self.appendices:
            above = Block(
                title=one.heading or one.title,
                notes=filter(None, (one.title if one.heading else "", one.attached_to)),
            )
            blocks += [above, attrs.evolve(one.table, title="", notes=filter(None, (*one.table.notes, one.closing)))]  # fmt: skip
        return Page(title=self.title, lang=self.lang, lines=filter(None, (*lines, *self.basis)), blocks=tuple(blocks))  # fmt: skip


def _blocks(body: Iterable[Paragraph | Block]) -> list[Block]:
    """A block for each heading with its lines, and for each table; the items of a list follow each other line by line."""
    blocks: list[Block] = []
    title, level, notes = "", 2, list[list[str]]()
    before: Paragraph | Block | None = None

    def close() -> None:
        nonlocal title, level, notes
        if title or notes:
            blocks.append(Block(title=title, level=level, notes=["\n".join(lines) for lines in notes]))
        title, level, notes = "", 2, []

    for part in body:
        if isinstance(part, Block):
            close()
            blocks.append(part)
        elif part.role == "title" and title and not notes:
            title = f"{title}. {part.text}"
        elif part.role in _LEVELS:
            close()
            title, level = str(part), _LEVELS[part.role]
        elif notes and part.role in _LISTED and isinstance(before, Paragraph) and before.role in _LISTED:
            notes[-1].append(str(part))
        else:
            notes.append([str(part)])
        before = part
    close()
    return blocks
