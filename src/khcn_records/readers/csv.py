"""CSV as offices save it: `;`, `,` or tabs between the cells, quoted or not. One grid; each row knows its lines."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence

from khcn_records.finding import Finding, Severity
from khcn_records.readers.opening import finding_at
from khcn_records.readers.sources import Grid, Source

__all__ = ["source_of"]

_DELIMITERS = "\t;,|"
_LOOKED_AT = 60
_MOST_LINES_IN_A_CELL = 100


def source_of(text: str, file: str | None) -> Source:
    """The one grid of a CSV.

    Args:
        text: the text; `sep=;` may be its first line.
        file: the name to show in places.
    """
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")).readlines()
    head = lines[0].strip().casefold() if lines else ""
    delimiter = head[4:] if head.startswith("sep=") and len(head) == 5 else _delimiter(lines[:_LOOKED_AT])
    rows: list[list[str]] = []
    places: list[tuple[int, int]] = []
    findings: tuple[Finding, ...] = ()
    if not _read(lines, delimiter, rows, places):
        rows = [line.rstrip("\n").split(delimiter) for line in lines]
        places = [(number, number) for number in range(1, len(lines) + 1)]
        findings = (finding_at("quotes_not_closed", file, severity=Severity.WARNING),)
    return Source(file, (Grid(rows, file=file, lines=places),), findings)


def _read(lines: Sequence[str], delimiter: str, rows: list[list[str]], places: list[tuple[int, int]]) -> bool:
    """Whether the quotes can be believed: a quote that is not closed would make one cell of all that follows."""
    reader = csv.reader(lines, delimiter=delimiter)
    last = 0
    try:
        for row in reader:
            rows.append(row)
            places.append((last + 1, reader.line_num))
            if reader.line_num - last > _MOST_LINES_IN_A_CELL:
                return False
            last = reader.line_num
    except csv.Error:
        return False
    return True


def _delimiter(lines: Sequence[str]) -> str:
    """The sign that parts most lines into the same number of cells."""

    def regularity(delimiter: str) -> tuple[int, int]:
        counts = Counter(line.count(delimiter) for line in lines if delimiter in line)
        return max(((times * min(count, 12), count) for count, times in counts.items()), default=(0, 0))

    return max(_DELIMITERS, key=regularity)
