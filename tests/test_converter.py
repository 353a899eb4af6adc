"""The laws of the way between records and plain data: there and back, nothing coerced, every fault at once with its path."""

from __future__ import annotations

import datetime as dt
import importlib
import time
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khcn_records.converter import make_converter, structure, unstructure
from khcn_records.errors import Fault, StructureError
from khcn_records.finding import Finding
from khcn_records.formats import STORED
from khcn_records.labels import label, languages
from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.assigned_tasks import AssignedTask, Extension
from khcn_records.records.directives import Directive
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.reports.task_summary import TaskSummary
from khcn_records.table import Table
from khcn_records.values import VALUES
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_numbers import DocumentNumber
from record_strategies import EXAMPLES, FULL_TASK, STRATEGIES
from strategies import VALUE_STRATEGIES

EVERY_STORED = pytest.mark.parametrize("stored", sorted(STORED))
PLAIN = (dict, list, str, int, bool, type(None))


def leaves(data: Any) -> Iterator[Any]:
    """Every part of plain data, keys too."""
    yield data
    if type(data) is dict:
        for key, value in data.items():
            yield key
            yield from leaves(value)
    elif type(data) is list:
        for value in data:
            yield from leaves(value)


def faults(data: object, kind: type) -> list[Fault]:
    """What is wrong with the data; every fault can be worded and written down."""
    with pytest.raises(StructureError) as caught:
        structure(data, kind)
    for fault in caught.value.faults[:50]:
        str(fault).encode()
        assert all(label(fault, lang) for lang in languages())
    return list(caught.value.faults)


def told(data: object, kind: type) -> list[tuple[str, str]]:
    """Code and path of every fault."""
    return [(fault.code, fault.path) for fault in faults(data, kind)]


def task(**fields: Any) -> dict[str, Any]:
    """Plain data of a task, with fields changed."""
    return {
        "task_id": "1",
        "directive": "02/KH-UBND",
        "content": "Báo cáo",
        "status": "in_progress",
        **fields,
    }


@EVERY_STORED
@given(data=st.data())
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_plain_data_become_the_same_record(stored: str, data: st.DataObject) -> None:
    """`structure(unstructure(x)) == x`, and what is between consists of plain things only."""
    record = data.draw(STRATEGIES[stored](), label=stored)
    between = unstructure(record)

    assert record == structure(between, type(record))
    assert [leaf for leaf in leaves(between) if type(leaf) not in PLAIN] == []
    assert between == unstructure(structure(between, type(record)))


@pytest.mark.parametrize("name", sorted(VALUES))
@given(data=st.data())
@settings(max_examples=50)
def test_a_value_is_its_canonical_text(name: str, data: st.DataObject) -> None:
    """In plain data every value is the text that `str` gives."""
    value = data.draw(VALUE_STRATEGIES[name](), label=name)

    assert str(value) == unstructure(value)
    assert value == structure(str(value), getattr(importlib.import_module(VALUES[name]), name))


def test_a_tuple_of_records_becomes_a_list() -> None:
    """A tuple or list of records is a list of plain data."""
    assert (
        [unstructure(FULL_TASK)] * 2
        == unstructure((FULL_TASK, FULL_TASK))
        == unstructure([FULL_TASK, FULL_TASK])
    )


TEXT_FIELDS = ["task_id", "content", "due_text", "progress_text", "lead_unit", "note"]


@pytest.mark.parametrize("field", TEXT_FIELDS)
@pytest.mark.parametrize("value", [5, 5.0, True, ["a"], {"a": 1}, b"a", dt.date(2024, 2, 5), Decimal(1)])
def test_nothing_becomes_text(field: str, value: object) -> None:
    """A number is never text, nor is anything else."""
    assert [("wrong_type", f"$.{field}")] == told(task(**{field: value}), AssignedTask)


@pytest.mark.parametrize(
    "field",
    [
        "task_id",
        "content",
        "status",
        "directive",
        "coordinating_units",
        "due_extensions",
        "extensions",
        "history",
    ],
)
def test_null_is_no_value(field: str) -> None:
    """`None` stands only where a field may be empty: it never becomes the text `None` nor an empty list."""
    assert [("wrong_type", f"$.{field}")] == told(task(**{field: None}), AssignedTask)


