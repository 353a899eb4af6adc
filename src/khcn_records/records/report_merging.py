"""One report of an office from those of its units (*tổng hợp báo cáo của các đơn vị*)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import attrs

from khcn_records.errors import InvalidArgumentError
from khcn_records.fields import tuple_of
from khcn_records.records import id_field
from khcn_records.records.indicator_parts import BreakdownPart
from khcn_records.records.indicators import Indicator
from khcn_records.records.monthly_reports import RECORD_FIELDS, MonthlyReport
from khcn_records.text import fold

__all__ = ["merge"]


def merge(
    reports: Iterable[MonthlyReport], *, report_id: str, organization: str | None = None
) -> MonthlyReport:
    """The report of an office from those of its units (*tổng hợp báo cáo*).

    Records stand one after another; equal ones once. An id that two units gave to different records bears its unit's
    `report_id` in front. Figures of the same name, unit and kind are added up, with their cumulative figures and the parts
    of their breakdowns; a sum of which one member is missing is missing.

    Args:
        reports: of one period and one window rule.
        report_id: the id of the whole.
        organization: the office; its units' own names stay in their reports.

    Raises:
        InvalidArgumentError: no report, or reports of different periods or rules.
        TypeError: anything but reports.
    """
    several = tuple_of(MonthlyReport, list(reports))
    kinds = {(one.period, one.window_rule) for one in several}
    if len(kinds) != 1:
        told = ", ".join(f"{one.report_id} {one.period} {one.window_rule}" for one in several) or "nothing"
        raise InvalidArgumentError(told, "reports of one period and one window rule")
    joined: dict[str, Any] = {}
    for name in RECORD_FIELDS:
        if name != "indicators":
            joined[name] = _joined(several, name)
    sections = {section.number: section for one in several for section in one.sections}
    first = several[0]
    days = [one.as_of for one in several if one.as_of is not None]
    return MonthlyReport(
        report_id=report_id,
        period=first.period,
        organization=organization,
        window_rule=first.window_rule,
        as_of=max(days) if days else None,
        sections=list(sections.values()),
        indicators=_added(several),
        **joined,
    )


def _joined(reports: Sequence[MonthlyReport], name: str) -> list[Any]:
    made: list[Any] = []
    known: dict[str, Any] = {}
    for report in reports:
        for record in getattr(report, name):
            field = id_field(record)
            identity = getattr(record, field)
            if known.get(identity) == record:
                continue
            if identity in known:
                record = attrs.evolve(record, **{field: f"{report.report_id}/{identity}"})  # noqa: PLW2901
            known[getattr(record, field)] = record
            made.append(record)
    return made


def _added(reports: Sequence[MonthlyReport]) -> list[Indicator]:
    groups: dict[tuple[Any, ...], list[Indicator]] = {}
    for report in reports:
        for one in report.indicators:
            key = (fold(one.name), fold(one.unit or ""), fold(one.cumulative_unit or ""), one.is_planned)
            groups.setdefault(key, []).append(one)
    made = []
    for several in groups.values():
        first = several[0]
        if len(several) == 1:
            made.append(first)
            continue
        made.append(
            attrs.evolve(
                first,
                figure=_total(one.figure for one in several),
                figure_text=None,
                out_of=_total(one.out_of for one in several),
                cumulative=_total(one.cumulative for one in several),
                carried=_total(one.carried for one in several),
                target=_total(one.target for one in several),
                breakdown=_added_parts([one.breakdown for one in several]),
                restatements=(),
            )
        )
    return made


def _total(figures: Iterable[Decimal | None]) -> Decimal | None:
    told = list(figures)
    known = [one for one in told if one is not None]
    return sum(known, Decimal(0)) if told and len(known) == len(told) else None


def _added_parts(breakdowns: Sequence[tuple[BreakdownPart, ...]]) -> tuple[BreakdownPart, ...]:
    groups: dict[tuple[str, str], list[BreakdownPart]] = {}
    for parts in breakdowns:
        for part in parts:
            groups.setdefault((fold(part.name), fold(part.unit or "")), []).append(part)
    return tuple(
        attrs.evolve(
            several[0],
            value=_total(one.value for one in several),
            out_of=_total(one.out_of for one in several),
            parts=_added_parts([one.parts for one in several]),
        )
        if len(several) > 1
        else several[0]
        for several in groups.values()
    )
