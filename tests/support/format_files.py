"""Which formats can be written and read here, and files of theirs with any plain data."""

from __future__ import annotations

import functools
import importlib
from typing import Any, cast

from khcn_records.errors import MissingExtraError
from khcn_records.formats import FORMATS

__all__ = ["is_there", "suffix_of", "there", "written"]


@functools.cache
def is_there(name: str) -> bool:
    """Whether what the format needs is installed."""
    plain = {"schema": "khcn/1", "record": "finding", "code": "a"}
    try:
        cast("Any", importlib.import_module(FORMATS[name])).loads(written(name, plain))
    except MissingExtraError:
        return False
    return True


def there() -> list[str]:
    """The formats whose optional dependencies are installed."""
    return [name for name in FORMATS if is_there(name)]


def written(name: str, plain: Any) -> bytes:
    """Plain data as that format writes it, whatever it says."""
    content = cast("Any", importlib.import_module(FORMATS[name])).dumps(plain)
    return content.encode() if isinstance(content, str) else cast("bytes", content)


def suffix_of(name: str) -> str:
    """The first suffix of the format's files."""
    suffix: str = importlib.import_module(FORMATS[name]).SUFFIXES[0]
    return suffix
