"""An item that says what another one of its list says already (*trùng nội dung*).

Basis: PRACTICE. Parts of a report repeat each other with reason (done, planned), so only items of one list are compared. What
ends in a colon only leads to its points, and it is they that say something.

Wrong: `Đánh giá kết quả thực hiện các nghị quyết` and `Báo cáo đánh giá kết quả thực hiện các nghị quyết` in one list.
Right: one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.mentions.outline import Item
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import fold, lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="repeated_item",
    scope=Scope.TEXT,
    severity=Severity.WARNING,
    basis=Evidence("Soạn thảo văn bản", Confidence.PRACTICE),
    thresholds={"share": Decimal("0.85"), "least": 8},
)
_WORD = lazy_pattern(r"\w+")
_LABEL = 40
_MOST_COMPARED = 40  # items that share their rarest words; more of them are a table and no list


def check(subject: SourceText, context: Context) -> Iterator[Finding]:
    """One finding for each later item, with the earlier one it repeats."""
    share = Decimal(context.threshold(RULE, "share"))
    least = int(context.threshold(RULE, "least"))
    for part in _parts(subject.items):
        words = [frozenset(found[0] for found in _WORD.finditer(fold(item.text))) for item in part]
        counted = Counter(word for some in words for word in some)
        by_word: dict[str, list[int]] = {}
        for at, some in enumerate(words):
            if len(some) < least:
                continue
            rare = sorted(some, key=lambda word: (counted[word], word))[: max(2, len(some) // 4)]
            near = {other for word in rare for other in by_word.get(word, ())[-_MOST_COMPARED:]}
            for word in rare:
                by_word.setdefault(word, []).append(at)
            same = [other for other in sorted(near) if _share(some, words[other]) >= share]
            if same:
                item, other = part[at], part[same[0]]
                yield RULE.finding(
                    place=subject.place_of_lines(item.line, item.line_end),
                    text=item.text[:120],
                    other=other.text[:120],
                    line=str(other.line),
                )


def _share(one: frozenset[str], other: frozenset[str]) -> Decimal:
    """How much of the longer the shorter is, where all its words stand in the longer; other words make two things of them."""
    shorter, longer = sorted((one, other), key=len)
    return Decimal(len(shorter)) / len(longer) if shorter <= longer else Decimal(0)


def _parts(items: tuple[Item, ...]) -> Iterator[list[Item]]:
    """The items of each list: those of one rank under one heading. `Đơn vị chủ trì: …` is a label, which repeats with reason."""
    lists: dict[tuple[int, int], list[Item]] = {}
    above: list[tuple[int, int]] = []
    for place, item in enumerate(items):
        rank = _rank(item.marker)
        while above and above[-1][0] >= rank:
            above.pop()
        parent = above[-1][1] if above else -1
        above.append((rank, place))
        if item.marker and ":" not in item.text[:_LABEL] and not item.text.endswith(":"):
            lists.setdefault((parent, rank), []).append(item)
    yield from lists.values()


def _rank(marker: str) -> int:
    """How deep a marker stands: parts, Roman numbers, figures, letters, dashes, crosses."""
    key = fold(marker)
    if not key or key.startswith(("phần", "phụ lục", "nơi nhận")):
        return 0
    if key[0].isdigit():
        return 2 + key.rstrip(".").count(".")
    if key.endswith(")"):
        return 7
    return {"-": 8, "–": 8, "—": 8, "+": 9, "*": 9, "•": 9}.get(key, 1)
