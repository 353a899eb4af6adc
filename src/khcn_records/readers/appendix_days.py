"""The days in the cells of a task row (*thời hạn, ngày hoàn thành*): what a person writes there → a day, or what is doubtful of it.

A time beside a day leaves the day. A day without its year has that of the reporting period, where no other year comes near. Later
days that the cell grants (*gia hạn đến 30/6/2024*) are extensions; what is only asked for is none.
"""

from __future__ import annotations

import datetime as dt
import functools
import re

import attrs

from khcn_records.errors import InvalidValueError
from khcn_records.readers.report_words import folded_pattern, words
from khcn_records.records.assigned_tasks import Extension
from khcn_records.text import clean, fold
from khcn_records.values.dates import PartialDate, parse_date
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import PeriodKind, ReportingPeriod
from khcn_records.values.time_limits import Deadline, TimeLimit

__all__ = ["DueCell", "is_deadline_in_words", "read_day", "read_deadline"]

FILE = "appendix"
_LONGEST = 120
_LONGEST_EXTENDED = 400
_FARTHEST = dt.timedelta(days=183)
"""How far a day without its year may stand from the period: half a year, so that no other year comes nearer."""
# Deadlines that name no day; practice.
_WITHOUT_DAY = folded_pattern(
    r"(?:thường xuyên|liên tục|định kỳ|không(?: có)? thời hạn|theo (?:yêu cầu|quy định|tiến độ)"
    r"|(?:(?:trước |vào )?ngày [0-9]{1,2} )?(?:của )?(?:hằng|hàng) (?:ngày|tuần|tháng|quý|năm))(?:[ ,;/(-].{0,60})?"
)
_FIGURE = re.compile(r"[0-9]")
_TIME = r"(?:lúc |vào |vào lúc )?[0-2]?[0-9] ?(?:h|g|giờ|:) ?(?:[0-5][0-9])?(?: ?phút)?"
_TIME_BEFORE = folded_pattern(rf"{_TIME}(?: ?,? (?=ngày|[0-9])| (?=ngày))")
_TIME_BEHIND = folded_pattern(rf"(?<=[0-9])[ ,;]{{1,3}}\(?{_TIME}\)?$")
_WITHOUT_YEAR = folded_pattern(
    r"(?P<lead>(?:trước|chậm nhất|muộn nhất|đến hết|hết|đến|trong)?(?: ngày| là ngày)?) ?"
    r"(?P<day>[0-3]?[0-9]) ?[/.-] ?(?P<month>[01]?[0-9])(?: ?[/.-] ?(?P<year>[0-9]{2}))?[.;]?"
)
_BY = folded_pattern(r"[ ,;(–-]*(?:theo|tại) (?=[^\W\d_])")


