"""JSON Schema 2020-12 of everything stored, read off the records themselves: their fields, types, wordings and docstrings.

Where a field refuses a value (an empty text, a count below one) the field itself was asked. What no schema can say (a day before
another, a symbol outside its grammar) the library checks when it reads.
"""

from __future__ import annotations

import copy
import datetime as dt
import enum
import functools
import inspect
import re
import types
import typing
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal

import attrs

from khcn_records.converter import structure, unstructure
from khcn_records.converter.documents import STORED, stored_class
from khcn_records.converter.stored_fields import stored_fields
from khcn_records.display import field_label
from khcn_records.errors import KhcnError, StructureError
from khcn_records.fields import read_alone
from khcn_records.fields.extension_checks import NAME
from khcn_records.fields.extension_data import ExtensionData
from khcn_records.labels import has_wording, label, snake_case, wording
from khcn_records.migrations import NEWEST_SCHEMA, schema_name
from khcn_records.schema import bundles
from khcn_records.schema.forms import FORMS, SAYS_SOMETHING
from khcn_records.table import Cell
from khcn_records.values import VALUES
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_kinds import DocumentKind

__all__ = ["json_schema"]

_Schema = dict[str, Any]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NULL: _Schema = {"type": "null"}


def json_schema(kind: type | Literal["bundle"] | None = None) -> _Schema:
    """The JSON Schema (2020-12) of what is stored, with titles and descriptions in Vietnamese and English.

    Args:
        kind: a record kind, a part, a value or an enum: the schema of its plain data, with the keys `schema` and `record`
            allowed where it can be a document of its own. `None`: of every document `dumps` writes, one record or several.
            `"bundle"`: of the `manifest.json` of a bundle, whose records are such a document.

    Returns:
        A new dict each time.

    Raises:
        TypeError: a class that is not stored.

    >>> from khcn_records.records.assigned_tasks import AssignedTask
    >>> schema = json_schema(AssignedTask)
    >>> schema["$defs"]["assigned_task"]["properties"]["due_on"]["title"]
    'Thời hạn · Due on'
    """
    return copy.deepcopy(_schema_of(kind))


@functools.cache
def _schema_of(kind: type | Literal["bundle"] | None) -> _Schema:
    builder = _Builder()
    if kind is None:
        body, name = builder.document(), "document"
    elif kind == "bundle":
        name = "bundle"
        body, builder.defs = bundles.manifest(_told, _SCHEMA_KEY)
    else:
        name = snake_case(getattr(kind, "__name__", ""))
        body = (
            builder.record_alone(name)
            if name in STORED and stored_class(name) is kind
            else builder.of_type(kind)
        )
    head: _Schema = {"$schema": _DIALECT, "$id": f"urn:khcn-records:{NEWEST_SCHEMA}:{name}"}
    return {**head, **body, "$defs": dict(sorted(builder.defs.items()))}


