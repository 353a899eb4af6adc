"""What is wrong with someone's data (*quy tắc kiểm tra*): "it is wrong if …". One rule per file; the table below names them all.

A rule's module has `RULE`, which says what it looks at, how grave its findings are and on what ground, and
`check(subject, context)`, which yields findings. Rules are pure: the same input gives the same findings, in any order.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from khcn_records.rules.checking import Rule, RuleModule

__all__ = ["RULES", "rule", "rule_module"]

RULES: Mapping[str, str] = MappingProxyType(
    {
        "date_not_by_decree": "khcn_records.rules.text_date_not_by_decree",
        "issued_on_day_off": "khcn_records.rules.citations_issued_on_day_off",
        "no_deadline_yet_not_due": "khcn_records.rules.task_no_deadline_yet_not_due",
        "not_composed": "khcn_records.rules.text_not_composed",
    }
)
"""Code of each rule → its module. A code is also the code of its findings; it is never used again for another rule."""


def rule_module(code: str) -> RuleModule:
    """The module of a rule.

    Raises:
        KeyError: no such code.
    """
    return cast("RuleModule", importlib.import_module(RULES[code]))


def rule(code: str) -> Rule:
    """What a rule looks at, how grave it is, and on what ground.

    Raises:
        KeyError: no such code.

    >>> rule("not_composed").severity.value
    'warning'
    """
    return rule_module(code).RULE
