"""A weekday written beside a date it does not fall on (*thứ trong tuần không khớp ngày*): a finding, never an error."""

from __future__ import annotations

import datetime as dt
import re

from khcn_records.finding import Finding, Findings, Place, Severity
from khcn_records.mentions.dates import find_dates
from khcn_records.mentions.searching import Searchable
from khcn_records.text import fold

__all__ = ["check_weekdays"]

_NAMES = (("hai", "2"), ("ba", "3"), ("tư", "4"), ("năm", "5"), ("sáu", "6"), ("bảy", "bẩy", "7"))
_WEEKDAYS = {fold(name): place for place, names in enumerate(_NAMES) for name in names}
_WEEKDAY = re.compile(rf"(?:thứ\s{{1,3}}(?P<name>{'|'.join(_WEEKDAYS)})\b|(?P<sunday>chủ\s{{1,3}}nhật))")


def check_weekdays(text: str, *, file: str | None = None) -> Findings:
    """The dates of a text whose weekday, written with them, is not theirs.

    Args:
        text: any text.
        file: the name to show in places.

    >>> [finding.message("en") for finding in check_weekdays("họp thứ Ba, ngày 05/02/2024")]
    ['5 Feb 2024 is a Monday, the text says: thứ ba']
    """
    findings = []
    for found in find_dates(text):
        day = found.value.date() if isinstance(found.value, dt.datetime) else found.value
        named = _WEEKDAY.search(Searchable(found.text).key)
        if not isinstance(day, dt.date) or named is None:
            continue
        weekday = 6 if named["sunday"] else _WEEKDAYS[named["name"]]
        if weekday != day.weekday():
            line = text.count("\n", 0, found.start) + 1
            findings.append(
                Finding(
                    code="weekday_differs",
                    severity=Severity.WARNING,
                    place=Place(file=file, line=line),
                    parameters={"day_on": day.isoformat(), "weekday_on": day.isoformat(), "text": named[0]},
                )
            )
    return Findings(findings)
