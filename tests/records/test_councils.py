"""The laws of councils and teams: what a row stands for, and whose names it hides."""

from __future__ import annotations

import pytest

from khcn_records.display import MASK, shown
from khcn_records.errors import InvalidValueError
from khcn_records.records.councils import Council, CouncilKind, Sitting
from khcn_records.records.people import Person
from record_strategies import EXAMPLES


def test_the_names_of_members_are_masked() -> None:
    """A council shows its members by role; their names appear only where they are asked for."""
    council = EXAMPLES["council"]
    name = council.members[0].name

    assert name not in repr(council) + council.format() + council._repr_html_()
    assert MASK in council.format()
    assert all(member.role in council.format() for member in council.members)
    assert name in shown(council, with_personal=True)


@pytest.mark.parametrize("field", ["councils_count", "sittings_count"])
@pytest.mark.parametrize(("figure", "error"), [(-1, InvalidValueError), (True, TypeError), ("20", TypeError)])
def test_a_count_is_a_count(field: str, figure: object, error: type[Exception]) -> None:
    """How many councils or sittings is a whole number from 0 up."""
    with pytest.raises(error, match=field):
        Council(council_id="1", name="Tổ công tác", **{field: figure})  # type: ignore[arg-type]  # the point


def test_a_row_may_stand_for_several_councils() -> None:
    """Councils that a report counts without naming are one row with their number; a named one has no number."""
    several = Council(council_id="1", name="Hội đồng giao trực tiếp", kind="selection", councils_count=20)
    one = Council(council_id="2", name="Hội đồng sáng kiến", sittings=[Sitting(subject="Đợt 1")])

    assert (several.councils_count, several.kind) == (20, CouncilKind.SELECTION)
    assert (one.councils_count, one.sittings_count, len(one.sittings)) == (None, None, 1)


def test_a_member_is_a_person_with_a_role() -> None:
    """A bare name is no member, and a person without a role is none."""
    with pytest.raises(TypeError, match="members"):
        Council(council_id="1", name="Tổ công tác", members=["Ủy viên A"])  # type: ignore[list-item]  # the point
    with pytest.raises(InvalidValueError, match="not empty"):
        Person(role=" ")
