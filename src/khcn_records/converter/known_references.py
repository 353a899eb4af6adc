"""References read from their canonical text: those that differ in number and day only are read once, then put together.

What stands between is the same text each time, so its reading is the same: the grammar of a symbol looks at what stands behind
the number, that of a citation at the words around symbol and day. Any other text is read by `DocumentReference.parse`.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

from khcn_records.converter.kept import Kept
from khcn_records.converter.leaves import structure_parsed
from khcn_records.converter.twins import twin_of
from khcn_records.values.dates import format_date, parse_date
from khcn_records.values.document_numbers import DocumentNumber
from khcn_records.values.document_references import DocumentReference

__all__ = ["REFERENCES", "reference_of"]

_CITED = re.compile(
    r"([^0-9]* số )(([0-9]{2,6})([/-][^ ]+))(?: ngày ([0-9]{2}/[0-9]{1,2}/[0-9]{4}))?( của [^0-9“]*)?"
)
_NumberTwin: Any = twin_of(DocumentNumber)
_ReferenceTwin: Any = twin_of(DocumentReference)


class _Reading(NamedTuple):
    """How all references with the same words around number and day are read."""

    number: DocumentNumber
    issuer: str | None
    kind: Any


def _full_day(text: str) -> dt.date | None:
    """The day in the form in which it is written; `None` for another spelling, or for no day."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if format_date(day, "short") == text else None


_DAYS: Kept[str, dt.date | None] = Kept(_full_day, most=20_000)
_READINGS: Kept[tuple[str, str, str | None, bool], list[_Reading | None]] = Kept(lambda _: [], most=4_096)


def _reading(reference: DocumentReference, text: str, symbol: str, digits: str) -> _Reading | None:
    number = reference.number
    if (
        number is None
        or reference.subject is not None
        or (number.number, number.suffix, number.raw, str(number)) != (int(digits), "", symbol, symbol)
        or str(reference) != text
    ):
        return None
    return _Reading(number, reference.issuer, reference.kind)


def _read(text: str) -> DocumentReference:
    """The reference, as the converter reads every value."""
    read: DocumentReference = structure_parsed(text, DocumentReference)
    return read


def reference_of(text: str) -> DocumentReference:
    """The reference that a text cites.

    Raises:
        StructureError: no text, or one with half a character.
        InvalidDocumentReferenceError: it cites no document.
    """
    found = _CITED.fullmatch(text)
    if found is None:
        return _read(text)
    before, symbol, digits, notation, day_text, behind = found.groups()
    day = None if day_text is None else _DAYS[day_text]
    if (digits[0] == "0" and len(digits) > 2) or (day is None and day_text is not None):
        return _read(text)
    known = _READINGS[before, notation, behind, day is None]
    if not known:
        first = _read(text)
        known.append(_reading(first, text, symbol, digits))
        return first
    if (reading := known[0]) is None:
        return _read(text)
    like = reading.number
    number = object.__new__(_NumberTwin)
    number.number = int(digits)
    number.suffix = ""
    number.year = like.year
    number.kind = like.kind
    number.issuers = like.issuers
    number.unit = like.unit
    number.family = like.family
    number.notation = like.notation
    number.raw = number._symbol = symbol
    number._separator = like._separator  # noqa: SLF001  the twin is its own
    number.__class__ = DocumentNumber
    reference = object.__new__(_ReferenceTwin)
    reference.number = number
    reference.issued_on = day
    reference.issuer = reading.issuer
    reference.kind = reading.kind
    reference.subject = None
    reference.__class__ = DocumentReference
    made: DocumentReference = reference
    return made


REFERENCES: Kept[str, DocumentReference] = Kept(reference_of, most=8_192)
"""Text of a reference → the reference."""
