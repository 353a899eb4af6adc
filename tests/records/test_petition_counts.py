"""The laws of petition counts that the contract of the shelf does not hold."""

from __future__ import annotations

from typing import Any

import pytest

from khcn_records.errors import InvalidValueError
from khcn_records.records.petition_counts import PetitionCounts


@pytest.mark.parametrize(
    ("fields", "is_refused"),
    [
        ({"received": 4, "in_competence": 4, "resolved": 3, "in_progress": 1}, False),
        ({"received": 0, "in_competence": 0, "resolved": 0, "in_progress": 0}, False),
        ({"received": 4, "in_competence": 5}, True),
        ({"received": 4, "carried_over": 1, "in_competence": 5}, False),
        ({"received": 4, "resolved": 5}, True),
        ({"received": 4, "carried_over": 1, "resolved": 5}, False),
        ({"received": 4, "resolved": 3, "in_progress": 2}, True),
        ({"received": 9, "in_competence": 2, "resolved": 3}, True),
        ({"in_competence": 2, "resolved": 3}, True),
        ({"resolved": 3, "in_progress": 2}, False),
        ({"carried_over": 2, "resolved": 3}, False),
        ({"received": -1}, True),
    ],
)
def test_a_part_stands_within_its_whole(fields: dict[str, Any], is_refused: bool) -> None:  # noqa: FBT001  a parameter of the test
    """What is in competence came in or was carried over, and what is handled is in competence; unknown figures bind nothing."""
    if is_refused:
        with pytest.raises(InvalidValueError):
            PetitionCounts(petition_id="1", **fields)
    else:
        assert PetitionCounts(petition_id="1", **fields).petition_id == "1"


@pytest.mark.parametrize(
    ("received", "carried", "total"),
    [(4, 1, 5), (4, None, 4), (None, 1, None), (None, None, None), (0, 0, 0)],
)
def test_the_total_is_what_is_to_be_handled(
    received: int | None, carried: int | None, total: int | None
) -> None:
    """The whole is what came in and what was carried over, where it is known what came in."""
    assert total == PetitionCounts(petition_id="1", received=received, carried_over=carried).total


def test_no_kind_is_all_kinds() -> None:
    """Petitions told together have no kind; another word than the four is refused."""
    assert PetitionCounts(petition_id="1").kind is None
    with pytest.raises(InvalidValueError, match="reflection"):
        PetitionCounts(petition_id="1", kind="letter")
