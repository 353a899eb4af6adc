"""Records as JSON text without the plain data between: a function per class, generated once, with the keys spelled out in it.

The text is that of `json.dumps(to_document(obj), ensure_ascii=False, indent=indent)`, to the byte. A class with a field that no
expression is known for, and a record that keeps unknown fields, go the plain way.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import json
import re
import typing
from collections.abc import Callable, Iterable
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

import attrs

from khcn_records.converter import unstructure
from khcn_records.converter.documents import stored_name_of, to_document, to_stored_record
from khcn_records.converter.kept import Kept
from khcn_records.converter.stored_fields import stored_fields
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData
from khcn_records.migrations import schema_name
from khcn_records.values import VALUES
from khcn_records.values.dates import PartialDate, format_date
from khcn_records.values.document_kinds import DocumentKind, noun_at_start
from khcn_records.values.document_references import DocumentReference

__all__ = ["document_text", "record_line", "reference_texts"]

_Writer = Callable[[Any], str]
_Pieces = tuple[str, str, str] | None
_DEEPEST = 8
"""Records within records; what is deeper goes the plain way."""
_GUARD = "if record.__class__ is not kind: return others[record.__class__](record)"
_AT_ONCE = 64
"""Records joined at a time: so few are still in the processor's cache."""
_MARK = re.compile("; ?|, ?| và ")
"""What parts a line into several citations, where a kind of document stands behind it."""


def _pieces(reference: DocumentReference) -> _Pieces:
    """What stands before the symbol, between it and the day, and behind, in every reference of that kind and issuer."""
    line = str(reference)
    before, _, behind = line.partition(str(reference.number))
    between, end = "", behind
    if reference.issued_on is not None:
        between, _, end = behind.partition(format_date(reference.issued_on, "short"))
    first, *others = _MARK.split(line)
    # Whether a reference has to be quoted can depend on its symbol and day where another citation seems to begin in it.
    if (
        "“" in line
        or not first.startswith(before + str(reference.number) + between)
        or any(map(noun_at_start, others))
    ):
        return None
    before, between, end = (encode_basestring(piece)[1:-1] for piece in (before, between, end))
    return f'"{before}', between, f'{end}"'


_SCHEMA = f'"schema": {encode_basestring(schema_name())}'
_DAYS: Kept[dt.date, str] = Kept(lambda day: encode_basestring(unstructure(day)), most=50_000)
_SHORT_DAYS: Kept[dt.date, str] = Kept(lambda day: format_date(day, "short"), most=50_000)
_PIECES: Kept[tuple[str, str, str | None, bool], list[_Pieces]] = Kept(lambda _: [], most=4_096)


def _reference(reference: DocumentReference) -> str:
    """The canonical text of a reference; what it shares with others of its kind and issuer is put together once."""
    number, kind, day = reference.number, reference.kind, reference.issued_on
    if number is None or kind is None or reference.subject is not None:
        return encode_basestring(str(reference))
    known = _PIECES[kind.abbreviation, kind.sense, reference.issuer, day is None]
    if not known:
        known.append(_pieces(reference))
    if (pieces := known[0]) is None:
        return encode_basestring(str(reference))
    before, between, end = pieces
    symbol = number._symbol  # noqa: SLF001  what `str` gives, without a call
    return f"{before}{symbol}{end}" if day is None else f"{before}{symbol}{between}{_SHORT_DAYS[day]}{end}"


