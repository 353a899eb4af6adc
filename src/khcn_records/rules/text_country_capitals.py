"""The name of a country without all its capitals (*tên nước viết hoa thiếu*).

Basis: Nghị định 30/2020/NĐ-CP, Phụ lục II, mục III: every syllable of a Sino-Vietnamese place name bears a capital.

Wrong: `hàn Quốc`, `Việt nam`. Right: `Hàn Quốc`, `Việt Nam`.
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
    code="country_capitals",
    scope=Scope.TEXT,
    severity=Severity.WARNING,
    basis=Evidence("Nghị định 30/2020/NĐ-CP, Phụ lục II, mục III", Confidence.TEXT),
)
_NAMES = (
    "Việt Nam", "Hàn Quốc", "Trung Quốc", "Nhật Bản", "Hoa Kỳ", "Ấn Độ", "Thái Lan", "Hà Lan", "Phần Lan", "Ba Lan", "Đài Loan", "Triều Tiên",
    "Thụy Điển", "Thụy Sĩ", "Đan Mạch", "Na Uy", "Bồ Đào Nha", "Tây Ban Nha", "Mông Cổ", "Cam-pu-chia", "Bắc Triều Tiên",
)  # fmt: skip
_NAME = lazy_pattern(
    rf"(?<!\w)(?:{'|'.join(name.replace(' ', '[ ]') for name in _NAMES)})(?!\w)", re.IGNORECASE
)


def check(subject: SourceText, _context: Context) -> Iterator[Finding]:
    """One finding for each place; capitals throughout, as in headings, pass, and so does a name in small letters only."""
    right = {name.lower(): name for name in _NAMES}
    for item in subject.items:
        for found in _NAME.finditer(item.text):
            name = right[found[0].lower()]
            if found[0] not in {name, name.lower(), name.upper()}:
                place = subject.place_of_lines(item.line, item.line_end)
                yield RULE.finding(place=place, suggestion=name, text=found[0], right=name)
