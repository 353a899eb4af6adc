"""Running text made searchable without losing its places: one pass, and every hit maps back to the text given."""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import attrs

from khcn_records.text import DASHES, FOREIGN_CHARACTERS, normalize, require_text

__all__ = ["Ahead", "Mention", "Searchable"]

T_co = TypeVar("T_co", covariant=True)

_MARK = "\u0300-\u036f"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
# A letter with its marks, or something that takes no place. A run of marks is cut: nothing real has more than eight.
_CLUSTER = re.compile(rf"[^{_MARK}{_INVISIBLE}][{_MARK}]{{1,8}}|[{_MARK}]{{1,8}}|[{_INVISIBLE}]+")
# Found by its first character alone, which is what makes it quick.
_LOOSE = re.compile(f"[{_MARK}{_INVISIBLE}]+")
_SAMPLE, _RARE = 10_000, 40
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_EARLY_TONE = {
    unicodedata.normalize("NFC", first + second + tone): unicodedata.normalize("NFC", first + tone + second)
    for first, second in ("oa", "oe", "uy")
    for tone in _TONES
}
_LATE_TONE = re.compile("[ou][àáảãạèéẻẽẹỳýỷỹỵ]")
_PLAIN = {odd: "-" if odd in DASHES else normalize(odd) for odd in FOREIGN_CHARACTERS}
_ODD = re.compile(f"[{re.escape(''.join(_PLAIN))}]")


@attrs.frozen(weakref_slot=False)
class Mention(Generic[T_co]):
    """A value found in running text (*chỗ nhắc đến*).

    Attributes:
        start: where it begins in the text given.
        end: where it ends there, exclusive: `text[start:end] == mention.text`.
        text: the expression as it stands.
        value: what it means.
        kind: which kind of expression it is, `"document"` for a document.
        normalized: the value in one line of text, the same for every spelling.
    """

    start: int
    end: int
    text: str
    value: T_co
    kind: str
    normalized: str


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Where letters with marks stand, and what takes no place."""
    if len(_LOOSE.findall(text, 0, _SAMPLE)) > _SAMPLE // _RARE:  # decomposed throughout: one pass is as good
        yield from (found.span() for found in _CLUSTER.finditer(text))
        return
    for loose in _LOOSE.finditer(text):
        start, end = loose.span()
        if end - start == 1 and start and text[start] not in _INVISIBLE:
            yield start - 1, end
        else:
            yield from (found.span() for found in _CLUSTER.finditer(text, start - 1 if start else 0, end))


class Searchable:
    """A text in the form that patterns read, letter for letter the same length in two forms.

    Attributes:
        source: the text given.
        plain: NFC, plain spaces and hyphens, case kept; line breaks stay.
        key: the same in lower case, tones placed alike (*uỷ* = *ủy*).
    """

    __slots__ = ("_ends", "_places", "_starts", "key", "plain", "source")

    def __init__(self, text: str) -> None:
        self.source = require_text(text)
        self._places: list[int] | None = None
        self._starts: list[int] = []
        self._ends: list[int] = []
        if text.isascii():
            self.plain = text
        else:
            plain = _ODD.sub(lambda found: _PLAIN[found[0]], text)
            self.plain = self._composed(plain) if _LOOSE.search(plain) else plain
        lowered = self.plain.lower()
        if len(lowered) != len(self.plain):  # İ and its like grow: they keep their case
            lowered = "".join(low if len(low := char.lower()) == 1 else char for char in self.plain)
        self.key = _LATE_TONE.sub(lambda found: _EARLY_TONE.get(found[0], found[0]), lowered)

    def _composed(self, text: str) -> str:
        """The text composed cluster by cluster, the place of each piece kept."""
        pieces: list[str] = []
        places, starts, ends = [0], [0], [0]
        known: dict[str, str] = {}
        length = last = 0
        for start, end in _clusters(text):
            cluster = text[start:end]
            composed = known.get(cluster)
            if composed is None:
                composed = known[cluster] = normalize(cluster)
            if start > last:
                pieces.append(text[last:start])
                places.append(length)
                starts.append(last)
                ends.append(start)
                length += start - last
            if composed:
                pieces.append(composed)
                places.append(length)
                starts.append(start)
                ends.append(end)
                length += len(composed)
            last = end
        pieces.append(text[last:])
        places.append(length)
        starts.append(last)
        ends.append(len(text))
        self._places, self._starts, self._ends = places, starts, ends
        return "".join(pieces)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Places in `plain` and `key` as places in the text given; `end` exclusive on both sides."""
        if self._places is None:
            return start, end
        return self._begin(start), self._finish(end - 1)

    def _piece(self, place: int) -> tuple[int, int, int]:
        assert self._places is not None
        piece = bisect_right(self._places, place) - 1
        return place - self._places[piece], self._starts[piece], self._ends[piece]

    def _begin(self, place: int) -> int:
        inside, start, end = self._piece(place)
        return min(start + inside, end)

    def _finish(self, place: int) -> int:
        """Where the character at a place ends: behind all its marks."""
        assert self._places is not None
        piece = bisect_right(self._places, place) - 1
        start, end = self._starts[piece], self._ends[piece]
        following = self._places[piece + 1] if piece + 1 < len(self._places) else None
        is_last = following is not None and place + 1 == following
        return end if is_last else min(start + place - self._places[piece] + 1, end)

    def mention(self, start: int, end: int, value: object, kind: str, normalized: str) -> Mention[object]:
        """A mention at places of `plain`, with its places and text in the text given."""
        begin, finish = self.span(start, end)
        return Mention(begin, finish, self.source[begin:finish], value, kind, normalized)


class Ahead:
    """Whether one of some words stands close ahead of a place; places are asked about from left to right.

    A rule that cannot do without one of the words is not tried for nothing, and each word is looked for once in the text.
    """

    __slots__ = ("_key", "_next", "_places", "_reach")

    def __init__(self, key: str, words: Iterable[str], reach: int) -> None:
        self._key = key
        self._reach = reach
        self._places = dict.fromkeys(words, -1)
        self._next = -1

    def __call__(self, pos: int) -> bool:
        """Whether one of the words begins within reach of the place."""
        if self._next < pos:
            for word, place in self._places.items():
                if place < pos:
                    found = self._key.find(word, pos)
                    self._places[word] = sys.maxsize if found < 0 else found
            self._next = min(self._places.values())
        return self._next < pos + self._reach
