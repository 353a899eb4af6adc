"""XLSX: typed cells, what people do to a workbook, what must not be opened, the cell of every fault."""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib.util
import io
import pathlib
import shutil
import subprocess
import time
import tracemalloc
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khcn_records import zipped
from khcn_records.converter.stored_fields import stored_fields
from khcn_records.display import field_label
from khcn_records.errors import Fault, InvalidArgumentError, StructureError, UnsafeFileError
from khcn_records.formats import dumps, load, loads, save, workbook_safety
from khcn_records.formats import xlsx as xlsx_format
from khcn_records.labels import label, languages
from khcn_records.records import KINDS, record_class
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.table import Column, Row, Table
from record_strategies import EXAMPLES, FULL_DIRECTIVE, FULL_TASK

if importlib.util.find_spec("openpyxl") is None or importlib.util.find_spec("xlsxwriter") is None:
    pytest.skip("the extra xlsx is not installed", allow_module_level=True)

import openpyxl

SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=12)
PLAIN: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def book_of(data: bytes) -> Any:
    """The workbook as another reader sees it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: Any) -> bytes:
    """The workbook as that program writes it again."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def edited(data: bytes, change: Callable[[Any], object]) -> bytes:
    """The workbook after a person changed it."""
    book = book_of(data)
    change(book)
    return saved(book)


def faults_of(data: bytes) -> tuple[Fault, ...]:
    """What is wrong with the workbook."""
    with pytest.raises(StructureError) as caught:
        loads(data, "xlsx")
    return caught.value.faults


@given(value=PLAIN)
@example("_x0041_")
@example("ax005F_b")
@example("x005F_x0041_")
@example("2024-02-05")
@example("1899-12-31")
@example("0001-01-01")
@example("9999-12-31")
@example("2024-02-30")
@example("a\r\nb")
@example(10**15)
@example("#5")
@example("+")
@example("# ")
@settings(max_examples=60)
def test_a_cell_says_what_it_was_given(value: Any) -> None:
    """There and back for any plain data in a cell, type included."""
    plain = {"schema": "khcn/1", "record": "x", "field": value, "b": [value]}

    assert xlsx_format.loads(xlsx_format.dumps(plain)) == plain


def test_cells_have_types() -> None:
    """Days are dates, counts are numbers, truths are truths, exact figures are numbers; symbols and ids are text."""
    sheet = book_of(dumps(EXAMPLES["indicator"], "xlsx"))["indicator"]
    names = [cell.value for cell in sheet[1]]
    plain = loads(dumps(EXAMPLES["indicator"], "json"))
    cells = dict(zip(names, sheet[3], strict=True))

    assert isinstance(cells["is_planned"].value, bool)
    assert cells["figure"].data_type == "n"
    assert plain.figure == pytest.approx(cells["figure"].value)

    task = book_of(dumps(FULL_TASK, "xlsx"))["assigned_task"]
    cells = dict(zip([cell.value for cell in task[1]], task[3], strict=True))
    assert cells["due_on"].value == dt.datetime.combine(FULL_TASK.due_on or dt.date.min, dt.time())
    assert cells["due_on"].number_format == "dd/mm/yyyy"
    assert cells["task_id"].data_type == "s"


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("lang", languages())
def test_every_column_of_a_record_has_its_heading(kind: str, lang: str) -> None:
    """Over each column stands the wording of the field that is stored there, whatever key it is stored under."""
    sheet = book_of(dumps(EXAMPLES[kind], "xlsx", lang=lang)).worksheets[0]
    headings = {name.value: heading.value for name, heading in zip(sheet[1], sheet[2], strict=True)}
    expected = {
        field.key: field_label(record_class(kind), field.attribute, lang)
        for field in stored_fields(record_class(kind))
    }

    assert {name: headings[name] for name in headings if name in expected} == {
        name: text for name, text in expected.items() if name in headings
    }
    assert all(headings.values())


def test_headings_are_vietnamese_or_english() -> None:
    """The second row says in words what the first says in stored names."""
    for lang, heading in (("vi", "# Lược đồ"), ("en", "# Schema")):
        data = dumps(FULL_TASK, "xlsx", lang=lang)
        sheet = book_of(data)["assigned_task"]
        assert sheet["A2"].value == heading
        assert label("field.assigned_task.due_on", lang) in [cell.value for cell in sheet[2]]
        assert loads(data, "xlsx") == FULL_TASK


