"""Task appendices in grids: whatever their header, each cell is read under its heading, and no row is lost."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.finding import Place
from khcn_records.readers import KeptRole, Reading
from khcn_records.readers.appendices import read_lines
from khcn_records.readers.sources import Grid, Paragraph, Source, Span, Value, text_of
from khcn_records.records.assigned_tasks import AssignedTask

Cells = Sequence[Value]
HEADER = (
    "TT",
    "Số/Ký hiệu VBCĐ",
    "Nội dung công việc",
    "Thời hạn",
    "Ngày hoàn thành",
    "Tiến độ",
    "Kết quả xử lý",
)
TITLE = (
    "PHỤ LỤC",
    "KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 02 NĂM 2024",
    "(Kèm theo Báo cáo số 45/BC-KHCN của Sở Khoa học)",
)
CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "reports"


def judged(
    *rows: Cells,
    above: Sequence[str] = (),
    spans: Mapping[tuple[int, int], Span] | None = None,
    sheet: str | None = None,
) -> Reading:
    """What is read of one table below some paragraphs."""
    paragraphs = [Paragraph(text, Place(paragraph=place)) for place, text in enumerate(above, 1)]
    source = Source(
        "x.docx", (*paragraphs, Grid(rows, file="x.docx", sheet=sheet, table=1, spans=spans or {}))
    )
    return read_lines(list(source.lines()), "x.docx")


def facts(reading: Reading) -> list[tuple[object, ...]]:
    """Id, directive, content, status, last day and day done of each task."""
    return [
        (
            task.task_id,
            task.directive.cite(),
            task.content,
            task.status.value,
            str(task.due_on or ""),
            str(task.completed_on or ""),
        )
        for task in reading.records
    ]


def codes(reading: Reading) -> list[str]:
    return [found.code for found in reading.findings]


def test_an_appendix_below_its_title_with_groups() -> None:
    """Title rows, the numbers of the columns, groups, totals and signatures are kept; days are read typed, as text and as serials."""
    reading = judged(
        *([text] for text in TITLE),
        [],
        HEADER,
        ["1", "2", "3", "4", "5", "6", "7"],
        ["I", "ĐÃ THỰC HIỆN: 02 nhiệm vụ"],
        [
            1.0,
            "316/UBND-KGVX\nNgày 17/01/2024",
            "Góp ý dự thảo",
            "31/1/2024",
            dt.date(2024, 1, 30),
            "Đúng hạn",
            "199/KHCN-TĐC",
        ],
        [2.0, "31/KH-UBND ngày 5/1/2024", "Báo cáo", 45322.0, "", "Quá hạn", ""],
        ["II", "ĐANG THỰC HIỆN"],
        ["01", "181/UBND-KGVX", "Tham mưu kế hoạch", dt.datetime(2024, 2, 28), None, "Chưa đến hạn"],
        ["Tổng cộng", "", "3"],
        ["NGƯỜI LẬP BIỂU", "", "", "", "GIÁM ĐỐC"],
    )

    assert facts(reading) == [
        (
            "2024-02/I.1",
            "Công văn số 316/UBND-KGVX ngày 17/01/2024",
            "Góp ý dự thảo",
            "done",
            "2024-01-31",
            "2024-01-30",
        ),
        ("2024-02/I.2", "Kế hoạch số 31/KH-UBND ngày 05/01/2024", "Báo cáo", "done", "2024-01-31", ""),
        ("2024-02/II.1", "Công văn số 181/UBND-KGVX", "Tham mưu kế hoạch", "in_progress", "2024-02-28", ""),
    ]
    assert codes(reading) == ["day_as_number"]
    assert [kept.role.value for kept in reading.unread] == [
        *["heading"] * 3, "table_header", "table_header", "group", "group", "group", "body",
    ]  # fmt: skip
    assert reading.places[0] == Place(file="x.docx", table=1, row=8)
    assert reading.report is not None
    assert str(reading.report.reference) == "Báo cáo số 45/BC-KHCN"


@pytest.mark.parametrize("is_merged", [True, False])
def test_overdue_is_settled_by_the_heading_above_it(*, is_merged: bool) -> None:
    """`Quá hạn` under work done is done late, under open work it is open; headings over headings are read merged or not."""
    spans = {
        (0, 1): Span(1, 2),
        (0, 4): Span(1, 2),
        (0, 6): Span(1, 2),
        (0, 0): Span(2, 1),
        (0, 3): Span(2, 1),
    }
    reading = judged(
        ["STT", "Văn bản giao", "", "Nội dung nhiệm vụ", "Đã hoàn thành", "", "Chưa hoàn thành", ""],
        ["", "Số, ký hiệu", "Ngày tháng", "", "Đúng hạn", "Quá hạn", "Trong hạn", "Quá hạn"],
        ["1", "12/KH-UBND", "05/01/2024", "Việc a", "x", "", "", ""],
        ["2", "13/KH-UBND", "05/01/2024", "Việc b", "", "30/03/2024", "", ""],
        ["3", "14/KH-UBND", "05/01/2024", "Việc c", "", "", "X", ""],
        ["4", "15/KH-UBND", "05/01/2024", "Việc d", "", "", "", "chờ ý kiến"],
        spans=spans if is_merged else {},
    )

    assert [fact[3:] for fact in facts(reading)] == [
        ("done", "", ""),
        ("done", "", "2024-03-30"),
        ("in_progress", "", ""),
        ("in_progress", "", ""),
    ]
    assert [task.progress_text for task in reading.records] == ["Đúng hạn", "Quá hạn", "Trong hạn", "Quá hạn"]
    assert reading.records[3].note == "Quá hạn: chờ ý kiến"
    assert reading.records[0].directive.cite() == "Kế hoạch số 12/KH-UBND ngày 05/01/2024"


@pytest.mark.parametrize(
    ("progress", "done", "status", "found"),
    [
        ("Quá hạn", "", "in_progress", []),
        ("Quá hạn", "02/02/2024", "done", []),
        ("Chậm 3 ngày", "", "in_progress", []),
        ("Hoàn thành", "", "done", []),
        ("Đã trình", "", "done", []),
        ("Chưa trình", "", "in_progress", []),
        ("Chuyển đơn vị khác xử lý", "", "transferred", []),
        ("Không phải thực hiện", "", "cancelled", []),
        ("", "", "in_progress", ["unknown_status"]),
        ("theo dõi", "", "in_progress", ["unknown_status"]),
    ],
)
def test_the_status_of_a_row_without_groups(progress: str, done: str, status: str, found: list[str]) -> None:
    """The day done and the words of the progress tell the status; late and without a day done is open; nothing is guessed silently."""
    reading = judged(HEADER, ["1", "12/KH-UBND", "Việc", "31/01/2024", done, progress, ""], above=TITLE)

    assert [task.status.value for task in reading.records] == [status]
    assert codes(reading) == ["no_groups", *found]


def test_a_table_attached_to_an_order_needs_no_column_of_directives() -> None:
    """What the table is attached to, unless it is a report, orders every row; parts of a task stand under its number."""
    reading = judged(
        ["STT", "Nội dung công việc", "Sản phẩm", "Phân công", "", "Thời gian", "", "Ghi chú"],
        ["", "", "", "Đơn vị chủ trì", "Đơn vị phối hợp", "Bắt đầu", "Hoàn thành", ""],
        ["I", "CÔNG TÁC XÂY DỰNG"],
        ["1", "Trình kế hoạch", "Quyết định", "Tổng cục", "Vụ Pháp chế", "2/2014", "5/2014"],
        ["2", "Xây dựng đề cương"],
        ["2.1", "Dự thảo đề cương", "Dự thảo 1", "Tổng cục, Tổ biên tập", "", "", "8/2014"],
        above=[
            "PHỤ LỤC",
            "KẾ HOẠCH",
            "(Ban hành kèm theo Quyết định số 178/QĐ-BNN-TCTL ngày 08 tháng 02 năm 2014 của Bộ trưởng)",
        ],
    )

    ordered = "Quyết định số 178/QĐ-BNN-TCTL ngày 08/02/2014 của Bộ trưởng"
    assert facts(reading) == [
        ("I.1", ordered, "Trình kế hoạch", "not_started", "2014-05-31", ""),
        ("I.2.1", ordered, "Dự thảo đề cương", "not_started", "2014-08-31", ""),
    ]
    assert (reading.records[0].lead_unit, reading.records[0].coordinating_units) == (
        "Tổng cục",
        ("Vụ Pháp chế",),
    )
    assert {"directive_of_list", "no_status_column", "inferred_deadline"} <= set(codes(reading))
    attached = judged(
        ["STT", "Nội dung", "Thời hạn", "Tiến độ"], ["1", "Việc", "31/1/2024", "Đúng hạn"], above=TITLE
    )
    assert (attached.records, "no_directive_column" in codes(attached)) == ((), True)


def test_one_directive_over_several_rows() -> None:
    """A merged cell, or a blank one below a directive, gives its directive to each row; the second way is said."""
    merged = judged(
        ["STT", "Văn bản chỉ đạo", "Nội dung", "Thời hạn"],
        ["1", "114-KH/TU ngày 05/01/2024", "a) Việc một", "20/02/2024"],
        ["", None, "b) Việc hai", "25/02/2024"],
        spans={(1, 0): Span(2, 1), (1, 1): Span(2, 1)},
    )
    blank = judged(
        ["STT", "Văn bản chỉ đạo", "Nội dung", "Thời hạn"],
        ["1", "114-KH/TU ngày 05/01/2024", "a) Việc một", "20/02/2024"],
        ["", "", "b) Việc hai", "25/02/2024"],
        ["", "", "và phần tiếp theo", ""],
    )

    assert (
        [task.task_id for task in merged.records] == [task.task_id for task in blank.records] == ["1", "1-2"]
    )
    assert {task.directive.cite() for task in (*merged.records, *blank.records)} == {
        "Kế hoạch số 114-KH/TU ngày 05/01/2024"
    }
    assert "directive_from_above" not in codes(merged)
    assert "directive_from_above" in codes(blank)
    assert blank.records[1].content == "b) Việc hai và phần tiếp theo"
    assert blank.places[1] == Place(file="x.docx", table=1, row=3, row_end=4)


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        (("Số", "Ký hiệu"), ("316", "UBND-KGVX"), "Công văn số 316/UBND-KGVX"),
        (
            ("Số, ký hiệu", "Ngày ban hành"),
            ("316/UBND-KGVX", dt.date(2024, 1, 17)),
            "Công văn số 316/UBND-KGVX ngày 17/01/2024",
        ),
        (
            ("Văn bản", "Cơ quan ban hành"),
            ("31/KH-UBND", "UBND tỉnh"),
            "Kế hoạch số 31/KH-UBND của UBND tỉnh",
        ),
        (("Số, ký hiệu", "Ngày ký"), ("31/KH-UBND", 45308.0), "Kế hoạch số 31/KH-UBND ngày 17/01/2024"),
    ],
)
def test_a_directive_in_columns_of_its_own(heading: tuple[str, str], cell: Cells, expected: str) -> None:
    """Number, symbol, day and issuer under one heading are one reference."""
    reading = judged(
        ["TT", "Văn bản giao việc", "", "Nội dung", "Thời hạn", "Tiến độ"],
        ["", *heading, "", "", ""],
        ["1", *cell, "Việc", "31/1/2024", "Đúng hạn"],
        spans={(0, 1): Span(1, 2)},
    )

    assert [task.directive.cite() for task in reading.records] == [expected]


def test_a_header_again_on_a_new_page_and_in_a_new_table() -> None:
    """A table split over pages goes on: with its header or without, below a page number or the heading of a group."""
    header = ["STT", "Văn bản", "Nội dung", "Tiến độ"]
    grids: list[Grid | Paragraph] = [
        Grid(
            [
                header,
                ["1", "1/KH-UBND", "Việc a", "Đúng hạn"],
                header,
                ["2", "2/KH-UBND", "Việc b", "Đúng hạn"],
            ],
            table=1,
        ),
        Paragraph("2", Place(paragraph=1)),
        Grid([["3", "3/KH-UBND", "Việc c", "Đúng hạn"]], table=2),
        Paragraph("II. ĐANG THỰC HIỆN: 01 nhiệm vụ", Place(paragraph=2)),
        Grid([header, ["1", "4/KH-UBND", "Việc d", ""]], table=3),
        Paragraph("Nơi nhận: như trên", Place(paragraph=3)),
        Grid([["a", "b", "c", "d"]], table=4),
    ]
    reading = read_lines(list(Source(None, tuple(grids)).lines()))

    assert [(task.task_id, task.status.value) for task in reading.records] == [
        ("1", "done"), ("2", "done"), ("3", "done"), ("II.1", "in_progress"),
    ]  # fmt: skip
    assert [kept.role for kept in reading.unread][-2:] == [KeptRole.BODY, KeptRole.BODY]
    assert codes(reading) == ["no_period"]


def test_another_sheet_is_another_appendix() -> None:
    """Each sheet has its own header and period, told by its name where its title does not; a hidden one is kept unread."""
    rows = [["STT", "Văn bản", "Nội dung", "Tiến độ"], ["1", "1/KH-UBND", "Việc a", "Đúng hạn"]]
    grids = (
        Grid(rows, sheet="Tháng 01.2024"),
        Grid(rows, sheet="Tháng 02.2024"),
        Grid(rows, sheet="Tháng 12.2023", is_hidden=True),
    )
    reading = read_lines(list(Source(None, grids).lines()))

    assert [task.task_id for task in reading.records] == ["2024-01/1", "2024-02/PL2.1"]
    assert len(reading.unread) == 4
    assert "several_periods" in codes(reading)


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện tháng", "Lũy kế", "Ghi chú"],
            ["1", "Phát phiếu khảo sát", "phiếu", 20, 45, ""],
        ],
        [
            ["SỞ KHOA HỌC VÀ CÔNG NGHỆ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["Số: /BC-KHCN", "Độc lập - Tự do - Hạnh phúc"],
        ],
        [["Nơi nhận:", "GIÁM ĐỐC"], ["- Như trên;", "Nguyễn Văn A"]],
        [["a"], [1.5, True, None]],
    ],
)
def test_other_tables_are_kept(rows: list[Cells]) -> None:
    """A table that tracks no tasks gives no record, and each of its cells is kept."""
    reading = judged(*rows)

    assert reading.records == ()
    kept = "\t".join(line.text for line in reading.unread)
    assert all(text_of(cell) in kept for row in rows for cell in row)


@pytest.mark.parametrize(
    ("title", "header", "row"),
    [
        (
            "DANH MỤC NHIỆM VỤ KHOA HỌC VÀ CÔNG NGHỆ CẤP TỈNH NĂM 2025",
            ["TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Chủ nhiệm", "Kinh phí"],
            ["1", "Nghiên cứu giống lúa", "Trường A", "ThS. B", "500"],
        ),
        (
            "DANH MỤC NHIỆM VỤ KHOA HỌC VÀ CÔNG NGHỆ CẤP TỈNH NĂM 2025",
            ["TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Thời gian thực hiện", "Kinh phí (triệu đồng)"],
            ["1", "Nghiên cứu giống lúa", "Trường A", "2025", "500"],
        ),
        (
            "DANH MỤC NHIỆM VỤ NĂM 2025",
            ["TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Ghi chú"],
            ["1", "Nghiên cứu giống lúa", "Trường A", ""],
        ),
        (
            "DANH SÁCH CÁN BỘ THAM GIA NHIỆM VỤ",
            ["TT", "Họ và tên", "Chức vụ", "Đơn vị", "Nhiệm vụ"],
            ["1", "B", "Chuyên viên", "Phòng A", "Thư ký"],
        ),
        (
            "DANH MỤC VĂN BẢN ĐÃ BAN HÀNH",
            ["TT", "Số, ký hiệu", "Ngày ban hành", "Trích yếu"],
            ["1", "12/QĐ-UBND", "05/5/2025", "Về việc a"],
        ),
    ],
)
def test_a_list_of_other_things_gives_no_task(title: str, header: list[str], row: list[str]) -> None:
    """Projects, persons and issued documents are no tasks whatever the title says: their rows are kept, and that is said."""
    reading = judged(header, row, above=[title])

    assert reading.records == ()
    assert "other_table" in codes(reading)
    assert " ".join(cell for cell in row if cell).split() == reading.unread[-1].text.split()


def test_a_sum_is_no_task() -> None:
    """A row of totals is kept, numbered or not, and whichever column its words stand in."""
    header = ["TT", "Nội dung", "Đơn vị chủ trì", "Thời hạn"]
    rows = [
        ["1", "Tổng hợp báo cáo", "Phòng A", "20/5/2025"],
        ["", "Tổng", "", "2"],
        ["2", "Tổng cộng", "3", ""],
        ["3", "Cộng", "", "1"],
        ["Tổng:", "", "", "5"],
    ]
    reading = judged(header, *rows, above=["DANH MỤC NHIỆM VỤ NĂM 2025"])

    assert [task.content for task in reading.records] == ["Tổng hợp báo cáo"]
    assert [kept.role for kept in reading.unread[-4:]] == [KeptRole.GROUP] * 4


def test_rows_numbered_with_letters_are_rows() -> None:
    """A code in the column of numbers is the mark of its row."""
    header = ["TT", "Văn bản giao", "Nội dung", "Thời hạn"]
    rows = [[f"NV-0{n}", f"1{n}/KH-UBND", "Việc", "20/5/2025"] for n in (1, 2)]
    reading = judged(header, *rows)

    assert [task.task_id for task in reading.records] == ["NV-01", "NV-02"]


def test_a_heading_below_wins_over_the_one_above() -> None:
    """`Tiến độ` over `Hạn` and `Xong` is a last day and a day done."""
    reading = judged(
        ["TT", "Văn bản giao", "Nội dung", "Tiến độ", ""],
        ["", "", "", "Hạn", "Xong"],
        ["1", "12/KH-UBND", "Việc", "20/5/2025", "19/5/2025"],
        spans={(0, 3): Span(1, 2)},
    )

    assert [fact[3:] for fact in facts(reading)] == [("done", "2025-05-20", "2025-05-19")]


@pytest.mark.parametrize(
    "header",
    [
        ["TT", "Văn bản giao", "Nội dung", "Ngày ban hành", "Kinh phí"],
        ["TT", "Số, ký hiệu", "Nội dung", "Ngày ban hành", "Thời hạn"],
        ["TT", "Số, ký hiệu", "Nội dung", "Ngày ban hành", "Đơn vị chủ trì"],
    ],
)
def test_an_order_a_last_day_or_a_unit_makes_a_list_one_of_tasks(header: list[str]) -> None:
    """Where a document is said to order work, or has a last day or a unit in charge, the rows are tasks."""
    reading = judged(header, ["1", "12/KH-UBND", "Việc a", "05/5/2025", ""])

    assert len(reading.records) == 1
    assert "other_table" not in codes(reading)


def test_the_task_list_of_the_corpus() -> None:
    """A list of 2026 whose order is its own title: every row a task with its unit, its answer and its status."""
    source = CORPUS / "R04_daklak_nhiem_vu_trinh_ky_hop_hdnd.txt"
    if not source.exists():
        pytest.skip("the corpus is not here")
    lines = source.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if not line.startswith("#")]
    reading = judged(*rows, above=["DANH MỤC NHIỆM VỤ TRÌNH KỲ HỌP HỘI ĐỒNG NHÂN DÂN TỈNH"])

    assert len(reading.records) == len(rows) - 1 == 34
    assert Counter(task.status.value for task in reading.records) == {"done": 31, "in_progress": 3}
    assert all(task.lead_unit == row[4] for task, row in zip(reading.records, rows[1:], strict=True))
    answers = [str(task.result.number) for task in reading.records if task.result is not None]
    assert answers[:4] == ["228/TTr-UBND", "211/BC-UBND", "226/BC-UBND", "223/BC-UBND"]
    assert reading.coverage == 100


values = st.sampled_from(
    ["", None, "TT", *HEADER, "1", "2", 1.0, "I", "II", "1.1", "a)", "Tổng cộng", "x", "12/KH-UBND", "Việc", "31/1/2024", 45322.0, True,
     dt.date(2024, 1, 1), "ĐÃ THỰC HIỆN: 02", "Nơi nhận:", "Quá hạn", "Chưa hoàn thành", "(1)", "\x00"]
)  # fmt: skip
grids = st.lists(st.lists(values, max_size=8), max_size=12).flatmap(
    lambda rows: st.builds(
        Grid,
        st.just(rows),
        sheet=st.sampled_from([None, "a", "Tháng 2.2024"]),
        is_hidden=st.booleans(),
        spans=st.dictionaries(
            st.tuples(st.integers(0, 12), st.integers(0, 8)),
            st.builds(Span, st.integers(1, 5), st.integers(1, 5)),
            max_size=4,
        ),
    )
)
paragraphs = st.sampled_from(
    [
        *TITLE,
        "1",
        "I. ĐANG THỰC HIỆN",
        "Nơi nhận:",
        " ",
        "TT Số/Ký hiệu VBCĐ Nội dung Thời hạn",
        "1 12/KH-UBND",
    ]
).map(lambda text: Paragraph(text, Place(paragraph=1)))


@given(blocks=st.lists(grids | paragraphs, max_size=6))
def test_no_row_is_lost_whatever_the_grids(blocks: list[Grid | Paragraph]) -> None:
    """Each non-blank row or paragraph is kept, or stands in one record; ids are unique; nothing raises."""
    lines = list(Source(None, tuple(blocks)).lines())
    reading = read_lines(lines)

    kept = Counter(kept.place.row is not None for kept in reading.unread)
    in_records = sum(
        (place.row_end or place.row) - place.row + 1 for place in reading.places if place.row is not None
    )
    assert reading.line_count == len(lines)
    assert len(lines) >= len(reading.unread) + len(reading.records)
    assert sum(line.grid is not None for line in lines) <= kept[True] + in_records
    tasks = [one.task_id for one in reading.records if isinstance(one, AssignedTask)]
    assert len(set(tasks)) == len(tasks)
    assert all(found.message("vi") and found.message("en") for found in reading.findings)
