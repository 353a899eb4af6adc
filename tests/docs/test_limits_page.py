"""The page of statutory limits says what the data says."""

from __future__ import annotations

from khcn_records.limits import statutory_limits
from limits_page import PAGE, page


def test_the_page_is_written_from_the_rows() -> None:
    """The tables are those that the rows give; `tests/support/limits_page.py` writes them anew."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_row_stands_on_the_page_once() -> None:
    """No row is missing and none stands twice."""
    text = PAGE.read_text(encoding="utf-8")

    assert [row.key for row in statutory_limits() if text.count(f"| `{row.key}` |") != 1] == []
