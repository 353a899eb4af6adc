"""The laws of the audit: rules are chosen, left out and tuned by code; the input decides, not its order."""

from __future__ import annotations

import time

import pytest

from khcn_records.auditing import audit
from khcn_records.errors import InvalidArgumentError
from khcn_records.finding import Findings
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.rules import RULES, rule
from khcn_records.rules.checking import Scope
from khcn_records.samples import report_2024_02


def task(number: int) -> AssignedTask:
    """A task that claims not to be due though it has no deadline."""
    return AssignedTask(
        task_id=str(number),
        directive="31/KH-UBND ngày 25/6/2023",
        content="Báo cáo",
        status=TaskStatus.IN_PROGRESS,
        progress_text="Chưa đến hạn",
    )


def test_codes_choose_and_leave_out() -> None:
    """Only the rules asked for run, without those left out; the result is a tuple that a notebook shows."""
    text = "Kế hoạch số 31/KH-UBND ngày 25/6/2023, sửa ngày 17/1/2024"

    assert {finding.code for finding in audit(text)} >= {"issued_on_day_off", "date_not_by_decree"}
    assert {finding.code for finding in audit(text, rules=["date_not_by_decree"])} == {"date_not_by_decree"}
    assert "date_not_by_decree" not in {
        finding.code for finding in audit(text, ignore=["date_not_by_decree"])
    }
    assert audit(text, rules=[]) == ()
    assert isinstance(audit(text), Findings)


@pytest.mark.parametrize(
    "options", [{"rules": ["nope"]}, {"ignore": ["nope"]}, {"thresholds": {"nope.ratio": 3}}]
)
def test_an_unknown_code_is_refused(options: dict[str, object]) -> None:
    """A code or threshold that no rule has is a mistake of the call."""
    with pytest.raises(InvalidArgumentError, match="nope"):
        audit("", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("thing", [None, 5, b"x", object(), {"a": 1}, [5]])
def test_what_no_rule_looks_at_is_a_type_error(thing: object) -> None:
    """Only texts, records and reports are audited."""
    with pytest.raises(TypeError):
        audit(thing)
    with pytest.raises(TypeError):
        audit("", rules="date_not_by_decree")


def test_the_order_of_records_does_not_matter() -> None:
    """Records handed in another order give the same findings in the same order."""
    tasks = [task(number) for number in range(5)]

    assert audit(tasks, rules=["no_deadline_yet_not_due"]) == audit(
        tasks[::-1], rules=["no_deadline_yet_not_due"]
    )
    assert len(audit(tasks, rules=["no_deadline_yet_not_due"])) == 5


def test_a_report_is_judged_with_all_its_records() -> None:
    """Every record inside a report is looked at as if it were handed in by itself."""
    report = report_2024_02()

    assert {f for one in report.tasks for f in audit(one, rules=["no_deadline_yet_not_due"])} == set(
        audit(report, rules=["no_deadline_yet_not_due"])
    )


def test_every_rule_takes_an_empty_input() -> None:
    """No rule stumbles over nothing."""
    for code in RULES:
        assert audit("", rules=[code]) == ()
        assert audit([], rules=[code]) == ()


HOSTILE = (
    "a", "A", "1", "0912 ", "số ....", "“", "a,", "Công ", "ngày 1", "- a\n", "1. ", "I. ", "x: 1 cái; ", "Material ",
    "lũy kế 5 mẫu ", "59 (gồm: a: 1; ", "a@a", "a.", "e\u0302", "(", " ", "\n", "…", "uỷ ủy ", "Công nghệ Công nghê ",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("code", sorted(code for code in RULES if rule(code).scope is Scope.TEXT))
def test_a_rule_about_text_takes_linear_time(code: str) -> None:
    """Twice the text takes about twice the time, whatever the text."""
    for fragment in HOSTILE:
        short, long = (_seconds(code, fragment, size) for size in (4_000, 16_000))
        assert long <= 10 * short + 0.25, (fragment, short, long)


def _seconds(code: str, fragment: str, size: int) -> float:
    """The better of two runs: a machine that does other things is slow now and then, never fast."""
    text = (fragment * (size // len(fragment) + 1))[:size]
    times = []
    for _ in range(2):
        start = time.process_time()
        audit(text, rules=[code])
        times.append(time.process_time() - start)
    return min(times)
