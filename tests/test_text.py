"""The one normaliser: every spelling of the same words becomes one, and no two words become one."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khcn_records.text import DASHES, clean, fold, normalize, require_text, straighten_dashes

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
    "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ"
)
SPACES = " \t\n\u00a0\u2003\u2009\u202f\u3000"
vietnamese = st.text(st.sampled_from(VIETNAMESE + SPACES + "0123456789/-–.,()\u200b\ufeff"), max_size=60)
anything = st.text(max_size=60)
any_text = vietnamese | anything


@given(any_text)
@example("\u2000\u212b\u0344")
def test_normalize_is_idempotent(text: str) -> None:
    """What was normalised once stays as it is."""
    once = normalize(text)

    assert normalize(once) == once


@given(any_text)
def test_normalize_gives_nfc(text: str) -> None:
    """Inside the library text is NFC."""
    assert unicodedata.is_normalized("NFC", normalize(text))


@given(any_text)
def test_normalize_does_not_see_the_form_of_composition(text: str) -> None:
    """A text typed composed and the same text typed decomposed are one."""
    assert normalize(unicodedata.normalize("NFD", text)) == normalize(unicodedata.normalize("NFC", text))


@given(vietnamese)
def test_normalize_keeps_lines(text: str) -> None:
    """Line breaks are layout and stay; only foreign spaces change."""
    assert normalize(text).count("\n") == text.count("\n")


@given(any_text)
def test_clean_is_idempotent(text: str) -> None:
    """What was cleaned once stays as it is."""
    once = clean(text)

    assert clean(once) == once


@given(any_text)
def test_clean_gives_one_line_without_double_spaces(text: str) -> None:
    """A cleaned text is one line with single spaces between words and none at its ends."""
    cleaned = clean(text)

    assert cleaned == " ".join(cleaned.split())


@given(any_text)
@example("ΰ\u0345")
def test_fold_is_idempotent(text: str) -> None:
    """The key of a key is the key."""
    once = fold(text)

    assert fold(once) == once


@given(any_text)
def test_fold_does_not_see_the_form_of_composition(text: str) -> None:
    """NFC and NFD of a text have one key."""
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


LATE_TONE = re.compile(
    "([oO])([aAeE])([\u0300\u0301\u0303\u0309\u0323])|([uU])([yY])([\u0300\u0301\u0303\u0309\u0323])"
)
marked = st.text(
    st.sampled_from("oOuUaAeEyYáạậặẹệỷ ợ|\n\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u0334\u0328\u0307\u05b0\u0345"), max_size=12
)  # fmt: skip


@given(any_text | marked)
@example("loá\u0334")
@example("hoặc toà soạn, uỷ thác")
def test_fold_is_what_its_definition_says(text: str) -> None:
    """The quick way gives what taking every letter apart gives: a tone mark right behind the second vowel moves to the first."""
    plain = " ".join(normalize(text).casefold().split())
    apart = LATE_TONE.sub(r"\1\4\3\6\2\5", unicodedata.normalize("NFD", plain))

    assert fold(text) == unicodedata.normalize("NFC", apart)


@given(st.lists(any_text | marked, max_size=5), st.integers(1, 300))
def test_a_long_text_is_normalised_as_its_lines_are(lines: list[str], times: int) -> None:
    """However long a text, each of its lines is what it is alone."""
    text = "\n".join(lines * times)

    assert normalize(text) == "\n".join(normalize(line) for line in text.split("\n"))


@given(vietnamese)
def test_fold_does_not_see_case_or_line_breaks(text: str) -> None:
    """Capitals and the place where a line breaks do not make another key."""
    assert fold(text.upper()) == fold(text.lower()) == fold(text.replace(" ", "\n")) == fold(text)


@given(vietnamese, vietnamese)
def test_fold_never_takes_d_for_d_with_stroke(before: str, after: str) -> None:
    """Đ is a letter of its own: a word with Đ and the same word with D have two keys."""
    assert fold(f"{before}Đ{after}") != fold(f"{before}D{after}")


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoà", "hòa"),
        ("hoả", "hỏa"),
        ("hoã", "hõa"),
        ("hoá", "hóa"),
        ("hoạ", "họa"),
        ("khoẻ", "khỏe"),
        ("loè", "lòe"),
        ("uỷ", "ủy"),
        ("thuỷ", "thủy"),
        ("tuỳ", "tùy"),
        ("luỹ kế", "lũy kế"),
        ("thuý", "thúy"),
        ("tuỵ", "tụy"),
        ("UỶ BAN NHÂN DÂN", "Ủy ban nhân dân"),
        ("Khánh Hoà", "Khánh Hòa"),
    ],
)
def test_fold_does_not_see_where_the_tone_is_written(new: str, old: str) -> None:
    """Both schools of placing the tone mark write the same word."""
    assert fold(new) == fold(old)
    assert fold(unicodedata.normalize("NFD", new)) == fold(old)


@pytest.mark.parametrize("vowels", ["oa", "oe", "uy"])
def test_fold_keeps_tones_apart(vowels: str) -> None:
    """The place of a tone is forgotten, the tone is not: six tones give six keys."""
    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]

    assert len({fold(vowels + tone) for tone in tones}) == len(tones)
    assert len({fold(vowels[0] + tone + vowels[1]) for tone in tones}) == len(tones)


@pytest.mark.parametrize(
    "word", ["quyết", "quyền", "xoắn", "hoặc", "hoãn", "chuyển", "thuế", "oán", "của", "múa", "ngoài"]
)
def test_fold_of_other_words_is_the_word(word: str) -> None:
    """Where the tone can stand in one place only, the key still tells the word from the one without its tone."""
    toneless = "".join(
        c for c in unicodedata.normalize("NFD", word) if c not in "\u0300\u0301\u0303\u0309\u0323"
    )

    assert fold(word) != fold(toneless)


@pytest.mark.parametrize("look_alike", ["\u00d0", "\u0189"])
def test_look_alikes_of_d_with_stroke_become_it(look_alike: str) -> None:
    """Icelandic Ð and African Ɖ, typed or recognised for Đ, are Đ."""
    assert normalize(f"Q{look_alike}-UBND") == "QĐ-UBND"


@pytest.mark.parametrize("invisible", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_invisible_characters_vanish(invisible: str) -> None:
    """What no reader can see splits no word."""
    assert normalize(f"31/KH{invisible}-UBND") == "31/KH-UBND"


@given(st.lists(st.sampled_from("0123456789KHUBND" + DASHES), max_size=30).map("".join))
def test_straight_dashes_are_one_hyphen(text: str) -> None:
    """Every dash becomes a hyphen, one for one, and nothing else changes."""
    straight = straighten_dashes(text)

    assert len(straight) == len(text)
    assert all(new == old or (old in DASHES and new == "-") for old, new in zip(text, straight, strict=True))
    assert set(straight) & set(DASHES) <= {"-"}


@pytest.mark.parametrize("thing", [None, 31, 3.5, b"31/KH-UBND", ["31"], object()])
def test_only_text_is_text(thing: object) -> None:
    """What is not a str raises TypeError and is never coerced."""
    with pytest.raises(TypeError, match=type(thing).__name__):
        require_text(thing)


def test_a_text_is_handed_back() -> None:
    """A str is returned as it is."""
    text = "31/KH-UBND"

    assert require_text(text) is text
