"""Words run together (*thiếu dấu cách*), as they come out of a hasty edit.

Basis: PRACTICE. Names in other languages mix capitals freely, so only a letter that Vietnamese alone writes counts before a
capital.

Wrong: `dự ánKH&CN`, `cấp cơ sở“Xây dựng`, `Hà Nội,Huế`. Right: `dự án KH&CN`, `cấp cơ sở “Xây dựng`, `Hà Nội, Huế`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import lazy_pattern, normalize

__all__ = ["RULE", "check"]

RULE = Rule(
    code="glued_words",
    scope=Scope.TEXT,
    severity=Severity.WARNING,
    basis=Evidence("Chính tả tiếng Việt", Confidence.PRACTICE),
)
_GLUED = lazy_pattern(
    r"(?<![\w/.@:])(?:[^\W\d_]*[à-ỹđ][^\W\d_A-ZĐÀ-Ỹ]*(?=[A-ZĐ])[A-ZĐ][^\s]*|[^\W\d_]+“[^\W\d_]+|”[^\W\d_]+|[^\W\d_]+[,;][^\W\d_]+)"
)
_BREAK = lazy_pattern(r"(?<=[^\W\d_])(?=“)|(?<=[”,;])(?=[^\W\d_])|(?<=[a-zà-ỹđ])(?=[A-ZĐ])")


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each word that should be two."""
    for number, raw in enumerate(subject.lines, 1):
        line = normalize(raw)
        for found in _GLUED.finditer(line):
            if not any(sign in found[0] for sign in ("@", "://", "www.")) and not _is_capitals(found[0]):
                apart = _BREAK.sub(" ", found[0], count=1)
                if apart != found[0]:
                    yield RULE.finding(place=subject.place_of_lines(number), suggestion=apart, text=found[0])


def _is_capitals(word: str) -> bool:
    return word.upper() == word
