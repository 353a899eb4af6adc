"""A heading whose number does not follow from the one above it (*đánh số đề mục sai*).

Basis: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II mục 6: headings are numbered in order, points under the number of their heading.
What is quoted has the numbers of the document it comes from (*được sửa đổi như sau: “2. …”*) and is passed over.

Wrong: `2.1.` under `1.`; `3.` after `1.`. Right: `1.1.` under `1.`; `2.` after `1.`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.rules.quotations import long_quotations
from khcn_records.text import fold, lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="section_numbering",
    scope=Scope.TEXT,
    severity=Severity.ERROR,
    basis=Evidence("Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II mục 6", Confidence.TEXT),
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_NUMBERED = lazy_pattern(r"(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|[ivxl]{1,6})[.]?", re.IGNORECASE)


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each heading out of order or under another number.

    The first of a text may begin anywhere: what is handed in may be a part.
    """
    last: dict[int, tuple[int, ...]] = {}
    roman = 0
    is_first = True
    quoted = {at for span in long_quotations(subject.items) for at in span[1:]}
    for at, item in enumerate(subject.items):
        if at in quoted:
            continue
        marker = item.marker
        if fold(marker).startswith(("phần", "phụ lục", "nơi nhận")):
            last, roman = {}, 0
            continue
        if not _NUMBERED.fullmatch(marker) or item.text[:1].isdigit():  # `V. 1` is a point of V
            continue
        if marker[0].islower():  # a letter of `h. … i. … k. …`; Roman numbers are written in capitals
            continue
        if not marker[0].isdigit():
            number = _roman(marker)
            expected: tuple[int, ...] = (roman + 1,)
            found: tuple[int, ...] = (number,)
            roman, last = number, {}
        else:
            found = tuple(map(int, marker.rstrip(".").split(".")))
            expected = _expected(found, last)
            last = {depth: one for depth, one in last.items() if depth < len(found)}
            last[len(found)] = found
            if len(found) == 1 and found[0] == 1 and expected != found:
                continue  # a new list begins
        was_first, is_first = is_first, False
        if found != expected and item.text and not was_first:
            right = _printed(expected, marker)
            is_gap = found[:-1] == expected[:-1] and found[-1] > expected[-1]
            yield RULE.finding(
                place=subject.place_of_lines(item.line),
                severity=Severity.WARNING if is_gap else None,
                suggestion=right,
                text=f"{marker} {item.text[:80]}",
                right=right,
            )


def _expected(found: tuple[int, ...], last: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
    """The number that should stand there: the next of its depth, under the heading above."""
    depth = len(found)
    above = last.get(depth - 1, found[:-1]) if depth > 1 else ()
    before = last.get(depth)
    return (*above, before[-1] + 1 if before is not None and depth in last else 1)


def _roman(marker: str) -> int:
    values = [_ROMAN[char] for char in marker.lower().rstrip(".")]
    return sum(
        -one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True)
    )


def _printed(number: tuple[int, ...], marker: str) -> str:
    if marker[0].isdigit():
        return ".".join(map(str, number)) + ("." if marker.endswith(".") else "")
    tens, ones = divmod(number[0], 10)
    return (
        "X" * tens
        + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
        + ("." if marker.endswith(".") else "")
    )
