"""The task as pydantic has it: strict, frozen, unknown keys refused, a tagged union.

Symbols are matched against the pattern and texts are not empty; double keys are not seen.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

import pydantic
from pydantic import ConfigDict, Field
from tests.bench.stored_task import SYMBOL, Kind, Status

NAME = f"pydantic {pydantic.VERSION}"
Text = Annotated[str, Field(min_length=1)]
Number = Annotated[str, Field(pattern=SYMBOL)]


class Base(pydantic.BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Reference(Base):
    number: Number
    issued_on: dt.date | None
    issuer: Text | None
    kind: Kind
    subject: Text | None


class Extension(Base):
    previous_due_on: dt.date | None
    due_on: dt.date
    decided_on: dt.date | None
    document: Reference | None
    note: Text | None


class Event(Base):
    event: Text
    from_state: Text
    to_state: Text
    on: dt.date
    by: Text | None
    document: Reference | None
    note: Text | None
    is_jump: bool
    regime: Text | None


class Task(Base):
    record: Literal["assigned_task"] = "assigned_task"
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


class Directive(Base):
    record: Literal["directive"] = "directive"
    directive_id: Text
    number: Text
    subject: Text | None


class Finding(Base):
    record: Literal["finding"] = "finding"
    code: Text
    subject: Text | None


class File(Base):
    schema_: str = Field(alias="schema")
    records: list[Annotated[Task | Directive | Finding, Field(discriminator="record")]]


def dump(file: File) -> bytes:
    """The file's content."""
    return file.__pydantic_serializer__.to_json(file, by_alias=True)


def load(data: bytes) -> File:
    """What the content holds."""
    return File.model_validate_json(data)
