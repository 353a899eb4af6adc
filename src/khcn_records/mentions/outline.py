"""The headings and items of a running text (*đề mục, gạch đầu dòng*): lines that belong together, each with its marker.

A report out of a PDF is broken into lines, often with blank lines between them. A line that begins with a marker (`Phần I`,
`II.`, `5.1.`, `a)`, `-`, `+`, `*`) begins an item; a line in capitals alone is one of its own; the rest continues the item above.
"""

from __future__ import annotations

import re

import attrs

from khcn_records.text import clean, lazy_pattern

__all__ = ["Item", "find_items"]

_MARKER = lazy_pattern(
    r"\s*(?P<marker>phần(?:\s+thứ)?\s+[ivx0-9]{1,5}\b|phụ\s+lục(?:\s+(?:số\s+)?[0-9ivx]{1,5})?\b|nơi\s+nhận\s*:"
    r"|[ivx]{1,6}[.)](?=\s|\w)|[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.)](?=\s|[^\W\d])|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=\s+[^\W\d])"
    r"|[a-zđ]\)|[-–—+*•](?=\s|[^\W\d]))",
    re.IGNORECASE,
)
# A number that begins a line behind one of these is no marker: the reference was broken over two lines.
_GOES_ON = lazy_pattern(
    r"(?:điều|khoản|điểm|mục|tiểu\s+mục|chương|phần|mẫu|mẫu\s+số|biểu|bảng|hình|phụ\s+lục|số|quý|tháng|năm|ngày|và|từ|đến|tại|theo|,|/|-)$",
    re.IGNORECASE,
)
_LONGEST_ITEM = 200  # lines; what is longer has lost its markers


@attrs.frozen(weakref_slot=False)
class Item:
    """One heading or item of a text.

    Attributes:
        marker: what stands in front of it, on one line: `5.1.`, `-`, `Phần I`; `""` where nothing does.
        text: the rest on one line, NFC.
        line: its first line, counted from 1.
        line_end: its last line, inclusive.
    """

    marker: str
    text: str
    line: int
    line_end: int


def find_items(text: str) -> tuple[Item, ...]:
    r"""The headings and items of a text, in order; blank lines part nothing.

    >>> [(item.marker, item.text) for item in find_items("1. Kết quả\n- Ban hành\nkế hoạch;\n\n- Họp")]
    [('1.', 'Kết quả'), ('-', 'Ban hành kế hoạch;'), ('-', 'Họp')]
    """
    found: list[Item] = []
    marker, parts, first, last = "", list[str](), 0, 0
    was_capitals = False

    def finish() -> None:
        if parts or marker:
            found.append(Item(marker, " ".join(filter(None, parts)), first, last))

    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        line = clean(raw)
        if not line:
            continue
        begins = _MARKER.match(line)
        if begins and parts and begins["marker"][0].isalnum() and _GOES_ON.search(parts[-1][-20:]):
            begins = None
        is_capitals = line.isupper()
        goes_on = begins is None and is_capitals == was_capitals and len(parts) < _LONGEST_ITEM
        if goes_on and first:
            parts.append(line)
        else:
            finish()
            marker = begins["marker"] if begins else ""
            rest = line[begins.end() :].strip() if begins else line
            parts, first = [rest], number
            is_capitals = rest.isupper() if rest else is_capitals
        last = number
        was_capitals = is_capitals
    finish()
    return tuple(found)
