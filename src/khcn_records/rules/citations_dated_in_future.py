"""A document dated after the day the report speaks for (*văn bản ghi ngày sau kỳ báo cáo*).

Basis: PRACTICE: what is reported has happened.

Wrong: a document of 20/02/2024 in figures as of 14/02/2024. Right: a date not after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Citation, Context, Rule, Scope

__all__ = ["RULE", "check"]

RULE = Rule(
    code="dated_in_future",
    scope=Scope.CITATIONS,
    severity=Severity.WARNING,
    basis=Evidence("Chế độ báo cáo", Confidence.PRACTICE),
)


def check(subject: Sequence[Citation], context: Context) -> Iterator[Finding]:
    """One finding for each document, where the day asked about is known."""
    last = context.last_day
    seen = set()
    for one in subject:
        day = one.reference.issued_on
        if last is None or day is None or day <= last or one.reference in seen:
            continue
        seen.add(one.reference)
        symbol = str(one.reference.number or one.reference.cite())
        yield RULE.finding(
            one.subject, place=one.place, symbol=symbol, issued_on=day.isoformat(), last_on=last.isoformat()
        )
