"""DOCX through python-docx (extra `docx`): a finished document laid out by Nghị định 30/2020/NĐ-CP or as the Party does.

A4 with the decree's margins, Times New Roman throughout, the page number on top from the second page on; the appendix on pages of its
own, turned where its columns need it. The same document gives the same bytes. With `template` an office's own file is filled instead.
"""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Mapping
from typing import Any

from khcn_records.errors import MissingExtraError
from khcn_records.renderers import Block, Page
from khcn_records.renderers.documents import Appendix, Document, Paragraph
from khcn_records.renderers.docx_parts import (
    PAGE_NUMBER,
    Sheet,
    as_xml_text,
    fits_upright,
    paragraph,
    plain_table,
    rule,
    runs,
    section,
    side_by_side,
    styles,
    text_width,
)
from khcn_records.zipped import packed, unpacked

__all__ = ["render"]

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
_WRITTEN = dt.datetime(2000, 1, 1)  # noqa: DTZ001  a file says nothing of when it was made
_UNNEEDED = ("/thumbnail", "/customXml", "/stylesWithEffects", "/numbering", "/webSettings", "/fontTable")
_SIGNATURE = (4677, 4677)
_NARROWEST, _WIDEST = 3400, 4900
"""The cell of the issuer; that of the nation and motto has the rest."""
_STYLE_OF = {
    "part": "Heading1",
    "title": "Heading1",
    "heading": "Heading2",
    "subheading": "Heading3",
    "minor": "Heading4",
    "text": "KhcnBody",
    "item": "KhcnItem",
    "subitem": "KhcnItem",
    "point": "KhcnItem",
    "note": "KhcnNote",
}


def _library() -> Any:
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError("docx") from error
    return docx


def render(
    thing: Page | Document,
    *,
    landscape: bool | None = None,
    template: bytes | str | os.PathLike[str] | None = None,
    fields: Mapping[str, object] | None = None,
) -> bytes:
    """The document as a `.docx` file, the same for the same document each time.

    Args:
        thing: a composed document, or a page of tables.
        landscape: whether tables of their own pages lie on the side; `None`: where their columns do not fit upright.
        template: an office's own `.docx` with placeholders, or its path.
        fields: more that the template names, texts or lists of texts.

    Raises:
        InvalidArgumentError: a template that names what is not there, or does not read.
        MissingExtraError: python-docx, or for a template docxtpl, is not installed.
        StructureError: a template that is no `.docx`.
        TypeError: `fields` without a template.
        UnsafeFileError: a template made to do harm.
    """
    document = thing if isinstance(thing, Document) else _sheet_of(thing)
    if template is not None:
        from khcn_records.renderers.docx_templates import filled

        return filled(template, document, fields or {})
    if fields is not None:
        raise TypeError("fields are of a template, and there is none")
    return _packaged(document, landscape=landscape)


def _sheet_of(page: Page) -> Document:
    """A page of tables as a document without letterhead."""
    body: list[Paragraph | Block] = [Paragraph("text", line) for line in page.lines]
    for block in page.blocks:
        if block.title and block.title != page.title:
            body.append(Paragraph("subheading", block.title))
        body.append(block)
        body += [Paragraph("text", note) for note in block.notes]
    return Document(lang=page.lang, subject=page.title, body=body)


def _packaged(document: Document, *, landscape: bool | None) -> bytes:
    made = _library().Document()
    for holder in (
        made.part.package,
        made.part,
    ):  # what the library's blank document has and this one does not need
        for key in [one for one, rel in holder.rels.items() if rel.reltype.endswith(_UNNEEDED)]:
            del holder.rels[key]
    made.sections[0].header.is_linked_to_previous = False
    header = next(key for key, rel in made.part.rels.items() if rel.reltype.endswith("/header"))
    language = _LANGUAGES.get(document.lang, document.lang)
    told = made.core_properties
    title = document.title or (document.appendices[0].title if document.appendices else "")
    told.title = as_xml_text(title)[:255]
    told.author = told.last_modified_by = told.comments = told.keywords = told.subject = told.category = ""
    told.language = language
    told.created = told.modified = _WRITTEN
    told.revision = 1
    out = io.BytesIO()
    made.save(out)
    parts = unpacked(out.getvalue(), "a document (.docx)")
    # The library makes the container; its parts are written whole, because it looks for the place of every row it adds.
    content = f"<w:body>{_content(document, header, landscape=landscape)}</w:body>"
    parts["word/document.xml"] = _part("document", content)
    parts["word/header1.xml"] = _part("hdr", PAGE_NUMBER)
    parts["word/styles.xml"] = _part("styles", "".join(styles(language)))
    return packed(dict(sorted(parts.items(), key=_place)))


def _part(name: str, content: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}\n<w:{name} {_NAMES}>{content}</w:{name}>".encode()


def _place(entry: tuple[str, bytes]) -> tuple[bool, str]:
    """What says what the archive is comes first."""
    return entry[0] != "[Content_Types].xml", entry[0]


def _content(document: Document, header: str, *, landscape: bool | None) -> str:
    tables = [part for part in document.body if isinstance(part, Block)]
    sheet = Sheet(_is_turned(tables, landscape) and document.letterhead is None)
    parts = [_body_part(part, sheet) for part in document.body]
    parts = [*_head(document), *parts, *_foot(document)]
    several = list(document.appendices)
    if not parts and several:
        sheet = Sheet(_is_turned([several[0].table], landscape))
        parts = _appendix(several.pop(0), sheet)
    setup = section(sheet, header)
    for one in several:
        # The set-up of a section stands in its last paragraph, that of the last one in the body.
        parts.append(paragraph("", "KhcnCell", setup))
        sheet = Sheet(_is_turned([one.table], landscape))
        parts += _appendix(one, sheet)
        setup = section(sheet, header, restarts=True)
    if not parts or parts[-1].startswith("<w:tbl>"):
        parts.append(paragraph("", "KhcnCell"))
    return "".join(parts) + setup


