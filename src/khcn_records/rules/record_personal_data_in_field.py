"""Personal data in a field that is not for them (*dữ liệu cá nhân trong trường văn bản*): nothing masks it there when the record is shown.

Basis: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, in force from 01/01/2026; before it Nghị định 13/2023/NĐ-CP. Both known by title only: UNCONFIRMED in detail.

Wrong: the content of a task ends with `liên hệ 0912 345 678`. Right: the office's line, or the field of the record that holds the person.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.labels import snake_case
from khcn_records.privacy import find_personal, hint_of
from khcn_records.rules.checking import Context, Rule, Scope, kind_of, record_id
from khcn_records.values.document_references import DocumentReference

__all__ = ["RULE", "check"]

RULE = Rule(
    code="personal_data_in_field",
    scope=Scope.RECORD,
    severity=Severity.ERROR,
    basis=Evidence(
        "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; Nghị định 13/2023/NĐ-CP", Confidence.UNCONFIRMED
    ),
)


def check(subject: object, _context: Context) -> Iterator[Finding]:
    """One finding for each; fields that are marked as personal are masked anyway, ids and addresses of offices pass."""
    for field_key, text in _texts(subject):
        for kind, start, end in find_personal(text):
            yield RULE.finding(
                record_id(subject),
                field_key=field_key,
                text=hint_of(text[start:end]),
                what_key=f"personal_kind.{kind.value}",
            )


def _texts(thing: Any, field_key: str = "") -> Iterator[tuple[str, str]]:
    """The free texts of a record and its parts, with the key of their field's heading; records inside are left to themselves."""
    if type(thing) is str:  # an enum's name is no free text
        yield field_key, thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from _texts(item, field_key)
    elif isinstance(thing, DocumentReference):
        yield field_key, thing.subject or ""
    elif attrs.has(type(thing)) and not hasattr(type(thing), "parse"):
        if field_key and kind_of(thing) is not None:
            return
        kind: Any = type(thing)
        for field in attrs.fields(kind):
            if not field.metadata.get("personal") and not field.name.endswith(("_id", "_ids")):
                yield from _texts(
                    getattr(thing, field.name), f"field.{snake_case(kind.__name__)}.{field.name}"
                )
