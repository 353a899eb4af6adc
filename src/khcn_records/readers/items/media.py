"""Media (*chuyên trang, chuyên mục, bản tin, trang thông tin điện tử*): kind, outlet, number, addresses."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import attrs

from khcn_records.errors import InvalidValueError
from khcn_records.readers.items import Claim, Context
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_titles import periods_in
from khcn_records.readers.report_words import folded_pattern, pairs
from khcn_records.records.media_items import MediaItem, MediaKind
from khcn_records.values.periods import PeriodKind, ReportingPeriod

__all__ = ["Reader"]

FILE = "works"
_OUTLET = folded_pattern(
    r"(?<!\w)(?:đài (?:phát thanh|truyền hình|ptth|pt-th|pt&th|pt và th)|báo|cổng thông tin|tạp chí)(?: [^\W\d_]+| -| &){0,6}"
)
_OUTLET_END = folded_pattern(
    r" (?:xây dựng|thực hiện|sản xuất|đăng|phát(?! thanh)|tuyên truyền|biên tập|tổ chức|số|và(?! truyền hình)|để|về)(?!\w)"
)
_SITE = folded_pattern(
    r"(?:https?://)?(?:www\.)?[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,40}){0,3}\.(?:vn|com|org|net|info)(?![\w@])"
)
_NUMBER = folded_pattern(r"số (?P<number>[0-9]{1,3}(?:/[0-9]{4})?)(?![\w/])")
_VERBS = folded_pattern(
    r"(?:xây dựng|biên tập|xuất bản|phát hành|duy trì|cập nhật|quản trị|phối hợp|sản xuất|đăng|thực hiện|phát sóng|in ấn|tuyên truyền)"
)
_TITLE = folded_pattern(
    r"bản tin (?:khoa học và công nghệ|kh&cn|khcn)|bản tin(?: điện tử)?(?: (?!tháng|số|quý|năm|lên|trên)[^\W\d_]{2,12})?"
)


@functools.cache
def _kinds() -> re.Pattern[str]:
    listed = sorted({word for word, _ in pairs("media_kinds", FILE)}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)")


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: list[Claim] = []

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        key = entry.block.key
        if entry.heading.is_remark or id(entry) in self.context.listed or _VERBS.search(key) is None:
            return
        clauses = re.split(r"(?<=[;,.])\s", key)
        place = 0
        sites = [found[0].removeprefix("http://").removeprefix("https://") for found in _SITE.finditer(key)]
        has_site = False
        outlet: str | None = None
        for clause in clauses:
            start = key.index(clause, place)
            place = start + len(clause)
            named = _OUTLET.search(key, start, place)
            if named is not None:
                outlet = self._outlet(entry, named)
            found = _kinds().search(key, start, place)
            if found is None:
                continue
            kind = next(MediaKind(kind) for word, kind in pairs("media_kinds", FILE) if word == found[0])
            if kind is MediaKind.WEBSITE_UPDATE and (has_site or not sites):
                continue
            if (
                kind is not MediaKind.WEBSITE_UPDATE
                and outlet is None
                and not _tells_issue(key, found.start(), place)
            ):
                continue
            has_site = has_site or kind is MediaKind.WEBSITE_UPDATE
            self._add(entry, kind, found, start, place, outlet, sites)

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        return self.found

    def _outlet(self, entry: Entry, named: re.Match[str]) -> str | None:
        end = _OUTLET_END.search(entry.block.key, named.start(), named.end() + 1)
        name = entry.block.text[named.start() : end.start() if end else named.end()].strip()
        return name if name[:1].isupper() else None

    def _add(
        self,
        entry: Entry,
        kind: MediaKind,
        found: re.Match[str],
        start: int,
        end: int,
        outlet: str | None,
        sites: list[str],
    ) -> None:
        text, key = entry.block.text, entry.block.key
        periods = [one for one in periods_in(text[start:end]) if one.kind is not PeriodKind.YEAR]
        period = periods[0] if periods else self.context.period_of(entry)
        number = _NUMBER.search(key, start, end)
        title = _TITLE.search(key, found.start(), end) if kind is MediaKind.BULLETIN else None
        is_site = kind is MediaKind.WEBSITE_UPDATE
        try:
            made = MediaItem(
                media_id=self.context.new_id("M"),
                kind=kind,
                outlet=None if is_site or kind is MediaKind.BULLETIN else outlet,
                title=text[title.start() : title.end()] if title else None,
                number=number["number"] if number else _issue(periods),
                websites=sites if is_site else (),
                period=period,
                is_planned=entry.heading.is_planned,
                section=entry.heading.number,
            )
        except InvalidValueError:
            return
        if title is not None and made.title is not None:
            made = attrs.evolve(made, title=made.title[:1].upper() + made.title[1:])
        self.found.append(Claim(made, entry, entry.block.lines_of(start, end)))
        self.context.publications.append((made, entry))


def _tells_issue(key: str, start: int, end: int) -> bool:
    return (
        _NUMBER.search(key, start, end) is not None
        or re.search(r"(?:tháng|quý) ?[0-9iv]", key[start:end]) is not None
    )


def _issue(periods: list[ReportingPeriod]) -> str | None:
    if not periods or periods[0].kind is not PeriodKind.MONTH:
        return None
    return f"{periods[0].number:02}/{periods[0].year}"
