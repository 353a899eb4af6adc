"""Kinds of document: the abbreviations of the decree, the nouns that cite them, and a list that stays open."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from khcn_records.errors import InvalidValueError, UnknownLanguageError
from khcn_records.values.document_kinds import (
    COPY_TYPES,
    OFFICIAL_LETTER,
    TYPES,
    DocumentKind,
    kind_of_noun,
    noun_at_end,
    noun_at_start,
    official_spelling,
)
from strategies import document_kinds

DECREE_30 = (
    "NQ Nghị quyết; QĐ Quyết định; CT Chỉ thị; QC Quy chế; QyĐ Quy định; TC Thông cáo; TB Thông báo; HD Hướng dẫn; CTr Chương trình; KH Kế hoạch; "
    "PA Phương án; ĐA Đề án; DA Dự án; BC Báo cáo; BB Biên bản; TTr Tờ trình; HĐ Hợp đồng; CĐ Công điện; BGN Bản ghi nhớ; BTT Bản thỏa thuận; "
    "GUQ Giấy ủy quyền; GM Giấy mời; GGT Giấy giới thiệu; GNP Giấy nghỉ phép; PG Phiếu gửi; PC Phiếu chuyển; PB Phiếu báo; "
    "SY Bản sao y; TrS Bản trích sao; SL Bản sao lục"
)
TABLE = [tuple(row.split(" ", 1)) for row in DECREE_30.split("; ")]


@pytest.mark.parametrize(("abbreviation", "name"), TABLE)
def test_the_kinds_of_the_decree(abbreviation: str, name: str) -> None:
    """Nghị định 30/2020, Phụ lục III: 27 abbreviations and three of copies, each with its name."""
    kind = DocumentKind(abbreviation)

    assert name == kind.label("vi")
    assert kind.is_known
    assert kind.label("en") not in {"", abbreviation}
    assert abbreviation in TYPES
    assert kind == kind_of_noun(name)


def test_the_decree_names_thirty() -> None:
    """No abbreviation of the annex is missing or repeated."""
    assert len(set(TABLE)) == 30
    assert {"SY", "TrS", "SL"} == COPY_TYPES


@pytest.mark.parametrize(
    ("noun", "abbreviation"),
    [("Công văn", ""), ("Nghị định", "NĐ"), ("Thông tư", "TT"), ("Thông tư liên tịch", "TTLT"), ("Kết luận", "KL"), ("Luật", "L"), ("Bộ luật", "L"),
     ("Pháp lệnh", "PL"), ("Văn bản hợp nhất", "VBHN"), ("Biên bản ghi nhớ", "BB"), ("KẾ HOẠCH", "KH"), ("Giấy uỷ quyền", "GUQ"), ("Bản thoả thuận", "BTT")],
)  # fmt: skip
def test_nouns_of_other_kinds(noun: str, abbreviation: str) -> None:
    """Normative and Party kinds, capitals, and both ways to place a tone."""
    kind = kind_of_noun(noun)

    assert kind is not None
    assert abbreviation == kind.abbreviation
    assert kind == kind_of_noun(unicodedata.normalize("NFD", noun))


@pytest.mark.parametrize("noun", ["", "nhiệm vụ", "Kế", "Kế hoạch năm", "De an", "KH", "hợp  tác"])
def test_other_words_name_no_kind(noun: str) -> None:
    """A noun is a whole name of a kind, with its marks."""
    assert kind_of_noun(noun) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("HD", "HĐ"), ("DA", "ĐA"), ("QĐ", "QyĐ"), ("CT", "CTr"), ("TT", "TTr"), ("SL", "SY"), ("KH", "KL")],
)
def test_kinds_that_look_alike_are_apart(one: str, other: str) -> None:
    """Đ is not D, and a small letter may be all that parts two kinds."""
    assert DocumentKind(one).label() != DocumentKind(other).label()
    assert official_spelling(one) == one
    assert official_spelling(other) == other


@pytest.mark.parametrize(
    ("token", "expected"),
    [("TTR", "TTr"), ("Ctr", "CTr"), ("ctr", "CTr"), ("QYĐ", "QyĐ"), ("QCh", "QC"), ("DAn", "DA"), ("qđ", "QĐ"), ("TRS", "TrS"), ("UBND", None), ("QD", None), ("", None)],
)  # fmt: skip
def test_the_official_spelling(token: str, expected: str | None) -> None:
    """Variants of case are read as the official spelling; a missing stroke is not a variant."""
    assert expected == official_spelling(token)


def test_there_is_one_official_letter() -> None:
    """The Party's CV and the state's letter without abbreviation are one kind."""
    assert DocumentKind("CV") == OFFICIAL_LETTER == kind_of_noun("công văn")
    assert OFFICIAL_LETTER.abbreviation == ""
    assert (OFFICIAL_LETTER.label("vi"), OFFICIAL_LETTER.label("en")) == ("Công văn", "official letter")


def test_one_abbreviation_may_serve_two_kinds() -> None:
    """The Party writes QĐ for quyết định and for quy định."""
    regulation = DocumentKind("QĐ", "quy_dinh")

    assert regulation.label() == "Quy định"
    assert DocumentKind("QĐ").label() == "Quyết định"
    assert regulation != DocumentKind("QĐ")


@pytest.mark.parametrize("abbreviation", ["BCTĐ", "CTKS", "K", "A1", "BC&TT"])
def test_an_unknown_abbreviation_is_its_own_name(abbreviation: str) -> None:
    """The list is open: what no table names is kept as written, in every language."""
    kind = DocumentKind(abbreviation)

    assert not kind.is_known
    assert abbreviation == kind.label("vi") == kind.label("en") == str(kind)


def test_look_alikes_of_d_with_stroke_make_one_kind() -> None:
    """Icelandic Ð in an abbreviation is Đ."""
    assert DocumentKind("Q\u00d0") == DocumentKind("QĐ")


@pytest.mark.parametrize(
    "abbreviation", ["31", "K H", "KH-UBND", "KH/", "a" * 17, " ", "&", "_", "ngày", "kh"]
)
def test_what_is_no_abbreviation_is_refused(abbreviation: str) -> None:
    """An abbreviation is one short word."""
    with pytest.raises(InvalidValueError):
        DocumentKind(abbreviation)


@pytest.mark.parametrize("thing", [None, 5, b"KH"])
def test_an_abbreviation_is_text(thing: object) -> None:
    """Nothing is coerced."""
    with pytest.raises(TypeError):
        DocumentKind(thing)  # type: ignore[arg-type]


@given(document_kinds())
def test_every_kind_has_a_label_in_every_language(kind: DocumentKind) -> None:
    """A label is never empty, and an unknown language is refused for every kind."""
    assert kind.label("vi")
    assert kind.label("en")
    with pytest.raises(UnknownLanguageError):
        kind.label("fr")


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Căn cứ Nghị quyết", "Nghị quyết"),
        ("ban hành Kế hoạch", "Kế hoạch"),
        ("theo Thông tư liên tịch", "Thông tư liên tịch"),
        ("Biên bản Ghi nhớ", "Biên bản Ghi nhớ"),
    ],
)
def test_the_longest_noun_at_the_end(text: str, noun: str) -> None:
    """The noun that stands before a symbol is the longest that ends there."""
    found = noun_at_end(text)

    assert found is not None
    assert noun == found[1]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Thông tư liên tịch của hai Bộ", "Thông tư liên tịch"),
        ("Luật Khoa học và công nghệ", "Luật"),
        ("Công văn:", "Công văn:"),
    ],
)
def test_the_longest_noun_at_the_start(text: str, noun: str) -> None:
    """The noun that opens a citation is the longest that begins there."""
    found = noun_at_start(text)

    assert found is not None
    assert noun == found[1]


def test_a_text_without_a_noun_has_none() -> None:
    """Other words give nothing."""
    assert noun_at_end("thực hiện nhiệm vụ") is None
    assert noun_at_start("") is None
