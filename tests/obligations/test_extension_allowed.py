"""Whether a term may be extended: how often, by how much, asked for in time; and what cannot be told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from khcn_records.errors import InvalidArgumentError
from khcn_records.evidence import Confidence
from khcn_records.labels import languages
from khcn_records.lifecycle import advance
from khcn_records.obligations import extension_allowed
from khcn_records.records.licences import Licence
from khcn_records.records.project_parts import ProjectExtension
from khcn_records.records.research_projects import ResearchProject
from khcn_records.values.dates import PartialDate

D = dt.date
ON = D(2024, 5, 15)


def project(**fields: Any) -> ResearchProject:
    """A project of the national level that ends on 30/6/2024, with what a case fills in."""
    given = {"project_id": "1", "level": "national", "status": "in_progress", "end_on": D(2024, 6, 30)}
    return ResearchProject(**{**given, **fields})


ONCE = (ProjectExtension(previous_end_on=D(2023, 12, 31), end_on=D(2024, 6, 30), decided_on=D(2023, 11, 1)),)


@pytest.mark.parametrize(
    ("fields", "months", "on", "options", "is_allowed", "codes"),
    [
        # National level, Thông tư 04/2015, Điều 12: more than 24 months 12, otherwise 6.
        ({"duration_months": 24}, 6, ON, {}, True, []),
        ({"duration_months": 24}, 7, ON, {}, False, ["extension_too_long"]),
        ({"duration_months": 25}, 12, ON, {}, True, []),
        ({"duration_months": 25}, 13, ON, {}, False, ["extension_too_long"]),
        # Ministry level, Thông tư 33/2014, Điều 16: 24 months and more 12.
        ({"level": "ministry", "duration_months": 24}, 12, ON, {}, True, []),
        ({"level": "ministry", "duration_months": 23}, 7, ON, {}, False, ["extension_too_long"]),
        ({"level": "ministry", "duration_months": 24}, 12, D(2024, 6, 28), {}, True, []),
        # 01/7/2022 to 30/6/2024 are 24 months, from 30/6/2022 they are more.
        ({"start_on": D(2022, 7, 1)}, 7, ON, {}, False, ["extension_too_long"]),
        ({"start_on": D(2022, 6, 30)}, 7, ON, {}, True, []),
        # One month before 30/6/2024 is Thu 30/5.
        ({"duration_months": 24}, 6, D(2024, 5, 30), {}, True, []),
        ({"duration_months": 24}, 6, D(2024, 5, 31), {}, False, ["extension_asked_late"]),
        ({"duration_months": 24}, 6, D(2024, 7, 1), {}, False, ["extension_after_end", "extension_asked_late"]),
        # Only once.
        ({"duration_months": 24, "extensions": ONCE}, 6, ON, {}, False, ["extension_again"]),
        ({"duration_months": 24, "extensions": ONCE, "end_on": D(2024, 6, 30)}, 6, D(2023, 10, 2), {}, True, []),
        ({"duration_months": 24, "status": "terminated"}, 6, ON, {}, False, ["extension_state"]),
        # The term is not told: 6 months are allowed by either row, 9 by one of them, 13 by none.
        ({}, 6, ON, {}, None, ["extension_unsettled"]),
        ({"duration_months": 24, "end_on": None}, 6, ON, {}, None, ["extension_end_unknown"]),
        # Provinces: the rules were not read, so nothing is allowed or refused for certain.
        ({"level": "province", "duration_months": 24}, 6, ON, {}, None, ["extension_unconfirmed"]),
        ({"level": "province", "duration_months": 24}, 12, ON, {}, None, ["extension_too_long", "extension_unconfirmed"]),
        # The law of 2025: nothing was found.
        ({"duration_months": 24}, 6, ON, {"regime": "law_2025"}, None, ["extension_no_rule"]),
        ({"duration_months": 24, "end_on": D(2026, 6, 30)}, 6, D(2026, 1, 5), {"regime": "law_2025"}, None, ["extension_no_limit"]),
        # NAFOSTED: asked for at least 60 days before, by 01/5, a holiday, and the days before it: Fri 26/4. How long is not said.
        ({"duration_months": 24}, 6, D(2024, 5, 2), {"facts": {"rules": "37/2014/TT-BKHCN"}}, False, ["extension_asked_late"]),
        ({"duration_months": 24}, 6, D(2024, 4, 26), {"facts": {"rules": "37/2014/TT-BKHCN"}}, None, []),
    ],
)  # fmt: skip
def test_an_extension_is_judged_by_the_row_of_its_level(
    fields: dict[str, Any],
    months: int,
    on: dt.date,
    options: dict[str, Any],
    is_allowed: bool | None,  # noqa: FBT001
    codes: list[str],
) -> None:
    """The answer is that of the rule of the project's level and law, with each reason against it; `None` where none can be given."""
    answer = extension_allowed(project(**fields), months, on, **options)

    assert answer.is_allowed is is_allowed, answer.explain()
    assert sorted({finding.code for finding in answer.reasons}) == codes
    assert all(answer.explain(lang).count("\n") == max(len(answer.reasons) - 1, 0) for lang in languages())


def test_the_day_of_the_request_counts() -> None:
    """What was asked for in time may be granted later; the history holds the day of the request."""
    asked = advance(project(duration_months=24), "request_extension", on=D(2024, 5, 30))

    assert extension_allowed(asked, 6, D(2024, 6, 20)).is_allowed
    assert not extension_allowed(project(duration_months=24), 6, D(2024, 6, 20)).is_allowed


def test_rules_that_were_not_read_are_not_called_sure() -> None:
    """An answer is as sure as the weakest rule behind it: that of a province is unconfirmed."""
    national = extension_allowed(project(duration_months=24), 6, ON)
    provincial = extension_allowed(project(duration_months=24, level="province"), 6, ON)

    assert (national.confidence, provincial.confidence) == (Confidence.TEXT, Confidence.UNCONFIRMED)
    assert {row.key for row in national.limits} == {"extension_request_national", "extension_short_national"}


def test_an_end_known_by_month_is_late_only_after_its_latest_day() -> None:
    """Of an end in June 2024 the request is late for certain only after 30/5."""
    roughly = project(duration_months=24, end_on=PartialDate(2024, 6))

    assert extension_allowed(roughly, 6, D(2024, 5, 30)).is_allowed
    assert extension_allowed(roughly, 6, D(2024, 5, 31)).is_allowed is False


def test_a_call_that_makes_no_sense_is_refused() -> None:
    """No months, no number, another record and a moment are mistakes of the call."""
    with pytest.raises(InvalidArgumentError):
        extension_allowed(project(), 0, ON)
    with pytest.raises(TypeError, match="months"):
        extension_allowed(project(), "6", ON)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="research project"):
        extension_allowed(Licence(licence_id="1", kind="xray_permit", status="issued"), 6, ON)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="as_of"):
        extension_allowed(project(), 6, dt.datetime(2024, 5, 15))
