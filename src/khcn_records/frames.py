"""Records and tables as data frames (*bảng dữ liệu để phân tích*) of pandas or polars (extras of the same names).

* a column for each field, named as it is stored; a record of another kind stands in a frame of its own
* days are days, counts are whole numbers, truths are truths, each with nulls of its own; exact figures become floats
* a value is its canonical text (`114-KH/TU`), a member of an enum its stored name, a part or a list JSON text
* personal data are masked unless they are asked for: a notebook shows what stands in a frame
"""

from __future__ import annotations

import datetime as dt
import enum
import json
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import attrs

from khcn_records.converter import unstructure
from khcn_records.converter.stored_fields import stored_fields
from khcn_records.display import shown
from khcn_records.errors import MissingExtraError, UnsupportedFormatError
from khcn_records.finding import Finding
from khcn_records.labels import wording
from khcn_records.privacy import redact
from khcn_records.records import KINDS, record_class
from khcn_records.table import Cell, ColumnType, RowRole, Table

__all__ = ["to_frame"]

_INT64 = 2**63


class _Kind(enum.Enum):
    """What a column of a frame holds: its type in pandas, and in polars."""

    TEXT = ("string", "String")
    WHOLE = ("Int64", "Int64")
    FLOAT = ("Float64", "Float64")
    TRUTH = ("boolean", "Boolean")
    DAY = ("datetime64[s]", "Date")


@attrs.frozen
class _Column:
    """A column, still of no library."""

    name: str
    kind: _Kind
    values: Sequence[Any]


_OF_TABLE: Mapping[ColumnType, _Kind] = MappingProxyType(
    {
        ColumnType.COUNT: _Kind.WHOLE,
        ColumnType.DECIMAL: _Kind.FLOAT,
        ColumnType.DAY: _Kind.DAY,
    }
)
_SIMPLE: Mapping[type, _Kind] = MappingProxyType(
    {str: _Kind.TEXT, bool: _Kind.TRUTH, int: _Kind.WHOLE, Decimal: _Kind.FLOAT, dt.date: _Kind.DAY}
)


def to_frame(
    records: Table | Iterable[Any],
    library: str = "pandas",
    *,
    lang: str | None = None,
    with_personal: bool = False,
) -> Any:
    """A data frame of records of one kind, of findings, or of a table.

    Args:
        records: records of one kind, findings, or a `Table`, of which the rows of data are taken and not its headings and totals.
        library: `"pandas"` or `"polars"`.
        lang: of a table, the language of its column names and labels, which are stored names where it is `None`; of findings, the
            language of their messages, Vietnamese where it is `None`.
        with_personal: show the fields that hold personal data, which are masked (`[…]`) unless asked for.

    Returns:
        A `pandas.DataFrame` or a `polars.DataFrame`.

    Raises:
        TypeError: records of several kinds, or something else.
        UnsupportedFormatError: no such library.
        MissingExtraError: the library is not installed.

    >>> to_frame([], "dask")
    Traceback (most recent call last):
    khcn_records.errors.UnsupportedFormatError: cannot handle 'dask'; known: pandas, polars
    """
    if library not in _MAKERS:
        raise UnsupportedFormatError(str(library), tuple(_MAKERS))
    if isinstance(records, Table):
        return _MAKERS[library](_table_columns(records, lang))
    if isinstance(records, str | bytes | Mapping) or not isinstance(records, Iterable):
        raise TypeError(f"records of one kind, findings or a Table are wanted, not {records!r}"[:200])
    several = list(records)
    kinds = {type(one) for one in several}
    if len(kinds) > 1:
        told = ", ".join(sorted(kind.__name__ for kind in kinds))
        raise TypeError(f"a frame holds records of one kind, not {told}")
    if kinds == {Finding}:
        return _MAKERS[library](_finding_columns(several, lang or "vi"))
    if kinds and not _is_record(next(iter(kinds))):
        raise TypeError(f"records of one kind, findings or a Table are wanted, not {several[0]!r}"[:200])
    return _MAKERS[library](_record_columns(several, with_personal=with_personal))


