"""A document without the mark that ends it (*thiếu dấu kết thúc ./.*).

Basis: PRACTICE in administrative documents; Nghị định 30/2020/NĐ-CP, Phụ lục I shows it in its forms.

Wrong: the last item of the body ends in `.`. Right: `./.`
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import fold

__all__ = ["RULE", "check"]

RULE = Rule(
    code="missing_end_mark",
    scope=Scope.TEXT,
    severity=Severity.INFO,
    basis=Evidence("Nghị định 30/2020/NĐ-CP, Phụ lục III (mẫu trình bày)", Confidence.PRACTICE),
)


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding, at the last line before *Nơi nhận*; a text without that block is a part and passes."""
    before = None
    for item in subject.items:
        if fold(item.marker).startswith("nơi nhận"):
            if before is not None and not any(
                "./." in one.text for one in subject.items if one.line < item.line
            ):
                yield RULE.finding(place=subject.place_of_lines(before.line_end), text=before.text[-60:])
            return
        before = item
