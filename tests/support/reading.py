"""What a person read in the real report and the sample that is to tell it: the two sides that coverage compares."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from khcn_records.mentions import find_documents
from khcn_records.records import id_field
from khcn_records.records.issued_documents import IssuedDocument
from khcn_records.samples import report_2024_02
from khcn_records.text import fold
from khcn_records.values.document_references import DocumentReference

GOLD = Path(__file__).resolve().parents[3] / "shared" / "seed" / "report-2024-02.gold.json"
READ: Mapping[str, Any] = json.loads(GOLD.read_text(encoding="utf-8")) if GOLD.is_file() else {}
"""The reading; empty where it is not at hand."""
REPORT = report_2024_02()
BY_ID: Mapping[str, Any] = {getattr(record, id_field(record)): record for record in REPORT.records}
Entry = tuple[str, Mapping[str, Any], Mapping[str, Any]]
"""What it is, what was read, what the sample says of the same."""


def references(thing: object) -> Iterator[DocumentReference]:
    """Every document that a record is or cites."""
    if isinstance(thing, DocumentReference):
        yield thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from references(item)
    elif attrs.has(type(thing)):
        if isinstance(thing, IssuedDocument):
            yield thing.reference
        kind: Any = type(thing)
        for field in attrs.fields(kind):
            yield from references(getattr(thing, field.name))


def symbols(several: Any) -> set[str]:
    """The symbols of documents."""
    return {str(one.number) for one in several if one.number is not None}


def cited(text: str) -> set[str]:
    """The symbols of the documents that a text names."""
    return symbols(mention.value for mention in find_documents(text))


def titled(text: str) -> set[str]:
    """The projects that a text names by title."""
    folded = fold(text)
    return {one["id"] for one in READ["projects"] if one["title"] and fold(one["title"]) in folded}


def figures_in(row: Mapping[str, Any]) -> set[str]:
    """The figures that an item's text tells."""
    text = fold(row["text"])
    return {
        one["id"]
        for one in READ["indicators"]
        if one["section"] == row["section"] and fold(one["text"]) in text
    }


def is_about(ours: str, theirs: str) -> bool:
    """Whether half of our words, figures among them, stand in what was read."""
    words, read = (set(re.findall(r"\w+", fold(text))) for text in (ours, theirs))
    return 2 * len(words & read) >= len(words)
