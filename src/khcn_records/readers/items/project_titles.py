"""Tasks of science and technology named in a sentence (*tên đề tài, dự án*): in quotation marks, behind a count, or bare."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

import attrs

from khcn_records.readers.items.project_words import (
    FILE,
    NOUN,
    events_in,
    is_of_science,
    kind_of,
    level_of,
    quoted,
    sentences,
)
from khcn_records.readers.report_outline import Entry, Heading
from khcn_records.readers.report_words import folded_pattern, mentions
from khcn_records.records.project_parts import ProjectKind, ProjectLevel

__all__ = ["Title", "field_of", "titles_in"]

_LONGEST_LEAD = 140
_ENUMERATES = folded_pattern(r"[\s,;:.]*(?:và\s*)?")
_NAME_OF = folded_pattern(r"\s*tên (?:đề tài|dự án|nhiệm vụ|đề án)\s*:\s*")
_HOSTED = folded_pattern(r"(?:,? ?do (?P<host>[^,;.“”()]{4,120}?) (?:làm )?(?:chủ trì|thực hiện))")
_FEWEST_WORDS = 4
_MOST_COUNTS = 12
_WINDOW, _NEAR = 400, 200
"""How far back the words are read that say what a noun means."""


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
