"""What a table says again and again is read once: symbols of one notation, days, words of progress.

A reference of a notation that was read before is made from the first one of it: only its number and its day differ. What is
made so equals what `DocumentReference.parse` gives, which a test holds. Kept for one source, never longer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, cast
from unicodedata import is_normalized

import attrs

from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.values.document_numbers import DocumentNumber
from khcn_records.values.document_references import DocumentReference

__all__ = ["References", "made_task"]

_PLAIN = re.compile(
    r"([1-9][0-9]{1,4})/([A-ZĐ]{2,6}(?:-[A-ZĐ]{2,8}){1,2})(?: [Nn]gày ([0-3][0-9]/[01][0-9]/(?:19|20)[0-9]{2}))?"
)
_MOST_SHAPES = 2_000
_new = object.__new__


def _put(kind: type, name: str) -> Callable[[Any, Any], None]:
    """What sets a field of a frozen value while it is made."""
    return cast("Callable[[Any, Any], None]", getattr(kind, name).__set__)


_Puts = tuple[tuple[Callable[[Any, Any], None], Any], ...]
_PUT_NUMBER, _PUT_RAW, _PUT_SYMBOL = (_put(DocumentNumber, name) for name in ("number", "raw", "_symbol"))
_PUT_REFERENCE_NUMBER, _PUT_DAY = (_put(DocumentReference, name) for name in ("number", "issued_on"))
_NUMBER_FIELDS = tuple(field.name for field in attrs.fields(DocumentNumber))
_TASK_PUTS = tuple(
    (field.name, _put(AssignedTask, field.name), field.default) for field in attrs.fields(AssignedTask)
)
_REQUIRED = tuple((name, put) for name, put, default in _TASK_PUTS if default is attrs.NOTHING)
_OPTIONAL = tuple(one for one in _TASK_PUTS if one[2] is not attrs.NOTHING)
_TEXTS = ("task_id", "content", "due_text", "progress_text", "lead_unit", "note")
_SAME_OF_NUMBER = tuple(name for name in _NUMBER_FIELDS if name not in {"number", "raw", "_symbol"})
_SAME_OF_REFERENCE = tuple(
    field.name for field in attrs.fields(DocumentReference) if field.name not in {"number", "issued_on"}
)


class References:
    """Reads references, those of a known notation without taking them apart again."""

    def __init__(self) -> None:
        self._models: dict[str, tuple[_Puts, _Puts]] = {}
        self._days: dict[str | None, dt.date | None] = {None: None}

    def parse(self, text: str) -> DocumentReference:
        """The same as `DocumentReference.parse`, for text on one line.

        Raises:
            InvalidDocumentReferenceError: no reference.
        """
        return self.plain(text) or DocumentReference.parse(text)

    def plain(self, text: str) -> DocumentReference | None:
        """The reference of a text that is a number, a notation, perhaps a day, and nothing else; `None` for any other.

        Raises:
            InvalidDocumentReferenceError: no reference, though it looks like one.
        """
        found = _PLAIN.fullmatch(text)
        if found is None:
            return None
        number, notation, day = found.groups()
        model = self._models.get(notation)
        if model is None:
            read = DocumentReference.parse(text)
            if (
                read.number is not None
                and str(read.number) == read.number.raw == f"{number}/{notation}"
                and len(self._models) < _MOST_SHAPES
            ):
                self._models[notation] = (
                    tuple(
                        (_put(DocumentNumber, name), getattr(read.number, name)) for name in _SAME_OF_NUMBER
                    ),
                    tuple(
                        (_put(DocumentReference, name), getattr(read, name)) for name in _SAME_OF_REFERENCE
                    ),
                )
            return read
        try:
            issued_on = self._days[day] if day in self._days else self._day(day)
        except ValueError:
            return DocumentReference.parse(text)
        symbol = f"{number}/{notation}"
        made_number = _new(DocumentNumber)
        for put, value in model[0]:
            put(made_number, value)
        _PUT_NUMBER(made_number, int(number))
        _PUT_RAW(made_number, symbol)
        _PUT_SYMBOL(made_number, symbol)
        reference = _new(DocumentReference)
        for put, value in model[1]:
            put(reference, value)
        _PUT_REFERENCE_NUMBER(reference, made_number)
        _PUT_DAY(reference, issued_on)
        return reference

    def _day(self, text: str) -> dt.date:
        day = dt.date(int(text[6:]), int(text[3:5]), int(text[:2]))
        if len(self._days) < _MOST_SHAPES:
            self._days[text] = day
        return day


def made_task(**values: Any) -> AssignedTask:
    """The same task as the class itself makes, when every value has its own type and every text is clean; else made by the class.

    The class asks each of its nineteen fields again what a reader has just asked each cell, which is most of the time that a long
    table takes.
    """
    texts = " ".join([text for name in _TEXTS if (text := values.get(name)) is not None])
    has_idle_spaces = "  " in texts or texts[:1] == " " or texts[-1:] == " "
    if has_idle_spaces or not texts.isprintable() or not is_normalized("NFC", texts):
        return AssignedTask(**values)
    task = _new(AssignedTask)
    for name, put in _REQUIRED:
        put(task, values[name])
    told = values.get
    for name, put, default in _OPTIONAL:
        put(task, told(name, default))
    return task
