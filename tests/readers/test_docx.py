"""Word documents made by python-docx: what Word prints of itself, and what stands outside the body, is read."""

from __future__ import annotations

import io
from typing import Any

import pytest

from khcn_records.finding import Place
from khcn_records.readers.sources import BlockRole, Grid, Paragraph, Source, Span

docx = pytest.importorskip("docx")

from docx.oxml import OxmlElement, parse_xml  # noqa: E402
from docx.oxml.ns import nsdecls, qn  # noqa: E402

from khcn_records.readers.docx import source_of  # noqa: E402
from khcn_records.zipped import packed, unpacked  # noqa: E402


def opened(document: Any) -> Source:
    """Stage one of a document."""
    out = io.BytesIO()
    document.save(out)
    return source_of(out.getvalue(), "a.docx")


def numbered(document: Any, *levels: tuple[str, str]) -> str:
    """A list whose levels count in these ways; its number."""
    root = document.part.numbering_part.element
    level = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(levels)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{level}</w:abstractNum>')
    root.insert(0, abstract)
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/></w:num>'))
    return "78"


def add(document: Any, text: str, number: str, level: int) -> None:
    """A numbered paragraph."""
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def test_automatic_numbers_are_read_as_printed() -> None:
    """Levels count on, start again below a higher one, and are printed in their own signs."""
    document = docx.Document()
    number = numbered(
        document, ("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-")
    )
    for text, level in [("A", 0), ("B", 1), ("C", 1), ("D", 2), ("E", 3), ("F", 0), ("G", 1)]:
        add(document, text, number, level)
    source = opened(document)

    assert [line.raw for line in source.lines()] == ["I. A", "1. B", "2. C", "a) D", "- E", "II. F", "1. G"]
    assert source.blocks[1] == Paragraph(
        "B", Place(file="a.docx", paragraph=2), label="1.", role=BlockRole.BODY
    )


def test_merged_cells_keep_their_reach() -> None:
    """A cell merged over rows and columns has its text once and says how far it reaches."""
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "dọc"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "ngang"
    table.cell(2, 2).text = "một"
    (grid,) = (block for block in opened(document).blocks if isinstance(block, Grid))

    assert [[text.strip() for text in grid.texts(row)] for row in range(3)] == [
        ["dọc", "ngang", ""],
        ["", "", ""],
        ["", "", "một"],
    ]
    assert (grid.span(0, 0), grid.span(0, 1), grid.span(2, 2)) == (Span(2, 1), Span(1, 2), Span())


def test_headers_and_text_boxes_are_kept_under_their_roles() -> None:
    """What stands at the edge of the page or in a box is a paragraph of its own."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "đầu trang"
    document.sections[0].footer.paragraphs[0].text = "chân trang"
    paragraph = document.add_paragraph("thân")
    box = f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>trong hộp</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    paragraph._p.append(parse_xml(box))
    told = [
        (block.text, block.role.value) for block in opened(document).blocks if isinstance(block, Paragraph)
    ]

    assert told == [
        ("thân", "body"),
        ("trong hộp", "text_box"),
        ("đầu trang", "header"),
        ("chân trang", "footer"),
    ]


def test_deleted_text_is_left_out_and_inserted_text_is_read() -> None:
    """Tracked changes are read as if they were accepted."""
    document = docx.Document()
    paragraph = document.add_paragraph("hạn ")
    for tag, kind, text in (("w:del", "w:delText", "31/1"), ("w:ins", "w:t", "15/2/2024")):
        change, run, part = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(kind)
        part.text = text
        part.set(qn("xml:space"), "preserve")
        run.append(part)
        change.append(run)
        paragraph._p.append(change)

    assert [line.raw for line in opened(document).lines()] == ["hạn 15/2/2024"]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    """A table laid inside another is kept whole behind it."""
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "ngoài"
    inner = outer.cell(0, 1).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "trong"
    grids = [block for block in opened(document).blocks if isinstance(block, Grid)]

    assert [grid.texts(0)[0] for grid in grids] == ["ngoài", "trong"]
    assert [grid.table for grid in grids] == [1, 2]


def test_footnotes_are_read_with_their_mark() -> None:
    """A footnote stands behind the body under the mark that the text bears; the separators of the file are none."""
    document = docx.Document()
    paragraph = document.add_paragraph("Ban hành kế hoạch")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    out = io.BytesIO()
    document.save(out)
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Số 31/KH-UBND</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    data = packed(unpacked(out.getvalue(), "a document") | {"word/footnotes.xml": notes.encode()})
    source = source_of(data, "a.docx")

    assert [line.raw for line in source.lines()] == ["Ban hành kế hoạch[2]", "[2] Số 31/KH-UBND"]
    assert isinstance(source.blocks[1], Paragraph)
    assert source.blocks[1].role is BlockRole.FOOTNOTE
