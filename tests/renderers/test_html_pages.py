"""HTML pages: well-formed, self-contained, readable by a screen reader, and exactly the texts they were given."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from khcn_records.labels import languages
from khcn_records.renderers import Block, Page, Row, _Asked, _page, render
from khcn_records.table import ColumnType, RowRole
from renderable import NASTY, NASTY_FINDINGS, RENDERABLE, REPORT

EVERYTHING = pytest.mark.parametrize("thing", RENDERABLE.values(), ids=RENDERABLE)
VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Reads a page strictly: every tag is closed in order; texts are gathered by the cell or paragraph they stand in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {
            name: [] for name in ("h1", "h2", "p", "caption", "td", "th", "title")
        }

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in <{tag}>"
        self.seen.append((tag, dict(attrs)))
        if tag == "br":
            self.handle_data("\n")
        if tag not in VOID:
            self.open.append(tag)
        if tag in self.texts:
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        holder = next((tag for tag in reversed(self.open) if tag in self.texts), None)
        if holder:
            self.texts[holder][-1] += data

    def tags(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of every tag of a name."""
        return [found for tag, found in self.seen if tag == name]


def read(thing: object, **options: Any) -> Reader:
    """The page of a thing, read to its end."""
    reader = Reader()
    reader.feed(str(render(thing, "html", **options)))
    reader.close()
    assert reader.open == []
    return reader


@EVERYTHING
def test_the_texts_of_a_page_are_those_it_was_given(thing: object) -> None:
    """Read back, every cell has the text that was to be rendered: nothing is taken for markup and nothing is lost."""
    page, reader = _page(thing, _Asked("vi", is_whole=True)), read(thing)
    given = [text for block in page.blocks for row in block.rows for text in row.group or row.texts]
    given += [text for block in page.blocks for text in block.headings]
    ends = [part for row in (row for block in page.blocks for row in block.rows) for part in row.group or ()]
    rows_of_one = [row for block in page.blocks for row in block.rows if row.group and len(row.texts) == 1]

    assert sorted([*reader.texts["td"], *reader.texts["th"], *("" for _ in rows_of_one)]) == sorted(given)
    assert sorted(reader.texts["p"]) == sorted([*page.lines, *(n for b in page.blocks for n in b.notes)])
    assert set(ends) <= {*reader.texts["th"], ""}


@EVERYTHING
def test_a_page_asks_for_nothing_from_outside(thing: object) -> None:
    """No script, no link, no image, no address: the file is whole by itself."""
    reader = read(thing)

    assert {tag for tag, _ in reader.seen} <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "div", "table", "caption", "thead", "tbody", "tr", "th", "td",
        "span", "br",
    }  # fmt: skip
    names = {name for _, attributes in reader.seen for name in attributes}
    assert names <= {
        "lang", "charset", "name", "content", "class", "scope", "colspan", "data-label",
    }  # fmt: skip
    style = re.findall(r"<style>(.*?)</style>", str(render(thing, "html")), re.DOTALL)
    assert len(style) == 1
    assert not re.search(r"url|import|http|expression", style[0])


@EVERYTHING
@pytest.mark.parametrize("lang", languages())
def test_a_page_tells_a_screen_reader_what_is_what(thing: object, lang: str) -> None:
    """The language is given, one heading tells what the page is, each table has a name and each heading cell a direction."""
    reader = read(thing, lang=lang, findings=NASTY_FINDINGS)

    assert reader.tags("html") == [{"lang": lang}]
    assert len(reader.texts["h1"]) == 1
    assert reader.texts["title"] == reader.texts["h1"]
    assert reader.texts["h1"][0].strip()
    assert reader.texts["h1"][0] not in reader.texts["h2"]
    assert len(reader.texts["caption"]) == len(reader.tags("table"))
    assert all(caption.strip() for caption in reader.texts["caption"])
    number_cells = [attributes for attributes in reader.tags("th") if "scope" not in attributes]
    groups = [attributes for attributes in reader.tags("th") if attributes.get("scope") == "rowgroup"]
    assert len(number_cells) <= len(groups)
    assert {str(attributes["scope"]) for attributes in reader.tags("th") if "scope" in attributes} <= {
        "col",
        "row",
        "rowgroup",
    }


def test_every_row_is_as_wide_as_its_table() -> None:
    """The cells of a row, each as wide as it says, fill all columns."""
    for thing in RENDERABLE.values():
        html = str(render(thing, "html"))
        for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
            widths = {
                sum(int(span or 1) for span in re.findall(r'<t[hd](?: [^>]*?(?:colspan="(\d+)")?)?>', row))
                for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)
            }
            assert len(widths) == 1, table[:400]


def test_what_is_late_stands_out_by_more_than_colour() -> None:
    """The row of an overdue task and its word are marked; bold type and a bar at the edge show it on paper too."""
    reader = read(REPORT, lang="en")
    html = str(render(REPORT, "html", lang="en"))
    marked_rows = [attributes for attributes in reader.tags("tr") if attributes.get("class") == "marked"]

    assert "marked>:first-child{border-left:1.5mm solid" in html
    assert "td.marked{font-weight:bold" in html
    # Summary: one done late, one overdue, one not started and overdue; open tasks: two; appendix: those three tasks.
    assert len(marked_rows) == 8
    assert html.count(">overdue</td>") == html.count('marked" data-label="Timeliness">overdue</td>') == 4


def test_every_surface_has_its_style() -> None:
    """The page has a style for dark screens, for narrow ones and for paper."""
    html = str(render(REPORT, "html"))

    assert "color-scheme:light dark" in html
    assert "@media (prefers-color-scheme:dark)" in html
    assert "@media screen and (max-width" in html
    assert "@media print" in html


@pytest.mark.parametrize(("columns", "turned"), [(5, False), (6, True)])
def test_a_broad_table_turns_the_paper(columns: int, *, turned: bool) -> None:
    """From six columns on, paper lies on its long side."""
    block = Block(headings=("x",) * columns, rows=(Row(texts=("y",) * columns),))

    assert ("size:A4 landscape" in str(render(Page(title="t", lang="vi", blocks=(block,)), "html"))) is turned


def test_on_a_narrow_screen_each_cell_names_its_column() -> None:
    """In a table of four columns or more every cell carries its heading, escaped; in a smaller one none does."""
    for count, labels in ((3, []), (4, [f"{NASTY} {place}" for place in range(4)])):
        headings = tuple(f"{NASTY} {place}" for place in range(count))
        block = Block(headings=headings, rows=(Row(texts=("y",) * count),))
        reader = read(Page(title="t", lang="vi", blocks=(block,)))

        assert [
            attributes["data-label"] for attributes in reader.tags("td") if "data-label" in attributes
        ] == labels


def test_figures_stand_under_each_other() -> None:
    """Counts and decimals end at the right, days stand in the middle: each cell says what it holds."""
    block = Block(
        headings=("a", "b", "c"),
        types=(ColumnType.COUNT, ColumnType.DECIMAL, ColumnType.DAY),
        rows=(Row(texts=("8", "1,5", "05/02/2024")), Row(texts=("9", "2,5", ""), role=RowRole.TOTAL)),
    )
    reader = read(Page(title="t", lang="vi", blocks=(block,)))

    assert [attributes.get("class") for attributes in reader.tags("td")] == ["count", "decimal", "day"] * 2
    assert ".count,.decimal{text-align:right}" in str(render(REPORT, "html"))
