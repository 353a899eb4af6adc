"""The same task as the peers of the contests have it: the same fields, days, states, nested documents, steps, and tagged union.

Each peer has a module of its own, which says what it checks on loading. Ours checks the type of every field, normalises every text
(NFC, one line, not empty), reads every symbol into its parts and settles its kind, refuses unknown and double keys, and
runs each rule of the record. A document is a nested record of the peers: they neither write nor read its citation, but for the
pattern of its symbol.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Protocol

from tests.bench import stored_by_cattrs, stored_by_msgspec, stored_by_pydantic
from tests.bench.stored_task import Kind, Reference, Status, Task

__all__ = ["PEERS", "Peer", "file_of"]


class Peer(Protocol):
    """A module with the classes of one peer."""

    NAME: str
    dump: Callable[[Any], bytes]
    load: Callable[[bytes], Any]


PEERS: dict[str, Any] = {
    "cattrs": stored_by_cattrs,
    "pydantic": stored_by_pydantic,
    "msgspec": stored_by_msgspec,
}


def file_of(peer: Any, facts: list[Task]) -> Any:
    """A file of the peer's own records, made of the same facts."""
    reference: Callable[[Reference | None], Any] = functools.partial(_reference, peer)

    def task(one: Task) -> Any:
        return peer.Task(
            **{
                **one._asdict(),
                "directive": reference(one.directive),
                "related": [reference(other) for other in one.related],
                "status": Status(one.status),
                "result": reference(one.result),
                "coordinating_units": list(one.coordinating_units),
                "due_extensions": [
                    peer.Extension(**{**later._asdict(), "document": reference(later.document)})
                    for later in one.due_extensions
                ],
                "history": [
                    peer.Event(**{**step._asdict(), "document": reference(step.document), "regime": None})
                    for step in one.history
                ],
                "extensions": {},
            }
        )

    return peer.File(schema="khcn/2", records=[task(one) for one in facts])


def _reference(peer: Any, one: Reference | None) -> Any:
    if one is None:
        return None
    return peer.Reference(
        number=one.symbol, issued_on=one.issued_on, issuer=one.issuer, kind=Kind(one.kind), subject=None
    )
