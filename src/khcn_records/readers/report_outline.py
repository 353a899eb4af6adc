"""The tree of a report (*đề mục và nội dung*): which blocks are headings, which are items below them, and what each is about.

A heading's place is that of its printed number below the heading it stands under; where the print slips (`2.1` under `1`), the place
leads and the print is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

import attrs

from khcn_records.readers.outline import Block, Mark
from khcn_records.readers.report_words import begins_with, folded_pattern, mentions
from khcn_records.text import fold
from khcn_records.values.document_issuers import term_of

__all__ = ["ROOT", "Entry", "Heading", "Tree", "build_tree", "tells_results"]

_LONGEST_HEADING = 220
_LONGEST_RUN_IN = 110
_RUN_IN = folded_pattern(r"[:.] (?=[^\W\d_])")
_FIGURED = folded_pattern(r"[0-9]+ ?(?:[^\W\d_]|%)|: ?[0-9]")
_DATED = folded_pattern(r"(?:tháng|quý|năm|ngày) ?[0-9/ivx]+(?: ?(?:năm|/) ?[0-9]{4})?")
_ORDINALS = {fold(word): number for number, word in enumerate(("nhất", "hai", "ba", "tư", "năm"), 1)} | {
    "một": 1,
    "bốn": 4,
}
_ROMAN = {"i": 1, "v": 5, "x": 10}
_NOTE_REACH = 40  # entries
ROOT = "0"
"""The place of what stands under no heading."""


@attrs.frozen(eq=False)
class Heading:
    """A heading (*đề mục*).

    Attributes:
        number: its place: `I.III.1.1`.
        text: its words.
        key: its words, folded.
        printed: the number as printed, where it differs from the place.
        marker: what is printed in front of it: `2.1.`.
        mark: its rank.
        above: the heading it stands under.
        block: where it stands; `None` of the root.
        is_planned: whether what stands below is to be done.
        is_remark: whether what stands below judges or asks.
    """

    number: str
    text: str
    key: str
    printed: str | None
    marker: str
    mark: int
    above: Heading | None
    block: Block | None
    is_planned: bool = False
    is_remark: bool = False

    def chain(self) -> Iterable[Heading]:
        """The heading and those above it, from the inside outwards."""
        here: Heading | None = self
        while here is not None and here.block is not None:
            yield here
            here = here.above

    @property
    def printed_line(self) -> str:
        """The heading as it is printed: `2.1. Quản lý đề tài`."""
        return f"{self.marker} {self.text}".strip()


def tells_results(key: str) -> bool:
    """`Kết quả thực hiện chương trình công tác tháng 5` tells of what was done, though it names the plan."""
    return key.startswith(("kết quả", "tình hình", "đánh giá", "thực hiện"))


@attrs.define(eq=False)
class Entry:
    """An item or a paragraph (*gạch đầu dòng, đoạn văn*).

    Attributes:
        block: its words and lines.
        heading: the heading it stands under.
        above: the item whose list it stands in.
        below: the items of its own list.
        notes: footnotes it bears.
    """

    block: Block
    heading: Heading
    above: Entry | None = None
    below: list[Entry] = attrs.field(factory=list)
    notes: list[Block] = attrs.field(factory=list)

    @property
    def is_list_head(self) -> bool:
        """Whether it only introduces what stands below it."""
        return bool(self.below) and self.block.text.endswith(":")


@attrs.frozen
class Tree:
    """The whole: headings and entries, each in order."""

    headings: tuple[Heading, ...]
    entries: tuple[Entry, ...]


class _Builder:
    def __init__(self) -> None:
        self.root = Heading(ROOT, "", "", None, "", Mark.PART, None, None)
        self.path: list[Heading] = []
        self.headings: list[Heading] = []
        self.entries: list[Entry] = []
        self.items: list[tuple[str, Entry]] = []
        self.counts: dict[str, int] = {}
        self.notes: list[Block] = []

    @property
    def here(self) -> Heading:
        return self.path[-1] if self.path else self.root

    def add(self, block: Block, following: Block | None) -> None:
        if block.mark == Mark.FOOTNOTE:
            self.notes.append(block)
            return
        if is_heading(block, following):
            head, rest = _run_in(block)
            self._add_heading(head)
            if rest is not None:
                self._add_entry(rest)
        else:
            self._add_entry(block)

    def _add_heading(self, block: Block) -> None:
        while self.path and self.path[-1].mark >= block.mark:
            self.path.pop()
        above = self.here
        printed = _ordinals(block)
        last = self.counts.get(above.number, 0)
        own = printed[-1] if printed and printed[-1] > last else last + 1
        self.counts[above.number] = own
        label = _label(block, own)
        number = label if above is self.root else f"{above.number}.{label}"
        self.counts.pop(number, None)
        expected = _expected(above, printed, own)
        is_slip = bool(printed) and printed != expected
        heading = Heading(
            number=number,
            text=block.text or block.marker,
            key=block.key,
            printed=block.marker.rstrip(".)/ ") if is_slip else None,
            marker=block.marker,
            mark=block.mark,
            above=above,
            block=block,
            is_planned=above.is_planned
            or (mentions(block.key, "headings", "planned") and not tells_results(block.key)),
            is_remark=above.is_remark or begins_with(block.key, "headings", "remarks"),
        )
        self.path.append(heading)
        self.headings.append(heading)
        self.items.clear()

    def _add_entry(self, block: Block) -> None:
        kind = _kind(block)
        above: Entry | None = None
        if block.mark == Mark.NONE:
            self.items.clear()
        else:
            kinds = [one for one, _ in self.items]
            if kind in kinds:
                del self.items[kinds.index(kind) :]
            above = self.items[-1][1] if self.items else self._led()
        entry = Entry(block, self.here, above)
        if above is not None:
            above.below.append(entry)
        self.entries.append(entry)
        if block.mark != Mark.NONE:
            self.items.append((kind, entry))

    def _led(self) -> Entry | None:
        """The paragraph right above that introduces a list."""
        last = self.entries[-1] if self.entries else None
        is_lead = last is not None and last.heading is self.here and last.block.mark == Mark.NONE
        if is_lead and last is not None:
            return last if last.block.text.endswith(":") else None
        if last is not None and last.heading is self.here and last.above is not None:
            lead = last.above
            while lead.above is not None:
                lead = lead.above
            return lead if lead.block.mark == Mark.NONE else None
        return None

    def finish(self) -> Tree:
        self._hang_notes()
        return Tree(tuple(self.headings), tuple(self.entries))

    def _hang_notes(self) -> None:
        """Each footnote at the nearest entry before it that bears its number behind a word."""
        begins = [entry.block.lines[0].number for entry in self.entries]
        for note in self.notes:
            pattern = re.compile(rf"[^\W\d_]{note.marker}(?=[.,;:)\s]|$)")
            last = bisect_left(begins, note.lines[0].number)
            for entry in reversed(self.entries[max(0, last - _NOTE_REACH) : last]):
                if pattern.search(entry.block.text):
                    entry.notes.append(note)
                    break


def _kind(block: Block) -> str:
    """What tells items of one list from those of another."""
    if block.mark == Mark.BULLET:
        return "-" if block.marker in "-\u2013\u2014" else block.marker
    return str(block.mark)


def _ordinals(block: Block) -> tuple[int, ...]:
    """The numbers that a marker prints: `5.1.` → 5, 1."""
    text = fold(block.marker).strip(".)/: ")
    if block.mark == Mark.PART:
        text = text.removeprefix("phần").removeprefix(" thứ").strip()
        if text in _ORDINALS:
            return (_ORDINALS[text],)
    if not text:
        return ()
    if text[0].isdigit():
        return tuple(int(one) for one in text.split(".") if one)
    if block.mark in {Mark.CAPITAL, Mark.LETTER}:
        return ("abcdđeghiklmnopqrstuvxy".find(text[0]) + 1,)
    value = last = 0
    for letter in reversed(text):
        amount = _ROMAN.get(letter, 0)
        value += -amount if amount < last else amount
        last = max(last, amount)
    return (value,)


def _label(block: Block, own: int) -> str:
    if block.mark in {Mark.PART, Mark.ROMAN}:
        return term_of(own).partition(" ")[2] if own < 90 else str(own)
    if block.mark == Mark.CAPITAL:
        return "ABCDĐEGHIKLMNOPQRSTUVXY"[min(own, 22) - 1]
    if block.mark == Mark.LETTER:
        return "abcdđeghiklmnopqrstuvxy"[min(own, 22) - 1]
    return str(own)


def _expected(above: Heading, printed: tuple[int, ...], own: int) -> tuple[int, ...]:
    """What the print would be without a slip: the last numbers of the places above, and its own."""
    if len(printed) < 2:
        return (own,)
    parts = above.number.split(".")[1 - len(printed) :]
    return (*(int(part) if part.isdigit() else 0 for part in parts), own)


def is_heading(block: Block, following: Block | None) -> bool:
    """Whether a block is a heading: by its mark, its words, and by what follows it."""
    text = block.text
    if block.mark == Mark.PART:
        return True
    if block.mark in {Mark.CAPITAL, Mark.ROMAN}:
        return text[-1:] != ";" and (len(text) <= _LONGEST_HEADING or _run_in(block)[1] is not None)
    if block.mark > Mark.LETTER or not text or text[-1] == ";":
        return False
    opens = begins_with(block.key, "headings", "openings")
    if opens and _run_in(block)[1] is not None and block.mark != Mark.LETTER:
        return True
    if len(text) > _LONGEST_HEADING or _FIGURED.search(_DATED.sub("", block.key)):
        return False
    if block.mark == Mark.LETTER:
        return opens and text[-1] not in ".:" and following is not None and following.mark >= Mark.BULLET
    leads = following is not None and following.mark > block.mark
    if text[-1] == ".":
        return opens and leads and text.count(". ") == 0
    return leads or opens


def _run_in(block: Block) -> tuple[Block, Block | None]:
    """A heading whose text goes on behind it on the same line: `1. Công tác tham mưu: Trong tháng, Sở đã …`."""
    if block.mark == Mark.PART:
        return block, None
    found = _RUN_IN.search(block.text, 0, _LONGEST_RUN_IN)
    if found is None or len(block.text) - found.end() < 30 or not block.text[found.end()].isupper():
        return block, None
    return block.cut(0, found.start(), block.mark, block.marker), block.cut(
        found.end(), len(block.text), Mark.NONE
    )


def build_tree(blocks: Sequence[Block]) -> Tree:
    """The tree of blocks in order."""
    builder = _Builder()
    solid = [block for block in blocks if block.mark != Mark.FOOTNOTE]
    following = dict(zip(map(id, solid), [*solid[1:], None], strict=True)) if solid else {}
    for block in blocks:
        builder.add(block, following.get(id(block)))
    return builder.finish()
