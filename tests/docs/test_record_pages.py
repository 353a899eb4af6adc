"""The reference of records is whole: a page for every kind, every field in its table, every rule that looks at it named."""

from __future__ import annotations

import enum
import re
from typing import Any

import attrs
import pytest

from built_pages import page_writer
from khcn_records import KINDS
from khcn_records.formats import loads
from khcn_records.labels import label
from khcn_records.records import record_class
from khcn_records.rules import RULES, rule
from project import ROOT

WRITER = page_writer("kinds")
FOLDER = ROOT / "docs" / "reference" / "records"
EVERY_KIND = pytest.mark.parametrize("kind", sorted(KINDS))
ROW = re.compile(r"^\| `(\w+)` \| (.+?)<br>\*(.+?)\* \| (.+?): (.+) \|$", re.MULTILINE)
LINK = re.compile(r"\]\(([\w./-]*\.md)?(?:#([\w-]+))?\)")
PAGES = {kind: WRITER.page(kind) for kind in sorted(KINDS)}
PARTS = WRITER.parts_sections()


def fields_of(cls: Any) -> list[attrs.Attribute[Any]]:
    """The fields of a record or part."""
    return list(attrs.fields(cls))


def anchors(page: str) -> set[str]:
    """What a link into a page can name: its headings."""
    return {heading.strip("`").lower() for heading in re.findall(r"^#+ (\S+)$", page, re.MULTILINE)}


def test_every_kind_has_its_page() -> None:
    """Each kind has a file in the folder and no file is left over; the index names each kind once."""
    files = {path.name for path in FOLDER.glob("*.md")} - {"index.md", "parts.md"}
    index = WRITER.index_table()

    assert files == {WRITER.file_of(kind) for kind in KINDS}
    assert sorted(WRITER.in_order()) == sorted(KINDS)
    assert re.findall(r"^\| \[`(\w+)`\]", index, re.MULTILINE) == [
        record_class(kind).__name__ for kind in WRITER.in_order()
    ]


@EVERY_KIND
def test_an_unbuilt_page_says_where_to_look(kind: str) -> None:
    """The file of a kind bears its title and leads to its code, which is there."""
    path = FOLDER / WRITER.file_of(kind)
    stub = path.read_text(encoding="utf-8")
    linked = re.search(r"\]\((\S+\.py)\)", stub)

    assert stub.startswith(f"# {WRITER.title(record_class(kind))}\n")
    assert linked
    assert (path.parent / linked[1]).resolve() == (
        ROOT / "src" / f"{KINDS[kind].partition(':')[0].replace('.', '/')}.py"
    )


@EVERY_KIND
def test_every_field_stands_in_the_table(kind: str) -> None:
    """Each field is a row with its words, what it holds, whether it is required, and a meaning."""
    cls = record_class(kind)
    rows = {row[0]: row[1:] for row in ROW.findall(PAGES[kind])}

    assert [field.name for field in fields_of(cls)] == list(rows)
    for field in fields_of(cls):
        vi, en, holds, meaning = rows[field.name]
        assert vi == label(f"field.{kind}.{field.name}", "vi")
        assert en == label(f"field.{kind}.{field.name}", "en")
        assert ("**required**" in holds) is (field.default is attrs.NOTHING)
        assert ("Personal data." in meaning) is bool(field.metadata.get("personal"))


@pytest.mark.parametrize("part", WRITER.parts(), ids=lambda part: part.__name__)
def test_every_part_is_described(part: Any) -> None:
    """Each class that stands inside a record has its section with every field."""
    section = PARTS.partition(f"## {part.__name__}\n")[2].partition("\n## ")[0]

    assert [row[0] for row in ROW.findall(section)] == [field.name for field in fields_of(part)]


@EVERY_KIND
def test_the_example_runs_and_is_stored_as_shown(kind: str) -> None:
    """The example is a program of its own, and its record is the one in stored form."""
    source, record = WRITER.example(kind)
    stored = re.search(r"```json\n(.*?)\n```", PAGES[kind], re.DOTALL)

    assert stored
    assert source in PAGES[kind]
    assert type(record) is record_class(kind)
    assert loads(stored[1]) == record


@EVERY_KIND
def test_the_page_has_every_word_and_step(kind: str) -> None:
    """Each member of each enum of the fields is worded, and a kind that lives shows its diagram and its steps."""
    cls: Any = record_class(kind)
    members = [member for one in WRITER.enums_of(cls) for member in one]
    life = getattr(cls, "LIFECYCLE", None)

    assert all(isinstance(member, enum.Enum) for member in members)
    assert [
        member
        for member in members
        if f"| `{member.value}` | {label(member, 'vi')} | {label(member, 'en')} |" not in PAGES[kind]
    ] == []
    assert ("<svg " in PAGES[kind]) is (life is not None)
    assert life is None or all(f"`{step.event}` " in PAGES[kind] for step in life.transitions)


@EVERY_KIND
def test_the_rules_that_name_a_kind_stand_on_its_page(kind: str) -> None:
    """Every rule that names the kind is linked, and none that names other kinds only."""
    linked = re.findall(r"^\| \[`(\w+)`\]\(\.\./rules\.md#\1\)", PAGES[kind], re.MULTILINE)
    naming = {code for code in RULES if kind in rule(code).kinds}
    others = {code for code in RULES if rule(code).kinds and kind not in rule(code).kinds}

    assert naming <= set(linked)
    assert set(linked).isdisjoint(others)


@EVERY_KIND
def test_every_link_leads_somewhere(kind: str) -> None:
    """The page, part or heading that a link names is there."""
    own, inner = anchors(PAGES[kind]), anchors(PARTS)
    for file, anchor in LINK.findall(PAGES[kind]):
        assert not file or (FOLDER / file).exists()
        if file in {"", "parts.md"}:
            assert anchor in (inner if file else own)


def test_readme_names_every_kind() -> None:
    """README lists each kind once, with its Vietnamese name and the file of its record."""
    listed = re.findall(
        r"^\| \[`(\w+)`\]\((\S+)\) \| \*(.+?)\* \|",
        (ROOT / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )

    assert sorted(listed) == sorted(
        (
            record_class(kind).__name__,
            f"src/{KINDS[kind].partition(':')[0].replace('.', '/')}.py",
            label(record_class(kind), "vi").lower(),
        )
        for kind in KINDS
    )
