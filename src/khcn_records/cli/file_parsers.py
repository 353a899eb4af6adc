"""The arguments of the commands over files and folders."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from khcn_records.cli import files
from khcn_records.cli.arguments import day, line_width
from khcn_records.renderers import RENDERERS

__all__ = ["add_file_commands"]

Command = Callable[..., argparse.ArgumentParser]
_PATHS = "files, or folders whose files are taken in order of their names"


def add_file_commands(group: Any, command: Command) -> None:
    """Add `read`, `render`, `audit` and `convert`."""
    _add_read(group, command)
    _add_render(group, command)
    _add_audit(group, command)
    _add_convert(group, command)


def _add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help=_PATHS)


def _add_as_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as-of", type=day, metavar="DAY", help="the day asked about (default: each report's own)"
    )


def _add_width(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--width", type=line_width, default=100, metavar="N", help="columns of a line of text (default: 100)"
    )


def _add_read(group: Any, command: Command) -> None:
    parser = command(
        group,
        "read",
        files.run_read,
        "read files and folders, tell what was understood, store the records (đọc báo cáo, lưu dữ liệu)",
        "khcn-records read bao-cao.txt --out bundle.zip",
    )
    _add_paths(parser)
    parser.add_argument(
        "--out",
        metavar="FILE",
        help="store the records there, in the format of its suffix: .zip, .json, .xlsx …",
    )


def _add_render(group: Any, command: Command) -> None:
    parser = command(
        group,
        "render",
        files.run_render,
        "make a page, a document or a workbook of each file (kết xuất báo cáo)",
        "khcn-records render bao-cao.txt --format html --out bao-cao.html",
    )
    _add_paths(parser)
    parser.add_argument(
        "--format", choices=tuple(RENDERERS), default="text", help="form of the output (default: text)"
    )
    parser.add_argument("--out", metavar="PATH", help="a file; of several files or a folder, a folder")
    parser.add_argument(
        "--previous", metavar="FILE", help="the report of the period before, to compare figures with"
    )
    parser.add_argument(
        "--layout", metavar="NAME", help="a finished document: state, party, letter, submission, appendix"
    )
    parser.add_argument("--audit", action="store_true", help="show what the rules find, too")
    _add_as_of(parser)
    _add_width(parser)


def _add_audit(group: Any, command: Command) -> None:
    parser = command(
        group,
        "audit",
        files.run_audit,
        "check files and folders by the rules, reports in a row too (rà soát báo cáo)",
        "khcn-records audit bao-cao.txt --lang en",
    )
    _add_paths(parser)
    parser.add_argument(
        "--rules", action="extend", nargs="+", default=[], metavar="CODE", help="only these rules"
    )
    parser.add_argument(
        "--ignore", action="extend", nargs="+", default=[], metavar="CODE", help="not these rules"
    )
    parser.add_argument(
        "--fail-on",
        choices=("never", "error", "warning", "info"),
        default="never",
        help="exit with 3 where something as grave was found (default: never)",
    )
    parser.add_argument(
        "--format", choices=(*RENDERERS, "json"), default="text", help="form of the output (default: text)"
    )
    parser.add_argument("--out", metavar="FILE", help="write to this file and print nothing (default: print)")
    _add_as_of(parser)
    _add_width(parser)


def _add_convert(group: Any, command: Command) -> None:
    parser = command(
        group,
        "convert",
        files.run_convert,
        "store what a file holds in another format, chosen by the suffix (chuyển định dạng)",
        "khcn-records convert bao-cao.txt bao-cao.json",
    )
    parser.add_argument(
        "source", metavar="A", help="a stored file, a bundle, a report to be read, or a folder of these"
    )
    parser.add_argument(
        "target", metavar="B", help="the file to write: .json, .jsonl, .yaml, .csv, .xlsx, .zip …"
    )
