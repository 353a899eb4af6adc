"""A name or term written with other capitals elsewhere in the text (*viết hoa không thống nhất*).

Basis: Nghị định 30/2020/NĐ-CP, Phụ lục II (capitals); which of the two is right the rule does not say.

Wrong: `Đài Phát thanh` here and `Đài phát thanh` there. Right: one of them throughout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="mixed_capitals",
    scope=Scope.TEXT,
    severity=Severity.INFO,
    basis=Evidence("Nghị định 30/2020/NĐ-CP, Phụ lục II", Confidence.TEXT),
    thresholds={"least": 2},
)
_TRIPLE = lazy_pattern(r"(?<![^\W_])(?=([^\W\d_]+) ([^\W\d_]+) ([^\W\d_]+)(?![^\W_]))")


def check(subject: SourceText, context: Context) -> Iterator[Finding]:
    """One finding for each word that bears a capital here and none there, between the same two words, at its rarer form.

    The word before or behind has to bear a capital itself: elsewhere *tỉnh Bắc* and *tỉnh bắc* are two things.
    """
    counted: dict[tuple[str, str, str], Counter[str]] = {}
    first: dict[tuple[str, str], tuple[int, int]] = {}
    for item in subject.items:
        for found in _TRIPLE.finditer(item.text):
            before, word, after = found.groups()
            if word.isupper() or before.isupper() or not (_is_name(before) or _is_name(after)):
                continue
            key = (before, word.lower(), after.lower() if _is_name(before) else after)
            counted.setdefault(key, Counter())[word] += 1
            first.setdefault((" ".join(key), word), (item.line, item.line_end))
    least = int(context.threshold(RULE, "least"))
    for key, forms in counted.items():
        if len(forms) < 2 or forms.total() < least:
            continue
        (common, often), (other, seldom), *_ = forms.most_common()
        yield RULE.finding(
            place=subject.place_of_lines(*first[" ".join(key), other]),
            text=f"{key[0]} {other} {key[2]}",
            other=f"{key[0]} {common} {key[2]}",
            count=seldom,
            other_count=often,
        )


def _is_name(word: str) -> bool:
    return word[0].isupper() and not word.isupper()
