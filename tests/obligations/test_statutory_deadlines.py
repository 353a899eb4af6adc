"""What the law demands of a record by when: every day is counted by hand from the row, its reckoning stands beside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.evidence import Confidence
from khcn_records.labels import languages
from khcn_records.lifecycle import HistoryEntry, advance
from khcn_records.limits import LimitNature, statutory_limits
from khcn_records.obligations import Obligation, ObligationStatus, statutory_deadlines
from khcn_records.records import KINDS
from khcn_records.records.citizen_receptions import CitizenReception
from khcn_records.records.import_quality_dossiers import ImportQualityDossier
from khcn_records.records.initiatives import Initiative
from khcn_records.records.inspection_activities import InspectionActivity
from khcn_records.records.licences import Licence
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.records.project_parts import Acceptance, ProjectExtension
from khcn_records.records.research_projects import ResearchProject
from khcn_records.values.dates import PartialDate
from record_strategies import EXAMPLES

D = dt.date
S = ObligationStatus


def project(**fields: Any) -> ResearchProject:
    """A project of the national level in progress, with what a case fills in."""
    return ResearchProject(**{"project_id": "1", "level": "national", "status": "in_progress", **fields})


def activity(**fields: Any) -> InspectionActivity:
    """An inspection under way."""
    given = {"inspection_id": "1", "kinds": ("inspection",), "name": "Thanh tra", "status": "in_progress"}
    return InspectionActivity(**{**given, **fields})


def licence(**fields: Any) -> Licence:
    """A permit for medical X-ray that is asked for."""
    given = {"licence_id": "1", "kind": "xray_permit", "status": "appraising", "procedure": "new"}
    return Licence(**{**given, **fields})


def owed(record: object, as_of: dt.date, **options: Any) -> dict[str, Obligation]:
    """Key of the row → what it demands."""
    return {one.key: one for one in statutory_deadlines(record, as_of, **options)}


CASES: list[tuple[str, object, dt.date, dict[str, Any], str, dt.date]] = [
    ("10/01/2024 + 30 days is 09/02, Tết to 14/02", project(end_on=D(2024, 1, 10)), D(2024, 1, 20), {}, "acceptance_file_national", D(2024, 2, 15)),
    ("Sat 01/4/2023 + 30 days is 01/5; 02/5 and 03/5 are made up", project(level="ministry", end_on=D(2023, 4, 1)), D(2023, 4, 2), {}, "acceptance_file_ministry", D(2023, 5, 4)),
    ("26/4/2024: 02, 03, Sat 04/5, then five days a week to the 30th", project(end_on=D(2024, 4, 26)), D(2024, 5, 2), {"facts": {"rules": "01/2018/TT-BKHCN"}}, "acceptance_file_01_2018", D(2024, 6, 11)),
    ("30/6/2024 - 30 days, a Friday", project(end_on=D(2024, 6, 30)), D(2024, 5, 2), {"facts": {"rules": "50/2014/TT-BCT"}}, "acceptance_file_50_2014", D(2024, 5, 31)),
    ("30/6/2024 - 1 month, a Thursday", project(end_on=D(2024, 6, 30)), D(2024, 5, 2), {}, "extension_request_national", D(2024, 5, 30)),
    ("31/01/2024 + 30 days over 29/02, a Friday", project(status="accepted", acceptance=Acceptance(held_on=D(2024, 1, 31))), D(2024, 2, 1), {}, "result_registration", D(2024, 3, 1)),
    ("started 10/01/2023 + 6 months, a Monday", project(start_on=D(2023, 1, 10)), D(2023, 2, 1), {}, "progress_report_national", D(2023, 7, 10)),
    ("30/6/2023 + 30 days is Sun 30/7", activity(start_on=D(2023, 6, 30)), D(2023, 7, 1), {"facts": {"office": "department"}}, "inspection_field_department_2010", D(2023, 7, 31)),
    ("remote: 45 days, a Monday", activity(start_on=D(2023, 6, 30)), D(2023, 7, 1), {"facts": {"office": "department", "is_remote": True}}, "inspection_field_department_remote_2010", D(2023, 8, 14)),
    ("01/7/2023 + 30 days is Mon 31/7", activity(start_on=D(2023, 7, 1)), D(2023, 7, 2), {"facts": {"office": "department"}}, "inspection_field_department_2022", D(2023, 7, 31)),
    ("30/6/2025 + 30 days, a Wednesday", activity(start_on=D(2025, 6, 30)), D(2025, 7, 2), {"facts": {"office": "department"}}, "inspection_field_department_2022", D(2025, 7, 30)),
    ("01/7/2025 + 45 days, a Friday", activity(start_on=D(2025, 7, 1)), D(2025, 7, 2), {"facts": {"office": "province"}}, "inspection_field_province_2025", D(2025, 8, 15)),
    ("05/02/2024 + 15 days, a Tuesday", activity(status="preparing", decision="12/QĐ-TTr ngày 05/02/2024"), D(2024, 2, 6), {}, "inspection_announce_2022", D(2024, 2, 20)),
    ("field work ended 05/3/2024: 15 days, a Wednesday", activity(status="field_ended", end_on=D(2024, 3, 5)), D(2024, 3, 6), {"facts": {"office": "department"}}, "inspection_report_department_2022", D(2024, 3, 20)),
    ("the plan of 2024: 20/12 of the year before", activity(status="plan_drafting", year=2024), D(2023, 12, 1), {"facts": {"office": "province"}}, "inspection_plan_2022", D(2023, 12, 20)),
    ("28/02/2025 - 45 days", licence(status="issued", valid_from=D(2022, 3, 1), valid_until=D(2025, 2, 28)), D(2024, 12, 1), {}, "radiation_renewal_long", D(2025, 1, 14)),
    ("12 months: 28/02/2025 - 15 days, a Thursday", licence(status="issued", valid_from=D(2024, 3, 1), valid_until=D(2025, 2, 28)), D(2024, 12, 1), {}, "radiation_renewal_short", D(2025, 2, 13)),
    ("05/02/2024 + 25 days, a Friday", licence(applied_on=D(2024, 2, 5)), D(2024, 2, 6), {}, "xray_permit", D(2024, 3, 1)),
    ("11 working days round Tết: 2 + 2 + 5 + 2", licence(applied_on=D(2024, 2, 5)), D(2024, 2, 6), {"place": "tỉnh Thừa Thiên Huế"}, "xray_permit_hue", D(2024, 2, 27)),
    ("the province became thành phố Huế: 11 working days from Mon 03/3/2025", licence(applied_on=D(2025, 3, 3)), D(2025, 3, 4), {"place": "thành phố Huế"}, "xray_permit_hue", D(2025, 3, 18)),
    ("a province merged into Ninh Bình: 12 working days from Mon 04/8/2025", licence(applied_on=D(2025, 8, 4)), D(2025, 8, 5), {"place": "Nam Định"}, "xray_permit_ninh_binh", D(2025, 8, 20)),
    ("Mon 05/01/2026 + 5 working days: Sat 10/01 is worked", licence(status="applied", applied_on=D(2026, 1, 5)), D(2026, 1, 6), {}, "radiation_file_checked_2026", D(2026, 1, 10)),
    ("renewal, 05/01/2026 + 25 days, a Friday", licence(procedure="renewal", applied_on=D(2026, 1, 5)), D(2026, 1, 6), {}, "xray_renewal_decided_2026", D(2026, 1, 30)),
    ("reissue, 10 working days from Mon 05/01/2026: 6 to the 12th with Sat 10/01", licence(procedure="reissue", applied_on=D(2026, 1, 5)), D(2026, 1, 6), {}, "radiation_reissue_2026", D(2026, 1, 16)),
    ("94 hours of 8 a day are 12 working days", licence(applied_on=D(2024, 2, 5)), D(2024, 2, 6), {"place": "tỉnh Ninh Bình"}, "xray_permit_ninh_binh", D(2024, 2, 28)),
    ("5 working days from 05/02/2024: 2 before Tết, 3 after", licence(kind="technology_transfer_registration", applied_on=D(2024, 2, 5)), D(2024, 2, 6), {}, "transfer_registration", D(2024, 2, 19)),
    ("30/11/2023 + 3 months: February has no 30th", Initiative(initiative_id="1", title="A", submitted_on=D(2023, 11, 30)), D(2024, 1, 2), {}, "initiative_recognised", D(2024, 2, 29)),
    ("1 working day from 07/02/2024: Tết lies between", ImportQualityDossier(dossier_id="1", received_on=D(2024, 2, 7)), D(2024, 2, 7), {}, "import_registration_confirmed_2018", D(2024, 2, 15)),
    ("moved from 10/02: the month it was to be held in", CitizenReception(reception_id="1", kinds=("periodic",), status="moved", scheduled_on=D(2024, 2, 15), moved_from_on=D(2024, 2, 10)), D(2024, 2, 12), {}, "reception_monthly_2013", D(2024, 2, 29)),
    ("online on Wed 15/7/2026: 5 working days back", CitizenReception(reception_id="1", scheduled_on=D(2026, 7, 15)), D(2026, 7, 2), {"facts": {"is_online": True}}, "online_reception_announced_2026", D(2026, 7, 8)),
    ("the 25th of the last month of the quarter", MonthlyReport(report_id="1", period="quý I/2024"), D(2024, 3, 1), {"facts": {"recipient": "government"}}, "report_to_government", D(2024, 3, 25)),
]  # fmt: skip


@pytest.mark.parametrize(("reckoning", "record", "as_of", "options", "key", "due_on"), CASES)
def test_a_limit_ends_on_the_day_counted_by_hand(
    reckoning: str, record: object, as_of: dt.date, options: dict[str, Any], key: str, due_on: dt.date
) -> None:
    """The row that holds for the case is found, and its last day is the one reckoned by hand."""
    found = owed(record, as_of, **options)

    assert key in found, (reckoning, list(found))
    assert found[key].due_on == due_on, reckoning
    assert found[key].status in {S.UPCOMING, S.DUE_SOON}


@pytest.mark.parametrize(
    ("record", "as_of", "options", "absent"),
    [
        (activity(start_on=D(2025, 7, 1)), D(2025, 7, 2), {"facts": {"office": "department"}}, "inspection_field_department_2022"),
        (activity(kinds=("check",), start_on=D(2024, 3, 1)), D(2024, 3, 2), {"facts": {"office": "department"}}, "inspection_field_department_2022"),
        (project(end_on=D(2024, 6, 30)), D(2024, 5, 2), {"facts": {"rules": "50/2014/TT-BCT"}}, "acceptance_file_national"),
        (project(end_on=D(2024, 6, 30), extensions=(ProjectExtension(end_on=D(2024, 6, 30)),)), D(2024, 5, 2), {}, "extension_request_national"),
        (project(end_on=D(2024, 6, 30), status="terminated"), D(2024, 8, 2), {}, "acceptance_file_national"),
        (licence(applied_on=D(2024, 2, 5)), D(2024, 2, 6), {"place": "tỉnh Thừa Thiên Huế"}, "xray_permit"),
        (licence(applied_on=D(2024, 2, 5)), D(2024, 2, 6), {}, "xray_permit_hue"),
        (project(level="province", end_on=D(2024, 6, 30)), D(2024, 5, 2), {}, "acceptance_file_national"),
        (licence(applied_on=D(2025, 3, 3)), D(2025, 3, 4), {"place": "thành phố Huế"}, "xray_permit"),
        (licence(applied_on=D(2025, 3, 3)), D(2025, 3, 4), {"place": "thành phố Đà Nẵng"}, "xray_permit_hue"),
        (licence(applied_on=D(2025, 3, 3)), D(2025, 3, 4), {"place": "tỉnh Nam Định"}, "xray_permit_ninh_binh"),
        (licence(applied_on=D(2026, 1, 5)), D(2026, 1, 6), {}, "xray_permit"),
        # Nghị định 13/2012/NĐ-CP, from 25/4/2012; Nghị định 74/2018/NĐ-CP, from 01/7/2018.
        (Initiative(initiative_id="1", title="A", submitted_on=D(2012, 4, 24)), D(2012, 5, 2), {}, "initiative_recognised"),
        (ImportQualityDossier(dossier_id="1", received_on=D(2018, 6, 29)), D(2018, 6, 29), {}, "import_registration_confirmed_2018"),
    ],
)  # fmt: skip
def test_a_row_that_does_not_hold_is_silent(
    record: object, as_of: dt.date, options: dict[str, Any], absent: str
) -> None:
    """Another law, kind, circular, level, place or state than the row's leaves it out."""
    assert absent not in owed(record, as_of, **options)


