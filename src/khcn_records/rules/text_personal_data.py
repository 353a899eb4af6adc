"""Personal data where none belongs (*dữ liệu cá nhân trong báo cáo*): e-mail addresses of persons, telephone and identity numbers, birth dates.

Basis: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, in force from 01/01/2026; before it Nghị định 13/2023/NĐ-CP. Both known by title only: UNCONFIRMED in detail.

Wrong: `nguyenvana@gmail.com`, `sinh ngày 01/01/1980`, `CCCD số 001080012345`. Right: the office's address, no birth date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import lazy_pattern, normalize

__all__ = ["RULE", "check"]

RULE = Rule(
    code="personal_data",
    scope=Scope.TEXT,
    severity=Severity.ERROR,
    basis=Evidence(
        "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; Nghị định 13/2023/NĐ-CP", Confidence.UNCONFIRMED
    ),
)
_KINDS = (
    ("e_mail", lazy_pattern(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")),
    ("phone", lazy_pattern(r"(?<![0-9./-])(?:\+84|0)[ .]?[35789][0-9](?:[ .]?[0-9]){7}(?![0-9/-])")),
    (
        "birth_date",
        lazy_pattern(r"(?:sinh\s+(?:ngày|năm)|ngày\s+sinh)\s*:?\s*[0-9][0-9./-]{3,9}", re.IGNORECASE),
    ),
    (
        "identity_number",
        lazy_pattern(
            r"(?:cccd|cmnd|căn\s+cước(?:\s+công\s+dân)?|chứng\s+minh(?:\s+nhân\s+dân)?|hộ\s+chiếu)\s*(?:số)?\s*:?\s*[A-Z]?[0-9]{7,12}",
            re.IGNORECASE,
        ),
    ),
)
_OFFICES = (".gov.vn",)


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each; an address of an office (`…gov.vn`) passes. What was found is not repeated in full."""
    for number, raw in enumerate(subject.lines, 1):
        line = normalize(raw)
        for kind, pattern in _KINDS:
            for found in pattern.finditer(line):
                if kind == "e_mail" and found[0].lower().endswith(_OFFICES):
                    continue
                yield RULE.finding(place=subject.place_of_lines(number), text=_masked(found[0]), what=kind)


def _masked(text: str) -> str:
    """Its first letters; a finding must not spread what it finds."""
    return text[:3] + "…"
