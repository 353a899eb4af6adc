"""Markdown: every row has the cells of its table, and every text reads as it was given."""

from __future__ import annotations

import html
import re

import pytest

from khcn_records.renderers import Page, _Asked, _page, render
from renderable import NASTY, RENDERABLE, REPORT

EVERYTHING = pytest.mark.parametrize("thing", RENDERABLE.values(), ids=RENDERABLE)


def tables(markdown: str) -> list[list[str]]:
    """The lines of each table."""
    return [part.splitlines() for part in markdown.split("\n\n") if part.startswith("|")]


def plain(cell: str) -> str:
    """What a cell says once Markdown and HTML have been read."""
    bare = cell.strip()
    if bare.startswith("**"):
        bare = bare[2:-2]
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", bare.replace("<br>", "\n")))


@EVERYTHING
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_rows_have_the_cells_of_their_table(thing: object, lang: str) -> None:
    """No text opens or closes a cell: the count of bars is the same in every line of a table."""
    for lines in tables(str(render(thing, "markdown", lang=lang))):
        assert len({line.count("|") for line in lines}) == 1
        assert re.fullmatch(r"\|( (---|:-:|--:) \|)+", lines[1])


@EVERYTHING
def test_every_text_reads_as_it_was_given(thing: object) -> None:
    """Read as Markdown, the cells of the tables are the texts that were to be rendered."""
    page = _page(thing, _Asked("vi"))
    given = [
        [text.strip() for text in row.texts] for block in page.blocks if block.width for row in block.rows
    ]
    written = [
        [plain(cell) for cell in line[1:-1].split("|")]
        for lines in tables(str(render(thing, "markdown")))
        for line in lines[2:]
    ]

    assert written == given


@EVERYTHING
def test_no_markup_but_line_breaks(thing: object) -> None:
    """The only tag in a document is `<br>`, whatever stands in the data."""
    assert set(re.findall(r"<[^>]*>", str(render(thing, "markdown")))) <= {"<br>"}


@EVERYTHING
def test_no_mark_of_a_text_is_left_to_markdown(thing: object) -> None:
    """Beside the bold of whole cells and the marks of headings, every mark that Markdown reads has its backslash."""
    for line in str(render(thing, "markdown")).splitlines():
        bare = re.sub(r"\\.|<br>|(?<=\| )\*\*|\*\*(?= \|)|^#+ |&#124;", "", line)
        assert re.findall(r"[\\`*_{}\[\]#~$]", bare) == [], line


@pytest.mark.parametrize(
    "line", ["1. một", "12) hai", "- ba", "+ bốn", "= năm", "# sáu", "> bảy", "* tám", "---", "```", "~~~"]
)
def test_a_line_of_text_stays_a_paragraph(line: str) -> None:
    """What begins like a list, a heading or a quotation is escaped at its first mark."""
    written = str(render(Page(title="", lang="vi", lines=(line,)), "markdown"))

    assert plain(written) == line
    assert re.match(r"\\|\d+\\|&", written)


def test_what_is_late_is_bold() -> None:
    """The word of an overdue task stands out in any reader of Markdown."""
    written = str(render(REPORT, "markdown", lang="en"))

    assert written.count("| **overdue** |") == 2
    assert "| overdue |" not in written


def test_a_title_stays_one_line() -> None:
    """A line break in a title does not end it."""
    assert str(render(Page(title=f"{NASTY}\nhai", lang="vi"), "markdown")).count("\n") == 1
