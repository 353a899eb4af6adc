"""The audit of the sample against the faults that the real report has: each is found in the records, and no other is said to be."""

from __future__ import annotations

import pytest

from khcn_records.auditing import audit
from khcn_records.finding import Finding, Severity
from khcn_records.samples import report_2024_02

FAULTS = """
undated 2024-02/A29                  | 43/2022/NQ-HĐND
undated 2024-02/II.4                 | 234-BB/TUBG-TUTN
undated 2024-02/II.5                 | 221-KL/TUBG-TUHD
undated 2024-02/II.6                 | 245-BB/TUBG-TULS
undated 2024-02/K.2                  | 69-KL/TW
issued_on_day_off 2024-02/I.2        | 31/KH-UBND, a Sunday
issued_on_day_off 2024-02/II.3       | 2197/UBND-KGVX, a Sunday
issued_on_day_off 2024-02/II.5       | 30/KH-UBND, a Sunday
issued_on_day_off 2024-02/L13        | 408/KH-UBND, a Sunday
issued_on_day_off 2024-02/Y7         | 125/KHCN-QLCN, a Saturday
no_deadline_yet_not_due 2024-02/II.1 | called not yet due, without a deadline
symbol_of_two_subjects 2024-02/II.6  | 31/KH-UBND over two plans
heading_misnumbered II.1.1           | printed 2.1
heading_misnumbered II.1.2           | printed 2.2
cumulative_of_other_unit K05         | certificates against enterprises
cumulative_of_other_unit K10         | instruments against samples
part_twice K10                       | taximeters
part_twice K10                       | cabinets
kind_against_title P09               | a dự án titled as a study
kind_against_title P17               | a đề tài titled as a model
"""
HINTS = """
assigned_before_period   | tasks ordered in 2023 among those of the month
missing_cumulative   | figures beside others that have a cumulative one
out_of_scale         | two instruments in the month, 1291 samples in all
open_though_answered | a task whose order a proposal of the month carries out
steps_missing        | a report of one month shows one step of a life
completed_outside_period | done in January, by the window of the decree in the period
"""


def listed(table: str) -> list[str]:
    """The lines of a table up to the bar."""
    return [line.partition("|")[0].strip() for line in table.strip().splitlines()]


@pytest.fixture(scope="module", name="findings")
def _findings() -> tuple[Finding, ...]:
    return tuple(audit(report_2024_02()))


def test_the_faults_of_the_report_are_found(findings: tuple[Finding, ...]) -> None:
    """Errors and warnings are the faults of the real report that its records show, each once."""
    graver = [one for one in findings if one.severity is not Severity.INFO]

    assert sorted(f"{one.code} {one.subject}" for one in graver) == sorted(listed(FAULTS))


def test_hints_are_no_more_than_hints(findings: tuple[Finding, ...]) -> None:
    """What may be right is told as a hint."""
    assert {one.code for one in findings if one.severity is Severity.INFO} == set(listed(HINTS))
