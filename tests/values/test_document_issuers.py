"""Names of issuing bodies: how far they run, and which spellings name the same body."""

from __future__ import annotations

import itertools
import unicodedata

import pytest

from khcn_records.text import CAPITALS
from khcn_records.values.document_issuers import issuer_end, issuer_key

NAMES = [
    "Bộ Giao thông vận tải",
    "Bộ Văn hóa, Thể thao và Du lịch",
    "Bộ Lao động - Thương binh và Xã hội",
    "Bộ Đại học, Trung học chuyên nghiệp và Dạy nghề",
    "Bộ Khoa học và Công nghệ",
    "Bộ Chính trị",
    "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
    "Bộ trưởng Bộ Nội vụ",
    "Bộ Tài chính và Bộ Nội vụ",
    "Bộ Tài chính, Bộ Nội vụ và Bộ Tư pháp",
    "liên Bộ Tài chính - Nội vụ",
    "Sở Giao thông vận tải",
    "Sở Khoa học và Công nghệ tỉnh Bắc Giang",
    "Sở KH&CN",
    "Phòng Văn hóa - Thông tin",
    "Cục Quy hoạch",
    "Cục Theo dõi thi hành pháp luật",
    "Ban Quản lý dự án đầu tư xây dựng công trình giao thông",
    "Ban Chỉ đạo về Chuyển đổi số",
    "Ban Chỉ đạo Trung ương về phòng, chống tham nhũng",
    "Ban Thường vụ Tỉnh ủy Bắc Giang",
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Ban Chấp hành Trung ương Đảng (khóa XII)",
    "Ban chỉ đạo Trung ương",
    "Ban Chính sách, chiến lược Trung ương",
    "Ban Tuyên giáo và Dân vận Trung ương",
    "Chính phủ Việt Nam Dân chủ Cộng hòa",
    "Đảng ủy Khối các cơ quan và Doanh nghiệp",
    "Ủy ban về Các vấn đề xã hội",
    "Ủy ban Tư pháp của Quốc hội",
    "Ủy ban nhân dân tỉnh Bắc Giang",
    "UBND tỉnh",
    "UBND TP. Hà Nội",
    "UBND quận 1",
    "UBND tỉnh Bà Rịa - Vũng Tàu",
    "UBND xã Tân An, huyện Yên Dũng, tỉnh Bắc Giang",
    "UBND các huyện, thị xã, thành phố",
    "Hội đồng nhân dân tỉnh khóa XIX, nhiệm kỳ 2021-2026",
    "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
    "Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
    "Tổng Giám đốc Bảo hiểm xã hội Việt Nam",
    "Bệnh viện Đa khoa tỉnh",
    "Trường Đại học Khoa học Xã hội và Nhân văn",
    "Văn phòng Đăng ký đất đai",
    "Trung tâm Giao dịch công nghệ",
    "Quân khu 7",
    "Thường trực HĐND và UBND",
]

BEHIND = [
    "",
    ".",
    ";",
    " về việc giao nhiệm vụ",
    " Về việc phê duyệt",
    ", Sở Tài chính đã tham mưu",
    " yêu cầu các sở",
    " đã ban hành",
    " giao nhiệm vụ",
    " và",
    " và báo cáo kết quả",
    " và các văn bản",
    " và Kế hoạch số 05/KH-UBND",
    " và Nghị quyết số 5",
    " - Lưu: VT",
    "\n- Công văn",
    " ngày 5/2/2024",
    " quy định chi tiết",
    " (sau đây gọi",
    "\n31-KH/TU",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_ends_where_the_body_ends(name: str) -> None:
    """A name is read whole, broken over lines too, and nothing of what stands behind it is."""
    for spelling, behind in itertools.product((name, name.replace(" ", "\n"), _late(name)), BEHIND):
        text = f"của {spelling}{behind}"
        assert text[4 : issuer_end(text, 4)] == spelling, behind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bộ Y tế, Bộ Nội vụ hướng dẫn", "Bộ Y tế, Bộ Nội vụ"),
        ("Bộ Y tế, Bộ Nội vụ đề nghị", "Bộ Y tế"),
        ("Bộ Tài chính - Bộ Nội vụ đề nghị", "Bộ Tài chính - Bộ Nội vụ"),
        ("Bộ Tài chính, Ngân hàng Nhà nước về", "Bộ Tài chính, Ngân hàng Nhà nước"),
        ("UBND tỉnh, Sở Tài chính về", "UBND tỉnh"),
        ("Bộ Quốc phòng, Tổng công ty Thành An về", "Bộ Quốc phòng"),
        ("UBND tỉnh Bắc Giang và Kế hoạch", "UBND tỉnh Bắc Giang"),
        ("UBND tỉnh 5 năm 2021-2025", "UBND tỉnh"),
    ],
)
def test_several_bodies_are_one_issuer_where_their_list_is_closed(text: str, name: str) -> None:
    """Bodies of one rank joined by a comma issue together; behind a comma another body may begin the next clause."""
    assert text[: issuer_end(text)] == name


