"""The reference of values is whole and true: a page for every value, every field named, every row of its tables run.

A table headed `` `X` reads `` or `` `X` `` gives a text in its first column; each further heading in code is asked of the value read:
`` `str` ``, or an attribute or call such as `` `.last_day` `` and `` `.format("en")` ``. One headed `` `X` refuses `` gives texts and reasons.
"""

from __future__ import annotations

import ast
import enum
import importlib
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import attrs
import pytest

import khcn_records
from khcn_records.errors import InvalidValueError
from khcn_records.values import VALUES
from project import ROOT, module_names

FOLDER = ROOT / "docs" / "reference" / "values"
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))}
SECTIONS = ("What is read", "What is refused", "How it is written", "Fields", "Laws", "Errors", "Code")
TABLE = re.compile(r"^\|(.+)\|\n\|[-| :]+\|\n((?:\|.+\|\n)+)", re.MULTILINE)
CODE = re.compile(r"`([^`]+)`")
HEADING = re.compile(r"`(\w+)`( reads| refuses)?")
ASKED = re.compile(r"\.(\w+)(?:\((.*)\))?")
DOCUMENTED = re.compile(r"^\.\. automodule:: (\S+)", re.MULTILINE)
INDEXED = re.compile(r"^\| \[`(\w+)`\]\((\S+?\.md)[^)]*\) \| \S", re.MULTILINE)


class Table(NamedTuple):
    """One table of a page that says what a value reads, is or refuses."""

    page: str
    name: str
    verb: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def cells(line: str) -> tuple[str, ...]:
    """The cells of a line of a table."""
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def tables() -> Iterator[Table]:
    """Every table whose first heading names a value, or a function of the front door."""
    for page, text in PAGES.items():
        for head, body in TABLE.findall(text):
            first, *headings = cells(head)
            if found := HEADING.fullmatch(first):
                rows = tuple(cells(line) for line in body.splitlines())
                yield Table(page, found[1], (found[2] or "").strip(), tuple(headings), rows)


TABLES = tuple(tables())
ROWS = [
    pytest.param(table.name, table.headings, row, id=f"{table.page}-{table.name}-{row[0].strip('`')}")
    for table in TABLES
    if table.verb != "refuses"
    for row in table.rows
]
REFUSALS = [
    pytest.param(table.page, table.name, row, id=f"{table.page}-{table.name}-{row[0].strip('`')}")
    for table in TABLES
    if table.verb == "refuses"
    for row in table.rows
]


def code(cell: str) -> str:
    """What stands in a cell as code, whole."""
    found = CODE.fullmatch(cell)
    assert found, f"not in code: {cell}"
    return found[1]


def read(name: str, text: str) -> Any:
    """The text read by a value's `parse`, or by the function of that name."""
    thing = getattr(khcn_records, name)
    return thing.parse(text) if hasattr(thing, "parse") else thing(text)


def asked(value: Any, question: str) -> str:
    """What the value answers to a heading, as the pages write it."""
    answer = value
    if question != "str":
        found = ASKED.fullmatch(question)
        assert found, f"no question: {question}"
        answer = getattr(value, found[1])
        if found[2] is not None:
            answer = answer(*(ast.literal_eval(f"({found[2]},)") if found[2] else ()))
    if isinstance(answer, tuple):
        return ", ".join(answer)
    return answer.value if isinstance(answer, enum.Enum) else str(answer)


@pytest.mark.parametrize(("name", "headings", "row"), ROWS)
def test_a_row_is_true(name: str, headings: tuple[str, ...], row: tuple[str, ...]) -> None:
    """The text in the first column is read, and the value answers each heading in code as its column says."""
    value = read(name, code(row[0]))
    questions = [
        (question, cell) for question, cell in zip(headings, row[1:], strict=True) if question[0] == "`"
    ]

    assert questions
    assert [asked(value, code(question)) for question, _ in questions] == [
        code(cell) for _, cell in questions
    ]


@pytest.mark.parametrize(("page", "name", "row"), REFUSALS)
def test_a_refusal_is_true(page: str, name: str, row: tuple[str, ...]) -> None:
    """The text is refused with an error that the page names, and the row says why."""
    with pytest.raises(InvalidValueError) as caught:
        read(name, code(row[0]))

    assert f"`{type(caught.value).__name__}`" in PAGES[page]
    assert row[1]


def test_every_value_stands_in_the_index() -> None:
    """The index names each value of the shelf once, with a line of what it is and the page that documents its module."""
    listed = INDEXED.findall(PAGES["index.md"])

    assert sorted(name for name, _ in listed) == sorted(VALUES)
    assert [name for name, page in listed if VALUES[name] not in DOCUMENTED.findall(PAGES[page])] == []


def test_every_page_stands_in_the_index() -> None:
    """No page of the folder is out of reach: the index lists each in its table of contents."""
    toctree = re.search(r"```\{toctree\}\n(.*?)```", PAGES["index.md"], re.DOTALL)
    assert toctree
    listed = [line for line in toctree[1].splitlines() if line and not line.startswith(":")]

    assert sorted(f"{name}.md" for name in listed) == sorted(set(PAGES) - {"index.md"})


def test_every_module_of_the_shelf_is_documented_once() -> None:
    """Each module of the shelf stands at the foot of one page."""
    documented = [name for text in PAGES.values() for name in DOCUMENTED.findall(text)]

    assert sorted(documented) == [name for name in module_names() if name.startswith("khcn_records.values")]


@pytest.mark.parametrize("page", sorted(set(PAGES) - {"index.md"}))
def test_a_page_has_every_section(page: str) -> None:
    """The pages read alike: one title, the same sections in the same order."""
    assert tuple(re.findall(r"^## (.+)$", PAGES[page], re.MULTILINE)) == SECTIONS


@pytest.mark.parametrize("name", sorted(VALUES))
def test_a_value_is_described_whole(name: str) -> None:
    """Of each value a page shows texts read, texts refused, its words in both languages, and every field."""
    page = dict(INDEXED.findall(PAGES["index.md"]))[name]
    kind = getattr(importlib.import_module(VALUES[name]), name)
    fields = {field.name for field in attrs.fields(kind) if not field.name.startswith("_")}
    own = [table for table in TABLES if table.name == name]
    rows = {
        verb: sum(len(table.rows) for table in own if table.verb == verb) for verb in ("reads", "refuses")
    }

    assert rows["reads"] >= 5
    assert rows["refuses"] >= 3
    assert {heading for table in own for heading in table.headings} >= {"`.format()`", '`.format("en")`'}
    assert {field for field in fields if f"| `{field}` |" not in PAGES[page]} == set()
