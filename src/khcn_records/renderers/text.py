"""Plain text for a terminal or an e-mail: cells wrapped to the width, columns ruled with lines.

Widths count what a terminal shows: a letter with its tone marks is one column, a Chinese character two. No line is wider
than the width: a word that is too long is broken, after `/` or `-` where it has one, and a table with more columns than the
width can hold is laid out as a list. A row that must not be overlooked begins with `>`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from khcn_records.renderers import Block, Page, Row
from khcn_records.table import ColumnType

__all__ = ["render"]

_NARROWEST = 40
_LONGEST_KEPT = 16
"""A word up to this many columns makes its column as wide; a longer one may be broken."""
_NARROWEST_COLUMN = 2
_BREAK_AFTER = "/-–_.,"


def render(page: Page, *, width: int = 100) -> str:
    """The page as lines of at most `width` columns.

    Args:
        page: what to lay out.
        width: columns of a line, 40 or more.

    Raises:
        ValueError: a width below 40.
    """
    if width < _NARROWEST:
        raise ValueError(f"width must be {_NARROWEST} or more, not {width}")
    parts = [_wrapped(page.title.upper(), width)] if page.title else []
    parts += [_wrapped(line, width) for line in page.lines]
    for block in page.blocks:
        if block.title and block.title != page.title:
            parts.append(_wrapped(block.title, width))
        parts.append(_table(block, width))
        parts += [_wrapped(note, width) for note in block.notes]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _letters(text: str) -> list[tuple[str, int]]:
    """The text as letters that must stay whole, each with its terminal columns."""
    letters: list[tuple[str, int]] = []
    for char in unicodedata.normalize("NFC", text):
        if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
            before, columns = letters.pop() if letters else ("", 0)
            letters.append((before + char, columns))
        else:
            letters.append((char, 2 if unicodedata.east_asian_width(char) in "WF" else 1))
    return letters


def _columns(text: str) -> int:
    """How many terminal columns the text takes."""
    return len(text) if text.isascii() else sum(columns for _, columns in _letters(text))


def _broken(word: str, width: int) -> Iterable[str]:
    """The word in pieces that fit, broken after a mark where there is one in the latter half of a piece."""
    piece: list[tuple[str, int]] = []
    for letter in _letters(word):
        if sum(columns for _, columns in piece) + letter[1] > width:
            marks = [place for place, (char, _) in enumerate(piece, 1) if char in _BREAK_AFTER]
            cut = marks[-1] if marks and marks[-1] > len(piece) // 2 else len(piece)
            yield "".join(char for char, _ in piece[:cut])
            piece = piece[cut:]
        piece.append(letter)
    yield "".join(char for char, _ in piece)


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines that fit."""
    lines: list[str] = []
    for line in text.split("\n"):
        filled: list[str] = []
        used = 0
        for word in re.split(" +", line.strip(" ")):
            for piece in _broken(word, width) if _columns(word) > width else (word,):
                columns = _columns(piece)
                if filled and used + 1 + columns > width:
                    lines.append(" ".join(filled))
                    filled, used = [], 0
                used += columns + (1 if filled else 0)
                filled.append(piece)
        lines.append(" ".join(filled))
    return lines


def _widths(block: Block, width: int) -> list[int] | None:
    """Column widths: every column its words, then the rest of the line to those that want more; `None` where they do not fit."""
    places = range(block.width)
    headings = [block.headings] if block.headings else []
    # The words of a group heading go across the row, so they ask nothing of a column.
    texts = [
        row.texts if row.group is None else (*row.group[:1], *[""] * (block.width - 1)) for row in block.rows
    ]
    cells = [[row[place] for row in (*headings, *texts)] for place in places]
    wanted = [
        max(_NARROWEST_COLUMN, *(_columns(line) for text in column for line in text.split("\n")))
        for column in cells
    ]
    words = [
        max(_NARROWEST_COLUMN, *(_columns(word) for text in column for word in re.split("[ \n]", text)))
        for column in cells
    ]
    # A document is a symbol over its day: neither is broken at a space.
    widths = [
        min(wanted[place] if block.holds(place, ColumnType.DOCUMENT) else words[place], _LONGEST_KEPT)
        for place in places
    ]
    for place in places:
        if block.holds(place, ColumnType.DAY, ColumnType.COUNT, ColumnType.DECIMAL):
            widths[place] = max(widths[place], *(_columns(row[place]) for row in texts), 0)
    spare = width - (3 * block.width + 1) - sum(widths)
    if spare < 0:
        return None
    while spare > 0 and any(have < want for have, want in zip(widths, wanted, strict=True)):
        hungriest = max(
            places, key=lambda place: wanted[place] / widths[place] if widths[place] < wanted[place] else 0
        )
        widths[hungriest] += 1
        spare -= 1
    across = sum(widths[1:]) + 3 * (block.width - 2) if block.width > 1 else widths[0]
    groups = [_columns(line) for row in block.rows if row.group for line in row.group[1].split("\n")]
    widths[-1] += min(spare, max(0, max(groups, default=0) - across))
    return widths


def _table(block: Block, width: int) -> list[str]:
    if not block.width:
        return []
    widths = _widths(block, width)
    if widths is None:
        return _list(block, width)
    rule = "+" + "+".join("-" * (one + 2) for one in widths) + "+"
    lines = [rule]
    if block.headings:
        lines += [*_cells(block.headings, widths), rule.replace("-", "=")]
    for row in block.rows:
        lines += [*_row(row, block, widths), rule]
    return lines


def _row(row: Row, block: Block, widths: list[int]) -> list[str]:
    edge = ">" if row.marked else "|"
    if row.group is None:
        right = {
            place for place in range(block.width) if block.holds(place, ColumnType.COUNT, ColumnType.DECIMAL)
        }
        return _cells(row.texts, widths, edge, right)
    number, words = row.group
    if block.width == 1:
        return _cells([words], widths, edge)
    return _cells([number, words], [widths[0], sum(widths[1:]) + 3 * (block.width - 2)], edge)


def _cells(
    texts: Iterable[str], widths: Sequence[int], edge: str = "|", right: Iterable[int] = ()
) -> list[str]:
    cells = [_wrapped(text, one) for text, one in zip(texts, widths, strict=True)]
    lines = []
    for line in range(max(len(cell) for cell in cells)):
        padded = []
        for place, (cell, one) in enumerate(zip(cells, widths, strict=True)):
            text = cell[line] if line < len(cell) else ""
            blank = " " * (one - _columns(text))
            padded.append(blank + text if place in right else text + blank)
        lines.append(f"{edge} {' | '.join(padded)} |")
    return lines


def _list(block: Block, width: int) -> list[str]:
    """Each row as lines of heading and text, empty cells left out."""
    if not block.rows:
        return _wrapped("; ".join(block.headings), width)
    lines: list[str] = []
    for row in block.rows:
        if lines:
            lines.append("")
        if row.group is not None:
            words = " ".join(filter(None, row.group))
            lines += [*_wrapped(words, width), "-" * min(width, max(map(_columns, _wrapped(words, width))))]
            continue
        edge = "> " if row.marked else "  "
        for place, text in enumerate(row.texts):
            if text:
                heading = f"{block.headings[place]}: " if block.headings else ""
                first, *rest = _wrapped(heading + text, width - 2 * len(edge))
                lines += [edge + first, *(f"{edge}  {one}" for one in rest)]
    return lines
