"""A cumulative figure that counts other things than the figure (*lũy kế khác đơn vị tính*).

Basis: PRACTICE of reporting: only figures of one unit can be added.

Wrong: 2 phương tiện đo, cumulative 1.291 mẫu. Right: one unit for both.
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
    code="cumulative_of_other_unit",
    scope=Scope.RECORD,
    severity=Severity.WARNING,
    basis=Evidence("Chế độ báo cáo thống kê", Confidence.PRACTICE),
    kinds=("indicator",),
)


def check(subject: Indicator, _context: Context) -> Iterator[Finding]:
    """One finding where both units are told and differ."""
    unit, other = subject.unit, subject.cumulative_unit
    if unit and other and fold(unit) != fold(other):
        yield RULE.finding(subject.indicator_id, unit=unit, other=other, name=subject.name)
