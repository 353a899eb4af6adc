"""Number words: the spoken grammar, and nothing that can be heard two ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.text import fold
from khcn_records.values.numerals import count_text, number_from_words, number_in_words, year_from_words

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def spoken(number: int) -> str:
    """The usual way to say a number below 1000."""
    hundreds, below = divmod(number, 100)
    tens, one = divmod(below, 10)
    words = [DIGITS[hundreds], "trăm"] if hundreds else []
    if hundreds and not tens and one:
        return " ".join([*words, "linh", DIGITS[one]])
    if hundreds and not below:
        return " ".join(words)
    if tens:
        words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
        if one:
            special = {1: "một" if tens == 1 else "mốt", 5: "lăm"}
            words.append(special.get(one, DIGITS[one]))
    else:
        words.append(DIGITS[one])
    return " ".join(words)


@given(st.integers(0, 999))
def test_every_number_below_a_thousand_is_heard(number: int) -> None:
    """What the spoken grammar says is what is read."""
    assert number == number_from_words(spoken(number))
    assert number == number_from_words(spoken(number).upper())


def test_no_two_numbers_sound_alike() -> None:
    """The words of a number are its own."""
    assert len({fold(spoken(number)) for number in range(1000)}) == 1000


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("không", 0), ("mười", 10), ("mười một", 11), ("mười lăm", 15), ("hai mươi", 20), ("hai mươi mốt", 21), ("hai mươi một", 21),
        ("hai mươi tư", 24), ("hai mươi bốn", 24), ("hai mươi lăm", 25), ("hai mươi nhăm", 25), ("hai lăm", 25), ("ba mốt", 31), ("hai tư", 24),
        ("ba mươi", 30), ("bảy", 7), ("bẩy", 7), ("bẩy mươi", 70), ("tư", 4), ("một trăm", 100), ("một trăm linh năm", 105),
        ("một trăm lẻ năm", 105), ("một trăm mười lăm", 115), ("chín trăm chín mươi chín", 999), ("Ba  Mươi\nMốt", 31),
    ],
)  # fmt: skip
def test_numbers_of_dates_and_limits(words: str, expected: int) -> None:
    """Mốt, tư, lăm after tens; linh or lẻ for an empty ten."""
    assert expected == number_from_words(words)


@pytest.mark.parametrize(
    "words",
    ["", "nhiệm vụ", "hai ba", "năm sáu", "mười năm", "hai mươi năm", "mười mốt", "mốt", "lăm", "linh năm", "mười không", "hai mươi không", "một mươi",
     "một trăm hai", "một trăm linh", "một trăm linh không", "một nghìn", "mười mười", "mươi", "trăm", "nhiều trăm", "hai hai mươi", "rưỡi",
     "một trăm linh năm mươi", "mot", "15"],
)  # fmt: skip
def test_what_is_no_number_or_two_is_none(words: str) -> None:
    """*Hai ba ngày* is two or three days, *mười năm* ten years: nothing is guessed."""
    assert number_from_words(words) is None


@given(st.integers(1000, 2999), st.sampled_from(["linh", "lẻ"]))
def test_every_year_is_heard(year: int, empty_tens: str) -> None:
    """A year said in full is that year, in the words of the North and of the South."""
    words = number_in_words(year, empty_tens=empty_tens)
    assert year == year_from_words(words) == year_from_words(words.replace("nghìn", "ngàn").upper())


@pytest.mark.parametrize(
    ("words", "expected"),
    [("hai nghìn hai mươi tư", 2024), ("hai ngàn lẻ năm", 2005), ("hai nghìn mười", 2010), ("một nghìn chín trăm tám lăm", 1985)],
)  # fmt: skip
def test_a_year_is_heard_without_its_empty_hundreds(words: str, expected: int) -> None:
    """*Không trăm* may be left out where the rest is plain."""
    assert expected == year_from_words(words)


@pytest.mark.parametrize(
    "words",
    ["", "hai", "nghìn", "hai nghìn năm", "hai nghìn hai", "hai nghìn không trăm", "hai nghìn không trăm hai ba", "hai nghìn linh", "ba nghìn",
     "hai nghìn linh mười", "hai nghìn đồng", "hai không hai tư", "hai nghìn không trăm linh không"],
)  # fmt: skip
def test_what_is_no_year_or_two_is_none(words: str) -> None:
    """What breaks off or can be heard two ways is no year."""
    assert year_from_words(words) is None


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "0"),
        (1, "01"),
        (8, "08"),
        (9, "09"),
        (10, "10"),
        (59, "59"),
        (1291, "1.291"),
        (1_000_000, "1.000.000"),
        (-5, "-5"),
    ],
)
def test_a_count_has_a_zero_below_ten(count: int, expected: str) -> None:
    """Reports write 08 and 0, and a dot after thousands."""
    assert expected == count_text(count)
