"""The words of a task appendix (*phụ lục nhiệm vụ được giao*): its column headings, groups, statuses and marks.

Practice, seen in the appendices of several offices, and open: a new office adds its words here. All matching is on folded text.
"""

from __future__ import annotations

import importlib.resources
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import attrs

from khcn_records.readers.sources import Line
from khcn_records.records.assigned_tasks import TaskStatus
from khcn_records.text import fold

__all__ = [
    "Group",
    "Line",
    "column_of",
    "columns_named",
    "group_heading",
    "header_at",
    "is_foreign_heading",
    "is_header_part",
    "is_header_words",
    "is_late",
    "is_list_title",
    "is_mark",
    "leaves_open",
    "names_order",
    "progress_in",
    "repeats_above",
    "status_of",
]


@attrs.define
class Group:
    """The heading that rows stand under (*nhóm nhiệm vụ*).

    Attributes:
        mark: its Roman number or letter, `""` where the rows stand under no heading.
        status: what it says of its tasks; `None` where it says nothing.
        printed: how many tasks it says it has.
        found: how many rows it has.
        line: the heading itself.
    """

    mark: str = ""
    status: TaskStatus | None = None
    printed: int | None = None
    found: int = 0
    line: Line | None = None


_DATA: Mapping[str, Any] = tomllib.loads(
    importlib.resources.files("khcn_records.readers").joinpath("words", "appendix.toml").read_text("utf-8")
)

# Columns.

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {field: tuple(names) for field, names in _DATA["columns"].items()}
)
"""Field → the beginnings of the headings its column goes by."""

_FIELDS: dict[str, str] = {fold(words): field for field, names in COLUMNS.items() for words in names}
_CELLS: dict[str, str] = {fold(words): field for field, names in _DATA["cells"].items() for words in names}
_NAMED = re.compile(
    rf"\b(?:{'|'.join(re.escape(words) for words in sorted(_FIELDS, key=len, reverse=True))})\b"
)
_NUMBERED = re.compile(rf"(?:{'|'.join(words for words, field in _FIELDS.items() if field == 'number')})\b")
_WORD = re.compile(r"[^\W_]+")
_BESIDE = fold(" ".join(_DATA["beside"]["words"])).split()
_HEADING_WORDS = frozenset(_BESIDE) | {word for words in _FIELDS for word in _WORD.findall(words)}
_FEWEST_COLUMNS = 3
_LONGEST_HEADER = 240
_HEADER_LINES = 30


def columns_named(text: str) -> list[str]:
    """The fields whose columns a header names, in the order of their first mention.

    >>> columns_named("TT  Số/Ký hiệu VBCĐ Nội dung công việc Thời hạn")
    ['number', 'directive', 'content', 'due_on']
    """
    return list(dict.fromkeys(_FIELDS[name] for name in _NAMED.findall(fold(text))))


def column_of(heading: str) -> str | None:
    """The field that one heading names, `None` where it is none of ours.

    >>> column_of("Thời hạn hoàn thành"), column_of("Ngày ký"), column_of("Kinh phí")
    ('due_on', 'issued_on', None)
    """
    if (whole := _CELLS.get(fold(heading))) is not None:
        return whole
    named = columns_named(heading)
    return named[0] if named else None


def is_header_words(text: str) -> bool:
    """Whether a text holds nothing but words of headings.

    >>> is_header_words("Thời hạn hoàn thành"), is_header_words("Kinh phí")
    (True, False)
    """
    return _is_header_key(fold(text))


def _is_header_key(key: str) -> bool:
    if len(key) > _LONGEST_HEADER:
        return False
    words = _WORD.findall(key)
    return bool(words) and all(word in _HEADING_WORDS for word in words)


def is_header_part(line: Line) -> bool:
    """Whether a line holds nothing but words of headings: a header broken over lines consists of such lines."""
    return _is_header_key(line.key)


def is_mark(text: str) -> bool:
    """Whether a text says no more than that the heading above it holds (`x`).

    >>> is_mark("X"), is_mark("31/1/2024")
    (True, False)
    """
    return fold(text) in _MARKS


def repeats_above(text: str) -> bool:
    """Whether a cell says no more than what stands in the cell above it.

    >>> repeats_above("-nt-"), repeats_above("Như trên"), repeats_above("Như trên, báo cáo quý")
    (True, True, False)
    """
    return text[:1].casefold() in _SAME_BEGIN and fold(text).rstrip(".;") in _SAME


def is_list_title(text: str) -> bool:
    """Whether a title names a list that gives work out, and so orders what stands in it: *Danh mục nhiệm vụ …*.

    >>> is_list_title("DANH MỤC NHIỆM VỤ TRÌNH KỲ HỌP"), is_list_title("KẾT QUẢ THỰC HIỆN")
    (True, False)
    """
    return fold(text).startswith(_LISTS)


def is_foreign_heading(heading: str) -> bool:
    """Whether a heading names what no list of tasks has: money, persons, quantities.

    >>> is_foreign_heading("Kinh phí (triệu đồng)"), is_foreign_heading("Thời hạn")
    (True, False)
    """
    return _FOREIGN.match(fold(heading)) is not None


