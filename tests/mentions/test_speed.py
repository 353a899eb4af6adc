"""How long a text takes: in time that grows as the text does, and never below a floor, whatever the text is made of.

A pace on a shared machine says little, so every pace is told beside that of a peer in the same run: words counted by `re` in
plain text, which a quiet core does at some twenty megabytes a second.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable

import pytest

from khcn_records.mentions import find_dates, find_documents
from project import ROOT

REPORT = ROOT.parent / "shared" / "seed" / "report-2024-02.txt"

Finder = Callable[[str], object]
FINDERS = pytest.mark.parametrize("find", [find_dates, find_documents], ids=lambda find: find.__name__)

MEGABYTE = 1_000_000
PEER = 19.0
"""Megabytes a second of the peer on a quiet core."""
FLOOR = 0.4
"""Megabytes a second of any text, where the peer has its nineteen; the promise is 0.5, the rest is for the clock."""
PLAIN = 4.0
"""The same for plain text; the promise is 5."""
GROWTH = 2.6
"""Twice the text takes at most so many times as long."""

_PEER_TEXT = "triển khai thực hiện nhiệm vụ khoa học và công nghệ trên địa bàn tỉnh năm 2024, " * 4_000
_WORD = re.compile(r"\w+")

RUNS = ["1", "/", "-", " ", "\n", "\u0301", "\u0323\u0301", "a\u0301", "1/", "12-", "1 / ", "a\u0301\u0323 "]  # fmt: skip
"""Ten megabytes of each."""

FRAGMENTS = [
    "1 tháng ", "tháng 1, ", "ngày 1, ", "quý I, ", "năm 2024, ", "ngày 1/2, ", "từ 1/2 ", "kể từ 30/4-", "1 -1 ", "1h\n", "từ 1 giờ ", "mỗi quý ",
    "cuối quý ", "một lần ngày ", "(hai năm ", "không quá 1, ", "trong thời hạn 5 ngày kể từ ngày a", "mùng 1 tết ", "ngày 1, tháng 2, ",
    "hạn 1/1, ", "1h 1/1, ", "hai quý 1 ",
]  # fmt: skip
CITATIONS = [
    "31/KH-UBND ", "số 1/K ", "1/AB-", "31/QĐ-UBND ngày 1/1/2024, ", "Công văn số 1/KH-UBND của A ", "Luật 1-KH/TU của A ", "mẫu số 1/AB ",
    "http://a/1/KH-UBND ", "1/2 ", "1-AB/TU của A ", "của AB&C 1-KH/TU của UBND A\n1-KH/TU của UBND 1-KH/TU ", "1/QĐ-UBND của UBND ", "Nghị quyết 01/2024/QH15; ",
]  # fmt: skip


def spent(work: Callable[[], object]) -> float:
    """Seconds of the processor."""
    start = time.process_time()
    work()
    return max(time.process_time() - start, 1e-4)


def _words() -> int:
    return sum(
        1
        for found in _WORD.finditer(_PEER_TEXT)
        if found[0].isdigit() or _WORD.match(_PEER_TEXT, found.end())
    )


def peer() -> float:
    """How fast the machine is now: the peer's pace, 1 on a quiet core of the kind that the floor was measured on."""
    return len(_PEER_TEXT.encode()) / MEGABYTE / min(spent(_words) for _ in range(3)) / PEER


def pace(find: Finder, text: str, enough: float) -> float:
    """Megabytes a second as on a quiet core: what is measured, by what the peer loses meanwhile; the best of three where poor."""
    size = len(text.encode()) / MEGABYTE
    best = 0.0
    for _ in range(3):
        before = peer()
        now = size / spent(lambda: find(text))
        best = max(best, now / min(before, peer()))
        if best >= enough:
            break
    return best


def repeated(unit: str, size: int) -> str:
    """The fragment again and again, up to so many bytes."""
    return unit * (size // len(unit.encode()))


@pytest.mark.slow
@FINDERS
@pytest.mark.parametrize("unit", RUNS, ids=repr)
def test_ten_megabytes_of_anything_keep_the_floor(find: Finder, unit: str) -> None:
    """Ten megabytes of figures, strokes, hyphens, spaces or combining marks are read at the floor or faster."""
    assert pace(find, repeated(unit, 10 * MEGABYTE), FLOOR) >= FLOOR


@pytest.mark.slow
@pytest.mark.parametrize(
    ("find", "unit"),
    [(find_dates, unit) for unit in FRAGMENTS] + [(find_documents, unit) for unit in CITATIONS],
    ids=lambda one: one if isinstance(one, str) else one.__name__,
)
def test_a_fragment_a_hundred_thousand_times_keeps_the_floor(find: Finder, unit: str) -> None:
    """A megabyte of one fragment of a date or a citation is read at the floor or faster."""
    assert pace(find, repeated(unit, MEGABYTE), FLOOR) >= FLOOR


@pytest.mark.slow
@pytest.mark.parametrize(
    ("find", "unit"),
    [(find_dates, unit) for unit in (*FRAGMENTS, *RUNS)]
    + [(find_documents, unit) for unit in (*CITATIONS, *RUNS)],
    ids=lambda one: one if isinstance(one, str) else one.__name__,
)
def test_twice_the_text_takes_twice_the_time(find: Finder, unit: str) -> None:
    """The time grows as the text does."""
    short, long = repeated(unit, 100_000), repeated(unit, 200_000)
    grown = (spent(lambda: find(long)) / spent(lambda: find(short)) for _ in range(6))
    assert any(growth <= GROWTH for growth in grown)


@pytest.mark.slow
def test_plain_text_is_read_at_megabytes_a_second() -> None:
    """Two megabytes of a real report keep the pace of plain text, the dates among them found."""
    if not REPORT.exists():
        pytest.skip("the report is not here")
    text = unicodedata.normalize("NFC", REPORT.read_text(encoding="utf-8"))
    long = text * (2 * MEGABYTE // len(text.encode()))
    assert pace(find_dates, long, PLAIN) >= PLAIN
