"""The laws of the rows of limits: they read, they are grounded and worded, and what they name in records is there."""

from __future__ import annotations

import datetime as dt
import enum
import pathlib
import re
import typing
from typing import Any

import attrs
import pytest

from khcn_records.errors import InvalidArgumentError
from khcn_records.evidence import Confidence
from khcn_records.labels import has_wording, languages, wordings
from khcn_records.limits import (
    Condition,
    LimitNature,
    StatutoryLimit,
    load_limits,
    regimes,
    statutory_limit,
    statutory_limits,
)
from khcn_records.records import KINDS, record_class
from khcn_records.values.time_limits import TimeLimit, TimeUnit

ROWS = statutory_limits()
OF_RECORDS = [row for row in ROWS if row.kind in KINDS]
EVERY_ROW = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
EVERY_ROW_OF_A_RECORD = pytest.mark.parametrize("row", OF_RECORDS, ids=lambda row: row.key)
DERIVED = {"research_project": {"duration_months", "is_extended"}, "licence": {"term_months"}}
"""What is computed from a record, by its kind."""
TOLD = {
    "inspection_activity": {"office", "is_remote", "is_specialised"},
    "research_project": {"rules", "basic_research"},
    "licence": {"work", "is_addition"},
    "citizen_reception": {"is_online", "is_public_service_unit"},
    "initiative": {"is_applied_first"},
    "monthly_report": {"recipient"},
}
"""What the caller tells of a case, by its kind: no field of the record holds it."""


def conditions(row: StatutoryLimit) -> tuple[Condition, ...]:
    """Every condition of a row."""
    return (*row.when, *row.only, *row.unless)


def fields(kind: type) -> dict[str, Any]:
    """Name → type of the fields of a record or part."""
    return typing.get_type_hints(kind)


def parts(hint: Any) -> list[type]:
    """The classes that a type names, without `None` and without the tuple around them."""
    inner = typing.get_args(hint)
    return (
        [one for part in inner for one in parts(part)] if inner else [hint] if isinstance(hint, type) else []
    )


def is_told(kind: type, path: str) -> bool:
    """Whether a record has this path, part by part; a property counts."""
    name, _, rest = path.partition(".")
    if name not in fields(kind):
        return not rest and isinstance(getattr(kind, name, None), property)
    return not rest or any(attrs.has(one) and is_told(one, rest) for one in parts(fields(kind)[name]))


@EVERY_ROW
def test_a_row_is_whole(row: StatutoryLimit) -> None:
    """A row has a ground, a limit or an open question, its days in order, and is found by its key."""
    assert row.basis.source.strip()
    assert re.search(r"[0-9]", row.basis.source) or row.basis.confidence is not Confidence.TEXT
    assert row.limit is None or TimeLimit.parse(str(row.limit)) == row.limit
    assert row.valid_from is None or row.valid_until is None or row.valid_from <= row.valid_until
    assert row.limit or row.by or row.by_month_end or row.basis.confidence is Confidence.UNCONFIRMED
    assert row is statutory_limit(row.key)
    assert row.regime is None or row.regime in regimes()
    assert all(statutory_limit(key).kind == row.kind for key in row.overrides)
    assert not row.overrides or row.place


@EVERY_ROW
@pytest.mark.parametrize("lang", languages())
def test_a_row_is_worded(row: StatutoryLimit, lang: str) -> None:
    """Title, limit, anchor, conditions and kind of a row have words in every language."""
    assert row.label(lang)
    assert "{" not in row.format(lang)
    assert len(row.conditions(lang)) == len(conditions(row))
    assert has_wording(f"{'record' if row.kind in KINDS else 'limit_kind'}.{row.kind}", lang)
    for condition in conditions(row):
        for value in condition.allowed:
            is_plain = isinstance(value, bool) or value[0] in "<>" or "/" in value
            assert is_plain or has_wording(f"limit_value.{value}", lang)


@pytest.mark.parametrize(
    ("prefix", "named"),
    [
        ("limit.", {row.key for row in ROWS}),
        ("limit_anchor.", {row.anchor for row in ROWS}),
        ("limit_kind.", {row.kind for row in ROWS} - set(KINDS)),
        ("limit_condition.", {one.name for row in ROWS for one in conditions(row)} | {"regime", "day"}),
        ("limit_value.", {str(v) for row in ROWS for one in conditions(row) for v in one.allowed}),
    ],
)
def test_no_wording_is_left_over(prefix: str, named: set[str]) -> None:
    """A row that is gone leaves no wording behind."""
    worded = {key.removeprefix(prefix) for key in wordings("vi") if key.startswith(prefix)}

    assert worded <= named


