"""Symbols and dates found in running text, in megabytes a second: there is no peer for the same work, so the goal is a pace.

A pace has no peer that a busy machine slows down as well, so the clock here is the processor's. The floor is that of the worst
of the named inputs, which are made to be slow.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.bench.harness import Contest

from khcn_records.mentions import find_dates, find_documents

SIZE = 1_200_000
PACE = 5_000_000
"""Bytes a second, the goal."""
FLOOR = 500_000
"""Bytes a second of any input whatever, the goal."""
HOSTILE_SIZE = 200_000
REPORT = Path(__file__).parents[3] / "shared" / "seed" / "report-2024-02.txt"
"""A real report, where it is; the composed text stands in for it elsewhere."""
_RUNS = ("1", "/", "-", " ", "\n", "\u0301", "a\u0301", "1/", "12-", "1 / ")
HOSTILE: dict[Callable[[str], object], Iterable[str]] = {
    find_dates: (
        *_RUNS, "1 tháng ", "tháng 1, ", "ngày 1, ", "quý I, ", "năm 2024, ", "ngày 1/2, ", "1/2 ", "từ 1/2 ", "kể từ 30/4-", "1 -1 ", "1h\n",
        "từ 1 giờ ", "mỗi quý ", "cuối quý ", "một lần ngày ", "(hai năm ", "không quá 1, ", "mùng 1 tết ", "ngày 1, tháng 2, ", "dịp lễ 30/4 ",
        "hạn 1/1, ", "1h 1/1, ", "hai quý 1 ", "1/1 1- ",
    ),
    find_documents: (
        *_RUNS, "31/KH-UBND ", "1/AB-", "31/QĐ-UBND ngày 1/1/2024, ", "Công văn số 1/KH-UBND của A ", "Luật 1-KH/TU của A ", "mẫu số 1/AB ",
        "Nghị quyết 01/2024/QH15; ",
    ),
}  # fmt: skip
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


def _seconds_a_byte(find: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    find(text)
    return (time.process_time() - start) / len(text.encode())


def _hostile(find: Callable[[str], object]) -> dict[str, str]:
    return {unit: unit * (HOSTILE_SIZE // len(unit.encode())) for unit in HOSTILE[find]}


def _paced(name: str, goal: int, seconds: Callable[[], float], note: str) -> Contest:
    return Contest(name, 1.0, seconds, lambda: 1 / goal, f"a pace of {goal / 1e6:g} MB/s", note)


def _pace_of(find: Callable[[str], object], text: str, note: str) -> Contest:
    return _paced(f"{find.__name__}, per byte", PACE, lambda: _seconds_a_byte(find, text), note)


def _floor_of(find: Callable[[str], object]) -> Contest:
    """The worst of the hostile inputs; which it is, is found once."""
    inputs = _hostile(find)
    taken = {unit: min(_seconds_a_byte(find, text) for _ in range(2)) for unit, text in inputs.items()}
    worst = max(taken, key=taken.__getitem__)
    note = f"the worst of {len(inputs)} hostile inputs, {worst!r} repeated"
    return _paced(f"{find.__name__}, floor", FLOOR, lambda: _seconds_a_byte(find, inputs[worst]), note)


def contests() -> list[Contest]:
    """All symbols and all dates of a long text, and the floor of both."""
    text, symbols = running_text()
    found = len(find_documents(text))
    if found != symbols:
        raise AssertionError(f"{found} symbols found of {symbols}: nothing to time")
    size = f"{len(text.encode()) / 1e6:.2f} MB in UTF-8"
    report = REPORT.read_text(encoding="utf-8") if REPORT.exists() else text
    plain = report * max(1, SIZE // len(report.encode()))
    of = "a real report" if REPORT.exists() else "the same text"
    return [
        _pace_of(find_documents, text, f"{size}, {symbols} symbols"),
        _pace_of(
            find_dates, plain, f"{len(plain.encode()) / 1e6:.2f} MB of {of}, {len(find_dates(plain))} dates"
        ),
        _floor_of(find_documents),
        _floor_of(find_dates),
    ]