END = D(2026, 6, 30)


@pytest.mark.parametrize(
    ("fields", "options", "keys", "unsettled"),
    [
        ({"history": (HistoryEntry(event="approve", from_state="budget_appraised", to_state="approved", on=D(2025, 9, 30)),)}, {}, {"acceptance_file_national"}, ()),
        ({"history": (HistoryEntry(event="approve", from_state="budget_appraised", to_state="approved", on=D(2025, 10, 1)),)}, {}, {"acceptance_file_2025"}, ()),
        ({"start_on": D(2025, 9, 30)}, {}, {"acceptance_file_national"}, ()),
        ({"start_on": D(2025, 10, 1)}, {}, {"acceptance_file_national", "acceptance_file_2025"}, ("regime",)),
        ({"start_on": PartialDate(2025)}, {}, {"acceptance_file_national", "acceptance_file_2025"}, ("regime",)),
        ({"start_on": D(2025, 10, 1), "regime": "law_2013"}, {}, {"acceptance_file_national"}, ()),
        ({"start_on": D(2025, 10, 1)}, {"regime": "law_2025"}, {"acceptance_file_2025"}, ()),
        ({"start_on": D(2025, 10, 1)}, {"regime": "bac_giang_2016"}, {"acceptance_file_national"}, ()),
    ],
)  # fmt: skip
def test_a_project_stays_under_the_law_it_was_approved_under(
    fields: dict[str, Any], options: dict[str, Any], keys: set[str], unsettled: tuple[str, ...]
) -> None:
    """Approved through 30/9/2025 the old limits hold, from 01/10/2025 the new law; where the day is not told both are shown as open."""
    found = owed(project(end_on=END, **fields), D(2026, 1, 5), **options)
    files = {key: one for key, one in found.items() if key.startswith("acceptance_file")}

    assert set(files) == keys
    assert {one.unsettled for one in files.values()} == {unsettled}
    assert not unsettled or {one.confidence for one in files.values()} == {Confidence.UNCONFIRMED}


