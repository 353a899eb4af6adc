"""What is YAML's own: escapes of characters, keys that stand twice."""

from __future__ import annotations

from typing import Any

import pytest

from khcn_records.errors import StructureError
from khcn_records.formats import loads
from khcn_records.labels import label

pytest.importorskip("yaml")


@pytest.mark.parametrize(
    ("text", "seen", "place", "vietnamese"),
    [
        ('a: "\\UFFFFFFFF"', "\\UFFFFFFFF", ("1", "7"), "mã của một ký tự có trong Unicode"),
        ('schema: khcn/2\na: "b\\U00110000"', "\\U00110000", ("2", "8"), "mã của một ký tự có trong Unicode"),
        ('"\\UFFFFFFFF": 1', "\\UFFFFFFFF", ("1", "4"), "mã của một ký tự có trong Unicode"),
        ('a: "\\U0011"', "\\U0011", ("1", "7"), "8 chữ số thập lục phân"),
    ],
)
def test_a_code_of_no_character_is_a_fault(
    text: str, seen: str, place: tuple[str, str], vietnamese: str
) -> None:
    """An escape that names no character of Unicode is told at its line and column, in Vietnamese."""
    with pytest.raises(StructureError) as caught:
        loads(text, "yaml")
    (fault,) = caught.value.faults
    told: dict[str, Any] = dict(fault.parameters)

    assert fault.code == "syntax"
    assert seen.replace("\\", "\\\\") in fault.value
    assert (told["line"], told["column"]) == place
    assert vietnamese in label(fault, "vi")


def test_the_last_character_of_unicode_is_read() -> None:
    """The greatest code there is stays a character."""
    text = 'schema: khcn/2\nrecord: finding\ncode: a\nsuggestion: "\\U0010FFFD"'

    assert loads(text, "yaml").suggestion == "\U0010fffd"


def test_a_key_that_stands_twice_expects_nothing() -> None:
    """The fault names the key and where it stands again, and no empty expectation."""
    with pytest.raises(StructureError) as caught:
        loads("a: 1\na: 2", "yaml")
    (fault,) = caught.value.faults

    assert str(fault) == "duplicate key: 'a' (line: 2; column: 1) @ $"
    assert label(fault, "vi") == "$ (dòng 2, cột 1): trùng khóa 'a'"
