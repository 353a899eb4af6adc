"""The parts of a Word document as text: paragraphs, tables, sections, styles; no library is needed to write them.

Measures are those of Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I and II, in twentieths of a point (twips) and half points.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

import attrs

from khcn_records.renderers import Block, Row
from khcn_records.table import ColumnType, RowRole

__all__ = [
    "Sheet",
    "as_xml_text",
    "fits_upright",
    "paragraph",
    "plain_table",
    "rule",
    "section",
    "side_by_side",
    "text_width",
]

FONT = "Times New Roman"
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
TOP, BOTTOM, LEFT, RIGHT = 1134, 1134, 1701, 851
"""20, 20, 30 and 15 mm: Phụ lục I, phần I, mục 1."""

_NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")


@attrs.frozen
class Sheet:
    """A sheet of A4: upright, or on its side."""

    is_landscape: bool = False

    @property
    def width(self) -> int:
        """Twips between the margins."""
        return (PAGE_HEIGHT - TOP - BOTTOM) if self.is_landscape else (PAGE_WIDTH - LEFT - RIGHT)


def as_xml_text(text: str) -> str:
    """The text with what XML cannot hold shown as �."""
    return text.translate(_NOT_IN_XML)


def runs(
    text: str, *, bold: bool = False, italic: bool = False, underline: bool = False, size: int = 0
) -> str:
    """A text as runs; its line breaks are kept, what XML cannot hold is shown as �."""
    marks = "".join(mark for mark, has in (("<w:b/>", bold), ("<w:i/>", italic)) if has)
    if size:
        marks += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    if underline:
        marks += '<w:u w:val="single"/>'
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    lines = escape(as_xml_text(text)).split("\n")
    written = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r>{properties}{written}</w:r>"


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; an empty one keeps its line."""
    named = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    all_properties = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{all_properties}{content}</w:p>"


# Thousandths of the type size that the letters of Times New Roman take; a letter with marks is as wide as the bare one.
_WIDTHS = {
    False: {" ": 250, **dict.fromkeys("fijlt", 300), **dict.fromkeys("acegrsz", 430), "m": 778, "w": 722, **dict.fromkeys("MW", 910)},
    True: {" ": 250, **dict.fromkeys("fijlt", 310), **dict.fromkeys("acegrsz", 445), "m": 833, "w": 722, **dict.fromkeys("MW", 970), "I": 389},
}  # fmt: skip


def text_width(text: str, size: int, *, bold: bool = False) -> int:
    """About how many twips a line of text takes."""
    widths = _WIDTHS[bold]
    total = 0
    for char in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(char):
            total += widths.get(char, 705 if char.isupper() else 333 if char in ".,-():;/" else 510)
    return total * size * 10 // 1000


