"""The one normaliser: every text that enters the library passes through here.

Inside the library text is NFC, look-alikes of Đ are Đ, foreign spaces are spaces and full-width signs are plain. Matching goes through
`fold`, which also forgets case, tone placement (*uỷ* = *ủy*) and line breaks. Đ is never folded to D.
"""

from __future__ import annotations

import re
import unicodedata
from typing import cast

from khcn_records.errors import InvalidValueError

__all__ = [
    "CAPITALS",
    "DASHES",
    "FOREIGN_CHARACTERS",
    "clean",
    "fold",
    "lazy_pattern",
    "normalize",
    "require_text",
    "straighten_dashes",
    "whole_text",
]

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad"
"""Every character that people type for a hyphen in a symbol or a date."""

CAPITALS = "".join(filter(str.isupper, map(chr, [*range(0x250), *range(0x1E00, 0x1F00)])))
"""Every Latin capital, those of Vietnamese with all their tones among them: for the inside of a character class."""

_LOOK_ALIKES = {
    0x00D0: "Đ",  # Ð, Icelandic eth
    0x00F0: "đ",
    0x2044: "/",  # ⁄, fraction slash
    0x2215: "/",  # ∕, division slash
    0x0189: "Đ",  # Ɖ, African D
    0x0256: "đ",
}
_FOREIGN_SPACES = dict.fromkeys([0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_FULL_WIDTH = {
    0xFF01 + place: chr(0x21 + place) for place in range(94)
}  # １２／ＵＢＮＤ, from Asian input methods
_TRANSLATION: dict[int, str | None] = {**_LOOK_ALIKES, **_FOREIGN_SPACES, **_INVISIBLE, **_FULL_WIDTH}
_TO_HYPHEN = {ord(dash): "-" for dash in DASHES}

FOREIGN_CHARACTERS = "".join(map(chr, {**_LOOK_ALIKES, **_FOREIGN_SPACES, **_FULL_WIDTH})) + DASHES[1:]
"""Every character that stands for a plain one of the same length: look-alikes, spaces, full-width signs, dashes."""


class _Pattern:
    """A pattern that is compiled when it is first used; from then on its methods are those of the compiled one."""

    __slots__ = ("_flags", "_text", "findall", "finditer", "fullmatch", "match", "search", "split", "sub")

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name not in self.__slots__:
            raise AttributeError(name)
        compiled = re.compile(self._text, self._flags)
        for method in self.__slots__[2:]:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of the module that holds it, compiled at first use: compiling is half of what importing a value would cost.

    >>> lazy_pattern("[0-9]+").fullmatch("2024") is not None
    True
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))


# A tone mark after the second vowel of oa, oe, uy (uỷ) moves to the first (ủy). The vowels that bear it are looked for in one class
# and the pair in a table: a pattern with a group for each costs twenty times as much.
_LATE_TONE = lazy_pattern("[ou][àáãảạậặèéẽẻẹệỳýỹỷỵ]")
_DECOMPOSED_LATE_TONE = lazy_pattern(
    "([oO])([aAeE])([\u0300\u0301\u0303\u0309\u0323])|([uU])([yY])([\u0300\u0301\u0303\u0309\u0323])"
)
_EARLY_TONE = {
    first + unicodedata.normalize("NFC", second + tone + shape): unicodedata.normalize("NFC", first + tone)
    + unicodedata.normalize("NFC", second + shape)
    for first, second, shapes in (
        ("o", "a", ("", "\u0302", "\u0306")),
        ("o", "e", ("", "\u0302")),
        ("u", "y", ("",)),
    )
    for tone in "\u0300\u0301\u0303\u0309\u0323"
    for shape in shapes
    if not shape or tone == "\u0323"
}


def _early_tone(found: re.Match[str]) -> str:
    return _EARLY_TONE.get(found[0], found[0])


