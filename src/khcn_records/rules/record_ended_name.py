"""A record that speaks of a place or body that ended before its report's period (*địa danh, cơ quan không còn trong kỳ báo cáo*).

Basis: Nghị quyết 202/2025/QH15, Luật 72/2025/QH15, Nghị định 45/2025/NĐ-CP, as the registers have them. Titles and names of things, documents
and texts kept as they were are not asked: they are rightly of their time.

Wrong: in the report of August 2025, an answer that speaks of `UBND huyện Yên Thế`. Right: the commune that does its work now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import attrs

from khcn_records.errors import InvalidPeriodError
from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.rules.checking import Context, Rule, Scope, kind_of, record_id
from khcn_records.rules.ended_names import ended_names, since_until
from khcn_records.values.document_references import DocumentReference

__all__ = ["RULE", "check"]

RULE = Rule(
    code="ended_name",
    scope=Scope.RECORD,
    severity=Severity.INFO,
    basis=Evidence("Nghị quyết 202/2025/QH15; Luật 72/2025/QH15", Confidence.SECONDARY),
)
_OF_THEIR_TIME = ("title", "name", "subject", "programme", "basis", "section", "note", "history")


def check(subject: object, context: Context) -> Iterator[Finding]:
    """One finding for each name in a record."""
    day = _first_day(context)
    if day is None:
        return
    seen = set()
    for text in _texts(subject):
        for one in ended_names(text, day):
            if one.mention.normalized in seen:
                continue
            seen.add(one.mention.normalized)
            yield RULE.finding(
                record_id(subject),
                suggestion=one.then[0] if len(one.then) == 1 else None,
                text=" ".join(one.mention.text.split()),
                valid=since_until(one.row),
                then=", ".join(one.then) or "…",
            )


def _first_day(context: Context) -> dt.date | None:
    """The first day of the report's period; without a report the day asked about."""
    if context.report is None:
        return context.as_of
    try:
        return context.report.period.first_day
    except InvalidPeriodError:  # a period without a year
        return context.as_of


def _texts(thing: Any, *, is_inside: bool = False) -> Iterator[str]:
    """The texts of a record and its parts; documents, records inside and what is of its time left out."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from _texts(item, is_inside=True)
    elif attrs.has(type(thing)) and not isinstance(thing, DocumentReference):
        if is_inside and kind_of(thing) is not None:
            return
        kind: Any = type(thing)
        for field in attrs.fields(kind):
            if field.name not in _OF_THEIR_TIME and not field.name.endswith(("_text", "_id", "_ids")):
                yield from _texts(getattr(thing, field.name), is_inside=True)
