"""The laws of a person in a role."""

from __future__ import annotations

import pytest

from khcn_records.display import MASK, shown
from khcn_records.errors import InvalidValueError
from khcn_records.records.people import Person


def test_a_name_is_masked_and_a_role_is_not() -> None:
    """Who it is stays hidden wherever a person is shown, unless it is asked for."""
    person = Person(role="Chủ nhiệm", name="Nguyễn Thị A", organization="Trung tâm B", title="ThS")

    for text in (repr(person), person.format(), person._repr_html_(), shown(person)):
        assert MASK in text
        assert "Nguyễn Thị A" not in text
        assert all(part in text for part in ("Chủ nhiệm", "Trung tâm B", "ThS"))
    assert "Nguyễn Thị A" in shown(person, with_personal=True)


def test_a_person_without_a_name_has_a_role() -> None:
    """A name may be withheld; a role may not."""
    assert Person(role="Thành viên").name is None
    with pytest.raises(InvalidValueError, match="not empty"):
        Person(role=" ")
