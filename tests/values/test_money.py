"""Sums of money: read exactly or refused, and said in words so that no two sums sound alike."""

from __future__ import annotations

import decimal
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.errors import InvalidMoneyError, UnknownLanguageError
from khcn_records.labels import label
from khcn_records.values.money import MONEY_UNITS, Money
from khcn_records.values.numerals import LARGEST_SAID, number_in_words
from strategies import money


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.500.000.000 đồng", 1_500_000_000), ("1.500.000.000đ", 1_500_000_000), ("1.500.000.000 VNĐ", 1_500_000_000), ("1.500.000.000 VND", 1_500_000_000),
        ("1.500.000.000VND", 1_500_000_000), ("1500000000 đồng", 1_500_000_000), ("1,5 tỷ", 1_500_000_000), ("1,5 tỉ đồng", 1_500_000_000), ("1,5 tỷ đồng.", 1_500_000_000),
        ("15 triệu đồng", 15_000_000), ("15triệu đồng", 15_000_000), ("500 nghìn đồng", 500_000), ("500 ngàn đồng", 500_000), ("500 nghìn", 500_000), ("200.000 đ", 200_000),
        ("200.000 ₫", 200_000), ("1 tỷ 200 triệu đồng", 1_200_000_000), ("1 tỷ 200,5 triệu đồng", 1_200_500_000), ("1 tỷ 2 triệu 30 nghìn đồng", 1_002_030_000),
        ("2,3 nghìn tỷ đồng", 2_300_000_000_000), ("2 nghìn 300 tỷ đồng", 2_300_000_000_000), ("1.500 tỷ đồng", 1_500 * 10**9), ("1.291,5 triệu đồng", 1_291_500_000),
        ("1,291 tỷ đồng", 1_291_000_000), ("1500 triệu đồng", 1_500_000_000), ("3 triệu tỷ đồng", 3 * 10**15), ("0 đồng", 0), ("Không đồng", 0), ("1.500.000 đồng Việt Nam", 1_500_000),
        ("một tỷ năm trăm triệu đồng", 1_500_000_000), ("MỘT TỶ\n NĂM TRĂM  TRIỆU ĐỒNG", 1_500_000_000), ("Một tỉ năm trăm triệu đồng chẵn./.", 1_500_000_000),
        ("năm ngàn đồng", 5_000), ("năm mươi nghìn", 50_000), ("một trăm linh tư đồng", 104), ("một trăm lẻ bốn đồng", 104), ("bốn mươi bốn triệu đồng", 44_000_000), ("bẩy triệu đồng", 7_000_000),
        ("một nghìn lẻ năm đồng", 1_005), ("một triệu lẻ hai mươi tư đồng", 1_000_024), ("một triệu không nghìn không trăm linh năm đồng", 1_000_005), ("một nghìn mười đồng", 1_010),
        ("1.000.000 đồng (Bằng chữ: Một triệu đồng)", 1_000_000), ("120.000.000 đồng (bằng chữ: Một trăm hai mươi triệu đồng chẵn./.)", 120_000_000),
        ("1.000.000 đồng (một triệu đồng)", 1_000_000), ("1.000.000 (một triệu) đồng", 1_000_000), ("15 (mười lăm) triệu đồng", 15_000_000),
        ("1.000.000 đồng, bằng chữ: một triệu đồng", 1_000_000), ("1.000.000đ; viết bằng chữ: Một triệu đồng chẵn", 1_000_000), ("1 tỷ đồng (1.000.000.000 đồng)", 10**9),
        ("-1.500.000 đồng", -1_500_000), ("\u22125 triệu đồng", -5_000_000), ("âm năm triệu đồng", -5_000_000), ("-0 đồng", 0),
        ("１５ triệu\u00a0đồng", 15_000_000),
    ],
)  # fmt: skip
def test_sums_of_documents(text: str, amount: int) -> None:
    """Digits, scales, words, and figure with words beside it; the amount is exact, in đồng."""
    assert Money(amount) == Money.parse(text)
    assert Decimal(amount) == Money.parse(text).amount


