"""The words in which a reading of the real report by hand tells of projects, and ours: of states, events, levels, kinds."""

from __future__ import annotations

from collections.abc import Mapping

from khcn_records.records.councils import CouncilKind
from khcn_records.records.project_parts import AdjustmentSubject, FundingSource, ProjectKind, ProjectLevel
from khcn_records.records.research_projects import ProjectState

LEVELS: Mapping[str, ProjectLevel] = {
    "quốc gia": ProjectLevel.NATIONAL,
    "bộ": ProjectLevel.MINISTRY,
    "tỉnh": ProjectLevel.PROVINCE,
    "cơ sở": ProjectLevel.GRASSROOTS,
}

KINDS: Mapping[str, ProjectKind] = {
    "đề tài": ProjectKind.TOPIC,
    "dự án": ProjectKind.PROJECT,
    "nhiệm vụ": ProjectKind.TASK,
}

STATES: Mapping[str, ProjectState] = {
    "accepted": ProjectState.ACCEPTED,
    "approved": ProjectState.APPROVED,
    "awaiting_acceptance": ProjectState.PRODUCTS_SUBMITTED,
    "awaiting_products": ProjectState.PRODUCTS_DUE,
    "in_progress": ProjectState.IN_PROGRESS,
    "recognised": ProjectState.RECOGNISED,
    "recovering": ProjectState.RECOVERING,
    "terminated": ProjectState.TERMINATED,
    "terminating": ProjectState.TERMINATING,
}

EVENTS: Mapping[str, str] = {
    "accepted": "accept",
    "adjustment_requested": "request_adjustment",
    "approved": "approve",
    "budget_recovery": "recover",
    "contract_terminated_by_decision": "terminate",
    "implementation": "implement",
    "products_requested": "request_products",
    "result_recognised": "recognise",
    "termination_dossier": "process_termination",
    "termination_procedure": "process_termination",
}
"""What happened to a named project."""

PLANNED: Mapping[str, str] = {
    "acceptance_planned": "accept",
    "products_requested": "request_products",
    "termination_planned": "process_termination",
}
"""What is to happen next month."""

COUNTED: Mapping[str, str] = {
    "acceptance_meeting": "hold_acceptance",
    "approved": "approve",
    "budget_appraised": "appraise_budget",
    "call_for_selection_or_direct_assignment": "call",
    "contracted": "sign_contract",
    "direct_assignment_council_meetings": "hold_selection",
    "liquidated": "liquidate",
    "list_submitted_for_approval": "submit_list",
    "products_requested": "request_products",
    "recognised": "recognise",
    "registration_certificate_issued": "register",
}
"""What happened to projects that are counted."""

ADJUSTED: Mapping[str, AdjustmentSubject] = {"location": AdjustmentSubject.PLACE}

FUNDS: Mapping[str, FundingSource] = {"ngân sách nhà nước": FundingSource.STATE_BUDGET}

COUNCILS: Mapping[str, CouncilKind] = {
    "hội đồng kh&cn": CouncilKind.SCIENCE,
    "hội đồng sáng kiến": CouncilKind.INITIATIVE,
    "hội đồng tư vấn giao trực tiếp": CouncilKind.SELECTION,
    "tổ chuyên gia": CouncilKind.EXPERTS,
    "tổ công tác": CouncilKind.WORKING_TEAM,
    "tổ kiểm tra": CouncilKind.CHECK,
    "tổ thẩm định kinh phí": CouncilKind.BUDGET_APPRAISAL,
    "tổ tự kiểm tra": CouncilKind.CHECK,
}
"""How a name begins → what the council is for."""