def rule(text: str, size: int, cell: int, share: float, *, bold: bool = True) -> str:
    """A solid line under a text, as long as a share of it, in the middle of a cell."""
    length = min(cell, int(min(cell, text_width(text, size, bold=bold)) * share))
    side = max(0, (cell - length) // 2)
    line = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    spacing = '<w:spacing w:before="60" w:after="0" w:line="60" w:lineRule="exact"/>'
    return paragraph(
        "",
        "KhcnCell",
        f'{line}{spacing}<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/><w:jc w:val="center"/>',
    )


def side_by_side(rows: Iterable[tuple[str, str]], widths: tuple[int, int], *, is_whole: bool = False) -> str:
    """Pairs of cells without borders; `is_whole`: no pair is parted by the end of a page."""
    kept = "<w:trPr><w:cantSplit/></w:trPr>" if is_whole else ""
    written = "".join(
        f"<w:tr>{kept}{''.join(_open_cell(content, width) for content, width in zip(pair, widths, strict=True))}</w:tr>"
        for pair in rows
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    margins = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{margins}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"
    )


def _open_cell(content: str, width: int) -> str:
    filled = content or paragraph("", "KhcnCell")
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{filled}</w:tc>'


_LEAST = {
    ColumnType.DAY: 1330,
    ColumnType.DOCUMENT: 2000,
    ColumnType.LABEL: 1300,
    ColumnType.COUNT: 800,
    ColumnType.DECIMAL: 1100,
}
_MOST = {ColumnType.DOCUMENT: 2800, ColumnType.LABEL: 1700}
_LEAST_NUMBER, _LEAST_TEXT, _NARROWEST = 620, 2500, 900
_LETTER, _MOST_WANTED = 125, 9000
_FEW = 4
"""A column of texts no longer than this holds numbers of rows."""


def _is_number(block: Block, place: int) -> bool:
    """Whether a column holds the numbers of the rows."""
    texts = [row.texts[place] for row in block.rows if row.group is None and place < len(row.texts)]
    return block.holds(place, ColumnType.TEXT) and bool(texts) and all(len(text) <= _FEW for text in texts)


def _lines(block: Block, place: int) -> set[str]:
    """The lines of a column, without those of group headings, which go across."""
    texts = {row.texts[place] for row in block.rows if row.group is None and place < len(row.texts)}
    return {line for text in texts for line in text.split("\n")}


def _least(block: Block) -> list[int]:
    """What every column needs: days and symbols are not broken over lines, a text may be."""
    least = []
    for place in range(block.width):
        kind = block.types[place] if place < len(block.types) else ColumnType.TEXT
        if kind is ColumnType.TEXT:
            wanted = min(_LEAST_TEXT, max(_NARROWEST, _wanted(block, place)))
            least.append(_LEAST_NUMBER if _is_number(block, place) else wanted)
        elif kind in _MOST:
            longest = max((text_width(line, 24) for line in _lines(block, place)), default=0)
            least.append(min(_MOST[kind], max(_LEAST[kind], longest + 240)))
        else:
            least.append(_LEAST[kind])
    return least


def _wanted(block: Block, place: int) -> int:
    """About what a column would take if none of its lines were broken."""
    longest = max(map(len, _lines(block, place)), default=0)
    return min(_MOST_WANTED, longest * _LETTER + 240)


def fits_upright(block: Block) -> bool:
    """Whether the columns of a table have room on an upright sheet."""
    return sum(_least(block)) <= Sheet().width


def _widths(block: Block, width: int) -> list[int]:
    """The columns of a table over a width: each what it needs, the rest to those of text; where it is too little, days stay whole."""
    least = _least(block)
    spare = width - sum(least)
    if not block.headings and block.width == 2:
        return [width * 7 // 20, width - width * 7 // 20]
    if spare < 0:
        yielding = [place for place, one in enumerate(least) if one > _LEAST[ColumnType.DAY]]
        left = width - sum(one for place, one in enumerate(least) if place not in yielding)
        if left < _NARROWEST * len(yielding):
            yielding, left = list(range(len(least))), width
        wanted = sum(least[place] for place in yielding)
        for place in yielding:
            least[place] = least[place] * left // wanted
        least[yielding[-1]] += width - sum(least)
        return least
    hungry = [ColumnType.TEXT, ColumnType.LABEL]
    more = [
        max(0, _wanted(block, place) - one) if block.holds(place, *hungry) else 0
        for place, one in enumerate(least)
    ]
    given = [one * min(spare, sum(more)) // max(1, sum(more)) for one in more]
    widths = [one + extra for one, extra in zip(least, given, strict=True)]
    takers = [place for place in range(block.width) if block.holds(place, ColumnType.TEXT)]
    takers = [place for place in takers if least[place] != _LEAST_NUMBER] or list(range(block.width))
    left = width - sum(widths)
    for turn, place in enumerate(takers):
        widths[place] += left // len(takers) + (left % len(takers) if turn == 0 else 0)
    return widths


_CENTRED = (ColumnType.DAY, ColumnType.COUNT, ColumnType.DOCUMENT, ColumnType.LABEL)
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))  # fmt: skip


def plain_table(block: Block, width: int) -> str:
    """A ruled table; its headings are repeated on every page and no row is broken over two."""
    if not block.width:
        return ""
    widths = _widths(block, width)
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    rows = []
    if block.headings:
        cells = "".join(
            _cell(text, one, "center", bold=True) for text, one in zip(block.headings, widths, strict=True)
        )
        rows.append(f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>")
    aligned = [
        "right"
        if block.holds(place, ColumnType.DECIMAL)
        else "center"
        if block.holds(place, *_CENTRED) or _is_number(block, place)
        else "left"
        for place in range(block.width)
    ]
    rows += [_row(row, widths, aligned) for row in block.rows]
    if not rows:
        return ""
    # The last row stays with what ends the table, so that a page never holds the end mark alone.
    rows[-1] = rows[-1].replace('<w:pStyle w:val="KhcnTable"/>', '<w:pStyle w:val="KhcnTableEnd"/>')
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(row: Row, widths: Sequence[int], aligned: Sequence[str]) -> str:
    kept = "<w:trPr><w:cantSplit/></w:trPr>"
    if row.group is not None:
        number, words = row.group
        if len(widths) == 1:
            return f"<w:tr>{kept}{_cell(words, widths[0], 'left', bold=True)}</w:tr>"
        across = _cell(words, sum(widths[1:]), "left", bold=True, span=len(widths) - 1)
        return f"<w:tr>{kept}{_cell(number, widths[0], 'center', bold=True)}{across}</w:tr>"
    texts = [*row.texts, *[""] * (len(widths) - len(row.texts))]
    cells = "".join(
        _cell(text, one, side, bold=row.role is not RowRole.DATA or place in row.marked)
        for place, (text, one, side) in enumerate(zip(texts, widths, aligned, strict=True))
    )
    return f"<w:tr>{kept}{cells}</w:tr>"


def _cell(text: str, width: int, side: str, *, bold: bool = False, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    align = "" if side == "left" else f'<w:jc w:val="{side}"/>'
    content = paragraph(runs(text, bold=bold) if text else "", "KhcnTable", align)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'


def section(sheet: Sheet, header: str, *, restarts: bool = False) -> str:
    """The set-up of a section's pages; the number stands on top from the second page on.

    Args:
        sheet: upright or on its side.
        header: the id of the header with the page number.
        restarts: whether pages are counted anew, as in an appendix.
    """
    width, height = (PAGE_HEIGHT, PAGE_WIDTH) if sheet.is_landscape else (PAGE_WIDTH, PAGE_HEIGHT)
    turned = ' w:orient="landscape"' if sheet.is_landscape else ""
    # On its side the sheet is bound at the top: what was on the left stands there.
    top, bottom, left, right = (
        (LEFT, RIGHT, TOP, BOTTOM) if sheet.is_landscape else (TOP, BOTTOM, LEFT, RIGHT)
    )
    number = '<w:pgNumType w:start="1"/>' if restarts else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id={quoteattr(header)}/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="567" w:footer="567" w:gutter="0"/>'
        f"{number}<w:titlePg/></w:sectPr>"
    )


PAGE_NUMBER = paragraph(
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "KhcnPageNumber",
)


def _style(
    name: str, label: str, paragraph_properties: str = "", run_properties: str = "", *, based: str = "Normal"
) -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    default = ' w:default="1"' if not based else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{label}"/>{on}<w:qFormat/>'
        f"<w:pPr>{paragraph_properties}</w:pPr><w:rPr>{run_properties}</w:rPr></w:style>"
    )


_INDENT = '<w:ind w:firstLine="720"/>'
_JUSTIFIED = '<w:jc w:val="both"/>'
_CENTRE = '<w:ind w:firstLine="0"/><w:jc w:val="center"/>'
_BODY = '<w:spacing w:before="0" w:after="120" w:line="264" w:lineRule="auto"/>'
_TIGHT = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'


def _kept(level: int) -> str:
    return f'<w:keepNext/>{_BODY}{_INDENT if level else _CENTRE}<w:outlineLvl w:val="{level}"/>'


def styles(language: str) -> Iterable[str]:
    """The styles of the document, those of headings under the names Word knows."""
    font = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    spoken = f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
    basic = f'{font}<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>{spoken}'
    yield f"<w:docDefaults><w:rPrDefault><w:rPr>{basic}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    yield _style("Normal", "Normal", "", basic, based="")
    yield _style("KhcnBody", "Khcn Body", f"{_BODY}{_INDENT}{_JUSTIFIED}")
    yield _style("KhcnItem", "Khcn Item", "", based="KhcnBody")
    yield _style("KhcnBasis", "Khcn Legal Basis", "", "<w:i/>", based="KhcnBody")
    yield _style("KhcnNote", "Khcn Note", "", "<w:i/>", based="KhcnBody")
    yield _style("Heading1", "heading 1", _kept(0), "<w:b/>")
    yield _style("Heading2", "heading 2", _kept(1), "<w:b/><w:caps/>")
    yield _style("Heading3", "heading 3", _kept(2), "<w:b/>")
    yield _style("Heading4", "heading 4", _kept(3), "<w:b/><w:i/>")
    yield _style("KhcnTitle", "Khcn Title", f"<w:keepNext/>{_TIGHT}{_CENTRE}", "<w:b/>")
    yield _style("KhcnCell", "Khcn Cell", f"{_TIGHT}{_CENTRE}")
    yield _style("KhcnAddress", "Khcn Address", f"{_BODY}{_INDENT}")
    yield _style(
        "KhcnRecipient",
        "Khcn Recipient",
        f'{_TIGHT}<w:ind w:firstLine="0"/>',
        '<w:sz w:val="22"/><w:szCs w:val="22"/>',
    )
    yield _style(
        "KhcnTable",
        "Khcn Table",
        '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>',
        '<w:sz w:val="24"/><w:szCs w:val="24"/>',
    )
    yield _style("KhcnTableEnd", "Khcn Table End", "<w:keepNext/>", based="KhcnTable")
    yield _style("KhcnPageNumber", "Khcn Page Number", f"{_TIGHT}{_CENTRE}")
