"""find_documents: every symbol at its exact place, with what stands around it, and nothing else."""

from __future__ import annotations

import csv
import datetime as dt
import json
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.mentions import find_documents
from khcn_records.text import normalize
from project import ROOT

SHARED = ROOT.parent / "shared"
SEED = SHARED / "seed" / "report-2024-02.txt"
CORPUS = SHARED / "corpus" / "doc_symbols_dev.tsv"
MARK = "⏎"  # stands for a line break in the tables below

FOUND = [
    # text, the symbol as it stands, its citation
    ("Kế hoạch số 02/KH-UBND ngày 11/01/2024 của UBND tỉnh", "02/KH-UBND", "Kế hoạch số 02/KH-UBND ngày 11/01/2024 của UBND tỉnh"),
    ("theo Kế hoạch số 114-⏎KH/TU ngày 05/01/2024", "114-⏎KH/TU", "Kế hoạch số 114-KH/TU ngày 05/01/2024"),
    ("(Công văn số 167/KHCN-QLCN ngày 22/01/2024);", "167/KHCN-QLCN", "Công văn số 167/KHCN-QLCN ngày 22/01/2024"),
    ("Thông tư số 14/2023/TT-BKHCN của Bộ KH&CN.", "14/2023/TT-BKHCN", "Thông tư số 14/2023/TT-BKHCN của Bộ KH&CN"),
    ("Nghị quyết số 36-NQ/TW ngày 30/01/2023", "36-NQ/TW", "Nghị quyết số 36-NQ/TW ngày 30/01/2023"),
    ("Quyết định 2000/QĐ-UBND ngày 20 tháng 12 năm 2023", "2000/QĐ-UBND", "Quyết định số 2000/QĐ-UBND ngày 20/12/2023"),
    ("Luật số 93/2025/QH15", "93/2025/QH15", "Luật số 93/2025/QH15"),
    ("Nghị định số 73/CP", "73/CP", "Nghị định số 73/CP"),
    ("theo Quyết định số 91-HĐBT", "91-HĐBT", "Quyết định số 91-HĐBT"),
    ("Công văn số 410/TTr-NV1", "410/TTr-NV1", "Công văn số 410/TTr-NV1"),
    ("Công văn số 285/CCTTHC", "285/CCTTHC", "Công văn số 285/CCTTHC"),
    ("Kết luận số 221-KL/TUBG-TUHD về việc", "221-KL/TUBG-TUHD", "Kết luận số 221-KL/TUBG-TUHD"),
    ("số31/KH-UBNDngày 25/6/2023", "31/KH-UBND", "Kế hoạch số 31/KH-UBND ngày 25/6/2023"),
    ("tại 07/2011/QĐ-UBND.", "07/2011/QĐ-UBND", "Quyết định số 07/2011/QĐ-UBND"),
    ("Quyết định số 15/QĐ-UBND1 của huyện", "15/QĐ-UBND", "Quyết định số 15/QĐ-UBND"),
    ("Thông tư số 07 /2008/TT–BTTTT", "07 /2008/TT–BTTTT", "Thông tư số 07/2008/TT-BTTTT"),
    ("Nghị quyết số 05/2016/NQ-HĐND8", "05/2016/NQ-HĐND8", "Nghị quyết số 05/2016/NQ-HĐND8"),
    ("Quyết định số 12/QĐ – UBND ngày 05/01/2024", "12/QĐ – UBND", "Quyết định số 12/QĐ-UBND ngày 05/01/2024"),
    ("tại 05/2012/TTLT-BQP-BNV -BLĐTBXH", "05/2012/TTLT-BQP-BNV -BLĐTBXH", "Thông tư liên tịch số 05/2012/TTLT-BQP-BNV-BLĐTBXH"),
    ("Nghị quyết số 20 – NQ/TW", "20 – NQ/TW", "Nghị quyết số 20-NQ/TW"),
    ("Pháp lệnh số 02/1997/PL-UBTVQH9", "02/1997/PL-UBTVQH9", "Pháp lệnh số 02/1997/PL-UBTVQH9"),
    ("Tờ trình số 04/TTr-SNgV", "04/TTr-SNgV", "Tờ trình số 04/TTr-SNgV"),
    ("Chương trình số 65-Ctr/TU", "65-Ctr/TU", "Chương trình số 65-CTr/TU"),
    ("Công văn số 1033-TC/TCT", "1033-TC/TCT", "Công văn số 1033-TC/TCT"),
    ("Quyết định 12/QĐ-BQLDA6", "12/QĐ-BQLDA6", "Quyết định số 12/QĐ-BQLDA6"),
    ("Quyết định số 1613/BYT-QĐ", "1613/BYT-QĐ", "Quyết định số 1613/BYT-QĐ"),
    ("Công điện số 1478⁄CĐ-TTg", "1478⁄CĐ-TTg", "Công điện số 1478/CĐ-TTg"),
    ("số 31/KH-UBND - Sở Tài chính", "31/KH-UBND", "Kế hoạch số 31/KH-UBND"),
    ("Báo cáo số        /BC-KHCN ngày ..…/..../2024", "/BC-KHCN", "Báo cáo số /BC-KHCN"),
    ("Công văn số 13587TC/TCT ngày 05/12/2000", "13587TC/TCT", "Công văn số 13587-TC/TCT ngày 05/12/2000"),
    ("theo công văn số 13587 TC/⏎TCT", "13587 TC/⏎TCT", "Công văn số 13587-TC/TCT"),
    ("Kế hoạch số 298 KH/TWĐTN ngày 14/7/2011", "298 KH/TWĐTN", "Kế hoạch số 298-KH/TWĐTN ngày 14/7/2011"),
    ("Quyết định số 84 TC/QÐ/TCT về", "84 TC/QÐ/TCT", "Quyết định số 84-TC/QĐ-TCT"),
    ("Nghị quyết số 66.22/2026/⏎NQ-CP", "66.22/2026/⏎NQ-CP", "Nghị quyết số 66.22/2026/NQ-CP"),
    ("theo Hợp đồng 01.2024/HĐ-SKHCN", "01.2024/HĐ-SKHCN", "Hợp đồng số 01.2024/HĐ-SKHCN"),
    ("(công văn 153/CNTT)", "153/CNTT", "Công văn số 153/CNTT"),
    ("Số: 06/QC-TT.HĐND-UBND", "06/QC-TT.HĐND-UBND", "Quy chế số 06/QC-TT.HĐND-UBND"),
    ("Thông tư 77/2014/tt-btc hướng dẫn", "77/2014/tt-btc", "Thông tư số 77/2014/TT-BTC"),
    ("quyết định 15/2012/qĐ-ubnd", "15/2012/qĐ-ubnd", "Quyết định số 15/2012/QĐ-UBND"),
    ("luật đất đai; luật số 45/2013/qh13", "45/2013/qh13", "Luật số 45/2013/QH13"),
    ("Thông tư 108/TC", "108/TC", "Thông tư số 108/TC"),
    ("Nghị quyết số 128/NQ của Chính phủ", "128/NQ", "Nghị quyết số 128/NQ của Chính phủ"),
    ("Quyết định số 195/1999/QĐ", "195/1999/QĐ", "Quyết định số 195/1999/QĐ"),
    ("Nghị định số 123/2020/NĐ-CP & Thông tư", "123/2020/NĐ-CP", "Nghị định số 123/2020/NĐ-CP"),
    ("Luật Đấu thầu số 22/2023/QH15, các", "22/2023/QH15", "Luật số 22/2023/QH15"),
    ("sửa đổi, bổ sung một số điều của Bộ luật Lao⏎động số 45/2019/QH14", "45/2019/QH14", "Bộ luật số 45/2019/QH14"),
    ("Nghị định số 29/2008/NĐ-CP của Chính phủ ngày 14/3/2008", "29/2008/NĐ-CP", "Nghị định số 29/2008/NĐ-CP ngày 14/3/2008 của Chính phủ"),
    ("các Kế hoạch: số 239/KH-UBND ngày 18/8/2020 của UBND tỉnh", "239/KH-UBND", "Kế hoạch số 239/KH-UBND ngày 18/8/2020 của UBND tỉnh"),
    ("Quyết định số 5/QĐ-UBND ngày 01/02/2024 của Ủy ban nhân dân⏎tỉnh Bắc Giang,", "5/QĐ-UBND", "Quyết định số 05/QĐ-UBND ngày 01/02/2024 của Ủy ban nhân dân tỉnh Bắc Giang"),
    ("Quyết định số 5/QĐ-UBND của Uỷ ban nhân dân tỉnh yêu cầu các sở", "5/QĐ-UBND", "Quyết định số 05/QĐ-UBND của Uỷ ban nhân dân tỉnh"),
    ("Thông tư số 5/2024/TT-BVHTTDL của Bộ Văn hoá,⏎Thể thao và Du lịch và báo cáo", "5/2024/TT-BVHTTDL", "Thông tư số 05/2024/TT-BVHTTDL của Bộ Văn hoá, Thể thao và Du lịch"),
    ("Thông tư liên tịch số 5/2010/TTLT-BTC-BNV của Bộ Tài chính, Bộ Nội vụ hướng dẫn", "5/2010/TTLT-BTC-BNV", "Thông tư liên tịch số 05/2010/TTLT-BTC-BNV của Bộ Tài chính, Bộ Nội vụ"),
    ("Quyết định số 12/QĐ-BTC năm 2025 ngày 30/6/2025 của Bộ Tài chính", "12/QĐ-BTC", "Quyết định số 12/QĐ-BTC ngày 30/6/2025 của Bộ Tài chính"),
    ("Quyết định 821/QĐ-Ttg", "821/QĐ-Ttg", "Quyết định số 821/QĐ-TTg"),
    ("Quyết định 821/QĐ-TTG", "821/QĐ-TTG", "Quyết định số 821/QĐ-TTg"),
    ("**a**“Sắc lệnh Số 5/SL của Chủ tịch nước ngày 1/2/1949”", "5/SL", "Sắc lệnh số 05/SL ngày 01/02/1949 của Chủ tịch nước"),
    ("văn bản số hiệu 15/VPCP-KTN", "15/VPCP-KTN", "Công văn số 15/VPCP-KTN"),
]  # fmt: skip

