"""The laws of the finished document: what stands in it, where, and in whose words; no format is asked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from khcn_records import samples
from khcn_records.errors import InvalidArgumentError, InvalidPeriodError, UnknownLanguageError
from khcn_records.labels import languages
from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.activities import Activity
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.indicators import Indicator
from khcn_records.records.issued_documents import IssuedDocument, Recipient, Signature
from khcn_records.records.monthly_reports import FIELD_OF, MonthlyReport, Section
from khcn_records.records.plan_items import PlanItem
from khcn_records.records.research_projects import ResearchProject
from khcn_records.renderers import Block, render
from khcn_records.renderers.composing import compose_report
from khcn_records.renderers.documents import LAYOUTS, Document, Paragraph
from renderable import RENDERABLE, REPORT

SAMPLE = samples.report_2024_02()


def report(**fields: Any) -> MonthlyReport:
    """A small report of an office the register knows."""
    told = {"report_id": "1", "period": "2024-02", "organization": "Sở Khoa học và Công nghệ tỉnh Bắc Giang"}
    return MonthlyReport(**(told | fields))


def lines(document: Document) -> list[str]:
    """The body, a line for each paragraph, without the mark that ends a document of the state."""
    return [str(part).replace("./.", ".") for part in document.body if isinstance(part, Paragraph)]


@pytest.mark.parametrize(
    ("organization", "parent", "issuer", "place"),
    [
        ("Sở Khoa học và Công nghệ tỉnh Bắc Giang", "UBND TỈNH BẮC GIANG", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Bắc Giang"),
        ("UBND tỉnh Bắc Giang", "", "UBND TỈNH BẮC GIANG", "Bắc Giang"),
        ("Công ty TNHH A", "", "CÔNG TY TNHH A", "……"),
        (None, "", "……", "……"),
    ],
)  # fmt: skip
def test_the_letterhead_is_what_the_register_knows(
    organization: str | None, parent: str, issuer: str, place: str
) -> None:
    """Body above, issuer and place come from the register of that day; what it does not know is left open, never guessed."""
    document = compose_report(report(organization=organization))

    assert document.letterhead is not None
    assert (document.letterhead.parent, document.letterhead.issuer) == (parent, issuer)
    assert document.date_line.startswith(f"{place}, ")


def test_what_the_caller_says_goes_before_the_register() -> None:
    """Parent, place, subject, address and basis are taken as given, lists ended by `;` and `.`."""
    document = compose_report(
        report(), parent="Bộ X", place="Hà Nội", subject="việc A", layout="submission",
        address=["Bộ X"], basis=["Căn cứ Luật A;", "Căn cứ Nghị định B,"],
    )  # fmt: skip

    assert document.letterhead is not None
    assert document.letterhead.parent == "BỘ X"
    assert document.date_line.startswith("Hà Nội, ")
    assert (document.kind, document.subject, document.address) == ("TỜ TRÌNH", "Việc A", ("Bộ X",))
    assert document.basis == ("Căn cứ Luật A;", "Căn cứ Nghị định B.")


@pytest.mark.parametrize(
    ("reference", "number", "day"),
    [
        (None, "Số: \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/……", "năm 2024"),
        ("Báo cáo số /BC-KHCN", "Số: \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/BC-KHCN", "năm 2024"),
        ("Báo cáo số 35/BC-KHCN ngày 15/02/2024", "Số: 35/BC-KHCN", "ngày 15 tháng 02 năm 2024"),
    ],
)
def test_number_and_day_are_blank_until_they_are_given(reference: str | None, number: str, day: str) -> None:
    """A draft leaves room for its number and its day; an issued report prints them as the decree writes them."""
    document = compose_report(report(reference=reference))

    assert document.number_line == number
    assert document.date_line.endswith(day)


@pytest.mark.parametrize(
    ("layout", "kind", "end", "first"),
    [
        ("state", "BÁO CÁO", "./.", "Số:"),
        ("party", "BÁO CÁO", ".", "Số "),
        ("letter", "", "./.", "Số:"),
        ("submission", "TỜ TRÌNH", "./.", "Số:"),
    ],
)
def test_each_layout_has_its_marks(layout: str, kind: str, end: str, first: str) -> None:
    """A document of the state ends `./.`, one of the Party with a full stop; a letter names no kind and says V/v."""
    document = compose_report(SAMPLE, layout=layout)
    last = str(document.body[-1])

    assert document.kind == kind
    assert last.endswith(end)
    assert last.endswith("./.") == (end == "./.")
    assert document.number_line.startswith(first)
    assert document.subject.startswith("V/v ") == (layout == "letter")
    assert bool(document.address) == (layout in {"letter", "submission"})
    assert document.letterhead is not None
    assert bool(document.letterhead.motto) == (layout != "party")


def test_the_appendix_stands_alone_too() -> None:
    """The appendix alone has its table, its title and the document it belongs to, and nothing else."""
    document = compose_report(SAMPLE, layout="appendix")

    assert (document.letterhead, document.body, document.signature) == (None, (), None)
    (appendix,) = document.appendices
    assert len([row for row in appendix.table.rows if row.group is None]) == len(SAMPLE.tasks)
    assert "\u00a0/BC-KHCN ngày …/…/2024" in appendix.attached_to


@pytest.mark.parametrize(("is_electronic", "expected"), [(True, "/BC-KHCN ngày …/…/2024"), (False, "số 35/BC-KHCN ngày 15 tháng 02 năm 2024")])  # fmt: skip
def test_an_electronic_appendix_leaves_number_and_day_blank(*, is_electronic: bool, expected: str) -> None:
    """On an electronic document the line under the appendix is not filled in; on paper it is (Phụ lục I, phần III, mục 1)."""
    numbered = report(reference="Báo cáo số 35/BC-KHCN ngày 15/02/2024")

    assert expected in compose_report(numbered, is_electronic=is_electronic).appendices[0].attached_to


def test_every_heading_of_the_report_stands_in_its_order_with_the_number_of_its_place() -> None:
    """The outline is the report's own; a heading misprinted `2.1` under `1` gets the number of its place."""
    headings = [part for part in compose_report(SAMPLE).body if isinstance(part, Paragraph) and part.role in {"title", "heading", "subheading", "minor"}]  # fmt: skip
    told = [section for section in SAMPLE.sections if section.number != "appendix"]

    assert [part.text.casefold() for part in headings] == [section.heading.casefold() for section in told]
    assert [part.marker for part in headings][-9:-6] == ["1.2.", "2.", "3."]


