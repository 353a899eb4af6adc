"""The cells of one task row, however they were told apart: texts → values, each doubt with its text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

import attrs

from khcn_records.errors import InvalidValueError
from khcn_records.readers.appendix_days import DueCell, read_day, read_deadline
from khcn_records.readers.appendix_directives import parted, several_in
from khcn_records.readers.appendix_words import status_of
from khcn_records.readers.repeated import References
from khcn_records.records.assigned_tasks import Extension, TaskStatus
from khcn_records.text import clean, fold
from khcn_records.values.dates import parse_date
from khcn_records.values.document_kinds import noun_at_end, noun_at_start
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

__all__ = [
    "Known",
    "RowCells",
    "cells_of",
    "is_date",
    "joined_text",
    "leads_with_symbol",
    "place_completed",
    "place_deadline",
    "place_result",
]

_SYMBOL = r"[0-9]{1,6}[A-Za-zđĐ]? ?[/\u2010-\u2015-] ?(?:[0-9]{4} ?[/\u2010-\u2015-] ?)?[A-ZĐ][A-ZĐ&]"
_LEADING_SYMBOL = re.compile(rf"(?:(?:[A-ZĐ]{{2,4}} )?(?:[Ss]ố ?:? ?)?){_SYMBOL}")
_ANY_SYMBOL = re.compile(rf"(?<![\w/-]){_SYMBOL}")
_ANSWERED = re.compile(rf"(?:[^\d;]{{0,60}}?\b)?{fold('đã')} [^\d;]{{0,60}}")
_BROKEN_SYMBOL = re.compile(r"(?<=[0-9A-ZĐ][-/]) (?=[A-ZĐ]{2})")
_SENTENCE_END = re.compile(r"(?<=[\w)])[.;](?:\s|$)|\s[-–]\s")
_LONGEST_RESULT = 400
_LONGEST_DIRECTIVE = 400
_MOST_KNOWN = 20_000


@attrs.define
class RowCells:
    """The cells of one row, as far as they could be told apart.

    Attributes:
        directive: the ordering document; `None` where none could be read.
        related: further documents beside it.
        content: what is to be done.
        due_on: the last day, inclusive.
        due_text: the deadline as printed.
        extensions: later days that the deadline's cell grants.
        completed_on: the day done.
        progress: the progress column as printed.
        result: the answering document.
        lead_unit: the unit in charge.
        coordinating_units: units that take part.
        status: what the heading over a mark tells; `None` where none does.
        is_complete: whether a blank among the cells is known to be one, so that it tells something.
        notes: what stood in the row and is no value of a field.
        problems: code and text of what could not be read.
    """

    directive: DocumentReference | None = None
    related: tuple[DocumentReference, ...] = ()
    content: str | None = None
    due_on: dt.date | None = None
    due_text: str | None = None
    extensions: tuple[Extension, ...] = ()
    completed_on: dt.date | None = None
    progress: str | None = None
    result: DocumentReference | None = None
    lead_unit: str | None = None
    coordinating_units: tuple[str, ...] = ()
    status: TaskStatus | None = None
    is_complete: bool = False
    notes: list[str] = attrs.field(factory=list)
    problems: list[tuple[str, str]] = attrs.field(factory=list)


class Known:
    """What was read of the cells of one source, so that what stands there again is read once."""

    def __init__(self) -> None:
        self.references = References()
        self._period: ReportingPeriod | None = None
        self._deadlines: dict[str, DueCell] = {}
        self._completed: dict[str, RowCells] = {}
        self._statuses: dict[str, TaskStatus | None] = {}

    def begin(self, period: ReportingPeriod | None) -> None:
        """A table of a period: its days without a year are of that."""
        if period != self._period:
            self._period = period
            self._deadlines.clear()
            self._completed.clear()

    def place_deadline(self, text: str, cells: RowCells) -> None:
        """As `place_deadline`."""
        read = self._deadlines.get(text)
        if read is None:
            read = read_deadline(text, self._period)
            if len(self._deadlines) < _MOST_KNOWN:
                self._deadlines[text] = read
        _put_deadline(read, cells)

    def place_completed(self, text: str, cells: RowCells) -> None:
        """As `place_completed`."""
        read = self._completed.get(text)
        if read is None:
            place_completed(text, read := RowCells(), self._period)
            if len(self._completed) < _MOST_KNOWN:
                self._completed[text] = read
        cells.completed_on = read.completed_on
        if read.problems:
            cells.problems += read.problems
            cells.notes += read.notes

    def place_result(self, text: str, cells: RowCells) -> None:
        """As `place_result`; an answer in a row without a progress may tell the status."""
        cells.result = self.references.plain(text)
        if cells.result is None:
            place_result(text, cells)
        if cells.progress is None:
            cells.status = self.status(text)

    def status(self, text: str) -> TaskStatus | None:
        """As `status_of`."""
        if text in self._statuses:
            return self._statuses[text]
        told = status_of(text)
        if len(self._statuses) < _MOST_KNOWN:
            self._statuses[text] = told
        return told


def cells_of(cells: dict[str, str], known: Known, *, are_apart: bool = False) -> RowCells:
    """A row whose cells are told apart: field → text, or the words of a heading → text for a column that is none of ours.

    A directive with its subject in one cell gives the subject where no other cell tells the content.

    Args:
        cells: the texts.
        known: what was read before.
        are_apart: whether the file itself parts the cells, so that what stands in one belongs there.
    """
    result = RowCells()
    content = cells.pop("content", None)
    if content is not None and ("- " in content or "/ " in content):
        content = joined_text([content])
    result.directive, subject = _directive(
        cells.pop("directive", ""), cells.pop("issued_on", ""), result, known
    )
    _place_subject(subject, content, result, are_apart=are_apart)
    if text := cells.pop("due_on", ""):
        known.place_deadline(text, result)
    if text := cells.pop("completed_on", ""):
        known.place_completed(text, result)
    result.progress = cells.pop("progress_text", None)
    if text := cells.pop("result", ""):
        known.place_result(text, result)
    result.lead_unit = cells.pop("lead_unit", None)
    if text := cells.pop("coordinating_units", ""):
        result.coordinating_units = tuple(unit.strip() for unit in re.split(r"[;,]", text) if unit.strip())
    if text := cells.pop("note", ""):
        result.notes.append(text)
    if cells:
        result.notes += [f"{heading}: {text}" for heading, text in cells.items()]
    return result


def _place_subject(subject: str | None, content: str | None, result: RowCells, *, are_apart: bool) -> None:
    """What stands behind the symbol in the directive's cell: the content, or words beside it."""
    result.content = content or subject
    if content is None or subject is None:
        return
    if are_apart:
        result.notes.append(subject)
        result.problems.append(("directive_with_words", subject))
    else:
        result.problems.append(("unreadable_directive", subject))
        result.directive = None


