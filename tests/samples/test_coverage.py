"""Every entry of a reading of the real report by hand stands in a record of the sample, where that reading is at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

import output_words
import project_words
import reading_of_papers as papers
import reading_of_projects as projects
import reading_of_work as work
from khcn_records.records.research_projects import ResearchProject
from reading import BY_ID, READ, REPORT, Entry

pytestmark = pytest.mark.skipif(not READ, reason="the real report is not here")

CHECKS: tuple[Callable[[], Iterator[Entry]], ...] = (
    papers.report,
    papers.headings,
    papers.documents,
    papers.standards,
    work.tasks,
    work.task_summary,
    projects.projects,
    projects.project_events,
    projects.project_aggregates,
    projects.indicators,
    projects.breakdown_figures,
    work.inspections,
    work.plan_items,
    work.activity_items,
    papers.outputs,
    papers.output_counts,
    work.technology_opinions,
    work.ip,
    work.initiative_round,
    work.councils_teams,
    work.recurring,
    papers.recipients_kinds,
    papers.signature,
)


def test_no_list_of_the_reading_is_left_out() -> None:
    """Each part of the reading has its check; what tells of the reading itself needs none."""
    parts_of_others = {"project_events", "breakdown_figures"}
    assert {check.__name__ for check in CHECKS} - parts_of_others == READ.keys() - {"meta"}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_entry_stands_in_a_record(check: Callable[[], Iterator[Entry]]) -> None:
    """Whole lists: each entry that was read is told by a record of the sample with the same values."""
    entries = list(check())
    differing = {
        name: {key: (value, said.get(key)) for key, value in wanted.items() if said.get(key) != value}
        for name, wanted, said in entries
        if any(said.get(key) != value for key, value in wanted.items())
    }
    share = 1 - len(differing) / len(entries)
    print(f"{check.__name__}: {len(entries) - len(differing)} of {len(entries)} ({share:.0%})")  # noqa: T201  the share is the answer

    assert differing == {}


def state_words() -> Iterator[tuple[str, str, str | None]]:
    """Each word of the reading for a state, with the record and what the record says."""
    for row in READ["projects"]:
        done = [told for told in row["events"] if told["part"] == "I"]
        if done:
            yield (
                row["id"],
                project_words.STATES[done[-1]["state_after"]].value,
                BY_ID[row["id"]].status.value,
            )
        for told in row["events"]:
            if told["part"] == "II" and not done:  # only planned: the state from which it can be done
                event = project_words.PLANNED[told["event"]]
                status = BY_ID[row["id"]].status
                yield (
                    row["id"],
                    status.value if event in ResearchProject.LIFECYCLE.events_from(status) else "-",
                    project_words.STATES[told["state_after"]].value,
                )
    (made,) = REPORT.initiative_rounds
    yield made.round_id, output_words.ROUND_STATES[READ["initiative_round"]["state"]].value, made.status.value


def test_every_word_for_a_state_is_a_state_of_ours() -> None:
    """The words of the reading for states of projects and of the round are those in which the records stand."""
    said = list(state_words())

    assert [name for name, wanted, found in said if wanted != found] == []
    assert len(said) == len(READ["projects"]) + 1
