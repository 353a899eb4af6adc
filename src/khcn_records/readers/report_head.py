"""The head of a report (*thể thức văn bản*): letterhead and title.

Basis: Nghị định 30/2020/NĐ-CP, Phụ lục I. Two columns of the page may stand in one line, parted by spaces or a bar.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Sequence

import attrs

from khcn_records.errors import InvalidValueError
from khcn_records.mentions.documents import find_documents
from khcn_records.readers.report_titles import periods_in, title_of
from khcn_records.readers.report_words import begins_with, folded_pattern
from khcn_records.readers.sources import Line
from khcn_records.text import clean, fold
from khcn_records.values.dates import parse_date
from khcn_records.values.document_kinds import DocumentKind
from khcn_records.values.document_references import DocumentReference

__all__ = ["Head", "columns_of", "is_drawn", "is_head_part", "read_head", "read_letterhead"]

_COLUMNS = folded_pattern(r"\s{3,}|\s*[|\t]+\s*")
_NUMBER = folded_pattern(r"số\s?:")
_PLACE_DATE = folded_pattern(
    r"(?:[^\W\d_]{1,12} ){0,5}[^\W\d_]{1,12}, ?ngày\s{0,8}([0-9]{1,2}|[….\s]{0,12})\s{0,8}tháng\s{0,8}([0-9]{1,2}|[….\s]{0,12})\s{0,8}năm\s{0,4}([0-9]{4})"
)
_SYMBOL = folded_pattern(r"(?:[0-9]{1,6}|[….\s_]{0,20}) ?/ ?[^\W\d_][\w.&/-]{1,40}")
_DRAWN = folded_pattern(r"[\W_]*")
_REACH = 60
_LONGEST_LINE = 400
_SUBJECT_LINES = 6
_TITLE_LINES = 3


@attrs.define
class Head:
    """What stands above the text of a report.

    Attributes:
        body: the issuing body as printed.
        above: the body it belongs to, as printed.
        reference: its number and date, as far as filled in.
        kind: what it calls itself.
        subject: the words below that.
        used: the numbers of the lines understood.
    """

    body: str | None = None
    above: str | None = None
    reference: DocumentReference | None = None
    kind: DocumentKind | None = None
    subject: str | None = None
    used: set[int] = attrs.field(factory=set)


class _HeadLines:
    """Lines above a title as they are understood."""

    def __init__(self) -> None:
        self.bodies: list[str] = []
        self.symbol: str | None = None
        self.issued_on: dt.date | None = None
        self.used: set[int] = set()

    def take(self, line: Line) -> bool:
        """Whether every column of a line is understood."""
        understood = [self._take(column, line) for column in columns_of(line)]
        return all(understood)

    def _take(self, column: str, line: Line) -> bool:
        key = fold(column)
        number = _NUMBER.match(key)
        if begins_with(key, "letterhead", "states") or _DRAWN.fullmatch(column):
            pass
        elif number is not None:
            self.symbol = clean(column[number.end() :])
        elif dated := _PLACE_DATE.match(key):
            self.issued_on = _day(dated)
        elif column.isupper() and (self.bodies or begins_with(key, "letterhead", "bodies")):
            self.bodies.append(column)
        else:
            return False
        self.used.add(line.number)
        return True

    def head(self, kind: DocumentKind | None) -> Head:
        """What they told."""
        head = Head(kind=kind, used=self.used)
        _name_bodies(head, self.bodies)
        head.reference = _reference(self.symbol, self.issued_on, kind)
        return head


def is_head_part(text: str) -> bool:
    """Whether a text stands in a letterhead and nowhere else: the name of the state or the Party, its motto, place and date.

    >>> is_head_part("Độc lập - Tự do - Hạnh phúc"), is_head_part("Hà Nội, ngày 05 tháng 02 năm 2024"), is_head_part("Hà Nội")
    (True, True, False)
    """
    if len(text) > _LONGEST_LINE:
        return False
    key = fold(text)
    return begins_with(key, "letterhead", "states") or _PLACE_DATE.fullmatch(key) is not None


def read_letterhead(lines: Sequence[Line]) -> Head:
    """The letterhead above a title that is none of a report: the lines up to the first that is no part of one."""
    found = _HeadLines()
    for line in lines[:_REACH]:
        columns = columns_of(line)
        # A row of a sheet with capitals and nothing else is its title; a line of text may go on with the name above it.
        is_title = line.grid is not None and len(columns) == 1 and not _is_known(columns[0])
        if len(line.raw) > _LONGEST_LINE or is_title or periods_in(line.text) or not found.take(line):
            found.used.discard(line.number)
            break
    if not (found.symbol or found.bodies):
        found.used.clear()
    return found.head(None)


def _is_known(text: str) -> bool:
    """Whether a text begins as a line of a letterhead does."""
    key = fold(text)
    begins = begins_with(key, "letterhead", "bodies") or begins_with(key, "letterhead", "states")
    return begins or _NUMBER.match(key) is not None or _PLACE_DATE.match(key) is not None


def read_head(lines: Sequence[Line]) -> Head:
    """The letterhead and title in the first lines of a text; `lines` end where the first heading begins."""
    found = _HeadLines()
    kind: DocumentKind | None = None
    subject: str | None = None
    lines = [line for line in lines[:_REACH] if len(line.raw) <= _LONGEST_LINE]
    for place, line in enumerate(lines):
        kind, words = title_of(lines[place : place + _TITLE_LINES])
        if kind is not None:
            found.used.add(line.number)
            below = lines[place + 1 :]
            if periods_in(words):
                below = list(itertools.takewhile(lambda one: one.text.isupper(), below))
            subject = clean(f"{words} {_subject(below, found.used) or ''}") or None
            break
        found.take(line)
    else:
        if not (found.symbol or found.bodies):
            found.used.clear()
    head = found.head(kind)
    head.subject = subject
    return head


_BLANK = folded_pattern(r"((?<!\w)(?:[Ss]ố\s?:|ngày|tháng|năm))[ \xa0]{2,}")


def columns_of(line: Line) -> list[str]:
    """The columns of a line; a number or day left blank parts none."""
    return [part for part in _COLUMNS.split(_BLANK.sub(r"\1 ", line.text)) if part]


def is_drawn(text: str) -> bool:
    """Whether nothing but signs stands there: a drawn line."""
    return _DRAWN.fullmatch(text) is not None


def _subject(lines: Sequence[Line], used: set[int]) -> str | None:
    taken: list[Line] = []
    for line in lines[:_SUBJECT_LINES]:
        if _DRAWN.fullmatch(line.text):
            used.add(line.number)
            if taken:
                break
            continue
        is_prose = begins_with(line.key, "title", "ends") and not line.text.isupper()
        if taken and (is_prose or (taken[-1].text.isupper() and not line.text.isupper())):
            break
        if (
            line.key.startswith(fold("kính gửi"))
            or line.text[-1:] in {";", ":"}
            or (is_prose and line.text[-1:] == ".")
        ):
            break
        taken.append(line)
        if line.text[-1:] == ".":
            break
    used.update(line.number for line in taken)
    return clean(" ".join(line.text for line in taken)) or None


def _name_bodies(head: Head, bodies: Sequence[str]) -> None:
    """Lines of capitals as names: one that begins like a body begins another name."""
    names: list[str] = []
    for line in bodies:
        if names and not begins_with(fold(line), "letterhead", "bodies"):
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
    if names:
        head.body = names[-1]
        head.above = names[-2] if len(names) > 1 else None


def _day(found: re.Match[str]) -> dt.date | None:
    try:
        return parse_date("/".join(part.strip() for part in found.groups()))
    except InvalidValueError:
        return None


def _reference(
    symbol: str | None, issued_on: dt.date | None, kind: DocumentKind | None
) -> DocumentReference | None:
    found = _SYMBOL.search(symbol) if symbol else None
    number = None
    if found is not None:
        written = re.sub(r"[….\s_]+(?=/)", "", found[0])
        named = find_documents(f"Báo cáo số {written}") if written[0] != "/" else ()
        try:
            number = (
                named[0].value.number if named else DocumentReference.parse(f"Báo cáo số {written}").number
            )
        except InvalidValueError:
            number = None
    if number is None:
        return None
    try:
        return DocumentReference(number, issued_on, None, kind)
    except InvalidValueError:
        return DocumentReference(number, issued_on, None, None)
