"""The laws of technology opinions and of dossiers of import checks, two short lives of one shape."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from khcn_records.errors import InvalidArgumentError
from khcn_records.lifecycle import advance, state_at
from khcn_records.records.import_quality_dossiers import ImportQualityDossier
from khcn_records.records.technology_opinions import TechnologyOpinion

ON = dt.date(2024, 1, 22)
A_DAY = dt.timedelta(days=1)

ASKED = [
    pytest.param(TechnologyOpinion(opinion_id="1", status="received"), id="opinion"),
    pytest.param(ImportQualityDossier(dossier_id="1"), id="dossier"),
]


@pytest.mark.parametrize("record", ASKED)
def test_what_is_asked_is_answered(record: Any) -> None:
    """It may wait for papers before it is answered; the answer writes its day and its document."""
    waiting = advance(record, "request_supplement", on=ON)
    again = advance(waiting, "supplement", on=ON + A_DAY)
    answered = advance(again, "answer", on=ON + 2 * A_DAY, document="45/KHCN-QLCN")

    assert [one.status.value for one in (waiting, again, answered)] == [
        "supplementing",
        "received",
        "answered",
    ]
    assert (answered.answered_on, str(answered.document.number)) == (ON + 2 * A_DAY, "45/KHCN-QLCN")
    assert [state_at(answered, ON + n * A_DAY).value for n in (-1, 0, 1, 2)] == [
        "received",
        "supplementing",
        "received",
        "answered",
    ]
    assert advance(record, "withdraw_request", on=ON).status.value == "withdrawn"


@pytest.mark.parametrize(
    ("fields", "is_refused"),
    [
        ({"investor": "Công ty A", "is_investor_a_person": False}, False),
        ({"is_investor_a_person": True}, False),
        ({"investor_person": "Trần Văn B", "is_investor_a_person": True}, False),
        ({"investor_person": "Trần Văn B"}, False),
        ({"investor_person": "Trần Văn B", "is_investor_a_person": False}, True),
    ],
)
def test_a_natural_person_is_one(fields: dict[str, Any], is_refused: bool) -> None:  # noqa: FBT001  a parameter of the test
    """An investor may be known to be a person without being named; one who is named cannot be said not to be one."""
    if is_refused:
        with pytest.raises(InvalidArgumentError, match="is_investor_a_person"):
            TechnologyOpinion(opinion_id="1", status="answered", **fields)
    else:
        opinion = TechnologyOpinion(opinion_id="1", status="answered", **fields)
        assert "Trần Văn B" not in repr(opinion) + opinion.format() + opinion._repr_html_()
