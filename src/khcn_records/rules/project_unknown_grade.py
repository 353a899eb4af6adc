"""A grade that no scale knows (*xếp loại không có trong thang*).

Basis: the registers of grade scales (Thông tư 11/2014/TT-BKHCN and others); provinces may have their own, so this asks.

Wrong: `Hoàn thành tốt`. Right: `Đạt`, `Xuất sắc`, or the scale it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.research_projects import ResearchProject
from khcn_records.registers.grades import grade, grade_scales
from khcn_records.rules.checking import Context, Rule, Scope

__all__ = ["RULE", "check"]

RULE = Rule(
    code="unknown_grade",
    scope=Scope.RECORD,
    severity=Severity.WARNING,
    basis=Evidence("Thông tư 11/2014/TT-BKHCN; quy chế của địa phương", Confidence.SECONDARY),
    kinds=("research_project",),
)


def check(subject: ResearchProject, _context: Context) -> Iterator[Finding]:
    """One finding where the words are a grade of no scale, or of another than the one named."""
    acceptance = subject.acceptance
    text = None if acceptance is None else acceptance.grade_text or acceptance.grade
    if acceptance is None or text is None:
        return
    scales = grade_scales()
    named = acceptance.scale if acceptance.scale in scales else None
    if not any(grade(text, scale) for scale in ([named] if named else scales)):
        yield RULE.finding(subject.project_id, text=text, scale=named or "-")
