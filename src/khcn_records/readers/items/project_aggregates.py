"""Tasks of science and technology that are only counted (*số nhiệm vụ*): `Trình … danh mục 14 nhiệm vụ năm 2024`."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from khcn_records.readers.items import Claim, Context
from khcn_records.readers.items.project_words import (
    NOUN,
    asides_cut,
    events_in,
    is_of_science,
    kind_of,
    level_above,
    level_of,
    quoted,
    sentences,
)
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_words import folded_pattern
from khcn_records.records.project_aggregates import ProjectAggregate
from khcn_records.records.project_parts import ProjectKind

__all__ = ["Reader"]

_YEAR = folded_pattern(r"năm ((?:19|20)[0-9]{2})")
_COUNCILS = folded_pattern(r"(?<!\w)(?P<count>[0-9]{1,4}) (?P<unit>hội đồng|phiên họp|cuộc họp)(?!\w)")
_BEFORE = folded_pattern(r"(?:các|những|một số|toàn bộ|số|,|và|danh mục)\s(?:[^\W\d_]+\s){0,3}$")
_BEHIND = folded_pattern(r":\s*(?P<count>[0-9]{1,4}) (?:nhiệm vụ|đề tài|dự án)(?!\w)")


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: list[Claim] = []

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        if entry.heading.is_planned or entry.heading.is_remark or id(entry) in self.context.listed:
            return
        text, key = entry.block.text, entry.block.key
        if NOUN.search(key) is None or not is_of_science(key, entry.heading):
            return
        spans = quoted(text)
        for start, end in sentences(key, text, spans):
            self._take_sentence(entry, start, end, spans)

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        return self.found

    def _take_sentence(self, entry: Entry, start: int, end: int, spans: list[tuple[int, int]]) -> None:
        text, key = entry.block.text, entry.block.key
        noun = next(
            (
                one
                for one in NOUN.finditer(key, start, end)
                if _is_several(key, one.start(), start, one["count"])
            ),
            None,
        )
        councils = _COUNCILS.search(key, start, end)
        if noun is None and councils is not None:
            noun = NOUN.search(key, councils.end(), end)
        behind = _BEHIND.search(key, start, end)
        if (noun is None and behind is None) or _inside((noun or behind).start(), spans):  # type: ignore[union-attr]
            return
        told = asides_cut(key[start:end])
        events = [event for _, event in events_in(told)]
        if not events:
            return
        count = noun["count"] if noun is not None else None
        unit = None
        if count is None and behind is not None:
            count = behind["count"]
        if count is None and councils is not None:
            count, unit = councils["count"], text[slice(*councils.span("unit"))]
        name = noun["noun"] if noun is not None else "nhiệm vụ"
        is_mixed = noun is not None and NOUN.match(key, noun.end() + 2) is not None
        kind = None if name == "nhiệm vụ" or is_mixed else kind_of(name)
        year = _YEAR.search(told) or _YEAR.search(key, start, end)
        made = ProjectAggregate(
            aggregate_id=self.context.new_id("G"),
            level=level_of(key[start:end]) or level_above(entry.heading),
            kind=kind if kind is not ProjectKind.TASK else None,
            events=tuple(dict.fromkeys(events)),
            count=int(count) if count else None,
            unit=unit,
            year=int(year[1]) if year else None,
            period=self.context.period,
            content=text[start:end].strip(" .;"),
            section=entry.heading.number,
        )
        self.found.append(Claim(made, entry, entry.block.lines_of(start, end)))


def _inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (place, sys.maxsize)) - 1
    return at >= 0 and place < spans[at][1]


def _is_several(key: str, at: int, start: int, count: str | None) -> bool:
    """Whether a noun is counted, or stands for several."""
    return count is not None or _BEFORE.search(key, max(start, at - 40), at) is not None
