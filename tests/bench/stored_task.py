"""The task that the contests of stored data are run on: neutral facts, from which every side builds records of its own.

Ours is the real `AssignedTask`, in a file whose records are told apart by `record`. Eighteen fields: texts, days, a state, a
document that orders the task, others it cites, one that answers it, later deadlines, and the steps of its history, each with a day
and maybe a document. Most tasks are of an office's year: units repeat, texts and symbols do not.
"""

from __future__ import annotations

import datetime as dt
import enum
import random
from collections.abc import Iterator
from typing import Any, NamedTuple

from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.assigned_tasks import AssignedTask, Extension, TaskStatus
from khcn_records.values.document_references import DocumentReference

__all__ = ["SYMBOL", "Kind", "Reference", "Status", "Task", "ours", "share_of_distinct", "tasks"]

FRESH = 0.7
"""How often a document has not been named before."""
REMEMBERED = 2_000
UNITS = (
    "Phòng Quản lý khoa học", "Phòng Quản lý công nghệ", "Thanh tra Sở", "Văn phòng Sở", "Chi cục Tiêu chuẩn Đo lường Chất lượng",
    "Trung tâm Ứng dụng khoa học và công nghệ", "Phòng Kế hoạch - Tài chính", "Phòng Quản lý chuyên ngành",
)  # fmt: skip
KINDS = (
    ("KH", "Kế hoạch", "KH-UBND", "UBND tỉnh"),
    ("QĐ", "Quyết định", "QĐ-UBND", "Chủ tịch UBND tỉnh"),
    ("", "Công văn", "UBND-KGVX", "UBND tỉnh"),
    ("BC", "Báo cáo", "BC-KHCN", "Sở Khoa học và Công nghệ"),
    ("TTr", "Tờ trình", "TTr-KHCN", "Sở Khoa học và Công nghệ"),
    ("TB", "Thông báo", "TB-VP", None),
    ("CT", "Chỉ thị", "CT-UBND", "UBND tỉnh"),
)
"""Abbreviation, name, symbol behind the number, issuer."""
VERBS = (
    "Tham mưu ban hành",
    "Báo cáo kết quả thực hiện",
    "Triển khai",
    "Rà soát, đề xuất",
    "Kiểm tra, xử lý",
)
THINGS = (
    "kế hoạch ứng dụng khoa học và công nghệ", "danh mục nhiệm vụ khoa học và công nghệ cấp tỉnh", "quy hoạch mạng lưới tổ chức khoa học",
    "chương trình phát triển tài sản trí tuệ", "công tác tiêu chuẩn đo lường chất lượng",
)  # fmt: skip
_FIRST = dt.date(2023, 1, 2)
_DAYS = 900


SYMBOL = r"^[0-9]{1,6}[a-zđ]?[/-][A-ZĐ][A-Za-zĐđ&-]{1,30}$"
"""What peers match a symbol against."""


class Status(enum.Enum):
    """Of a task, as peers have it."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"
    TRANSFERRED = "transferred"


class Kind(enum.Enum):
    """Of a document, as peers have it."""

    PLAN = "KH"
    DECISION = "QĐ"
    LETTER = ""
    REPORT = "BC"
    SUBMISSION = "TTr"
    NOTICE = "TB"
    ORDER = "CT"


class Reference(NamedTuple):
    """A document as a task names it."""

    symbol: str
    issued_on: dt.date | None
    issuer: str | None
    kind: str
    name: str


class Event(NamedTuple):
    """A step of a task."""

    event: str
    from_state: str
    to_state: str
    on: dt.date
    by: str | None
    document: Reference | None
    note: str | None
    is_jump: bool


class Later(NamedTuple):
    """A later deadline."""

    previous_due_on: dt.date | None
    due_on: dt.date
    decided_on: dt.date | None
    document: Reference | None
    note: str | None


class Task(NamedTuple):
    """The facts of one task, in the order in which they are stored."""

    task_id: str
    directive: Reference
    content: str
    related: tuple[Reference, ...]
    status: str
    assigned_on: dt.date | None
    due_on: dt.date | None
    due_text: str | None
    completed_on: dt.date | None
    progress_text: str | None
    result: Reference | None
    lead_unit: str | None
    coordinating_units: tuple[str, ...]
    due_extensions: tuple[Later, ...]
    section: str | None
    history: tuple[Event, ...]
    note: str | None


class _Documents:
    """Documents as offices name them: most for the first time, some again."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.named: list[Reference] = []

    def one(self) -> Reference:
        rng = self.rng
        if self.named and rng.random() >= FRESH:
            return rng.choice(self.named)
        kind, name, notation, issuer = rng.choice(KINDS)
        symbol = f"{rng.randrange(1, 10_000):02d}/{notation}"
        day = _FIRST + dt.timedelta(rng.randrange(_DAYS)) if rng.random() < 0.95 else None
        made = Reference(symbol, day, issuer if day is not None else None, kind, name)
        if len(self.named) < REMEMBERED:
            self.named.append(made)
        else:
            self.named[rng.randrange(REMEMBERED)] = made
        return made


