"""The office of a report and its province (*cơ quan báo cáo, địa phương*), from the letterhead and what the text calls them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence

import attrs

from khcn_records.readers.report_head import Head
from khcn_records.readers.report_words import folded_pattern, words
from khcn_records.readers.sources import Line
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.registers.bodies import bodies_named
from khcn_records.registers.localities import LocalityLevel, localities
from khcn_records.text import clean, fold
from khcn_records.values.document_references import DocumentReference

__all__ = ["Office", "office_of", "province_of"]

_PLACED = folded_pattern(r"(?:tỉnh|thành phố|tp\.?) (?P<name>[^\W\d_]+(?:(?: ?- ?| )[^\W\d_]+){0,3})")


@functools.cache
def _provinces() -> Mapping[str, str]:
    """Folded name → name with its kind."""
    return {
        fold(row.name): row.full_name for row in localities().values() if row.level is LocalityLevel.PROVINCE
    }


def province_of(above: str | None, keys: Iterable[str]) -> str | None:
    """The province that the letterhead names, else the one that the text names most."""
    if above is not None:
        if named := _first(fold(above)):
            return named[0]
        if (placed := _PLACED.search(fold(above))) is not None and fold("thành phố") not in placed[0]:
            return f"tỉnh {_capitalised(placed['name'])}"
    counts: dict[str, int] = {}
    for key in keys:
        for name in _first(key):
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=counts.__getitem__) if counts else None


@attrs.frozen
class Office:
    """Who reports.

    Attributes:
        organization: the office with its place.
        province: the province with its kind.
        reference: the number and date of what it sends.
    """

    organization: str | None
    province: str | None
    reference: DocumentReference | None


def office_of(head: Head, report: MonthlyReport | None, lines: Sequence[Line]) -> Office:
    """Who reports, by the letterhead, else by what an appendix says that it is attached to.

    Args:
        head: the letterhead.
        report: what the appendices told.
        lines: of the text, where the name may stand in small letters and the province be named.
    """
    reference = head.reference or (report.reference if report else None)
    province = province_of(head.above, (line.key for line in lines))
    named = head.body or (report.organization if report else None)
    return Office(_full_name(named, province, lines), province, reference)


def _first(key: str) -> list[str]:
    """The provinces named behind their kind in a folded line."""
    found = []
    for one in _PLACED.finditer(key):
        parts = re.split(r"(?<=\w)(?= )", one["name"])
        for count in range(min(4, len(parts)), 0, -1):
            if (name := _provinces().get("".join(parts[:count]))) is not None:
                found.append(name)
                break
    return found


def _full_name(name: str | None, province: str | None, lines: Sequence[Line]) -> str | None:
    """A body with its place, in the letters a sentence would have.

    Args:
        name: as printed, in capitals perhaps.
        province: its province.
        lines: of the text, where the name may stand in small letters.
    """
    if name is None:
        return None
    made = clean(name)
    if made.isupper():
        made = _in_small_letters(made, lines)
    key = fold(made)
    if province is None or fold(province.removeprefix("tỉnh ").removeprefix("thành phố ")) in key:
        return made
    return f"{made} {province}" if key.startswith(_OF_PROVINCE) else made


_OF_PROVINCE = tuple(fold(word) for word in ("sở", "ban", "chi cục", "văn phòng ubnd", "thanh tra"))


def _in_small_letters(name: str, lines: Sequence[Line]) -> str:
    key = fold(name)
    for line in lines:
        at = line.key.find(key)
        if at >= 0 and len(line.key) == len(line.raw) and not line.text.isupper():
            return line.raw[at : at + len(key)]
    known = bodies_named(name)
    if known and not known[0].name.isupper() and fold(known[0].name) == key:
        return known[0].name
    head = next((word for word in words("letterhead", "bodies") if key.startswith(f"{word} ")), "")
    placed = _PLACED.search(key, len(head))
    place = placed.start("name") if placed else len(key)
    plain = " ".join(name.split()).lower()
    return f"{_lead(plain[: len(head)])} {_lead(plain[len(head) : place].strip())} {_capitalised(plain[place:])}".strip()


def _lead(text: str) -> str:
    return text.upper() if text == "ubnd" else text[:1].upper() + text[1:]


def _capitalised(text: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in text.split())
