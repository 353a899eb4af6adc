"""Indicators against the period before: what is the same is compared, what is not is left open, nothing disappears."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from khcn_records.records.indicator_parts import breakdown_from_text
from khcn_records.records.indicators import Indicator
from khcn_records.reports.indicator_figures import tabulate
from khcn_records.samples import report_2024_02
from khcn_records.table import Table

AS_OF = dt.date(2024, 2, 14)


def counted(name: str, figure: int | None, identity: str = "", **fields: Any) -> Indicator:
    """An indicator of a figure."""
    fields.setdefault("unit", "mẫu")
    return Indicator(indicator_id=identity or name, name=name, figure=figure, **fields)


def compared(now: list[Indicator], before: list[Indicator]) -> Table:
    """The table of the two."""
    return tabulate(now, as_of=AS_OF, previous=before)


def test_the_same_thing_is_compared() -> None:
    """By name and unit, whatever the id; by id where the name was respelt; the change is figure less figure."""
    now = [counted("Thử nghiệm mẫu than", 59, "1"), counted("Giấy phép sử dụng thiết bị X-quang", 13, "2")]
    before = [
        counted("thử nghiệm mẫu than", 80, "9"),
        counted("Giấy phép sử dụng các thiết bị X-quang", 6, "2"),
    ]
    table = compared(now, before)

    assert table.column("previous") == (Decimal(80), Decimal(6))
    assert table.column("change") == (Decimal(-21), Decimal(7))
    assert table.notes == ()


def test_what_differs_is_never_subtracted() -> None:
    """Another unit, another name behind the same id, a plan, or a figure nobody told: no change is shown."""
    now = [
        counted("Kiểm định", 2, "1", unit="phương tiện đo"),
        counted("Hội nghị", 3, "2"),
        counted("Lớp tập huấn", None, "3"),
        counted("Đề tài", 4, "4", is_planned=True),
    ]
    before = [
        counted("Kiểm định", 9, "1", unit="mẫu"),
        counted("Bản tin", 5, "2"),
        counted("Lớp tập huấn", 1, "3"),
        counted("Đề tài", 4, "4"),
    ]
    table = compared(now, before)

    assert table.column("change") == (None,) * 4
    assert [note.format("en") for note in table.notes] == [
        "In the period before, not told in this one: Kiểm định; Bản tin; Đề tài"
    ]


def test_two_of_one_name_are_told_apart_by_id() -> None:
    """Where the period before has a name twice, the id decides."""
    before = [counted("Mẫu", 1, "1"), counted("Mẫu", 2, "2")]

    assert compared([counted("Mẫu", 5, "2")], before).column("previous") == (Decimal(2),)


def test_parts_stand_below_with_numbers_of_their_own() -> None:
    """Parts of parts are compared along their path, each in the unit of the whole unless it has one."""
    now = counted("Mẫu", 60, breakdown=breakdown_from_text("Độ ẩm: 52; Chất bốc: 8"))
    before = counted("Mẫu", 50, breakdown=breakdown_from_text("Chất bốc: 5"))
    table = compared([now], [before])

    assert table.column("number") == ("1", "1.1", "1.2")
    assert table.column("unit") == ("mẫu",) * 3
    assert table.column("change") == (Decimal(10), None, Decimal(3))


def test_figures_put_right_later_are_not_known_yet() -> None:
    """The table shows what held on the day asked about."""
    right = counted("Giấy phép", 13).restate(figure=12, on=dt.date(2024, 3, 5))

    assert tabulate([right], as_of=AS_OF).column("figure") == (Decimal(13),)
    assert tabulate([right], as_of=dt.date(2024, 3, 5)).column("figure") == (Decimal(12),)


def test_the_sample_report() -> None:
    """The sample tells 24 figures and plans 4; a cumulative figure in another unit says so in a column of its own."""
    table = tabulate(report_2024_02().indicators, as_of=AS_OF)
    headings = [row.heading.format("en") for row in table.rows if row.heading is not None]

    assert headings == ["FIGURES OF THE PERIOD: 24", "PLANNED: 4"]
    assert {"doanh nghiệp"} <= set(table.column("cumulative_unit"))
    assert [column.key for column in table.columns][3:5] == ["figure", "cumulative"]
