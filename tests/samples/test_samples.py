"""The laws of the sample reports: whole, linked, computed where it can be, in our words, without personal data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

import attrs
import pytest

from khcn_records.auditing import audit
from khcn_records.formats import dumps, loads
from khcn_records.privacy import find_personal, redact
from khcn_records.records import id_field
from khcn_records.records.monthly_reports import RECORD_FIELDS, MonthlyReport
from khcn_records.samples import report_2024_02
from khcn_records.text import fold

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "report-2024-02.txt"
REPORT = report_2024_02()
STORED = resources.files("khcn_records.samples") / "2024_02"
LISTS = {"I.II.reports", "I.II.plans", "I.II.decisions", "I.II.other", "appendix"}
LINKS = ("project_ids", "indicator_ids", "record_ids", "parent_id", "recurring_id", "council_id", "executes_id", "indicator_id", "round_id")  # fmt: skip


def texts(thing: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text below a thing, with the path of its field."""
    if isinstance(thing, str):
        yield path, str(thing)
    elif isinstance(thing, tuple):
        for item in thing:
            yield from texts(item, path)
    elif attrs.has(type(thing)):
        kind: Any = type(thing)
        for field in attrs.fields(kind):
            yield from texts(getattr(thing, field.name), f"{path}.{field.name}")


def personal_fields(thing: object) -> Iterator[object]:
    """What stands in the fields for personal data."""
    if isinstance(thing, tuple):
        for item in thing:
            yield from personal_fields(item)
    elif attrs.has(type(thing)):
        kind: Any = type(thing)
        for field in attrs.fields(kind):
            value = getattr(thing, field.name)
            if field.metadata.get("personal"):
                yield value
            else:
                yield from personal_fields(value)


def linked(thing: object) -> Iterator[str]:
    """Every id of another record that a record names, in its parts too; its own id is none."""
    if isinstance(thing, tuple):
        for item in thing:
            yield from linked(item)
    elif attrs.has(type(thing)):
        kind: Any = type(thing)
        for field in attrs.fields(kind):
            value = getattr(thing, field.name)
            if field.name in LINKS:
                yield from (value,) if isinstance(value, str) else value or ()
            else:
                yield from linked(value)


def test_every_file_of_the_folder_is_loaded() -> None:
    """The folder holds the report and a file for fields of it that hold records, and nothing that is passed over."""
    names = {file.name.removesuffix(".json") for file in STORED.iterdir()}

    assert names <= {"report", *RECORD_FIELDS}
    assert {name for name in RECORD_FIELDS if getattr(REPORT, name)} == names - {"report"}


def test_it_comes_back_from_a_file() -> None:
    """The sample is stored and read without a loss, and is the same each time."""
    assert loads(dumps(REPORT), kind=MonthlyReport) == REPORT == report_2024_02()


def test_how_much_there_is_of_everything() -> None:
    """The numbers a person counted in the real report."""
    assert {name: len(getattr(REPORT, name)) for name in RECORD_FIELDS if getattr(REPORT, name)} == {
        "tasks": 8,
        "documents": 57,
        "projects": 18,
        "project_aggregates": 8,
        "councils": 10,
        "inspections": 10,
        "surveys": 3,
        "receptions": 1,
        "opinions": 8,
        "measurement_services": 5,
        "one_stop_files": 1,
        "ip_assets": 3,
        "initiative_rounds": 1,
        "standard_updates": 2,
        "media_items": 10,
        "recurring_activities": 14,
        "activities": 48,
        "indicators": 28,
        "plan_items": 31,
    }


def test_ids_are_unique_and_links_lead_somewhere() -> None:
    """No id stands twice, and every id that a record names is that of a record of the report."""
    ids = Counter(getattr(record, id_field(record)) for record in REPORT.records)

    assert [one for one, times in ids.items() if times > 1] == []
    links = [
        name
        for record in REPORT.records
        for name in linked(record)
        if name != getattr(record, id_field(record))
    ]
    assert [name for name in links if name not in ids] == []
    assert len(links) > 100


