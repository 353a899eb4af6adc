"""One breakdown that names a part twice (*trùng hạng mục*).

Basis: PRACTICE: what stands twice is counted twice.

Wrong: `Taximet: 0; Cân: 2; Taximet: 0`. Right: each once.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.indicators import Indicator
from khcn_records.rules.checking import Context, Rule, Scope
from khcn_records.text import fold

__all__ = ["RULE", "check"]

RULE = Rule(
    code="part_twice",
    scope=Scope.RECORD,
    severity=Severity.WARNING,
    basis=Evidence("Thống kê, tổng hợp số liệu", Confidence.PRACTICE),
    kinds=("indicator",),
)


def check(subject: Indicator, _context: Context) -> Iterator[Finding]:
    """One finding for each name that stands a second time in one list."""
    waiting = [subject.breakdown]
    while waiting:
        parts = waiting.pop()
        seen = set()
        for part in parts:
            if fold(part.name) in seen:
                yield RULE.finding(subject.indicator_id, name=subject.name, text=part.name)
            seen.add(fold(part.name))
            waiting.append(part.parts)
