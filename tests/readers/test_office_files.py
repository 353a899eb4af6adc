"""Files as offices make them, saved by an office program: one appendix in many formats is one reading."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from khcn_records.cli import main
from khcn_records.converter import unstructure
from khcn_records.errors import KhcnError, MissingExtraError, UnsafeFileError
from khcn_records.finding import Place
from khcn_records.readers import KeptRole, Reading
from khcn_records.readers.docx import source_of
from khcn_records.readers.letter_frames import unframed
from khcn_records.zipped import packed, unpacked
from unjudged import read

OFFICE = Path(__file__).parent / "office"
FILES = sorted(path for path in OFFICE.iterdir() if path.suffix != ".json")
NEEDED = {
    ".docx": "docx",
    ".pdf": "pypdf",
    ".xlsx": "python_calamine",
    ".xls": "python_calamine",
    ".ods": "python_calamine",
}
EVERY_FILE = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
BINARY_FILES = pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix in NEEDED], ids=lambda path: path.name
)


def reading_of(path: Path, data: bytes | None = None, name: str | None = None) -> Reading:
    """The reading of a sample, where what reads it is installed."""
    if path.suffix in NEEDED:
        pytest.importorskip(NEEDED[path.suffix])
    return read(path.read_bytes() if data is None else data, filename=name or path.name)


def facts(reading: Reading) -> list[dict[str, Any]]:
    """The tasks as plain data."""
    return [unstructure(task) for task in reading.records]


@EVERY_FILE
def test_a_file_holds_what_was_read_by_hand(path: Path) -> None:
    """Whatever the format, the tasks are those that a person reads in it."""
    expected = json.loads((OFFICE / f"{path.stem}.json").read_text(encoding="utf-8"))

    assert facts(reading_of(path)) == expected


@EVERY_FILE
def test_every_part_of_a_file_has_its_place(path: Path) -> None:
    """Each record and each kept part says where it stands; none says it twice."""
    reading = reading_of(path)
    places = [place.format() for place in (*reading.places, *(kept.place for kept in reading.unread))]

    assert all(place.file == path.name for place in reading.places)
    assert all(
        place.sheet or place.page or place.paragraph or place.row or place.line for place in reading.places
    )
    assert len(set(places)) == len(places)
    assert reading.coverage >= 70


@EVERY_FILE
def test_a_wrong_suffix_is_a_finding(path: Path) -> None:
    """The content says what kind of file it is; the suffix only hints."""
    if path.suffix == ".csv":
        pytest.skip("nothing but its name tells a CSV whose first rows are titles")
    reading = reading_of(path, name="x.txt")

    assert facts(reading) == facts(reading_of(path))
    assert reading.findings[0].code == "suffix_differs"


def test_headers_of_pages_are_no_titles() -> None:
    """What stands at the edge of every page is kept as such, and opens no appendix."""
    for name in ("groups.docx", "groups.pdf"):
        roles = [
            kept.role for kept in reading_of(OFFICE / name).unread if kept.text == "Phụ lục báo cáo tháng"
        ]
        assert set(roles) == {KeptRole.MARGIN}


def test_places_go_down_to_the_row_of_the_sheet() -> None:
    """A task of a workbook stands in a sheet and a row, one of a PDF on a page."""
    assert reading_of(OFFICE / "book.ods").places[0] == Place(file="book.ods", sheet="Tháng 02", row=8)
    assert reading_of(OFFICE / "groups.pdf").places[-1].page == 2


# Files that are not what they should be.


@BINARY_FILES
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_short_is_told(path: Path, share: float) -> None:
    """A file that breaks off gives a finding or an error of the library, never anything else."""
    data = path.read_bytes()
    try:
        reading = reading_of(path, data[: int(len(data) * share)])
    except KhcnError:
        return
    assert reading.findings


@BINARY_FILES
def test_damaged_bytes_never_crash(path: Path) -> None:
    """Bytes changed anywhere give a reading or an error of the library."""
    data = path.read_bytes()
    for step in range(40):
        at = (step * 7919) % (len(data) - 8)
        changed = data[:at] + bytes((byte + 1 + step) % 256 for byte in data[at : at + 8]) + data[at + 8 :]
        try:
            reading_of(path, changed)
        except KhcnError:
            continue


@BINARY_FILES
def test_a_missing_extra_says_what_to_install(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what reads it, a file is refused with the name of the extra."""
    extra = {"docx": "docx", "pypdf": "pdf", "python_calamine": "excel"}[NEEDED[path.suffix]]
    for name in ("docx", "docx.oxml", "pypdf", "python_calamine"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    with pytest.raises(MissingExtraError, match=rf"khcn-records\[{extra}\]"):
        read(path.read_bytes(), filename=path.name)


def changed(path: Path, **parts: bytes) -> bytes:
    """A zipped sample with parts put in or replaced; `__` stands for `/`, `_dot_` for a point."""
    files = unpacked(path.read_bytes(), "a sample")
    files |= {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    return packed(files)


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d SYSTEM "file:///etc/hostname">]><a>&b;&d;</a>'


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("groups.docx", "word__document_dot_xml"),
        ("groups.docx", "word__footnotes_dot_xml"),
        ("book.xlsx", "xl__worksheets__sheet1_dot_xml"),
        ("book.ods", "content_dot_xml"),
    ],
)
@pytest.mark.parametrize("data", [ENTITIES, b" " * (200 * 1024 * 1024)], ids=["entities", "bomb"])
def test_what_would_fill_the_machine_or_reach_out_is_refused(name: str, part: str, data: bytes) -> None:
    """Definitions of its own, and more than can be held, are refused before anything is read."""
    pytest.importorskip(NEEDED[Path(name).suffix])
    with pytest.raises(UnsafeFileError):
        read(changed(OFFICE / name, **{part: data}), filename=name)


