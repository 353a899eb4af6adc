"""The Word document as an office checks it: paper, letters, headings, tables, page numbers; nothing hostile comes through."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import time
import zipfile
from pathlib import Path
from typing import Any

import attrs
import pytest

from khcn_records import samples
from khcn_records.errors import MissingExtraError
from khcn_records.readers import read
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.issued_documents import Signature
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.renderers import Block, Row, render
from khcn_records.renderers import docx as renderer
from khcn_records.renderers.documents import LAYOUTS, Document, Paragraph
from khcn_records.renderers.docx_parts import fits_upright, text_width
from khcn_records.table import ColumnType
from renderable import NASTY, NASTY_LINES, REPORT

docx = pytest.importorskip("docx")

SAMPLE = samples.report_2024_02()
NAMES = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
MM = 36000
"""A millimetre, as python-docx measures."""


def opened(thing: object, **options: Any) -> Any:
    """The document as python-docx reads it."""
    return docx.Document(io.BytesIO(render(thing, "docx", **options)))


def files(thing: object, **options: Any) -> dict[str, bytes]:
    """The parts of the archive."""
    with zipfile.ZipFile(io.BytesIO(render(thing, "docx", **options))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tasks(count: int) -> MonthlyReport:
    """A report of so many tasks."""
    several = [AssignedTask(task_id=str(n), directive=f"{n + 1}/KH-UBND", content=f"Việc thứ {n}", status="done") for n in range(count)]  # fmt: skip
    return MonthlyReport(report_id="1", period="2024-02", tasks=several)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_paper_is_that_of_the_decree(layout: str) -> None:
    """A4 with 20–25 mm on top and below, 30–35 mm at the binding, 15–20 mm on the other side (Phụ lục I, phần I)."""
    for section in opened(SAMPLE, layout=layout).sections:
        sides = [
            round(getattr(section, f"{side}_margin") / MM, 1) for side in ("top", "bottom", "left", "right")
        ]
        is_turned = section.page_width > section.page_height
        binding, *others = (
            (sides[0], sides[1], sides[2], sides[3])
            if is_turned
            else (sides[2], sides[3], sides[0], sides[1])
        )

        assert sorted((round(section.page_width / MM), round(section.page_height / MM))) == [210, 297]
        assert 30 <= binding <= 35
        assert 15 <= others[0] <= 20
        assert all(20 <= one <= 25 for one in others[1:])


def test_the_appendix_lies_on_pages_of_its_own_counted_anew() -> None:
    """The appendix begins a section: its pages are numbered from 1, and lie on the side because seven columns need it."""
    made = opened(SAMPLE)
    turned = [section.page_width > section.page_height for section in made.sections]
    starts = [section._sectPr.find("w:pgNumType", NAMES) is not None for section in made.sections]

    assert turned == [False, True]
    assert starts == [False, True]


@pytest.mark.parametrize(
    ("landscape", "expected"), [(None, [False, True]), (False, [False, False]), (True, [False, True])]
)
def test_the_caller_may_turn_the_sheet(*, landscape: bool | None, expected: list[bool]) -> None:
    """`landscape` decides how the appendix lies; the letter itself stays upright."""
    made = opened(SAMPLE, landscape=landscape)

    assert [section.page_width > section.page_height for section in made.sections] == expected


def test_the_page_number_stands_on_top_from_the_second_page_on() -> None:
    """The header holds the page number in the middle; the first page of a section has none."""
    for section in opened(SAMPLE).sections:
        assert "PAGE" in section.header._element.xml
        assert section.different_first_page_header_footer
        assert not section.first_page_header._element.xml.count("PAGE")


def test_every_letter_is_times_new_roman() -> None:
    """The font stands for Latin, East Asian and complex scripts, and no part names another."""
    parts = files(SAMPLE)
    named = [
        tag
        for part in ("document", "styles", "header1")
        for tag in re.findall(rb"<w:rFonts[^>]*>", parts[f"word/{part}.xml"])
    ]

    for tag in named:
        assert dict(re.findall(rb'w:(\w+)="([^"]*)"', tag)) == dict.fromkeys(
            [b"ascii", b"hAnsi", b"eastAsia", b"cs"], b"Times New Roman"
        )
    assert named


def test_headings_are_headings_to_word() -> None:
    """The outline of the report is that of the document, level by level."""
    made = [
        (one.style.name, one.text)
        for one in opened(SAMPLE).paragraphs
        if one.style.name.startswith("Heading")
    ]

    assert made[0] == ("Heading 1", "Phần I")
    assert ("Heading 2", "II. Xây dựng cơ chế, chính sách, pháp luật về KH&CN") in made
    assert ("Heading 4", "1.2. Quản lý đề tài, dự án cấp tỉnh") in made


def test_the_table_repeats_its_heading_and_breaks_no_row() -> None:
    """The first row is a heading on every page, and no row is parted."""
    table = opened(SAMPLE).tables[-1]
    rows = table._tbl.findall("w:tr", NAMES)

    assert [row.find("w:trPr/w:tblHeader", NAMES) is not None for row in rows[:2]] == [True, False]
    assert all(row.find("w:trPr/w:cantSplit", NAMES) is not None for row in rows)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["GIÁM ĐỐC"], ["GIÁM ĐỐC"]),
        (["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        (["Q. GIÁM ĐỐC"], ["Q. GIÁM ĐỐC"]),
        (["TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ"], ["TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ"]),
        (["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        (["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"], ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]),
    ],
)  # fmt: skip
def test_the_signature_says_by_which_right(lines: list[str], expected: list[str]) -> None:
    """Every authority of the decree stands line by line beside the recipients, the name below after room for the hand."""
    signed = attrs.evolve(SAMPLE, signature=Signature.from_lines(lines, name="Trần Văn B"))
    cell = opened(signed, with_personal=True).tables[1].rows[0].cells[1]

    assert [one.text for one in cell.paragraphs if one.text] == [*expected, "Trần Văn B"]
    assert [one.text for one in cell.paragraphs][len(expected) : -1] == [""] * 4


def test_hostile_texts_stay_texts() -> None:
    """What looks like XML is text, control characters are shown, and the document opens."""
    hostile = f"</w:t></w:r><w:p/>&amp; <!--{NASTY}\ufffe\uffff"
    wild = attrs.evolve(REPORT, title=hostile, organization=hostile)
    table = Block(title=hostile, headings=(hostile,), rows=(Row(texts=(NASTY_LINES,)),))

    made = opened(wild)
    assert "<w:p/>&amp; <!--" in "\n".join(one.text for one in made.paragraphs)
    page = opened(Document(subject=NASTY_LINES, body=[Paragraph("item", NASTY_LINES, "-"), table]))
    assert "<script>" in page.tables[0].rows[0].cells[0].text
    assert "\x1b" not in page.tables[0].rows[1].cells[0].text


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_report_gives_the_same_bytes(layout: str, lang: str) -> None:
    """No clock, no chance: the archive is the same twice, its parts dated 1980 and its properties of one fixed day."""
    first = render(SAMPLE, "docx", lang=lang, layout=layout)

    assert first == render(SAMPLE, "docx", lang=lang, layout=layout)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")
        assert b"python-docx" not in archive.read("docProps/core.xml")


def test_the_document_says_its_language() -> None:
    """The program that corrects spelling is told Vietnamese or English."""
    assert b'w:lang w:val="vi-VN"' in files(SAMPLE)["word/styles.xml"]
    assert b'w:lang w:val="en-GB"' in files(SAMPLE, lang="en")["word/styles.xml"]


def test_the_appendix_reads_back_as_the_tasks() -> None:
    """What the document prints of the tasks is what the reader of appendices reads: symbols, days, status, answers."""
    back: list[AssignedTask] = []
    for one in read(text=_as_pdf(opened(SAMPLE, layout="appendix"))).records:
        assert isinstance(one, AssignedTask)
        back.append(one)

    def told(task: AssignedTask) -> tuple[object, ...]:
        symbols = [one and (str(one.number), one.issued_on) for one in (task.directive, task.result)]
        return task.content, task.status, task.due_on, task.completed_on, *symbols

    assert [told(task) for task in back] == [told(task) for task in SAMPLE.tasks]


def test_the_whole_report_reads_back() -> None:
    """What the document prints of outline, tasks, plan, receivers and signature is what the reader of reports reads."""
    back = read(text=_as_pdf(opened(SAMPLE))).report
    assert back is not None

    told = [section for section in SAMPLE.sections if section.number != "appendix"]
    assert [(one.number, one.heading) for one in back.sections if one.number != "appendix"] == [
        (one.number, one.heading) for one in told
    ]
    assert back.period == SAMPLE.period
    assert [(one.content, one.status, one.due_on) for one in back.tasks] == [
        (one.content, one.status, one.due_on) for one in SAMPLE.tasks
    ]
    assert {one.content.rstrip(" .:;") for one in SAMPLE.plan_items if not one.condition} <= {
        one.content.rstrip(" .:;") for one in back.plan_items
    }
    assert [one.text for one in back.recipients if "địa chỉ" not in one.text] == [
        one.text for one in SAMPLE.recipients if not one.emails_count
    ]
    assert back.signature == SAMPLE.signature
    plain = {
        one.subject
        for one in SAMPLE.documents
        if not (one.is_personnel or one.acts or one.number) and one.status == "issued"
    }
    assert plain <= {one.subject for one in back.documents}
    assert {str(one.number) for one in SAMPLE.documents if one.number} <= {
        str(one.number) for one in back.documents
    }
    letters = [
        [(one.kind, one.document and str(one.document.number)) for one in of.opinions]
        for of in (back, SAMPLE)
    ]
    assert letters[0] == letters[1]
    titles = {
        one.title for one in SAMPLE.projects if one.title and one.kind is not None and one.level is not None
    }
    assert titles <= {one.title for one in back.projects}


@pytest.mark.parametrize("layout", ["state", "party", "letter", "appendix"])
def test_the_file_itself_reads_back(layout: str) -> None:
    """The bytes handed to the reader of Word files give the tasks as they were, and where there is a body its outline and opinions."""
    made = read(render(SAMPLE, "docx", layout=layout))
    back = made.report

    def told(task: AssignedTask) -> tuple[object, ...]:
        symbols = [one and str(one.number) for one in (task.directive, task.result)]
        return task.content, task.status, task.due_on, task.completed_on, *symbols

    assert [told(one) for one in made.records if isinstance(one, AssignedTask)] == [
        told(task) for task in SAMPLE.tasks
    ]
    if layout != "appendix":
        assert back is not None
        assert [one.heading for one in back.sections if one.number != "appendix"] == [
            one.heading for one in SAMPLE.sections if one.number != "appendix"
        ]
        letters = [
            [one.document and str(one.document.number) for one in of.opinions] for of in (back, SAMPLE)
        ]
        assert letters[0] == letters[1]
        assert back.organization == SAMPLE.organization
        assert back.signature is not None
        assert (back.signature.authority, back.signature.position) == ("kt", "PHÓ GIÁM ĐỐC")
        assert {one.text for one in SAMPLE.recipients if not one.emails_count} <= {
            one.text for one in back.recipients
        }


def _as_pdf(made: Any) -> str:
    """The document as the text of a PDF has it: cells one under the other, a blank line behind every row."""
    lines: list[str] = []
    for part in made.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                cells = {id(cell._tc): cell.text for cell in row.cells}
                lines += [*filter(None, cells.values()), ""]
        else:
            lines.append(part.text)
    return "\n".join(lines)


def test_five_thousand_tasks_take_time_in_proportion() -> None:
    """Ten times the tasks take little more than ten times as long: rows are written, not looked for."""

    def spent(count: int) -> float:
        report = tasks(count)
        begun = time.process_time()
        render(report, "docx", layout="appendix")
        return time.process_time() - begun

    spent(10)
    few, many = spent(500), spent(5000)
    assert many < 20 * few + 1


@pytest.mark.parametrize(("text", "size", "bold", "points"), [("Độc lập - Tự do - Hạnh phúc", 26, True, 160), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 24, True, 251)])  # fmt: skip
def test_the_width_of_a_line_is_known_well_enough(text: str, size: int, *, bold: bool, points: float) -> None:
    """The rule under a line is as long as the line within a tenth, measured on paper."""
    assert text_width(text, size, bold=bold) / 20 == pytest.approx(points, rel=0.1)


def test_a_table_of_many_columns_is_squeezed_and_one_without_any_is_left_out() -> None:
    """Columns beyond the sheet share its width; a table without columns is no table."""
    broad = Block(
        headings=tuple("abcdefghij"), rows=(Row(texts=("dài lắm đấy",) * 10),), types=(ColumnType.TEXT,) * 10
    )

    assert not fits_upright(broad)
    widths = [
        int(one.get(f"{{{NAMES['w']}}}w"))
        for one in opened(Document(body=[broad])).tables[0]._tbl.iter(f"{{{NAMES['w']}}}gridCol")
    ]
    assert sum(widths) == 14570
    assert opened(Document(body=[Block()])).tables == []


def test_without_the_library_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing extra is named."""
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(MissingExtraError, match=r"khcn-records\[docx\]"):
        render(SAMPLE, "docx")


def test_fields_are_of_a_template() -> None:
    """Fields without a template are a mistake of the caller."""
    with pytest.raises(TypeError, match="template"):
        renderer.render(Document(), fields={"a": "b"})


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_libreoffice_prints_it(layout: str, tmp_path: Path) -> None:
    """LibreOffice opens every layout and prints it."""
    path = tmp_path / "a.docx"
    path.write_bytes(render(SAMPLE, "docx", layout=layout))
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)

    assert (tmp_path / "a.pdf").read_bytes()[:5] == b"%PDF-"
