"""Arrow, Feather, Parquet: columns of the types that fields have, whatever no column holds beside them, and nothing that harms."""

from __future__ import annotations

import datetime as dt
import functools
import importlib.util
import json
import pathlib
import struct
import tracemalloc
import typing
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khcn_records.converter.documents import STORED, from_document, stored_class, to_document
from khcn_records.converter.stored_fields import stored_fields
from khcn_records.errors import (
    InvalidArgumentError,
    KhcnError,
    SchemaVersionError,
    StructureError,
    UnknownFieldWarning,
    UnsafeFileError,
    UnsupportedFormatError,
)
from khcn_records.finding import Finding
from khcn_records.formats import dumps, load, loads
from khcn_records.formats.arrow_layout import PLACES, Node, layout_of
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.values import VALUES
from record_strategies import EXAMPLES, FULL_DIRECTIVE, FULL_TASK, STRATEGIES

if importlib.util.find_spec("pyarrow") is None:
    pytest.skip("the extra arrow is not installed", allow_module_level=True)

import pyarrow as pa
import pyarrow.parquet as pq

from khcn_records.formats import (
    arrow,
    arrow_reading,
    arrow_records,
    arrow_safety,
    arrow_writing,
    parquet_safety,
)
from khcn_records.formats.arrow import from_arrow, to_arrow
from khcn_records.formats.arrow_writing import table_of_plain

NAMES = ("arrow", "feather", "parquet")
EVERY_NAME = pytest.mark.parametrize("name", NAMES)
EVERY_STORED = pytest.mark.parametrize("stored", sorted(STORED))
SEVERAL = (FULL_TASK, FULL_DIRECTIVE, FULL_TASK, EXAMPLES["finding"])


def written(name: str, table: Any) -> bytes:
    """A table as that format writes it."""
    if name == "parquet":
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink)
        return bytes(sink.getvalue().to_pybytes())
    return arrow.written(pa, table, compression="lz4" if name == "feather" else None)


def faults_of(call: Callable[[], object]) -> list[tuple[str, str]]:
    """Code and path of what is wrong."""
    with pytest.raises(StructureError) as caught:
        call()
    return [(fault.code, fault.path) for fault in caught.value.faults]


# --- columns ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "column", "expected"),
    [
        ("assigned_task", "task_id", "string"),
        ("assigned_task", "directive", "string"),
        ("assigned_task", "status", "dictionary<values=string, indices=int8, ordered=0>"),
        ("assigned_task", "due_on", "date32[day]"),
        ("assigned_task", "coordinating_units", "list<item: string>"),
        ("assigned_task", "extensions", "string"),
        ("plan_item", "period", "string"),
        ("indicator", "figure", "decimal128(38, 10)"),
        ("indicator", "figure" + PLACES, "int8"),
        ("task_summary", "done", "int64"),
        ("finding", "parameters", "string"),
    ],
)
def test_a_column_has_the_type_of_its_field(stored: str, column: str, expected: str) -> None:
    """What Arrow holds exactly has its type there; every other value is its canonical text, or JSON text."""
    schema = to_arrow([EXAMPLES[stored]]).schema
    found = schema.field(column).type

    if expected == "list":
        assert pa.types.is_list(found)
    else:
        assert str(found) == expected


def test_parts_are_nested_and_keep_their_types() -> None:
    """A list of parts is a list of structs, each field of them as typed as one of the record."""
    history = to_arrow([FULL_TASK]).schema.field("history").type.value_type
    later = to_arrow([FULL_TASK]).schema.field("due_extensions").type.value_type

    assert {"event": "string", "is_jump": "bool", "document": "string"}.items() <= {
        field.name: str(field.type) for field in history
    }.items()
    assert str(later.field("due_on").type) == "date32[day]"
    breakdown = to_arrow([EXAMPLES["indicator"]]).schema.field("breakdown").type.value_type
    assert [str(breakdown.field(name).type) for name in ("value", "parts")] == [
        "decimal128(38, 10)",
        "string",
    ]


