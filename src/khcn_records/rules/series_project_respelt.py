"""A project whose title is spelt otherwise than in the report before (*tên nhiệm vụ viết khác kỳ trước*).

Basis: PRACTICE: a project keeps the title of its decision; two that are only alike are never taken for one silently.

Wrong: `Xây dựng mô hình trồng lúa` in February, `Xây dựng mô hình trồng giống lúa` in March. Right: one title.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.records.report_series import match_projects
from khcn_records.rules.checking import Context, Rule, Scope, following

__all__ = ["RULE", "check"]

RULE = Rule(
    code="project_respelt",
    scope=Scope.SERIES,
    severity=Severity.WARNING,
    basis=Evidence("Quản lý nhiệm vụ khoa học và công nghệ", Confidence.PRACTICE),
    kinds=("research_project",),
)


def check(subject: Sequence[MonthlyReport], _context: Context) -> Iterator[Finding]:
    """One finding for each pair of reports that follow each other, and each project known in both under another spelling."""
    for before, after in following(subject):
        titles = {one.project_id: one.title for one in (*before.projects,)}
        later = {one.project_id: one.title for one in after.projects}
        for match in match_projects(before, after):
            one, other = titles[match.before_id], later[match.after_id]
            if one and other and (one != other or match.before_id != match.after_id):
                severity = RULE.severity if not match.is_certain else Severity.INFO
                yield RULE.finding(
                    match.after_id, severity=severity, text=other, other=one, other_id=match.before_id
                )
