"""Workbooks for people: days and figures as such, nothing that runs, nothing lost, ready for paper."""

from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from decimal import Decimal
from typing import Any

import pytest

from khcn_records.errors import MissingExtraError
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.renderers import Block, Page, Row, render
from khcn_records.samples import report_2024_02
from khcn_records.table import ColumnType
from renderable import FULL_TABLE, NASTY_FINDINGS, RENDERABLE, REPORT


def book(thing: object, **options: Any) -> Any:
    """The workbook of a thing, as openpyxl reads it."""
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    made = render(thing, "xlsx", **options)
    assert isinstance(made, bytes)
    return openpyxl.load_workbook(io.BytesIO(made))


def page(*texts: str, **block: Any) -> Page:
    """A page of one table of one row."""
    headings = tuple(f"heading {place}" for place in range(len(texts)))
    return Page(title="t", lang="en", blocks=(Block(headings=headings, rows=(Row(texts=texts),), **block),))


def texts(sheet: Any) -> list[str]:
    """The texts of a sheet, row by row."""
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def test_days_and_figures_are_no_texts() -> None:
    """A day is a date cell, a count and an exact figure are numbers, each as the language writes it."""
    sheet = book(FULL_TABLE).worksheets[0]
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.data_type in "dn"}

    assert cells[dt.datetime(2024, 3, 5)].number_format == "dd/mm/yyyy"
    assert cells[8].number_format == "[<1]0;[<10]00;#,##0"
    assert cells[1291.5].number_format == "#,##0.0"
    assert 1291 in cells


@pytest.mark.parametrize(
    ("figure", "kept"),
    [
        (Decimal("0.10"), 0.1),
        (Decimal(123456789012345), 123456789012345),
        (Decimal(1234567890123456), "1,234,567,890,123,456"),
        (Decimal(-3), -3),
    ],
    ids=str,
)
def test_a_figure_that_a_number_cannot_hold_stays_text(figure: Decimal, kept: object) -> None:
    """Up to 15 digits a figure is a number; beyond, a spreadsheet would change it, and it is text."""
    row = Row(texts=(f"{figure:,f}",), cells=(figure,))
    block = Block(headings=("figure",), rows=(row,), types=(ColumnType.DECIMAL,))
    sheet = book(Page(title="", lang="en", blocks=(block,))).worksheets[0]

    assert kept in [cell.value for line in sheet.iter_rows() for cell in line]


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "＝", "'"])
def test_text_that_a_spreadsheet_could_run_is_text(mark: str) -> None:
    """It is stored as text, word for word, and marked as typed behind an apostrophe; headings and titles too."""
    text = f'{mark}HYPERLINK("http://x","y")'
    made = Page(
        title=text, lang="en", lines=(text,), blocks=(Block(headings=(text,), rows=(Row(texts=(text,)),)),)
    )
    sheet = book(made).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [(text, "s", True)] * 4


def test_no_workbook_holds_a_formula_or_an_address() -> None:
    """Whatever is rendered, no cell computes anything and nothing leads outside; the only formulas are rules of colour."""
    for thing in RENDERABLE.values():
        pytest.importorskip("xlsxwriter")
        made = render(thing, "xlsx", findings=NASTY_FINDINGS)
        assert isinstance(made, bytes)
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
            assert not any(b"<f>" in one or b"hyperlink" in one for one in sheets)
            assert not any("external" in name.lower() for name in parts.namelist())


def test_a_text_too_long_for_a_cell_goes_on_below() -> None:
    """Nothing of a long text is lost, and the row below it comes after its end."""
    long = "á" * 70_000
    block = Block(headings=("a", "b"), rows=(Row(texts=(long, "beside")), Row(texts=("next", ""))))
    sheet = book(Page(title="", lang="en", blocks=(block,))).worksheets[0]
    column = [value for (value,) in sheet.iter_rows(max_col=1, values_only=True) if value]

    assert "".join(column) == f"a{long}next"
    assert "beside" in texts(sheet)


def test_names_of_sheets_are_such_as_excel_takes() -> None:
    """However tables are called, every sheet has a name of its own, of 31 characters and none that is forbidden."""
    names = ["", "History", "a/b\\c?*:[x]", "'q'", "x" * 40, "x" * 40, "X" * 40, "''"]
    blocks = tuple(Block(title=name, headings=("h",), rows=(Row(texts=("t",)),)) for name in names)
    found = book(Page(title="", lang="vi", blocks=blocks)).sheetnames

    assert len(found) == len(names) == len({name.lower() for name in found})
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in found)
    assert all(not name.startswith("'") and name.lower() != "history" for name in found)


def test_the_parts_of_a_report_have_sheets_of_their_own() -> None:
    """Summary, open tasks, appendix, projects, figures, findings; a report of tasks alone has no others."""
    assert book(report_2024_02(), lang="en", findings=NASTY_FINDINGS).sheetnames == [
        "Summary", "Open tasks", "Task appendix", "Research projects", "Indicators", "Findings",
    ]  # fmt: skip
    assert book(REPORT, lang="en").sheetnames == ["Summary", "Open tasks", "Task appendix"]
    assert book(MonthlyReport(report_id="1", period="2024-02"), lang="en").sheetnames == [
        "Summary",
        "Task appendix",
    ]


def test_an_appendix_is_ready_for_screen_and_paper() -> None:
    """The header row is frozen, filtered and repeated; paper is A4 on its long side, as wide as one page."""
    sheet = book(report_2024_02(), lang="en")["Task appendix"]

    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A4", "A3:G14", "$3:$3")
    assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0


def test_late_and_overdue_are_coloured_by_a_rule() -> None:
    """The rule looks at the word in the row, so that a word typed later is coloured too."""
    sheet = book(report_2024_02(), lang="en")["Task appendix"]
    rules = {
        (str(where.sqref), rule.formula[0]): rule.dxf.fill.bgColor.rgb
        for where, several in sheet.conditional_formatting._cf_rules.items()
        for rule in several
    }

    assert rules == {
        ("A4:G14", '$F4="overdue"'): "FFFFC7CE",
        ("A4:G14", '$F4="late"'): "FFFFEB9C",
    }


def test_figures_stand_beside_those_of_the_month_before() -> None:
    """With the report before, each figure has the one before it and the change; another thing than a report is refused."""
    report = report_2024_02()
    sheet = book(report, lang="en", previous=report)["Indicators"]
    headings = [cell.value for cell in sheet[3]]

    assert headings[3:6] == ["Period before", "This period", "Change"]
    with pytest.raises(TypeError, match="previous must be a MonthlyReport"):
        render(report, "xlsx", previous="2024-01")  # type: ignore[call-overload]


def test_without_the_writer_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing XlsxWriter is told with the extra that brings it."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)

    with pytest.raises(MissingExtraError, match=r"khcn-records\[xlsx\]"):
        render(REPORT, "xlsx")
