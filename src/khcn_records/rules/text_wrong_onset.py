"""A syllable that begins as none does (*viết sai phụ âm đầu*): *c* before *e, i*; *k*, *gh*, *ngh* before *a, o, u*; *g*, *ng* before *e*.

Basis: PRACTICE; the rules of Vietnamese spelling for the letters of one sound. Only syllables of Vietnamese shape in small letters
count: loan words end as they like and names begin as they like.

Wrong: `nghành`, `cip`, `gê`. Right: `ngành`, `kíp` or `clip`, `ghê`.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="wrong_onset",
    scope=Scope.TEXT,
    severity=Severity.INFO,
    basis=Evidence("Chính tả tiếng Việt (c/k, g/gh, ng/ngh)", Confidence.PRACTICE),
)
_WORD = lazy_pattern(r"(?<![\w.@/&-])[a-zà-ỹđ]{2,7}(?![\w@/&-]|\.\w)")
_WRONG = lazy_pattern(
    r"(?:c[eêi]|k[aăâoôơuư]|ngh[aăâoôơuư]|gh[aăâoôơuư]|ng[eê]|g[eê])[aăâeêioôơuưy]{0,2}(?:ch|ng|nh|[cmnpt])?"
)
_LOANS = frozenset({"gen", "ke", "cen"})
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each place."""
    is_wrong = functools.cache(_is_wrong)
    for item in subject.items:
        for found in _WORD.finditer(item.text):
            if is_wrong(found[0]):
                yield RULE.finding(place=subject.place_of_lines(item.line, item.line_end), text=found[0])


def _is_wrong(word: str) -> bool:
    decomposed = unicodedata.normalize("NFD", word)
    without_tone = "".join(char for char in decomposed if char not in _TONES)
    return word not in _LOANS and _WRONG.fullmatch(unicodedata.normalize("NFC", without_tone)) is not None
