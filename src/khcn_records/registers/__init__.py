"""What has a name, a code and a life of its own in the outer world (*danh mục*): places, bodies, grade scales, fields of research.

Rows are data in `tables/`, dated, with what follows them, each with its ground and how sure it is. The table below names the registers;
the lookups stand in their modules: `localities.locality`, `bodies.body`, `grades.grade`, `research_fields.edition_on`.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khcn_records.registers.rows import RegisterRow

__all__ = ["REGISTERS", "register"]

REGISTERS: Mapping[str, str] = MappingProxyType(
    {
        "grade_scales": "khcn_records.registers.grades:grade_scales",
        "localities": "khcn_records.registers.localities:localities",
        "organization_kinds": "khcn_records.registers.organizations:organization_kinds",
        "organizations": "khcn_records.registers.organizations:organizations",
        "research_field_editions": "khcn_records.registers.research_fields:research_field_editions",
    }
)
"""Name of each register → ``module:function`` that gives its rows by key."""


def register(name: str) -> Mapping[str, RegisterRow]:
    """The rows of a register by key.

    Raises:
        KeyError: no such register.

    >>> register("grade_scales")["national_2014"].basis.confidence.value
    'secondary'
    """
    module, _, attribute = REGISTERS[name].partition(":")
    rows: Mapping[str, RegisterRow] = getattr(importlib.import_module(module), attribute)()
    return rows
