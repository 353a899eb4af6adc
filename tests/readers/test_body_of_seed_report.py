"""The body of the real monthly report against what a person read in it; nothing of its wording is kept here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import body_scorer
from khcn_records.readers import KeptRole, Reading
from unjudged import read

SHARED = Path(__file__).resolve().parents[3] / "shared"
REPORT = SHARED / "seed" / "report-2024-02.txt"
GOLD = SHARED / "seed" / "report-2024-02.gold.json"
pytestmark = pytest.mark.skipif(
    not (REPORT.is_file() and GOLD.is_file()), reason="the real report is not here"
)

FLOORS: dict[str, tuple[float, float]] = {
    # kind → recall and precision, just under what is reached
    "sections": (0.99, 0.99),
    "documents": (0.99, 0.99),
    "tasks": (0.99, 0.99),
    "indicators": (0.99, 0.99),
    "breakdowns": (0.95, 0.95),
    "outputs": (0.99, 0.95),
    "activities": (0.99, 0.92),
    "plan_items": (0.99, 0.99),
    "projects": (0.99, 0.99),
    "project_events": (0.99, 0.99),
    "project_aggregates": (0.99, 0.99),
    "inspections": (0.99, 0.99),
    "opinions": (0.99, 0.99),
    "ip_assets": (0.99, 0.99),
    "initiative_rounds": (0.99, 0.99),
    "councils": (0.99, 0.99),
    "recurring": (0.9, 0.95),
    "standards": (0.99, 0.99),
    "recipients": (0.9, 0.99),
    "signature": (0.99, 0.99),
}


@pytest.fixture(scope="module", name="reading")
def _reading() -> Reading:
    return read(REPORT)


@pytest.fixture(scope="module", name="gold")
def _gold() -> Any:
    return json.loads(GOLD.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", FLOORS)
def test_what_a_person_read_stands_in_records(kind: str, reading: Reading, gold: Any) -> None:
    """Each kind reaches its floors of recall and precision against the reading by hand."""
    score = getattr(body_scorer, kind)(reading, gold)
    lines = [
        str(score),
        *(f"missing: {one}" for one in score.missing),
        *(f"beyond: {one}" for one in score.beyond),
    ]
    print("\n  ".join(lines))  # noqa: T201  the table is the answer

    recall, precision = FLOORS[kind]
    assert (score.recall >= recall, score.precision >= precision) == (True, True)


def test_every_line_is_understood(reading: Reading) -> None:
    """No line of the report is left as text whose part in it is not known."""
    assert [kept.text for kept in reading.unread if kept.role is KeptRole.BODY] == []
    assert reading.coverage == 100.0


def test_the_name_of_the_signer_is_masked_wherever_lines_are_kept(reading: Reading) -> None:
    """The name stands in the field for personal data alone."""
    assert reading.report is not None
    assert reading.report.signature is not None
    name = reading.report.signature.name

    assert name
    assert name not in " ".join(kept.text for kept in reading.unread)
    assert name not in repr(reading.report)
