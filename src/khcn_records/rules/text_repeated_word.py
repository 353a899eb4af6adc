"""Words written twice in a row (*lặp từ*).

Basis: PRACTICE. Reduplicated words (*dần dần*, *từ từ*) are one word and pass, so a single syllable counts only where it is a word
that never doubles; a capital behind a small letter begins a name (*công đoàn cơ sở Sở Khoa học và Công nghệ*).

Wrong: `áp dụng công cụ công cụ 5S`, `của của`. Right: `áp dụng công cụ 5S`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import clean, lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="repeated_word",
    scope=Scope.TEXT,
    severity=Severity.WARNING,
    basis=Evidence("Chính tả tiếng Việt", Confidence.PRACTICE),
)
_WORD = lazy_pattern(r"[^\W\d_]+")
_NEVER_DOUBLED = frozenset(
    "của và các những được tại trong cho với về theo là bị do để từng đã đang sẽ cấp tỉnh sở số".split()  # noqa: SIM905  a line of words reads as one
)


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each repetition of one, two or three syllables on one line: over two lines they may be two cells."""
    for number, raw in enumerate(subject.lines, 1):
        line = clean(raw)
        words = [(found[0].lower(), found.start(), found.end()) for found in _WORD.finditer(line)]
        skip = 0
        for at in range(len(words)):
            for size in (3, 2, 1):
                if at >= skip and _is_repeated(line, words, at, size):
                    end = words[at + 2 * size - 1][2]
                    once = words[at + size - 1][2]
                    yield RULE.finding(
                        place=subject.place_of_lines(number),
                        suggestion=line[words[at][1] : once],
                        text=line[words[at][1] : end],
                    )
                    skip = at + 2 * size - 1
                    break


def _is_repeated(text: str, words: list[tuple[str, int, int]], at: int, size: int) -> bool:
    """The next `size` words stand there twice, with nothing but blanks between all of them."""
    if at + 2 * size > len(words):
        return False
    here = words[at : at + 2 * size]
    if any(here[place][0] != here[place + size][0] for place in range(size)):
        return False
    if any(text[one[2] : other[1]].strip() for one, other in itertools.pairwise(here)):
        return False
    if size > 1:
        return len({word for word, _, _ in here}) > 1
    (word, first, _), (_, second, _) = here
    return word in _NEVER_DOUBLED and not (text[first].islower() and text[second].isupper())
