"""`audit`: run the rules over a text, a record, a report or several, and gather what they find (*rà soát, kiểm tra số liệu*)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.errors import InvalidArgumentError
from khcn_records.finding import Finding, Findings
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.rules import RULES, rule_module
from khcn_records.rules.checking import Context, RecordSet, RuleModule, Scope, SourceText, kind_of
from khcn_records.rules.running import choose, in_order, run, text_findings

if TYPE_CHECKING:
    from khcn_records.rules.checking import Threshold

__all__ = ["audit"]


def audit(
    obj: object,
    *,
    as_of: dt.date | None = None,
    rules: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    thresholds: Mapping[str, Threshold] | None = None,
) -> Findings:
    """What the rules find in a text, a record, a report or several of them.

    Args:
        obj: a text (`str`, read by the rules about text), a record, a `MonthlyReport` with all its records, or several of
            these in a list or tuple; several reports are also judged as a series.
        as_of: the day asked about, for rules about time; the report's cut-off where it is `None`.
        rules: codes of the rules to run; every rule where it is `None`.
        ignore: codes of rules to leave out.
        thresholds: values that replace those of the rules, under `<code>.<name>`.

    Returns:
        The findings by place, subject and code; the same whatever the order of the records.

    Raises:
        InvalidArgumentError: a code or threshold that no rule has.
        TypeError: a thing that no rule looks at.

    >>> [finding.code for finding in audit("Báo cáo ngày 17/1/2024")]
    ['date_not_by_decree']
    """
    chosen = choose(rules, ignore)
    _check_thresholds(thresholds or {})
    context = Context(as_of=as_of, calendar=vietnam_calendar(), thresholds=dict(thresholds or {}))
    return in_order(_findings(obj, chosen, context))


def _check_thresholds(thresholds: Mapping[str, Threshold]) -> None:
    for key in thresholds:
        code, _, name = key.partition(".")
        if code not in RULES or name not in rule_module(code).RULE.thresholds:
            raise InvalidArgumentError(key, "a threshold of a rule, as <code>.<name>")


def _findings(obj: object, chosen: list[RuleModule], context: Context) -> Iterator[Finding]:
    if isinstance(obj, str):
        obj = SourceText(obj)
    if isinstance(obj, SourceText):
        yield from text_findings(obj, chosen, context)
    elif isinstance(obj, MonthlyReport):
        yield from _of_report(obj, chosen, context)
    elif kind_of(obj) is not None:
        yield from _of_records(RecordSet([obj]), chosen, context)
    elif isinstance(obj, (list, tuple)):
        yield from _of_several(obj, chosen, context)
    else:
        raise TypeError(
            f"a text, a record, a report or several are audited, not {type(obj).__name__}: {obj!r}"
        )


def _of_several(several: Iterable[object], chosen: list[RuleModule], context: Context) -> Iterator[Finding]:
    loose: list[object] = []
    reports: list[MonthlyReport] = []
    for one in several:
        if isinstance(one, MonthlyReport):
            reports.append(one)
            yield from _of_report(one, chosen, context)
        elif kind_of(one) is not None:
            loose.append(one)
        else:
            yield from _findings(one, chosen, context)
    if loose:
        yield from _of_records(RecordSet(loose), chosen, context)
    if reports:
        yield from run(tuple(reports), Scope.SERIES, chosen, context)


def _of_report(report: MonthlyReport, chosen: list[RuleModule], context: Context) -> Iterator[Finding]:
    as_of = context.as_of
    inner = Context(as_of=as_of, report=report, calendar=context.calendar, thresholds=context.thresholds)
    yield from run(report, Scope.RECORD, chosen, inner, kind_of(report))
    yield from _of_records(RecordSet.of_report(report), chosen, inner)


def _of_records(records: RecordSet, chosen: list[RuleModule], context: Context) -> Iterator[Finding]:
    for record in records.records:
        yield from run(record, Scope.RECORD, chosen, context, kind_of(record))
    yield from run(records.citations, Scope.CITATIONS, chosen, context)
    yield from run(records, Scope.REPORT, chosen, context)
