"""Calendars: what stands in them is read back by another program's library, and no text of a record becomes a command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, cast

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.display import MASK
from khcn_records.display.printing import printable
from khcn_records.errors import InvalidArgumentError, UnknownLanguageError, UnknownYearError
from khcn_records.finding import Finding, Findings
from khcn_records.labels import languages
from khcn_records.lifecycle import advance
from khcn_records.obligations import statutory_deadlines
from khcn_records.records import KINDS
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.records.citizen_receptions import CitizenReception
from khcn_records.records.directives import Directive
from khcn_records.records.inspection_activities import InspectionActivity
from khcn_records.records.licences import Licence
from khcn_records.records.plan_items import PlanItem
from khcn_records.records.recurring_activities import RecurringActivity
from khcn_records.records.research_projects import ResearchProject
from khcn_records.renderers import Page, render
from khcn_records.values.dates import PartialDate
from record_strategies import EXAMPLES
from renderable import NASTY, NASTY_FINDINGS, REPORT, nasty_task
from renderer_snapshot import document, golden_file
from strategies import recurrences

pytest.importorskip("icalendar", reason="the extra ical is not installed")
vobject: Any = pytest.importorskip("vobject", reason="the library that reads calendars back is not installed")

DAY = dt.date(2024, 2, 1)
CALENDAR = vietnam_calendar()
EVERY_LANGUAGE = pytest.mark.parametrize("lang", languages())
TASK = AssignedTask(
    task_id="2024-02/I.1",
    directive="316/UBND-KGVX ngày 17/01/2024",
    content="Góp ý dự thảo Quyết định",
    status=TaskStatus.IN_PROGRESS,
    assigned_on=dt.date(2024, 1, 17),
    due_on=dt.date(2024, 2, 15),
)


def made(obj: object, **options: Any) -> bytes:
    """A calendar of a day, of the record's own days."""
    wishes: dict[str, Any] = {"as_of": DAY, "statutory": False, **options}
    return cast("bytes", render(obj, "ics", **wishes))


def read(content: bytes) -> Any:
    """The calendar as the other library reads it."""
    return vobject.readOne(content.decode("utf-8"))


def components(content: bytes, name: str) -> list[Any]:
    """The components of that name."""
    return list(read(content).contents.get(name, ()))


def one(obj: object, name: str = "vtodo", **options: Any) -> Any:
    """The only component of a calendar."""
    content = made(obj, **options)
    (found,) = [*components(content, "vtodo"), *components(content, "vevent")]
    assert found.name == name.upper()
    return found


def days_of(content: bytes) -> tuple[dt.date, ...]:
    """Every day of every event, rules worked out by the other library."""
    days = []
    for event in components(content, "vevent"):
        rules = event.getrruleset() if "rrule" in event.contents else None
        days += [moment.date() for moment in rules] if rules is not None else [event.dtstart.value]
    return tuple(sorted(days))


def lines_of(content: bytes) -> Iterator[str]:
    """The content lines, unfolded by the rule of RFC 5545 alone."""
    assert content.endswith(b"\r\n")
    return iter(content[:-2].replace(b"\r\n ", b"").decode("utf-8").split("\r\n"))


@EVERY_LANGUAGE
def test_the_sample_report_is_as_it_was(lang: str) -> None:
    """The days of the sample report stand as in its golden file, line for line; where a line is folded, icalendar decides."""
    assert list(lines_of(document("ics", lang).encode())) == list(
        lines_of(golden_file("ics", lang).read_bytes())
    )


@EVERY_LANGUAGE
def test_another_library_reads_the_sample_report(lang: str) -> None:
    """Each thing to do and each event is read, none shares its id with another, and each says when it was made."""
    whole = read(document("ics", lang).encode())
    found = [*whole.vtodo_list, *whole.vevent_list]
    ids = [component.uid.value for component in found]

    assert len(whole.vtodo_list) > 20
    assert len(whole.vevent_list) > 10
    assert len(set(ids)) == len(ids)
    assert {str(component.dtstamp.value.date()) for component in found} == {"2024-03-05"}
    assert {component.summary.params["LANGUAGE"][0] for component in found} == {lang}


@EVERY_LANGUAGE
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_a_calendar(kind: str, lang: str) -> None:
    """Whatever record there is, its calendar is read by the other library, and is the same each time."""
    calendar = vietnam_calendar(estimate_through=2035)
    options: dict[str, Any] = {"lang": lang, "calendar": calendar, "statutory": True, "alarms": [1]}
    content = made([EXAMPLES[kind], EXAMPLES[kind]], **options)

    assert read(content).version.value == "2.0"
    assert content == made((EXAMPLES[kind], EXAMPLES[kind]), **options)


