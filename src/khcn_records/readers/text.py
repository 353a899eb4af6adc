"""Plain text as it comes out of a PDF: lines first, judged later."""

from __future__ import annotations

import re

from khcn_records.readers import Reading
from khcn_records.readers.appendices import read_lines
from khcn_records.readers.sources import Line
from khcn_records.text import normalize

__all__ = ["lines_of", "read_text"]

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_PAGE_BREAK = re.compile(r"[\f\v]")


def lines_of(text: str) -> list[Line]:
    """The non-blank lines of a text. Form feeds do not count as lines."""
    raws = [_PAGE_BREAK.sub(" ", raw.lstrip("\f\v")) for raw in _LINE_BREAK.split(normalize(text))]
    return [Line(number, raw) for number, raw in enumerate(raws, 1) if raw.strip()]


def read_text(text: str, file: str | None = None) -> Reading:
    """Read a whole text: its task appendices as records, everything else as kept lines.

    Args:
        text: as extracted; NFD, broken lines and page numbers inside are expected.
        file: the name to show in places.
    """
    return read_lines(lines_of(text), file)
