"""The sample report as every format renders it: on a day when a task is overdue, with a warning and an error.

What is binary is told as text: a workbook sheet by sheet, every cell with its kind; a Word document paragraph by paragraph, with
its styles and sections.

Run as `python tests/support/renderer_snapshot.py` it writes the files of `tests/renderers/golden/` anew.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import pytest

from khcn_records import samples
from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.finding import Finding, Findings, Place, Severity
from khcn_records.labels import languages
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.renderers import CALENDARS, RENDERERS, render

GOLDEN = Path(__file__).resolve().parents[1] / "renderers" / "golden"

SUFFIXES = {
    "docx": "docx.txt",
    "html": "html",
    "ics": "ics",
    "markdown": "md",
    "text": "txt",
    "xlsx": "xlsx.txt",
}
"""Suffix of the golden file of each format; a new format adds its own."""

NEEDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"docx": ("docx",), "xlsx": ("xlsxwriter", "openpyxl")}
)
"""Format → what has to be installed to write it and to look into it; the others need nothing."""

EVERY_FORMAT = pytest.mark.parametrize(
    "form",
    [
        pytest.param(
            form,
            marks=pytest.mark.skipif(
                any(importlib.util.find_spec(name) is None for name in NEEDS.get(form, ())),
                reason=f"needs {', '.join(NEEDS.get(form, ()))}",
            ),
        )
        for form in sorted(set(RENDERERS) - CALENDARS)
    ],
)

FINDINGS = Findings(
    [
        Finding(
            code="duplicate_symbol",
            subject="2024-02/II.6",
            place=Place(file="bao-cao.txt", line=120, line_end=128),
            parameters={"symbol": "31/KH-UBND", "other": "2024-02/I.2"},
        ),
        Finding(
            code="unreadable_row",
            severity=Severity.ERROR,
            subject="2024-02/II.7",
            place=Place(file="bao-cao.txt", line=131),
            parameters={"number": "7", "group": "II", "text": "Kế hoạch <mờ> & nhòe"},
        ),
    ]
)


def report() -> MonthlyReport:
    """The sample report as of 5 March 2024: a task of 28 February is overdue."""
    return attrs.evolve(samples.report_2024_02(), as_of=dt.date(2024, 3, 5))


def golden_file(name: str, lang: str) -> Path:
    """Where the golden file of a format and language stands."""
    return GOLDEN / f"{name}.{lang}.{SUFFIXES[name]}"


def document(name: str, lang: str) -> str:
    """The report in a format and language, as text; a calendar shows its days and no findings."""
    if name in CALENDARS:
        return render(report(), "ics", lang=lang, calendar=vietnam_calendar()).decode()
    return told(render(report(), name, lang=lang, findings=FINDINGS))


def told(made: str | bytes) -> str:
    """A document as text: itself, or what stands in a workbook or in a Word document."""
    if isinstance(made, str):
        return made
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        is_word = "word/document.xml" in archive.namelist()
    return "\n".join(_word(made) if is_word else _sheets(made)) + "\n"


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _word(made: bytes) -> Iterator[str]:
    """Every part of the archive, the styles, the header, then the body: paragraphs, rows, sections."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    yield f"parts {' '.join(files)}"
    for style in ET.fromstring(files["word/styles.xml"]).iter(f"{_W}style"):
        yield f"style {style.get(f'{_W}styleId')} {_look(style)}"
    header = next(content for name, content in files.items() if name.startswith("word/header"))
    yield f"header {' '.join(node.text or '' for node in ET.fromstring(header).iter(f'{_W}instrText'))}"
    body = ET.fromstring(files["word/document.xml"])[0]
    for part in body:
        yield from _part(part)


def _part(part: ET.Element) -> Iterator[str]:
    if part.tag == f"{_W}tbl":
        yield f"table {[int(one.get(f'{_W}w', 0)) for one in part.iter(f'{_W}gridCol')]}"
        for row in part.iter(f"{_W}tr"):
            marks = [name for name in ("tblHeader", "cantSplit") if row.find(f".//{_W}{name}") is not None]
            yield f"row {' '.join(marks)}"
            for cell in row.iter(f"{_W}tc"):
                span = cell.find(f".//{_W}gridSpan")
                yield f"cell {'' if span is None else span.get(f'{_W}val')}"
                for inner in cell.iter(f"{_W}p"):
                    yield from _part(inner)
        return
    if part.tag == f"{_W}p":
        style = part.find(f"{_W}pPr/{_W}pStyle")
        text = "".join(
            "⏎" if node.tag == f"{_W}br" else node.text or ""
            for node in part.iter()
            if node.tag in {f"{_W}t", f"{_W}br"}
        )
        line = part.find(f".//{_W}pBdr")
        run = part.find(f"{_W}r/{_W}rPr")
        look = "" if run is None else _look(run)
        yield f"{'' if style is None else style.get(f'{_W}val')}{'' if line is None else ' (rule)'} {look}| {text}"
    for setup in part.iter(f"{_W}sectPr"):
        told_of = [
            " ".join(f"{name.partition('}')[2]}={value}" for name, value in sorted(one.attrib.items()))
            for one in setup
        ]
        yield f"section {'; '.join(filter(None, told_of))}"


def _look(node: ET.Element) -> str:
    """Size and weight of letters, spacing and alignment of paragraphs."""
    names = ("b", "i", "u", "caps", "keepNext", "jc", "sz", "ind", "spacing", "outlineLvl")
    found = [(name, one) for name in names if (one := node.find(f".//{_W}{name}")) is not None]
    return (
        " ".join(
            f"{name}{','.join(str(value) for _, value in sorted(one.attrib.items()))}" for name, one in found
        )
        + " "
    )


def _sheets(made: bytes) -> Iterator[str]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(made))
    for sheet in book.worksheets:
        yield f"# {sheet.title}"
        page = sheet.page_setup
        yield f"paper {page.paperSize} {page.orientation}, {page.fitToWidth} wide, repeat {sheet.print_title_rows}"
        yield f"frozen {sheet.freeze_panes}, filter {sheet.auto_filter.ref}"
        for where, rules in sheet.conditional_formatting._cf_rules.items():
            for rule in rules:
                yield f"rule {where.sqref} {rule.formula[0]} {rule.dxf.fill.bgColor.rgb}"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield f"{cell.coordinate} {cell.data_type} {_value(cell)}"


def _value(cell: Any) -> str:
    look = [name for name, is_so in (("bold", cell.font.b), ("quoted", cell.quotePrefix)) if is_so]
    look += [cell.fill.fgColor.rgb] if cell.fill.fill_type else []
    look += [cell.number_format] if cell.number_format != "General" else []
    text = str(cell.value).replace("\n", "⏎")
    return f"{text} {look}" if look else text


if __name__ == "__main__":
    for format_name in RENDERERS:
        for language in languages():
            golden_file(format_name, language).write_bytes(document(format_name, language).encode("utf-8"))
