"""Table: typed columns and rows, the one shape between reports and outputs; it knows no language.

N reports and M outputs meet here, so they cost N + M.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from decimal import Decimal

import attrs

from khcn_records.display import html_table, shown
from khcn_records.display.phrases import Phrase
from khcn_records.fields import instance_of, named, required_text, tuple_of
from khcn_records.labels import wording
from khcn_records.text import whole_text
from khcn_records.values.dates import format_date
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.numerals import count_text

__all__ = ["Cell", "Column", "ColumnType", "Row", "RowRole", "Table"]

Cell = str | int | Decimal | dt.date | DocumentReference | None
"""What may stand in a cell; which of them is the column's type."""


class ColumnType(enum.StrEnum):
    """What a column holds."""

    TEXT = "text"
    COUNT = "count"
    """A count: padded below 10 in Vietnamese (`08`)."""
    DECIMAL = "decimal"
    DAY = "day"
    DOCUMENT = "document"
    """A `DocumentReference`; printed as its symbol over its date."""
    LABEL = "label"
    """A key of `labels`, worded when printed."""


_HOLDS: dict[ColumnType, tuple[type, ...]] = {
    ColumnType.TEXT: (str,),
    ColumnType.COUNT: (int,),
    ColumnType.DECIMAL: (Decimal,),
    ColumnType.DAY: (dt.date,),
    ColumnType.DOCUMENT: (DocumentReference,),
    ColumnType.LABEL: (str,),
}


_DIGITS = 40
"""A figure has no more than these before or behind its point, so that it can be written out."""


class RowRole(enum.StrEnum):
    """What a row is for."""

    DATA = "data"
    GROUP = "group"
    """A heading over the rows that follow."""
    TOTAL = "total"


@attrs.frozen(weakref_slot=False, field_transformer=named)
class Column:
    """One column (*cột*): its key and what it holds.

    Attributes:
        key: names the column in the table; its heading is `column.<table>.<key>` in `labels`.
        type: what its cells hold; every cell may also be empty (`None`).
    """

    key: str = attrs.field(converter=required_text)
    type: ColumnType = attrs.field(default=ColumnType.TEXT, converter=ColumnType)


def _cells(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    return tuple(cells)


@attrs.frozen(weakref_slot=False, field_transformer=named)
class Row:
    """One row (*dòng*).

    Attributes:
        cells: one for each column.
        role: data, a group heading or a total.
        heading: the wording of a group heading, else `None`; it stands in the second column, across the rest.
    """

    cells: tuple[Cell, ...] = attrs.field(converter=_cells)
    role: RowRole = attrs.field(default=RowRole.DATA, converter=RowRole)
    heading: Phrase | None = attrs.field(default=None, validator=instance_of(Phrase, optional=True))


def _columns(columns: Iterable[Column]) -> tuple[Column, ...]:
    return tuple_of(Column, columns)


def _rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple_of(Row, rows)


def _phrases(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    return tuple_of(Phrase, phrases)


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=named)
class Table:
    """A report's answer (*bảng*): typed columns, rows, a title, notes.

    Attributes:
        name: the report form it comes from.
        columns: in order.
        rows: in order; each with one cell per column.
        title: worded when printed, or `None`.
        notes: what stands under it.

    Raises:
        TypeError: a cell that is not of its column's type.
        ValueError: a row with more or fewer cells than columns, a figure without end, half of a character.
    """

    name: str = attrs.field(converter=required_text)
    columns: tuple[Column, ...] = attrs.field(converter=_columns)
    rows: tuple[Row, ...] = attrs.field(default=(), converter=_rows)
    title: Phrase | None = attrs.field(default=None, validator=instance_of(Phrase, optional=True))
    notes: tuple[Phrase, ...] = attrs.field(default=(), converter=_phrases)

    def __attrs_post_init__(self) -> None:
        for place, row in enumerate(self.rows, 1):
            if len(row.cells) != len(self.columns):
                raise ValueError(
                    f"row {place} of {self.name} has {len(row.cells)} cells for {len(self.columns)} columns"
                )
            for column, cell in zip(self.columns, row.cells, strict=True):
                if cell is not None and type(cell) not in _HOLDS[column.type]:
                    raise TypeError(f"row {place}, column {column.key}: {cell!r} is no {column.type.value}")
                if isinstance(cell, Decimal) and not (cell.is_finite() and abs(cell.adjusted()) < _DIGITS):
                    raise ValueError(
                        f"row {place}, column {column.key}: {cell!r} is no figure of {_DIGITS} digits"
                    )
                if isinstance(cell, str):
                    whole_text(cell)

    def headings(self, lang: str = "vi") -> list[str]:
        """The column headings in a language."""
        return [wording(f"column.{self.name}.{column.key}", lang) for column in self.columns]

    def text_rows(self, lang: str = "vi") -> list[list[str]]:
        """Every row as the texts a person reads, a group heading in its second cell."""
        return [self._texts(row, lang) for row in self.rows]

    def _texts(self, row: Row, lang: str) -> list[str]:
        texts = [
            cell_text(cell, column.type, lang) for column, cell in zip(self.columns, row.cells, strict=True)
        ]
        if row.heading is not None:
            texts[min(1, len(texts) - 1)] = row.heading.format(lang)
        return texts

    def column(self, key: str) -> tuple[Cell, ...]:
        """The cells of one column in the data rows.

        Raises:
            KeyError: no such column.
        """
        keys = [column.key for column in self.columns]
        if key not in keys:
            raise KeyError(f"no column {key!r} in table {self.name}; known: {', '.join(keys)}")
        place = keys.index(key)
        return tuple(row.cells[place] for row in self.rows if row.role is RowRole.DATA)

    def _repr_html_(self) -> str:
        caption = self.title.format("vi") if self.title is not None else ""
        return html_table(self.text_rows("vi"), self.headings("vi"), caption)


def cell_text(cell: Cell, kind: ColumnType, lang: str = "vi") -> str:
    r"""The text a person reads in a cell; a document is its symbol over its date.

    >>> cell_text(8, ColumnType.COUNT), cell_text("timeliness.on_time", ColumnType.LABEL, "en")
    ('08', 'on time')
    >>> cell_text(DocumentReference.parse("316/UBND-KGVX ngày 17/01/2024"), ColumnType.DOCUMENT)
    '316/UBND-KGVX\nNgày 17/01/2024'
    """
    if cell is None:
        return ""
    if kind is ColumnType.LABEL:
        return wording(str(cell), lang)
    if kind is ColumnType.COUNT and isinstance(cell, int):
        return count_text(cell) if lang == "vi" else f"{cell:,}"
    if isinstance(cell, DocumentReference):
        return _document_lines(cell, lang)
    return shown(cell, lang)


def _document_lines(reference: DocumentReference, lang: str) -> str:
    if reference.number is None:
        return reference.cite(lang)
    lines = [str(reference.number)]
    if reference.issued_on is not None:
        lines.append(wording("cell.issued_on", lang, day=format_date(reference.issued_on, "short", lang)))
    return "\n".join(lines)