@pytest.mark.parametrize(
    "text",
    [
        "1.5 tỷ", "1.5 triệu đồng", "12.34 đồng", "1,500,000 đồng", "1,500,000,000 VND", "200,000 đồng", "1,500,000.00 đồng", "1 500 000 đồng", "1.500.00 đồng", "1.500.000", "1500000", "năm trăm",
        "5 USD", "100 đô la", "100 đô la Mỹ", "20 €", "$100", "300 nhân dân tệ", "đồng", "tỷ đồng", "nghìn tỷ", "vài triệu đồng", "khoảng 5 triệu đồng", "5-6 triệu đồng", "trên 5 tỷ đồng",
        "1 tỷ 200 đồng", "1 tỷ 2", "một tỷ hai", "một tỷ hai đồng", "một triệu rưỡi", "hai ba triệu đồng", "một trăm hai triệu đồng", "1 nghìn 5 tỷ", "một nghìn năm tỷ đồng",
        "1 triệu 2 tỷ", "1 tỷ 2000 triệu đồng", "1,5 tỷ 200 triệu đồng", "1 triệu triệu", "1 nghìn triệu đồng", "1 tỷ triệu", "1 tỷ 2 tỷ", "linh năm đồng", "một nghìn linh đồng", "một nghìn linh một trăm đồng",
        "- 5 triệu đồng", "– 5 triệu đồng", "--5 đồng", "+5 đồng", "(1.500.000 đồng)", "1.500.000 đồng/tháng", "5 triệu đồng năm 2024", "1,5 tỷ đồng và 2 triệu đồng", "5% đồng",
        "1" * 31 + " đồng", "0," + "1" * 30 + " đồng", "1" * 29 + " tỷ", "1" * 5_000 + " đồng", "một " * 500 + "đồng", "5 (năm) (5) đồng", "½ tỷ đồng", "5² đồng", "١ đồng",
    ],
)  # fmt: skip
def test_what_is_no_sum_or_two_is_refused(text: str) -> None:
    """What one reader takes for thousands and another for decimals is refused, as are other currencies, estimates and rates."""
    with pytest.raises(InvalidMoneyError) as caught:
        Money.parse(text)

    assert caught.value.text == text


@pytest.mark.parametrize(
    "text",
    [
        "1.000.000 đồng (bằng chữ: Hai triệu đồng)",
        "1.000.000 đồng (mười triệu đồng)",
        "150 (mười lăm) triệu đồng",
        "1.000.000 đồng, bằng chữ: một trăm nghìn đồng",
        "-5 đồng (năm đồng)",
    ],
)
def test_figure_and_words_must_agree(text: str) -> None:
    """A sum said twice is one sum; where figure and words differ, nobody knows which."""
    with pytest.raises(InvalidMoneyError, match="words and digits that say the same sum"):
        Money.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "1.000.000 đồng (bằng chữ: rất nhiều)",
        "năm (5) cái đồng",
        "x (năm đồng)",
        "5 đồng ()",
        "5 đồng (tạm tính)",
    ],
)
def test_a_remark_is_no_second_sum(text: str) -> None:
    """What stands in parentheses is read or refused, never passed over."""
    with pytest.raises(InvalidMoneyError):
        Money.parse(text)


