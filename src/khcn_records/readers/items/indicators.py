"""Figures (*số liệu*): a figure with its unit, what is counted, the cumulative figure and the parts.

Three forms: `13 Giấy phép sử dụng … (Lũy kế … 19 giấy phép)`, where the words behind the figure name what is counted; `đồng hồ nước 0
cái`, where those before it do; `Mẫu than: 59 (Bao gồm: …)`, a name and a figure.
"""

from __future__ import annotations

import functools
import re
import sys
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from decimal import Decimal

import attrs

from khcn_records.errors import InvalidValueError
from khcn_records.readers.items import Claim, Context, Figure
from khcn_records.readers.items.figure_parts import clause_end, closing, openings, parts_of
from khcn_records.readers.items.project_words import quoted
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_words import folded_pattern, words
from khcn_records.records.indicator_parts import (
    BreakdownKind,
    BreakdownPart,
    parts_total,
)
from khcn_records.records.indicators import Indicator
from khcn_records.text import fold
from khcn_records.values.quantities import Quantity

__all__ = ["Reader"]

FILE = "figures"
_NUMBER = r"(?<![\w/.,:–-])(?P<figure>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,9})(?P<decimals>,[0-9]{1,4})?(?: ?/ ?(?P<out_of>[0-9]{1,9}))?"
_DIGIT = re.compile("[0-9]")
_SPAN = r"(?:[0-9]{1,2} tháng(?!\w)|(?:ngày|tháng|quý) [0-9][0-9/.]{0,9}(?![0-9/])|năm (?:19|20)[0-9]{2}(?![0-9]))"
"""What a cumulative figure covers: `lũy kế 5 tháng: 61`."""
_LONGEST_NAME = 120
_MOST_WORDS = 16
_FEWEST_BARE = 2
_NEAREST = 8
# An abbreviation in brackets does not end a name: "Tiêu chuẩn quốc gia (TCVN) về …".
_NAME_STOP = folded_pattern(
    r"\((?!\w{2,8}\) )|(?<!\(\w\w)(?<!\(\w{3})(?<!\(\w{4})(?<!\(\w{5})(?<!\(\w{6})\)|[;.,:“”]"
)
_NAMED = folded_pattern(
    r"(?P<name>[^;.:()“”0-9][^;:()“”]{1,100}):\s?(?P<figure>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,9})(?=\s?(?:[(;.,]|$))"
)


def _any(key: str, *more: str) -> str:
    listed = [re.escape(word) for name in (key, *more) for word in words("units", name, FILE)]
    return "|".join(sorted(listed, key=lambda word: (-len(word), word)))


@functools.cache
def _counted() -> re.Pattern[str]:
    unit = _any("counted", "classifiers", "measures")
    return re.compile(rf"{_NUMBER} ?(?P<unit>{unit})(?![a-zà-ỹđ&])")


@functools.cache
def _more_units() -> re.Pattern[str]:
    """`huyện, thị xã, thành phố`: nouns that are counted together."""
    return re.compile(rf"(?:,| và) (?:{_any('counted')})(?![a-zà-ỹđ&])(?! [0-9])")


@functools.cache
def _around(name: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in words("around", name, FILE))
    match name:
        case "ordinals":
            return re.compile(rf"(?<!\w)(?<!danh )(?<!tổng )(?:{listed}) *$")
        case "cumulative":
            return re.compile(
                rf"(?:(?:{listed})(?!\w)|(?<![\w/.,])[0-9]{{1,2}} tháng(?: đầu năm)? ?:)"
                rf"(?:[^0-9;“”]{{0,40}}?{_SPAN}){{0,3}}[^0-9;“”]{{0,80}}?(?<!/)(?<![^0-9] tháng )(?<!(?<!đầu )năm )(?<!ngày )(?<!quý ){_NUMBER.partition(')')[2]}(?![0-9/])(?! tháng)(?: ?(?P<unit>{_any('counted', 'classifiers', 'measures')})(?![a-zà-ỹđ&]))?"
            )
        case "none":
            return re.compile(rf"(?P<name>[^;.“”]{{3,160}}): ?(?P<figure>{listed})(?= ?(?:[.;(]|$))")
        case "parts":
            return re.compile(rf"[ ,;(]{{0,4}}(?:{listed}) ?:? ?")
        case _:
            return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


