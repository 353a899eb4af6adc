"""What a clause says of itself (*phủ định, dự kiến, so sánh*): whether a report tells it as done, in its own period.

Recognisers see an item without what it denies, only intends or compares with: those words are blanked, letter for letter, so that
places stay. The item itself keeps all its words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

import attrs

from khcn_records.readers.items.project_words import quoted, sentences
from khcn_records.readers.outline import Block
from khcn_records.readers.report_words import folded_pattern, words

__all__ = ["is_untold", "told_of"]

FILE = "clauses"
_BLANK = ";"  # what ends every clause and name
_NONE = folded_pattern(r": ?(?:không|chưa)(?: có| phát sinh)?(?= ?(?:[.;(]|$))")
"""`Giấy phép cấp mới: không` is a figure."""
_SUBJECT = folded_pattern(r"(?<!\w)(?:về việc|v/v|nội dung|việc)(?!\w)")
_BRACKET = re.compile(r"\([^()]{0,400}\)")
_JOINED = folded_pattern(r"(?:[,:(–-]| và| đồng thời) ?$")
_YEAR = folded_pattern(
    r"(?:^|[(;.,] ?)(?:năm|tháng [0-9]{1,2}/|quý [ivx]{1,3}/) ?(?:19|20)[0-9]{2} ?: ?[0-9]"
)
_NUMBER = re.compile(r"[0-9]")


@functools.cache
def _any(table: str, key: str) -> re.Pattern[str]:
    listed = "|".join(map(re.escape, words(table, key, FILE)))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


@functools.cache
def _differences() -> re.Pattern[str]:
    listed = "|".join(map(re.escape, words("comparison", "differences", FILE)))
    return re.compile(rf"(?<!\w)(?:{listed}) (?:khoảng |gần |hơn )?[0-9][0-9.,]*[^;.,()“”]{{0,80}}")


def told_of(block: Block, *, is_planned: bool) -> Block:
    """The block without what it does not tell as done in its period; itself where there is nothing of the kind.

    Args:
        block: the words of an item.
        is_planned: whether it stands in a plan, where every act is intended.
    """
    spans = list(_untold(block.text, block.key, is_planned=is_planned))
    if not spans:
        return block
    text, key = list(block.text), list(block.key)
    for start, end in spans:
        for place in range(start, end):
            if text[place] != " " and (text[place] != ":" or place + 1 < len(text)):
                text[place] = key[place] = _BLANK
    return attrs.evolve(block, text="".join(text), key="".join(key))


def is_untold(block: Block) -> bool:
    """Whether nothing is left of the words of a block."""
    return not block.key.strip(" ;:")


def _untold(text: str, key: str, *, is_planned: bool) -> Iterator[tuple[int, int]]:
    plain = _unquoted(key, quoted(text))
    doubtful = _any("negation", "words").search(plain), _any("intention", "words").search(plain)
    if any(doubtful):
        open_ = _any("negation", "others").sub(lambda found: _BLANK * len(found[0]), plain)
        open_ = _NONE.sub(lambda found: _BLANK * len(found[0]), open_)
        for start, end in sentences(key, text, quoted(text)):
            if (span := _doubted(open_, start, end, is_planned=is_planned)) is not None:
                yield span
    if _NUMBER.search(plain):
        if _any("comparison", "cumulative").match(plain):
            yield 0, _clause_end(plain, 0)
        yield from _compared(plain)


def _unquoted(key: str, spans: Sequence[tuple[int, int]]) -> str:
    """The words with those in quotation marks blanked: they are names."""
    for start, end in spans:
        key = f"{key[:start]}{_BLANK * (end - start)}{key[end:]}"
    return key


def _doubted(plain: str, start: int, end: int, *, is_planned: bool) -> tuple[int, int] | None:
    """What a sentence does not tell as done: all of it where something is denied, else from the word of intention on."""
    denied = next(_own(plain, "negation", start, end), None)
    if denied is not None:
        return _bracket_of(plain, denied.start(), start, end) or (start, end)
    if is_planned:
        return None
    meant = next(_own(plain, "intention", start, end), None)
    if meant is None:
        return None
    if bracket := _bracket_of(plain, meant.start(), start, end):
        return bracket
    is_joined = _JOINED.search(plain, max(start, meant.start() - 12), meant.start()) is not None
    return (meant.start() if is_joined else start, end)


def _own(plain: str, table: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words of a list that are the sentence's own, not those of a subject it names."""
    subject = _SUBJECT.search(plain, start, end)
    for found in _any(table, "words").finditer(plain, start, end):
        if subject is None or found.start() < subject.start():
            yield found


def _bracket_of(plain: str, place: int, start: int, end: int) -> tuple[int, int] | None:
    return next(
        (one.span() for one in _BRACKET.finditer(plain, start, end) if one.start() < place < one.end()), None
    )


def _compared(plain: str) -> Iterator[tuple[int, int]]:
    """Figures of another time, and differences from them."""
    for found in _any("comparison", "words").finditer(plain):
        yield found.start(), _clause_end(plain, found.end())
    for found in _differences().finditer(plain):
        yield found.span()
    for found in _YEAR.finditer(plain):
        yield found.start() + (found[0][0] in "(;.,"), _clause_end(plain, found.end())


def _clause_end(plain: str, place: int) -> int:
    """Where a clause ends; a bracket it opens belongs to it."""
    depth = 0
    total = _any("comparison", "cumulative")
    for at in range(place, min(len(plain), place + 400)):
        if at > place and plain[at] in "(," and total.match(plain, at + 1 + (plain[at] == ",")):
            return at  # a cumulative figure of the period
        if plain[at] == "(":
            depth += 1
        elif plain[at] == ")":
            if depth == 0:
                return at
            depth -= 1
        elif depth == 0 and (plain[at] == ";" or (plain[at] == "." and plain[at + 1 : at + 2] in ("", " "))):
            return at
    return min(len(plain), place + 400)
