"""Two ways to do one thing, timed in turns.

A round times ours and the peer's directly after one another, who is first alternates, and each round gives one ratio.
The figure is the median of those ratios: a machine that slows down slows both. Before any timing, the two must agree.
"""

from __future__ import annotations

import atexit
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

Timer = Callable[[], float]
"""Runs once and returns the seconds (or bytes) that one unit of work took."""

ENOUGH = 0.02
"""Seconds a sample lasts at least, so that the clock's own grain does not show."""


@dataclass(frozen=True)
class Contest:
    """One thing done by us and by a peer."""

    name: str
    goal: float
    """The highest ratio ours ÷ peer that meets the goal."""
    ours: Timer
    peer: Timer
    peer_name: str
    note: str = ""
    rounds: int | None = None
    """The most rounds it is run, where one takes long."""
    unit: str = "s"
    """What is measured: seconds, or bytes (`"B"`)."""


@dataclass(frozen=True)
class Outcome:
    """What a contest gave; times in seconds, or sizes in bytes, of one unit of work."""

    name: str
    goal: float
    ratio: float
    """Median over the rounds of ours ÷ peer."""
    ours: float
    peer: float
    peer_name: str
    rounds: int
    note: str
    unit: str = "s"

    @property
    def is_met(self) -> bool:
        """Whether the ratio is within the goal."""
        return self.ratio <= self.goal


def repeated(work: Callable[[], object], units: int = 1) -> Timer:
    """A timer that repeats the work until the sample is long enough; `units` is how many things one call does."""
    loops = 1
    while True:
        spent = _loop(work, loops)
        if spent >= ENOUGH:
            break
        loops = max(loops * 2, int(loops * ENOUGH / max(spent, 1e-9)))
    return lambda: _loop(work, loops) / (loops * units)


def _loop(work: Callable[[], object], loops: int) -> float:
    start = time.perf_counter()
    for _ in range(loops):
        work()
    return time.perf_counter() - start


def in_fresh_interpreter(statement: str) -> Timer:
    """A timer that runs the statement in a fresh interpreter; the interpreter's own start is not counted.

    Both sides are compiled beforehand, as what pip installs is: the round that is not counted leaves the bytecode in a
    folder of the contest's own, whatever the environment says about writing it.
    """
    cache = Path(tempfile.gettempdir()) / f"khcn_records-bench-{os.getpid()}"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(cache)
    atexit.register(shutil.rmtree, cache, ignore_errors=True)
    code = f"import time; t = time.perf_counter(); {statement}; print(time.perf_counter() - t)"

    def once() -> float:
        done = subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
            env=environment,
        )
        return float(done.stdout)

    return once


def run(contest: Contest, rounds: int) -> Outcome:
    """The contest, in so many rounds, after one round that is not counted; what is measured once is measured once."""
    rounds = min(rounds, contest.rounds or rounds)
    if rounds > 1:
        contest.ours()
        contest.peer()
    ours: list[float] = []
    peer: list[float] = []
    for turn in range(rounds):
        first, second = (ours, contest.ours), (peer, contest.peer)
        for times, timer in (first, second) if turn % 2 else (second, first):
            times.append(timer())
    return Outcome(
        name=contest.name,
        goal=contest.goal,
        ratio=statistics.median(mine / theirs for mine, theirs in zip(ours, peer, strict=True)),
        ours=statistics.median(ours),
        peer=statistics.median(peer),
        peer_name=contest.peer_name,
        rounds=rounds,
        note=contest.note,
        unit=contest.unit,
    )


def _amount(value: float, unit: str) -> str:
    return _duration(value) if unit == "s" else f"{value:,.0f} {unit}"


def _duration(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def table(outcomes: Sequence[Outcome]) -> str:
    """One line per contest: goal, ratio, both times, the peer with its version."""
    head = ("what", "goal ≤", "ratio", "met", "ours", "peer", "peer is", "note")
    rows = [
        (
            outcome.name,
            f"{outcome.goal:g}",
            f"{outcome.ratio:.3g}",
            "yes" if outcome.is_met else "NO",
            _amount(outcome.ours, outcome.unit),
            _amount(outcome.peer, outcome.unit),
            outcome.peer_name,
            outcome.note,
        )
        for outcome in outcomes
    ]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [head, tuple("-" * width for width in widths), *rows]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def write_json(outcomes: Sequence[Outcome], path: Path) -> None:
    """The outcomes with the machine they were measured on."""
    machine = {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "system": platform.system(),
        "processor": platform.machine(),
    }
    measured = [{**asdict(outcome), "is_met": outcome.is_met} for outcome in outcomes]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        json.dumps({"machine": machine, "outcomes": measured}, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
