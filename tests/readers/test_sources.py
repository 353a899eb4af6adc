"""Stage one's shape: blocks in order, cells as the file holds them, each with its place."""

from __future__ import annotations

import datetime as dt

import pytest

from khcn_records.finding import Place
from khcn_records.readers.sources import (
    BlockRole,
    Grid,
    Paragraph,
    Source,
    Span,
    Value,
    column_letters,
    text_of,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("  31/KH-UBND ", "  31/KH-UBND "),
        (316, "316"),
        (316.0, "316"),
        (1.5, "1.5"),
        (True, "TRUE"),
        (dt.date(2024, 2, 5), "05/02/2024"),
        (dt.datetime(2024, 2, 5), "05/02/2024"),
        (dt.datetime(2024, 2, 5, 8, 30), "08:30 05/02/2024"),
        (dt.time(8, 30), "08:30"),
        (dt.timedelta(days=1, hours=2), "1 day, 2:00:00"),
    ],
)
def test_a_value_as_text(value: Value, text: str) -> None:
    """A day is shown day by month by year, a whole number without a point, a text as it stands."""
    assert text_of(value) == text


@pytest.mark.parametrize("place", [0, 1, 25, 26, 51, 52, 701, 702, 16_383])
def test_columns_are_lettered_as_spreadsheets_do(place: int) -> None:
    """Letters count in base 26 without a nought; read back they give the place."""
    number = 0
    for letter in column_letters(place):
        number = number * 26 + ord(letter) - 64
    assert number == place + 1


def test_lines_keep_the_order_and_the_places_of_the_blocks() -> None:
    """Paragraphs and rows come as lines in the order of the file; blank ones count and are left out."""
    source = Source(
        file="a.docx",
        blocks=(
            Paragraph("Nhiệm vụ", Place(file="a.docx", paragraph=1), label="1."),
            Paragraph(" ", Place(file="a.docx", paragraph=2)),
            Grid([["TT", None, dt.date(2024, 2, 5)], [None, "", " "], [1.0, "a\nb"]], file="a.docx", table=1),
            Paragraph("Hai\ndòng", Place(file="a.docx", paragraph=3), role=BlockRole.FOOTNOTE),
        ),
    )
    lines = list(source.lines())

    assert [(line.number, line.raw) for line in lines] == [
        (1, "1. Nhiệm vụ"),
        (3, "TT\t\t05/02/2024"),
        (5, "1\ta b"),
        (6, "Hai"),
        (7, "dòng"),
    ]
    assert [line.place("a.docx") for line in lines[:3]] == [
        Place(file="a.docx", paragraph=1),
        Place(file="a.docx", table=1, row=1),
        Place(file="a.docx", table=1, row=3),
    ]
    assert lines[1].cells == ["TT", "", "05/02/2024"]


def test_a_cell_has_the_name_a_spreadsheet_gives_it() -> None:
    """A grid that begins inside a sheet names cells by the sheet's rows and columns."""
    grid = Grid(
        [["a", "b"]], file="a.xlsx", sheet="T2", first_row=5, first_column=26, spans={(0, 0): Span(2, 1)}
    )

    assert grid.place(0, 1) == Place(file="a.xlsx", sheet="T2", row=5, cell="AA5")
    assert grid.place(0, 1).format() == "a.xlsx, trang tính T2, hàng 5, ô AA5"
    assert (grid.span(0, 0), grid.span(0, 1)) == (Span(2, 1), Span())
