"""A place or body that had ended when the text was written (*địa danh, cơ quan không còn vào thời điểm viết*).

Basis: Nghị quyết 202/2025/QH15, Luật 72/2025/QH15, Nghị định 45/2025/NĐ-CP, as the registers have them. Only asked where the day of the text
is given (`as_of`). Quoted titles, issuers of cited documents and names that the text calls former pass.

Wrong: on 31/8/2025, `huyện Yên Thế`, `Sở Kế hoạch và Đầu tư`. Right: `huyện Yên Thế cũ`, `Sở Tài chính`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.rules.ended_names import ended_names, issuers_of, since_until

__all__ = ["RULE", "check"]

RULE = Rule(
    code="name_out_of_date",
    scope=Scope.TEXT,
    severity=Severity.INFO,
    basis=Evidence("Nghị quyết 202/2025/QH15; Luật 72/2025/QH15", Confidence.SECONDARY),
    thresholds={"grace_days": 31},
)


def check(subject: SourceText, context: Context) -> Iterator[Finding]:
    """One finding for each name, at its first place."""
    if context.last_day is None:
        return
    day = context.last_day - dt.timedelta(days=int(context.threshold(RULE, "grace_days")))
    issuers = issuers_of([one.reference.issuer for one in subject.citations])
    for one in ended_names(subject.text, day, issuers):
        yield RULE.finding(
            place=subject.place(one.mention.start, one.mention.end),
            suggestion=one.then[0] if len(one.then) == 1 else None,
            text=" ".join(one.mention.text.split()),
            valid=since_until(one.row),
            then=", ".join(one.then) or "…",
        )
