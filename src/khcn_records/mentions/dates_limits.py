"""Last days, lengths of time and times named from now (*chậm nhất ngày …, trong thời hạn …, tháng trước*)."""

from __future__ import annotations

import datetime as dt
import functools
import re

import attrs

from khcn_records.mentions.dates_before import after_number, before, behind, is_precious
from khcn_records.mentions.dates_chains import parts_at, span_hit
from khcn_records.mentions.dates_days import day_at
from khcn_records.mentions.dates_lists import AND, Closings
from khcn_records.mentions.dates_parts import bare_at
from khcn_records.mentions.dates_values import (
    Hit,
    MentionKind,
    Part,
    RelativeLimit,
    RelativePeriod,
)
from khcn_records.mentions.dates_words import NUMBER_WORD, backwards, grammar, number
from khcn_records.text import clean, fold
from khcn_records.values.dates import PartialDate
from khcn_records.values.periods import ReportingPeriod
from khcn_records.values.time_limits import Deadline, TimeLimit, TimeUnit

__all__ = ["deadline_at", "deictic_at", "last_workday_at", "limit_at", "nth_at"]

_DONE = r"(?:(?:hoàn thành|hoàn tất|kết thúc|thực hiện xong|xong) (?:việc )?)"
_WHAT = (
    r"(?: (?:hoàn thành|nộp|gửi|cuối cùng|cuối|chót|báo cáo|trình|xử lý|trả lời|thực hiện|giải quyết)){0,3}"
)
_TO = r"(?: (?:là|vào|đến|trước|trong|hết|cuối|hạn)){0,4}"
_BEFORE = grammar(
    rf"{_DONE}?(?:(?:chậm nhất|muộn nhất|hạn)(?: (?:là|vào)){{0,2}} )?trước(?: (?:và chậm nhất là|hết|cuối))? "
)
_LATEST = grammar(
    rf"{_DONE}?(?:chậm nhất|muộn nhất|không (?:muộn|chậm) (?:hơn|quá)|không quá|(?:thời )?hạn{_WHAT}){_TO}~:?~(?:là )?(?:đến )?"
)
_UNTIL = grammar(r"(?:đến|tới)(?: (?:hết|cuối)){0,2} |hết ")
_TOWARDS = grammar(r"(?:đến|tới) năm ")
_WITHIN = grammar(rf"{_DONE}(?:trong|vào)(?: (?:hết|cuối))? ")
_COUNTED = grammar(r"\b(?:tính|chốt|lũy kế|cập nhật|kể)(?: cho)?~$")
_EXPIRES = grammar(r"\b(?:hết|quá|đúng|trước|trễ)~$")
YEARLY = grammar(r"(?: của)?~,?~(?:hàng|hằng|mỗi) năm\b")
_NEXT_YEAR = grammar(
    r"~,?~(?:của )?năm (?:sau|kế tiếp|tiếp theo|liền kề|sau đó|tới|đó|nay|kế)(?: liền kề| tiếp theo)?\b"
)
_DAY_OF_NEXT_MONTH = grammar(
    r"(?:ngày (?:thứ )?)?(?:mùng |mồng )?(?P<d>\d{1,2})(?!\d) (?:của )?tháng (?:sau|kế tiếp|tiếp theo|liền kề|tới|kế)(?: liền kề)?\b"
)


def _named(part: Part, *, is_before: bool) -> Deadline:
    """The deadline that a part names; of a quarter or half, the month that decides."""
    value = part.value()
    if isinstance(value, ReportingPeriod):
        factor = {"quarter": 3, "half": 6}.get(part.unit, 1)
        month = None if part.unit == "year" else (part.number or 1) * factor
        if month and is_before:
            month -= factor - 1
        value = PartialDate(part.year, month)
    elif part.clock is not None:
        day = attrs.evolve(part, clock=None).value()
        return Deadline(value if isinstance(day, ReportingPeriod) else day, is_inclusive=True)
    return _deadline(value, not is_before)