@pytest.mark.parametrize(
    ("status", "expected", "percent"),
    [
        ("not_started", "NEEDS-ACTION", "0"),
        ("in_progress", "IN-PROCESS", None),
        ("done", "COMPLETED", "100"),
        ("cancelled", "CANCELLED", None),
        ("transferred", "CANCELLED", None),
    ],
)
def test_a_task_is_a_thing_to_do(status: str, expected: str, percent: str | None) -> None:
    """Its last day, its state and what is known of how much is done; how much of what is under way, nobody knows."""
    found = one(attrs.evolve(TASK, status=status))

    assert (found.due.value, found.dtstart.value) == (dt.date(2024, 2, 15), dt.date(2024, 1, 17))
    assert (found.status.value, found.summary.value) == (expected, "Góp ý dự thảo Quyết định")
    assert (found.percent_complete.value if "percent-complete" in found.contents else None) == percent
    assert found.uid.value == "assigned_task.2024-02/I.1@khcn-records"


def test_a_task_done_says_the_day() -> None:
    """The day of completion, wherever in Vietnam or Europe it is read; a day given after the last one is left out."""
    done = advance(TASK, "complete", on=dt.date(2024, 2, 9))
    found = one(done)

    assert found.completed.value == dt.datetime(2024, 2, 9, 5, tzinfo=dt.UTC)
    assert "dtstart" not in one(attrs.evolve(TASK, assigned_on=dt.date(2024, 3, 1))).contents


@pytest.mark.parametrize(
    ("due_text", "assigned_on", "calendar", "expected"),
    [
        ("05 ngày làm việc", dt.date(2024, 2, 5), CALENDAR, "2024-02-19"),  # Tết: 8 to 14 February
        ("05 ngày làm việc", dt.date(2024, 2, 5), None, None),
        ("05 ngày làm việc", None, CALENDAR, None),
        ("sớm nhất có thể", dt.date(2024, 2, 5), CALENDAR, None),
        ("24 giờ", dt.date(2024, 2, 5), CALENDAR, None),
        (None, dt.date(2024, 2, 5), CALENDAR, None),
    ],
)
def test_a_limit_without_a_day_is_counted(
    due_text: Any, assigned_on: Any, calendar: Any, expected: Any
) -> None:
    """A task that tells from when and how long has a last day once a calendar is given, with the steps; no other day is made up."""
    task = attrs.evolve(TASK, due_on=None, due_text=due_text, assigned_on=assigned_on)
    found = one(task, calendar=calendar)

    assert (str(found.due.value) if "due" in found.contents else None) == expected
    assert (
        "Điều 148" in found.description.value or "ngày làm việc" in found.description.value
    ) or expected is None


@pytest.mark.parametrize(
    ("alarms", "calendar", "expected"),
    [
        ([], None, []),
        ([3], None, ["2024-02-12 01:00"]),
        ([3], CALENDAR, ["2024-02-05 01:00"]),  # 7, 6, 5 February: the days between are Tết
        ([1, 0, 1], CALENDAR, ["2024-02-07 01:00", "2024-02-15 01:00"]),
    ],
)
def test_reminders_come_so_many_days_before(alarms: list[int], calendar: Any, expected: list[str]) -> None:
    """Calendar days, or working days where a calendar is given, at eight in the morning in Vietnam; none of what is done."""
    found = one(TASK, alarms=alarms, calendar=calendar)
    told = [f"{alarm.trigger.value:%Y-%m-%d %H:%M}" for alarm in found.contents.get("valarm", ())]

    assert told == expected
    assert b"TRIGGER;VALUE=DATE-TIME:" in made(TASK, alarms=[1])
    assert "valarm" not in one(attrs.evolve(TASK, status="done"), alarms=alarms, calendar=calendar).contents


def test_a_reminder_at_another_hour() -> None:
    """The hour is that of Vietnam."""
    (alarm,) = one(TASK, alarms=[1], alarm_at=dt.time(14, 30)).valarm_list

    assert alarm.trigger.value == dt.datetime(2024, 2, 14, 7, 30, tzinfo=dt.UTC)
    assert (alarm.action.value, alarm.description.value) == ("DISPLAY", TASK.content)


