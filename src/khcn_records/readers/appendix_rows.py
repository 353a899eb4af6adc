"""One row of a task appendix whose columns are lost: its lines → its cells, by their order and shape.

The last line that is nothing but dates and a word of progress divides the row: what stands before it is the symbol and
the content, what stands behind it is the answer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import attrs

from khcn_records.errors import InvalidValueError
from khcn_records.text import clean, fold
from khcn_records.values.dates import parse_date
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.time_limits import Deadline

__all__ = ["RowCells", "opens_with_symbol", "read_cells", "row_is_complete"]

_DAY = r"\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}"
_DAYS = re.compile(rf"(?:(?:ngày )?{_DAY} *){{1,2}}")
_ONE_DAY = re.compile(_DAY)
_SYMBOL_START = re.compile(
    r"\d{1,6}[a-zđ]? ?[/\u2010-\u2015-] ?(?:\d{4} ?[/\u2010-\u2015-] ?)?[A-ZĐ]", re.IGNORECASE
)
_DATED_LINE = re.compile(rf"ngày ({_DAY})[.,;]?(?: (.+))?", re.IGNORECASE)
# Words of the progress column; practice, and open: more are added as offices are seen to use them.
_PROGRESS = tuple(
    sorted(
        (
            fold(words)
            for words in (
                "Đúng hạn", "Trước hạn", "Sớm hạn", "Chưa đến hạn", "Sắp đến hạn", "Đến hạn", "Trong hạn", "Quá hạn", "Trễ hạn",
                "Chậm", "Chậm hạn", "Chậm tiến độ", "Đúng tiến độ", "Đảm bảo tiến độ", "Bảo đảm tiến độ", "Không có thời hạn",
                "Không thời hạn", "Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Hoàn thành", "Đang thực hiện", "Chưa thực hiện",
            )
        ),
        key=len,
        reverse=True,
    )
)  # fmt: skip
_OPEN_ENDS = tuple(fold(word) for word in ("ngày", "tháng", "năm", "từ", "đến", "và", "trước", "sau", "của"))
_DIRECTIVE_LINES = 4
_PROGRESS_LINES = 3


@attrs.define
class RowCells:
    """The cells of one row, as far as they could be told apart.

    Attributes:
        directive: the ordering document; `None` where none could be read.
        content: what is to be done.
        due_on: the last day, inclusive.
        due_text: the deadline as printed.
        completed_on: the day done.
        progress: the progress column as printed.
        result: the answering document.
        rest: what stood behind the answer and could not be read.
        problems: code and text of what could not be read.
    """

    directive: DocumentReference | None = None
    content: str | None = None
    due_on: dt.date | None = None
    due_text: str | None = None
    completed_on: dt.date | None = None
    progress: str | None = None
    result: DocumentReference | None = None
    rest: str | None = None
    problems: list[tuple[str, str]] = attrs.field(factory=list)


def opens_with_symbol(text: str) -> bool:
    """Whether a line begins with something of the shape of a symbol."""
    return _SYMBOL_START.match(text) is not None


def row_is_complete(texts: Sequence[str]) -> bool:
    """Whether a row's lines have reached the columns behind the content."""
    return _tail(texts) is not None


def read_cells(texts: Sequence[str], *, is_done: bool) -> RowCells:
    """The cells of a row.

    Args:
        texts: its non-blank lines without the row number.
        is_done: whether the row stands among tasks done; then a single date may be the day done.
    """
    cells = RowCells()
    used, content = _read_directive(texts, cells)
    rest = [*content, *texts[used:]]
    tail = _tail(rest)
    if tail is None:
        cells.content = clean(" ".join(rest)) or None
        return cells
    first, days, progress, last = tail
    cells.content = clean(" ".join(rest[:first])) or None
    cells.progress = progress
    _place_days(days, cells, is_done=is_done)
    behind = clean(" ".join(rest[last:]))
    if behind:
        try:
            cells.result = DocumentReference.parse(behind)
        except InvalidValueError:
            cells.rest = behind
            cells.problems.append(("unreadable_result", behind))
    return cells


