"""Every exception and warning of the library; one root, `KhcnError`.

Errors tell a *programmer* that a call was wrong. What is wrong in an office's *data* is a
`khcn_records.finding.Finding`, which is a value and is never raised.

Messages are English, lower-case, quote the offending text and say what was expected. Every error has a
`label_key` and `label_parameters`, so that `label(error, "vi")` words it in Vietnamese. All of them pickle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

__all__ = [
    "Fault",
    "IllegalTransitionError",
    "InputError",
    "InvalidArgumentError",
    "InvalidCalendarError",
    "InvalidDateError",
    "InvalidDeadlineError",
    "InvalidDocumentNumberError",
    "InvalidDocumentReferenceError",
    "InvalidMoneyError",
    "InvalidPeriodError",
    "InvalidQuantityError",
    "InvalidRecurrenceError",
    "InvalidRegisterError",
    "InvalidTimeLimitError",
    "InvalidValueError",
    "KhcnError",
    "MissingExtraError",
    "NotValidOnDayError",
    "SchemaVersionError",
    "StructureError",
    "UnknownFieldWarning",
    "UnknownLanguageError",
    "UnknownYearError",
    "UnsafeFileError",
    "UnsupportedFormatError",
]

_QUOTED = 120


def quote(text: str) -> str:
    """The text as an error message quotes it: `repr`, cut after 120 characters.

    >>> quote("31/02/2024")
    "'31/02/2024'"
    """
    return repr(text) if len(text) <= _QUOTED else repr(text[:_QUOTED]) + "…"


class KhcnError(Exception):
    """The root of every error the library raises on purpose."""

    code: ClassVar[str] = "error"

    @property
    def label_key(self) -> str:
        """Where `labels` keeps the wording of this error."""
        return f"error.{self.code}"

    @property
    def label_parameters(self) -> Mapping[str, str]:
        """What the wording is filled with."""
        return {"message": str(self)}


class _Told:
    """An error whose wording is filled with its own attributes."""

    @property
    def label_parameters(self) -> Mapping[str, str]:
        """What the wording is filled with."""
        return {
            name: ", ".join(value) if isinstance(value, tuple) else str(value)
            for name, value in vars(self).items()
        }


class InvalidValueError(_Told, KhcnError, ValueError):
    """A text or a set of parts that is not the value asked for.

    Attributes:
        text: the offending text, as given.
        expected: what would have been right, in English.
    """

    code: ClassVar[str] = "invalid_value"
    what: ClassVar[str] = "value"

    def __init__(self, text: str, expected: str = "") -> None:
        super().__init__(text, expected)
        self.text = text
        self.expected = expected

    def __str__(self) -> str:
        tail = f"; expected {self.expected}" if self.expected else ""
        return f"not a {self.what}: {quote(self.text)}{tail}"


class InvalidDateError(InvalidValueError):
    """A text that is not one full calendar day (*ngày tháng năm*)."""

    code = "invalid_date"
    what = "date"


class InvalidCalendarError(InvalidValueError):
    """Days, or a choice, that make no working calendar (*lịch làm việc*)."""

    code = "invalid_calendar"
    what = "working calendar"


class InvalidPeriodError(InvalidValueError):
    """A text that is not a reporting period (*kỳ báo cáo*)."""

    code = "invalid_period"
    what = "reporting period"


class InvalidDocumentNumberError(InvalidValueError):
    """A text that is not a document symbol (*số, ký hiệu văn bản*)."""

    code = "invalid_document_number"
    what = "document number"


class InvalidDocumentReferenceError(InvalidValueError):
    """A text that cites no document (*viện dẫn văn bản*)."""

    code = "invalid_document_reference"
    what = "document reference"


class InvalidTimeLimitError(InvalidValueError):
    """A text that is not a time limit (*thời hạn*)."""

    code = "invalid_time_limit"
    what = "time limit"


class InvalidDeadlineError(InvalidValueError):
    """A text that sets no last day (*hạn hoàn thành*)."""

    code = "invalid_deadline"
    what = "deadline"


class InvalidArgumentError(InvalidValueError):
    """Arguments of a call that are no known choice, or do not go together."""

    code = "invalid_argument"
    what = "valid argument"


class InvalidQuantityError(InvalidValueError):
    """A text that is not a figure with a unit (*số lượng*)."""

    code = "invalid_quantity"
    what = "quantity"


class InvalidRecurrenceError(InvalidValueError):
    """A text that is no rule by which a day returns (*định kỳ*)."""

    code = "invalid_recurrence"
    what = "recurrence"


class InvalidRegisterError(InvalidValueError):
    """A row that does not fit its register (*danh mục*), or that contradicts another row."""

    code = "invalid_register"
    what = "register"


class InvalidMoneyError(InvalidValueError):
    """A text that is not an amount in đồng (*số tiền*)."""

    code = "invalid_money"
    what = "sum of money"


class UnknownYearError(_Told, KhcnError, LookupError):
    """A working-day question about a year the calendar has no data for: it is refused, never guessed.

    Attributes:
        year: the year asked about.
        known_from: first year with data.
        known_through: last year with data.
    """

    code = "unknown_year"

    def __init__(self, year: int, known_from: int, known_through: int) -> None:
        super().__init__(year, known_from, known_through)
        self.year = year
        self.known_from = known_from
        self.known_through = known_through

    def __str__(self) -> str:
        return (
            f"no working-day data for {self.year}: the calendar knows {self.known_from} through {self.known_through}"
            + (
                f" (later years only as an estimate: estimate_through={self.year})"
                if self.year > self.known_through
                else ""
            )
        )


class NotValidOnDayError(_Told, KhcnError, LookupError):
    """A name that a register knows, asked about on a day that it was not valid (*chưa có hoặc không còn*).

    Attributes:
        name, day: what was asked about.
        valid_from, valid_until: its first and its last day; `None`: not known, or not ended.
        successors: the full names of what stands for it on that day.
    """

    code = "not_valid_on_day"

    def __init__(
        self, name: str, day: dt.date, first: dt.date | None, last: dt.date | None, successors: Sequence[str]
    ) -> None:
        super().__init__(name, day, first, last, tuple(successors))
        self.name, self.day = name, day
        self.valid_from, self.valid_until = first, last
        self.successors = tuple(successors)

    def __str__(self) -> str:
        valid = f"from {self.valid_from or '(not known)'} until {self.valid_until or '(not ended)'}"
        then = f"; then: {', '.join(self.successors)}" if self.successors else ""
        return f"{quote(self.name)} is not valid on {self.day}, only {valid}{then}"


class IllegalTransitionError(_Told, KhcnError):
    """An event that the lifecycle does not allow in the record's state.

    Attributes:
        event: the event asked for.
        state: the state the record is in.
        allowed: the events allowed from that state.
    """

    code = "illegal_transition"

    def __init__(self, kind: str, event: str, state: str, allowed: Sequence[str]) -> None:
        super().__init__(kind, event, state, tuple(allowed))
        self.kind = kind
        self.event = event
        self.state = state
        self.allowed = tuple(allowed)

    def __str__(self) -> str:
        allowed = ", ".join(self.allowed) or "nothing"
        return (
            f"{self.kind}: event {quote(self.event)} is not allowed in state {self.state}; allowed: {allowed}"
        )


class Fault(NamedTuple):
    """One thing wrong in stored data: what, where, the offending value.

    `str(fault)` is English; `label(fault, "vi")` words it in Vietnamese.
    """

    code: str
    path: str
    value: str
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def label_key(self) -> str:
        """Where `labels` keeps the wording of this fault."""
        return f"fault.{self.code}"

    @property
    def label_parameters(self) -> Mapping[str, str]:
        """What the wording is filled with."""
        return {**dict(self.parameters), "value": self.value, "path": self.path}

    def __str__(self) -> str:
        # Kept in step with labels/en.toml by a test; errors stand below labels and cannot ask them.
        details = "; ".join(f"{name}: {text}" for name, text in self.parameters)
        return (
            f"{self.code.replace('_', ' ')}: {self.value}"
            + (f" ({details})" if details else "")
            + f" @ {self.path}"
        )


class StructureError(KhcnError, ValueError):
    """Stored data that does not fit its record; every fault at once.

    Attributes:
        faults: each with its path (`$.records[3].due_on`).
    """

    code = "structure"
    _SHOWN: ClassVar[int] = 20

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(tuple(faults))
        self.faults = tuple(faults)

    def __str__(self) -> str:
        count = len(self.faults)
        lines = [str(fault) for fault in self.faults[: self._SHOWN]]
        if count > self._SHOWN:
            lines.append(f"… and {count - self._SHOWN} more in .faults")
        head = "1 fault" if count == 1 else f"{count} faults"
        return f"{head} in the data:\n  " + "\n  ".join(lines)

    @property
    def label_parameters(self) -> Mapping[str, str]:
        """What the wording is filled with."""
        return {"count": str(len(self.faults))}


class SchemaVersionError(_Told, KhcnError):
    """A file of a schema this version cannot read.

    Attributes:
        found: what the file says.
        newest: the newest schema this version reads.
    """

    code = "schema_version"

    def __init__(self, found: str, newest: str) -> None:
        super().__init__(found, newest)
        self.found = found
        self.newest = newest

    def __str__(self) -> str:
        return f"cannot read schema {quote(self.found)}: this version reads up to {self.newest}"


class UnknownFieldWarning(UserWarning):
    """Fields of a file that this version does not know were kept (*trường không có trong mẫu*); one warning for a whole file.

    Attributes:
        faults: each with its path.
    """

    _SHOWN: ClassVar[int] = 5

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(tuple(faults))
        self.faults = tuple(faults)

    def __str__(self) -> str:
        count = len(self.faults)
        told = ", ".join(fault.path for fault in self.faults[: self._SHOWN])
        return f"{count} unknown fields kept: {told}" + (", …" if count > self._SHOWN else "")


class MissingExtraError(_Told, KhcnError, ImportError):
    """An optional dependency is not installed; the message says what to install."""

    code = "missing_extra"

    def __init__(self, extra: str) -> None:
        super().__init__(extra)
        self.extra = extra

    def __str__(self) -> str:
        return f"this needs an optional dependency: pip install 'khcn-records[{self.extra}]'"


class UnsupportedFormatError(_Told, KhcnError, ValueError):
    """A format, a file type or an object that the shelf has no member for."""

    code = "unsupported_format"

    def __init__(self, asked: str, known: Sequence[str]) -> None:
        super().__init__(asked, tuple(known))
        self.asked = asked
        self.known = tuple(known)

    def __str__(self) -> str:
        return f"cannot handle {quote(self.asked)}; known: {', '.join(self.known)}"


class UnknownLanguageError(_Told, KhcnError, LookupError):
    """A language the library has no wording in."""

    code = "unknown_language"

    def __init__(self, asked: str, known: Sequence[str]) -> None:
        super().__init__(asked, tuple(known))
        self.asked = asked
        self.known = tuple(known)

    def __str__(self) -> str:
        return f"no wording in language {quote(self.asked)}; known: {', '.join(self.known)}"


class InputError(KhcnError):
    """What a command was given does not answer its question; the message says what to give instead."""

    code = "input"


class UnsafeFileError(KhcnError):
    """A file refused before reading: too deep, too large, or made to do harm."""

    code = "unsafe_file"
