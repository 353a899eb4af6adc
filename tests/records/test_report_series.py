"""The laws of reports in a row and side by side: nothing open is lost, figures add up, nothing is merged silently."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khcn_records.auditing import audit
from khcn_records.errors import InvalidArgumentError
from khcn_records.lifecycle import advance
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.indicator_parts import BreakdownPart
from khcn_records.records.indicators import Indicator
from khcn_records.records.monthly_reports import RECORD_FIELDS, MonthlyReport
from khcn_records.records.plan_items import PlanItem
from khcn_records.records.report_cumulation import cumulate
from khcn_records.records.report_merging import merge
from khcn_records.records.report_series import (
    answer_plan,
    carry_over,
    likeness,
    match_projects,
)
from khcn_records.records.research_projects import ResearchProject
from khcn_records.values.dates import PartialDate
from record_strategies import STRATEGIES

TITLE = "Xây dựng mô hình trồng giống lúa thuần DCG66 tại huyện Lạng Giang, tỉnh Bắc Giang"


def report(month: int = 2, year: int = 2024, **fields: Any) -> MonthlyReport:
    """A report of a month."""
    return MonthlyReport(report_id=f"{year}-{month:02d}", period=f"{year}-{month:02d}", **fields)


def told(*values: Any) -> tuple[Any, ...]:
    """Several things together; a figure equals the whole number it is."""
    return values


def task(identity: str, status: str) -> AssignedTask:
    """A task in a state."""
    return AssignedTask(task_id=identity, directive="02/KH-UBND", content="Báo cáo", status=status)


def licences(figure: int | None, cumulative: int | None = None, **fields: Any) -> Indicator:
    """Licences granted in a month."""
    return Indicator(
        indicator_id="K1", name="Giấy phép", unit="giấy phép", figure=figure, cumulative=cumulative, **fields
    )


def project(identity: str = "P1", title: str | None = TITLE, **fields: Any) -> ResearchProject:
    """A project by its title."""
    return ResearchProject(project_id=identity, title=title, **fields)


def plan(content: str = "Họp hội đồng nghiệm thu đề tài", **fields: Any) -> PlanItem:
    """Something planned for March."""
    return PlanItem(plan_id="L1", content=content, period="2024-03", section="II.1", **fields)


def test_what_is_open_is_carried_over_and_the_rest_is_not() -> None:
    """The draft holds open tasks and living projects with their ids, and neither what is done nor the old number."""
    draft = report(
        reference="30/BC-KHCN",
        tasks=[task("1", "done"), task("2", "in_progress"), task("3", "not_started"), task("4", "cancelled")],
        projects=[
            project("P1", status="accepted"),
            project("P2", status="closed"),
            project("P3", status="withdrawn"),
        ],
        plan_items=[plan()],
    ).carry_over()

    assert (draft.report_id, str(draft.period), draft.reference) == ("2024-03", "2024-03", None)
    assert [one.task_id for one in draft.tasks] == ["2", "3"]
    assert [one.project_id for one in draft.projects] == ["P1"]
    assert [one.plan_id for one in draft.plan_items] == ["L1"]


@pytest.mark.parametrize(
    ("month", "year", "carried", "cumulative"), [(2, 2024, 19, 22), (12, 2024, 0, 3), (1, 2024, 19, 22)]
)
def test_cumulative_figures_begin_where_the_last_report_ended(
    month: int, year: int, carried: int, cumulative: int
) -> None:
    """The draft's indicator begins with the cumulative figure of its year, a new year with nought."""
    (draft,) = report(month, year, indicators=[licences(13, 19)]).carry_over().indicators

    assert told(draft.figure, draft.cumulative, draft.carried) == (None, None, carried)
    assert draft.with_figure("03 giấy phép").cumulative == cumulative


@settings(max_examples=20)
@given(STRATEGIES["monthly_report"]())
def test_a_draft_is_a_report_of_the_next_period(one: MonthlyReport) -> None:
    """Any report of a dated period has a draft, whose records all come from it."""
    if one.period.year is None or one.period.year >= 9990:
        return
    draft = carry_over(one)

    assert draft.period == one.period.next()
    for name in RECORD_FIELDS:
        if name != "indicators":
            assert set(getattr(draft, name)) <= set(getattr(one, name))