def test_a_rule_whose_figure_was_not_found_gives_no_day() -> None:
    """Under the law of 2025 the acceptance file is due, but no day is made up."""
    found = owed(project(end_on=END), D(2026, 1, 5), regime="law_2025")["acceptance_file_2025"]

    assert (found.due_on, found.due, found.reason) == (None, None, "not_found")
    assert (found.status, found.confidence) == (S.UNKNOWN, Confidence.UNCONFIRMED)


HANDED_IN = advance(project(end_on=D(2024, 1, 10)), "submit_products", on=D(2024, 2, 15))


@pytest.mark.parametrize(
    ("record", "as_of", "status"),
    [
        (project(end_on=D(2024, 1, 10)), D(2024, 2, 9), S.UPCOMING),
        (project(end_on=D(2024, 1, 10)), D(2024, 2, 10), S.DUE_SOON),
        (project(end_on=D(2024, 1, 10)), D(2024, 2, 15), S.DUE_SOON),
        (project(end_on=D(2024, 1, 10)), D(2024, 2, 16), S.OVERDUE),
        (HANDED_IN, D(2024, 2, 14), S.DUE_SOON),
        (HANDED_IN, D(2024, 2, 16), S.MET),
        (advance(project(end_on=D(2024, 1, 10)), "submit_products", on=D(2024, 2, 16)), D(2024, 3, 1), S.MET_LATE),
        (advance(project(end_on=D(2024, 1, 10)), "submit_products", on=PartialDate(2024, 2)), D(2024, 3, 1), S.DONE),
        (project(end_on=D(2024, 1, 10), status="products_submitted"), D(2024, 3, 1), S.DONE),
        (advance(HANDED_IN, "return_dossier", on=D(2024, 2, 20)), D(2024, 3, 1), S.OVERDUE),
        (project(end_on=PartialDate(2024, 1)), D(2024, 1, 20), S.UPCOMING),
        (project(end_on=PartialDate(2024, 1)), D(2024, 2, 20), S.DUE_SOON),
        (project(end_on=PartialDate(2024, 1)), D(2024, 3, 2), S.OVERDUE),
        (project(), D(2024, 3, 2), S.UNKNOWN),
    ],
)  # fmt: skip
def test_the_status_is_that_of_the_day(
    record: ResearchProject, as_of: dt.date, status: ObligationStatus
) -> None:
    """The last day is in time; what came after the day is not known; a day told in part decides only what it can."""
    assert owed(record, as_of)["acceptance_file_national"].status is status


