"""A program that uses the front door, as a type checker sees it. It is checked and never run.

mypy reads it beside `src/`; pyright reads it against the installed wheel, where only `py.typed` makes the types visible.
"""

import datetime as dt
from typing import assert_type

import khcn_records as khcn


def values() -> None:
    """Text goes in, a typed value comes out."""
    day = khcn.parse_date("05/02/2024")
    assert_type(day, dt.date)
    assert_type(khcn.format_date(day), str)
    assert_type(khcn.format_date(day, "weekday", "en"), str)


def errors() -> None:
    """Every error has the one root, and an invalid value is a ValueError too."""
    try:
        khcn.parse_date("31/02/2024")
    except khcn.InvalidDateError as error:
        assert_type(error.text, str)
        as_root: khcn.KhcnError = error
        as_value_error: ValueError = error
        assert_type(khcn.label(as_root, "vi"), str)
        raise as_value_error from None
