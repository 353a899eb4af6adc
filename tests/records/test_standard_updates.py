"""The laws of updates of standards: one by name, or several by number, never a guess at the names."""

from __future__ import annotations

import pytest

from khcn_records.errors import InvalidValueError
from khcn_records.records.standard_updates import StandardAction, StandardUpdate


def test_standards_are_named_or_counted() -> None:
    """A standard has its name as written; twenty of them have a number and a field."""
    named = StandardUpdate(update_id="1", standard=" TCVN ISO  9001:2015", action=StandardAction.APPLY)
    counted = StandardUpdate(
        update_id="2", standards_count=20, field="sản phẩm gỗ", action=StandardAction.UPDATE
    )

    assert (named.standard, named.standards_count) == ("TCVN ISO 9001:2015", None)
    assert (counted.standard, counted.standards_count, counted.field) == (None, 20, "sản phẩm gỗ")


@pytest.mark.parametrize("action", [action.value for action in StandardAction])
def test_an_action_is_taken_by_its_text(action: str) -> None:
    """Each action has a text of its own; another text is refused."""
    assert StandardUpdate(update_id="1", action=action).action == action
    with pytest.raises(InvalidValueError):
        StandardUpdate(update_id="1", action=action + "!")


def test_a_count_is_not_negative() -> None:
    """Fewer than none are not counted."""
    with pytest.raises(InvalidValueError):
        StandardUpdate(update_id="1", standards_count=-1)