def names_order(heading: str) -> bool:
    """Whether a heading of documents says that they order work, and are not what the rows are about.

    >>> names_order("Văn bản giao"), names_order("Số, ký hiệu")
    (True, False)
    """
    return _ORDERS.search(fold(heading)) is not None


def is_late(text: str) -> bool:
    """Whether a progress says that the last day has passed, which is said of work done and of open work.

    >>> is_late("Quá hạn 5 ngày"), is_late("Đúng hạn")
    (True, False)
    """
    return any(words in fold(text) for words in _LATE)


def _is_rough_header(line: Line) -> bool:
    """A line that names several columns, and little else."""
    if len(line.key) > _LONGEST_HEADER or line.key.endswith((".", ";", ",")):
        return False
    names = _NAMED.findall(line.key)
    if len({_FIELDS[name] for name in names}) < _FEWEST_COLUMNS:
        return False
    known = sum(len(word) for word in _WORD.findall(line.key) if word in _HEADING_WORDS)
    return 3 * known >= 2 * sum(map(len, _WORD.findall(line.key)))


def header_at(lines: Sequence[Line], place: int) -> int:
    """How many lines of text the header takes that begins here; 0 where none begins.

    Where a line of it begins with the column of numbers, the header begins there: what stands above is a title in the same words.
    """
    line = lines[place]
    if line.grid is not None:
        return 0
    if not (_is_rough_header(line) or (is_header_part(line) and _NAMED.match(line.key))):
        return 0
    end = place + 1
    while (
        end < min(len(lines), place + _HEADER_LINES)
        and lines[end].grid is None
        and (is_header_part(lines[end]) or _is_rough_header(lines[end]))
    ):
        end += 1
    if any(_NUMBERED.match(one.key) for one in lines[place + 1 : end]):
        return 0
    named = columns_named(" ".join(one.key for one in lines[place:end]))
    is_table = "number" in named or max(len(columns_named(one.key)) for one in lines[place:end]) > 1
    return end - place if is_table and len(named) >= _FEWEST_COLUMNS else 0


# Groups and statuses.


def _words_of(words: Iterable[str]) -> re.Pattern[str]:
    found = "|".join(re.escape(fold(one)) for one in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{found})\b")


_FOREIGN = _words_of(_DATA["foreign"]["columns"])
_ORDERS = _words_of(_DATA["orders"]["words"])
_LISTS = tuple(fold(words) for words in _DATA["lists"]["words"])
_LATE = tuple(fold(words) for words in _DATA["late"]["words"])
_SAME = frozenset(fold(word) for word in _DATA["same"]["words"])
_SAME_BEGIN = frozenset(words[0] for words in _SAME)
_MARKS = frozenset(fold(word) for word in _DATA["marks"]["words"])


def _told(name: str) -> tuple[tuple[str, TaskStatus], ...]:
    return tuple((fold(words), TaskStatus(one["is"])) for one in _DATA[name] for words in one["words"])


_GUARDS = {TaskStatus(one["of"]): _words_of(one["words"]) for one in _DATA["guard"]}
_BESIDE_DONE = _words_of(_DATA["beside_done"]["words"])
_SHARE = re.compile(r"(?<![0-9.,])([0-9]{1,3})(?:[.,][0-9]{1,4})? ?%")
_BARE_SHARE = re.compile(r"(?:(?:đạt|tiến độ)[ :]*)?([0-9]{1,3})(?:[.,]([0-9]{1,4}))? ?%")
_STATUSES = _told("status")
_STATUSES_OF_PROGRESS = (*_STATUSES, *_told("progress"))
_GROUP = re.compile(
    r"(?P<mark>[ivx]{1,5})(?:[.)/:-]+ ?| )(?P<words>[^\W\d_].*)|(?P<letter>[a-h])[.)] ?(?P<rest>[^\W\d_].*)"
)
_NUMBERED_GROUP = re.compile(r"(?P<mark>[0-9]{1,2})[.)] ?(?P<words>[^\W\d_].*)")
_BARE_GROUP = re.compile(
    rf"(?:(?:các )?{fold('nhiệm vụ')} )?(?:{'|'.join(words for words, _ in _STATUSES)}).*"
)
_COUNTS = tuple(
    re.compile(pattern)
    for pattern in (
        r": *\(?([0-9]{1,4})\b(?![/.])",
        rf"\b([0-9]{{1,4}}) (?:{fold('nhiệm vụ')}|{fold('văn bản')}|{fold('công việc')})\b",
        r"\(([0-9]{1,4})\)",
    )
)
_ASSIGNED = tuple(fold(words) for words in ("nhiệm vụ", "các nhiệm vụ", "văn bản", "các văn bản", "kết luận"))
_LONGEST_GROUP = 200
# A line that ends so is not finished: a Roman number, or a day, at the beginning of the next belongs to it.
_OPEN_TO_ROMAN = tuple(
    fold(words)
    for words in (
        "quý", "phần", "mục", "chương", "khóa", "kỳ", "thứ", "giai đoạn", "hạng", "loại", "cấp", "nhóm", "lần", "đợt", "số", "khu",
    )
)  # fmt: skip
_OPEN_TO_DAY = tuple(
    fold(words)
    for words in ("ngày", "từ", "đến", "và", "trước", "sau", "vào", "hết", "tới", "ký", ",", "-", "(")
)