SUBMITTED = advance(project(end_on=D(2024, 2, 29)), "submit_products", on=D(2024, 3, 6))
"""Handed in on Wed 06/3/2024: three working days on is Mon 11/3."""


@pytest.mark.parametrize("level", ["national", "ministry"])
@pytest.mark.parametrize(
    ("record", "as_of", "status"),
    [
        (SUBMITTED, D(2024, 3, 11), S.DUE_SOON),
        # That the file is valid may have been said: the record has no step for it.
        (SUBMITTED, D(2024, 3, 12), S.UNKNOWN),
        (advance(SUBMITTED, "hold_acceptance", on=D(2024, 4, 1)), D(2024, 3, 31), S.UNKNOWN),
        # The council sat, so the file was taken as valid.
        (advance(SUBMITTED, "hold_acceptance", on=D(2024, 4, 1)), D(2024, 4, 1), S.DONE),
        (advance(SUBMITTED, "accept", on=D(2024, 4, 1)), D(2024, 4, 2), S.DONE),
        (advance(SUBMITTED, "reject", on=D(2024, 4, 1)), D(2024, 4, 2), S.DONE),
        (advance(SUBMITTED, "return_dossier", on=D(2024, 3, 11)), D(2024, 3, 12), S.MET),
        (advance(SUBMITTED, "return_dossier", on=D(2024, 3, 12)), D(2024, 3, 12), S.MET_LATE),
    ],
)
def test_a_notice_that_leaves_no_trace_is_never_overdue(
    record: ResearchProject, as_of: dt.date, level: str, status: ObligationStatus
) -> None:
    """Whether a file was called valid does not stand in the record: after the day it is not known, and done once the process went on."""
    found = owed(attrs.evolve(record, level=level), as_of)[f"acceptance_validity_{level}"]

    assert (found.due_on, found.status) == (D(2024, 3, 11), status)


