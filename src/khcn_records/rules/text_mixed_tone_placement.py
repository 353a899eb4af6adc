"""One word with its tone mark in two places (*đặt dấu thanh không thống nhất*): *uỷ* and *ủy* in one text.

Basis: Quyết định 240/QĐ (1984) on spelling in textbooks leaves both in use; one text should keep to one. PRACTICE.

Wrong: `Tỉnh uỷ` here and `Tỉnh ủy` there. Right: one of them throughout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import fold, lazy_pattern, normalize

__all__ = ["RULE", "check"]

RULE = Rule(
    code="mixed_tone_placement",
    scope=Scope.TEXT,
    severity=Severity.INFO,
    basis=Evidence("Quyết định 240/QĐ-BGD năm 1984 (chính tả)", Confidence.UNCONFIRMED),
)
_WORD = lazy_pattern(r"[^\W\d_]+")


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each syllable, at the first place of its rarer form."""
    words: Counter[str] = Counter()
    first: dict[str, int] = {}
    for number, line in enumerate(subject.lines, 1):
        for found in _WORD.finditer(normalize(line)):
            word = found[0].lower()
            words[word] += 1
            first.setdefault(word, number)
    counted: dict[str, Counter[str]] = {}
    for word, count in words.items():
        if not word.isascii():
            counted.setdefault(fold(word), Counter())[word] = count
    for forms in counted.values():
        if len(forms) > 1:
            (common, often), *others = forms.most_common()
            for other, seldom in others:
                yield RULE.finding(
                    place=subject.place_of_lines(first[other]),
                    suggestion=common if often > seldom else None,
                    text=other,
                    other=common,
                    count=seldom,
                    other_count=often,
                )
