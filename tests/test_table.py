"""The laws of the table: typed cells, one for each column, shown in any language."""

from __future__ import annotations

import datetime as dt
import pickle
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from khcn_records.display.phrases import Phrase
from khcn_records.labels import languages
from khcn_records.table import Column, ColumnType, Row, RowRole, Table, cell_text
from khcn_records.values.document_references import DocumentReference
from record_strategies import CELLS, tables

ORDER = DocumentReference.parse("316/UBND-KGVX ngày 17/01/2024")
RIGHT: dict[ColumnType, Any] = {
    ColumnType.TEXT: "a",
    ColumnType.COUNT: 8,
    ColumnType.DECIMAL: Decimal("5.5"),
    ColumnType.DAY: dt.date(2024, 2, 5),
    ColumnType.DOCUMENT: ORDER,
    ColumnType.LABEL: "timeliness.on_time",
}


def test_every_type_of_column_is_tried() -> None:
    """A new type of column brings what its laws are tested with."""
    assert set(ColumnType) == set(RIGHT) == set(CELLS)


@pytest.mark.parametrize("kind", ColumnType)
@pytest.mark.parametrize("cell", [*RIGHT.values(), True, 1.5, dt.datetime(2024, 2, 5), ["a"], b"a"], ids=repr)
def test_a_cell_is_of_its_columns_type(kind: ColumnType, cell: Any) -> None:
    """A cell holds what its column says, or nothing; a boolean is no count and a moment no day."""
    columns = [Column("n", ColumnType.COUNT), Column("a", kind)]
    assert None is Table(name="t", columns=columns, rows=[Row((1, None))]).rows[0].cells[1]

    if type(cell) is type(RIGHT[kind]):
        assert cell == Table(name="t", columns=columns, rows=[Row((1, cell))]).rows[0].cells[1]
    else:
        with pytest.raises(TypeError, match=r"row 2, column a: .* is no " + kind.value):
            Table(name="t", columns=columns, rows=[Row((1, None)), Row((1, cell))])


@pytest.mark.parametrize("cells", [(), (1,), (1, 2, 3)])
def test_a_row_has_a_cell_for_each_column(cells: tuple[int, ...]) -> None:
    """A row with more or fewer cells than columns is refused, with its place."""
    with pytest.raises(ValueError, match=f"row 1 of t has {len(cells)} cells for 2 columns"):
        Table(name="t", columns=[Column("a", "count"), Column("b", "count")], rows=[Row(cells)])


@pytest.mark.parametrize("figure", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+40", "1E-40", "1E+999999"])
def test_a_figure_can_be_written_out(figure: str) -> None:
    """A figure without end, or longer than any report prints, is no cell."""
    with pytest.raises(ValueError, match="no figure"):
        Table(name="t", columns=[Column("a", "decimal")], rows=[Row([Decimal(figure)])])


@pytest.mark.parametrize("wrong", ["rows", 5, None, ["row"], {"a": 1}])
def test_parts_of_a_table_are_its_own_kinds(wrong: Any) -> None:
    """Columns, rows and notes are what their names say; the error names the field."""
    for name in ("columns", "rows", "notes"):
        with pytest.raises(TypeError, match=name):
            Table(**{"name": "t", "columns": [], name: wrong})


def test_a_column_is_read_by_its_key() -> None:
    """The cells of a column are those of the data rows; an unknown key says which there are."""
    table = Table(
        name="t",
        columns=[Column("a", "count"), Column("b")],
        rows=[Row((1, "x")), Row((None, None), RowRole.GROUP, Phrase("finding_list.none")), Row((2, None)), Row((3, "sum"), "total")],
    )  # fmt: skip

    assert (table.column("a"), table.column("b")) == ((1, 2), ("x", None))
    with pytest.raises(KeyError, match="known: a, b"):
        table.column("c")


@pytest.mark.parametrize(
    ("cell", "kind", "vi", "en"),
    [
        (None, "count", "", ""),
        (0, "count", "0", "0"),
        (8, "count", "08", "8"),
        (1291, "count", "1.291", "1,291"),
        (dt.date(2024, 2, 5), "day", "05/02/2024", "05 Feb 2024"),
        ("", "text", "", ""),
        ("<b>", "text", "<b>", "<b>"),
        ("timeliness.on_time", "label", "Đúng hạn", "on time"),
        (ORDER, "document", "316/UBND-KGVX\nNgày 17/01/2024", "316/UBND-KGVX\n17 Jan 2024"),
        (DocumentReference.parse("316/UBND-KGVX"), "document", "316/UBND-KGVX", "316/UBND-KGVX"),
    ],
)
def test_a_cell_as_a_person_reads_it(cell: Any, kind: str, vi: str, en: str) -> None:
    """Counts below ten are padded in Vietnamese, days have two digits, documents stand over their date, nothing is empty."""
    assert vi == cell_text(cell, ColumnType(kind))
    assert en == cell_text(cell, ColumnType(kind), "en")


@given(table=tables())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_table_is_shown_whole(table: Table) -> None:
    """Every row has a text for every column in every language; a heading stands in its second cell; the table is a value."""
    assert table == pickle.loads(pickle.dumps(table))
    assert hash(table) == hash(pickle.loads(pickle.dumps(table)))
    plain = Table(
        name=table.name, columns=table.columns, rows=[Row(row.cells, row.role) for row in table.rows]
    )
    for lang in languages():
        assert [len(table.columns)] * len(table.rows) == [len(row) for row in plain.text_rows(lang)]


def test_a_notebook_shows_a_table_escaped() -> None:
    """Cells and title are text, line breaks are kept."""
    table = Table(
        name="task_appendix",
        columns=[Column("content")],
        rows=[Row(["<script>&\nzwei"])],
        title=Phrase("finding.unreadable_deadline", {"text": "<b>"}),
    )
    shown = table._repr_html_()

    assert "<td>&lt;script&gt;&amp;<br>zwei</td>" in shown
    assert "&lt;b&gt;" in shown
    assert "<b>" not in shown