def test_a_cell_far_out_is_refused() -> None:
    """One cell at each end of a sheet would need the whole sheet in memory."""
    pytest.importorskip("python_calamine")
    files = unpacked((OFFICE / "book.xlsx").read_bytes(), "a sample")
    sheet = files["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    with pytest.raises(UnsafeFileError):
        read(changed(OFFICE / "book.xlsx", xl__worksheets__sheet1_dot_xml=sheet))


@pytest.mark.parametrize("name", ["groups.docx", "book.xlsx"])
def test_macros_are_told_and_not_run(name: str) -> None:
    """A file with macros is read like any other, with a warning."""
    folder = "word" if name.endswith("docx") else "xl"
    data = changed(OFFICE / name, **{f"{folder}__vbaProject_dot_bin": b"\xd0\xcf\x11\xe0"})
    reading = reading_of(OFFICE / name, data, name[:-1] + "m")

    assert [
        found.code for found in reading.findings if found.code in {"macros_ignored", "suffix_differs"}
    ] == ["macros_ignored"]
    assert facts(reading) == facts(reading_of(OFFICE / name))


def test_a_password_is_a_finding() -> None:
    """What Office encrypts is a package in an old container; it is told, not read."""
    data = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(1000)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(1000)
    )

    for name in ("a.docx", "a.xlsx"):
        assert [found.code for found in read(data, filename=name).findings] == [
            "password_protected",
            "no_appendix",
        ][:1]


def test_a_pdf_with_a_password_is_a_finding() -> None:
    """A PDF that asks for a password to be opened is told, not read."""
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=OFFICE / "groups.pdf")
    writer.encrypt("x", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)

    assert [found.code for found in read(out.getvalue()).findings] == ["password_protected"]


def test_a_pdf_without_text_is_a_finding() -> None:
    """A scan has pages and no text."""
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=100, height=100)
    out = io.BytesIO()
    writer.write(out)

    assert [found.code for found in read(out.getvalue()).findings] == ["no_text"]


