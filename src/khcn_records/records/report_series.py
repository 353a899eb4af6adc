"""Reports of one office in a row (*chuyển kỳ, lũy kế, đối chiếu các kỳ báo cáo*).

`carry_over` makes the next period's draft, `match_projects` recognises a project whose title was respelt, `answer_plan` finds what the next report says of what was planned. Nothing is merged or matched silently: what is not certain is told as such.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

import attrs

from khcn_records.errors import InvalidArgumentError
from khcn_records.lifecycle import HistoryEntry
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
_ABBREVIATIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        fold(short): fold(whole)
        for short, whole in {
            "KH và CN": "khoa học và công nghệ",
            "KHCN": "khoa học và công nghệ",
            "CNTT": "công nghệ thông tin",
            "CNC": "công nghệ cao",
            "ĐMST": "đổi mới sáng tạo",
            "SHTT": "sở hữu trí tuệ",
            "NTM": "nông thôn mới",
            "UBND": "ủy ban nhân dân",
            "HTX": "hợp tác xã",
        }.items()
    }
)
"""Abbreviations that titles of projects write out or not (PRACTICE)."""
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


def _handed_on(one: Indicator) -> Decimal | None:
    """What the next period begins with; a figure told without its cumulative one leaves that open."""
    return one.carried if one.cumulative is None and one.figure is None else one.cumulative


def carry_over(report: MonthlyReport) -> MonthlyReport:
    """Next period's draft (*chuyển kỳ báo cáo*).

    Carried are open tasks and directives, living projects, inspections and surveys under way, what returns, the outline, the
    recipients and the signature; the items that were planned for the next period stand in the draft's plan until they are
    answered. Each figure with a cumulative one becomes an indicator without a figure, `carried` in its place; one that
    nobody told hands on what it was handed; a new year begins from nought. Ids stay, so that a record is the same from month to month.

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
                carried=Decimal(0) if is_new_year else _handed_on(one),
                breakdown=(),
                period=following,
                restatements=(),
            )
            for one in report.indicators
            if not one.is_planned and (one.cumulative is not None or one.carried is not None)
        ],
        plan_items=[one for one in report.plan_items if one.status in _UNANSWERED],
        recipients=report.recipients,
        signature=report.signature,
    )


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
        is_certain: the ids are the same, or the titles are the same but for case and tone placement and no other has them.
    """

    before_id: str
    after_id: str
    share: Decimal
    is_certain: bool


def match_projects(before: MonthlyReport, after: MonthlyReport) -> tuple[ProjectMatch, ...]:
    """Which projects of two reports are the same (*đối chiếu nhiệm vụ giữa hai kỳ*), each at most once.

    By id first, then by title, abbreviations written out and marks of tone and vowel left aside; projects of levels known
    and different are never the same. A title that is only alike, or that several could bear, makes a match that is not
    certain: the rule `project_respelt` asks, and nothing is merged.
    """
    found: list[ProjectMatch] = []
    left = {one.project_id: one for one in before.projects}
    right = {one.project_id: one for one in after.projects}
    for identity in [one for one in left if one in right]:
        found.append(
            ProjectMatch(identity, identity, _title_share(left[identity], right[identity]), is_certain=True)
        )
        del left[identity], right[identity]
    pairs = [
        (_title_share(one, other), one.project_id, other.project_id)
        for one in left.values()
        for other in right.values()
        if one.level is None or other.level is None or one.level is other.level
    ]
    pairs = sorted(
        (pair for pair in pairs if pair[0] >= SAME_TITLE), key=lambda pair: (-pair[0], pair[1], pair[2])
    )
    same = [(one, other) for _, one, other in pairs if _is_same_title(left[one], right[other])]
    taken_left, taken_right = Counter(one for one, _ in same), Counter(other for _, other in same)
    sure = {(one, other) for one, other in same if taken_left[one] == taken_right[other] == 1}
    taken: set[str] = set()
    for share, one_id, other_id in pairs:
        if not {f"<{one_id}", f">{other_id}"} & taken:
            taken |= {f"<{one_id}", f">{other_id}"}
            found.append(ProjectMatch(one_id, other_id, share, is_certain=(one_id, other_id) in sure))
    return tuple(found)


def _is_same_title(one: ResearchProject, other: ResearchProject) -> bool:
    return fold(one.title or "") == fold(other.title or "")


def _title_share(one: ResearchProject, other: ResearchProject) -> Decimal:
    if not one.title or not other.title:
        return Decimal(0)
    return max(likeness(one.title, other.title), likeness(_plain(one.title), _plain(other.title)))


def _plain(title: str) -> str:
    """A title as a slip leaves it recognisable: abbreviations written out, without marks of tone and vowel."""
    words = " ".join(_WORD.findall(fold(title.replace("&", " và "))))
    for short, whole in _ABBREVIATIONS.items():
        words = f" {words} ".replace(f" {short} ", f" {whole} ").strip()
    bare = unicodedata.normalize("NFD", words.replace("đ", "d"))
    return "".join(mark for mark in bare if not unicodedata.combining(mark))


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

    A project of the plan answers it by a step in the later report's time, taken since: of the event planned, or of any where
    none is named. What stands in both reports unchanged answers nothing.

    Raises:
        InvalidArgumentError: the later report is not of a later period.
    """
    if after.period.first_day <= before.period.first_day:
        raise InvalidArgumentError(str(after.period), f"a period after {before.period}")
    known = {(type(one), getattr(one, id_field(one))): one for one in before.records}
    told = [
        (getattr(one, id_field(one)), one, known.get((type(one), getattr(one, id_field(one)))))
        for one in after.records
        if not isinstance(one, PlanItem)
    ]
    days = _days(after)
    return tuple(_answer(item, told, days) for item in before.plan_items)


def _days(report: MonthlyReport) -> tuple[dt.date, dt.date]:
    """The first and the last day that a report can tell of: its period and its data window together."""
    first, last = report.period.first_day, report.period.last_day
    try:
        window = report.window
    except ValueError:  # no such rule, or it has no window for such a period
        return first, last
    return min(first, window.start or first), max(last, window.end or last)


def _answer(
    item: PlanItem, told: Sequence[tuple[str, Any, Any]], days: tuple[dt.date, dt.date]
) -> PlanAnswer:
    named = tuple(identity for identity, _, _ in told if identity in item.answered_by)
    moved = tuple(
        identity
        for identity, record, earlier in told
        if isinstance(record, ResearchProject)
        and identity in item.project_ids
        and _moved(record, () if earlier is None else earlier.history, item.planned_event, days)
    )
    if named or moved:
        return PlanAnswer(item.plan_id, named or moved, is_certain=True)
    alike = tuple(
        identity
        for identity, record, earlier in told
        if record != earlier
        and likeness(
            item.content, str(getattr(record, "content", None) or getattr(record, "subject", None) or "")
        )
        >= SAME_TITLE
    )
    return PlanAnswer(item.plan_id, alike, is_certain=False)


def _moved(
    project: ResearchProject,
    known: Collection[HistoryEntry],
    event: str | None,
    days: tuple[dt.date, dt.date],
) -> bool:
    """Whether a step was taken within the days, one that was not told before."""
    return any(
        event in {None, step.event} and step.first_day <= days[1] and step.last_day >= days[0]
        for step in project.history
        if step not in known
    )