def tasks(count: int) -> Iterator[Task]:
    """So many tasks, the same each time."""
    rng = random.Random(2024)
    documents = _Documents(rng)
    for number in range(count):
        given = _FIRST + dt.timedelta(rng.randrange(_DAYS))
        due = given + dt.timedelta(rng.randrange(5, 90)) if rng.random() < 0.9 else None
        is_done = rng.random() < 0.7
        done = given + dt.timedelta(rng.randrange(1, 90)) if is_done else None
        answer = documents.one() if is_done and rng.random() < 0.8 else None
        unit = rng.choice(UNITS)
        steps = [Event("start", "not_started", "in_progress", given, unit, None, None, is_jump=False)]
        if done is not None:
            note = f"Gửi lần {rng.randrange(1, 4)}" if rng.random() < 0.2 else None
            steps.append(Event("complete", "in_progress", "done", done, unit, answer, note, is_jump=False))
        later: tuple[Later, ...] = ()
        if due is not None and rng.random() < 0.2:
            before = due - dt.timedelta(14)
            later = (Later(before, due, before - dt.timedelta(3), documents.one(), None),)
        yield Task(
            task_id=f"{given:%Y-%m}/{rng.choice('IVX')}.{number}",
            directive=documents.one(),
            content=f"{rng.choice(VERBS)} {rng.choice(THINGS)} giai đoạn {number % 50 + 1980}-{number} trên địa bàn tỉnh",
            related=tuple(documents.one() for _ in range(rng.choice((0, 0, 1, 2)))),
            status="done" if is_done else rng.choice(("not_started", "in_progress")),
            assigned_on=given,
            due_on=due,
            due_text=None if due is None else f"trước ngày {due:%d/%m/%Y}",
            completed_on=done,
            progress_text=rng.choice(("Đúng hạn", "Chưa đến hạn", None)),
            result=answer,
            lead_unit=unit,
            coordinating_units=tuple(rng.sample(UNITS, rng.choice((0, 1, 2)))),
            due_extensions=later,
            section=rng.choice(("I.1", "I.2", "II", "PL.I")),
            history=tuple(steps),
            note=f"Theo dõi tại hồ sơ số {number}" if rng.random() < 0.2 else None,
        )


def share_of_distinct(made: list[Task]) -> float:
    """How many different documents are named, as a share of all that are."""
    named = [reference[:2] for task in made for reference in _references(task)]
    return len(set(named)) / len(named)


def _references(task: Task) -> list[Reference]:
    parts = [one.document for one in task.history] + [one.document for one in task.due_extensions]
    return [one for one in (task.directive, *task.related, task.result, *parts) if one is not None]


def _reference(one: Reference) -> DocumentReference:
    day = "" if one.issued_on is None else f" ngày {one.issued_on:%d/%m/%Y}"
    return DocumentReference.parse(
        f"{one.name} số {one.symbol}{day}" + ("" if one.issuer is None else f" của {one.issuer}")
    )


def _maybe(one: Reference | None) -> DocumentReference | None:
    return None if one is None else _reference(one)


def ours(task: Task) -> AssignedTask:
    """Our record of these facts."""
    parts: dict[str, Any] = task._asdict()
    later = [
        Extension(**{**one._asdict(), "document": _maybe(one.document)})
        for one in parts.pop("due_extensions")
    ]
    parts["history"] = [
        HistoryEntry(**{**one._asdict(), "document": _maybe(one.document)}) for one in task.history
    ]
    parts["related"] = [_reference(one) for one in task.related]
    parts["directive"] = _reference(task.directive)
    parts["result"] = _maybe(task.result)
    return AssignedTask(**{**parts, "status": TaskStatus(task.status), "extensions": later})
