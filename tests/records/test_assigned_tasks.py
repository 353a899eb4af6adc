"""The laws of assigned tasks: status and time are two axes, the last day is in time, the past is judged by what held then."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.errors import InvalidDocumentReferenceError, InvalidValueError, UnknownYearError
from khcn_records.lifecycle import advance
from khcn_records.records.assigned_tasks import AssignedTask, Extension, TaskStatus, Timeliness
from khcn_records.records.directives import Directive
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.time_limits import Deadline

A_DAY = dt.timedelta(days=1)
DUE = dt.date(2024, 2, 28)
OPEN = (TaskStatus.NOT_STARTED, TaskStatus.IN_PROGRESS)
OUTSIDE = (TaskStatus.CANCELLED, TaskStatus.TRANSFERRED)


def task(**fields: Any) -> AssignedTask:
    """A task in progress, with fields changed."""
    known: dict[str, Any] = {
        "task_id": "1",
        "directive": "02/KH-UBND",
        "content": "Báo cáo",
        "status": TaskStatus.IN_PROGRESS,
    }
    return AssignedTask(**known | fields)


def day(text: str) -> dt.date:
    """A day of 2024, as `02-28`."""
    return dt.date.fromisoformat(f"2024-{text}")


@pytest.mark.parametrize("status", OPEN)
@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (-365, Timeliness.NOT_DUE),
        (-6, Timeliness.NOT_DUE),
        (-5, Timeliness.DUE_SOON),
        (-1, Timeliness.DUE_SOON),
        (0, Timeliness.DUE_SOON),
        (1, Timeliness.OVERDUE),
        (365, Timeliness.OVERDUE),
    ],
)
def test_an_open_task_by_the_days_to_its_last_day(
    status: TaskStatus, as_of: int, expected: Timeliness
) -> None:
    """An open task is not due, due soon through its last day, and overdue from the day after, begun or not."""
    assert expected is task(status=status, due_on=DUE).timeliness(DUE + as_of * A_DAY)


@pytest.mark.parametrize("status", [*OPEN, TaskStatus.DONE])
@pytest.mark.parametrize("as_of", [dt.date.min, DUE, dt.date.max])
def test_without_a_last_day_nothing_is_late(status: TaskStatus, as_of: dt.date) -> None:
    """A task without a deadline is neither in time nor late, on any day."""
    assert Timeliness.NO_DEADLINE is task(status=status, completed_on=DUE).timeliness(as_of)


@pytest.mark.parametrize("status", OUTSIDE)
@pytest.mark.parametrize("due_on", [None, DUE])
@pytest.mark.parametrize("as_of", [dt.date.min, DUE, dt.date.max])
def test_what_is_not_owed_has_no_time(status: TaskStatus, due_on: dt.date | None, as_of: dt.date) -> None:
    """A cancelled or transferred task is outside the question, with a deadline or without."""
    assert Timeliness.NOT_APPLICABLE is task(status=status, due_on=due_on).timeliness(as_of)


@pytest.mark.parametrize(
    ("completed", "as_of", "expected"),
    [
        (-1, 0, Timeliness.ON_TIME),
        (0, 0, Timeliness.ON_TIME),
        (0, 30, Timeliness.ON_TIME),
        (1, 1, Timeliness.LATE),
        (1, 30, Timeliness.LATE),
        (1, 0, Timeliness.DUE_SOON),  # not done yet on that day
        (9, 3, Timeliness.OVERDUE),
        (None, 0, Timeliness.ON_TIME),  # done by the last day at the latest
        (None, -9, Timeliness.ON_TIME),
        (None, 1, Timeliness.UNKNOWN),
    ],
)
def test_a_done_task_by_the_day_it_was_done(completed: int | None, as_of: int, expected: Timeliness) -> None:
    """Done on the last day is in time, done after it is late, and what is not known is not guessed."""
    completed_on = None if completed is None else DUE + completed * A_DAY

    assert expected is task(status="done", due_on=DUE, completed_on=completed_on).timeliness(
        DUE + as_of * A_DAY
    )


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("01-30", Timeliness.LATE),
        ("01-31", Timeliness.LATE),
        ("02-01", Timeliness.UNKNOWN),
        ("02-28", Timeliness.UNKNOWN),
        ("02-29", Timeliness.ON_TIME),
    ],
)
def test_a_task_done_in_a_month(due: str, expected: Timeliness) -> None:
    """A task known to be done in February is in time when all of February was, late when none of it was, else unknown."""
    done = advance(task(due_on=day(due)), "complete", on=PartialDate(2024, 2))

    assert expected is done.timeliness(day("03-31"))


@pytest.mark.parametrize("soon", [0, 1, 5, 30])
def test_due_soon_takes_its_days_in(soon: int) -> None:
    """A task is due soon when its last day is that many calendar days ahead, and not one more."""
    open_task = task(due_on=DUE)

    assert Timeliness.DUE_SOON is open_task.timeliness(DUE - soon * A_DAY, due_soon_days=soon)
    assert Timeliness.NOT_DUE is open_task.timeliness(DUE - (soon + 1) * A_DAY, due_soon_days=soon)


@given(
    as_of=st.dates(),
    due_on=st.none() | st.dates(),
    completed_on=st.none() | st.dates(),
    status=st.sampled_from(TaskStatus),
)
def test_a_day_later_nothing_open_gets_better(
    as_of: dt.date, due_on: dt.date | None, completed_on: dt.date | None, status: TaskStatus
) -> None:
    """Overdue needs a last day before the day asked about, and a task done by then is never overdue."""
    found = task(status=status, due_on=due_on, completed_on=completed_on).timeliness(as_of)

    assert (found is Timeliness.NO_DEADLINE) == (due_on is None and status not in OUTSIDE)
    assert found is not Timeliness.OVERDUE or (due_on is not None and due_on < as_of)
    if found in {Timeliness.ON_TIME, Timeliness.LATE, Timeliness.UNKNOWN}:
        assert status is TaskStatus.DONE
        assert completed_on is None or completed_on <= as_of


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("trước ngày 20/12/2024", "12-19"),
        ("chậm nhất ngày 20/12/2024", "12-20"),
        ("20/12/2024", "12-20"),
        ("trong tháng 11/2024", "11-30"),
        ("trước tháng 11/2024", "10-31"),
    ],
)
def test_before_a_day_ends_the_day_before(text: str, last: str) -> None:
    """`trước ngày 20` makes the 19th the last day in time; the 20th itself is overdue."""
    due_on = Deadline.parse(text).last_day
    open_task = task(due_on=due_on, due_text=text)

    assert day(last) == due_on
    assert Timeliness.DUE_SOON is open_task.timeliness(due_on)
    assert Timeliness.OVERDUE is open_task.timeliness(due_on + A_DAY)


@pytest.mark.parametrize(
    ("due", "as_of", "roll", "expected"),
    [
        # 10/02/2024 is the first day of Tết, a Saturday; worked days around the break are 07/02 and 15/02.
        ("02-10", "02-11", "none", Timeliness.OVERDUE),
        ("02-10", "02-15", "following", Timeliness.DUE_SOON),
        ("02-10", "02-16", "following", Timeliness.OVERDUE),
        ("02-10", "02-07", "preceding", Timeliness.DUE_SOON),
        ("02-10", "02-08", "preceding", Timeliness.OVERDUE),
        ("02-28", "02-28", "following", Timeliness.DUE_SOON),  # a worked day stays
        ("02-28", "02-29", "preceding", Timeliness.OVERDUE),
    ],
)
def test_a_last_day_off_moves_when_asked(due: str, as_of: str, roll: str, expected: Timeliness) -> None:
    """A last day that is a day off moves to the worked day after or before it, and only when `roll` says so."""
    open_task = task(due_on=day(due))

    assert expected is open_task.timeliness(day(as_of), roll=roll)
    assert expected is open_task.timeliness(day(as_of), roll=roll, calendar=vietnam_calendar())


def test_a_done_task_rolls_too() -> None:
    """A task due on a day off and done on the next worked day is late by the letter and in time with `following`."""
    done = task(status="done", due_on=day("02-10"), completed_on=day("02-15"))

    assert [done.timeliness(day("03-01"), roll=roll) for roll in ("none", "following", "preceding")] == [
        Timeliness.LATE,
        Timeliness.ON_TIME,
        Timeliness.LATE,
    ]


def test_rolling_asks_for_known_years() -> None:
    """Without `roll` no calendar is needed; with it a year without data is refused, never guessed."""
    far = task(due_on=dt.date(2090, 1, 1))

    assert Timeliness.NOT_DUE is far.timeliness(day("01-01"))
    with pytest.raises(UnknownYearError):
        far.timeliness(day("01-01"), roll="following")


@pytest.mark.parametrize("roll", ["", "forward", "Following", None])
def test_an_unknown_roll_is_refused(roll: Any) -> None:
    """A roll is one of three, also where there is nothing to roll."""
    for some in (task(), task(due_on=DUE)):
        with pytest.raises(ValueError, match="none, following, preceding"):
            some.timeliness(DUE, roll=roll)


@pytest.mark.parametrize("as_of", [None, "2024-02-14", dt.datetime(2024, 2, 14), 20240214])
def test_as_of_is_a_day(as_of: Any) -> None:
    """The day asked about is a plain date."""
    with pytest.raises(TypeError, match="as_of must be a date"):
        task().timeliness(as_of)


@pytest.mark.parametrize(
    ("decided", "as_of", "due", "expected"),
    [
        ("02-20", "02-19", "02-28", Timeliness.NOT_DUE),
        ("02-20", "02-20", "03-15", Timeliness.NOT_DUE),
        ("03-05", "03-04", "02-28", Timeliness.OVERDUE),  # overdue until it was extended
        ("03-05", "03-05", "03-15", Timeliness.NOT_DUE),
        ("03-05", "03-16", "03-15", Timeliness.OVERDUE),
        (None, "02-01", "03-15", Timeliness.NOT_DUE),
    ],
)
def test_an_extension_holds_from_its_decision(
    decided: str | None, as_of: str, due: str, expected: Timeliness
) -> None:
    """Before the day of the decision the old last day held, whatever the paper says now."""
    later = task(due_on=DUE).extend(day("03-15"), decided_on=None if decided is None else day(decided))

    assert (day(due), expected) == (later.due_on_at(day(as_of)), later.timeliness(day(as_of)))


def test_extensions_add_up() -> None:
    """Each extension keeps the last day before it, and every past day sees the one that held then."""
    twice = (
        task(due_on=day("01-31"))
        .extend(day("02-29"), decided_on=day("01-20"))
        .extend(day("03-31"), decided_on=day("02-20"))
    )

    assert [day("01-31"), day("02-29"), day("02-29"), day("03-31")] == [
        twice.due_on_at(day(at)) for at in ("01-19", "01-20", "02-19", "02-20")
    ]
    assert [(day("01-31"), day("02-29")), (day("02-29"), day("03-31"))] == [
        (e.previous_due_on, e.due_on) for e in twice.extensions
    ]


def test_extending_writes_what_it_is_told() -> None:
    """The new task has the new day and print, the extension its ground; the old task is unchanged."""
    old = task(due_on=DUE, due_text="28/02/2024")
    new = old.extend(
        day("03-15"),
        decided_on=day("02-20"),
        document="12/UBND-KGVX ngày 20/02/2024",
        due_text="15/3/2024",
        note="lần 1",
    )

    assert (old.due_on, old.due_text, old.extensions) == (DUE, "28/02/2024", ())
    assert new == attrs.evolve(
        old,
        due_on=day("03-15"),
        due_text="15/3/2024",
        extensions=[
            Extension(
                previous_due_on=DUE,
                due_on=day("03-15"),
                decided_on=day("02-20"),
                document=DocumentReference.parse("12/UBND-KGVX ngày 20/02/2024"),
                note="lần 1",
            )
        ],
    )
    assert old.extend(day("03-15")).due_text == "28/02/2024"
    assert (None, day("03-15")) == (
        (e := task().extend(day("03-15")).extensions[0]).previous_due_on,
        e.due_on,
    )


def test_the_past_of_a_task_done_twice() -> None:
    """A task done in time, reopened and done again late was in time as long as the first answer stood."""
    first = advance(task(due_on=day("01-31")), "complete", on=day("01-30"))
    again = advance(advance(first, "reopen", on=day("02-05")), "complete", on=day("02-20"))

    assert [again.timeliness(day(at)) for at in ("01-29", "01-30", "02-04", "02-05", "02-20")] == [
        Timeliness.DUE_SOON,
        Timeliness.ON_TIME,
        Timeliness.ON_TIME,
        Timeliness.OVERDUE,
        Timeliness.LATE,
    ]
    assert [None, day("01-30"), None, day("02-20")] == [
        again.completed_on_at(day(at)) for at in ("01-29", "02-04", "02-05", "02-20")
    ]


def test_a_directive_may_be_given_as_any_of_three() -> None:
    """The directive is a reference, a directive of the register or a text; the task keeps the reference."""
    directive = Directive(
        directive_id="316", number="316/UBND-KGVX", issued_on=day("01-17"), issuer="UBND tỉnh Bắc Giang"
    )
    text = "Công văn số 316/UBND-KGVX ngày 17/01/2024 của UBND tỉnh Bắc Giang"

    assert task(directive=directive) == task(directive=directive.reference) == task(directive=text)
    assert str(task(directive=directive).directive.number) == "316/UBND-KGVX"


def test_answers_may_be_given_as_text() -> None:
    """A result, a document of a step and of an extension are read from text; a text that cites nothing is refused."""
    answer = DocumentReference.parse("29/BC-KHCN ngày 29/01/2024")

    assert answer == task(result="29/BC-KHCN ngày 29/01/2024").result
    assert answer == advance(task(), "complete", on=DUE, document="29/BC-KHCN ngày 29/01/2024").result
    assert answer == task().extend(DUE, document="29/BC-KHCN ngày 29/01/2024").extensions[0].document
    with pytest.raises(InvalidDocumentReferenceError):
        task(result="không")
    with pytest.raises(InvalidDocumentReferenceError):
        task(directive="không")
    with pytest.raises(InvalidDocumentReferenceError):
        advance(task(), "complete", on=DUE, document="không")


def test_a_state_may_be_given_as_text() -> None:
    """`status="done"` is `TaskStatus.DONE`; another word is refused with those there are."""
    assert task(status="done") == task(status=TaskStatus.DONE)
    with pytest.raises(InvalidValueError, match="not_started, in_progress, done, cancelled, transferred"):
        task(status="finished")
