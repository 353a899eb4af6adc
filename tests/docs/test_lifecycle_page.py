"""The page of lifecycles shows every state and every step of every kind that lives."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from built_pages import page_writer
from khcn_records.records import KINDS, record_class

DRAW = page_writer("lifecycles")
LIVES = DRAW.living()
EVERY_LIFE = pytest.mark.parametrize("kind", sorted(LIVES))


def test_every_kind_that_lives_is_on_the_page() -> None:
    """Each kind with a lifecycle has its section, and no other kind has."""
    shown = re.findall(r"^## (\w+) ", DRAW.pages(LIVES.items()), re.MULTILINE)
    living = [record_class(kind) for kind in sorted(KINDS) if hasattr(record_class(kind), "LIFECYCLE")]

    assert shown == [kind.__name__ for kind in living]


@EVERY_LIFE
def test_the_diagram_has_every_state_and_step(kind: str) -> None:
    """The drawing is well-formed, with one box a state and one arc or ring for each pair of states that a step joins."""
    life = LIVES[kind]
    drawn = ET.fromstring(DRAW.diagram(life))
    texts = [
        text.text.partition(" · ")[0] for text in drawn.iter("{http://www.w3.org/2000/svg}text") if text.text
    ]
    joined = {(source, step.target) for step in life.transitions for source in step.sources}

    assert texts == [state.value for state in life.states]
    assert sum(part.get("class") == "step" for part in drawn.iter()) == len(joined)


@EVERY_LIFE
def test_the_table_has_every_transition(kind: str) -> None:
    """Each transition is a row with its sources, event, target and ground, and no cell breaks the row."""
    rows = DRAW.table(LIVES[kind]).splitlines()[2:]

    assert [row.count("|") for row in rows] == [5] * len(LIVES[kind].transitions)
    for row, step in zip(rows, LIVES[kind].transitions, strict=True):
        sources, event, target, ground = [cell.strip() for cell in row.strip("|").split("|")]
        assert sources == ", ".join(f"`{state.value}`" for state in step.sources)
        assert event.startswith(f"`{step.event}` ")
        assert target == f"`{step.target.value}`"
        assert step.basis.source in ground
