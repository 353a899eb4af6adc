"""Punctuation that no sentence has (*dấu câu thừa hoặc sai*): two ends in a row, a blank before a comma or on one side of a dash.

Basis: PRACTICE; `./.` at the end of a document is right (Nghị định 30/2020/NĐ-CP, Phụ lục I).

Wrong: `Công nghệ.;`, `sai số :`, `( Cân bàn`, `2023 -2025`. Right: `Công nghệ;`, `sai số:`, `(Cân bàn`, `2023-2025`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="odd_punctuation",
    scope=Scope.TEXT,
    severity=Severity.INFO,
    basis=Evidence("Quy tắc dấu câu tiếng Việt", Confidence.PRACTICE),
)
_ODD = lazy_pattern(
    r"[^\W\d_]\s?[.;,:][;,:]|[^\W\d_]\s?[;,:]\.(?![./])|(?<=[^\W\d_]) [;:,](?= |$)|\((?= )|(?<=[^\W\d_]) \)"
    r"|(?<![0-9])[0-9]{4} -[0-9]{4}(?![0-9])|(?<![0-9])[0-9]{4}- [0-9]{4}(?![0-9])"
)


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each place."""
    for item in subject.items:
        for found in _ODD.finditer(item.text):
            shown = item.text[max(0, found.start() - 20) : found.end() + 10].strip()
            yield RULE.finding(place=subject.place_of_lines(item.line, item.line_end), text=shown)
