"""The law of the shelf, for text whatever its name: nothing is lost, nothing raises, the same input gives the same output, in linear time."""

from __future__ import annotations

import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.readers import Reading
from khcn_records.records import id_field
from khcn_records.text import normalize
from unjudged import read

EVERY_READER = pytest.mark.parametrize("suffix", [".txt", ".docx"], ids=["text", "other"])
HERE = Path(__file__).parent
SAMPLES = {
    path.stem.removeprefix("appendix_"): path.read_text(encoding="utf-8")
    for path in sorted([*HERE.glob("appendix_*.txt"), *HERE.glob("report_*.txt")])
}
LINES = sorted({line for text in SAMPLES.values() for line in text.splitlines()})
ODD_LINES = (
    "", " ", "\t", "\xa0", "\u200b", "\f", "1", "2", "10", "999", "0", "00", "1.", "2)", "١", "²", "IV", "II.", "31/1/2024", "31/13/2024",
    "trước ngày", "năm", "2024", "Ngày", "ngày 31/02/2024", "114-", "KH/TU", "Phụ lục", "TT", "(Kèm theo", "Đúng hạn", "Chậm",
    "Nơi nhận:", "Tháng 13/2024", "Quý V/2024", "0/0", "\ud800", "\x00", "\u2028", "1 1 1 1", "I. ĐÃ THỰC HIỆN: 9999",
)  # fmt: skip
lines_of_tables = st.sampled_from([*LINES, *ODD_LINES])
breaks = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\f\n", " \n\n \n"])
soup = st.builds(
    lambda lines, end: end.join(lines), st.lists(lines_of_tables | st.text(max_size=12), max_size=60), breaks
)


@st.composite
def disturbed(draw: st.DrawFn) -> str:
    """A sample with lines deleted, doubled, exchanged or spelt otherwise."""
    lines = draw(st.sampled_from(list(SAMPLES.values()))).splitlines()
    for _ in range(draw(st.integers(0, 8))):
        place, other = (draw(st.integers(0, max(0, len(lines) - 1))) for _ in range(2))
        match (
            draw(st.sampled_from(["delete", "double", "swap", "tabs", "nbsp", "join", "odd"]))
            if lines
            else ""
        ):
            case "delete":
                del lines[place]
            case "double":
                lines.insert(other, lines[place])
            case "swap":
                lines[place], lines[other] = lines[other], lines[place]
            case "tabs":
                lines[place] = re.sub(r" {2,}", "\t", lines[place])
            case "nbsp":
                lines[place] = lines[place].replace(" ", "\xa0")
            case "join" if place + 1 < len(lines):
                lines[place : place + 2] = [" ".join(lines[place : place + 2])]
            case "odd":
                lines.insert(place, draw(st.sampled_from(ODD_LINES)))
    text = draw(breaks).join(lines)
    return unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), text)


texts = soup | disturbed() | st.text() | st.lists(st.integers(0, 12).map(str), max_size=60).map("\n".join)


def assert_nothing_is_lost(text: str, reading: Reading) -> None:
    """Each non-blank line stands in the place of a record or in the kept text, there once and alone."""
    lines = {
        number for number, line in enumerate(re.split(r"\r\n|\r|\n", normalize(text)), 1) if line.strip()
    }
    kept = [kept.place.line for kept in reading.unread]
    ranges = [range(place.line or 0, (place.line_end or 0) + 1) for place in reading.places]
    in_records = {number for span in ranges for number in span if number in lines and number not in set(kept)}

    assert Counter([*kept, *in_records]) == Counter(lines)
    assert reading.line_count == len(lines)
    assert len(reading.records) == len(reading.places)
    assert all(any(number not in set(kept) for number in span) for span in ranges)
    assert all(found.place is None or found.place.line in lines for found in reading.findings)


@EVERY_READER
@given(text=texts)
def test_nothing_is_lost_and_nothing_raises(suffix: str, text: str) -> None:
    """Whatever the text, reading it does not raise, and each of its lines is accounted for once."""
    reading = read(text=text, filename="x" + suffix)

    assert_nothing_is_lost(text.encode("utf-8", "backslashreplace").decode(), reading)
    assert 0 <= reading.coverage <= 100
    assert all(finding.message("vi") and finding.message("en") for finding in reading.findings)


@EVERY_READER
@given(text=texts)
def test_the_same_text_gives_the_same_reading(suffix: str, text: str) -> None:
    """A reading depends on the text alone."""
    assert read(text=text, filename="x" + suffix) == read(text=text, filename="x" + suffix)


@EVERY_READER
@given(text=texts)
def test_ids_are_unique_whatever_the_text(suffix: str, text: str) -> None:
    """Two records of one kind in one reading never share an id."""
    ids = [(type(one), getattr(one, id_field(one))) for one in read(text=text, filename="x" + suffix).records]

    assert len(ids) == len(set(ids))


