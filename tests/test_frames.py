"""Data frames: a type for each column, a null for what is not told, personal data masked, the same in both libraries."""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal
from typing import Any

import attrs
import pytest

from khcn_records.auditing import audit
from khcn_records.converter.stored_fields import stored_fields
from khcn_records.display import MASK
from khcn_records.errors import MissingExtraError, UnsupportedFormatError
from khcn_records.frames import to_frame
from khcn_records.records import KINDS, record_class
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.reports import indicator_figures, open_tasks
from khcn_records.samples import report_2024_02
from khcn_records.table import Column, ColumnType, Row, Table
from record_strategies import EXAMPLES

LIBRARIES = ("pandas", "polars")
EVERY_LIBRARY = pytest.mark.parametrize("library", LIBRARIES)


def framed(records: Any, library: str, **options: Any) -> dict[str, list[Any]]:
    """The columns of a frame as lists, days as days and nulls as `None`."""
    pytest.importorskip(library)
    frame = to_frame(records, library, **options)
    if library == "polars":
        columns: dict[str, list[Any]] = frame.to_dict(as_series=False)
        return columns
    return {
        name: [
            None if one is missing else (one.date() if hasattr(one, "date") else one)
            for one, missing in (
                (value, value) if is_null else (value, object())
                for value, is_null in zip(frame[name].tolist(), frame[name].isna().tolist(), strict=True)
            )
        ]
        for name in frame.columns
    }


def types_of(records: Any, library: str) -> dict[str, str]:
    """The type of each column as the library names it."""
    pytest.importorskip(library)
    frame = to_frame(records, library)
    return {name: str(kind) for name, kind in zip(frame.columns, frame.dtypes, strict=True)}


@EVERY_LIBRARY
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_record_has_a_frame(kind: str, library: str) -> None:
    """A column for each stored field in order, a row for each record, whatever the kind."""
    columns = framed([EXAMPLES[kind], EXAMPLES[kind]], library)

    assert list(columns) == [field.key for field in stored_fields(record_class(kind))]
    assert {len(values) for values in columns.values()} == {2}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_both_libraries_say_the_same(kind: str) -> None:
    """The frames of pandas and polars hold the same values and the same nulls."""
    assert framed([EXAMPLES[kind]], "pandas") == framed([EXAMPLES[kind]], "polars")


@EVERY_LIBRARY
def test_days_figures_and_texts_have_types_of_their_own(library: str) -> None:
    """Days are days, figures are numbers, truths are truths, also where a column is empty."""
    day, number, truth, text = {
        "pandas": ("datetime64[s]", "Float64", "boolean", "string"),
        "polars": ("Date", "Float64", "Boolean", "String"),
    }[library]
    tasks, indicators = (
        types_of(report_2024_02().tasks, library),
        types_of(report_2024_02().indicators, library),
    )

    assert (tasks["due_on"], tasks["assigned_on"], tasks["status"], tasks["directive"]) == (
        day,
        day,
        text,
        text,
    )
    assert (indicators["figure"], indicators["target"], indicators["is_planned"]) == (number, number, truth)
    assert types_of([EXAMPLES["research_project"]], library)["duration_months"] == "Int64"


@EVERY_LIBRARY
def test_the_tasks_of_the_sample(library: str) -> None:
    """Days can be compared, states counted, and what is not told is null."""
    columns = framed(report_2024_02().tasks, library)

    assert columns["due_on"].count(None) == 1
    assert max(day for day in columns["due_on"] if day) == dt.date(2025, 1, 15)
    assert columns["status"].count("done") == 2
    assert columns["directive"][0].startswith("Công văn số 316/UBND-KGVX")
    assert columns["history"] == [None] * 8


