"""A word often misspelt (*lỗi chính tả thường gặp*), from a list that stands beside this rule.

Basis: PRACTICE; each wrong side of the list is no Vietnamese word.

Wrong: `xử dụng`, `chuẩn đoán`, `cập nhập`. Right: `sử dụng`, `chẩn đoán`, `cập nhật`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import normalize

__all__ = ["RULE", "check"]

RULE = Rule(
    code="misspelling",
    scope=Scope.TEXT,
    severity=Severity.WARNING,
    basis=Evidence("Chính tả tiếng Việt", Confidence.PRACTICE),
)


@functools.cache
def _list() -> tuple[re.Pattern[str], Mapping[str, str], Mapping[str, tuple[str, ...]]]:
    stored = tomllib.loads((resources.files(__package__) / "misspellings.toml").read_text(encoding="utf-8"))
    pairs = {normalize(wrong): normalize(right) for wrong, right in stored["spelling"].items()}
    right_behind = {
        normalize(wrong): tuple(map(normalize, some)) for wrong, some in stored["right_behind"].items()
    }
    words = "|".join(re.escape(wrong) for wrong in sorted(pairs, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)"), pairs, right_behind


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each place."""
    pattern, pairs, right_behind = _list()
    for item in subject.items:
        text = item.text.lower()
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - 12) : found.start()].rstrip()
            if before.endswith(right_behind.get(found[0], ())):
                continue
            right = pairs[found[0]]
            yield RULE.finding(
                place=subject.place_of_lines(item.line, item.line_end),
                suggestion=right,
                text=found[0],
                right=right,
            )
