"""RecurringActivity (*hoạt động định kỳ*): what an office does again and again, and the days it falls on.

Basis: PRACTICE of monthly reports. Whether a day off moves is said by each office's own rule: none was found that holds for
all (UNCONFIRMED), so a day stays unless `roll` says otherwise.

>>> import datetime
>>> reception = RecurringActivity(recurring_id="1", name="Tiếp công dân định kỳ", rule="ngày 15 hàng tháng")
>>> [str(day) for day in reception.days(datetime.date(2024, 1, 15), datetime.date(2024, 2, 29))]
['2024-01-15', '2024-02-15']
"""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from khcn_records.display import Displayed
from khcn_records.errors import InvalidArgumentError
from khcn_records.fields import (
    instance_of,
    named,
    optional_document,
    optional_reference,
    optional_text,
    required_text,
    tuple_of_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.recurrences import Recurrence, Workdays

__all__ = ["RecurringActivity", "Roll"]


class Roll(enum.StrEnum):
    """Where a day goes that is a day off (*xử lý khi trùng ngày nghỉ*)."""

    NONE = "none"
    """giữ nguyên"""
    FOLLOWING = "following"
    """chuyển sang ngày làm việc tiếp theo"""
    PRECEDING = "preceding"
    """chuyển về ngày làm việc liền trước"""


def _rule(rule: Recurrence | str | None) -> Recurrence | None:
    return Recurrence.parse(rule) if isinstance(rule, str) else rule


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class RecurringActivity(Displayed):
    """Something done at regular times (*hoạt động định kỳ*).

    Attributes:
        recurring_id: this office's id of it.
        name: what is done.
        rule: when; a `str` is parsed; `None` where it is only said to be regular.
        rule_text: when, as printed (*theo định kỳ*).
        roll: where a day goes that is a day off.
        roll_basis: the rule behind that.
        sections: where the outline of reports tells it.
        responsible: the unit or role that answers for it.
        document: the document that orders it; a `str` is parsed.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.
    """

    recurring_id: str = attrs.field(converter=required_text)
    name: str = attrs.field(converter=required_text)
    rule: Recurrence | None = attrs.field(
        default=None, converter=_rule, validator=instance_of(Recurrence, optional=True)
    )
    rule_text: str | None = attrs.field(default=None, converter=optional_text)
    roll: Roll = attrs.field(default=Roll.NONE, converter=Roll)
    roll_basis: str | None = attrs.field(default=None, converter=optional_text)
    sections: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    responsible: str | None = attrs.field(default=None, converter=optional_text)
    document: DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)

    def days(self, first: dt.date, last: dt.date, *, calendar: Workdays | None = None) -> tuple[dt.date, ...]:
        """The days it falls on from `first` through `last`, both inclusive, moved as `roll` says.

        Args:
            first: the first day asked about; a rule without a day is counted from it.
            last: the last day asked about.
            calendar: which days are worked; needed for a roll.

        Raises:
            InvalidArgumentError: no rule is known.
            TypeError: a roll without a calendar.
            UnknownYearError: a roll beyond the data of the calendar.
        """
        if self.rule is None:
            raise InvalidArgumentError(self.name, "an activity whose rule is known")
        return self.rule.days(first, last, roll=self.roll.value, calendar=calendar)