def test_a_new_file_is_to_be_answered_anew() -> None:
    """What a former file went through does not answer the next one: handed in again on Wed 20/3/2024, answered by Mon 25/3."""
    returned = advance(SUBMITTED, "return_dossier", on=D(2024, 3, 11))
    again = advance(returned, "submit_products", on=D(2024, 3, 20))
    found = owed(again, D(2024, 3, 21))["acceptance_validity_national"]

    assert (found.due_on, found.status) == (D(2024, 3, 25), S.DUE_SOON)


def test_the_completed_file_is_not_the_recognition() -> None:
    """The host completes the file within 30 working days; no step of the record tells it, and recognition does not meet it late."""
    # From Mon 01/4/2024: 4 + 5 + 4 (18/4 off) + 5 to 26/4; 02, 03 and Sat 04/5; 5 to the 10th; the 30th is Thu 16/5.
    accepted = project(status="accepted", acceptance=Acceptance(held_on=D(2024, 4, 1)))
    recognised = advance(accepted, "recognise", on=D(2024, 6, 3))

    assert owed(accepted, D(2024, 5, 2))["acceptance_completed_national"].due_on == D(2024, 5, 16)
    assert owed(accepted, D(2024, 6, 1))["acceptance_completed_national"].status is S.UNKNOWN
    assert owed(recognised, D(2024, 6, 4))["acceptance_completed_national"].status is S.DONE


@pytest.mark.parametrize(
    ("event", "key", "due_on"),
    [
        # 04/3/2024 + 30 days is Wed 03/4.
        ("request_adjustment", "adjustment_decided_national", D(2024, 4, 3)),
        ("request_extension", "extension_decided_national", D(2024, 4, 3)),
    ],
)
def test_a_refusal_that_leaves_no_trace_is_not_called_overdue(event: str, key: str, due_on: dt.date) -> None:
    """A request may have been refused, which no step tells: after the day it is not known."""
    asked = advance(project(), event, on=D(2024, 3, 4))

    assert [
        (owed(asked, day)[key].due_on, owed(asked, day)[key].status) for day in (due_on, D(2024, 4, 4))
    ] == [
        (due_on, S.DUE_SOON),
        (due_on, S.UNKNOWN),
    ]


def test_a_right_lapses_and_is_not_owed() -> None:
    """Nobody has to ask for an extension: after the last day the right has lapsed."""
    found = owed(project(end_on=D(2024, 6, 30)), D(2024, 6, 3))["extension_request_national"]

    assert found.status is S.LAPSED


