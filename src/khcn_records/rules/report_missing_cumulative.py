"""A figure without its cumulative one where its neighbours have theirs (*thiếu số lũy kế*).

Basis: PRACTICE: one part of a report either counts cumulatively or does not.

Wrong: licences with, certificates of the same part without `lũy kế`. Right: both with.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.indicators import Indicator
from khcn_records.rules.checking import Context, RecordSet, Rule, Scope

__all__ = ["RULE", "check"]

RULE = Rule(
    code="missing_cumulative",
    scope=Scope.REPORT,
    severity=Severity.INFO,
    basis=Evidence("Chế độ báo cáo thống kê", Confidence.PRACTICE),
    kinds=("indicator",),
)


def check(subject: RecordSet, _context: Context) -> Iterator[Finding]:
    """One finding for each figure of the period, of a part of the report in which another has a cumulative figure."""
    by_section: dict[str, list[Indicator]] = {}
    for indicator in subject.of("indicator"):
        if not indicator.is_planned and indicator.figure is not None and indicator.section:
            by_section.setdefault(indicator.section, []).append(indicator)
    for indicators in by_section.values():
        if any(one.cumulative is not None for one in indicators):
            for one in indicators:
                if one.cumulative is None:
                    yield RULE.finding(one.indicator_id, name=one.name)
