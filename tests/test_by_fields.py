"""The laws of equality, hash and repr that are written once: those attrs would write for each class."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest

from khcn_records.by_fields import ByFields
from khcn_records.records import KINDS
from record_strategies import EXAMPLES


@attrs.frozen(eq=False, repr=False)
class Ours(ByFields):
    """Two fields that count, one that does not and is not shown."""

    first: Any
    second: Any
    third: Any = attrs.field(default=0, eq=False, repr=False)


@attrs.frozen
class Theirs:
    """The same, as attrs writes it."""

    first: Any
    second: Any
    third: Any = attrs.field(default=0, eq=False, repr=False)


class Further(Ours):
    """A subclass is another class."""


CASES = [(1, 2), (2, 1), (1, 2, 3), (1.0, 2), ("1", None), ((), "")]


@pytest.mark.parametrize("one", CASES, ids=repr)
@pytest.mark.parametrize("other", CASES, ids=repr)
def test_equality_is_that_of_attrs(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    """Equal where all fields that count are, and then the hashes are equal too."""
    is_equal = Theirs(*one) == Theirs(*other)

    assert (Ours(*one) == Ours(*other)) is is_equal
    assert (Ours(*one) != Ours(*other)) is not is_equal
    assert len({Ours(*one), Ours(*other)}) == 2 - is_equal


def test_another_class_is_never_equal() -> None:
    """Neither a subclass nor a class of the same fields."""
    one: Any = Ours(1, 2)

    assert one != Further(1, 2)
    assert one != Theirs(1, 2)
    assert one != (1, 2)


@pytest.mark.parametrize("fields", CASES, ids=repr)
def test_the_repr_is_that_of_attrs(fields: tuple[Any, ...]) -> None:
    """The class and its fields, but for those that are not shown."""
    assert repr(Ours(*fields)) == repr(Theirs(*fields)).replace("Theirs", "Ours")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_record_compares_by_this(kind: str) -> None:
    """No record has methods of its own for it, and a copy by any way equals it."""
    record: Any = EXAMPLES[kind]

    methods: Any = [type(record).__eq__, type(record).__hash__]

    assert methods == [ByFields.__eq__, ByFields.__hash__]
    assert record == copy.deepcopy(record) == pickle.loads(pickle.dumps(record))
    assert hash(record) == hash(copy.deepcopy(record))
