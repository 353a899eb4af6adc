"""One term with and without its hyphen, capitals or sign (*thuật ngữ viết không thống nhất*).

Basis: PRACTICE.

Wrong: `X-Quang`, `X-quang` and `Xquang` in one text. Right: one of them throughout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, SourceText
from khcn_records.text import lazy_pattern

__all__ = ["RULE", "check"]

RULE = Rule(
    code="mixed_spelling",
    scope=Scope.TEXT,
    severity=Severity.INFO,
    basis=Evidence("Chính tả, thuật ngữ", Confidence.PRACTICE),
)
_TERM = lazy_pattern(r"(?<![\w/.@&-])[^\W\d_]{1,12}(?:[-&][^\W\d_]{1,12})?(?![\w/@&-])")


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each form but the commonest, of terms that stand with a hyphen at least once, and of abbreviations with `&`."""
    counted: dict[str, Counter[str]] = {}
    first: dict[str, tuple[int, int]] = {}
    for item in subject.items:
        for found in _TERM.finditer(item.text):
            counted.setdefault(found[0].replace("-", "").replace("&", "").lower(), Counter())[found[0]] += 1
            first.setdefault(found[0], (item.line, item.line_end))
    for forms in counted.values():
        has_hyphen, has_and = (any(sign in form for form in forms) for sign in "-&")
        is_abbreviation = all(form.isupper() for form in forms)
        if len(forms) < 2 or not (has_and if is_abbreviation else has_hyphen):
            continue
        (common, often), *others = forms.most_common()
        for other, seldom in others:
            place = subject.place_of_lines(*first[other])
            yield RULE.finding(
                place=place, suggestion=common, text=other, other=common, count=seldom, other_count=often
            )
