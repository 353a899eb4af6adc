"""What stands in one cell of a `csv` or `xlsx` file: plain data as text, and back exactly.

* text stands as it is; an apostrophe before it says "text, whatever it looks like", as in spreadsheets
* the apostrophe is put where a spreadsheet would run the text (`=`, `+`, `-`, `@`, tab, line breaks first), or take it
  for a number, a day or a truth (`0012`, `2024-02-05`, `1E5`, `true`), and before an empty text
* whole numbers are digits, those of more than 15 digits behind a `#`; truths are `true`, `false`
* lists and objects are JSON text; text with characters that a cell cannot hold is a JSON text in quotation marks
* an empty cell is a field that is not given, or that is empty
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from khcn_records.errors import Fault, StructureError, UnsafeFileError
from khcn_records.formats import json as json_format

__all__ = ["ABSENT", "MOST_DIGITS", "from_cell", "from_text", "read", "to_cell", "to_text"]

ABSENT: Any = object()
"""What an empty cell says."""

MOST_DIGITS = 15
"""A spreadsheet keeps no more digits of a number than these."""

_MARKS = "'\"[{=+-@\t\r\n＝＋－＠"
"""First characters that mean something: here, or as a formula to a spreadsheet."""

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_LONG = re.compile(r"#-?(?:0|[1-9][0-9]*)")
_NUMERIC = re.compile(r"[\d\s.,:;/\\+\-–%()$€£¥₫'%]*")
_WORDS = re.compile(
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|am|pm|thg|tháng|e|d|t|z",
    re.IGNORECASE,
)
_TRUTHS = {"true": True, "false": False}


def _is_taken_for_something(text: str) -> bool:
    """Whether a spreadsheet that opens a CSV file may make a number, a day or a truth of the text."""
    if text.lower() in _TRUTHS:
        return True
    bare = _WORDS.sub("", text)
    return any(map(str.isdigit, text)) and _NUMERIC.fullmatch(bare) is not None


def to_text(text: str, odd: re.Pattern[str] | None = None) -> str:
    """A text as a text cell, which no program runs.

    Args:
        text: any.
        odd: what the format's cells cannot hold.
    """
    if odd is not None and odd.search(text):
        # An underscore is escaped too, so that nothing inside looks like an escape of the workbook's own.
        return json.dumps(text).replace("_", "\\u005f")
    if not text or text[0] in _MARKS or text == "null" or _LONG.fullmatch(text):
        return "'" + text
    return text


def from_text(cell: str) -> Any:
    """What a text cell says: mostly itself.

    Raises:
        StructureError: a cell that begins as JSON and is none; path from `$`.
        UnsafeFileError: JSON nested deeper, or a number longer, than any real record.
    """
    if cell == "":
        return ABSENT
    if cell[0] == "'":
        return cell[1:]
    if cell[0] in '"[{':
        return json_format.loads(cell)
    if cell == "null":
        return None
    return _whole(cell[1:]) if _LONG.fullmatch(cell) else cell


def to_cell(value: Any) -> str:
    """Plain data as the text of an untyped cell.

    >>> [to_cell(value) for value in ("31/KH-UBND", "0012", 5, ["a"], "=1+1", "")]
    ['31/KH-UBND', "'0012", '5', '["a"]', "'=1+1", "'"]
    """
    if isinstance(value, str):
        cell = to_text(value)
        return "'" + cell if cell == value and _is_taken_for_something(value) else cell
    if isinstance(value, int) and not isinstance(value, bool):
        digits = str(value)
        return digits if len(digits.lstrip("-")) <= MOST_DIGITS else "#" + digits
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def from_cell(cell: str) -> Any:
    """What an untyped cell says.

    Raises:
        StructureError: as `from_text`.
        UnsafeFileError: as `from_text`.

    >>> [from_cell(cell) for cell in ("31/KH-UBND", "'0012", "5", '["a"]', "'=1+1", "'", "TRUE")]
    ['31/KH-UBND', '0012', 5, ['a'], '=1+1', '', True]
    """
    if _WHOLE.fullmatch(cell):
        return _whole(cell)
    truth = _TRUTHS.get(cell.lower())
    return from_text(cell) if truth is None else truth


def _whole(digits: str) -> int:
    try:
        return int(digits)
    except ValueError:
        raise UnsafeFileError("a cell holds a number too long to be a figure") from None


def read(cell: Any, decode: Callable[[Any], Any]) -> Any:
    """What a cell says, or the error that it makes, for a later look at where it stands."""
    try:
        return decode(cell)
    except StructureError as error:
        return StructureError([Fault(f.code, "$", f.value, _without_place(f)) for f in error.faults])


def _without_place(fault: Fault) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in fault.parameters if name not in {"line", "column"})
