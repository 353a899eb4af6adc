"""Body and appendices of one source put together: one report, records in the order of the source, kept lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from khcn_records.display import MASK
from khcn_records.finding import Place
from khcn_records.readers import KeptRole, KeptText
from khcn_records.readers.report_body import read_body
from khcn_records.readers.report_head import read_letterhead
from khcn_records.readers.report_names import office_of
from khcn_records.readers.sources import Line
from khcn_records.records.monthly_reports import MonthlyReport, Section
from khcn_records.text import clean

__all__ = ["Joined", "join_body", "kept_line"]


@attrs.frozen
class Joined:
    """What stands before the appendices, and the report that both make.

    Attributes:
        report: `None` where neither names a period.
        records: of the body.
        places: where they stand.
    """

    report: MonthlyReport | None
    records: tuple[Any, ...] = ()
    places: tuple[Place, ...] = ()


def join_body(
    lines: Sequence[Line],
    headings: Sequence[Sequence[Line]],
    report: MonthlyReport | None,
    kept: dict[int, KeptRole],
    file: str | None,
) -> Joined:
    """Read the lines before the appendices.

    Args:
        lines: those before the first appendix.
        headings: the heading of each appendix.
        report: what the appendices told.
        kept: the role of each line outside records, which is brought up to date.
        file: the name to show in places.
    """
    lines = [line for line in lines if line.grid is None]
    body = read_body(lines, report)
    if body is None:
        return Joined(_headed(lines, headings, report, kept))
    for line in lines:
        kept.pop(line.number, None)
    kept |= body.kept
    whole = attrs.evolve(body.report, sections=(*body.report.sections, *_sections(headings)))
    return Joined(
        whole, tuple(record for record, _ in body.records), tuple(_place(at, file) for _, at in body.records)
    )


def _headed(
    lines: Sequence[Line],
    headings: Sequence[Sequence[Line]],
    report: MonthlyReport | None,
    kept: dict[int, KeptRole],
) -> MonthlyReport | None:
    """The report of appendices that come alone, with what the letterhead above the first of them tells."""
    for above in (lines, *headings[:1]):
        head = read_letterhead(above)
        if not head.used:
            continue
        kept |= dict.fromkeys(head.used, KeptRole.LETTERHEAD)
        if report is None:
            return None
        office = office_of(head, report, above)
        return attrs.evolve(
            report,
            organization=report.organization or office.organization,
            reference=report.reference or head.reference,
        )
    return report


def kept_line(line: Line, role: KeptRole, report: MonthlyReport | None, file: str | None) -> KeptText:
    """A line outside the records; the name of who signs stands in the report alone, as personal data."""
    name = report.signature.name if role is KeptRole.SIGNATURE and report and report.signature else None
    return KeptText(line.text.replace(name, MASK) if name else line.text, line.place(file), role)


def _sections(headings: Sequence[Sequence[Line]]) -> list[Section]:
    found: list[Section] = []
    for count, lines in enumerate(headings, 1):
        words = clean(" ".join(line.text for line in lines if line.text[:1] != "("))
        if words:
            found.append(Section(number="appendix" if count == 1 else f"appendix{count}", heading=words))
    return found


def _place(lines: Sequence[Line], file: str | None) -> Place:
    first = lines[0].place(file)
    if first.line is None or lines[-1] is lines[0]:
        return first
    return attrs.evolve(first, line_end=lines[-1].place(file).line_end)
