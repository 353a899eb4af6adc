"""The laws of regimes: dated, grounded, worded, and no circle above one of them."""

from __future__ import annotations

import datetime as dt

import pytest

from khcn_records.labels import has_wording, languages, wordings
from khcn_records.limits import Regime, governing, regime, regimes, regimes_on

EVERY_REGIME = pytest.mark.parametrize("one", regimes().values(), ids=lambda one: one.key)


@EVERY_REGIME
def test_a_regime_has_a_ground_and_a_name(one: Regime) -> None:
    """Each regime cites its instrument and is worded in every language; its days are in order."""
    assert one.basis.source.strip()
    assert all(has_wording(f"regime.{one.key}", lang) and one.label(lang) for lang in languages())
    assert one.valid_from is None or one.valid_until is None or one.valid_from <= one.valid_until
    assert one is regime(one.key)


def test_no_name_is_left_over() -> None:
    """Every wording of a regime names one there is."""
    named = {key.removeprefix("regime.") for key in wordings("vi") if key.startswith("regime.")}

    assert set(regimes()) == named


@EVERY_REGIME
def test_what_stands_above_is_there_and_ends(one: Regime) -> None:
    """The regimes above a regime are known ones and lead to a top; it governs itself."""
    above = governing(one.key, dt.date(2024, 1, 1))

    assert one.key in above <= set(regimes())
    assert one.under is None or one.under in above


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2013, 12, 31), []),
        (dt.date(2014, 1, 1), ["law_2013"]),
        (dt.date(2016, 6, 15), ["law_2013", "bac_giang_2016"]),
        (dt.date(2025, 9, 30), ["law_2013", "bac_giang_2016"]),
        (dt.date(2025, 10, 1), ["law_2025", "bac_giang_2016"]),
    ],
)
def test_the_law_of_a_day(day: dt.date, expected: list[str]) -> None:
    """A regime is in force from its first day through its last; one law follows the other without a gap."""
    assert expected == [one.key for one in regimes_on(day)]
    assert expected == [key for key, one in regimes().items() if one.is_valid(day)]


def test_a_stretch_has_the_laws_of_its_days() -> None:
    """Over a stretch of days every regime counts that was in force on one of them."""
    assert [one.key for one in regimes_on(dt.date(2025, 1, 1), dt.date(2025, 12, 31))] == [
        "law_2013",
        "law_2025",
        "bac_giang_2016",
    ]
    assert {"law_2013", "law_2025"} == governing(None, dt.date(2025, 1, 1), dt.date(2025, 12, 31))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("law_2013", {"law_2013"}),
        ("bac_giang_2016", {"bac_giang_2016", "law_2013"}),
        ("a_rule_of_our_own", {"a_rule_of_our_own"}),
    ],
)
def test_a_record_that_names_its_regime_keeps_it(key: str, expected: set[str]) -> None:
    """What began under a regime stays under it and those above it, on whatever day."""
    assert expected == governing(key, dt.date(2030, 1, 1)) == governing(key, dt.date(2000, 1, 1))


def test_an_unknown_regime_is_a_key_error() -> None:
    """A key without a row is refused."""
    with pytest.raises(KeyError):
        regime("law_1900")
