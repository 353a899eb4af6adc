"""A count of projects with every field filled."""

from __future__ import annotations

from khcn_records.records.project_aggregates import ProjectAggregate
from khcn_records.records.project_parts import ProjectKind, ProjectLevel
from khcn_records.values.periods import ReportingPeriod

EXAMPLE = ProjectAggregate(
    aggregate_id="2024-02/4",
    level=ProjectLevel.PROVINCE,
    kind=ProjectKind.TASK,
    events=("appraise_budget", "approve", "sign_contract"),
    count=2,
    unit="nhiệm vụ",
    year=2023,
    period=ReportingPeriod.of_month(2024, 2),
    content="Thẩm định kinh phí, phê duyệt và ký hợp đồng",
    project_ids=("2023/07",),
    section="I.III.1.2",
    note="Bổ sung",
)
