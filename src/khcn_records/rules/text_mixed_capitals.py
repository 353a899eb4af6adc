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
    thresholds={"least": 3},
)
_PAIR = lazy_pattern(r"(?<![^\W_])([^\W\d_]+)(?= ([^\W\d_]{2,})(?![^\W_]))")
_TRIPLE = lazy_pattern(r"(?<![^\W_])(?=([^\W\d_]+) ([^\W\d_]+) ([^\W\d_]+)(?![^\W_]))")


def check(subject: SourceText, context: Context) -> Iterator[Finding]:
    """One finding for each pair of words, at the first place of the rarer form."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    first: dict[tuple[str, str], tuple[int, int]] = {}
    for item in subject.items:
        for found in _PAIR.finditer(item.text):
            before, word = found[1], found[2]
            if word.isupper() or not (before[0].isupper() or word[0].isupper()):
                continue
            counted.setdefault((before, word.lower()), Counter())[word] += 1
            first.setdefault((before, word), (item.line, item.line_end))
    yield from _between_same_words(subject)
    least = int(context.threshold(RULE, "least"))
    for (before, _), forms in counted.items():
        if len(forms) < 2 or forms.total() < least or not _is_name(before):
            continue
        (common, often), (other, seldom), *_ = forms.most_common()
        yield RULE.finding(
            place=subject.place_of_lines(*first[before, other]),
            text=f"{before} {other}",
            other=f"{before} {common}",
            count=seldom,
            other_count=often,
        )


def _between_same_words(subject: SourceText) -> Iterator[Finding]:
    """A word that bears a capital here and none there, between the same two words: `cư Bản Đồn` and `cư bản Đồn`."""
    forms: dict[tuple[str, str, str], dict[str, tuple[int, int]]] = {}
    for item in subject.items:
        for found in _TRIPLE.finditer(item.text):
            before, word, after = found.groups()
            if not word.isupper() and not before.isupper() and after[0].isupper():
                places = forms.setdefault((before, word.lower(), after), {})
                places.setdefault(word, (item.line, item.line_end))
    for (before, _, after), places in forms.items():
        (first, _place), *others = places.items()
        for other, place in others:
            yield RULE.finding(
                place=subject.place_of_lines(*place),
                text=f"{before} {other} {after}",
                other=f"{before} {first} {after}",
                count=1,
                other_count=1,
            )


def _is_name(word: str) -> bool:
    """Capitals count only behind a word that bears one itself: elsewhere *tỉnh Bắc* and *tỉnh bắc* are two things."""
    return word[0].isupper() and not word.isupper()
