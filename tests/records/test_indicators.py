"""The laws of indicators: figures come in and go out as reports write them, nothing is forgotten when they are put right."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.errors import InvalidArgumentError, InvalidQuantityError, InvalidValueError
from khcn_records.formats import dumps, loads
from khcn_records.records.indicator_parts import BreakdownKind, BreakdownPart, breakdown_from_text
from khcn_records.records.indicators import Indicator


def told(*values: Any) -> tuple[Any, ...]:
    """Several things together; a figure equals the whole number it is."""
    return values


MARCH_5 = dt.date(2024, 3, 5)
A_DAY = dt.timedelta(days=1)
SCALES = "Cân các loại: 2 (Cân bàn: 0; Cân lò xo: 2 chiếc; Quả cân: 0 quả); Cột đo xăng dầu: 0 cột; Taximet: 0; Taximet: 0"


def indicator(**fields: Any) -> Indicator:
    """An indicator with fields set."""
    return Indicator(**{"indicator_id": "1", "name": "Mẫu được thử nghiệm", **fields})


@pytest.mark.parametrize(
    ("text", "figure", "unit", "out_of", "printed"),
    [
        ("08", "8", None, None, "8"),
        ("08 nhiệm vụ", "8", "nhiệm vụ", None, "08 nhiệm vụ"),
        ("8 nhiệm vụ.", "8", "nhiệm vụ", None, "08 nhiệm vụ"),
        ("1.291", "1291", None, None, "1.291"),
        ("1291 mẫu", "1291", "mẫu", None, "1.291 mẫu"),
        ("5ha", "5", "ha", None, "5 ha"),
        ("5,5 ha", "5.5", "ha", None, "5,5 ha"),
        ("100%", "100", "%", None, "100%"),
        ("10/10", "10", None, "10", "10/10"),
        ("10/10 huyện, thị xã", "10", "huyện, thị xã", "10", "10/10 huyện, thị xã"),
        ("Không", "0", None, None, "0"),
        ("không có", "0", None, None, "0"),
        ("0 cái", "0", "cái", None, "0 cái"),
        ("09 huyện, thành phố", "9", "huyện, thành phố", None, "09 huyện, thành phố"),
    ],
)
def test_figures_are_read_and_written_as_reports_do(
    text: str, figure: str, unit: str | None, out_of: str | None, printed: str
) -> None:
    """A printed figure gives figure, unit and whole, keeps its print, and is printed again by the rules."""
    read = Indicator.from_text("1", "Mẫu", text)

    assert (read.figure, read.unit, read.out_of) == (
        Decimal(figure),
        unit,
        None if out_of is None else Decimal(out_of),
    )
    assert read.figure_text == text
    assert read.format_figure() == printed


@pytest.mark.parametrize("text", ["", "nhiều", "1.5", "12 - 13 mẫu", "1,2,3"])
def test_what_is_no_figure_is_refused(text: str) -> None:
    """A text that names no figure, or two, is refused and never guessed."""
    with pytest.raises(InvalidQuantityError):
        Indicator.from_text("1", "Mẫu", text)


def test_the_unit_given_stands_in_where_the_print_has_none() -> None:
    """The print's own unit leads; the caller's serves where there is none."""
    assert Indicator.from_text("1", "Mẫu", "Không", unit="mẫu").unit == "mẫu"
    assert Indicator.from_text("1", "Mẫu", "5ha", unit="mẫu").unit == "ha"


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("1E+31"), Decimal("1E-31")])
@pytest.mark.parametrize("field", ["figure", "cumulative", "target", "out_of"])
def test_a_figure_is_finite_and_can_be_stored(field: str, value: Decimal) -> None:
    """A figure that no file could hold is refused at the door, and the longest that is taken is stored and read back."""
    with pytest.raises(InvalidValueError):
        indicator(**{field: value})
    longest = indicator(**{field: Decimal("9" * 30)})

    assert longest == loads(dumps(longest), kind=Indicator)


@pytest.mark.parametrize(
    ("fields", "before"),
    [
        ({"figure": 13, "cumulative": 19}, 6),
        ({"figure": 13, "cumulative": 19, "unit": "giấy phép", "cumulative_unit": "Giấy  phép"}, 6),
        ({"figure": 2, "cumulative": 2}, 0),
        ({"figure": 3, "cumulative": 2}, -1),
        ({"figure": 0, "cumulative": 4, "unit": "giấy chứng nhận", "cumulative_unit": "doanh nghiệp"}, None),
        ({"figure": 0, "cumulative": 4, "cumulative_unit": "doanh nghiệp"}, None),
        ({"figure": 13}, None),
        ({"cumulative": 19}, None),
        ({}, None),
        ({"figure": 3, "cumulative": 19, "is_planned": True}, None),
    ],
)
def test_what_stood_before_the_period(fields: dict[str, Any], before: int | None) -> None:
    """Cumulative less figure, where both are known, done, and count the same thing; contradictions are kept, not hidden."""
    assert indicator(**fields).before_period == before


def test_sums_are_exact() -> None:
    """Thirty digits before and behind the comma do not lose one in a sum or a difference."""
    large, small = Decimal("9" * 30), Decimal("0." + "0" * 29 + "1")
    made = indicator(
        figure=small,
        cumulative=large,
        breakdown=[BreakdownPart(name="a", value=large), BreakdownPart(name="b", value=small)],
    )

    assert made.parts_sum() == Decimal("9" * 30 + "." + "0" * 29 + "1")
    assert made.before_period == Decimal("9" * 29 + "8." + "9" * 30)


def test_a_breakdown_is_read_with_its_own_breakdowns() -> None:
    """Parts, parts of parts, units of their own and names that stand twice come out of one line and go back into it."""
    parts = breakdown_from_text(SCALES)

    assert [told(part.name, part.value, part.unit) for part in parts] == [
        ("Cân các loại", 2, None),
        ("Cột đo xăng dầu", 0, "cột"),
        ("Taximet", 0, None),
        ("Taximet", 0, None),
    ]
    assert [told(part.name, part.value, part.unit) for part in parts[0].parts] == [
        ("Cân bàn", 0, None),
        ("Cân lò xo", 2, "chiếc"),
        ("Quả cân", 0, "quả"),
    ]
    assert parts[0].parts_sum() == 2
    assert "; ".join(part.format() for part in parts) == SCALES.replace("2 chiếc", "02 chiếc")


@pytest.mark.parametrize(
    ("text", "names", "total"),
    [
        ("Bao gồm: Độ ẩm: 52; Hàm lượng tro: 8; Chất bốc: 3; Nhiệt năng: 6", 4, 69),
        ("gồm: Độ ẩm: 52;", 1, 52),
        ("Đã thực hiện (hoàn thành): 02 (trong đó: thực hiện chậm: 0); Đang thực hiện: 06", 2, 8),
        ("Đạt chất lượng: 15/15 mẫu.", 1, 15),
        ("TCVN ISO 9001:2015: 3", 1, 3),
        ("Phòng: 1 phòng. Đồng hồ nước : 2 cái; áp kế 3 cái", 3, 6),
        ("TP. Bắc Giang: 5; Lục Ngạn: 1.291 mẫu.", 2, 1296),
        ("Cân: 2 cái.( Cân bàn: 2cái); Máy:0 máy", 2, 2),
    ],
)
def test_words_before_a_list_are_no_part_of_it(text: str, names: int, total: int) -> None:
    """*Bao gồm*, *gồm*, *trong đó* lead a list; the parts behind them add up."""
    parts = breakdown_from_text(text)

    assert told(len(parts), indicator(breakdown=parts).parts_sum()) == (names, total)


def test_of_which_is_told_from_a_breakdown() -> None:
    """*Trong đó* names some of the parts; other lists do not say how their parts stand to the whole."""
    (late,) = breakdown_from_text("Đã thực hiện: 2 (trong đó: chậm: 0)")
    (told,) = breakdown_from_text("Đã thực hiện: 2 (gồm: chậm: 0; đúng hạn: 2)")

    assert (late.parts_kind, told.parts_kind) == (BreakdownKind.OF_WHICH, None)
    assert [part.name for part in late.parts] == ["chậm"]


@pytest.mark.parametrize(
    "text", ["", ";", "Độ ẩm", "Độ ẩm: nhiều", ": 5", "Cân: 2 (Cân bàn: 0", "Cân: 2) (", "Cân: 2 (Cân bàn)", "a: 1 (b: 1) c",
             "a: 1 " * 3, "TCVN 5603", "áp kế0 cái", "a: 1. b", "x. " * 5000, "(" * 5000, "a: 1 (" * 5000 + ")" * 5000, "a: 1 (b: " * 9 + "1" + ")" * 9],
)  # fmt: skip
def test_a_list_that_cannot_be_read_is_refused(text: str) -> None:
    """No part is dropped: a list with a piece that is no part is refused as a whole."""
    with pytest.raises(InvalidQuantityError):
        breakdown_from_text(text)


NAMES = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x1EF9), min_size=1, max_size=8).filter(
    lambda name: not name.casefold().startswith(("g", "b", "t"))
)
FIGURES = st.decimals(0, 10**6, places=1).map(lambda figure: figure if figure % 1 else figure.to_integral())
PARTS = st.recursive(
    st.builds(BreakdownPart, name=NAMES, value=FIGURES),
    lambda inner: st.builds(
        BreakdownPart, name=NAMES, value=FIGURES, parts=st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


@given(st.lists(PARTS, min_size=1, max_size=4).map(tuple))
def test_a_breakdown_reads_back_what_it_prints(parts: tuple[BreakdownPart, ...]) -> None:
    """What a breakdown prints is read as the same parts."""
    depth = "; ".join(part.format() for part in parts)

    assert breakdown_from_text(depth) == parts


def test_parts_that_do_not_add_up_are_kept() -> None:
    """The record refuses no breakdown: whether it has to add up is told by a rule, from `parts_sum` and the kind."""
    made = indicator(
        figure=59,
        breakdown=breakdown_from_text("Độ ẩm: 52; Hàm lượng tro: 8"),
        breakdown_kind="partition",
    )

    assert told(made.figure, made.parts_sum(), made.breakdown_kind) == (59, 60, BreakdownKind.PARTITION)


def test_a_part_without_a_figure_leaves_the_sum_open() -> None:
    """No figure is not nought: a sum with an open part is not known, nor is the sum of no parts."""
    open_part = BreakdownPart(name="Cân bàn")

    assert indicator(breakdown=[open_part, BreakdownPart(name="Quả cân", value=2)]).parts_sum() is None
    assert indicator().parts_sum() is None
    assert open_part.format() == "Cân bàn"


def test_putting_right_keeps_what_was_said() -> None:
    """Each restatement keeps the figures, their print and the parts before it; the old indicator is unchanged."""
    first = indicator(figure=13, figure_text="13 mẫu", cumulative=19, breakdown=breakdown_from_text("a: 13"))
    second = first.restate(figure=12, cumulative=18, on=MARCH_5, reason="Đếm trùng", report_id="2024-03")
    third = second.restate(
        breakdown=breakdown_from_text("a: 12"), document="45/BC-KHCN", on=MARCH_5 + 31 * A_DAY
    )

    assert told(first.figure, first.restatements) == (13, ())
    assert told(second.figure, second.figure_text, second.cumulative, second.parts_sum()) == (
        12,
        None,
        18,
        13,
    )
    assert told(third.figure, third.parts_sum(), len(third.restatements)) == (12, 12, 2)
    kept = third.restatements[0]
    assert told(kept.previous_figure, kept.previous_text, kept.previous_cumulative, kept.reason) == (
        13,
        "13 mẫu",
        19,
        "Đếm trùng",
    )
    assert str(third.restatements[1].document) == "Báo cáo số 45/BC-KHCN"


@pytest.mark.parametrize(
    ("day", "step"),
    [
        (MARCH_5 - A_DAY, 0),
        (MARCH_5, 1),
        (MARCH_5 + A_DAY, 1),
        (MARCH_5 + 30 * A_DAY, 1),
        (MARCH_5 + 31 * A_DAY, 2),
    ],
)
def test_the_past_shows_what_was_known_then(day: dt.date, step: int) -> None:
    """On a past day an indicator is the very one it was that day."""
    steps = [indicator(figure=13, figure_text="13", cumulative=19)]
    steps.append(steps[0].restate(figure=12, on=MARCH_5))
    steps.append(steps[1].restate(cumulative=18, on=MARCH_5 + 31 * A_DAY))

    assert steps[2].as_known_on(day) == steps[step]


def test_a_restatement_of_an_unknown_day_holds_throughout() -> None:
    """Where the day is not known, the new figures are taken to have held all along."""
    right = indicator(figure=13).restate(figure=12)

    assert right.as_known_on(dt.date(2000, 1, 1)) == right


def test_nothing_put_right_is_a_wrong_call() -> None:
    """A restatement without a new figure is refused."""
    with pytest.raises(InvalidArgumentError):
        indicator(figure=13).restate(reason="không rõ")


def test_a_unit_no_figure_can_have_is_printed_all_the_same() -> None:
    """Whatever stands in a unit, the figure is shown with it."""
    assert attrs.evolve(indicator(figure=5), unit="(mẫu)").format_figure() == "5 (mẫu)"
