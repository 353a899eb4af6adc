"""Text that is not NFC (*chữ tổ hợp*): two spellings of one word that look alike and do not compare alike.

Basis: TCVN 6909:2001 as used by Nghị định 30/2020/NĐ-CP, Phụ lục I (Unicode); NFC is INFERRED, the standard allows both forms.

Wrong: `Quyê\u0301t định` with a combining mark. Right: `Quyết định`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText

__all__ = ["RULE", "check"]

RULE = Rule(
    code="not_composed",
    scope=Scope.TEXT,
    severity=Severity.WARNING,
    basis=Evidence("Nghị định 30/2020/NĐ-CP, Phụ lục I (TCVN 6909:2001)", Confidence.INFERRED),
)


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for the whole text: how many words, and the first of them."""
    words: list[str] = []
    first = last = 0
    for number, line in enumerate(subject.lines, 1):
        if unicodedata.is_normalized("NFC", line):
            continue
        found = [word for word in line.split() if not unicodedata.is_normalized("NFC", word)]
        first = first or (number if found else 0)
        last = number if found else last
        words += found
    if words:
        place = subject.place_of_lines(first, last)
        yield RULE.finding(place=place, text=words[0], count=len(words))
