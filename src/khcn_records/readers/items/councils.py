"""Councils and teams (*hội đồng, tổ*) that an item names: set up, sitting, or at work; one of a name in a report."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import attrs

from khcn_records.readers.items import Claim, Context
from khcn_records.readers.items.project_words import level_of
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_words import folded_pattern, pairs
from khcn_records.records.councils import Council, CouncilKind
from khcn_records.text import fold
from khcn_records.values.document_issuers import issuer_key

__all__ = ["Reader"]

FILE = "control"
_YEAR = folded_pattern(r"năm ((?:19|20)[0-9]{2})")
_SITTINGS = folded_pattern(
    r"(?:họp|tổ chức họp|tổ chức)(?: được)? (?P<count>[0-9]{1,4}) $|(?P<bare>[0-9]{1,4}) $"
)
_END = folded_pattern(
    r"[;:.,()“”]| (?:công nhận|thông qua|bỏ phiếu) [0-9]| (?:đánh giá hiệu quả|nghiên cứu hồ sơ|để|theo|trong|tại|và(?! công nghệ| nhân văn| phát triển| đổi mới)|do|thực hiện|nhằm|đã|họp|đối với|cho|vào|tiến hành|xem xét|về|thẩm định(?! kinh phí)|kiểm tra(?! công vụ))(?!\w)"
)
_FINANCE = folded_pattern(r", (?!theo|trong)[^;:.,()“”]{3,40}?(?=[;.,]|$)")
_SET_UP = folded_pattern(r"(?:thành lập|kiện toàn) $")
_SEVERAL = folded_pattern(r"(?:các|những|một số) $")
_OF_YEAR = folded_pattern(r" năm (?:19|20)[0-9]{2}$")
_PLACE = frozenset(map(fold, ("tỉnh", "sở", "huyện", "thành phố", "bộ", "xã")))
_LONGEST = 140


@functools.cache
def _names() -> re.Pattern[str]:
    listed = sorted({word for word, _ in pairs("council", FILE)}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)")


@functools.cache
def _kind(words: str) -> CouncilKind:
    return next(CouncilKind(kind) for word, kind in pairs("council", FILE) if word == words)


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.made: dict[str, list[tuple[Council, Entry, int, int]]] = {}

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        key = entry.block.key
        if entry.heading.is_remark or (
            "hội đồng" not in key
            and "tổ " not in key
            and fold("đoàn") not in key
            and "ban chỉ đạo" not in key
        ):
            return
        end = 0
        for found in _names().finditer(key):
            if found.start() < end or _is_verb(key, found):
                continue
            end = self._take_one(entry, found)

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        for several in self.made.values():
            first = several[0][0]
            for council, *_ in several:
                first = attrs.evolve(
                    first,
                    councils_count=first.councils_count or council.councils_count,
                    sittings_count=first.sittings_count or council.sittings_count,
                    level=first.level or council.level,
                    year=first.year or council.year,
                )
            for _, entry, start, end in several:
                yield Claim(first, entry, entry.block.lines_of(start, end))

    def _take_one(self, entry: Entry, found: re.Match[str]) -> int:
        text, key = entry.block.text, entry.block.key
        kind = _kind(found[0])
        before = key[max(0, found.start() - 40) : found.start()]
        limit = min(len(key), found.start() + _LONGEST)
        ending = _END.search(key, found.end(), limit)
        end = ending.start() if ending else limit
        is_list = (
            ending is not None and ending[0] == "," and kind is CouncilKind.CHECK and _SET_UP.search(before)
        )
        if is_list and (whole := _FINANCE.match(key, end)):
            end = whole.end()  # "Tổ tự kiểm tra tài chính, kế toán năm 2023"
        name = text[found.start() : end].strip(" -")
        sitting = _SITTINGS.search(before)
        count = int(sitting["count"] or sitting["bare"]) if sitting else None
        is_common = _SEVERAL.search(before) is not None or (entry.heading.is_planned and name[:1].islower())
        if not name or (is_common and count is None):
            return end  # councils of a kind, not one of them
        year = _YEAR.search(key, found.start(), end + 30)
        made = Council(
            council_id=self.context.new_id("H"),
            name=name[:1].upper() + name[1:],
            kind=kind,
            level=level_of(key[found.start() : end]),
            year=int(year[1]) if year and (_SET_UP.search(before) or count) else None,
            councils_count=count,
            sittings_count=count if sitting and "họp" in before else None,
            section=entry.heading.number,
        )
        self.made.setdefault(self._same(issuer_key(_OF_YEAR.sub("", fold(name)))[0], kind, count), []).append(
            (made, entry, found.start(), end)
        )
        return end

    def _same(self, name: str, kind: CouncilKind, count: int | None) -> str:
        """The name under which a council was told before: one name may be the beginning of the other."""
        if count is None:
            for known in self.made:
                shorter, longer = sorted((known, name), key=len)
                if (
                    longer.startswith(shorter)
                    and self.made[known][0][0].kind is kind
                    and self.made[known][0][0].councils_count is None
                ):
                    rest = longer[len(shorter) :].strip()
                    if not rest or rest.split()[0] in _PLACE:
                        return known
        return name if count is None else f"{name} {count}"


def _is_verb(key: str, found: re.Match[str]) -> bool:
    """Whether the words are others: *Tổ chức*, *Hội đồng nhân dân*, a council only meant by its members."""
    behind = key[found.end() : found.end() + 12]
    return behind.startswith((" nhân dân", " quản trị")) or (
        found[0].startswith("tổ") and behind.startswith(" chức")
    )