@functools.lru_cache(maxsize=512)
def _deadline(day: dt.date | PartialDate, is_inclusive: bool) -> Deadline:  # noqa: FBT001
    """Texts name the same few days again and again."""
    return Deadline(day, is_inclusive)


def _led(key: str, pos: int) -> tuple[int, str] | None:
    """The place behind the word that makes what follows a last day, and its sign."""
    if led := _WITHIN.match(key, pos):
        return led.end(), "<="
    if led := _BEFORE.match(key, pos):
        return led.end(), "<"
    if led := _LATEST.match(key, pos):
        is_past = key.startswith("hạn", pos) and before(key, pos, _EXPIRES)
        return None if is_past else (led.end(), "<" if "trước" in led[0] else "<=")
    led = _UNTIL.match(key, pos)
    return None if led is None or before(key, pos, _COUNTED) else (led.end(), "<=")


def _figures_at(key: str, pos: int, sign: str, words: str) -> list[Part]:
    """A day in two bare figures: `xong trước 30/6`. Behind *đến*, *hết* and *không quá* they may be a fraction."""
    if sign != "<" and not words.startswith(_TERM_WORDS):
        return []
    part = bare_at(key, pos, "day") if _TWO_FIGURES.match(key, pos) else None
    return [part] if part and not part.is_refused and part.number and part.exists else []


def _shared_yearly(key: str, parts: list[Part]) -> list[Part]:
    """The days with those behind them that have the same *hằng năm*: `trước ngày 15/3 và ngày 20/6 hằng năm`."""
    if any(part.unit != "day" or part.year is not None or part.number is None for part in parts):
        return parts
    read = [*parts]
    while len(read) < _MOST_DAYS and (joint := AND.match(key, read[-1].end)):
        following = day_at(key, joint.end())
        if following is None or following.is_refused or following.year is not None:
            return parts
        read.append(following)
    return read if YEARLY.match(key, read[-1].end) else parts


_MOST_DAYS = 8
_TERM_WORDS = ("chậm", "muộn", "hạn", "thời")
_TWO_FIGURES = grammar(
    r"\d{1,2}~/~\d{1,2}(?!\d)(?:~(?:[^\w\s%/.,]|$)|[.,](?!\d)| (?:và|hàng|hằng|năm|phải|thì|để|cho|theo|đối|các|nếu|tại)\b)"
)


def deadline_at(key: str, pos: int, closings: Closings | None = None) -> Hit | None:
    """A last day with the word that makes it one; every month it is a recurrence and left to that."""
    led = _led(key, pos)
    if led is None:
        return None
    start, sign = led
    if (found := _DAY_OF_NEXT_MONTH.match(key, start)) and 1 <= int(found["d"]) <= 31:
        deadline = Deadline(PartialDate(day=int(found["d"])), sign == "<=")
        return Hit(found.end(), MentionKind.DEADLINE, deadline, str(deadline))
    parts = parts_at(key, start, closings) or _figures_at(key, start, led[1], key[pos:start])
    if not parts:
        return None
    parts = _shared_yearly(key, parts)
    try:
        values = tuple(_named(part, is_before=sign == "<") for part in parts)
    except ValueError:
        return None
    end = parts[-1].end
    if parts[-1].year is None and (more := YEARLY.match(key, end) or _NEXT_YEAR.match(key, end)):
        end = more.end()
    if len(parts) == 1 and _TOWARDS.match(key, pos):  # "chiến lược đến năm 2030" sets no one a task
        return span_hit(end, None, parts[0], MentionKind.RANGE)
    text = ",".join(sign + part.text() for part in parts)
    return Hit(end, MentionKind.DEADLINE, values[0] if len(values) == 1 else values, text)


