"""The laws of surveys that the contract of the shelf does not hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from khcn_records.errors import InvalidValueError
from khcn_records.lifecycle import advance
from khcn_records.records.surveys import SampleGroup, Survey, SurveyState

S = SurveyState
ON = dt.date(2024, 1, 20)


def survey(**fields: Any) -> Survey:
    """A survey with these fields."""
    return Survey(**{"survey_id": "1", "name": "Khảo sát", **fields})


@pytest.mark.parametrize(
    ("fields", "is_refused"),
    [
        ({"samples_count": 15, "tested_count": 15, "passed_count": 15}, False),
        ({"samples_count": 15, "passed_count": 15}, False),
        ({"samples_count": 15, "tested_count": 16}, True),
        ({"samples_count": 15, "passed_count": 16}, True),
        ({"tested_count": 3, "passed_count": 4}, True),
        ({"samples_count": 3, "samples": [SampleGroup(name="chè", count=2), SampleGroup(name="mứt", count=1)]}, False),
        ({"samples_count": 3, "samples": [SampleGroup(name="chè", count=2), SampleGroup(name="mứt", count=2)]}, True),
        ({"samples_count": 3, "samples": [SampleGroup(name="chè"), SampleGroup(name="mứt")]}, False),
        ({"areas": ["Lục Ngạn"], "areas_count": 9}, False),
        ({"areas": ["Lục Ngạn", "Lạng Giang"], "areas_count": 1}, True),
        ({"areas": ["Lục Ngạn", "Lạng Giang"]}, False),
        ({"samples_count": -1}, True),
    ],
)  # fmt: skip
def test_a_part_stands_within_its_whole(fields: dict[str, Any], is_refused: bool) -> None:  # noqa: FBT001  a parameter of the test
    """Samples tested are samples taken, samples that pass were tested, and named areas are counted ones."""
    if is_refused:
        with pytest.raises(InvalidValueError):
            survey(**fields)
    else:
        assert survey(**fields).survey_id == "1"


@pytest.mark.parametrize(
    ("counts", "is_refused"),
    [((2, 2, 2), False), ((2, 3, None), True), ((2, None, 3), True), ((None, 1, 2), True), ((None, None, 2), False)],
)  # fmt: skip
def test_a_group_holds_its_own_parts(counts: tuple[int | None, ...], is_refused: bool) -> None:  # noqa: FBT001  a parameter of the test
    """Taken, tested and passed samples of one product stand within each other."""
    fields: Any = dict(zip(("count", "tested_count", "passed_count"), counts, strict=True))
    if is_refused:
        with pytest.raises(InvalidValueError):
            SampleGroup(name="chè", **fields)
    else:
        assert SampleGroup(name="chè", **fields).name == "chè"


@pytest.mark.parametrize(
    ("tested", "passed", "failed"), [(15, 15, 0), (15, 12, 3), (None, 12, None), (15, None, None)]
)
def test_what_failed_is_computed(tested: int | None, passed: int | None, failed: int | None) -> None:
    """Samples that failed are those tested that did not pass, where both are known."""
    assert failed == survey(tested_count=tested, passed_count=passed).failed_count


def test_sampling_and_testing_go_back_and_forth() -> None:
    """A survey that goes on returns to its sampling, as often as it needs, and is reported in the end."""
    record = survey()
    way = ["send_letters", "start_sampling", "send_samples", "continue_sampling", "send_samples", "draft_report",
           "continue_sampling", "draft_report", "submit_report"]  # fmt: skip
    states = []
    for place, event in enumerate(way):
        record = advance(record, event, on=ON + dt.timedelta(days=place), document="40/BC-KHCN")
        states.append(record.status)

    assert states == [
        S.LETTERS_SENT, S.SAMPLING, S.TESTING, S.SAMPLING, S.TESTING, S.DRAFTING_REPORT, S.SAMPLING, S.DRAFTING_REPORT, S.REPORTED,
    ]  # fmt: skip
    assert (dt.date(2024, 1, 28), "40/BC-KHCN") == (
        record.reported_on,
        str(record.report and record.report.number),
    )
