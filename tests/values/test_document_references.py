"""References to documents: the order of a citation, its canonical text, and what identifies a document."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Literal

import pytest
from hypothesis import given

from khcn_records.errors import InvalidDocumentNumberError, InvalidDocumentReferenceError
from khcn_records.values.document_kinds import OFFICIAL_LETTER, DocumentKind
from khcn_records.values.document_numbers import DocumentFamily, DocumentNumber
from khcn_records.values.document_references import DocumentReference
from strategies import document_references

# text, number, date, kind, issuer, subject
CITATIONS = [
    ("Kế hoạch số 114-KH/TU ngày 05/01/2024 của Ban Thường vụ Tỉnh uỷ", "114-KH/TU", "2024-01-05", "Kế hoạch", "Ban Thường vụ Tỉnh uỷ", None),
    ("Kế hoạch số 114- KH/TU ngày 05/01/2024 của Ban Thường vụ Tỉnh uỷ", "114-KH/TU", "2024-01-05", "Kế hoạch", "Ban Thường vụ Tỉnh uỷ", None),
    ("Nghị quyết số 11/2022/NQ-HĐND ngày 12/7/2022 của HĐND tỉnh", "11/2022/NQ-HĐND", "2022-07-12", "Nghị quyết", "HĐND tỉnh", None),
    ("Kết luận số 69-KL/TW của Bộ Chính trị", "69-KL/TW", None, "Kết luận", "Bộ Chính trị", None),
    ("Công văn số 167/KHCN-QLCN ngày 22/01/2024", "167/KHCN-QLCN", "2024-01-22", "Công văn", None, None),
    ("Nghị Quyết số 43/2022/NQ-HĐND", "43/2022/NQ-HĐND", None, "Nghị quyết", None, None),
    ("Quyết định số 2000/QĐ-UBND ngày 20/12/2023 của Chủ tịch UBND tỉnh", "2000/QĐ-UBND", "2023-12-20", "Quyết định", "Chủ tịch UBND tỉnh", None),
    ("số 239/KH-UBND ngày 18/8/2020 của UBND tỉnh Bắc Giang", "239/KH-UBND", "2020-08-18", "Kế hoạch", "UBND tỉnh Bắc Giang", None),
    ("316/UBND-KGVX Ngày 17/01/2024", "316/UBND-KGVX", "2024-01-17", "Công văn", None, None),
    ("316/UBND-KGVX\n Ngày 17/01/2024", "316/UBND-KGVX", "2024-01-17", "Công văn", None, None),
    ("Kế hoạch số 114-KH/TU ngày 05/01/2024.", "114-KH/TU", "2024-01-05", "Kế hoạch", None, None),
    ("Biên bản Ghi nhớ số 234-BB/TUBG-TUTN", "234-BB/TUBG-TUTN", None, "Biên bản ghi nhớ", None, None),
    ("Báo cáo số /BC-KHCN ngày ..…/..../2024 của Sở Khoa học và Công nghệ", "/BC-KHCN", None, "Báo cáo", "Sở Khoa học và Công nghệ", None),
    ("Báo cáo số      /BC-KHCN ngày    tháng 02 năm 2024 của Sở KH&CN", "/BC-KHCN", None, "Báo cáo", "Sở KH&CN", None),
    ("Nghị quyết số 12-NQ/ĐU, ngày 05/9/2026 của Đảng ủy", "12-NQ/ĐU", "2026-09-05", "Nghị quyết", "Đảng ủy", None),
    ("Quyết định 1982/QĐ-UBND (ngày 19/12/2023)", "1982/QĐ-UBND", "2023-12-19", "Quyết định", None, None),
    ("Quyết định của UBND tỉnh số 5/QĐ-UBND ngày 5/2/2024", "05/QĐ-UBND", "2024-02-05", "Quyết định", "UBND tỉnh", None),
    ("Kế hoạch 31 /KH- UBND ngày 25 tháng 6 năm 2023 của UBND tỉnh", "31/KH-UBND", "2023-06-25", "Kế hoạch", "UBND tỉnh", None),
    ("KH số 31/KH-UBND ngày 25-6-2023", "31/KH-UBND", "2023-06-25", "Kế hoạch", None, None),
    ("CV 316/UBND-KGVX", "316/UBND-KGVX", None, "Công văn", None, None),
    ("BCTĐ số 87/BCTĐ-STP ngày 26/6/2026", "87/BCTĐ-STP", "2026-06-26", "BCTĐ", None, None),
    ("Số: 31/KH-UBND", "31/KH-UBND", None, "Kế hoạch", None, None),
    ("31/KH-UBND", "31/KH-UBND", None, "Kế hoạch", None, None),
    ("Luật số 93/2025/QH15 ngày 27/6/2025 của Quốc hội", "93/2025/QH15", "2025-06-27", "Luật", "Quốc hội", None),
    ("Bộ luật số 91/2015/QH13", "91/2015/QH13", None, "Bộ luật", None, None),
    ("Luật Khoa học và công nghệ số 29/2013/QH13", "29/2013/QH13", None, "Luật", None, "Khoa học và công nghệ"),
    ("Luật Khoa học và công nghệ", None, None, "Luật", None, "Khoa học và công nghệ"),
    ("Bộ luật Dân sự 2015", None, None, "Bộ luật", None, "Dân sự 2015"),
    ("Tờ trình số 05/TTr-SKHCN ngày 05/02/2024 của Sở KH&CN v/v xin kinh phí", "05/TTr-SKHCN", "2024-02-05", "Tờ trình", "Sở KH&CN", "v/v xin kinh phí"),
    ("Kế hoạch số 02/KH-UBND ngày 11/01/2024 của UBND tỉnh về chuyển đổi số", "02/KH-UBND", "2024-01-11", "Kế hoạch", "UBND tỉnh", "về chuyển đổi số"),
    ("Công văn số 410/TTr-NV1", "410/TTr-NV1", None, "Công văn", None, None),
    ("Quy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư", "66-QĐ/TW", "2017-02-06", "Quy định", "Ban Bí thư", None),
    ("Căn cứ Luật Khoa học và Công nghệ số 29/2013/QH13;", "29/2013/QH13", None, "Luật", None, "Khoa học và Công nghệ"),
    ("Luật Hoạt động giám sát của Quốc hội và HĐND số 87/2015/QH13", "87/2015/QH13", None, "Luật", None, "Hoạt động giám sát của Quốc hội và HĐND"),
    ("Luật sửa đổi, bổ sung một số điều của Luật Đầu tư số 03/2022/QH15", "03/2022/QH15", None, "Luật", None, "sửa đổi, bổ sung một số điều của Luật Đầu tư"),
    ("Luật Đầu tư công ngày 18 tháng 6\nnăm 2014", None, "2014-06-18", "Luật", None, "Đầu tư công"),
    ("Căn cứ Luật Đầu tư công ngày 18/6/2014.", None, "2014-06-18", "Luật", None, "Đầu tư công"),
    ("Luật Tổ chức HĐND và UBND ngày 26/11/2003 của Quốc hội", None, "2003-11-26", "Luật", "Quốc hội", "Tổ chức HĐND và UBND"),
    ("Luật Đầu tư công ngày 18/6/2014 đã sửa đổi", None, None, "Luật", None, "Đầu tư công ngày 18/6/2014 đã sửa đổi"),
    ("Pháp lệnh Hải quan ngày 20/02/1990", None, "1990-02-20", "Pháp lệnh", None, "Hải quan"),
    ("Hiến pháp năm 2013", None, None, "Hiến pháp", None, "năm 2013"),
    ("Nghị định số 29/2008/NĐ-CP của Chính phủ ngày 14/3/2008 quy định về khu công nghiệp", "29/2008/NĐ-CP", "2008-03-14", "Nghị định", "Chính phủ", "quy định về khu công nghiệp"),
    ("Kết luận của Chủ tịch UBND tỉnh tại cuộc họp ngày 05/01/2024", None, None, "Kết luận", "Chủ tịch UBND tỉnh tại cuộc họp ngày 05/01/2024", None),
    ("Nghị định số 51/2014/NĐ-CP ngày 21/5/2014 của Chính phủ (sau đây gọi tắt là Nghị định số 51/2014/NĐ-CP).", "51/2014/NĐ-CP", "2014-05-21", "Nghị định", "Chính phủ", None),
    ("Công văn số 13587 TC/TCT ngày 01/02/1999", "13587-TC/TCT", "1999-02-01", "Công văn", None, None),
    ("Nghị quyết số 66.13/2026/NQ-CP ngày 27/01/2026", "66.13/2026/NQ-CP", "2026-01-27", "Nghị quyết", None, None),
    ("tờ trình số 15/TT-BQL ngày 31/3/2008", "15/TT-BQL", "2008-03-31", "Tờ trình", None, None),
    ("Thông tư 12/2020/TT-BGTVT ngày 29/5/2020 của Bộ Giao thông vận tải quy định về vận tải", "12/2020/TT-BGTVT", "2020-05-29", "Thông tư", "Bộ Giao thông vận tải", "quy định về vận tải"),
    ("Quyết định số 5/QĐ-SGTVT của Sở Giao thông\nvận tải", "05/QĐ-SGTVT", None, "Quyết định", "Sở Giao thông vận tải", None),
    ("Báo cáo số 5/BC-UBXH15 của Uỷ ban về Các vấn đề xã hội về thẩm tra", "05/BC-UBXH15", None, "Báo cáo", "Uỷ ban về Các vấn đề xã hội", "về thẩm tra"),
    ("Quyết định số 5/QĐ-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ giao việc", "05/QĐ-VPCP", None, "Quyết định", "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "giao việc"),
    ("- Căn cứ Quyết định số 259-QĐ/TW, ngày 24/01/2025 của Bộ Chính trị", "259-QĐ/TW", "2025-01-24", "Quyết định", "Bộ Chính trị", None),
    ("Quyết định số 12/QĐ-BTC năm 2025 ngày 30/6/2025 của Bộ Tài chính", "12/QĐ-BTC", "2025-06-30", "Quyết định", "Bộ Tài chính", None),
    ("Căn cứ Điều lệ Đảng", None, None, "Điều lệ", None, "Đảng"),
    ("Kế hoạch số 31/KH-UBND “về kinh tế số; Báo cáo kết quả”", "31/KH-UBND", None, "Kế hoạch", None, "về kinh tế số; Báo cáo kết quả"),
    ("Kế hoạch số 31/KH-UBND “về kinh tế số”", "31/KH-UBND", None, "Kế hoạch", None, "về kinh tế số"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number", "day", "kind", "issuer", "subject"), CITATIONS, ids=[row[0][:40] for row in CITATIONS]
)
def test_citations_of_real_texts(
    text: str, number: str | None, day: str | None, kind: str, issuer: str | None, subject: str | None
) -> None:
    """Kind, symbol, date, issuer and subject are read as far as the text gives them, and read back from the canonical text."""
    read = DocumentReference.parse(text)

    assert number == (None if read.number is None else str(read.number))
    assert day == (None if read.issued_on is None else read.issued_on.isoformat())
    assert read.kind is not None
    assert (kind, issuer, subject) == (read.kind.label(), read.issuer, read.subject)
    assert read == DocumentReference.parse(str(read))


@pytest.mark.parametrize(
    "text",
    ["thực hiện nhiệm vụ", "UBND tỉnh", "ngày 05/02/2024", "của UBND tỉnh", "31", "15/15 mẫu", "05/02/2024", "“”", "ngày 05/02/2024 “”", "Kế hoạch số 31/KH-UBND ngày 31/02/2024",
     "31/KH-UBND ngày 30/02/2024", "Quyết định số 1.982/QĐ-UBND", "Căn cứ tình hình thực tế", "Luật Đầu tư công ngày 31/6/2014", "Theo đề nghị của Giám đốc Sở", "TCVN ISO 9001:2015", "số"],
)  # fmt: skip
def test_what_cites_nothing_is_refused(text: str) -> None:
    """Without symbol, known kind or subject nothing is cited; a date that does not exist is not passed over."""
    with pytest.raises(InvalidDocumentReferenceError) as caught:
        DocumentReference.parse(text)

    assert caught.value.text == text


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015; Luật sửa đổi một số điều của Luật Tổ chức Chính phủ ngày 22/11/2019;",
        "Luật Đất đai năm 2013 và Luật Nhà ở năm 2014",
        "Nghị định số 103/2011/NĐ-CP, Nghị định số 120/2014/NĐ-CP",
        "Quyết định số 5/QĐ-UBND của UBND tỉnh và\nKế hoạch số 6/KH-UBND",
    ],
)
def test_several_documents_are_no_citation(text: str, form: Literal["NFC", "NFD"]) -> None:
    """One reference is one document: what cites several is refused, and read by parse_legal_basis."""
    with pytest.raises(InvalidDocumentReferenceError):
        DocumentReference.parse(unicodedata.normalize(form, text))


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        (DocumentReference("31/KH-UBND"), "Kế hoạch số 31/KH-UBND"),
        (DocumentReference("114-KH/TU", dt.date(2024, 1, 5), "Ban Thường vụ Tỉnh ủy"), "Kế hoạch số 114-KH/TU ngày 05/01/2024 của Ban Thường vụ Tỉnh ủy"),
        (DocumentReference("316/UBND-KGVX", dt.date(2024, 7, 17)), "Công văn số 316/UBND-KGVX ngày 17/7/2024"),
        (DocumentReference("31/KH-UBND", subject="về kinh tế số"), "Kế hoạch số 31/KH-UBND “về kinh tế số”"),
        (DocumentReference(kind=DocumentKind("L"), subject="Đất đai"), "Luật “Đất đai”"),
        (DocumentReference("93/2025/QH15"), "số 93/2025/QH15"),
        (DocumentReference(subject="Đất đai"), "“Đất đai”"),
        (DocumentReference("410/TTr-NV1", kind=OFFICIAL_LETTER), "Công văn số 410/TTr-NV1"),
        (DocumentReference("66-QĐ/TW", kind=DocumentKind("QyĐ")), "Quy định số 66-QĐ/TW"),
        (DocumentReference("/BC-KHCN"), "Báo cáo số /BC-KHCN"),
    ],
)  # fmt: skip
def test_the_canonical_text(reference: DocumentReference, text: str) -> None:
    """Nghị định 30/2020, Phụ lục I: kind, number, date, issuer, subject, in this order; the subject stands in quotes."""
    assert text == str(reference)
    assert reference == DocumentReference.parse(text)


def test_a_citation_in_both_languages() -> None:
    """Names and subjects stay Vietnamese; kind, date and order words are of the language."""
    reference = DocumentReference("02/KH-UBND", dt.date(2024, 1, 11), "UBND tỉnh", subject="về chuyển đổi số")

    assert reference.cite() == "Kế hoạch số 02/KH-UBND ngày 11/01/2024 của UBND tỉnh về chuyển đổi số"
    assert reference.cite("en") == "plan No. 02/KH-UBND of 11 Jan 2024 by UBND tỉnh về chuyển đổi số"
    assert reference.cite(style="long").startswith("Kế hoạch số 02/KH-UBND ngày 11 tháng 01 năm 2024 của")


def test_the_kind_that_cites_settles_the_number() -> None:
    """A công văn 410/TTr-NV1 is no submission, whether it was parsed or built."""
    built = DocumentReference("410/TTr-NV1", kind=OFFICIAL_LETTER)
    parsed = DocumentReference.parse("Công văn số 410/TTr-NV1")

    for reference in (built, parsed):
        assert reference.number is not None
        assert reference.number.family is DocumentFamily.OFFICIAL_LETTER
        assert reference.kind == OFFICIAL_LETTER


@given(document_references())
def test_kind_and_number_agree_after_a_round_trip(reference: DocumentReference) -> None:
    """The reading of the number, which equality does not see, comes back as well."""
    again = DocumentReference.parse(str(reference))

    if reference.number is None:
        assert again.number is None
    else:
        assert again.number is not None
        assert (reference.number.kind, reference.number.family) == (again.number.kind, again.number.family)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Kế hoạch số 31/KH-UBND ngày 25/6/2023 của UBND tỉnh", ("ủy ban nhân dân tỉnh", 2023, "31/KH-UBND")),
        (
            "Kế hoạch số 31/KH-UBND ngày 25/6/2023 của Uỷ ban nhân dân tỉnh",
            ("ủy ban nhân dân tỉnh", 2023, "31/KH-UBND"),
        ),
        ("Kế hoạch số 5-KH/TU ngày 25/6/2023 của TỈNH UỶ", ("tỉnh ủy", 2023, "05-KH/TU")),
        (
            "Nghị quyết số 29-NQ/TW ngày 04/11/2013 của Ban Chấp hành Trung ương khóa XI",
            ("ban chấp hành trung ương", "khóa XI", "29-NQ/TW"),
        ),
        ("Nghị quyết số 1658/NQ-UBTVQH15 ngày 16/6/2025", (None, "khóa XV", "1658/NQ-UBTVQH15")),
        ("Luật số 93/2025/QH15", (None, "khóa XV", "93/2025/QH15")),
        ("Thông tư số 14/2023/TT-BKHCN", (None, 2023, "14/2023/TT-BKHCN")),
        ("316/UBND-KGVX", (None, None, "316/UBND-KGVX")),
        ("Luật Đất đai", (None, None, None)),
    ],
)
def test_what_identifies_a_document(text: str, key: tuple[str | None, int | str | None, str | None]) -> None:
    """Nghị định 30/2020, Điều 15: numbers restart each year in each body, so issuer, year (or term) and symbol make the key."""
    assert key == DocumentReference.parse(text).key


def test_one_symbol_of_two_years_is_two_documents() -> None:
    """A symbol alone is never an identity."""
    first, second = (
        DocumentReference("31/KH-UBND", dt.date(year, 6, 25), "UBND tỉnh") for year in (2023, 2024)
    )

    assert first != second
    assert first.key != second.key


@pytest.mark.parametrize(
    "nothing",
    [
        {},
        {"issued_on": dt.date(2024, 2, 5)},
        {"issuer": "UBND tỉnh"},
        {"kind": DocumentKind("ABC")},
        {"subject": "  "},
    ],
)
def test_a_reference_to_nothing_is_refused(nothing: dict[str, object]) -> None:
    """A date, an issuer or an unknown kind alone point at no document."""
    with pytest.raises(InvalidDocumentReferenceError):
        DocumentReference(**nothing)  # type: ignore[arg-type]


def test_an_issuer_holds_no_symbol() -> None:
    """A symbol inside the issuer's name would be read as the document's own."""
    with pytest.raises(InvalidDocumentReferenceError, match="without a symbol"):
        DocumentReference("31/KH-UBND", issuer="UBND tỉnh số 32/KH-UBND")


def test_a_bad_number_is_a_bad_number() -> None:
    """A number given as text is parsed, and refused as a number."""
    assert DocumentReference("31/KH-UBND") == DocumentReference(DocumentNumber.parse("31/KH-UBND"))
    with pytest.raises(InvalidDocumentNumberError):
        DocumentReference("31")


@pytest.mark.parametrize(
    "parts",
    [
        {"issued_on": "2024-02-05"},
        {"issued_on": dt.datetime(2024, 2, 5)},
        {"kind": "Kế hoạch"},
        {"issuer": 5},
        {"subject": 5},
        {"number": 31},
    ],
)
def test_parts_have_their_types(parts: dict[str, object]) -> None:
    """Nothing but the number is read from text."""
    with pytest.raises(TypeError):
        DocumentReference(**{"number": "31/KH-UBND", **parts})  # type: ignore[arg-type]


def test_typographic_quotes_in_a_name_become_straight() -> None:
    """The canonical text marks the subject with typographic quotes, so an issuer has straight ones."""
    assert DocumentReference("31/KH-UBND", issuer="Sở “Xây dựng”").issuer == 'Sở "Xây dựng"'


def test_a_subject_keeps_its_quotes() -> None:
    """Quotes inside a subject come back as they were."""
    reference = DocumentReference("31/KH-UBND", subject="phát triển “chuẩn” đo “lường”")

    assert DocumentReference.parse(str(reference)).subject == "phát triển “chuẩn” đo “lường”"
