"""No word of a row is lost, whichever of its cells is blank or broken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.readers import Reading
from khcn_records.readers.appendix_words import status_of
from khcn_records.text import clean, fold, normalize
from unjudged import read

SAMPLES = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted(Path(__file__).parent.glob("appendix_*.txt"))
}
HEADER = "Phụ lục\nGIAO THÁNG 3 NĂM 2024\nTT Số/Ký hiệu VBCĐ Nội dung công việc Thời hạn Ngày hoàn thành Tiến độ Kết quả xử lý\n"
DONE = (
    HEADER
    + "I ĐÃ THỰC HIỆN: 01 nhiệm vụ\n1\n{symbol}\nNgày 17/01/2024\nGóp ý dự thảo Kế hoạch số 114-KH/TU\n{tail}"
)
_DATE = re.compile(r"(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})")


def spoken(text: str) -> set[str]:
    """The words and figures of a text, days and symbols in one spelling."""
    text = _DATE.sub(lambda day: f" {int(day[1])}.{int(day[2])}.{day[3]} ", clean(text))
    return {word.lstrip("0") for word in re.split(r"[^\w.]+", fold(text)) if word.strip("0.")}


def told(reading: Reading) -> set[str]:
    """Every word that records, kept lines and findings hold."""
    parts = [kept.text for kept in reading.unread]
    parts += [finding.message() for finding in reading.findings]
    for task in reading.records:
        parts += [
            task.format(),
            task.directive.cite(),
            task.content,
            task.result.cite() if task.result else "",
        ]
        parts += [
            f"{day.day}/{day.month}/{day.year}" for day in (task.due_on, task.completed_on) if day is not None
        ]
    return spoken(" ".join(parts)) | {"ngày", "số", "công", "văn"}


@given(
    name=st.sampled_from(sorted(SAMPLES)),
    place=st.integers(0, 200),
    new=st.sampled_from(["", "khẩn", "V/v", "Mật, hoả tốc", "10 ngày làm việc"]),
)
def test_a_blank_or_foreign_line_loses_no_word(name: str, place: int, new: str) -> None:
    """Whatever line of an appendix is blanked or replaced, every word of the rest is in a record, a kept line or a finding."""
    lines = normalize(SAMPLES[name]).splitlines()
    lines[place % len(lines)] = new
    text = "\n".join(lines)
    missing = {
        word
        for word in spoken(text) - told(read(text=text))
        if not re.fullmatch(r"[\d.]+|[ivxa-h]|stt|tt|cv|pl\d", word)
    }
    assert missing == set()


def test_words_before_a_symbol_are_no_directive() -> None:
    """Words that stand before the symbol in its cell are kept with the row, and the row is told."""
    reading = read(
        text=DONE.format(symbol="Mật, hoả tốc 316/UBND-KGVX", tail="31/1/2024 30/01/2024 Đúng hạn")
    )
    assert [finding.code for finding in reading.findings][:2] == ["unreadable_directive", "unreadable_row"]
    assert "hoả tốc" in " ".join(kept.text for kept in reading.unread)


def test_a_blank_symbol_is_not_taken_from_the_content() -> None:
    """Where the directive's cell is blank, a document named in the content does not become the directive."""
    reading = read(text=DONE.format(symbol="", tail="31/1/2024 30/01/2024 Đúng hạn"))
    assert [str(task.directive) for task in reading.records] == []


def test_a_blank_progress_leaves_the_days_where_they_are() -> None:
    """Without a word of progress the line of days still divides the row, and the answer keeps its own day."""
    (task,) = read(
        text=DONE.format(symbol="316/UBND-KGVX", tail="31/1/2024 30/01/2024\n199/KHCN-TĐC\nNgày 30/01/2024")
    ).records
    assert (str(task.due_on), str(task.completed_on), str(task.result)) == (
        "2024-01-31",
        "2024-01-30",
        "Công văn số 199/KHCN-TĐC ngày 30/01/2024",
    )


def test_an_answer_alone_is_told() -> None:
    """Where deadline, day done and progress are all blank, the answer stays in the content and is told."""
    reading = read(text=DONE.format(symbol="316/UBND-KGVX", tail="199/KHCN-TĐC\nNgày 30/01/2024"))
    assert reading.records[0].due_on is None
    assert "unplaced_answer" in [finding.code for finding in reading.findings]


def test_a_length_of_time_is_a_deadline_without_a_day() -> None:
    """`10 ngày làm việc` in the deadline column is kept as printed, names no day, and is told."""
    reading = read(text=DONE.format(symbol="316/UBND-KGVX", tail="10 ngày làm việc\nChưa đến hạn"))
    assert (reading.records[0].due_text, reading.records[0].due_on) == ("10 ngày làm việc", None)
    assert "deadline_without_day" in [finding.code for finding in reading.findings]


@pytest.mark.parametrize("progress", ["Chưa đến hạn", "Đang thực hiện"])
def test_a_group_that_progress_contradicts_is_told(progress: str) -> None:
    """A task among those done whose progress says it is open, with no day done, leaves a finding."""
    reading = read(text=DONE.format(symbol="316/UBND-KGVX", tail=progress))
    assert "group_and_progress_differ" in [finding.code for finding in reading.findings]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Hoàn thành", "done"),
        ("Đã hoàn thành đúng hạn", "done"),
        ("Hoàn thành không đúng hạn", "done"),
        ("Đã hoàn thành, chưa đến hạn", "done"),
        ("100%", "done"),
        ("Không hoàn thành", None),
        ("Chưa đúng hạn", None),
        ("Sẽ hoàn thành đúng hạn", None),
        ("Cơ bản hoàn thành 80%", None),
        ("Hoàn thành 80%", None),
        ("Đang trình, dự kiến hoàn thành 25/5", None),
        ("Đã trình nhưng chưa được phê duyệt", None),
        ("Đã gửi lấy ý kiến", None),
        ("Chưa đến hạn hoàn thành", "in_progress"),
        ("Đề nghị gia hạn, chưa thực hiện xong", "in_progress"),
        ("80%", "in_progress"),
        ("Chưa thực hiện", "not_started"),
        ("Đã hoàn thành phần a, chưa thực hiện phần b", None),
        ("Chuyển cơ quan khác", "transferred"),
        ("Đã chuyển hồ sơ sang Sở Tài chính lấy ý kiến", None),
        ("Không phải thực hiện", "cancelled"),
        ("Không thực hiện được", None),
        ("Tạm dừng thực hiện", None),
    ],
)
def test_work_is_done_only_where_no_word_takes_it_back(text: str, status: str | None) -> None:
    """A negation, a plan or a part of the whole beside a status leaves the task open, with a finding where nothing else tells."""
    told = status_of(text)
    assert (told and told.value) == status

    header = "THEO DÕI THÁNG 5/2025\nTT;Văn bản giao;Nội dung;Thời hạn;Ngày hoàn thành;Tình trạng\n"
    row = f"1;12/UBND-KT ngày 05/5/2025;Góp ý;20/5/2025;{{day}};{text}\n"
    (open_task,) = (reading := read(text=header + row.format(day=""), filename="a.csv")).records
    assert open_task.status.value == (status or "in_progress")
    assert open_task.progress_text == text
    assert ("unknown_status" in {finding.code for finding in reading.findings}) == (status is None)
    (dated,) = read(text=header + row.format(day="19/5/2025"), filename="a.csv").records
    assert dated.status.value == "done"