def test_what_no_record_tells_is_not_called_overdue() -> None:
    """Whether the renewal was applied for does not stand in the old permit: after the day it is not known."""
    permit = licence(status="issued", valid_from=D(2022, 3, 1), valid_until=D(2025, 2, 28))

    assert owed(permit, D(2025, 2, 1))["radiation_renewal_long"].status is S.UNKNOWN


@pytest.mark.parametrize(
    ("end_on", "earliest", "latest"),
    [
        # 30/4 and 01/5 are holidays, Mon 29/4 swapped: back to Fri 26/4. Then 30/5, a Thursday.
        (PartialDate(2024, 6), D(2024, 4, 26), D(2024, 5, 30)),
        # 01/12/2023 is a Friday; 30/11/2024 a Saturday, so Fri 29/11.
        (PartialDate(2024), D(2023, 12, 1), D(2024, 11, 29)),
    ],
)
def test_a_day_told_in_part_gives_a_stretch(end_on: PartialDate, earliest: dt.date, latest: dt.date) -> None:
    """Of an end known by month or year the earliest and the latest last day are told, and no single one."""
    found = owed(project(end_on=end_on), D(2023, 11, 1))["extension_request_national"]

    assert (found.due_on, found.earliest, found.latest) == (None, earliest, latest)
    assert found.reason == "partial"


def test_a_year_without_a_calendar_is_said() -> None:
    """Beyond the calendar days are counted and not rolled, working days not counted; an estimate is marked as one."""
    permit = licence(status="issued", valid_from=D(2029, 1, 1), valid_until=D(2031, 12, 31))
    plain = owed(permit, D(2031, 1, 1))["radiation_renewal_long_2026"]
    # 31/12/2031 - 45 days is Sun 16/11, rolled back to Fri 14/11.
    estimate = vietnam_calendar(estimate_through=2031)
    rolled = owed(permit, D(2031, 1, 1), calendar=estimate)["radiation_renewal_long_2026"]
    dossier = ImportQualityDossier(dossier_id="1", status="supplementing", history=(HistoryEntry(event="request_supplement", from_state="received", to_state="supplementing", on=D(2031, 1, 6)),))  # fmt: skip
    counted = owed(dossier, D(2031, 1, 7))["import_file_completed_2026"]

    assert (plain.due_on, plain.reason, plain.is_provisional) == (D(2031, 11, 16), "not_rolled", True)
    assert (rolled.due_on, rolled.reason, rolled.is_estimate) == (D(2031, 11, 14), None, True)
    assert (counted.due_on, counted.reason, counted.status) == (None, "unknown_year", S.UNKNOWN)


def test_hours_need_a_moment() -> None:
    """A limit in hours before a day without an hour gives no day, and says so."""
    reception = CitizenReception(reception_id="1", scheduled_on=D(2026, 7, 15))
    found = owed(reception, D(2026, 7, 2), facts={"is_online": True})["online_reception_connected_2026"]

    assert (found.due_on, found.reason) == (None, "hours")


def test_what_is_not_told_is_open() -> None:
    """An inspection of which the office is not told shows each row that may hold, as unsettled and unconfirmed."""
    found = owed(activity(start_on=D(2024, 3, 4)), D(2024, 3, 5))
    of_field_work = {key: one for key, one in found.items() if "field" in key}

    assert len(of_field_work) == 3
    assert {one.unsettled for one in of_field_work.values()} == {("office",)}
    assert {one.confidence for one in of_field_work.values()} == {Confidence.UNCONFIRMED}


def test_the_last_report_starts_the_next_term() -> None:
    """Six months after the last report the next is due; once reports are told, a missed one is overdue."""
    reported = advance(project(start_on=D(2023, 1, 10)), "report_progress", on=D(2023, 7, 14))
    found = owed(reported, D(2024, 1, 16))["progress_report_national"]

    assert (found.due_on, found.status) == (D(2024, 1, 15), S.OVERDUE)  # 14/01/2024 is a Sunday


BEGUN = project(start_on=D(2022, 1, 3), end_on=D(2024, 6, 30))
"""Reports on 03/7/2022 (a Sunday: 04/7), 03/01 and 03/7/2023, 03/01/2024; checks on 03/01/2023 and 2024; none after 30/6/2024."""
REPORTED = advance(BEGUN, "report_progress", on=D(2022, 7, 1))
"""Reported on 01/7/2022: next on 01/01/2023 (a Sunday, 02/01 made up: 03/01), Sat 01/7/2023 (03/7), 01/01/2024 (02/01)."""


