"""What the canonical texts of plain data look like: a pattern and examples for every value that is one text.

Patterns use what ECMA 262 and Python read alike, and say no more than can be told letter by letter: that a day exists, that a symbol fits
its grammar, is for the reader to judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["FORMS", "SAYS_SOMETHING", "Form"]

SAYS_SOMETHING = r"\S"
"""Text that is not empty."""

_MONTH, _DAY_OF_MONTH = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_DAY = f"[0-9]{{4}}-{_MONTH}-{_DAY_OF_MONTH}"
_DATED_PART = f"[0-9]{{4}}(-{_MONTH}(-{_DAY_OF_MONTH})?)?"
_PART = f"({_DATED_PART}|--{_MONTH}(-{_DAY_OF_MONTH})?|---{_DAY_OF_MONTH})"
_FIGURE = r"-?[0-9]{1,3}(\.[0-9]{3})*(,[0-9]+)?"
_LIST = "-?[0-9A-Z]+(,-?[0-9A-Z]+)*"


class Form(NamedTuple):
    """The canonical text of one type.

    Attributes:
        pattern: what every canonical text matches.
        examples: canonical texts.
        format: its name among the formats of JSON Schema, or `""`.
    """

    pattern: str
    examples: tuple[str, ...]
    format: str = ""


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "day": Form(f"^{_DAY}$", ("2024-02-05",), "date"),
        "day_or_part": Form(f"^{_DATED_PART}$", ("2024-02-05", "2024-02", "2024")),
        "figure": Form(r"^-?[0-9]{1,30}(\.[0-9]{1,30})?$", ("8", "5.5", "-0.25")),
        "date_range": Form(rf"^({_DAY}|\.\.)/({_DAY}|\.\.)$", ("2024-01-15/2024-02-14", "../2025-12-31")),
        "deadline": Form(f"^<=?{_PART}$", ("<=2024-12-20", "<2024-12-20")),
        "document_kind": Form(SAYS_SOMETHING, ("Kế hoạch", "Công văn")),
        "document_number": Form(r"\S*[/-]\S*", ("31/KH-UBND", "14/2023/TT-BKHCN", "114-KH/TU")),
        "document_reference": Form(
            SAYS_SOMETHING,
            ("31/KH-UBND", "Kế hoạch số 114-KH/TU ngày 05/01/2024 của Ban Thường vụ Tỉnh ủy"),
        ),
        "lunar_date": Form(
            r"^(mùng )?[1-9][0-9]? tháng .+ năm .+ \([0-9]{4}\)$",
            ("mùng 1 tháng Giêng năm Giáp Thìn (2024)",),
        ),
        "money": Form(f"^{_FIGURE} đồng$", ("1.500.000.000 đồng",)),
        "partial_date": Form(f"^{_PART}$", ("2024-02", "--10-26", "---15")),
        "quantity": Form(f"^{_FIGURE}(/{_FIGURE})?([ %‰]|$)", ("08 nhiệm vụ", "1.291,5 mẫu", "15/15 mẫu")),
        "recurrence": Form(
            f"^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(INTERVAL|BYMONTH|BYMONTHDAY|BYDAY)={_LIST})*$",
            ("FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=WEEKLY;BYDAY=MO"),
        ),
        "reporting_period": Form(
            f"^([0-9]{{4}}|-)(-({_MONTH}|Q[1-4]|H[12]|9M))?$", ("2024-02", "2024-Q1", "2024-H1", "2024")
        ),
        "time_limit": Form("^[0-9]+ (giờ|ngày|ngày làm việc|tuần|tháng|năm)$", ("05 ngày làm việc", "30 ngày")),
    }
)  # fmt: skip
"""Key of the type → its form."""