def nodes_of(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """The columns and all that stand inside them."""
    for node in nodes:
        yield node
        yield from nodes_of(node.inner)


def classes(kind: type, seen: set[type]) -> set[type]:
    """The class of a record and of every part in it."""
    if kind not in seen:
        seen.add(kind)
        for field in stored_fields(kind):
            for inner in (field.hint, *typing.get_args(field.hint)):
                if isinstance(inner, type) and attrs.has(inner) and inner.__name__ not in VALUES:
                    classes(inner, seen)
    return seen


@EVERY_STORED
def test_nothing_there_can_be_left_out(stored: str) -> None:
    """An empty cell is a field that is not given: whatever may be nothing is nothing where it is not given."""
    for kind in classes(stored_class(stored), set()):
        defaults = {field.name: field.default for field in attrs.fields(kind)}
        for field in stored_fields(kind):
            if type(None) in typing.get_args(field.hint):
                assert defaults[field.attribute] is None, (kind, field.key)


@EVERY_STORED
def test_no_two_columns_have_one_name(stored: str) -> None:
    """The column that says the places of a figure, and that of what fits no column, take the name of no field."""
    for nodes in (layout_of(stored), *(node.inner for node in nodes_of(layout_of(stored)))):
        names = [node.key for node in nodes] + [node.key + PLACES for node in nodes if node.form == "figure"]
        assert len(set(names)) == len(names)
        assert not {"$", "record"} & set(names)


@EVERY_STORED
def test_the_record_with_every_kind_of_field_fits_its_columns(stored: str) -> None:
    """An ordinary record needs no JSON text beside its columns; the table from the record and from its plain data is the same."""
    table = to_arrow([EXAMPLES[stored], EXAMPLES[stored]])

    assert "$" not in table.column_names
    assert table.schema.metadata[b"khcn.record"] == stored.encode()
    assert table.equals(table_of_plain(pa, to_document((EXAMPLES[stored],) * 2)), check_metadata=True)


@EVERY_STORED
@given(data=st.data())
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_tables_from_records_and_from_plain_data_agree(stored: str, data: st.DataObject) -> None:
    """The quick way and the plain way make one table, which gives the records back as JSON would write them."""
    record = data.draw(STRATEGIES[stored](), label=stored)
    for several in ((record,), (record, FULL_TASK, record), (EXAMPLES[stored], record)):
        table = to_arrow(several)
        assert table.equals(table_of_plain(pa, to_document(several)), check_metadata=True)
        assert dumps(from_arrow(table)) == dumps(several)


def outcome(read: Callable[[], object]) -> object:
    """What reading ends in: the records, or the faults."""
    try:
        return read()
    except StructureError as error:
        return error.faults


@EVERY_STORED
@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_records_built_at_once_are_those_the_converter_makes(stored: str, data: st.DataObject) -> None:
    """Whatever a text column says, both ways end in the same records or the same faults."""
    table = to_arrow([EXAMPLES[stored], EXAMPLES[stored]])
    texts = [field.name for field in table.schema if field.type == pa.string()]
    name = data.draw(st.sampled_from(texts or table.column_names), label="column")
    at = table.column_names.index(name)
    odd = st.none() | st.text(max_size=12) | st.sampled_from(["", " ", "a  b", "a\nb", "e\u0301", "2024-02-30", "31/KH-UBND", "{}", "[]", "null"])  # fmt: skip
    values = [data.draw(odd, label="text") if texts else None, table.column(at)[1].as_py()]
    field = table.schema.field(at)
    table = table.set_column(at, field, pa.array(values, field.type))

    plain = outcome(lambda: from_document(arrow_reading.plain_of_table(pa, table)))
    assert outcome(lambda: from_arrow(table)) == plain
    assert outcome(lambda: from_arrow(table, kind=stored_class(stored))) == plain


@EVERY_STORED
@given(data=st.data())
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_columns_are_read_at_once(stored: str, data: st.DataObject) -> None:
    """Of whole, cut and joined tables, the records read column by column are those that the converter makes."""
    table = to_arrow((EXAMPLES[stored], data.draw(STRATEGIES[stored](), label=stored), EXAMPLES[stored]))
    texts = pa.schema([field.with_type(pa.large_string()) if field.type == pa.string() else field for field in table.schema], metadata=table.schema.metadata)  # fmt: skip
    kind = arrow_records.kind_of_table(table)
    if kind is None:
        assert "$" in table.column_names
        return
    for one in (table, table.slice(1), table.slice(1, 1), table.slice(3), table.cast(texts), pa.concat_tables([table.slice(2), table])):  # fmt: skip
        read = arrow_records.records_of_table(pa, one, kind)
        plain = from_document(arrow_reading.plain_of_table(pa, one))
        if read is not None:
            assert read == plain
            assert dumps(read) == dumps(plain)


@EVERY_STORED
def test_columns_made_some_records_at_a_time_are_one(stored: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many records are looked at together, the table is the same, each column in one piece."""
    several = [EXAMPLES[stored]] * 7
    whole = to_arrow(several)
    monkeypatch.setattr(arrow_writing, "_AT_ONCE", 3)
    table = to_arrow(several)

    assert table.equals(whole, check_metadata=True)
    assert {column.num_chunks for column in table.columns} == {1}
    assert arrow.written(pa, table) == arrow.written(pa, whole)


def test_most_kinds_are_read_column_by_column() -> None:
    """Only kinds that hold free cells or wordings go the converter's way."""
    others = set()
    for name, example in EXAMPLES.items():
        table = to_arrow([example, example])
        read = arrow_records.records_of_table(pa, table, stored_class(name))
        if read is None:
            others.add(name)
        else:
            assert read == (example, example)

    assert others == {"finding", "table"}


def test_figures_keep_the_digits_they_are_written_with() -> None:
    """5,50 is not 5,5; both are the same number to whoever computes with the column."""
    several = [
        attrs.evolve(EXAMPLES["indicator"], figure=Decimal(text))
        for text in ("5.50", "5.5", "5", "0.0000000001", "-7.10")
    ]
    table = to_arrow(several)

    assert [f"{one.figure:f}" for one in from_arrow(table)] == ["5.50", "5.5", "5", "0.0000000001", "-7.10"]
    assert table.column("figure").to_pylist()[:2] == [Decimal("5.5"), Decimal("5.5")]


@pytest.mark.parametrize("figure", ["1E+29", "0.00000000001"])
def test_a_figure_beyond_the_column_is_kept_all_the_same(figure: str) -> None:
    """The record stands whole in the column `$`, and the others in their columns."""
    several = (EXAMPLES["indicator"], attrs.evolve(EXAMPLES["indicator"], figure=Decimal(figure)))
    table = to_arrow(several)

    assert [text is None for text in table.column("$").to_pylist()] == [True, False]
    assert dumps(from_arrow(table)) == dumps(several)


def test_columns_may_be_chosen() -> None:
    """Only those columns, in that order; a name that the kind has not, or several kinds, are refused."""
    table = to_arrow([FULL_TASK] * 3, columns=["status", "due_on"])

    assert table.column_names == ["status", "due_on"]
    assert table.column("due_on").to_pylist() == [FULL_TASK.due_on] * 3
    with pytest.raises(InvalidArgumentError, match="task_id"):
        to_arrow([FULL_TASK], columns=["colour"])
    for several in ([FULL_TASK, FULL_DIRECTIVE], []):
        with pytest.raises(InvalidArgumentError, match="one kind"):
            to_arrow(several, columns=["status"])
    with pytest.raises(UnsupportedFormatError):
        to_arrow([FULL_TASK, 5])
    with pytest.raises(InvalidArgumentError, match="exactly"):
        to_arrow([attrs.evolve(EXAMPLES["indicator"], figure=Decimal("1E+29"))], columns=["figure"])


@EVERY_NAME
def test_several_kinds_stand_beside_each_other(name: str) -> None:
    """The column `record` says the kind of each, a column of parts for each kind has its fields; the order is kept."""
    table = to_arrow(SEVERAL)

    assert table.column_names == ["record", "assigned_task", "directive", "finding"]
    assert loads(written(name, table), name) == SEVERAL == loads(dumps(SEVERAL, name), name)


def test_others_read_the_file_without_a_cast(tmp_path: pathlib.Path) -> None:
    """A program that knows nothing of the library finds days as days and members as words."""
    (tmp_path / "a.parquet").write_bytes(dumps([FULL_TASK], "parquet"))
    row = pq.read_table(tmp_path / "a.parquet").to_pylist()[0]

    assert (row["due_on"], row["status"]) == (FULL_TASK.due_on, FULL_TASK.status.value)
    assert row["history"][0]["event"] == FULL_TASK.history[0].event
    assert type(row["due_on"]) is dt.date


# --- what others do to a table ---------------------------------------------------------------------------------------


def recast(table: Any, kind: Any, into: Any) -> Any:
    """The table with every column of one type cast to another."""
    for place, field in enumerate(table.schema):
        if field.type == kind:
            column = table.column(place).cast(into)
            table = table.set_column(place, pa.field(field.name, into, metadata=field.metadata), column)
    return table


CHANGES: dict[str, Callable[[Any], Any]] = {
    "columns moved": lambda table: table.select(table.column_names[::-1]),
    "large texts": lambda table: recast(table, pa.string(), pa.large_string()),
    "views of texts": lambda table: recast(table, pa.string(), pa.string_view()),
    "texts in dictionaries": lambda table: recast(table, pa.string(), pa.dictionary(pa.int32(), pa.string())),
    "members as texts": lambda table: recast(table, table.schema.field("status").type, pa.string()),
    "an empty column": lambda table: table.append_column("colour", pa.nulls(table.num_rows, pa.string())),
    "a column of nothing": lambda table: table.append_column("colour", pa.nulls(table.num_rows)),
    "in pieces": lambda table: pa.concat_tables([table.slice(0, 1), table.slice(1)]),
}


@EVERY_NAME
@pytest.mark.parametrize("change", sorted(CHANGES))
def test_a_table_that_another_program_wrote_again_is_read(name: str, change: str) -> None:
    """Columns may be moved, cast to another type of the same, and cut in pieces."""
    table = CHANGES[change](to_arrow([FULL_TASK] * 3))
    if change != "views of texts" or name != "parquet":
        assert loads(written(name, table), name) == (FULL_TASK,) * 3
    assert from_arrow(table, kind=AssignedTask) == (FULL_TASK,) * 3
    assert from_arrow(table.slice(1, 1)) == (FULL_TASK,)


def test_an_unknown_column_obeys_the_policy() -> None:
    """A column that no field has is refused with its rows, kept and written back, or kept and told; inside a part too."""
    table = to_arrow([FULL_TASK] * 2).append_column("colour", pa.array(["red", None]))

    assert faults_of(lambda: from_arrow(table)) == [("unknown_field", "$.records[0].colour")]
    first, second = from_arrow(table, unknown="keep")
    assert second == FULL_TASK
    assert first.extension_data.unknown == {"/colour": "red"}
    assert from_arrow(to_arrow([first, second]), unknown="keep") == (first, second)
    assert faults_of(lambda: from_arrow(to_arrow([first, second]))) == [
        ("unknown_field", "$.records[0].colour")
    ]
    with pytest.warns(UnknownFieldWarning, match="colour"):
        assert from_arrow(table, unknown="warn") == (first, second)
    plain = to_document((FULL_TASK,))
    plain["records"][0]["history"][0]["weather"] = "rain"
    for name in NAMES:
        content = arrow.dumps(plain) if name == "arrow" else written(name, table_of_plain(pa, plain))
        assert faults_of(functools.partial(loads, content, name)) == [
            ("unknown_field", "$.records[0].history[0].weather")
        ]
        assert json.loads(dumps(loads(content, name, unknown="keep"))) == plain


def test_faults_say_row_and_column() -> None:
    """Every fault of every row at once, with the path of its column, inside parts too."""
    table = to_arrow([FULL_TASK] * 3)
    at = table.column_names.index("directive")
    table = table.set_column(at, "directive", pa.array(["???", str(FULL_TASK.directive), None]))
    table = table.set_column(table.column_names.index("task_id"), "task_id", pa.array([7, 8, 9]))
    day = pa.array([0, 10**9, 5], pa.int32()).cast(pa.date32())
    table = table.set_column(table.column_names.index("due_on"), "due_on", day)

    assert faults_of(lambda: from_arrow(table)) == [
        ("wrong_type", "$.records[0].task_id"),
        ("invalid_document_reference", "$.records[0].directive"),
        ("wrong_type", "$.records[1].task_id"),
        ("wrong_type", "$.records[1].due_on"),
        ("wrong_type", "$.records[2].task_id"),
        ("missing_field", "$.records[2].directive"),
    ]


@pytest.mark.parametrize(
    "kind",
    [pa.timestamp("us"), pa.binary(), pa.time32("s"), pa.duration("s"), pa.map_(pa.string(), pa.int64()), pa.date64(), pa.list_(pa.binary()), pa.struct([("a", pa.binary())]), pa.list_view(pa.int8()), pa.decimal128(5, -3)],
    ids=str,
)  # fmt: skip
def test_a_column_of_a_type_that_no_plain_data_have_is_refused(kind: Any) -> None:
    """Nothing is guessed about instants, bytes and maps; the fault names the column."""
    table = to_arrow([FULL_TASK]).append_column("colour", pa.nulls(1, kind))

    assert [(code, path[:8]) for code, path in faults_of(lambda: from_arrow(table))] == [
        ("syntax", "$.colour")
    ]


@pytest.mark.parametrize("text", ["[", '{"a": 1, "a": 2}', "NaN", '"\\ud800"', ""])
def test_json_text_that_is_none_is_a_fault_where_it_stands(text: str) -> None:
    """A column of JSON text is judged as strictly as a file."""
    table = to_arrow([FULL_TASK] * 2)
    at = table.column_names.index("extensions")
    table = table.set_column(at, table.schema.field(at), pa.array([None, text]))

    assert {path.split(".extensions")[0] for _, path in faults_of(lambda: from_arrow(table))} == {
        "$.records[1]"
    }


def test_a_table_without_its_metadata_is_not_guessed_at() -> None:
    """No schema, no kind, a newer schema, several rows for one record, two columns of one name: each is refused."""
    table = to_arrow([FULL_TASK] * 2)
    assert faults_of(lambda: from_arrow(table.replace_schema_metadata(None))) == [
        ("missing_field", "$.schema")
    ]
    bare = {"khcn.schema": "khcn/2", "khcn.form": "several"}
    assert faults_of(lambda: from_arrow(table.replace_schema_metadata(bare)))[0] == (
        "missing_field",
        "$.records[0].record",
    )
    with pytest.raises(SchemaVersionError):
        from_arrow(table.replace_schema_metadata({**table.schema.metadata, b"khcn.schema": "khcn/99"}))
    one = table.replace_schema_metadata({**table.schema.metadata, b"khcn.form": "one"})
    assert faults_of(lambda: from_arrow(one)) == [("syntax", "$")]
    assert faults_of(lambda: from_arrow(table.append_column("note", table.column("note")))) == [
        ("duplicate_key", "$.note")
    ]
    with pytest.raises(TypeError, match="dict"):
        from_arrow({})


def test_an_older_schema_is_read(tmp_path: pathlib.Path) -> None:
    """The plain data of khcn/1 in a table go the way of every other file."""
    old = {"schema": "khcn/1", "record": "assigned_task", "task_id": "1", "directive": "02/KH-UBND", "content": "a", "status": "done", "extensions": [{"due_on": "2024-02-28"}]}  # fmt: skip
    for name in NAMES:
        path = tmp_path / f"a.{name}"
        path.write_bytes(written(name, table_of_plain(pa, old)))
        found = load(path, kind=AssignedTask)
        assert isinstance(found, AssignedTask)
        assert found.extensions[0].due_on == dt.date(2024, 2, 28)


def test_a_stream_is_read_as_a_file_is() -> None:
    """Both forms of Arrow hold the same."""
    stream = dumps(SEVERAL, "arrow", is_stream=True)

    assert stream[:4] == b"\xff\xff\xff\xff"
    assert loads(stream, "arrow") == SEVERAL == loads(dumps(SEVERAL, "arrow"), "feather")


# --- what is made to harm --------------------------------------------------------------------------------------------


@EVERY_NAME
def test_a_cut_file_is_refused(name: str) -> None:
    """A file that ends anywhere before its end is no file."""
    data = dumps([EXAMPLES["finding"]] * 2, name)
    # Messages end at multiples of eight: a cut there leaves a sound beginning.
    for end in (*range(0, len(data), 8), *range(1, len(data), max(1, len(data) // 97))):
        with pytest.raises((StructureError, UnsafeFileError)) as caught:
            loads(data[:end], name)
        assert len(str(caught.value)) < 5_000


def test_a_cut_stream_is_refused() -> None:
    """A stream that lost the mark of its end is refused, wherever it was cut."""
    data = dumps([EXAMPLES["finding"]] * 2, "arrow", is_stream=True)
    for end in range(0, len(data), 8):
        with pytest.raises((StructureError, UnsafeFileError)):
            loads(data[:end], "arrow")


@EVERY_NAME
@given(at=st.integers(0, 10**6), bits=st.integers(1, 255), cut=st.none() | st.integers(0, 10**6))
@settings(max_examples=300)
def test_a_flipped_byte_is_read_or_refused(name: str, at: int, bits: int, cut: int | None) -> None:
    """A file with a byte changed or its end lost ends in records or in an error of the library."""
    data = bytearray(typing.cast("bytes", FILES[name]))
    data[at % len(data)] ^= bits
    try:
        loads(bytes(data if cut is None else data[: cut % len(data)]), name)
    except KhcnError as error:
        assert len(str(error)) < 20_000  # noqa: PT017  either outcome is right


FILES = {name: dumps([FULL_TASK, FULL_TASK, EXAMPLES["table"]], name) for name in NAMES}
HEAD = {"khcn.schema": "khcn/2", "khcn.form": "several", "khcn.record": "finding"}
NOTHING = pa.table({"code": pa.nulls(2**31 - 1)}).replace_schema_metadata(HEAD)
LISTS = pa.Table.from_arrays(
    [pa.LargeListArray.from_arrays(pa.array([0, 2**30], pa.int64()), pa.nulls(2**30))], names=["code"]
).replace_schema_metadata(HEAD)


@pytest.mark.parametrize("table", [NOTHING, LISTS], ids=["rows of nothing", "a list of nothing"])
@pytest.mark.parametrize("name", ["arrow", "feather"])
def test_endless_nothing_is_refused(name: str, table: Any) -> None:
    """Two thousand million values that take no byte are not made."""
    data = written(name, table)

    assert len(data) < 10_000
    with pytest.raises(UnsafeFileError):
        loads(data, name)


@EVERY_NAME
def test_a_packed_file_is_unpacked_so_far_and_no_further(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file unpacks to is known before it is unpacked."""
    monkeypatch.setattr(arrow_safety, "LARGEST", 4_000_000)
    monkeypatch.setattr(parquet_safety, "LARGEST", 4_000_000)
    data = dumps([Finding(code="a" * 8_000_000)], "feather" if name == "arrow" else name)

    assert len(data) < 100_000
    with pytest.raises(UnsafeFileError, match="unpacks to more"):
        loads(data, name)


@pytest.mark.parametrize("told", [2**40, 2**62, -2, -(2**63)])
def test_a_lie_about_what_a_buffer_unpacks_to_is_refused(told: int) -> None:
    """The size that a packed buffer says to have is not believed far."""
    data = dumps([Finding(code="a" * 100_000)], "feather")
    true = struct.pack("<q", 100_000)

    assert data.count(true) >= 1
    with pytest.raises((UnsafeFileError, StructureError)):
        loads(data.replace(true, struct.pack("<q", told)), "feather")


def test_many_columns_of_many_rows_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that cost a Parquet file nothing are refused by their number."""
    monkeypatch.setattr(parquet_safety, "MOST_CELLS", 100_000)
    table = pa.table({"code": pa.nulls(200_000, pa.string())}).replace_schema_metadata(HEAD)

    with pytest.raises(UnsafeFileError, match="values"):
        loads(written("parquet", table), "parquet")


def test_texts_told_by_the_ones_before_are_refused() -> None:
    """A long text may not be said again and again for a byte."""
    sink = pa.BufferOutputStream()
    table = to_arrow([FULL_TASK] * 3)
    pq.write_table(table, sink, use_dictionary=False, column_encoding={"task_id": "DELTA_BYTE_ARRAY"})

    with pytest.raises(UnsafeFileError, match="ones before"):
        loads(sink.getvalue().to_pybytes(), "parquet")


def says_often(text: str, count: int) -> Any:
    """A table that says one text so often."""
    column = pa.DictionaryArray.from_arrays(pa.array([0] * count, pa.int32()), pa.array([text]))
    return pa.table({"code": column}).replace_schema_metadata(HEAD)


@EVERY_NAME
def test_a_text_that_stands_often_is_kept_once(name: str) -> None:
    """A file of a few kilobytes that says a long text a thousand times takes the room of one."""
    data = written(name, says_often("a" * 50_000, 1_000))
    tracemalloc.start()
    try:
        read = loads(data, name)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert len(read) == 1_000
    assert len(data) < 100_000
    assert peak < 10_000_000


@EVERY_NAME
def test_a_text_that_stands_endlessly_is_refused(name: str) -> None:
    """What would take hours to look through is refused by its length."""
    with pytest.raises(UnsafeFileError, match="bytes of text"):
        loads(written(name, says_often("a" * 1_000_000, 10_000)), name)


@EVERY_NAME
def test_columns_nested_without_end_are_refused(name: str) -> None:
    """A column deeper than any record is no crash."""
    kind: Any = pa.int8()
    for _ in range(60):
        kind = pa.struct([("a", kind)])
    table = pa.table({"code": pa.nulls(1, kind)}).replace_schema_metadata(HEAD)

    with pytest.raises((UnsafeFileError, StructureError)):
        loads(written(name, table), name)
