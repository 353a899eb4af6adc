"""Figures with their unit: a dot parts thousands, a comma decimals, and nothing is a float."""

from __future__ import annotations

import itertools
import pickle
import unicodedata
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khcn_records.errors import InvalidQuantityError
from khcn_records.values.quantities import Quantity


@pytest.mark.parametrize(
    ("text", "amount", "unit", "out_of", "printed"),
    [
        ("08 nhiệm vụ", "8", "nhiệm vụ", None, "08 nhiệm vụ"), ("8 nhiệm vụ", "8", "nhiệm vụ", None, "08 nhiệm vụ"), ("02 doanh nghiệp", "2", "doanh nghiệp", None, "02 doanh nghiệp"),
        ("14 nhiệm vụ.", "14", "nhiệm vụ", None, "14 nhiệm vụ"), ("08", "8", "", None, "8"), ("0", "0", "", None, "0"), ("0cái", "0", "cái", None, "0 cái"),
        ("0 cái", "0", "cái", None, "0 cái"), ("1291 mẫu", "1291", "mẫu", None, "1.291 mẫu"), ("1.291 mẫu", "1291", "mẫu", None, "1.291 mẫu"), ("13.800 km²", "13800", "km²", None, "13.800 km²"),
        ("4.718,6 km²", "4718.6", "km²", None, "4.718,6 km²"), ("1.234.567", "1234567", "", None, "1.234.567"), ("5ha", "5", "ha", None, "5 ha"), ("5 ha", "5", "ha", None, "5 ha"),
        ("5,5 ha", "5.5", "ha", None, "5,5 ha"), ("5,5ha", "5.5", "ha", None, "5,5 ha"), ("100%", "100", "%", None, "100%"), ("100 %", "100", "%", None, "100%"), ("2,5‰", "2.5", "‰", None, "2,5‰"),
        ("15/15 mẫu", "15", "mẫu", "15", "15/15 mẫu"), ("10/10 huyện", "10", "huyện", "10", "10/10 huyện"), ("15 / 15", "15", "", "15", "15/15"), ("Không", "0", "", None, "0"),
        ("KHÔNG", "0", "", None, "0"), ("không có.", "0", "", None, "0"), ("Chưa phát sinh", "0", "", None, "0"), ("-5 °C", "-5", "°C", None, "-5 °C"), ("3 triệu đồng", "3", "triệu đồng", None, "3 triệu đồng"),
        ("05 hồ sơ/tháng", "5", "hồ sơ/tháng", None, "05 hồ sơ/tháng"), ("08\nnhiệm  vụ", "8", "nhiệm vụ", None, "08 nhiệm vụ"), ("１２ mẫu", "12", "mẫu", None, "12 mẫu"), ("1,50 tấn", "1.50", "tấn", None, "1,50 tấn"),
        ("01 (một) bộ", "1", "bộ", None, "01 bộ"), ("05 (năm) nhiệm vụ", "5", "nhiệm vụ", None, "05 nhiệm vụ"), ("5 (năm)", "5", "", None, "5"), ("05(Năm)bộ.", "5", "bộ", None, "05 bộ"),
        ("21 (hai mươi mốt) bản", "21", "bản", None, "21 bản"), ("24 (hai tư) bản", "24", "bản", None, "24 bản"), ("105 (một trăm lẻ năm) mẫu", "105", "mẫu", None, "105 mẫu"),
        ("1.291 (một nghìn hai trăm chín mươi mốt) mẫu", "1291", "mẫu", None, "1.291 mẫu"), ("1.005 (Một ngàn không trăm lẻ năm) mẫu", "1005", "mẫu", None, "1.005 mẫu"),
        ("0 (không) hồ sơ", "0", "hồ sơ", None, "0 hồ sơ"), ("01 bộ (một)", "1", "bộ (một)", None, "01 bộ (một)"),
    ],
)  # fmt: skip
def test_figures_of_reports(text: str, amount: str, unit: str, out_of: str | None, printed: str) -> None:
    """A count below ten is padded before a counted noun, not before a measure; two spellings of one figure are equal."""
    expected = Quantity(Decimal(amount), unit, None if out_of is None else Decimal(out_of))

    assert expected == Quantity.parse(text)
    assert printed == str(Quantity.parse(text))


