"""Indicators against the period before (*chỉ tiêu, số liệu so với kỳ trước*): figure, figure before, change, cumulative figure.

Form: PRACTICE of monthly reports; the windows of the figures are those of Nghị định 09/2019/NĐ-CP, Điều 12.

>>> import datetime
>>> now = Indicator(indicator_id="1", name="Giấy phép", unit="giấy phép", figure=13, cumulative=19)
>>> before = Indicator(indicator_id="1", name="Giấy phép", unit="giấy phép", figure=6)
>>> tabulate([now], as_of=datetime.date(2024, 2, 14), previous=[before]).text_rows()[1]
['1', 'Giấy phép', 'giấy phép', '6', '13', '7', '19']
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

import attrs

from khcn_records.display.phrases import Phrase
from khcn_records.records.indicator_parts import EXACT, BreakdownPart
from khcn_records.records.indicators import Indicator
from khcn_records.records.report_cumulation import figures_before
from khcn_records.table import Column, ColumnType, Row, RowRole, Table
from khcn_records.text import fold

__all__ = ["tabulate"]

_BEFORE = (Column("previous", ColumnType.DECIMAL), Column("figure", ColumnType.DECIMAL))
_Part: TypeAlias = tuple[str, ...]


@attrs.frozen
class _Line:
    """One figure of an indicator: its own, or that of a part."""

    path: _Part
    name: str
    unit: str | None
    figure: Decimal | None
    cumulative: Decimal | None = None
    cumulative_unit: str | None = None


def _lines(indicator: Indicator) -> Iterator[_Line]:
    yield _Line(
        (), indicator.name, indicator.unit, indicator.figure, indicator.cumulative, indicator.cumulative_unit
    )
    yield from _parts(indicator.breakdown, (), indicator.unit)


def _parts(parts: Sequence[BreakdownPart], above: _Part, unit: str | None) -> Iterator[_Line]:
    for part in parts:
        path = (*above, fold(part.name))
        yield _Line(path, part.name, part.unit or unit, part.value)
        yield from _parts(part.parts, path, part.unit or unit)


def tabulate(indicators: Iterable[Indicator], *, as_of: dt.date, previous: Iterable[Indicator] = ()) -> Table:
    """Each figure with its parts below it; what is planned stands in a group of its own.

    Args:
        indicators: of one report; figures put right later are those that held on `as_of`.
        as_of: the day whose truth is shown.
        previous: the indicators of the period before; without any, the columns that compare are left out.

    Raises:
        TypeError: `as_of` is not a plain date, or one of the indicators is none.
    """
    if type(as_of) is not dt.date:
        raise TypeError(f"as_of must be a date, not {type(as_of).__name__}: {as_of!r}")
    now, before = _known(indicators, as_of), _known(previous, as_of)
    matched = figures_before(before, now)
    has_other_unit = any(one.cumulative_unit is not None for one in now)
    rows: list[Row] = []
    for number, name, is_planned in (("I", "reported", False), ("II", "planned", True)):
        members = [at for at, one in enumerate(now) if one.is_planned is is_planned]
        if is_planned and not members:
            continue
        heading = Phrase(f"report.indicator_figures.{name}", {"count": len(members)})
        width = 5 + 2 * bool(before) + has_other_unit
        rows.append(Row((number, *[None] * (width - 1)), RowRole.GROUP, heading))
        for place, at in enumerate(members, 1):
            rows += _rows(
                str(place),
                now[at],
                matched.get(at),
                is_compared=bool(before),
                has_other_unit=has_other_unit,
            )
    columns = [Column("number"), Column("name"), Column("unit")]
    columns += [*_BEFORE, Column("change", ColumnType.DECIMAL)] if before else [_BEFORE[1]]
    columns += [Column("cumulative", ColumnType.DECIMAL)]
    columns += [Column("cumulative_unit")] if has_other_unit else []
    told = {id(one) for one in matched.values()}
    missing = [one.name for one in before if id(one) not in told]
    notes = [Phrase("report.indicator_figures.missing", {"names": "; ".join(missing)})] if missing else []
    title = Phrase("report.indicator_figures.title", {"as_of_on": as_of.isoformat()})
    return Table(name="indicator_figures", columns=columns, rows=rows, title=title, notes=notes)


def _known(indicators: Iterable[Indicator], as_of: dt.date) -> list[Indicator]:
    known: list[Indicator] = []
    for one in indicators:
        if not isinstance(one, Indicator):
            raise TypeError(f"each indicator must be an Indicator, not {type(one).__name__}")
        known.append(one.as_known_on(as_of))
    return known


def _rows(
    number: str, indicator: Indicator, other: Indicator | None, *, is_compared: bool, has_other_unit: bool
) -> Iterator[Row]:
    before: dict[_Part, _Line] = {}
    for line in _lines(other) if other is not None else ():
        before.setdefault(line.path, line)
    counts: dict[_Part, int] = {}
    numbers: dict[_Part, str] = {(): number}
    for line in _lines(indicator):
        if line.path:
            above = line.path[:-1]
            counts[above] = counts.get(above, 0) + 1
            numbers[line.path] = f"{numbers[above]}.{counts[above]}"
        was = before.get(line.path)
        compared = (was.figure if was is not None else None, line.figure, _change(line, was))
        yield Row(
            (
                numbers[line.path],
                line.name,
                line.unit,
                *(compared if is_compared else (line.figure,)),
                line.cumulative,
                *((line.cumulative_unit,) if has_other_unit else ()),
            )
        )


def _change(line: _Line, was: _Line | None) -> Decimal | None:
    """How much more or less; nothing where the two count different things."""
    if (
        was is None
        or line.figure is None
        or was.figure is None
        or fold(line.unit or "") != fold(was.unit or "")
    ):
        return None
    return EXACT.subtract(line.figure, was.figure)
