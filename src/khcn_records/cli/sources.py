"""Files and folders as the command line takes them: which there are, what each holds, and how far the work is."""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

import attrs

from khcn_records.cli.messages import told
from khcn_records.display.printing import printable
from khcn_records.errors import InputError, KhcnError, StructureError, UnsupportedFormatError
from khcn_records.finding import Finding, Findings, Place
from khcn_records.formats import load, records_of
from khcn_records.formats.detecting import format_of_content
from khcn_records.labels import wording
from khcn_records.readers import read
from khcn_records.readers.opening import CLOSED, suffixes
from khcn_records.records.monthly_reports import MonthlyReport

__all__ = ["Source", "Sources", "open_sources", "placed", "readable_name"]

_STORED = frozenset({".json", ".jsonl", ".yaml", ".yml", ".msgpack", ".zip"})
"""Suffixes of what this library stores; nobody else's file of such a suffix is read."""
_MAYBE_STORED = frozenset({".csv", ".xlsx"})
"""Suffixes of what this library stores and people make too."""
_NAME_WIDTH = 60


@attrs.frozen
class Source:
    """What one file held.

    Attributes:
        path: where it is.
        name: as it was asked for, or below the folder that was.
        records: reports and records, in order.
        findings: what the reader noticed.
        coverage: the share of its lines that was understood, in per cent; `None` for a stored file.
    """

    path: pathlib.Path
    name: str
    records: tuple[Any, ...]
    findings: Findings = attrs.field(default=Findings())
    coverage: float | None = None

    @property
    def damage(self) -> Finding | None:
        """What says that the file itself is broken, or locked."""
        return next((one for one in self.findings if one.code in CLOSED), None)

    @property
    def reports(self) -> tuple[MonthlyReport, ...]:
        """The reports among its records."""
        return tuple(one for one in self.records if isinstance(one, MonthlyReport))


@attrs.define
class Sources:
    """The files of a command; those that cannot be read are told on standard error, and the others go on.

    Attributes:
        files: path and shown name of each, in order.
        lang: the language of what is told.
        failed: how many could not be read.
        skipped: names of files in folders that are of no kind that is read.
    """

    files: Sequence[tuple[pathlib.Path, str, bool]]
    lang: str
    failed: int = 0
    skipped: list[str] = attrs.field(factory=list)

    def __iter__(self) -> Iterator[Source]:
        stream = sys.stderr
        for at, (path, name, is_found) in enumerate(self.files, 1):
            if is_found and not _is_of_a_kind(path.suffix.lower()):
                self.skipped.append(name)
                continue
            _progress(stream, at, len(self.files), name)
            try:
                source = _opened(path, name)
            except UnsupportedFormatError as error:
                if is_found:
                    self.skipped.append(name)
                else:
                    self.fail(name, told(error, self.lang))
                continue
            except KhcnError as error:
                self.fail(name, told(error, self.lang))
                continue
            except OSError as error:
                self.fail(name, str(error.strerror or error))
                continue
            finally:
                _progress(stream, 0, len(self.files), "")
            if not source.records and (damage := source.damage) is not None:
                self.fail(name, damage.message(self.lang))
                continue
            yield source

    def fail(self, name: str, message: str) -> None:
        """Tell what is wrong with a file."""
        self.failed += 1
        sys.stderr.write(f"khcn-records: {readable_name(name)}: {message}\n")


def open_sources(paths: Iterable[str], lang: str, *, out: str | None = None) -> Sources:
    """The files of these paths, a folder's own in order of their names.

    Left out of a folder are hidden files, what an office program locks (`~$…`), links that lead out of it, and what was written
    to `out`.

    Raises:
        InputError: a path that is not there, or no file at all.
    """
    files: list[tuple[pathlib.Path, str, bool]] = []
    for text in paths:
        path = pathlib.Path(text)
        if path.is_dir() and not (path / "manifest.json").is_file():
            inner = (
                one
                for one in path.rglob("*")
                if one.is_file() and _is_inside(one, path) and not _is_of(one, out)
            )
            shown = sorted((one.relative_to(path).as_posix(), one) for one in inner)
            files += [
                (one, name, True)
                for name, one in shown
                if not any(step.startswith((".", "~$")) for step in name.split("/"))
            ]
        elif path.exists():
            files.append((path, text, False))
        else:
            raise InputError(f"{readable_name(text)}: {wording('cli.no_file', lang)}")
    if not files:
        raise InputError(wording("cli.no_files", lang))
    return Sources(files, lang)


def _is_inside(path: pathlib.Path, folder: pathlib.Path) -> bool:
    """Whether a file stands in the folder and is no link to somewhere else."""
    return path.resolve().is_relative_to(folder.resolve())


def _is_of(path: pathlib.Path, out: str | None) -> bool:
    """Whether a file is what the command writes: run again, it does not read its own answer."""
    return out is not None and path.resolve().is_relative_to(pathlib.Path(out).resolve())


def readable_name(name: str) -> str:
    """A name of a file on one line, with nothing in it that commands a terminal."""
    return printable(name).replace("\n", "␊")


def _progress(stream: TextIO, at: int, total: int, name: str) -> None:
    """How far the work is: on a terminal, and of several files, only; `at` 0 wipes the line."""
    if total > 1 and stream.isatty():
        line = f"[{at}/{total}] {readable_name(name)[-_NAME_WIDTH:]}" if at else ""
        stream.write(f"\r\x1b[2K{line}")
        stream.flush()


def _is_of_a_kind(suffix: str) -> bool:
    """Whether files of the suffix are taken from a folder; one that is asked for by name is judged by what it holds."""
    return suffix in _STORED | _MAYBE_STORED or _is_read(suffix)


def _opened(path: pathlib.Path, name: str) -> Source:
    suffix = path.suffix.lower()
    if path.is_dir() or suffix in _STORED:
        return Source(path, name, tuple(records_of(load(path))))
    if suffix in _MAYBE_STORED and format_of_content(path.read_bytes()) is not None:
        try:
            return Source(path, name, tuple(records_of(load(path))))
        except StructureError:
            if not _is_read(suffix):
                raise
    reading = read(path, filename=pathlib.PurePath(name).name)
    records = (reading.report,) if reading.report is not None else tuple(reading.records)
    return Source(path, name, records, placed(reading.findings, name), reading.coverage)


def _is_read(suffix: str) -> bool:
    return suffix in suffixes()


def placed(findings: Iterable[Finding], name: str) -> Findings:
    """The findings, each with the name of the file as it was asked for."""
    file = readable_name(name)
    return Findings(
        attrs.evolve(one, place=attrs.evolve(one.place or Place(), file=file)) for one in findings
    )