FALSE_FRIENDS = [
    "đạt 15/15 mẫu, 10/10 huyện, 83/83",
    "và/hoặc, KH-CN, trong/ngoài, USD/tàu, 40km/h",
    "tháng 10/2015; 30/7; 08/6/2026; 2021 - 2022; 47 - 48",
    "TCVN ISO 9001:2015; TCVN 5687:2010/BXD; QCVN 01 - 14: 2010/BNNPTNT",
    "theo Mẫu số 01/QĐ-QLDA và Mẫu số 11/ĐK; biểu mẫu số 06a/BTP/KSTTHC/KTTH",
    "xem https://vbpl.vn/van-ban/31/KH-UBND.aspx và www.example.com/12/QD-UB",
    "Cong-van-4519-VPCP-KTN-2015",
    "(Ban hành kèm theo Thông tư số .../2010/ TT-BLĐTBXH ngày tháng năm 2010",
    "Số:      /TTr-UBND",
    "Ban 127/TW, Bệnh viện 175/Bộ Quốc phòng, đ/c An",
    "năm 2029\n- Đạt chuẩn; 2030\n- Hoàn thành",
    "mã ĐTĐL.CN-05/22, KC.01/21-30, T-CMU- 259507-TT, 14C-Urea, số nhà 12/AB-CD",
    "theo mẫu tờ khai số 01/TBVMT; tờ khai quyết toán thuế TNDN số 03/TNDN; (theo mẫu số[03/TB-KMT]",
    "tim-kiem.aspx?type=0&s=1&Keyword=01/2006/TT-BCN&S; /tra-cuu.html?so=31/KH-UBND; /vanban/01-2006-TT-BCN.html; tệp /van-ban/31/KH-UBND.pdf",
    "ngày 5/2024/tt-btc; thanh-toan/77/2014/tt-btc; thông tư 31/tt-btc; quyết định 05/2024/kg",
    "khoảng 12 TC/TCT, 16 TB/SSD, 12 USD/TEU; các nhóm 128/NQ, 26-NQ",
    "điện thoại 0225.3846.475, quy cách 0,05S-II",
    "Thửa đất số 12/TĐ-BĐ, tờ bản đồ số 5/TBĐ-A; block 2/CT1-CT2, căn hộ 12/CT-AB",
    "Giấy phép lái xe số 12/GPLX-A, máy bay số hiệu 15/VN-A321, IP 10/LAN-WAN, năm 2024/KH-UBND",
]


