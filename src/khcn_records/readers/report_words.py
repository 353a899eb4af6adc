"""The words of reports as data: `words/report.toml` and the files beside it, folded, each list loaded once."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any

from khcn_records.text import fold, lazy_pattern

__all__ = ["begins_with", "folded_pattern", "mentions", "pairs", "table", "words"]


_VIETNAMESE = re.compile(r"[^\W\d_]*[^\x00-\x7f][^\W\d_]*")


def folded_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern for folded text, compiled at first use: its Vietnamese words are folded, its signs are left alone."""
    return lazy_pattern(_VIETNAMESE.sub(lambda word: fold(word[0]), text), flags)


@functools.cache
def _tables(file: str) -> Mapping[str, Any]:
    source = resources.files("khcn_records.readers") / "words" / f"{file}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


@functools.cache
def table(name: str, file: str = "report") -> Mapping[str, Any]:
    """A whole table, as it stands in the file."""
    return MappingProxyType(_tables(file)[name])


@functools.cache
def words(name: str, key: str, file: str = "report") -> tuple[str, ...]:
    """A list of words, folded, the longest first."""
    return tuple(sorted(map(fold, table(name, file)[key]), key=lambda word: (-len(word), word)))


@functools.cache
def pairs(name: str, file: str = "report") -> tuple[tuple[str, str], ...]:
    """Each word of a table of lists with the key it stands under, folded, in the order of the file."""
    return tuple((fold(word), key) for key, listed in table(name, file).items() for word in listed)


@functools.cache
def _pattern(name: str, key: str, file: str, *, at_start: bool) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word) for word in words(name, key, file))
    return re.compile(rf"(?:{alternatives})(?!\w)" if at_start else rf"(?<!\w)(?:{alternatives})(?!\w)")


def begins_with(text: str, name: str, key: str, file: str = "report") -> bool:
    """Whether folded text begins with one of the words of a list."""
    return _pattern(name, key, file, at_start=True).match(text) is not None


def mentions(text: str, name: str, key: str, file: str = "report") -> bool:
    """Whether one of the words of a list stands in folded text."""
    return _pattern(name, key, file, at_start=False).search(text) is not None
