"""Parts in brackets that do not add up to the figure before them (*số chi tiết không khớp tổng số*).

Basis: PRACTICE of statistics. Parts may overlap (several tests of one sample), so this asks and does not condemn.

Wrong: `59 mẫu (bao gồm: A: 52; B: 8)`. Right: parts that add up to 59, or a word that they overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="breakdown_sum",
    scope=Scope.TEXT,
    severity=Severity.INFO,
    basis=Evidence("Thống kê, tổng hợp số liệu", Confidence.PRACTICE),
)
_WHOLE = lazy_pattern(
    r"(?<![0-9/.,])([0-9][0-9.]*(?:,[0-9]+)?)(?![0-9/])[^0-9();.]{0,60}\((?:bao gồm|gồm|trong đó|cụ thể)\s*:?([^()]{1,400})\)",
    re.IGNORECASE,
)
_PART = lazy_pattern(r"[^\W\d_][^;,:0-9]{0,60}[: ]\s*([0-9][0-9.]*)(?![0-9/])[^;,:0-9]{0,20}(?=[;,.]|$)")


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each figure with at least two parts that have figures of their own."""
    for item in subject.items:
        for found in _WHOLE.finditer(item.text):
            parts = [_figure(part[1]) for part in _PART.finditer(found[2].strip())]
            whole = _figure(found[1])
            if len(parts) > 1 and sum(parts) != whole:
                place = subject.place_of_lines(item.line, item.line_end)
                yield RULE.finding(place=place, text=found[0][:120], total=str(whole), parts=str(sum(parts)))


def _figure(text: str) -> Decimal:
    return Decimal(text.strip(".").replace(".", "").replace(",", "."))
