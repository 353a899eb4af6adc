"""A project whose title reads like another kind (*loại nhiệm vụ không khớp tên*).

Basis: PRACTICE: a *đề tài* studies (`Nghiên cứu …`), a *dự án* builds or applies (`Xây dựng mô hình …`, `Ứng dụng …`). Thông tư 07/2014/TT-BKHCN
tells the kinds apart by aim, not by words: a hint only.

Wrong: dự án `Nghiên cứu đề xuất giải pháp …`. Right: đề tài.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.project_parts import ProjectKind
from khcn_records.records.research_projects import ResearchProject
from khcn_records.rules.checking import Context, Rule, Scope
from khcn_records.text import fold

__all__ = ["RULE", "check"]

RULE = Rule(
    code="kind_against_title",
    scope=Scope.RECORD,
    severity=Severity.WARNING,
    basis=Evidence("Thông tư 07/2014/TT-BKHCN (phân loại nhiệm vụ)", Confidence.PRACTICE),
    kinds=("research_project",),
)
_READS_LIKE = (
    (
        ProjectKind.TOPIC,
        ("nghiên cứu", "đánh giá", "điều tra", "luận cứ", "cơ sở khoa học"),
        {ProjectKind.PROJECT, ProjectKind.PILOT_PRODUCTION},
    ),
    (
        ProjectKind.PROJECT,
        ("xây dựng mô hình", "ứng dụng tiến bộ", "hoàn thiện quy trình", "sản xuất thử"),
        {ProjectKind.TOPIC},
    ),
)


def check(subject: ResearchProject, _context: Context) -> Iterator[Finding]:
    """One finding where the first words of the title belong to another kind."""
    title = fold(subject.title or "").lstrip("“\"' ")
    for kind, words, others in _READS_LIKE:
        if subject.kind in others and title.startswith(tuple(map(fold, words))):
            yield RULE.finding(
                subject.project_id,
                text=subject.title or "",
                stated_key=f"project_kind.{subject.kind.value}",
                real_key=f"project_kind.{kind.value}",
            )