# Unicode sorts a run of combining marks in quadratic time, so a run is broken as UAX #15 breaks it (Stream-Safe Text).
_LONGEST_RUN = 30
_MARKS = lazy_pattern(r"[^\x00-\x7f\w\s]{31,}")
_SURROGATE = lazy_pattern("[\ud800-\udfff]")
_JOINER = "\u034f"


def _broken_run(found: re.Match[str]) -> str:
    """A run of marks with an invisible joiner after every thirty; no writing has that many."""
    pieces: list[str] = []
    length = 0
    for char in found[0]:
        length = length + 1 if unicodedata.combining(char) else 0
        if length > _LONGEST_RUN:
            pieces.append(_JOINER)
            length = 1
        pieces.append(char)
    return "".join(pieces)


_FOREIGN = lazy_pattern(f"[{re.escape(''.join(map(chr, _TRANSLATION)))}]")
# Letters of European languages and the signs of print: nothing here is foreign, and nothing is a mark that stands for itself.
_NOT_LATIN = lazy_pattern(
    "[^\x00-\x9f\xa1-\xcf\xd1-\xef\xf1-\u0188\u018a-\u0255\u0257-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u203b\u2190-\u21ff]"
)
_LONG = 2_000
"""Characters from which on a text is composed line by line: one line that is not composed does not make all others be taken apart."""


def require_text(value: object, what: str = "text") -> str:
    """The value, if it is a `str`.

    Raises:
        TypeError: for anything else; no value is ever coerced to text.

    >>> require_text("31/KH-UBND")
    '31/KH-UBND'
    """
    if not isinstance(value, str):
        raise TypeError(f"{what} must be a str, not {type(value).__name__}: {value!r}")
    return value


def normalize(text: str) -> str:
    r"""The text in NFC with plain spaces, true Đ and no full-width digits; line breaks stay. Idempotent.

    >>> normalize("Quyê\u0301t đi\u0323nh") == "Quyết định"
    True
    >>> normalize("\u00d0oàn\u00a0TN")
    'Đoàn TN'
    >>> normalize("３１／ＫＨ－ＵＢＮＤ")
    '31/KH-UBND'
    """
    if text.isascii():
        return text
    if _NOT_LATIN.search(text):
        if _FOREIGN.search(text):  # a search takes a tenth of the time of a translation
            text = text.translate(_TRANSLATION)
        if len(text) > _LONGEST_RUN:
            text = _MARKS.sub(_broken_run, text)
    if len(text) > _LONG:
        return "\n".join([unicodedata.normalize("NFC", line) for line in text.split("\n")])
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    r"""One line: normalised, runs of white space (line breaks too) become one space, ends stripped.

    >>> clean("  Chưa đến \n\n hạn ")
    'Chưa đến hạn'
    """
    return " ".join(normalize(require_text(text)).split())


def whole_text(text: str) -> str:
    """The text, if every file can hold it.

    Raises:
        InvalidValueError: half of a character (a lone surrogate) in it.
    """
    if not text.isascii() and _SURROGATE.search(text):
        raise InvalidValueError(text, "text without lone surrogates")
    return text


def straighten_dashes(text: str) -> str:
    r"""Every kind of dash as a plain hyphen. Only for symbols and dates, never for prose.

    >>> straighten_dashes("2023\u20132025")
    '2023-2025'
    """
    return text.translate(_TO_HYPHEN)


def fold(text: str) -> str:
    """The key that two spellings of the same words share: for matching only, never for display.

    >>> fold("Tỉnh  uỷ") == fold("TỈNH ỦY")
    True
    >>> fold("Đề án") == fold("De an")
    False
    """
    plain = " ".join(normalize(text).casefold().split())
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFC", plain)
    if _NOT_LATIN.search(plain) is None:
        return _LATE_TONE.sub(_early_tone, plain)
    # Where marks stand for themselves, which of them follows the vowel shows in decomposed text only.
    decomposed = _DECOMPOSED_LATE_TONE.sub(r"\1\4\3\6\2\5", unicodedata.normalize("NFD", plain))
    return unicodedata.normalize("NFC", decomposed)
