"""Surveys (*khảo sát*): areas, samples, laboratory, what was found, and how far it has come."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import Any

from khcn_records.errors import IllegalTransitionError, InvalidValueError
from khcn_records.lifecycle import advance
from khcn_records.readers.items import Claim, Context
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_words import folded_pattern, mentions
from khcn_records.records.surveys import SampleGroup, Survey
from khcn_records.text import fold

__all__ = ["Reader"]

FILE = "control"
_HEAD = folded_pattern(
    r"(?:(?:tiếp tục |đã )?(?:triển khai|thực hiện|tổ chức|tiến hành|xây dựng|ban hành)?(?: thực hiện)?(?: kế hoạch)?(?: hoạt động| công tác| cuộc)? ?)(?P<name>khảo sát(?! (?:ý kiến|thực tế|thực địa))[^:;.]{4,200})"
)
_YEAR = folded_pattern(r"năm ((?:19|20)[0-9]{2})")
_AREA_WORDS = frozenset(
    map(fold, ("huyện", "thị xã", "thành phố", "xã", "phường", "tp", "quận", "địa phương", "đặc khu"))
)
_NAMED_AREAS = folded_pattern(r"(?:huyện|thành phố|thị xã|xã|phường) ?\((?P<names>[^()0-9]{3,200})\)")
_KINDS = folded_pattern(r"\((?:gồm|bao gồm)\s?:? ?(?P<names>[^()]{3,200})\)")
_LABORATORY = folded_pattern(
    r"(?:phân tích|thử nghiệm|kiểm nghiệm) tại (?P<name>[^;.()]{5,160}?)(?= để | nhằm |, kết quả|[;.]|$)"
)
_METHOD = folded_pattern(
    r"(?:bằng phương pháp (?P<name>[^,;.]{3,60})|(?P<quick>test nhanh|thử nhanh|kiểm tra nhanh))"
)
_RESULT = folded_pattern(
    r"kết quả(?: test nhanh| phân tích| thử nghiệm| khảo sát)?\s?: (?!đã )(?P<words>[^,;.]{5,160})"
)
_CONTINUES = folded_pattern(
    r"tiếp tục (?:triển khai )?(?:hoạt động )?(?:khảo sát|lấy mẫu) (?P<words>[^,;.]{4,80})"
)
_SAMPLES = "mẫu"


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: list[Claim] = []

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        key = entry.block.key
        if "khảo sát" not in key or entry.heading.is_planned or entry.heading.is_remark or entry.is_list_head:
            return
        found = _HEAD.match(key)
        if found is None:
            return
        is_listed = id(entry) in self.context.listed
        made = self._made(entry, found.span("name"))
        if made is None:
            return
        if not is_listed:
            for event in _events(key):
                with contextlib.suppress(IllegalTransitionError):
                    made = advance(made, event, on=self.context.on, allow_jump=event == "start_sampling")
        self.found.append(Claim(made, entry, entry.block.lines))

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        return self.found

    def _made(self, entry: Entry, name: tuple[int, int]) -> Survey | None:
        text, key = entry.block.text, entry.block.key
        words = text[slice(*name)].strip(" ,.;")
        year = _YEAR.search(key, *name)
        fields: dict[str, Any] = {
            "survey_id": self.context.new_id("KS"),
            "name": words[:1].upper() + words[1:],
            "year": int(year[1]) if year and id(entry) in self.context.listed else None,
            "period": self.context.period,
            "section": entry.heading.number,
        }
        for figure in self.context.figures.get(id(entry), ()):
            one = figure.indicator
            unit = fold(one.unit or "")
            if (
                unit.split(",")[0].split()[:1]
                and any(word in unit for word in _AREA_WORDS)
                and "areas_count" not in fields
            ):
                fields["areas_count"] = int(one.figure or 0)
            elif unit == _SAMPLES and "samples_count" not in fields:
                fields["samples_count"] = int(one.figure or 0)
                passed = next((part for part in one.breakdown if part.out_of is not None), None)
                if passed is not None:
                    fields["tested_count"] = int(passed.out_of or 0)
                    fields["passed_count"] = int(passed.value or 0)
        fields |= _told(text, key)
        try:
            return Survey(**fields)
        except InvalidValueError:
            return None


def _told(text: str, key: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if found := _NAMED_AREAS.search(key):
        fields["areas"] = [
            name.strip() for name in text[slice(*found.span("names"))].split(",") if name.strip()
        ]
    if found := _KINDS.search(key):
        fields["samples"] = [
            SampleGroup(name=name.strip())
            for name in text[slice(*found.span("names"))].split(",")
            if name.strip()
        ]
    if found := _LABORATORY.search(key):
        fields["laboratory"] = text[slice(*found.span("name"))].strip()
    if found := _METHOD.search(key):
        fields["method"] = (text[slice(*found.span("name"))] if found["name"] else found["quick"]).strip()
    if found := _RESULT.search(key):
        fields["result_text"] = text[slice(*found.span("words"))].strip()
    if found := _CONTINUES.search(key):
        fields["continues_text"] = text[slice(*found.span("words"))].strip()
    return fields


def _events(key: str) -> Iterable[str]:
    for name, event in (
        ("letters", "send_letters"),
        ("started", "start_sampling"),
        ("sent", "send_samples"),
        ("drafting", "draft_report"),
        ("reported", "report"),
        ("continued", "continue_sampling"),
    ):
        if mentions(key, "survey", name, FILE):
            yield event