WORDS = {
    0: "Không đồng", 1: "Một đồng", 4: "Bốn đồng", 5: "Năm đồng", 10: "Mười đồng", 11: "Mười một đồng", 14: "Mười bốn đồng", 15: "Mười lăm đồng", 20: "Hai mươi đồng",
    21: "Hai mươi mốt đồng", 24: "Hai mươi tư đồng", 25: "Hai mươi lăm đồng", 44: "Bốn mươi tư đồng", 55: "Năm mươi lăm đồng", 91: "Chín mươi mốt đồng", 100: "Một trăm đồng",
    101: "Một trăm linh một đồng", 104: "Một trăm linh bốn đồng", 105: "Một trăm linh năm đồng", 110: "Một trăm mười đồng", 111: "Một trăm mười một đồng", 115: "Một trăm mười lăm đồng",
    121: "Một trăm hai mươi mốt đồng", 555: "Năm trăm năm mươi lăm đồng", 999: "Chín trăm chín mươi chín đồng",
    1_000: "Một nghìn đồng", 1_001: "Một nghìn không trăm linh một đồng", 1_005: "Một nghìn không trăm linh năm đồng", 1_010: "Một nghìn không trăm mười đồng",
    1_024: "Một nghìn không trăm hai mươi tư đồng", 1_100: "Một nghìn một trăm đồng", 10_000: "Mười nghìn đồng", 15_015: "Mười lăm nghìn không trăm mười lăm đồng",
    21_000: "Hai mươi mốt nghìn đồng", 100_000: "Một trăm nghìn đồng", 101_000: "Một trăm linh một nghìn đồng", 200_005: "Hai trăm nghìn không trăm linh năm đồng",
    1_000_000: "Một triệu đồng", 1_000_005: "Một triệu không trăm linh năm đồng", 1_000_050: "Một triệu không trăm năm mươi đồng", 1_000_200: "Một triệu hai trăm đồng",
    1_001_000: "Một triệu không trăm linh một nghìn đồng", 1_005_005: "Một triệu không trăm linh năm nghìn không trăm linh năm đồng", 1_500_000: "Một triệu năm trăm nghìn đồng",
    120_000_000: "Một trăm hai mươi triệu đồng", 10**9: "Một tỷ đồng", 10**9 + 1: "Một tỷ không trăm linh một đồng", 10**9 + 10**6: "Một tỷ không trăm linh một triệu đồng",
    10**9 + 1_000: "Một tỷ không trăm linh một nghìn đồng", 1_500_000_000: "Một tỷ năm trăm triệu đồng", 1_234_567_891: "Một tỷ hai trăm ba mươi tư triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi mốt đồng",
    24 * 10**9: "Hai mươi tư tỷ đồng", 10**12: "Một nghìn tỷ đồng", 10**12 + 5: "Một nghìn tỷ không trăm linh năm đồng", 1_005 * 10**9: "Một nghìn không trăm linh năm tỷ đồng",
    2_300 * 10**9: "Hai nghìn ba trăm tỷ đồng", 10**15: "Một triệu tỷ đồng", 10**15 + 10**9: "Một triệu không trăm linh một tỷ đồng", 10**18: "Một tỷ tỷ đồng",
    -5_000: "Âm năm nghìn đồng",
}  # fmt: skip
"""Sums worded by hand."""


@pytest.mark.parametrize(("amount", "words"), WORDS.items())
def test_sums_in_words(amount: int, words: str) -> None:
    """*Mốt*, *tư*, *lăm* behind tens; empty hundreds and tens inside a sum are said, empty groups are not."""
    assert words == Money(amount).in_words()
    assert Money(amount) == Money.parse(words)


def test_words_as_the_office_wants_them() -> None:
    """The South says *lẻ*; *chẵn* closes a sum so that nothing can be added."""
    assert Money(1_005).in_words(empty_tens="lẻ") == "Một nghìn không trăm lẻ năm đồng"
    assert Money(120_000_000).in_words(exactly=True) == "Một trăm hai mươi triệu đồng chẵn"
    with pytest.raises(ValueError, match="known: linh, lẻ"):
        Money(5).in_words(empty_tens="không")


@given(
    amount=st.integers(0, 10**18) | st.integers(-LARGEST_SAID, LARGEST_SAID),
    empty_tens=st.sampled_from(["linh", "lẻ"]),
    exactly=st.booleans(),
)
def test_words_read_back(amount: int, empty_tens: str, exactly: bool) -> None:  # noqa: FBT001
    """Every whole sum is read back from its words, alone and beside its figure."""
    words = Money(amount).in_words(empty_tens=empty_tens, exactly=exactly)

    assert Money(amount) == Money.parse(words)
    assert Money(amount) == Money.parse(f"{Money(amount)} (Bằng chữ: {words})")