@EVERY_LIBRARY
def test_days_of_every_year_are_held(library: str) -> None:
    """The first and the last year of the calendar stand in a frame as any other."""
    far = attrs.evolve(report_2024_02().tasks[0], assigned_on=dt.date(1, 1, 1), due_on=dt.date(9999, 12, 31))
    columns = framed([far], library)

    assert (columns["assigned_on"], columns["due_on"]) == ([dt.date(1, 1, 1)], [dt.date(9999, 12, 31)])


@EVERY_LIBRARY
def test_personal_data_are_masked_unless_asked_for(library: str) -> None:
    """A frame is shown in notebooks, so names stand in it only for who asks."""
    licence = attrs.evolve(EXAMPLES["licence"], holder_person="Nguyễn Văn A")

    assert framed([licence], library)["holder_person"] == [MASK]
    assert framed([licence], library, with_personal=True)["holder_person"] == ["Nguyễn Văn A"]


@EVERY_LIBRARY
def test_a_table_gives_its_rows_of_data(library: str) -> None:
    """Headings of groups and totals are left out; labels are stored names, or words where a language is asked for."""
    table = open_tasks.tabulate(report_2024_02().tasks, as_of=dt.date(2024, 2, 14))
    plain, worded = framed(table, library), framed(table, library, lang="en")

    assert plain["days_left"] == [14, 321, 331, 336, 336, None]
    assert plain["progress"][0] == "not_due"
    assert worded["Timeliness"][0] == "not due yet"
    assert list(worded) == table.headings("en")
    figures = indicator_figures.tabulate(report_2024_02().indicators, as_of=dt.date(2024, 2, 14))
    assert framed(figures, library)["figure"][0] == 8.0


@EVERY_LIBRARY
def test_a_figure_beyond_every_frame_is_text(library: str) -> None:
    """A whole number of more than 64 bits is never changed: its column is text."""
    table = Table(
        name="task_summary", columns=[Column("count", ColumnType.COUNT)], rows=[Row((10**30,)), Row((None,))]
    )

    assert framed(table, library)["count"] == [str(10**30), None]


@EVERY_LIBRARY
def test_findings_have_a_frame(library: str) -> None:
    """Severity, code, message in a language, subject, place and suggestion of each."""
    findings = audit(report_2024_02())
    columns = framed(findings, library, lang="en")

    assert columns["code"] == [one.code for one in findings]
    assert columns["message"] == [one.message("en") for one in findings]


@EVERY_LIBRARY
def test_no_records_make_an_empty_frame(library: str) -> None:
    """Nothing has neither rows nor columns."""
    pytest.importorskip(library)

    assert to_frame([], library).shape == (0, 0)


@pytest.mark.parametrize(
    "wrong",
    [None, 5, "tasks", b"x", {}, [5], [Decimal(1)], report_2024_02()],
    ids=lambda one: type(one).__name__,
)
def test_a_thing_without_a_frame_is_a_type_error(wrong: Any) -> None:
    """What is no record, finding or table is a mistake of the caller."""
    with pytest.raises(TypeError, match="are wanted, not"):
        to_frame(wrong)


def test_records_of_several_kinds_are_refused() -> None:
    """A frame has one set of columns, so the kinds are named."""
    report = report_2024_02()

    with pytest.raises(TypeError, match="not AssignedTask, ResearchProject"):
        to_frame([*report.tasks, *report.projects])


def test_an_unknown_library_is_refused_by_name() -> None:
    """A library that no frame is made for is refused, and those there are named."""
    with pytest.raises(UnsupportedFormatError) as caught:
        to_frame([], "dask")

    assert (caught.value.asked, caught.value.known) == ("dask", LIBRARIES)


@EVERY_LIBRARY
def test_without_the_library_it_says_what_to_install(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is not installed is told with the extra that brings it."""
    monkeypatch.setitem(sys.modules, library, None)
    task = AssignedTask(task_id="1", directive="02/KH-UBND", content="Báo cáo", status="done")

    with pytest.raises(MissingExtraError, match=rf"khcn-records\[{library}\]"):
        to_frame([task], library)
