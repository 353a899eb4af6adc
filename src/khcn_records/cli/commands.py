"""What each subcommand does: one call of the library, its answer as text."""

from __future__ import annotations

import argparse
import codecs
import datetime as dt
import pathlib
import sys

import attrs

from khcn_records.calendars.calendar_days import CalendarDay
from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.calendars.work_calendar import WorkCalendar
from khcn_records.cli.messages import told
from khcn_records.deadline import due_date
from khcn_records.display import shown
from khcn_records.display.phrases import Phrase
from khcn_records.errors import (
    InputError,
    InvalidDocumentNumberError,
    InvalidDocumentReferenceError,
    KhcnError,
    UnsupportedFormatError,
)
from khcn_records.finding import Findings
from khcn_records.formats import dumps, loads, records_of
from khcn_records.labels import label, wording
from khcn_records.readers import READERS, read
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.renderers import Block, Page, Row, render
from khcn_records.reports import task_appendix
from khcn_records.reports.task_summary import summarize_tasks
from khcn_records.samples import report_2024_02
from khcn_records.values.dates import PartialDate, format_date
from khcn_records.values.document_numbers import DocumentNumber
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

__all__ = ["run_add", "run_count", "run_demo", "run_due", "run_list", "run_parse", "run_report"]


def _calendar(arguments: argparse.Namespace) -> WorkCalendar:
    return vietnam_calendar(audience=arguments.calendar, estimate_through=arguments.estimate_through)


def run_demo(arguments: argparse.Namespace) -> str:
    """The main job on the sample report."""
    return _written(_answered(report_2024_02(), Findings(), arguments), arguments)


def run_report(arguments: argparse.Namespace) -> str:
    """The main job on a file: text, or stored records. What goes wrong begins with the file's name."""
    name = "stdin" if arguments.file == "-" else arguments.file
    try:
        data = sys.stdin.buffer.read() if arguments.file == "-" else pathlib.Path(name).read_bytes()
        document = _answered(*_read(data, name, arguments.lang), arguments)
    except UnsupportedFormatError:
        known = [suffix for _, suffixes in READERS.values() for suffix in suffixes if suffix]
        listed = ", ".join([*known, *_STORED])
        raise InputError(f"{name}: {wording('cli.unreadable_kind', arguments.lang, known=listed)}") from None
    except KhcnError as error:
        raise InputError(f"{name}: {told(error, arguments.lang)}") from None
    except OSError as error:
        raise InputError(f"{name}: {error.strerror or error}") from None
    return _written(document, arguments)


_STORED = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
_Source = MonthlyReport | tuple[AssignedTask, ...]