def test_no_two_small_sums_sound_alike() -> None:
    """A word stands for one number."""
    said = {number_in_words(number) for number in range(20_000)}

    assert len(said) == 20_000


@pytest.mark.parametrize("amount", ["0.5", "1500.25", "-0.1", "1e-9"])
def test_a_part_of_a_dong_has_no_words(amount: str) -> None:
    """Words are for whole đồng; nothing is rounded."""
    with pytest.raises(InvalidMoneyError, match="whole đồng"):
        Money(Decimal(amount)).in_words()


def test_a_number_nobody_says_is_refused() -> None:
    """Above *tỷ tỷ* the language has no words that all agree on."""
    assert Money(LARGEST_SAID).in_words().startswith("Chín trăm chín mươi chín triệu")
    with pytest.raises(InvalidMoneyError, match="27 digits"):
        Money(LARGEST_SAID + 1).in_words()
    with pytest.raises(ValueError, match="cannot say -1"):
        number_in_words(-1)


@pytest.mark.parametrize(
    ("amount", "unit", "vi", "en"),
    [
        (1_500_000_000, "đồng", "1.500.000.000 đồng", "1,500,000,000 dong"), (1_500_000_000, "nghìn đồng", "1.500.000 nghìn đồng", "1,500,000 thousand dong"),
        (1_500_000_000, "triệu đồng", "1.500 triệu đồng", "1,500 million dong"), (1_500_000_000, "tỷ đồng", "1,5 tỷ đồng", "1.5 billion dong"),
        (1, "tỷ đồng", "0,000000001 tỷ đồng", "0.000000001 billion dong"), (0, "tỷ đồng", "0 tỷ đồng", "0 billion dong"), (-2_500_000, "triệu đồng", "-2,5 triệu đồng", "-2.5 million dong"),
        (123_456_789_123_456_789_123_456_789_123, "tỷ đồng", "123.456.789.123.456.789.123,456789123 tỷ đồng", "123,456,789,123,456,789,123.456789123 billion dong"),
    ],
)  # fmt: skip
def test_units_of_tables(amount: int, unit: str, vi: str, en: str) -> None:
    """A sum in a unit shows every digit it has, whatever the unit."""
    assert (vi, en) == (Money(amount).format(unit), Money(amount).format(unit, "en"))
    assert vi == Money(amount).format(unit=unit, lang="vi")


@given(value=money(), unit=st.sampled_from(MONEY_UNITS))
def test_a_sum_in_any_unit_reads_back(value: Money, unit: str) -> None:
    """No unit rounds, in any arithmetic context."""
    with decimal.localcontext(prec=3):
        assert value == Money.parse(value.format(unit))


def test_three_decimals_of_a_dong_do_not_look_like_thousands() -> None:
    """`1,234 đồng` is refused as ambiguous, so it is never written."""
    assert str(Money(Decimal("1.234"))) == "1,2340 đồng"
    assert str(Money(Decimal("1234.567"))) == "1.234,567 đồng"
    assert str(Money(Decimal("0.125"))) == "0,125 đồng"


@pytest.mark.parametrize("unit", ["đô la", "triệu usd", "tỷ đồng "])
def test_an_unknown_unit_is_refused(unit: str) -> None:
    """There are four units; the error names them."""
    with pytest.raises(ValueError, match="known: đồng, nghìn đồng, triệu đồng, tỷ đồng"):
        Money(5).format(unit, "vi")
    with pytest.raises(UnknownLanguageError):
        Money(5).format("đồng", "fr")


@pytest.mark.parametrize(
    "amount",
    [
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("-Infinity"),
        Decimal("1E+30"),
        Decimal("1E-30"),
        Decimal("1E+999999"),
        10**30,
    ],
)
def test_an_amount_is_finite_and_short(amount: Decimal | int) -> None:
    """What is no sum, or longer than thirty digits, is refused without being written out."""
    with pytest.raises(InvalidMoneyError):
        Money(amount)


@pytest.mark.parametrize("amount", [1.5, True, "5", None, 5j])
def test_an_amount_is_exact(amount: Any) -> None:
    """Neither a float nor a truth value nor a text is an amount."""
    with pytest.raises(TypeError, match="Decimal or an int"):
        Money(amount)


