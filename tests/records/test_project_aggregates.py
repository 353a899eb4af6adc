"""The laws of projects that are counted, not named."""

from __future__ import annotations

import pytest

from khcn_records.errors import InvalidValueError
from khcn_records.records.project_aggregates import ProjectAggregate
from khcn_records.records.research_projects import ResearchProject
from khcn_records.values.periods import ReportingPeriod
from record_strategies import EXAMPLES


def test_the_events_of_the_example_are_events_of_a_project() -> None:
    """What happened to counted projects is told in the words of a project's life."""
    events = {step.event for step in ResearchProject.LIFECYCLE.transitions}

    assert set(EXAMPLES["project_aggregate"].events) <= events


def test_none_counted_is_not_no_figure() -> None:
    """A count of nought is a figure; a report that gives no figure leaves it empty."""
    assert ProjectAggregate(aggregate_id="1", count=0) != ProjectAggregate(aggregate_id="1")


@pytest.mark.parametrize(("figure", "error"), [(-1, InvalidValueError), (2.0, TypeError), (True, TypeError)])
def test_a_count_is_a_count(figure: object, error: type[Exception]) -> None:
    """How many is a whole number from 0 up."""
    with pytest.raises(error, match="count"):
        ProjectAggregate(aggregate_id="1", count=figure)  # type: ignore[arg-type]  # the point of the test


def test_the_period_is_read_from_text() -> None:
    """The period of a count may be given as a report writes it; another text is refused."""
    assert ProjectAggregate(aggregate_id="1", period="tháng 02/2024").period == ReportingPeriod.of_month(
        2024, 2
    )
    with pytest.raises(InvalidValueError):
        ProjectAggregate(aggregate_id="1", period="Tết")
