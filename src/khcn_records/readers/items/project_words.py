"""The grammar of tasks of science and technology in a sentence (*đề tài, dự án, nhiệm vụ KH&CN*): events, level, kind, titles."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

import attrs

from khcn_records.readers.report_outline import Entry, Heading
from khcn_records.readers.report_words import folded_pattern, mentions, pairs, words
from khcn_records.records.project_parts import ProjectKind, ProjectLevel

__all__ = [
    "FILE",
    "NOUN",
    "Title",
    "asides_cut",
    "events_in",
    "field_of",
    "is_of_science",
    "kind_of",
    "level_above",
    "level_of",
    "quoted",
    "sentences",
    "titles_in",
]

FILE = "projects"
NOUN = folded_pattern(
    r"(?<!\w)(?:(?P<count>[0-9]{1,4}) )?(?P<noun>đề tài|dự án(?: sản xuất thử nghiệm| sxtn)?|đề án|nhiệm vụ)(?! đầu tư)(?=kh&?cn|[^a-zà-ỹđ]|$)"
)
_LEVEL = folded_pattern(
    r"(?:cấp |kh&cn |khcn |công nghệ )(?:quốc gia|nhà nước|bộ|ngành|tỉnh|thành phố|cơ sở|huyện)(?!\w)"
)
_SENTENCE = folded_pattern(r"[.!?](?=\s+[^\W\d_a-zà-ỹđ])|;")
_LONGEST_LEAD = 140
_BETWEEN = 60
_ENUMERATES = folded_pattern(r"[\s,;:.]*(?:và\s*)?")
_NAME_OF = folded_pattern(r"\s*tên (?:đề tài|dự án|nhiệm vụ|đề án)\s*:\s*")
_HOSTED = folded_pattern(r"(?:,? ?do (?P<host>[^,;.“”()]{4,120}?) (?:làm )?(?:chủ trì|thực hiện))")
_FEWEST_WORDS = 4
_WINDOW, _NEAR = 400, 200
"""How far back the words are read that say what a noun means."""
_MOST_COUNTS = 12


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


def is_of_science(key: str, heading: Heading) -> bool:
    """Whether folded words tell of tasks of science, by themselves or by the headings they stand under."""
    if mentions(key, "context", "investment", FILE):
        return False
    if mentions(key, "context", "words", FILE) or "kh&cn" in key or "khcn" in key:
        return True
    return any(mentions(one.key, "context", "headings", FILE) for one in heading.chain())


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


@attrs.frozen
class Title:
    """A task named in a text.

    Attributes:
        title: its title; `None` where only its programme is named.
        start: where the words about it begin.
        end: where its title ends.
        lead: the folded words before it.
        kind: what the noun says; `None` of *nhiệm vụ* with a number, which says nothing.
        level: what the words say.
        qualifier: the folded words between noun and title.
        programme: the programme it belongs to.
        host: who carries it out.
        is_joined: whether it goes on with the one before, whose act it shares.
    """

    title: str | None
    start: int
    end: int
    lead: str
    kind: ProjectKind | None
    level: ProjectLevel | None
    qualifier: str = ""
    programme: str | None = None
    host: str | None = None
    is_joined: bool = False


def titles_in(entry: Entry, head: str = "") -> list[Title]:
    """The tasks that an item names; `head` is the folded head of the list it stands in."""
    text, key = entry.block.text, entry.block.key
    found = list(_in_quotes(text, key, entry.heading))
    if found:
        return found
    found = list(_behind_colon(text, key, entry.heading))
    return found or list(_bare(text, key, entry.heading, head)) or list(_of_programme(text, key))


def _in_quotes(text: str, key: str, heading: Heading) -> Iterator[Title]:
    last, before = 0, None
    for start, end in quoted(text):
        lead_start = last
        for at in (key.rfind(". ", last, start), key.rfind("; ", last, start)):
            if at >= 0 and NOUN.search(key, at, start):
                lead_start = max(lead_start, at + 2)
        lead = key[lead_start:start]
        noun = _last_noun(lead)
        title = text[start + 1 : end - 1].strip(" .")
        if noun is None:
            is_joined = before is not None and _ENUMERATES.fullmatch(lead) is not None
            if not is_joined or before is None:
                last, before = end, None
                continue
            made = attrs.evolve(before, title=title, start=start, end=end, lead="", is_joined=True)
        else:
            qualifier = lead[noun.end() :]
            if not _names_task(noun["noun"], qualifier, key[max(0, start - _WINDOW) : start], heading):
                last, before = end, None
                continue
            made = Title(
                title,
                lead_start,
                end,
                lead,
                _kind(noun),
                level_of(qualifier),
                qualifier,
                host=_host(text, key, end),
                is_joined=before is not None and not events_in(lead),
            )
        yield made
        last, before = end, made


def _last_noun(lead: str) -> re.Match[str] | None:
    nouns = list(NOUN.finditer(lead, max(0, len(lead) - _LONGEST_LEAD)))
    found = nouns[-1] if nouns else None
    if found is None or ". " in lead[found.end() :] or re.search(r"số [0-9]", lead[found.end() :]):
        return None
    return found


def _kind(noun: re.Match[str]) -> ProjectKind | None:
    """The kind; a counted *nhiệm vụ* says nothing of it."""
    return None if noun["noun"] == "nhiệm vụ" and noun["count"] else kind_of(noun["noun"])


def _names_task(noun: str, qualifier: str, before: str, heading: Heading) -> bool:
    if mentions(before, "context", "investment", FILE):
        return False
    if (
        noun == "đề tài"
        or mentions(qualifier, "context", "words", FILE)
        or "kh&cn" in qualifier
        or "khcn" in qualifier
    ):
        return True
    if noun == "đề án":
        return False
    return is_of_science(before[-_NEAR:], heading)


def _host(text: str, key: str, end: int) -> str | None:
    found = _HOSTED.search(key, end, end + 200)
    return text[slice(*found.span("host"))].strip() if found and found.start() - end < 60 else None


def _behind_colon(text: str, key: str, heading: Heading) -> Iterator[Title]:
    """Titles behind a count: `02 nhiệm vụ: Nghiên cứu …; Xây dựng …`."""
    spans = quoted(text)
    for noun in itertools.islice(NOUN.finditer(key), _MOST_COUNTS):
        colon = key.find(":", noun.end(), noun.end() + _LONGEST_LEAD)
        if (
            colon < 0
            or "." in key[noun.end() : colon]
            or not is_of_science(key[max(0, colon - _WINDOW) : colon], heading)
        ):
            continue
        qualifier = key[noun.end() : colon]
        pieces = list(_pieces(text, key, colon + 1, spans))
        if not pieces:
            continue
        lead = key[max(0, noun.end() - _WINDOW) : noun.end()]
        for place, (start, end) in enumerate(pieces):
            host = _HOSTED.search(key, start, end)
            stop = host.start() if host else end
            yield Title(
                text[start:stop].strip(" .,;-"),
                0 if place == 0 else start,
                end,
                lead if place == 0 else "",
                _kind(noun),
                level_of(qualifier),
                qualifier,
                host=text[slice(*host.span("host"))].strip() if host else None,
                is_joined=place > 0,
            )
        return


def _pieces(text: str, key: str, start: int, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The titles behind a colon: clauses with a capital and several words, up to the end of the sentence."""
    named = _NAME_OF.match(key, start)
    start = named.end() if named else start
    for begin, end in sentences(key, text, spans, start):
        first = begin
        while first < end and text[first] in " -+":
            first += 1
        name = text[first:end].rstrip(" .;,")
        if not name[:1].isupper() or len(name.split()) < _FEWEST_WORDS + 2 or ":" in name:
            return
        yield first, first + len(name)
        if text[end - 1] == ".":
            return