@pytest.mark.parametrize(
    ("record", "as_of", "key", "expected"),
    [
        (BEGUN, D(2022, 7, 4), "progress_report_national", (D(2022, 7, 4), S.DUE_SOON, 0, None)),
        (BEGUN, D(2022, 7, 5), "progress_report_national", (D(2022, 7, 4), S.OVERDUE, 1, D(2023, 1, 3))),
        (BEGUN, D(2024, 1, 15), "progress_report_national", (D(2024, 1, 3), S.OVERDUE, 4, None)),
        (BEGUN, D(2022, 12, 1), "progress_check_national", (D(2023, 1, 3), S.UPCOMING, 0, None)),
        (BEGUN, D(2024, 1, 15), "progress_check_national", (D(2024, 1, 3), S.OVERDUE, 2, None)),
        (REPORTED, D(2022, 7, 5), "progress_report_national", (D(2023, 1, 3), S.UPCOMING, 0, None)),
        (REPORTED, D(2023, 1, 4), "progress_report_national", (D(2023, 1, 3), S.OVERDUE, 1, D(2023, 7, 3))),
        (REPORTED, D(2024, 1, 15), "progress_report_national", (D(2024, 1, 2), S.OVERDUE, 3, None)),
        # A later end: the fifth, 03/7/2024, lies within it.
        (
            BEGUN.extend(D(2024, 12, 31), decided_on=D(2024, 1, 10)),
            D(2024, 1, 15),
            "progress_report_national",
            (D(2024, 1, 3), S.OVERDUE, 4, D(2024, 7, 3)),
        ),
        (
            BEGUN.extend(D(2024, 12, 31), decided_on=D(2024, 1, 16)),
            D(2024, 1, 15),
            "progress_report_national",
            (D(2024, 1, 3), S.OVERDUE, 4, None),
        ),
    ],
)
def test_what_recurs_and_was_missed_is_overdue(
    record: ResearchProject,
    as_of: dt.date,
    key: str,
    expected: tuple[dt.date, ObligationStatus, int, dt.date | None],
) -> None:
    """The last time missed is told with how many there were, and the next one only within the term."""
    found = owed(record, as_of)[key]

    assert (found.due_on, found.status, found.missed, found.next_on) == expected
    assert all(str(found.missed) in found.explain(lang) for lang in languages() if found.missed)


@pytest.mark.parametrize(
    ("record", "as_of"),
    [
        # Reported on 01/02/2024: the next would be 01/8/2024.
        (advance(BEGUN, "report_progress", on=D(2024, 2, 1)), D(2024, 3, 1)),
        (project(start_on=D(2024, 1, 3), end_on=D(2024, 7, 2)), D(2024, 2, 1)),
        (advance(BEGUN, "end_term", on=D(2024, 7, 1)), D(2024, 7, 2)),
        (advance(BEGUN, "suspend", on=D(2024, 1, 8)), D(2024, 1, 15)),
    ],
)
def test_what_recurs_ends_with_the_term(record: ResearchProject, as_of: dt.date) -> None:
    """No time falls after the end of the term, and none is demanded of a state that does not owe it."""
    assert "progress_report_national" not in owed(record, as_of)


def test_a_start_told_in_part_is_missed_only_where_it_is_certain() -> None:
    """Begun in January 2022, the first report was due between 01/7 and Mon 01/8/2022: missed for certain from 02/8."""
    roughly = project(start_on=PartialDate(2022, 1))
    found = [owed(roughly, day)["progress_report_national"] for day in (D(2022, 8, 1), D(2022, 8, 2))]

    assert [(one.earliest, one.latest, one.missed) for one in found] == [
        (D(2022, 7, 1), D(2022, 8, 1), 0),
        (D(2022, 7, 1), D(2022, 8, 1), 1),
    ]


def test_a_stand_in_makes_the_result_inferred() -> None:
    """Where the day the law names is not in the record, the day that stands in is said and lowers the confidence."""
    drafting = activity(status="field_ended", start_on=D(2024, 3, 4), end_on=D(2024, 3, 20))
    drafting = advance(drafting, "draft_conclusion", on=D(2024, 4, 1))
    found = owed(drafting, D(2024, 4, 2))["inspection_conclusion_2022"]

    assert (found.due_on, found.is_stand_in) == (D(2024, 4, 16), True)
    assert (found.basis.confidence, found.confidence) == (Confidence.SECONDARY, Confidence.INFERRED)
    assert "thay thế" in found.explain()


