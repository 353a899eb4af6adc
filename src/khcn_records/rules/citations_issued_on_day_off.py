"""A document dated on a day off (*văn bản ghi ngày nghỉ*): never an error, often a slip of the pen.

Basis: PRACTICE; no rule forbids issuing on a day off, but offices work on working days. The
National Assembly, its committees and its chair are no such office: it sits and votes on Saturdays too.

Wrong: 31/KH-UBND dated 25/6/2023, a Sunday. Right: dated 26/6/2023.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khcn_records.errors import UnknownYearError
from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Citation, Context, Rule, Scope
from khcn_records.values.document_numbers import DocumentFamily

__all__ = ["RULE", "check"]

RULE = Rule(
    code="issued_on_day_off",
    scope=Scope.CITATIONS,
    severity=Severity.WARNING,
    basis=Evidence("Ngày làm việc của cơ quan nhà nước", Confidence.PRACTICE),
)


def check(subject: Sequence[Citation], context: Context) -> Iterator[Finding]:
    """One finding for each document, at its first place."""
    seen = set()
    for citation in subject:
        reference = citation.reference
        day = reference.issued_on
        if day is None or reference.number is None or (reference.number, day) in seen:
            continue
        if reference.number.family is DocumentFamily.ASSEMBLY:
            continue
        seen.add((reference.number, day))
        try:
            is_off = not context.calendar.is_workday(day)
        except UnknownYearError:  # a year without data says nothing
            continue
        if is_off:
            yield RULE.finding(
                citation.subject,
                place=citation.place,
                symbol=str(reference.number),
                day_on=day.isoformat(),
                weekday_on=day.isoformat(),
            )
