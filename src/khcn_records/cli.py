"""The command line, thin: each subcommand reads its arguments, makes one call and prints.

Exit codes: 0 done; 1 the input is wrong (the message says where and what was expected); 2 the command is wrong.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import pathlib
import sys
from collections.abc import Callable, Sequence

import attrs

from khcn_records import samples
from khcn_records.calendars.calendar_days import CalendarDay, DayKind
from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.calendars.work_calendar import WorkCalendar
from khcn_records.deadline import due_date
from khcn_records.display import Phrase, shown
from khcn_records.errors import (
    InvalidDateError,
    InvalidDocumentNumberError,
    InvalidDocumentReferenceError,
    KhcnError,
    StructureError,
)
from khcn_records.finding import Findings
from khcn_records.formats import dumps, loads
from khcn_records.labels import label, wording
from khcn_records.readers import read
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.renderers import RENDERERS, Block, Page, render
from khcn_records.reports import task_appendix
from khcn_records.reports.task_summary import summarize_tasks
from khcn_records.table import RowRole
from khcn_records.values.dates import PartialDate, format_date, parse_date
from khcn_records.values.document_numbers import DocumentNumber
from khcn_records.values.document_references import DocumentReference

__all__ = ["main"]

_EXAMPLES = """\
examples:
  khcn-records demo
  khcn-records report bao-cao.txt --as-of 14/02/2024
  khcn-records report bao-cao.txt --as-of 2024-02-14 --format html --lang en > report.html
  khcn-records due 05/02/2024 05 ngày làm việc
  khcn-records parse "114- KH/TU"
  khcn-records workdays count 2024-02-01 2024-02-29

