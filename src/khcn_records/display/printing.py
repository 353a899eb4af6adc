"""Text as it may stand on a page, in a picture or on a terminal: nothing invisible in it that does something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

__all__ = ["all_printable", "printable"]

_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# A control character would be lost on paper and could command a terminal: it is shown as its picture (␛), and what has
# none (half a character, what XML cannot hold, marks that reverse the line) as �.
_PICTURES: Mapping[int, str] = MappingProxyType(
    {code: chr(0x2400 + code) for code in range(0x20)}
    | dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")
    | dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd")
    | {0x7F: "\u2421", 0x09: " ", 0x0A: "\n"}
)


def printable(text: str) -> str:
    r"""The text with one kind of line break and nothing invisible that does something.

    >>> printable("một\r\nhai\x1b[31m")
    'một\nhai␛[31m'
    """
    return _LINE_BREAK.sub("\n", text).translate(_PICTURES)


def all_printable(texts: Iterable[str]) -> tuple[str, ...]:
    """Each of the texts."""
    return tuple(printable(text) for text in texts)
