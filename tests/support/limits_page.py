"""The page of statutory limits, written from the rows; `python tests/support/limits_page.py` writes it anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from khcn_records.labels import label, wording
from khcn_records.limits import StatutoryLimit, statutory_limits
from khcn_records.records import KINDS
from khcn_records.values.dates import format_date

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "limits.md"
START = "<!-- rows: written from the data, compared by a test -->\n"


def table() -> str:
    """Every row, a table for each field of law."""
    fields: dict[str, list[StatutoryLimit]] = {}
    for row in statutory_limits():
        fields.setdefault(row.field, []).append(row)
    return "\n".join(line for field, rows in fields.items() for line in _section(field, rows))


def _section(field: str, rows: list[StatutoryLimit]) -> Iterator[str]:
    yield f"### `{field}`\n"
    yield "| row | what | limit | of | holds | basis | confidence |"
    yield "|---|---|---|---|---|---|---|"
    for row in rows:
        conditions = "; ".join(row.conditions("en"))
        limit = row.format("en") + (f" ({conditions})" if conditions else "")
        kind = wording(f"{'record' if row.kind in KINDS else 'limit_kind'}.{row.kind}", "en")
        cells = (f"`{row.key}`", row.label("en"), limit + _extension(row), kind, _held(row), row.basis.source)
        yield f"| {' | '.join(cells)} | {label(row.basis.confidence, 'en')} |"
    yield ""


def _extension(row: StatutoryLimit) -> str:
    if row.extension is None:
        return ""
    return f"; extendable by {row.extension.format('en')}, {row.extension_times}×"


def _held(row: StatutoryLimit) -> str:
    days = [
        f"{word} {format_date(day, 'short', 'en')}"
        for word, day in (("from", row.valid_from), ("to", row.valid_until))
        if day is not None
    ]
    if row.days_confidence is not None:
        days.append(f"({label(row.days_confidence, 'en')})")
    regime = [] if row.regime is None else [wording(f"regime.{row.regime}", "en")]
    return "; ".join([*regime, " ".join(days), *([row.place] if row.place else [])]).strip("; ")


def page() -> str:
    """The page with its tables written anew."""
    head, _, _ = PAGE.read_text(encoding="utf-8").partition(START)
    return f"{head}{START}\n{table()}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