def test_the_way_a_sum_is_written_is_no_part_of_it() -> None:
    """Equal sums are one in sets, in order and in text."""
    sums = [
        Money.parse("1,5 tỷ"),
        Money(1_500_000_000),
        Money(Decimal("1.50E+9")),
        Money(Decimal("1500000000.00")),
    ]

    assert {repr(value) for value in sums} == {"Money(amount=Decimal('1500000000'))"}
    assert Money(5) < Money(6)


def test_the_error_is_worded_in_both_languages() -> None:
    """The error shows what was read and what would be right."""
    error = InvalidMoneyError("1.5 tỷ", "a sum in đồng")

    assert label(error, "vi").startswith("Không phải số tiền: 1.5 tỷ")
    assert label(error, "en").startswith("not a sum of money: 1.5 tỷ")


OTHER_WORDS = {
    # Behind tens from twenty on, 4 is "tư"; "bốn" is understood, and read.
    24: ("hai mươi bốn", "hai mươi tư"), 124: ("một trăm hai mươi bốn", "một trăm hai mươi tư"), 24_000: ("hai mươi bốn nghìn", "hai mươi tư nghìn"),
    # Both words for an empty ten are right; documents of the North say "linh", and `empty_tens` gives the other.
    101: ("một trăm lẻ một", "một trăm linh một"), 105: ("một trăm lẻ năm", "một trăm linh năm"), 101_000: ("một trăm lẻ một nghìn", "một trăm linh một nghìn"),
    # "không trăm" left out: what follows can be taken for the beginning of the next lower scale.
    1_001: ("một nghìn lẻ một", "một nghìn không trăm linh một"), 1_005: ("một nghìn lẻ năm", "một nghìn không trăm linh năm"),
    1_000_005: ("một triệu lẻ năm", "một triệu không trăm linh năm"), 10**9 + 1: ("một tỷ lẻ một", "một tỷ không trăm linh một"),
    # "lẻ" stands for an empty ten; there is a ten here.
    1_010: ("một nghìn lẻ mười", "một nghìn không trăm mười"), 1_015: ("một nghìn lẻ mười lăm", "một nghìn không trăm mười lăm"),
    1_021: ("một nghìn lẻ hai mươi mốt", "một nghìn không trăm hai mươi mốt"), 1_000_050: ("một triệu lẻ năm mươi", "một triệu không trăm năm mươi"),
    # Inner groups not read in full.
    1_001_000: ("một triệu một nghìn", "một triệu không trăm linh một nghìn"), 10**9 + 10**6: ("một tỷ một triệu", "một tỷ không trăm linh một triệu"),
    # "tỷ" said twice for one section of milliards.
    1_255 * 10**9: ("một nghìn tỷ hai trăm năm mươi lăm tỷ", "một nghìn hai trăm năm mươi lăm tỷ"),
    # Another number altogether, and no Vietnamese.
    10**15: ("một trăm nghìn tỷ", "một triệu tỷ"), 10**18: ("một Quintillion", "một tỷ tỷ"),
}  # fmt: skip
"""Number → how num2words 0.5.14 says it, how we do; the comments say why."""


@pytest.mark.parametrize(
    ("number", "theirs", "ours"), [(number, *words) for number, words in OTHER_WORDS.items()]
)
def test_where_num2words_says_otherwise(number: int, theirs: str, ours: str) -> None:
    """The peer's words are still as listed; ours are the grammar's."""
    num2words = pytest.importorskip("num2words").num2words

    assert (theirs, ours) == (num2words(number, lang="vi"), number_in_words(number))


@given(number=st.integers(0, 10**12 - 1))
def test_what_num2words_writes_is_read(number: int) -> None:
    """Letters written with the peer are read as the sum they mean, below the size at which the peer errs."""
    num2words = pytest.importorskip("num2words").num2words

    assert Money(number) == Money.parse(f"{num2words(number, lang='vi')} đồng")
