"""Kinds of document (*tên loại văn bản*) and the abbreviations that stand for them in a symbol.

State kinds: Nghị định 30/2020/NĐ-CP, Điều 7 and Phụ lục III (TEXT). Normative kinds: Luật 64/2025/QH15, Điều 4. Party
kinds: Quy định 399-QĐ/TW (SECONDARY). The list is open: an abbreviation that is not here is kept as its own kind.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

import attrs

from khcn_records.by_fields import ByFields
from khcn_records.errors import InvalidValueError
from khcn_records.labels import has_wording, wording, wordings
from khcn_records.text import fold, normalize, require_text

__all__ = [
    "COPY_TYPES",
    "NORMATIVE_ONLY_TYPES",
    "OFFICIAL_LETTER",
    "TYPES",
    "DocumentKind",
    "kind_of_noun",
    "noun_at_end",
]

_STATE = "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB"
_OLDER_STATE = "GN TTh UQ GT NP CK CN ĐĐ BN GCN"  # Thông tư 01/2011/TT-BNV and before
_NORMATIVE = "NĐ TT TTLT TTLB NQLT L PL LCT CTLT"
_PARTY = "KL CV TTri CTHĐ QĐi QH TBKL BS"
_COPIES = "SY TrS SL"

NORMATIVE_ONLY_TYPES = frozenset(_NORMATIVE.split())
"""Types that only a normative document has, with or without its year."""
COPY_TYPES = frozenset(_COPIES.split())
TYPES = frozenset(
    f"{_STATE} {_OLDER_STATE} {_NORMATIVE} {_PARTY} {_COPIES} VBHN KHPH CTPH CTrPH QCPH".split()
) - {"QH"}
"""The known abbreviations, in their official spelling."""

_SPELLINGS: Mapping[str, str] = {
    **{kind.casefold(): kind for kind in sorted(TYPES, reverse=True)},
    # Variants found in real documents; read, never written.
    "qch": "QC", "dan": "DA",
}  # fmt: skip


def is_abbreviation(text: str) -> bool:
    """Whether the text can abbreviate a kind: a capital, then at most 15 letters, digits or `&`.

    >>> is_abbreviation("BCTĐ"), is_abbreviation("ngày")
    (True, False)
    """
    return re.fullmatch(r"[^\W\d_][\w&]{0,15}", text) is not None and text[0].isupper()


def _abbreviation(text: str) -> str:
    """As the tables spell it; the Party's `CV` is the công văn too, so there is one kind of it."""
    abbreviation = normalize(require_text(text, "the abbreviation of a kind"))
    return "" if abbreviation == "CV" else abbreviation


@attrs.frozen(weakref_slot=False, eq=False, repr=False)
class DocumentKind(ByFields):
    """The kind of a document (*tên loại văn bản*).

    Attributes:
        abbreviation: as it stands in a symbol; `""` for a công văn, which has none.
        sense: `""`, or which of two kinds is meant where one abbreviation serves both: Party `QĐ` is *quyết định* or
            *quy định*.

    Raises:
        InvalidValueError: no abbreviation: it begins with a capital and has at most 16 letters, digits, `&`.
        TypeError: not a `str`.

    >>> DocumentKind("KH").label(), DocumentKind("KH").label("en"), DocumentKind("").label()
    ('Kế hoạch', 'plan', 'Công văn')
    >>> DocumentKind("BCTĐ").label()
    'BCTĐ'
    """

    abbreviation: str = attrs.field(converter=_abbreviation)
    sense: str = ""

    def __attrs_post_init__(self) -> None:
        require_text(self.sense, "the sense of a kind")
        if self.abbreviation and not is_abbreviation(self.abbreviation):
            raise InvalidValueError(self.abbreviation, "an abbreviation such as KH, TTr or BCTĐ")

    def __str__(self) -> str:
        return self.abbreviation

    @property
    def is_known(self) -> bool:
        """Whether the tables name this kind."""
        return has_wording(self.label_key)

    @property
    def label_key(self) -> str:
        """The key of its name in `labels`, where the tables name it."""
        return f"document_kind.{self.abbreviation or 'CV'}" + (f":{self.sense}" if self.sense else "")

    def label(self, lang: str = "vi") -> str:
        """The name of the kind; an abbreviation outside the tables is its own name.

        Raises:
            UnknownLanguageError: no such language.
        """
        return wording(self.label_key, lang) if has_wording(self.label_key, lang) else self.abbreviation


OFFICIAL_LETTER = DocumentKind("")
"""Công văn: the kind without an abbreviation."""


def official_spelling(token: str) -> str | None:
    """The official spelling of a known type, whatever its case; `None` for an unknown one.

    >>> official_spelling("TTR"), official_spelling("Ctr"), official_spelling("UBND")
    ('TTr', 'CTr', None)
    """
    if token in TYPES:
        return token
    return _SPELLINGS.get(token.casefold())


@functools.cache
def folded_nouns() -> Mapping[str, DocumentKind]:
    """Folded Vietnamese nouns → kind, official names first."""
    found: dict[str, DocumentKind] = {}
    prefix = "document_kind."
    for key, name in wordings("vi").items():
        if key.startswith(prefix):
            abbreviation, _, sense = key.removeprefix(prefix).partition(":")
            kind = OFFICIAL_LETTER if abbreviation == "CV" else DocumentKind(abbreviation, sense)
            found.setdefault(fold(name), kind)
    for key, synonyms in wordings("vi").items():
        if key.startswith("document_noun."):
            kind = found[fold(wordings("vi")[prefix + key.removeprefix("document_noun.")])]
            found |= {fold(name): kind for name in synonyms.split("; ")}
    return found


def kind_of_noun(noun: str) -> DocumentKind | None:
    """The kind that a noun names, `None` where it names none.

    >>> kind_of_noun("kế hoạch"), kind_of_noun("nhiệm vụ")
    (DocumentKind(abbreviation='KH', sense=''), None)
    """
    return folded_nouns().get(fold(noun))


def noun_at_end(text: str) -> tuple[DocumentKind, str] | None:
    """The longest noun of a kind that the text ends with, and the words of it as they stand there."""
    words = text.split()
    for count in range(min(6, len(words)), 0, -1):
        noun = " ".join(words[-count:])
        if kind := kind_of_noun(noun.rstrip(":,;")):
            return kind, noun
    return None


def noun_at_start(text: str) -> tuple[DocumentKind, str] | None:
    """The longest noun of a kind that the text begins with, and the words of it as they stand there."""
    words = text.split()
    for count in range(min(6, len(words)), 0, -1):
        noun = " ".join(words[:count])
        if kind := kind_of_noun(noun.rstrip(":,;")):
            return kind, noun
    return None
