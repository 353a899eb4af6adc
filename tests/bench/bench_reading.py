"""A workbook of 10 000 tasks into records, against the loop that people write: openpyxl for the cells, dateutil for the days.

Both make the same tasks: symbol and day of the directive, content, last day, day done, status, answer. The second contest lets the
loop stop at plain tuples of those facts, which spares it the records; it is there to be seen, not to be won.
"""

from __future__ import annotations

import datetime as dt
import io
import random
import re
from collections.abc import Iterator
from typing import Any

import openpyxl
import xlsxwriter
from dateutil import parser
from tests.bench.harness import Contest, repeated

from khcn_records import AssignedTask, DocumentReference, TaskStatus, read

ROWS = 10_000
HEADER = (
    "TT",
    "Số/Ký hiệu VBCĐ",
    "Nội dung công việc",
    "Thời hạn",
    "Ngày hoàn thành",
    "Tiến độ",
    "Kết quả xử lý",
)
_NOTATIONS = ("UBND-KGVX", "KH-UBND", "TB-VP", "QĐ-UBND", "UBND-TH")
_REFERENCE = re.compile(r"(\S+)(?: [Nn]gày (\S+))?")

Facts = tuple[Any, ...]


def workbook(count: int = ROWS) -> bytes:
    """An appendix as offices keep it: days typed in every second row, as text in the others."""
    rng = random.Random(20240229)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Tháng 02")
    typed = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range(0, 0, 0, 6, "KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2024")
    sheet.write_row(2, 0, HEADER)
    for number in range(1, count + 1):
        given = dt.date(2024, 1, 1) + dt.timedelta(days=rng.randrange(360))
        due = given + dt.timedelta(days=rng.randrange(5, 60))
        done = due + dt.timedelta(days=rng.randrange(-5, 5)) if rng.random() < 0.7 else None
        row = number + 2
        sheet.write_number(row, 0, number)
        sheet.write_string(row, 1, f"{number // 5 + 11}/{_NOTATIONS[number % 5]} ngày {given:%d/%m/%Y}")
        sheet.write_string(
            row, 2, f"Tham mưu triển khai thực hiện nhiệm vụ số {number} của Ủy ban nhân dân tỉnh"
        )
        if number % 2:
            sheet.write_datetime(row, 3, due, typed)
        else:
            sheet.write_string(row, 3, f"{due:%d/%m/%Y}")
        if done is None:
            sheet.write_string(row, 5, "Chưa đến hạn")
        else:
            sheet.write_string(row, 4, f"{done:%d/%m/%Y}")
            sheet.write_string(row, 5, "Đúng hạn" if done <= due else "Quá hạn")
            sheet.write_string(row, 6, f"{rng.randrange(11, 3000)}/BC-KHCN ngày {done:%d/%m/%Y}")
    book.close()
    return out.getvalue()


def _day(value: object) -> dt.date | None:
    if value is None:
        return None
    return value.date() if isinstance(value, dt.datetime) else parser.parse(str(value), dayfirst=True).date()


def _cited(value: object) -> tuple[str | None, dt.date | None]:
    found = _REFERENCE.fullmatch(str(value)) if value else None
    return (found[1], _day(found[2])) if found else (None, None)


def loop(data: bytes) -> Iterator[Facts]:
    """The facts of each row, by openpyxl and dateutil."""
    sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True).active
    for number, cited, content, due, done, _, answer in sheet.iter_rows(min_row=4, values_only=True):
        is_done = done is not None
        yield (str(number), *_cited(cited), content, _day(due), _day(done), is_done, *_cited(answer))


def looped_records(data: bytes) -> list[AssignedTask]:
    """The same as records."""
    return [
        AssignedTask(
            task_id=number,
            directive=DocumentReference(symbol, issued_on),
            content=content,
            status=TaskStatus.DONE if is_done else TaskStatus.IN_PROGRESS,
            due_on=due,
            completed_on=done,
            result=DocumentReference(answer, answered_on) if answer else None,
        )
        for number, symbol, issued_on, content, due, done, is_done, answer, answered_on in loop(data)
    ]


def facts(task: AssignedTask) -> Facts:
    """What the loop finds of a task."""
    answer = task.result
    told = (None, None) if answer is None else (str(answer.number), answer.issued_on)
    directive = task.directive
    return (
        task.task_id.rpartition("/")[2], str(directive.number), directive.issued_on, task.content, task.due_on, task.completed_on,
        task.status is TaskStatus.DONE, *told,
    )  # fmt: skip


def contests() -> list[Contest]:
    """Records against the same records, and against bare facts."""
    data = workbook()

    def ours() -> object:
        return read(data, filename="a.xlsx", rules=())

    found = [facts(task) for task in read(data, filename="a.xlsx", rules=()).records]
    if found != list(loop(data)) or found != [facts(task) for task in looped_records(data)]:
        raise AssertionError("the two do not read the same tasks: nothing to time")
    note = f"{ROWS} rows, {len(data) / 1e6:.1f} MB"
    return [
        Contest(
            "xlsx appendix → records",
            0.2,
            repeated(ours),
            repeated(lambda: looped_records(data)),
            "openpyxl + dateutil, the same records",
            note,
            rounds=7,
        ),
        Contest(
            "xlsx appendix → records, against bare facts",
            1.0,
            repeated(ours),
            repeated(lambda: list(loop(data))),
            "openpyxl + dateutil, tuples",
            note,
            rounds=7,
        ),
    ]
