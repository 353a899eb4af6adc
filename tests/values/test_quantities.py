"""Figures with their unit: a dot parts thousands, a comma decimals, and nothing is a float."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

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
     "05/02/2024", "31/KH-UBND", "½", "5²", "5 (năm)", "5-6 mẫu", "--5", ",5", "5,5,5", "NaN", "Infinity", "1" * 31, "1" * 5_000, "0," + "1" * 30, "5 _", "không rõ"],
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


def test_there_is_one_zero() -> None:
    """Minus nought is nought."""
    assert str(Quantity(Decimal("-0"))) == "0"
