"""The laws of the shelf of records, tested on every name of `KINDS`: a new kind is tested by being named there."""

from __future__ import annotations

import copy
import datetime as dt
import enum
import html
import json
import pathlib
import pickle
import typing
import unicodedata
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khcn_records.display import field_label
from khcn_records.formats import dumps, loads
from khcn_records.labels import has_wording, label, languages, snake_case
from khcn_records.records import KINDS, record_class
from khcn_records.values import VALUES
from khcn_records.values.document_kinds import DocumentKind
from record_strategies import EXAMPLES, STRATEGIES

GOLDEN = pathlib.Path(__file__).parent / "golden"
EVERY_KIND = pytest.mark.parametrize("kind", sorted(KINDS))


def _parts() -> list[type]:
    """Classes that stand inside records and have fields of their own."""
    found: list[type] = []
    waiting: list[Any] = [record_class(kind) for kind in KINDS]
    while waiting:
        cls = waiting.pop()
        hints = typing.get_type_hints(cls)
        for field in attrs.fields(cls):
            for part in (hints[field.name], *typing.get_args(hints[field.name])):
                is_part = isinstance(part, type) and attrs.has(part) and part.__name__ not in VALUES
                if is_part and part not in found and part is not DocumentKind:
                    found.append(part)
                    waiting.append(part)
    kinds = {record_class(kind) for kind in KINDS}
    return sorted((part for part in found if part not in kinds), key=lambda part: part.__name__)


PARTS = _parts()
DRAWN = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


class Foreign:
    """A thing that no field of any record can hold."""

    def __repr__(self) -> str:
        return "Foreign()"


def fields(kind: str) -> tuple[attrs.Attribute[Any], ...]:
    """The fields of a kind."""
    cls: Any = record_class(kind)
    found: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)
    return found


def text_fields(kind: str) -> list[str]:
    """The fields that hold one line of text."""
    hints = typing.get_type_hints(record_class(kind))
    return [
        field.name
        for field in fields(kind)
        if hints[field.name] in {str, str | None} and field.name != "window_rule"
    ]


def personal_fields(kind: str) -> set[str]:
    """The fields whose content is masked."""
    return {field.name for field in fields(kind) if field.metadata.get("personal")}


def test_every_kind_brings_its_material() -> None:
    """A kind named in the table of the shelf brings a strategy, an example and a golden file; none is left over."""
    assert set(KINDS) <= set(STRATEGIES)
    assert set(KINDS) <= set(EXAMPLES)
    assert set(KINDS) == {path.stem for path in GOLDEN.glob("*.json")}


@EVERY_KIND
def test_a_kind_is_named_after_its_class(kind: str) -> None:
    """The stored name is the class name in snake case."""
    assert kind == snake_case(record_class(kind).__name__)


@EVERY_KIND
def test_the_example_has_every_field_filled(kind: str) -> None:
    """The record with every kind of field differs from the defaults everywhere."""
    record = EXAMPLES[kind]

    assert [
        field.name for field in fields(kind) if getattr(record, field.name) in {None, (), field.default}
    ] == []


@EVERY_KIND
def test_the_golden_file_is_what_is_written_and_read(kind: str) -> None:
    """The stored form of every kind stays as it is; the files of this folder are never edited."""
    stored = (GOLDEN / f"{kind}.json").read_text(encoding="utf-8")

    assert EXAMPLES[kind] == loads(stored, kind=record_class(kind))
    assert json.loads(stored) == json.loads(dumps(EXAMPLES[kind]))
    assert stored == dumps(EXAMPLES[kind])


@EVERY_KIND
def test_a_record_is_frozen_slotted_and_lean(kind: str) -> None:
    """No field can be set or added, and there is neither a dict nor a place for weak references."""
    record = EXAMPLES[kind]
    for field in fields(kind):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(record, field.name, getattr(record, field.name))
    with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
        record.not_there = 1

    assert not hasattr(record, "__dict__")
    assert not hasattr(record, "__weakref__")
    assert all(field.kw_only for field in fields(kind))


