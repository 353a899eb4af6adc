"""The outline of a running text (*bố cục văn bản*): lines → headings, items and paragraphs, each with the lines it stands in.

The first stage, lossless and unjudged by subject: what belongs together is told by markers (`Phần I`, `II.`, `5.1.`, `a)`, `-`),
capitals, and by whether the next word would still have stood in the line above. Page numbers and footnotes are taken out of the
sentences they interrupt.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from khcn_records.mentions.searching import Searchable
from khcn_records.readers.report_words import folded_pattern
from khcn_records.readers.sources import Line
from khcn_records.text import fold

__all__ = ["Block", "Mark", "find_blocks", "is_page_number", "is_rule", "marker_of"]


class Mark:
    """What stands in front of a block, by rank: the higher headings first."""

    PART: Final = 0
    """Phần I, or a line of capitals that stands for itself"""
    CAPITAL: Final = 1
    """A."""
    ROMAN: Final = 2
    """II."""
    NUMBER: Final = 3
    """5."""
    NUMBER_2: Final = 4
    """5.1."""
    NUMBER_3: Final = 5
    NUMBER_4: Final = 6
    LETTER: Final = 7
    """a)"""
    BULLET: Final = 8
    """-, +, *"""
    NONE: Final = 9
    """nothing: a paragraph"""
    FOOTNOTE: Final = 10


@attrs.frozen
class Block:
    """Lines that belong together: a heading, an item or a paragraph.

    Attributes:
        mark: what stands in front of it.
        marker: that, as printed: `5.1.`, `-`.
        text: the rest on one line.
        key: the text for matching, letter for letter as long.
        lines: the lines it stands in.
        starts: where the words of each line begin in the text.
        offset: where the text begins in what those places count.
    """

    mark: int
    marker: str
    text: str
    key: str = attrs.field(repr=False)
    lines: tuple[Line, ...] = attrs.field(repr=False)
    starts: tuple[int, ...] = attrs.field(repr=False)
    offset: int = 0

    def lines_of(self, start: int, end: int) -> tuple[Line, ...]:
        """The lines in which a stretch of the text stands; `end` exclusive."""
        first = max(bisect_right(self.starts, start + self.offset) - 1, 0)
        last = max(bisect_right(self.starts, max(end - 1, start) + self.offset) - 1, 0)
        return self.lines[first : last + 1]

    def cut(self, start: int, end: int, mark: int, marker: str = "") -> Block:
        """A stretch of the text as a block of its own, without the spaces around it."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        first = max(bisect_right(self.starts, start + self.offset) - 1, 0)
        lines = self.lines_of(start, end)
        return Block(
            mark,
            marker,
            self.text[start:end],
            self.key[start:end],
            lines,
            self.starts[first : first + len(lines)],
            self.offset + start,
        )


_PART = r"phần(?: thứ)? (?:[ivx]{1,5}|[0-9]{1,2}|nhất|một|hai|ba|tư|bốn|năm)\b[.:]?"
_MARKER = folded_pattern(
    rf"(?P<part>{fold(_PART)})|(?P<roman>[ivx]{{1,6}}(?:[.)](?=\s|[^\W\d])|/(?=\s)))|(?P<capital>[a-hđ][.)](?=\s|[^\W\d]))"
    r"|(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}(?:[.)](?=\s|[^\W\d_])|/(?=\s))|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=\s+[^\W\d]))"
    r"|(?P<bullet>[-\u2013\u2014+*•\uf02d\uf0b7](?=\s|[^\W\d]))",
)
# A number that begins a line behind one of these is no marker: the reference was broken over two lines.
_GOES_ON = folded_pattern(
    r"(?:điều|khoản|điểm|mục|tiểu mục|chương|phần|mẫu|mẫu số|biểu|bảng|hình|phụ lục|số|quý|tháng|năm|ngày|và|từ|đến|tại|theo|,|/|-)$"
)
_PAGE_NUMBER = folded_pattern(r"(?:trang |- ?)?[0-9]{1,3}(?: ?/ ?[0-9]{1,3}| ?-)?")
_RULE = folded_pattern(r"[-_=*.…─━\s]{3,}")
_NOTE_MARK = folded_pattern(r"[^\W\d_]([1-9][0-9]?)(?=[.,;:)\s]|$)")
_NOTE = folded_pattern(r"([1-9][0-9]?) ?(?=[^\W\d_])")
_ENDS = ".;:!?…"
_CLOSERS = ")”\"'»"
_LONGEST_BLOCK = 400  # lines; what is longer has lost its markers
_WIDEST = 200
_FULL = 0.8
"""From which share of the usual length on a line counts as full."""