def test_each_kind_has_a_sheet_and_the_order_comes_back() -> None:
    """Records of several kinds stand in the sheets of their kinds and come back in their own order."""
    several = (FULL_TASK, FULL_DIRECTIVE, FULL_TASK, EXAMPLES["finding"], FULL_DIRECTIVE)
    data = dumps(several, "xlsx")

    assert book_of(data).sheetnames == ["assigned_task", "directive", "finding"]
    assert loads(data, "xlsx") == several


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://x","y")',
        "+84",
        "-1+2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "'=1",
        "http://a.b",
        "mailto:a",
        "{=1}",
        "123",
        "1E5",
        "TRUE",
    ],
)
def test_a_formula_is_never_written_and_comes_back(text: str) -> None:
    """No cell holds a formula, a link or what becomes one when it is typed again; the text is read back exactly."""
    task = AssignedTask(
        task_id=text, directive="316/UBND-KGVX", content="a", status=TaskStatus.DONE, note=f"{text}x"
    )
    data = dumps([task, Table(name="t", columns=[Column("a")], rows=[Row((text,))])], "xlsx")

    for sheet in book_of(data):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                assert not isinstance(cell.value, str) or not cell.value.startswith(tuple("=+-@\t\r"))
    assert loads(data, "xlsx")[0] == task


