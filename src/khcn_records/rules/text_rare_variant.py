"""Two words that differ by one mark from two words the text uses often (*nghi sai dấu*): probably a slip.

Basis: PRACTICE. Found by counting: a pair of words that stands once, beside a pair that stands often and differs from it by the
tone or the mark of one letter only.

Wrong: `Công nghê` once beside thirty `Công nghệ`. Right: `Công nghệ`.
"""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import fold, lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="rare_variant",
    scope=Scope.TEXT,
    severity=Severity.INFO,
    basis=Evidence("Chính tả tiếng Việt", Confidence.PRACTICE),
    thresholds={"often": 5, "very_often": 15, "seldom": 1},
)
_COMMON = frozenset(
    "và của các với cho trong theo năm số về tại từ đến là có được do thì để những một hai ba".split()  # noqa: SIM905  a line of words reads as one
)
_PAIR = lazy_pattern(r"(?<!\w)(?=([^\W\d_]{2,}) ([^\W\d_]{2,})(?!\w))")


def check(subject: SourceText, context: Context) -> Iterator[Finding]:
    """One finding for each rare pair, with the common one."""
    often, very_often, seldom = (
        int(context.threshold(RULE, name)) for name in ("often", "very_often", "seldom")
    )
    counted: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], tuple[int, int, str]] = {}
    key = functools.cache(fold)
    for item in subject.items:
        for found in _PAIR.finditer(item.text):
            pair = (key(found[1]), key(found[2]))
            counted[pair] += 1
            first.setdefault(pair, (item.line, item.line_end, f"{found[1]} {found[2]}"))
    without_marks = functools.cache(_bare)
    bare: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for pair in counted:
        bare.setdefault((without_marks(pair[0]), without_marks(pair[1])), []).append(pair)
    words: Counter[str] = Counter()
    for pair, count in counted.items():
        words[pair[0]] += count
        words[pair[1]] += count
    for pairs in bare.values():
        common = [pair for pair in pairs if counted[pair] >= often]
        for pair in pairs:
            if counted[pair] > seldom:
                continue
            near = [
                one
                for one in common
                if _is_one_slip(pair, one, is_sure=counted[one] >= very_often)
                and _stands_alone(pair, one, words)
            ]
            if near:
                line, line_end, text = first[pair]
                right = " ".join(near[0])
                place = subject.place_of_lines(line, line_end)
                yield RULE.finding(
                    place=place, suggestion=right, text=text, other=right, count=counted[near[0]]
                )


def _bare(word: str) -> str:
    """The letters without their marks; đ stays đ."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def _is_one_slip(one: tuple[str, str], other: tuple[str, str], *, is_sure: bool) -> bool:
    """One word is the same, and the other lacks marks; beside a pair that stands very often, or has another tone."""
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) != 1 or _COMMON & {*one, *other}:
        return False
    marks, right = (set(_marks(word)) for word in differing[0])
    return marks < right or is_sure


def _stands_alone(pair: tuple[str, str], other: tuple[str, str], words: Counter[str]) -> bool:
    """The differing word stands nowhere else in the text: if it does, it is a word of its own (*cộng đồng*, *cộng tác*)."""
    return all(words[a] <= 2 for a, b in zip(pair, other, strict=True) if a != b)


def _marks(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word) if unicodedata.combining(char))
