"""One row of a task appendix whose columns are lost: its lines → its cells, by their order and shape.

The last line that is nothing but dates and a word of progress divides the row: what stands before it is the symbol and
the content, what stands behind it is the answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import attrs

from khcn_records.errors import InvalidValueError
from khcn_records.readers.appendix_cells import (
    RowCells,
    joined_text,
    leads_with_symbol,
    place_completed,
    place_deadline,
    place_result,
)
from khcn_records.readers.appendix_days import is_deadline_in_words
from khcn_records.readers.appendix_words import leaves_open, progress_in
from khcn_records.text import clean, fold
from khcn_records.values.dates import parse_date
from khcn_records.values.document_kinds import noun_at_start
from khcn_records.values.document_references import DocumentReference

__all__ = ["TailWatch", "cut", "lost_numbers", "opens_directive", "opens_with_symbol", "read_cells"]

_DAY = r"[0-9]{1,2} ?[/.-] ?[0-9]{1,2} ?[/.-] ?[0-9]{4}"
_LED_DAY = rf"(?:(?:Trước|Chậm nhất|Muộn nhất|Đến hết|Hết|Đến|Trong) (?:ngày )?|Ngày )?{_DAY}"
_DAYS = re.compile(rf"(?:{_LED_DAY} *){{1,2}}")
_ONE_DAY = re.compile(_LED_DAY)
_PLAIN_DAY = re.compile(_DAY)
_SHORT_DAY = re.compile(r"(?:[Nn]gày )?[0-9]{1,2}[/.-][0-9]{1,2}(?:[/.-][0-9]{2})?")
_DATED_LINE = re.compile(rf"\(?(?:ngày|ký ngày|ban hành ngày) ({_DAY})[.,;)]*(?: (.+))?", re.IGNORECASE)
_SUBJECT_START = tuple(
    fold(words)
    for words in ("V/v", "Về việc", "Về ", "Triển khai", "Thực hiện", "Tham mưu", "Báo cáo", "Giao ")
)
_ISSUED_BY = ("của", "Của", ",", "(")
_ISSUER_WORDS = tuple(
    fold(words)
    for words in (
        "tỉnh", "thành", "huyện", "quận", "xã", "ủy ban", "UBND", "HĐND", "hội đồng", "chính phủ", "thủ tướng", "bộ ", "sở ",
        "trung ương", "chủ tịch", "ban ", "khoa học",
    )
)  # fmt: skip
_GAP = re.compile(r"\t+| {2,}")
# A line that holds the columns behind the content and more: the end of the content before them, the answer behind.
_TAIL_INSIDE = re.compile(
    rf"(?P<head>.*?\S )??(?P<tail>(?<![\w/.-]){_LED_DAY}(?: {_LED_DAY})? "
    r"(?:(?:Đã|Đang|Chưa) (?:hoàn thành|thực hiện|triển khai|xử lý)(?: (?:đúng|trước|sớm|quá|trong) hạn)?"
    r"|Hoàn thành(?: (?:đúng|trước|sớm|quá) hạn)?|(?:Đúng|Trước|Sớm|Quá|Trễ|Chậm|Trong|Chưa đến|Sắp đến|Đến) hạn|Chậm(?: tiến độ)?))"
    r"(?: (?P<rest>\S.*))?"
)
_DIRECTIVE_LINES = 6
_TITLE_LINES = 4
_LONGEST_DIRECTIVE = 400
_LONGEST_LINE = 1000
_LONGEST_PROGRESS = 100
_PROGRESS_START = re.compile(
    r"(?:đã|đang|chưa|hoàn|hòan|đúng|trước|sớm|trong|quá|trễ|chậm|sắp|đến|đảm|bảo|không)\b", re.IGNORECASE
)
_ENDS_CELL = re.compile(r"[.;”\"]$")
_PROGRESS_LINES = 3
_DEADLINE_LINES = 3


def opens_with_symbol(texts: Sequence[str]) -> bool:
    """Whether lines begin with something of the shape of a symbol, even one that is broken over two lines."""
    return leads_with_symbol(" ".join(texts[:2]))


def opens_directive(texts: Sequence[str]) -> bool:
    """Whether lines begin as a directive does: with a symbol, or with a kind of document and its symbol or title."""
    return opens_with_symbol(texts) or (bool(texts) and noun_at_start(" ".join(texts[:2])) is not None)


def cut(text: str) -> tuple[list[str], bool]:
    """The cells that stand on one line, and whether content and deadline stood there together.

    >>> cut("Góp ý dự thảo 31/1/2024 30/01/2024 Đúng hạn 199/KHCN-TĐC")
    (['Góp ý dự thảo', '31/1/2024 30/01/2024 Đúng hạn', '199/KHCN-TĐC'], True)
    """
    pieces: list[str] = []
    is_joint = False
    for piece in filter(None, map(str.strip, _GAP.split(text))):
        found = _TAIL_INSIDE.fullmatch(piece) if len(piece) <= _LONGEST_LINE else None
        if found is None or (found["head"] and leaves_open(found["head"])):
            pieces.append(piece)
        else:
            pieces += [part.strip() for part in (found["head"], found["tail"], found["rest"]) if part]
            is_joint = is_joint or found["head"] is not None
    return pieces, is_joint


class TailWatch:
    """Tells of a growing row whether it has reached the columns behind the content; each line is looked at a fixed number of times."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self.is_complete = False

    def add(self, texts: Sequence[str]) -> None:
        """The next texts of the row, without its number."""
        for text in texts:
            self._texts.append(text)
            if not self.is_complete:
                last = len(self._texts) - 1
                self.is_complete = _is_day_line(self._texts, last) or any(
                    _progress_at(self._texts, place) is not None
                    for place in range(max(0, last - _PROGRESS_LINES + 1), last + 1)
                )


