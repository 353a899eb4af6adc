"""PetitionCounts (*số liệu đơn thư*): how many complaints, denunciations, proposals and reflections came in and were handled.

Basis: Luật Khiếu nại 02/2011/QH13, Luật Tố cáo 25/2018/QH14, Luật Tiếp công dân 42/2013/QH13; the columns are those of the
statistics form (received, in competence, settled; PRACTICE).

>>> counts = PetitionCounts(petition_id="2024-02/1", kind="complaint", carried_over=1, received=3, in_competence=2, resolved=2, in_progress=0)
>>> counts.total
4
"""

from __future__ import annotations

import enum

import attrs

from khcn_records.display import Displayed
from khcn_records.errors import InvalidValueError
from khcn_records.fields import (
    count,
    instance_of,
    named,
    optional_member,
    optional_period,
    optional_text,
    require_parts_within,
    required_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.values.periods import ReportingPeriod

__all__ = ["PetitionCounts", "PetitionKind"]


class PetitionKind(enum.StrEnum):
    """What a petition is (*loại đơn*)."""

    COMPLAINT = "complaint"
    """khiếu nại"""
    DENUNCIATION = "denunciation"
    """tố cáo"""
    PROPOSAL = "proposal"
    """kiến nghị"""
    REFLECTION = "reflection"
    """phản ánh"""


def _kind(kind: PetitionKind | str | None) -> PetitionKind | None:
    return optional_member(PetitionKind, kind)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class PetitionCounts(Displayed):
    """Petitions of one kind in a period (*kết quả tiếp nhận, giải quyết đơn*).

    Attributes:
        petition_id: unique in its report.
        kind: what they are; `None`: all kinds together.
        carried_over: from the period before (*kỳ trước chuyển sang*).
        received: in the period.
        in_competence: those the office itself settles (*thuộc thẩm quyền*), of those received and carried over.
        resolved: settled (*đã giải quyết*), of those in competence.
        in_progress: being settled, of those in competence.
        period: the reporting period; a `str` is parsed.
        section: their place in the report's outline.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.

    Raises:
        TypeError: a field of the wrong type.
        InvalidValueError: an empty id, a count below 0, a part above its whole.
    """

    petition_id: str = attrs.field(converter=required_text)
    kind: PetitionKind | None = attrs.field(default=None, converter=_kind)
    carried_over: int | None = attrs.field(default=None, validator=count(optional=True))
    received: int | None = attrs.field(default=None, validator=count(optional=True))
    in_competence: int | None = attrs.field(default=None, validator=count(optional=True))
    resolved: int | None = attrs.field(default=None, validator=count(optional=True))
    in_progress: int | None = attrs.field(default=None, validator=count(optional=True))
    period: ReportingPeriod | None = attrs.field(
        default=None, converter=optional_period, validator=instance_of(ReportingPeriod, optional=True)
    )
    section: str | None = attrs.field(default=None, converter=optional_text)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)

    def __attrs_post_init__(self) -> None:
        require_parts_within(self.total, in_competence=self.in_competence)
        whole = self.total if self.in_competence is None else self.in_competence
        handled = (self.resolved or 0) + (self.in_progress or 0)
        if whole is not None and handled > whole:
            raise InvalidValueError(str(handled), f"at most {whole} in resolved and in_progress together")

    @property
    def total(self) -> int | None:
        """Received and carried over; `None` where it is not known how many were received."""
        return None if self.received is None else self.received + (self.carried_over or 0)