@EVERY_READER
@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize(
    "spell",
    [
        lambda text: unicodedata.normalize("NFC", text),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
    ],
    ids=["NFC", "NFD", "CRLF", "CR", "BOM"],
)
def test_the_spelling_of_the_file_changes_nothing(
    suffix: str, name: str, spell: Callable[[str], str]
) -> None:
    """Composed or decomposed letters, and the kind of line ends, change neither tasks nor places."""
    plain, other = (
        read(text=SAMPLES[name], filename="x" + suffix),
        read(text=spell(SAMPLES[name]), filename="x" + suffix),
    )

    assert other.records == plain.records
    assert other.places == plain.places
    assert [found.code for found in other.findings] == [found.code for found in plain.findings]


HEADER = "Phụ lục\nTT Số/Ký hiệu VBCĐ Nội dung Thời hạn Ngày hoàn thành Tiến độ Kết quả\n"
ROW = "1\n316/UBND-KGVX\nNgày 17/01/2024\n"
REPORT = "BÁO CÁO\nKết quả công tác tháng 5 năm 2024\nI. KẾT QUẢ CÔNG TÁC\n1. Công tác quản lý đề tài, dự án KH&CN\n"
HOSTILE: dict[str, Callable[[int], str]] = {
    "ones": lambda n: HEADER + "1\n" * n,
    "groups": lambda n: HEADER + "I ĐÃ THỰC HIỆN: 1\n" * n,
    "days": lambda n: HEADER + ROW + "31/1/2024\n" * n,
    "one long row": lambda n: HEADER + ROW + "Góp ý dự thảo\n" * n,
    "numbers in a row": lambda n: HEADER + ROW + "Góp ý dự thảo\n7\n" * (n // 2),
    "endings in a row": lambda n: HEADER + ROW + "Nơi nhận: các sở\n" * n,
    "rows": lambda n: HEADER + (ROW + "31/1/2024 Đúng hạn\n") * (n // 4),
    "rows without numbers": lambda n: HEADER + "316/UBND-KGVX\nGóp ý\n31/1/2024 Đúng hạn\n" * (n // 3),
    "headers": lambda n: HEADER * (n // 2),
    "headers in a row": lambda n: HEADER + ROW + "Góp ý\nTT Số/Ký hiệu VBCĐ Nội dung Thời hạn\n" * (n // 2),
    "columns": lambda n: "TT  \tX\n" + HEADER.replace(" Nội", "   Nội").replace(" Thời", "   Thời").replace("TT ", "TT   ").replace(" Tiến", "   Tiến")
    + "1    316/UBND-KGVX   Góp ý   31/1/2024   Đúng hạn\n" * n,
    "prose": lambda n: "Nội dung, thời hạn và kết quả xử lý nhiệm vụ được giao theo Kế hoạch số 31/KH-UBND.\n" * n,
    "progress": lambda n: HEADER + ROW + "Đúng hạn\n" * n,
    "one long line": lambda n: HEADER + "1 316/UBND-KGVX " + "31/1/2024 " * n,
    "items": lambda n: REPORT + "- Cấp 13 giấy phép (lũy kế 19 giấy phép).\n" * n,
    "headings": lambda n: REPORT + "1. Công tác quản lý\n- Họp\n" * (n // 2),
    "lists of documents": lambda n: REPORT + "- Ban hành các quyết định:\n+ Phê duyệt dự án\n" * (n // 2),
    "tasks by title": lambda n: REPORT + "- Phê duyệt đề tài “Nghiên cứu giống lúa”.\n" * n,
    "one long item": lambda n: REPORT + "- " + "đề tài “A”; 02 nhiệm vụ: 1 mẫu (lũy kế 2 mẫu), " * (n // 2),
    "footnotes": lambda n: REPORT + "- Thử nghiệm 2 mẫu1.\n1 Than: 2 mẫu.\n" * (n // 2),
    "one line of blanks": lambda n: HEADER + "1 316/UBND-KGVX" + " " * n + "x",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_time_is_linear(kind: str) -> None:
    """Ten times the lines take about ten times as long, for ordinary and for hostile texts."""

    def seconds(count: int) -> float:
        text = HOSTILE[kind](count)
        start = time.process_time()
        read(text=text, filename="x.txt")
        return time.process_time() - start

    seconds(100)
    small = max(min(seconds(2_000) for _ in range(2)), 0.004)
    assert seconds(20_000) < 40 * small


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hundred_thousand_lines_are_read_in_seconds(kind: str) -> None:
    """A text of 10^5 lines is read in a few seconds whatever stands in it."""
    text = HOSTILE[kind](100_000)
    start = time.process_time()
    reading = read(text=text, filename="x.txt")

    assert time.process_time() - start < 60
    assert reading.line_count >= 2
