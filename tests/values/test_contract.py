"""The laws of the shelf of values, tested on every name of `VALUES`: a new value is tested by being named there."""

from __future__ import annotations

import copy
import importlib
import pickle
import time
import unicodedata
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khcn_records.errors import (
    InvalidDateError,
    InvalidDeadlineError,
    InvalidDocumentNumberError,
    InvalidDocumentReferenceError,
    InvalidMoneyError,
    InvalidPeriodError,
    InvalidQuantityError,
    InvalidRecurrenceError,
    InvalidTimeLimitError,
    InvalidValueError,
    UnknownLanguageError,
)
from khcn_records.labels import languages
from khcn_records.values import VALUES
from strategies import REAL_TEXTS, VALUE_STRATEGIES, junk

OWN_ERRORS: dict[str, type[InvalidValueError]] = {
    "DateRange": InvalidDateError,
    "Deadline": InvalidDeadlineError,
    "DocumentNumber": InvalidDocumentNumberError,
    "DocumentReference": InvalidDocumentReferenceError,
    "LunarDate": InvalidDateError,
    "Money": InvalidMoneyError,
    "PartialDate": InvalidDateError,
    "Quantity": InvalidQuantityError,
    "Recurrence": InvalidRecurrenceError,
    "ReportingPeriod": InvalidPeriodError,
    "TimeLimit": InvalidTimeLimitError,
}
A_SECOND = 2.0  # of processor time on a slow machine; what grows with the square takes minutes
EVERY_VALUE = pytest.mark.parametrize("name", sorted(VALUES))
MEGABYTE = 1_000_000
HOSTILE = {
    "digits": "1" * MEGABYTE,
    "slashes": "/" * MEGABYTE,
    "dashes": "-" * MEGABYTE,
    "spaces": "1" + " " * MEGABYTE + "x",
    "line breaks": "31/KH" + "\n" * MEGABYTE + "UBND",
    "marks": "a" + "\u0300\u0323" * (MEGABYTE // 2),
    "decomposed": unicodedata.normalize("NFD", "ế" * (MEGABYTE // 3)),
    "letters": "A" * MEGABYTE,
    "one group": "31/" + "A" * MEGABYTE,
    "groups": "31/" + "QĐ-" * (MEGABYTE // 3) + "A",
    "thousands": "1" + ".000" * (MEGABYTE // 4) + "_",
    "dotted blanks": "ngày " + "." * MEGABYTE,
    "numbers": "1 " * (MEGABYTE // 2),
    "fractions": "1/2 " * (MEGABYTE // 4),
    "words": "năm " * (MEGABYTE // 4),
    "quotes": "Luật " + "“" * MEGABYTE,
    "parentheses": "(" * MEGABYTE + ")" * 3,
    "of of of": "Luật" + " của" * (MEGABYTE // 4),
    "ranges": "từ " + "1 đến " * (MEGABYTE // 6),
    "after a latest": "chậm nhất" + " hết" * (MEGABYTE // 4),
    "number words": "số " * (MEGABYTE // 3),
}


def value_class(name: str) -> Any:
    """The class that the shelf's table names."""
    return getattr(importlib.import_module(VALUES[name]), name)


def drawn(data: st.DataObject, name: str) -> Any:
    """One value of that class."""
    return data.draw(VALUE_STRATEGIES[name](), label=name)


def outcome(name: str, text: str) -> tuple[Any, InvalidValueError | None]:
    """The value read, or the error of the library; any other exception is the test's to show."""
    try:
        return value_class(name).parse(text), None
    except InvalidValueError as error:
        return None, error


def test_every_value_has_a_strategy_and_an_error() -> None:
    """A value named in the table of the shelf brings what its laws are tested with."""
    assert set(VALUES) - set(VALUE_STRATEGIES) == set()
    assert set(VALUES) - set(OWN_ERRORS) == set()


@EVERY_VALUE
@given(data=st.data())
def test_the_text_of_a_value_reads_back(name: str, data: st.DataObject) -> None:
    """`parse(str(v)) == v`, and the text written again is the same text."""
    value = drawn(data, name)
    read = value_class(name).parse(str(value))

    assert value == read
    assert str(value) == str(read)


@EVERY_VALUE
@given(data=st.data())
def test_equal_values_have_one_hash(name: str, data: st.DataObject) -> None:
    """Equality and hash agree: what reads back equal is one member of a set."""
    value = drawn(data, name)
    read = value_class(name).parse(str(value))

    assert {value} == {read, value}
    assert value != str(value)


@EVERY_VALUE
@given(data=st.data())
def test_a_value_survives_pickle_and_copy(name: str, data: st.DataObject) -> None:
    """A value is the same after pickle and after both kinds of copy."""
    value = drawn(data, name)

    for twin in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        assert value == twin
        assert str(value) == str(twin)
        assert hash(value) == hash(twin)


@EVERY_VALUE
@given(data=st.data())
def test_a_value_is_frozen(name: str, data: st.DataObject) -> None:
    """No attribute of a value can be changed or added."""
    value = drawn(data, name)

    for attribute in attrs.fields(type(value)):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, attribute.name, None)
    with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
        value.not_there = 1


@EVERY_VALUE
@given(data=st.data())
def test_a_value_has_words_in_every_language(name: str, data: st.DataObject) -> None:
    """`format` says every value in every language, in one line without braces left over."""
    value = drawn(data, name)

    for lang in languages():
        words = value.format(lang)
        assert words.strip()
        assert "\n" not in words
    assert value.format() == value.format("vi")


@EVERY_VALUE
@given(data=st.data(), lang=st.sampled_from(["fr", "", "VI", "vi_VN", "../vi"]))
def test_an_unknown_language_is_refused(name: str, data: st.DataObject, lang: str) -> None:
    """Words are asked for in a language there is; nothing falls back to another."""
    value = drawn(data, name)

    with pytest.raises(UnknownLanguageError, match="known: en, vi"):
        value.format(lang)


@EVERY_VALUE
@given(data=st.data())
def test_composition_of_the_text_does_not_matter(name: str, data: st.DataObject) -> None:
    """A text in NFD reads as the same text in NFC."""
    value = drawn(data, name)

    assert value_class(name).parse(unicodedata.normalize("NFD", str(value))) == value


@EVERY_VALUE
@given(data=st.data())
def test_line_breaks_and_spaces_do_not_matter(name: str, data: st.DataObject) -> None:
    """A text broken over lines, indented or followed by blanks reads as the same value."""
    value = drawn(data, name)
    spread = "\n ".join(str(value).split(" "))

    assert value_class(name).parse(f" \t{spread}\u00a0\n") == value


@EVERY_VALUE
@given(text=junk())
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_or_refused(name: str, text: str) -> None:
    """Any text gives a value whose own text reads back, or the value's own error, which quotes the text."""
    started = time.process_time()
    value, error = outcome(name, text)
    if error is None:
        assert value_class(name).parse(str(value)) == value
    else:
        assert type(error) is OWN_ERRORS[name]
        assert error.text == text
        assert error.expected
        assert str(pickle.loads(pickle.dumps(error))) == str(error)
    assert time.process_time() - started < A_SECOND


@EVERY_VALUE
@given(text=junk())
def test_composition_never_decides_what_a_text_is(name: str, text: str) -> None:
    """Any text and its decomposed form are both read, as one value, or both refused."""
    composed, _ = outcome(name, unicodedata.normalize("NFC", text))
    decomposed, _ = outcome(name, unicodedata.normalize("NFD", text))

    assert composed == decomposed


@EVERY_VALUE
@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", ".", "-", "/", "“”", "không phải", "0/0/0", "\ud800", "31/\x00-UBND", "١/٢/٢٠٢٤", "²/③"],
)
def test_a_text_that_says_nothing_is_refused(name: str, text: str) -> None:
    """Blanks, lone marks, control characters, half characters and foreign digits are no value."""
    with pytest.raises(OWN_ERRORS[name]) as caught:
        value_class(name).parse(text)

    assert caught.value.text == text
    assert isinstance(caught.value, ValueError)


@EVERY_VALUE
@pytest.mark.parametrize("thing", [None, 31, 2024.5, b"31/KH-UBND", ["31/KH-UBND"], object()])
def test_what_is_no_text_is_a_type_error(name: str, thing: object) -> None:
    """A value is never made from anything but a `str`; the error names the type given."""
    with pytest.raises(TypeError, match=type(thing).__name__):
        value_class(name).parse(thing)


@pytest.mark.slow
@EVERY_VALUE
@pytest.mark.parametrize("hostile", sorted(HOSTILE))
def test_a_hostile_megabyte_takes_no_second(name: str, hostile: str) -> None:
    """A text made to be slow is read or refused within a second."""
    started = time.process_time()
    _, error = outcome(name, HOSTILE[hostile])
    seconds = time.process_time() - started

    assert seconds < A_SECOND
    assert len(str(error)) < 2_000


@EVERY_VALUE
def test_a_value_reads_some_of_the_real_texts(name: str) -> None:
    """The near misses stand near something: every value reads one real text or more."""
    read = [outcome(name, text)[0] for text in REAL_TEXTS]

    assert any(value is not None for value in read)
