"""The laws of media items: a kind, an outlet and a period; a plan is told from what came out."""

from __future__ import annotations

import datetime as dt

import pytest

from khcn_records.errors import InvalidValueError
from khcn_records.labels import label, languages
from khcn_records.records.media_items import MediaItem, MediaKind
from khcn_records.values.dates import PartialDate
from khcn_records.values.periods import ReportingPeriod


@pytest.mark.parametrize(
    ("kind", "period", "read"),
    [
        ("column", "tháng 02/2024", ReportingPeriod.of_month(2024, 2)),
        ("programme", "2024-02", ReportingPeriod.of_month(2024, 2)),
        ("clip", "quý I/2024", ReportingPeriod.of_quarter(2024, 1)),
        ("bulletin", "tháng 3 năm 2024", ReportingPeriod.of_month(2024, 3)),
        ("website_update", None, None),
    ],
)
def test_an_item_is_of_a_period(kind: str, period: str | None, read: ReportingPeriod | None) -> None:
    """A column is of a month, a clip of a quarter; the words are read as the period."""
    made = MediaItem(media_id="1", kind=kind, period=period)

    assert (made.kind, made.period) == (MediaKind(kind), read)


@pytest.mark.parametrize("lang", languages())
def test_kinds_are_told_apart_in_words(lang: str) -> None:
    """No two kinds share a wording."""
    assert len({label(kind, lang) for kind in MediaKind}) == len(MediaKind)


def test_a_plan_is_told_from_what_came_out() -> None:
    """What is not said to be planned came out; its day may be known by month."""
    planned = MediaItem(media_id="1", kind="bulletin", number="03/2024", is_planned=True)
    out = MediaItem(media_id="2", kind=MediaKind.BULLETIN, published_on=PartialDate(2024, 2))

    assert (planned.is_planned, out.is_planned) == (True, False)
    assert out.published_on == PartialDate(2024, 2)
    assert MediaItem(
        media_id="3", kind=MediaKind.CLIP, published_on=PartialDate(2024, 2, 5)
    ).published_on == dt.date(2024, 2, 5)


def test_an_unknown_kind_is_refused() -> None:
    """A word that names no kind is refused with those there are."""
    with pytest.raises(InvalidValueError, match="website_update"):
        MediaItem(media_id="1", kind="poster")
