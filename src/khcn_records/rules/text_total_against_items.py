"""A total that the items under it do not add up to (*tổng số không bằng cộng các mục*).

Basis: arithmetic. The items of letters under a line that says *tổng số* are its parts; of each the first figure counts.

Wrong: `Tổng số: 09 nhiệm vụ.` over `a) … 02`, `b) … 06`, `c) … 0`. Right: `Tổng số: 08 nhiệm vụ.`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="total_against_items",
    scope=Scope.TEXT,
    severity=Severity.ERROR,
    basis=Evidence("Tổng hợp số liệu", Confidence.TEXT),
)
_TOTAL = lazy_pattern(r"(?<!\w)tổng(?:\s+số)?\s*(?:là)?\s*:?\s*([0-9][0-9.]*)[^0-9]{0,60}$", re.IGNORECASE)
_LETTER = lazy_pattern(r"[a-zđ]\)")
_FIRST = lazy_pattern(r":\s*([0-9][0-9.]*)")


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each total over at least two lettered items that all bear a figure."""
    items = subject.items
    for place, item in enumerate(items):
        found = _TOTAL.search(item.text)
        if found is None:
            continue
        parts = []
        for other in items[place + 1 :]:
            first = _FIRST.search(other.text) if _LETTER.fullmatch(other.marker) else None
            if first is None:
                break
            parts.append(int(first[1].strip(".").replace(".", "")))
        total = int(found[1].strip(".").replace(".", ""))
        if len(parts) > 1 and sum(parts) != total:
            where = subject.place_of_lines(item.line, item.line_end)
            yield RULE.finding(place=where, total=total, parts=sum(parts), text=found[0][:80])
