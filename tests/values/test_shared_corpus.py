"""Real symbols, dates and citations of a labelled corpus beside the repository; skipped where it is not."""

from __future__ import annotations

import csv
import datetime as dt
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from khcn_records.errors import InvalidDateError, InvalidDocumentNumberError, InvalidValueError
from khcn_records.text import fold
from khcn_records.values.dates import parse_date
from khcn_records.values.document_numbers import DocumentNumber
from khcn_records.values.document_references import DocumentReference
from project import ROOT

SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus"
GOLD = SHARED / "seed" / "report-2024-02.gold.json"
FAMILIES = {
    "administrative": "administrative",
    "cong_van": "official_letter",
    "qppl": "normative",
    "party": "party",
    "law": "assembly",
}

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside the repository")


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a labelled file, their line breaks restored."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {name: (text or "").replace("\\n", "\n") for name, text in row.items()}


def wrong_parts(row: dict[str, str], number: DocumentNumber) -> set[str]:
    """The labelled parts that were read otherwise; parts in doubt are not judged."""

    def nfc(text: str) -> str:
        return unicodedata.normalize("NFC", text)

    digits = "".join(char for char in row["number"] if char.isdigit())
    labelled: dict[str, Any] = {
        "number": int(digits) if digits else None,
        "year": int(row["year"]) if row["year"].isdigit() else None,
        "type": nfc(row["type"]),
        "issuers": tuple(filter(None, nfc(row["issuers"]).split(";"))),
        "unit": nfc(row["unit"]),
        "family": FAMILIES.get(row["family"], number.family.value),
    }
    read: dict[str, Any] = {
        "number": number.number,
        "year": number.year,
        "type": number.kind.abbreviation if number.kind else "",
        "issuers": number.issuers,
        "unit": number.unit or "",
        "family": number.family.value,
    }
    unjudged = set(row["doubt"].replace(";", ",").split(","))
    if row["family"] in {"cong_van", "party"} and row["type"] == "CV":
        unjudged.add("type")
    return {name for name in labelled if labelled[name] != read[name]} - unjudged


def test_symbols_of_the_corpus() -> None:
    """At least 97 of 100 real symbols are read with every part right."""
    judged = [row for row in rows(CORPUS / "doc_symbols_dev.tsv") if row["is_symbol"] == "1"]
    wrong: dict[str, object] = {}
    for row in judged:
        try:
            parts = wrong_parts(row, DocumentNumber.parse(row["raw"]))
        except InvalidDocumentNumberError as error:
            parts = {str(error)}
        if parts:
            wrong[row["raw"]] = parts

    assert len(judged) > 300
    assert 1 - len(wrong) / len(judged) >= 0.97, wrong


def test_every_symbol_of_the_corpus_reads_back() -> None:
    """The canonical text of a real symbol is canonical."""
    for row in rows(CORPUS / "doc_symbols_dev.tsv"):
        try:
            number = DocumentNumber.parse(row["raw"])
        except InvalidDocumentNumberError:
            continue
        assert str(number) == str(DocumentNumber.parse(str(number)))


def test_false_friends_of_symbols_are_mostly_refused() -> None:
    """Of the texts that only look like symbols, alone and without context, nine of ten are refused."""
    friends = [row["raw"] for row in rows(CORPUS / "doc_symbols_dev.tsv") if row["is_symbol"] == "0"]
    read = []
    for raw in friends:
        try:
            read.append(str(DocumentNumber.parse(raw)))
        except InvalidDocumentNumberError:
            continue

    assert len(read) <= len(friends) // 10, read


def test_full_dates_of_the_corpus() -> None:
    """Every full date of the corpus is read, and as the day it is labelled with."""
    full = [
        row
        for row in rows(CORPUS / "dates_dev.tsv")
        if row["kind"] == "date" and row["sub"] in {"full", "weekday", "long"}
    ]
    read = {row["raw"]: parse_date(row["raw"]) for row in full}

    assert len(full) >= 15
    assert {row["raw"]: dt.date.fromisoformat(row["value"]) for row in full} == read


def test_what_the_corpus_labels_as_no_full_date_is_refused() -> None:
    """Months, ranges, times of day, slips and false friends of dates are no full day."""
    for row in rows(CORPUS / "dates_dev.tsv"):
        if row["kind"] in {"date", "lunar"} and row["sub"] in {"full", "weekday", "long", "solar_with_lunar"}:
            continue
        with pytest.raises(InvalidDateError):
            parse_date(row["raw"])


@pytest.mark.skipif(not GOLD.exists(), reason="the labelled report is not beside the repository")
def test_the_citations_of_a_real_report() -> None:
    """All citations of one monthly report: number, notation, date and kind as a person read them."""
    documents = json.loads(GOLD.read_text(encoding="utf-8"))["documents"]
    wrong = []
    for document in documents:
        try:
            read = DocumentReference.parse(document["text"])
        except InvalidValueError as error:
            wrong.append(str(error))
            continue
        assert read.number is not None
        digits = document["number"]
        labelled = (
            int(digits) if digits else None,
            document["notation"],
            document["date"],
            fold(document["type"]),
        )
        day = None if read.issued_on is None else read.issued_on.isoformat()
        kind = "" if read.kind is None else fold(read.kind.label())
        if labelled != (
            read.number.number,
            read.number.notation,
            day,
            kind,
        ) or read != DocumentReference.parse(str(read)):
            wrong.append(document["text"])

    assert len(documents) == 41
    assert wrong == []
