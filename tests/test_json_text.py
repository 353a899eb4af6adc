"""The laws of records written as JSON text: the same bytes as by way of their plain data, whatever a record holds."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khcn_records.converter import json_text
from khcn_records.converter.documents import STORED, to_document, to_stored_record
from khcn_records.converter.json_text import document_text, record_line
from khcn_records.errors import UnsupportedFormatError
from khcn_records.fields.extension_data import ExtensionData
from khcn_records.formats import dumps, loads
from khcn_records.formats.streaming import iter_dump
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.values.document_kinds import DocumentKind
from khcn_records.values.document_references import DocumentReference
from record_strategies import EXAMPLES, FULL_TASK, STRATEGIES
from strategies import document_references

INDENTS = (None, 2, 0, 1, 4, -1, True)
EVERY_STORED = pytest.mark.parametrize("stored", sorted(STORED))
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)


def plainly(obj: object, indent: Any = None) -> str:
    """The text by way of plain data."""
    return json.dumps(to_document(obj), ensure_ascii=False, allow_nan=False, indent=indent)


@EVERY_STORED
@pytest.mark.parametrize("indent", INDENTS)
def test_the_full_record_is_written_to_the_byte(stored: str, indent: int | None) -> None:
    """Every kind of field comes out as `json` writes its plain data, at every indent, alone and among others."""
    record = EXAMPLES[stored]

    for obj in (record, [record], (record, FULL_TASK, record), [record] * 65):
        assert plainly(obj, indent) == document_text(obj, indent)
    assert json.dumps(to_stored_record(record), ensure_ascii=False) == record_line(record)


@EVERY_STORED
@given(data=st.data())
@settings(max_examples=40, suppress_health_check=SLOW)
def test_any_record_is_written_to_the_byte(stored: str, data: st.DataObject) -> None:
    """Whatever a record can hold comes out as `json` writes its plain data."""
    record = data.draw(STRATEGIES[stored](), label=stored)

    for indent in (None, 2):
        assert plainly(record, indent) == document_text(record, indent)
        assert plainly([record, record], indent) == document_text([record, record], indent)
    assert plainly(record, "\t") + "\n" == dumps(record, indent="\t")
    assert dumps([record], "jsonl") == "".join(iter_dump([record]))


def test_nothing_at_all_is_written_to_the_byte() -> None:
    """An empty sequence is a document without records."""
    for indent in INDENTS:
        assert plainly((), indent) == document_text((), indent)


ISSUERS = (
    None, "UBND tỉnh", "Sở Khoa học và Công nghệ", "Bộ A và Kế hoạch", "Sở A, Quyết định", "Bộ Tài chính; Luật", 'Hội "Y"', "Uỷ ban về nhà ở", "Ban\\Bộ",
    "Bộ A và Nghị định số 5", "Bộ Giao thông vận tải về việc", "Sở A ngày 05/02/2024", "“Hội”", "Kế hoạch", "05/02/2024", "31/X",
)  # fmt: skip
SYMBOLS = ("31/KH-UBND", "5/UBND-KGVX", "114-KH/TU", "14/2023/TT-BKHCN", "/BC-KHCN", "93/2025/QH15", "12a/QĐ-UBND", "01.2024/HĐ-SKHCN", "66.22/2026/NQ-CP")  # fmt: skip
DAYS = (None, dt.date(2024, 2, 5), dt.date(2022, 7, 12), dt.date(1, 1, 1), dt.date(9999, 12, 31))


@pytest.mark.parametrize("kind", [None, "KH", "QĐ", "", "BCTĐ", "L"])
@pytest.mark.parametrize("issuer", ISSUERS)
def test_a_reference_is_written_as_its_text(kind: str | None, issuer: str | None) -> None:
    """References of one kind and issuer that differ in symbol and day only are each what `str` gives, in whatever order they come."""
    made = []
    for symbol in SYMBOLS:
        for day in DAYS:
            try:
                made.append(
                    DocumentReference(symbol, day, issuer, None if kind is None else DocumentKind(kind))
                )
            except ValueError:  # an issuer that holds a symbol, a kind that cannot stand with it
                continue

    for place, reference in enumerate((*made, *reversed(made))):
        if place == len(made):
            json_text._PIECES.clear()  # another comes first
        record = attrs.evolve(FULL_TASK, directive=reference, related=(reference,))
        assert plainly(record) == document_text(record, None)


@given(references=st.lists(document_references(), max_size=8))
@settings(max_examples=200)
def test_any_references_are_written_as_their_texts(references: list[DocumentReference]) -> None:
    """Any references, one after another, are each what `str` gives."""
    record = attrs.evolve(FULL_TASK, related=references)

    assert plainly(record) == document_text(record, None)


def test_what_a_record_keeps_unknown_is_written_where_it_stood() -> None:
    """Fields of another version that a record keeps are written back in their places by either way, in parts too."""
    data = json.loads(dumps([EXAMPLES["monthly_report"], FULL_TASK]))
    data["records"][1]["colour"] = {"red": [1, None]}
    data["records"][1]["history"][0]["hue"] = "blue"
    data["records"][0]["tasks"] = [dict(data["records"][1], shade=True)]
    del data["records"][0]["tasks"][0]["record"]
    records = loads(json.dumps(data), unknown="keep")

    for indent in INDENTS:
        assert plainly(records, indent) == document_text(records, indent)
    assert data == json.loads(document_text(records, None))
    assert "hue" in record_line(records[1])


def test_empty_extension_data_of_ones_own_are_written() -> None:
    """Extension data made anew are written as those that every record begins with."""
    record = attrs.evolve(FULL_TASK, extension_data=ExtensionData({}))

    assert plainly(record, 2) == document_text(record, 2)


class Own(AssignedTask):
    """A kind of somebody else's."""

    __slots__ = ()


@pytest.mark.parametrize("thing", [None, "text", 5, {"a": 1}, object(), dt.date(2024, 2, 5)])
def test_what_is_not_stored_is_refused_alike(thing: object) -> None:
    """A thing that is not stored on its own is refused by either way, alone and among others."""
    own = Own(**{field.name: getattr(FULL_TASK, field.name) for field in attrs.fields(AssignedTask)})
    for obj in (thing, [thing], (FULL_TASK, thing), [[FULL_TASK]], own, [own]):
        with pytest.raises(UnsupportedFormatError) as plain:
            to_document(obj)
        with pytest.raises(UnsupportedFormatError, match=re.escape(str(plain.value))):
            document_text(obj, None)
