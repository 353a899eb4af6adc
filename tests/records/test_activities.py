"""The laws of activities: an item stands in its section, under its list, with links and nothing guessed."""

from __future__ import annotations

from typing import Any

import pytest

from khcn_records.errors import InvalidDocumentReferenceError, InvalidPeriodError, InvalidValueError
from khcn_records.records.activities import Activity


def activity(**fields: Any) -> Activity:
    """An activity, with fields set."""
    return Activity(**{"activity_id": "1", "content": "Tổ chức họp", "section": "I.III.7", **fields})


def test_documents_and_periods_are_read_from_text() -> None:
    """What an item names may be given as text, and stands in the record as a value."""
    made = activity(documents=["Kế hoạch số 114-KH/TU ngày 05/01/2024"], period="tháng 02/2024")

    assert [str(document.number) for document in made.documents] == ["114-KH/TU"]
    assert str(made.period) == "2024-02"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"section": " "}, InvalidValueError),
        ({"content": ""}, InvalidValueError),
        ({"documents": ["không phải văn bản"]}, InvalidDocumentReferenceError),
        ({"documents": "114-KH/TU"}, TypeError),
        ({"period": "tháng 13/2024"}, InvalidPeriodError),
        ({"project_ids": "P1"}, TypeError),
    ],
)
def test_what_is_no_item_is_refused(fields: dict[str, Any], error: type[Exception]) -> None:
    """An item has words and a place; a text that is no document or period is refused and never kept as one."""
    with pytest.raises(error):
        activity(**fields)


def test_a_list_has_lists_of_its_own() -> None:
    """An item under an item names it, so that figures stand under the heading they belong to."""
    head = activity(activity_id="A20", marker="*")
    items = [activity(activity_id=f"A{n}", marker="+", parent_id=head.activity_id) for n in (21, 22)]

    assert {item.parent_id for item in items} == {"A20"}
