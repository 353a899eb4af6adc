"""What an item denies, only intends, or compares with is no fact of the period."""

from __future__ import annotations

from decimal import Decimal

import pytest

from khcn_records.readers import KeptRole
from khcn_records.records.activities import Activity
from khcn_records.records.councils import Council
from khcn_records.records.indicators import Indicator
from khcn_records.records.issued_documents import IssuedDocument
from khcn_records.records.plan_items import PlanItem
from khcn_records.records.project_aggregates import ProjectAggregate
from unjudged import read

_ABOVE = (
    "SỞ KHOA HỌC VÀ CÔNG NGHỆ\nSố: 01/BC-SKHCN\nBÁO CÁO\nKết quả công tác tháng 5, nhiệm vụ tháng 6 năm 2025\n"
    "I. TÌNH HÌNH\n1. Kết quả\n- "
)
_BELOW = "\nII. NHIỆM VỤ THÁNG 6\n- Họp."


def facts(item: str) -> list[object]:
    """The records of an item beside its activity."""
    reading = read(text=_ABOVE + item + _BELOW)
    return [one for one in reading.records if not isinstance(one, Activity | PlanItem)]


def figures(item: str) -> list[tuple[int, int | None, int | None]]:
    """Each figure of an item with what it is out of and its cumulative figure."""
    return [
        (int(one.figure), _whole(one.out_of), _whole(one.cumulative))
        for one in facts(item)
        if isinstance(one, Indicator) and one.figure is not None
    ]


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


@pytest.mark.parametrize(
    "item",
    [
        "Không tổ chức nghiệm thu 03 đề tài cấp tỉnh do thiếu hồ sơ.",
        "Chưa phê duyệt đề tài “Nghiên cứu cây sâm” cấp tỉnh.",
        "Chưa thể nghiệm thu 02 đề tài cấp tỉnh.",
        "Dự kiến ban hành Quyết định số 11/QĐ-SKHCN ngày 30/6/2025.",
        "Dự kiến nghiệm thu 05 nhiệm vụ trong quý III.",
        "Sẽ tổ chức 02 lớp tập huấn.",
        "Phấn đấu cấp 20 giấy phép.",
        "Họp Hội đồng xét duyệt đề tài “Nuôi ong” và không thông qua.",
        "Đoàn kiểm tra không xử phạt 03 cơ sở.",
        "Lũy kế 05 tháng kiểm định 2.300 phương tiện đo.",
    ],
)
def test_what_was_not_done_in_the_month_is_no_record_of_it(item: str) -> None:
    """An item that denies, intends, or tells the year alone stays an activity with all its words."""
    reading = read(text=_ABOVE + item + _BELOW)

    assert facts(item) == []
    assert [one.content for one in reading.records if isinstance(one, Activity)] == [item]


def test_a_list_below_an_intention_is_intended() -> None:
    """Documents listed under words of intention were not issued."""
    assert facts("Dự kiến ban hành các quyết định:\n+ Về việc kiểm tra đo lường.") == []
    listed = facts("Ban hành các quyết định:\n+ Về việc không thu hồi giấy phép.")
    assert [type(one) for one in listed] == [IssuedDocument]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "Kiểm định 500 phương tiện đo (5 tháng: 2.300 phương tiện đo, đạt 46% kế hoạch).",
            [(500, None, 2300)],
        ),
        ("Tiếp 12 lượt công dân, tăng 5 lượt so với tháng trước (lũy kế 5 tháng: 61).", [(12, None, 61)]),
        ("Cấp 12 giấy phép, lũy kế từ đầu năm đến tháng 5: 61.", [(12, None, 61)]),
        ("Cấp 12 giấy phép, lũy kế 5 tháng 61 giấy phép.", [(12, None, 61)]),
        ("Cấp 12 giấy phép. So với cùng kỳ năm 2024 (cấp 9 giấy phép).", [(12, None, None)]),
        ("Tiếp nhận 130 hồ sơ (Năm 2024: 120 hồ sơ), giảm 3,2%.", [(130, None, None)]),
        ("Cấp 04 giấy phép; dự kiến cấp 06 giấy phép.", [(4, None, None)]),
        ("Nghiệm thu 21/25 đề tài cấp tỉnh.", [(21, 25, None)]),
        ("Kiểm tra 06 cơ sở; không phát hiện vi phạm.", [(6, None, None)]),
    ],
)
def test_each_figure_is_of_its_time(item: str, expected: list[tuple[int, int | None, int | None]]) -> None:
    """Cumulative figures, shares and comparisons are told apart from the figure of the month."""
    assert figures(item) == expected


def test_a_share_counts_what_was_done() -> None:
    """Of `21/25` tasks twenty-one were accepted."""
    counts = [
        one.count for one in facts("Nghiệm thu 21/25 đề tài cấp tỉnh.") if isinstance(one, ProjectAggregate)
    ]
    assert counts == [21]


def test_the_name_of_a_council_ends_before_what_it_decided() -> None:
    """What a council counts is no part of its name."""
    names = [
        one.name for one in facts("Hội đồng sáng kiến công nhận 15/20 sáng kiến.") if isinstance(one, Council)
    ]
    assert names == ["Hội đồng sáng kiến"]


@pytest.mark.parametrize(
    "closing",
    ["Trên đây là báo cáo kết quả công tác tháng 5, nhiệm vụ tháng 6 năm 2025./.", "Trân trọng báo cáo./."],
)
def test_the_closing_sentence_is_no_item_of_the_plan(closing: str) -> None:
    """The sentence behind the last item is kept as a remark."""
    reading = read(text=f"{_ABOVE}Họp cơ quan.{_BELOW}\n{closing}")

    assert [one.content for one in reading.records if isinstance(one, PlanItem)] == ["Họp."]
    assert [(one.text, one.role) for one in reading.unread if one.text == closing] == [
        (closing, KeptRole.REMARK)
    ]
