"""Document symbols: seven grammars, every spelling in use, and the texts that only look like one."""

from __future__ import annotations

import pickle

import attrs
import pytest
from hypothesis import given

from khcn_records.errors import InvalidDocumentNumberError
from khcn_records.values.document_kinds import OFFICIAL_LETTER, DocumentKind
from khcn_records.values.document_numbers import DocumentFamily, DocumentNumber
from strategies import document_numbers

ADMINISTRATIVE, LETTER, NORMATIVE, ASSEMBLY, PARTY, COPY, CONSOLIDATED = DocumentFamily

# symbol, family, number, year, type, issuers, unit
SYMBOLS = [
    ("31/KH-UBND", ADMINISTRATIVE, 31, None, "KH", "UBND", None),
    ("02/KH-UBND", ADMINISTRATIVE, 2, None, "KH", "UBND", None),
    ("201/ĐA-UBND", ADMINISTRATIVE, 201, None, "ĐA", "UBND", None),
    ("1982/QĐ-UBND", ADMINISTRATIVE, 1982, None, "QĐ", "UBND", None),
    ("2000/QĐ-UBND", ADMINISTRATIVE, 2000, None, "QĐ", "UBND", None),
    ("19/BC-KHCN", ADMINISTRATIVE, 19, None, "BC", "KHCN", None),
    ("01/NQ-CP", ADMINISTRATIVE, 1, None, "NQ", "CP", None),
    ("15/QĐ-BNV", ADMINISTRATIVE, 15, None, "QĐ", "BNV", None),
    ("10/CT-UBND", ADMINISTRATIVE, 10, None, "CT", "UBND", None),
    ("89/TTr-SKHCN", ADMINISTRATIVE, 89, None, "TTr", "SKHCN", None),
    ("05/CTr-UBND", ADMINISTRATIVE, 5, None, "CTr", "UBND", None),
    ("07/QyĐ-UBND", ADMINISTRATIVE, 7, None, "QyĐ", "UBND", None),
    ("100/QĐ-TTg", ADMINISTRATIVE, 100, None, "QĐ", "TTg", None),
    ("14/NQ-HĐND", ADMINISTRATIVE, 14, None, "NQ", "HĐND", None),
    ("370/BC-KTNS", ADMINISTRATIVE, 370, None, "BC", "KTNS", None),
    ("87/BCTĐ-STP", ADMINISTRATIVE, 87, None, "BCTĐ", "STP", None),
    ("292/TTr-CAT-PC07", ADMINISTRATIVE, 292, None, "TTr", "CAT", "PC07"),
    ("10/CTPH-SKHCN-STC", ADMINISTRATIVE, 10, None, "CTPH", "SKHCN STC", None),
    ("/BC-KHCN", ADMINISTRATIVE, None, None, "BC", "KHCN", None),
    ("316/UBND-KGVX", LETTER, 316, None, "", "UBND", "KGVX"),
    ("199/KHCN-TĐC", LETTER, 199, None, "", "KHCN", "TĐC"),
    ("05/BNV-VP", LETTER, 5, None, "", "BNV", "VP"),
    ("15260/UBND-KGVX", LETTER, 15260, None, "", "UBND", "KGVX"),
    ("5440/STC-QLCS", LETTER, 5440, None, "", "STC", "QLCS"),
    ("285/CCTTHC", LETTER, 285, None, "", "CCTTHC", None),
    ("196/LHHVN", LETTER, 196, None, "", "LHHVN", None),
    ("11/2022/NQ-HĐND", NORMATIVE, 11, 2022, "NQ", "HĐND", None),
    ("14/2023/TT-BKHCN", NORMATIVE, 14, 2023, "TT", "BKHCN", None),
    ("30/2020/NĐ-CP", NORMATIVE, 30, 2020, "NĐ", "CP", None),
    ("20/2020/QĐ-TTg", NORMATIVE, 20, 2020, "QĐ", "TTg", None),
    ("61/2025/QĐ-CTUBND", NORMATIVE, 61, 2025, "QĐ", "CTUBND", None),
    ("05/2016/NQ-HĐND8", NORMATIVE, 5, 2016, "NQ", "HĐND8", None),
    ("72/2004/QĐ-UB", NORMATIVE, 72, 2004, "QĐ", "UB", None),
    ("55/2005/TTLT-BNV-VPCP", NORMATIVE, 55, 2005, "TTLT", "BNV VPCP", None),
    ("49/1991/QĐ-HĐBT", NORMATIVE, 49, 1991, "QĐ", "HĐBT", None),
    ("73/CP", NORMATIVE, 73, None, None, "CP", None),
    ("91-HĐBT", NORMATIVE, 91, None, None, "HĐBT", None),
    ("93/2025/QH15", ASSEMBLY, 93, 2025, None, "QH15", None),
    ("351/2017/UBTVQH14", ASSEMBLY, 351, 2017, None, "UBTVQH14", None),
    ("1658/NQ-UBTVQH15", ASSEMBLY, 1658, None, "NQ", "UBTVQH15", None),
    ("114-KH/TU", PARTY, 114, None, "KH", "TU", None),
    ("69-KL/TW", PARTY, 69, None, "KL", "TW", None),
    ("36-NQ/TW", PARTY, 36, None, "NQ", "TW", None),
    ("66-QĐ/TW", PARTY, 66, None, "QĐ", "TW", None),
    ("221-KL/TUBG-TUHD", PARTY, 221, None, "KL", "TUBG TUHD", None),
    ("234-BB/TUBG-TUTN", PARTY, 234, None, "BB", "TUBG TUTN", None),
    ("234-CV/BTGTU", PARTY, 234, None, "", "BTGTU", None),
    ("24-BS/UBKTTU", PARTY, 24, None, "BS", "UBKTTU", None),
    ("05-HD/VPTW", PARTY, 5, None, "HD", "VPTW", None),
    ("05/SY-UBND", COPY, 5, None, "SY", "UBND", None),
    ("12/TrS-SKHCN", COPY, 12, None, "TrS", "SKHCN", None),
    ("07/SL-UBND", COPY, 7, None, "SL", "UBND", None),
    ("03/VBHN-VPQH", CONSOLIDATED, 3, None, "VBHN", "VPQH", None),
    ("66.22/2026/NQ-CP", NORMATIVE, 66, 2026, "NQ", "CP", None),
    ("01.2024/HĐ-SKHCN", ADMINISTRATIVE, 1, None, "HĐ", "SKHCN", None),
    ("13587-TC/TCT", LETTER, 13587, None, "", "TC", "TCT"),
    ("1425/TCHQ-GSQL", LETTER, 1425, None, "", "TCHQ", "GSQL"),
    ("84-TC/QĐ-TCT", ADMINISTRATIVE, 84, None, "QĐ", "TC", "TCT"),
    ("298-KH/TWĐTN", PARTY, 298, None, "KH", "TWĐTN", None),
    ("06/QC-TT.HĐND-UBND", ADMINISTRATIVE, 6, None, "QC", "TT.HĐND", "UBND"),
    ("07/TTr-TT.HĐND", ADMINISTRATIVE, 7, None, "TTr", "TT.HĐND", None),
    ("15-CV/VP.TU", PARTY, 15, None, "", "VP.TU", None),
    ("10-NQ/QHK5", ASSEMBLY, 10, None, "NQ", "QHK5", None),
    ("101-LCT/HĐNN8", ASSEMBLY, 101, None, "LCT", "HĐNN8", None),
    ("37/LCT-HĐNN8", ASSEMBLY, 37, None, "LCT", "HĐNN8", None),
    ("24/LB-TT", NORMATIVE, 24, None, "TT", "LB", None),
    ("195/1999/QĐ", NORMATIVE, 195, 1999, "QĐ", "", None),
    ("26-NQ", PARTY, 26, None, "NQ", "", None),
]