def test_every_record_stands_in_the_outline() -> None:
    """Each section named is a heading of the report or one of its lists."""
    outline = {section.number for section in REPORT.sections} | LISTS
    named = {
        section
        for record in REPORT.records
        for section in (getattr(record, "section", None), *getattr(record, "sections", ()))
        if section is not None
    }

    assert {section for section in named if section not in outline and f"{section.rpartition('.')[0]}" not in outline} == set()  # fmt: skip
    assert named - outline <= {"appendix.I", "appendix.II"}


@pytest.mark.parametrize(
    ("stored", "taken_from", "changed", "told", "figure"),
    [
        ("K19", "surveys", {"samples_count": 21}, "N05", 21),
        ("K22", "initiative_rounds", {"initiatives_count": 70}, "2023-3-2", 70),
        ("K23", "councils", {"councils_count": 19}, "H06", 19),
    ],
)
def test_a_figure_that_another_record_tells_is_computed(
    stored: str, taken_from: str, changed: dict[str, Any], told: str, figure: int
) -> None:
    """Stored without a figure, it is that of the record that tells it, whatever stands there."""
    from khcn_records import samples

    plain = loads((STORED / "indicators.json").read_bytes())
    (indicator,) = (one for one in plain if one.indicator_id == stored)
    records = [
        attrs.evolve(one, **changed) if getattr(one, id_field(one)) == told else one
        for one in getattr(REPORT, taken_from)
    ]
    changes: dict[str, Any] = {taken_from: records}
    report = attrs.evolve(REPORT, **changes)

    assert indicator.figure is None
    assert samples._computed(indicator, report).figure == Decimal(figure)


def test_no_personal_data() -> None:
    """No field for personal data is filled, no text looks like any, and there is nothing to mask."""
    assert [value for value in personal_fields(REPORT) if value] == []
    assert [(path, text) for path, text in texts(REPORT) if list(find_personal(text))] == []
    assert redact(REPORT) == REPORT


OURS = re.compile(r"\.(?:content|note|action|next_text)$")
LONGEST_RUN = 14
"""Words in a row that our text and the report may share: what is shorter may be a name or a citation."""


def words(text: str) -> list[str]:
    """The words of a text, whatever their case and the marks between them."""
    return re.findall(r"\w+", fold(text))


SPELLING = (
    "country_capitals",
    "glued_words",
    "misspelling",
    "mixed_capitals",
    "mixed_spelling",
    "mixed_tone_placement",
    "month_not_by_decree",
    "not_composed",
    "odd_punctuation",
    "rare_variant",
    "repeated_word",
    "unmatched_quotes",
    "wrong_onset",
)


def test_our_words_are_spelt_right() -> None:
    """What is told in our words has none of the faults of spelling and print that the rules about text find."""
    ours = [text for path, text in texts(REPORT) if OURS.search(path)]
    ours += [one.subject for one in REPORT.documents if one.subject]

    found = audit("\n".join(f"- {text}." for text in ours), rules=SPELLING)
    assert [finding.format("en") for finding in found] == []
    assert len(ours) > 150


@pytest.mark.skipif(not SEED.is_file(), reason="the real report is not here")
def test_sentences_are_ours() -> None:
    """No description shares a long run of words with the real report; titles stand in fields of their own."""
    read = words(re.sub(r"\s+", " ", SEED.read_text(encoding="utf-8")))
    runs = {tuple(read[place : place + LONGEST_RUN]) for place in range(len(read))}
    copied = [
        text
        for path, text in texts(REPORT)
        if OURS.search(path)
        for ours in [words(text)]
        if any(
            tuple(ours[place : place + LONGEST_RUN]) in runs for place in range(len(ours) - LONGEST_RUN + 1)
        )
    ]

    assert copied == []
