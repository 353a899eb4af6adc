"""The laws of the shelf of rules, tested on every code of `RULES`: a new rule is tested by being named there."""

from __future__ import annotations

import ast
import importlib
import inspect
import pathlib
import random
import tomllib
from typing import Any

import pytest

from khcn_records.auditing import audit
from khcn_records.converter import structure
from khcn_records.evidence import Evidence
from khcn_records.finding import Findings
from khcn_records.labels import has_wording, label, languages
from khcn_records.records import KINDS, record_class
from khcn_records.rules import RULES, rule, rule_module
from khcn_records.rules.checking import Rule, Scope

CASES = pathlib.Path(__file__).parent / "cases"
EVERY_RULE = pytest.mark.parametrize("code", sorted(RULES))


def cases(code: str) -> dict[str, list[dict[str, Any]]]:
    """What a rule lets pass and what it finds: `[[pass]]` and `[[fail]]`, each with `text`, `record`, `records` or `reports`."""
    return tomllib.loads((CASES / f"{code}.toml").read_text(encoding="utf-8"))


def subject(case: dict[str, Any]) -> object:
    """The text, records or reports of a case."""
    if "text" in case:
        return case["text"]
    several = case.get("reports") or case.get("records") or [case["record"]]
    read = tuple(record(one) for one in several)
    return read[0] if "record" in case or (len(read) == 1 and "reports" in case) else read


def record(plain: dict[str, Any]) -> object:
    """A record from its plain form with the name of its kind; what it needs and the rule does not ask is filled in."""
    fields = dict(plain)
    return structure(fields, record_class(fields.pop("kind_of_record")))


def found(code: str, case: dict[str, Any]) -> Findings:
    """What the one rule finds."""
    return audit(
        subject(case),
        rules=[code],
        as_of=case.get("as_of"),
        thresholds={f"{code}.{name}": value for name, value in case.get("thresholds", {}).items()},
    )


def test_every_rule_has_its_cases() -> None:
    """A code in the table brings its cases, and no case is left over."""
    assert {path.stem for path in CASES.glob("*.toml")} == set(RULES)


@EVERY_RULE
def test_a_rule_says_what_it_is(code: str) -> None:
    """A rule bears its own code, a ground, a title and a message in every language, and a docstring with wrong and right."""
    module, itself = rule_module(code), rule(code)

    assert isinstance(itself, Rule)
    assert itself.code == code
    assert isinstance(itself.basis, Evidence)
    assert RULES[code].rpartition(".")[2].partition("_")[2] == code
    assert not itself.kinds or itself.scope in {Scope.RECORD, Scope.REPORT, Scope.SERIES}
    assert set(itself.kinds) <= set(KINDS)
    assert all(
        has_wording(f"rule.{code}", lang) and has_wording(f"finding.{code}", lang) for lang in languages()
    )
    assert all(word in (module.__doc__ or "") for word in ("Basis:", "Wrong:", "Right:"))


@EVERY_RULE
def test_a_rule_names_the_kinds_it_asks_for(code: str) -> None:
    """What a rule takes out of a set of records by the name of its kind stands among its kinds."""
    module = ast.parse(inspect.getsource(importlib.import_module(RULES[code])))
    asked = {
        call.args[0].value
        for call in ast.walk(module)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "of"
        and isinstance(call.args[0], ast.Constant)
    }

    assert asked <= set(rule(code).kinds)


@EVERY_RULE
def test_what_is_right_passes(code: str) -> None:
    """Nothing is found where nothing is wrong."""
    told = cases(code)["pass"]

    assert len(told) >= 2
    assert [(case, [f.format() for f in found(code, case)]) for case in told if found(code, case)] == []


@EVERY_RULE
def test_what_is_wrong_is_found(code: str) -> None:
    """What is wrong is found as often as it stands there, at its place, with what should stand there instead."""
    told = cases(code)["fail"]

    assert len(told) >= 2
    for case in told:
        findings = found(code, case)
        assert len(findings) == case.get("count", 1), (case, [f.format() for f in findings])
        for finding in findings:
            assert finding.code == code
            assert all(finding.message(lang) for lang in languages())
            assert label(f"rule.{code}")
        for name in ("subject", "suggestion", "severity"):
            if name in case:
                assert getattr(findings[0], name) == case[name]
        if "line" in case:
            assert findings[0].place is not None
            assert findings[0].place.line == case["line"]
        for said in case.get("says", ()):
            assert any(said in finding.message("vi") for finding in findings), (said, case)


@EVERY_RULE
def test_a_rule_is_pure_and_order_does_not_matter(code: str) -> None:
    """The same input gives the same findings, and several records give the same ones in any order."""
    for case in cases(code)["fail"]:
        assert found(code, case) == found(code, case)
        if "records" in case and rule(code).scope is Scope.RECORD:
            given = list(subject(case))  # type: ignore[call-overload]
            random.Random(7).shuffle(given)
            assert set(audit(tuple(given), rules=[code])) == set(found(code, case))