@pytest.mark.parametrize(
    ("symbol", "family", "number", "year", "kind", "issuers", "unit"),
    SYMBOLS,
    ids=[row[0] for row in SYMBOLS],
)
def test_symbols_of_all_families(
    symbol: str,
    family: DocumentFamily,
    number: int | None,
    year: int | None,
    kind: str | None,
    issuers: str,
    unit: str | None,
) -> None:
    """Each part of a real symbol is read as its grammar says, and the symbol is written back as it is."""
    read = DocumentNumber.parse(symbol)
    parts = (
        read.family,
        read.number,
        read.year,
        read.kind and read.kind.abbreviation,
        " ".join(read.issuers),
        read.unit,
    )

    assert (family, number, year, kind, issuers, unit) == parts
    assert symbol == str(read) == read.raw == read.format("en")


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("Số 31/KH-UBND", "31/KH-UBND"), ("số: 31/KH-UBND", "31/KH-UBND"), ("Số:31/KH-UBND", "31/KH-UBND"), ("SỐ : 31/KH-UBND", "31/KH-UBND"),
        ("Số hiệu: 31/KH-UBND", "31/KH-UBND"), ("Số, ký hiệu: 31/KH-UBND", "31/KH-UBND"), ("31 /KH-UBND", "31/KH-UBND"), ("31/KH- UBND", "31/KH-UBND"),
        ("31/KH -\nUBND", "31/KH-UBND"), ("31/KH–UBND", "31/KH-UBND"), ("31/KH−UBND", "31/KH-UBND"), ("31/KH-UBND.", "31/KH-UBND"), ("31/KH-UBND;", "31/KH-UBND"),
        ("(31/KH-UBND)", "31/KH-UBND"), ("31/KH-UBND)", "31/KH-UBND"), ("\u00a031/KH-UBND\u00a0", "31/KH-UBND"), ("３１／ＫＨ－ＵＢＮＤ", "31/KH-UBND"),
        ("114-\nKH/TU", "114-KH/TU"), ("114- KH/TU", "114-KH/TU"), ("114 - KH / TU", "114-KH/TU"), ("7/2008/TT-BTTTT", "07/2008/TT-BTTTT"),
        ("28/ 2011/TT-BTC", "28/2011/TT-BTC"), ("5/KH-UBND", "05/KH-UBND"), ("005/KH-UBND", "05/KH-UBND"), ("31/QÐ-UBND", "31/QĐ-UBND"), ("31/Q\u0189-UBND", "31/QĐ-UBND"),
        ("31/Ctr-UBND", "31/CTr-UBND"), ("31/TTR-UBND", "31/TTr-UBND"), ("31/QĐUBND", "31/QĐ-UBND"), ("12a/QĐ-UBND", "12a/QĐ-UBND"), ("…/BC-KHCN", "/BC-KHCN"),
        ("....../BC-KHCN", "/BC-KHCN"), ("Số:      /BC-KHCN", "/BC-KHCN"), ("07/2011/QĐ-UBND.", "07/2011/QĐ-UBND"),
        ("6.7/2026/NQ-CP", "06.7/2026/NQ-CP"), ("66.22/\n2026/NQ-CP", "66.22/2026/NQ-CP"), ("13587TC/TCT", "13587-TC/TCT"), ("13587 TC/\nTCT", "13587-TC/TCT"),
        ("84 TC/QÐ/TCT", "84-TC/QĐ-TCT"), ("77/2014/tt-btc", "77/2014/TT-BTC"), ("40/2015/qđ-ttg", "40/2015/QĐ-TTg"), ("45/2013/qh13", "45/2013/QH13"), ("298 KH/TWĐTN", "298-KH/TWĐTN"), ("12/NQLT-HĐND.UBND", "12/NQLT-HĐND-UBND"), ("01/2016/NQ.HĐTP", "01/2016/NQ-HĐTP"), ("16/2015/TTLT-BKHCN-BTC", "16/2015/TTLT-BKHCN-BTC"),
    ],
)  # fmt: skip
def test_every_spelling_of_a_symbol(text: str, symbol: str) -> None:
    """Spaces, dashes, line breaks, look-alikes, a leading *số* and closing marks do not make another symbol."""
    assert symbol == str(DocumentNumber.parse(text))
    assert DocumentNumber.parse(symbol) == DocumentNumber.parse(text)