def _read(data: bytes, name: str, lang: str) -> tuple[_Source, Findings]:
    """The report, or tasks where the file names no period, and what the reader noticed."""
    form = _STORED.get(pathlib.PurePath(name).suffix.lower())
    if form is None and name == "stdin" and data.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{":
        form = "json"
    if form is not None:
        return _stored_report(data, form, lang), Findings()
    reading = read(data, filename=pathlib.PurePath(name).name, rules=())
    if not reading.records:
        noticed = "".join(f"\n  {finding.format(lang)}" for finding in reading.findings)
        raise InputError(wording("cli.no_tasks", lang) + noticed)
    return reading.report or reading.records, reading.findings


def _stored_report(data: bytes, form: str, lang: str) -> _Source:
    records = records_of(loads(data, form))
    reports = [one for one in records if isinstance(one, MonthlyReport)]
    if len(reports) > 1:
        raise InputError(wording("cli.several_reports", lang, count=len(reports)))
    if reports:
        return reports[0]
    tasks = tuple(one for one in records if isinstance(one, AssignedTask))
    if not tasks:
        raise InputError(wording("cli.no_tasks", lang))
    return tasks


def _answered(source: _Source, findings: Findings, arguments: argparse.Namespace) -> str:
    """Summary, appendix and findings as of the day asked about."""
    as_of: dt.date | None = arguments.as_of
    if isinstance(source, MonthlyReport):
        as_of = as_of or source.cutoff
        report, tasks, period = attrs.evolve(source, as_of=as_of), source.tasks, source.period
    else:
        report, tasks, period = None, source, None
    if as_of is None:
        raise InputError(wording("cli.no_period", arguments.lang))
    summary = summarize_tasks(tasks, as_of=as_of)
    appendix = task_appendix.tabulate(tasks, as_of=as_of, period=period)
    if arguments.format == "json":
        return dumps((summary, appendix, *tasks, *findings), "json")
    options = {"width": arguments.width} if arguments.format == "text" else {}
    shown_things = report if report is not None else (summary, appendix)
    return _text(render(shown_things, arguments.format, lang=arguments.lang, findings=findings, **options))


def _written(document: str, arguments: argparse.Namespace) -> str:
    """What is left to print: nothing where the document goes to a file."""
    if arguments.output in {None, "-"}:
        return document
    pathlib.Path(arguments.output).write_bytes(document.encode("utf-8"))
    return ""


def _text(document: str | bytes) -> str:
    assert isinstance(document, str), "the command line offers text formats only"
    return document


def run_due(arguments: argparse.Namespace) -> str:
    """A due date with its steps."""
    due = due_date(
        arguments.start,
        " ".join(arguments.limit),
        direction="before" if arguments.before else "after",
        roll=arguments.roll,
        calendar=_calendar(arguments),
        hours_per_workday=arguments.hours_per_workday,
    )
    return due.explain(arguments.lang) + "\n"


def run_parse(arguments: argparse.Namespace) -> str:
    """The parts of a symbol or a citation."""
    text, lang = " ".join(arguments.symbol), arguments.lang
    reference = None
    try:
        number: DocumentNumber | None = DocumentNumber.parse(text, noun=arguments.noun)
    except InvalidDocumentNumberError as error:
        try:
            reference = DocumentReference.parse(text)
        except InvalidDocumentReferenceError:
            raise error from None
        number = reference.number
    kind = (reference.kind if reference is not None else None) or (
        number.kind if number is not None else None
    )
    facts: list[tuple[str, object]] = [("kind", kind.label(lang) if kind is not None else None)]
    if number is not None:
        facts = [
            ("symbol", str(number)),
            ("family", label(number.family, lang)),
            *facts,
            ("number", number.number),
            ("suffix", number.suffix or None),
            ("year", number.year),
            ("issuers", number.issuers or None),
            ("unit", number.unit),
        ]
    if reference is not None:
        facts += [
            ("issued_on", reference.issued_on),
            ("issuer", reference.issuer),
            ("subject", reference.subject),
        ]
    rows = tuple(
        Row(texts=(wording(f"field.document.{name}", lang), shown(value, lang)))
        for name, value in facts
        if value is not None
    )
    return _text(
        render(
            Page(title=wording("field.document.symbol", lang), lang=lang, blocks=(Block(rows=rows),)),
            arguments.format,
        )
    )


def run_count(arguments: argparse.Namespace) -> str:
    """Working days between two days."""
    calendar = _calendar(arguments)
    count = calendar.count_workdays(arguments.after, arguments.through)
    return (
        "\n".join([str(count), *_cautions(calendar, arguments.after, arguments.through, arguments.lang)])
        + "\n"
    )


def run_add(arguments: argparse.Namespace) -> str:
    """The n-th working day after a day."""
    calendar, lang = _calendar(arguments), arguments.lang
    day = calendar.add_workdays(arguments.day, arguments.count)
    answer = f"{format_date(day, 'weekday', lang)} ({day.isoformat()})"
    return "\n".join([answer, *_cautions(calendar, arguments.day, day, lang)]) + "\n"


def run_list(arguments: argparse.Namespace) -> str:
    """The days of a period that are not as the week would have them."""
    calendar, lang = _calendar(arguments), arguments.lang
    period: PartialDate | ReportingPeriod = arguments.period
    first, last = period.first_day, period.last_day
    count = calendar.count_workdays(first, last) + int(calendar.is_workday(first))
    asked: dict[str, str | int] = {"period_name": period.format(lang), "count": count}
    lines = [Phrase("cli.workdays_in", asked).format(lang)]
    lines += [_day_line(day, lang) for day in calendar.rows(first, last)]
    lines += _cautions(calendar, first, last, lang)
    return "\n".join(lines) + "\n"


def _cautions(calendar: WorkCalendar, start: dt.date, end: dt.date, lang: str) -> list[str]:
    """A line for the years between two days whose calendar may still change, and one for those only estimated."""
    asked = set(range(min(start, end).year, max(start, end).year + 1))
    estimated = asked & calendar.estimated_years
    provisional = (asked & calendar.provisional_years) - estimated
    return [
        wording(f"deadline.rule.{name}", lang, years=", ".join(map(str, sorted(years))))
        for name, years in (("provisional", provisional), ("estimated", estimated))
        if years
    ]


def _day_line(day: CalendarDay, lang: str) -> str:
    return f"{format_date(day.day, 'table', lang)}  {label(day.kind, lang)}: {day.label(lang)} ({day.source})"
