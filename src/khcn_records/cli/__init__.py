"""The command line, thin: each subcommand reads its arguments, makes one call and prints.

Exit codes: 0 done; 1 the input is wrong (the message says where and what was expected), of several files one at least; 2 the
command is wrong; 3 an audit found what `--fail-on` names.
"""

from __future__ import annotations

import argparse
import functools
import os
import sys
from collections.abc import Callable, Sequence

from khcn_records.cli import commands
from khcn_records.cli.arguments import (
    check_due,
    day,
    hours_a_day,
    last_estimated_year,
    line_width,
    moment,
    period,
)
from khcn_records.cli.file_parsers import add_file_commands
from khcn_records.cli.messages import told
from khcn_records.errors import KhcnError
from khcn_records.labels import languages
from khcn_records.renderers import BINARY, RENDERERS

__all__ = ["main"]

_TEXT_FORMATS = tuple(name for name in RENDERERS if name not in BINARY)

_EXAMPLES = """\
examples:
  khcn-records demo
  khcn-records report bao-cao.txt --as-of 14/02/2024
  khcn-records report bao-cao.txt --as-of 2024-02-14 --format html --lang en --output report.html
  khcn-records due 05/02/2024 05 ngày làm việc
  khcn-records read bao-cao.txt --out bundle.zip
  khcn-records render bao-cao.txt --format html --out bao-cao.html
  khcn-records audit bao-cao.txt --lang en
  khcn-records convert bao-cao.txt bao-cao.json
  khcn-records parse "114- KH/TU"
  khcn-records workdays count 2024-02-01 2024-02-29

Days are written 05/02/2024 (day first), 2024-02-05 or "ngày 05 tháng 02 năm 2024".
Exit codes: 0 done, 1 wrong input, 2 wrong command, 3 found by an audit (--fail-on)."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        argv: the arguments without the program's name; `None` takes those of the process.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser()
    try:
        arguments, rest = parser.parse_known_args(argv)
        if rest and hasattr(arguments, "limit") and not any(word.startswith("-") for word in rest):
            arguments.limit += rest  # an option stood between the words of the limit
        elif rest:
            parser.error(f"unrecognized arguments: {' '.join(rest)}")
        check: Callable[[argparse.Namespace], None] = getattr(arguments, "check", _accept)
        check(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    run: Callable[[argparse.Namespace], str | tuple[str, int]] = arguments.run
    try:
        answer = run(arguments)
        text, code = (answer, 0) if isinstance(answer, str) else answer
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the pipe has enough; nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KhcnError as error:
        return _failed(told(error, arguments.lang))
    except OSError as error:
        return _failed(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except KeyboardInterrupt:
        return 130
    return code


def _accept(_arguments: argparse.Namespace) -> None:
    """No argument of this command depends on another."""


def _failed(message: str) -> int:
    sys.stderr.write(f"khcn-records: {message}\n")
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="khcn-records",
        description="Assigned tasks, deadlines in Vietnamese working days and document symbols.\n"
        "Nhiệm vụ được giao, thời hạn theo ngày làm việc, số và ký hiệu văn bản.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    # The number stands in the front door, which nobody inside imports; it is loaded before any of its rooms.
    version = vars(sys.modules["khcn_records"])["__version__"]
    parser.add_argument("--version", action="version", version=f"%(prog)s {version}")
    _add_lang(parser, default="vi")
    parser.set_defaults(run=_helper(parser))
    group = parser.add_subparsers(metavar="COMMAND")
    _add_demo(group)
    _add_report(group)
    _add_due(group)
    _add_parse(group)
    _add_workdays(group)
    add_file_commands(group, _command)
    return parser


def _helper(parser: argparse.ArgumentParser) -> Callable[[argparse.Namespace], str]:
    """What a command without its question does: it tells what can be asked."""
    return lambda _arguments: parser.format_help()


def _add_lang(parser: argparse.ArgumentParser, default: str) -> None:
    # Every command takes it, before or after its own arguments; only the outermost has a default.
    parser.add_argument(
        "--lang", choices=languages(), default=default, help="language of the output (default: vi)"
    )


_Commands = argparse._SubParsersAction  # noqa: SLF001  the only name argparse has for it


def _command(
    group: _Commands[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], str | tuple[str, int]] | None,
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
    _add_lang(parser, default=argparse.SUPPRESS)
    parser.set_defaults(run=run or _helper(parser))
    return parser


def _add_format(parser: argparse.ArgumentParser) -> None:
    known = (*_TEXT_FORMATS, "json")
    parser.add_argument("--format", choices=known, default="text", help="form of the output (default: text)")
    parser.add_argument(
        "--width",
        type=line_width,
        default=100,
        metavar="N",
        help="columns of a line of text, 40 or more (default: 100)",
    )
    parser.add_argument(
        "--output", metavar="FILE", help="write to this file, in UTF-8, and print nothing (default: print)"
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
        type=day,
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
        type=day,
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
        "start",
        type=moment,
        metavar="START",
        help="the day of the event, which is not counted; a moment such as 2024-02-05T14:30 for hours",
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
        "--hours-per-workday",
        type=hours_a_day,
        metavar="N",
        help="count a limit in hours as working days of N hours, rounded up",
    )
    parser.set_defaults(check=functools.partial(check_due, parser.error))
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
        type=last_estimated_year,
        metavar="YEAR",
        help="estimate the years up to this one that no notice covers yet",
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
        choices=_TEXT_FORMATS,
        default="text",
        help="form of the output (default: text)",
    )


def _add_workdays(group: _Commands[argparse.ArgumentParser]) -> None:
    told_by_help = "count, add and list working days (ngày làm việc)"
    parser = _command(
        group, "workdays", None, told_by_help, "khcn-records workdays add 2024-02-05 5 --lang en"
    )
    inner = parser.add_subparsers(metavar="QUESTION")
    count = _command(
        inner,
        "count",
        commands.run_count,
        "working days after one day, through another",
        "khcn-records workdays count 2024-02-01 2024-02-29",
    )
    count.add_argument("after", type=day, metavar="AFTER", help="not counted itself")
    count.add_argument("through", type=day, metavar="THROUGH", help="counted if it is worked")
    add = _command(
        inner,
        "add",
        commands.run_add,
        "the N-th working day after a day",
        "khcn-records workdays add 2024-02-05 5",
    )
    add.add_argument("day", type=day, metavar="DAY")
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
    show.add_argument(
        "period", type=period, metavar="PERIOD", help="02/2024, 2024-02, 2024, 2024-Q1 or a day"
    )
    for question in (count, add, show):
        _add_calendar(question)
