"""CSV: what spreadsheets do to it, both dialects, and the cell of every fault."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khcn_records.converter.documents import STORED, stored_class
from khcn_records.errors import Fault, InvalidArgumentError, StructureError, UnsafeFileError
from khcn_records.formats import csv as csv_format
from khcn_records.formats import dumps, loads
from khcn_records.formats.cells import from_cell, to_cell
from khcn_records.formats.grid import decimal_fields
from khcn_records.labels import label
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.records.directives import Directive
from khcn_records.table import Column, Row, Table
from record_strategies import EXAMPLES, FULL_DIRECTIVE, FULL_TASK

PLAIN: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def faults_of(content: str) -> tuple[Fault, ...]:
    """What is wrong with the content."""
    with pytest.raises(StructureError) as caught:
        loads(content, "csv")
    return caught.value.faults


def rows(content: str, delimiter: str = ",") -> list[dict[str, str]]:
    """The file as another reader of CSV sees it."""
    return list(csv.DictReader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True))


@given(value=PLAIN)
@example("'")
@example("#12")
@example("0012")
@example("null")
@example("TRUE")
def test_a_cell_says_what_it_was_given(value: Any) -> None:
    """There and back for any plain data in one cell, type included."""
    read = from_cell(to_cell(value))

    assert (read, type(read)) == (value, type(value))


@given(
    value=PLAIN
    | st.dictionaries(
        st.text(max_size=6) | st.sampled_from(["schema", "record", "records", "$", "#", ".a"]),
        PLAIN,
        max_size=4,
    )
)
@example(
    {
        "schema": "khcn/1",
        "records": [5, None, {}, {"record": None, "a": 1}, {"a": 1}, {"record": "x", "schema": 2, "$.a": 3}],
        "extra": 1,
    }
)
def test_a_table_says_what_it_was_given(value: Any) -> None:
    """There and back for any plain data at all, a document or not."""
    try:
        content = csv_format.dumps(value)
        read = csv_format.loads(content)
    except StructureError as error:
        assert not isinstance(value, dict) or not value or not {"schema", "record", "records"} & set(value)
        assert error.faults  # noqa: PT017
    else:
        assert read == value or isinstance(value, dict)
        # A document whose records are bare texts is none of ours: it is read as records of that name.
        assert read != value or csv_format.dumps(read) == content


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://x","y")',
        "+84 123",
        "-1+2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "'=1",
        "'",
        "''",
        "=",
        "-",
    ],
)
def test_a_formula_is_never_written_and_comes_back(text: str) -> None:
    """No cell of a file begins with what a spreadsheet runs; the text is read back exactly."""
    task = AssignedTask(
        task_id="1", directive="316/UBND-KGVX", content="a", status=TaskStatus.DONE, note=f"{text}x"
    )
    table = Table(name="t", columns=[Column("a")], rows=[Row((text,))])
    directive = Directive(directive_id=f"{text}1", number="01/KH-UBND")
    for record in (task, table, directive):
        for delimiter in ",;":
            content = dumps(record, "csv", delimiter=delimiter)
            assert loads(content, "csv") == record
            for row in csv.reader(io.StringIO(content, newline=""), delimiter=delimiter):
                assert not any(cell.startswith(tuple("=+-@\t\r\n＝＋－＠")) for cell in row)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("31/KH-UBND", "31/KH-UBND"), ("Kế hoạch số 5", "Kế hoạch số 5"), ("12a", "12a"), ("A-1", "A-1"),
        ("0012", "'0012"), ("12", "'12"), ("-5", "'-5"), ("1.5", "'1.5"), ("1,5", "'1,5"), ("1E5", "'1E5"), ("12345678901234567890", "'12345678901234567890"),
        ("31/12", "'31/12"), ("02/2024", "'02/2024"), ("2024-02-05", "'2024-02-05"), ("3-4", "'3-4"), ("Mar 5", "'Mar 5"), ("10:30", "'10:30"),
        ("5%", "'5%"), ("$5", "'$5"), ("TRUE", "'TRUE"), ("false", "'false"), ("null", "'null"), ("", "'"), ("[x]", "'[x]"), ("{", "'{"), ('"a"', "'\"a\""),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_change_is_marked_as_text(text: str, cell: str) -> None:
    """Leading zeros, days, long numbers and truths stand behind an apostrophe; symbols and words as they are."""
    assert to_cell(text) == cell
    assert from_cell(cell) == text


@pytest.mark.parametrize(
    ("value", "cell"),
    [(5, "5"), (-5, "-5"), (True, "true"), (None, "null"), ([], "[]"), (["a"], '["a"]'), (10**15 - 1, "9" * 15), (10**15, "#1" + "0" * 15), (-(10**20), "#-1" + "0" * 20)],
)  # fmt: skip
def test_what_is_no_text_is_written_plainly(value: Any, cell: str) -> None:
    """Figures and truths can be computed with; a figure longer than a spreadsheet keeps is marked."""
    assert to_cell(value) == cell
    assert from_cell(cell) == value


def test_a_file_of_one_kind_is_a_plain_table() -> None:
    """Another reader of CSV finds the stored names, a row for each record, symbols and text as they are."""
    content = dumps([FULL_DIRECTIVE, FULL_DIRECTIVE], "csv")
    first, second = rows(content)

    assert first == second
    assert (first["schema"], first["records"]) == (json.loads(dumps(()))["schema"], "directive")
    assert from_cell(first["directive_id"]) == FULL_DIRECTIVE.directive_id
    assert first["number"] == str(FULL_DIRECTIVE.number)
    assert content.count("\r\n") == 3


SAVED_BY_EXCEL: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "with a byte-order mark": lambda text: "\ufeff" + text,
    "with bare line feeds": lambda text: text.replace("\r\n", "\n"),
    "with empty columns and rows behind": lambda text: text.replace("\r\n", ",,\r\n") + ",,,\r\n" * 3,
    "truths in capitals": lambda text: text.replace(",true", ",TRUE").replace(",false", ",FALSE"),
}


@pytest.mark.parametrize("way", sorted(SAVED_BY_EXCEL))
@pytest.mark.parametrize("stored", ["indicator", "licence", "citizen_reception", "one_stop_files"])
def test_a_file_that_a_spreadsheet_saved_is_read(way: str, stored: str) -> None:
    """What spreadsheets add or respell when they save changes nothing."""
    record = EXAMPLES[stored]
    content = dumps([record, record], "csv")

    assert loads(SAVED_BY_EXCEL[way](content), "csv") == (record, record)


@pytest.mark.parametrize("stored", sorted(EXAMPLES))
def test_the_dialect_of_vietnamese_excel_comes_back(stored: str) -> None:
    """Semicolons and a byte-order mark are written on demand and found on reading, `sep=` line or not."""
    record = EXAMPLES[stored]
    content = dumps(record, "csv", delimiter=";", bom=True)

    assert content.startswith("\ufeffschema;record;")
    assert (
        record
        == loads(content, "csv")
        == loads(content.encode(), "csv")
        == loads("sep=;\r\n" + content[1:], "csv")
    )


def test_columns_may_stand_in_any_order() -> None:
    """A person may move columns and leave out those that are empty."""
    content = dumps([FULL_TASK, FULL_TASK], "csv")
    table = list(csv.reader(io.StringIO(content, newline="")))
    out = io.StringIO(newline="")
    csv.writer(out).writerows(row[::-1] for row in table)

    assert loads(out.getvalue(), "csv") == (FULL_TASK, FULL_TASK)


def test_another_delimiter_is_refused() -> None:
    """Only the two that are read are written."""
    with pytest.raises(InvalidArgumentError):
        dumps(FULL_TASK, "csv", delimiter="\t")


HEAD = "schema,records,directive_id,number,note\r\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (HEAD + "khcn/1,directive,a\r\n", [("invalid_document_reference", "$.records[0]", "A2", "2")]),
        (HEAD + 'khcn/1,directive,"a\r\nb",01/KH-UBND\r\nkhcn/1,directive,b,???', [("invalid_document_number", "$.records[1].number", "D3", "4")]),
        (HEAD + "khcn/1,directive,5,01/KH-UBND,[1]", [("wrong_type", "$.records[0].directive_id", "C2", "2"), ("unknown_field", "$.records[0].note", "E2", "2")]),
        (HEAD + "khcn/1,directive,a,01/KH-UBND,[1\r\nkhcn/1,directive,{,01/KH-UBND", [("syntax", "$.records[0].note", "E2", "2"), ("syntax", "$.records[1].directive_id", "C3", "3")]),
        (HEAD + "khcn/1,directive,a,01/KH-UBND,b,c", [("syntax", "$", "F2", "2")]),
        (HEAD + "khcn/1,directive,a,01/KH-UBND\r\nkhcn/0,directive,a,01/KH-UBND", [("invalid_value", "$.schema", "A3", "3")]),
        ("schema,record,code,code\r\n", [("duplicate_key", "$", "D1", "1")]),
        ("schema,record,5\r\n", [("syntax", "$", "C1", "1")]),
        ("schema,record,code\r\nkhcn/1,finding,a\r\nkhcn/1,finding,b", [("syntax", "$", "A3", "3")]),
        ("schema,records,colour\r\nkhcn/1,finding,red", [("missing_field", "$.records[0].code", "A2", "2"), ("unknown_field", "$.records[0].colour", "C2", "2")]),
    ],
)  # fmt: skip
def test_a_fault_says_its_cell(content: str, expected: list[tuple[str, str, str, str]]) -> None:
    """Every fault of a table has its path, the cell as a spreadsheet names it and the line as an editor counts it."""
    found = faults_of(content)
    told = [dict(fault.parameters) for fault in found]

    assert [
        (fault.code, fault.path, one["cell"], one["line"]) for fault, one in zip(found, told, strict=True)
    ] == expected
    assert f"ô {expected[0][2]}, dòng {expected[0][3]}" in label(found[0], "vi")


@pytest.mark.parametrize(
    "content", ['schema,"record', 'schema,"a"b\r\n', 'schema,record,a"b\r\n', "a,b\r\n", "x"]
)
def test_what_is_no_csv_is_placed(content: str) -> None:
    """A slip of the quotation marks says its line."""
    (fault,) = faults_of(content)

    assert (fault.code, dict(fault.parameters)["line"]) == ("syntax", "1")


@pytest.mark.parametrize(
    "cell",
    ["9" * 5_000, "#" + "9" * 5_000, "[" * 100_000, '"' + '{""a"":' * 100_000 + '"'],
    ids=["number", "marked", "list", "object"],
)
def test_a_cell_made_to_harm_is_refused(cell: str) -> None:
    """Depth and length that no record has are refused in a cell as in JSON."""
    with pytest.raises(UnsafeFileError):
        loads(f"schema,record,code\r\nkhcn/1,finding,{cell}", "csv")


CELLS = st.text("a\",;\r\n\x00 '=", max_size=5)


@given(table=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=4))
def test_lines_are_split_as_everybody_splits_them(table: list[list[str]]) -> None:
    """Cells written by the standard library are read alike."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(table)

    assert [line.cells for line in csv_format._lines(out.getvalue(), ",")] == table


@pytest.mark.parametrize("stored", sorted(STORED))
def test_an_empty_cell_can_only_mean_one_thing(stored: str) -> None:
    """A field that may be empty is empty when it is not given, so that an empty cell says both."""
    import typing

    import attrs

    kind = stored_class(stored)
    hints = typing.get_type_hints(kind)
    for field in attrs.fields(kind):
        if field.init and type(None) in typing.get_args(hints[field.name]):
            assert field.default is None
    assert decimal_fields(stored) <= set(hints)