@EVERY_KIND
@given(data=st.data())
@DRAWN
def test_several_things_stand_in_a_tuple(kind: str, data: st.DataObject) -> None:
    """A field of several things is a tuple, whatever it was given as; a record given lists equals one given tuples."""
    record = data.draw(STRATEGIES[kind](), label=kind)
    several = [field.name for field in fields(kind) if isinstance(getattr(record, field.name), tuple)]
    for kind_of_several in (list, iter):
        assert record == attrs.evolve(
            record, **{name: kind_of_several(getattr(record, name)) for name in several}
        )

    assert [
        field.name for field in fields(kind) if isinstance(getattr(record, field.name), (list, dict, set))
    ] == []


@EVERY_KIND
@given(data=st.data())
@DRAWN
def test_equal_records_are_one(kind: str, data: st.DataObject) -> None:
    """A record is the same after pickle, copy and evolve, and equal records have one hash."""
    record = data.draw(STRATEGIES[kind](), label=kind)

    for twin in (
        pickle.loads(pickle.dumps(record)),
        copy.copy(record),
        copy.deepcopy(record),
        attrs.evolve(record),
    ):
        assert record == twin
        assert {record} == {record, twin}
        assert repr(record) == repr(twin)


@EVERY_KIND
def test_a_record_differs_in_any_field(kind: str) -> None:
    """Every field takes part in equality."""
    record = EXAMPLES[kind]
    for field in fields(kind):
        value = getattr(record, field.name)
        if isinstance(value, str) and type(value) is str:
            assert record != attrs.evolve(record, **{field.name: value + "!"})
        elif field.default is not attrs.NOTHING and field.name != "kind":
            assert record != attrs.evolve(record, **{field.name: field.default})


@EVERY_KIND
@pytest.mark.parametrize("wrong", [Foreign(), 5, 5.5, b"x", dt.datetime(2024, 2, 5), [5], {"a": 1}], ids=repr)
def test_a_wrong_type_is_a_type_error_with_the_field(kind: str, wrong: object) -> None:
    """What no field of its kind can hold raises `TypeError` that names the field."""
    hints = typing.get_type_hints(record_class(kind))
    for field in fields(kind):
        if type(wrong) is int and {int, Decimal} & {hints[field.name], *typing.get_args(hints[field.name])}:
            continue  # a figure
        with pytest.raises(TypeError, match=rf"\b{field.name}\b"):
            attrs.evolve(EXAMPLES[kind], **{field.name: wrong})


@EVERY_KIND
def test_none_stands_only_where_a_field_may_be_empty(kind: str) -> None:
    """A field whose type has no `None` refuses it by name."""
    hints = typing.get_type_hints(record_class(kind))
    for field in fields(kind):
        if type(None) in typing.get_args(hints[field.name]):
            attrs.evolve(EXAMPLES[kind], **{field.name: None})
        else:
            with pytest.raises(TypeError, match=rf"\b{field.name}\b"):
                attrs.evolve(EXAMPLES[kind], **{field.name: None})


@EVERY_KIND
def test_an_enum_is_made_from_its_text(kind: str) -> None:
    """A state may be given by its stored text; another text is refused with those there are."""
    for field in fields(kind):
        value = getattr(EXAMPLES[kind], field.name)
        if isinstance(value, enum.Enum):
            assert value is getattr(attrs.evolve(EXAMPLES[kind], **{field.name: value.value}), field.name)
            with pytest.raises(ValueError, match=type(value)(value).value):
                attrs.evolve(EXAMPLES[kind], **{field.name: "finished"})


@EVERY_KIND
def test_text_is_normalised(kind: str) -> None:
    """Text in a field is NFC on one line with single spaces, however it was given."""
    composed = "Quyết định Đà Nẵng"
    given_as = "  " + unicodedata.normalize("NFD", composed).replace(" ", " \n\u00a0") + "\t"
    for name in text_fields(kind):
        assert composed == getattr(attrs.evolve(EXAMPLES[kind], **{name: given_as}), name)


