"""ResearchProject (*nhiệm vụ khoa học và công nghệ: đề tài, dự án, đề án*): one task, from proposal to its close.

Basis: Luật 29/2013/QH13 and, from 01/10/2025, Luật 93/2025/QH15; the steps are those of the circulars named at each
transition, which rule the national level. Provinces and ministries have their own, so a jump over steps can be allowed.

>>> import datetime
>>> from khcn_records.lifecycle import advance
>>> project = ResearchProject(project_id="2024/05", title="Mô hình trồng khoai tây", status="in_progress")
>>> ended = advance(project, "begin_termination", on=datetime.date(2024, 1, 20))
>>> ended.status.value, ended.history[0].from_state
('terminating', 'in_progress')
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from types import MappingProxyType
from typing import ClassVar, Self

import attrs

from khcn_records.display import Displayed
from khcn_records.errors import InvalidArgumentError
from khcn_records.evidence import Confidence, Evidence
from khcn_records.fields import (
    count,
    instance_of,
    named,
    optional_day_or_part,
    optional_text,
    required_text,
    tuple_of,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.lifecycle import HistoryEntry, Lifecycle, Transition, history_of
from khcn_records.records.people import Person
from khcn_records.records.project_parts import (
    Acceptance,
    Adjustment,
    BudgetLine,
    Contract,
    ProjectExtension,
    ProjectKind,
    ProjectLevel,
    Recovery,
    ResearchField,
    project_kind,
    project_level,
)
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_references import DocumentReference

__all__ = ["ProjectState", "ResearchProject"]


class ProjectState(enum.StrEnum):
    """Where a task stands (*giai đoạn của nhiệm vụ*)."""

    PROPOSED = "proposed"
    """đề xuất"""
    LISTED = "listed"
    """trong danh mục được phê duyệt"""
    CALLING = "calling"
    """thông báo tuyển chọn, giao trực tiếp"""
    SELECTED = "selected"
    """đã chọn tổ chức chủ trì"""
    BUDGET_APPRAISED = "budget_appraised"
    """đã thẩm định kinh phí"""
    APPROVED = "approved"
    """đã phê duyệt"""
    CONTRACTED = "contracted"
    """đã ký hợp đồng"""
    IN_PROGRESS = "in_progress"
    """đang thực hiện"""
    SUSPENDED = "suspended"
    """tạm dừng"""
    PRODUCTS_DUE = "products_due"
    """hết thời gian thực hiện, chờ nộp sản phẩm"""
    PRODUCTS_SUBMITTED = "products_submitted"
    """đã nộp hồ sơ, chờ nghiệm thu"""
    ACCEPTED = "accepted"
    """đã nghiệm thu: đạt trở lên"""
    REJECTED = "rejected"
    """nghiệm thu không đạt"""
    RECOGNISED = "recognised"
    """đã công nhận kết quả"""
    REGISTERED = "registered"
    """đã đăng ký kết quả"""
    LIQUIDATED = "liquidated"
    """đã thanh lý hợp đồng"""
    TERMINATING = "terminating"
    """đang làm thủ tục chấm dứt hợp đồng"""
    TERMINATED = "terminated"
    """đã chấm dứt hợp đồng"""
    RECOVERING = "recovering"
    """đang thu hồi kinh phí"""
    CLOSED = "closed"
    """kết thúc"""
    WITHDRAWN = "withdrawn"
    """rút, không phê duyệt"""


_S = ProjectState
_DEFINE = Evidence("Thông tư 07/2014/TT-BKHCN, sửa đổi bởi Thông tư 03/2017/TT-BKHCN", Confidence.SECONDARY)
_SELECT = Evidence("Thông tư 20/2023/TT-BKHCN", Confidence.SECONDARY)
_COST = Evidence("Thông tư liên tịch 55/2015/TTLT-BTC-BKHCN và 27/2015/TTLT-BKHCN-BTC", Confidence.SECONDARY)
_CONTRACT = Evidence("Thông tư 05/2014/TT-BKHCN (hợp đồng mẫu)", Confidence.SECONDARY)
_CONTROL = Evidence("Thông tư 04/2015/TT-BKHCN", Confidence.SECONDARY)
_EXTEND = Evidence("Thông tư 04/2015/TT-BKHCN, Điều 12", Confidence.SECONDARY)
_END = Evidence("Thông tư 04/2015/TT-BKHCN, Điều 21-22", Confidence.SECONDARY)
_ACCEPT = Evidence("Thông tư 11/2014/TT-BKHCN", Confidence.SECONDARY)
_AGAIN = Evidence("nghiệm thu lại sau khi không đạt: chưa đọc được quy định", Confidence.UNCONFIRMED)
_REGISTER = Evidence("Thông tư 14/2014/TT-BKHCN, sửa đổi bởi Thông tư 11/2023/TT-BKHCN", Confidence.SECONDARY)
_LIQUIDATE = Evidence("Thông tư 11/2014/TT-BKHCN, Điều 15", Confidence.SECONDARY)
_PRACTICE = Evidence("báo cáo của các sở khoa học và công nghệ", Confidence.PRACTICE)
_INFERRED = Evidence("suy ra từ trình tự thực hiện nhiệm vụ", Confidence.INFERRED)
_BEFORE_CONTRACT = (_S.PROPOSED, _S.LISTED, _S.CALLING, _S.SELECTED, _S.BUDGET_APPRAISED, _S.APPROVED)
_ENDABLE = (_S.CONTRACTED, _S.IN_PROGRESS, _S.SUSPENDED, _S.PRODUCTS_DUE, _S.REJECTED)

_STEPS = (
    # Define, choose, approve.
    Transition((_S.PROPOSED,), "submit_list", _S.PROPOSED, _DEFINE),
    Transition((_S.PROPOSED,), "list", _S.LISTED, _DEFINE),
    Transition((_S.LISTED,), "call", _S.CALLING, _SELECT),
    Transition((_S.CALLING,), "hold_selection", _S.CALLING, _SELECT),
    Transition((_S.CALLING,), "return_to_list", _S.LISTED, _INFERRED),
    Transition((_S.CALLING,), "select", _S.SELECTED, _SELECT),
    Transition((_S.SELECTED,), "appraise_budget", _S.BUDGET_APPRAISED, _COST),
    Transition((_S.BUDGET_APPRAISED,), "approve", _S.APPROVED, _PRACTICE),
    Transition((_S.APPROVED,), "sign_contract", _S.CONTRACTED, _CONTRACT),
    Transition(_BEFORE_CONTRACT, "withdraw", _S.WITHDRAWN, _INFERRED),
    # Carry out.
    Transition((_S.CONTRACTED,), "start", _S.IN_PROGRESS, _CONTRACT),
    Transition((_S.IN_PROGRESS,), "implement", _S.IN_PROGRESS, _PRACTICE),
    Transition((_S.IN_PROGRESS,), "report_progress", _S.IN_PROGRESS, _CONTROL),
    Transition((_S.IN_PROGRESS,), "check_progress", _S.IN_PROGRESS, _CONTROL),
    Transition((_S.IN_PROGRESS,), "request_adjustment", _S.IN_PROGRESS, _CONTROL),
    Transition((_S.IN_PROGRESS,), "adjust", _S.IN_PROGRESS, _CONTROL),
    Transition((_S.IN_PROGRESS,), "request_extension", _S.IN_PROGRESS, _EXTEND),
    Transition((_S.IN_PROGRESS, _S.PRODUCTS_DUE), "extend", _S.IN_PROGRESS, _EXTEND),
    Transition((_S.IN_PROGRESS,), "suspend", _S.SUSPENDED, _INFERRED),
    Transition((_S.SUSPENDED,), "resume", _S.IN_PROGRESS, _INFERRED),
    Transition((_S.IN_PROGRESS,), "end_term", _S.PRODUCTS_DUE, _ACCEPT),
    # Hand in and accept.
    Transition((_S.PRODUCTS_DUE,), "request_products", _S.PRODUCTS_DUE, _PRACTICE),
    Transition((_S.IN_PROGRESS, _S.PRODUCTS_DUE), "submit_products", _S.PRODUCTS_SUBMITTED, _ACCEPT),
    Transition((_S.REJECTED,), "resubmit_products", _S.PRODUCTS_SUBMITTED, _AGAIN, regime="law_2013"),
    Transition((_S.PRODUCTS_SUBMITTED,), "return_dossier", _S.PRODUCTS_DUE, _ACCEPT),
    Transition((_S.PRODUCTS_SUBMITTED,), "hold_acceptance", _S.PRODUCTS_SUBMITTED, _ACCEPT),
    Transition((_S.PRODUCTS_SUBMITTED,), "accept", _S.ACCEPTED, _ACCEPT),
    Transition((_S.PRODUCTS_SUBMITTED,), "reject", _S.REJECTED, _ACCEPT),
    Transition((_S.ACCEPTED,), "reopen", _S.PRODUCTS_SUBMITTED, _INFERRED),
    # After acceptance; the order of recognition and registration differs by province.
    Transition((_S.ACCEPTED, _S.REGISTERED), "recognise", _S.RECOGNISED, _PRACTICE),
    Transition((_S.RECOGNISED,), "register", _S.REGISTERED, _REGISTER),
    Transition((_S.RECOGNISED, _S.REGISTERED, _S.TERMINATED), "liquidate", _S.LIQUIDATED, _LIQUIDATE),
    Transition((_S.LIQUIDATED,), "hand_over", _S.LIQUIDATED, _REGISTER),
    # End before the end.
    Transition(_ENDABLE, "begin_termination", _S.TERMINATING, _END),
    Transition((_S.TERMINATING,), "process_termination", _S.TERMINATING, _END),
    Transition((_S.TERMINATING,), "refuse_termination", _S.IN_PROGRESS, _END),
    Transition((_S.TERMINATING,), "terminate", _S.TERMINATED, _END),
    Transition((_S.TERMINATED, _S.REJECTED), "recover", _S.RECOVERING, _END),
    Transition((_S.LIQUIDATED, _S.TERMINATED, _S.RECOVERING), "close", _S.CLOSED, _INFERRED),
)


def _fields(value: Iterable[ResearchField]) -> tuple[ResearchField, ...]:
    return tuple_of(ResearchField, value)


def _budget(value: Iterable[BudgetLine]) -> tuple[BudgetLine, ...]:
    return tuple_of(BudgetLine, value)


def _adjustments(value: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    return tuple_of(Adjustment, value)


def _extensions(value: Iterable[ProjectExtension]) -> tuple[ProjectExtension, ...]:
    return tuple_of(ProjectExtension, value)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class ResearchProject(Displayed):
    """One science-and-technology task (*nhiệm vụ KH&CN*): a topic, a project, a scheme.

    Attributes:
        project_id: this office's id of it.
        title: its title; `None` where a report counts it without naming it.
        code: its code (*mã số*), as written.
        registration_number: the number of its registration of results (*số đăng ký kết quả*).
        level: who owns it; `None`: not told.
        kind: what it is; `None`: not told.
        programme: the programme it belongs to.
        fields: its fields of research.
        host_organization: *tổ chức chủ trì*.
        managing_organization: *cơ quan quản lý*, which holds the contract.
        principal_investigator: *chủ nhiệm*.
        regime: the law or provincial rule it stands under, a key of `limits.regimes` or of one's own; `None`: by the day it was approved.
        year: the year of the list or budget it belongs to.
        start_on: the first day of its term, or the month or year.
        end_on: the last day of its term, inclusive, extensions counted.
        duration_months: its term in months as the contract has it (*thời gian thực hiện*).
        status: where it stands.
        contract: the contract it is carried out under.
        budget: its money by source.
        adjustments: changes asked for or decided, in order.
        extensions: later ends, in order; stored as `end_extensions`.
        acceptance: the sitting that judged its result.
        recovery: money taken back.
        section: its place in the outline of the report (`I.III.1.2`).
        history: the steps so far.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.

    Raises:
        TypeError: a field of the wrong type.
        InvalidValueError: an empty id, a text that is no member of an enum.
    """

    LIFECYCLE: ClassVar[Lifecycle] = Lifecycle(
        states=ProjectState, initial=ProjectState.PROPOSED, transitions=_STEPS
    )

    project_id: str = attrs.field(converter=required_text)
    title: str | None = attrs.field(default=None, converter=optional_text)
    code: str | None = attrs.field(default=None, converter=optional_text)
    registration_number: str | None = attrs.field(default=None, converter=optional_text)
    level: ProjectLevel | None = attrs.field(default=None, converter=project_level)
    kind: ProjectKind | None = attrs.field(default=None, converter=project_kind)
    programme: str | None = attrs.field(default=None, converter=optional_text)
    fields: tuple[ResearchField, ...] = attrs.field(default=(), converter=_fields)
    host_organization: str | None = attrs.field(default=None, converter=optional_text)
    managing_organization: str | None = attrs.field(default=None, converter=optional_text)
    principal_investigator: Person | None = attrs.field(
        default=None, validator=instance_of(Person, optional=True)
    )
    regime: str | None = attrs.field(default=None, converter=optional_text)
    year: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    start_on: dt.date | PartialDate | None = attrs.field(default=None, validator=optional_day_or_part)
    end_on: dt.date | PartialDate | None = attrs.field(default=None, validator=optional_day_or_part)
    duration_months: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    status: ProjectState = attrs.field(default=ProjectState.PROPOSED, converter=ProjectState)
    contract: Contract | None = attrs.field(default=None, validator=instance_of(Contract, optional=True))
    budget: tuple[BudgetLine, ...] = attrs.field(default=(), converter=_budget)
    adjustments: tuple[Adjustment, ...] = attrs.field(default=(), converter=_adjustments)
    extensions: tuple[ProjectExtension, ...] = attrs.field(
        default=(), converter=_extensions, metadata=MappingProxyType({"stored": "end_extensions"})
    )
    acceptance: Acceptance | None = attrs.field(
        default=None, validator=instance_of(Acceptance, optional=True)
    )
    recovery: Recovery | None = attrs.field(default=None, validator=instance_of(Recovery, optional=True))
    section: str | None = attrs.field(default=None, converter=optional_text)
    history: tuple[HistoryEntry, ...] = attrs.field(default=(), converter=history_of)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)

    def end_on_at(self, day: dt.date) -> dt.date | PartialDate | None:
        """The end of the term that held on a past day: an extension counts from the day it was decided."""
        end = self.end_on
        for extension in reversed(self.extensions):
            if extension.decided_on is None or extension.decided_on <= day:
                break
            end = extension.previous_end_on
        return end

    def extend(
        self,
        end_on: dt.date | PartialDate,
        *,
        requested_on: dt.date | None = None,
        decided_on: dt.date | None = None,
        document: DocumentReference | str | None = None,
        note: str | None = None,
    ) -> Self:
        """The task with a later end (*gia hạn*); the old one stays in `extensions`. The step itself is `advance(…, "extend")`.

        Args:
            end_on: the new end, inclusive.
            requested_on: the day it was asked for.
            decided_on: the day of the decision, from which the new end holds.
            document: the document that grants it; a `str` is parsed.
            note: free text.

        Raises:
            InvalidArgumentError: an end before the one that holds.

        >>> import datetime
        >>> project = ResearchProject(project_id="1", status="in_progress", end_on=PartialDate(2024, 6))
        >>> later = project.extend(datetime.date(2024, 12, 31), decided_on=datetime.date(2024, 5, 20))
        >>> str(later.end_on_at(datetime.date(2024, 5, 19))), str(later.end_on)
        ('2024-06', '2024-12-31')
        """
        extension = ProjectExtension(
            previous_end_on=self.end_on,
            end_on=end_on,
            requested_on=requested_on,
            decided_on=decided_on,
            document=document,
            note=note,
        )
        if self.end_on is not None and _last(end_on) < _last(self.end_on):
            raise InvalidArgumentError(str(end_on), f"an end that is not before {self.end_on}")
        return attrs.evolve(self, end_on=end_on, extensions=(*self.extensions, extension))


def _last(day: dt.date | PartialDate) -> dt.date:
    return day.last_day if isinstance(day, PartialDate) else day
