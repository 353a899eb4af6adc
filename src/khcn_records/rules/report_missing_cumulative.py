"""A figure without its cumulative one where its neighbours have theirs (*thiếu số lũy kế*).

Basis: PRACTICE: what is alike is counted alike; areas, places and samples of a single survey need no cumulative figure.

Wrong: one certificate with, another of a like name without `lũy kế`. Right: both with.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.indicators import Indicator
from khcn_records.rules.checking import Context, RecordSet, Rule, Scope
from khcn_records.text import fold

__all__ = ["RULE", "check"]

RULE = Rule(
    code="missing_cumulative",
    scope=Scope.REPORT,
    severity=Severity.INFO,
    basis=Evidence("Chế độ báo cáo thống kê", Confidence.PRACTICE),
    kinds=("indicator",),
)
_LEAST_WORDS = 3


def check(subject: RecordSet, _context: Context) -> Iterator[Finding]:
    """One finding for each figure like one that has a cumulative figure: of its unit in the same part, or of a like name."""
    told = [one for one in subject.of("indicator") if not one.is_planned and one.figure is not None]
    whole = [one for one in told if one.cumulative is not None]
    for one in told:
        if one.cumulative is None and any(_is_like(one, other) for other in whole):
            yield RULE.finding(one.indicator_id, name=one.name)


def _is_like(one: Indicator, other: Indicator) -> bool:
    same_unit = fold(one.unit or "") == fold(other.unit or "") and one.section == other.section
    a, b = (frozenset(fold(name).split()) for name in (one.name, other.name))
    return same_unit or 2 * len(a & b) > min(len(a), len(b)) >= _LEAST_WORDS
