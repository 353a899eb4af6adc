"""Tables that are wide, or say one text often: what they cost is what stands in them, and no more than is bounded."""

from __future__ import annotations

import contextlib
import time
from typing import Any

import pytest

from khcn_records import zipped
from khcn_records.errors import InvalidArgumentError, KhcnError, UnsafeFileError
from khcn_records.finding import Finding
from khcn_records.formats import csv as csv_format
from khcn_records.formats import dumps, loads
from khcn_records.formats.workbook_safety import MOST_COLUMNS
from khcn_records.labels import label


def csv_of(columns: int, row: str, rows: int) -> str:
    """A table of that many columns, with rows that are shorter."""
    names = ",".join(f"c{place}" for place in range(columns - 3))
    return f"schema,records,code,{names}\r\n" + f"{row}\r\n" * rows


def seconds(text: str) -> float:
    """The least of three readings, refused or not."""
    found = []
    for _ in range(3):
        started = time.process_time()
        with contextlib.suppress(KhcnError):
            loads(text, "csv")
        found.append(time.process_time() - started)
    return min(found)


@pytest.mark.parametrize("row", ["khcn/2", "khcn/2,finding,a", "khcn/2,finding,1", "khcn/1,x"])
def test_a_short_row_costs_what_stands_in_it(row: str) -> None:
    """Rows read, and rows whose faults are placed, take about as long below a wide header as below a narrow one."""
    assert seconds(csv_of(MOST_COLUMNS, row, 3_000)) < 5 * seconds(csv_of(4, row, 3_000)) + 0.05


@pytest.mark.parametrize("columns", [MOST_COLUMNS + 1, 5_000])
def test_more_columns_than_any_table_has_are_refused(columns: int) -> None:
    """A header beyond the bound is unsafe to read, and is not written."""
    with pytest.raises(UnsafeFileError) as caught:
        loads(csv_of(columns, "x", columns), "csv")
    assert f"quá {MOST_COLUMNS} cột" in label(caught.value, "vi")

    with pytest.raises(InvalidArgumentError):
        csv_format.dumps({f"c{place}": place for place in range(columns)})


def test_as_many_columns_as_are_allowed_are_read() -> None:
    """At the bound a table is read."""
    assert loads(csv_of(MOST_COLUMNS, "khcn/2,finding,a", 2), "csv") == (Finding(code="a"),) * 2


SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def said_often(text: int, cells: int, rows: int = 1, *, more: bool = True) -> bytes:
    """A workbook in which one shared text of that length stands in many cells, as continuations of one cell or not."""
    strings = ["schema", "record", "code", "suggestion", "+", "khcn/2", "finding", "a" * text]
    shared = "".join(f"<si><t>{one}</t></si>" for one in strings)

    def row(*at: int) -> str:
        return "<row>" + "".join(f'<c t="s"><v>{one}</v></c>' for one in at) + "</row>"

    names = row(0, 1, 2, 3, *[4] * cells)
    records = row(5, 6, 5, 7, *[7 if more else 5] * cells) + row(*[7] * 4) * (rows - 1)
    good: Any = zipped.unpacked(dumps(Finding(code="a", suggestion="b"), "xlsx"), "a workbook")
    table = f'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{shared}</sst>'
    return zipped.packed(
        {
            **good,
            "xl/sharedStrings.xml": table.encode(),
            SHEET: (HEAD + names + records + "</sheetData></worksheet>").encode(),
        }
    )


def test_a_text_goes_on_by_the_same_text() -> None:
    """A text stored once may go on in the columns beside it."""
    pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    assert loads(said_often(1_000, 3), "xlsx").suggestion == "a" * 4_000


@pytest.mark.parametrize(("cells", "rows"), [(900, 1), (3, 400)])
def test_one_text_in_many_cells_is_counted_in_each(cells: int, rows: int) -> None:
    """A small file whose cells say more than an archive may hold is refused before the text is put together."""
    pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    data = said_often(400_000, cells, rows)
    assert len(data) < 20_000
    started = time.process_time()
    with pytest.raises(UnsafeFileError) as caught:
        loads(data, "xlsx")
    assert time.process_time() - started < 10
    assert "ký tự" in label(caught.value, "vi")
