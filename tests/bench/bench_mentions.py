"""Symbols found in running text, in megabytes a second: there is no peer for the same work, so the goal is a pace.

A pace has no peer that a busy machine slows down as well, so the clock here is the processor's.
"""

from __future__ import annotations

import random
import time

from tests.bench.harness import Contest

from khcn_records.mentions import find_documents

SIZE = 1_200_000
PACE = 5_000_000
"""Bytes a second, the goal."""
DENSITY = 130
"""A symbol stands after so many words on average, as in a real monthly report: 41 among 5 377 words."""

_TEXT = """
triển khai thực hiện nhiệm vụ khoa học và công nghệ trên địa bàn tỉnh năm 2024 đẩy mạnh ứng dụng chuyển giao kết quả nghiên
cứu vào sản xuất đời sống phối hợp với các sở ban ngành huyện thành phố tham mưu ban hành kế hoạch kiểm tra đo lường chất lượng
hàng hóa sở hữu trí tuệ đổi mới sáng tạo doanh nghiệp hội đồng tư vấn tuyển chọn tổ chức cá nhân chủ trì đề tài dự án cấp cơ sở
tiếp tục rà soát báo cáo kết quả công tác tháng 02 tổng số 14 hồ sơ đạt 100% vải thiều Lục Ngạn (chỉ dẫn địa lý)
"""
_WORDS = _TEXT.split()
_NOUNS = ("Kế hoạch số", "Công văn số", "Quyết định số", "theo Thông tư số", "Tờ trình số", "")
_SYMBOLS = (
    "{n}/KH-UBND", "{n}/UBND-KGVX", "{n}/QĐ-UBND", "{n}/2023/TT-BKHCN", "{n}/KHCN-QLCN", "{n}-KH/TU", "{n}/BC-KHCN", "{n}/2022/NQ-HĐND", "{n}/TTr-SKHCN",
)  # fmt: skip
_TAILS = (" ngày 05/02/2024 của UBND tỉnh", " ngày 12/7/2023", ";", ",", ".\n")


def running_text(size: int = SIZE) -> tuple[str, int]:
    """A text of at least so many bytes, composed of words and symbols, and how many symbols stand in it."""
    rng = random.Random(114)
    pieces: list[str] = []
    length = symbols = 0
    while length < size:
        if rng.random() < 1 / DENSITY:
            symbol = rng.choice(_SYMBOLS).format(n=f"{rng.randrange(1, 4_000):02d}")
            piece = f"{rng.choice(_NOUNS)} {symbol}{rng.choice(_TAILS)}"
            symbols += 1
        else:
            piece = rng.choice(_WORDS) + ("\n" if rng.random() < 0.06 else "")
        pieces.append(piece)
        length += len(piece.encode()) + 1
    return " ".join(pieces), symbols


def contests() -> list[Contest]:
    """All symbols of a long text."""
    text, symbols = running_text()
    found = len(find_documents(text))
    if found != symbols:
        raise AssertionError(f"{found} symbols found of {symbols}: nothing to time")
    size = len(text.encode())

    def seconds_a_byte() -> float:
        start = time.process_time()
        find_documents(text)
        return (time.process_time() - start) / size

    return [
        Contest(
            "find_documents, per byte",
            1.0,
            seconds_a_byte,
            lambda: 1 / PACE,
            f"a pace of {PACE / 1e6:g} MB/s",
            f"{size / 1e6:.2f} MB in UTF-8, {symbols} symbols",
        )
    ]
