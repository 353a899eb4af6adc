"""The title of a report (*tên loại và trích yếu nội dung*) and the periods that titles and headings name."""

from __future__ import annotations

from collections.abc import Sequence

from khcn_records.errors import InvalidValueError
from khcn_records.readers.report_words import folded_pattern
from khcn_records.readers.sources import Line
from khcn_records.text import fold
from khcn_records.values.document_kinds import DocumentKind, folded_nouns
from khcn_records.values.periods import ReportingPeriod

__all__ = ["periods_in", "title_of"]

_LONGEST_NAME = 40
_MOST_WORDS = 6
"""Of the name of a kind of document."""
_PERIOD = folded_pattern(
    fold(
        r"(?<![0-9])(?:tháng [0-9]{1,2} ?(?:/|-| năm ) ?[0-9]{4}|quý [iv0-9]{1,3} ?(?:/| năm |,? ?)[0-9]{4}|0?6 tháng (?:đầu|cuối) năm [0-9]{4}"
        r"|0?9 tháng(?: đầu)? năm [0-9]{4}|năm [0-9]{4})(?![0-9])"
    )
)
_MONTH_ALONE = folded_pattern(fold(r"(?<![0-9])tháng ([0-9]{1,2})(?![0-9/])"))
_NO_PERIOD = folded_pattern(
    fold(
        r"ngày [0-9…. ]{1,6} ?tháng [0-9…. ]{1,6} ?năm [0-9]{4}|(?:giai đoạn|đến|từ) (?:năm )?[0-9]{4}(?: ?- ?[0-9]{4})?"
    )
)


def periods_in(text: str) -> list[ReportingPeriod]:
    """The periods that a title or heading names with their year, in order; days and stretches of years are none."""
    key = _NO_PERIOD.sub(" ", fold(text))
    found: list[ReportingPeriod] = []
    for one in _PERIOD.finditer(key):
        try:
            period = ReportingPeriod.parse(one[0])
        except InvalidValueError:
            continue
        found.append(period)
    alone = _MONTH_ALONE.search(key)
    if (
        found
        and alone
        and alone.start() < (_PERIOD.search(key) or alone).start()
        and str(found[0].kind) == "month"
    ):
        number, year = (
            int(alone[1]),
            found[0].year,
        )  # "tháng 5 và nhiệm vụ tháng 6 năm 2025": the year stands once
        if 1 <= number <= 12 and year is not None and number != found[0].number:
            found.insert(0, ReportingPeriod.of_month(year - (number > (found[0].number or 0)), number))
    return found


def title_of(lines: Sequence[Line]) -> tuple[DocumentKind | None, str]:
    """The kind of document whose name stands in capitals, alone or before words with a period in them or just below, and those words."""
    text = lines[0].text.strip(" *_")
    if not text.isupper():
        return None, ""
    if len(text) < _LONGEST_NAME and (kind := folded_nouns().get(fold(text))) is not None:
        return kind, ""
    words = text.split()
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        kind = folded_nouns().get(fold(" ".join(words[:count])))
        if kind is not None and periods_in(" ".join(line.text for line in lines)):
            return kind, " ".join(words[count:])
    return None, ""