def _is_record(kind: type) -> bool:
    return any(record_class(name) is kind for name in KINDS)


def _table_columns(table: Table, lang: str | None) -> list[_Column]:
    names = [column.key for column in table.columns] if lang is None else table.headings(lang)
    rows = [row.cells for row in table.rows if row.role is RowRole.DATA]
    return [
        _column(
            name, _OF_TABLE.get(column.type, _Kind.TEXT), [_cell(row[at], column.type, lang) for row in rows]
        )
        for at, (name, column) in enumerate(zip(names, table.columns, strict=True))
    ]


def _cell(cell: Cell, kind: ColumnType, lang: str | None) -> Any:
    if cell is None or isinstance(cell, int | Decimal | dt.date):
        return cell
    if kind is ColumnType.LABEL:
        return wording(str(cell), lang) if lang is not None else str(cell).rpartition(".")[2]
    return str(cell)


def _finding_columns(findings: Sequence[Finding], lang: str) -> list[_Column]:
    columns: Mapping[str, Callable[[Finding], str | None]] = {
        "severity": lambda one: one.severity.value,
        "code": lambda one: one.code,
        "message": lambda one: one.message(lang),
        "subject": lambda one: one.subject or None,
        "place": lambda one: shown(one.place, lang) or None,
        "suggestion": lambda one: one.suggestion,
    }
    return [_Column(name, _Kind.TEXT, [told(one) for one in findings]) for name, told in columns.items()]


def _record_columns(records: Sequence[Any], *, with_personal: bool) -> list[_Column]:
    if not records:
        return []
    several = records if with_personal else [redact(one) for one in records]
    columns: list[_Column] = []
    plain: list[Any] | None = None
    made_of: Any = type(several[0])  # a class, which can be hashed
    for field in stored_fields(made_of):
        kind = _kind_of(field.hint)
        if kind is not None:
            values = [_value(getattr(one, field.attribute)) for one in several]
        else:
            kind = _Kind.TEXT
            plain = plain if plain is not None else [unstructure(one) for one in several]
            values = [_text(one.get(field.key)) for one in plain]
        columns.append(_column(field.key, kind, values))
    return columns


def _kind_of(hint: Any) -> _Kind | None:
    """What a column of a plain type holds; `None` for a value, a part or a list."""
    options = (
        set(typing.get_args(hint)) - {types.NoneType}
        if typing.get_origin(hint) in {typing.Union, types.UnionType}
        else {hint}
    )
    if len(options) != 1:
        return None
    (only,) = options
    if isinstance(only, type) and issubclass(only, enum.Enum):
        return _Kind.TEXT
    return _SIMPLE.get(only)


def _value(value: Any) -> Any:
    return value.value if isinstance(value, enum.Enum) else value


def _text(value: Any) -> str | None:
    """Plain data as the text of a cell; what is not given, and a list of nothing, is null."""
    if value is None or value in ([], {}):
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _column(name: str, kind: _Kind, values: Sequence[Any]) -> _Column:
    """The column; whole numbers that no library of frames can hold are text."""
    if kind is _Kind.WHOLE and any(one is not None and abs(one) >= _INT64 for one in values):
        return _Column(name, _Kind.TEXT, [None if one is None else str(one) for one in values])
    if kind is _Kind.FLOAT:
        return _Column(name, kind, [None if one is None else float(one) for one in values])
    return _Column(name, kind, values)


def _pandas(columns: Sequence[_Column]) -> Any:
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtraError("pandas") from error
    made = {one.name: pd.Series(list(one.values), dtype=one.kind.value[0]) for one in columns}
    return pd.DataFrame(made)


def _polars(columns: Sequence[_Column]) -> Any:
    try:
        import polars as pl
    except ImportError as error:
        raise MissingExtraError("polars") from error
    types_of = {kind: getattr(pl, kind.value[1]) for kind in _Kind}
    return pl.DataFrame([pl.Series(one.name, list(one.values), dtype=types_of[one.kind]) for one in columns])


_MAKERS: Mapping[str, Callable[[Sequence[_Column]], Any]] = MappingProxyType(
    {"pandas": _pandas, "polars": _polars}
)