_AMOUNT = (
    rf"(?:(?P<figures>\d{{1,4}})(?:~\(~[^()\d]{{1,24}}~\))?|(?P<words>{NUMBER_WORD}|một trăm hai mươi|một trăm tám mươi|một trăm)"
    r"(?:~\(~\d{1,4}~\))?)"
)
# "trong 6 tháng cuối năm 2020", "trong 9 tháng năm 2023" name the months of a year.
_UNIT = (
    r"(?P<unit>ngày làm việc|ngày(?! (?:đầu|cuối)(?: tiên| cùng)? (?:của )?(?:tháng|quý|năm)~(?:\d|[iv]{1,3}\b))|tuần|tháng(?! (?:(?:đầu|cuối) (?:của )?năm|năm~\d{4}))|quý|năm|giờ làm việc|giờ|tiếng)"
    r"(?:(?![\w/])(?!~\d)|(?=(?:và|kể|tính|từ|hoặc|đối)\b))"  # "nămvà": two words run together
)
_LENGTH = rf"{_AMOUNT}~{_UNIT}"
_CAP = r"(?:(?:không quá|tối đa|tối thiểu|ít nhất|chậm nhất|muộn nhất)(?: là)? ){0,2}"
_HELD = grammar(
    rf"(?:trong(?P<term> thời hạn| thời gian)?(?P<ring> vòng| khoảng(?: thời gian)?)? (?:là )?|(?P<alone>thời hạn(?: \w{{2,6}}){{0,3}}? (?:là )?)"
    rf"|(?P<cap>(?:không quá|tối đa|chậm nhất|muộn nhất)(?: (?:là|sau|trong|vòng|thời hạn|không quá)){{0,3}} ))(?:{_CAP})?{_LENGTH}"
)
_AFTER = grammar(rf"(?:sau|quá)(?: thời hạn| thời gian)? {_LENGTH}")
_AHEAD = grammar(rf"trước (?:{_CAP})?(?:thời hạn )?{_LENGTH}")
_PLAIN = grammar(
    rf"(?P<least>(?:ít nhất|tối thiểu|chậm nhất|muộn nhất|tối đa)(?: là)? )?(?:trước (?:ít nhất )?)?{_LENGTH}(?=~[,(]| (?:kể|tính|bắt|được|từ|sau|trước|gần|trở|vừa|qua|tới|tiếp|kế|sắp|nữa|liền)\b)"
)
# "ít nhất 30 ngày" is a limit behind a word that makes it one; "ít nhất 3 năm kinh nghiệm" is none.
_LEAST = grammar(rf"(?:ít nhất|tối thiểu)(?: là)? {_LENGTH}")
_LEAST_LETTERS = "ít"
_LED_LETTERS = "tkcmsq"  # with which the words before a length begin
_LASTING = backwards(
    "thời hạn|thời gian|niêm yết|công khai|đăng tải|công bố|thông báo|lấy ý kiến|kéo dài|duy trì|lưu giữ|lưu trữ|bảo quản|tạm dừng|trong|hạn là|gian là|trước"
)
_EVENT_FIRST = grammar(
    rf"trước (?P<event>(?:khi|ngày|thời điểm|kỳ|phiên|cuộc|hội nghị)[^.;:\d]{{1,60}}?) {_CAP}{_LENGTH}(?! (?:kể|tính) từ)"
)
_BACK = grammar(
    r" (?:(?:gần đây|gần nhất|trở lại đây|vừa qua|vừa rồi|trước đó|trước đây|liền kề trước|trước liền kề|qua|trước)(?: nhất| đó| liền kề)?)\b(?! (?:khi|ngày|thời|lúc|phiên|kỳ|cuộc|hội|buổi|đại|năm|tháng|quý|\d{1,2}~/~\d))"
)
_FIRST = grammar(r" (?:đầu tiên|đầu|liên tục|liên tiếp)\b")
_ON = grammar(r" (?:tới|tiếp theo|kế tiếp|sắp tới|nữa)\b")
_ASIDE = r"(?:~\([^()]{1,80}\))?"
_SINCE = grammar(
    rf"{_ASIDE}~,?~(?:được tính |bắt đầu |tính )?(?:kể từ|tính từ|từ khi|từ ngày(?!~\d)|từ lúc|bắt đầu từ|từ thời điểm|sau khi|sau ngày|kể cả từ)"
)
_AHEAD_OF = grammar(
    rf"{_ASIDE}~,?~trước (?:(?:khi|ngày|thời|kỳ|phiên|cuộc|hội|lúc|buổi|đại)\b|\d{{1,2}}~/~\d)"
)
_LEAD_WORDS = grammar(
    r"(?:được tính |bắt đầu |tính )?(?:kể từ|tính từ|bắt đầu từ|kể cả từ|từ(?= (?:khi|ngày|lúc|thời))|sau(?= ngày)|trước)~"
)
_EVENT = grammar(
    r"(?:[^,;.:()\"“”\n]|,(?= (?:hợp lệ|hợp pháp|đầy đủ|đúng|chính xác))|\n(?!\s{0,6}[\n\-+*•]|\s{0,6}\d{1,2}[.)])|[.](?=\d)){1,160}"
)
_EVENT_STOPS = grammar(
    r" (?:mà|thì|nhưng|phải|có trách nhiệm|sẽ|để|nếu|được xem|và (?:thay thế|bãi bỏ|phải|có|được áp dụng))\b"
)
_OF_DAY = grammar(
    r"~,?~(?:(?:của|trong|vào) )?(?:(?:cùng|các|mỗi) )?(?:sáng|trưa|chiều|tối|đêm|ngày|thứ|chủ nhật|hằng|hàng)\b"
)
# Counted one by one: "chậm nhất ngày thứ 10 kể từ …", "ngày cuối cùng của tháng thứ 3 kể từ …".
_NTH = grammar(
    rf"(?:(?:trong|vào|chậm nhất|muộn nhất|không quá)(?: (?:là|vào|trong|đến|hết)){{0,3}} )?ngày "
    rf"(?:(?P<work>làm việc )?|cuối(?: cùng)? (?:của )?(?P<month>tháng) )thứ (?P<nth>\d{{1,3}}(?!\d)|{NUMBER_WORD})"
)
_DAY_WORD = grammar(r"\b(?:ngày|mùng|mồng)~$")
_UNITS = {
    fold(word): unit
    for word, unit in {
        "ngày làm việc": TimeUnit.WORKDAY,
        "ngày": TimeUnit.DAY,
        "tuần": TimeUnit.WEEK,
        "tháng": TimeUnit.MONTH,
        "quý": TimeUnit.MONTH,
        "năm": TimeUnit.YEAR,
        "giờ làm việc": TimeUnit.HOUR,
        "giờ": TimeUnit.HOUR,
        "tiếng": TimeUnit.HOUR,
    }.items()
}


