"""The laws of what may stand in a field, for those that no single kind shows whole."""

from __future__ import annotations

from typing import Any

import pytest

from khcn_records.errors import InvalidValueError
from khcn_records.fields import members, optional_member, require_parts_within
from khcn_records.records.directives import Urgency


@pytest.mark.parametrize(
    ("value", "member"), [(None, None), ("urgent", Urgency.URGENT), (Urgency.EXPRESS, Urgency.EXPRESS)]
)
def test_a_member_that_may_be_missing(value: Any, member: Urgency | None) -> None:
    """A member, its text, or nothing."""
    assert member is optional_member(Urgency, value)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ((), ()),
        (("express", "normal"), (Urgency.NORMAL, Urgency.EXPRESS)),
        ([Urgency.URGENT, "urgent"], (Urgency.URGENT,)),
    ],
)
def test_members_stand_once_in_the_order_of_their_enum(given: Any, found: tuple[Urgency, ...]) -> None:
    """Several members are a set with one way to write it."""
    assert found == members(Urgency, given)


@pytest.mark.parametrize("wrong", ["urgent", {"urgent": 1}, {"urgent"}, 5, [5], [None]], ids=repr)
def test_members_are_several_of_one_kind(wrong: Any) -> None:
    """A bare text is no sequence of members, and neither is anything that is no member."""
    with pytest.raises(TypeError):
        members(Urgency, wrong)


@pytest.mark.parametrize("text", ["", "hot", "URGENT"])
def test_a_text_that_names_no_member_is_refused(text: str) -> None:
    """The error names the members there are."""
    for wrong in (lambda: optional_member(Urgency, text), lambda: members(Urgency, [text])):
        with pytest.raises(InvalidValueError, match="very_urgent"):
            wrong()


@pytest.mark.parametrize(
    ("whole", "part", "is_refused"),
    [(15, 15, False), (15, 16, True), (0, 0, False), (0, 1, True), (None, 16, False), (15, None, False)],
)
def test_a_part_counts_no_more_than_its_whole(
    whole: int | None, part: int | None, is_refused: bool  # noqa: FBT001  a parameter of the test
) -> None:  # fmt: skip
    """A part above its whole is refused by name; what is not known is not compared."""
    if is_refused:
        with pytest.raises(InvalidValueError, match=f"at most {whole} in passed_count"):
            require_parts_within(whole, passed_count=part)
    else:
        require_parts_within(whole, passed_count=part)