@pytest.mark.parametrize(
    "text",
    ["31", "KH-UBND", "31/", "31/KH-", "31//KH-UBND", "31/KH--UBND", "31/-UBND", "31/kh-ubnd", "5/ha", "5ha", "15/15", "15/15 mẫu", "10/10 huyện", "05/02/2024", "5-2-2024", "02/2024",
     "12-2024", "quý I/2024", "đợt 2/2023", "2021-2025", "2023 -2025", "9001:2015", "TCVN ISO 9001:2015", "31/KH-UBND ngày 25/6/2023", "Kế hoạch số 31/KH-UBND", "31/KH-UBND, 32/KH-UBND",
     "1.982/QĐ-UBND", "1./QĐ-UBND", ".5/QĐ-UBND", "66.22.1/NQ-CP", "12 USD/TEU", "05/2024/kg", "31/2024/tt", "2 xe/TU", "12 KH", "12 KH-UBND", "31/KH UBND", "a/KH-UBND", "1234567/KH-UBND", "05-ABCDEFGHIJKLMNOPQRS/TU", "05-xyz/TU", "67-Phan", "14C-Urea", "2030\n- Hoàn", "08 nhiệm vụ", "31_KH-UBND", "31/KH-UBND/", "-", "/", "31/KH-" + "A" * 120],
)  # fmt: skip
def test_what_only_looks_like_a_symbol_is_refused(text: str) -> None:
    """Dates, fractions, standards, addresses, a symbol inside other words: refused with the text."""
    with pytest.raises(InvalidDocumentNumberError) as caught:
        DocumentNumber.parse(text)

    assert caught.value.text == text


