"""What people write into the cells of a task row: what can be read safely is read, the rest is told with its cell."""

from __future__ import annotations

import datetime as dt

import pytest

from khcn_records.finding import Place
from khcn_records.readers import Reading
from khcn_records.readers.appendices import read_lines
from khcn_records.readers.appendix_days import read_day, read_deadline
from khcn_records.readers.appendix_directives import parted, several_in
from khcn_records.readers.sources import Grid, Paragraph, Source, Span, Value
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

HEADER = ("TT", "Số/Ký hiệu VBCĐ", "Nội dung công việc", "Thời hạn", "Ngày hoàn thành", "Tiến độ")
PERIOD = ReportingPeriod.of_month(2024, 2)


def judged(
    *rows: list[Value],
    title: str = "PHỤ LỤC THÁNG 02 NĂM 2024",
    spans: dict[tuple[int, int], Span] | None = None,
) -> Reading:
    """What is read of one table of a Word file below its title."""
    grid = Grid((HEADER, *rows), file="x.docx", table=1, spans=spans or {})
    source = Source("x.docx", (Paragraph(title, Place(paragraph=1)), grid))
    return read_lines(list(source.lines()), "x.docx")


def row(number: int, directive: str = "316/UBND-TH", due: str = "", done: str = "") -> list[Value]:
    return [str(number), directive, f"Việc {number}", due, done, "Đang thực hiện"]


def told(reading: Reading) -> dict[str, str | None]:
    """Code of each finding about a cell → the cell."""
    return {
        one.code: one.place.cell
        for one in reading.findings
        if one.place is not None and one.code != "no_groups"
    }


