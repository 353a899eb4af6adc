"""The laws of licences that the contract of the shelf does not hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from khcn_records.errors import IllegalTransitionError, InvalidValueError
from khcn_records.lifecycle import advance
from khcn_records.limits.statutory import statutory_limits
from khcn_records.records.licences import Licence, LicenceKind, LicenceProcedure, LicenceState
from khcn_records.values.time_limits import TimeUnit

D = dt.date
S = LicenceState
START, END = D(2024, 1, 30), D(2027, 1, 29)
CUT = D(2025, 6, 2)
A_DAY = dt.timedelta(days=1)


def licence(**fields: Any) -> Licence:
    """An X-ray permit with these fields."""
    return Licence(**{"licence_id": "1", "kind": "xray_permit", "status": "issued", **fields})


TERM = {"valid_from": START, "valid_until": END}


@pytest.mark.parametrize(
    ("fields", "day", "is_valid"),
    [
        (TERM, START - A_DAY, False),
        (TERM, START, True),
        (TERM, END, True),
        (TERM, END + A_DAY, False),
        ({"issued_on": START, "valid_until": END}, START - A_DAY, False),
        ({"issued_on": START, "valid_until": END}, START, True),
        ({"issued_on": D(2024, 1, 5), **TERM}, D(2024, 1, 10), False),
        ({"issued_on": START, "is_unlimited": True}, D(2050, 1, 1), True),
        ({"issued_on": START}, D(2024, 3, 1), None),
        ({"issued_on": START}, START - A_DAY, False),
        ({"valid_until": END}, END, None),
        ({"valid_until": END}, END + A_DAY, False),
        ({}, START, None),
        ({"status": "applied", **TERM}, START, False),
        ({"status": "refused"}, START, False),
        ({"status": "expired", **TERM}, END, True),
        ({"status": "expired", **TERM}, END + A_DAY, False),
        ({"status": "expired"}, END, None),
        ({"status": "revoked", "ended_on": CUT, **TERM}, CUT - A_DAY, True),
        ({"status": "revoked", "ended_on": CUT, **TERM}, CUT, False),
        ({"status": "surrendered", **TERM}, CUT, None),
        ({"status": "surrendered", **TERM}, END + A_DAY, False),
        ({"status": "superseded", "ended_on": CUT, **TERM}, CUT - A_DAY, True),
    ],
)
def test_a_licence_holds_within_its_days(fields: dict[str, Any], day: dt.date, is_valid: bool | None) -> None:  # noqa: FBT001  a parameter of the test
    """It holds from its first day to its last, both inclusive, unless it was cut short; what is not known is not guessed."""
    assert is_valid is licence(**fields).is_valid(day)


def test_a_life_tells_when_it_held() -> None:
    """Issued on a day and revoked on another, it held between them and at no other time."""
    record = licence(status="applied", valid_until=END)
    record = advance(record, "appraise", on=D(2024, 1, 8))
    record = advance(record, "request_supplement", on=D(2024, 1, 10))
    record = advance(record, "supplement", on=D(2024, 1, 15))
    record = advance(record, "issue", on=START, document="15/QĐ-KHCN")
    record = advance(record, "revoke", on=CUT)

    assert (
        record.issued_on,
        record.ended_on,
        str(record.decision and record.decision.number),
    ) == (START, CUT, "15/QĐ-KHCN")
    assert [record.is_valid(day) for day in (START - A_DAY, START, CUT - A_DAY, CUT)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("day", [None, "2024-02-05", dt.datetime(2024, 2, 5)])
def test_a_licence_is_asked_by_day(day: Any) -> None:
    """The day is a plain date."""
    with pytest.raises(TypeError, match="day must be a date"):
        licence(**TERM).is_valid(day)


@pytest.mark.parametrize(
    ("fields", "apply_by"),
    [
        (TERM, D(2026, 12, 15)),
        ({"issued_on": START, "valid_until": END}, D(2026, 12, 15)),
        ({"kind": "radiation_work_permit", **TERM}, D(2026, 12, 15)),
        ({"valid_from": START, "valid_until": D(2025, 1, 29)}, D(2025, 1, 14)),
        ({"valid_from": START, "valid_until": D(2025, 1, 30)}, D(2024, 12, 16)),
        ({"valid_from": D(2024, 3, 1), "valid_until": D(2024, 8, 31)}, D(2024, 8, 16)),
        ({"valid_from": D(2024, 3, 1), "valid_until": D(2024, 8, 30)}, None),
        ({"valid_from": D(2023, 8, 31), "valid_until": D(2024, 2, 28)}, D(2024, 2, 13)),
        ({"valid_from": D(2018, 2, 1), "valid_until": D(2021, 1, 31)}, None),
        ({"kind": "radiation_staff_certificate", **TERM}, None),
        ({"kind": "technology_transfer_registration", **TERM}, None),
        ({"valid_from": START}, None),
        ({"valid_until": END}, None),
    ],
)
def test_a_renewal_is_asked_for_in_time(fields: dict[str, Any], apply_by: dt.date | None) -> None:
    """45 days before the end of a permit of more than 12 months, 15 of one of 6 to 12; of radiation permits since 2021 only."""
    assert apply_by == licence(**fields).renewal_apply_by


@pytest.mark.parametrize(
    ("valid_until", "key"),
    [
        (D(2026, 2, 14), "radiation_renewal_long"),
        (D(2026, 2, 15), "radiation_renewal_long_2026"),
        (D(2024, 12, 31), "radiation_renewal_short"),
        (D(2024, 6, 29), None),
    ],
)
def test_the_rule_of_a_renewal_is_the_row_of_the_day(valid_until: dt.date, key: str | None) -> None:
    """The row that holds on the day it names says how long before and on what ground; none speaks of half a year or less."""
    permit = licence(valid_from=D(2024, 1, 1), valid_until=valid_until)

    assert key == (permit.renewal_limit.key if permit.renewal_limit else None)
    assert (permit.renewal_apply_by is None) == (key is None)


def test_the_rows_of_renewal_ask_what_a_licence_tells() -> None:
    """They count days back from the end, by kind and term alone: `renewal_apply_by` reads nothing else."""
    rows = [row for row in statutory_limits(kind="licence") if row.at == ("term:valid_until",)]

    assert rows
    for row in rows:
        assert row.limit is not None
        assert (row.limit.unit, row.direction, row.only, row.unless) == (TimeUnit.DAY, "before", (), ())
        assert {condition.name for condition in row.when} == {"kind", "term_months"}


@pytest.mark.parametrize(
    ("procedure", "event"), [("renewal", "renew"), ("amendment", "amend"), ("reissue", "reissue")]
)
def test_a_new_version_is_a_record_of_its_own(procedure: str, event: str) -> None:
    """The application names the version before, which is superseded on the day the new one is granted."""
    old = licence(number="12/GP", holder="Phòng khám A", equipment=("X-quang",), **TERM)
    new = old.next_version(procedure, licence_id="2", applied_on=D(2026, 12, 1))
    after = advance(old, event, on=CUT)

    assert (2, "1", LicenceProcedure(procedure), S.APPLIED, D(2026, 12, 1)) == (
        new.version,
        new.previous_id,
        new.procedure,
        new.status,
        new.applied_on,
    )
    assert (
        new.kind,
        new.holder,
        new.equipment,
        new.number,
        new.valid_until,
    ) == (LicenceKind.XRAY_PERMIT, "Phòng khám A", ("X-quang",), None, None)
    assert (after.status, after.ended_on, old.status) == (S.SUPERSEDED, CUT, S.ISSUED)
    assert [after.is_valid(day) for day in (CUT - A_DAY, CUT)] == [True, False]


def test_only_what_is_known_makes_a_version() -> None:
    """Another procedure is refused with those there are, and only a licence that was issued is renewed."""
    with pytest.raises(InvalidValueError, match="reissue"):
        licence().next_version("copy", licence_id="2")
    with pytest.raises(IllegalTransitionError):
        advance(licence(status="applied"), "renew", on=CUT)


def test_a_natural_person_is_not_shown() -> None:
    """The holder of a staff certificate is masked, an organization is not."""
    record = licence(kind="radiation_staff_certificate", holder="Bệnh viện A", holder_person="Nguyễn Văn B")

    for shown in (repr(record), record.format(), record._repr_html_()):
        assert "Nguyễn Văn B" not in shown
        assert "Bệnh viện A" in shown
