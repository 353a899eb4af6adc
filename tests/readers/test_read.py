"""The door of the shelf: what may be handed in, what is refused, and what a reading shows."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from khcn_records import readers
from khcn_records.errors import InvalidArgumentError, UnsupportedFormatError
from khcn_records.finding import Severity
from khcn_records.readers import KeptRole, Reading
from khcn_records.values.periods import ReportingPeriod
from unjudged import read

TEXT = (Path(__file__).parent / "appendix_single_spaced.txt").read_text(encoding="utf-8")


class OwnPath:
    """A path that is no `pathlib.Path`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __fspath__(self) -> str:
        return str(self.path)


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_every_kind_of_source_gives_the_same_tasks(path: Path) -> None:
    """A path as text or object, bytes, an open binary file and the text itself are one source."""
    data = path.read_bytes()
    with path.open("rb") as file:
        readings = [
            read(str(path)),
            read(path),
            read(OwnPath(path)),
            read(data),
            read(file),
            read(io.BytesIO(data)),
            read(text=TEXT),
        ]

    assert all(reading.records == readings[0].records for reading in readings)
    assert len(readings[0].records) == 3


def test_places_name_the_file(path: Path) -> None:
    """The name in places is the file's, or the one given; a text without a name has none."""
    assert {place.file for place in read(path).places} == {"bao-cao.txt"}
    assert {place.file for place in read(path, filename="khác.txt").places} == {"khác.txt"}
    assert {place.file for place in read(text=TEXT).places} == {None}
    assert {kept.place.file for kept in read(text=TEXT, filename="a.TXT").unread} == {"a.TXT"}


@pytest.mark.parametrize(
    ("source", "text"),
    [(None, None), (b"", ""), (5, None), (io.StringIO(TEXT), None), (None, b"x"), ([TEXT], None)],
)
def test_a_wrong_call_is_a_type_error(source: object, text: object) -> None:
    """Both or neither source, a text file, or another type: the caller's mistake is named as such."""
    with pytest.raises(TypeError):
        read(source, text=text)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.xlsx", "a.TXT.gz", "a.json"])
def test_a_text_is_read_under_any_name(name: str, tmp_path: Path) -> None:
    """The content says what a file is: a text named as something else is read as text, with a finding."""
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    reading = read(tmp_path / name)

    assert reading.records == read(text=TEXT).records
    assert [found.code for found in reading.findings] == ["suffix_differs"]
    assert read(text=TEXT, filename=name).findings == ()


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04....", b"\xd0\xcf\x11\xe0", b"{\\rtf1", b"\x89PNG" + bytes(range(256)), bytes(5000)]
)
def test_another_kind_of_document_is_refused_whatever_its_name(data: bytes) -> None:
    """A picture, an archive or a file of an old program is refused, not read as noise."""
    with pytest.raises(UnsupportedFormatError):
        read(data, filename="a.txt")


def test_another_language_is_refused() -> None:
    """Only Vietnamese sources are read."""
    with pytest.raises(UnsupportedFormatError):
        read(text="x", lang="en")


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    """A file that cannot be opened is the caller's to handle."""
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_usual_encodings_need_no_finding(encoding: str) -> None:
    """UTF-8 with and without a mark, and UTF-16, give the same reading and nothing to say."""
    reading = read(TEXT.encode(encoding))

    assert reading.records == read(text=TEXT).records
    assert reading.findings == ()


def test_broken_utf8_is_a_finding_at_its_line() -> None:
    """Bytes that are no UTF-8 stay visible as codes, with an error at their line; the rest is read."""
    reading = read(TEXT.encode().replace("Góp ý".encode(), b"G\xf3p \xfd"), filename="cu.txt")

    (finding,) = reading.findings
    assert (finding.code, finding.severity) == ("not_utf8", Severity.ERROR)
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == ("cu.txt", 7)
    assert len(reading.records) == 3
    assert "G\\xf3p" in reading.records[0].content


@pytest.mark.parametrize("data", [TEXT.encode("utf-16")[:-1], b"\xff\xfe\x00\xd8\x20\x00"])
def test_broken_utf16_is_a_finding(data: bytes) -> None:
    """UTF-16 that breaks off, or holds half a character, is read as far as it goes, with an error."""
    assert read(data).findings[0].code == "broken_characters"


