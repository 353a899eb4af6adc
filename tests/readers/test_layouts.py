"""The same tasks in layouts drawn at random: widths of cells, page breaks, spacing. What was laid out is what is read."""

from __future__ import annotations

import functools
import textwrap

import attrs
from hypothesis import given, note
from hypothesis import strategies as st

from khcn_records.mentions import find_documents
from khcn_records.readers import Reading
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.samples import report_2024_02
from unjudged import read

HEADINGS = (
    "TT",
    "Số/Ký hiệu VBCĐ",
    "Nội dung công việc",
    "Thời hạn",
    "Ngày hoàn thành",
    "Tiến độ",
    "Kết quả xử lý",
)
TITLE = [
    "Phụ lục",
    "KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 02 NĂM 2024",
    "(Kèm theo Báo cáo số 45/BC-KHCN của Sở Khoa học và Công nghệ)",
]
GROUPS = {TaskStatus.DONE: ("I", "ĐÃ THỰC HIỆN"), TaskStatus.IN_PROGRESS: ("II", "ĐANG THỰC HIỆN")}


wrap = functools.partial(textwrap.wrap, break_on_hyphens=False)


def day(value: object) -> str:
    return "" if value is None else f"{value:%d/%m/%Y}"


def cells(task: AssignedTask) -> list[str]:
    """The seven cells of a row, as the appendix prints them."""
    cited = task.directive
    result = "" if task.result is None else f"{task.result.number} Ngày {day(task.result.issued_on)}"
    return [
        task.task_id.rpartition(".")[2],
        f"{cited.number} Ngày {day(cited.issued_on)}",
        task.content,
        task.due_text or "",
        day(task.completed_on),
        task.progress_text or "",
        result,
    ]


def expected(task: AssignedTask) -> AssignedTask:
    """The task without what the appendix does not print: who issued the documents."""
    result = None if task.result is None else attrs.evolve(task.result, issuer=None)
    return attrs.evolve(task, directive=attrs.evolve(task.directive, issuer=None), result=result)


TASKS = tuple(
    attrs.evolve(task, related=[one.value for one in find_documents(task.content)], section=None)
    for task in report_2024_02().tasks
)
"""What the cells of an appendix say, with the documents that their words cite; not where it stands in the outline."""
tasks_drawn = st.lists(
    st.sampled_from(TASKS), min_size=1, max_size=8, unique_by=lambda task: task.task_id
).map(lambda tasks: sorted(tasks, key=TASKS.index))


def numbered(tasks: list[AssignedTask]) -> list[AssignedTask]:
    """The tasks with ids as their new places give them."""
    counts: dict[TaskStatus, int] = {}
    found = []
    for task in tasks:
        counts[task.status] = counts.get(task.status, 0) + 1
        found.append(attrs.evolve(task, task_id=f"2024-02/{GROUPS[task.status][0]}.{counts[task.status]}"))
    return found


def group_line(status: TaskStatus, tasks: list[AssignedTask]) -> str:
    mark, words = GROUPS[status]
    return f"{mark} {words}: {sum(task.status is status for task in tasks):02d} nhiệm vụ"


def assert_read(reading: Reading, tasks: list[AssignedTask]) -> None:
    assert list(reading.records) == [expected(task) for task in tasks]
    assert {found.code for found in reading.findings} <= {"duplicate_symbol", "unplaced_deadline"}


@given(
    tasks=tasks_drawn.map(numbered),
    widths=st.tuples(st.integers(17, 60), st.integers(24, 70), st.integers(6, 20)),
    data=st.data(),
    end=st.sampled_from(["\n", "\n\n", " \n \n", "\r\n"]),
)
def test_broken_cells_are_put_together(
    tasks: list[AssignedTask], widths: tuple[int, int, int], data: st.DataObject, end: str
) -> None:
    """However narrow the columns and wherever a page ends between two cells, the tasks are those laid out."""
    lines = [
        *TITLE,
        "TT  Số/Ký hiệu VBCĐ Nội dung công việc Thời hạn",
        "Ngày hoàn",
        "thành",
        "Tiến độ Kết quả xử lý",
    ]
    page = 1
    for status in GROUPS:
        lines.append(group_line(status, tasks))
        for task in tasks:
            if task.status is not status:
                continue
            number, cited, content, due, done, progress, result = cells(task)
            symbol, issued = cited.split(" ", 1)
            days = [text for text in (due, done) if text]
            tail = wrap(progress, widths[2]) if data.draw(st.booleans()) else [progress]
            behind = [" ".join([*days, tail[0]]), *tail[1:]] if data.draw(st.booleans()) else [*days, *tail]
            parts = [
                [number, symbol, issued],
                wrap(content, widths[1]),
                behind,
                wrap(result, widths[0]),
            ]
            for part in parts:
                lines += part
                if data.draw(st.integers(0, 5)) == 0:
                    page += 1
                    lines.append(str(page))
    note("\n".join(lines))
    assert_read(read(text=end.join(lines)), tasks)


@given(
    tasks=tasks_drawn.map(numbered),
    widths=st.tuples(
        st.integers(3, 6), st.integers(15, 30), st.integers(22, 60), st.integers(10, 14), st.integers(10, 16), st.integers(8, 16), st.integers(15, 30)
    ),
    gap=st.integers(2, 5),
    rows_on_a_page=st.integers(1, 9),
    is_centred=st.booleans(),
)  # fmt: skip
def test_aligned_columns_are_read_by_position(
    tasks: list[AssignedTask], widths: tuple[int, ...], gap: int, rows_on_a_page: int, *, is_centred: bool
) -> None:
    """Whatever the widths of the columns and the page breaks, each cell is read under its heading."""

    def laid_out(texts: list[str] | tuple[str, ...], *, is_centred: bool = False) -> list[str]:
        wrapped = [wrap(text, width) for text, width in zip(texts, widths, strict=True)]
        lines = []
        for row in range(max(map(len, wrapped))):
            row_cells = [cell[row] if row < len(cell) else "" for cell in wrapped]
            placed = [
                text.center(width) if is_centred else text.ljust(width)
                for text, width in zip(row_cells, widths, strict=True)
            ]
            lines.append((" " * gap).join(placed).rstrip())
        return lines

    header = laid_out(HEADINGS, is_centred=is_centred)
    lines = [*(" " * 20 + line for line in TITLE), *header]
    count = 0
    for status in GROUPS:
        lines.append(group_line(status, tasks))
        for task in tasks:
            if task.status is status:
                lines += laid_out(cells(task))
                count += 1
                if count % rows_on_a_page == 0:
                    lines += [" " * 40 + str(1 + count // rows_on_a_page), "\f" + header[0], *header[1:]]
    note("\n".join(lines))
    assert_read(read(text="\n".join(lines)), tasks)
