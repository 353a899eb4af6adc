"""A document issued by a body that was not there that day (*cơ quan ban hành chưa có hoặc không còn vào ngày của văn bản*).

Basis: PRACTICE of citing a document under the name its issuer had that day; which bodies there were says the register of bodies, each row
with its ground (Nghị quyết 176/2025/QH15, Nghị định 45/2025/NĐ-CP, Nghị quyết 202/2025/QH15). Some days after a change both names are
in use, so those pass; where the register itself is not sure, the finding is information only.

Wrong: a letter of 01/8/2025 of `Sở Thông tin và Truyền thông`. Right: `Sở Khoa học và Công nghệ`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.registers.bodies import bodies_named, successors
from khcn_records.registers.rows import name_key, nearest
from khcn_records.rules.checking import Citation, Context, Rule, Scope
from khcn_records.rules.ended_names import since_until

__all__ = ["RULE", "check"]

RULE = Rule(
    code="not_valid_that_day",
    scope=Scope.CITATIONS,
    severity=Severity.WARNING,
    basis=Evidence("Danh mục cơ quan, tổ chức của thư viện, mỗi mục có căn cứ riêng", Confidence.PRACTICE),
    thresholds={"grace_days": 31},
)


def check(subject: Sequence[Citation], context: Context) -> Iterator[Finding]:
    """One finding for each body and day, at its first place."""
    grace = dt.timedelta(days=int(context.threshold(RULE, "grace_days")))
    seen = set()
    for citation in subject:
        reference = citation.reference
        day, issuer = reference.issued_on, reference.issuer
        if day is None or issuer is None or (name_key(issuer), day) in seen:
            continue
        seen.add((name_key(issuer), day))
        rows = bodies_named(issuer)
        closest = nearest(rows, day)
        if closest is None or any(row.is_valid(day - grace) or row.is_valid(day + grace) for row in rows):
            continue
        if any(row.is_valid(day) for row in rows):
            continue
        is_sure = closest.basis.confidence is not Confidence.UNCONFIRMED
        is_over = closest.valid_until is not None and closest.valid_until < day
        then = [row.full_name for row in successors(closest, day)] if is_over else []
        yield RULE.finding(
            citation.subject,
            place=citation.place,
            severity=None if is_sure else Severity.INFO,
            suggestion=then[0] if len(then) == 1 else None,
            symbol=str(reference.number or reference.subject or ""),
            issuer=issuer,
            issued_on=day.isoformat(),
            valid=since_until(closest),
            then=", ".join(then) or "…",
        )