def read_cells(
    texts: Sequence[str], columns: Collection[str], *, is_done: bool, is_joint: bool = False
) -> RowCells:
    """The cells of a row.

    Args:
        texts: its non-blank texts without the row number.
        columns: the fields that the table's header names; empty where it is not known.
        is_done: whether the row stands among tasks done; then a single date may be the day done.
        is_joint: whether a line held content and deadline together. Then the lines may run across the columns, and a row
            is only read where what stands behind the deadline is an answer and no more.
    """
    cells = RowCells()
    used, content = _read_directive(texts, cells)
    rest = [*content, *texts[used:]]
    tail = _tail(rest)
    if tail is None:
        cells.content = joined_text(rest)
        if len(rest) > 2 and _DAYS.fullmatch(rest[-1]) and leads_with_symbol(rest[-2]):
            # An answer with nothing before it to show where the content ends.
            cells.problems.append(("unplaced_answer", clean(" ".join(rest[-2:]))))
        return cells
    cells.content = joined_text(rest[: tail.first])
    cells.progress = tail.progress
    _place_days(tail.days, cells, columns, is_done=is_done)
    before = rest[max(0, tail.first - 2) : tail.first]
    if not tail.days and before and is_deadline_in_words(before[-1]) and not leaves_open(before[0]):
        cells.problems.append(("unplaced_deadline", before[-1]))
    if behind := clean(" ".join(rest[tail.last :])):
        place_result(behind, cells)
    if is_joint and (cells.notes or (cells.result is not None and cells.result.subject is not None)):
        cells.directive = None
    return cells


def lost_numbers(texts: Sequence[str]) -> list[int]:
    """Where further rows begin in the texts of one: behind the columns of the row above, with a symbol of their own."""
    starts: list[int] = []
    tail = _next_tail(texts, 0)
    while tail is not None:
        start = tail.last
        if not opens_with_symbol(texts[start : start + 2]):
            break
        behind = _behind_reference(texts, start)
        if opens_with_symbol(texts[behind : behind + 2]):
            start, behind = behind, _behind_reference(texts, behind)
        tail = _next_tail(texts, behind + 1)
        if tail is not None:
            starts.append(start)
    return starts


def _next_tail(texts: Sequence[str], start: int) -> _Tail | None:
    return next(
        (tail for place in range(start, len(texts)) if (tail := _progress_at(texts, place)) is not None), None
    )


def _behind_reference(texts: Sequence[str], start: int) -> int:
    """The place behind a symbol and its date."""
    place = start + (1 if leads_with_symbol(texts[start]) else 2)
    return place + 1 if place < len(texts) and _DATED_LINE.fullmatch(texts[place]) else place


# The directive.


def _read_directive(texts: Sequence[str], cells: RowCells) -> tuple[int, list[str]]:
    """How many texts the directive takes, and content that begins on its last one."""
    best = 0
    for count in range(1, min(_DIRECTIVE_LINES, len(texts)) + 1):
        joined = " ".join(texts[:count])
        if len(joined) > _LONGEST_DIRECTIVE or (best and _is_past(cells.directive, texts[best])):
            break
        try:
            reference = DocumentReference.parse(joined)
        except InvalidValueError:
            continue
        if reference.subject is None and reference.number is not None:
            cells.directive, best = reference, count
    if cells.directive is None:
        return _read_with_subject(texts, cells)
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


def _is_past(reference: DocumentReference | None, text: str) -> bool:
    """Whether a text cannot belong to a directive that is read so far."""
    if reference is None or reference.issuer is None:
        is_dated = reference is not None and reference.issued_on is not None
        return (is_dated and not text.startswith(_ISSUED_BY)) or fold(text).startswith(_SUBJECT_START)
    return not (text[:1].islower() or fold(text).startswith(_ISSUER_WORDS))


def _read_with_subject(texts: Sequence[str], cells: RowCells) -> tuple[int, list[str]]:
    """A symbol whose subject stands on the same line, as in a row that is not broken; else an order known by its title."""
    for count in range(1, min(_DIRECTIVE_LINES, len(texts)) + 1):
        joined = " ".join(texts[:count])
        if len(joined) > _LONGEST_DIRECTIVE or not opens_directive([joined]):
            break
        try:
            reference = DocumentReference.parse(joined)
        except InvalidValueError:
            continue
        if reference.number is not None and reference.subject is not None and leads_with_symbol(joined):
            cells.directive = attrs.evolve(reference, subject=None)
            return count, [reference.subject]
    return _read_title(texts, cells)


