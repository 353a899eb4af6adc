"""The life of every kind of record, drawn from its table of transitions: a diagram of arcs and the table itself."""

from __future__ import annotations

import enum
import html
from collections.abc import Iterable
from typing import Any

from khcn_records.labels import label
from khcn_records.lifecycle import Lifecycle
from khcn_records.records import KINDS, record_class

ROW, STATE_WIDTH, ARC, GAP = 26, 300, 9, 14


def living() -> dict[str, Lifecycle]:
    """Stored name → lifecycle, of every kind that has one."""
    kinds: dict[str, Any] = {name: record_class(name) for name in sorted(KINDS)}
    return {name: kind.LIFECYCLE for name, kind in kinds.items() if hasattr(kind, "LIFECYCLE")}


def diagram(life: Lifecycle) -> str:
    """States from top to bottom as an SVG; steps forward are arcs at the right, steps back at the left, a ring keeps the state."""
    states = list(life.states)
    place = {state: row for row, state in enumerate(states)}
    steps = {(source, step.target) for step in life.transitions for source in step.sources}
    reach = max(abs(place[a] - place[b]) for a, b in steps)
    side = ARC * reach + 3 * GAP
    left, right = side, side + STATE_WIDTH
    parts = [_state(state, left, place[state], is_first=state is life.initial) for state in states]
    for source, target in sorted(steps, key=lambda step: (place[step[0]], place[step[1]])):
        parts.append(_arc(place[source], place[target], left, right))
    size = f"0 0 {right + side} {ROW * len(states)}"
    head = f'<svg class="lifecycle" xmlns="http://www.w3.org/2000/svg" viewBox="{size}" role="img">'
    return head + "".join(parts) + "</svg>"


def _middle(row: int) -> float:
    return ROW * row + ROW / 2


def _state(state: enum.StrEnum, left: float, row: int, *, is_first: bool) -> str:
    weight = ' font-weight="bold"' if is_first else ""
    text = html.escape(f"{state.value} · {label(state, 'vi')}")
    box = f'<rect x="{left}" y="{ROW * row + 2}" width="{STATE_WIDTH}" height="{ROW - 4}" rx="4" fill="none" stroke="currentColor"/>'
    return f'{box}<text x="{left + 8}" y="{_middle(row) + 4}" font-size="11" fill="currentColor"{weight}>{text}</text>'


def _arc(start: int, end: int, left: float, right: float) -> str:
    if start == end:
        return f'<circle class="step" cx="{right - 12}" cy="{_middle(start)}" r="4" fill="none" stroke="currentColor"/>'
    is_forward = end > start
    edge, sign = (right, 1) if is_forward else (left, -1)
    bend = edge + sign * (ARC * abs(end - start) + GAP)
    y1, y2 = _middle(start) + sign * 4, _middle(end) - sign * 4
    path = f"M {edge} {y1} C {bend} {y1}, {bend} {y2}, {edge} {y2}"
    tip = f"{edge},{y2} {edge + sign * 7},{y2 - 3} {edge + sign * 7},{y2 + 3}"
    line = f'<path class="step" d="{path}" fill="none" stroke="currentColor" stroke-opacity="0.6"/>'
    return f'{line}<polygon points="{tip}" fill="currentColor"/>'


def table(life: Lifecycle) -> str:
    """The transitions as a Markdown table: from, event, to, ground."""
    rows = ["| from | event | to | ground |", "|---|---|---|---|"]
    for step in life.transitions:
        event = f"`{step.event}` {label(f'event.{step.event}', 'vi')}"
        regime = f"; only under {label(f'regime.{step.regime}', 'en')}" if step.regime else ""
        ground = f"{step.basis.source} ({label(step.basis.confidence, 'en')}){regime}"
        sources = ", ".join(f"`{source.value}`" for source in step.sources)
        rows.append(f"| {sources} | {event} | `{step.target.value}` | {ground} |")
    return "\n".join(rows)


def pages(kinds: Iterable[tuple[str, Lifecycle]]) -> str:
    """A section for each kind: its name, its diagram, its table."""
    return "\n\n".join(
        f"## {record_class(name).__name__} (*{label(record_class(name), 'vi')}*)\n\n"
        f"```{{raw}} html\n{diagram(life)}\n```\n\n{table(life)}"
        for name, life in kinds
    )
