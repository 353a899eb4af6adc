"""Cumulative figures over reports in a row (*lũy kế qua các kỳ báo cáo*): which figure continues which, and what they come to.

Basis: the count begins anew with the year, and the windows of two months adjoin (Nghị định 09/2019/NĐ-CP, Điều 12).

>>> from khcn_records.records.indicators import Indicator
>>> months = [
...     MonthlyReport(report_id=str(n), period=f"2024-{n:02}", indicators=[Indicator(indicator_id="1", name="Giấy phép", figure=f)])
...     for n, f in ((1, 6), (2, 13))]
>>> [one.indicators[0].cumulative for one in cumulate(months)]
[Decimal('6'), Decimal('19')]
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

import attrs

from khcn_records.errors import InvalidArgumentError
from khcn_records.fields import tuple_of
from khcn_records.records.indicator_parts import EXACT
from khcn_records.records.indicators import Indicator
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.records.report_series import likeness
from khcn_records.text import fold

__all__ = ["cumulate", "figures_before", "windows_adjoin"]

_SAME_NAME: Final = Decimal("0.5")
"""How alike the names under one id are at least; below that the id was given to another figure."""


def windows_adjoin(before: MonthlyReport, after: MonthlyReport) -> bool:
    """Whether the later report's data begin on the day after the earlier one's (*thời gian chốt số liệu nối tiếp nhau*).

    Raises:
        InvalidPeriodError: a period names no year, or its rule has no window for it.
        ValueError: no such window rule.
    """
    end = before.window.end
    return end is not None and end + dt.timedelta(days=1) == after.window.start


def _unit(one: Indicator) -> str:
    return fold(one.unit or "")


def _total_unit(one: Indicator) -> str:
    return fold(one.cumulative_unit or one.unit or "")


def _may_continue(one: Indicator, other: Indicator) -> bool:
    """Neither is planned, and their cumulative figures may be of one unit: `Không` is printed without any."""
    units = {_total_unit(one), _total_unit(other)} - {""}
    return len(units) < 2 and not one.is_planned and not other.is_planned


def _by_id(one: Indicator) -> Hashable:
    return one.indicator_id


def _by_place(one: Indicator) -> Hashable:
    return fold(one.section or ""), fold(one.name), _total_unit(one)


def _by_name_in_section(one: Indicator) -> Hashable:
    return fold(one.section or ""), fold(one.name)


def _by_name(one: Indicator) -> Hashable:
    return fold(one.name)


_LOOKS: Final[Sequence[tuple[Callable[[Indicator], Hashable], bool]]] = (
    (_by_id, True),
    (_by_place, False),
    (_by_name_in_section, False),
    (_by_name, False),
)
"""By what a figure is recognised, surest first, and whether its name may be respelt."""


def figures_before(before: Iterable[Indicator], after: Iterable[Indicator]) -> Mapping[int, Indicator]:
    """Place of a figure in the later report → the figure of the earlier one that it continues.

    By id first, then by section, name and unit, then by name, each only where it means one figure on either side; what
    could be meant twice continues nothing. Planned figures continue nothing.

    >>> one, other = (Indicator(indicator_id=i, name="Mẫu", section=s) for i, s in (("a", "I"), ("b", "II")))
    >>> {place: known.indicator_id for place, known in figures_before([one, other], [other, one]).items()}
    {0: 'b', 1: 'a'}
    """
    left = [one for one in before if not one.is_planned]
    right = {place: one for place, one in enumerate(after) if not one.is_planned}
    found: dict[int, Indicator] = {}
    for key, may_be_respelt in _LOOKS:
        several = Counter(map(key, left))
        known = {key(one): one for one in left if several[key(one)] == 1}
        counted = Counter(map(key, right.values()))
        for place, one in list(right.items()):
            other = known.get(key(one))
            is_one = other is not None and counted[key(one)] == 1 and _may_continue(other, one)
            if other is None or not is_one:
                continue
            if may_be_respelt and likeness(other.name, one.name) < _SAME_NAME:
                continue
            found[place] = other
            del right[place]
        taken = {id(one) for one in found.values()}
        left = [one for one in left if id(one) not in taken]
    return found


def cumulate(reports: Iterable[MonthlyReport]) -> tuple[MonthlyReport, ...]:
    """The reports of one office in order of time, their cumulative figures computed (*tính lũy kế*).

    Where an indicator has a figure and no cumulative one, it gets that of the figure it continues plus its own; in the first
    period of a year, or behind `carried`, it begins there. It stays open where a month between is missing, where the data
    windows do not adjoin (the rule `windows_do_not_adjoin` says so), where units differ, and for percentages and figures
    out of a whole, which do not add up. A cumulative figure that is stated stays as it is, right or wrong; the rule
    `cumulative_mismatch` says which. Planned figures are left alone.

    Args:
        reports: in any order; of one office and one length of period.

    Raises:
        InvalidArgumentError: two reports of one period, of several offices or of several lengths of period.
        InvalidPeriodError: a period without a year.
        TypeError: anything but reports.
    """
    several = sorted(tuple_of(MonthlyReport, list(reports)), key=lambda one: one.period.first_day)
    periods = [one.period for one in several]
    is_row = all(len({get(one) for one in several}) <= 1 for get in (_office, _length))
    if not is_row or len(set(periods)) < len(periods):
        told = ", ".join(f"{one.organization} {one.period}" for one in several)
        raise InvalidArgumentError(
            told, "reports of one office and one length of period, each of a period of its own"
        )
    made: list[MonthlyReport] = []
    for report in several:
        known = _known(made[-1], report) if made else {}
        indicators = [
            _cumulated(one, report, known.get(place)) for place, one in enumerate(report.indicators)
        ]
        made.append(attrs.evolve(report, indicators=indicators))
    return tuple(made)


def _office(report: MonthlyReport) -> Hashable:
    return report.organization


def _length(report: MonthlyReport) -> Hashable:
    return report.period.kind


def _known(before: MonthlyReport, report: MonthlyReport) -> Mapping[int, Indicator]:
    previous = report.period.previous()
    if before.period != previous or previous.year != report.period.year or not windows_adjoin(before, report):
        return {}
    return figures_before(before.indicators, report.indicators)


def _cumulated(one: Indicator, report: MonthlyReport, known: Indicator | None) -> Indicator:
    if one.cumulative is not None or one.figure is None or one.is_planned or not one.adds_up:
        return one
    begun, unit = _begun(one, report, known)
    if begun is None or (_unit(one) and unit and _unit(one) != unit):
        return one
    return attrs.evolve(one, cumulative=EXACT.add(begun, one.figure))


def _begun(one: Indicator, report: MonthlyReport, known: Indicator | None) -> tuple[Decimal | None, str]:
    """What stood before the period, and in which unit; `None` where nobody knows."""
    if one.carried is not None:
        return one.carried, _total_unit(one)
    if report.period.previous().year != report.period.year:
        return Decimal(0), _total_unit(one)
    if known is None:
        return None, ""
    # A draft's figure that nobody told hands on what it began with.
    handed = known.carried if known.figure is None else None
    return (known.cumulative if known.cumulative is not None else handed), _total_unit(known)
