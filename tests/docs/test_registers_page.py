"""The page of registers is true: its counts are those of the registers and each of its rows is run."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest

from khcn_records.errors import NotValidOnDayError
from khcn_records.registers import REGISTERS, register
from khcn_records.registers.bodies import body
from khcn_records.registers.grades import grade
from khcn_records.registers.localities import locality
from khcn_records.registers.research_fields import edition_on
from project import ROOT

PAGE = (ROOT / "docs" / "reference" / "registers.md").read_text(encoding="utf-8")


def table(name: str) -> list[list[str]]:
    """The cells of the table under a mark."""
    found = re.search(rf"<!-- {name}: .*?-->\n\n\|.*\n\|[-|]+\n((?:\|.*\n)+)", PAGE)
    assert found, name
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in found[1].splitlines()]


def code(cell: str) -> str:
    """What stands in a cell as code."""
    assert re.fullmatch(r"`[^`]+`", cell), cell
    return cell[1:-1]


def expected(cell: str) -> str:
    """What a cell says comes out: a name, `none`, or an error in words."""
    return cell if cell == "none" or cell.startswith("error: ") else code(cell)


def asked(look_up: Callable[[], object]) -> str:
    """What comes out, as the page writes it."""
    try:
        found = look_up()
    except NotValidOnDayError as error:
        then = f"; then {', '.join(error.successors)}" if error.successors else ""
        return f"error: until {error.valid_until}{then}"
    return (
        "none" if found is None else str(getattr(found, "full_name", None) or getattr(found, "name", found))
    )


def test_the_page_counts_the_rows() -> None:
    """Each register stands on the page with as many rows as it has and the class they are of."""
    listed = {code(row[0]): (int(row[1]), code(row[2])) for row in table("rows")}

    assert listed == {
        name: (len(register(name)), type(next(iter(register(name).values()))).__name__) for name in REGISTERS
    }


@pytest.mark.parametrize("row", table("locality"), ids=" ".join)
def test_a_place_is_what_the_page_says(row: list[str]) -> None:
    """The name in the first column is the place of the third on the day of the second."""
    day = dt.date.fromisoformat(code(row[1]))

    assert asked(lambda: locality(code(row[0]), on=day)) == expected(row[2])


@pytest.mark.parametrize("row", table("body"), ids=" ".join)
def test_a_body_is_what_the_page_says(row: list[str]) -> None:
    """The name in the first column is the body of the third on the day of the second."""
    day = dt.date.fromisoformat(code(row[1]))

    assert asked(lambda: body(code(row[0]), on=day)) == expected(row[2])


@pytest.mark.parametrize("row", table("grade"), ids=" ".join)
def test_a_grade_is_what_the_page_says(row: list[str]) -> None:
    """The word in the first column is the grade of the third in the scale of the second."""
    found = grade(code(row[0]), code(row[1]))

    assert ("none" if found is None else found.key) == expected(row[2])


@pytest.mark.parametrize("row", table("field"), ids=" ".join)
def test_a_field_is_what_the_page_says(row: list[str]) -> None:
    """The code in the first column is the field of the third in the edition of the second."""
    edition = edition_on(dt.date.fromisoformat(code(row[1])))

    assert edition is not None
    assert asked(lambda: edition.field(code(row[0]))) == expected(row[2])
