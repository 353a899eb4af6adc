"""Arrow messages looked at before they are opened: how much they would unpack to, however little they are.

The head of a message is a FlatBuffer: offsets to tables, whose fields are found through a table of their own.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

from khcn_records.errors import UnsafeFileError

__all__ = ["LARGEST", "MOST_CELLS", "require_harmless"]

LARGEST = 1024**3
"""Bytes of everything in a table, unpacked; or four times the file."""

MOST_CELLS = 2**27
"""Values in all columns and lists of a table."""


class _Table(NamedTuple):
    """A table in a FlatBuffer."""

    data: bytes
    at: int

    @classmethod
    def root(cls, data: bytes) -> _Table:
        return cls(data, struct.unpack_from("<I", data, 0)[0])

    def place(self, field: int) -> int:
        """Where a field stands; 0 where it does not."""
        fields = self.at - struct.unpack_from("<i", self.data, self.at)[0]
        size = struct.unpack_from("<H", self.data, fields)[0]
        if 4 + 2 * field >= size:
            return 0
        offset: int = struct.unpack_from("<H", self.data, fields + 4 + 2 * field)[0]
        return offset and self.at + offset

    def table(self, field: int) -> _Table | None:
        place = self.place(field)
        return _Table(self.data, place + struct.unpack_from("<I", self.data, place)[0]) if place else None

    def pairs(self, field: int) -> Iterator[tuple[int, int]]:
        """A vector of two numbers each."""
        place = self.place(field)
        if place:
            begin = place + struct.unpack_from("<I", self.data, place)[0]
            (count,) = struct.unpack_from("<I", self.data, begin)
            if begin + 4 + 16 * count > len(self.data):
                raise struct.error
            yield from struct.iter_unpack("<qq", self.data[begin + 4 : begin + 4 + 16 * count])


def require_harmless(messages: Iterator[Any], size: int) -> None:
    """Nothing, where the messages together hold no more than a table may.

    Args:
        messages: as pyarrow reads them, their bodies untouched.
        size: of the file.

    Raises:
        UnsafeFileError: too many bytes or values, in parts that are packed or told of twice too.
        ValueError: a message that is none.
    """
    taken = cells = 0
    most, most_cells = max(LARGEST, 4 * size), max(MOST_CELLS, 4 * size)
    for message in messages:
        if message.type == "schema":
            continue
        batch = _Table.root(message.metadata.to_pybytes()).table(2)
        if batch is not None and message.type == "dictionary":
            batch = batch.table(1)
        if batch is None:
            raise ValueError("a message without a batch")
        cells += sum(count for count, _ in batch.pairs(1))
        taken += sum(_unpacked(message.body, batch))
        if taken > most or cells > most_cells:
            raise UnsafeFileError(f"the table unpacks to more than {most} bytes or {most_cells} values")


def _unpacked(body: Any, batch: _Table) -> Iterator[int]:
    """The sizes of the buffers; of those that are packed, the ones they say to have."""
    is_packed = batch.place(3) != 0
    for offset, length in batch.pairs(2):
        if not is_packed or length == 0:
            yield max(0, length)
        elif offset < 0 or length < 8 or offset + length > body.size:
            raise ValueError("a buffer outside its message")
        else:
            (told,) = struct.unpack("<q", body.slice(offset, 8).to_pybytes())
            yield length if told == -1 else LARGEST**2 if told < 0 else told
