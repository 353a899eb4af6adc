"""Run rules over what is handed in: the part that the audit and the readers share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from khcn_records.errors import InvalidArgumentError
from khcn_records.finding import Finding, Findings
from khcn_records.rules import RULES, rule_module
from khcn_records.rules.checking import Context, RuleModule, Scope, SourceText

__all__ = ["choose", "in_order", "run", "text_findings"]


def choose(rules: Iterable[str] | None, ignore: Iterable[str] = ()) -> list[RuleModule]:
    """The modules of the rules asked for, every rule where that is `None`.

    Raises:
        InvalidArgumentError: a code that no rule has.
        TypeError: one text instead of several codes.
    """
    for codes in (rules, ignore):
        if isinstance(codes, str):
            raise TypeError(f"codes of rules are wanted in a list, not the text {codes!r}")
    asked, left_out = list(RULES if rules is None else rules), set(ignore)
    for code in (*asked, *left_out):
        if code not in RULES:
            raise InvalidArgumentError(str(code), "the code of a rule: " + ", ".join(RULES))
    return [rule_module(code) for code in dict.fromkeys(asked) if code not in left_out]


def run(
    subject: object, scope: Scope, chosen: Sequence[RuleModule], context: Context, kind: str | None = None
) -> Iterator[Finding]:
    """What the chosen rules of a scope find; rules about records only look at their kinds."""
    for module in chosen:
        is_meant = module.RULE.scope is scope and (
            kind is None or not module.RULE.kinds or kind in module.RULE.kinds
        )
        if is_meant:
            yield from module.check(subject, context)


def in_order(findings: Iterable[Finding]) -> Findings:
    """Each finding once, by place, subject, code and what it says."""
    return Findings(sorted(set(findings), key=_order))


def _order(finding: Finding) -> tuple[int, str, str, tuple[tuple[str, str], ...]]:
    place = finding.place
    line = 0 if place is None or place.line is None else place.line
    told = tuple((name, str(value)) for name, value in finding.parameters)
    return (line, finding.subject, finding.code, told)


def text_findings(source: SourceText, chosen: Sequence[RuleModule], context: Context) -> Iterator[Finding]:
    """What the chosen rules find in a text and in the documents it cites."""
    yield from run(source, Scope.TEXT, chosen, context)
    yield from run(source.citations, Scope.CITATIONS, chosen, context)
