"""The page of rules is whole: every code with its titles, ground, severity, thresholds, wrong and right."""

from __future__ import annotations

import re

import pytest

from built_pages import page_writer
from khcn_records.labels import label
from khcn_records.rules import RULES, rule
from khcn_records.rules.checking import Scope

WRITER = page_writer("rulebook")
PAGE = WRITER.sections()
EVERY_RULE = pytest.mark.parametrize("code", sorted(RULES))


def section(code: str) -> str:
    """What the page says of one rule."""
    found = re.search(rf"^### `{code}`\n(.*?)(?=^##|\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


def test_every_rule_stands_there_once() -> None:
    """Each code has one section and one row, under the thing its rule looks at; every such thing is on the page."""
    assert sorted(re.findall(r"^### `(\w+)`$", PAGE, re.MULTILINE)) == sorted(RULES)
    assert sorted(re.findall(r"^\| \[`(\w+)`\]\(#\1\)", PAGE, re.MULTILINE)) == sorted(RULES)
    assert list(WRITER.LOOKS_AT) == list(Scope)


@EVERY_RULE
def test_a_rule_is_told_whole(code: str) -> None:
    """A section has both titles, wrong and right, what is looked at, severity, ground with confidence, and each threshold."""
    told, one = section(code), rule(code)
    facts = dict(re.findall(r"^- ([a-z ]+): (.+)$", told, re.MULTILINE))

    assert f"**{label(f'rule.{code}', 'vi')}** · {label(f'rule.{code}', 'en')}" in told
    assert facts["wrong"] == WRITER.said(code).wrong
    assert facts["right"] == WRITER.said(code).right
    assert facts["looks at"].startswith(WRITER.LOOKS_AT[one.scope])
    assert facts["severity"] == f"{label(one.severity, 'en')} (*{label(one.severity, 'vi')}*)"
    assert facts["ground"].startswith(f"{one.basis.source} ({label(one.basis.confidence, 'en')})")
    assert [f"`{code}.{name}` = {value}" for name, value in one.thresholds.items()] == (
        facts["thresholds"].split(", ") if one.thresholds else []
    )
    assert "thresholds" not in facts or one.thresholds