@EVERY_ROW_OF_A_RECORD
def test_what_a_row_names_is_in_the_record(row: StatutoryLimit) -> None:
    """Anchors, stand-ins and what satisfies a row are fields and events of its kind; its states are states of it."""
    kind = record_class(row.kind)
    lifecycle = getattr(kind, "LIFECYCLE", None)
    events = {step.event for step in lifecycle.transitions} if lifecycle else set()
    states = {state.value for state in lifecycle.states} if lifecycle else set()
    for path in (*row.at, *row.stand_in, *row.due):
        where, _, name = path.partition(":")
        assert name in events if where == "event" else is_told(kind, name), path

    assert {*row.open_in, *row.done_in} <= states
    assert not set(row.open_in) & set(row.done_in)


@EVERY_ROW_OF_A_RECORD
def test_what_a_row_asks_can_be_answered(row: StatutoryLimit) -> None:
    """A condition names a field of the record with values it can hold, or a fact that is computed or told."""
    known = fields(record_class(row.kind))
    for condition in conditions(row):
        beside = DERIVED.get(row.kind, set()) | TOLD.get(row.kind, set())
        assert condition.name in known or condition.name in beside, condition
        kinds = [one for one in parts(known.get(condition.name, str)) if issubclass(one, enum.Enum)]
        for one in kinds:
            assert set(condition.allowed) <= {member.value for member in one}


def test_old_and_new_inspection_laws_follow_each_other() -> None:
    """On each day one inspection law holds: 2010 to 30/6/2023, 2022 to 30/6/2025, 2025 from 01/7/2025."""
    for day, law in [
        (dt.date(2023, 6, 30), "2010"),
        (dt.date(2023, 7, 1), "2022"),
        (dt.date(2025, 6, 30), "2022"),
        (dt.date(2025, 7, 1), "2025"),
    ]:
        rows = statutory_limits(on=day, kind="inspection_activity")
        assert {row.key[-4:] for row in rows if row.basis.source.startswith("Luật Thanh tra")} == {law}


@pytest.mark.parametrize(
    ("key", "limit", "confidence"),
    [
        ("inspection_field_department_2010", "30 ngày", "secondary"),
        ("inspection_field_department_remote_2010", "45 ngày", "secondary"),
        ("inspection_field_department_2022", "30 ngày", "unconfirmed"),
        ("inspection_report_department_2022", "15 ngày", "secondary"),
        ("inspection_conclusion_2022", "15 ngày", "secondary"),
        ("inspection_drafting_assigned_2025", "05 ngày làm việc", "secondary"),
        ("reception_answer_2013", "10 ngày làm việc", "text"),
        ("complaint_accept", "10 ngày", "text"),
        ("complaint_accept_circular", "10 ngày làm việc", "text"),
        ("complaint_second_settle_remote_complex", "70 ngày", "text"),
        ("complaint_second_decision_sent", "07 ngày", "text"),
        ("import_file_completed_2026", "07 ngày làm việc", "text"),
        ("import_result_2018", "15 ngày làm việc", "unconfirmed"),
        ("xray_permit", "25 ngày", "text"),
        ("xray_permit_ninh_binh", "94 giờ", "secondary"),
        ("radiation_renewal_long", "45 ngày", "text"),
        ("radiation_renewal_long_2026", "45 ngày", "unconfirmed"),
        ("transfer_registration", "05 ngày làm việc", "text"),
        ("initiative_recognised", "03 tháng", "secondary"),
        ("acceptance_file_national", "30 ngày", "text"),
        ("acceptance_file_01_2018", "30 ngày làm việc", "text"),
        ("acceptance_completed_national", "30 ngày làm việc", "text"),
        ("extension_long_national", "12 tháng", "text"),
        ("progress_report_national", "06 tháng", "text"),
    ],
)
def test_a_limit_is_kept_as_it_is_written(key: str, limit: str, confidence: str) -> None:
    """The number and the unit of the rule stand in the row, and how it is known."""
    row = statutory_limit(key)

    assert (str(row.limit), row.basis.confidence.value) == (limit, confidence)