@pytest.mark.parametrize(
    "text",
    ["1.5", "1.5 ha", "12.34", "1.2910", "1.29", "1,291,000", "1.291.00", "1 291 mẫu", "~5", "khoảng 50", ">50", "+5", "5%%", "% 5", "mẫu", "hai nhiệm vụ", "5/", "/5", "5//5",
     "05/02/2024", "31/KH-UBND", "½", "5²", "5 (sáu)", "5 ()", "5 (bản)", "5 (năm) (năm)", "5 (năm", "(năm) 5", "5,5 (năm) ha", "5/5 (năm) mẫu", "-5 (năm) mẫu", "123.4560", "1,0000000000.1", "5-6 mẫu", "--5", ",5", "5,5,5", "NaN", "Infinity", "1" * 31, "1" * 5_000, "0," + "1" * 30, "5 _", "không rõ", "1e5", "1E5 kg", "2/1e3", "1/0", "3/0 mẫu", "5/00"],
)  # fmt: skip
def test_what_is_no_figure_is_refused(text: str) -> None:
    """`1.5` is neither one and a half nor thousands; ranges, estimates and dates are no figures."""
    with pytest.raises(InvalidQuantityError) as caught:
        Quantity.parse(text)

    assert caught.value.text == text


@pytest.mark.parametrize(
    ("quantity", "vi", "en"),
    [
        (Quantity(Decimal(8), "nhiệm vụ"), "08 nhiệm vụ", "8 nhiệm vụ"), (Quantity(Decimal("1291.5"), "mẫu"), "1.291,5 mẫu", "1,291.5 mẫu"),
        (Quantity(Decimal("99.5"), "%"), "99,5%", "99.5%"), (Quantity(Decimal(15), "mẫu", Decimal(15)), "15/15 mẫu", "15/15 mẫu"),
        (Quantity(Decimal(0), "cái"), "0 cái", "0 cái"), (Quantity(Decimal(9)), "9", "9"), (Quantity(Decimal("1E+3")), "1.000", "1,000"), (Quantity(Decimal(-3), "mẫu"), "-3 mẫu", "-3 mẫu"),
    ],
)  # fmt: skip
def test_words_of_a_figure(quantity: Quantity, vi: str, en: str) -> None:
    """Vietnamese and English part thousands and decimals the other way round."""
    assert (vi, en) == (quantity.format("vi"), quantity.format("en"))


def test_equal_figures_are_one() -> None:
    """The way a figure was written is not part of it."""
    spellings = {Quantity.parse(text) for text in ("1291 mẫu", "1.291 mẫu", "1.291,0 mẫu", "01291  mẫu.")}

    assert len(spellings) == 1


@pytest.mark.parametrize(
    "amount",
    [
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("1E+30"),
        Decimal("1E-30"),
        Decimal("1E+999999"),
        10**30,
    ],
)
def test_a_figure_is_finite_and_short(amount: Decimal | int) -> None:
    """Thirty digits hold every figure of an office; what is no number is none."""
    with pytest.raises(InvalidQuantityError):
        Quantity(amount)  # type: ignore[arg-type]


@pytest.mark.parametrize("amount", [5.0, "5", None, True])
def test_a_float_is_no_exact_figure(amount: Any) -> None:
    """Figures are `Decimal` or `int`."""
    with pytest.raises(TypeError, match="must be a Decimal or an int"):
        Quantity(amount)


@pytest.mark.parametrize("unit", ["5", "-", "%x", "/năm", "(mẫu)", "²"])
def test_a_unit_begins_with_a_letter(unit: str) -> None:
    """A unit that could be taken for a part of the figure is refused."""
    with pytest.raises(InvalidQuantityError):
        Quantity(Decimal(5), unit)


def test_a_whole_is_not_negative() -> None:
    """Nothing is part of less than nothing."""
    with pytest.raises(InvalidQuantityError):
        Quantity(Decimal(5), "mẫu", Decimal(-1))