def is_date(text: str) -> bool:
    """Whether a text is a day and no more."""
    try:
        parse_date(text)
    except InvalidValueError:
        return False
    return True


def _directive(
    text: str, day: str, cells: RowCells, known: Known
) -> tuple[DocumentReference | None, str | None]:
    """The directive of its cell, its date where that has a column of its own, and the subject that stands in the same cell."""
    if not text or len(text) > _LONGEST_DIRECTIVE:
        return None, None
    try:
        reference = known.references.plain(text)
        if reference is None:
            text = parted(text)
            if not day and (several := several_in(text)):
                cells.related = several[1:]
                cells.problems.append(("several_directives", text))
                return several[0], None
            reference = known.references.parse(text)
        issued_on = reference.issued_on or (parse_date(day) if day else None)
    except InvalidValueError:
        cells.problems.append(("unreadable_directive", clean(f"{text} {day}")))
        return None, None
    subject = None
    if reference.number is None:
        cells.problems.append(("directive_by_title", text))
    elif reference.subject is not None:
        subject = reference.subject
        reference = attrs.evolve(reference, subject=None)
    if issued_on != reference.issued_on:
        reference = attrs.evolve(reference, issued_on=issued_on)
    return reference, subject


def leads_with_symbol(text: str) -> bool:
    """Whether a text begins with a symbol, a kind of document or *số* before it allowed.

    >>> leads_with_symbol("Kế hoạch số 114-KH/TU"), leads_with_symbol("31/12/2024")
    (True, False)
    """
    if _LEADING_SYMBOL.match(text) is not None:
        return True
    named = noun_at_start(text)
    return named is not None and _LEADING_SYMBOL.match(text.removeprefix(named[1]).strip()) is not None


