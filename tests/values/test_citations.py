"""Citations together: the legal basis and identity."""

from __future__ import annotations

import pickle
import unicodedata
from typing import Literal

import pytest

from khcn_records.errors import InvalidDocumentReferenceError
from khcn_records.values.citations import format_legal_basis, identify, parse_legal_basis
from khcn_records.values.document_references import DocumentReference

LAW = DocumentReference.parse("Luật “Khoa học, công nghệ và đổi mới sáng tạo”")
DECREE = DocumentReference.parse(
    "Nghị định số 09/2019/NĐ-CP ngày 24/01/2019 của Chính phủ quy định về chế độ báo cáo"
)
PARTY = DocumentReference.parse("Nghị quyết số 12-NQ/ĐU, ngày 05/9/2026 của Đảng ủy")


def test_a_legal_basis_reads_back() -> None:
    """What is written as a legal basis reads back as the same documents."""
    assert parse_legal_basis(format_legal_basis([LAW, DECREE, PARTY])) == (LAW, DECREE, PARTY)


def test_each_basis_has_its_line_and_the_last_its_full_stop() -> None:
    """Lines end with a semicolon, the last with a full stop; a law goes by its name, other documents in full."""
    assert format_legal_basis([LAW, DECREE]).split("\n") == [
        "Căn cứ Luật Khoa học, công nghệ và đổi mới sáng tạo;",
        "Căn cứ Nghị định số 09/2019/NĐ-CP ngày 24 tháng 01 năm 2019 của Chính phủ quy định về chế độ báo cáo.",
    ]


def test_no_basis_is_no_line() -> None:
    """Nothing to cite is an empty text."""
    assert format_legal_basis([]) == ""


@pytest.mark.parametrize("end", [";", ",", ".", ""])
def test_older_endings_are_read(end: str) -> None:
    """A basis may end with a semicolon, a comma, a full stop or nothing, and may be broken over lines."""
    (found,) = parse_legal_basis(f"CĂN CỨ Quyết định số\n12/QĐ-UBND ngày 05/01/2024 của UBND tỉnh{end}")
    assert str(found) == "Quyết định số 12/QĐ-UBND ngày 05/01/2024 của UBND tỉnh"


@pytest.mark.parametrize(
    "text", ["", "Kính gửi: UBND tỉnh", "Theo đề nghị của Giám đốc Sở Nội vụ.", "Căn cứ tình hình thực tế"]
)
def test_what_cites_nothing_is_refused(text: str) -> None:
    """A line that is no legal basis, or cites no document, raises with the line."""
    with pytest.raises(InvalidDocumentReferenceError):
        parse_legal_basis(text)


