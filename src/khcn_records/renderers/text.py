"""Plain text for a terminal or an e-mail: cells wrapped to the width, columns ruled with lines.

Widths count what a terminal shows: a letter with its tone marks is one column.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable

from khcn_records.renderers import Block, Page
from khcn_records.table import RowRole

__all__ = ["render"]

_NARROWEST = 4


def render(page: Page, *, width: int = 100) -> str:
    """The page as lines of at most `width` columns, as far as words and columns allow.

    Args:
        page: what to lay out.
        width: columns of a line, 40 or more.

    Raises:
        ValueError: a width below 40.
    """
    if width < 40:
        raise ValueError(f"width must be 40 or more, not {width}")
    parts = [page.title.upper()] if page.title else []
    parts += ["\n".join(_wrapped(line, width)) for line in page.lines]
    for block in page.blocks:
        if block.title:
            parts.append("\n".join(_wrapped(block.title, width)))
        parts.append(_table(block, width))
        parts += block.notes
    return "\n\n".join(part for part in parts if part) + "\n"


def _columns(text: str) -> int:
    """How many terminal columns the text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in unicodedata.normalize("NFC", text)
    )


def _wrapped(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        lines += textwrap.wrap(line, width, break_on_hyphens=False) or [""]
    return lines


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _columns(text))


def _widths(texts: list[tuple[str, ...]], width: int) -> list[int]:
    """Column widths: every column its longest word, then the rest of the line to those that want more."""
    count = max(len(row) for row in texts)
    cells = [[row[place] for row in texts if place < len(row)] for place in range(count)]
    wanted = [
        max((_columns(line) for cell in column for line in cell.split("\n")), default=0) for column in cells
    ]
    least = [max((_columns(word) for cell in column for word in cell.split()), default=0) for column in cells]
    widths = [max(min(_NARROWEST, want), need) for want, need in zip(wanted, least, strict=True)]
    spare = width - (3 * count + 1) - sum(widths)
    while spare > 0 and any(have < want for have, want in zip(widths, wanted, strict=True)):
        hungriest = max(
            range(count),
            key=lambda place: wanted[place] / max(1, widths[place]) if widths[place] < wanted[place] else 0,
        )
        widths[hungriest] += 1
        spare -= 1
    return widths


def _table(block: Block, width: int) -> str:
    data = [
        texts if role is not RowRole.GROUP else (texts[0], *[""] * (len(texts) - 1))
        for role, texts in block.rows
    ]
    measured = [*([block.headings] if block.headings else []), *data]
    if not measured:
        return ""
    widths = _widths(measured, width)
    rule = "+" + "+".join("-" * (one + 2) for one in widths) + "+"
    lines = [rule]
    if block.headings:
        lines += [*_row(block.headings, widths), rule.replace("-", "=")]
    for role, texts in block.rows:
        lines += _group(texts, widths) if role is RowRole.GROUP else _row(texts, widths)
        lines.append(rule)
    return "\n".join(lines)


def _row(texts: Iterable[str], widths: list[int]) -> list[str]:
    cells = [_wrapped(text, one) for text, one in zip(texts, widths, strict=True)]
    height = max(len(cell) for cell in cells)
    return [
        "| "
        + " | ".join(
            _padded(cell[line] if line < len(cell) else "", one)
            for cell, one in zip(cells, widths, strict=True)
        )
        + " |"
        for line in range(height)
    ]


def _group(texts: tuple[str, ...], widths: list[int]) -> list[str]:
    """A group heading: its number in the first column, its words across the rest."""
    across = sum(widths[1:]) + 3 * (len(widths) - 2)
    return _row((texts[0], texts[1]), [widths[0], across])
