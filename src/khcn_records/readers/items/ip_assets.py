"""Rights of intellectual property told by name (*nhãn hiệu, chỉ dẫn địa lý, sáng chế*): kind, name, product, step."""

from __future__ import annotations

import contextlib
import itertools
from bisect import bisect_left
from collections.abc import Iterable

from khcn_records.errors import IllegalTransitionError
from khcn_records.lifecycle import advance
from khcn_records.readers.items import Claim, Context
from khcn_records.readers.items.project_words import quoted
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_words import folded_pattern, pairs
from khcn_records.records.ip_assets import IPAsset, IPKind
from khcn_records.text import fold

__all__ = ["Reader"]

FILE = "works"
_KIND = folded_pattern(
    r"(?<!\w)(?:nhãn hiệu(?: tập thể| chứng nhận)?|chỉ dẫn địa lý|sáng chế|giải pháp hữu ích|kiểu dáng công nghiệp|giống cây trồng mới)"
)
_PRODUCT = folded_pattern(
    r"\s*cho (?:các )?(?:sản phẩm )?(?P<name>[^,;.“”()]{2,60}?)(?= của| trên| tại|[,;.“”()]|$)"
)
_PLACE_NAME = folded_pattern(r"(?:tên )?địa danh (?P<name>[^\W\d_]+(?: [^\W\d_]+){0,4})")
_BETWEEN = 40


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.made: dict[tuple[IPKind, str], tuple[IPAsset, Entry, int, int]] = {}

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        key = entry.block.key
        if entry.heading.is_planned or entry.heading.is_remark or _KIND.search(key) is None:
            return
        spans = _all_quoted(entry.block.text)
        for found in _KIND.finditer(key):
            kind = next(IPKind(kind) for word, kind in pairs("ip_kinds", FILE) if found[0].startswith(word))
            last = found.end()
            for start, end in itertools.islice(spans, bisect_left(spans, (last, 0)), None):
                if start < last:
                    continue
                if start - last > (_BETWEEN if last == found.end() else 6) or ";" in key[last:start]:
                    break
                self._add(entry, kind, start, end)
                last = end

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        for made, entry, start, end in self.made.values():
            yield Claim(
                made,
                entry,
                entry.block.lines_of(start, end),
                event=made.history[-1].event if made.history else None,
            )

    def _add(self, entry: Entry, kind: IPKind, start: int, end: int) -> None:
        text, key = entry.block.text, entry.block.key
        name = text[start + 1 : end - 1].strip(' “”"')
        if not name or (kind, fold(name)) in self.made:
            return
        product = _PRODUCT.match(key, end)
        asked = _PLACE_NAME.search(text) if "địa danh" in key else None
        made = IPAsset(
            asset_id=self.context.new_id("S"),
            kind=kind,
            name=name,
            product=text[slice(*product.span("name"))].strip() if product else None,
            place_name=_capitals(asked["name"]) if asked else None,
            section=entry.heading.number,
        )
        event = next((event for word, event in pairs("ip_events", FILE) if word in key), None)
        if event is not None:
            with contextlib.suppress(IllegalTransitionError):
                made = advance(made, event, on=self.context.on, allow_jump=True)
        self.made[kind, fold(name)] = (made, entry, start, end)


def _all_quoted(text: str) -> list[tuple[int, int]]:
    """Stretches in quotation marks, those inside others too."""
    found = []
    for start, end in quoted(text):
        found.append((start, end))
        found += [(start + 1 + first, start + 1 + last) for first, last in quoted(text[start + 1 : end - 1])]
    return sorted(found)


def _capitals(words: str) -> str | None:
    """The capitalised words that a name begins with."""
    named = []
    for word in words.split():
        if not word[:1].isupper():
            break
        named.append(word)
    return " ".join(named) or None