def test_march_is_computed_from_january_and_february() -> None:
    """Cumulative figures follow from the first month of the year on, in whatever order the reports come."""
    january, february, march = (
        report(month, indicators=[licences(figure)]) for month, figure in ((1, 6), (2, 13), (3, 2))
    )
    made = cumulate([march, january, february])

    assert [one.indicators[0].cumulative for one in made] == [6, 19, 21]
    assert audit(made, rules=["cumulative_mismatch"]) == ()


def test_nothing_printed_without_a_unit_is_of_its_name() -> None:
    """`Không` bears no unit; it continues the one figure of its name, and none where two could be meant."""
    nothing = Indicator(indicator_id="K9", name="Giấy phép", figure=0, figure_text="Không")
    other = Indicator(indicator_id="K2", name="Giấy phép", unit="cơ sở", figure=1)

    assert [
        one.indicators[0].cumulative
        for one in cumulate([report(1, indicators=[licences(6)]), report(2, indicators=[nothing])])
    ] == [6, 6]
    assert (
        cumulate([report(1, indicators=[licences(6), other]), report(2, indicators=[nothing])])[1]
        .indicators[0]
        .cumulative
        is None
    )


def test_a_missing_month_leaves_the_cumulative_figure_open() -> None:
    """Nobody guesses a month that is not there."""
    made = cumulate([report(1, indicators=[licences(6)]), report(3, indicators=[licences(2)])])

    assert [one.indicators[0].cumulative for one in made] == [6, None]


def test_a_stated_figure_stays_and_a_rule_says_where_it_is_wrong() -> None:
    """What an office wrote is kept; the audit tells the figure that would follow."""
    made = cumulate([report(1, indicators=[licences(6)]), report(2, indicators=[licences(13, 20)])])
    (finding,) = audit(made, rules=["cumulative_mismatch"])

    assert made[1].indicators[0].cumulative == 20
    assert dict(finding.parameters)["expected"] == "19"


def test_a_restated_figure_is_kept_with_its_history() -> None:
    """Putting January right changes what February begins with; the old figure stays in the record."""
    january = report(1, indicators=[licences(6).restate(figure=7, on=dt.date(2024, 2, 20), reason="Sót")])
    made = cumulate([january, report(2, indicators=[licences(13)])])

    assert [one.indicators[0].cumulative for one in made] == [7, 20]
    assert made[0].indicators[0].restatements[0].previous_figure == 6


@pytest.mark.parametrize("other", [{"organization": "Sở B"}, {"month": 2}])
def test_only_reports_of_one_office_cumulate(other: dict[str, Any]) -> None:
    """Two offices, or one month told twice, make no row."""
    with pytest.raises(InvalidArgumentError):
        cumulate([report(2), report(**{"month": 3, **other})])


SAMPLES = ("Mẫu", "mẫu")


def samples(identity: str, figure: int | None, section: str | None = None, **fields: Any) -> Indicator:
    """Samples tested, told in a section."""
    given = {"name": SAMPLES[0], "unit": SAMPLES[1], **fields}
    return Indicator(indicator_id=identity, figure=figure, section=section, **given)


