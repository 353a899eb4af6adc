"""What each subcommand does: one call of the library, its answer as text."""

from __future__ import annotations

import argparse
import datetime as dt
import pathlib
import sys

import attrs

from khcn_records import samples
from khcn_records.calendars.calendar_days import CalendarDay, DayKind
from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.calendars.work_calendar import WorkCalendar
from khcn_records.deadline import due_date
from khcn_records.display import Phrase, shown
from khcn_records.errors import InputError, InvalidDocumentNumberError, InvalidDocumentReferenceError
from khcn_records.finding import Findings
from khcn_records.formats import dumps, loads
from khcn_records.labels import label, wording
from khcn_records.readers import read
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.renderers import Block, Page, Row, render
from khcn_records.reports import task_appendix
from khcn_records.reports.task_summary import summarize_tasks
from khcn_records.values.dates import PartialDate, format_date
from khcn_records.values.document_numbers import DocumentNumber
from khcn_records.values.document_references import DocumentReference

__all__ = ["run_add", "run_count", "run_demo", "run_due", "run_list", "run_parse", "run_report"]


def _calendar(arguments: argparse.Namespace) -> WorkCalendar:
    return vietnam_calendar(audience=arguments.calendar, estimate_through=arguments.estimate_through)


def run_demo(arguments: argparse.Namespace) -> str:
    """The main job on the sample report."""
    return _answered(samples.report_2024_02(), Findings(), arguments)


def run_report(arguments: argparse.Namespace) -> str:
    """The main job on a file: text, or stored records."""
    name = arguments.file
    data = sys.stdin.buffer.read() if name == "-" else pathlib.Path(name).read_bytes()
    suffix = pathlib.PurePath(name).suffix.lower()
    if suffix in {".json", ".yaml", ".yml"} or (name == "-" and data.lstrip()[:1] == b"{"):
        return _answered(
            _stored_report(data, "yaml" if suffix in {".yaml", ".yml"} else "json", name),
            Findings(),
            arguments,
        )
    reading = read(data, filename="stdin" if name == "-" else pathlib.PurePath(name).name)
    if not reading.records:
        told = "; ".join(finding.format(arguments.lang) for finding in reading.findings)
        raise InputError(f"{name}: {wording('cli.no_tasks', arguments.lang)}" + (f": {told}" if told else ""))
    report = reading.report
    if report is None:
        if arguments.as_of is None:
            raise InputError(f"{name}: {wording('cli.no_period', arguments.lang)}")
        return _answered(reading.records, reading.findings, arguments)
    return _answered(report, reading.findings, arguments)


def _stored_report(data: bytes, form: str, name: str) -> MonthlyReport | tuple[AssignedTask, ...]:
    stored = loads(data, form)
    if isinstance(stored, MonthlyReport):
        return stored
    tasks = tuple(
        one for one in (stored if isinstance(stored, tuple) else (stored,)) if isinstance(one, AssignedTask)
    )
    if not tasks:
        raise InputError(f"{name}: {wording('cli.no_tasks')}")
    return tasks


def _answered(
    source: MonthlyReport | tuple[AssignedTask, ...], findings: Findings, arguments: argparse.Namespace
) -> str:
    """Summary, appendix and findings as of the day asked about."""
    if isinstance(source, MonthlyReport):
        report = attrs.evolve(source, as_of=arguments.as_of or source.cutoff)
        tasks, as_of, period = report.tasks, report.cutoff, report.period
    else:
        if arguments.as_of is None:
            raise InputError(wording("cli.no_period", arguments.lang))
        report, tasks, as_of, period = None, source, arguments.as_of, None
    summary = summarize_tasks(tasks, as_of=as_of)
    appendix = task_appendix.tabulate(tasks, as_of=as_of, period=period)
    if arguments.format == "json":
        return dumps((summary, appendix, *tasks, *findings), "json")
    options = {"width": arguments.width} if arguments.format == "text" else {}
    if arguments.format == "text" and arguments.width < 40:
        raise InputError(f"--width {arguments.width}: 40 or more")
    return _text(
        render(
            report or (summary, appendix), arguments.format, lang=arguments.lang, findings=findings, **options
        )
    )


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
    return _text(render(Page(title="", lang=lang, blocks=(Block(rows=rows),)), arguments.format))


def run_count(arguments: argparse.Namespace) -> str:
    """Working days between two days."""
    calendar = _calendar(arguments)
    count = calendar.count_workdays(arguments.after, arguments.through)
    days = (arguments.after, arguments.through)
    return f"{count}\n" + _caution(calendar, days, arguments.lang)


def run_add(arguments: argparse.Namespace) -> str:
    """The n-th working day after a day."""
    calendar = _calendar(arguments)
    day = calendar.add_workdays(arguments.day, arguments.count)
    return f"{format_date(day, 'weekday', arguments.lang)} ({day.isoformat()})\n" + _caution(
        calendar, (arguments.day, day), arguments.lang
    )


def _caution(calendar: WorkCalendar, days: tuple[dt.date, dt.date], lang: str) -> str:
    """A line where the days asked about may still change or are estimated."""
    if any(calendar.is_provisional(day) for day in days):
        return wording("cli.provisional", lang) + "\n"
    return ""


def run_list(arguments: argparse.Namespace) -> str:
    """The days of a period that are not as the week would have them."""
    calendar, lang = _calendar(arguments), arguments.lang
    text = arguments.period
    part = PartialDate.parse(text)
    first, last = part.first_day, part.last_day
    count = calendar.count_workdays(first, last) + int(calendar.is_workday(first))
    days = [calendar.day(first + dt.timedelta(days=step)) for step in range((last - first).days + 1)]
    special = [day for day in days if day.kind not in {DayKind.WORKDAY, DayKind.WEEKEND}]
    asked: dict[str, str | int] = {"period_name": part.format(lang), "count": count}
    lines = [Phrase("cli.workdays_in", asked).format(lang)]
    lines += [_day_line(day, lang) for day in special]
    if caution := _caution(calendar, (first, last), lang):
        lines.append(caution.strip())
    return "\n".join(lines) + "\n"


def _day_line(day: CalendarDay, lang: str) -> str:
    return f"{format_date(day.day, 'table', lang)}  {label(day.kind, lang)}: {day.label(lang)} ({day.source})"