Days are written 05/02/2024 (day first), 2024-02-05 or "ngày 05 tháng 02 năm 2024".
Exit codes: 0 done, 1 wrong input, 2 wrong command."""


class _InputError(Exception):
    """Wrong input: what to print after the name of the program."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        argv: the arguments without the program's name; `None` takes those of the process.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        arguments = _parser().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    run: Callable[[argparse.Namespace], str] = arguments.run
    try:
        sys.stdout.write(run(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the pipe has enough; nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (_InputError, KhcnError, OSError) as error:
        sys.stderr.write(f"khcn-records: {_told(error, arguments.lang)}\n")
        return 1
    return 0


def _told(error: Exception, lang: str) -> str:
    """An error in the language asked for, every fault of a file on its own line."""
    if isinstance(error, StructureError):
        return "\n  ".join([label(error, lang), *(_fault_text(fault, lang) for fault in error.faults[:20])])
    if isinstance(error, KhcnError):
        return label(error, lang)
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error)
    return str(error)


def _fault_text(fault: object, lang: str) -> str:
    try:
        return label(fault, lang)
    except KeyError:  # a fault whose code has parameters of its own
        return str(fault)


def _day(text: str) -> dt.date:
    try:
        return parse_date(text)
    except InvalidDateError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; expected {error.expected}") from None


def _moment(text: str) -> dt.date:
    """A day, or an ISO moment such as 2024-02-05T14:30 for limits in hours."""
    if "T" in text:
        try:
            return dt.datetime.fromisoformat(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is no moment; expected 2024-02-05T14:30") from None
    return _day(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="khcn-records",
        description="Assigned tasks, deadlines in Vietnamese working days and document symbols.\n"
        "Nhiệm vụ được giao, thời hạn theo ngày làm việc, số và ký hiệu văn bản.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_demo(commands)
    _add_report(commands)
    _add_due(commands)
    _add_parse(commands)
    _add_workdays(commands)
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001  the only name argparse has for it


def _command(
    commands: _Commands[argparse.ArgumentParser], name: str, run: Callable[[argparse.Namespace], str], help_text: str, example: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=help_text,
        description=help_text,
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language of the output (default: vi)")
    parser.set_defaults(run=run)
    return parser


def _add_format(parser: argparse.ArgumentParser) -> None:
    known = (*RENDERERS, "json")
    parser.add_argument("--format", choices=known, default="text", help="form of the output (default: text)")
    parser.add_argument("--width", type=int, default=100, metavar="N", help="columns of a line of text, 40 or more (default: 100)")


def _add_demo(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "demo",
        _run_demo,
        "run the main job on the sample report: summary and appendix of eight tasks (báo cáo mẫu)",
        "khcn-records demo --as-of 05/3/2024 --lang en",
    )
    parser.add_argument("--as-of", type=_day, metavar="DAY", help="the day asked about (default: the report's own, 14/02/2024)")
    _add_format(parser)


def _add_report(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "report",
        _run_report,
        "read a report and answer: who is in time, late, overdue (tổng hợp và phụ lục nhiệm vụ)",
        "khcn-records report bao-cao.txt --as-of 14/02/2024 --format markdown",
    )
    parser.add_argument("file", metavar="FILE", help="text of a report (.txt), stored records (.json, .yaml), or - for standard input")
    parser.add_argument("--as-of", type=_day, metavar="DAY", help="the day asked about (default: the last day of the report's data window)")
    _add_format(parser)


def _add_due(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "due",
        _run_due,
        "compute the last day of a time limit, step by step (tính thời hạn)",
        "khcn-records due 05/02/2024 05 ngày làm việc",
    )
    parser.add_argument("start", type=_moment, metavar="START", help="the day of the event; it is not counted")
    parser.add_argument("limit", nargs="+", metavar="LIMIT", help='such as "05 ngày làm việc", "30 ngày", "5 working days"')
    parser.add_argument("--before", action="store_true", help="count backwards: at the latest so long before START")
    parser.add_argument("--roll", choices=("none", "following", "preceding"), help="where the last day is a day off (default: the law's)")
    parser.add_argument("--hours-per-workday", type=int, metavar="N", help="for a limit in hours without a time of day")
    _add_calendar(parser)


def _add_calendar(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--calendar",
        choices=("civil_service", "statutory"),
        default="civil_service",
        help="whose days off: state offices, or the Labour Code's only (default: civil_service)",
    )
    parser.add_argument("--estimate-through", type=int, metavar="YEAR", help="estimate later years, which no notice covers yet")


def _add_parse(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "parse",
        _run_parse,
        "take a document symbol or citation apart (đọc số, ký hiệu văn bản)",
        'khcn-records parse "Kế hoạch số 114-KH/TU ngày 05/01/2024 của Ban Thường vụ Tỉnh ủy"',
    )
    parser.add_argument("symbol", nargs="+", metavar="SYMBOL", help="such as 316/UBND-KGVX")
    parser.add_argument("--noun", help="the noun that cites it, where the symbol can be read two ways: Công văn, Tờ trình")
    parser.add_argument("--format", choices=("text", "markdown", "html"), default="text", help="form of the output (default: text)")


def _add_workdays(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("workdays", help="count, add and list working days (ngày làm việc)", description="Working days.")
    inner = parser.add_subparsers(metavar="QUESTION", required=True)
    count = _command(
        inner, "count", _run_count, "working days after one day, through another", "khcn-records workdays count 2024-02-01 2024-02-29"
    )
    count.add_argument("after", type=_day, metavar="AFTER", help="not counted itself")
    count.add_argument("through", type=_day, metavar="THROUGH", help="counted if it is worked")
    add = _command(inner, "add", _run_add, "the N-th working day after a day", "khcn-records workdays add 2024-02-05 5")
    add.add_argument("day", type=_day, metavar="DAY")
    add.add_argument("count", type=int, metavar="N", help="negative counts backwards; 0 is the day itself or the next worked one")
    show = _command(inner, "list", _run_list, "days off and worked Saturdays of a month or year", "khcn-records workdays list 02/2024")
    show.add_argument("period", metavar="PERIOD", help="02/2024, 2024-02 or 2024")
    for question in (count, add, show):
        _add_calendar(question)


def _calendar(arguments: argparse.Namespace) -> WorkCalendar:
    return vietnam_calendar(audience=arguments.calendar, estimate_through=arguments.estimate_through)


def _run_demo(arguments: argparse.Namespace) -> str:
    return _answered(samples.report_2024_02(), Findings(), arguments)


def _run_report(arguments: argparse.Namespace) -> str:
    name = arguments.file
    data = sys.stdin.buffer.read() if name == "-" else pathlib.Path(name).read_bytes()
    suffix = pathlib.PurePath(name).suffix.lower()
    if suffix in {".json", ".yaml", ".yml"} or (name == "-" and data.lstrip()[:1] == b"{"):
        return _answered(_stored_report(data, "yaml" if suffix in {".yaml", ".yml"} else "json", name), Findings(), arguments)
    reading = read(data, filename="stdin" if name == "-" else pathlib.PurePath(name).name)
    if not reading.records:
        told = "; ".join(finding.format(arguments.lang) for finding in reading.findings)
        raise _InputError(f"{name}: {wording('cli.no_tasks', arguments.lang)}" + (f": {told}" if told else ""))
    report = reading.report
    if report is None:
        if arguments.as_of is None:
            raise _InputError(f"{name}: {wording('cli.no_period', arguments.lang)}")
        return _answered(reading.records, reading.findings, arguments)
    return _answered(report, reading.findings, arguments)


def _stored_report(data: bytes, form: str, name: str) -> MonthlyReport | tuple[AssignedTask, ...]:
    stored = loads(data, form)
    if isinstance(stored, MonthlyReport):
        return stored
    tasks = tuple(one for one in (stored if isinstance(stored, tuple) else (stored,)) if isinstance(one, AssignedTask))
    if not tasks:
        raise _InputError(f"{name}: {wording('cli.no_tasks')}")
    return tasks


def _answered(source: MonthlyReport | tuple[AssignedTask, ...], findings: Findings, arguments: argparse.Namespace) -> str:
    """Summary, appendix and findings as of the day asked about."""
    if isinstance(source, MonthlyReport):
        report = attrs.evolve(source, as_of=arguments.as_of or source.cutoff)
        tasks, as_of, period = report.tasks, report.cutoff, report.period
    else:
        if arguments.as_of is None:
            raise _InputError(wording("cli.no_period", arguments.lang))
        report, tasks, as_of, period = None, source, arguments.as_of, None
    summary = summarize_tasks(tasks, as_of=as_of)
    appendix = task_appendix.tabulate(tasks, as_of=as_of, period=period)
    if arguments.format == "json":
        return dumps((summary, appendix, *tasks, *findings), "json")
    options = {"width": arguments.width} if arguments.format == "text" else {}
    if arguments.format == "text" and arguments.width < 40:
        raise _InputError(f"--width {arguments.width}: 40 or more")
    return render(report or (summary, appendix), arguments.format, lang=arguments.lang, findings=findings, **options)


def _run_due(arguments: argparse.Namespace) -> str:
    due = due_date(
        arguments.start,
        " ".join(arguments.limit),
        direction="before" if arguments.before else "after",
        roll=arguments.roll,
        calendar=_calendar(arguments),
        hours_per_workday=arguments.hours_per_workday,
    )
    return due.explain(arguments.lang) + "\n"


def _run_parse(arguments: argparse.Namespace) -> str:
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
    kind = (reference.kind if reference is not None else None) or (number.kind if number is not None else None)
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
        facts += [("issued_on", reference.issued_on), ("issuer", reference.issuer), ("subject", reference.subject)]
    rows = tuple(
        (RowRole.DATA, (wording(f"field.document.{name}", lang), shown(value, lang))) for name, value in facts if value is not None
    )
    return str(render(Page(title="", lang=lang, blocks=(Block(rows=rows),)), arguments.format))


def _run_count(arguments: argparse.Namespace) -> str:
    calendar = _calendar(arguments)
    count = calendar.count_workdays(arguments.after, arguments.through)
    days = (arguments.after, arguments.through)
    return f"{count}\n" + _caution(calendar, days, arguments.lang)


def _run_add(arguments: argparse.Namespace) -> str:
    calendar = _calendar(arguments)
    day = calendar.add_workdays(arguments.day, arguments.count)
    return f"{format_date(day, 'weekday', arguments.lang)} ({day.isoformat()})\n" + _caution(calendar, (arguments.day, day), arguments.lang)


def _caution(calendar: WorkCalendar, days: tuple[dt.date, dt.date], lang: str) -> str:
    """A line where the days asked about may still change or are estimated."""
    if any(calendar.is_provisional(day) for day in days):
        return wording("cli.provisional", lang) + "\n"
    return ""


def _run_list(arguments: argparse.Namespace) -> str:
    calendar, lang = _calendar(arguments), arguments.lang
    text = arguments.period
    part = PartialDate.parse(text)
    first, last = part.first_day, part.last_day
    count = calendar.count_workdays(first, last) + calendar.is_workday(first)
    days = [calendar.day(first + dt.timedelta(days=step)) for step in range((last - first).days + 1)]
    special = [day for day in days if day.kind not in {DayKind.WORKDAY, DayKind.WEEKEND}]
    lines = [Phrase("cli.workdays_in", {"period_name": part.format(lang), "count": count}).format(lang)]
    lines += [_day_line(day, lang) for day in special]
    if caution := _caution(calendar, (first, last), lang):
        lines.append(caution.strip())
    return "\n".join(lines) + "\n"


def _day_line(day: CalendarDay, lang: str) -> str:
    return f"{format_date(day.day, 'table', lang)}  {label(day.kind, lang)}: {day.label(lang)} ({day.source})"