def test_every_item_and_every_task_of_the_plan_is_told_once() -> None:
    """Part I tells each activity and part II each planned item, in the office's words."""
    told = "\n".join(lines(compose_report(SAMPLE)))

    contents = [one.content for one in SAMPLE.activities] + [one.content for one in SAMPLE.plan_items]
    assert [content for content in contents if f" {content.rstrip(' .')}" not in told] == []


def test_every_document_and_titled_project_is_told() -> None:
    """Each document stands under its kind, but those about personnel, which are counted; each project is told by title."""
    told = "\n".join(lines(compose_report(SAMPLE)))

    assert [
        one.subject for one in SAMPLE.documents if not one.is_personnel and (one.subject or "") not in told
    ] == []
    assert [one.project_id for one in SAMPLE.projects if one.title and one.title not in told] == []
    assert "Công tác tổ chức, cán bộ (04 văn bản)" in told


def test_the_figures_of_the_tasks_are_counted_and_not_told_twice() -> None:
    """The figures of part I are those of the tasks; the indicator that says the same is not printed beside them."""
    told = lines(compose_report(SAMPLE))

    assert "Tổng số: 08 nhiệm vụ được giao (tính đến hết ngày 14/02/2024), trong đó:" in told
    assert "b) Đang thực hiện: 06 nhiệm vụ, trong đó còn hạn 06, quá hạn 0." in told
    assert not any("Nhiệm vụ được giao: 08" in line for line in told)


def test_a_figure_that_contradicts_the_tasks_is_told() -> None:
    """What an office counted otherwise is printed beside what the tasks say."""
    other = Indicator(indicator_id="K", name="Nhiệm vụ được giao", unit="nhiệm vụ", figure=9, section="I.I")
    sections = [Section(number="I", heading="A"), Section(number="I.I", heading="B")]
    told = lines(compose_report(report(sections=sections, indicators=[other])))

    assert any("Nhiệm vụ được giao: 09 nhiệm vụ" in line for line in told)


