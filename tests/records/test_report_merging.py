"""The laws of merging the reports of units: figures of one report are never added up, links follow, nothing goes silently."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from khcn_records.finding import Findings
from khcn_records.labels import languages
from khcn_records.records import id_field
from khcn_records.records.activities import Activity
from khcn_records.records.directives import Directive
from khcn_records.records.indicator_parts import BreakdownPart
from khcn_records.records.indicators import Indicator
from khcn_records.records.inspection_activities import InspectionActivity
from khcn_records.records.issued_documents import DocumentAct, IssuedDocument, Recipient, Signature
from khcn_records.records.monthly_reports import RECORD_FIELDS, MonthlyReport, Section
from khcn_records.records.plan_items import PlanItem
from khcn_records.records.report_merging import merge, merge_findings
from khcn_records.records.research_projects import ResearchProject
from record_strategies import STRATEGIES


def unit(report_id: str, *indicators: Indicator, **fields: Any) -> MonthlyReport:
    """A unit's report of February."""
    return MonthlyReport(report_id=report_id, period="2024-02", indicators=indicators, **fields)


def samples(figure: int | None, identity: str = "K1", **fields: Any) -> Indicator:
    """Samples tested."""
    return Indicator(**{"indicator_id": identity, "name": "Mẫu", "unit": "mẫu", "figure": figure, **fields})


def whole(*reports: MonthlyReport) -> MonthlyReport:
    """The units' reports as one."""
    return merge(reports, report_id="SO")


def codes(*reports: MonthlyReport) -> list[str]:
    """What the merge has to say; every finding has its words."""
    found = merge_findings(reports)
    assert isinstance(found, Findings)
    assert all(one.message(lang) for one in found for lang in languages())
    return sorted(one.code for one in found)


def parts(**values: int | None) -> list[BreakdownPart]:
    """Parts by name."""
    return [BreakdownPart(name=name, value=value) for name, value in values.items()]


APART = ["merge_kept_apart", "merge_renamed"]


@pytest.mark.parametrize(
    ("reports", "figures", "expected"),
    [
        # One report's figures stay two, whether sections tell them apart or nothing does.
        ([unit("u1", samples(5, "a", section="I"), samples(7, "b", section="II")), unit("u2")], [5, 7], []),
        ([unit("u1", samples(5, "a"), samples(7, "b")), unit("u2")], [5, 7], []),
        (
            [unit("u1", samples(5, "a"), samples(7, "b")), unit("u2", samples(1, "c"))],
            [5, 7, 1],
            ["merge_kept_apart"],
        ),
        # Section by section.
        (
            [
                unit("u1", samples(5, "a", section="I"), samples(7, "b", section="II")),
                unit("u2", samples(1, "c", section="II")),
            ],
            [5, 8],
            [],
        ),
        ([unit("u1", samples(5)), unit("u2", samples(2, is_planned=True))], [5, 2], ["merge_renamed"]),
        # Shares are never added; the whole is added with the part.
        ([unit("u1", samples(100, unit="%")), unit("u2", samples(90, unit="%"))], [100, 90], APART),
        ([unit("u1", samples(10, out_of=10)), unit("u2", samples(8, out_of=9))], [18], []),
        ([unit("u1", samples(10, out_of=10)), unit("u2", samples(8))], [10, 8], APART),
        # Parts that stand otherwise to the whole.
        (
            [
                unit("u1", samples(2, breakdown=parts(x=2), breakdown_kind="partition")),
                unit("u2", samples(3, breakdown=parts(x=2), breakdown_kind="of_which")),
            ],
            [2, 3],
            APART,
        ),
        # A missing member leaves the sum open, and says so.
        ([unit("u1", samples(5)), unit("u2", samples(None))], [None], ["merge_left_open"]),
    ],
)
def test_only_figures_of_several_reports_are_added(
    reports: list[MonthlyReport], figures: list[int | None], expected: list[str]
) -> None:
    """Section, name, unit and kind make a figure one, if each report has it once; what is kept apart is told."""
    assert [one.figure for one in whole(*reports).indicators] == figures
    assert codes(*reports) == sorted(expected)


def test_the_whole_is_added_with_its_part() -> None:
    """10/10 and 8/9 are 18/19."""
    (one,) = whole(unit("u1", samples(10, out_of=10)), unit("u2", samples(8, out_of=9))).indicators

    assert one.out_of == 19


@pytest.mark.parametrize(
    ("first", "second", "expected", "told"),
    [
        (parts(x=1, y=2), parts(y=3), [("x", 1), ("y", 5)], []),
        (
            [*parts(x=1), *parts(x=2)],
            parts(x=4),
            [("x", 1), ("x", 2), ("x", 4)],
            ["merge_parts_apart"],
        ),
        ([*parts(x=1), *parts(x=2)], parts(y=4), [("x", 1), ("x", 2), ("y", 4)], ["merge_parts_apart"]),
        (parts(x=1), parts(x=None), [("x", None)], ["merge_left_open"]),
        (parts(x=1), [], [("x", 1)], ["merge_parts_of_some"]),
    ],
)
def test_parts_are_added_where_each_report_has_them_once(
    first: list[BreakdownPart],
    second: list[BreakdownPart],
    expected: list[tuple[str, int | None]],
    told: list[str],
) -> None:
    """Parts of one breakdown are never added to each other."""
    reports = unit("u1", samples(9, breakdown=first)), unit("u2", samples(9, breakdown=second))
    (one,) = whole(*reports).indicators

    assert [(part.name, part.value) for part in one.breakdown] == expected
    assert codes(*reports) == told


