"""Stored tasks to Arrow and back, against what everybody writes: `Table.from_pylist` of `attrs.asdict`, and cattrs on `to_pylist`.

Every side has its own records of the same hundred thousand facts (`stored_task`). Flat are the fields that are no list and no part on
either side; the peer makes the same columns out of the same records. What everybody writes walks through the whole record all the
same; a second contest tells `asdict` the columns, which is the same work. A document is one text on our side, a part of five columns
on the peer's. The way back checks everything on both sides, and ends in frozen records: ours reads every citation and sees that
every text is clean, the peer matches every symbol against a pattern and looks up states and kinds; days come as days to both.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from typing import Any

import attrs
import cattrs
import pyarrow as pa
from tests.bench import stored_by_cattrs as peer
from tests.bench.bench_stored import SIZE, once
from tests.bench.harness import Contest
from tests.bench.stored_task import ours, tasks
from tests.bench.stored_task_peers import file_of

from khcn_records import from_arrow, to_arrow

ROUNDS = 5
FLAT = ["task_id", "content", "status", "assigned_on", "due_on", "due_text", "completed_on", "progress_text", "lead_unit", "section", "note"]  # fmt: skip
FLAT_GOAL, NESTED_GOAL, BACK_GOAL = 1 / 18, 1 / 6, 1 / 6


def _value(_record: object, _field: object, value: Any) -> Any:
    """Arrow takes no member of an enum."""
    return value.value if isinstance(value, enum.Enum) else value


def _day(value: Any, _kind: type) -> dt.date:
    if type(value) is not dt.date:
        raise TypeError(value)
    return value


def contests() -> Iterator[Contest]:
    """There, flat and nested, and back."""
    facts = list(tasks(SIZE))
    records, theirs = [ours(task) for task in facts], file_of(peer, facts).records
    pyarrow, note = f"pyarrow {pa.__version__}", f"{SIZE} tasks kept alive"
    types = pa.schema([(name, pa.date32() if name.endswith("_on") else pa.string()) for name in FLAT])

    def dicts() -> list[dict[str, Any]]:
        return [attrs.asdict(record, value_serializer=_value) for record in theirs]

    def flat_by_peer() -> Any:
        return pa.Table.from_pylist(dicts(), schema=types)

    def flat() -> Any:
        return to_arrow(records, columns=FLAT)

    if flat().to_pylist() != flat_by_peer().to_pylist():
        raise AssertionError("the columns differ; there is nothing to compare")
    yield Contest(
        "tasks to Arrow, flat", FLAT_GOAL, once(flat, SIZE), once(flat_by_peer, SIZE), f"{pyarrow}, from_pylist(asdict)", f"{note}, {len(FLAT)} columns", rounds=ROUNDS
    )  # fmt: skip

    def chosen_by_peer() -> Any:
        chosen = [
            attrs.asdict(record, filter=lambda field, _: field.name in wanted, value_serializer=_value)
            for record in theirs
        ]
        return pa.Table.from_pylist(chosen, schema=types)

    wanted = frozenset(FLAT)
    if chosen_by_peer() != flat_by_peer():
        raise AssertionError("the columns differ; there is nothing to compare")
    yield Contest(
        "tasks to Arrow, flat, chosen", FLAT_GOAL, once(flat, SIZE), once(chosen_by_peer, SIZE), f"{pyarrow}, from_pylist(asdict(filter=…))", f"{note}, {len(FLAT)} columns told to both", rounds=ROUNDS
    )  # fmt: skip

    def nested_by_peer() -> Any:
        return pa.Table.from_pylist(dicts())

    table, table_of_peer = to_arrow(records), nested_by_peer()
    yield Contest(
        "tasks to Arrow, nested", NESTED_GOAL, once(lambda: to_arrow(records), SIZE), once(nested_by_peer, SIZE), f"{pyarrow}, from_pylist(asdict)", f"{note}; a document is a text of ours, five columns of the peer's", rounds=ROUNDS
    )  # fmt: skip

    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook(dt.date, _day)

    def back_by_peer() -> Any:
        return converter.structure(table_of_peer.to_pylist(), list[peer.Task])

    if from_arrow(table) != tuple(records) or back_by_peer() != theirs:
        raise AssertionError("what is written does not come back; there is nothing to compare")
    yield Contest(
        "tasks from Arrow", BACK_GOAL, once(lambda: from_arrow(table), SIZE), once(back_by_peer, SIZE), f"{pyarrow}, to_pylist + cattrs", f"{note}; ours reads citations and checks texts, the peer checks symbols and kinds", rounds=ROUNDS
    )  # fmt: skip