def test_what_cites_nothing_is_kept_beside_the_documents() -> None:
    """A heading or a ground that is no document does not lose the block: it is told in `unread`, as it stands."""
    basis = parse_legal_basis(
        "BAN CHẤP HÀNH\n- Căn cứ Điều lệ Đảng;\n- Căn cứ tình hình thực tế,\n- Căn cứ Quyết định số 259-QĐ/TW,\nngày 24/01/2025"
        " của Bộ Chính trị\n- Căn cứ Luật Thanh tra; tình hình"
    )
    assert [str(one) for one in basis] == [
        "Điều lệ “Đảng”",
        "Quyết định số 259-QĐ/TW ngày 24/01/2025 của Bộ Chính trị",
        "Luật “Thanh tra; tình hình”",
    ]
    assert basis.unread == ("BAN CHẤP HÀNH", "Căn cứ tình hình thực tế")
    again = pickle.loads(pickle.dumps(basis))
    assert (again, again.unread) == (basis, basis.unread)


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015; Luật sửa đổi một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22/11/2019;",
         ["Luật ngày 19/6/2015 “Tổ chức chính quyền địa phương”",
          "Luật ngày 22/11/2019 “sửa đổi một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương”"]),
        ("Căn cứ Nghị định số 133/2008/NĐ-CP quy định chi tiết Luật Chuyển giao công nghệ và Nghị định số 103/2011/NĐ-CP, Nghị định số 120/2014/NĐ-CP;",
         ["Nghị định số 133/2008/NĐ-CP “quy định chi tiết Luật Chuyển giao công nghệ”", "Nghị định số 103/2011/NĐ-CP", "Nghị định số 120/2014/NĐ-CP"]),
        ("Căn cứ Luật Đất đai năm 2013 và Luật Nhà ở năm 2014;", ["Luật “Đất đai năm 2013”", "Luật “Nhà ở năm 2014”"]),
        ("Căn cứ Thông tư số 01/2020/TT-BTC hướng dẫn Nghị định số 02/2019/NĐ-CP và Nghị định số 03/2019/NĐ-CP;",
         ["Thông tư số 01/2020/TT-BTC “hướng dẫn Nghị định số 02/2019/NĐ-CP và Nghị định số 03/2019/NĐ-CP”"]),
        ("- Căn cứ Hiến pháp năm 2013;\n- Xét đề nghị của Văn phòng Tỉnh ủy,", ["Hiến pháp “năm 2013”"]),
        ("Căn cứ Luật Thanh tra;\nTheo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 05/TTr-SNV ngày 05/02/2024.", ["Luật “Thanh tra”"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_line_may_cite_several_documents(
    text: str, documents: list[str], form: Literal["NFC", "NFD"]
) -> None:
    """A kind behind a semicolon, a year, or with its symbol begins another document; titles, subjects and proposals do not."""
    found = parse_legal_basis(unicodedata.normalize(form, text))
    assert [str(one) for one in found] == documents


def test_a_party_document_may_have_a_comma_before_its_date() -> None:
    """Party style puts a comma before the date; both styles read as the same document."""
    styled = PARTY.cite(is_party_style=True)
    assert styled == "Nghị quyết số 12-NQ/ĐU, ngày 05/9/2026 của Đảng ủy"
    assert DocumentReference.parse(styled) == DocumentReference.parse(PARTY.cite()) == PARTY


def test_a_later_mention_is_kind_and_symbol() -> None:
    """The short form has neither date, issuer nor subject."""
    assert [one.cite(form="short") for one in (DECREE, PARTY, LAW)] == [
        "Nghị định số 09/2019/NĐ-CP",
        "Nghị quyết số 12-NQ/ĐU",
        "Luật Khoa học, công nghệ và đổi mới sáng tạo",
    ]


def test_an_unknown_form_is_refused() -> None:
    """A form that does not exist is a programmer's mistake."""
    with pytest.raises(ValueError, match="no such form"):
        DECREE.cite(form="long")


def test_repeated_symbols_stay_two_documents() -> None:
    """The same issuer, year and symbol twice are told apart by their order; another year or issuer is another document."""
    plan = DocumentReference.parse("31/KH-UBND ngày 25/6/2023")
    later = DocumentReference.parse("31/KH-UBND ngày 25/6/2024")
    assert [one[1:] for one in identify([plan, later, plan])] == [
        (2023, "31/KH-UBND", 1),
        (2024, "31/KH-UBND", 1),
        (2023, "31/KH-UBND", 2),
    ]


def test_party_numbers_run_through_a_term() -> None:
    """Party numbers are identified within the committee's term where it is named, state numbers within the year."""
    assert [one[1] for one in identify([PARTY, DECREE], term="2025-2030")] == ["2025-2030", 2019]


def test_spelling_of_the_issuer_does_not_split_a_document() -> None:
    """Two spellings of one issuer (uỷ, ủy) count as the same issuer."""
    one = DocumentReference.parse("Kế hoạch số 114-KH/TU ngày 05/01/2024 của Tỉnh uỷ")
    two = DocumentReference.parse("Kế hoạch số 114-KH/TU ngày 05/01/2024 của Tỉnh ủy")
    assert [identity[3] for identity in identify([one, two])] == [1, 2]