def test_half_a_character_is_a_finding() -> None:
    """A lone surrogate, which no file could hold, becomes its code in the record, with an error at its line."""
    reading = read(text=TEXT.replace("Góp ý", "G\ud800p ý"))

    assert [(found.code, found.place and found.place.line) for found in reading.findings] == [
        ("broken_characters", 7)
    ]
    assert "G\\ud800p" in reading.records[0].content


@pytest.mark.skipif(
    sys.platform == "win32" or not os.supports_follow_symlinks, reason="names are bytes on POSIX only"
)
def test_a_file_name_that_is_no_text_is_shown_as_codes(tmp_path: Path) -> None:
    """A name that is no UTF-8 does not stand in the way."""
    name = os.fsdecode(os.fsencode(str(tmp_path)) + b"/b\xe1o.txt")
    try:
        Path(name).write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("the file system keeps text names only")

    assert read(name).places[0].file == "b\\udce1o.txt"


@pytest.mark.parametrize("source", [b"", b"\n \n\t\n", b"\xef\xbb\xbf", "\u200b\n".encode()])
def test_an_empty_file_is_an_empty_reading(source: bytes) -> None:
    """Nothing in, nothing out, all of it understood."""
    assert read(source) == Reading()
    assert read(source).coverage == 100


def test_coverage_is_the_share_of_lines_understood() -> None:
    """Kept text without a role counts against the coverage; headings, headers and page numbers do not."""
    reading = read(text=TEXT)
    body = [kept for kept in reading.unread if kept.role is KeptRole.BODY]

    assert (len(body), reading.line_count) == (3, 18)
    assert reading.coverage == pytest.approx(100 * 15 / 18)
    assert read(text="Kính gửi: Sở Nội vụ").coverage == 0


def test_a_record_knows_its_place() -> None:
    """`place_of` goes by the record itself, not by what it equals."""
    reading = read(text=TEXT)

    assert [reading.place_of(task) for task in reading.records] == list(reading.places)
    with pytest.raises(KeyError):
        reading.place_of(read(text=TEXT).records[0])


def test_a_notebook_shows_a_reading_escaped() -> None:
    """What stands in a file never becomes markup."""
    shown = read(
        text=TEXT.replace("Góp ý", "<script>alert(1)</script>").replace("2 31/KH", "3 31/KH")
    )._repr_html_()

    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "316/UBND-KGVX" in shown


def test_the_rules_about_text_are_run_unless_left_out() -> None:
    """Only raw text shows how a day is written, so reading says it; rules are chosen by code, or left out."""
    text = "Báo cáo ngày 17/1/2024"

    assert [one.code for one in readers.read(text=text).findings if one.code == "date_not_by_decree"]
    assert readers.read(text=text, rules=["misspelling"]).findings == read(text=text).findings
    with pytest.raises(InvalidArgumentError):
        readers.read(text=text, rules=["no_such_rule"])


@pytest.mark.parametrize(
    "title",
    [
        "BÁO CÁO\nKết quả công tác tháng 5, nhiệm vụ tháng 6 năm 2025",
        "BÁO CÁO THÁNG 5/2025",
        "BÁO CÁO THÁNG 5 NĂM 2025",
        "BÁO CÁO KẾT QUẢ CÔNG TÁC THÁNG 5/2025",
        "BÁO CÁO KẾT QUẢ CÔNG TÁC THÁNG 5,\nNHIỆM VỤ THÁNG 6 NĂM 2025",
        "BÁO CÁO TÓM TẮT\nKết quả công tác tháng 5 năm 2025",
    ],
)
def test_a_title_names_its_period_on_one_line_or_two(title: str) -> None:
    """However a report breaks its title, its period and items are read."""
    reading = read(
        text=f"SỞ KHOA HỌC VÀ CÔNG NGHỆ\n{title}\nI. TÌNH HÌNH\n1. Kết quả\n- Cấp 12 giấy phép.\nII. NHIỆM VỤ THÁNG 6\n- Họp.",
        rules=(),
    )

    assert reading.report is not None
    assert reading.report.period == ReportingPeriod.of_month(2025, 5)
    assert len(reading.report.plan_items) == 1
