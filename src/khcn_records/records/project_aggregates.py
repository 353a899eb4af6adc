"""ProjectAggregate (*số nhiệm vụ theo cấp và sự kiện*): how many tasks something happened to, where a report names none.

Basis: the tables of Thông tư 15/2018/TT-BKHCN, form 04/KHCN-NV, and PRACTICE of monthly reports ("thẩm định kinh phí 02 nhiệm vụ").

>>> row = ProjectAggregate(aggregate_id="2024-02/1", level="province", events=["appraise_budget", "approve"], count=2, unit="nhiệm vụ")
>>> row.count, row.events
(2, ('appraise_budget', 'approve'))
"""

from __future__ import annotations

import attrs

from khcn_records.display import Displayed
from khcn_records.fields import (
    count as whole_count,
)
from khcn_records.fields import (
    instance_of,
    named,
    optional_period,
    optional_text,
    required_text,
    tuple_of_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.records.project_parts import ProjectKind, ProjectLevel, project_kind, project_level
from khcn_records.values.periods import ReportingPeriod

__all__ = ["ProjectAggregate"]


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class ProjectAggregate(Displayed):
    """What happened to tasks that are counted, not named (*số nhiệm vụ theo cấp và sự kiện*).

    Attributes:
        aggregate_id: this office's id of it.
        level: the level of the tasks; `None`: not told.
        kind: what they are; `None`: not told.
        events: what happened to each, in order: events of `ResearchProject.LIFECYCLE`.
        count: how many; `None`: told without a figure.
        unit: what is counted, where it is not tasks (`Hội đồng`).
        year: the year of the list or budget they belong to.
        period: the period it is told for; a `str` is parsed.
        content: the item as worded.
        project_ids: those among them that are named elsewhere.
        section: its place in the outline of the report (`I.III.1.2`).
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.
    """

    aggregate_id: str = attrs.field(converter=required_text)
    level: ProjectLevel | None = attrs.field(default=None, converter=project_level)
    kind: ProjectKind | None = attrs.field(default=None, converter=project_kind)
    events: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    count: int | None = attrs.field(default=None, validator=whole_count(optional=True))
    unit: str | None = attrs.field(default=None, converter=optional_text)
    year: int | None = attrs.field(default=None, validator=whole_count(least=1, optional=True))
    period: ReportingPeriod | None = attrs.field(
        default=None, converter=optional_period, validator=instance_of(ReportingPeriod, optional=True)
    )
    content: str | None = attrs.field(default=None, converter=optional_text)
    project_ids: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    section: str | None = attrs.field(default=None, converter=optional_text)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)
