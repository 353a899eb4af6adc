"""Names of places and bodies that had ended, and the words around them that say the writer knows: shared by the rules about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

import attrs

from khcn_records.mentions.registered import Named, find_ended_names
from khcn_records.mentions.searching import Mention
from khcn_records.registers.bodies import successors
from khcn_records.registers.rows import RegisterRow, name_key, nearest
from khcn_records.text import fold, lazy_pattern

__all__ = ["EndedName", "ended_names", "issuers_of", "since_until"]

_NEAR = 40
# "huyện Yên Thế cũ", "(nay là …)", "trước sắp xếp" behind it; "nguyên …", "trước đây", a date and "của" before it
_KNOWN_AFTER = lazy_pattern(
    r"[^.;]{0,30}?\b(?:cũ\b|nay (?:là|thuộc)\b|trước (?:đây|kia|khi|sắp xếp|sáp nhập)\b|khi đó\b)"
)
_KNOWN_BEFORE = lazy_pattern(r"(?:nguyên|trước đây|trước kia|nay thay|[0-9]{4}\s{0,2},?\s{0,2}của)\W{0,3}$")


@attrs.frozen(weakref_slot=False)
class EndedName:
    """A name in a text that was not valid any more.

    Attributes:
        mention: where it stands.
        row: the row that ended last.
        then: the full names of what stood for it on the day asked about.
    """

    mention: Mention[Named]
    row: RegisterRow
    then: tuple[str, ...]


def since_until(row: RegisterRow) -> str:
    """First and last day of a row, `…` for a day that is not known or has not come."""
    days = (row.valid_from, row.valid_until)
    return " – ".join("…" if day is None else f"{day:%d/%m/%Y}" for day in days)


def ended_names(text: str, day: dt.date, issuers: Collection[str] = ()) -> Iterator[EndedName]:
    """The names in a text that had ended before a day, each once.

    Names in quotation marks, names that the text itself calls former, and issuers of documents cited there pass: they are rightly of their time.

    Args:
        text: running text.
        day: the first day the text speaks of.
        issuers: names of bodies whose documents the text cites, as `name_key` folds them.
    """
    seen = set()
    for mention in find_ended_names(text):
        if mention.normalized in seen or mention.normalized in issuers:
            continue
        rows = mention.value
        last = nearest(rows, day)
        if last is None or any(row.valid_until is None or row.valid_until >= day for row in rows):
            continue
        if _is_known(text, mention) or _is_quoted(text, mention):
            continue
        seen.add(mention.normalized)
        yield EndedName(
            mention, last, tuple(row.full_name for row in successors(rows[rows.index(last)], day))
        )


def _is_known(text: str, mention: Mention[Named]) -> bool:
    before = fold(text[max(0, mention.start - _NEAR) : mention.start])
    after = fold(text[mention.end : mention.end + _NEAR])
    return bool(_KNOWN_AFTER.match(after) or _KNOWN_BEFORE.search(before))


def _is_quoted(text: str, mention: Mention[Named]) -> bool:
    """A quotation opened nearby is not closed before the name: a title is kept as it was given."""
    before = text[max(0, mention.start - 400) : mention.start]
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1


def issuers_of(names: Collection[str | None]) -> frozenset[str]:
    """Issuers in the form that `ended_names` compares."""
    return frozenset(name_key(name) for name in names if name)
