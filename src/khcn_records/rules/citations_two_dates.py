"""One symbol with two dates in one year (*một số, ký hiệu ghi hai ngày*).

Basis: Nghị định 30/2020/NĐ-CP, Điều 15: numbers of a series are given once in a year.

Wrong: `31/KH-UBND` of 25/6/2023 and of 26/6/2023. Right: one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Citation, Context, Rule, Scope
from khcn_records.text import fold

__all__ = ["RULE", "check"]

RULE = Rule(
    code="two_dates",
    scope=Scope.CITATIONS,
    severity=Severity.ERROR,
    basis=Evidence("Nghị định 30/2020/NĐ-CP, Điều 15", Confidence.TEXT),
)


def check(subject: Sequence[Citation], _context: Context) -> Iterator[Finding]:
    """One finding for each later date; another year, or another issuer by name, is another document."""
    first: dict[tuple[object, ...], Citation] = {}
    told = set()
    for one in subject:
        reference = one.reference
        if reference.number is None or reference.number.number is None or reference.issued_on is None:
            continue
        issuer = fold(reference.issuer) if reference.issuer else ""
        key = (reference.number, reference.issued_on.year)
        known = first.setdefault((*key, issuer), one)
        other = first.get((*key, ""), known)
        for earlier in (known, other):
            if earlier.reference.issued_on != reference.issued_on and (key, reference.issued_on) not in told:
                told.add((key, reference.issued_on))
                yield RULE.finding(
                    one.subject,
                    place=one.place,
                    symbol=str(reference.number),
                    issued_on=reference.issued_on.isoformat(),
                    other_on=earlier.reference.issued_on.isoformat() if earlier.reference.issued_on else "",
                )
