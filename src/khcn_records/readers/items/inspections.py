"""Inspections and checks (*thanh tra, kiểm tra*) and plans of them: one an item, with the documents it rests on."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Sequence

from khcn_records.errors import IllegalTransitionError
from khcn_records.lifecycle import advance
from khcn_records.mentions.searching import Mention
from khcn_records.readers.items import Claim, Context
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_words import folded_pattern, words
from khcn_records.records.inspection_activities import InspectionActivity, InspectionKind, InspectionState
from khcn_records.text import fold
from khcn_records.values.document_references import DocumentReference

__all__ = ["Reader"]

FILE = "control"
_YEAR = folded_pattern(r"năm ((?:19|20)[0-9]{2})")
_PLAN = folded_pattern(r"(?<!\w)kế hoạch (?:thanh tra|kiểm tra|tự kiểm tra)")
_CIVIL = folded_pattern(r"kiểm tra công vụ")
_NAME_END = folded_pattern(r"[;:(]| theo (?:quyết định|kế hoạch|công văn)|\.(?:\s|$)| ban hành kèm| số [0-9]")
_IF_ANY = "nếu có"
_PLAN_WORD = fold("kế hoạch")


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: list[Claim] = []

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        key = entry.block.key
        if (
            ("thanh tra" not in key and "kiểm tra" not in key)
            or entry.heading.is_remark
            or entry.is_list_head
        ):
            return
        plain = _masked(key)
        documents = [
            one
            for one in self.context.mentions_in(entry.block.text)
            if _PLAN.search(plain, one.end, one.end + 220)
        ]
        if documents:
            self._take_ordered(entry, plain, documents)
            return
        start = _name_start(plain)
        if start is None:
            return
        self._add(entry, start, _end(plain, start), ())

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        return self.found

    def _take_ordered(
        self, entry: Entry, plain: str, documents: Sequence[Mention[DocumentReference]]
    ) -> None:
        """Plans that decisions bring into force: one a decision."""
        for place, mention in enumerate(documents):
            stop = documents[place + 1].start if place + 1 < len(documents) else len(plain)
            plan = _PLAN.search(plain, mention.end, stop)
            if plan is None:
                continue
            end = _end(plain, plan.start())
            self._add(entry, plan.start(), min(end, stop), (self.context.whole(mention.value),))

    def _add(self, entry: Entry, start: int, end: int, basis: tuple[DocumentReference, ...]) -> None:
        text, key = entry.block.text, entry.block.key
        name = text[start:end].strip(" .;,")
        if not name:
            return
        told = key[start:end]
        kinds = _kinds(told)
        is_planned = entry.heading.is_planned
        year = _YEAR.search(told)
        condition = _IF_ANY if fold(f"({_IF_ANY})") in key else None
        made = InspectionActivity(
            inspection_id=self.context.new_id("TT"),
            kinds=kinds,
            name=name[:1].upper() + name[1:],
            is_planned=True if basis else False if condition else None,
            year=int(year[1]) if year else None,
            period=self.context.period_of(entry) if is_planned and condition is None else None,
            status=_state(
                key[:start], told, is_planned=is_planned, is_listed=id(entry) in self.context.listed
            ),
            basis=basis,
            condition=condition,
            section=entry.heading.number,
        )
        event = _event(key[:start], made)
        if event is not None and not is_planned:
            with contextlib.suppress(IllegalTransitionError):
                made = advance(made, event, on=self.context.on)
        self.found.append(Claim(made, entry, entry.block.lines_of(start, end)))


def _masked(key: str) -> str:
    """The words with those blanked that only look like an inspection."""
    for word in words("inspection", "others", FILE):
        if word in key:
            key = key.replace(word, "·" * len(word))
    return key


def _name_start(plain: str) -> int | None:
    """Where the name of an inspection begins: at once, behind verbs, or behind a label."""
    heads = "|".join(map(re.escape, words("inspection", "heads", FILE)))
    leads = "|".join(map(re.escape, words("inspection", "leads", FILE)))
    found = re.match(
        rf"(?:[^:;.]{{0,60}}: ?)?(?:(?:{leads})[ ,]+(?:và |các |[0-9]{{1,3}} )?){{0,4}}(?P<head>(?:{heads})(?!\w))",
        plain,
    )
    if found is not None:
        return found.start("head")
    # "Triển khai các Quyết định … ban hành Kế hoạch thanh tra, kiểm tra năm 2024": the plan stands behind its order.
    plan = _PLAN.search(plain, 0, 260)
    return plan.start() if plan is not None else None


def _end(plain: str, start: int) -> int:
    found = _NAME_END.search(plain, start + 8, start + 260)
    return found.start() if found else min(len(plain), start + 260)


def _kinds(told: str) -> tuple[InspectionKind, ...]:
    if _CIVIL.search(told):
        return (InspectionKind.CIVIL_SERVICE_CHECK,)
    if "tự kiểm tra" in told:
        return (InspectionKind.SELF_CHECK,)
    found = []
    if "thanh tra" in told:
        found.append(InspectionKind.INSPECTION)
    if "kiểm tra" in told or "hậu kiểm" in told:
        found.append(InspectionKind.CHECK)
    return tuple(found) or (InspectionKind.CHECK,)


def _state(before: str, told: str, *, is_planned: bool, is_listed: bool) -> InspectionState:
    if is_planned:
        if "xây dựng" in before:
            return InspectionState.PLAN_DRAFTING
        return InspectionState.PREPARING if "chuẩn bị" in before else InspectionState.PLANNED
    if is_listed or "thông báo" in before or told.startswith(_PLAN_WORD):
        return InspectionState.PLANNED
    return InspectionState.PREPARING


def _event(before: str, made: InspectionActivity) -> str | None:
    """The step that the verb tells."""
    if made.status is InspectionState.PREPARING:
        return "start"
    if "thông báo" in before:
        return "notify"
    if "thành lập" in before:
        return "establish_team"
    return None