def _read_title(texts: Sequence[str], cells: RowCells) -> tuple[int, list[str]]:
    """An order without a symbol is known by its title, which ends with its date or before the words that open a content."""
    if not texts:
        return 0, []
    count = _title_end(texts)
    title = clean(" ".join(texts[:count]))
    if len(title) > _LONGEST_DIRECTIVE or noun_at_start(title) is None:
        cells.problems.append(("unreadable_directive", texts[0]))
        return 0, []
    try:
        cells.directive = DocumentReference.parse(title)
    except InvalidValueError:
        cells.problems.append(("unreadable_directive", texts[0]))
        return 0, []
    cells.problems.append(("directive_by_title", title))
    return (count, []) if len(texts) > count else (0, [])


def _title_end(texts: Sequence[str]) -> int:
    for count in range(1, min(_TITLE_LINES, len(texts)) + 1):
        if _PLAIN_DAY.search(" ".join(texts[:count])[-14:]):
            return count
        if count < len(texts) and fold(texts[count]).startswith(_SUBJECT_START[:3]):
            return count
    return 1


# The columns behind the content.


@attrs.frozen
class _Tail:
    """Where the columns behind the content begin, what they say, and where the answer begins."""

    first: int
    days: list[str]
    progress: str | None
    last: int


def _tail(texts: Sequence[str]) -> _Tail | None:
    """The last columns that hold a day, else the last word of progress, else the last line of days."""
    undated: _Tail | None = None
    for place in range(len(texts) - 1, -1, -1):
        found = _progress_at(texts, place)
        if found is None:
            continue
        if not found.days:
            found = _with_days_before(texts, found)
        if found.days:
            return found
        undated = undated or found
    if undated is not None:
        return undated
    for place in range(len(texts) - 1, 0, -1):
        if _is_day_line(texts, place):
            return _with_days_before(texts, _Tail(place + 1, [], None, place + 1))
    return None


def _is_day_line(texts: Sequence[str], place: int) -> bool:
    """Whether a text behind the first is nothing but days, and no end of a sentence."""
    return (
        place > 0
        and _DAYS.fullmatch(texts[place]) is not None
        and not leaves_open(texts[place - 1])
        and not leads_with_symbol(texts[place - 1])  # a day right behind a symbol is that document's
    )


def _progress_at(texts: Sequence[str], place: int) -> _Tail | None:
    """The days, the progress and the text behind them, where the progress column begins on this text."""
    line = texts[place]
    days = _DAYS.match(line)
    behind = line[days.end() :] if days else line
    if (
        not _PROGRESS_START.match(behind)
        or len(behind) > _LONGEST_PROGRESS
        or (days and place and leaves_open(texts[place - 1]))
    ):
        return None
    if (
        behind[:1].islower()
        and not days
        and place
        and not (_ENDS_CELL.search(texts[place - 1]) or _DAYS.fullmatch(texts[place - 1]))
    ):
        return None
    best = None
    for count in range(1, _PROGRESS_LINES + 1):
        words = clean(" ".join([behind, *texts[place + 1 : place + count]]))
        if progress_in(words) and place + count <= len(texts):
            best = _Tail(place, _ONE_DAY.findall(days[0]) if days else [], words, place + count)
    return best


def _with_days_before(texts: Sequence[str], tail: _Tail) -> _Tail:
    """The same with the days on texts of their own, or the deadline in words, just before the progress."""
    days: list[str] = []
    first = tail.first
    while first > 0 and len(days) < 2:
        text = texts[first - 1]
        if not (_DAYS.fullmatch(text) or (tail.progress and not days and _SHORT_DAY.fullmatch(text))):
            break
        if first > 1 and leaves_open(texts[first - 2]):
            break
        first -= 1
        days = [*(_ONE_DAY.findall(text) or [text]), *days]
    if len(days) < 2:
        for count in range(min(_DEADLINE_LINES, first - 1), 0, -1):
            words = clean(" ".join(texts[first - count : first]))
            if (
                (words[:1].isupper() or words[:1].isdigit())
                and is_deadline_in_words(words)
                and not leaves_open(texts[first - count - 1])
            ):
                return attrs.evolve(tail, first=first - count, days=[words, *days])
    return attrs.evolve(tail, first=first, days=days)


def _place_days(days: Sequence[str], cells: RowCells, columns: Collection[str], *, is_done: bool) -> None:
    """The first date is the deadline, the second the day done; a single one is the one the table has a column for."""
    if not days:
        return
    has_due = not columns or "due_on" in columns
    has_completed = not columns or "completed_on" in columns
    if not has_due and has_completed:
        place_completed(days[-1], cells)
        cells.problems.extend(("unplaced_date", day) for day in days[:-1])
        return
    place_deadline(days[0], cells)
    if len(days) > 1:
        place_completed(days[1], cells)
    elif is_done and has_completed:
        cells.problems.append(("unplaced_date", days[0]))
