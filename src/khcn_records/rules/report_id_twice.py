"""Two records of one kind with one id (*trùng mã*).

Basis: PRACTICE: records link to each other by id.

Wrong: two projects `P01`. Right: each id once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, RecordSet, Rule, Scope, record_id

__all__ = ["RULE", "check"]

RULE = Rule(
    code="id_twice",
    scope=Scope.REPORT,
    severity=Severity.ERROR,
    basis=Evidence("Quản lý dữ liệu", Confidence.PRACTICE),
)


def check(subject: RecordSet, _context: Context) -> Iterator[Finding]:
    """One finding for each id that stands more than once in its kind."""
    for kind, records in subject.by_kind.items():
        counted = Counter(map(record_id, records))
        for identity, count in counted.items():
            if count > 1:
                yield RULE.finding(identity, kind_key=f"record.{kind}", count=count)