def _limit(said: dict[str, str | None]) -> TimeLimit | None:
    amount = int(said["figures"]) if said["figures"] else number(clean(said["words"] or ""))
    unit = " ".join((said["unit"] or "").split())
    amount *= 3 if unit == fold("quý") else 1
    return TimeLimit(amount, _UNITS[unit]) if amount else None


def _length(key: str, found: re.Match[str]) -> TimeLimit | None:
    """The length a rule found; `None` where its hours are a time of day: "trước 16 giờ hằng ngày"."""
    said = found.groupdict()
    limit = _limit(said)
    may_be_clock = "cap" not in said or (said["cap"] or "").startswith(_LATEST_WORDS)
    if limit and may_be_clock and limit.unit is TimeUnit.HOUR and limit.amount <= _HOURS:
        return None if _OF_DAY.match(key, found.end()) else limit
    return limit


def _event(key: str, start: int) -> tuple[int, str]:
    """The event that a length of time runs from, up to the end of its clause, and the place behind it."""
    words = _LEAD_WORDS.match(key, start)
    begin = words.end() if words else start
    found = _EVENT.match(key, begin)
    if found is None:
        return begin, ""
    end = stop.start() if (stop := _EVENT_STOPS.search(key, begin, found.end())) else found.end()
    if end == begin + 160:  # a clause without an end: cut behind a word
        end = max(key.rfind(" ", begin, end), begin + 1)
    event = key[begin:end]
    return begin + len(event.rstrip()), clean(event)