def test_other_kinds_have_their_days() -> None:
    """The end of a term, an expiry, an inspection of several days, a reception, a planned item."""
    project = ResearchProject(
        project_id="1", title="Khoai tây", status="in_progress", end_on=PartialDate(2024, 6)
    )
    licence = Licence(licence_id="9", kind="xray_permit", status="issued", valid_until=dt.date(2025, 2, 28))
    visit = InspectionActivity(
        inspection_id="5",
        kinds=("inspection",),
        name="Thanh tra đo lường",
        status="in_progress",
        start_on=dt.date(2024, 3, 4),
        end_on=dt.date(2024, 3, 8),
    )
    reception = CitizenReception(reception_id="7", status="cancelled", scheduled_on=dt.date(2024, 2, 15))
    plan = PlanItem(
        plan_id="3",
        content="Ban hành kế hoạch",
        period="tháng 03/2024",
        section="II.1",
        due_on=PartialDate(2024, 3),
    )
    told = {
        "Hết thời gian thực hiện: Khoai tây": (project, "2024-06-30", None, "CONFIRMED"),
        "Hết hạn: Giấy phép tiến hành công việc bức xạ (sử dụng thiết bị X-quang chẩn đoán y tế) 9": (licence, "2025-02-28", None, "CONFIRMED"),
        "Thanh tra đo lường": (visit, "2024-03-04", "2024-03-09", "CONFIRMED"),
        "Tiếp công dân": (reception, "2024-02-15", None, "CANCELLED"),
    }  # fmt: skip
    for summary, (record, begin, end, status) in told.items():
        event = one(record, "vevent")
        assert str(event.dtstart.value) == begin
        assert (str(event.dtend.value) if "dtend" in event.contents else None) == end
        assert (event.status.value, event.transp.value) == (status, "TRANSPARENT")
        assert event.summary.value.split()[:2] == summary.split()[:2]
    assert (one(plan).due.value, one(plan).status.value) == (dt.date(2024, 3, 31), "NEEDS-ACTION")
    assert not [*read(made(attrs.evolve(project, end_on=None))).components()]


def test_statutory_limits_are_things_to_do() -> None:
    """What the law demands of a record stands beside its own days, or is handed by itself, with its ground and steps."""
    licence = Licence(
        licence_id="9",
        kind="xray_permit",
        status="issued",
        valid_from=dt.date(2022, 3, 1),
        valid_until=dt.date(2025, 2, 28),
    )
    as_of = dt.date(2024, 12, 1)
    owed = statutory_deadlines(licence, as_of)
    (todo,) = components(made(licence, statutory=True, as_of=as_of), "vtodo")

    assert todo.due.value == dt.date(2025, 1, 14) == owed[0].due_on
    assert "142/2020/NĐ-CP" in todo.description.value
    assert made(owed, as_of=as_of, lang="en").count(b"BEGIN:VTODO") == len(owed)
    assert todo.uid.value == components(made(owed, as_of=as_of), "vtodo")[0].uid.value
    assert made(licence, as_of=as_of).count(b"BEGIN:VTODO") == 0


def test_a_limit_of_which_something_is_open_is_added_only_by_hand() -> None:
    """Whether a limit holds at all may hang on what the record does not tell: then nobody is sent after it unasked."""
    visit = InspectionActivity(inspection_id="1", kinds=("inspection",), name="Thanh tra", status="in_progress", start_on=dt.date(2024, 3, 4))  # fmt: skip
    owed = statutory_deadlines(visit, dt.date(2024, 3, 20))

    assert [one for one in owed if one.unsettled]
    assert b"BEGIN:VTODO" not in made(visit, statutory=True, as_of=dt.date(2024, 3, 20))
    assert made(owed, as_of=dt.date(2024, 3, 20)).count(b"BEGIN:VTODO") == len(owed)


