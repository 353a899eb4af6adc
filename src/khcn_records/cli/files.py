"""What the commands over files and folders do: read, render, audit, convert. Each file stands for itself: one that fails stops no other."""

from __future__ import annotations

import argparse
import pathlib
from typing import Any

import attrs

from khcn_records.auditing import audit
from khcn_records.cli.messages import told
from khcn_records.cli.sources import Source, Sources, open_sources, placed, readable_name
from khcn_records.errors import InputError, KhcnError, MissingExtraError
from khcn_records.finding import Finding, Findings, Severity
from khcn_records.formats import dumps, save
from khcn_records.formats.atomic import replace_file
from khcn_records.labels import wording
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.renderers import BINARY, Block, Page, Row, render
from khcn_records.reports import task_appendix
from khcn_records.reports.task_summary import summarize_tasks
from khcn_records.table import ColumnType

__all__ = ["SUFFIXES", "run_audit", "run_convert", "run_read", "run_render"]

SUFFIXES = {"markdown": ".md", "text": ".txt"}
"""Suffix of the files of a format, where it is not the name of the format."""
_FAILED, _FOUND = 1, 3
_WEIGHT = (Severity.ERROR, Severity.WARNING, Severity.INFO)
Answer = tuple[str, int]


def run_read(arguments: argparse.Namespace) -> Answer:
    """Read files and folders, tell what was understood, and store the records of all."""
    lang = arguments.lang
    sources = open_sources(arguments.paths, lang, out=arguments.out)
    rows: list[Row] = []
    records: list[Any] = []
    noticed = 0
    for source in sources:
        records += source.records
        noticed += len(source.findings)
        rows.append(Row(texts=_counts(source)))
    if arguments.out is not None:
        if not records:
            raise InputError(wording("cli.nothing_read", lang))
        save(tuple(records), arguments.out)
    if not rows and not sources.skipped:
        return "", _code(sources)
    headings = tuple(
        wording(f"cli.read_{name}", lang) for name in ("file", "records", "coverage", "errors", "warnings")
    )
    count = ColumnType.COUNT
    block = Block(headings=headings, rows=tuple(rows), types=(ColumnType.TEXT, count, count, count, count))
    page = Page(
        title=wording("cli.read_title", lang),
        lang=lang,
        lines=(*_skipped(sources), *_more(noticed, lang)),
        blocks=(block,) if rows else (),
    )
    return str(render(page, "text", lang=lang)), _code(sources)


def _counts(source: Source) -> tuple[str, ...]:
    held = sum(len(one.records) if isinstance(one, MonthlyReport) else 1 for one in source.records)
    share = "" if source.coverage is None else f"{source.coverage:.0f} %"
    severities = [one.severity for one in source.findings]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    return readable_name(source.name), str(held), share, str(errors), str(warnings)


def _skipped(sources: Sources) -> tuple[str, ...]:
    if not sources.skipped:
        return ()
    names = ", ".join(map(readable_name, sources.skipped))
    return (wording("cli.skipped", sources.lang, names=names),)


def _more(noticed: int, lang: str) -> tuple[str, ...]:
    """Where what was noticed is told one by one."""
    return (wording("cli.noticed_more", lang),) if noticed else ()


def _code(sources: Sources) -> int:
    return _FAILED if sources.failed else 0


def run_render(arguments: argparse.Namespace) -> Answer:
    """A page for each file: printed, in one file, or each in a folder."""
    lang, form = arguments.lang, arguments.format
    sources = open_sources(arguments.paths, lang, out=arguments.out)
    out = None if arguments.out is None else pathlib.Path(arguments.out)
    is_many = len(sources.files) > 1 or pathlib.Path(arguments.paths[0]).is_dir()
    if is_many and out is None:
        raise InputError(wording("cli.needs_folder", lang))
    if form in BINARY and out is None:
        raise InputError(wording("cli.needs_file", lang, format=form))
    previous = None if arguments.previous is None else _only_report(arguments.previous, lang)
    printed = ""
    written: set[str] = set()
    for source in sources:
        try:
            made = _rendered(source, arguments, previous)
        except MissingExtraError:  # what is not installed is missing for every file
            raise
        except KhcnError as error:
            sources.fail(source.name, told(error, lang))
            continue
        if out is None:
            assert isinstance(made, str)
            printed = made
            continue
        target = out / _page_name(source, form, written) if is_many else out
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, [made.encode("utf-8") if isinstance(made, str) else made])
    return printed, _code(sources)