def _is_turned(tables: list[Block], landscape: bool | None) -> bool:  # noqa: FBT001  the caller's choice, passed on
    return any(not fits_upright(table) for table in tables) if landscape is None else landscape


def _body_part(part: Paragraph | Block, sheet: Sheet) -> str:
    if isinstance(part, Block):
        table = plain_table(part, sheet.width)
        return f"{table}{paragraph('', 'KhcnCell')}" if table else ""
    return paragraph(runs(str(part)), _STYLE_OF[part.role])


def _centred(text: str, size: int, *, bold: bool = False, italic: bool = False, before: int = 0) -> str:
    spacing = f'<w:spacing w:before="{before}" w:after="0" w:line="240" w:lineRule="auto"/>' if before else ""
    return paragraph(runs(text, bold=bold, italic=italic, size=size), "KhcnCell", spacing)


def _head(document: Document) -> list[str]:
    """Everything over the body."""
    is_party = document.layout == "party"
    parts = []
    head = document.letterhead
    if head is not None:
        small, usual = (28, 28) if is_party else (24, 26)
        nation = 30 if is_party else 24
        needed = text_width(head.nation, nation, bold=True)
        needed = max(needed, text_width(document.date_line, 28 if is_party else 26)) + 200
        issuer = min(_WIDEST, max(_NARROWEST, Sheet().width - needed))
        widths = (issuer, Sheet().width - issuer)
        left = _centred(head.parent, small) if head.parent else ""
        left += _centred(head.issuer, small, bold=True)
        left += _centred("*", small) if is_party else rule(head.issuer, small, widths[0], 0.4)
        right = _centred(head.nation, nation, bold=True)
        if head.motto:
            right += _centred(head.motto, usual, bold=True)
        right += rule(head.motto or head.nation, usual if head.motto else nation, widths[1], 1.0)
        number = _centred(document.number_line, usual, before=60)
        if document.layout == "letter" and document.subject:
            number += _centred(document.subject, 24, before=120)
        day = _centred(document.date_line, 28 if is_party else 26, italic=True, before=60)
        parts.append(side_by_side([(left, right), (number, day)], widths))
    parts += _named(document)
    if document.address:
        parts += _addressed(document)
    parts += [paragraph(runs(line), "KhcnBasis") for line in document.basis]
    return parts


def _named(document: Document) -> list[str]:
    """Kind and subject, and the rule under them."""
    if document.layout == "letter" or not document.title:
        return [paragraph("", "KhcnCell")] if document.letterhead is not None else []
    is_party = document.layout == "party"
    above = '<w:spacing w:before="280" w:after="0" w:line="240" w:lineRule="auto"/>'
    parts = []
    if document.kind:
        parts.append(paragraph(runs(document.kind, size=32 if is_party else 28), "KhcnTitle", above))
        above = ""
    if document.subject:
        parts.append(paragraph(runs(document.subject, size=30 if is_party else 28), "KhcnTitle", above))
    if is_party:
        parts.append(_centred("-----", 28))
    elif document.letterhead is not None:
        parts.append(rule(document.subject or document.kind, 28, Sheet().width, 0.4))
    return [*parts, paragraph("", "KhcnCell")]


def _addressed(document: Document) -> list[str]:
    if len(document.address) == 1:
        line = f"{document.address_word} {document.address[0]}"
        return [paragraph(runs(line), "KhcnAddress", '<w:ind w:firstLine="0"/><w:jc w:val="center"/>')]
    inset = '<w:ind w:left="2268" w:firstLine="0"/>'
    last = len(document.address) - 1
    lines = [f"- {one}{'.' if place == last else ';'}" for place, one in enumerate(document.address)]
    return [
        paragraph(runs(document.address_word), "KhcnAddress", '<w:ind w:left="1701" w:firstLine="0"/>')
    ] + [paragraph(runs(line), "KhcnAddress", inset) for line in lines]


def _foot(document: Document) -> list[str]:
    """Recipients and signature beside each other."""
    if document.signature is None and not document.recipients:
        return []
    is_party = document.layout == "party"
    left = ""
    if document.recipients:
        word = runs(
            document.recipients_word,
            bold=not is_party,
            italic=not is_party,
            underline=is_party,
            size=28 if is_party else 24,
        )
        left = paragraph(word, "KhcnRecipient")
        left += "".join(paragraph(runs(line), "KhcnRecipient") for line in document.recipients)
    right = ""
    if document.signature is not None:
        right = "".join(_centred(line, 28, bold=True) for line in document.signature.lines)
        right += paragraph("", "KhcnCell") * 4
        right += _centred(document.signature.name, 28, bold=True)
    return [paragraph("", "KhcnCell"), side_by_side([(left, right)], _SIGNATURE, is_whole=True)]


def _appendix(one: Appendix, sheet: Sheet) -> list[str]:
    parts = [_centred(one.heading, 28, bold=True)] if one.heading else []
    if one.title:
        parts.append(paragraph(runs(one.title, size=28), "KhcnTitle"))
    if one.attached_to:
        parts.append(_centred(one.attached_to, 28, italic=True))
    parts.append(paragraph("", "KhcnCell"))
    parts.append(plain_table(one.table, sheet.width))
    parts += [paragraph(runs(note), "KhcnNote") for note in one.table.notes]
    if one.closing:
        parts.append(paragraph(runs(one.closing), "KhcnCell", '<w:jc w:val="right"/>'))
    return [part for part in parts if part]
