"""A statutory limit has passed and the record does not show it kept (*quá thời hạn theo quy định*).

Basis: the article of the row in `limits`; only rows whose text, or a page that reports it, was read, that hold for the
record without an open question and whose day the record tells itself. What was done late, or may have been done, is not found.

Wrong: a project of the national level whose term ended on 10/01/2024 and that has not handed in its acceptance file on
16/02/2024 (Thông tư 11/2014/TT-BKHCN: 30 days). Right: the file handed in by 15/02/2024, or an extension.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.obligations import ObligationStatus, statutory_deadlines
from khcn_records.rules.checking import Context, Rule, Scope

__all__ = ["RULE", "check"]

RULE = Rule(
    code="statutory_limit_passed",
    scope=Scope.RECORD,
    severity=Severity.WARNING,
    basis=Evidence("thời hạn theo quy định (limits), căn cứ ghi ở từng dòng", Confidence.SECONDARY),
    # A reception that is not told as held may have been held on another day, and a report says nothing of its sending.
    kinds=("import_quality_dossier", "initiative", "inspection_activity", "licence", "research_project"),
)
_READ = frozenset({Confidence.TEXT, Confidence.SECONDARY})


def check(subject: object, context: Context) -> Iterator[Finding]:
    """One finding for each limit that has passed; none where no day is asked about."""
    as_of = context.last_day
    if as_of is None:
        return
    for owed in statutory_deadlines(subject, as_of, calendar=context.calendar):
        is_sure = owed.basis.confidence in _READ and not owed.unsettled and not owed.is_stand_in
        if (
            owed.status is ObligationStatus.OVERDUE
            and is_sure
            and owed.due_on is not None
            and not owed.reason
        ):
            yield RULE.finding(
                owed.subject,
                what_key=f"limit.{owed.key}",
                due_on=owed.due_on.isoformat(),
                source=owed.basis.source,
            )