class _Builder:
    """Schemas of types; every class becomes a definition, named once."""

    def __init__(self) -> None:
        self.defs: dict[str, _Schema] = {}

    def document(self) -> _Schema:
        """One record with its schema and kind, or several."""
        kinds = {
            name: self._definition(name, functools.partial(self._record, stored_class(name)))
            for name in STORED
        }
        self.defs["stored_record"] = {
            "type": "object",
            "required": ["record"],
            "properties": {"record": {**_told("record"), "enum": list(STORED)}},
            "allOf": [
                {"if": {"properties": {"record": {"const": name}}, "required": ["record"]}, "then": ref}
                for name, ref in kinds.items()
            ],
        }
        several = {
            **_told("records"),
            "type": "array",
            "items": {"$ref": "#/$defs/stored_record", "unevaluatedProperties": False},
        }
        return {
            **_told("document"),
            "type": "object",
            "required": ["schema"],
            "properties": {"schema": _SCHEMA_KEY},
            "if": {"required": ["records"]},
            "then": {"properties": {"records": several}},
            "else": {"$ref": "#/$defs/stored_record"},
            "unevaluatedProperties": False,
        }

    def record_alone(self, name: str) -> _Schema:
        """One kind: as plain data, as a record among several, or as a whole document."""
        ref = self._definition(name, lambda: self._record(stored_class(name)))
        inner = self.defs[name]
        return {
            "title": inner["title"],
            "description": inner["description"],
            **ref,
            "properties": {"schema": _SCHEMA_KEY, "record": {**_told("record"), "const": name}},
            "dependentRequired": {"schema": ["record"]},
            "unevaluatedProperties": False,
        }

    def of_type(self, hint: Any) -> _Schema:
        """The schema of whatever has this type."""
        origin, parts = typing.get_origin(hint), typing.get_args(hint)
        if hint == tuple[tuple[str, str | int], ...]:
            return {"type": "object", "additionalProperties": {"type": ["string", "integer"]}}
        if hint == tuple[Cell, ...]:
            return {"type": "array", "items": {"type": ["string", "integer", "null"]}}
        if origin is tuple and parts[-1:] == (...,):
            return {"type": "array", "items": self.of_type(parts[0])}
        if origin in {typing.Union, types.UnionType}:
            return self._of_union(parts)
        if not isinstance(hint, type):
            raise TypeError(f"the library stores no {hint!r}")
        for leaf, schema in _LEAVES.items():
            if hint is leaf:
                return dict(schema)
        if hint is ExtensionData:
            self._definition("json_value", lambda: _told("json_value") | _JSON_VALUE)
            return dict(_EXTENSIONS)
        if hint in {dt.date, Decimal, DocumentKind} or hint.__name__ in VALUES:
            return self._text({dt.date: "day", Decimal: "figure"}.get(hint, snake_case(hint.__name__)))
        return self._of_class(hint)

    def _of_class(self, kind: type) -> _Schema:
        name = snake_case(kind.__name__)
        is_choice = issubclass(kind, enum.Enum)
        if not (is_choice or attrs.has(kind)) or not kind.__module__.startswith("khcn_records."):
            raise TypeError(f"the library stores no {kind.__name__}")
        if is_choice:
            return self._definition(name, lambda: _members(kind))
        ref = self._definition(name, lambda: self._record(kind))
        return {**ref, "unevaluatedProperties": False}

    def _of_union(self, parts: tuple[Any, ...]) -> _Schema:
        others = [part for part in parts if part is not type(None)]
        schema = (
            self._text("day_or_part") if set(others) == {dt.date, PartialDate} else self.of_type(others[0])
        )
        if len(others) == len(parts):
            return schema
        if "$ref" in schema or "type" not in schema:
            return {"anyOf": [schema, dict(_NULL)]}
        return {**schema, "type": [schema["type"], "null"]}

    def _definition(self, name: str, make: Callable[[], _Schema]) -> _Schema:
        if name not in self.defs:
            self.defs[name] = {}  # a record may hold its own kind
            self.defs[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def _text(self, name: str) -> _Schema:
        form = FORMS[name]
        schema = {
            **_told(f"type.{name}"),
            "type": "string",
            "pattern": form.pattern,
            "examples": list(form.examples),
        }
        return self._definition(name, lambda: schema | ({"format": form.format} if form.format else {}))

    def _record(self, kind: type) -> _Schema:
        about, said = _docstring(kind)
        attributes = {field.name: field for field in attrs.fields(kind)}
        fields = stored_fields(kind)
        properties = {
            field.key: self._field(
                kind, attributes[field.attribute], field.hint, said.get(field.attribute, "")
            )
            for field in fields
        }
        required = [field.key for field in fields if field.is_required]
        example = self._example(kind, properties, required)
        return {
            "title": " · ".join(_in_both(f"record.{snake_case(kind.__name__)}", kind.__name__)),
            "description": about,
            "type": "object",
            "properties": properties,
            "required": required,
            **({"examples": [example]} if example is not None else {}),
        }

    def _example(self, kind: type, properties: dict[str, _Schema], required: list[str]) -> _Schema | None:
        """Plain data of one such record: what must be given, or every simple field where that makes no record."""
        every = {name: self._sample(schema) for name, schema in properties.items()}
        for names in (required, [name for name, sample in every.items() if sample not in ([], {}, None)]):
            example = {name: every[name] for name in names}
            try:
                structure(example, kind)
            except StructureError:
                continue
            return example
        return None

    def _sample(self, schema: _Schema) -> Any:
        """Something that fits a schema, and `None` for a record that is being defined."""
        schema = self.defs[schema["$ref"].removeprefix("#/$defs/")] | schema if "$ref" in schema else schema
        if "anyOf" in schema:
            return self._sample(schema["anyOf"][0])
        if "oneOf" in schema:
            return schema["oneOf"][0]["const"]
        if "examples" in schema:
            return schema["examples"][0]
        kinds = schema.get("type", "object")
        match kinds if isinstance(kinds, str) else kinds[0]:
            case "string":
                return schema["title"].partition(" · ")[0]
            case "integer":
                return max(schema.get("minimum", 1), 1)
            case "boolean":
                return False
            case "array":
                return [self._sample(schema["items"])] if "minItems" in schema else []
        return {} if "additionalProperties" in schema else None

    def _field(self, kind: type, field: Any, hint: Any, said: str) -> _Schema:
        schema = _narrowed(self.of_type(hint), field)
        in_vietnamese, in_english = (field_label(kind, field.name, lang) for lang in ("vi", "en"))
        types_told = [_type_told(hint, lang) for lang in ("vi", "en")]
        told = {
            "title": f"{in_vietnamese} · {in_english}" if in_vietnamese != in_english else in_english,
            "description": f"{in_vietnamese}: {types_told[0]}. {in_english}: {'; '.join(filter(None, [said.rstrip('.'), types_told[1]]))}.",
        }
        is_plain = field.default is not attrs.NOTHING and not isinstance(field.default, attrs.Factory)  # type: ignore[arg-type]
        return {**told, **schema, **({"default": unstructure(field.default)} if is_plain else {})}


_JSON_VALUE: _Schema = {
    "type": ["string", "integer", "boolean", "null", "array", "object"],
    "minimum": -(2**63),
    "maximum": 2**63 - 1,
    "items": {"$ref": "#/$defs/json_value"},
    "additionalProperties": {"$ref": "#/$defs/json_value"},
}
_EXTENSIONS: _Schema = {
    "type": "object",
    "propertyNames": {"pattern": f"^{NAME}$"},
    "additionalProperties": {"type": "object", "additionalProperties": {"$ref": "#/$defs/json_value"}},
    "examples": [{"bacgiang": {"file_code": "H02-17"}}],
}
_SCHEMA_KEY: _Schema = {}
"""What stands under `schema`; filled below, once `_told` is there."""
_LEAVES: dict[type, _Schema] = {str: {"type": "string"}, int: {"type": "integer"}, bool: {"type": "boolean"}}


def _in_both(key: str, otherwise: str) -> list[str]:
    """The wording in Vietnamese and in English, once where they are the same."""
    words = [wording(key, lang) if has_wording(key, lang) else otherwise for lang in ("vi", "en")]
    return list(dict.fromkeys(words))


def _told(name: str) -> _Schema:
    """Title and description of a thing that is no field."""
    key = f"json_schema.{name}"
    return {
        part: " · ".join(_in_both(f"{key}{tail}", ""))
        for part, tail in (("title", ""), ("description", "_text"))
        if has_wording(f"{key}{tail}", "vi")
    }


_SCHEMA_KEY |= {**_told("schema"), "const": schema_name()}


def _members(kind: type[enum.Enum]) -> _Schema:
    """A choice; every member with its wording."""
    about, _ = _docstring(kind)
    return {
        "title": kind.__name__,
        "description": about,
        "type": "string",
        "oneOf": [
            {"const": member.value, "title": label(member, "vi"), "description": label(member, "en")}
            for member in kind
        ],
    }


def _type_told(hint: Any, lang: str) -> str:
    """What may stand in a field, in words."""
    parts = typing.get_args(hint)
    is_optional = type(None) in parts and typing.get_origin(hint) in {typing.Union, types.UnionType}
    inner = [part for part in parts if part is not type(None)] if is_optional else [hint]
    if {dt.date, PartialDate} == set(inner) or {dt.date, PartialDate} == set(parts):
        name = "day_or_part"
    elif typing.get_origin(inner[0]) is tuple:
        name = "parameters" if inner[0] == tuple[tuple[str, str | int], ...] else "list"
    else:
        name = _type_name(inner[0])
    text = wording(f"json_schema.type.{name}", lang)
    return wording("json_schema.optional", lang, text=text) if is_optional else text


def _type_name(kind: Any) -> str:
    known = {str: "text", int: "whole", bool: "boolean", dt.date: "day", Decimal: "figure"}
    if kind in known:
        return known[kind]
    if issubclass(kind, enum.Enum):
        return "member"
    name = snake_case(kind.__name__)
    return name if name in FORMS or name == "extension_data" else "object"


def _docstring(kind: type) -> tuple[str, dict[str, str]]:
    """What a class says of itself, and of each of its attributes; nothing where Python dropped the docstrings."""
    text = inspect.cleandoc(kind.__doc__ or "")
    about = _plain(text.partition("\n\n")[0])
    _, _, listed = text.partition("Attributes:\n")
    told: dict[str, str] = {}
    for found in re.finditer(
        r"^    ([a-z_, ]+): (.+(?:\n {5,}.+)*)", listed.partition("\n\n")[0], re.MULTILINE
    ):
        told |= dict.fromkeys(found[1].split(", "), _plain(found[2]))
    return about, told


def _plain(text: str) -> str:
    """Markup dropped, one line."""
    return " ".join(re.sub(r"\*([^*]+)\*", r"\1", text).split())


def _narrowed(schema: _Schema, field: Any) -> _Schema:
    """What the field itself refuses, as far as a schema can say it."""
    kinds = schema.get("type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if "string" in kinds and not _takes(field, " "):
        return {**schema, "pattern": SAYS_SOMETHING}
    if "integer" in kinds:
        least = next((number for number in (-1, 0, 1) if _takes(field, number)), -1)
        return schema if least < 0 else {**schema, "minimum": least}
    if schema.get("items") == _LEAVES[str] and not _takes(field, (" ",)):
        schema = {**schema, "items": {**_LEAVES[str], "pattern": SAYS_SOMETHING}}
    return schema if "array" not in kinds or _takes(field, ()) else {**schema, "minItems": 1}


def _takes(field: Any, value: Any) -> bool:
    """Whether the field's own converter and validator let a value pass."""
    try:
        read_alone(field, value)
    except (KhcnError, ValueError, TypeError):
        return False
    return True
