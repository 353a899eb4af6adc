"""What returns (*hoạt động định kỳ*): rules in words, publications and reports that bear their month, days kept every year."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from khcn_records.errors import InvalidValueError
from khcn_records.readers.items import Claim, Context
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_words import folded_pattern, mentions
from khcn_records.records.media_items import MediaKind
from khcn_records.records.recurring_activities import RecurringActivity
from khcn_records.text import fold
from khcn_records.values.periods import PeriodKind
from khcn_records.values.recurrences import Recurrence

__all__ = ["Reader"]

FILE = "works"
_RULE = folded_pattern(
    r"(?:vào )?(?:(?P<fixed>ngày [0-9]{1,2}(?:(?:,| và) (?:ngày )?[0-9]{1,2}){0,3}|thứ (?:hai|ba|tư|năm|sáu|[2-6])) )?(?P<every>hàng|hằng|mỗi) (?P<unit>ngày|tuần|tháng|quý|năm)(?!\w)"
)
_BY_PERIOD = folded_pattern(r"định kỳ (?:hàng |hằng )?(?P<unit>tuần|tháng|quý|năm)(?!\w)")
_REGULAR = folded_pattern(r"(?:theo )?định kỳ(?! (?:hàng|hằng|tuần|tháng|quý|năm|ngày|vào))(?! ?:)")
_KEPT = folded_pattern(
    r"kỷ niệm (?:[0-9]{1,3} năm )?(?P<name>ngày [^0-9;.:,()]{3,60}?)\s?\(?(?P<day>[0-9]{1,2})\s?[-/]\s?(?P<month>[0-9]{1,2})(?![0-9/-])"
)
_MONTH_OF = folded_pattern(
    r"(?P<name>.{4,160}?)\s(?:tháng ?[0-9]{1,2}|quý ?(?:i{1,3}|iv|[1-4]))(?: ?/ ?| năm )[0-9]{4}$"
)
_YEAR_OF = folded_pattern(r"năm [0-9]{4}$")
_OPENING = folded_pattern(
    r"^(?:thực hiện|tổ chức|duy trì|tiếp tục|đã|công tác|kết quả công tác|kết quả|và|các|việc|họp định kỳ\s?:|báo cáo) ?"
)
_MONTHLY, _QUARTERLY, _YEARLY = "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3", "FREQ=YEARLY"
_FREQUENCY = {
    fold(unit): rule
    for unit, rule in (
        ("ngày", "FREQ=DAILY"),
        ("tuần", "FREQ=WEEKLY"),
        ("tháng", _MONTHLY),
        ("quý", _QUARTERLY),
        ("năm", _YEARLY),
    )
}
_REPORT = frozenset(map(fold, ("báo cáo",)))
_FEWEST_OF_YEAR = 3
_LONGEST, _SHORTEST = 90, 8
_WORDS = {
    MediaKind.COLUMN: "Chuyên trang",
    MediaKind.PROGRAMME: "Chuyên mục",
    MediaKind.CLIP: "Clip",
    MediaKind.BULLETIN: "Bản tin",
}


@attrs.define
class _Told:
    name: str
    rule: str | None
    entry: Entry
    span: tuple[int, int]
    text: str | None = None


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.told: list[_Told] = []
        self.of_year: list[Entry] = []

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        key = entry.block.key
        if entry.heading.is_remark:
            return
        if id(entry) in self.context.listed:
            self._take_document(entry)
            return
        if "hàng " in key or "hằng " in key or "mỗi " in key or "định kỳ" in key:
            self._take_rules(entry)
        if (kept := _KEPT.search(key)) is not None and 1 <= int(kept["month"]) <= 12:
            rule = f"FREQ=YEARLY;BYMONTH={int(kept['month'])};BYMONTHDAY={int(kept['day'])}"
            self._add(entry, kept.span("name"), rule, kept.span())

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        for item, entry in self.context.publications:
            period = item.period
            if (
                item.kind in _WORDS
                and period is not None
                and period.kind in {PeriodKind.MONTH, PeriodKind.QUARTER}
                and (item.number or period.kind is PeriodKind.QUARTER)
            ):
                rule = _MONTHLY if period.kind is PeriodKind.MONTH else _QUARTERLY
                name = " ".join(
                    filter(
                        None,
                        [item.title or _WORDS[item.kind], f"trên {item.outlet}" if item.outlet else None],
                    )
                )
                self.told.append(_Told(name.replace(" điện tử", ""), rule, entry, (0, len(entry.block.text))))
        if len(self.of_year) >= _FEWEST_OF_YEAR:
            first = self.of_year[0]
            self.told.append(_Told("Kế hoạch, báo cáo hằng năm", _YEARLY, first, (0, len(first.block.text))))
        merged: dict[tuple[str, str | None], list[_Told]] = {}
        for one in self.told:
            merged.setdefault((fold(one.name), one.rule), []).append(one)
        for several in merged.values():
            yield from self._made(several)

    def _made(self, several: list[_Told]) -> Iterable[Claim]:
        first = several[0]
        try:
            made = RecurringActivity(
                recurring_id=self.context.new_id("R"),
                name=first.name,
                rule=first.rule,
                rule_text=first.text,
                sections=tuple(dict.fromkeys(one.entry.heading.number for one in several)),
            )
        except InvalidValueError:
            return
        for one in several:
            yield Claim(made, one.entry, one.entry.block.lines_of(*one.span))

    def _take_rules(self, entry: Entry) -> None:
        key = entry.block.key
        spans: list[tuple[int, int]] = []
        for found in _RULE.finditer(key):
            start = _clause(key, found.start())
            if found["fixed"] is None and not mentions(key[start : found.start()], "meetings", "words", FILE):
                continue
            try:
                rule = str(Recurrence.parse(key[found.start() : found.end()].removeprefix("vào ")))
            except InvalidValueError:
                continue
            self._add(entry, (start, found.start()), rule, (start, found.end()))
            spans.append(found.span())
        for found in _BY_PERIOD.finditer(key):
            start = _clause(key, found.start())
            if mentions(key[start : found.start()], "meetings", "words", FILE):
                self._add(
                    entry, (start, found.start("unit")), _FREQUENCY[found["unit"]], (start, found.end())
                )
                spans.append(found.span())
        regular = _REGULAR.search(key) if not spans and not entry.heading.is_planned else None
        if regular is not None:
            start = _clause(key, regular.start())
            if regular.start() - start >= _SHORTEST:
                text = entry.block.text[slice(*regular.span())]
                self._add(entry, (start, regular.start()), None, (start, regular.end()), text)

    def _add(
        self,
        entry: Entry,
        name: tuple[int, int],
        rule: str | None,
        span: tuple[int, int],
        text: str | None = None,
    ) -> None:
        words = entry.block.text[slice(*name)].strip(" ,;:.-(")
        while (opening := _OPENING.match(fold(words))) is not None and len(words) > opening.end() + 3:
            words = words[opening.end() :].strip()
        if words:
            self.told.append(_Told((words[:1].upper() + words[1:])[:_LONGEST], rule, entry, span, text))

    def _take_document(self, entry: Entry) -> None:
        """A report whose subject ends with its month comes every month; a plan that ends with its year, every year."""
        above = entry.above.block.key if entry.above is not None else ""
        key = entry.block.key.rstrip(" .;,")
        found = _MONTH_OF.match(key)
        if found is not None and "báo cáo" in above:
            words = entry.block.text[slice(*found.span("name"))].strip()
            while (opening := _OPENING.match(fold(words))) is not None and len(words) > opening.end() + 3:
                words = words[opening.end() :].strip()
            rule = _MONTHLY if "tháng" in key[found.end("name") : found.end("name") + 7] else _QUARTERLY
            self.told.append(_Told(f"Báo cáo {words}", rule, entry, (0, len(key))))
        elif _YEAR_OF.search(key):
            self.of_year.append(entry)


def _clause(key: str, end: int) -> int:
    """Where the clause begins that ends at a place."""
    return max((key.rfind(sign, max(0, end - _LONGEST), end) for sign in ";.,:("), default=-1) + 1
