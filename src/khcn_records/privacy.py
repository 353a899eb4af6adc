"""Personal data in records and texts (*dữ liệu cá nhân*): where it stands, and `redact`, which masks it.

Basis: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, in force from 01/01/2026; before it Nghị định 13/2023/NĐ-CP. Both are known
here by title only (UNCONFIRMED in detail), so the library masks what identifies a natural person and leaves the rest to the office.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from typing import Any, TypeVar, cast

import attrs

from khcn_records.display import MASK
from khcn_records.text import lazy_pattern
from khcn_records.values.document_references import DocumentReference

__all__ = ["PersonalKind", "find_personal", "redact"]

T = TypeVar("T")


class PersonalKind(enum.StrEnum):
    """What kind of personal data a text holds (*loại dữ liệu cá nhân*)."""

    E_MAIL = "e_mail"
    PHONE = "phone"
    BIRTH_DATE = "birth_date"
    IDENTITY_NUMBER = "identity_number"


_PATTERNS = (
    (
        PersonalKind.E_MAIL,
        lazy_pattern(
            r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
        ),
    ),
    (
        PersonalKind.PHONE,  # mobile numbers; a line of an office begins with 02
        lazy_pattern(r"(?<![0-9./-])(?:\+84|0)[ .]?[35789][0-9](?:[ .]?[0-9]){7}(?![0-9/-])"),
    ),
    (
        PersonalKind.BIRTH_DATE,
        lazy_pattern(
            r"(?:sinh\s{1,4}(?:ngày|năm)|ngày\s{1,4}sinh)\s{0,4}:?\s{0,4}[0-9][0-9./-]{3,9}", re.IGNORECASE
        ),
    ),
    (
        PersonalKind.IDENTITY_NUMBER,
        lazy_pattern(
            r"(?:cccd|cmnd|căn\s{1,4}cước(?:\s{1,4}công\s{1,4}dân)?|chứng\s{1,4}minh(?:\s{1,4}nhân\s{1,4}dân)?|hộ\s{1,4}chiếu)"
            r"\s{0,4}(?:số)?\s{0,4}:?\s{0,4}[A-Z]?[0-9]{7,12}",
            re.IGNORECASE,
        ),
    ),
)
_OFFICES = (".gov.vn",)


def find_personal(text: str) -> Iterator[tuple[PersonalKind, int, int]]:
    """Where a text holds personal data that its form gives away: kind, start and end (exclusive).

    Names are not found: nothing in its form tells a person's name from that of a place. An address of a state office
    (`…gov.vn`) passes.

    >>> list(find_personal("gửi a@gmail.com"))
    [(<PersonalKind.E_MAIL: 'e_mail'>, 4, 15)]
    """
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if kind is not PersonalKind.E_MAIL or not found[0].lower().endswith(_OFFICES):
                yield kind, found.start(), found.end()


def redact(obj: T) -> T:
    """The same thing without personal data (*che dữ liệu cá nhân*).

    Fields that hold personal data hold a mask, and so does every other text of the same thing that repeats them; e-mail
    addresses, mobile numbers, birth dates and identity numbers are masked in any text. Organizations, roles, figures,
    days of the work and document symbols stay.

    Args:
        obj: a record, a report, a part, a tuple or list of them, a table, findings, or a text.

    Returns:
        A new one of the same kind; what holds no personal data is given back as it is.

    >>> redact("liên hệ 0912 345 678")
    'liên hệ […]'
    """
    names = sorted(set(_names(obj)), key=len, reverse=True)
    known = re.compile("|".join(map(re.escape, names))) if names else None
    return cast("T", _redacted(obj, known))


def _names(thing: object) -> Iterator[str]:
    """What stands in the personal fields, of two words or more: one word alone may be anything."""
    if isinstance(thing, (tuple, list)):
        for item in thing:
            yield from _names(item)
    elif attrs.has(type(thing)):
        kind: Any = type(thing)
        for field in attrs.fields(kind):
            value = getattr(thing, field.name)
            if field.metadata.get("personal"):
                for text in value if isinstance(value, tuple) else (value,):
                    if isinstance(text, str) and " " in text:
                        yield text
            else:
                yield from _names(value)


def _redacted(thing: Any, known: re.Pattern[str] | None) -> Any:
    if isinstance(thing, enum.Enum):
        return thing
    if isinstance(thing, str):
        return _masked(thing, known)
    if isinstance(thing, (tuple, list)):
        items = [_redacted(item, known) for item in thing]
        if all(new is old for new, old in zip(items, thing, strict=True)):
            return thing
        return type(thing)(items)
    if isinstance(thing, DocumentReference):
        subject = None if thing.subject is None else _masked(thing.subject, known)
        return thing if subject == thing.subject else attrs.evolve(thing, subject=subject)
    if not attrs.has(type(thing)) or hasattr(type(thing), "parse"):
        return thing  # a value: its canonical text is figures, days and symbols
    changes: dict[str, Any] = {}
    kind: Any = type(thing)
    for field in attrs.fields(kind):
        value = getattr(thing, field.name)
        new = _hidden(value) if field.metadata.get("personal") else _redacted(value, known)
        if new is not value and field.init:
            changes[field.alias or field.name] = new
    return attrs.evolve(thing, **changes) if changes else thing


def _hidden(value: Any) -> Any:
    """What stands for personal data: a mask for text, nothing for anything else."""
    if isinstance(value, tuple):
        return tuple(MASK if isinstance(one, str) else one for one in value)
    if isinstance(value, str):
        return value if value == MASK else MASK
    return None


def _masked(text: str, known: re.Pattern[str] | None) -> str:
    spans = sorted((start, end) for _, start, end in find_personal(text))
    if known is not None:
        spans = sorted([*spans, *(found.span() for found in known.finditer(text))])
    if not spans:
        return text
    pieces, last = [], 0
    for start, end in spans:
        if start >= last:
            pieces += [text[last:start], MASK]
        last = max(last, end)
    return "".join([*pieces, text[last:]])
