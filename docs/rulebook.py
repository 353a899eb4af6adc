"""The page of the rules, written from the rules themselves: one table for each thing they look at, one section for each rule."""

from __future__ import annotations

import re
from typing import NamedTuple

from khcn_records.labels import label
from khcn_records.records import record_class
from khcn_records.rules import RULES, rule, rule_module
from khcn_records.rules.checking import Rule, Scope

SAID = re.compile(
    r"(?P<what>.*?)\s*^Basis: (?P<basis>.*?)\s*^Wrong: (?P<wrong>.*?)\s+Right: (?P<right>.*)",
    re.DOTALL | re.MULTILINE,
)
LOOKS_AT = {
    Scope.TEXT: "a text as it was given",
    Scope.RECORD: "one record at a time",
    Scope.CITATIONS: "the documents that a text or the records of a report name",
    Scope.REPORT: "the records of one report together",
    Scope.SERIES: "reports of one office in a row",
}


class Said(NamedTuple):
    """What the docstring of a rule says, part by part."""

    what: str
    basis: str
    wrong: str
    right: str


def said(code: str) -> Said:
    """The parts of a rule's docstring, each on one line."""
    found = SAID.fullmatch((rule_module(code).__doc__ or "").strip())
    assert found, f"no basis, wrong and right: {code}"
    return Said(*(" ".join(found[name].split()) for name in Said._fields))


def _looks_at(one: Rule) -> str:
    kinds = ", ".join(
        f"[`{record_class(kind).__name__}`](records/{kind.replace('_', '-')}.md)" for kind in one.kinds
    )
    return LOOKS_AT[one.scope] + (f": {kinds}" if kinds else "")


def section(code: str) -> str:
    """One rule."""
    one, told = rule(code), said(code)
    ground = f"{one.basis.source} ({label(one.basis.confidence, 'en')})"
    more = (
        told.basis.removeprefix(one.basis.source)
        .replace("PRACTICE of", "practice of")
        .removeprefix("PRACTICE")
    )
    more = more.strip(".,:; ")
    facts = {
        "wrong": told.wrong,
        "right": told.right,
        "looks at": _looks_at(one),
        "severity": f"{label(one.severity, 'en')} (*{label(one.severity, 'vi')}*)",
        "ground": f"{ground}: {more}." if more else f"{ground}.",
        "thresholds": ", ".join(f"`{code}.{name}` = {value}" for name, value in one.thresholds.items()),
    }
    return "\n\n".join([
        f"### `{code}`",
        f"**{label(f'rule.{code}', 'vi')}** · {label(f'rule.{code}', 'en')}",
        told.what,
        "\n".join(f"- {name}: {fact}" for name, fact in facts.items() if fact),
    ])  # fmt: skip


def codes(scope: Scope) -> list[str]:
    """The codes of the rules that look at one thing."""
    return [code for code in sorted(RULES) if rule(code).scope is scope]


def table(scope: Scope) -> str:
    """The rules that look at one thing: code, title in both languages, severity."""
    rows = ["| rule | tiếng Việt, *English* | severity |", "|---|---|---|"]
    for code in codes(scope):
        vi, en = (label(f"rule.{code}", lang) for lang in ("vi", "en"))
        rows.append(f"| [`{code}`](#{code}) | {vi}<br>*{en}* | {label(rule(code).severity, 'en')} |")
    return "\n".join(rows)


def sections() -> str:
    """Everything: for each thing that rules look at a table, then each of its rules."""
    written: list[str] = []
    for scope, words in LOOKS_AT.items():
        written += [f"## {words[0].upper()}{words[1:]}", table(scope), *map(section, codes(scope))]
    return "\n\n".join(written) + "\n"
