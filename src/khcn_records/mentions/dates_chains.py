"""Lists and ranges of days, months, quarters and years that lend each other what they leave out (*từ … đến …*).

In "ngày 3, 4 và 5/4/2021" the last day lends its month and year to the first two; in "từ ngày 5 tháng 8 đến ngày 10
tháng 8 năm 2012" the end lends its year to the start.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re

import attrs

from khcn_records.errors import InvalidDateError
from khcn_records.mentions.dates_before import before, behind, is_ordinal
from khcn_records.mentions.dates_days import bare_day_at, day_only_at, mark_at
from khcn_records.mentions.dates_lists import AND, Closings, may_share
from khcn_records.mentions.dates_parts import bare_at, figure_part_at, part_at
from khcn_records.mentions.dates_values import End, Hit, MentionKind, Part, PeriodSpan
from khcn_records.mentions.dates_words import NUMBER_WORD, backwards, clock, grammar
from khcn_records.values.date_ranges import DateRange

__all__ = ["YEARLY", "chain_at", "parts_at", "period_at", "since_at"]

# Behind the first end its year may be told by words: "15 tháng 12 của năm trước kỳ báo cáo đến …".
_TO = grammar(
    r"(?: (?:của )?năm (?:trước|sau|này|nay)(?: liền kề)?(?: kỳ báo cáo)?)?~,?~(?:cho )?(?:đến|tới) (?:(?:hết|cuối) )*|~-~(?:(?:đến|tới) )?(?:(?:hết|cuối) )*"
)
_NOW = grammar(r"~,?~-?~(?:cho )?(?:đến|tới) (?:nay|hiện nay|hiện tại|bây giờ)\b")
_FROM = grammar(r"(?:(?:tính|kể|bắt đầu) )?từ (?:sau )?(?:đầu )?(?:các )?")
_FROM_NOW = grammar(r"(?:kể )?từ nay (?:cho )?(?:đến|tới) (?P<whole>hết )?(?:cuối )?")
_ONWARD = grammar(r"~,?~trở (?:đi|lại đây|về sau)\b")
YEARLY = grammar(r" (?:hàng|hằng|mỗi) năm\b|~,?~(?:của )?năm (?:sau|kế tiếp|tiếp theo)\b(?: liền kề)?")
_YEARLY_REACH = 32
_TIMES = grammar(r"(?P<clock>\d{1,2}~(?:h|giờ|:)~(?:\d\d)?(?:~phút)?)~(?:đến|-|tới)~")
_LONGEST_LIST = 12
_KINDS = {
    "day": MentionKind.DATE,
    "month": MentionKind.MONTH,
    "quarter": MentionKind.QUARTER,
    "half": MentionKind.HALF,
    "year": MentionKind.YEAR,
}


def _lend(part: Part, giver: Part) -> Part:
    """The part with the month and year it lacks."""
    number, year = part.number, part.year
    if number is None and part.unit == "day" and giver.unit == "day":
        number = giver.number
    if year is None:
        year = giver.year
    if number is part.number and year is part.year:
        return part
    return Part(part.end, part.unit, year, number, part.day, part.clock, part.is_bare, part.is_refused)


def _list_at(key: str, parts: list[Part], closings: Closings, *, is_plural: bool) -> list[Part]:
    """The longest list that the first part begins; only itself where nothing is shared."""
    first = parts[0]
    closed: list[int] = []  # how many members a list has that one of them closes
    read = [] if is_plural else closings.known(first)
    is_sure = not read
    if is_sure and not may_share(key, first, closings):
        return parts
    read = read or list(parts)
    while len(read) < _LONGEST_LIST and (joint := AND.match(key, read[-1].end)):
        following = part_at(key, joint.end(), first.unit)
        if following is not None and (following.unit, first.unit) == ("month", "quarter"):  # quý 2, 3/2024
            following = bare_at(key, joint.end(), first.unit)
        if following is None or following.is_refused or following.unit != first.unit:
            break
        read.append(following)
        closes = following.year is not None and read[0].year is None
        closes |= first.unit == "day" and following.number is not None and read[0].number is None
        closes |= all(part.is_bare for part in read[1:]) and (first.unit in {"quarter", "year"} or is_plural)
        closes |= (
            all(part.year is None for part in read)
            and first.unit == "day"
            and not key.startswith("ngày", joint.end())
        )
        if not closes:
            continue
        if not is_sure and not may_share(key, first, closings):
            return parts
        is_sure = True
        closed.append(len(read))
    closings.keep([] if closed or is_plural else read)
    for count in reversed(closed):  # the longest that lacks nothing
        lent = [_lend(part, read[count - 1]) for part in read[:count]]
        if all(part.is_complete and part.exists for part in lent):
            return [part.with_word() for part in lent]
    return parts


def parts_at(key: str, pos: int, closings: Closings | None = None) -> list[Part]:
    """One part or a list of parts of one unit, each complete; nothing where none begins here."""
    first = part_at(key, pos) or day_only_at(key, pos)
    if first is None or first.is_refused:
        return []
    found = _list_at(key, [first], closings or Closings(key), is_plural=key.startswith(_PLURAL, pos))
    return found if all(part.is_complete for part in found) else []


def _ends(start: Part, end: Part) -> tuple[Part, Part] | None:
    """Both ends with what they lend each other; `None` where they are no stretch."""
    has_giver = end.unit == "day" and (end.number is not None or start.day is None)
    if start.unit == "day" and start.number is None and not has_giver:  # of its month
        return None
    read = start, end  # neither is refused: what is read exists
    if start.year is None and end.year is not None:
        start = _lend(start, end)
        if start.order > end.order:  # từ 15/12 đến 14/02/2024
            start = attrs.evolve(start, year=end.year - 1)
    elif end.year is None and start.year is not None:
        end = _lend(end, start)
        if end.order < start.order:
            end = attrs.evolve(end, year=start.year + 1)
    else:
        start = _lend(start, end)
    if not (start.is_complete and end.is_complete):
        return None
    if not ((start is read[0] or start.exists) and (end is read[1] or end.exists)):
        return None
    if start.year is not None and end.year is not None:
        first, last = (start.year, *start.order), (end.year, *end.order)
        if start.unit == end.unit and first > last:
            return None
    return start, end


def _span(start: End | None, end: End | None) -> object:
    if type(start) is dt.date and type(end) is dt.date:
        return DateRange(start, end)
    if start is None and type(end) is dt.date:
        return DateRange(None, end)
    if end is None and type(start) is dt.date:
        return DateRange(start, None)
    return PeriodSpan(start, end)


def span_hit(end: int, start: Part | None, finish: Part | None, kind: MentionKind) -> Hit | None:
    """A range or period from one part to another; `None` where its days run backwards."""
    try:
        value = _span(start.value() if start else None, finish.value() if finish else None)
    except (ValueError, InvalidDateError):
        return None
    first, last = (start.text() if start else ".."), (finish.text() if finish else "..")
    return Hit(end, kind, value, f"{first}/{last}")


def _days_or_months(start: Part, end: Part) -> tuple[Part, Part]:
    """`từ 01-12/2025` are months, `từ 20-30/4` days."""
    if start.unit == "day" and start.is_bare and end.unit == "month" and end.is_bare is False and start.day:
        if start.day <= 12:
            return attrs.evolve(start, unit="month", number=start.day, day=None), end
        return start, end
    return start, end


def _range_at(key: str, start: Part, kind: MentionKind, *, is_led: bool) -> Hit | None:
    """The range that a part begins."""
    if start.is_complete and (now := _NOW.match(key, start.end)):
        return span_hit(now.end(), start, None, kind)
    joint = _TO.match(key, start.end)
    if joint is None:
        return None
    end = part_at(key, joint.end(), start.unit)
    if end is None or end.is_refused:
        return None
    if (
        end.unit == "month"
        and start.is_bare
        and start.unit == "day"
        and not key.startswith("tháng", joint.end())
    ):
        start, end = _days_or_months(start, end)
    if end.unit != start.unit and not is_led:
        return None
    pair = _ends(start, end)
    if pair is None:
        return None
    hit = span_hit(end.end, *pair, kind)
    if hit and pair[1].year is None and "năm" in key[hit.end : hit.end + _YEARLY_REACH]:
        yearly = YEARLY.match(key, hit.end)
        return hit._replace(end=yearly.end()) if yearly else hit
    return hit


def chain_at(key: str, pos: int, closings: Closings | None = None) -> Hit | None:
    """A part, a list or a range that begins with a word of time or with figures."""
    closings = closings or Closings(key)
    if not key[pos].isdigit():
        return None if is_ordinal(key, pos) else _chain_at(key, pos, closings)
    hit = _chain_at(key, pos, closings)
    if hit is None or key[pos - 2 if pos > 2 else 0 : pos].rstrip()[-1:].isdigit():
        return hit
    return None if behind(key, pos, _RESERVED) else hit


_LISTING = (",", "v")


def _first_at(key: str, pos: int) -> tuple[Part | None, bool]:
    """The part that a chain begins with, and whether it counts without a word: in a list of days, or before a full day."""
    if not key[pos].isdigit():
        first = part_at(key, pos)
        if first is None and (key.startswith(_DAY_STARTS, pos) or _DAYS_AHEAD.match(key, pos)):
            first = day_only_at(key, pos)
        return first, False
    mark = mark_at(key, pos)
    if first := figure_part_at(key, pos, mark):
        return first, False
    if mark == "/" and _are_open_days(key, pos):
        return bare_day_at(key, pos, mark), True
    if mark == "-" and _DASHED.match(key, pos):
        return day_only_at(key, pos), False
    if mark in _LISTING and _are_listed_days(key, pos):
        return day_only_at(key, pos), True
    return None, False


def _chain_at(key: str, pos: int, closings: Closings) -> Hit | None:
    is_figure = key[pos].isdigit()
    first, is_told = _first_at(key, pos)
    if first is None:
        return (bare_years_at(key, pos) or _times_at(key, pos, MentionKind.RANGE)) if is_figure else None
    if first.is_refused:
        return Hit(first.end, None, None, "")
    if hit := _range_at(key, first, MentionKind.RANGE, is_led=False):
        return hit
    if first.is_bare and not (is_told or key.startswith(_DAY_STARTS, pos)):
        return None
    parts = _list_at(key, [first], closings, is_plural=key.startswith(_PLURAL, pos))
    kind = _KINDS[first.unit]
    if len(parts) == 1:
        if not (first.is_complete and first.exists):
            return None
        value = first.value()
        return Hit(first.end, kind, value, str(value) if first.clock is None else first.text())
    if not all(part.is_complete and part.exists for part in parts):
        return None
    return Hit(
        parts[-1].end, kind, tuple(part.value() for part in parts), ",".join(part.text() for part in parts)
    )


_LISTED_DAYS = grammar(r"\d{1,2}(?:(?:~,~| và )\d{1,2}(?!\d)){1,11}(?= tháng~\d)")
_FIGURES = re.compile(r"\d+")
_ARTICLE = backwards("điều|khoản|điểm|chương|số|nhà|phòng|lớp|tổ|đợt|lần", "~[:.]?~")


def _are_listed_days(key: str, pos: int) -> bool:
    """Days that stand without *ngày* before the month they share, in their order: `20, 21, 22 tháng 2 năm 2024`."""
    found = _LISTED_DAYS.match(key, pos)
    days = [int(figures) for figures in _FIGURES.findall(found[0])] if found else []
    return (
        len(days) > 1
        and not behind(key, pos, _ARTICLE)
        and all(first < last for first, last in itertools.pairwise(days))
    )


_RESERVED = backwards(
    "tcvn|qcvn|iso|tcn|điện thoại|đt|fax|sđt|mục|tiểu mục|phiên bản|bảng|hình|sơ đồ|ip", "~[:.]?~"
)
# Two days with their months, the year behind the last: "30/4-01/5/2024".
_OPEN_DAYS = grammar(r"\d{1,2}/\d{1,2}(?P<joint>~-~| (?:đến|và) )\d{1,2}/\d{1,2}/\d{4}(?![\d/\-])")
_SYMBOL = grammar(
    r"\b(?:số|nghị định|quyết định|thông tư|nghị quyết|công văn|văn bản|mẫu|biểu|điều|mã)~:?~$|[/\-]$"
)
_HOLIDAY = grammar(r"\b(?:lễ|tết|nghỉ|dịp)~$")


def _are_open_days(key: str, pos: int) -> bool:
    found = _OPEN_DAYS.match(key, pos)
    if found is None or before(key, pos, _SYMBOL):
        return False
    return found["joint"].strip() != "và" or before(key, pos, _HOLIDAY)  # "3/4 và" may be a fraction


_DAY_STARTS = ("ngày", "mùng", "mồng", "thứ", "chủ", "sáng", "chiều")
# A day before a dash is one only where the other has its month.
_DASHED = grammar(r"\d{1,2}~-~(?:\d{1,2}~(?:[/.\-:,hg]|tháng)|\d{4}-\d\d-)")
_DAYS_AHEAD = grammar(r"các ngày ")
_PLURAL = ("các", "những")
_YEARS = grammar(r"(?P<a>(?:19|20)\d\d)~[-/]~(?P<b>(?:19|20)\d\d)(?![\d/])(?![.,]\d)(?!-[^\W\d])(?!~%)")
_YEARS_JOINED = grammar(
    r"(?P<a>(?:19|20)\d\d)(?:~-~| (?:đến|tới) (?:(?:hết|cuối) )*(?:năm )?|~/~)?(?P<b>(?:19|20)\d\d)(?!\d)"
)


def bare_years_at(key: str, pos: int) -> Hit | None:
    """Two years and a dash: `2021-2025`."""
    found = _YEARS.match(key, pos)
    if (
        found is None
        or not int(found["a"]) < int(found["b"]) <= int(found["a"]) + 60
        or key[found.end("a") : found.start("b")].strip() != "-"
    ):
        return None
    return _years_hit(found, MentionKind.RANGE)


def _years_hit(found: re.Match[str], kind: MentionKind, *, end: int | None = None) -> Hit | None:
    first, last = int(found["a"]), int(found["b"])
    if first > last:
        return None
    start, finish = Part(found.end("a"), "year", first), Part(found.end("b"), "year", last)
    return span_hit(found.end() if end is None else end, start, finish, kind)


def since_at(key: str, pos: int) -> Hit | None:
    """A range that *từ* begins, open where no end is named: `từ năm 2016 đến nay`, `từ 20-30/4`, `từ ngày 01/7/2025`."""
    if found := _FROM_NOW.match(key, pos):
        end = part_at(key, found.end())
        if end is None or not end.is_complete or not end.exists or end.is_refused:
            return None
        if found["whole"] and end.unit == "year" and end.year:
            end = Part(end.end, "day", end.year, 12, 31)
        return span_hit(end.end, None, end, MentionKind.RANGE)
    found = _FROM.match(key, pos)
    return _stretch_at(key, found.end(), MentionKind.RANGE, is_open=True) if found else None


def _stretch_at(key: str, pos: int, kind: MentionKind, *, is_open: bool) -> Hit | None:
    """A range whose first word stands before the place."""
    start = part_at(key, pos) or bare_at(key, pos, "year") or bare_day_at(key, pos)
    if start is None:
        return _times_at(key, pos, kind)
    if start.is_refused:
        return Hit(start.end, None, None, "")
    if hit := _range_at(key, start, kind, is_led=True):
        return hit
    if start.is_bare or not (start.is_complete and start.exists) or not is_open:
        return None
    if start.year is None:
        return None
    onward = _ONWARD.match(key, start.end)
    return span_hit(onward.end() if onward else start.end, start, None, kind)


def _times_at(key: str, pos: int, kind: MentionKind) -> Hit | None:
    """From one time of a day to another: `8h30 - 11h30 ngày 5/2/2024`."""
    times = _TIMES.match(key, pos)
    end = part_at(key, times.end()) if times else None
    if times is None or end is None or end.unit != "day" or end.clock is None or not end.exists:
        return None
    start = attrs.evolve(end, clock=clock(times["clock"]))
    if start.clock is None or start.clock > end.clock:
        return None
    return span_hit(end.end, start, end, kind)


_PERIOD = grammar(
    r"(?:giai đoạn|thời kỳ|thời kì|nhiệm kỳ|nhiệm kì|năm học|niên khóa|niên độ|niên học|khóa|kỳ|chu kỳ)"
    r"(?: (?:thứ )?(?:[ivx]{1,6}|\d{1,2})(?![\w/.]))?~(?P<open>[:(])?~(?:(?:\d{1,2}|năm|mười) năm~(?P<open2>\()?~)?(?P<from>từ )?(?:năm )?(?:học )?"
)
_PERIOD_LETTERS = "gtnkc"
_SCHOOL_TO = grammar(r"~,?~(?:đến|-) (?:hết )?năm học (?:19|20)\d\d~[-/]~(?P<b>(?:19|20)\d\d)(?!\d)")
_UNTIL = grammar(r"(?:đến|tới) (?:hết )?(?:năm )?(?P<b>(?:19|20)\d\d)(?!\d)")
_N_YEARS = grammar(
    rf"(?:\d{{1,2}}|{NUMBER_WORD})(?:~\(~\w{{1,6}}~\))? năm~(?P<open>\()?~(?:từ )?(?:năm )?(?P<a>(?:19|20)\d\d)(?:~-~| đến (?:năm )?)(?P<b>(?:19|20)\d\d)(?![\d/])~(?P<close>\))?"
)


def _closed(key: str, hit: Hit | None, is_open: bool) -> Hit | None:  # noqa: FBT001
    if hit and is_open and key.startswith(")", hit.end):
        return hit._replace(end=hit.end + 1)
    return hit


def period_at(key: str, pos: int) -> Hit | None:
    """A period with its word: `giai đoạn 2021-2025`, `nhiệm kỳ III (2018-2023)`, `năm học 2014 – 2015`, `05 năm 2016-2020`."""
    if found := _N_YEARS.match(key, pos):
        hit = _years_hit(found, MentionKind.PERIOD, end=found.end("b"))
        return _closed(key, hit, found["open"] is not None)
    word = _PERIOD.match(key, pos) if key[pos] in _PERIOD_LETTERS else None
    if word is None:
        return None
    is_open = word["open"] == "(" or word["open2"] is not None
    if years := _YEARS_JOINED.match(key, word.end()):
        if until := _SCHOOL_TO.match(key, years.end()):
            end = Part(until.end(), "year", int(until["b"]))
            return span_hit(end.end, Part(years.end(), "year", int(years["a"])), end, MentionKind.RANGE)
        return _closed(key, _years_hit(years, MentionKind.PERIOD), is_open)
    if until := _UNTIL.match(key, word.end()):
        return _closed(
            key,
            span_hit(until.end(), None, Part(until.end(), "year", int(until["b"])), MentionKind.PERIOD),
            is_open,
        )
    if key.startswith(("khóa", "kỳ"), pos):
        return None
    start = word.end()
    if year := bare_at(key, start, "year"):
        return _closed(key, _range_at(key, year, MentionKind.PERIOD, is_led=True), is_open)
    hit = _stretch_at(key, start, MentionKind.PERIOD, is_open=bool(word["from"]))
    return _closed(key, hit if hit and hit.kind else None, is_open)
