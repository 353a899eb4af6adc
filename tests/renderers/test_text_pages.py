"""Plain text: no line too wide, columns in line whatever the letters, nothing lost."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.renderers import Block, Page, Row, render
from khcn_records.table import ColumnType, RowRole
from renderable import RENDERABLE, REPORT

WIDTHS = st.integers(40, 200)
LETTERS = "aĐệỹ ộn\u0301o\u0302\u0323 \n日本語ｶ😀-/.,|<0123456789"
TEXTS = st.one_of(
    st.text(LETTERS, max_size=60),
    st.text(max_size=30),
    st.sampled_from(["", "14/2023/TT-BKHCN", "Kế hoạch " * 12, "a" * 130, "漢字" * 40, "n\u0301" * 90]),
).map(lambda text: unicodedata.normalize("NFD", text) if len(text) % 2 else text)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """Tables of one to nine columns, with and without headings, of every role."""
    width = draw(st.integers(1, 9))
    row = st.builds(
        Row,
        texts=st.lists(TEXTS, min_size=width, max_size=width),
        role=st.sampled_from(RowRole),
        marked=st.sampled_from([frozenset[int](), frozenset({0})]),
    )
    headings = st.just(()) | st.lists(TEXTS, min_size=width, max_size=width).map(tuple)
    return Block(
        title=draw(TEXTS),
        headings=draw(headings),
        rows=tuple(draw(st.lists(row, max_size=5))),
        types=tuple(draw(st.lists(st.sampled_from(ColumnType), max_size=width))),
        notes=tuple(draw(st.lists(TEXTS, max_size=2))),
    )


def columns(line: str) -> int:
    """What a terminal shows of a line: marks take nothing, wide letters take two."""
    return sum(
        0
        if unicodedata.category(char) in {"Mn", "Me", "Cf"}
        else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in unicodedata.normalize("NFC", line)
    )


def letters(text: str) -> Counter[str]:
    """The letters and digits, however they are broken over lines."""
    return Counter(char for char in unicodedata.normalize("NFD", text) if char.isalnum())


@given(page=st.builds(Page, title=TEXTS, lang=st.just("vi"), lines=st.lists(TEXTS, max_size=3), blocks=st.lists(blocks(), max_size=2).map(tuple)), width=WIDTHS)  # fmt: skip
def test_no_line_is_wider_than_asked(page: Page, width: int) -> None:
    """Whatever stands in a page, no line takes more columns than the width: a word that is too long is broken."""
    made = str(render(page, width=width))

    assert [line for line in made.split("\n") if columns(line) > width] == []


@given(block=blocks(), width=WIDTHS)
def test_the_edges_of_a_table_are_straight(block: Block, width: int) -> None:
    """All lines of a ruled table take the same columns, whatever letters stand in it."""
    bare = Block(headings=block.headings, rows=block.rows, types=block.types)
    made = str(render(Page(title="", lang="vi", blocks=(bare,)), width=width)).rstrip("\n")

    if made.startswith("+"):
        lines = made.split("\n")
        assert len({columns(line) for line in lines}) == 1
        assert all(line[0] in "+|>" and line[-1] in "+|" for line in lines)


@given(block=blocks(), width=WIDTHS)
def test_no_letter_is_lost(block: Block, width: int) -> None:
    """Every letter and digit of a table stands in its text, whether it is ruled or laid out as a list."""
    made = letters(str(render(Page(title="", lang="vi", blocks=(block,)), width=width)))
    wanted = [block.title, *block.notes, *(text for row in block.rows for text in row.group or row.texts)]
    wanted = [Page(title=text, lang="vi").title for text in wanted]

    assert not letters("".join(wanted)) - made


@given(text=TEXTS, width=WIDTHS)
def test_words_stay_whole_where_they_fit(text: str, width: int) -> None:
    """A word no wider than the line is never broken."""
    page = Page(title="", lang="vi", lines=(text,))
    words = [word for word in unicodedata.normalize("NFC", page.lines[0]).split() if columns(word) <= width]
    made = unicodedata.normalize("NFC", str(render(page, width=width))).split()

    assert not Counter(words) - Counter(made)


@pytest.mark.parametrize("thing", RENDERABLE.values(), ids=RENDERABLE)
@pytest.mark.parametrize("width", [40, 79, 80, 100, 120, 200])
def test_everything_fits_every_terminal(thing: object, width: int) -> None:
    """Reports, tables, findings and records keep to the width, in both languages."""
    for lang in ("vi", "en"):
        made = str(render(thing, lang=lang, width=width))
        assert max(map(columns, made.split("\n"))) <= width


def test_a_symbol_is_broken_after_its_marks() -> None:
    """A long symbol is broken after a slash or hyphen, as it is in print."""
    block = Block(rows=(Row(texts=("Số", "2197/2023/KGVX-UBND-TUBG-TUTN-KHCN-TĐC")),))
    made = str(render(Page(title="", lang="vi", blocks=(block,)), width=40))

    assert made == (
        "+----+---------------------------------+\n"
        "| Số | 2197/2023/KGVX-UBND-TUBG-TUTN-  |\n"
        "|    | KHCN-TĐC                        |\n"
        "+----+---------------------------------+\n"
    )


def test_a_table_with_too_many_columns_becomes_a_list() -> None:
    """Where the columns cannot hold their words, each row is a list of headings and texts; what is late begins with `>`."""
    narrow, wide = str(render(REPORT, width=60, lang="en")), str(render(REPORT, width=140, lang="en"))

    assert "  Due on: 28 Feb 2024\n" in narrow
    assert "\n> Timeliness: overdue\n" in narrow
    assert "| No. | Directive" not in narrow
    assert "| No. | Directive" in wide
    assert sum(line.startswith(">") and "overdue" in line for line in wide.split("\n")) == 4


@pytest.mark.parametrize("width", [39, 0, -1])
def test_a_width_too_narrow_is_refused(width: int) -> None:
    """Below forty columns nothing can be laid out, and the message says so."""
    with pytest.raises(ValueError, match=f"40 or more, not {width}"):
        render(REPORT, width=width)
