"""Dates and numbers, read and written, against the standard library and Babel.

A thousand and more distinct values in rotation, so that nobody answers from memory; the peers get a Locale object and a
pattern, which is their fastest way.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

import babel
from babel.dates import format_date as babel_format_date
from babel.numbers import format_decimal, parse_decimal
from tests.bench.harness import Contest, repeated

from khcn_records import Quantity, format_date, parse_date
from khcn_records.values.numerals import count_text

T = TypeVar("T")
SIZE = 1_500
# Babel knows no zero before single months only, so both write the days on which the rule and the pattern agree.
MONTHS = (1, 2, 10, 11, 12)
UNITS = (
    "nhiệm vụ",
    "mẫu",
    "hồ sơ",
    "ha",
    "đề tài",
    "cơ sở",
    "lượt người",
    "triệu đồng",
    "km²",
    "phương tiện đo",
)
LONG = "'ngày' dd 'tháng' MM 'năm' y"
SHORT = "dd/MM/y"


def _days() -> list[dt.date]:
    rng = random.Random(20240205)
    first = dt.date(2000, 1, 1)
    span = [first + dt.timedelta(n) for n in range(40 * 365)]
    return rng.sample([day for day in span if day.month in MONTHS], SIZE)


def _contest(
    name: str, goal: float, ours: Callable[[], list[T]], theirs: Callable[[], list[T]], peer: str
) -> Contest:
    """Each side does the whole set at one call; the two must give the same."""
    if ours() != theirs():
        raise AssertionError(f"{name}: the two give different answers; there is nothing to compare")
    note = f"{SIZE} values in rotation"
    return Contest(name, goal, repeated(ours, SIZE), repeated(theirs, SIZE), peer, note)


def contests() -> list[Contest]:
    """Writing and reading dates and numbers."""
    locale = babel.Locale("vi")
    days = _days()
    texts = [f"{day:%d/%m/%Y}" for day in days]
    numbers = random.Random(1291).sample(range(1_000, 10_000_000), SIZE)
    quantities = [Quantity(Decimal(number)) for number in numbers]
    written = [count_text(number) for number in numbers]
    # Every figure stands once; the units are few, as they are in an office's tables.
    counted = [f"{text} {UNITS[place % len(UNITS)]}" for place, text in enumerate(written)]
    peer = f"Babel {babel.__version__}"
    return [
        _contest(
            'format_date "short"',
            1 / 12,
            lambda: [format_date(day, "short") for day in days],
            lambda: [babel_format_date(day, SHORT, locale) for day in days],
            f"{peer} format_date, pattern and Locale",
        ),
        _contest(
            'format_date "long"',
            1 / 12,
            lambda: [format_date(day) for day in days],
            lambda: [babel_format_date(day, LONG, locale) for day in days],
            f"{peer} format_date, pattern and Locale",
        ),
        _contest(
            'parse_date "05/02/2024"',
            1 / 8,
            lambda: [parse_date(text) for text in texts],
            lambda: [dt.datetime.strptime(text, "%d/%m/%Y").date() for text in texts],
            "datetime.strptime(…).date()",
        ),
        _contest(
            "count_text, 1.291",
            1 / 10,
            lambda: [count_text(number) for number in numbers],
            lambda: [format_decimal(number, locale=locale) for number in numbers],
            f"{peer} format_decimal, Locale",
        ),
        _contest(
            "Quantity.format, 1.291",
            1 / 10,
            lambda: [quantity.format() for quantity in quantities],
            lambda: [format_decimal(quantity.amount, locale=locale) for quantity in quantities],
            f"{peer} format_decimal, Locale",
        ),
        # Babel refuses thousands parted wrongly only when strict, as ours always does; else it reads 1291.5 as 12915.
        _contest(
            "Quantity.parse, 1.291",
            1 / 10,
            lambda: [Quantity.parse(text).amount for text in written],
            lambda: [parse_decimal(text, locale, strict=True) for text in written],
            f"{peer} parse_decimal, Locale, strict",
        ),
        # Babel reads no unit: it is handed the figure alone, we the whole cell.
        _contest(
            "Quantity.parse, 1.291 mẫu",
            1 / 10,
            lambda: [Quantity.parse(text).amount for text in counted],
            lambda: [parse_decimal(text, locale, strict=True) for text in written],
            f"{peer} parse_decimal, Locale, strict, of the figure",
        ),
    ]
