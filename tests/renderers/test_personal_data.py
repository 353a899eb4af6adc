"""The law of pages about personal data: masked in every format of every kind, shown to who asks, whatever part holds it."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from khcn_records.display import MASK
from khcn_records.fields import personal
from khcn_records.records import KINDS, record_class
from khcn_records.renderers import render
from record_strategies import EXAMPLES
from renderer_snapshot import EVERY_FORMAT, told

NAME = "Người-Bí-Mật"
"""One word, so that no line is broken inside it."""
_PAGE_OF_FIGURES = {"monthly_report"}
"""Kinds whose page is not their fields: it shows tasks, and no personal data at all."""


def parts_of(hint: Any) -> Iterator[type]:
    """The classes of parts in the type of a field."""
    if isinstance(hint, type) and attrs.has(hint):
        yield hint
    for inner in typing.get_args(hint):
        yield from parts_of(inner)


def personal_paths(kind: Any, inside: tuple[type, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every field below a kind that holds personal data, found in the classes and not in a list."""
    inside = (*inside, kind)
    hints = typing.get_type_hints(kind)
    for field in attrs.fields(kind):
        if field.metadata.get("personal"):
            yield (field.name,)
        for part in parts_of(hints[field.name]):
            for path in () if part in inside else personal_paths(part, inside):
                yield (field.name, *path)


def instances(thing: Any) -> Iterator[Any]:
    """A thing and every part below it."""
    if isinstance(thing, tuple):
        for item in thing:
            yield from instances(item)
    elif attrs.has(type(thing)):
        yield thing
        for field in attrs.fields(type(thing)):
            yield from instances(getattr(thing, field.name))


PART_OF: dict[type, Any] = {type(part): part for example in EXAMPLES.values() for part in instances(example)}


def holding(thing: Any, path: tuple[str, ...]) -> Any:
    """The thing with the name at the end of a path; parts on the way are made where there are none."""
    name, *rest = path
    hint = typing.get_type_hints(type(thing))[name]
    inner: Any = NAME
    if rest:
        part = next(kind for kind in parts_of(hint) if tuple(rest) in set(personal_paths(kind)))
        inner = holding(PART_OF[part], tuple(rest))
    is_many = typing.get_origin(hint) is tuple
    return attrs.evolve(thing, **{name: (inner,) if is_many else inner})


PLACES = [
    pytest.param(kind, path, id=f"{kind}-{'.'.join(path)}")
    for kind in KINDS
    for path in personal_paths(record_class(kind))
]
EVERY_PLACE = pytest.mark.parametrize(("kind", "path"), PLACES)


def test_the_places_are_those_of_the_classes() -> None:
    """The walk finds fields of records, of parts, and of parts of parts."""
    found = {(place.values[0], place.values[1]) for place in PLACES}

    assert {
        ("licence", ("holder_person",)),
        ("issued_document", ("signature", "name")),
        ("inspection_activity", ("members", "person", "name")),
        ("monthly_report", ("projects", "principal_investigator", "name")),
    } <= found
    assert dict(personal) == {"personal": True}


@EVERY_FORMAT
@EVERY_PLACE
def test_personal_data_is_masked_unless_asked_for(kind: str, path: tuple[str, ...], form: str) -> None:
    """A page of a record, alone or in a list, shows no name; who asks for it reads it."""
    record = holding(EXAMPLES[kind], path)

    for thing in (record, [record], (record, [record])):
        shown = {asked: told(render(thing, form, with_personal=asked)) for asked in (False, True)}
        assert told(render(thing, form)) == shown[False]
        assert NAME not in shown[False]
        if (
            form != "docx" or kind not in _PAGE_OF_FIGURES
        ):  # a finished document tells those of its names that it prints
            assert (NAME in shown[True]) is (kind not in _PAGE_OF_FIGURES)
        if len(path) == 1 and kind not in _PAGE_OF_FIGURES:
            assert MASK.strip("[]") in shown[False]


@EVERY_FORMAT
@pytest.mark.parametrize("kind", sorted(set(KINDS) - {place.values[0] for place in PLACES}))
def test_a_page_without_personal_data_is_one_page(kind: str, form: str) -> None:
    """To ask for personal data changes nothing where there is none."""
    assert render(EXAMPLES[kind], form) == render(EXAMPLES[kind], form, with_personal=True)
