"""A document cited without its date (*viện dẫn thiếu ngày ban hành*).

Basis: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II mục 5: the first citation gives kind, number, date, issuer and subject; later
ones may be short. Laws and ordinances are cited by name, and their number at most.

Wrong: `Nghị quyết số 43/2022/NQ-HĐND`, nowhere dated. Right: `Nghị quyết số 43/2022/NQ-HĐND ngày 09/12/2022`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Citation, Context, Rule, Scope
from khcn_records.values.document_kinds import kind_of_noun
from khcn_records.values.document_numbers import DocumentFamily

__all__ = ["RULE", "check"]

RULE = Rule(
    code="undated",
    scope=Scope.CITATIONS,
    severity=Severity.WARNING,
    basis=Evidence("Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II mục 5", Confidence.TEXT),
)
_LAWS = {kind_of_noun(noun) for noun in ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")}


def check(subject: Sequence[Citation], _context: Context) -> Iterator[Finding]:
    """One finding for each symbol that is dated nowhere, at its first place; a draft's blank number passes.

    A text's own number is dated in the head of the text, wherever else it stands.
    """
    dated = {
        one.reference.number
        for one in subject
        if one.reference.issued_on is not None or (one.is_own and one.place is not None)
    }
    seen = set()
    for one in subject:
        number = one.reference.number
        is_law = (
            number is not None and number.family is DocumentFamily.ASSEMBLY and one.reference.kind in _LAWS
        )
        if (
            number is None
            or number.number is None
            or number in dated
            or number in seen
            or one.is_own
            or is_law
        ):
            continue
        seen.add(number)
        yield RULE.finding(one.subject, place=one.place, symbol=str(number))
