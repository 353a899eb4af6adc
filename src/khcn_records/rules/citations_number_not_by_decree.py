"""A symbol not written as the decree asks (*số, ký hiệu sai thể thức*): a number below 10 without its zero, a dash of another kind, blanks inside.

Basis: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II mục 3: numbers below 10 take a zero in front.

Wrong: `2/KH-UBND`, `31 / KH–UBND`. Right: `02/KH-UBND`, `31/KH-UBND`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Citation, Context, Rule, Scope
from khcn_records.text import clean

__all__ = ["RULE", "check"]

RULE = Rule(
    code="number_not_by_decree",
    scope=Scope.CITATIONS,
    severity=Severity.WARNING,
    basis=Evidence("Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II mục 3", Confidence.TEXT),
)


def check(subject: Sequence[Citation], _context: Context) -> Iterator[Finding]:
    """One finding for each spelling; a line broken behind a hyphen is the page's doing and passes."""
    seen = set()
    for one in subject:
        number = one.reference.number
        if number is None or number.number is None:
            continue
        written = clean(one.text or number.raw).replace("- ", "-")  # a line broken behind a hyphen
        right = str(number)
        if written == right or written in seen:
            continue
        seen.add(written)
        yield RULE.finding(one.subject, place=one.place, suggestion=right, text=written, right=right)
