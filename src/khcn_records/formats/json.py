"""JSON (RFC 8259), UTF-8, keys in declared order, two spaces of indent.

* day → `"2024-02-05"`; part of a day → `"2024-02"`
* symbol, citation, time limit, figure → canonical text
* enum → its stored value; exact figure → text, never a JSON fraction
* empty field → `null`; several → list
* duplicate keys, `NaN`, `Infinity` and a lone surrogate are refused
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from khcn_records.converter.bulk import records_of_document
from khcn_records.converter.documents import to_document
from khcn_records.converter.json_text import document_text
from khcn_records.converter.leaves import shown
from khcn_records.errors import Fault, StructureError, UnsafeFileError
from khcn_records.formats.decoding import decoded
from khcn_records.formats.places import Place, json_duplicates, json_places

__all__ = ["IS_TEXT", "SUFFIXES", "content_of", "dumps", "loads", "locate", "records_from"]

SUFFIXES = (".json",)
IS_TEXT = True


def dumps(plain: Any, *, indent: int | str | None = 2) -> str:
    """JSON text, the same for the same data each time; ends with a line break where it is indented."""
    text = json.dumps(plain, ensure_ascii=False, indent=indent, allow_nan=False)
    return text if indent is None else text + "\n"


def content_of(obj: object, *, indent: int | str | None = 2) -> str:
    """The same text for a record or several, without their plain data between."""
    if isinstance(indent, str):
        return dumps(to_document(obj), indent=indent)
    text = document_text(obj, indent)
    return text if indent is None else text + "\n"


def loads(data: str | bytes) -> Any:
    """Plain data from JSON text or UTF-8 bytes, with or without a byte-order mark.

    Raises:
        StructureError: not JSON (with line and column), not UTF-8, a duplicate key, `NaN`.
        UnsafeFileError: nested deeper, or a number longer, than any real record.
    """
    text = decoded(data)
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        seen = text[max(0, error.pos - 20) : error.pos + 20]
        place = (("expected", error.msg), ("line", str(error.lineno)), ("column", str(error.colno)))
        raise StructureError([Fault("syntax", "$", repr(seen), place)]) from None
    except RecursionError:
        raise UnsafeFileError("the JSON is nested too deeply to be a record") from None
    except StructureError as error:
        if error.faults[0].code != "duplicate_key":
            raise
        # Which keys stand twice, and where, is looked up only now.
        raise StructureError(json_duplicates(text) or error.faults) from None
    except ValueError:
        raise UnsafeFileError("the JSON holds a number too long to be a figure") from None


def records_from(data: str | bytes, kind: type | None) -> tuple[Any, ...] | None:
    """The records of a document of several; `None` where they have to be read by way of plain data."""
    return records_of_document(data, kind)


def locate(data: str | bytes, wanted: Collection[str]) -> dict[str, Place]:
    """The line and column where those paths begin."""
    return json_places(decoded(data), wanted)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise StructureError([Fault("duplicate_key", "$", shown(twice))])
    return found


def _no_constant(name: str) -> Any:
    raise StructureError([Fault("invalid_value", "$", name, (("expected", "a number that JSON knows"),))])
