"""Stored tasks, written and read whole, against cattrs with orjson, pydantic and msgspec: time, memory, and streams.

Every side has its own records of the same hundred thousand facts (`stored_task`), and what it loads is kept alive until the clock
has stopped. The collector is left as a user has it; it is run before each sample, so that no side pays for another.
What each side checks stands in `stored_task_peers`. All write their keys in declared order, on one line.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

from tests.bench.harness import Contest, Timer
from tests.bench.stored_task import Task, ours, share_of_distinct, tasks
from tests.bench.stored_task_peers import PEERS, file_of

from khcn_records.formats import dumps, loads

SIZE = 100_000
ROUNDS = 5
DUMP_GOALS = {"cattrs": 1 / 2.5, "pydantic": 1 / 2}
LOAD_GOALS = {"cattrs": 1 / 3, "pydantic": 1 / 2.5, "msgspec": 2.5}
MEMORY_SIZE = 10_000
MEMORY_GOAL = 0.6
STREAM_SIZES = (1_000_000, 100_000)
STREAM_GOAL = 1.05


def once(work: Callable[[], object], units: int) -> Timer:
    """A timer of one run, whose result is alive until the clock has stopped."""

    def timer() -> float:
        gc.collect()
        start = time.perf_counter()
        kept = work()
        spent = time.perf_counter() - start
        del kept
        return spent / units

    return timer


def _built(work: Callable[[], object], units: int) -> Timer:
    """Bytes of what stays of one run."""

    def measure() -> float:
        gc.collect()
        tracemalloc.start()
        kept = work()
        gc.collect()
        size, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        del kept
        return size / units

    return measure


_STREAM = """
import re, sys, tempfile, os
from tests.bench.stored_task import ours, tasks
from khcn_records.formats import save
from khcn_records.formats.streaming import iter_load

count = int(sys.argv[1])
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "tasks.jsonl")
    save((ours(task) for task in tasks(count)), path)
    assert count == sum(1 for _ in iter_load(path))
with open("/proc/self/status") as status:
    print(int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read())[1]) * 1024)
"""
"""The kernel's own mark: the `ru_maxrss` of an interpreter begins with what that which started it holds."""


def _peak(count: int) -> Timer:
    """Bytes that a fresh interpreter takes at most to write so many tasks to a file and read them back, one after another."""

    def measure() -> float:
        done = subprocess.run(
            [sys.executable, "-c", _STREAM, str(count)], check=True, capture_output=True, text=True
        )
        return float(done.stdout)

    return measure


def contests() -> Iterator[Contest]:
    """Dumping, loading, what loading leaves, and streams; what a contest needs is made for it and gone after it."""
    facts = list(tasks(SIZE))
    for name, goal in DUMP_GOALS.items():
        yield _dump(facts, name, goal)
    for name, goal in LOAD_GOALS.items():
        yield _load(facts, name, goal, "json", indent=None)
    yield _load(facts, "cattrs", LOAD_GOALS["cattrs"], "jsonl")
    yield _memory(facts[:MEMORY_SIZE], "cattrs")
    most, fewer = STREAM_SIZES
    name = "peak memory of a stream"
    note = f"{most} tasks to .jsonl and back, one after another"
    yield Contest(
        name, STREAM_GOAL, _peak(most), _peak(fewer), f"the same of {fewer} tasks", note, rounds=1, unit="B"
    )


def _note(facts: list[Task]) -> str:
    return f"{SIZE} tasks kept alive, {share_of_distinct(facts):.0%} of the symbols distinct"


def _dump(facts: list[Task], peer_name: str, goal: float) -> Contest:
    peer = PEERS[peer_name]
    records, file = [ours(task) for task in facts], file_of(peer, facts)
    return Contest(
        "dump tasks, json",
        goal,
        once(lambda: dumps(records, indent=None).encode(), SIZE),
        once(lambda: peer.dump(file), SIZE),
        peer.NAME,
        _note(facts),
        rounds=ROUNDS,
    )


def _contents(facts: list[Task], peer: Any, name: str, **options: Any) -> tuple[bytes, bytes]:
    """What each side loads, once it is shown to come back."""
    records, file = [ours(task) for task in facts], file_of(peer, facts)
    text: Any = dumps(records, name, **options)
    data, content = text.encode(), peer.dump(file)
    if loads(data, name) != tuple(records) or peer.load(content) != file:
        raise AssertionError("what is dumped does not come back; there is nothing to compare")
    return data, content


def _load(facts: list[Task], peer_name: str, goal: float, name: str, **options: Any) -> Contest:
    peer = PEERS[peer_name]
    data, content = _contents(facts, peer, name, **options)
    return Contest(
        f"load tasks, {name}",
        goal,
        once(lambda: loads(data, name), SIZE),
        once(lambda: peer.load(content), SIZE),
        f"{peer.NAME}, json",
        _note(facts),
        rounds=ROUNDS,
    )


def _memory(facts: list[Task], peer_name: str) -> Contest:
    peer = PEERS[peer_name]
    data, content = _contents(facts, peer, "json", indent=None)
    return Contest(
        "memory of a loaded task",
        MEMORY_GOAL,
        _built(lambda: loads(data), MEMORY_SIZE),
        _built(lambda: peer.load(content), MEMORY_SIZE),
        peer.NAME,
        f"{MEMORY_SIZE} tasks",
        rounds=1,
        unit="B",
    )
