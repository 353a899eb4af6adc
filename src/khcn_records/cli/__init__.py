"""The command line, thin: each subcommand reads its arguments, makes one call and prints.

Exit codes: 0 done; 1 the input is wrong (the message says where and what was expected); 2 the command is wrong.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence

from khcn_records.cli import commands
from khcn_records.errors import InvalidDateError, KhcnError, StructureError
from khcn_records.labels import label
from khcn_records.renderers import RENDERERS
from khcn_records.values.dates import parse_date

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
    except (KhcnError, OSError) as error:
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
    group = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_demo(group)
    _add_report(group)
    _add_due(group)
    _add_parse(group)
    _add_workdays(group)
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001  the only name argparse has for it


def _command(
    group: _Commands[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], str],
    help_text: str,
    example: str,
) -> argparse.ArgumentParser:
    parser = group.add_parser(
        name,
        help=help_text,
        description=help_text,
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--lang", choices=("vi", "en"), default="vi", help="language of the output (default: vi)"
    )
    parser.set_defaults(run=run)
    return parser


def _add_format(parser: argparse.ArgumentParser) -> None:
    known = (*RENDERERS, "json")
    parser.add_argument("--format", choices=known, default="text", help="form of the output (default: text)")
    parser.add_argument(
        "--width",
        type=int,
        default=100,
        metavar="N",
        help="columns of a line of text, 40 or more (default: 100)",
    )


def _add_demo(group: _Commands[argparse.ArgumentParser]) -> None:
    parser = _command(
        group,
        "demo",
        commands.run_demo,
        "run the main job on the sample report: summary and appendix of eight tasks (báo cáo mẫu)",
        "khcn-records demo --as-of 05/3/2024 --lang en",
    )
    parser.add_argument(
        "--as-of",
        type=_day,
        metavar="DAY",
        help="the day asked about (default: the report's own, 14/02/2024)",
    )
    _add_format(parser)


def _add_report(group: _Commands[argparse.ArgumentParser]) -> None:
    parser = _command(
        group,
        "report",
        commands.run_report,
        "read a report and answer: who is in time, late, overdue (tổng hợp và phụ lục nhiệm vụ)",
        "khcn-records report bao-cao.txt --as-of 14/02/2024 --format markdown",
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        help="text of a report (.txt), stored records (.json, .yaml), or - for standard input",
    )
    parser.add_argument(
        "--as-of",
        type=_day,
        metavar="DAY",
        help="the day asked about (default: the last day of the report's data window)",
    )
    _add_format(parser)


def _add_due(group: _Commands[argparse.ArgumentParser]) -> None:
    parser = _command(
        group,
        "due",
        commands.run_due,
        "compute the last day of a time limit, step by step (tính thời hạn)",
        "khcn-records due 05/02/2024 05 ngày làm việc",
    )
    parser.add_argument(
        "start", type=_moment, metavar="START", help="the day of the event; it is not counted"
    )
    parser.add_argument(
        "limit", nargs="+", metavar="LIMIT", help='such as "05 ngày làm việc", "30 ngày", "5 working days"'
    )
    parser.add_argument(
        "--before", action="store_true", help="count backwards: at the latest so long before START"
    )
    parser.add_argument(
        "--roll",
        choices=("none", "following", "preceding"),
        help="where the last day is a day off (default: the law's)",
    )
    parser.add_argument(
        "--hours-per-workday", type=int, metavar="N", help="for a limit in hours without a time of day"
    )
    _add_calendar(parser)


def _add_calendar(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--calendar",
        choices=("civil_service", "statutory"),
        default="civil_service",
        help="whose days off: state offices, or the Labour Code's only (default: civil_service)",
    )
    parser.add_argument(
        "--estimate-through",
        type=int,
        metavar="YEAR",
        help="estimate later years, which no notice covers yet",
    )


def _add_parse(group: _Commands[argparse.ArgumentParser]) -> None:
    parser = _command(
        group,
        "parse",
        commands.run_parse,
        "take a document symbol or citation apart (đọc số, ký hiệu văn bản)",
        'khcn-records parse "Kế hoạch số 114-KH/TU ngày 05/01/2024 của Ban Thường vụ Tỉnh ủy"',
    )
    parser.add_argument("symbol", nargs="+", metavar="SYMBOL", help="such as 316/UBND-KGVX")
    parser.add_argument(
        "--noun", help="the noun that cites it, where the symbol can be read two ways: Công văn, Tờ trình"
    )
    parser.add_argument(
        "--format",
        choices=("text", "markdown", "html"),
        default="text",
        help="form of the output (default: text)",
    )


def _add_workdays(group: _Commands[argparse.ArgumentParser]) -> None:
    parser = group.add_parser(
        "workdays", help="count, add and list working days (ngày làm việc)", description="Working days."
    )
    inner = parser.add_subparsers(metavar="QUESTION", required=True)
    count = _command(
        inner,
        "count",
        commands.run_count,
        "working days after one day, through another",
        "khcn-records workdays count 2024-02-01 2024-02-29",
    )
    count.add_argument("after", type=_day, metavar="AFTER", help="not counted itself")
    count.add_argument("through", type=_day, metavar="THROUGH", help="counted if it is worked")
    add = _command(
        inner,
        "add",
        commands.run_add,
        "the N-th working day after a day",
        "khcn-records workdays add 2024-02-05 5",
    )
    add.add_argument("day", type=_day, metavar="DAY")
    add.add_argument(
        "count",
        type=int,
        metavar="N",
        help="negative counts backwards; 0 is the day itself or the next worked one",
    )
    show = _command(
        inner,
        "list",
        commands.run_list,
        "days off and worked Saturdays of a month or year",
        "khcn-records workdays list 02/2024",
    )
    show.add_argument("period", metavar="PERIOD", help="02/2024, 2024-02 or 2024")
    for question in (count, add, show):
        _add_calendar(question)
