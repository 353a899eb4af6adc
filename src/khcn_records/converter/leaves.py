"""The leaves of plain data: text, whole numbers, days, figures, enums, values; and how their faults are told.

Nothing is coerced: a number is never text, text never a number, `"false"` never a boolean.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from khcn_records.errors import Fault, InvalidValueError, KhcnError, StructureError
from khcn_records.fields.extension_checks import problems_of
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData
from khcn_records.text import whole_text
from khcn_records.values.dates import PartialDate, parse_partial_date
from khcn_records.values.document_kinds import DocumentKind, kind_of_noun

T = TypeVar("T")
SHOWN = 120
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")


def shown(value: object) -> str:
    """The offending value, short: never more than a line, whatever it is."""
    if isinstance(value, str):
        return repr(value[:SHOWN]) + ("…" if len(value) > SHOWN else "")
    if isinstance(value, (dict, list, tuple)):
        return f"{plain_name(value)} with {len(value)} entries"
    if isinstance(value, int) and abs(value) >= 10**SHOWN:
        return "a number of more than 120 digits"
    return repr(value)[:SHOWN]


def printable(name: object) -> str:
    """A key as it can stand in a path, short."""
    return str(name)[:SHOWN].encode("utf-8", "backslashreplace").decode()


def plain_name(value: object) -> str:
    """What a JSON file calls the type of a value."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "text"
        case dict():
            return "object"
        case list() | tuple():
            return "list"
        case _:
            return type(value).__name__


def wrong_type(value: object, expected: str) -> StructureError:
    """A value of another type than wanted."""
    return StructureError(
        [Fault("wrong_type", "", shown(value), (("expected", expected), ("found", plain_name(value))))]
    )


def invalid(value: object, expected: str, code: str = "invalid_value") -> StructureError:
    """A value of the right type that does not do."""
    return StructureError([Fault(code, "", shown(value), (("expected", expected),))])


def faults_of(error: Exception, value: object) -> tuple[Fault, ...]:
    """What any error raised while reading one value says, as faults without a path yet."""
    if isinstance(error, StructureError):
        return error.faults
    if isinstance(error, InvalidValueError):
        return (Fault(error.code, "", shown(value), (("expected", error.expected),)),)
    return (Fault("invalid_value", "", shown(value), (("expected", str(error)[:SHOWN]),)),)


class Gatherer:
    """Reads parts one by one and keeps every fault with its path; raises them together at the end."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def read(self, step: str, value: object, hook: Callable[[], T]) -> T | None:
        """What the hook gives; `None` where it raised, and then its faults are kept under the step."""
        try:
            return hook()
        except RecursionError:
            raise
        except (KhcnError, ValueError, TypeError) as error:
            self.keep(step, value, error)
            return None

    def keep(self, step: str, value: object, error: Exception) -> None:
        """The faults an error tells, kept under the step."""
        self.faults += [fault._replace(path=step + fault.path) for fault in faults_of(error, value)]

    def finish(self) -> None:
        """Raise what was gathered."""
        if self.faults:
            raise StructureError(self.faults)


def structure_text(value: Any, _kind: Any) -> str:
    """Text, without lone surrogates, which no file can hold."""
    if not isinstance(value, str):
        raise wrong_type(value, "text")
    try:
        return whole_text(value)
    except InvalidValueError as error:
        raise invalid(value.encode("ascii", "backslashreplace").decode(), error.expected) from None


def structure_whole(value: Any, _kind: Any) -> int:
    """A whole number; a boolean is none."""
    if type(value) is not int:
        raise wrong_type(value, "number")
    return value


def structure_boolean(value: Any, _kind: Any) -> bool:
    """A boolean; `0`, `1` and text are none."""
    if type(value) is not bool:
        raise wrong_type(value, "boolean")
    return value


def structure_day(value: Any, _kind: Any) -> dt.date:
    """A day in ISO form."""
    text = structure_text(value, str)
    expected = "an ISO day such as 2024-02-05"
    if not _ISO_DAY.fullmatch(text):
        raise invalid(value, expected, "invalid_date")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise invalid(value, expected, "invalid_date") from None


def structure_day_or_part(value: Any, _kind: Any) -> dt.date | PartialDate:
    """A day or the part of one that is known."""
    return parse_partial_date(structure_text(value, str))


def structure_decimal(value: Any, _kind: Any) -> Decimal:
    """An exact figure, stored as text."""
    text = structure_text(value, str)
    try:
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
    except InvalidOperation:
        pass
    raise invalid(value, "a figure as text, such as 5.5")


def structure_enum(value: Any, kind: Any) -> enum.Enum:
    """A member by its stored value."""
    text = structure_text(value, str)
    try:
        member: enum.Enum = kind(text)
    except ValueError:
        known = ", ".join(str(one.value) for one in kind)
        raise invalid(value, known, "unknown_member") from None
    return member


def structure_parsed(value: Any, kind: Any) -> Any:
    """A value by its canonical text."""
    return kind.parse(structure_text(value, str))


def structure_kind(value: Any, _kind: Any) -> DocumentKind:
    """A kind of document by its name, or by an abbreviation outside the tables."""
    text = structure_text(value, str)
    if not text:
        raise invalid(value, "a name such as Kế hoạch, or an abbreviation such as KH")
    return kind_of_noun(text) or DocumentKind(text)


class WithUnknown(dict[str, Any]):
    """Plain extension data on their way in, with the unknown fields of their record; no file can hold one."""

    unknown: dict[str, Any]


def structure_extension_data(value: Any, _kind: Any) -> ExtensionData:
    """Extension data, every fault of theirs at its own path."""
    faults = []
    for path, found, expected, is_type in problems_of(value):
        inner = wrong_type(found, expected) if is_type else invalid(found, expected)
        faults += [fault._replace(path=printable(path)) for fault in inner.faults]
    if faults:
        raise StructureError(faults)
    unknown = value.unknown if isinstance(value, WithUnknown) else None
    return ExtensionData(value, unknown=unknown) if value or unknown else NO_EXTENSIONS
