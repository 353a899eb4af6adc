"""Quotations that run over several headings or items, as amending documents have them (*được sửa đổi như sau: “1. … 2. …”*)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khcn_records.mentions.outline import Item
from khcn_records.text import lazy_pattern

__all__ = ["long_quotations"]

_OPENS = {"“": lazy_pattern(r":\s*“[^“”]*\Z"), '"': lazy_pattern(r':\s*"[^"]*\Z')}
_ENDS = {"“": lazy_pattern(r"”[\s.;,]*\Z"), '"': lazy_pattern(r'"[\s.;,]*\Z')}


def long_quotations(items: Sequence[Item]) -> Iterator[range]:
    """The items that one quotation runs over, first and last among them, in order.

    It opens behind a colon and closes at the end of an item; between them every item has its own marks in pairs, so a mark that
    was forgotten makes no quotation of what follows it.
    """
    at = 0
    while at < len(items):
        mark = next((mark for mark, pattern in _OPENS.items() if pattern.search(items[at].text)), None)
        if mark is None or _left_open(items[at].text, mark) != 1:
            at += 1
            continue
        end = at + 1
        while end < len(items) and _left_open(items[end].text, mark) == 0:
            end += 1
        if end < len(items) and _closes(items[end].text, mark):
            yield range(at, end + 1)
            end += 1
        at = end


def _left_open(text: str, mark: str) -> int:
    """How many quotations a text leaves open; of marks that look the same on both sides, 1 where one has no partner."""
    return text.count('"') % 2 if mark == '"' else text.count("“") - text.count("”")


def _closes(text: str, mark: str) -> bool:
    return bool(_ENDS[mark].search(text)) and _left_open(text, mark) == (1 if mark == '"' else -1)
