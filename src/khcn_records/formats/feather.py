"""Feather, version 2, through pyarrow (extra `arrow`): the table of `arrow`, packed with LZ4, for R and pandas.

* version 2 is an Arrow file under another name; what `arrow` reads is read here, and the other way round
* version 1, which knows no lists, is refused
"""

from __future__ import annotations

from typing import Any

from khcn_records.formats import arrow
from khcn_records.formats.arrow_writing import table_of_plain

__all__ = ["IS_TEXT", "SUFFIXES", "dumps", "loads"]

SUFFIXES = (".feather",)
IS_TEXT = False


def dumps(plain: Any) -> bytes:
    """A Feather file, the same for the same data each time.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa = arrow.pyarrow()
    return arrow.written(pa, table_of_plain(pa, plain), compression="lz4")


def loads(data: str | bytes) -> Any:
    """Plain data from a Feather file; as `khcn_records.formats.arrow.loads`."""
    return arrow.loads(data)
