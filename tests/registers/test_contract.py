"""The laws of the shelf of registers, tested on every register of `REGISTERS`: a new one is tested by being named there."""

from __future__ import annotations

import datetime as dt
import pathlib
import unicodedata
from collections.abc import Callable

import attrs
import pytest

from khcn_records.errors import InvalidRegisterError
from khcn_records.labels import label, languages
from khcn_records.registers import REGISTERS, register
from khcn_records.registers.grades import load_grade_scales
from khcn_records.registers.localities import load_localities
from khcn_records.registers.organizations import load_organizations
from khcn_records.registers.research_fields import load_research_fields
from khcn_records.registers.rows import RegisterRow, Succession, name_key

EVERY_REGISTER = pytest.mark.parametrize("name", sorted(REGISTERS))
EVERY_ROW = pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=f"{name}-{row.key}")
        for name in sorted(REGISTERS)
        for row in register(name).values()
    ],
)
DAY = dt.timedelta(days=1)


@EVERY_REGISTER
def test_rows_stand_under_their_keys(name: str) -> None:
    """A register is rows by key, none twice, and is read once."""
    rows = register(name)

    assert rows
    assert [row.key for row in rows.values()] == list(rows)
    assert register(name) is rows


@EVERY_ROW
def test_a_row_says_what_it_is(row: RegisterRow) -> None:
    """Each row has a name in NFC, days in order, a ground and a worded confidence."""
    assert row.key.isascii()
    assert row.key.isidentifier()
    assert row.name.strip() == row.name != ""
    assert unicodedata.is_normalized("NFC", row.name)
    assert row.valid_from is None or row.valid_until is None or row.valid_from <= row.valid_until
    assert row.basis.source.strip()
    assert all(label(row.basis.confidence, lang) for lang in languages())
    assert row.is_valid(row.valid_from or row.valid_until or dt.date(2024, 2, 14))


@EVERY_REGISTER
def test_what_follows_is_there_in_time(name: str) -> None:
    """A successor is a row of the register, valid on the day after the end, with a ground of its own; only what goes on loses a part."""
    rows = register(name)
    for row in rows.values():
        for successor in row.successors:
            assert successor.basis.source.strip()
            assert all(label(successor.change, lang) for lang in languages())
            following = rows[successor.key]
            if successor.change is Succession.SPLIT_OFF:
                assert following.valid_from is not None
                assert row.is_valid(following.valid_from)
            else:
                assert row.valid_until is not None
                assert following.is_valid(row.valid_until + DAY), (row.key, following.key)


@pytest.mark.parametrize("name", ["localities", "organizations", "organization_kinds"])
def test_one_name_means_one_row_at_a_time(name: str) -> None:
    """No two rows of one name share a day, unless type or province tells them apart."""
    seen: dict[tuple[object, ...], list[RegisterRow]] = {}
    for row in register(name).values():
        for text in {name_key(one) for one in (row.name, *getattr(row, "synonyms", ()))}:
            key = (text, getattr(row, "type", None), getattr(row, "within", None))
            seen.setdefault(key, []).append(row)
    for rows in seen.values():
        for one in rows:
            for other in rows:
                if one is not other:
                    ends = [row.valid_until for row in (one, other) if row.valid_until is not None]
                    starts = [row.valid_from for row in (one, other) if row.valid_from is not None]
                    assert ends
                    assert starts
                    assert min(ends) < max(starts)