@pytest.mark.parametrize(
    ("valid_from", "valid_until"),
    [
        (D(2022, 3, 1), D(2025, 2, 28)),
        (D(2024, 1, 30), D(2027, 1, 29)),
        (D(2024, 3, 1), D(2025, 2, 28)),
        (D(2024, 3, 1), D(2025, 3, 1)),
        (D(2024, 9, 1), D(2025, 2, 28)),
    ],
)
def test_the_day_of_a_permit_agrees_with_the_permit(valid_from: dt.date, valid_until: dt.date) -> None:
    """What a permit says of its renewal and what the rows demand is one day; only a day off moves it back."""
    permit = licence(status="issued", valid_from=valid_from, valid_until=valid_until)
    (found,) = statutory_deadlines(permit, valid_from)

    assert permit.renewal_apply_by is not None
    assert found.due_on == vietnam_calendar().previous_workday(permit.renewal_apply_by)


def test_soonest_first() -> None:
    """What is due sooner stands before what is due later, and what has no day last."""
    found = statutory_deadlines(project(start_on=D(2023, 1, 10), end_on=D(2024, 6, 30)), D(2024, 2, 1))
    days = [one.latest for one in found]

    assert days == sorted(days, key=lambda day: day or dt.date.max)
    assert len(days) >= 4


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_any_record_may_be_asked(kind: str) -> None:
    """Every kind of record has an answer, and every answer a ground, words and a day that is explained or a reason."""
    for as_of in (D(2024, 2, 14), D(2026, 7, 1), D(2035, 1, 1)):
        for one in statutory_deadlines(EXAMPLES[kind], as_of):
            assert one.basis.source
            assert one.limit.kind == kind
            assert one.limit.nature is LimitNature.DEADLINE
            assert one.due_on is not None or one.reason is not None
            assert all(one.explain(lang) for lang in languages())
            assert "<td>" in one._repr_html_()


def test_what_is_no_record_is_refused() -> None:
    """Anything but a record, a moment for a day, or a regime that is not there is a mistake of the call."""
    with pytest.raises(TypeError, match="a record is wanted"):
        statutory_deadlines("a project", D(2024, 1, 1))
    with pytest.raises(TypeError, match="as_of"):
        statutory_deadlines(project(), dt.datetime(2024, 1, 1))
    with pytest.raises(KeyError):
        statutory_deadlines(project(), D(2024, 1, 1), regime="law_1900")


@given(days=st.lists(st.dates(D(2014, 8, 1), D(2026, 6, 30)), min_size=2, max_size=2))
def test_a_later_end_is_never_due_sooner(days: list[dt.date]) -> None:
    """Within one row the last day does not move back when the anchor moves on."""
    first, second = sorted(days)
    found = [owed(project(end_on=day), D(2014, 1, 1)) for day in (first, second)]
    for key in set(found[0]) & set(found[1]):
        low, high = found[0][key].due_on, found[1][key].due_on
        assert low is not None
        assert high is not None
        assert low <= high


@given(
    end=st.one_of(st.none(), st.dates(D(2000, 1, 1), D(2060, 1, 1)), st.builds(PartialDate, st.integers(1900, 2100), st.none() | st.integers(1, 12))),
    start=st.none() | st.dates(D(2000, 1, 1), D(2060, 1, 1)),
    level=st.sampled_from([None, "national", "ministry", "province", "grassroots"]),
    status=st.sampled_from([state.value for state in ResearchProject.LIFECYCLE.states]),
    as_of=st.dates(D(2000, 1, 1), D(2060, 1, 1)),
)  # fmt: skip
def test_no_day_without_a_ground(end: Any, start: Any, level: Any, status: str, as_of: dt.date) -> None:
    """Whatever a project tells: a day has its row with a basis, and no result is surer than its row."""
    rank = list(Confidence).index
    for one in statutory_deadlines(project(end_on=end, start_on=start, level=level, status=status), as_of):
        assert one.limit in statutory_limits(kind="research_project")
        assert one.basis.source
        assert rank(one.confidence) >= rank(one.basis.confidence)
        assert (one.earliest is None) == (one.latest is None)
        assert one.earliest is None or one.latest is None or one.earliest <= one.latest
        assert one.due_on is None or one.due_on == one.earliest == one.latest