@pytest.mark.parametrize("number", [1945, 1982, 2000, 2024, 2099])
def test_a_number_that_looks_like_a_year_is_a_number(number: int) -> None:
    """Only a group between number and type is a year: `2000/QĐ-UBND` is decision number 2000."""
    read = DocumentNumber.parse(f"{number}/QĐ-UBND")

    assert (number, None, ADMINISTRATIVE) == (read.number, read.year, read.family)


def test_the_year_marks_a_normative_document() -> None:
    """`11/2022/NQ-HĐND` is law, `14/NQ-HĐND` a single decision."""
    assert DocumentNumber.parse("11/2022/NQ-HĐND").family is NORMATIVE
    assert DocumentNumber.parse("14/NQ-HĐND").family is ADMINISTRATIVE


def test_the_separator_tells_party_from_state() -> None:
    """`31/KH-UBND` is a state plan, `114-KH/TU` a Party plan; the same words in the other grammar are another symbol."""
    state, party = DocumentNumber.parse("114/KH-TU"), DocumentNumber.parse("114-KH/TU")

    assert (state.family, party.family) == (ADMINISTRATIVE, PARTY)
    assert state != party


def test_d_with_stroke_is_not_d() -> None:
    """HĐ is a contract and HD guidance; ĐA a project proposal and DA a project."""
    for one, other in (("HĐ", "HD"), ("ĐA", "DA")):
        assert DocumentNumber.parse(f"31/{one}-UBND") != DocumentNumber.parse(f"31/{other}-UBND")


@pytest.mark.parametrize(
    ("symbol", "noun", "family", "label", "issuers", "unit"),
    [
        ("410/TTr-NV1", "Công văn", LETTER, "Công văn", ("TTr",), "NV1"),
        ("410/TTr-NV1", "Tờ trình", ADMINISTRATIVE, "Tờ trình", ("NV1",), None),
        ("297/TB-CTĐ", "Công văn", LETTER, "Công văn", ("TB",), "CTĐ"),
        ("66-QĐ/TW", "Quy định", PARTY, "Quy định", ("TW",), None),
        ("66-QĐ/TW", "Quyết định", PARTY, "Quyết định", ("TW",), None),
        ("234-BB/TUBG-TUTN", "Biên bản ghi nhớ", PARTY, "Biên bản ghi nhớ", ("TUBG", "TUTN"), None),
        ("01/CV-UBND", "Công văn", LETTER, "Công văn", ("UBND",), None),
        ("01/CV-UBND", None, LETTER, "Công văn", ("UBND",), None),
        ("15/TT-BQL", "Tờ trình", ADMINISTRATIVE, "Tờ trình", ("BQL",), None),
        ("15/TT-BQL", "Thông tư", NORMATIVE, "Thông tư", ("BQL",), None),
        ("12/CT-UBND", "Chương trình", ADMINISTRATIVE, "Chương trình", ("UBND",), None),
        ("1172-TM/XNK", "Công văn", LETTER, "Công văn", ("TM",), "XNK"),
        ("06/TC-CTN", "Thông tư", LETTER, "Công văn", ("TC",), "CTN"),
        ("06/TC-UBND", "Thông cáo", ADMINISTRATIVE, "Thông cáo", ("UBND",), None),
        ("09-QC/TW", "Công văn", PARTY, "Quy chế", ("TW",), None),
        ("128/NQ", "Nghị quyết", ADMINISTRATIVE, "Nghị quyết", (), None),
        ("31/KH-UBND", "nhiệm vụ", ADMINISTRATIVE, "Kế hoạch", ("UBND",), None),
    ],
)
def test_the_noun_settles_what_the_symbol_leaves_open(
    symbol: str,
    noun: str | None,
    family: DocumentFamily,
    label: str,
    issuers: tuple[str, ...],
    unit: str | None,
) -> None:
    """TTr is Tờ trình or the inspectorate, Party QĐ a decision or a regulation: the citing noun decides, the symbol stays."""
    read = DocumentNumber.parse(symbol, noun=noun)

    assert read.kind is not None
    assert (family, label, issuers, unit) == (read.family, read.kind.label(), read.issuers, read.unit)
    assert symbol == str(read)
    assert read == DocumentNumber.parse(symbol)


