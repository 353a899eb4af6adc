"""Many records of one kind from plain data that a table holds: builders read what fits, with the collector waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from khcn_records.converter.building import builder
from khcn_records.converter.bulk import paused_collector

__all__ = ["records_of_rows"]


def records_of_rows(rows: Callable[[], Iterable[dict[str, Any]]], kind: type) -> tuple[Any, ...] | None:
    """The records; `None` where the converter has to read the rows.

    Args:
        rows: makes the plain data, each with every field, as this version writes them.
        kind: the class of all.
    """
    build = builder(kind)
    if build is None:
        return None
    seen = [0]
    try:
        with paused_collector():
            return tuple([build(row, seen) for row in rows()])
    except Exception:  # noqa: BLE001  the converter words whatever it is
        return None
