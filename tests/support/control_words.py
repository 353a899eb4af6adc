"""The words in which a reading of the real report by hand tells of inspections, surveys and opinions, and ours."""

from __future__ import annotations

from collections.abc import Mapping

from khcn_records.records.citizen_receptions import ReceptionState
from khcn_records.records.inspection_activities import InspectionKind, InspectionState
from khcn_records.records.surveys import SurveyState
from khcn_records.records.technology_opinions import OpinionKind

KINDS: Mapping[str, tuple[InspectionKind, ...]] = {
    "thanh tra": (InspectionKind.INSPECTION,),
    "kiểm tra": (InspectionKind.CHECK,),
    "thanh tra, kiểm tra": (InspectionKind.INSPECTION, InspectionKind.CHECK),
    "tự kiểm tra": (InspectionKind.SELF_CHECK,),
    "kiểm tra công vụ": (InspectionKind.CIVIL_SERVICE_CHECK,),
}
INSPECTIONS: Mapping[str, tuple[InspectionState, str | None]] = {
    "plan_drafting": (InspectionState.PLAN_DRAFTING, None),
    "plan_issued": (InspectionState.PLAN_DRAFTING, "issue_plan"),
    "planned": (InspectionState.PLANNED, None),
    "conditional": (InspectionState.PLANNED, None),
    "notified": (InspectionState.PLANNED, "notify"),
    "team_established": (InspectionState.PLANNED, "establish_team"),
    "preparing": (InspectionState.PREPARING, None),
}
"""A word of the gold → a state, and the event that leads on from it where the word tells one."""
SURVEYS: Mapping[str, tuple[SurveyState, str | None]] = {
    "plan_issued": (SurveyState.PLANNED, None),
    "in_progress": (SurveyState.TESTING, "continue_sampling"),
    "drafting_report": (SurveyState.TESTING, "draft_report"),
}
RECEPTIONS: Mapping[str, ReceptionState] = {"held": ReceptionState.HELD}
ACTIONS: Mapping[str, OpinionKind] = {
    "appraisal": OpinionKind.APPRAISAL,
    "opinion": OpinionKind.OPINION,
    "advice": OpinionKind.ADVICE,
}
"""The first word of what was done → what was asked for."""
