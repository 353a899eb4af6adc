"""One list that counts the same thing twice (*trùng hạng mục trong bảng kê*).

Basis: PRACTICE: a category that stands twice is counted twice, or one of the two means something else.

Wrong: `Taximet: 0 cái; Cân: 2 cái; Taximet: 0 cái`. Right: each once.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import fold, lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="category_twice",
    scope=Scope.TEXT,
    severity=Severity.WARNING,
    basis=Evidence("Thống kê, tổng hợp số liệu", Confidence.PRACTICE),
    thresholds={"least": 3},
)
_ENTRY = lazy_pattern(
    r"(?:^|[;:.(])\s*([^\W\d_][^;:.()0-9]{1,60}?)\s*:?\s*[0-9][0-9.]*\s*([^\W\d_]{1,12})(?=\s*(?:[;.)(]|$))"
)


def check(subject: SourceText, context: Context) -> Iterator[Finding]:
    """One finding for each name that stands a second time in one heading or item."""
    for item in subject.items:
        seen: dict[str, str] = {}
        entries = [found[1] for found in _ENTRY.finditer(item.text)]
        if len(entries) < int(context.threshold(RULE, "least")):
            continue
        for name in entries:
            key = fold(name)
            if key in seen:
                yield RULE.finding(
                    place=subject.place_of_lines(item.line, item.line_end), text=name, other=seen[key]
                )
            seen.setdefault(key, name)
