"""The laws of the shelf of wordings: complete, in step, nothing stale, nothing empty."""

from __future__ import annotations

import enum
import string
import unicodedata

import pytest

from khcn_records import labels
from khcn_records.errors import UnknownLanguageError
from project import modules

LANGUAGES = labels.languages()
EVERY_LANGUAGE = pytest.mark.parametrize("lang", LANGUAGES)
KEYS = sorted({key for lang in LANGUAGES for key in labels.wordings(lang)})


def placeholders(text: str) -> set[str]:
    """The `{names}` that a wording is filled with."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def public_enums() -> list[type[enum.Enum]]:
    """Every enum that a module of the package offers in its `__all__`."""
    found = {
        thing
        for module in modules()
        for name in getattr(module, "__all__", ())
        if isinstance(thing := getattr(module, name, None), type) and issubclass(thing, enum.Enum)
    }
    return sorted(found, key=lambda cls: cls.__qualname__)


def test_vietnamese_and_english_are_there() -> None:
    """The library speaks the language of the offices, and English."""
    assert {"vi", "en"} <= set(LANGUAGES)


@EVERY_LANGUAGE
def test_every_language_has_every_key(lang: str) -> None:
    """A key that stands in one language stands in all."""
    assert sorted(labels.wordings(lang)) == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_languages_fill_in_the_same_things(key: str) -> None:
    """The wordings of one key have the same placeholders, each a plain name."""
    filled = {
        lang: placeholders(labels.wordings(lang)[key]) for lang in LANGUAGES if labels.has_wording(key, lang)
    }

    assert len({frozenset(names) for names in filled.values()}) == 1, filled
    assert all(name.isidentifier() for names in filled.values() for name in names)


@EVERY_LANGUAGE
def test_no_wording_is_empty(lang: str) -> None:
    """A wording says something, without blanks at its ends, in NFC."""
    wordings = labels.wordings(lang)

    assert [key for key, text in wordings.items() if not text.strip() or text != text.strip()] == []
    assert [key for key, text in wordings.items() if not unicodedata.is_normalized("NFC", text)] == []


@EVERY_LANGUAGE
@pytest.mark.parametrize("kind", public_enums(), ids=lambda kind: kind.__name__)
def test_every_enum_member_has_wording(kind: type[enum.Enum], lang: str) -> None:
    """Each member of each public enum is worded in every language."""
    unworded = [
        key
        for member in kind
        if not labels.has_wording(key := f"{labels.snake_case(kind.__name__)}.{member.value}", lang)
    ]

    assert unworded == []


@pytest.mark.parametrize("kind", public_enums(), ids=lambda kind: kind.__name__)
def test_no_wording_of_an_enum_is_stale(kind: type[enum.Enum]) -> None:
    """A member that is gone leaves no wording behind."""
    prefix = f"{labels.snake_case(kind.__name__)}."
    stale = {key for key in KEYS if key.startswith(prefix)} - {f"{prefix}{member.value}" for member in kind}

    assert stale == set()


@pytest.mark.parametrize("asked", ["fr", "", "VI", "vi.toml", "../vi"])
def test_an_unknown_language_is_refused(asked: str) -> None:
    """A language without a file is refused by name, whatever is asked."""
    with pytest.raises(UnknownLanguageError) as caught:
        labels.label("confidence.text", asked)

    assert caught.value.asked == asked
    assert caught.value.known == LANGUAGES


def test_an_unknown_key_is_a_key_error() -> None:
    """A thing without wording is a KeyError, never an empty string."""
    with pytest.raises(KeyError):
        labels.label("no.such.key")
    with pytest.raises(KeyError):
        labels.label(object())


def test_the_environment_does_not_choose_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """The language is an argument; LANG and LC_ALL change nothing."""
    before = labels.label("confidence.text")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    assert labels.label("confidence.text") == before == labels.label("confidence.text", "vi")
