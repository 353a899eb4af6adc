"""khcn/1 → khcn/2: `extensions` of a task or project, its later deadlines (*gia hạn*), get a name of their own.

In khcn/1 the word meant two things at once: the granted extensions of two kinds, and nothing for the other kinds. From khcn/2 it
means the same in every record: what offices add under names of their own. The later last days of an assigned task are
`due_extensions`, the later ends of a research project `end_extensions`.

>>> migrate({"record": "assigned_task", "task_id": "1", "extensions": [{"due_on": "2024-02-28"}], "note": None})
{'record': 'assigned_task', 'task_id': '1', 'due_extensions': [{'due_on': '2024-02-28'}], 'note': None}
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

__all__ = ["migrate"]

_RENAMED: Mapping[str, str] = MappingProxyType(
    {"assigned_task": "due_extensions", "research_project": "end_extensions"}
)
_INSIDE: Mapping[str, str] = MappingProxyType({"tasks": "assigned_task", "projects": "research_project"})
"""Field of a monthly report → the kind of its records."""


def migrate(record: dict[str, Any]) -> dict[str, Any]:
    """One stored record of khcn/1 as khcn/2 has it; the old one is unchanged.

    Args:
        record: its plain data, with `record`; what fits no kind stays as it is.
    """
    kind = record.get("record")
    if kind == "monthly_report":
        return {name: _inside(name, value) for name, value in record.items()}
    return _renamed(record, kind) if isinstance(kind, str) and kind in _RENAMED else record


def _inside(name: str, value: Any) -> Any:
    if name not in _INSIDE or not isinstance(value, list):
        return value
    return [_renamed(one, _INSIDE[name]) if isinstance(one, dict) else one for one in value]


def _renamed(record: dict[str, Any], kind: str) -> dict[str, Any]:
    return {(_RENAMED[kind] if name == "extensions" else name): value for name, value in record.items()}
