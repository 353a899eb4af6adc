"""Markdown (GitHub's tables): every character of a cell that Markdown or HTML would read is escaped."""

from __future__ import annotations

import re

from khcn_records.renderers import Block, Page, Row
from khcn_records.table import ColumnType, RowRole

__all__ = ["render"]

_MARKS = re.compile(r"([\\`*_{}\[\]#~$])")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"})
_LINE_START = re.compile(r"^(\d+)([.)])|^([-+=])")


def render(page: Page) -> str:
    """The page as Markdown."""
    parts = [f"# {_escaped(page.title)}"] if page.title else []
    parts += [_paragraph(line) for line in page.lines]
    for block in page.blocks:
        if block.title and block.title != page.title:
            parts.append(f"{'#' * block.level} {_escaped(block.title)}")
        parts.append(_table(block))
        parts += [_paragraph(note) for note in block.notes]
    return "\n\n".join(part for part in parts if part) + "\n"


def _escaped(text: str) -> str:
    """One line: marks and markup escaped, line breaks as `<br>`."""
    return _MARKS.sub(r"\\\1", text.strip()).translate(_MARKUP).replace("\n", "<br>")


def _paragraph(text: str) -> str:
    return _LINE_START.sub(
        lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", _escaped(text)
    )


def _rule(block: Block, place: int) -> str:
    if block.holds(place, ColumnType.COUNT, ColumnType.DECIMAL):
        return "--:"
    return ":-:" if block.holds(place, ColumnType.DAY) else "---"


def _table(block: Block) -> str:
    if not block.width:
        return ""
    headings = block.headings or ("",) * block.width
    rule = [_rule(block, place) for place in range(block.width)]
    lines = [_line([_escaped(heading) for heading in headings]), _line(rule)]
    lines += [_line(_cells(row)) for row in block.rows]
    return "\n".join(lines)


def _cells(row: Row) -> list[str]:
    """The cells; those of groups and totals, and what must not be overlooked, are bold."""
    return [
        f"**{cell}**" if cell and (row.role is not RowRole.DATA or place in row.marked) else cell
        for place, cell in enumerate(map(_escaped, row.texts))
    ]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