@pytest.mark.parametrize(
    ("january", "february", "expected"),
    [
        # One id is one figure, though two bear one name.
        ([samples("a", 5, "I"), samples("b", 7, "II")], [samples("a", 1), samples("b", 2)], [6, 9]),
        # Other ids: the section tells them apart.
        (
            [samples("a", 5, "I"), samples("b", 7, "II")],
            [samples("x", 1, "I"), samples("y", 2, "II")],
            [6, 9],
        ),
        # Nothing tells them apart.
        ([samples("a", 5), samples("b", 7)], [samples("x", 1), samples("y", 2)], [None, None]),
        # An id that was given to another figure.
        (
            [samples("1", 5, name="Mẫu than"), samples("2", 7, name="Giấy phép")],
            [samples("1", 1, name="Giấy phép"), samples("2", 2, name="Mẫu than")],
            [8, 7],
        ),
        # A share of something, and a figure out of a whole, do not add up.
        ([samples("a", 100, unit="%")], [samples("a", 100, unit="%")], [None]),
        ([samples("a", 10, out_of=10)], [samples("a", 9, out_of=10)], [None]),
        # Samples are not added to instruments.
        ([samples("a", 5)], [samples("a", 3, unit="phương tiện đo")], [None]),
    ],
)
def test_a_figure_continues_the_one_it_is(
    january: list[Indicator], february: list[Indicator], expected: list[int | None]
) -> None:
    """By id, then by section, name and unit where they mean one figure; what could be meant twice stays open."""
    made = cumulate([report(1, indicators=january), report(2, indicators=february)])

    assert [one.cumulative for one in made[1].indicators] == expected


def test_windows_that_do_not_adjoin_do_not_cumulate() -> None:
    """A February of the calendar behind a January of the decree stays open, and the audit says why."""
    several = [
        report(1, indicators=[licences(6)]),
        report(2, window_rule="calendar", indicators=[licences(13)]),
    ]
    made = cumulate(several)

    assert made[1].indicators[0].cumulative is None
    assert [one.subject for one in audit(made, rules=["windows_do_not_adjoin"])] == ["2024-02"]


def test_only_periods_of_one_length_cumulate() -> None:
    """A month and a quarter make no row."""
    with pytest.raises(InvalidArgumentError):
        cumulate([report(1), MonthlyReport(report_id="Q2", period="2024-Q2")])


def test_an_empty_month_hands_on_what_it_was_handed() -> None:
    """Where nobody told February's figure, March still begins with January's."""
    february = report(1, indicators=[licences(6, 6)]).carry_over()
    (march,) = february.carry_over().indicators

    assert march.carried == 6
    assert march.with_figure(3).cumulative == 9
    assert cumulate([february, report(3, indicators=[licences(2)])])[1].indicators[0].cumulative == 8
    told_only = attrs.evolve(licences(4), carried=None)
    assert report(2, indicators=[told_only]).carry_over().indicators == ()


@pytest.mark.parametrize(
    ("unit", "cumulative_unit", "figure", "expected"),
    [
        ("mẫu", None, "03 mẫu", (3, "mẫu", None, 1294)),
        ("mẫu", None, "03", (3, "mẫu", None, 1294)),
        (None, None, "03 mẫu", (3, "mẫu", None, 1294)),
        ("mẫu", None, "03 phương tiện đo", (3, "phương tiện đo", "mẫu", None)),
        ("phương tiện đo", "mẫu", "03 phương tiện đo", (3, "phương tiện đo", "mẫu", None)),
        ("phương tiện đo", "mẫu", 3, (3, "phương tiện đo", "mẫu", None)),
        ("%", None, "100%", (100, "%", None, None)),
        ("huyện", None, "10/10 huyện", (10, "huyện", None, None)),
    ],
)
def test_a_figure_is_added_only_to_what_it_counts(
    unit: str | None, cumulative_unit: str | None, figure: str | int, expected: tuple[Any, ...]
) -> None:
    """1.291 samples and three instruments are no 1.294 of anything, and percentages add up to nothing."""
    one = Indicator(
        indicator_id="K10", name="Kiểm định", unit=unit, cumulative_unit=cumulative_unit, carried=1291
    ).with_figure(figure)

    assert told(one.figure, one.unit, one.cumulative_unit, one.cumulative) == expected


def test_reports_of_units_are_joined() -> None:
    """Records stand together, equal ones once, and figures of one thing are added up with their parts."""
    a = report(
        tasks=[task("1", "done")],
        indicators=[licences(13, 19, breakdown=[BreakdownPart(name="Cấp mới", value=10)])],
    )
    b = report(
        tasks=[task("1", "done"), task("1b", "done")],
        indicators=[licences(2, 3, breakdown=[BreakdownPart(name="cấp mới", value=1)])],
    )
    whole = merge([a, b], report_id="SO", organization="Sở A")

    assert [one.task_id for one in whole.tasks] == ["1", "1b"]
    (added,) = whole.indicators
    assert told(added.figure, added.cumulative, added.breakdown[0].value) == (15, 22, 11)


