"""Tasks of science and technology told by name (*đề tài, dự án, nhiệm vụ KH&CN*): title, level, kind, and what happened to them.

A task named again, in another item or in the plan, is the same one; what is planned is told by the item of the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import attrs

from khcn_records.errors import KhcnError
from khcn_records.lifecycle import advance
from khcn_records.readers.items import Claim, Context
from khcn_records.readers.items.project_titles import Title, field_of, titles_in
from khcn_records.readers.items.project_words import (
    FILE,
    asides_cut,
    events_in,
    level_above,
)
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_words import folded_pattern, pairs
from khcn_records.records.project_parts import (
    Acceptance,
    Adjustment,
    AdjustmentSubject,
    FundingSource,
    Recovery,
    ResearchField,
)
from khcn_records.records.research_projects import ResearchProject
from khcn_records.text import fold

__all__ = ["Reader"]

_GRADE = folded_pattern(
    r"(?:kết quả|xếp loại|đánh giá)(?: nghiệm thu)?(?: xếp loại| đánh giá)?\s?:?\s?(?:đều |được đánh giá |xếp loại )?"
    r"(?P<grade>không đạt(?: yêu cầu)?|đạt yêu cầu|đạt loại \w+(?: \w+)?|xuất sắc|đạt|khá)(?!\w)"
)
_RECOVERED = folded_pattern(
    r"thu hồi (?:(?P<share>[0-9]{1,3}(?:,[0-9]+)?) ?% )?(?:toàn bộ )?(?:số )?(?:kinh phí|ngân sách|tiền)"
)
_CONDITION = folded_pattern(r"(?:sau khi|khi) có [^.;]{3,160}")
_YEAR = folded_pattern(r"năm ((?:19|20)[0-9]{2})")
_PLANNED = {"hold_acceptance": "accept", "terminate": "process_termination", "recover": "process_termination"}
"""What a plan means by the words of an act."""
_MARKS = re.compile(r"[\W_]+")


@attrs.define
class _Mention:
    entry: Entry
    title: Title
    event: str | None
    is_planned: bool


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: dict[str, list[_Mention]] = {}

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        key = entry.block.key
        above = entry.above
        head = above.block.key.rstrip(": ") if above is not None and above.is_list_head else ""
        if not (
            "đề tài" in key
            or "dự án" in key
            or "nhiệm vụ" in key
            or "đề án" in key
            or "nhiệm vụ" in head
            or "đề tài" in head
            or "dự án" in head
        ):
            return
        if entry.heading.is_remark:
            return
        last: str | None = None
        for title in titles_in(entry, head):
            event = last if title.is_joined else _event(title.lead)
            last = event
            if entry.heading.is_planned and event is not None:
                event = _PLANNED.get(event, event)
            name = _MARKS.sub(" ", fold(title.title)).strip() if title.title else f"{id(entry)}"
            mention = _Mention(entry, title, event, entry.heading.is_planned)
            self.found.setdefault(name, []).append(mention)

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        for mentions in self.found.values():
            made = self._made(mentions)
            for one in mentions:
                end = one.title.end
                lines = one.entry.block.lines_of(one.title.start, end)
                event = one.event or _tail_event(one)
                yield Claim(made, one.entry, lines, event=event)

    def _made(self, mentions: list[_Mention]) -> ResearchProject:
        first = mentions[0]
        titles = [one.title for one in mentions]
        levels = [
            title.level or level_above(one.entry.heading) for title, one in zip(titles, mentions, strict=True)
        ]
        field = next((name for title in titles if (name := field_of(title.qualifier))), None)
        year = next((int(found[1]) for title in titles if (found := _YEAR.search(title.qualifier))), None)
        fields: dict[str, Any] = {
            "project_id": self.context.new_id("P"),
            "title": first.title.title,
            "level": next(filter(None, levels), None),
            "kind": next((title.kind for title in titles if title.kind), None),
            "programme": next((title.programme for title in titles if title.programme), None),
            "host_organization": next((title.host for title in titles if title.host), None),
            "fields": [ResearchField(label=field)] if field else [],
            "year": year,
            "section": first.entry.heading.number,
        }
        made = ResearchProject(**fields)
        done = [one for one in mentions if not one.is_planned]
        if not done:
            planned = next((one.event for one in mentions if one.event), None)
            step = made.LIFECYCLE.step(made.status, planned, allow_jump=True) if planned else None
            return attrs.evolve(made, status=step[0].sources[0]) if step else made
        for one in done:
            made = self._lived(made, one)
        return made

    def _lived(self, made: ResearchProject, mention: _Mention) -> ResearchProject:
        """The task after what one item tells of it."""
        key = mention.entry.block.key
        event, note = mention.event, _note(mention)
        grade = _GRADE.search(key, mention.title.end)
        if grade is not None:
            event = "reject" if grade["grade"].startswith("không") else "accept"
            made = attrs.evolve(
                made, acceptance=Acceptance(grade_text=mention.entry.block.text[slice(*grade.span("grade"))])
            )
        if event in {"adjust", "request_adjustment"}:
            made = attrs.evolve(made, adjustments=[Adjustment(subject=_adjusted(mention.title.lead))])
        made = self._advanced(made, event or _tail_event(mention), note)
        recovered = _RECOVERED.search(key, mention.title.end)
        if recovered is not None and event != "recover":
            share = f"{recovered['share']}%" if recovered["share"] else None
            source = FundingSource.STATE_BUDGET if "ngân sách nhà nước" in key[recovered.start() :] else None
            try:
                made = attrs.evolve(made, recovery=Recovery(share=share, source=source))
            except KhcnError:
                made = attrs.evolve(made, recovery=Recovery(source=source))
            made = self._advanced(made, "recover", None)
        return made

    def _advanced(self, made: ResearchProject, event: str, note: str | None) -> ResearchProject:
        if any(step.event == event for step in made.history):
            return made
        return advance(made, event, on=self.context.on, note=note, allow_jump=True)


def _event(lead: str) -> str | None:
    """The event that the words before a title tell, the last of those before a purpose."""
    found = events_in(asides_cut(lead))
    names = [event for _, event in found]
    if "process_termination" in names:
        return "process_termination"
    if "recover" in names and "thủ tục" in lead:
        return "process_termination"
    return names[-1] if names else None


def _tail_event(mention: _Mention) -> str:
    """What the words behind the title tell, where those before it tell nothing; else that work goes on."""
    tail = mention.entry.block.key[mention.title.end :]
    cut = tail.find(". ")
    found = events_in(asides_cut(tail[: cut if cut > 0 else 200]))
    return found[0][1] if found and not mention.title.is_joined else "implement"


def _adjusted(lead: str) -> AdjustmentSubject:
    behind = lead[lead.rfind("điều chỉnh") :]
    return next(
        (AdjustmentSubject(subject) for word, subject in pairs("adjusted", FILE) if word in behind),
        AdjustmentSubject.OTHER,
    )


def _note(mention: _Mention) -> str | None:
    found = _CONDITION.search(mention.entry.block.key, mention.title.end, mention.title.end + 40)
    if found is None:
        return None
    end = _CONDITION.search(mention.entry.block.key, mention.title.end)
    return mention.entry.block.text[slice(*(end or found).span())]