@attrs.frozen
class DueCell:
    """What a cell says of a last day.

    Attributes:
        text: as printed.
        due_on: the last day that holds, inclusive.
        extensions: later days it grants, the earliest first.
        problems: code and text of what is doubtful.
        is_year_inferred: whether the year is that of the period.
    """

    text: str
    due_on: dt.date | None = None
    extensions: tuple[Extension, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    is_year_inferred: bool = False


def is_deadline_in_words(text: str) -> bool:
    """Whether a text states a time in words and nothing else: *Trước ngày 20/12/2024*, *Quý II/2024*, *Thường xuyên*."""
    key = fold(text)
    if len(key) > _LONGEST or not key:
        return False
    if _WITHOUT_DAY.fullmatch(key) or _is_limit(text):
        return True
    if key[0].isdigit() or not _FIGURE.search(key):
        return False
    try:
        Deadline.parse(text)
    except InvalidValueError:
        return False
    return True


def _is_limit(text: str) -> bool:
    """Whether a text allows a length of time (`10 ngày làm việc`), which names no day by itself."""
    try:
        TimeLimit.parse(text)
    except InvalidValueError:
        return False
    return True


def read_deadline(text: str, period: ReportingPeriod | None = None) -> DueCell:
    """The last day that a cell tells, and the days that were granted later.

    Args:
        text: the cell.
        period: of the report, for a day without its year.

    >>> cell = read_deadline("15/02/2024 (gia hạn đến 30/6/2024)")
    >>> cell.due_on.isoformat(), cell.extensions[0].previous_due_on.isoformat()
    ('2024-06-30', '2024-02-15')
    """
    printed = clean(text)
    key = fold(printed)
    if _WITHOUT_DAY.fullmatch(key) or _is_limit(printed):
        return DueCell(printed, problems=(("deadline_without_day", printed),))
    told = _told(printed, period)
    if told.problems and told.due_on is None and (extended := _extended(printed, key, period)) is not None:
        return extended
    return told


def read_day(text: str, period: ReportingPeriod | None = None) -> tuple[dt.date, bool] | None:
    """The day that a cell tells, and whether its year is that of the period; `None` where it is no day.

    >>> read_day("17h00 ngày 15/3/2024"), read_day("15/3"), read_day("15/3", ReportingPeriod.of_month(2024, 2))
    ((datetime.date(2024, 3, 15), False), None, (datetime.date(2024, 3, 15), True))
    """
    plain = _without_time(clean(text))
    try:
        return parse_date(plain), False
    except InvalidValueError:
        pass
    found = _WITHOUT_YEAR.fullmatch(fold(plain))
    if found is None or found["lead"].removesuffix("ngày"):
        return None
    day = _dated(found, period)
    return None if day is None else (day, True)


def _told(printed: str, period: ReportingPeriod | None) -> DueCell:
    """A single last day."""
    plain = _without_time(printed)
    try:
        deadline = Deadline.parse(plain)
        due_on = deadline.last_day
    except InvalidValueError:
        pass
    else:
        problems = (("inferred_deadline", printed),) if isinstance(deadline.day, PartialDate) else ()
        return DueCell(printed, due_on, problems=problems)
    found = _WITHOUT_YEAR.fullmatch(fold(plain))
    day = _dated(found, period) if found is not None else None
    if found is None or day is None:
        return DueCell(printed, problems=(("unreadable_deadline", printed),))
    due_on = Deadline.parse(f"{found['lead']} {day.day}/{day.month}/{day.year}".strip()).last_day
    return DueCell(printed, due_on, problems=(("inferred_year", printed),), is_year_inferred=True)


def _without_time(text: str) -> str:
    key = fold(text)
    if len(key) != len(text) or len(text) > _LONGEST:
        return text
    if (before := _TIME_BEFORE.match(key)) is not None:
        return text[before.end() :].strip()
    behind = _TIME_BEHIND.search(key)
    return text[: behind.start()].strip() if behind is not None else text


def _dated(found: re.Match[str], period: ReportingPeriod | None) -> dt.date | None:
    """The day with the year of the period; `None` where there is none, or where another year comes as near."""
    if period is None or period.year is None:
        return None
    year = 2000 + int(found["year"]) if found["year"] else period.year
    try:
        day = dt.date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    if found["year"]:
        return day if abs(year - period.year) <= 1 else None
    is_near = period.first_day - _FARTHEST < day < period.last_day + _FARTHEST
    return day if is_near or period.kind is PeriodKind.YEAR else None


def _extended(printed: str, key: str, period: ReportingPeriod | None) -> DueCell | None:
    """A last day and those granted behind it; `None` where the cell is not made of these alone."""
    if len(key) != len(printed) or len(key) > _LONGEST_EXTENDED:
        return None
    granted = _granted().finditer(key)
    cuts = [(found.start(), found.end()) for found in granted]
    if not cuts or _asked().search(key):
        return None
    ends = [*(start for start, _ in cuts[1:]), len(printed)]
    first = printed[: cuts[0][0]].strip(" ,;(–-")
    last = _told(first, period) if first else None
    if last is not None and last.due_on is None:
        return None
    due_on = last.due_on if last is not None else None
    problems = last.problems if last is not None else ()
    found: list[Extension] = []
    for (_, start), end in zip(cuts, ends, strict=True):
        piece = printed[start:end].strip(" ,;():.–-")
        by = _BY.search(fold(piece))
        day = _told(piece[: by.start()] if by is not None else piece, period)
        document = _document(piece[by.end() :]) if by is not None else None
        if day.due_on is None or (by is not None and document is None):
            return None
        if due_on is not None and day.due_on < due_on:
            return None
        found.append(Extension(previous_due_on=due_on, due_on=day.due_on, document=document))
        due_on, problems = day.due_on, (*problems, *day.problems)
    return DueCell(printed, due_on, tuple(found), tuple(dict.fromkeys(problems)))


@functools.cache
def _granted() -> re.Pattern[str]:
    return folded_pattern(
        rf"[ ,;(–-]*(?<!\w)(?:{'|'.join(map(re.escape, words('extended', 'words', FILE)))})(?: lần (?:thứ )?\w{{1,4}})?"
        r"(?: thời (?:gian|hạn))?(?: thực hiện| hoàn thành)?(?: đến| tới| sang| là)?(?: hết)?(?: ngày)?\s?:?\s?(?=[0-9]|tháng|quý|cuối)"
    )


@functools.cache
def _asked() -> re.Pattern[str]:
    return folded_pattern(rf"(?<!\w)(?:{'|'.join(map(re.escape, words('asked', 'words', FILE)))})(?!\w)")


def _document(text: str) -> DocumentReference | None:
    try:
        reference = DocumentReference.parse(text.strip(" ,;()"))
    except InvalidValueError:
        return None
    return reference if reference.number is not None and reference.subject is None else None