@pytest.mark.parametrize("size", [15_999, 16_000, 16_001, 50_000])
@pytest.mark.parametrize("text", ["a", "=", "ế", "😀", "\x01", '"'])
def test_a_long_text_goes_on_in_further_columns(text: str, size: int) -> None:
    """No cell is longer than a spreadsheet holds, and the text comes back whole."""
    task = AssignedTask(
        task_id="1",
        directive="316/UBND-KGVX",
        content="a" + text * size + "b",
        status=TaskStatus.DONE,
        note="n",
    )
    data = dumps([task, FULL_TASK], "xlsx")

    assert loads(data, "xlsx") == (task, FULL_TASK)
    cells = [
        cell.value
        for row in book_of(data)["assigned_task"].iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert max(len(cell.encode("utf-16-le")) // 2 for cell in cells) <= 32_767
    assert not any(cell.startswith("=") for cell in cells)


# --- what people do --------------------------------------------------------------------------------------------------


def test_a_workbook_saved_by_another_program_is_read() -> None:
    """Saved again without change by another program, nothing is lost."""
    for record in EXAMPLES.values():
        assert loads(saved(book_of(dumps(record, "xlsx"))), "xlsx") == record


def test_rows_typed_by_a_person_are_read() -> None:
    """A new row without order and schema, real dates, a formula's value, a blank row and column, columns moved."""
    data = dumps([FULL_TASK, FULL_DIRECTIVE], "xlsx")

    def change(book: Any) -> None:
        sheet = book["directive"]
        names = [cell.value for cell in sheet[1]]
        sheet.append([])
        sheet.append(
            [
                {
                    "records": "directive",
                    "directive_id": "new",
                    "number": "02/KH-UBND",
                    "issued_on": dt.date(2024, 1, 11),
                }.get(name)
                for name in names
            ]
        )
        sheet.insert_cols(3)

    task, directive, new = loads(edited(data, change), "xlsx")
    assert (task, directive) == (FULL_TASK, FULL_DIRECTIVE)
    assert (new.directive_id, str(new.number), new.issued_on) == ("new", "02/KH-UBND", dt.date(2024, 1, 11))


@pytest.mark.parametrize(
    ("cell", "value", "expected"),
    [
        ("C3", 5, ("wrong_type", "$.task_id", "C3")),
        ("D3", "???", ("invalid_document_reference", "$.directive", "D3")),
        ("F3", "[1", ("syntax", "$.related", "F3")),
        ("A3", "khcn/0", ("invalid_value", "$.schema", "A3")),
        ("B3", "nothing", ("unknown_member", "$.record", "B3")),
        ("ZZ3", "x", ("syntax", "$", "ZZ3")),
        ("C1", "colour", ("missing_field", "$.task_id", "A3")),
        ("C1", "directive", ("duplicate_key", "$", "D1")),
        ("A5", "khcn/2", ("syntax", "$", "A5")),
    ],
)  # fmt: skip
def test_a_fault_says_its_sheet_and_cell(cell: str, value: Any, expected: tuple[str, str, str]) -> None:
    """Every fault of a workbook has its path, the name of the sheet and the cell."""
    found = faults_of(
        edited(dumps(FULL_TASK, "xlsx"), lambda book: book["assigned_task"].__setitem__(cell, value))
    )
    told = dict(found[0].parameters)

    assert (found[0].code, found[0].path, told["cell"]) == expected
    assert told["sheet"] == "assigned_task"
    assert "assigned_task" in label(found[0], "vi")
    assert f"ô {expected[2]}" in label(found[0], "vi")


def test_a_sheet_of_something_else_is_told() -> None:
    """A sheet without stored names is no data of ours: it is named, not passed over; an empty one is passed over."""
    data = dumps(FULL_TASK, "xlsx")
    (fault,) = faults_of(edited(data, lambda book: book.create_sheet("Ghi chú").append(["x"])))

    assert dict(fault.parameters)["sheet"] == "Ghi chú"
    assert loads(edited(data, lambda book: book.create_sheet("Trống")), "xlsx") == FULL_TASK


# --- what must not be opened -----------------------------------------------------------------------------------------

GOOD: Mapping[str, bytes] = zipped.unpacked(dumps(FULL_TASK, "xlsx"), "a workbook")
SHEET = "xl/worksheets/sheet1.xml"
SHEET_HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>'


def with_parts(**parts: bytes) -> bytes:
    """A good workbook with some parts replaced."""
    return zipped.packed({**GOOD, **parts})


def lying(name: str, data: bytes, says: int) -> bytes:
    """An archive that says one of its files is shorter than it is."""
    whole = bytearray(with_parts(**{name: data}))
    truth = len(data).to_bytes(4, "little")
    at = 0
    while (at := whole.find(truth, at)) >= 0:
        whole[at : at + 4] = says.to_bytes(4, "little")
        at += 4
    return bytes(whole)


HARMFUL: Mapping[str, Callable[[], bytes]] = {
    "a bomb of a part": lambda: with_parts(**{SHEET: b" " * (zipped.LARGEST + 1)}),
    "a bomb of many parts": lambda: zipped.packed({f"xl/{n}.bin": b"\0" * (zipped.LARGEST // 8) for n in range(9)}),
    "very many parts": lambda: zipped.packed({**GOOD, **{f"xl/{n}.xml": b"" for n in range(10_001)}}),
    "an entity bomb": lambda: with_parts(**{SHEET: LAUGHS}),
    "an entity bomb in the strings": lambda: with_parts(**{"xl/sharedStrings.xml": LAUGHS}),
    "an entity from outside": lambda: with_parts(**{"xl/workbook.xml": OUTSIDE}),
    "an entity bomb in UTF-16": lambda: with_parts(**{SHEET: LAUGHS.decode().encode("utf-16")}),
    "an entity bomb in EBCDIC": lambda: with_parts(**{SHEET: LAUGHS.decode().replace('"1.0"', '"1.0" encoding="cp037"').encode("cp037")}),
    "a way out": lambda: zipped.packed({**GOOD, "../a.xml": b"<a/>"}),
    "an absolute name": lambda: zipped.packed({**GOOD, "/etc/a.xml": b"<a/>"}),
    "a drive": lambda: zipped.packed({**GOOD, "C:/a.xml": b"<a/>"}),
    "a backslash": lambda: zipped.packed({**GOOD, "a\\..\\b.xml": b"<a/>"}),
    "two of one name": lambda: zipped.packed({**GOOD, SHEET.upper(): b"<a/>"}),
    "a far row": lambda: with_parts(**{SHEET: SHEET_HEAD + b'<row r="999999999999"/></sheetData></worksheet>'}),
    "a far row in another notation": lambda: with_parts(**{SHEET: SHEET_HEAD + b'<row r="1e12"/></sheetData></worksheet>'}),
    "rows out of order": lambda: with_parts(**{SHEET: SHEET_HEAD + b'<row r="2"/><row r="1"/></sheetData></worksheet>'}),
    "a far column": lambda: with_parts(**{SHEET: SHEET_HEAD + b'<row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'}),
    "many far columns": lambda: with_parts(**{SHEET: SHEET_HEAD + b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(1, 20_000)) + b"</sheetData></worksheet>"}),
    "a long row": lambda: with_parts(**{SHEET: SHEET_HEAD + b'<row r="1">' + b"<c/>" * 2_000_000 + b"</row></sheetData></worksheet>"}),
    "very many tags": lambda: with_parts(**{"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 9_000_000 + b"</sst>"}),
    "a deep list in a cell": lambda: edited(dumps(FULL_TASK, "xlsx"), lambda book: book["assigned_task"].__setitem__("F3", "[" * 30_000)),
}  # fmt: skip
"""Files that must be refused before they are parsed, or as soon as they show what they are."""

BROKEN: Mapping[str, Callable[[], bytes]] = {
    "no archive": lambda: b"PK\x03\x04nothing",
    "nothing": lambda: b"",
    "half an archive": lambda: dumps(FULL_TASK, "xlsx")[:-40],
    "an archive of something else": lambda: zipped.packed({"a.txt": b"a"}),
    "a length that is a lie": lambda: lying(SHEET, b"<a>" + b" " * 70_000 + b"</a>", 3),
    "no XML": lambda: with_parts(**{SHEET: b"<a><b></a>"}),
    "deep XML": lambda: with_parts(**{SHEET: SHEET_HEAD + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</sheetData></worksheet>"}),
    "deep XML in the workbook": lambda: with_parts(**{"xl/workbook.xml": b"<a>" * 100_000 + b"</a>" * 100_000}),
    "a sheet that is not there": lambda: zipped.packed({name: part for name, part in GOOD.items() if name != SHEET}),
    "a long number": lambda: with_parts(**{SHEET: SHEET_HEAD + b'<row r="1"><c><v>' + b"9" * 100_000 + b"</v></c></row></sheetData></worksheet>"}),
    "a number that is none": lambda: with_parts(**{SHEET: SHEET_HEAD + b'<row r="1"><c><v>NaN</v></c></row></sheetData></worksheet>'}),
    "a column that is none": lambda: with_parts(**{SHEET: SHEET_HEAD + b'<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row></sheetData></worksheet>'}),
    "a blank workbook": lambda: saved(openpyxl.Workbook()),
}  # fmt: skip


@pytest.mark.parametrize("harm", sorted(HARMFUL))
def test_a_harmful_workbook_is_refused_soon_and_in_little_memory(harm: str) -> None:
    """What is made to exhaust the machine or to reach out is unsafe, whatever else it is."""
    data = HARMFUL[harm]()
    started = time.process_time()
    tracemalloc.start()
    try:
        with pytest.raises(UnsafeFileError) as caught:
            loads(data, "xlsx")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert len(str(caught.value)) < 500
    assert time.process_time() - started < 20
    assert peak < 4 * zipped.LARGEST


@pytest.mark.parametrize("slip", sorted(BROKEN))
def test_a_broken_workbook_is_a_fault(slip: str) -> None:
    """What is no workbook, or a damaged one, is told as such."""
    assert faults_of(BROKEN[slip]())[0].code in {"syntax", "wrong_type"}


def test_an_archive_behind_a_password_is_a_fault() -> None:
    """A flag that says encrypted is believed."""
    data = bytearray(dumps(FULL_TASK, "xlsx"))
    for mark, shift in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + shift] |= 1
    assert faults_of(bytes(data))[0].code == "syntax"


@given(at=st.integers(0, 10**6), byte=st.integers(0, 255), cut=st.none() | st.integers(0, 10**6))
@settings(max_examples=60)
def test_a_damaged_archive_is_read_or_refused(at: int, byte: int, cut: int | None) -> None:
    """A workbook with a byte changed or its end cut off ends in a record or in an error of the library."""
    data = bytearray(dumps(FULL_DIRECTIVE, "xlsx"))
    data[at % len(data)] = byte
    with contextlib.suppress(StructureError, UnsafeFileError):
        loads(bytes(data if cut is None else data[: cut % len(data)]), "xlsx")


def test_more_records_than_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit into a sheet is not cut off."""
    monkeypatch.setattr(xlsx_format, "MOST_ROWS", 4)
    assert dumps([FULL_TASK] * 2, "xlsx")
    with pytest.raises(InvalidArgumentError):
        dumps([FULL_TASK] * 3, "xlsx")
    monkeypatch.setattr(xlsx_format, "MOST_COLUMNS", 5)
    with pytest.raises(InvalidArgumentError):
        dumps(FULL_TASK, "xlsx")


def test_limits_are_those_of_any_sheet() -> None:
    """The limits of reading are no narrower than those of writing."""
    assert (workbook_safety.MOST_ROWS, workbook_safety.MOST_COLUMNS) == (1_048_576, 1_000)


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed: there is no soffice on PATH"
)
def test_libreoffice_opens_it_and_saves_what_is_read_again(tmp_path: pathlib.Path) -> None:
    """LibreOffice prints the workbook, and what it saves after opening it is read back equal."""
    several = tuple(EXAMPLES[name] for name in sorted(EXAMPLES))
    path = tmp_path / "a.xlsx"
    save(several, path)
    for form in ("pdf", "xlsx"):
        (tmp_path / form).mkdir()
        subprocess.run(
            ["soffice", "--headless", "--convert-to", form, "--outdir", str(tmp_path / form), str(path)],
            check=True,
            capture_output=True,
            timeout=300,
        )

    assert (tmp_path / "pdf" / "a.pdf").read_bytes()[:5] == b"%PDF-"
    assert load(tmp_path / "xlsx" / "a.xlsx") == several