@pytest.mark.parametrize("text", ["", "về việc", "31/KH-UBND", "yêu cầu", "và Bộ Y tế", "Về việc"])
def test_what_is_no_name_has_no_length(text: str) -> None:
    """Verbs, prepositions and symbols begin no name."""
    assert issuer_end(text) == 0


def test_every_vietnamese_capital_begins_a_name() -> None:
    """All capital letters of Vietnamese, with every tone, are capitals."""
    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    letters = [unicodedata.normalize("NFC", vowel + tone) for vowel in "AĂÂEÊIOÔƠUƯY" for tone in tones]
    assert [letter for letter in [*letters, "Đ"] if letter not in CAPITALS] == []
    assert [letter for letter in letters if issuer_end(f"{letter}n") != 2] == []


@pytest.mark.parametrize(
    "spellings",
    [
        ("UBND tỉnh", "UBND TỈNH", "Uỷ ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh", "Ủy ban Nhân dân tỉnh"),
        ("Tỉnh uỷ", "Tỉnh ủy", "TỈNH ỦY"),
        ("Chính phủ", "CHÍNH PHỦ"),
        ("Sở KH&CN", "Sở KHCN", "SKHCN", "Sở Khoa học & Công nghệ", "Sở Khoa học và Công nghệ"),
        ("Bộ LĐ-TB&XH", "Bộ LĐTBXH", "Bộ Lao động - Thương binh và Xã hội", "Bộ Lao động – Thương binh và Xã hội"),
        ("UBND TP. Hà Nội", "UBND thành phố Hà Nội", "UBND TP Hà Nội"),
        ("BTV Tỉnh ủy", "Ban Thường vụ Tỉnh uỷ"),
        ("BCH TW Đảng khóa XI", "Ban Chấp hành Trung ương Đảng (khoá XI)", "Ban Chấp hành Trung ương Đảng khóa 11"),
    ],
    ids=lambda spellings: spellings[0],
)  # fmt: skip
def test_spellings_of_one_body_share_a_key(spellings: tuple[str, ...]) -> None:
    """Case, tone placement, dashes and abbreviations do not make another body, composed or not."""
    composed = {issuer_key(one) for one in spellings}
    keys = composed | {issuer_key(unicodedata.normalize("NFD", one)) for one in spellings}
    assert len(keys) == 1


def test_a_place_or_a_term_makes_another_key() -> None:
    """What a name does not say is not guessed: a place and a term stay apart."""
    names = [
        "UBND tỉnh",
        "UBND tỉnh Bắc Giang",
        "Ban Chấp hành Trung ương khóa XI",
        "Ban Chấp hành Trung ương khóa XII",
    ]
    assert len({issuer_key(name) for name in names}) == 4


def _late(name: str) -> str:
    """The name with its tones on the second vowel: Uỷ ban, văn hoá."""
    late = name
    for first, second in ("oa", "oe", "uy", "Uy"):
        for tone in "\u0300\u0301\u0303\u0309\u0323":
            early = unicodedata.normalize("NFC", first + tone + second)
            late = late.replace(early, unicodedata.normalize("NFC", first + second + tone))
    return late
