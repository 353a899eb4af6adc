"""Parts that do not add up to their whole (*số chi tiết không khớp tổng số*), at any depth.

Basis: arithmetic. Parts known to overlap pass; where the text does not tell, this asks; a partition that does not add up is wrong.

Wrong: 8 tasks = 2 + 5. Right: 8 = 2 + 6, or parts that are said to overlap.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.indicator_parts import BreakdownKind, BreakdownPart
from khcn_records.records.indicators import Indicator
from khcn_records.rules.checking import Context, Rule, Scope

__all__ = ["RULE", "check"]

RULE = Rule(
    code="parts_against_total",
    scope=Scope.RECORD,
    severity=Severity.ERROR,
    basis=Evidence("Thống kê, tổng hợp số liệu", Confidence.TEXT),
    kinds=("indicator",),
)


def check(subject: Indicator, _context: Context) -> Iterator[Finding]:
    """One finding for each whole; an error for a partition, a hint where nothing says how the parts stand to it."""
    yield from _of(
        subject.indicator_id, subject.name, subject.figure, subject.breakdown, subject.breakdown_kind
    )


def _of(
    subject: str,
    name: str,
    whole: Decimal | None,
    parts: tuple[BreakdownPart, ...],
    kind: BreakdownKind | None,
) -> Iterator[Finding]:
    values = [part.value for part in parts]
    if parts and whole is not None and None not in values:
        total = sum((value for value in values if value is not None), Decimal(0))
        is_wrong = total != whole if kind in {BreakdownKind.PARTITION, None} else _is_above(parts, whole)
        if is_wrong:
            severity = Severity.INFO if kind is None else RULE.severity
            yield RULE.finding(subject, severity=severity, name=name, total=str(whole), parts=str(total))
    for part in parts:
        yield from _of(subject, part.name, part.value, part.parts, part.parts_kind)


def _is_above(parts: tuple[BreakdownPart, ...], whole: Decimal) -> bool:
    """A single part, even of those that overlap, is never more than the whole it is counted in."""
    return any(part.value is not None and part.unit is None and part.value > whole for part in parts)