@attrs.define
class _Found:
    """A figure in a text, with where it stands."""

    name: str
    unit: str | None
    amount: Decimal
    out_of: Decimal | None
    start: int
    end: int
    printed: str | None = None
    cumulative: Decimal | None = None
    cumulative_unit: str | None = None
    parts: tuple[BreakdownPart, ...] = ()
    kind: BreakdownKind | None = None
    has_total: bool = False


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: list[Claim] = []

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        key = entry.block.key
        if entry.heading.is_remark or id(entry) in self.context.listed:
            return
        if _DIGIT.search(key) is None and not (":" in key and _around("none").search(key)):
            return
        for one in _figures(entry):
            made = self._made(entry, one)
            if made is None:
                continue
            lines = entry.block.lines_of(one.start, one.end)
            if one.parts and entry.notes and _note_mark(entry, one) is not None:
                lines = (*lines, *(line for note in entry.notes for line in note.lines))
            self.found.append(Claim(made, entry, lines))
            self.context.figures.setdefault(id(entry), []).append(Figure(made, one.start, one.end))

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        return self.found

    def _made(self, entry: Entry, one: _Found) -> Indicator | None:
        if fold(one.name) in words("around", "unnamed", FILE):
            return None  # a name lost
        try:
            return Indicator(
                indicator_id=self.context.new_id("K"),
                name=one.name,
                unit=one.unit,
                figure=one.amount,
                figure_text=one.printed,
                out_of=one.out_of,
                cumulative=one.cumulative,
                cumulative_unit=one.cumulative_unit,
                breakdown=one.parts,
                breakdown_kind=one.kind,
                is_planned=entry.heading.is_planned,
                period=self.context.period_of(entry),
                section=entry.heading.number,
            )
        except InvalidValueError:
            return None


def _figures(entry: Entry) -> list[_Found]:
    text, key = entry.block.text, entry.block.key
    quotes = _Taken(quoted(text))
    totals = [found for found in _around("cumulative").finditer(key) if quotes.end_at(found.start()) is None]
    taken = _Taken([*quotes.spans, *(_span_of(key, found) for found in totals)])
    found: list[_Found] = []
    for one in _NAMED.finditer(key):
        if taken.end_at(one.start("figure")) is None and not _is_time(key, one.start("figure"), one.end()):
            made = _by_label(text, key, one.span("name"), one.span("figure"))
            _add_parts(made, text, key, taken)
            found.append(made)
            taken.add(one.start("figure"), made.end)
    if ":" in key:
        for one in _around("none").finditer(key):
            if taken.end_at(one.start("figure")) is None:
                made = _by_label(text, key, one.span("name"), one.span("figure"), printed=True)
                found.append(made)
                taken.add(*one.span("figure"))
    for one in _counted().finditer(key):
        if (
            taken.end_at(one.start()) is not None
            or _is_ordinal(key, one.start())
            or _is_time(key, one.start(), one.end())
        ):
            continue
        made = _counted_one(text, key, one)
        if _joins(found, made, text):
            continue
        _add_parts(made, text, key, taken)
        found.append(made)
    found.sort(key=lambda one: one.start)
    _add_totals(found, totals, text)
    _add_notes(found, entry)
    return found


def _span_of(key: str, total: re.Match[str]) -> tuple[int, int]:
    """A cumulative figure with the share of a plan behind it in its bracket."""
    start, end = total.span()
    if key[start - 1 : start] == "(" and "%" in key[end : (close := closing(key, start))]:
        return start, close
    return start, end


