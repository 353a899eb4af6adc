"""Personal data in records and texts (*dữ liệu cá nhân*): where it stands, and `redact`, which masks it.

Basis: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, in force from 01/01/2026; before it Nghị định 13/2023/NĐ-CP. Both are known
here by title only (UNCONFIRMED in detail), so the library masks what identifies a natural person and leaves the rest to the office.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, cast

import attrs

from khcn_records.display import MASK
from khcn_records.fields.extension_data import ExtensionData
from khcn_records.text import fold, lazy_pattern
from khcn_records.values.document_references import DocumentReference

__all__ = ["PersonalKind", "find_personal", "hint_of", "redact"]

T = TypeVar("T")


class PersonalKind(enum.StrEnum):
    """What kind of personal data a text holds (*loại dữ liệu cá nhân*)."""

    E_MAIL = "e_mail"
    PHONE = "phone"
    BIRTH_DATE = "birth_date"
    IDENTITY_NUMBER = "identity_number"


# "sinh" ends many words that bear no birth day: phát sinh, học sinh. Those that are names too are meant in small letters only.
_NO_BIRTH = (
    r"(?<!\bphát )(?<!\bhọc )(?<!\bthí )(?<!\bvệ )(?<!\btuyển )(?<!\btái )(?<!\bphái )(?<!\bnảy )(?<!\bcứu )(?<!\btập )"
    r"(?<!\bkhai )(?-i:(?<!\bvi )(?<!\ban )(?<!\bhy )(?<!\by )(?<!\bsơ ))"
)
_GAP = r"(?: ?[.\u2010-\u2013-] ?| )?"
_PATTERNS = (
    (
        PersonalKind.E_MAIL,
        lazy_pattern(
            r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
        ),
    ),
    (
        PersonalKind.PHONE,  # mobile numbers; a line of an office begins with 02
        lazy_pattern(rf"(?<![0-9./-])(?:\+84|0){_GAP}[35789][0-9](?:{_GAP}[0-9]){{7}}(?![0-9/]|-[^\W_])"),
    ),
    (
        PersonalKind.BIRTH_DATE,
        lazy_pattern(
            rf"(?:{_NO_BIRTH}\bsinh\s{{1,4}}(?:ngày|năm)|ngày\s{{1,4}}sinh|ngày,?\s{{1,4}}tháng,?\s{{1,4}}năm\s{{1,4}}sinh)\s{{0,4}}:?\s{{0,4}}"
            r"(?:[0-9][0-9./-]{3,9}|(?:(?:mùng|mồng)\s{1,4})?[0-9]{1,2}\s{1,4}tháng\s{1,4}[0-9]{1,2}(?:\s{1,4}năm\s{1,4}[0-9]{4})?)",
            re.IGNORECASE,
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

    Fields that hold personal data hold a mask, and so does every other text of the same thing that repeats them, in capitals
    and with the tone mark on the other vowel too; e-mail
    addresses, mobile numbers, birth dates and identity numbers are masked in any text. Organizations, roles, figures,
    days of the work and document symbols stay.

    Args:
        obj: a record, a report, a part, a tuple or list of them, a table, findings, or a text.

    Returns:
        A new one of the same kind; what holds no personal data is given back as it is.

    >>> redact("liên hệ 0912 345 678")
    'liên hệ […]'
    """
    return cast("T", _redacted(obj, _Names(_names(obj))))


def hint_of(text: str) -> str:
    """Its first letters: what is said about personal data must not spread it."""
    return text[:3] + "…"


_WORD = lazy_pattern("[\\w\u0300-\u036f]+|[^\\w\\s]")


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words and signs of a text by the key that their spellings share, each with its place."""
    for found in _WORD.finditer(text):
        if key := fold(found[0]):
            yield key, found.start(), found.end()


class _Names:
    """Names to look for in texts, as a tree of their words, so that a text is read once for all of them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._tree: dict[str, Any] = {}
        for name in names:
            node = self._tree
            for key, _, _ in _words(name):
                node = node.setdefault(key, {})
            node[""] = True  # a name ends here; no word is empty

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a name stands, the longest at each place."""
        words = list(_words(text)) if self._tree else []
        at = 0
        while at < len(words):
            node, length = self._tree, 0
            for place in range(at, len(words)):
                node = node.get(words[place][0], {})
                if not node:
                    break
                if "" in node:
                    length = place + 1 - at
            if length:
                yield words[at][1], words[at + length - 1][2]
            at += length or 1


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


def _redacted(thing: Any, known: _Names) -> Any:
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
    if isinstance(thing, ExtensionData):
        new, kept = (_redacted_plain(one.plain(), known) for one in (thing, thing.unknown))
        return thing if (new, kept) == (thing, thing.unknown) else ExtensionData(new, unknown=kept)
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


def _redacted_plain(value: Any, known: _Names) -> Any:
    if isinstance(value, dict):
        return {name: _redacted_plain(one, known) for name, one in value.items()}
    if isinstance(value, list):
        return [_redacted_plain(one, known) for one in value]
    return _masked(value, known) if isinstance(value, str) else value


def _hidden(value: Any) -> Any:
    """What stands for personal data: a mask for text, nothing for anything else."""
    if isinstance(value, tuple):
        return tuple(MASK if isinstance(one, str) else one for one in value)
    if isinstance(value, str):
        return value if value == MASK else MASK
    return None


def _masked(text: str, known: _Names) -> str:
    spans = sorted([*((start, end) for _, start, end in find_personal(text)), *known.spans(text)])
    if not spans:
        return text
    pieces, last = [], 0
    for start, end in spans:
        if start >= last:
            pieces += [text[last:start], MASK]
        last = max(last, end)
    return "".join([*pieces, text[last:]])