@given(
    rule=recurrences(),
    roll=st.sampled_from(["none", "following", "preceding"]),
    first=st.dates(dt.date(2014, 1, 1), dt.date(2024, 6, 30)),
    length=st.integers(0, 900),
    alarms=st.sampled_from([(), (2,)]),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_recurs_falls_on_its_days(
    rule: Any, roll: Any, first: dt.date, length: int, alarms: Any
) -> None:
    """Rule, days left out and days moved to: the other library works out the very days that the record has."""
    activity = RecurringActivity(recurring_id="1", name="Giao ban", rule=rule, roll=roll)
    through = first + dt.timedelta(days=length)
    content = made(activity, first=first, through=through, calendar=CALENDAR, alarms=alarms)

    assert days_of(content) == activity.days(first, through, calendar=CALENDAR)


def test_a_day_off_is_left_out_and_stands_where_it_moved() -> None:
    """Day 10 of February 2024 is the first of Tết: the rule says it, the calendar leaves it out and has it on the 15th."""
    activity = RecurringActivity(
        recurring_id="1", name="Giao ban", rule="ngày 10 hàng tháng", roll="following"
    )
    content = made(activity, calendar=CALENDAR, through=dt.date(2024, 4, 30))
    main, *moved = components(content, "vevent")

    assert main.rrule.value == "FREQ=MONTHLY;UNTIL=20240430;BYMONTHDAY=10"
    assert [str(day) for day in main.exdate.value] == ["2024-02-10", "2024-03-10"]
    assert [(event.uid.value, str(event.dtstart.value)) for event in moved] == [
        ("recurring_activity.1.20240215@khcn-records", "2024-02-15"),
        ("recurring_activity.1.20240311@khcn-records", "2024-03-11"),
    ]
    with pytest.raises(TypeError, match="calendar"):
        made(activity)
    with pytest.raises(UnknownYearError):
        made(activity, calendar=CALENDAR, through=dt.date(2030, 1, 1))


def test_what_recurs_has_one_rule_and_its_reminder() -> None:
    """Without a roll the rule stands alone, of the year of the day asked about, its reminder so many days before each time."""
    activity = RecurringActivity(recurring_id="1", name="Tiếp công dân", rule="ngày 30 hàng tháng")
    (event,) = components(made(activity, alarms=[1]), "vevent")

    assert event.dtstart.value == dt.date(2024, 1, 30)
    assert event.rrule.value == "FREQ=MONTHLY;UNTIL=20241231;BYMONTHDAY=28,29,30;BYSETPOS=-1"
    assert event.valarm.trigger.value == dt.timedelta(hours=-16)
    assert days_of(made(activity)) == activity.days(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    reception = CitizenReception(reception_id="2", recurrence="ngày 30 hàng tháng")
    assert days_of(made(reception)) == days_of(made(activity))


def test_what_is_only_said_to_be_regular_has_no_day() -> None:
    """Nobody knows its days: it is a thing to do without one."""
    found = one(RecurringActivity(recurring_id="1", name="Kiểm định", rule_text="theo định kỳ"))

    assert found.summary.value == "Kiểm định"
    assert {"due", "dtstart"}.isdisjoint(found.contents)
    assert "theo định kỳ" in found.description.value


@EVERY_LANGUAGE
def test_a_rule_that_names_no_day_says_from_when_it_is_counted(lang: str) -> None:
    """Every quarter, of which no day is told, is counted from the first day of the stretch, and says so."""
    activity = RecurringActivity(recurring_id="1", name="Báo cáo", rule="hàng quý")
    (event,) = components(made(activity, lang=lang, first=dt.date(2024, 2, 20)), "vevent")
    words = {"vi": "tính từ 20/02/2024", "en": "counted from 20 Feb 2024"}

    assert words[lang] in event.description.value
    assert days_of(made(activity, first=dt.date(2024, 2, 20)))[:2] == (
        dt.date(2024, 2, 20),
        dt.date(2024, 5, 20),
    )


HOSTILE = [
    "x\r\nEND:VTODO\r\nBEGIN:VEVENT",
    "BEGIN:VEVENT",
    "a;b,c:d\\n\\N\\\\",
    '"quoted";LANGUAGE=x:y',
    "ấ" * 200,
    "😀" * 60 + "\\",
    "\x00\x1b[31m\u202e\u2028\x85b",
    "=1+1",
    NASTY,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_line_of_its_own(text: str) -> None:
    """Line breaks, marks and commands in a title stay inside their property, in every place a record's text can go."""
    task = attrs.evolve(TASK, content=f"A {text}", task_id=f"1 {text}", note=f"B {text}")
    content = made(task, alarms=[1], domain=f"x {text}")
    names = [line.partition(":")[0].partition(";")[0] for line in lines_of(content)]

    assert names == [
        *(
            "BEGIN",
            "VERSION",
            "PRODID",
            "CALSCALE",
            "BEGIN",
            "DESCRIPTION",
            "DTSTAMP",
            "DTSTART",
            "DUE",
            "STATUS",
        ),
        *("SUMMARY", "UID", "BEGIN", "ACTION", "DESCRIPTION", "TRIGGER", "END", "END", "END"),
    ]
    assert one(task).summary.value.startswith("A ")


@given(text=st.text(min_size=1, max_size=90) | st.text("\\nN,;:\r\n\"'ấ", min_size=1, max_size=30))
@settings(max_examples=200)
def test_any_text_comes_back(text: str) -> None:
    """What a person wrote is what the other library reads, the whole of it in the description."""
    task = attrs.evolve(TASK, content=f"a{text}b")
    shown = printable(task.content)
    found = one(task)

    assert shown in found.description.value
    assert found.summary.value == " ".join(shown.split())
    for line in made(task).split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
        assert not any(byte < 0x20 for byte in line)


def test_a_long_title_is_cut_at_a_word() -> None:
    """A summary is a line a calendar has room for; the description has it all."""
    content = "Tham mưu " + "triển khai thực hiện " * 20 + "hết"
    found = one(attrs.evolve(TASK, content=content))

    assert len(found.summary.value) <= 122
    assert found.summary.value.endswith(("triển …", "khai …", "thực …", "hiện …"))
    assert content in found.description.value


def test_ids_stay_and_are_never_shared() -> None:
    """The id is that of the kind and the record, whatever else changes; a second record of that id has a number behind it."""
    later = attrs.evolve(TASK, content="Việc khác", due_on=None, status="done")

    assert one(TASK).uid.value == one(later).uid.value
    assert [
        todo.uid.value for todo in components(made([TASK, later], domain="bacgiang.gov.vn"), "vtodo")
    ] == [
        "assigned_task.2024-02/I.1@bacgiang.gov.vn",
        "assigned_task.2024-02/I.1.2@bacgiang.gov.vn",
    ]


def test_the_stamp_is_what_was_said() -> None:
    """No clock is read: a day, a moment in its zone, or the report's own last day; nothing else says when."""
    moment = dt.datetime(2024, 2, 1, 20, 30, 15, 7, tzinfo=dt.timezone(dt.timedelta(hours=7)))

    assert b"DTSTAMP:20240201T000000Z" in made(TASK)
    assert b"DTSTAMP:20240201T133015Z" in made(TASK, as_of=moment)
    assert b"DTSTAMP:20240305T000000Z" in made(REPORT, as_of=None)
    for wrong in (None, dt.datetime(2024, 2, 1), "2024-02-01", 5):
        with pytest.raises(TypeError, match="as_of"):
            made(TASK, as_of=wrong)


def test_a_report_is_its_records() -> None:
    """A report's calendar has what its records have, each once."""
    assert made(REPORT).count(b"BEGIN:VTODO") == len(REPORT.tasks)
    assert made([REPORT, TASK]).count(b"BEGIN:VTODO") == len(REPORT.tasks) + 1
    assert b"BEGIN:V" not in made([], statutory=True).replace(b"BEGIN:VCALENDAR", b"")
    assert b"BEGIN:V" not in made(Directive(directive_id="1", number="02/KH-UBND")).replace(
        b"BEGIN:VCALENDAR", b""
    )


@pytest.mark.parametrize("thing", [None, 5, "text", Finding(code="x"), {}, [TASK, 5], Page(title="", lang="vi"), EXAMPLES["table"], EXAMPLES["task_summary"], Findings([Finding(code="x")]), nasty_task().extensions[0]], ids=lambda thing: type(thing).__name__)  # fmt: skip
def test_what_has_no_days_is_a_type_error(thing: object) -> None:
    """A finding, a table, a part of a record has no place in a calendar, and findings are not shown beside one."""
    with pytest.raises(TypeError, match="no calendar shows"):
        made(thing)
    with pytest.raises(TypeError, match="findings"):
        render([], "ics", as_of=DAY, findings=NASTY_FINDINGS)


def test_wrong_wishes_are_refused() -> None:
    """A reminder after the day, a stretch without end or turned round, another language."""
    for alarms in ([-1], [367]):
        with pytest.raises(InvalidArgumentError, match="reminder"):
            made(TASK, alarms=alarms)
    for wrong in ([True], ["1"], [1.0]):
        with pytest.raises(TypeError, match="reminder"):
            made(TASK, alarms=wrong)
    for first, through in (("2024-01-02", "2024-01-01"), ("2000-01-01", "2024-01-01")):
        with pytest.raises(InvalidArgumentError, match="ten years"):
            made(TASK, first=dt.date.fromisoformat(first), through=dt.date.fromisoformat(through))
    with pytest.raises(UnknownLanguageError):
        made(TASK, lang="fr")
    with pytest.raises(TypeError, match="colour"):
        made(TASK, colour="red")


def test_personal_data_is_masked_unless_asked_for() -> None:
    """A calendar goes to many phones: names are masked as on every page."""
    licence = Licence(
        licence_id="1", kind="xray_permit", status="issued", holder_person="Người-Bí-Mật", valid_until=DAY
    )

    assert "Người-Bí-Mật" not in one(licence, "vevent").description.value
    assert MASK in one(licence, "vevent").description.value
    assert "Người-Bí-Mật" in one(licence, "vevent", with_personal=True).description.value