class _Taken:
    """Stretches of a text that are told already; none overlaps another."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans)

    def add(self, start: int, end: int) -> None:
        """One more."""
        insort(self.spans, (start, end))

    def end_at(self, place: int) -> int | None:
        """Where the stretch ends that holds a place."""
        at = bisect_right(self.spans, (place, sys.maxsize)) - 1
        return self.spans[at][1] if at >= 0 and place < self.spans[at][1] else None


def _is_ordinal(key: str, start: int) -> bool:
    return _around("ordinals").search(key, max(0, start - 12), start) is not None


_TIME = folded_pattern(r"/[0-9]|-[0-9]| ?(?:giờ|phút)(?!\w)")


def _is_time(key: str, start: int, end: int) -> bool:
    return _TIME.match(key, end) is not None or key[start - 2 : start].endswith("/")


def _amount(found: re.Match[str]) -> Decimal:
    groups = found.groupdict()
    return Quantity.parse((groups["figure"] or "0") + (groups.get("decimals") or "")).amount


def _counted_one(text: str, key: str, found: re.Match[str]) -> _Found:
    start, end = found.span("unit")
    unit = found["unit"]
    while more := _more_units().match(key, end):
        end = more.end()
    is_counted = unit in words("units", "counted", FILE)
    name = _behind(text, key, start, end) if is_counted else _before(text, key, found.start())
    if is_counted and name == text[start:end]:
        name = f"{_before(text, key, found.start())} {name[:1].lower()}{name[1:]}".strip()
    return _Found(
        name=(name[:1].upper() + name[1:]) if name else text[start:end],
        unit=text[start:end].lower()
        if text[start:end][:1].isupper() and not text[start:end].isupper()
        else text[start:end],
        amount=_amount(found),
        out_of=Quantity.parse(found["out_of"]).amount if found["out_of"] else None,
        start=found.start(),
        end=end,
    )


def _behind(text: str, key: str, start: int, end: int) -> str:
    """The counted noun with the words behind it, up to what ends a name."""
    stop = next(
        (found.start() for found in _NAME_STOP.finditer(key, end, end + _LONGEST_NAME)),
        min(len(key), end + _LONGEST_NAME),
    )
    if (ending := _around("ends").search(key, end, stop)) is not None:
        stop = ending.start()
    named = " ".join(text[start:stop].split()[:_MOST_WORDS])
    return re.sub(r"(?<=[^\W\d_])[1-9]$", "", named.strip())


_OPENING = folded_pattern(r"^(?:và|các|với|thực hiện|đã|được|trong đó|là|có|của|ước)(?: |$)")


def _before(text: str, key: str, end: int) -> str:
    """The words of the clause before a figure; its label where a colon parts them."""
    start = max((key.rfind(sign, max(0, end - _LONGEST_NAME), end) for sign in ";.,()“”"), default=-1) + 1
    name = text[max(start, 0) : end].strip(" :-+")
    if end - start >= _LONGEST_NAME:
        name = " ".join(name.split()[-_MOST_WORDS:])
    while (opening := _OPENING.match(name)) is not None and len(name) > opening.end():
        name = name[opening.end() :]
    label, colon, rest = name.rpartition(":")
    if colon and rest.strip():
        return rest.strip()
    return name.strip(" :") or label.strip()


def _by_label(
    text: str, key: str, name: tuple[int, int], figure: tuple[int, int], *, printed: bool = False
) -> _Found:
    label = text[name[0] : name[1]].strip(" -+,")
    for occurring in words("around", "occurring", FILE):
        folded = key[name[0] : name[1]].strip()
        if folded.endswith(occurring) and len(label) > len(occurring) + 3:
            label = label[: -len(occurring)].strip(" :-,(")
            break
    unit = next(
        (found[0] for found in re.finditer(rf"(?<!\w)(?:{_any('counted')})(?!\w)", label.lower())), None
    )
    amount = Decimal(0) if printed else Quantity.parse(text[slice(*figure)]).amount
    return _Found(
        name=label or text[slice(*name)],
        unit=unit,
        amount=amount,
        out_of=None,
        start=name[0],
        end=figure[1],
        printed=text[slice(*figure)] if printed else None,
    )


def _add_parts(made: _Found, text: str, key: str, taken: _Taken) -> None:
    """`(Bao gồm: Độ ẩm: 52; …)` behind a figure, or `, trong đó cấp mới 05, gia hạn 08`."""
    limit = made.end + 2 * _LONGEST_NAME
    opening = next(
        (
            one
            for at in openings(key, made.end, limit, taken.end_at)
            if (one := _around("parts").match(key, at)) is not None
        ),
        None,
    )
    start, lead = (opening.end(), opening[0]) if opening is not None else (_bare_bracket(key, made.end), "(")
    if start < 0:
        return
    close = closing(key, start) if "(" in lead else clause_end(key, start)
    parts = parts_of(text[start:close].strip(" ;,."))
    if not parts or (opening is None and len(parts) < _FEWEST_BARE):
        return
    made.parts = parts
    made.end = max(made.end, close)
    total = parts_total(parts)
    if "trong đó" in lead and total != made.amount:
        made.kind = BreakdownKind.OF_WHICH
    elif total is not None:
        made.kind = BreakdownKind.PARTITION if total == made.amount else BreakdownKind.OVERLAP
    taken.add(start - len(lead), close)


def _bare_bracket(key: str, end: int) -> int:
    """Where a bracket right behind a figure begins: `215 cái (Cân bàn: 120 cái; …)`; -1 where none does."""
    at = key.find("(", end, end + 2)
    return at + 1 if at >= 0 and ":" in key[at : at + _LONGEST_NAME] else -1


_SAID = folded_pattern(r"[^;.,:()0-9“”]{3,80}")


def _joins(found: list[_Found], made: _Found, text: str) -> bool:
    """`15 mẫu … kết quả 15/15 mẫu … đạt`: a share of a figure told before is a part of it."""
    if made.out_of is None:
        return False
    words_behind = _SAID.match(text, made.end)
    said = " ".join(words_behind[0].split()[:8]) if words_behind else ""
    for one in found[-_NEAREST:]:
        if one.amount == made.out_of and one.unit == made.unit and one.out_of is None and not one.parts:
            one.parts = (
                BreakdownPart(name=said or made.name, value=made.amount, unit=made.unit, out_of=made.out_of),
            )
            one.kind = BreakdownKind.PARTITION if made.amount == one.amount else BreakdownKind.OF_WHICH
            return True
    return False


def _add_totals(found: list[_Found], totals: Sequence[re.Match[str]], text: str) -> None:
    """Each cumulative figure belongs to the last figure before it."""
    begins = [one.start for one in found]
    for total in totals:
        last = bisect_left(begins, total.start()) - 1
        if last < 0 or found[last].has_total:
            continue
        one = found[last]
        one.cumulative, one.has_total = _amount(total), True
        one.end = max(one.end, total.end())
        if total["unit"]:
            unit = text[slice(*total.span("unit"))]
            if one.unit is None:
                one.unit = unit
            one.cumulative_unit = unit if unit.lower() != one.unit.lower() else None


def _note_mark(entry: Entry, one: _Found) -> str | None:
    for note in entry.notes:
        if re.search(rf"[^\W\d_]{note.marker}(?=[.,;:)\s]|$)", entry.block.text[one.start : one.end + 40]):
            return note.marker
    return None


def _add_notes(found: list[_Found], entry: Entry) -> None:
    """A footnote lists the parts of the figure that bears its number."""
    for one in found:
        if (marker := _note_mark(entry, one)) is None or one.parts:
            continue
        note = next(note for note in entry.notes if note.marker == marker)
        if parts := parts_of(note.text):
            one.parts = parts
            total = parts_total(parts)
            one.kind = BreakdownKind.PARTITION if total == one.amount else BreakdownKind.OVERLAP