@pytest.mark.parametrize("value", ["true", "false", "", 0, 1, None, 1.0, []])
def test_nothing_becomes_a_boolean(value: object) -> None:
    """Only true and false are booleans."""
    step = {"event": "start", "from_state": "a", "to_state": "b", "on": "2024-02-05", "is_jump": value}

    assert told(step, HistoryEntry) == [("wrong_type", "$.is_jump")]


@pytest.mark.parametrize("value", [3.0, 3.9, "3", True, None, float("inf"), float("nan"), [3], Decimal(3)])
def test_nothing_becomes_a_whole_number(value: object) -> None:
    """Only a whole number is one: neither a fraction nor a digit in quotes nor a boolean."""
    assert ("wrong_type", "$.done") in told({"as_of": "2024-02-14", "done": value}, TaskSummary)


@pytest.mark.parametrize("value", ["abc", "", {"a": 1}, {"a"}, 5, b"ab", iter("ab"), None])
def test_nothing_becomes_a_list(value: object) -> None:
    """A text is not a list of its letters, an object not a list of its keys."""
    assert told(task(coordinating_units=value), AssignedTask) == [("wrong_type", "$.coordinating_units")]


@pytest.mark.parametrize(
    "value",
    [
        "05/02/2024",
        "2024-2-5",
        "2024-02-30",
        "20240205",
        "2024-W06-1",
        "2024-02-05T00:00",
        " 2024-02-05",
        "",
        "２０２４-02-05",
    ],
)
def test_a_day_is_iso_and_nothing_else(value: str) -> None:
    """Stored days have one form; other readings are for readers."""
    assert told(task(due_on=value), AssignedTask) == [("invalid_date", "$.due_on")]


@pytest.mark.parametrize(
    "value", [dt.date(2024, 2, 5), dt.datetime(2024, 2, 5), 20240205, 1.5, True, ["2024-02-05"]]
)
def test_a_day_is_text(value: object) -> None:
    """Plain data hold no date objects."""
    assert told(task(due_on=value), AssignedTask) == [("wrong_type", "$.due_on")]


@pytest.mark.parametrize("value", ["DONE", "Done", "done ", "", "đã thực hiện", "TaskStatus.DONE"])
def test_a_state_is_its_stored_value(value: str) -> None:
    """States have one spelling; the fault says which there are."""
    (fault,) = faults(task(status=value), AssignedTask)

    assert (fault.code, fault.path) == ("unknown_member", "$.status")
    assert dict(fault.parameters)["expected"] == "not_started, in_progress, done, cancelled, transferred"


@pytest.mark.parametrize(
    "value", ["1e5", "NaN", "Infinity", "1_0", "", "1,5", "٣", ".5", "5.", "+1", "9" * 41, "0." + "1" * 41]
)
def test_a_figure_is_written_out(value: str) -> None:
    """An exact figure is digits and one point, of a length that a report can print."""
    table = {"name": "t", "columns": [{"key": "a", "type": "decimal"}], "rows": [{"cells": [value]}]}

    assert told(table, Table) == [("invalid_value", "$.rows[0].cells[0]")]


@EVERY_STORED
def test_unknown_keys_are_refused(stored: str) -> None:
    """A key that is no field is a fault, whatever stands under it, and the fault lists the fields."""
    data = unstructure(EXAMPLES[stored]) | {"colour": "red", "__class__": "x", "": None}
    found = faults(data, type(EXAMPLES[stored]))

    assert {("unknown_field", "$.colour"), ("unknown_field", "$.__class__"), ("unknown_field", "$.")} == {
        (f.code, f.path) for f in found
    }
    assert set(unstructure(EXAMPLES[stored])) == set(dict(found[0].parameters)["expected"].split(", "))


@EVERY_STORED
def test_fields_with_a_default_may_be_missing(stored: str) -> None:
    """Each field may be left out, or its absence is a fault of that field alone."""
    whole = unstructure(EXAMPLES[stored])
    for name in whole:
        data = {key: value for key, value in whole.items() if key != name}
        try:
            structure(data, type(EXAMPLES[stored]))
        except StructureError as error:
            lacking = ("missing_field", f"$.{name}")
            assert stored == "task_summary" or [lacking] == [(f.code, f.path) for f in error.faults]  # noqa: PT017  sums may fail instead


