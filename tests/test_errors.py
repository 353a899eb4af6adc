"""The errors as a shelf: one root, a code each, wording in every language, and all of them travel."""

from __future__ import annotations

import copy
import inspect
import pickle

import pytest

from khcn_records import errors, labels
from khcn_records.errors import Fault, KhcnError
from project import modules

ARGUMENTS: dict[str, object] = {
    "text": "31/02/2024",
    "expected": "a day such as 05/02/2024",
    "year": 2031,
    "known_from": 2013,
    "known_through": 2027,
    "allowed": ("start", "cancel"),
    "known": ("json", "yaml"),
    "faults": (Fault("invalid_date", "$.records[3].due_on", "31/02/2024", (("expected", "a day"),)),),
}
"""Constructor parameter → a sample; any other parameter takes a word."""


def subclasses(root: type[KhcnError]) -> list[type[KhcnError]]:
    """The class and every class below it."""
    return [root, *(below for child in root.__subclasses__() for below in subclasses(child))]


CLASSES = sorted(set(subclasses(KhcnError)), key=lambda cls: cls.__name__)
EVERY_ERROR = pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
EVERY_LANGUAGE = pytest.mark.parametrize("lang", labels.languages())


def sample(cls: type[KhcnError]) -> KhcnError:
    """One error of the class, every parameter filled."""
    if not inspect.isfunction(cls.__init__):
        return cls("a plain message")
    parameters = list(inspect.signature(cls.__init__).parameters)[1:]
    return cls(*(ARGUMENTS.get(name, "word") for name in parameters))


@EVERY_ERROR
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_pickles(cls: type[KhcnError], protocol: int) -> None:
    """An error crosses a process border and keeps its class, its message and its payload."""
    error = sample(cls)
    back = pickle.loads(pickle.dumps(error, protocol))

    assert (type(back), str(back), vars(back)) == (type(error), str(error), vars(error))


@EVERY_ERROR
@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_an_error_copies(cls: type[KhcnError], copied: object) -> None:
    """A copy of an error says the same."""
    assert callable(copied)
    error = sample(cls)
    back = copied(error)

    assert (type(back), str(back), vars(back)) == (type(error), str(error), vars(error))


@EVERY_ERROR
@EVERY_LANGUAGE
def test_an_error_has_wording(cls: type[KhcnError], lang: str) -> None:
    """Every error is worded in every language under `error.<code>`, its parameters filled in."""
    error = sample(cls)
    worded = labels.label(error, lang)

    assert error.label_key == f"error.{cls.code}"
    assert worded.strip()
    assert "{" not in worded


@EVERY_ERROR
def test_an_error_shows_what_it_rejected(cls: type[KhcnError]) -> None:
    """The message of an error is not empty, starts lower-case or with a figure, and does not end in a full stop."""
    message = str(sample(cls))

    assert message
    assert not message[0].isupper()
    assert not message.endswith(".")


def test_codes_are_not_shared() -> None:
    """No two errors have one code."""
    codes = [cls.code for cls in CLASSES]

    assert sorted(set(codes)) == sorted(codes)


def test_every_error_is_listed() -> None:
    """`errors.__all__` names every error class."""
    assert {cls.__name__ for cls in CLASSES} <= set(errors.__all__)


def test_every_exception_of_the_package_lives_in_errors() -> None:
    """No room defines an exception of its own."""
    elsewhere = {
        f"{module.__name__}.{name}"
        for module in modules()
        for name, thing in vars(module).items()
        if isinstance(thing, type)
        and issubclass(thing, BaseException)
        and thing.__module__.startswith("khcn_records.")
        and thing.__module__ != "khcn_records.errors"
    }

    assert elsewhere == set()


@pytest.mark.parametrize(
    "cls", [cls for cls in CLASSES if issubclass(cls, errors.InvalidValueError)], ids=lambda cls: cls.__name__
)
def test_an_invalid_value_is_a_value_error(cls: type[KhcnError]) -> None:
    """Bad text raises an error that `except ValueError` catches, and that keeps and quotes the text."""
    error = sample(cls)

    assert isinstance(error, ValueError)
    assert vars(error)["text"] == "31/02/2024"
    assert "'31/02/2024'" in str(error)


def test_a_long_text_is_quoted_in_part() -> None:
    """A message stays readable: of a long text it quotes the beginning."""
    long = "công văn " * 10_000

    assert len(str(errors.InvalidDateError(long))) < 300


def test_a_fault_is_worded_in_english_as_the_labels_have_it() -> None:
    """`str(fault)` names the code, the value and the path."""
    fault = Fault("invalid_date", "$.records[3].due_on", "31/02/2024")

    assert str(fault) == "invalid date: 31/02/2024 @ $.records[3].due_on"