@given(document_numbers())
def test_the_canonical_symbol_is_read_the_same(number: DocumentNumber) -> None:
    """Not only the symbol reads back: family, kind, issuers, unit and year do."""
    again = DocumentNumber.parse(str(number))

    for name in ("number", "suffix", "year", "kind", "issuers", "unit", "family", "notation"):
        assert getattr(number, name) == getattr(again, name)


@given(document_numbers())
def test_a_symbol_without_its_number_is_its_notation(number: DocumentNumber) -> None:
    """The canonical symbol ends with the notation, a number below ten has one zero and none has more."""
    assert str(number).endswith(number.notation)
    if number.number is not None:
        assert str(number).startswith(f"{number.number:02d}{number.suffix}")


def test_numbers_stand_in_order() -> None:
    """Order is by year, then number, then symbol, so that 9 stands before 10."""
    texts = ["10/KH-UBND", "09/KH-UBND", "/BC-KHCN", "14/2023/TT-BKHCN", "11/2022/NQ-HĐND", "09/BC-KHCN"]
    expected = ["/BC-KHCN", "09/BC-KHCN", "09/KH-UBND", "10/KH-UBND", "11/2022/NQ-HĐND", "14/2023/TT-BKHCN"]

    assert expected == [str(number) for number in sorted(map(DocumentNumber.parse, texts))]


def test_a_number_is_no_text() -> None:
    """A symbol and its text are not equal and do not compare."""
    number = DocumentNumber.parse("31/KH-UBND")

    assert number != "31/KH-UBND"
    with pytest.raises(TypeError):
        _ = number < "31/KH-UBND"


def test_raw_is_the_spelling_read() -> None:
    """The spelling is kept beside the canonical symbol, and is not part of equality."""
    read = DocumentNumber.parse("7/2008/TT–BTTTT.")

    assert read.raw == "7/2008/TT–BTTTT"
    assert read == DocumentNumber.parse("07/2008/TT-BTTTT")
    assert pickle.loads(pickle.dumps(read)).raw == read.raw


def test_a_number_evolves_into_another_symbol() -> None:
    """A draft gets its number: the symbol follows the parts."""
    draft = DocumentNumber.parse("/BC-KHCN")

    assert str(attrs.evolve(draft, number=29)) == "29/BC-KHCN"
    assert str(attrs.evolve(DocumentNumber.parse("114-KH/TU"), number=7)) == "07-KH/TU"


def test_the_repr_can_be_read() -> None:
    """A number shows itself as the call that makes it."""
    assert repr(DocumentNumber.parse("31/KH-UBND")) == "DocumentNumber.parse('31/KH-UBND')"


def test_kinds_of_symbols_are_values() -> None:
    """The kind of a symbol is the kind its abbreviation makes."""
    assert DocumentNumber.parse("31/KH-UBND").kind == DocumentKind("KH")
    assert DocumentNumber.parse("316/UBND-KGVX").kind == OFFICIAL_LETTER
    assert DocumentNumber.parse("93/2025/QH15").kind is None
