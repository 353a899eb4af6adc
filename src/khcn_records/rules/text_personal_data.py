"""Personal data where none belongs (*dữ liệu cá nhân trong báo cáo*): e-mail addresses of persons, telephone and identity numbers, birth dates.

Basis: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, in force from 01/01/2026; before it Nghị định 13/2023/NĐ-CP. Both known by title only: UNCONFIRMED in detail.

Wrong: `nguyenvana@gmail.com`, `sinh ngày 01/01/1980`, `CCCD số 001080012345`. Right: the office's address, no birth date.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.privacy import find_personal, hint_of
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import normalize

__all__ = ["RULE", "check"]

RULE = Rule(
    code="personal_data",
    scope=Scope.TEXT,
    severity=Severity.ERROR,
    basis=Evidence(
        "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; Nghị định 13/2023/NĐ-CP", Confidence.UNCONFIRMED
    ),
)


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each; an address of an office (`…gov.vn`) passes. What was found is not repeated in full."""
    for number, raw in enumerate(subject.lines, 1):
        line = normalize(raw)
        for kind, start, end in find_personal(line):
            place = subject.place_of_lines(number)
            yield RULE.finding(
                place=place, text=hint_of(line[start:end]), what_key=f"personal_kind.{kind.value}"
            )