@pytest.mark.parametrize(("text", "symbol", "citation"), FOUND)
def test_a_symbol_is_found_at_its_place_with_its_citation(text: str, symbol: str, citation: str) -> None:
    """The mention covers the symbol alone; kind, date and issuer are those cited beside it."""
    text, symbol = text.replace(MARK, "\n"), symbol.replace(MARK, "\n")
    (found,) = find_documents(text)
    assert (found.text, found.start, str(found.value)) == (symbol, text.index(symbol), citation)


@pytest.mark.parametrize(("text", "symbol", "citation"), FOUND)
def test_decomposed_text_gives_the_same_documents(text: str, symbol: str, citation: str) -> None:
    """NFD text gives the same references, their places in the NFD text given."""
    text = unicodedata.normalize("NFD", text.replace(MARK, "\n"))
    (found,) = find_documents(text)
    assert (normalize(found.text), str(found.value)) == (normalize(symbol.replace(MARK, "\n")), citation)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize("text", FALSE_FRIENDS)
def test_false_friends_are_no_documents(text: str) -> None:
    """Fractions, addresses, standards, forms, codes and blank numbers are not found."""
    assert [found.text for found in find_documents(text)] == []


def test_every_document_of_a_sentence_is_found() -> None:
    """Several documents in one sentence come in order, each with its own date."""
    text = "Quyết định số 1982/QĐ-UBND ngày 19/12/2023 và số 2000/QĐ-UBND ngày 20/12/2023; 12/KH-UBND, 13/KH-UBND"
    found = find_documents(text)
    assert [str(one.value.number) for one in found] == [
        "1982/QĐ-UBND",
        "2000/QĐ-UBND",
        "12/KH-UBND",
        "13/KH-UBND",
    ]
    assert [one.value.issued_on for one in found] == [
        dt.date(2023, 12, 19),
        dt.date(2023, 12, 20),
        None,
        None,
    ]


