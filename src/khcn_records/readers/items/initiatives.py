"""Rounds in which initiatives are recognised (*lần, đợt xét công nhận sáng kiến*): numbers, counts, how far they have come."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import Any

import attrs

from khcn_records.errors import IllegalTransitionError
from khcn_records.lifecycle import advance
from khcn_records.readers.items import Claim, Context
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_words import folded_pattern, pairs
from khcn_records.records.initiative_rounds import InitiativeRound
from khcn_records.records.initiatives import InitiativeLevel
from khcn_records.text import fold

__all__ = ["Reader"]

FILE = "works"
_ROUND = folded_pattern(
    r"lần (?:thứ )?(?P<number>[0-9]{1,2}),? ?(?:và )?đợt (?:thứ )?(?P<batch>[0-9]{1,2})(?: ?(?:/| năm |,? ?năm ) ?(?P<year>(?:19|20)[0-9]{2}))?"
)
_BATCH = folded_pattern(
    r"đợt (?:thứ )?(?P<batch>[0-9]{1,2}|i{1,3}|iv)(?: ?(?:/| năm |,? ?năm ) ?(?P<year>(?:19|20)[0-9]{2}))"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LEVELS = (
    (fold("cấp tỉnh"), InitiativeLevel.PROVINCE),
    (fold("cấp thành phố"), InitiativeLevel.PROVINCE),
    (fold("cấp cơ sở"), InitiativeLevel.GRASSROOTS),
    (fold("toàn quốc"), InitiativeLevel.NATIONAL),
)


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.rounds: dict[tuple[int | None, int | None, int | None], list[Entry]] = {}

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        key = entry.block.key
        if "sáng kiến" not in key or entry.heading.is_remark:
            return
        found = _ROUND.search(key) or _BATCH.search(key)
        if found is None:
            return
        told = found.groupdict()
        batch = _ROMAN.get(told["batch"]) or int(told["batch"]) or None
        number = int(told["number"]) or None if told.get("number") else None
        year = int(told["year"]) if told.get("year") else None
        self.rounds.setdefault((number, batch, year), []).append(entry)

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        for (number, batch, year), entries in self.rounds.items():
            made = self._made(number, batch, year, entries)
            for entry in entries:
                yield Claim(made, entry, entry.block.lines)

    def _made(
        self, number: int | None, batch: int | None, year: int | None, entries: list[Entry]
    ) -> InitiativeRound:
        of_work = [
            entry
            for entry in entries
            if not entry.heading.is_planned and id(entry) not in self.context.listed
        ]
        first = (of_work or entries)[0]
        keys = " ".join(entry.block.key for entry in of_work)
        fields: dict[str, Any] = {
            "round_id": self.context.new_id("SK"),
            "number": number,
            "batch": batch,
            "year": year,
            "level": next(
                (level for word, level in _LEVELS if word in keys or word in first.block.key), None
            ),
            "section": first.heading.number,
        }
        for entry in of_work:
            for figure in self.context.figures.get(id(entry), ()):
                unit = fold(figure.indicator.unit or "")
                count = figure.indicator.figure
                if count is None:
                    continue
                if unit == fold("sáng kiến"):
                    fields.setdefault("initiatives_count", int(count))
                elif unit.startswith((fold("cơ quan"), fold("đơn vị"))):
                    fields.setdefault("agencies_count", int(count))
        made = InitiativeRound(**fields)
        told: list[str] = []
        for word, event in pairs("round_events", FILE):
            if word in keys and event not in told:
                told.append(event)
        for event in told:
            with contextlib.suppress(IllegalTransitionError):
                made = advance(made, event, on=self.context.on, allow_jump=not made.history)
        planned = [entry.block.text for entry in entries if entry.heading.is_planned]
        return attrs.evolve(made, next_text=planned[0].rstrip(" .;")) if planned else made