def test_all_faults_come_at_once_with_exact_paths() -> None:
    """Every fault at every depth is told in one error."""
    step = {"event": "start", "from_state": "not_started", "to_state": "in_progress", "on": "2024-02-05"}
    data = {
        "report_id": "",
        "period": "tháng 13/2024",
        "organization": 5,
        "directives": [{"directive_id": "1"}, {"directive_id": "2", "number": "không"}],
        "tasks": [
            task(),
            task(content="  "),
            task(task_id="", due_extensions=[{"due_on": None}, {"colour": "red"}]),
            task(
                history=[step | {"on": "2024-02-30"}, step, step | {"document": "x", "is_jump": 1}],
                directive=5,
            ),
            "task",
        ],
    }

    assert sorted(
        [
            ("invalid_value", "$.report_id"),
            ("invalid_period", "$.period"),
            ("wrong_type", "$.organization"),
            ("invalid_value", "$.tasks[1].content"),
            ("wrong_type", "$.tasks[2].due_extensions[0].due_on"),
            ("missing_field", "$.tasks[2].due_extensions[1].due_on"),
            ("unknown_field", "$.tasks[2].due_extensions[1].colour"),
            ("invalid_value", "$.tasks[2].task_id"),
            ("wrong_type", "$.tasks[3].directive"),
            ("invalid_date", "$.tasks[3].history[0].on"),
            ("invalid_document_reference", "$.tasks[3].history[2].document"),
            ("wrong_type", "$.tasks[3].history[2].is_jump"),
            ("wrong_type", "$.tasks[4]"),
            ("invalid_document_reference", "$.directives[0]"),
            ("invalid_document_number", "$.directives[1].number"),
        ]
    ) == sorted(told(data, MonthlyReport))


def test_what_a_constructor_refuses_is_a_fault_of_its_field() -> None:
    """Rules of a field are told at the field, rules between fields at the record."""
    step = {"event": "start", "from_state": "a", "to_state": "b", "on": "--02"}

    assert told(step, HistoryEntry) == [("invalid_value", "$.on")]
    assert told({"as_of": "2024-02-14", "done": -1, "outside": -1}, TaskSummary) == [
        ("invalid_value", "$.done"),
        ("invalid_value", "$.outside"),
    ]
    assert told({"as_of": "2024-02-14", "done": 1, "total": 2}, TaskSummary) == [("invalid_value", "$")]
    assert told({"name": "t", "columns": [], "rows": [{"cells": [1]}]}, Table) == [("invalid_value", "$")]


@pytest.mark.parametrize("place", [{"page": 0}, {"row": -1}, {"line": 0}])
def test_places_count_from_one(place: dict[str, int]) -> None:
    """There is no page 0 and no line 0."""
    (name,) = place

    assert [("invalid_value", f"$.place.{name}")] == told({"code": "x", "place": place}, Finding)


@pytest.mark.parametrize(
    "kind", [type(EXAMPLES[name]) for name in sorted(EXAMPLES)], ids=lambda kind: kind.__name__
)
@pytest.mark.parametrize(
    "data",
    [
        None,
        5,
        "text",
        [],
        [1, 2],
        True,
        {1, 2},
        object(),
        pytest.param(10**5000, id="huge"),
        pytest.param("\ud800", id="half"),
        {1: 2},
        {None: None},
    ],
)
def test_what_is_no_object_is_refused(kind: type, data: object) -> None:
    """Anything at all in the place of a record ends in faults that can be told."""
    assert told(data, kind)


def test_ten_thousand_faults_stay_short_and_quick() -> None:
    """The time grows with the data, and the message stays short however many faults there are."""

    def seconds(count: int) -> float:
        data = {
            "report_id": "1",
            "period": "2024-02",
            "tasks": [task(due_on="31/02/2024") for _ in range(count)],
        }
        started = time.process_time()
        with pytest.raises(StructureError) as caught:
            structure(data, MonthlyReport)
        taken = time.process_time() - started
        assert count == len(caught.value.faults)
        assert f"$.tasks[{count - 1}].due_on" == caught.value.faults[-1].path
        assert len(str(caught.value)) < 5_000
        return taken

    seconds(10)
    assert min(seconds(10_000) for _ in range(2)) < 30 * max(min(seconds(1_000) for _ in range(3)), 0.005)