def test_links_follow_a_record_that_is_renamed() -> None:
    """Where the second unit's ids are put behind its name, all its links lead there, and those of the first stay."""

    def report(name: str) -> MonthlyReport:
        return unit(
            name,
            samples(1),
            directives=[Directive(directive_id="D1", number=f"0{name[1]}/KH-UBND")],
            projects=[ResearchProject(project_id="P1", title=f"Đề tài {name}")],
            inspections=[
                InspectionActivity(inspection_id="T1", kinds=["check"], name=f"Kế hoạch {name}"),
                InspectionActivity(inspection_id="T2", kinds=["check"], name="Kiểm tra", executes_id="T1"),
            ],
            documents=[
                IssuedDocument(
                    document_id=f"V{name}",
                    number="30/BC-KHCN",
                    acts=[DocumentAct(content="Báo cáo", record_ids=["P1", "D1"])],
                )
            ],
            activities=[
                Activity(activity_id="A1", content=name, section="I"),
                Activity(
                    activity_id="A2",
                    content="Họp",
                    section="I",
                    parent_id="A1",
                    indicator_ids=["K1"],
                    project_ids=["P1"],
                    record_ids=["D1", "ngoài"],
                ),
            ],
            plan_items=[
                PlanItem(
                    plan_id=f"L{name}", content="Họp", period="2024-03", section="II", answered_by=["A2"]
                )
            ],
        )

    one = whole(report("u1"), report("u2"))
    mine, theirs = one.activities[1], one.activities[3]

    assert [item.activity_id for item in one.activities] == ["A1", "A2", "u2/A1", "u2/A2"]
    assert (mine.parent_id, mine.project_ids, mine.record_ids) == ("A1", ("P1",), ("D1", "ngoài"))
    assert (theirs.parent_id, theirs.project_ids, theirs.record_ids) == (
        "u2/A1",
        ("u2/P1",),
        ("u2/D1", "ngoài"),
    )
    assert theirs.indicator_ids == ("K1",)
    assert [item.executes_id for item in one.inspections] == [None, "T1", None, "u2/T1"]
    assert [item.acts[0].record_ids for item in one.documents] == [("P1", "D1"), ("u2/P1", "u2/D1")]
    assert [item.answered_by for item in one.plan_items] == [("A2",), ("u2/A2",)]


def test_a_link_follows_a_figure_that_was_added() -> None:
    """The second unit's figure stands in the first one's under its id."""
    told = Activity(activity_id="A1", content="Thử nghiệm", section="I", indicator_ids=["x"])
    one = whole(unit("u1", samples(1, "K1")), unit("u2", samples(2, "x"), activities=[told]))

    assert one.activities[0].indicator_ids == ("K1",)


def test_three_reports_of_one_id_give_no_id_twice() -> None:
    """Each record has an id of its own, whatever the units call their reports."""
    reports = [unit("u", activities=[Activity(activity_id="A", content=text, section="I")]) for text in "abc"]

    assert [one.activity_id for one in whole(*reports).activities] == ["A", "u/A", "u-2/A"]


def test_one_project_in_two_states_is_told() -> None:
    """Both are kept; whoever merges is asked which holds."""
    first, second = (
        ResearchProject(project_id="P1", title="Mô hình", status=status) for status in ("accepted", "closed")
    )
    reports = unit("u1", projects=[first]), unit("u2", projects=[second])

    assert [one.project_id for one in whole(*reports).projects] == ["P1", "u2/P1"]
    assert codes(*reports) == ["merge_one_told_twice"]
    named = attrs.evolve(second, project_id="Q7")
    assert codes(reports[0], unit("u2", projects=[named])) == ["merge_one_told_twice"]


def test_what_belongs_to_the_report_is_joined_or_told() -> None:
    """Notes and recipients are joined; signatures, other headings, other days and corrections are told."""
    corrected = samples(3).restate(figure=4, reason="Sót")
    reports = (
        unit(
            "u1",
            corrected,
            note="Một",
            as_of=dt.date(2024, 2, 14),
            sections=[Section(number="I", heading="Kết quả")],
            recipients=[Recipient(text="Lưu: VT")],
            signature=Signature(position="Giám đốc"),
        ),
        unit(
            "u2",
            samples(1, note="Hai mẫu hỏng"),
            note="Hai",
            as_of=dt.date(2024, 2, 12),
            sections=[Section(number="I", heading="Kết quả công tác")],
            recipients=[Recipient(text="Lưu: VT"), Recipient(text="UBND tỉnh")],
        ),
    )
    one = whole(*reports)

    assert (one.note, one.indicators[0].note, one.as_of) == ("Một; Hai", "Hai mẫu hỏng", dt.date(2024, 2, 14))
    assert [to.text for to in one.recipients] == ["Lưu: VT", "UBND tỉnh"]
    assert Counter(codes(*reports)) == {"merge_not_taken": 3, "merge_two_headings": 1}


@settings(max_examples=15, deadline=None)
@given(STRATEGIES["monthly_report"](), STRATEGIES["monthly_report"]())
def test_no_record_is_lost_and_no_id_stands_twice(one: MonthlyReport, other: MonthlyReport) -> None:
    """Of any two reports every record stands in the whole, under an id of its own in its kind."""
    same = attrs.evolve(other, period=one.period, window_rule=one.window_rule)
    made = whole(one, same)

    for name in RECORD_FIELDS:
        identities = [getattr(record, id_field(record)) for record in getattr(made, name)]
        assert len(identities) == len(set(identities))
        if name != "indicators":
            several = {*getattr(one, name), *getattr(other, name)}
            assert len(identities) >= len({getattr(record, id_field(record)) for record in several})
    assert merge_findings([one, same]) == merge_findings([one, same])
