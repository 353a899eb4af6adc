"""The task as msgspec has it: frozen Structs, types strict by nature, unknown keys refused, a tagged union.

Symbols are matched against the pattern and texts are not empty; double keys are not seen.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import msgspec
from tests.bench.stored_task import SYMBOL, Kind, Status

NAME = f"msgspec {msgspec.__version__} Structs"
Text = Annotated[str, msgspec.Meta(min_length=1)]
Number = Annotated[str, msgspec.Meta(pattern=SYMBOL)]


class Base(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Reference(Base, frozen=True):
    number: Number
    issued_on: dt.date | None
    issuer: Text | None
    kind: Kind
    subject: Text | None


class Extension(Base, frozen=True):
    previous_due_on: dt.date | None
    due_on: dt.date
    decided_on: dt.date | None
    document: Reference | None
    note: Text | None


class Event(Base, frozen=True):
    event: Text
    from_state: Text
    to_state: Text
    on: dt.date
    by: Text | None
    document: Reference | None
    note: Text | None
    is_jump: bool
    regime: Text | None


class Task(Base, frozen=True, tag_field="record", tag="assigned_task"):
    task_id: Text
    directive: Reference
    content: Text
    related: list[Reference]
    status: Status
    assigned_on: dt.date | None
    due_on: dt.date | None
    due_text: Text | None
    completed_on: dt.date | None
    progress_text: Text | None
    result: Reference | None
    lead_unit: Text | None
    coordinating_units: list[Text]
    due_extensions: list[Extension]
    section: Text | None
    history: list[Event]
    note: Text | None
    extensions: dict[str, dict[str, Any]]


class Directive(Base, frozen=True, tag_field="record", tag="directive"):
    directive_id: Text
    number: Text
    subject: Text | None


class Finding(Base, frozen=True, tag_field="record", tag="finding"):
    code: Text
    subject: Text | None


class File(Base, frozen=True):
    schema: str
    records: list[Task | Directive | Finding]


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(File)


def dump(file: File) -> bytes:
    """The file's content."""
    return _encoder.encode(file)


def load(data: bytes) -> File:
    """What the content holds."""
    return _decoder.decode(data)