@pytest.mark.parametrize(
    ("content", "beneath"),
    [
        ("Cấp 13 giấy phép, lũy kế 19", []),
        ("Cấp giấy phép", ["+ Giấy phép: 13 giấy phép, lũy kế 19 giấy phép."]),
        ("Cấp 13 giấy phép", ["+ Giấy phép: 13 giấy phép, lũy kế 19 giấy phép."]),
        ("Cấp 130 giấy phép, lũy kế 190", ["+ Giấy phép: 13 giấy phép, lũy kế 19 giấy phép."]),
    ],
)
def test_an_item_that_prints_its_figures_has_them_told_once(content: str, beneath: list[str]) -> None:
    """The figure an item names stands beneath it, unless the item prints it itself."""
    figure = Indicator(indicator_id="K", name="Giấy phép", unit="giấy phép", figure=13, cumulative=19)
    item = Activity(activity_id="A", content=content, section="I.1", indicator_ids=["K"])
    told = lines(compose_report(report(activities=[item], indicators=[figure])))

    assert [line for line in told if line.startswith("+")] == beneath


def test_steps_outside_the_window_are_not_told() -> None:
    """A project tells what happened to it in the period, or where it stands where nothing did."""

    def step(event: str, day: dt.date) -> HistoryEntry:
        return HistoryEntry(event=event, from_state="a", to_state="b", on=day)

    history = [step("approve", dt.date(2023, 5, 1)), step("implement", dt.date(2024, 2, 1)), step("accept", dt.date(2024, 3, 1))]  # fmt: skip
    project = ResearchProject(project_id="P", title="T", level="province", kind="topic", history=history)
    still = attrs.evolve(project, project_id="Q", title="U", history=history[:1])
    told = lines(compose_report(report(projects=[project, still])))

    assert "- Đề tài cấp tỉnh “T”: triển khai thực hiện." in told
    assert any(line.startswith("- Đề tài cấp tỉnh “U”: ") and "phê duyệt" not in line for line in told)


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("thing", [one for one in RENDERABLE.values() if type(one) in FIELD_OF], ids=lambda one: type(one).__name__)  # fmt: skip
def test_every_record_finds_its_place_in_a_report_without_headings(thing: Any, lang: str) -> None:
    """Whatever record a report holds, the document is made, in every language and with no heading of its own."""
    made = report().with_records(thing)
    document = compose_report(made, lang)

    assert document.body
    assert document.page().blocks


def test_a_record_under_a_heading_that_is_not_there_is_told_all_the_same() -> None:
    """A record goes to the nearest heading above the one it names, and to the end where there is none."""
    sections = [
        Section(number="I", heading="A"),
        Section(number="I.1", heading="B"),
        Section(number="II", heading="C"),
    ]
    items = [
        Activity(activity_id=place, content=f"việc {place}", section=place)
        for place in ("I.1.4.2", "I.9", "V.1")
    ]
    told = lines(compose_report(report(sections=sections, activities=items)))

    assert [line for line in told if "việc" in line] == ["- việc I.9.", "- việc I.1.4.2.", "- việc V.1."]


def test_items_that_name_each_other_as_parents_are_told() -> None:
    """A circle of items loses none of them."""
    one = Activity(activity_id="a", content="việc a", section="I.1", parent_id="b")
    other = Activity(activity_id="b", content="việc b", section="I.1", parent_id="a")
    told = "\n".join(lines(compose_report(report(activities=[one, other]))))

    assert (told.count("việc a"), told.count("việc b")) == (1, 1)


def test_personal_data_is_masked_unless_asked_for() -> None:
    """The signer's name and electronic addresses are shown on demand alone."""
    private = report(
        signature=Signature(authority="kt", head_position="Giám đốc", position="Phó Giám đốc", name="Trần Văn B"),
        recipients=[Recipient(text="Hộp thư", emails=["a@b.vn"])],
        documents=[IssuedDocument(document_id="1", kind=None, number="1/QĐ-X", subject="Cho ông C nghỉ", is_personnel=True)],
    )  # fmt: skip
    hidden, told = (str(compose_report(private, with_personal=one)) for one in (False, True))

    for secret in ("Trần Văn B", "a@b.vn", "ông C"):
        assert secret not in hidden
        assert secret in told