_BARE = folded_pattern(
    r"(?P<noun>đề tài|dự án(?: sản xuất thử nghiệm)?|nhiệm vụ)(?P<qualifier>(?: kh&cn| khoa học và công nghệ)?(?: cấp \w+(?: gia)?)?)[: ]+"
)
_NO_TITLE = folded_pattern(
    r"(?:kh&cn|khcn|khoa học|cấp|được|do|của|đã|đang|mới|chuyển tiếp|trọng tâm|thuộc|có|về|[0-9])(?!\w)"
)


def _bare(text: str, key: str, heading: Heading, head: str) -> Iterator[Title]:
    """`Nhiệm vụ Ứng dụng …: đang …`, or an item of a list whose head counts tasks."""
    found = _BARE.match(key)
    in_list = bool(head) and NOUN.search(head) is not None and is_of_science(head, heading)
    if (
        found is not None
        and not _NO_TITLE.match(key, found.end())
        and text[found.end() : found.end() + 1].isupper()
    ):
        end = key.find(":", found.end())
        if in_list and end < 0:
            end = _title_end(key, found.end())
        if end > 0 and len(text[found.end() : end].split()) >= _FEWEST_WORDS + 1:
            qualifier = found["qualifier"]
            if in_list or is_of_science(key[:end], heading) or found["noun"] == "nhiệm vụ":
                yield Title(
                    text[found.end() : end].strip(),
                    0,
                    end,
                    head,
                    kind_of(found["noun"]),
                    level_of(qualifier),
                    qualifier,
                )
        return
    if in_list and text[:1].isupper() and len(text.split()) >= _FEWEST_WORDS + 1:
        nouns = list(NOUN.finditer(head))
        end = _title_end(key, 0)
        host = _HOSTED.search(key, end)
        yield Title(
            text[:end].strip(" .;,-"),
            0,
            end,
            head,
            _kind(nouns[-1]),
            level_of(head),
            head,
            host=text[slice(*host.span("host"))].strip() if host else None,
        )


def _title_end(key: str, start: int) -> int:
    ends = [len(key)]
    ends += [at for sign in (";", ". ", " do ", " (") if (at := key.find(sign, start)) > 0]
    return min(ends)


_PROGRAMME = folded_pattern(
    r"(?P<noun>đề tài|dự án|nhiệm vụ)(?: [^.;:]{0,40}?)? thuộc (?P<name>chương trình [^.;]{10,300})"
)


def _of_programme(text: str, key: str) -> Iterator[Title]:
    """`dự án thuộc Chương trình …`: a task without its title."""
    for found in itertools.islice(_PROGRAMME.finditer(key), _MOST_COUNTS):
        noun = NOUN.search(key, found.start())
        is_counted = noun is not None and noun["count"] is not None
        lead = key[max(0, found.start() - _WINDOW) : found.start()]
        if events_in(lead) and not is_counted:
            name = text[slice(*found.span("name"))].strip(" .;,")
            yield Title(
                None,
                0,
                found.end(),
                lead,
                kind_of(found["noun"]),
                level_of(key[found.start() : found.end()]),
                programme=name,
            )


_FIELD = folded_pattern(r"khoa học (?!và công nghệ|công nghệ)(?P<name>[^,;.:“\"]{3,60}?)(?= cấp|\s*$|:)")


def field_of(qualifier: str) -> str | None:
    """The field that the words between noun and title name: `khoa học xã hội và nhân văn`."""
    found = _FIELD.search(qualifier)
    return f"khoa học {found['name']}".strip() if found else None