@EVERY_KIND
@pytest.mark.parametrize("blank", ["", " ", "\n\t", "\u200b", "\u00a0"])
def test_blank_text_is_none_or_refused(kind: str, blank: str) -> None:
    """White space alone is no text: an optional field is empty, a required one refuses it."""
    for field in fields(kind):
        if field.name not in text_fields(kind):
            continue
        if field.default is attrs.NOTHING:
            with pytest.raises(ValueError, match="not empty"):
                attrs.evolve(EXAMPLES[kind], **{field.name: blank})
        else:
            assert None is getattr(attrs.evolve(EXAMPLES[kind], **{field.name: blank}), field.name)


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize(
    "cls", [*(record_class(kind) for kind in sorted(KINDS)), *PARTS], ids=lambda cls: cls.__name__
)
def test_every_field_has_words(cls: Any, lang: str) -> None:
    """A record, each of its fields and each state it can be in are worded in every language, and nothing stale is."""
    prefix = f"field.{snake_case(cls.__name__)}."
    enums = [
        hint
        for hint in typing.get_type_hints(cls).values()
        if isinstance(hint, type) and issubclass(hint, enum.Enum)
    ]

    assert label(cls, lang)
    assert [field.name for field in attrs.fields(cls) if not has_wording(prefix + field.name, lang)] == []
    assert [
        member
        for hint in enums
        for member in hint
        if not has_wording(f"{snake_case(hint.__name__)}.{member.value}", lang)
    ] == []
    assert field_label(cls, attrs.fields(cls)[0].name, lang) == label(
        prefix + attrs.fields(cls)[0].name, lang
    )


@EVERY_KIND
def test_the_repr_leaves_out_what_is_empty(kind: str) -> None:
    """A repr names the class and the fields that are filled, on one line."""
    required = {
        field.name: getattr(EXAMPLES[kind], field.name)
        for field in fields(kind)
        if field.default is attrs.NOTHING
    }
    extra = {"number": EXAMPLES[kind].number} if kind in {"directive", "issued_document"} else {}
    small = repr(record_class(kind)(**required, **extra))

    assert small.startswith(f"{record_class(kind).__name__}(")
    assert "\n" not in repr(EXAMPLES[kind])
    assert "None" not in small
    assert "=()" not in small
    assert all(f"{name}=" in small for name in (*required, *extra))
    assert [field.name for field in fields(kind) if f"{field.name}=" not in repr(EXAMPLES[kind])] == []


@EVERY_KIND
def test_a_notebook_shows_nothing_unescaped(kind: str) -> None:
    """Text in a field is shown as text: no tag, no attribute, no entity of its own."""
    hostile = '<script>alert("1")</script> & \' <img src=x>'
    texts: dict[str, Any] = dict.fromkeys(text_fields(kind), hostile)
    if "coordinating_units" in {field.name for field in fields(kind)}:
        texts["coordinating_units"] = (hostile,)
    shown = attrs.evolve(EXAMPLES[kind], **texts)._repr_html_()

    assert "<script" not in shown
    assert "<img" not in shown
    assert shown.count(html.escape(hostile)) >= len(texts.keys() - personal_fields(kind))
    assert shown.startswith("<table><caption>")
    assert set() == {
        tag
        for tag in ("<table>", "<tbody>", "<tr>", "<td>")
        if shown.count(tag) != shown.count(tag.replace("<", "</"))
    }


@EVERY_KIND
@given(data=st.data())
@DRAWN
def test_a_record_has_words_in_every_language(kind: str, data: st.DataObject) -> None:
    """A record words itself in every language and shows itself in a notebook, whatever it holds."""
    record = data.draw(STRATEGIES[kind](), label=kind)

    assert all(record.format(lang) for lang in languages())
    assert record.format() == record.format("vi")
    assert label(type(record), "vi") in record._repr_html_()