def reference_texts(references: Iterable[DocumentReference | None]) -> list[str | None]:
    """What `str` gives of each, put together from what they share; of nothing nothing."""
    pieces: dict[tuple[int, str | None, bool], _Pieces] = {}
    texts: list[str | None] = []
    for reference in references:
        if reference is None:
            texts.append(None)
            continue
        number, kind, day = reference.number, reference.kind, reference.issued_on
        if number is None or kind is None or reference.subject is not None:
            texts.append(str(reference))
            continue
        # The kinds are alive as long as their references are, so that none takes the place of another.
        key = (id(kind), reference.issuer, day is None)
        if key not in pieces:
            pieces[key] = _unquoted(reference)
        if (found := pieces[key]) is None:
            texts.append(str(reference))
        elif day is None:
            texts.append(f"{found[0]}{number._symbol}{found[2]}")  # noqa: SLF001  what `str` gives, without a call
        else:
            texts.append(f"{found[0]}{number._symbol}{found[1]}{_SHORT_DAYS[day]}{found[2]}")  # noqa: SLF001  same
    return texts


def _unquoted(reference: DocumentReference) -> _Pieces:
    """The pieces of a reference without the quotes of JSON; `None` where a character in them would be escaped."""
    pieces = _pieces(reference)
    if pieces is None or any("\\" in piece for piece in pieces):
        return None
    return pieces[0][1:], pieces[1], pieces[2][:-1]


class _Writers(dict[type, _Writer]):
    """Class → what writes its objects at this depth; made when first asked for."""

    def __init__(self, indent: int | None, depth: int) -> None:
        super().__init__()
        self.indent, self.depth = indent, depth

    def __missing__(self, kind: type) -> _Writer:
        made = self[kind] = _generated(kind, self) or self.generic
        return made

    def head(self, kind: type) -> list[str]:  # noqa: ARG002  those of documents look at it
        """What stands before the fields."""
        return []

    def plain(self, value: Any) -> Any:
        """The plain data."""
        return unstructure(value)

    def generic(self, value: Any) -> str:
        """The text of anything, the plain way."""
        text = json.dumps(self.plain(value), ensure_ascii=False, allow_nan=False, indent=self.indent)
        return text.replace("\n", self.line(self.depth))  # a break inside a text is spelled out

    def line(self, depth: int) -> str:
        """A line break with the indent of that depth; nothing where all stands on one line."""
        return "" if self.indent is None else "\n" + " " * (self.indent * depth)

    def joined(self, entries: Iterable[str]) -> str:
        """Entries of an object or a list at this depth, without its brackets."""
        within = self.line(self.depth + 1)
        return within + f",{within or ' '}".join(entries) + self.line(self.depth)

    @functools.cached_property
    def inner(self) -> _Writers:
        """Those of the next depth."""
        return _Writers(self.indent, self.depth + 1)


class _StoredWriters(_Writers):
    """The same for what is stored on its own: behind the name of its kind, or behind schema and name where it is the document."""

    def head(self, kind: type) -> list[str]:
        schema = [] if self.depth else [_SCHEMA]
        return [*schema, f'"record": {encode_basestring(stored_name_of(kind))}']

    def plain(self, value: Any) -> Any:
        return to_stored_record(value) if self.depth else to_document(value)


def _generated(kind: type, writers: _Writers) -> _Writer | None:
    """The writer of a class, one text with all keys in it; `None` where a field is of a type not known here."""
    given: dict[str, Any] = {
        "text": encode_basestring, "whole": int.__repr__, "days": _DAYS, "reference": _reference, "date": dt.date,
        "value": lambda value: encode_basestring(unstructure(value)), "nothing": NO_EXTENSIONS, "generic": writers.generic,
    }  # fmt: skip
    members = writers.head(kind)
    body: list[str] = []
    for place, field in enumerate(stored_fields(kind)):
        name = f"v{place}"
        found = _expression(field.hint, name, given, writers.inner)
        if found is None:
            return None
        body.append(f"{name} = record.{field.attribute}")
        if field.hint is ExtensionData:
            body.append(f"if {name} is not nothing and {name}.unknown: return generic(record)")
        body.append(f"{name} = {found}")
        members.append(f"{json.dumps(field.key)}: {{{name}}}")
    text = "{{" + writers.joined(members) + "}}"
    given |= {"kind": kind, "others": writers}
    source = "\n    ".join(["def write(record):", _GUARD, *body, f"return f{text!r}"])
    exec(compile(source, f"<the writer of {kind.__qualname__}>", "exec"), given)  # noqa: S102  made of names of fields only
    written: _Writer = given["write"]
    return written


