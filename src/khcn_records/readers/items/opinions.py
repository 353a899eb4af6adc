"""Opinions on the technology of investment projects (*ý kiến về công nghệ dự án đầu tư*), one a clause, each with its letter.

`Tham gia ý kiến về hồ sơ … dự án “…” của Công ty … (Công văn số 212/… ngày …); dự án của …`: the verb of the first clause holds for
those behind it; a clause without a letter of its own tells no answer.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from khcn_records.mentions.searching import Mention
from khcn_records.readers.items import Claim, Context
from khcn_records.readers.items.project_words import quoted
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_words import folded_pattern, pairs
from khcn_records.records.technology_opinions import OpinionKind, OpinionState, TechnologyOpinion
from khcn_records.values.document_references import DocumentReference

__all__ = ["Reader"]

FILE = "control"
_INVESTMENT = folded_pattern(r"(?<!\w)dự án(?! (?:luật|kh&cn|khcn|khoa học))|đtxd|đầu tư")
_PROJECT = folded_pattern(r"(?:dự án(?: đầu tư)?(?: xây dựng)?|đtxd dự án)\s?:?\s*")
_INVESTOR = folded_pattern(
    r"(?:của|do) (?=(?:công ty|tập đoàn|tổng công ty|doanh nghiệp|hợp tác xã|htx|liên danh|ngân hàng|bệnh viện|trường|ban quản lý|ubnd))"
)
_COMPANY_END = folded_pattern(
    r"\s*(?:[(;“”]|,(?! ?(?:ltd|jsc|co|inc))|\.(?=\s|$)| (?:tại|làm chủ đầu tư|chủ đầu tư|đầu tư|thuộc|trên địa bàn)(?!\w))"
)
_PERSON = folded_pattern(r"của (?:\[[^\]]{2,60}\]|(?:ông|bà|hộ kinh doanh|cá nhân) )")
_PLACE = folded_pattern(
    r"(?<!\w)(?:tại )?(?P<place>(?:xã|phường|thị trấn|khu công nghiệp|kcn|cụm công nghiệp|ccn) [^;()“”:.]{2,80})"
)
_ACTION = folded_pattern(r"^(?:về |đối với |hồ sơ )?")
_LETTER = folded_pattern(
    r"[(,]? ?(?:tại |theo |bằng )?(?:công văn|văn bản|báo cáo|thông báo) (?:số ?:? ?)?$|\(số ?:? ?$|\($"
)
_LONGEST_CLAUSE = 1200


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: list[Claim] = []

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        key = entry.block.key
        if entry.heading.is_planned or id(entry) in self.context.listed or _INVESTMENT.search(key) is None:
            return
        opened = _opened(key)
        if opened is None or "/" not in key:
            return
        kind, verb_end = opened
        start = verb_end
        spans = quoted(entry.block.text)
        for mention in self.context.mentions_in(entry.block.text):
            stop = _after(entry.block.text, mention.end)
            if mention.end - start > _LONGEST_CLAUSE:
                return
            pieces = _last_clause(entry, start, mention.start, spans)
            self._add(entry, kind, pieces, mention, (verb_end, spans))
            start = stop

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        return self.found

    def _add(
        self,
        entry: Entry,
        kind: OpinionKind,
        span: tuple[int, int],
        mention: Mention[DocumentReference],
        opened: tuple[int, Sequence[tuple[int, int]]],
    ) -> None:
        verb_end, spans = opened
        text, key = entry.block.text, entry.block.key
        start, end = span
        project, investor, is_person, place = _about(text, key, (start, end), spans)
        document = self.context.whole(mention.value)
        action = _action(text, key, verb_end)
        made = TechnologyOpinion(
            opinion_id=self.context.new_id("Y"),
            status=OpinionState.ANSWERED,
            investment_project=project,
            investor=investor,
            is_investor_a_person=True if is_person else False if investor else None,
            place=place,
            action=action,
            kind=kind,
            document=document,
            answered_on=document.issued_on,
            period=self.context.period,
            section=entry.heading.number,
        )
        self.found.append(Claim(made, entry, entry.block.lines_of(start, mention.end)))


def _opened(key: str) -> tuple[OpinionKind, int] | None:
    """The kind of opinion that an item opens with, and where its verb ends."""
    label = key.find(": ", 0, 80)
    for at in (0, label + 2 if label > 0 else 0):
        for word, kind in pairs("opinion", FILE):
            if key.startswith(word, at):
                return OpinionKind(kind), at + len(word)
    return None


def _after(text: str, end: int) -> int:
    """Where the clause behind a letter begins."""
    close = text.find(")", end, end + 120)
    return close + 1 if close >= 0 else end


def _last_clause(entry: Entry, start: int, end: int, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The clause that bears the letter: projects listed before it without one are another matter."""
    key = entry.block.key
    at = key.rfind(";", start, end)
    while at >= 0:
        if not _inside(at, spans) and _INVESTMENT.search(key, at, end):
            return at + 1, end
        at = key.rfind(";", start, at)
    return start, end


def _inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (place, sys.maxsize)) - 1
    return at >= 0 and place < spans[at][1]


def _about(
    text: str, key: str, span: tuple[int, int], spans: Sequence[tuple[int, int]]
) -> tuple[str | None, str | None, bool, str | None]:
    """Project, investor, whether that is a person, and place, of one clause."""
    start, end = span
    led = _LETTER.search(key, max(start, end - 60), end)
    end = led.start() if led else end
    end = start + len(text[start:end].rstrip(" (,"))
    is_person = _PERSON.search(key, start, end) is not None
    company = _INVESTOR.search(key, start, end)
    investor = None
    if company is not None and not is_person:
        stop = _COMPANY_END.search(key, company.end(), end)
        investor = text[company.end() : stop.start() if stop else end].strip(" ,.;") or None
    at = bisect_left(spans, (start, 0))
    inner = [one for one in spans[at : at + 1] if one[1] <= end]
    named = _PROJECT.search(key, start, end)
    project = None
    if inner:
        project = text[inner[0][0] + 1 : inner[0][1] - 1].strip()
    elif named is not None:
        stops = (key.find(sign, named.end(), end) for sign in ("”", " của "))
        until = min((at for at in stops if at >= 0), default=end)
        project = text[named.end() : until].strip(" ,.;“”:") or None
        if key.startswith("của ", named.end()):
            project = None
    found = _PLACE.search(key, named.end() if named else start, end)
    place = text[slice(*found.span("place"))].strip(" ,.") if found else None
    return project, investor, is_person, place


def _action(text: str, key: str, start: int) -> str | None:
    """What is asked for: the words between the verb and the project."""
    found = _PROJECT.search(key, start, start + 200)
    stop = found.start() if found else min(len(text), start + 80)
    words = text[start:stop].strip(" :,;“")
    opening = _ACTION.match(words)
    words = words[opening.end() :] if opening and len(words) > opening.end() else words
    return words.removesuffix(" của").strip() or None
