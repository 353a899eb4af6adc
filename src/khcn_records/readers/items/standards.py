"""Standards (*tiêu chuẩn, quy chuẩn*): one named, or so many of a field, and what was done with them."""

from __future__ import annotations

from collections.abc import Iterable

from khcn_records.readers.items import Claim, Context
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_words import folded_pattern, pairs
from khcn_records.records.standard_updates import StandardAction, StandardUpdate
from khcn_records.text import fold

__all__ = ["Reader"]

FILE = "works"
_NAMED = folded_pattern(
    r"(?<!\w)(?:tcvn|qcvn|qcđp|tccs)(?: (?:iso|iec|isо/iec|iso/iec))?[ -]?[0-9][0-9./-]{0,14}(?::[0-9]{4})?(?:/[^\W\d_]{2,10})?"
)
_UNITS = frozenset(map(fold, ("tiêu chuẩn", "quy chuẩn")))
_ABOUT = folded_pattern(r"(?:về|trong lĩnh vực|thuộc lĩnh vực) (?P<field>[^,;.:()]{3,80})")


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: list[Claim] = []

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        key, text = entry.block.key, entry.block.text
        if entry.heading.is_planned or entry.heading.is_remark or id(entry) in self.context.listed:
            return
        seen = set()
        for found in (
            _NAMED.finditer(key) if "tcvn" in key or "qcvn" in key or "qcđp" in key or "tccs" in key else ()
        ):
            name = text[found.start() : found.end()].strip(" ./-")
            if name in seen:
                continue
            seen.add(name)
            documents = self.context.documents(text)
            made = StandardUpdate(
                update_id=self.context.new_id("TC"),
                standard=name,
                action=_action(key, found.start()),
                document=documents[0] if documents else None,
                period=self.context.period,
                section=entry.heading.number,
            )
            self.found.append(Claim(made, entry, entry.block.lines_of(found.start(), found.end())))
        for figure in self.context.figures.get(id(entry), ()):
            one = figure.indicator
            if fold(one.unit or "") not in _UNITS or one.figure is None:
                continue
            about = _ABOUT.search(key, figure.end, figure.end + 120)
            made = StandardUpdate(
                update_id=self.context.new_id("TC"),
                standards_count=int(one.figure),
                field=text[slice(*about.span("field"))].strip() if about else None,
                action=_action(key, figure.start),
                indicator_id=one.indicator_id,
                period=self.context.period,
                section=entry.heading.number,
            )
            self.found.append(Claim(made, entry, entry.block.lines_of(figure.start, figure.end)))

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        return self.found


def _action(key: str, end: int) -> StandardAction | None:
    """The act named last before a place."""
    best, at = None, -1
    for word, action in pairs("standard_actions", FILE):
        place = key.rfind(word, max(0, end - 160), end)
        if place > at:
            best, at = StandardAction(action), place
    return best
