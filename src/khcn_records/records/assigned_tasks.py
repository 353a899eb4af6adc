"""AssignedTask (*nhiệm vụ được giao*): work ordered by a directive, with its deadline and result.

Status (what has been done) and timeliness (was it in time) are two axes and never one field. Basis: Quyết định
42/2014/QĐ-TTg, sửa đổi bởi Quyết định 23/2018/QĐ-TTg (follow-up of tasks; its list of states is UNCONFIRMED, the states
here are PRACTICE).

>>> import datetime
>>> task = AssignedTask(
...     task_id="2024-02/II.2", directive="181/UBND-KGVX ngày 12/01/2024", content="Tham mưu triển khai",
...     status=TaskStatus.IN_PROGRESS, due_on=datetime.date(2024, 2, 28), due_text="28/02/2024")
>>> [task.timeliness(datetime.date(2024, 2, day)).value for day in (14, 26, 28, 29)]
['not_due', 'due_soon', 'due_soon', 'overdue']
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Self

import attrs

from khcn_records import lifecycle, values
from khcn_records.display import Displayed
from khcn_records.errors import InvalidArgumentError
from khcn_records.evidence import Confidence, Evidence
from khcn_records.fields import (
    instance_of,
    named,
    optional_day,
    optional_document,
    optional_reference,
    optional_text,
    references,
    required_document,
    required_text,
    tuple_of,
    tuple_of_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.lifecycle import (
    Lifecycle,
    Transition,
    history_of,
    state_at,
)
from khcn_records.values.dates import PartialDate

if TYPE_CHECKING:
    from khcn_records.calendars.work_calendar import WorkCalendar
    from khcn_records.records.directives import Directive

__all__ = ["AssignedTask", "Extension", "TaskStatus", "Timeliness"]


class TaskStatus(enum.StrEnum):
    """What has been done about a task (*tình trạng thực hiện*), whatever its deadline."""

    NOT_STARTED = "not_started"
    """chưa thực hiện"""
    IN_PROGRESS = "in_progress"
    """đang thực hiện"""
    DONE = "done"
    """đã thực hiện (hoàn thành)"""
    CANCELLED = "cancelled"
    """hủy, không phải thực hiện"""
    TRANSFERRED = "transferred"
    """chuyển cơ quan khác thực hiện"""


class Timeliness(enum.StrEnum):
    """Whether a task is in time on a given day (*tiến độ*)."""

    ON_TIME = "on_time"
    """done by its last day"""
    LATE = "late"
    """done after its last day"""
    NOT_DUE = "not_due"
    """open, its last day is not near"""
    DUE_SOON = "due_soon"
    """open, its last day is today or near"""
    OVERDUE = "overdue"
    """open after its last day"""
    NO_DEADLINE = "no_deadline"
    """no last day was set"""
    UNKNOWN = "unknown"
    """done, but the day it was done is not known well enough to say"""
    NOT_APPLICABLE = "not_applicable"
    """cancelled or transferred: nothing is owed any more"""


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Extension(Displayed):
    """A later last day granted for a task (*gia hạn*).

    Attributes:
        previous_due_on: the last day before; `None` where there was none.
        due_on: the new last day, inclusive.
        decided_on: the day of the decision; before it the old last day held. `None`: not known, the new one holds throughout.
        document: the document that grants it; a `str` is parsed.
        note: free text.
    """

    previous_due_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    due_on: dt.date = attrs.field(validator=[instance_of(dt.date), optional_day])
    decided_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    document: values.DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    note: str | None = attrs.field(default=None, converter=optional_text)


def _reference(directive: values.DocumentReference | Directive | str) -> values.DocumentReference:
    if isinstance(directive, str):
        return values.DocumentReference.parse(directive)
    return directive if isinstance(directive, values.DocumentReference) else _cited(directive)


def _cited(directive: Any) -> values.DocumentReference:
    """The reference of a directive; what is none stays as it is, for the validator to refuse."""
    from khcn_records.records.directives import Directive  # here: whoever hands one over has loaded its room

    return directive.reference if isinstance(directive, Directive) else directive


def _extensions(extensions: Iterable[Extension]) -> tuple[Extension, ...]:
    return tuple_of(Extension, extensions)


_PRACTICE = Evidence("Quyết định 42/2014/QĐ-TTg (theo dõi nhiệm vụ giao)", Confidence.UNCONFIRMED)
_OPEN = (TaskStatus.NOT_STARTED, TaskStatus.IN_PROGRESS)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class AssignedTask(Displayed):
    """One task that a directive orders (*nhiệm vụ được giao*).

    Attributes:
        task_id: unique in its report; the reader makes it from period, group and number (`2024-02/I.1`).
        directive: the document that orders it; a `Directive` is reduced to its reference and a `str` is parsed.
        content: what is to be done (*nội dung công việc*).
        related: other documents that the content cites; each `str` is parsed.
        status: what has been done.
        assigned_on: the day it was given.
        due_on: the last day allowed, inclusive: `trước ngày 20` is the 19th. `None`: no deadline.
        due_text: the deadline as printed.
        completed_on: the day it was done.
        progress_text: the progress column as printed (*tiến độ*); never read for status or time, and emptied by what happens after it was printed.
        result: the document that answers it; a `str` is parsed.
        lead_unit: *đơn vị chủ trì*.
        coordinating_units: *đơn vị phối hợp*.
        extensions: later last days granted, in order; stored as `due_extensions`.
        section: its place in the outline of the report (`I.II.3`).
        history: the steps so far.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.

    Raises:
        TypeError: a field of the wrong type.
        InvalidValueError: an empty id or content, a text that is no document.
    """

    LIFECYCLE: ClassVar[Lifecycle] = Lifecycle(
        states=TaskStatus,
        initial=TaskStatus.NOT_STARTED,
        transitions=(
            Transition((TaskStatus.NOT_STARTED,), "start", TaskStatus.IN_PROGRESS, _PRACTICE),
            Transition(
                _OPEN,
                "complete",
                TaskStatus.DONE,
                _PRACTICE,
                MappingProxyType({"completed_on": "on", "result": "document", "progress_text": None}),
            ),
            Transition(_OPEN, "cancel", TaskStatus.CANCELLED, _PRACTICE),
            Transition(_OPEN, "transfer", TaskStatus.TRANSFERRED, _PRACTICE),
            Transition(
                (TaskStatus.DONE,),
                "reopen",
                TaskStatus.IN_PROGRESS,
                _PRACTICE,
                MappingProxyType({"completed_on": None, "result": None, "progress_text": None}),
            ),
        ),
        dated=MappingProxyType({TaskStatus.DONE: ("completed_on", TaskStatus.IN_PROGRESS)}),
    )

    task_id: str = attrs.field(converter=required_text)
    directive: values.DocumentReference = attrs.field(converter=_reference, validator=required_document)
    content: str = attrs.field(converter=required_text)
    related: tuple[values.DocumentReference, ...] = attrs.field(default=(), converter=references)
    status: TaskStatus = attrs.field(converter=TaskStatus)
    assigned_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    due_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    due_text: str | None = attrs.field(default=None, converter=optional_text)
    completed_on: dt.date | None = attrs.field(default=None, validator=optional_day)
    progress_text: str | None = attrs.field(default=None, converter=optional_text)
    result: values.DocumentReference | None = attrs.field(
        default=None, converter=optional_reference, validator=optional_document
    )
    lead_unit: str | None = attrs.field(default=None, converter=optional_text)
    coordinating_units: tuple[str, ...] = attrs.field(default=(), converter=tuple_of_text)
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=_extensions, metadata=MappingProxyType({"stored": "due_extensions"})
    )
    section: str | None = attrs.field(default=None, converter=optional_text)
    history: tuple[lifecycle.HistoryEntry, ...] = attrs.field(default=(), converter=history_of)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)

    def due_on_at(self, day: dt.date) -> dt.date | None:
        """The last day that held on a past day: an extension counts from the day it was decided."""
        due = self.due_on
        for extension in reversed(self.extensions):
            if extension.decided_on is None or extension.decided_on <= day:
                break
            due = extension.previous_due_on
        return due

    def completed_on_at(self, day: dt.date) -> dt.date | None:
        """The day it was done, as known on a past day: a task reopened and done again was done on the first day before."""
        if self.completed_on is not None and self.completed_on <= day:
            return self.completed_on
        step = self._done_step_at(day)
        return step.on if step is not None and isinstance(step.on, dt.date) else None

    def result_at(self, day: dt.date) -> values.DocumentReference | None:
        """The document that answered it, as known on a past day; `None` where it was not done by then."""
        if state_at(self, day) is not TaskStatus.DONE:
            return None
        if all(entry.last_day <= day for entry in self.history):
            return self.result
        step = self._done_step_at(day)
        return None if step is None else step.document

    def _done_step_at(self, day: dt.date) -> lifecycle.HistoryEntry | None:
        steps = [
            entry for entry in self.history if entry.to_state == TaskStatus.DONE and entry.last_day <= day
        ]
        if not steps or state_at(self, day) is not TaskStatus.DONE:
            return None
        return max(reversed(steps), key=lambda entry: entry.last_day)

    def extend(
        self,
        due_on: dt.date,
        *,
        decided_on: dt.date | None = None,
        document: values.DocumentReference | str | None = None,
        due_text: str | None = None,
        note: str | None = None,
    ) -> Self:
        """The task with a later last day (*gia hạn*); the old one stays in `extensions`.

        Args:
            due_on: the new last day, inclusive.
            decided_on: the day of the decision, from which the new day holds.
            document: the document that grants it; a `str` is parsed.
            due_text: the new deadline as printed; the old print stays where this is `None`.
            note: free text.

        Raises:
            InvalidArgumentError: a day before the one that holds.

        >>> import datetime
        >>> task = AssignedTask(task_id="1", directive="02/KH-UBND", content="Báo cáo", status="in_progress", due_on=datetime.date(2024, 3, 1))
        >>> later = task.extend(datetime.date(2024, 3, 15), decided_on=datetime.date(2024, 2, 20))
        >>> later.due_on_at(datetime.date(2024, 2, 19)), later.due_on
        (datetime.date(2024, 3, 1), datetime.date(2024, 3, 15))
        """
        if self.due_on is not None and due_on < self.due_on:
            raise InvalidArgumentError(due_on.isoformat(), f"a day that is not before {self.due_on}")
        extension = Extension(
            previous_due_on=self.due_on,
            due_on=due_on,
            decided_on=decided_on,
            document=document,
            note=note,
        )
        return attrs.evolve(
            self, due_on=due_on, due_text=due_text or self.due_text, extensions=(*self.extensions, extension)
        )

    def timeliness(
        self,
        as_of: dt.date,
        *,
        due_soon_days: int = 5,
        roll: str = "none",
        calendar: WorkCalendar | None = None,
    ) -> Timeliness:
        """Whether the task was in time at the end of a day; the last day itself is in time.

        Args:
            as_of: the day asked about; what happened after it is not known yet.
            due_soon_days: an open task is `DUE_SOON` where its last day is at most this many calendar days ahead.
            roll: `"none"`, or `"following"` / `"preceding"`: a last day off moves to that working day.
            calendar: for `roll`; the civil service's where it is `None`.

        Raises:
            TypeError: `as_of` is not a plain date.
            ValueError: no such `roll`.
            UnknownYearError: `roll` asks about a year without data.
        """
        if type(as_of) is not dt.date:
            raise TypeError(f"as_of must be a date, not {type(as_of).__name__}: {as_of!r}")
        status = state_at(self, as_of)
        if status in {TaskStatus.CANCELLED, TaskStatus.TRANSFERRED}:
            return Timeliness.NOT_APPLICABLE
        due = _rolled(self.due_on_at(as_of), roll, calendar)
        if due is None:
            return Timeliness.NO_DEADLINE
        if status is TaskStatus.DONE:
            return self._done_in_time(due, as_of)
        if as_of > due:
            return Timeliness.OVERDUE
        return Timeliness.DUE_SOON if (due - as_of).days <= due_soon_days else Timeliness.NOT_DUE

    def _done_in_time(self, due: dt.date, as_of: dt.date) -> Timeliness:
        first = last = self.completed_on_at(as_of)
        if first is None:
            step = self._done_step_at(as_of)
            if step is not None:
                first = step.on.first_day if isinstance(step.on, PartialDate) else step.on
                last = step.last_day
        if (last or as_of) <= due:  # done by as_of at the latest
            return Timeliness.ON_TIME
        return Timeliness.LATE if first is not None and first > due else Timeliness.UNKNOWN


def _rolled(due: dt.date | None, roll: str, calendar: WorkCalendar | None) -> dt.date | None:
    if roll not in {"none", "following", "preceding"}:
        raise ValueError(f"no such roll: {roll!r}; known: none, following, preceding")
    if due is None or roll == "none":
        return due
    if calendar is None:
        from khcn_records.calendars.loading import vietnam_calendar

        calendar = vietnam_calendar()
    return calendar.next_workday(due) if roll == "following" else calendar.previous_workday(due)
