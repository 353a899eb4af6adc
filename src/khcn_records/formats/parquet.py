"""Parquet through pyarrow (extra `arrow`): the table of `arrow`, packed column by column, for warehouses.

* the columns, their types and the metadata of the table are those of `arrow`
* DuckDB, Polars, Spark and pandas read it as it is; days, counts and figures are theirs without a cast
"""

from __future__ import annotations

from typing import Any

from khcn_records.formats import arrow
from khcn_records.formats.arrow_reading import plain_of_table, require_columns
from khcn_records.formats.arrow_writing import table_of_plain
from khcn_records.formats.parquet_safety import require_harmless

__all__ = ["IS_TEXT", "SUFFIXES", "dumps", "is_parquet", "loads"]

SUFFIXES = (".parquet", ".pq")
IS_TEXT = False
_MAGIC = b"PAR1"


def is_parquet(data: bytes) -> bool:
    """Whether the content begins as a Parquet file does.

    >>> is_parquet(b"PAR1..."), is_parquet(b"PARE...")
    (True, False)
    """
    return data[:4] == _MAGIC


def _parquet() -> Any:
    arrow.pyarrow()
    import pyarrow.parquet

    return pyarrow.parquet


def dumps(plain: Any) -> bytes:
    """A Parquet file, the same for the same data each time.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa = arrow.pyarrow()
    sink = pa.BufferOutputStream()
    _parquet().write_table(table_of_plain(pa, plain), sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def loads(data: str | bytes) -> Any:
    """Plain data from a Parquet file.

    Raises:
        StructureError: no Parquet file, columns of types that no record has.
        UnsafeFileError: more than a table may hold, packed or not; JSON text made to exhaust the machine.
        MissingExtraError: pyarrow is not installed.
    """
    pa, parquet = arrow.pyarrow(), _parquet()
    if isinstance(data, str):
        raise arrow.slip(data[:16], "a Parquet file, which is no text")
    if not is_parquet(data):
        raise arrow.slip(data[:16], "a Parquet file")
    with arrow.opening(pa, data, "a Parquet file"):
        texts = require_harmless(data)
        # Texts are kept once, however often they stand in the table: a file of a few bytes may say one a million times.
        table = parquet.ParquetFile(pa.BufferReader(data), read_dictionary=texts).read(use_threads=False)
        require_columns(pa, table)
    return plain_of_table(pa, table)