def is_rule(line: Line) -> bool:
    """Whether nothing but a drawn line stands there."""
    return _RULE.fullmatch(line.text) is not None


def is_page_number(line: Line) -> bool:
    """Whether nothing but a page number stands there."""
    return len(line.text) < 12 and _PAGE_NUMBER.fullmatch(line.key) is not None


def marker_of(line: Line) -> tuple[int, str] | None:
    """What a line begins with, as printed; `None` where it has no marker."""
    found = _MARKER.match(line.key)
    if found is None:
        return None
    kind = found.lastgroup
    marker = line.text[: found.end()] if len(line.key) == len(line.text) else found[0]
    match kind:
        case "part":
            return Mark.PART, marker
        case "roman":
            return (Mark.ROMAN, marker) if marker[0].isupper() else None
        case "capital":
            is_capital = marker[0].isupper()
            if is_capital and marker[-1] == ")":
                return Mark.CAPITAL, marker
            if is_capital:
                return (Mark.ROMAN, marker) if marker[0] in "IVX" else (Mark.CAPITAL, marker)
            return (Mark.LETTER, marker) if marker[-1] == ")" or line.text[2:3] == " " else None
        case "number":
            depth = marker.rstrip(".)/").count(".")
            return Mark.NUMBER + depth, marker
        case _:
            return Mark.BULLET, marker


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSERS)[-1:] in _ENDS or text[-1:] in _ENDS


