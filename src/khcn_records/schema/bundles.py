"""What the manifest of a bundle may say: the files that stand in it, each with its size and digest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["manifest"]

_Schema = dict[str, Any]
_STEP = r'[^\x00-\x1f\x7f\\:*?"<>|/]*[^\x00-\x1f\x7f\\:*?"<>|/. ]'
_SAFE_NAME = rf"^{_STEP}(/{_STEP})*$(?!\n)"
"""A name that leads nowhere else on any system, as `khcn_records.zipped.is_safe_name` has it."""

_LONGEST_NAME = 255
_TEXT_OR_NOTHING: _Schema = {"type": ["string", "null"]}
_DIGEST = "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"


def manifest(told: Callable[[str], _Schema], schema_key: _Schema) -> tuple[_Schema, dict[str, _Schema]]:
    """The schema of a manifest, and its definitions.

    Args:
        told: gives title and description of a thing, in both languages.
        schema_key: what stands under `schema`.
    """
    properties = {
        "name": {
            **told("bundle_name"),
            "type": "string",
            "pattern": _SAFE_NAME,
            "maxLength": _LONGEST_NAME,
            "examples": ["ke-hoach.pdf", "phu-luc/bang-1.xlsx"],
        },
        "size": {**told("bundle_size"), "type": "integer", "minimum": 0, "examples": [8]},
        "sha256": {**told("bundle_sha256"), "type": "string", "pattern": r"^[0-9a-f]{64}$(?!\n)", "examples": [_DIGEST]},
    }  # fmt: skip
    more = {
        "media_type": {
            **told("bundle_media_type"),
            **_TEXT_OR_NOTHING,
            "examples": ["application/pdf"],
            "default": None,
        },
        "title": {**told("bundle_title"), **_TEXT_OR_NOTHING, "examples": ["Kế hoạch"], "default": None},
    }
    file: _Schema = {"type": "object", "required": list(properties), "additionalProperties": False}
    example = {name: schema["examples"][0] for name, schema in (properties | more).items()}
    records = {name: example[name] for name in properties} | {"name": "records.json"}
    body = {
        **told("bundle"),
        "type": "object",
        "required": ["records"],
        "properties": {
            "schema": schema_key,
            "records": {"$ref": "#/$defs/bundle_records"},
            "attachments": {
                **told("bundle_attachments"),
                "type": "array",
                "items": {"$ref": "#/$defs/bundle_attachment"},
                "default": [],
            },
        },
        "additionalProperties": False,
        "examples": [{"schema": schema_key["const"], "records": records, "attachments": [example]}],
    }
    return body, {
        "bundle_records": {
            **told("bundle_records"),
            **file,
            "properties": properties,
            "examples": [records],
        },
        "bundle_attachment": {
            **told("bundle_attachment"),
            **file,
            "properties": properties | more,
            "examples": [example],
        },
    }
