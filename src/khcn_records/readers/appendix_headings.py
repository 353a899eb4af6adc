"""What stands above the table of a task appendix: its title, its period and the report it is attached to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khcn_records.errors import InvalidValueError
from khcn_records.readers.appendix_words import is_list_title
from khcn_records.readers.sources import Line
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.text import clean, fold
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

__all__ = ["HEADING_REACH", "heading_above", "ordered_by", "period_of", "report_of"]

_TITLE = re.compile(fold(r"(?:danh mục )?phụ lục(?: (?:số )?[0-9ivx]{1,5})?(?:[.:]? ?[^ ].{0,160})?"))
_ATTACHED = re.compile(r"\(?\s*(?:[Bb]an hành )?[Kk]èm theo\s+([^()]+(?:\([^()]*\)[^()]*)*)\)?")
_PERIOD = re.compile(
    fold(
        r"(?<![0-9])(?:tháng [0-9]{1,2} ?(?:/|-| năm ) ?[0-9]{4}|quý [iv0-9]{1,3} ?(?:/| năm ) ?[0-9]{4}|0?6 tháng (?:đầu|cuối) năm [0-9]{4}"
        r"|0?9 tháng(?: đầu)? năm [0-9]{4}|năm [0-9]{4})(?![0-9])"
    )
)
_NO_PERIOD = re.compile(
    fold(
        r"ngày [0-9…. ]{1,6} ?tháng [0-9…. ]{1,6} ?năm [0-9]{4}|(?:giai đoạn|đến|từ) (?:năm )?[0-9]{4}(?: ?- ?[0-9]{4})?"
    )
)
HEADING_REACH = 12
"""Lines between the beginning of a heading and the table."""


def heading_above(lines: Sequence[Line], header: int, floor: int) -> tuple[int, bool]:
    """Where the heading above a header begins, and whether it says that an appendix begins.

    Args:
        lines: of the whole source.
        header: the place of the header.
        floor: the place before which the table above ends.
    """
    lowest = max(floor, header - HEADING_REACH)
    grid = lines[header].grid
    is_below_table = floor > 0 and lines[floor - 1].grid is grid
    if grid is not None and header > lowest and lines[header - 1].grid is grid and not is_below_table:
        while header > lowest and lines[header - 1].grid is grid:
            header -= 1
        above, _ = heading_above(lines, header, floor) if lines[header - 1].grid is None else (header, True)
        return above, True
    for place in range(header - 1, lowest - 1, -1):
        if lines[place].grid is not None and lines[place].grid is not grid:
            lowest = place + 1
            break
        if lines[place].text[:1].isupper() and _TITLE.fullmatch(lines[place].key):
            return place, True
    first, is_new = header, False
    for place in range(header - 1, lowest - 1, -1):
        text = lines[place].text
        if (
            not (text.isupper() and any(char.isalpha() for char in text) and not text[0].isdigit())
            and "(" not in text[:1]
        ):
            break
        first, is_new = (
            place,
            is_new or _ATTACHED.match(text) is not None or _PERIOD.search(lines[place].key) is not None,
        )
    return first, is_new


def report_of(heading: Sequence[Line]) -> MonthlyReport | None:
    """`(Kèm theo Báo cáo số …/BC-KHCN ngày … của Sở …)`: the report's own symbol and issuer, as far as filled in; and the period.

    Returns:
        the report without its records; `None` where no period is named.
    """
    title, attached = _parts(heading)
    found = _PERIOD.search(_NO_PERIOD.sub(" ", fold(title)))
    try:
        period = ReportingPeriod.parse(found[0]) if found else None
    except InvalidValueError:
        period = None
    if period is None:
        return None
    return _report(period, attached)


def period_of(name: str) -> ReportingPeriod | None:
    """The period that a short name tells, such as that of a sheet: *Tháng 02-2024*."""
    found = _PERIOD.search(_NO_PERIOD.sub(" ", fold(name).replace(".", "/").replace("_", " ")))
    try:
        return ReportingPeriod.parse(found[0]) if found else None
    except InvalidValueError:
        return None


def ordered_by(heading: Sequence[Line]) -> DocumentReference | None:
    """The document that orders all that a table lists whose rows name no directive.

    It is what the table is attached to, unless that is a report; else the list itself, known by its title.
    """
    title, attached = _parts(heading)
    if attached is not None:
        try:
            reference = DocumentReference.parse(attached[1].strip()[:400])
        except InvalidValueError:
            return None
        if reference.number is None or reference.kind is None or reference.kind.abbreviation == "BC":
            return None
        return reference
    lines = [line.text for line in heading if is_list_title(line.text)]
    if not lines:
        return None
    return DocumentReference(subject=clean(title[title.find(clean(lines[0])) :])[:400])


def _parts(heading: Sequence[Line]) -> tuple[str, re.Match[str] | None]:
    """The title on one line, and what the table says it is attached to."""
    joined = clean(" ".join(line.text for line in heading))
    attached = _ATTACHED.search(joined)
    title = joined[: attached.start()] + " " + joined[attached.end() :] if attached else joined
    return title, attached


def _report(period: ReportingPeriod, attached: re.Match[str] | None) -> MonthlyReport:
    organization, reference = None, None
    if attached:
        own, _, issuer = attached[1].strip().rpartition(" của ")
        organization = issuer or None
        try:
            reference = DocumentReference.parse(re.sub(r",? ngày [\s.…/]+.*$", "", own or attached[1])[:400])
        except InvalidValueError:
            reference = None
    return MonthlyReport(report_id=str(period), period=period, organization=organization, reference=reference)
