"""Tables that only set text side by side: what stands in them is read as the paragraphs it is, and no table of rows is taken apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from khcn_records.finding import Place
from khcn_records.readers import KeptRole, Reading
from khcn_records.readers.appendices import read_lines
from khcn_records.readers.letter_frames import unframed
from khcn_records.readers.sources import Block, Grid, Paragraph, Source, Span, Value

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------"
OFFICE = "UBND TỈNH BẮC GIANG\nSỞ KHOA HỌC VÀ\nCÔNG NGHỆ\n-------"
NUMBER = "Số: 45/BC-SKHCN"
DATED = "Bắc Giang, ngày 22 tháng 02 năm 2024"
BODY = (
    "BÁO CÁO",
    "Kết quả công tác tháng 02 năm 2024",
    "I. KẾT QUẢ CÔNG TÁC THÁNG 02",
    "- Ban hành 12 văn bản.",
    "II. NHIỆM VỤ THÁNG 3",
    "- Họp giao ban.",
)
TASKS = (
    ["TT", "Số/Ký hiệu VBCĐ", "Nội dung", "Thời hạn", "Tiến độ"],
    ["1", "316/UBND-KGVX", "Góp ý", "31/1/2024", "Đúng hạn"],
)


def table(
    *rows: Sequence[Value], number: int = 1, spans: Mapping[tuple[int, int], Span] | None = None
) -> Grid:
    """A table of a Word file."""
    return Grid(rows, file="x.docx", table=number, spans=spans or {})


def paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, Place(file="x.docx", paragraph=place)) for place, text in enumerate(texts, 1)]


def judged(*blocks: Block) -> Reading:
    return read_lines(list(Source("x.docx", blocks).lines()), "x.docx")


HEADS = {
    "one row": table([f"{OFFICE}\n{NUMBER}", f"{STATE}\n{DATED}"]),
    "two rows": table([OFFICE, STATE], [NUMBER, DATED]),
    "a row for each line": table(
        ["UBND TỈNH BẮC GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ KHOA HỌC VÀ", "Độc lập - Tự do - Hạnh phúc"],
        ["CÔNG NGHỆ", ""],
        [NUMBER, DATED],
    ),
    "a blank column between": table([OFFICE, "", STATE], [NUMBER, None, DATED]),
    "the title in a row over both": table(
        [OFFICE, STATE],
        [NUMBER, DATED],
        ["BÁO CÁO\nKết quả công tác tháng 02 năm 2024", None],
        spans={(2, 0): Span(1, 2)},
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_letterhead_in_a_table_is_read(name: str) -> None:
    """Office, number and date are those of the letterhead, however its table is cut into rows."""
    body = BODY[2:] if "title" in name else BODY
    reading = judged(HEADS[name], *paragraphs(*body))

    assert reading.report is not None
    assert reading.report.organization == "Sở Khoa học và Công nghệ tỉnh Bắc Giang"
    assert reading.report.reference is not None
    assert reading.report.reference.cite() == (
        "Báo cáo số 45/BC-SKHCN ngày 22/02/2024 của Sở Khoa học và Công nghệ tỉnh Bắc Giang"
    )
    assert not [kept for kept in reading.unread if kept.role is KeptRole.BODY]
    assert reading.coverage == 100


FEET = {
    "receivers on the left": (table(["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nNguyễn Văn A"])),
    "receivers on the right": (table(["KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nNguyễn Văn A", "Nơi nhận :\n- Như trên;\n- Lưu: VT."])),
    "a row for each part": table(
        ["Nơi nhận:", "KT. GIÁM ĐỐC"], ["- Như trên;", "PHÓ GIÁM ĐỐC"], ["- Lưu: VT.", ""], ["", "Nguyễn Văn A"]
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FEET)
def test_receivers_and_signature_in_a_table_are_read(name: str) -> None:
    """Who receives and who signs are read on either side of the table, and the name is masked in what is kept."""
    reading = judged(*paragraphs(*BODY), FEET[name])

    assert reading.report is not None
    assert [one.text for one in reading.report.recipients] == ["Như trên", "Lưu: VT"]
    assert reading.report.signature is not None
    assert (reading.report.signature.position, reading.report.signature.name) == (
        "PHÓ GIÁM ĐỐC",
        "Nguyễn Văn A",
    )
    assert not [kept for kept in reading.unread if kept.role is KeptRole.BODY or "Nguyễn" in kept.text]


def test_the_letterhead_of_an_appendix_alone_names_its_office() -> None:
    """An appendix that comes alone is of the office above it, in a table of its own or in the sheet of its rows."""
    title = paragraphs("PHỤ LỤC", "KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 02 NĂM 2024")
    in_word = judged(HEADS["two rows"], *title, table(*TASKS, number=2))
    in_sheet = judged(
        Grid(
            (
                ["UBND TỈNH BẮC GIANG", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
                ["SỞ KHOA HỌC VÀ CÔNG NGHỆ", "", "", "Độc lập - Tự do - Hạnh phúc"],
                [NUMBER, "", "", DATED],
                ["PHỤ LỤC"],
                ["KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 02 NĂM 2024"],
                *TASKS,
            ),
            file="x.xlsx",
            sheet="Sheet1",
        )
    )

    for reading in (in_word, in_sheet):
        assert reading.report is not None
        assert reading.report.organization == "Sở Khoa học và Công nghệ tỉnh Bắc Giang"
        assert str(reading.report.reference and reading.report.reference.number) == "45/BC-SKHCN"
        assert [task.task_id for task in reading.report.tasks] == ["2024-02/1"]
        assert {kept.role for kept in reading.unread} <= {
            KeptRole.LETTERHEAD,
            KeptRole.HEADING,
            KeptRole.TABLE_HEADER,
        }


ROWS = {
    "offices and when they are open": table(["Nơi nhận hồ sơ", "Bộ phận một cửa"], ["Thời gian", "Giờ hành chính"]),
    "persons and offices": table(["TT", "Họ tên", "Chức vụ"], ["1", "Nguyễn Văn A", "GIÁM ĐỐC"], ["2", "Trần Văn B", "PHÓ GIÁM ĐỐC"]),
    "tasks": table(*TASKS),
    "many rows": table(["Nơi nhận:", "GIÁM ĐỐC"], *(["a", "b"] for _ in range(20))),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_a_table_of_rows_stays_a_table(name: str) -> None:
    """Words of a letter inside a table of rows do not take it apart."""
    lines = list(Source("x.docx", (ROWS[name],)).lines())

    assert unframed(lines) is lines


def test_lines_behind_a_frame_keep_their_order_and_their_gaps() -> None:
    """Numbers of lines grow, and blank lines that part paragraphs part them still."""
    source = Source("x.docx", (HEADS["one row"], *paragraphs("a", " ", "b"), table(*TASKS, number=2)))
    before, after = list(source.lines()), unframed(list(source.lines()))
    numbers = [line.number for line in after]

    assert numbers == sorted(set(numbers))
    assert [line.number - numbers[-4] for line in after[-4:]] == [
        line.number - before[-4].number for line in before[-4:]
    ]
    assert [line.text for line in after[-4:]] == [line.text for line in before[-4:]]
