"""HistoryEntry (*diễn biến*): one step of a record's life; `khcn_records.lifecycle` takes the steps and reads them.

It stands apart so that a record is loaded without it: the type of a field is written `lifecycle.HistoryEntry`.
"""

from __future__ import annotations

import datetime as dt

import attrs

from khcn_records import values
from khcn_records.display import Displayed
from khcn_records.fields import (
    day_or_part,
    instance_of,
    named,
    optional_document,
    optional_reference,
    optional_text,
    required_text,
)
from khcn_records.values.dates import PartialDate

__all__ = ["HistoryEntry"]


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class HistoryEntry(Displayed):
    """One step of a record's life (*diễn biến*).

    Attributes:
        event: what happened, a name from the lifecycle.
        from_state: the state before.
        to_state: the state after.
        on: the day, or the part of it that is known; the year always.
        by: role or body that acted, not a person's name.
        document: the document that records the step; a `str` is parsed.
        note: free text.
        is_jump: steps between were not seen.
        regime: the legal regime it was taken under, a key of `limits.regimes`; `None` where none is told.
    """

    event: str = attrs.field(converter=required_text)
    from_state: str = attrs.field(converter=required_text)
    to_state: str = attrs.field(converter=required_text)
    on: dt.date | PartialDate = attrs.field(validator=day_or_part)
    by: str | None = attrs.field(default=None, converter=optional_text)
    document: values.DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    note: str | None = attrs.field(default=None, converter=optional_text)
    is_jump: bool = attrs.field(default=False, validator=instance_of(bool))
    regime: str | None = attrs.field(default=None, converter=optional_text)

    @property
    def first_day(self) -> dt.date:
        """The first day it can have happened on."""
        return self.on.first_day if isinstance(self.on, PartialDate) else self.on

    @property
    def last_day(self) -> dt.date:
        """The last day it can have happened on."""
        return self.on.last_day if isinstance(self.on, PartialDate) else self.on