def test_every_radiation_row_goes_on_unconfirmed() -> None:
    """From 01/01/2026 each figure of the old decree stands on as an unconfirmed row that takes the place of the old one."""
    rows = [row for row in statutory_limits(field="licences_radiation") if row.place is None]
    old = {row.key: row for row in rows if row.valid_until == dt.date(2025, 12, 31)}
    new = {row.key: row for row in rows if row.valid_from == dt.date(2026, 1, 1)}

    assert {f"{key}_2026" for key in old} == set(new)
    assert {row.basis.confidence for row in new.values()} == {Confidence.UNCONFIRMED}
    assert all(new[f"{key}_2026"].limit == row.limit for key, row in old.items())


def test_every_radiation_permit_has_one_term() -> None:
    """Điều 37: 12 months for trade, 5 years for an irradiation facility, 3 years for all others."""
    terms = {
        work: [
            str(row.limit)
            for row in statutory_limits(on=dt.date(2024, 2, 14), kind="licence")
            if row.key.endswith("_term") and all(one.holds(case[one.name]) for one in (*row.when, *row.only))
        ]
        for work in ("trade", "irradiation", "transport", "other")
        if (case := {"kind": "radiation_work_permit", "work": work})
    }

    assert terms == {
        "trade": ["12 tháng"],
        "irradiation": ["05 năm"],
        "transport": ["03 năm"],
        "other": ["03 năm"],
    }


@pytest.mark.parametrize(
    ("key", "first", "confidence"),
    [
        ("inspection_reinspection_2023", dt.date(2023, 8, 15), "unconfirmed"),
        ("import_result_2018", dt.date(2018, 7, 1), "unconfirmed"),
        ("initiative_recognised", dt.date(2012, 4, 25), "secondary"),
        ("report_khanh_hoa", dt.date(2023, 1, 1), "unconfirmed"),
        ("transfer_report_yearly", dt.date(2018, 7, 1), "unconfirmed"),
    ],
)
def test_a_dated_instrument_does_not_hold_before_its_day(key: str, first: dt.date, confidence: str) -> None:
    """A row holds from the first day of its instrument, and how sure that day is stands beside it."""
    row = statutory_limit(key)

    assert (row.is_valid(first - dt.timedelta(1)), row.is_valid(first)) == (False, True)
    assert row.days_confidence is Confidence(confidence)


@pytest.mark.parametrize(
    ("research", "expected"), [("theory", {"term_basic_theory"}), ("experiment", {"term_basic_experiment"})]
)
def test_basic_research_has_one_term(research: str, expected: set[str]) -> None:
    """Theory has 24 months and experiment 36: never both at once."""
    case = {"rules": "37/2014/TT-BKHCN", "basic_research": research}
    rows = [row for row in ROWS if row.key.startswith("term_basic_")]

    assert {row.key for row in rows if all(one.holds(case[one.name]) for one in row.only)} == expected


def test_what_was_not_found_is_flagged() -> None:
    """A rule whose figure could not be read is a row without one, and unconfirmed."""
    open_rows = [row for row in ROWS if not (row.limit or row.by or row.by_month_end)]

    assert len(open_rows) >= 8
    assert {row.basis.confidence for row in open_rows} == {Confidence.UNCONFIRMED}
    assert all("chưa đọc được" in row.format() for row in open_rows)


def test_rows_are_narrowed_by_what_is_asked() -> None:
    """Day, kind, field, place and regime each leave out the rows that do not fit, and nothing else."""
    day = dt.date(2024, 2, 14)

    assert set(statutory_limits(on=day)) == {row for row in ROWS if row.is_valid(day)}
    assert {row.kind for row in statutory_limits(kind="licence")} == {"licence"}
    assert {row.field for row in statutory_limits(field="initiatives")} == {"initiatives"}
    assert {row.place for row in statutory_limits(place="Tỉnh Lào Cai")} == {None, "tỉnh Lào Cai"}
    assert {row.regime for row in statutory_limits(regime="law_2025")} == {None, "law_2025"}
    assert statutory_limits(kind="no_such_kind") == ()
    with pytest.raises(KeyError):
        statutory_limit("no_such_row")