def test_one_id_of_two_units_is_told_apart() -> None:
    """Different records under one id both stay; the later bears its unit's name."""
    a, b = (
        report(tasks=[task("1", "done")]),
        attrs.evolve(report(), report_id="TT", tasks=[task("1", "in_progress")]),
    )

    assert [one.task_id for one in merge([a, b], report_id="SO").tasks] == ["1", "TT/1"]


def test_a_sum_with_a_missing_member_is_missing() -> None:
    """Nought is never made of nothing."""
    whole = merge([report(indicators=[licences(13, 19)]), report(indicators=[licences(2)])], report_id="SO")

    assert told(whole.indicators[0].figure, whole.indicators[0].cumulative) == (15, None)


def test_only_reports_of_one_period_merge() -> None:
    """Months are not added to each other."""
    for several in ([], [report(1), report(2)]):
        with pytest.raises(InvalidArgumentError):
            merge(several, report_id="SO")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (project("P1"), project("P1", "Tên khác hẳn"), [("P1", "P1", True)]),
        (project("P1"), project("Q9", TITLE.upper()), [("P1", "Q9", True)]),
        (project("P1"), project("Q9", TITLE.replace("thuần ", "")), [("P1", "Q9", False)]),
        (project("P1"), project("Q9", "Nghiên cứu sản xuất phân bón cho cây vải"), []),
        (project("P1", level="province"), project("Q9", level="grassroots"), []),
        (project("P1", None), project("Q9", None), []),
        (
            project("P1", "Ứng dụng KH&CN nuôi cá"),
            project("Q9", "Ứng dụng khoa học và công nghệ nuôi cá"),
            [("P1", "Q9", False)],
        ),
        (
            project("P1", "Ứng dụng KHCN nuôi cá"),
            project("Q9", "Ứng dụng KH&CN nuôi cá"),
            [("P1", "Q9", False)],
        ),
        (
            project("P1", "Nghiên cứu bệnh gà"),
            project("Q9", "Nghiên cứu bênh gà"),
            [("P1", "Q9", False)],
        ),
    ],
)
def test_a_project_is_recognised_under_another_spelling(
    before: ResearchProject, after: ResearchProject, expected: list[tuple[str, str, bool]]
) -> None:
    """One id is one project; a title alike is a match that asks, and levels that differ are two projects."""
    found = match_projects(report(2, projects=[before]), report(3, projects=[after]))

    assert [(one.before_id, one.after_id, one.is_certain) for one in found] == expected


def test_a_project_is_matched_once() -> None:
    """Two projects of one title match the two of the next report, each once."""
    found = match_projects(
        report(2, projects=[project("P1"), project("P2")]), report(3, projects=[project("Q1"), project("Q2")])
    )

    assert sorted((one.before_id, one.after_id, one.is_certain) for one in found) == [
        ("P1", "Q1", False),
        ("P2", "Q2", False),
    ]


def test_a_title_that_several_bear_is_not_certain() -> None:
    """One project of two candidates is a choice that nobody made; with the other gone by its id it is sure."""
    before, after = project("P1"), [project("Q1"), project("Q2")]

    (found,) = match_projects(report(2, projects=[before]), report(3, projects=after))
    assert not found.is_certain
    (_, sure) = match_projects(report(2, projects=[project("Q2"), before]), report(3, projects=after))
    assert (sure.before_id, sure.after_id, sure.is_certain) == ("P1", "Q1", True)


def test_a_respelt_title_is_a_finding() -> None:
    """The audit of a series asks about a title that is only alike, and hints at other capitals."""
    for title, severity in ((TITLE.replace("thuần ", ""), "warning"), (TITLE.upper(), "info")):
        several = [report(2, projects=[project("P1")]), report(3, projects=[project("Q9", title)])]
        (finding,) = audit(several, rules=["project_respelt"])
        assert finding.severity == severity


