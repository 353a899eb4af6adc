"""Ready-made reports to try the library on: facts of real reports (symbols, days, figures, titles), told in our words.

The data of a report stand in a folder of stored files: `report.json`, and a file for each of its fields that holds records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import attrs

from khcn_records.formats import loads
from khcn_records.records.indicator_parts import BreakdownPart
from khcn_records.records.indicators import Indicator
from khcn_records.records.monthly_reports import RECORD_FIELDS, MonthlyReport
from khcn_records.records.project_parts import ProjectLevel
from khcn_records.reports.project_events import count_projects
from khcn_records.reports.task_indicator import task_indicator

__all__ = ["report_2024_02"]


def report_2024_02() -> MonthlyReport:
    """The whole report of the Department of Science and Technology of Bắc Giang for February 2024, every kind of record in it.

    What the report tells is kept, right or wrong: two tasks cite the same symbol, `31/KH-UBND`; headings are misnumbered;
    a figure and its cumulative one have different units. Figures that follow from other records are computed from them.

    >>> report = report_2024_02()
    >>> len(report.tasks), len(report.projects), len(report.documents), str(report.cutoff)
    (8, 18, 57, '2024-02-14')
    >>> report.indicators[0].format_figure()
    '08 nhiệm vụ'
    """
    report = _stored("2024_02")
    tasks = task_indicator(report, indicator_id="K01", section="I.I")
    return attrs.evolve(report, indicators=(tasks, *(_computed(one, report) for one in report.indicators)))


def _stored(folder: str) -> MonthlyReport:
    from importlib import resources

    home = resources.files(__name__) / folder
    report = loads((home / "report.json").read_bytes(), kind=MonthlyReport)
    assert isinstance(report, MonthlyReport)
    files = {one.name for one in home.iterdir()}
    records = {
        name: loads((home / f"{name}.json").read_bytes()) for name in RECORD_FIELDS if f"{name}.json" in files
    }
    return attrs.evolve(report, **records)


def _projects(event: str, level: ProjectLevel | None = None) -> Callable[[MonthlyReport], int]:
    """How many tasks the report tells an event of."""
    return lambda report: count_projects(
        (*report.projects, *report.project_aggregates), event, level=level, as_of=report.cutoff
    )


def _one(records: str, field: str, **wanted: str) -> Callable[[MonthlyReport], Any]:
    """A field of the one record of a kind that is wanted."""

    def told(report: MonthlyReport) -> Any:
        (found,) = (
            record
            for record in getattr(report, records)
            if all(getattr(record, name) == value for name, value in wanted.items())
        )
        return getattr(found, field)

    return told


_FIGURES: Mapping[str, Callable[[MonthlyReport], Any]] = {
    "K02": _projects("submit_list", ProjectLevel.PROVINCE),
    "K03": _projects("accept", ProjectLevel.PROVINCE),
    "K04": _projects("appraise_budget", ProjectLevel.PROVINCE),
    "K08": _projects("register"),
    "K16": _one("surveys", "areas_count", survey_id="N04"),
    "K17": _one("surveys", "samples_count", survey_id="N04"),
    "K18": _one("surveys", "areas_count", survey_id="N05"),
    "K19": _one("surveys", "samples_count", survey_id="N05"),
    "K20": _one("standard_updates", "standards_count", indicator_id="K20"),
    "K21": _one("initiative_rounds", "agencies_count", round_id="2023-3-2"),
    "K22": _one("initiative_rounds", "initiatives_count", round_id="2023-3-2"),
    "K23": _one("councils", "councils_count", council_id="H06"),
}
"""Id of an indicator → what its figure is counted from."""


def _computed(indicator: Indicator, report: MonthlyReport) -> Indicator:
    """The indicator with its figure, where another record tells it."""
    if indicator.figure is not None:
        return indicator
    told = _FIGURES.get(indicator.indicator_id, _served(indicator))
    figure = Decimal(told(report))
    if indicator.indicator_id == "K17":
        passed = _one("surveys", "passed_count", survey_id="N04")(report)
        part = BreakdownPart(name="đạt chất lượng", value=passed, out_of=figure)
        indicator = attrs.evolve(indicator, breakdown=(part,))
    return attrs.evolve(indicator, figure=figure)


def _served(indicator: Indicator) -> Callable[[MonthlyReport], Decimal]:
    """The instruments and samples served that an indicator counts."""

    def told(report: MonthlyReport) -> Decimal:
        services = [
            one.quantity
            for one in report.measurement_services
            if one.indicator_id == indicator.indicator_id and one.quantity is not None
        ]
        assert services, indicator.indicator_id  # a figure that nothing tells would stand there as 0
        return sum((quantity.amount for quantity in services), Decimal(0))

    return told
