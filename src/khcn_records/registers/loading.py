"""Tables of registers read strictly: an unknown field, a missing source, a text that is not NFC is an error, never passed over."""

from __future__ import annotations

import datetime as dt
import enum
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypedDict, TypeVar

from khcn_records.errors import InvalidRegisterError
from khcn_records.evidence import Confidence, Evidence
from khcn_records.registers.rows import Succession, Successor

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["Common", "Entry", "read_entries"]

Member = TypeVar("Member", bound=enum.StrEnum)


class Common(TypedDict):
    """What every row has."""

    key: str
    name: str
    valid_from: dt.date | None
    valid_until: dt.date | None
    successors: tuple[Successor, ...]
    basis: Evidence


class Entry:
    """One row of a file, taken apart field by field; what is left over at the end is an error.

    Attributes:
        where: the file and the key of the row, for messages.
    """

    def __init__(self, plain: object, sources: Mapping[str, object], where: str) -> None:
        if not isinstance(plain, dict):
            raise InvalidRegisterError(f"{where}: {plain!r}", "a table of fields")
        self.where = f"{where}: {plain.get('key', plain.get('code', '?'))}"
        self._left = dict(plain)
        self._sources = sources

    def _wrong(self, field: str, expected: str) -> InvalidRegisterError:
        return InvalidRegisterError(f"{self.where}.{field}", expected)

    def _text(self, value: object, field: str) -> str:
        if not isinstance(value, str) or not value.strip() or value != value.strip():
            raise self._wrong(field, "a text without blanks at its ends")
        if not unicodedata.is_normalized("NFC", value):
            raise self._wrong(field, "text in NFC")
        return value

    def text(self, field: str) -> str:
        """A text that must be there."""
        return self._text(self._left.pop(field, None), field)

    def optional_text(self, field: str) -> str | None:
        """A text, or `None`."""
        return self.text(field) if field in self._left else None

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts; none where the field is not there."""
        value = self._left.pop(field, [])
        if not isinstance(value, list):
            raise self._wrong(field, "a list of texts")
        return tuple(self._text(item, field) for item in value)

    def day(self, field: str) -> dt.date | None:
        """A day, or `None`."""
        value = self._left.pop(field, None)
        if value is not None and type(value) is not dt.date:
            raise self._wrong(field, "a day such as 2025-07-01")
        return value

    def number(self, field: str) -> int | None:
        """A whole number, or `None`."""
        value = self._left.pop(field, None)
        if value is not None and type(value) is not int:
            raise self._wrong(field, "a whole number")
        return value

    def flag(self, field: str) -> bool:
        """True or false; false where the field is not there."""
        value = self._left.pop(field, False)
        if not isinstance(value, bool):
            raise self._wrong(field, "true or false")
        return value

    def member(self, field: str, kind: type[Member]) -> Member:
        """A member of an enum, by its stored name."""
        text = self.text(field)
        try:
            return kind(text)
        except ValueError:
            raise self._wrong(field, f"one of {', '.join(kind)}, not {text!r}") from None

    def entries(self, field: str) -> tuple[Entry, ...]:
        """Rows inside the row."""
        value = self._left.pop(field, [])
        if not isinstance(value, list):
            raise self._wrong(field, "a list of tables")
        return tuple(Entry(item, self._sources, f"{self.where}.{field}") for item in value)

    def basis(self) -> Evidence:
        """The ground: `source`, a key of the file's sources or several, and `confidence`."""
        cited = self._left.pop("source", None)
        keys = [cited] if isinstance(cited, str) else cited
        if not isinstance(keys, list) or not keys or any(key not in self._sources for key in keys):
            raise self._wrong("source", "keys of [sources] in the same file")
        said = "; ".join(self._text(self._sources[key], f"sources.{key}") for key in keys)
        return Evidence(said, self.member("confidence", Confidence))

    def successors(self) -> tuple[Successor, ...]:
        """What follows the row, each with its own ground."""
        found = []
        for entry in self.entries("successors"):
            found.append(
                Successor(
                    key=entry.text("key"), change=entry.member("change", Succession), basis=entry.basis()
                )
            )
            entry.finish()
        return tuple(found)

    def common(self) -> Common:
        """The fields of every row."""
        return {
            "key": self.text("key"),
            "name": self.text("name"),
            "valid_from": self.day("valid_from"),
            "valid_until": self.day("valid_until"),
            "successors": self.successors(),
            "basis": self.basis(),
        }

    def finish(self) -> None:
        """Nothing may be left.

        Raises:
            InvalidRegisterError: a field that the row does not have.
        """
        if self._left:
            raise self._wrong(", ".join(sorted(self._left)), "known fields only")


def read_entries(file: str, folder: Traversable | None = None) -> Mapping[str, tuple[Entry, ...]]:
    """The rows of a file, by the name of their table.

    Args:
        file: its name.
        folder: where it stands; the library's own tables when None.

    Raises:
        InvalidRegisterError: a file that is no TOML, or holds something else than tables of rows.
    """
    import tomllib  # here: reading data costs more to import than records that never ask
    from importlib import resources

    if folder is None:
        folder = resources.files("khcn_records.registers") / "tables"
    try:
        tree = tomllib.loads((folder / file).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InvalidRegisterError(file, f"TOML ({error})") from None
    sources = tree.pop("sources", {})
    found = {}
    for name, rows in tree.items():
        if not isinstance(rows, list):
            raise InvalidRegisterError(f"{file}: {name}", f"[[{name}]] for each row")
        found[name] = tuple(Entry(row, sources, file) for row in rows)
    return found