def test_changed_records_take_the_place_of_those_they_were() -> None:
    """A record of a kind and id that stands in the report replaces it where it stood; another is put behind."""
    before = report(2, tasks=[task("1", "in_progress"), task("2", "in_progress")])
    after = before.with_records(task("1", "done"), task("3", "done"), project())

    assert [(one.task_id, one.status.value) for one in after.tasks] == [
        ("1", "done"),
        ("2", "in_progress"),
        ("3", "done"),
    ]
    assert [one.project_id for one in after.projects] == ["P1"]
    assert before.with_records() == before
    with pytest.raises(TypeError):
        before.with_records("task")


def test_what_was_planned_is_answered_by_the_next_report() -> None:
    """A plan is answered by the project it names once the event happened, by what it names, or by words alike."""
    planned = plan(project_ids=["P1"], planned_event="accept")
    accepted = advance(project("P1", status="products_submitted"), "accept", on=PartialDate(2024, 3))
    before = report(2, plan_items=[planned])

    (moved,) = answer_plan(before, report(3, projects=[accepted]))
    (still,) = answer_plan(before, report(3, projects=[project("P1")]))
    assert (moved.record_ids, moved.is_certain) == (("P1",), True)
    assert still.record_ids == ()


@pytest.mark.parametrize(
    ("event", "on", "answer"),
    [
        ("accept", PartialDate(2023, 6), ()),
        ("accept", PartialDate(2024, 3), ("P1",)),
        ("accept", PartialDate(2024), ("P1",)),
        ("accept", dt.date(2024, 2, 20), ("P1",)),
        ("accept", dt.date(2024, 4, 2), ()),
        (None, PartialDate(2023, 6), ()),
        (None, dt.date(2024, 3, 5), ("P1",)),
    ],
)
def test_only_a_step_in_the_time_of_the_later_report_answers(
    event: str | None, on: dt.date | PartialDate, answer: tuple[str, ...]
) -> None:
    """A step of last year answers no plan for March, whether or not the plan names the event."""
    planned = plan(project_ids=["P1"], planned_event=event)
    accepted = advance(project("P1", status="products_submitted"), "accept", on=on)

    (found,) = answer_plan(report(2, plan_items=[planned]), report(3, projects=[accepted]))
    assert (found.record_ids, found.is_certain) == (answer, bool(answer))


def test_what_is_only_carried_over_answers_no_plan() -> None:
    """A project or a task that stands in both reports unchanged, or a step that was told before, is no answer."""
    moved = advance(project("P1", status="products_submitted"), "accept", on=dt.date(2024, 2, 20))
    task_told = AssignedTask(
        task_id="1", directive="02/KH-UBND", content="Họp hội đồng nghiệm thu đề tài", status="in_progress"
    )
    for records in ({"projects": [project("P1")]}, {"projects": [moved]}, {"tasks": [task_told]}):
        before = report(2, plan_items=[plan(project_ids=["P1"])], **records)
        (answer,) = answer_plan(before, before.carry_over())
        assert answer.record_ids == ()


def test_a_plan_without_an_answer_is_a_finding() -> None:
    """The next report says nothing of it and plans it not again: the audit of the series says so."""
    before = report(2, plan_items=[plan()])

    assert [one.subject for one in audit([before, report(3)], rules=["plan_unanswered"])] == ["L1"]
    again = attrs.evolve(plan(), period="2024-04")
    assert audit([before, report(3, plan_items=[again])], rules=["plan_unanswered"]) == ()
    assert len(audit([before, before.carry_over()], rules=["plan_unanswered"])) == 1
    with pytest.raises(InvalidArgumentError):
        answer_plan(before, before)


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_symmetric_and_between_nought_and_one(one: str, other: str) -> None:
    """Either title may be the respelt one, and a title is most like itself."""
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) in {Decimal(0), Decimal(1)}
