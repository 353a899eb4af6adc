"""Figures of several units added up (*cộng số liệu của các đơn vị*): which may be added to each other, and what they come to.

Figures of one report are never added to each other, nor are percentages; what is not added is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

import attrs

from khcn_records.finding import Finding, Severity
from khcn_records.records.indicator_parts import EXACT, BreakdownKind, BreakdownPart, is_share
from khcn_records.records.indicators import Indicator
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.text import fold

__all__ = ["Member", "Tell", "add_up", "joined_texts", "split_groups"]

_SUMMED: Final = ("figure", "out_of", "cumulative", "carried", "target")


@attrs.frozen
class Member:
    """One figure of one of the reports: which report, and where among its figures."""

    report: int
    place: int
    indicator: Indicator


Tell = Callable[[Finding], None]
"""Takes what there is to say."""


def _key(one: Indicator, report: MonthlyReport) -> Hashable:
    return (
        fold(one.section or ""),
        fold(one.name),
        fold(one.unit or ""),
        fold(one.cumulative_unit or one.unit or ""),
        one.is_planned,
        one.period or report.period,
    )


def split_groups(reports: Sequence[MonthlyReport], tell: Tell) -> list[list[Member]]:
    """The figures in order, those together that are added up: one of each report at most.

    Args:
        reports: of one period.
        tell: takes a finding for each that is kept apart though others are called the same.
    """
    groups: dict[Hashable, list[Member]] = {}
    for at, report in enumerate(reports):
        for place, one in enumerate(report.indicators):
            groups.setdefault(_key(one, report), []).append(Member(at, place, one))
    made: list[list[Member]] = []
    for members in groups.values():
        is_shared = len({one.report for one in members}) > 1
        reason = _reason_apart(members) if is_shared else None
        if is_shared and reason is None:
            made.append(members)
            continue
        made += [[one] for one in members]
        if reason is None:
            continue
        first = members[0].indicator
        tell(
            Finding(
                code="merge_kept_apart",
                subject=first.indicator_id,
                parameters={"name": first.name, "reason_key": f"merge_reason.{reason}"},
            )
        )
    return made


def _reason_apart(members: Sequence[Member]) -> str | None:
    """Why figures of several reports that are called the same are not added up; `None`: they are."""
    told = Counter(one.report for one in members)
    several = [one.indicator for one in members]
    if max(told.values()) > 1:
        return "twice"
    if any(is_share(unit) for one in several for unit in (one.unit, one.cumulative_unit) if unit):
        return "share"
    if len({one.out_of is None for one in several}) > 1:
        return "whole"
    if len({one.breakdown_kind for one in several if one.breakdown}) > 1:
        return "breakdown"
    return None


def add_up(members: Sequence[Member], reports: Sequence[MonthlyReport], tell: Tell) -> Indicator:
    """One figure of several units, with its cumulative figure and the parts of its breakdown.

    A sum of which one member is missing is missing, and told.
    """
    several = [one.indicator for one in members]
    first = several[0]
    if len(several) == 1:
        return first
    sums: Any = {
        name: _total([getattr(one, name) for one in several], first.name, f"field.indicator.{name}", tell)
        for name in _SUMMED
    }
    for member in members:
        if member.indicator.restatements:
            tell(
                Finding(
                    code="merge_not_taken",
                    subject=member.indicator.indicator_id,
                    parameters={
                        "report_id": reports[member.report].report_id,
                        "what_key": "field.indicator.restatements",
                        "text": member.indicator.name,
                    },
                )
            )
    kind = next((one.breakdown_kind for one in several if one.breakdown), first.breakdown_kind)
    is_partly = any(one.breakdown for one in several) and any(
        not one.breakdown and one.figure != 0 for one in several
    )
    if is_partly and kind is not BreakdownKind.OVERLAP:
        kind = BreakdownKind.OF_WHICH
        tell(Finding(code="merge_parts_of_some", severity=Severity.INFO, parameters={"name": first.name}))
    return attrs.evolve(
        first,
        **sums,
        figure_text=None,
        breakdown=_added_parts([one.breakdown for one in several], first.name, tell),
        breakdown_kind=kind,
        restatements=(),
        note=joined_texts(one.note for one in several),
    )


def joined_texts(texts: Iterable[str | None]) -> str | None:
    """Texts behind one another, equal ones once; `None` where there are none."""
    return "; ".join(dict.fromkeys(filter(None, texts))) or None


def _total(figures: Sequence[Decimal | None], name: str, what_key: str, tell: Tell) -> Decimal | None:
    total = Decimal(0)
    known = [one for one in figures if one is not None]
    if not known:
        return None
    if len(known) < len(figures):
        tell(Finding(code="merge_left_open", parameters={"name": name, "what_key": what_key}))
        return None
    for one in known:
        total = EXACT.add(total, one)
    return total


def _part_key(part: BreakdownPart) -> Hashable:
    return fold(part.name), fold(part.unit or "")


def _added_parts(
    breakdowns: Sequence[tuple[BreakdownPart, ...]], name: str, tell: Tell
) -> tuple[BreakdownPart, ...]:
    """The parts of several breakdowns: those added up that each has once, the others side by side."""
    groups: dict[Hashable, list[BreakdownPart]] = {}
    twice: set[Hashable] = set()
    for parts in breakdowns:
        counted = Counter(map(_part_key, parts))
        twice |= {key for key, count in counted.items() if count > 1}
        for part in parts:
            groups.setdefault(_part_key(part), []).append(part)
    made: list[BreakdownPart] = []
    for key, several in groups.items():
        first = several[0]
        if len(several) == 1:
            made.append(first)
            continue
        is_whole = len({one.out_of is None for one in several}) > 1
        is_other = len({one.parts_kind for one in several if one.parts}) > 1
        if key in twice or is_whole or is_other or is_share(first.unit or ""):
            made += several
            tell(Finding(code="merge_parts_apart", parameters={"name": name, "text": first.name}))
            continue
        made.append(
            attrs.evolve(
                first,
                value=_total([one.value for one in several], first.name, "field.breakdown_part.value", tell),
                out_of=_total(
                    [one.out_of for one in several], first.name, "field.breakdown_part.out_of", tell
                ),
                parts=_added_parts([one.parts for one in several], first.name, tell),
                parts_kind=next((one.parts_kind for one in several if one.parts), first.parts_kind),
            )
        )
    return tuple(made)