def test_a_part_of_nothing_is_nothing() -> None:
    """Of no samples none can have been tested: 0/0 is a figure of reports, 1/0 is not."""
    assert str(Quantity.parse("0/0 mẫu")) == "0/0 mẫu"
    with pytest.raises(InvalidQuantityError):
        Quantity(Decimal(1), "mẫu", Decimal(0))


def test_there_is_one_zero() -> None:
    """Minus nought is nought."""
    assert str(Quantity(Decimal("-0"))) == "0"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05 (sáu) bộ", "(năm), the figure in words"), ("05 (bản chính) bộ", "(năm), the figure in words"),
        ("1.291 (một nghìn) mẫu", "(một nghìn hai trăm chín mươi mốt), the figure in words"),
        ("5,5 (năm) ha", "words in brackets behind a whole figure only"), ("5/5 (năm) mẫu", "words in brackets behind a whole figure only"),
    ],
)  # fmt: skip
def test_words_that_say_another_number_are_told(text: str, expected: str) -> None:
    """Where figure and words disagree nobody can say which holds; the error says what the words should have been."""
    with pytest.raises(InvalidQuantityError) as caught:
        Quantity.parse(text)

    assert (caught.value.text, caught.value.expected) == (text, expected)


class _Counted(Quantity):
    """A kind of one's own: the short way is for `Quantity` alone."""


def _outcome(kind: type[Quantity], text: str) -> tuple[str, ...]:
    """Everything that reading a text gives: each part as it is spelled, or the error."""
    try:
        read = kind.parse(text)
    except InvalidQuantityError as error:
        return error.text, error.expected
    return repr(read.amount), repr(read.unit), repr(read.out_of)


_PIECES = (
    *"0125.,/ -()%‰°²٣３½", "\n", "\u00a0", "\u200b", "\u0301", "\u2044", "000", ".000", ".291", ",5", " ha", " mẫu", " nhiệm vụ", " tỷ đồng", "hồ sơ/tháng", "Không", " (năm)",
    "1" * 9, "0" * 12, "\u0323" * 31, "x" * 60, ";", "Ð",
)  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join), st.sampled_from(["NFC", "NFD"]))
@example("123.4560", "NFC")
@example("5 (không) bộ", "NFC")
@example("1 e5", "NFC")
@example("1 /2 mẫu", "NFC")
@example("1 .291", "NFC")
@example("1.291 " + "x" * 61, "NFC")
@example("1,0000000000", "NFC")
@example("1\u200b.291", "NFC")
@example("0\u0301", "NFC")
@example("5 " + "\u0323" * 31, "NFC")
def test_the_short_way_reads_what_the_long_way_reads(text: str, form: Any) -> None:
    """A plain figure is read without the checks; it gives what the checks would have given, on any text and twice."""
    text = unicodedata.normalize(form, text)
    long = _outcome(_Counted, text)

    assert [_outcome(Quantity, text), _outcome(Quantity, text)] == [long, long]


@pytest.mark.parametrize("length", range(13))
def test_dots_part_thousands_the_short_way_and_the_long(length: int) -> None:
    """Wherever dots stand among digits, a figure is read or refused as the grammar has it."""
    for figure in map("".join, itertools.product("1.", repeat=length)):
        for text in (figure, f"{figure} mẫu"):
            assert _outcome(Quantity, text) == _outcome(_Counted, text)


@pytest.mark.parametrize("text", ["08", "1.291", "5,5 ha", "08 nhiệm vụ", "100%", "15/15 mẫu", "0 cái"])
def test_a_quantity_read_is_a_quantity_made(text: str) -> None:
    """However it came about, a quantity is whole: equal, hashed, pickled, evolved and closed like one that was built."""
    read = Quantity.parse(text)
    made = Quantity(read.amount, read.unit, read.out_of)

    assert (read, hash(read), repr(read)) == (made, hash(made), repr(made))
    assert pickle.loads(pickle.dumps(read)) == read
    assert attrs.evolve(read, unit="bộ").unit == "bộ"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        read.unit = "bộ"  # type: ignore[misc]