def _plain(key: str, pos: int) -> re.Match[str] | None:
    """A length with the words behind it that make it one; in "ngày 15 tháng trước" the figure is the day's."""
    found = _PLAIN.match(key, pos)
    if found is None or not any(rule.match(key, found.end()) for rule in (_BACK, _ON, _AHEAD_OF, _SINCE)):
        return None
    return None if before(key, pos, _DAY_WORD) else found


def _least(key: str, pos: int) -> re.Match[str] | None:
    """As `_plain`, and a least length behind a word that makes it a limit."""
    if plain := _plain(key, pos):
        return plain
    found = _LEAST.match(key, pos)
    return found if found and behind(key, pos, _LASTING) else None


def limit_at(key: str, pos: int) -> Hit | None:
    """A length of time that a word makes one: `trong thời hạn 07 ngày làm việc, kể từ ngày …`, `sau 45 ngày`, `3 năm gần đây`."""
    is_plain = key[pos] not in _LED_LETTERS
    if not is_plain and (found := _EVENT_FIRST.match(key, pos)):
        limit = _limit(found.groupdict())
        if limit:
            relative = RelativeLimit(limit, clean(found["event"]), "before")
            return Hit(found.end(), MentionKind.DEADLINE, relative, str(relative))
    held, later, ahead = (
        (None,) * 3 if is_plain else [rule.match(key, pos) for rule in (_HELD, _AFTER, _AHEAD)]
    )
    found = held or later or ahead or (_least if key[pos] in _LEAST_LETTERS else _plain)(key, pos)
    if found is None or (limit := _length(key, found)) is None:
        return None
    end, direction, event = found.end(), "before" if ahead else "after", ""
    is_deadline = bool(
        held
        and (
            (held["term"] or "").endswith("hạn")
            or limit.unit is TimeUnit.WORKDAY
            or (held["cap"] or "").startswith(_LATEST_WORDS)
        )
    )
    if back := _BACK.match(key, end):
        end, direction, is_deadline = back.end(), "before", False
    elif on := _ON.match(key, end):
        end, is_deadline = on.end(), False
    elif held and (first := _FIRST.match(key, end)):
        end = first.end()
    elif (least := _AHEAD_OF.match(key, end)) and not later:
        event_at = key.index("trước", least.start())
        end, event = _event(key, event_at)
        direction, is_deadline = "before", True
        return _limit_hit(end, limit, event, direction, is_deadline=True)
    if since := _SINCE.match(key, end):
        lead = since.end() - len(since[0].split(")")[-1].lstrip(" ,\n\t"))
        end, event = _event(key, lead)
        is_deadline = not later and direction == "after"
    return _limit_hit(end, limit, event, direction, is_deadline=is_deadline)


def nth_at(key: str, pos: int) -> Hit | None:
    """The last day of a limit, counted from its event: `chậm nhất ngày thứ 10 kể từ ngày …` is ten days from it."""
    if key[pos + 5 : pos + 6].isdigit():
        return None
    found = _NTH.match(key, pos)
    since = _SINCE.match(key, found.end()) if found else None
    if found is None or since is None or not (amount := number(clean(found["nth"]))):
        return None
    unit = TimeUnit.WORKDAY if found["work"] else TimeUnit.MONTH if found["month"] else TimeUnit.DAY
    end, event = _event(key, since.end() - len(since[0].split(")")[-1].lstrip(" ,\n\t")))
    return _limit_hit(end, TimeLimit(amount, unit), event, "after", is_deadline=True)