@EVERY_ROW
def test_a_row_is_a_value(row: RegisterRow) -> None:
    """A row is frozen: what the register says cannot be changed from outside."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        row.name = "x"  # type: ignore[misc]


GOOD = """
[sources]
a = "Nghị quyết 1"
"""
PLACE = 'key = "a"\nname = "A"\ntype = "province"\nsource = "a"\nconfidence = "text"\n'
BROKEN_PLACES = [
    pytest.param("[[locality]]\n" + PLACE.replace("key", "code2"), id="no key"),
    pytest.param("[[locality]]\n" + PLACE + "colour = 1\n", id="unknown field"),
    pytest.param("[[locality]]\n" + PLACE + "[[locality]]\n" + PLACE, id="key twice"),
    pytest.param("[[locality]]\n" + PLACE.replace('source = "a"', 'source = "b"'), id="unknown source"),
    pytest.param("[[locality]]\n" + PLACE.replace('"text"', '"certain"'), id="unknown confidence"),
    pytest.param("[[locality]]\n" + PLACE.replace('"province"', '"planet"'), id="unknown type"),
    pytest.param("[[locality]]\n" + PLACE.replace('name = "A"', 'name = " A"'), id="blank at an end"),
    pytest.param("[[locality]]\n" + PLACE.replace('"A"', '"A\u0301"'), id="not NFC"),
    pytest.param("[[locality]]\n" + PLACE + 'valid_from = "2024"\n', id="no day"),
    pytest.param(
        "[[locality]]\n" + PLACE + "valid_from = 2025-01-02\nvalid_until = 2025-01-01\n",
        id="end before start",
    ),
    pytest.param(
        "[[locality]]\n"
        + PLACE
        + 'successors = [{ key = "z", change = "merged", source = "a", confidence = "text" }]\n',
        id="unknown successor",
    ),
    pytest.param(
        "[[locality]]\n" + PLACE + "[[locality]]\n" + PLACE.replace('"a"\nname', '"b"\nname'),
        id="two of one name at a time",
    ),
    pytest.param("[[locality]]\n" + PLACE.replace("province", "district"), id="district in no province"),
    pytest.param("[[locality]]\n" + PLACE + 'within = "a"\n', id="province within a province"),
    pytest.param("locality = 1\n", id="no table"),
    pytest.param("[[locality\n", id="no TOML"),
]


@pytest.mark.parametrize("broken", BROKEN_PLACES)
def test_a_broken_row_is_refused(broken: str, tmp_path: pathlib.Path) -> None:
    """A row that does not fit is an error that names the file; no row is dropped or mended."""
    head, tail = ("", GOOD) if broken.startswith("locality =") else (GOOD, "")
    (tmp_path / "localities.toml").write_text(broken + tail if not head else head + broken, encoding="utf-8")

    with pytest.raises(InvalidRegisterError, match=r"localities\.toml"):
        load_localities(tmp_path)


ROW = 'key = "a"\nname = "A"\nsource = "a"\nconfidence = "text"\n'


@pytest.mark.parametrize(
    ("load", "file", "broken"),
    [
        (load_grade_scales, "grade_scales.toml", f"[[scale]]\n{ROW}grades = []\n"),
        (
            load_grade_scales,
            "grade_scales.toml",
            f'[[scale]]\n{ROW}grades = [{{ key = "x", name = "X", is_pass = true }}]\n',
        ),
        (
            load_grade_scales,
            "grade_scales.toml",
            f'[[scale]]\n{ROW}grades = [{{ key = "x", name = "X", is_pass = true }}, {{ key = "y", name = "x" }}]\n',
        ),
        (
            load_grade_scales,
            "grade_scales.toml",
            f'[[scale]]\n{ROW}grades = [{{ key = "x", name = "X", is_pass = true }}, {{ key = "y", name = "Y" }}]\nbands = [{{ grade = "z" }}]\n',
        ),
        (
            load_research_fields,
            "research_fields.toml",
            f'[[edition]]\n{ROW}fields = [{{ code = "101", name = "X", source = "a", confidence = "text" }}]\n',
        ),
        (
            load_research_fields,
            "research_fields.toml",
            f'[[edition]]\n{ROW}fields = [{{ code = "1x", name = "X", source = "a", confidence = "text" }}]\n',
        ),
    ],
)
def test_a_broken_scale_or_edition_is_refused(
    load: Callable[[pathlib.Path], object], file: str, broken: str, tmp_path: pathlib.Path
) -> None:
    """A scale without a passing and a failing grade, a word for two grades, points for no grade, a code below nothing: refused."""
    (tmp_path / file).write_text(GOOD + broken, encoding="utf-8")

    with pytest.raises(InvalidRegisterError, match=file.replace(".", r"\.")):
        load(tmp_path)


def test_a_broken_kind_is_refused(tmp_path: pathlib.Path) -> None:
    """A unit of a kind that is not there, or a level that is none, is an error."""
    (tmp_path / "organizations.toml").write_text(f"{GOOD}[[organization]]\n{ROW}", encoding="utf-8")
    for field in ('parents = ["z"]', 'levels = ["z"]'):
        (tmp_path / "organization_kinds.toml").write_text(f"{GOOD}[[kind]]\n{ROW}{field}\n", encoding="utf-8")

        with pytest.raises(InvalidRegisterError, match=r"organization_kinds\.toml"):
            load_organizations(tmp_path)


def test_an_unknown_register_is_a_key_error() -> None:
    """A register that is not in the table is refused."""
    with pytest.raises(KeyError):
        register("planets")