def test_only_text_is_searched() -> None:
    """Anything but a str is a programmer's mistake."""
    with pytest.raises(TypeError):
        find_documents(b"31/KH-UBND")  # type: ignore[arg-type]


PIECES = st.sampled_from(
    [
        "số ",
        "31/KH-UBND",
        "114-\nKH/TU",
        "ngày 05/01/2024",
        "của UBND tỉnh",
        " ",
        "\n",
        "Công văn ",
        "15/15",
        "/",
        "-",
        "Ð",
        "uỷ",
        "\u0301",
        "\u200b",
    ]
)


@given(st.lists(PIECES | st.text(max_size=6), max_size=30).map("".join))
def test_mentions_are_true_to_the_text(text: str) -> None:
    """Whatever the text: mentions are what stands at their place, in order, without overlap; nothing is raised."""
    last = 0
    for found in find_documents(text):
        assert last <= found.start < found.end
        assert text[found.start : found.end] == found.text
        last = found.end


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "/",
        "-",
        " ",
        "\u0301",
        "1/",
        "1-A",
        "31/KH-",
        "số ",
        "1/AB-",
        "số 1/K ",
        "A\u0301\u0323",
        "http://a/",
        "12 TC/",
        "66.22/",
        "của Luật ",
        "a?b=1/K-A&",
    ],
)
def test_time_is_linear_in_the_text(unit: str) -> None:
    """Four times the text takes about four times as long, whatever is repeated: no pattern explodes."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        best = min(_timed(text) for _ in range(3))
        return max(best, 1e-4)

    assert seconds(400_000) < 16 * seconds(100_000)


def _timed(text: str) -> float:
    start = time.process_time()
    find_documents(text)
    return time.process_time() - start


@pytest.mark.skipif(not SEED.exists(), reason="the shared report is not here")
@pytest.mark.parametrize("form", ["", "NFC", "NFD"])
def test_all_documents_of_a_real_report_are_found(form: str) -> None:
    """Every document mention of the report, in order, with its symbol, date and kind."""
    text = SEED.read_text(encoding="utf-8")
    if form in {"NFC", "NFD"}:
        text = unicodedata.normalize("NFC" if form == "NFC" else "NFD", text)
    gold = json.loads((SEED.parent / "report-2024-02.gold.json").read_text(encoding="utf-8"))["documents"]
    found = find_documents(text)
    assert [
        (
            str(one.value.number),
            one.value.issued_on and str(one.value.issued_on),
            one.value.kind and one.value.kind.label(),
        )
        for one in found
    ] == [(_symbol(one), one["date"], one["type"]) for one in gold]


def _symbol(gold: dict[str, str]) -> str:
    separator = "-" if gold["grammar"] == "party" else "/"
    year = f"{gold['year']}/" if gold["grammar"] == "state_legal" else ""
    return f"{gold['number'] or ''}{separator}{year}{gold['notation']}"


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {name: (value or "").replace("\\n", "\n") for name, value in row.items()}


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared examples are not here")
def test_labelled_symbols_are_found_and_false_friends_are_not() -> None:
    """Of labelled real symbols at least 97 in 100 are found in their context; of false friends at most 2 in 100."""
    symbols = [row for row in _rows(CORPUS) if row["is_symbol"] == "1"]
    friends = [row for row in _rows(CORPUS) if row["is_symbol"] == "0"]
    assert sum(_hit(row) for row in symbols) >= 0.97 * len(symbols)
    assert sum(_hit(row) for row in friends) <= 0.02 * len(friends)


def _hit(row: dict[str, str]) -> bool:
    text = row["context"] if row["raw"] in row["context"] else row["raw"]
    start = text.index(row["raw"])
    return any(found.start < start + len(row["raw"]) and found.end > start for found in find_documents(text))
