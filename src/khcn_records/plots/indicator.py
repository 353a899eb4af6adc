"""Series of an indicator (*biểu đồ chỉ tiêu qua các kỳ*): the figure of each period, and what it has added up to since the year began.

What a report does not tell is left open; a cumulative figure that was computed and not told is drawn hollow.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import attrs

from khcn_records.display.phrases import Phrase
from khcn_records.errors import InvalidArgumentError
from khcn_records.labels import wording
from khcn_records.plots import Picture, short
from khcn_records.records.indicators import Indicator
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.records.report_cumulation import cumulate, figures_before
from khcn_records.text import fold
from khcn_records.values.periods import PeriodKind, ReportingPeriod

__all__ = ["Point", "draw", "series"]

_BARS, _LINE = "#0072b2", "#d55e00"


@attrs.frozen(kw_only=True)
class Point:
    """One period of a series.

    Attributes:
        period: which.
        indicator: as the report tells it, its cumulative figure computed where it can be; `None` where there is no report, or
            none of such a figure.
        is_computed: the cumulative figure is computed, not told.
    """

    period: ReportingPeriod
    indicator: Indicator | None
    is_computed: bool = False


def series(reports: Sequence[MonthlyReport], indicator: str) -> tuple[Point, ...]:
    """The figure of every report in order of time, followed back from the last report that has it.

    Args:
        reports: of one office and one length of period, in any order.
        indicator: its id or its name in that report.

    Raises:
        InvalidArgumentError: no report has such a figure, two have one name, or reports that make no row.
    """
    told = sorted(reports, key=lambda one: one.period.first_day)
    whole = cumulate(told)
    place = next((at for at in reversed(range(len(told))) if _wanted(whole[at], indicator)), None)
    followed = None if place is None else _wanted(whole[place], indicator)
    if place is None or followed is None:
        raise InvalidArgumentError(indicator, "the id or the name of a figure of one of the reports")
    found: dict[int, int] = {place: _place(whole[place], followed)}
    last = place
    for at in range(place - 1, -1, -1):
        known = figures_before(whole[at].indicators, whole[last].indicators).get(found[last])
        if known is not None:
            found[at] = _place(whole[at], known)
            last = at
    points: list[Point] = []
    for at, report in enumerate(told):
        while (
            points and points[-1].period.next() != report.period
        ):  # a period without a report is seen to be missing
            points.append(Point(period=points[-1].period.next(), indicator=None))
        one = whole[at].indicators[found[at]] if at in found else None
        is_computed = one is not None and report.indicators[found[at]].cumulative is None
        points.append(Point(period=report.period, indicator=one, is_computed=is_computed))
    return tuple(points)


def _wanted(report: MonthlyReport, indicator: str) -> Indicator | None:
    by_id = [one for one in report.indicators if one.indicator_id == indicator]
    named = by_id or [
        one for one in report.indicators if fold(one.name) == fold(indicator) and not one.is_planned
    ]
    if len(named) > 1:
        raise InvalidArgumentError(indicator, f"one figure of {report.period}, by its id")
    return named[0] if named else None


def _place(report: MonthlyReport, indicator: Indicator) -> int:
    return next(at for at, one in enumerate(report.indicators) if one is indicator)


def draw(
    source: object, *, as_of: dt.date | None = None, lang: str = "vi", indicator: str | None = None
) -> Picture:
    """Bars of the figure, period by period, over the line of the cumulative one.

    Args:
        source: reports in a row, or one.
        as_of: only reports whose figures hold for that day or one before are shown.
        lang: the language of the words.
        indicator: the id or the name of the figure; of the last report that has it.

    Raises:
        TypeError: what is no report, or no indicator.
        InvalidArgumentError: as `series`.
    """
    reports = [source] if isinstance(source, MonthlyReport) else source
    if isinstance(reports, str) or not isinstance(reports, Sequence):
        raise TypeError(f"reports in a row are wanted, not {source!r}"[:200])
    for one in reports:
        if not isinstance(one, MonthlyReport):
            raise TypeError(f"each must be a MonthlyReport, not {type(one).__name__}: {one!r}"[:200])
    if not isinstance(indicator, str):
        raise TypeError(f"indicator must be an id or a name, not {type(indicator).__name__}")
    points = series([one for one in reports if as_of is None or one.cutoff <= as_of], indicator)
    known = [(point, one) for point in points if (one := point.indicator) is not None]
    last = known[-1][1]
    told = [
        f"{point.period.format(lang)}: {one.format_figure(lang) or '–'} ({one.format_cumulative(lang) or '–'})"
        for point, one in known
    ]
    return Picture(
        title=Phrase("plot.indicator.title", {"name": last.name}).format(lang),
        description=f"{wording('plot.indicator.description', lang)}: {'; '.join(told)}",
        chart=_chart([_row(point, lang) for point in points], last, lang),
        lang=lang,
    )


def _row(point: Point, lang: str) -> dict[str, Any]:
    one = point.indicator
    figure, total = (None, None) if one is None else (one.figure, one.cumulative)
    period = point.period
    is_month = period.kind is PeriodKind.MONTH and period.number is not None
    return {
        "period": f"{period.number:02}/{period.year}" if is_month else period.format(lang),
        "figure": None if figure is None else float(figure),
        "cumulative": None if total is None else float(total),
        "told": "computed" if point.is_computed else "told",
    }


def _chart(rows: list[dict[str, Any]], last: Indicator, lang: str) -> dict[str, Any]:
    x = {
        "field": "period",
        "type": "ordinal",
        "sort": [row["period"] for row in rows],
        "title": None,
        "axis": {"labelAngle": 0},
    }

    def panel(field: str, unit: str | None, layers: list[dict[str, Any]]) -> dict[str, Any]:
        name = wording(f"column.indicator_figures.{field}", lang)
        title = f"{name} ({short(unit, 40)})" if unit else name
        y = {"field": field, "type": "quantitative", "title": title, "axis": {"tickCount": 5, "format": "~r"}}
        words = {"transform": [{"filter": f"isValid(datum.{field})"}], "mark": {"type": "text", "dy": -9, "fontWeight": "bold"}, "encoding": {"text": {"field": field, "type": "quantitative", "format": ",~r"}}}  # fmt: skip
        return {
            "width": {"step": 70},
            "height": 150,
            "encoding": {"x": {**x, "scale": {"domain": [row["period"] for row in rows]}}, "y": y},
            "layer": [*layers, words],
        }

    fill = {"condition": {"test": "datum.told == 'computed'", "value": "white"}, "value": _LINE}
    bars: list[dict[str, Any]] = [{"mark": {"type": "bar", "color": _BARS, "width": 34}}]
    line: list[dict[str, Any]] = [
        {"mark": {"type": "line", "color": _LINE, "strokeWidth": 2}},
        {"mark": {"type": "point", "stroke": _LINE, "filled": False, "size": 60, "opacity": 1}, "encoding": {"fill": fill}},
    ]  # fmt: skip
    return {
        "data": {"values": rows},
        "vconcat": [
            panel("figure", last.unit, bars),
            panel("cumulative", last.cumulative_unit or last.unit, line),
        ],
    }
