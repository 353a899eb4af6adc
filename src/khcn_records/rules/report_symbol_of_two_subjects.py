"""One symbol and date for two different subjects (*một số, ký hiệu cho hai nội dung*).

Basis: Nghị định 30/2020/NĐ-CP, Điều 15 (each number once in its series and year) and Phụ lục VI (systems warn of a repeated number).

Wrong: `31/KH-UBND` of 25/6/2023 over two tasks of different plans. Right: two numbers, or one plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, RecordSet, Rule, Scope, record_id
from khcn_records.text import fold, lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="symbol_of_two_subjects",
    scope=Scope.REPORT,
    severity=Severity.WARNING,
    basis=Evidence("Nghị định 30/2020/NĐ-CP, Điều 15; Phụ lục VI", Confidence.TEXT),
    kinds=("assigned_task", "issued_document"),
    thresholds={"share": Decimal("0.6")},
)
_WORD = lazy_pattern(r"\w{2,}")


def check(subject: RecordSet, context: Context) -> Iterator[Finding]:
    """One finding for each later task or document; the tasks of one directive share words, so little in common is asked for."""
    first: dict[object, tuple[str, str]] = {}
    most = Decimal(context.threshold(RULE, "share"))
    for kind, name, text in (
        ("assigned_task", "directive", "content"),
        ("issued_document", "reference", "subject"),
    ):
        for record in subject.of(kind):
            reference, told = getattr(record, name), getattr(record, text)
            if reference is None or reference.number is None or reference.number.number is None or not told:
                continue
            key = (kind, reference.number, reference.issued_on)
            known = first.setdefault(key, (record_id(record), told))
            if known[0] != record_id(record) and _share(known[1], told) < most:
                yield RULE.finding(record_id(record), symbol=str(reference.number), other=known[0])


def _share(one: str, other: str) -> Decimal:
    a, b = (frozenset(found[0] for found in _WORD.finditer(fold(text))) for text in (one, other))
    return Decimal(len(a & b)) / max(1, min(len(a), len(b)))