GOOD = 'key = "a"\nkind = "complaint"\nlimit = "30 ngày"\nanchor = "issue"\nbasis = "Luật 1"\nconfidence = "text"\n'


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (GOOD.replace("30 ngày", "30"), "not a time limit: '30'"),
        (GOOD.replace('"text"', '"sure"'), "sure"),
        (GOOD.replace("Luật 1", " "), "the article behind a limit"),
        (GOOD.replace('limit = "30 ngày"\n', ""), "a limit, or the confidence unconfirmed"),
        (GOOD.replace('anchor = "issue"\n', ""), "the columns anchor"),
        (GOOD + 'by = "ngày 20/12"\n', "one of limit, by and by_month_end"),
        (GOOD + 'lenght = "1"\n', "lenght"),
        (GOOD + 'direction = "backwards"\n', "direction after or before"),
        (GOOD + 'nature = "rule"\n', "rule"),
        (GOOD + 'at = ["end_on"]\n', "one of field, term, event and a colon"),
        (GOOD + 'at = "field:end_on"\n', "a list of texts"),
        (GOOD + 'due = ["term:end_on"]\n', "one of field, event and a colon"),
        (GOOD + "when = { level = 3 }\n", "texts or booleans in a condition"),
        (GOOD + "when = { level = [] }\n", "at least one value"),
        (GOOD + 'when = { months = "> many" }\n', "one comparison with a whole number"),
        (GOOD + 'extension = "30 ngày"\n', "extension_times beside extension"),
        (GOOD + 'valid_from = "2024-01-01"\n', "a date"),
        (GOOD + "valid_from = 2024-02-01\nvalid_until = 2024-01-01\n", "a first day before the last"),
        (GOOD + "is_optional = 1\n", "a bool"),
        (GOOD + 'days_confidence = "text"\n', "a day beside days_confidence"),
        (GOOD.replace("limit =", "by =").replace("30 ngày", "tháng 02/2024"), "a day of each year or month"),
        (GOOD + "year_offset = 2\n", "year_offset -1, 0 or 1"),
        (GOOD + "\n[[limit]]\n" + GOOD, "a key that no row before has"),
    ],
)
def test_a_row_that_does_not_read_is_refused(tmp_path: pathlib.Path, row: str, says: str) -> None:
    """A file is read strictly: the error names the file, the row and what is wrong."""
    (tmp_path / "law.toml").write_text(f"[[limit]]\n{row}", encoding="utf-8")
    with pytest.raises(InvalidArgumentError, match=r"law\.toml, row [12] \(a\)") as caught:
        load_limits(tmp_path)

    assert says in str(caught.value)


@pytest.mark.parametrize("text", ["[[limit]\n", "[rows]\na = 1\n"])
def test_a_file_that_does_not_read_is_refused(tmp_path: pathlib.Path, text: str) -> None:
    """A file that is no TOML, or holds other tables, is refused by its name."""
    (tmp_path / "law.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidArgumentError, match=r"law\.toml"):
        load_limits(tmp_path)


def test_a_good_file_is_read(tmp_path: pathlib.Path) -> None:
    """The columns of a row become its fields; what it leaves out is open."""
    (tmp_path / "law.toml").write_text(f"[[limit]]\n{GOOD}", encoding="utf-8")
    (row,) = load_limits(tmp_path).values()

    assert (row.field, row.key, row.direction, row.nature) == ("law", "a", "after", LimitNature.DEADLINE)
    assert row.limit == TimeLimit(30, TimeUnit.DAY)
    assert row.is_valid(dt.date.min)
    assert row.is_valid(dt.date.max)


@pytest.mark.parametrize(
    ("condition", "value", "holds"),
    [
        (Condition("months", ("> 24",)), 24, False),
        (Condition("months", ("> 24",)), 25, True),
        (Condition("months", (">= 24",)), 24, True),
        (Condition("months", ("<= 24",)), 24, True),
        (Condition("months", ("< 24",)), 24, False),
        (Condition("months", ("< 24",)), "23", False),
        (Condition("level", ("national", "ministry")), "ministry", True),
        (Condition("level", ("national",)), "province", False),
        (Condition("kinds", ("inspection",)), ("check", "inspection"), True),
        (Condition("kinds", ("inspection",)), ("check",), False),
        (Condition("is_remote", (True,)), True, True),
        (Condition("is_remote", (True,)), False, False),
    ],
)
def test_conditions_hold_for_their_values(condition: Condition, value: object, holds: bool) -> None:  # noqa: FBT001
    """A condition holds for the values it names, for one of several, and for numbers within its bound."""
    assert condition.holds(value) is holds