def leaves_open(text: str, ends: tuple[str, ...] = _OPEN_TO_DAY) -> bool:
    """Whether a line ends inside a phrase (*từ ngày*, *đến*), so that a day at the beginning of the next line belongs to it.

    >>> leaves_open("theo Thông tư số 14/2023/TT-BKHCN ngày"), leaves_open("Xây dựng đề án chuyển đổi số")
    (True, False)
    """
    key = fold(text[-60:])
    return any(
        key.endswith(end) and (not end.isalpha() or key == end or key.endswith(" " + end)) for end in ends
    )


def group_heading(line: Line, before: Line | None, *, is_between_rows: bool) -> Group | None:
    """The group that a line opens, `None` where it opens none.

    Args:
        line: the line.
        before: the line before it.
        is_between_rows: whether no row is open, or the one above has reached its end; else only a heading that
            tells a status or a count is one.
    """
    if len(line.key) > _LONGEST_GROUP or (
        not is_between_rows and before is not None and leaves_open(before.text, _OPEN_TO_ROMAN)
    ):
        return None
    mark, words = _marked(line)
    status, printed = status_of(words, _STATUSES), _count(words)
    if not mark or mark.isdigit():
        is_group = printed is not None and status is not None and _BARE_GROUP.fullmatch(words) is not None
    elif status is None and printed is None:
        is_group = is_between_rows and (line.text.isupper() or words.startswith(_ASSIGNED))
    else:
        is_group = is_between_rows or printed is not None or not mark.islower()
    return Group(mark=mark.upper(), status=status, printed=printed, line=line) if is_group else None


def _marked(line: Line) -> tuple[str, str]:
    """The mark before a heading, a letter in lower case, and its folded words. A Roman number stands in capitals: *vi phạm* is none."""
    if found := _GROUP.fullmatch(line.key):
        if found["letter"]:
            return found["letter"], found["rest"]
        if line.text[: len(found["mark"])].isupper():
            return found["mark"].upper(), found["words"]
    elif found := _NUMBERED_GROUP.fullmatch(line.key):
        return found["mark"], found["words"]
    return "", line.key


def _count(words: str) -> int | None:
    for pattern in _COUNTS:
        if found := pattern.search(words):
            return int(found[1])
    return None


def status_of(
    text: str, known: Iterable[tuple[str, TaskStatus]] = _STATUSES_OF_PROGRESS
) -> TaskStatus | None:
    """The status that the words of a progress column tell, `None` where they tell none, or two that contradict each other.

    Work is done only where nothing beside the words takes it back: a negation, a plan, a part of the whole.

    >>> status_of("Chưa đến hạn").value, status_of("Quá hạn"), status_of("Cơ bản hoàn thành 80%")
    ('in_progress', None, None)
    """
    key = fold(text)
    bare = _BESIDE_DONE.sub(" ", key)
    for words, status in known:
        if words in (bare if status is TaskStatus.DONE else key):
            return None if _takes_back(bare if status is TaskStatus.DONE else key, status) else status
    return _status_of_share(key)


def _takes_back(key: str, status: TaskStatus) -> bool:
    """Whether words beside a status say that it does not hold, or not of the whole."""
    if status is TaskStatus.DONE and any(int(share) < 100 for share in _SHARE.findall(key)):
        return True
    guard = _GUARDS.get(status)
    return guard is not None and guard.search(key) is not None


def _status_of_share(key: str) -> TaskStatus | None:
    """What a share of the work says that stands alone: all of it is done."""
    found = _BARE_SHARE.fullmatch(key)
    if found is None or int(found[1]) > 100:
        return None
    return TaskStatus.DONE if int(found[1]) == 100 and not found[2] else TaskStatus.IN_PROGRESS


_LONGEST_PROGRESS = 100
_PROGRESS = re.compile(
    fold(
        r"(?:(?:(?:đã|đang|chưa) (?:hoàn thành|thực hiện|triển khai|xử lý|làm|bắt đầu)|hoàn thành)[ ,;:(-]*)?"
        r"(?:(?:(?:đúng|trước|sớm|trong|quá|trễ|chậm|chưa đến|sắp đến|đến|đảm bảo|bảo đảm) (?:thời )?(?:hạn|tiến độ)"
        r"|chậm|không(?: có)? thời hạn|chưa đến thời hạn)(?: [0-9]{1,4} ngày)?)?\)?\.?"
    )
)


def progress_in(text: str) -> bool:
    """Whether a text is what a progress column says, and nothing else.

    >>> progress_in("Đã hoàn thành (quá hạn 05 ngày)"), progress_in("Báo cáo UBND tỉnh")
    (True, False)
    """
    key = fold(text) if len(text) <= _LONGEST_PROGRESS else ""
    return len(key) > 1 and _PROGRESS.fullmatch(key) is not None
