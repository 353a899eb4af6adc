"""The counts of assigned tasks (*tổng hợp nhiệm vụ được giao*): `Tổng số: 08 nhiệm vụ`, then done, under way, not begun.

One figure with its parts; what opens an item is a part of the whole, what follows behind a comma is part of that part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from khcn_records.errors import InvalidValueError
from khcn_records.readers.items import Claim, Context
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_words import folded_pattern
from khcn_records.records.indicator_parts import BreakdownKind, BreakdownPart
from khcn_records.records.indicators import Indicator
from khcn_records.values.quantities import Quantity

__all__ = ["Reader"]

_TOTAL = folded_pattern(
    r"(?:[^:;.]{0,120}?[:,] ?)?(?:tổng số|tổng cộng)(?: nhiệm vụ(?: được giao| giao)?)?[^:;.0-9]{0,80}:? ?(?P<figure>[0-9]{1,4})(?: nhiệm vụ)?(?!\w)"
)
_STATE = folded_pattern(
    r"(?:trong đó:? ?)?(?:số )?(?:nhiệm vụ )?(?P<name>(?:đã|đang|chưa|hoàn thành)(?!\w)[^:;0-9]{0,80}?) ?:? ?(?P<figure>[0-9]{1,4})(?: nhiệm vụ)?(?!\w)"
)
_PART = folded_pattern(
    r"[,;(] ?(?:trong đó:? ?)?(?P<name>[^,;:()0-9]{2,60}?) ?:? ?(?P<figure>[0-9]{1,4})(?: nhiệm vụ)?(?!\w)"
)
_NAME = "Nhiệm vụ được giao"
_UNIT = "nhiệm vụ"
_IN_TIME = "hạn"


@attrs.define
class _Summary:
    entries: list[Entry]
    total: str
    parts: list[BreakdownPart]
    is_open: bool = True


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.summaries: list[_Summary] = []
        self.lead: Entry | None = None

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        key = entry.block.key
        last = self.summaries[-1] if self.summaries else None
        if last is not None and last.is_open:
            found = _STATE.match(key) if last.entries[0].heading is entry.heading else None
            if found is not None:
                last.entries.append(entry)
                self.context.listed.add(id(entry))
                last.parts.append(_part(entry, found.span("name"), found["figure"], found.end()))
                return
            last.is_open = False
        if "nhiệm vụ" not in key or len(key) > 500:
            return
        if found := _TOTAL.match(key):
            self._begin(entry, found["figure"], found.end())
        elif key.endswith(":") and "giao" in key:
            self.lead = entry

    def _begin(self, entry: Entry, figure: str, end: int) -> None:
        entries, lead = [entry], self.lead
        if lead is not None and lead.heading is entry.heading:
            entries.insert(0, lead)
        summary = _Summary(entries, figure, [])
        self.context.listed.add(id(entry))
        key = entry.block.key
        for place in _clauses(key, end):
            if found := _STATE.match(key, place):
                summary.parts.append(_part(entry, found.span("name"), found["figure"], None))
        self.summaries.append(summary)
        self.lead = None

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        for summary in self.summaries:
            if not summary.parts:
                continue
            lines = tuple(line for entry in summary.entries for line in entry.block.lines)
            try:
                made = Indicator(
                    indicator_id=self.context.new_id("NV"),
                    name=_NAME,
                    unit=_UNIT,
                    figure=Quantity.parse(summary.total).amount,
                    breakdown=tuple(summary.parts),
                    breakdown_kind=BreakdownKind.PARTITION,
                    period=self.context.period,
                    section=summary.entries[0].heading.number,
                )
            except InvalidValueError:
                continue
            for place, entry in enumerate(summary.entries):
                yield Claim(made, entry, entry.block.lines if place else lines, is_whole=True)


def _clauses(key: str, start: int) -> Iterator[int]:
    """Where clauses begin."""
    for place in range(start, len(key) - 1):
        if key[place] in ";.:,(" and (key[place + 1] == " " or key[place] == "("):
            yield place + 2 if key[place + 1] == " " else place + 1


def _part(entry: Entry, name: tuple[int, int], figure: str, end: int | None) -> BreakdownPart:
    """A part, with its own parts where the rest of the item tells them."""
    text, key = entry.block.text, entry.block.key
    words = text[name[0] : name[1]].strip(" :-")
    value = Quantity.parse(figure).amount
    inner = [
        BreakdownPart(
            name=text[slice(*found.span("name"))].strip(), value=Quantity.parse(found["figure"]).amount
        )
        for found in (_PART.finditer(key, end) if end is not None else ())
    ]
    label, bracket, note = words.partition("(")
    note = note.strip(" )")
    if inner and bracket and _IN_TIME in note and label.strip():
        # "Đang thực hiện (trong hạn): 06; quá hạn: 0": the bracket names the first part of the part.
        rest = sum((one.value or 0 * value for one in inner), start=0 * value)
        inner.insert(0, BreakdownPart(name=note, value=value - rest))
        words = label.strip()
    return BreakdownPart(
        name=words, value=value, parts=tuple(inner), parts_kind=BreakdownKind.OF_WHICH if inner else None
    )
