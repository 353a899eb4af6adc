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
# Beside the date, where it is no part of it: "ngày 05/02/2024, thứ năm", "sáng thứ Sáu (05/02/2024)".
_BESIDE, _LISTED_NEAR = 40, 400
_BEHIND = re.compile(rf"\s{{0,3}}[,(]\s{{0,3}}{_WEEKDAY.pattern}\s{{0,3}}(?=[).;,\n]|$)")
# In brackets only: "ngày" behind a weekday is read with it. The word before says that nothing is counted.
_AHEAD = re.compile(
    rf"(?:^|[,;.\n-]|\b(?:sáng|trưa|chiều|tối|đêm|vào|hôm|từ|đến))\s{{0,3}}{_WEEKDAY.pattern}\s{{0,3}}\(\s{{0,3}}(?:ngày\s{{1,3}})?$"
)
_LISTING = re.compile(r"\bthứ\s{1,3}nhất\b")


def _beside(text: str, start: int, end: int) -> re.Match[str] | None:
    """The weekday right before or behind a date; "thứ hai" after "thứ nhất" counts and is none."""
    ahead = Searchable(text[max(0, start - _LISTED_NEAR) : start]).key
    if named := _AHEAD.search(ahead, max(0, len(ahead) - _BESIDE)):
        return named
    named = _BEHIND.match(Searchable(text[end : end + 2 * _BESIDE]).key)
    return None if named is None or _LISTING.search(ahead) else named


def _words(named: re.Match[str]) -> str:
    return "chủ nhật" if named["sunday"] else f"thứ {named['name']}"


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
        if not isinstance(day, dt.date):
            continue
        named = _WEEKDAY.search(Searchable(found.text).key) or _beside(text, found.start, found.end)
        if named is None:
            continue
        weekday = 6 if named["sunday"] else _WEEKDAYS[named["name"]]
        if weekday != day.weekday():
            line = text.count("\n", 0, found.start) + 1
            findings.append(
                Finding(
                    code="weekday_differs",
                    severity=Severity.WARNING,
                    place=Place(file=file, line=line),
                    parameters={
                        "day_on": day.isoformat(),
                        "weekday_on": day.isoformat(),
                        "text": _words(named),
                    },
                )
            )
    return Findings(findings)