@pytest.mark.parametrize(
    "data",
    [
        b'TT;V\xc4\x83n b\xe1\xba\xa3n;N\xe1\xbb\x99i dung;Ti\xe1\xba\xbfn \xc4\x91\xe1\xbb\x99\n1;2/KH-UBND;"Vi\xe1\xbb\x87c a;x\n2;3/KH-UBND;b;c\n' + b"\n" * 200,
        b"a;\x00b;c\n" * 3,
        b'"' * 5000,
        b"\xff\xfe" + "TT;Văn bản;Nội dung\n1;2/KH-UBND;Việc\n".encode("utf-16-le"),
    ],
)  # fmt: skip
def test_odd_csv_is_read_without_losing_lines(data: bytes) -> None:
    """Quotes that are never closed, noughts and UTF-16 lose no line."""
    reading = read(data, filename="a.csv")

    assert reading.line_count == len(reading.unread) + len(reading.records) > 0


def test_an_empty_archive_is_no_document() -> None:
    """A zip that holds no document of a kind that is read is refused by its name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(KhcnError, match=r"a\.zip"):
        read(out.getvalue(), filename="a.zip")


HOSTILE = {
    "comments": "<!--" * 50_000,
    "closed comments": "<!-- -->" * 20_000,
    "instructions": "<?a>" * 20_000,
    "ends": "</" * 50_000,
    "nested tables": "<table><tr><td>" * 2_000,
    "far spans": "<table>" + "<tr><td rowspan=99999 colspan=99999>x" * 5_000,
    "one row": "<table><tr>" + "<td>x" * 20_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pages_are_read_in_seconds(kind: str) -> None:
    """No page takes quadratic time, whatever is left open in it."""
    import time

    start = time.process_time()
    read(text="<html>" + HOSTILE[kind])
    assert time.process_time() - start < 10


@pytest.mark.slow
def test_two_hundred_thousand_rows_are_read() -> None:
    """A sheet of 200 000 rows is read in bounded time, every row a task."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    pytest.importorskip("python_calamine")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": False})
    sheet = book.add_worksheet("Tháng 2.2024")
    sheet.write_row(0, 0, ["TT", "Văn bản", "Nội dung", "Thời hạn", "Tiến độ"])
    for number in range(1, 200_001):
        sheet.write_row(number, 0, [number, f"{number}/UBND-TH", "Việc", "31/1/2024", "Đúng hạn"])
    book.close()

    assert len(read(out.getvalue()).records) == 200_000


@pytest.mark.parametrize(
    ("cells", "is_read"),
    [
        (("Nơi nhận:\n- Văn phòng UBND tỉnh;\n- Lưu: VT.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"), True),
        (("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "Nơi nhận :\n- Văn phòng UBND tỉnh;\n- Lưu: VT."), True),
        (("Nơi nhận hồ sơ", "Bộ phận một cửa"), False),
    ],
)
def test_receivers_and_signature_side_by_side_are_lines(cells: tuple[str, str], *, is_read: bool) -> None:
    """A table that only sets receivers beside the signature is read cell after cell; one that has the word is a table still."""
    docx = pytest.importorskip("docx")
    made = docx.Document()
    for text in ("BÁO CÁO", "Kết quả tháng 02/2024", "I. Kết quả", "- Họp giao ban tháng 02/2024./."):
        made.add_paragraph(text)
    table = made.add_table(rows=1, cols=2)
    for cell, text in zip(table.rows[0].cells, cells, strict=True):
        first, *rest = text.split("\n")
        cell.text = first
        for line in rest:
            cell.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)

    lines = unframed(list(source_of(out.getvalue(), None).lines()))
    assert any(line.grid is not None for line in lines) is not is_read
    assert [line.text for line in lines if line.grid is None][4:] == ([line for cell in cells for line in cell.split("\n")] if is_read else [])  # fmt: skip


@pytest.mark.parametrize("name", ["groups.docx", "groups.html", "groups.pdf"])
def test_the_command_line_reads_every_kind_of_file(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`khcn-records report` prints the same of one appendix, whatever kind of file it comes in."""
    if (kind := NEEDED.get(Path(name).suffix)) is not None:
        pytest.importorskip(kind)
    printed = []
    for path in (OFFICE / "groups.csv", OFFICE / name):
        main(["report", str(path), "--as-of", "14/3/2024", "--format", "json"])
        records = json.loads(capsys.readouterr().out)["records"]
        printed.append([one for one in records if one.get("record") != "finding"])

    assert printed[0] == printed[1]
