"""The grammar of tasks of science and technology in a sentence (*đề tài, dự án, nhiệm vụ KH&CN*): events, level, kind, titles."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from khcn_records.readers.report_outline import Heading
from khcn_records.readers.report_words import folded_pattern, mentions, pairs, words
from khcn_records.records.project_parts import ProjectKind, ProjectLevel

__all__ = [
    "FILE",
    "NOUN",
    "asides_cut",
    "events_in",
    "is_of_science",
    "kind_of",
    "level_above",
    "level_of",
    "quoted",
    "sentences",
]

FILE = "projects"
NOUN = folded_pattern(
    r"(?<![\w/])(?:(?<!ngày )(?<!tháng )(?P<count>[0-9]{1,4})(?:/[0-9]{1,3})? )?(?P<noun>đề tài|dự án(?: sản xuất thử nghiệm| sxtn)?|đề án|nhiệm vụ)(?! đầu tư)(?=kh&?cn|[^a-zà-ỹđ]|$)"
)
_LEVEL = folded_pattern(
    r"(?:cấp |kh&cn |khcn |công nghệ )(?:quốc gia|nhà nước|bộ|ngành|tỉnh|thành phố|cơ sở|huyện)(?!\w)"
)
_SENTENCE = folded_pattern(r"[.!?](?=\s+[^\W\d_a-zà-ỹđ])|;")
_BETWEEN = 60


def _wild(phrase: str) -> str:
    return re.escape(phrase).replace("…", "⋯").replace(r"\ ⋯\ ", rf" (?:[^.;“”\"]{{1,{_BETWEEN}}}? )?")


@functools.cache
def _events() -> Sequence[tuple[str, re.Pattern[str]]]:
    grouped: dict[str, list[str]] = {}
    for phrase, event in pairs("events", FILE):
        grouped.setdefault(event, []).append(_wild(phrase))
    return [
        (event, re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)")) for event, phrases in grouped.items()
    ]


def events_in(key: str) -> list[tuple[int, str]]:
    """The events that folded words tell, with where they stand, in order; each stretch of words tells one."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, str]] = []
    for event, pattern in _events():
        for one in pattern.finditer(key):
            if all(one.end() <= start or end <= one.start() for start, end in taken):
                taken.append(one.span())
                found.append((one.start(), event))
                break
    return sorted(found)


def asides_cut(key: str) -> str:
    """The words up to a purpose or an occasion, where an event stands before it."""
    for word in words("context", "asides", FILE):
        at = key.find(f" {word} ")
        if at > 0 and events_in(key[:at]):
            key = key[:at]
    return key


def level_of(key: str) -> ProjectLevel | None:
    """The level that folded words name first."""
    found = _LEVEL.search(key)
    if found is None:
        return None
    return next(
        (ProjectLevel(level) for word, level in pairs("levels", FILE) if word in found[0] or word in key),
        None,
    )


def level_above(heading: Heading) -> ProjectLevel | None:
    """The level that the headings name, the inner ones first."""
    for one in heading.chain():
        if (level := level_of(one.key)) is not None:
            return level
    return None


def kind_of(noun: str) -> ProjectKind:
    """The kind a noun names."""
    return next(ProjectKind(kind) for word, kind in pairs("kinds", FILE) if word == noun)


@functools.lru_cache(maxsize=1024)
def _heads_science(key: str) -> bool:
    return mentions(key, "context", "headings", FILE)


def is_of_science(key: str, heading: Heading) -> bool:
    """Whether folded words tell of tasks of science, by themselves or by the headings they stand under."""
    if mentions(key, "context", "investment", FILE):
        return False
    if mentions(key, "context", "words", FILE) or "kh&cn" in key or "khcn" in key:
        return True
    return any(_heads_science(one.key) for one in heading.chain())


def sentences(
    key: str, text: str, spans: Sequence[tuple[int, int]], start: int = 0
) -> Iterator[tuple[int, int]]:
    """Where sentences and the clauses of a list begin and end; what stands in quotation marks is not parted."""
    first, place = start, 0
    for found in _SENTENCE.finditer(text, start):
        while place < len(spans) and spans[place][1] <= found.start():
            place += 1
        if place < len(spans) and spans[place][0] < found.start():
            continue
        if found.end() > first:
            yield first, found.end()
        first = found.end()
    if first < len(key):
        yield first, len(key)


def quoted(text: str) -> list[tuple[int, int]]:
    """The outermost stretches in quotation marks, marks included; one that is not closed is none."""
    found: list[tuple[int, int]] = []
    depth = start = 0
    for place in _quotes(text):
        char = text[place]
        is_opening = char == "“" or (char == '"' and depth == 0)
        if is_opening:
            if depth == 0:
                start = place
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append((start, place + 1))
    return found


def _quotes(text: str) -> list[int]:
    return [found.start() for found in _QUOTE.finditer(text)]


_QUOTE = folded_pattern('[“”"]')