_HOURS = 24
_LATEST_WORDS = ("chậm", "muộn")


def _limit_hit(end: int, limit: TimeLimit, event: str, direction: str, *, is_deadline: bool) -> Hit:
    value = RelativeLimit(limit, event, direction)
    return Hit(end, MentionKind.DEADLINE if is_deadline else MentionKind.RELATIVE, value, str(value))


_DEICTIC = grammar(
    r"(?P<unit>tuần|tháng|quý|năm) (?:(?P<back>trước liền kề|liền kề trước|trước đó|trước|vừa qua|vừa rồi|ngoái|qua)"
    r"|(?P<on>sau liền kề|sau đó|sau|tới|kế tiếp|tiếp theo|tiếp|sắp tới)|(?P<now>này|nay))\b(?: liền kề)?(?! (?:khi|ngày|thời điểm|\d|tháng|năm|đại học))"
)
_EDGE_OF_FISCAL = grammar(r"nửa (?P<part>đầu|cuối) năm (?:tài chính|tài khóa|kế hoạch|học)(?! (?:19|20)\d\d)")
_EDGE = grammar(r"ngày (?P<edge>đầu tiên|đầu|cuối cùng|cuối) (?:của )?(?=tháng|quý|quí|năm)")
_VAGUE = grammar(r"\b(?:các|những|nhiều|mấy|mỗi|từng|vài|\d)~$")
_PERIOD_UNITS = {"tuần": "week", "tháng": "month", fold("quý"): "quarter", "năm": "year"}


def deictic_at(key: str, pos: int) -> Hit | None:
    """A week, month, quarter or year named from now: `tháng trước`, `quý này`, `năm sau`."""
    if key[pos] == "n" and (found := _EDGE_OF_FISCAL.match(key, pos)):
        half = RelativePeriod("half", 0, "start" if found["part"] == "đầu" else "end")
        return Hit(found.end(), MentionKind.RELATIVE, half, str(half))
    found = _DEICTIC.match(key, pos)
    if found is None or before(key, pos, _VAGUE) or after_number(key, pos) or is_precious(key, pos):
        return None
    offset = -1 if found["back"] else 1 if found["on"] else 0
    value = RelativePeriod(_PERIOD_UNITS[found["unit"]], offset)
    return Hit(found.end(), MentionKind.RELATIVE, value, str(value))


def _edge_at(key: str, pos: int) -> Hit | None:
    """The first or last day of a month, quarter or year that is named from now: `ngày cuối cùng của tháng sau`."""
    edge = _EDGE.match(key, pos)
    hit = deictic_at(key, edge.end()) if edge else None
    if edge is None or hit is None or not isinstance(hit.value, RelativePeriod):
        return None
    name, part = ("FIRSTD", "start") if edge["edge"].startswith("đầu") else ("LASTD", "end")
    return Hit(hit.end, hit.kind, attrs.evolve(hit.value, part=part), f"{name}({hit.normalized})")


_LAST_WORKDAY = grammar(
    r"(?:chậm nhất (?:là )?(?:vào )?)?ngày làm việc cuối cùng (?:của )?(?=tháng|quý|năm|6 tháng|nửa)"
)


def last_workday_at(key: str, pos: int) -> Hit | None:
    """The last working day of a month, quarter or year, or the first or last day of one that is named from now."""
    if key[pos + 5 : pos + 6].isdigit():  # "ngày 05": the commonest place by far
        return None
    led = _LAST_WORKDAY.match(key, pos)
    parts = parts_at(key, led.end()) if led else []
    if len(parts) != 1:
        return _edge_at(key, pos)
    more = _NEXT_YEAR.match(key, parts[0].end) if parts[0].year is None else None
    value = parts[0].value()
    return Hit(
        more.end() if more else parts[0].end, MentionKind.RELATIVE, value, f"LASTWD({parts[0].text()})"
    )
