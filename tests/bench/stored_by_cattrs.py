"""The task as cattrs with orjson has it: attrs classes, the converter of `preconf.orjson`, unknown keys refused, a tagged union.

The symbol is matched against a pattern. Any value becomes text where text is due, and double keys are not seen.
"""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import re
from typing import Any

import attrs
import orjson
from cattrs.preconf.orjson import make_converter
from cattrs.strategies import configure_tagged_union
from tests.bench.stored_task import SYMBOL, Kind, Status


def _symbol(_record: object, _field: object, value: str) -> None:
    if not re.match(SYMBOL, value):
        raise ValueError(value)


@attrs.frozen(kw_only=True)
class Reference:
    number: str = attrs.field(validator=_symbol)
    issued_on: dt.date | None
    issuer: str | None
    kind: Kind
    subject: str | None


@attrs.frozen(kw_only=True)
class Extension:
    previous_due_on: dt.date | None
    due_on: dt.date
    decided_on: dt.date | None
    document: Reference | None
    note: str | None


@attrs.frozen(kw_only=True)
class Event:
    event: str
    from_state: str
    to_state: str
    on: dt.date
    by: str | None
    document: Reference | None
    note: str | None
    is_jump: bool
    regime: str | None


@attrs.frozen(kw_only=True)
class Task:
    task_id: str
    directive: Reference
    content: str
    related: list[Reference]
    status: Status
    assigned_on: dt.date | None
    due_on: dt.date | None
    due_text: str | None
    completed_on: dt.date | None
    progress_text: str | None
    result: Reference | None
    lead_unit: str | None
    coordinating_units: list[str]
    due_extensions: list[Extension]
    section: str | None
    history: list[Event]
    note: str | None
    extensions: dict[str, dict[str, Any]]


@attrs.frozen(kw_only=True)
class Directive:
    directive_id: str
    number: str
    subject: str | None


@attrs.frozen(kw_only=True)
class Finding:
    code: str
    subject: str | None


@attrs.frozen(kw_only=True)
class File:
    schema: str
    records: list[Task | Directive | Finding]


NAME = f"cattrs {importlib.metadata.version('cattrs')} + orjson {orjson.__version__}"
_converter = make_converter(forbid_extra_keys=True)
_TAGS = {Task: "assigned_task", Directive: "directive", Finding: "finding"}
configure_tagged_union(
    Task | Directive | Finding, _converter, tag_generator=_TAGS.__getitem__, tag_name="record"
)


def dump(file: File) -> bytes:
    """The file's content."""
    return _converter.dumps(file, unstructure_as=File)


def load(data: bytes) -> File:
    """What the content holds."""
    return _converter.loads(data, File)
