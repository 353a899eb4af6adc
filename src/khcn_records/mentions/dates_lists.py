"""Whether a list of days, months or quarters is worth reading: one that shares a month or a year closes with it."""

from __future__ import annotations

from khcn_records.mentions.dates_values import Part
from khcn_records.mentions.dates_words import WEEKDAY, grammar

__all__ = ["AND", "Closings", "may_share"]

AND = grammar(r"~[,;]~(?:(?:và|hoặc) )?| (?:và|hoặc) |~[+&]~")
"""Between two members of a list."""
_MORE = grammar(
    rf"(?:(?:~[,;+&]~(?:(?:và|hoặc) )?| (?:và|hoặc) )(?:{WEEKDAY}~,?~)?(?:(?:ngày|tháng|quý|quí|năm|mùng|mồng) ){{0,2}}"
    r"(?:[ivx]{1,4}\b|\d{1,4})(?:~[/.\-]~\d{1,2}(?!\d))?| (?:và|hoặc) (?=\d tháng)){1,12}"
)
_CLOSING = {
    unit: grammar(r"\d{4}" + (r"|tháng~\d|/" if unit == "day" else ""))
    for unit in ("day", "month", "quarter")
}


_LIST_REACH = 1_600  # twelve members with all the white space that a pattern reads are shorter
_LOOK = 4_096
_LONGEST_CLOSING = 16


class Closings:
    """Where the next thing stands that can close a list; asked from left to right, each stretch is looked through once.

    Without it every member of a list that nothing closes would read the members behind it as a list of its own.
    """

    __slots__ = ("_key", "_looks", "_open")

    def __init__(self, key: str) -> None:
        self._key = key
        # Of each unit: looked from there, nothing up to there, and the end of what stands there.
        self._looks: dict[str, tuple[int, int, int | None]] = dict.fromkeys(_CLOSING, (0, 0, None))
        self._open: list[Part] = []

    def after(self, pos: int, unit: str) -> int | None:
        """The end of the first behind a place that can close a list of that unit, `None` where none is near."""
        first, last, end = self._looks[unit]
        if first <= pos <= last and (end is not None or pos + _LIST_REACH <= last):
            return end
        until = first + _LONGEST_CLOSING if pos < first <= pos + _LOOK else pos + _LOOK
        found = _CLOSING[unit].search(self._key, pos, until)
        if found is None and pos < first <= until:  # nothing between: what is known behind still holds
            self._looks[unit] = pos, last, end
            return self.after(pos, unit)
        end = found.end() if found else None
        self._looks[unit] = pos, found.start() if found else until, end
        return end

    def keep(self, members: list[Part]) -> None:
        """Remember the members of a list that none of them closes."""
        self._open = members

    def known(self, first: Part) -> list[Part]:
        """The members that were read already of the list that a part begins; none where they might close this one.

        That they closed nothing for the part before is as true for this one where both lack the same, and where members
        without their own word close no list of the unit or the next one has its word.
        """
        kept = self._open
        if len(kept) < 3 or kept[1].end != first.end or kept[1].unit != first.unit:
            return []
        before, following = kept[0], kept[2]
        is_alike = (first.number is None) == (before.number is None) and first.year is before.year is None
        if not is_alike or (first.unit not in {"day", "month"} and following.is_bare):
            return []
        return [first, *kept[2:]]


def may_share(key: str, first: Part, closings: Closings) -> bool:
    """Whether what follows can be a list that shares a month or a year: a quick look, so that no list is read for nothing."""
    unit = first.unit
    if first.year is not None and unit != "year":
        return False
    joint = AND.match(key, first.end)
    if joint is None or unit == "half":
        return joint is not None
    if unit == "year":
        is_named = key.startswith("n", joint.end())
        return not is_named and (more := _MORE.match(key, first.end)) is not None and "n" not in more[0]
    closing = closings.after(first.end, unit)
    if closing is None and (unit != "quarter" or key.startswith("q", joint.end())):
        return False
    more = _MORE.match(key, first.end)
    if more is None:
        return False
    return (unit == "quarter" and "q" not in more[0]) or (closing is not None and closing <= more.end() + 24)