def joined_text(texts: Iterable[str]) -> str | None:
    """The texts of a cell as one; a symbol that was broken behind its dash is whole again.

    >>> joined_text(["theo Kế hoạch số 114-", "KH/TU"])
    'theo Kế hoạch số 114-KH/TU'
    """
    return _BROKEN_SYMBOL.sub("", clean(" ".join(texts))) or None


def place_deadline(text: str, cells: RowCells, period: ReportingPeriod | None = None) -> None:
    """A deadline: its last day where it names one, the days granted later, its text always."""
    _put_deadline(read_deadline(text, period), cells)


def _put_deadline(read: DueCell, cells: RowCells) -> None:
    issued_on = cells.directive.issued_on if cells.directive is not None else None
    cells.due_on, cells.due_text, cells.extensions = read.due_on, read.text, read.extensions
    if (
        read.is_year_inferred
        and issued_on is not None
        and read.due_on is not None
        and read.due_on < issued_on
    ):
        cells.due_on = None  # the day would have passed before the work was given out
        cells.problems.append(("unreadable_deadline", read.text))
    elif read.problems:
        cells.problems += read.problems


def place_completed(text: str, cells: RowCells, period: ReportingPeriod | None = None) -> None:
    """The day done; a text that is no day stays in the notes."""
    day = read_day(text, period)
    if day is None:
        cells.notes.append(clean(text))
        cells.problems.append(("unreadable_completion", clean(text)))
        return
    cells.completed_on, is_inferred = day
    if is_inferred:
        cells.problems.append(("inferred_year", clean(text)))


def place_result(text: str, cells: RowCells) -> None:
    """The answer: a document where the text is one, else words, which stay in the notes.

    A document named inside words (*Đã ban hành Báo cáo số 29/BC-KHCN*) is the answer, and the words stay too. Several
    documents are words: the first would not be the whole answer.
    """
    text = clean(text)
    if not re.search(r"\w", text):
        return
    symbols = _ANY_SYMBOL.findall(text) if len(text) <= _LONGEST_RESULT else []
    if len(symbols) == 1 and leads_with_symbol(text):
        cells.result = _reference(text)
    elif len(symbols) == 1 and (found := _ANY_SYMBOL.search(text)):
        head = text[: found.start()]
        if _ANSWERED.fullmatch(fold(head)):
            named = noun_at_end(re.sub(r"\bsố ?:? ?$", "", head).rstrip())
            start = head.rfind(named[1]) if named else found.start()
            cells.result = _reference(_SENTENCE_END.split(text[start:], maxsplit=1)[0])
        cells.notes.append(text)
    else:
        cells.notes.append(text)
    if cells.result is None:
        cells.notes[:] = list(dict.fromkeys([*cells.notes, text]))
        cells.problems.append(("unreadable_result" if symbols else "result_in_words", text))


def _reference(text: str) -> DocumentReference | None:
    try:
        reference = DocumentReference.parse(text)
    except InvalidValueError:
        return None
    return reference if reference.number is not None else None
