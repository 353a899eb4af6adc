"""A count of projects that differs from the projects named (*số nhiệm vụ nêu khác số nhiệm vụ kể tên*).

Basis: PRACTICE: who says two and names them names two.

Wrong: `nghiệm thu 02 nhiệm vụ` with one project accepted in the report. Right: two, or a word that the others are not named.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, RecordSet, Rule, Scope

__all__ = ["RULE", "check"]

RULE = Rule(
    code="count_against_projects",
    scope=Scope.REPORT,
    severity=Severity.WARNING,
    basis=Evidence("Tổng hợp số liệu", Confidence.PRACTICE),
    kinds=("project_aggregate", "research_project"),
)


def check(subject: RecordSet, _context: Context) -> Iterator[Finding]:
    """One finding for each aggregate that names projects, fewer or more than it counts."""
    known = {project.project_id for project in subject.of("research_project")}
    for aggregate in subject.of("project_aggregate"):
        named = len(aggregate.project_ids)
        missing = [one for one in aggregate.project_ids if known and one not in known]
        if aggregate.count is not None and named and aggregate.count != named:
            yield RULE.finding(aggregate.aggregate_id, count=aggregate.count, named=named)
        elif missing:
            yield RULE.finding(aggregate.aggregate_id, count=aggregate.count or 0, named=named - len(missing))
