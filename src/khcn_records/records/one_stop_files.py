"""OneStopFiles (*hồ sơ thủ tục hành chính theo cơ chế một cửa*): dossiers received, resolved and open in a period.

Basis: Nghị định 61/2018/NĐ-CP; from 2025 Nghị định 118/2025/NĐ-CP (UNCONFIRMED: known from reports, not from their text).

>>> files = OneStopFiles(files_id="2024-02/H.1", received=21, resolved_on_time=18, resolved_late=1, in_progress=2)
>>> files.resolved, files.balance
(19, 0)
"""

from __future__ import annotations

import attrs

from khcn_records.display import Displayed
from khcn_records.fields import (
    count,
    instance_of,
    named,
    optional_period,
    optional_text,
    require_parts_within,
    required_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.values.periods import ReportingPeriod

__all__ = ["OneStopFiles"]


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class OneStopFiles(Displayed):
    """Dossiers of one procedure or field in a period (*hồ sơ thủ tục hành chính*).

    Attributes:
        files_id: unique in its report.
        field: the field of the procedures.
        procedure: the procedure.
        carried_in: open at the beginning of the period (*kỳ trước chuyển sang*).
        received: received in the period.
        received_online: of these, received online.
        resolved_on_time: resolved before or at their time.
        resolved_late: resolved after it.
        in_progress: open at the end of the period.
        overdue: of these, past their time.
        period: the period; a `str` is parsed.
        section: where the outline of the report tells it.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.

    Raises:
        InvalidValueError: a count below 0, or a part above its whole: overdue above open, resolved above all there were.
    """

    files_id: str = attrs.field(converter=required_text)
    field: str | None = attrs.field(default=None, converter=optional_text)
    procedure: str | None = attrs.field(default=None, converter=optional_text)
    carried_in: int | None = attrs.field(default=None, validator=count(optional=True))
    received: int | None = attrs.field(default=None, validator=count(optional=True))
    received_online: int | None = attrs.field(default=None, validator=count(optional=True))
    resolved_on_time: int | None = attrs.field(default=None, validator=count(optional=True))
    resolved_late: int | None = attrs.field(default=None, validator=count(optional=True))
    in_progress: int | None = attrs.field(default=None, validator=count(optional=True))
    overdue: int | None = attrs.field(default=None, validator=count(optional=True))
    period: ReportingPeriod | None = attrs.field(
        default=None, converter=optional_period, validator=instance_of(ReportingPeriod, optional=True)
    )
    section: str | None = attrs.field(default=None, converter=optional_text)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)

    def __attrs_post_init__(self) -> None:
        require_parts_within(self.received, received_online=self.received_online)
        require_parts_within(self.in_progress, overdue=self.overdue)
        if self.carried_in is not None:  # otherwise what there was is not known
            require_parts_within(
                self.to_resolve,
                resolved_on_time=self.resolved_on_time,
                resolved_late=self.resolved_late,
                in_progress=self.in_progress,
            )

    @property
    def to_resolve(self) -> int | None:
        """All that there were: carried in and received; `None` where the received are not known."""
        return None if self.received is None else self.received + (self.carried_in or 0)

    @property
    def resolved(self) -> int | None:
        """Resolved in time or late; `None` where one of the two is not known."""
        if self.resolved_on_time is None or self.resolved_late is None:
            return None
        return self.resolved_on_time + self.resolved_late

    @property
    def balance(self) -> int | None:
        """What the counts leave unexplained: all that there were, less resolved and open; `None` where a count is missing.

        What was carried in counts as 0 where it is not told. Anything but 0 is for a rule to say.
        """
        if self.to_resolve is None or self.resolved is None or self.in_progress is None:
            return None
        return self.to_resolve - self.resolved - self.in_progress
