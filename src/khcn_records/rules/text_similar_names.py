"""Two names that differ by one letter (*tên riêng viết hai cách*): probably one name, one of the two misspelt.

Basis: PRACTICE. Only words without Vietnamese marks and of six letters or more count: syllables of Vietnamese are all alike.

Wrong: `Công ty Eco Meterial` and `Công ty Eco Material`. Right: one of them, wherever the company is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="similar_names",
    scope=Scope.TEXT,
    severity=Severity.WARNING,
    basis=Evidence("Chính tả tên riêng", Confidence.PRACTICE),
)
_NAME = lazy_pattern(r"(?<!\w)[A-Z][A-Za-z]{5,24}(?!\w)")


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each later name, with the earlier one that it resembles."""
    seen: dict[str, tuple[int, int]] = {}
    by_deletion: dict[str, set[str]] = {}
    for item in subject.items:
        for found in _NAME.finditer(item.text):
            name = found[0]
            if name in seen or name.isupper():
                continue
            key = name.lower()
            shapes = {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}
            near = sorted({other for shape in shapes for other in by_deletion.get(shape, ())} - {name})
            for shape in shapes:
                by_deletion.setdefault(shape, set()).add(name)
            seen[name] = (item.line, item.line_end)
            for other in near:
                if other.lower() != key and _is_one_letter(key, other.lower()):
                    place = subject.place_of_lines(item.line, item.line_end)
                    yield RULE.finding(place=place, text=name, other=other, line=str(seen[other][0]))
                    break


def _is_one_letter(one: str, other: str) -> bool:
    """One letter more, one less, one changed, or two changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    a, b = one[head:], other[head:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