DEADLINES = [
    # cell, last day, codes
    ("17h00 ngày 15/3/2024", "2024-03-15", []),
    ("17 giờ 30 phút, ngày 15/3/2024", "2024-03-15", []),
    ("17:00 15/03/2024", "2024-03-15", []),
    ("15/03/2024 17:00", "2024-03-15", []),
    ("15/3/2024 (10h)", "2024-03-15", []),
    ("Trước 17h00 ngày 15/3/2024", "2024-03-15", []),
    ("trước ngày 15/3/2024", "2024-03-14", []),
    ("30/6", "2024-06-30", ["inferred_year"]),
    ("Trước ngày 30/6", "2024-06-29", ["inferred_year"]),
    ("trước 15/2.", "2024-02-14", ["inferred_year"]),
    ("20/3/24", "2024-03-20", ["inferred_year"]),
    ("20/3/19", None, ["unreadable_deadline"]),
    ("31/12", None, ["unreadable_deadline"]),
    ("30/2", None, ["unreadable_deadline"]),
    ("45 ngày", None, ["deadline_without_day"]),
    ("7h00", None, ["unreadable_deadline"]),
    ("30/6, 15/7", None, ["unreadable_deadline"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "due_on", "codes"), DEADLINES)
def test_a_deadline_is_read_where_it_is_safe(text: str, due_on: str | None, codes: list[str]) -> None:
    """A time leaves the day, a missing year is that of the period where no other comes near, and the text is kept."""
    cell = read_deadline(text, PERIOD)

    assert (cell.due_on and cell.due_on.isoformat(), [code for code, _ in cell.problems]) == (due_on, codes)
    assert cell.text == text
    assert not cell.extensions


def test_a_day_without_its_year_needs_a_period() -> None:
    """Without a period no year is guessed; in a report of a year each of its days is meant."""
    assert read_deadline("30/6").due_on is None
    assert read_deadline("31/12", ReportingPeriod.of_year(2024)).due_on == dt.date(2024, 12, 31)
    assert read_day("15/3") is None
    assert read_day("trước 15/3", PERIOD) is None


EXTENSIONS = [
    # cell, last day, the days extended from and to
    ("15/2/2024 (gia hạn đến 30/6/2024)", "2024-06-30", [("2024-02-15", "2024-06-30")]),
    ("15/2/2024, gia hạn đến hết ngày 30/6", "2024-06-30", [("2024-02-15", "2024-06-30")]),
    ("15/02/2024 Gia hạn lần 1: 30/3/2024; gia hạn lần 2: 30/6/2024", "2024-06-30", [("2024-02-15", "2024-03-30"), ("2024-03-30", "2024-06-30")]),
    ("gia hạn đến 30/6/2024", "2024-06-30", [(None, "2024-06-30")]),
    ("15/2/2024 (gia hạn đến tháng 6/2024)", "2024-06-30", [("2024-02-15", "2024-06-30")]),
    ("15/2/2024 (xin gia hạn đến 30/6/2024)", None, []),
    ("15/2/2024 (đề nghị gia hạn đến 30/6/2024)", None, []),
    ("15/2/2024 (gia hạn đến 30/1/2024)", None, []),
    ("15/2/2024 (đã gia hạn)", None, []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "due_on", "extensions"), EXTENSIONS)
def test_a_later_day_that_is_granted_is_an_extension(
    text: str, due_on: str | None, extensions: list[tuple[str | None, str]]
) -> None:
    """The day granted holds and the one before is kept; what is asked for, or lies before, is doubtful."""
    cell = read_deadline(text, PERIOD)
    found = [
        (one.previous_due_on and one.previous_due_on.isoformat(), one.due_on.isoformat())
        for one in cell.extensions
    ]

    assert (cell.due_on and cell.due_on.isoformat(), found) == (due_on, extensions)
    assert (due_on is None) == ("unreadable_deadline" in [code for code, _ in cell.problems])


def test_an_extension_names_the_document_that_grants_it() -> None:
    """What stands behind *theo* is the document."""
    (extension,) = read_deadline("15/2/2024 (gia hạn đến 30/6/2024 theo Công văn số 12/UBND-TH)").extensions

    assert str(extension.document and extension.document.number) == "12/UBND-TH"


def test_a_year_before_the_directive_is_not_inferred() -> None:
    """Work is not due before it is given out: such a day stays text."""
    reading = judged(
        row(1, "316/UBND-TH ngày 20/2/2024", "15/2"), row(2, "317/UBND-TH ngày 1/2/2024", "15/2")
    )

    assert [task.due_on for task in reading.records] == [None, dt.date(2024, 2, 15)]
    assert told(reading) == {"unreadable_deadline": "D2", "inferred_year": None}


@pytest.mark.parametrize(
    ("text", "number", "issued_on"),
    [
        ("100/QĐ-UBND-05/5/2025", "100/QĐ-UBND", dt.date(2025, 5, 5)),
        ("100/QĐ-UBND – 05/5/2025", "100/QĐ-UBND", dt.date(2025, 5, 5)),
        ("100/QĐ-UBND_05.5.2025", "100/QĐ-UBND", dt.date(2025, 5, 5)),
        ("100/QĐ-UBND (05/5/2025)", "100/QĐ-UBND", dt.date(2025, 5, 5)),
        ("114-KH/TU,05/01/2024", "114-KH/TU", dt.date(2024, 1, 5)),
        ("14/2023/TT-BKHCN", "14/2023/TT-BKHCN", None),
    ],
)
def test_a_day_glued_to_a_symbol_is_its_date(text: str, number: str, issued_on: dt.date | None) -> None:
    """A dash between symbol and day makes no other symbol of them."""
    (task,) = judged(row(1, text)).records

    assert (str(task.directive.number), task.directive.issued_on) == (number, issued_on)
    assert parted(parted(text)) == parted(text)


SEVERAL = [
    ("101/UBND-KGVX ngày 5/2/2024; 102/UBND-TH", ["101/UBND-KGVX", "102/UBND-TH"]),
    ("101/UBND-KGVX và 102/UBND-TH ngày 7/2/2024", ["101/UBND-KGVX", "102/UBND-TH"]),
    ("Công văn số 101/UBND-KGVX ngày 5/2/2024, Kế hoạch số 31/KH-UBND ngày 1/2/2024", ["101/UBND-KGVX", "31/KH-UBND"]),
    ("101/UBND-KGVX 5/2/2024 102/UBND-TH 7/2/2024 103/UBND-NC", ["101/UBND-KGVX", "102/UBND-TH", "103/UBND-NC"]),
    ("101/UBND-KGVX thực hiện Kế hoạch số 31/KH-UBND", []),
    ("101/UBND-KGVX", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "numbers"), SEVERAL)
def test_several_documents_in_a_cell(text: str, numbers: list[str]) -> None:
    """The first gives out the work and the others are related; a document named inside a subject is none of them."""
    assert [str(one.number) for one in several_in(text)] == numbers
    (task,) = (reading := judged(row(1, text))).records
    assert str(task.directive.number) == "101/UBND-KGVX"
    if numbers:
        assert [str(one.number) for one in task.related] == numbers[1:]
        assert told(reading) == {"several_directives": "B2"}


def test_words_beside_a_symbol_do_not_lose_the_row() -> None:
    """What a directive's cell says beside symbol and day is kept in the note, with its cell."""
    (task,) = (reading := judged(row(1, "316/UBND-TH ngày 17/1/2024 về việc góp ý dự thảo"))).records

    assert task.directive == DocumentReference.parse("316/UBND-TH ngày 17/1/2024")
    assert task.note == "về việc góp ý dự thảo"
    assert told(reading) == {"directive_with_words": "B2"}


@pytest.mark.parametrize("words", ["Như trên", "nt", "-nt-", "″", '"', "NT."])
def test_a_cell_that_says_as_above_has_the_words_of_the_row_above(words: str) -> None:
    """*Như trên* and its signs are the row above, also behind the heading of a group; each is told with its cell."""
    reading = judged(
        row(1, "316/UBND-TH ngày 17/1/2024", "15/3/2024"),
        row(2, words, words),
        ["II", "ĐANG THỰC HIỆN: 01 nhiệm vụ"],
        row(1, words, "20/3/2024"),
    )

    assert [str(task.directive.number) for task in reading.records] == ["316/UBND-TH"] * 3
    assert [str(task.due_on) for task in reading.records] == ["2024-03-15", "2024-03-15", "2024-03-20"]
    cells = [one.place.cell for one in reading.findings if one.code == "same_as_above" and one.place]
    assert cells == ["B3", "D3", "B5"]
    assert "duplicate_symbol" not in [one.code for one in reading.findings]


def test_a_blank_below_a_merged_cell_has_its_words() -> None:
    """A merged cell holds for every row that it reaches over."""
    reading = judged(row(1), row(2, ""), spans={(1, 1): Span(2, 1)})

    assert [str(task.directive.number) for task in reading.records] == ["316/UBND-TH"] * 2


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        (row(2, ""), "blank_cell", "B3"),
        (row(2, "Như trên đã nói"), "unreadable_directive", "B3"),
        (["2", "316/UBND-TH", "", "", "", "Đang thực hiện"], "blank_cell", "C3"),
    ],
)
def test_a_row_that_cannot_be_read_names_its_cell(cells: list[Value], code: str, cell: str) -> None:
    """What keeps a row from being a task is told with its cell, and the row is kept."""
    reading = judged(row(1), cells)

    assert len(reading.records) == 1
    assert told(reading)[code] == cell
    assert "unreadable_row" in told(reading)
