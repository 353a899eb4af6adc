"""A later number with an earlier date in one series (*số văn bản không theo thứ tự thời gian*).

Basis: Nghị định 30/2020/NĐ-CP, Điều 15: numbers are given in order of time within the year.

Wrong: `98/KHCN-QLCN` of 18/01 and `71/KHCN-QLCN` of 22/01. Right: numbers grow with the days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Citation, Context, Rule, Scope
from khcn_records.text import fold

__all__ = ["RULE", "check"]

RULE = Rule(
    code="number_against_date",
    scope=Scope.CITATIONS,
    severity=Severity.WARNING,
    basis=Evidence("Nghị định 30/2020/NĐ-CP, Điều 15", Confidence.TEXT),
)


def check(subject: Sequence[Citation], _context: Context) -> Iterator[Finding]:
    """One finding for each document dated before one of a lower number of its series in the same year."""
    series: dict[tuple[str, str, int], dict[tuple[int, dt.date], Citation]] = {}
    for one in subject:
        reference = one.reference
        number = reference.number
        if number is None or number.number is None or reference.issued_on is None:
            continue
        body = fold(reference.issuer or "") if len(number.issuers) == 0 else "-".join(number.issuers)
        key = (body, number.notation, reference.issued_on.year)
        series.setdefault(key, {}).setdefault((number.number, reference.issued_on), one)
    for known in series.values():
        latest: Citation | None = None
        for (number_of, day), one in sorted(known.items(), key=lambda entry: entry[0]):
            before = latest.reference if latest is not None else None
            if (
                before is not None
                and before.issued_on is not None
                and before.number is not None
                and day < before.issued_on
            ):
                if before.number.number != number_of:
                    yield RULE.finding(
                        one.subject,
                        place=one.place,
                        symbol=str(one.reference.number),
                        issued_on=day.isoformat(),
                        other=str(before.number),
                        other_on=before.issued_on.isoformat(),
                    )
            else:
                latest = one