class _Width:
    """How many characters stand in a full line, and whether blank lines part paragraphs."""

    def __init__(self, lines: Sequence[Line]) -> None:
        lengths = sorted(len(line.text) for line in lines) or [0]
        most = lengths[len(lengths) * 19 // 20]
        going_on = sum(len(line.text) >= _FULL * most and not _ends_sentence(line.text) for line in lines)
        self.is_wrapped = most <= _WIDEST and going_on >= max(2, len(lines) // 20)
        self.full = most if self.is_wrapped else 0
        gaps = sum(after.number - before.number > 1 for before, after in itertools.pairwise(lines))
        self.gaps_part = 0 < gaps < len(lines) * 0.6

    def is_gap(self, above: Line, line: Line) -> bool:
        """Whether a blank line that means something stands between."""
        return self.gaps_part and line.number - above.number > 1

    def would_fit(self, line: Line, following: Line) -> bool:
        """Whether the first word of the next line would have stood in this one."""
        if not self.is_wrapped:
            return True
        word = following.text.partition(" ")[0]
        return len(line.text) + 1 + len(word) < self.full * _FULL


@attrs.define
class _Open:
    """A block that is being gathered."""

    mark: int
    marker: str
    lines: list[Line]
    words: list[str]

    def close(self) -> Block:
        starts, length = [], 0
        for words in self.words:
            starts.append(length)
            length += len(words) + (1 if words else 0)
        text = " ".join(filter(None, self.words))
        searched = Searchable(text)
        text = text if len(text) == len(searched.key) else searched.plain
        return Block(self.mark, self.marker, text, searched.key, tuple(self.lines), tuple(starts))


class _Gatherer:
    """Lines in, blocks out."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.width = _Width(lines)
        self.open: _Open | None = None
        self.note: _Open | None = None
        self.done: list[Block] = []
        self.next_note = 1
        self.noted: set[int] = set()

    def add(self, line: Line) -> None:
        if self.note is not None and not self._note_is_over(line):
            self._append(self.note, line)
            return
        if self.note is not None:
            self.done.append(self.note.close())
            self.note = None
        if self._begins_note(line):
            self.note = _Open(
                Mark.FOOTNOTE, str(self.next_note), [line], [self._rest(line, str(self.next_note))]
            )
            self.next_note += 1
            return
        found = marker_of(line)
        last = self.open
        if found and last and found[1][0].isalnum() and _GOES_ON.search(last.lines[-1].key[-20:]):
            found = None
        if found is not None:
            self._begin(found[0], found[1], line)
        elif last is None or self._parts(last, line):
            mark = Mark.PART if _is_title(line) else Mark.NONE
            self._begin(mark, "", line)
        else:
            self._append(last, line)
        self._mark_notes(line)

    def finish(self) -> list[Block]:
        for one in (self.open, self.note):
            if one is not None:
                self.done.append(one.close())
        return self.done

    def _begin(self, mark: int, marker: str, line: Line) -> None:
        if self.open is not None:
            self.done.append(self.open.close())
        self.open = _Open(mark, marker, [line], [self._rest(line, marker)])

    @staticmethod
    def _rest(line: Line, marker: str) -> str:
        return " ".join(line.text[len(marker) :].split())

    @staticmethod
    def _append(one: _Open, line: Line) -> None:
        one.lines.append(line)
        one.words.append(" ".join(line.text.split()))

    def _parts(self, last: _Open, line: Line) -> bool:
        """Whether a line without a marker begins a block of its own."""
        above = last.lines[-1]
        if len(last.lines) >= _LONGEST_BLOCK:
            return True
        if _is_title(line):
            heads = last.mark == Mark.PART or (last.mark == Mark.ROMAN and above.text.isupper())
            return not (heads and (not last.words[0] or _is_title(above) or above.text.isupper()))
        if last.mark == Mark.PART:
            # Below a heading in capitals its text begins; a part whose title is in small letters goes on.
            return bool(last.words[0]) and (
                above.text.isupper() or (_begins_sentence(line) and self.width.would_fit(above, line))
            )
        if not _begins_sentence(line):
            return False
        if self.width.is_gap(above, line) and (_ends_sentence(above.text) or last.mark <= Mark.NUMBER_4):
            return above.text[-1:] != ":" or last.mark == Mark.NONE
        if last.mark <= Mark.NUMBER_4:
            return self.width.would_fit(above, line)
        if last.mark == Mark.NONE or above.text[-1:] != ":":
            return _ends_sentence(above.text) and self.width.would_fit(above, line)
        return False

    def _mark_notes(self, line: Line) -> None:
        for found in _NOTE_MARK.finditer(line.text):
            self.noted.add(int(found[1]))

    def _begins_note(self, line: Line) -> bool:
        """`1 Công tơ điện …`: the number that a word before it bore, in the middle of an unfinished sentence or at its end."""
        found = _NOTE.match(line.text)
        return (
            found is not None
            and int(found[1]) == self.next_note
            and self.next_note in self.noted
            and self.open is not None
        )

    def _note_is_over(self, line: Line) -> bool:
        assert self.note is not None
        above = self.note.lines[-1].text
        found = _NOTE.match(line.text)
        if found is not None and int(found[1]) == self.next_note and self.next_note in self.noted:
            return True
        if not _ends_sentence(above):
            return False
        return (
            line.text[:1].islower()
            or marker_of(line) is not None
            or self.width.would_fit(self.note.lines[-1], line)
        )


def _is_title(line: Line) -> bool:
    """Whether a line stands in capitals throughout: a title, not a word or an abbreviation."""
    text = line.text
    return (
        text.isupper() and (" " in text or len(text) > 8) and not text[0].isdigit() and text[-1] not in ";,)"
    )


def _begins_sentence(line: Line) -> bool:
    first = line.text[:1]
    return first.isupper() or first in '(“"['


def find_blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks of lines in order; page numbers and drawn lines are left out by the caller."""
    gatherer = _Gatherer(lines)
    for line in lines:
        gatherer.add(line)
    return iter(gatherer.finish())