def test_the_party_writes_authority_with_a_stroke() -> None:
    """A Party document says T/M and K/T where one of the state says TM. and KT."""
    signed = report(signature=Signature(authority="tm", head_position="Ban Thường vụ", position="Bí thư"))

    assert [compose_report(signed, layout=one).signature.lines[0] for one in ("state", "party")] == ["TM. BAN THƯỜNG VỤ", "T/M BAN THƯỜNG VỤ"]  # type: ignore[union-attr]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("lang", languages())
def test_the_whole_report_has_every_layout_in_every_format(form: str, layout: str, lang: str) -> None:
    """`layout` makes any format render the whole report, twice the same, hostile texts escaped."""
    made = str(render(REPORT, form, lang=lang, layout=layout))

    assert made == render(REPORT, form, lang=lang, layout=layout)
    assert form != "html" or "<script>" not in made


def test_a_document_is_rendered_as_it_is() -> None:
    """Whoever composes a document by hand renders it like any other thing."""
    letter = Document(
        subject="V/v họp", body=[Paragraph("text", "Mời họp."), Block(headings=("A",), rows=())]
    )

    assert "Mời họp." in render(letter)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"layout": "book"}, InvalidArgumentError),
        ({"lang": "fr"}, UnknownLanguageError),
        ({"address": "UBND tỉnh"}, TypeError),
        ({"basis": "Căn cứ"}, TypeError),
        ({"colour": "red"}, TypeError),
    ],
    ids=str,
)
def test_wrong_calls_are_refused(wrong: dict[str, Any], error: type[Exception]) -> None:
    """A layout, language or option that is not there is refused, never ignored."""
    with pytest.raises(error):
        compose_report(report(), **wrong)


def test_a_period_without_a_year_is_refused() -> None:
    """Where no day is known no figure can hold."""
    with pytest.raises(InvalidPeriodError):
        compose_report(report(period="tháng 02"))


def test_many_records_take_linear_time() -> None:
    """Ten thousand tasks, items and plans are composed at once."""
    many = report(
        tasks=[AssignedTask(task_id=str(n), directive="1/KH-X", content="a", status="done") for n in range(3000)],
        activities=[Activity(activity_id=f"a{n}", content=f"việc {n}", section="I.1", parent_id=f"a{n - 1}") for n in range(3000)],
        plan_items=[PlanItem(plan_id=f"p{n}", content=f"kế hoạch {n}", period="2024-03", section="II.1") for n in range(3000)],
    )  # fmt: skip

    assert len(compose_report(many).body) > 6000


@pytest.mark.parametrize(
    ("period", "as_of"),
    [
        ("9 tháng năm 2024", dt.date(2024, 9, 30)),
        ("2024-02", dt.date(2023, 1, 1)),
        ("2024-02", dt.date(2025, 1, 1)),
    ],
)
def test_the_day_of_the_figures_is_the_callers(period: str, as_of: dt.date) -> None:
    """A report whose period has no window, or whose day lies outside it, is composed as of its day."""
    step = HistoryEntry(event="approve", from_state="a", to_state="b", on=as_of)
    project = ResearchProject(project_id="P", title="T", kind="topic", history=[step])
    told = lines(compose_report(report(period=period, as_of=as_of, projects=[project])))

    assert "- Đề tài “T”: phê duyệt." in told


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1", "1.1", "2"], ["1. A0", "1.1. A1", "2. A2"]),
        (["I", "I.I", "I.I.2"], ["Phần I", "A0", "I. A1", "2. A2"]),
        (["II", "II.4"], ["Phần II", "A0", "4. A1"]),
        (["A", "A.1"], ["A. A0", "A.1. A1"]),
    ],
)
def test_outlines_of_any_depth_have_their_numbers(numbers: list[str], expected: list[str]) -> None:
    """A heading is numbered as its place says; the figures of the tasks stand under the first where none has them."""
    sections = [Section(number=number, heading=f"A{place}") for place, number in enumerate(numbers)]
    told = lines(compose_report(report(sections=sections)))

    told = [line.removesuffix(".") for line in told]
    assert [line for line in told if line in expected] == expected
    assert "Trong kỳ không có nhiệm vụ được giao" in told
