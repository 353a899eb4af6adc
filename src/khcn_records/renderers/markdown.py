"""Markdown (GitHub's tables): every character of a cell that Markdown or HTML would read is escaped."""

from __future__ import annotations

import re

from khcn_records.renderers import Block, Page
from khcn_records.table import RowRole

__all__ = ["render"]

_MARKS = re.compile(r"([\\`*_{}\[\]#|~])")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LINE_START = re.compile(r"^(\d+)([.)])|^([-+])", re.MULTILINE)


def render(page: Page) -> str:
    """The page as Markdown."""
    parts = [f"# {_escaped(page.title)}"] if page.title else []
    parts += [_paragraph(line) for line in page.lines]
    for block in page.blocks:
        if block.title:
            parts.append(f"## {_escaped(block.title)}")
        parts.append(_table(block))
        parts += [_paragraph(note) for note in block.notes]
    return "\n\n".join(part for part in parts if part) + "\n"


def _escaped(text: str) -> str:
    """One line: marks and markup escaped, line breaks as `<br>`."""
    return _MARKS.sub(r"\\\1", text.translate(_MARKUP)).replace("\n", "<br>")


def _paragraph(text: str) -> str:
    return _LINE_START.sub(
        lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", _escaped(text)
    )


def _table(block: Block) -> str:
    if not block.rows and not block.headings:
        return ""
    count = len(block.headings) or len(block.rows[0][1])
    headings = block.headings or ("",) * count
    rule = [":-:" if place in block.numeric else "---" for place in range(count)]
    lines = [_line([_escaped(heading) for heading in headings]), _line(rule)]
    for role, texts in block.rows:
        cells = [_escaped(text) for text in texts]
        if role is not RowRole.DATA:
            cells = [f"**{cell}**" if cell else "" for cell in cells]
        lines.append(_line(cells))
    return "\n".join(lines)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
