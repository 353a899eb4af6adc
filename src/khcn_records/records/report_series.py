"""Reports of one office in a row (*chuyển kỳ, lũy kế, đối chiếu các kỳ báo cáo*).

`carry_over` makes the next period's draft, `cumulate` computes cumulative figures over a row of reports, `match_projects` recognises a project whose title was respelt, `answer_plan` finds what the
next report says of what was planned. Nothing is merged or matched silently: what is not certain is told as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

import attrs

from khcn_records.errors import InvalidArgumentError
from khcn_records.fields import tuple_of
from khcn_records.records import id_field
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.records.directives import Directive, DirectiveStatus
from khcn_records.records.indicators import Indicator
from khcn_records.records.inspection_activities import InspectionActivity, InspectionState
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.records.plan_items import PlanItem, PlanStatus
from khcn_records.records.research_projects import ProjectState, ResearchProject
from khcn_records.records.surveys import Survey, SurveyState
from khcn_records.text import fold

__all__ = [
    "PlanAnswer",
    "ProjectMatch",
    "answer_plan",
    "carry_over",
    "cumulate",
    "likeness",
    "match_projects",
]

_OPEN_TASKS: Final = {TaskStatus.NOT_STARTED, TaskStatus.IN_PROGRESS}
_ENDED_PROJECTS: Final = {ProjectState.CLOSED, ProjectState.WITHDRAWN}
_ENDED_INSPECTIONS: Final = {InspectionState.CLOSED, InspectionState.CANCELLED}
_OPEN_DIRECTIVES: Final = {DirectiveStatus.RECEIVED, DirectiveStatus.IN_PROGRESS}
_UNANSWERED: Final = {
    PlanStatus.PLANNED,
    PlanStatus.UNANSWERED,
    PlanStatus.CARRIED_OVER,
    PlanStatus.PARTLY_DONE,
}
_WORD = re.compile(r"\w+")
SAME_TITLE: Final = Decimal("0.8")
"""How alike two titles are at least, of which one may be the other respelt."""


def _is_open(record: Any) -> bool:
    """Whether the next report has to speak of it again."""
    match record:
        case AssignedTask():
            return record.status in _OPEN_TASKS
        case ResearchProject():
            return record.status not in _ENDED_PROJECTS
        case InspectionActivity():
            return record.status not in _ENDED_INSPECTIONS
        case Survey():
            return record.status is not SurveyState.REPORTED
        case Directive():
            return record.status in _OPEN_DIRECTIVES
    return False


def carry_over(report: MonthlyReport) -> MonthlyReport:
    """Next period's draft (*chuyển kỳ báo cáo*).

    Carried are open tasks and directives, living projects, inspections and surveys under way, what returns, the outline, the
    recipients and the signature; the items that were planned for the next period stand in the draft's plan until they are
    answered. Each figure with a cumulative one becomes an indicator without a figure, `carried` in its place; a new year
    begins from nought. Ids stay, so that a record is the same from month to month.

    Raises:
        InvalidPeriodError: the period names no year.

    >>> from khcn_records.records.monthly_reports import MonthlyReport
    >>> draft = carry_over(MonthlyReport(report_id="2024-02", period="2024-02", organization="Sở A"))
    >>> draft.report_id, str(draft.period), draft.reference
    ('2024-03', '2024-03', None)
    """
    following = report.period.next()
    is_new_year = following.year != report.period.year
    return MonthlyReport(
        report_id=str(following),
        period=following,
        organization=report.organization,
        title=None,
        window_rule=report.window_rule,
        sections=report.sections,
        directives=[one for one in report.directives if _is_open(one)],
        tasks=[one for one in report.tasks if _is_open(one)],
        projects=[one for one in report.projects if _is_open(one)],
        inspections=[one for one in report.inspections if _is_open(one)],
        surveys=[one for one in report.surveys if _is_open(one)],
        recurring_activities=report.recurring_activities,
        indicators=[
            attrs.evolve(
                one,
                figure=None,
                figure_text=None,
                out_of=None,
                cumulative=None,
                carried=Decimal(0) if is_new_year else one.cumulative,
                breakdown=(),
                period=following,
                restatements=(),
            )
            for one in report.indicators
            if one.cumulative is not None and not one.is_planned
        ],
        plan_items=[one for one in report.plan_items if one.status in _UNANSWERED],
        recipients=report.recipients,
        signature=report.signature,
    )


def _figure_key(indicator: Indicator) -> tuple[str, str, bool]:
    unit = indicator.cumulative_unit or indicator.unit or ""
    return fold(indicator.name), fold(unit), indicator.is_planned


def cumulate(reports: Iterable[MonthlyReport]) -> tuple[MonthlyReport, ...]:
    """The reports of one office in order of time, their cumulative figures computed (*tính lũy kế*).

    Where an indicator has a figure and no cumulative one, it gets the last cumulative figure of the same name and unit in
    the same year plus its own; in the first period of a year, or behind `carried`, it begins there. A cumulative figure that
    is stated stays as it is, right or wrong; the rule `cumulative_mismatch` says which. Planned figures are left alone.

    Args:
        reports: in any order; of one office and one length of period.

    Raises:
        InvalidArgumentError: two reports of one period, or of several offices.
        TypeError: anything but reports.
    """
    several = sorted(tuple_of(MonthlyReport, list(reports)), key=lambda one: one.period.first_day)
    offices = {one.organization for one in several}
    periods = [one.period for one in several]
    if len(offices) > 1 or len(set(periods)) < len(periods):
        told = ", ".join(f"{one.organization} {one.period}" for one in several)
        raise InvalidArgumentError(told, "reports of one office, each of a period of its own")
    made: list[MonthlyReport] = []
    known: dict[tuple[str, str, bool], tuple[MonthlyReport, Decimal]] = {}
    for report in several:
        indicators = []
        for one in report.indicators:
            cumulative, key = one.cumulative, _key_among(one, known)
            if cumulative is None and one.figure is not None and not one.is_planned:
                begun = _begun(one, report, known.get(key))
                cumulative = None if begun is None else begun + one.figure
            if cumulative is not None:
                known[key] = (report, cumulative)
            indicators.append(attrs.evolve(one, cumulative=cumulative))
        made.append(attrs.evolve(report, indicators=indicators))
    return tuple(made)


def _key_among(indicator: Indicator, known: Iterable[tuple[str, str, bool]]) -> tuple[str, str, bool]:
    """The key of the figure; one printed without its unit (`Không`) is that of its name, where there is but one."""
    key = _figure_key(indicator)
    if key[1]:
        return key
    of_name = [one for one in known if (one[0], one[2]) == (key[0], key[2])]
    return of_name[0] if len(of_name) == 1 else key


def _begun(
    indicator: Indicator, report: MonthlyReport, known: tuple[MonthlyReport, Decimal] | None
) -> Decimal | None:
    """What stood before the period; `None` where a month between is missing."""
    if indicator.carried is not None:
        return indicator.carried
    if report.period.previous().year != report.period.year:
        return Decimal(0)
    if known is not None and known[0].period == report.period.previous():
        return known[1]
    return None


def likeness(one: str, other: str) -> Decimal:
    """How alike two titles are, 0 to 1: the share of words they have in common, whatever the case, marks of quotation or order.

    >>> likeness("Xây dựng mô hình trồng lúa", "xây dựng mô hình “trồng lúa”")
    Decimal('1')
    """
    a, b = (frozenset(_WORD.findall(fold(text))) for text in (one, other))
    return Decimal(len(a & b)) / len(a | b) if a or b else Decimal(0)


@attrs.frozen(weakref_slot=False)
class ProjectMatch:
    """One project in two reports (*nhận ra nhiệm vụ giữa hai kỳ*).

    Attributes:
        before_id: its id in the earlier report.
        after_id: its id in the later one.
        share: how alike the titles are, 0 to 1; 1 and one id: certain.
        is_certain: the ids are the same, or the titles are the same but for case, quotation marks and tone placement.
    """

    before_id: str
    after_id: str
    share: Decimal
    is_certain: bool


def match_projects(before: MonthlyReport, after: MonthlyReport) -> tuple[ProjectMatch, ...]:
    """Which projects of two reports are the same (*đối chiếu nhiệm vụ giữa hai kỳ*), each at most once.

    By id first, then by title; projects of levels known and different are never the same. A title that is only alike
    makes a match that is not certain: the rule `project_respelt` asks, and nothing is merged.
    """
    found: list[ProjectMatch] = []
    left = {one.project_id: one for one in before.projects}
    right = {one.project_id: one for one in after.projects}
    for identity in [one for one in left if one in right]:
        found.append(
            ProjectMatch(identity, identity, _title_share(left[identity], right[identity]), is_certain=True)
        )
        del left[identity], right[identity]
    pairs = sorted(
        (
            (_title_share(one, other), one.project_id, other.project_id)
            for one in left.values()
            for other in right.values()
            if one.level is None or other.level is None or one.level is other.level
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    taken: set[str] = set()
    for share, one_id, other_id in pairs:
        if share >= SAME_TITLE and not {f"<{one_id}", f">{other_id}"} & taken:
            taken |= {f"<{one_id}", f">{other_id}"}
            is_same = fold(left[one_id].title or "") == fold(right[other_id].title or "")
            found.append(ProjectMatch(one_id, other_id, share, is_certain=is_same))
    return tuple(found)


def _title_share(one: ResearchProject, other: ResearchProject) -> Decimal:
    return likeness(one.title, other.title) if one.title and other.title else Decimal(0)


@attrs.frozen(weakref_slot=False)
class PlanAnswer:
    """What the next report says of one planned item (*kết quả thực hiện mục kế hoạch*).

    Attributes:
        plan_id: the item planned.
        record_ids: the records that answer it; empty: nothing does.
        is_certain: the plan names them, or they name a project of the plan; else their words are alike.
    """

    plan_id: str
    record_ids: tuple[str, ...]
    is_certain: bool


def answer_plan(before: MonthlyReport, after: MonthlyReport) -> tuple[PlanAnswer, ...]:
    """What the later report says of each item that the earlier one planned (*đối chiếu kế hoạch với kết quả*).

    Raises:
        InvalidArgumentError: the later report is not of a later period.
    """
    if after.period.first_day <= before.period.first_day:
        raise InvalidArgumentError(str(after.period), f"a period after {before.period}")
    told = [(getattr(one, id_field(one)), one) for one in after.records if not isinstance(one, PlanItem)]
    return tuple(_answer(item, told) for item in before.plan_items)


def _answer(item: PlanItem, told: Sequence[tuple[str, Any]]) -> PlanAnswer:
    named = tuple(identity for identity, _ in told if identity in item.answered_by)
    moved = tuple(
        identity
        for identity, record in told
        if isinstance(record, ResearchProject)
        and identity in item.project_ids
        and (item.planned_event is None or any(step.event == item.planned_event for step in record.history))
    )
    if named or moved:
        return PlanAnswer(item.plan_id, named or moved, is_certain=True)
    alike = tuple(
        identity
        for identity, record in told
        if likeness(
            item.content, str(getattr(record, "content", None) or getattr(record, "subject", None) or "")
        )
        >= SAME_TITLE
    )
    return PlanAnswer(item.plan_id, alike, is_certain=False)