def _expression(hint: Any, name: str, given: dict[str, Any], writers: _Writers) -> str | None:
    """Source that gives the text of a value of this type; `None` for one not known."""
    kinds = set(typing.get_args(hint))
    at = f"at{writers.depth}"
    given[at] = writers
    if type(None) in kinds:
        rest = functools.reduce(lambda one, other: one | other, kinds - {type(None)})
        inner = _expression(rest, name, given, writers)
        return inner and f"'null' if {name} is None else {inner}"
    if kinds == {dt.date, PartialDate}:
        return f"days[{name}] if {name}.__class__ is date else value({name})"
    if typing.get_origin(hint) is tuple and typing.get_args(hint)[1:] == (...,):
        return _listed(typing.get_args(hint)[0], name, given, writers)
    if not isinstance(hint, type):
        return None
    if issubclass(hint, enum.StrEnum):
        given[f"{name}of"] = {member: encode_basestring(member.value) for member in hint}
        return f"{name}of[{name}]"
    if hint is ExtensionData:
        return f"'{{}}' if {name} is nothing or not {name} else {at}.generic({name})"
    simple = {str: "text({})", int: "whole({})", bool: "'true' if {} else 'false'", dt.date: "days[{}]", DocumentReference: "reference({})"}  # fmt: skip
    if hint in simple:
        return simple[hint].format(name)
    if hint in {Decimal, DocumentKind} or VALUES.get(hint.__name__) == hint.__module__:
        return f"value({name})"
    if not attrs.has(hint) or writers.depth > _DEEPEST:
        return None
    given[f"{name}of"] = writers[hint]
    return f"{name}of({name})"


def _listed(hint: Any, name: str, given: dict[str, Any], writers: _Writers) -> str | None:
    """The same for several values of a type."""
    one = f"{name}x"
    item = _expression(hint, one, given, writers.inner)
    if item is None:
        return None
    begin, between, end = writers.joined(["\0", "\0"]).split("\0")
    by_itself = re.fullmatch(rf"(\w+)\({one}\)", item)
    items = f"map({by_itself[1]}, {name})" if by_itself else f"[{item} for {one} in {name}]"
    return f"'[]' if not {name} else {'[' + begin!r} + {between!r}.join({items}) + {end + ']'!r}"


@functools.lru_cache(maxsize=8)
def _writers(indent: int | None) -> tuple[_Writers, _Writers, _Writers]:
    """What writes a document that is one thing, one of several, and a line of JSON Lines."""
    return _StoredWriters(indent, 0), _StoredWriters(indent, 2), _StoredWriters(None, 1)


def record_line(obj: object) -> str:
    """One thing on one line, its fields behind the name of its kind.

    Raises:
        UnsupportedFormatError: it is not stored on its own.
    """
    return _writers(None)[2][obj.__class__](obj)


def document_text(obj: object, indent: int | None) -> str:
    """The document that holds a thing, or a list or tuple of them.

    Raises:
        UnsupportedFormatError: a thing that is not stored on its own.
    """
    whole, several, _ = _writers(indent)
    if not isinstance(obj, (list, tuple)):
        return whole[obj.__class__](obj)
    frame = _Writers(indent, 0)
    if not obj:
        return "{" + frame.joined([_SCHEMA, '"records": []']) + "}"
    begin, between, end = frame.inner.joined(["\0", "\0"]).split("\0")
    head, tail = frame.joined([_SCHEMA, f'"records": [{begin}\0{end}]']).split("\0")
    text = "{" + head
    for start in range(0, len(obj), _AT_ONCE):
        some = [several[one.__class__](one) for one in obj[start : start + _AT_ONCE]]
        text += (between if start else "") + between.join(some)  # grows in place: nothing is copied twice
    text += tail + "}"
    return text
