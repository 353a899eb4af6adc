"""A quotation mark without its partner (*thiếu dấu ngoặc kép*).

Basis: PRACTICE; rules of Vietnamese punctuation. A quotation may run over several items (*được sửa đổi như sau: “1. … 2. …”*).

Wrong: `dự án: Xưởng sản xuất A” của Công ty B`. Right: `dự án “Xưởng sản xuất A” của Công ty B`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.rules.quotations import long_quotations

__all__ = ["RULE", "check"]

RULE = Rule(
    code="unmatched_quotes",
    scope=Scope.TEXT,
    severity=Severity.WARNING,
    basis=Evidence("Quy tắc dấu câu tiếng Việt", Confidence.PRACTICE),
)


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each heading or item whose marks do not pair."""
    long = {at for span in long_quotations(subject.items) for at in (span[0], span[-1])}
    for at, item in enumerate(subject.items):
        if at in long:  # its marks pair over the items between
            continue
        opened = 0
        is_wrong = item.text.count('"') % 2 == 1
        for char in item.text:
            opened += (char == "“") - (char == "”")
            if opened < 0:
                is_wrong, opened = True, 0
        if is_wrong or opened:
            yield RULE.finding(
                place=subject.place_of_lines(item.line, item.line_end), text=_around(item.text)
            )


def _around(text: str) -> str:
    """The words about the first mark, short enough to show."""
    at = min((place for mark in '“”"' if (place := text.find(mark)) >= 0), default=0)
    return text[max(0, at - 40) : at + 40].strip()
