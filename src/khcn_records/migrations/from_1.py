"""khcn/1 → khcn/2: `extensions` of a task or project, its later deadlines (*gia hạn*), get a name of their own.

In khcn/1 the word meant two things at once: the granted extensions of two kinds, and nothing for the other kinds. From khcn/2 it
means the same in every record: what offices add under names of their own. The later last days of an assigned task are
`due_extensions`, the later ends of a research project `end_extensions`.

>>> migrate({"record": "assigned_task", "task_id": "1", "extensions": [{"due_on": "2024-02-28"}], "note": None})
{'record': 'assigned_task', 'task_id': '1', 'due_extensions': [{'due_on': '2024-02-28'}], 'note': None}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from khcn_records.errors import Fault, StructureError

__all__ = ["migrate", "old_path"]

_RENAMED: Mapping[str, str] = MappingProxyType(
    {"assigned_task": "due_extensions", "research_project": "end_extensions"}
)
_INSIDE: Mapping[str, str] = MappingProxyType({"tasks": "assigned_task", "projects": "research_project"})
"""Field of a monthly report → the kind of its records."""
_INNER = re.compile(r"\.(tasks|projects)\[[0-9]+\]")


def migrate(record: dict[str, Any]) -> dict[str, Any]:
    """One stored record of khcn/1 as khcn/2 has it; the old one is unchanged.

    Args:
        record: its plain data, with `record`; what fits no kind stays as it is.

    Raises:
        StructureError: a field of a name that khcn/1 did not know and khcn/2 gives to another; it can stand nowhere.
    """
    faults = [
        Fault("unknown_field", f"{path}.{name}", repr(one[name])[:120], (("expected", "extensions"),))
        for path, one, name in _owners(record)
        if name in one
    ]
    if faults:
        raise StructureError(faults)
    kind = record.get("record")
    if kind == "monthly_report":
        return {name: _inside(name, value) for name, value in record.items()}
    return _renamed(record, kind) if isinstance(kind, str) and kind in _RENAMED else record


def old_path(kind: str, path: str) -> str:
    """Where a file of khcn/1 has what khcn/2 has at a path.

    >>> old_path("assigned_task", ".due_extensions[0].due_on"), old_path("monthly_report", ".tasks[3].due_extensions")
    ('.extensions[0].due_on', '.tasks[3].extensions')
    """
    found = _INNER.match(path) if kind == "monthly_report" else None
    at, owner = (found.end(), _INSIDE[found[1]]) if found is not None else (0, kind)
    name = "." + _RENAMED.get(owner, "")
    rest = path[at:].removeprefix(name) if name != "." else path[at:]
    is_renamed = len(rest) < len(path) - at and rest[:1] in {"", ".", "["}
    return f"{path[:at]}.extensions{rest}" if is_renamed else path


def _owners(record: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Every part that has a field renamed: its path, its plain data and the new name."""
    kind = record.get("record")
    if isinstance(kind, str) and kind in _RENAMED:
        yield "", record, _RENAMED[kind]
    for field, inner in _INSIDE.items() if kind == "monthly_report" else ():
        several = record.get(field)
        for place, one in enumerate(several if isinstance(several, list) else ()):
            if isinstance(one, dict):
                yield f".{field}[{place}]", one, _RENAMED[inner]


def _inside(name: str, value: Any) -> Any:
    if name not in _INSIDE or not isinstance(value, list):
        return value
    return [_renamed(one, _INSIDE[name]) if isinstance(one, dict) else one for one in value]


def _renamed(record: dict[str, Any], kind: str) -> dict[str, Any]:
    return {(_RENAMED[kind] if name == "extensions" else name): value for name, value in record.items()}
