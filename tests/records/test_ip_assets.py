"""The laws of assets: from place name to certificate, and valid for as long as it is held."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from khcn_records.display import shown
from khcn_records.errors import IllegalTransitionError
from khcn_records.lifecycle import advance, state_at
from khcn_records.records.ip_assets import IPAsset, IPKind, IPState

GRANTED = dt.date(2024, 2, 1)
LAST = dt.date(2034, 2, 1)
A_DAY = dt.timedelta(days=1)


def asset(**fields: Any) -> IPAsset:
    """A collective mark, with fields set."""
    return IPAsset(**{"asset_id": "1", "kind": "collective_mark", "name": "Rượu A", **fields})


def test_a_mark_with_a_place_name_asks_leave_first() -> None:
    """Leave to use the name, the application, its examination, the certificate, its management: each dated where it counts."""
    made = asset()
    steps = ("request_place_name", "grant_place_name", "file", "examine", "grant", "manage")
    for month, event in enumerate(steps, start=1):
        made = advance(made, event, on=dt.date(2024, month, 1))

    assert (made.status, made.filed_on, made.granted_on) == (
        IPState.MANAGED,
        dt.date(2024, 3, 1),
        dt.date(2024, 5, 1),
    )
    assert state_at(made, dt.date(2024, 2, 29)) is IPState.PLACE_NAME_GRANTED


def test_another_right_is_filed_at_once() -> None:
    """No place name, no leave: what is prepared is filed; a refused place name sends it back to be prepared."""
    assert advance(asset(kind="invention"), "file", on=GRANTED).status is IPState.FILED
    refused = advance(asset(status="place_name_requested"), "refuse_place_name", on=GRANTED)
    assert refused.status is IPState.PREPARING
    with pytest.raises(IllegalTransitionError):
        advance(asset(status="place_name_requested"), "file", on=GRANTED)


@pytest.mark.parametrize("end", ["lapsed", "cancelled", "refused"])
def test_an_end_is_an_end(end: str) -> None:
    """What has lapsed, was cancelled or refused has no further step; a new application is a new asset."""
    assert IPAsset.LIFECYCLE.events_from(IPState(end)) == ()


@pytest.mark.parametrize(
    ("fields", "day", "valid"),
    [
        ({"status": "granted", "granted_on": GRANTED}, GRANTED - A_DAY, False),
        ({"status": "granted", "granted_on": GRANTED}, GRANTED, True),
        ({"status": "managed", "granted_on": GRANTED, "valid_until": LAST}, LAST, True),
        ({"status": "managed", "granted_on": GRANTED, "valid_until": LAST}, LAST + A_DAY, False),
        ({"status": "managed"}, GRANTED, None),
        ({"status": "managed", "valid_until": LAST}, LAST + A_DAY, False),
        ({"status": "lapsed", "granted_on": GRANTED}, GRANTED, False),
        ({"status": "filed"}, GRANTED, False),
    ],
)
def test_validity_on_a_day(fields: dict[str, Any], day: dt.date, valid: bool | None) -> None:  # noqa: FBT001
    """Held, from the day of the certificate through its last day; not known where the first day is not."""
    assert asset(**fields).is_valid_on(day) is valid


def test_persons_are_masked_and_organizations_are_not() -> None:
    """An inventor's name is personal data, an applying cooperative's is not."""
    made = asset(persons=["Người Nộp A"], applicant="Hợp tác xã A")

    assert "Người Nộp A" not in repr(made) + made.format() + made._repr_html_()
    assert "Hợp tác xã A" in made.format()
    assert "Người Nộp A" in shown(made, with_personal=True)


def test_every_kind_of_right_is_taken_by_its_text() -> None:
    """The kinds are those the office works with, and one for any other."""
    assert [asset(kind=kind.value).kind for kind in IPKind] == list(IPKind)