def _read_directive(texts: Sequence[str], cells: RowCells) -> tuple[int, list[str]]:
    """How many lines the directive takes, and content that begins on its last line."""
    best = 0
    for count in range(1, min(_DIRECTIVE_LINES, len(texts)) + 1):
        try:
            reference = DocumentReference.parse(" ".join(texts[:count]))
        except InvalidValueError:
            continue
        if reference.subject is None and reference.number is not None:
            cells.directive, best = reference, count
    if cells.directive is None:
        return _read_title(texts, cells)
    if (
        cells.directive.issued_on is None
        and best < len(texts)
        and (dated := _DATED_LINE.fullmatch(texts[best]))
    ):
        try:
            cells.directive = attrs.evolve(cells.directive, issued_on=parse_date(dated[1]))
        except InvalidValueError:
            return best, []
        return best + 1, [dated[2]] if dated[2] else []
    return best, []


def _read_title(texts: Sequence[str], cells: RowCells) -> tuple[int, list[str]]:
    """An order without a symbol is known by its title: the first line that names a kind of document."""
    if not texts:
        return 0, []
    try:
        cells.directive = DocumentReference.parse(texts[0])
    except InvalidValueError:
        cells.problems.append(("unreadable_directive", texts[0]))
        return 0, []
    return (1, []) if len(texts) > 1 else (0, [])


def _tail(texts: Sequence[str]) -> tuple[int, list[str], str | None, int] | None:
    """Where the columns behind the content begin, their dates or deadline words, the progress, and where the answer begins."""
    for place in range(len(texts) - 1, -1, -1):
        found = _progress_at(texts, place)
        if found is None:
            continue
        days, progress, last = found
        first = place
        if not days:
            first, days = _days_before(texts, place)
        return first, days, progress, last
    for place in range(len(texts) - 1, 0, -1):
        if _DAYS.fullmatch(texts[place]) and not _continues(texts[place - 1]):
            return place, _ONE_DAY.findall(texts[place]), None, place + 1
    return None


def _progress_at(texts: Sequence[str], place: int) -> tuple[list[str], str, int] | None:
    """Dates, progress and the line behind them, where the progress column begins on this line."""
    line = texts[place]
    days = _DAYS.match(line)
    behind = line[days.end() :] if days else line
    if not behind.strip():
        return None
    for count in range(1, _PROGRESS_LINES + 1):
        words = clean(" ".join([behind, *texts[place + 1 : place + count]]))
        if fold(words) in _PROGRESS:
            return _ONE_DAY.findall(days[0]) if days else [], words, place + count
    return None


def _days_before(texts: Sequence[str], place: int) -> tuple[int, list[str]]:
    """Dates on lines of their own, or a deadline in words, just before the progress."""
    days: list[str] = []
    first = place
    while first > 0 and len(days) < 2 and _DAYS.fullmatch(texts[first - 1]):
        if first > 1 and _continues(texts[first - 2]):
            break
        first -= 1
        days = [*_ONE_DAY.findall(texts[first]), *days]
    if not days and first > 1 and not _continues(texts[first - 2]):
        try:
            Deadline.parse(texts[first - 1])
        except InvalidValueError:
            return first, days
        return first - 1, [texts[first - 1]]
    return first, days


def _continues(text: str) -> bool:
    """Whether a line leaves a phrase open, so that a date on the next line belongs to it."""
    return fold(text).endswith(_OPEN_ENDS)


def _place_days(days: Sequence[str], cells: RowCells, *, is_done: bool) -> None:
    """The first date is the deadline, the second the day done; a single one is the deadline."""
    if not days:
        return
    cells.due_text = days[0]
    try:
        deadline = Deadline.parse(days[0])
        cells.due_on = deadline.last_day
    except InvalidValueError:
        cells.problems.append(("unreadable_deadline", days[0]))
    if len(days) > 1:
        try:
            cells.completed_on = parse_date(days[1])
        except InvalidValueError:
            cells.problems.append(("unreadable_deadline", days[1]))
    elif is_done:
        cells.problems.append(("unplaced_date", days[0]))
