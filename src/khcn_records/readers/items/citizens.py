"""Receptions of citizens and petitions (*tiếp công dân, đơn thư*): the rule they follow and what was counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from khcn_records.errors import InvalidValueError
from khcn_records.readers.items import Claim, Context
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_words import folded_pattern
from khcn_records.records.citizen_receptions import CitizenReception, ReceptionKind, ReceptionState
from khcn_records.records.petition_counts import PetitionCounts, PetitionKind
from khcn_records.values.recurrence_words import recurrence_at

__all__ = ["Reader"]

_RECEPTION = folded_pattern(r"(?<!\w)tiếp (?:công )?dân(?!\w)")
_RULE = folded_pattern(
    r"(?:vào )?ngày [0-9]{1,2}(?:(?:,| và) [0-9]{1,2})? (?:hàng|hằng) tháng|(?:hàng|hằng) (?:tuần|tháng|quý)"
)
_COUNT = folded_pattern(
    r"(?P<count>[0-9]{1,4}|không(?: có)?|chưa) (?:phát sinh )?(?P<unit>lượt(?: người| công dân)?|người|công dân|vụ việc|vụ|buổi|kỳ|cuộc|ngày)(?!\w)"
)
_PETITION = folded_pattern(
    r"(?P<count>[0-9]{1,4}|không(?: có)?) (?:đơn(?: thư)?|vụ việc|vụ)(?: (?:thư|về))?,? ?(?P<kind>khiếu nại|tố cáo|kiến nghị|phản ánh)?"
)
_RECEIVED = folded_pattern(r"(?:tiếp nhận|nhận được|nhận)(?: được)?(?: mới)?[^.;0-9]{0,60}$")
_RESOLVED = folded_pattern(r"(?:giải quyết|xử lý|trả lời)[^.;0-9]{0,40}$")
_OPEN = folded_pattern(r"(?:đang|chuyển) (?:giải quyết|xử lý|kỳ sau)[^.;0-9]{0,40}$")
_CARRIED = folded_pattern(r"(?:kỳ trước|tồn|tháng trước)[^.;0-9]{0,40}$")
_COMPETENT = folded_pattern(r"thuộc thẩm quyền[^.;0-9]{0,40}$")
_KINDS = {
    "khiếu nại": PetitionKind.COMPLAINT,
    "tố cáo": PetitionKind.DENUNCIATION,
    "kiến nghị": PetitionKind.PROPOSAL,
    "phản ánh": PetitionKind.REFLECTION,
}
_REACH = 80


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: list[Claim] = []

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        key = entry.block.key
        if entry.heading.is_planned or entry.heading.is_remark or id(entry) in self.context.listed:
            return
        if (found := _RECEPTION.search(key)) is not None:
            self._take_reception(entry, found.start())
        if "đơn" in key and _PETITION.search(key):
            self._take_petitions(entry)

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        return self.found

    def _take_reception(self, entry: Entry, start: int) -> None:
        key = entry.block.key
        rule = None
        for found in _RULE.finditer(key, start):
            if (read := recurrence_at(key, found.start())) is not None:
                rule = read[1]
                break
        kinds = [
            kind
            for kind, is_told in (
                (ReceptionKind.REGULAR, "thường xuyên" in key or "theo yêu cầu" in key),
                (ReceptionKind.PERIODIC, "định kỳ" in key or rule is not None),
                (ReceptionKind.UNSCHEDULED, "đột xuất" in key),
            )
            if is_told
        ]
        counts: dict[str, int] = {}
        for found in _COUNT.finditer(key, start):
            number = int(found["count"]) if found["count"].isdigit() else 0
            unit = found["unit"]
            name = (
                "visits_count"
                if unit.startswith("lượt")
                else "people_count"
                if unit in {"người", "công dân"}
                else "cases_count"
            )
            if unit.startswith("v") or name != "cases_count":
                counts.setdefault(name, number)
        if not (kinds or counts or rule):
            return
        fields: dict[str, Any] = counts
        made = CitizenReception(
            reception_id=self.context.new_id("TD"),
            kinds=kinds,
            status=ReceptionState.HELD,
            recurrence=rule,
            period=self.context.period,
            section=entry.heading.number,
            **fields,
        )
        self.found.append(Claim(made, entry, entry.block.lines))

    def _take_petitions(self, entry: Entry) -> None:
        key = entry.block.key
        counts: dict[PetitionKind | None, dict[str, int]] = {}
        for found in _PETITION.finditer(key):
            before = key[max(0, found.start() - _REACH) : found.start()]
            name = next(
                (
                    field
                    for pattern, field in (
                        (_COMPETENT, "in_competence"),
                        (_OPEN, "in_progress"),
                        (_RESOLVED, "resolved"),
                        (_CARRIED, "carried_over"),
                        (_RECEIVED, "received"),
                    )
                    if pattern.search(before)
                ),
                None,
            )
            if name is None:
                continue
            kind = _KINDS.get(found["kind"] or "")
            number = int(found["count"]) if found["count"].isdigit() else 0
            counts.setdefault(kind, {}).setdefault(name, number)
        for kind, told in counts.items():
            fields: dict[str, Any] = told
            try:
                made = PetitionCounts(
                    petition_id=self.context.new_id("DT"),
                    kind=kind,
                    period=self.context.period,
                    section=entry.heading.number,
                    **fields,
                )
            except InvalidValueError:
                continue
            self.found.append(Claim(made, entry, entry.block.lines))