@pytest.mark.parametrize("depth", [50, 5_000, 100_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    """Data nested without end are a fault, never a crash."""
    deep: Any = "x"
    for _ in range(depth):
        deep = [deep]
    deep_object: Any = task()
    for _ in range(depth):
        deep_object = {"content": deep_object}
    try:
        for data in (task(content=deep), task(history=deep), task(content=deep_object), deep):
            assert told(data, AssignedTask)
    finally:  # freed from the outside in, so that taking it apart does not nest either
        while isinstance(deep, list):
            deep = deep.pop()
        while isinstance(deep_object, dict):
            deep_object = deep_object.get("content")


def test_a_huge_number_is_refused_shortly() -> None:
    """A number too long to print is told without printing it."""
    (fault,) = faults(task(content=10**100_000), AssignedTask)

    assert (fault.code, fault.value) == ("wrong_type", "a number of more than 120 digits")


@pytest.mark.parametrize("field", ["task_id", "content", "note", "directive", "due_on", "status"])
def test_half_a_character_is_refused(field: str) -> None:
    """A lone surrogate, which no file can hold, is a fault; a path with one can be printed."""
    (fault,) = faults(task(**{field: "a\ud800"}), AssignedTask)

    assert f"$.{field}" == fault.path
    assert told(task(**{"\ud800": 1}), AssignedTask) == [("unknown_field", "$.\\ud800")]


@pytest.mark.parametrize(
    "make",
    [
        lambda text: AssignedTask(task_id=text, directive="02/KH-UBND", content="x", status="done"),
        lambda text: Finding(code="x", parameters={"a": text}),
    ],
)
def test_no_record_holds_what_cannot_be_stored(make: Any) -> None:
    """What a file cannot hold is refused before it is in a record."""
    with pytest.raises(ValueError, match="surrogate"):
        make("a\udc00")


def test_own_hooks_stay_on_the_own_converter() -> None:
    """Hooks on one converter change neither another one nor `structure` and `unstructure`."""
    converter = make_converter()
    converter.register_structure_hook(
        DocumentNumber, lambda _value, _kind: DocumentNumber.parse("99/KH-UBND")
    )
    converter.register_unstructure_hook(dt.date, lambda day: day.year)
    converter.register_structure_hook(str, lambda value, _kind: f"<{value}>")
    data = {"directive_id": "1", "number": "01/KH-UBND", "issued_on": "2024-02-05"}

    assert (
        (own := converter.structure(data, Directive)).directive_id,
        str(own.number),
    ) == ("<1>", "99/KH-UBND")
    assert converter.unstructure(own)["issued_on"] == 2024
    for read, back in ((structure, unstructure), (make_converter().structure, make_converter().unstructure)):
        assert ((plain := read(data, Directive)).directive_id, str(plain.number)) == ("1", "01/KH-UBND")
        assert back(plain)["issued_on"] == "2024-02-05"


def test_a_list_of_records_is_read_as_its_kind_says() -> None:
    """`list[...]` and `tuple[..., ...]` are read like a field of several, with the place in the path."""
    assert structure([unstructure(FULL_TASK)], list[AssignedTask]) == [FULL_TASK]
    assert structure([unstructure(FULL_TASK)], tuple[AssignedTask, ...]) == (FULL_TASK,)
    assert told([task(), task(content=5)], list[AssignedTask]) == [("wrong_type", "$[1].content")]


@pytest.mark.parametrize("kind", [5, object, dt.datetime, set, dict[str, int], bytes, float])
def test_an_unknown_kind_is_a_type_error(kind: Any) -> None:
    """What the library does not know is neither guessed nor passed through; a moment is not cut to its day."""
    with pytest.raises(TypeError):
        structure("2024-02-05", kind)


@pytest.mark.parametrize(
    "thing",
    [object(), dt.datetime(2024, 2, 5, 8, 30), 1.5, b"a", {1, 2}, [object()]],
    ids=lambda thing: type(thing).__name__,
)
def test_only_what_can_be_read_back_becomes_plain(thing: object) -> None:
    """Nothing leaves as plain data that is none."""
    with pytest.raises(TypeError, match="the library has no"):
        unstructure(thing)


def test_parts_are_read_by_themselves() -> None:
    """A part of a record is structured like a record; a full day given as a part is that day."""
    step = HistoryEntry(event="start", from_state="a", to_state="b", on=PartialDate(2024, 2))
    extension = Extension(due_on=dt.date(2024, 2, 5))

    for part in (step, extension):
        assert part == structure(unstructure(part), type(part))
    assert (
        dt.date(2024, 2, 5)
        == HistoryEntry(event="x", from_state="a", to_state="b", on=PartialDate(2024, 2, 5)).on
    )
