"""What may stand in a field of a record: converters and validators shared by records, findings and tables.

A wrong *type* is a programmer's mistake and raises `TypeError` with the field's name at once; text is normalised on the
way in.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

import attrs

from khcn_records import values
from khcn_records.errors import InvalidValueError
from khcn_records.text import clean, require_text, whole_text
from khcn_records.values.dates import PartialDate

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = [
    "count",
    "day_if_full",
    "day_or_part",
    "instance_of",
    "members",
    "named",
    "optional_day",
    "optional_day_or_part",
    "optional_document",
    "optional_figure",
    "optional_member",
    "optional_number",
    "optional_period",
    "optional_quantity",
    "optional_reference",
    "optional_text",
    "personal",
    "read_alone",
    "references",
    "require_parts_within",
    "required_document",
    "required_period",
    "required_text",
    "tuple_of",
    "tuple_of_text",
    "whole",
]

T = TypeVar("T")
E = TypeVar("E", bound=enum.Enum)
_MOST_DIGITS = 30
_Field: TypeAlias = "attrs.Attribute[Any]"

personal: Final = MappingProxyType({"personal": True})
"""`metadata` of a field that holds personal data of a natural person (*dữ liệu cá nhân*): masked wherever a record shows itself."""


def required_text(value: str) -> str:
    r"""One line of text, not empty.

    Raises:
        TypeError: not a `str`.
        InvalidValueError: nothing but white space, or a lone surrogate.

    >>> required_text(" Sở  KH&CN\n")
    'Sở KH&CN'
    """
    line = whole_text(clean(value))
    if not line:
        raise InvalidValueError(value, "text that is not empty")
    return line


def optional_text(value: str | None) -> str | None:
    """One line of text, `None` where there is none; white space alone counts as none.

    Raises:
        TypeError: neither a `str` nor `None`.
        InvalidValueError: a lone surrogate in it.
    """
    return None if value is None else whole_text(clean(value)) or None


def optional_reference(value: values.DocumentReference | str | None) -> values.DocumentReference | None:
    """A document, or `None`; a `str` is parsed.

    Raises:
        InvalidDocumentReferenceError: a text that cites no document.
    """
    return values.DocumentReference.parse(value) if isinstance(value, str) else value


def references(value: Iterable[values.DocumentReference | str]) -> tuple[values.DocumentReference, ...]:
    """Documents as a tuple; each `str` is parsed.

    Raises:
        TypeError: a bare `str`, or an element that is no document.
        InvalidDocumentReferenceError: a text that cites none.
    """
    _require_several(value, "documents")
    items = tuple(value)
    if not items:
        return ()
    kind = values.DocumentReference
    return tuple_of(kind, [kind.parse(one) if isinstance(one, str) else one for one in items])


def optional_period(value: values.ReportingPeriod | str | None) -> values.ReportingPeriod | None:
    """A reporting period, or `None`; a `str` is parsed.

    Raises:
        InvalidPeriodError: a text that names none.
    """
    return values.ReportingPeriod.parse(value) if isinstance(value, str) else value


def required_period(value: values.ReportingPeriod | str) -> values.ReportingPeriod:
    """A reporting period; a `str` is parsed.

    Raises:
        InvalidPeriodError: a text that names none.
    """
    return values.ReportingPeriod.parse(value) if isinstance(value, str) else value


def optional_quantity(value: values.Quantity | str | None) -> values.Quantity | None:
    """A figure with its unit, or `None`; a `str` is parsed.

    Raises:
        InvalidQuantityError: a text that is none.
    """
    return values.Quantity.parse(value) if isinstance(value, str) else value


def optional_number(value: values.DocumentNumber | str | None) -> values.DocumentNumber | None:
    """A document's symbol, or `None`; a `str` is parsed.

    Raises:
        InvalidDocumentNumberError: a text that is none.
    """
    return values.DocumentNumber.parse(value) if isinstance(value, str) else value


def optional_figure(value: Decimal | int | None) -> Decimal | None:
    """An exact figure, or `None`.

    Raises:
        TypeError: a `float`, which is never exact, or anything else.
        InvalidValueError: not finite, or more than 30 digits before or behind the comma.

    >>> optional_figure(8)
    Decimal('8')
    """
    if value is None:
        return None
    from decimal import Decimal  # here: it is as dear to load as a record, and most records hold none

    if type(value) is int:
        value = Decimal(value)
    if not isinstance(value, Decimal):
        raise TypeError(f"a Decimal or an int is wanted, not {type(value).__name__}: {value!r}")
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or max(value.adjusted() + 1, -exponent) > _MOST_DIGITS:
        raise InvalidValueError(str(value), f"a finite figure of at most {_MOST_DIGITS} digits")
    return value.copy_abs() if value.is_zero() else value


def whole(value: int) -> int:
    """A count: a whole number from 0 up, never a `bool`.

    Raises:
        TypeError: anything but an `int`.
        InvalidValueError: below zero.
    """
    if type(value) is not int:
        raise TypeError(f"an int is wanted, not {type(value).__name__}: {value!r}")
    if value < 0:
        raise InvalidValueError(str(value), "a count of 0 or more")
    return value


def _require_several(value: object, what: str) -> None:
    if isinstance(value, (str, bytes, Mapping, AbstractSet)) or not isinstance(value, Iterable):
        raise TypeError(f"several {what} in order are wanted, not a {type(value).__name__}: {value!r}")


def tuple_of_text(value: Iterable[str]) -> tuple[str, ...]:
    """Lines of text as a tuple.

    Raises:
        TypeError: a bare `str`, or an element that is no `str`.
    """
    _require_several(value, "texts")
    return tuple(required_text(require_text(item)) for item in value)


def tuple_of(kind: type[T], value: Iterable[T]) -> tuple[T, ...]:
    """A tuple whose elements are all of one kind; records wrap it in a converter of their own, which type checkers read.

    Raises:
        TypeError: an element of another kind.

    >>> tuple_of(int, [1, 2])
    (1, 2)
    """
    _require_several(value, kind.__name__)
    items = tuple(value)
    for item in items:
        if not isinstance(item, kind):
            raise TypeError(f"each element must be a {kind.__name__}, not {type(item).__name__}: {item!r}")
    return items


def named(_kind: type, fields: list[_Field]) -> list[_Field]:
    """The `field_transformer` of every record: an error of a converter says which field it is about.

    An enum as a converter takes its member or the member's value; another text is an `InvalidValueError` that names those
    there are. A field validated by `day_or_part` holds a full date as a `date`, so that equal days are equal fields.
    """
    return [_with_named_converter(field) for field in fields]


def _with_named_converter(field: _Field) -> _Field:
    convert: Any = field.converter
    if convert is None and field.validator in {day_or_part, optional_day_or_part}:
        convert = day_if_full
    if convert is None or isinstance(convert, attrs.Converter):  # one that is inherited has been told
        return field
    return field.evolve(converter=_naming(convert))


@functools.cache
def _naming(convert: Any) -> attrs.Converter[Any, Any]:
    """The converter, told which field it fills. One for all fields that share it: attrs reads the signature of each."""
    if isinstance(convert, type) and issubclass(convert, enum.Enum):
        convert = _member_of(convert)

    def converter(value: object, field: _Field) -> object:
        try:
            return convert(value)
        except TypeError as error:
            raise TypeError(f"{field.name}: {error}") from None

    converter.__wrapped__ = convert  # type: ignore[attr-defined]
    return attrs.Converter(converter, takes_field=True)


def read_alone(field: _Field, value: object) -> object:
    """The value as a field takes it: converted and validated, as its record would, whatever the other fields hold.

    Raises:
        TypeError: as the record would.
        InvalidValueError: as the record would.
    """
    convert: Any = field.converter
    if hasattr(convert, "takes_field"):
        value = convert.converter(value, field)  # those of `named` are told the field
    elif convert is not None:
        value = convert(value)
    if field.validator is not None:
        field.validator(None, field, value)
    return value


def _member_of(kind: type[enum.Enum]) -> Callable[[object], object]:
    def member(value: object) -> object:
        if isinstance(value, kind):
            return value
        if type(value) is not str:
            raise TypeError(f"a {kind.__name__} or its text is wanted, not {type(value).__name__}: {value!r}")
        try:
            return kind(value)
        except ValueError:
            raise InvalidValueError(value, "one of " + ", ".join(one.value for one in kind)) from None

    return member


def optional_member(kind: type[E], value: E | str | None) -> E | None:
    """A member of an enum or its text, or `None`; records wrap it in a converter of their own, which type checkers read.

    Raises:
        TypeError: anything else.
        InvalidValueError: a text that names no member.
    """
    if value is None:
        return None
    member = _member_of(kind)(value)
    assert isinstance(member, kind)
    return member


def members(kind: type[E], given: Iterable[E | str]) -> tuple[E, ...]:
    """Members of an enum, each once and in the order of the enum, so that equal sets are equal tuples.

    Raises:
        TypeError: a bare `str`, or an element that is neither a member nor a text.
        InvalidValueError: a text that names no member.
    """
    _require_several(given, kind.__name__)
    found = {_member_of(kind)(value) for value in given}
    return tuple(member for member in kind if member in found)


def require_parts_within(whole_count: int | None, **parts: int | None) -> None:
    """No part counts more than its whole; what is not known is not compared.

    Raises:
        InvalidValueError: a part above the whole, with the names of both.

    >>> require_parts_within(15, passed_count=15, tested_count=None)
    """
    if whole_count is None:
        return
    for name, part in parts.items():
        if part is not None and part > whole_count:
            raise InvalidValueError(str(part), f"at most {whole_count} in {name}")


def required_document(_record: object, field: _Field, value: object) -> None:
    """Validator: a document; the class is asked for by the first record, not by its import."""
    if not isinstance(value, values.DocumentReference):
        raise TypeError(f"{field.name} must be a DocumentReference, not {type(value).__name__}: {value!r}")


def optional_document(_record: object, field: _Field, value: object) -> None:
    """Validator: a document or `None`."""
    if value is not None and not isinstance(value, values.DocumentReference):
        raise TypeError(
            f"{field.name} must be a DocumentReference or None, not {type(value).__name__}: {value!r}"
        )


def optional_day(_record: object, field: _Field, value: object) -> None:
    """Validator: a plain `date` or `None`; a `datetime` would lose its time, so it is refused."""
    if value is not None and type(value) is not dt.date:
        raise TypeError(f"{field.name} must be a date or None, not {type(value).__name__}: {value!r}")


def day_if_full(value: T) -> T | dt.date:
    """A part of a date that names year, month and day is that day; anything else stays as it is.

    >>> day_if_full(PartialDate(2024, 2, 5)), day_if_full(PartialDate(2024, 2))
    (datetime.date(2024, 2, 5), PartialDate(year=2024, month=2, day=None))
    """
    if isinstance(value, PartialDate) and None not in {value.year, value.month, value.day}:
        return value.last_day
    return value


def day_or_part(_record: object, field: _Field, value: object) -> None:
    """Validator: a plain `date`, or a `PartialDate` with its year, without which nothing comes before or after it."""
    if isinstance(value, PartialDate):
        if value.year is None:
            raise InvalidValueError(str(value), f"a year in {field.name}")
    elif type(value) is not dt.date:
        raise TypeError(f"{field.name} must be a date or PartialDate, not {type(value).__name__}: {value!r}")


def optional_day_or_part(record: object, field: _Field, value: object) -> None:
    """Validator: as `day_or_part`, or also `None`."""
    if value is not None:
        day_or_part(record, field, value)


def count(*, least: int = 0, optional: bool = False) -> Callable[[object, _Field, object], None]:
    """Validator: a whole number from `least` up (never a `bool`), or also `None` where it is optional."""

    def check(_record: object, field: _Field, value: object) -> None:
        if value is None and optional:
            return
        if type(value) is not int:
            wanted = "an int or None" if optional else "an int"
            raise TypeError(f"{field.name} must be {wanted}, not {type(value).__name__}: {value!r}")
        if value < least:
            raise InvalidValueError(str(value), f"{least} or more in {field.name}")

    return check


def instance_of(*kinds: type, optional: bool = False) -> Callable[[object, _Field, object], None]:
    """Validator: one of the kinds, or also `None` where it is optional."""

    def check(_record: object, field: _Field, value: object) -> None:
        if (value is None and optional) or isinstance(value, kinds):
            return
        wanted = " or ".join(kind.__name__ for kind in kinds) + (" or None" if optional else "")
        raise TypeError(f"{field.name} must be a {wanted}, not {type(value).__name__}: {value!r}")

    check.kinds = {*kinds, type(None)} if optional else {*kinds}  # type: ignore[attr-defined]
    return check