def _page_name(source: Source, form: str, written: set[str]) -> str:
    """The name of a page: that of its file; of two that would be one, the second keeps its suffix too."""
    path = pathlib.PurePath(
        source.name if not pathlib.PurePath(source.name).is_absolute() else source.path.name
    )
    steps = [step for step in path.parts if step not in {"..", "."}]
    suffix = SUFFIXES.get(form, f".{form}")
    stem = pathlib.PurePath(*steps).with_suffix("").as_posix()
    name = stem + suffix
    if name.casefold() in written:
        name = f"{pathlib.PurePath(*steps).as_posix()}{suffix}"
    number = 2
    while name.casefold() in written:
        name = f"{stem} ({number}){suffix}"
        number += 1
    written.add(name.casefold())
    return name


def _rendered(source: Source, arguments: argparse.Namespace, previous: MonthlyReport | None) -> str | bytes:
    thing = _shown(source, arguments)
    findings = (
        Findings((*source.findings, *audit(list(source.records), as_of=arguments.as_of)))
        if arguments.audit
        else ()
    )
    options: dict[str, Any] = {"width": arguments.width} if arguments.format == "text" else {}
    if arguments.layout is not None:
        options["layout"] = arguments.layout
    if previous is not None:
        options["previous"] = previous
    made: str | bytes = render(thing, arguments.format, lang=arguments.lang, findings=findings, **options)
    return made


def _shown(source: Source, arguments: argparse.Namespace) -> object:
    """A report, several, the summary and appendix of tasks alone, or the records as they are."""
    as_of = arguments.as_of
    if source.reports:
        reports = [one if as_of is None else attrs.evolve(one, as_of=as_of) for one in source.reports]
        return reports[0] if len(reports) == 1 else reports
    if not source.records:
        raise InputError(wording("cli.nothing_read", arguments.lang))
    if not all(isinstance(one, AssignedTask) for one in source.records):
        return source.records
    if as_of is None:
        raise InputError(wording("cli.no_period", arguments.lang))
    return summarize_tasks(source.records, as_of=as_of), task_appendix.tabulate(source.records, as_of=as_of)


def _only_report(path: str, lang: str) -> MonthlyReport:
    sources = open_sources([path], lang)
    reports = [report for source in sources for report in source.reports]
    if sources.failed:
        raise InputError(wording("cli.nothing_read", lang))
    if len(reports) != 1:
        raise InputError(f"{readable_name(path)}: {wording('cli.several_reports', lang, count=len(reports))}")
    return reports[0]


def run_audit(arguments: argparse.Namespace) -> Answer:
    """What the rules find in the files, each by itself and the reports of all in a row."""
    lang = arguments.lang
    sources = open_sources(arguments.paths, lang, out=arguments.out)
    findings: list[Finding] = []
    reports: list[MonthlyReport] = []
    asked: dict[str, Any] = {
        "as_of": arguments.as_of,
        "rules": arguments.rules or None,
        "ignore": arguments.ignore,
    }
    chosen = frozenset(arguments.rules) or None
    alone: set[Finding] = set()
    for source in sources:
        findings += [
            one
            for one in source.findings
            if one.code not in arguments.ignore and (chosen is None or one.code in chosen)
        ]
        noticed = audit(list(source.records), **asked)
        alone.update(noticed)
        findings += placed(noticed, source.name)
        reports += source.reports
    if len(reports) > 1:  # what only shows between them is of no one file
        findings += [one for one in audit(reports, **asked) if one not in alone]
    found = Findings(dict.fromkeys(findings))
    if arguments.format == "json":
        document: str | bytes = dumps(tuple(found))
    else:
        options: dict[str, Any] = {"width": arguments.width} if arguments.format == "text" else {}
        document = render(found, arguments.format, lang=lang, **options)
    printed = _printed(document, arguments, lang)
    worst = [severity for severity in _WEIGHT if any(one.severity is severity for one in found)]
    limit = arguments.fail_on
    is_found = limit != "never" and any(_WEIGHT.index(one) <= _WEIGHT.index(Severity(limit)) for one in worst)
    return printed, _code(sources) or (_FOUND if is_found else 0)


def _printed(document: str | bytes, arguments: argparse.Namespace, lang: str) -> str:
    """What is left to print: nothing where the document goes to a file."""
    if arguments.out is None:
        if isinstance(document, bytes):
            raise InputError(wording("cli.needs_file", lang, format=arguments.format))
        return document
    replace_file(arguments.out, [document.encode("utf-8") if isinstance(document, str) else document])
    return ""


def run_convert(arguments: argparse.Namespace) -> Answer:
    """What a file or a folder holds, stored in another format; nothing is written unless all of it was read."""
    sources = open_sources([arguments.source], arguments.lang, out=arguments.target)
    records = [record for source in sources for record in source.records]
    if sources.failed:
        return "", _FAILED
    if not records:
        raise InputError(wording("cli.nothing_read", arguments.lang))
    save(records[0] if len(records) == 1 else tuple(records), arguments.target)
    return "", 0
