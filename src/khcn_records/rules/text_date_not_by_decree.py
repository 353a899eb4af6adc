"""A date whose day or month is not padded as the decree asks (*thể thức ngày, tháng, năm*).

Basis: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II mục 4: days below 10 and the months 1 and 2 take a zero in front; other months do not.

Wrong: `17/1/2024`, `5/01/2024`. Right: `17/01/2024`, `05/01/2024`, `12/7/2022`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="date_not_by_decree",
    scope=Scope.TEXT,
    severity=Severity.WARNING,
    basis=Evidence("Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II mục 4", Confidence.TEXT),
)
_WRITTEN = lazy_pattern(
    r"(?<![0-9])([0-9]{1,2})(\s?[/.-]\s?|\s+tháng\s+)([0-9]{1,2})(?=\s?[/.-]\s?[0-9]{4}|\s+năm\s)",
    re.IGNORECASE,
)


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each date, with the date as it should stand."""
    for mention in subject.dates:
        if mention.kind == "lunar":
            continue
        for written in _WRITTEN.finditer(mention.text):
            right = f"{_padded(written[1], 10)}{written[2]}{_padded(written[3], 3)}"
            is_of_months = mention.text[: written.start()].rstrip().lower().endswith("tháng")
            if right == written[0] or is_of_months:
                continue
            suggestion = mention.text[: written.start()] + right + mention.text[written.end() :]
            start = mention.start + written.start()
            yield RULE.finding(
                place=subject.place(start, start + len(written[0])),
                suggestion=suggestion,
                text=mention.text,
                right=suggestion,
            )


def _padded(number: str, below: int) -> str:
    """Two digits below the bound; above it as it stands: practice pads the months 3–9 in tables, the decree does not ask."""
    return f"{int(number):02d}" if int(number) < below else number
