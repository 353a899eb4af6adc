"""People → us, tolerant: foreign file → records, findings and kept text. One reader per file; `READERS` names them all.

Nothing is lost: every non-blank line ends in a record, in kept text or in a finding; content never raises.
"""

from __future__ import annotations

import enum
import gc
import os
import pathlib
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO, cast

import attrs

from khcn_records.calendars.loading import vietnam_calendar
from khcn_records.display import Displayed, html_table, shown
from khcn_records.errors import UnsupportedFormatError
from khcn_records.finding import Finding, Findings, Place
from khcn_records.labels import label, wording
from khcn_records.readers.opening import READERS, open_bytes, open_text
from khcn_records.readers.sources import Line, Source
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.monthly_reports import MonthlyReport

__all__ = ["READERS", "KeptRole", "KeptText", "Reading", "read"]


class KeptRole(enum.StrEnum):
    """What a kept line is (*vai trò của phần giữ nguyên*)."""

    HEADING = "heading"
    TABLE_HEADER = "table_header"
    PAGE_NUMBER = "page_number"
    MARGIN = "margin"
    GROUP = "group"
    LETTERHEAD = "letterhead"
    RECIPIENT = "recipient"
    SIGNATURE = "signature"
    REMARK = "remark"
    """Words around the records: what introduces a list, what judges, what asks, what is attached."""
    BODY = "body"
    """Not understood."""


@attrs.frozen(weakref_slot=False, repr=False)
class KeptText(Displayed):
    """A line that stands in no record, kept as it is (*phần văn bản giữ nguyên*).

    Attributes:
        text: the line, normalised.
        place: where it stands.
        role: what it is.
    """

    text: str
    place: Place
    role: KeptRole = KeptRole.BODY


@attrs.frozen(kw_only=True, weakref_slot=False, repr=False)
class Reading(Displayed):
    """What a source held (*kết quả đọc*): what was understood, what was noticed, what was kept.

    Attributes:
        records: in source order: those of the body of a report, then the tasks of its appendices.
        places: where each record stands, in the same order.
        findings: what the reader noticed.
        unread: every line outside the records.
        report: the report the records belong to; `None` where the source names no period.
        line_count: non-blank lines of the source.
    """

    records: tuple[Any, ...] = ()
    places: tuple[Place, ...] = attrs.field(default=(), repr=False)
    findings: Findings = attrs.field(default=Findings(), converter=Findings)
    unread: tuple[KeptText, ...] = attrs.field(default=(), repr=False)
    report: MonthlyReport | None = None
    line_count: int = 0

    def place_of(self, record: object) -> Place:
        """Where a record stands in the source.

        Raises:
            KeyError: the record is not of this reading.
        """
        for known, place in zip(self.records, self.places, strict=True):
            if known is record:
                return place
        raise KeyError(f"not a record of this reading: {record!r}"[:200])

    @property
    def coverage(self) -> float:
        """The share of non-blank lines that stand in a record or have a role, in per cent; 100 for an empty source, 0 for a broken file.

        An item that is no more than an activity counts too: the share says what was placed, not how much of it became figures.
        """
        body = sum(kept.role is KeptRole.BODY for kept in self.unread)
        if not self.line_count and any(one.code == "damaged_file" for one in self.findings):
            return 0.0
        return 100.0 if not self.line_count else 100.0 * (self.line_count - body) / self.line_count

    def _repr_html_(self) -> str:
        tasks = [
            (task.task_id, shown(task.directive.number), task.content, shown(task.due_on), label(task.status))
            for task in self.records
            if isinstance(task, AssignedTask)
        ]
        headings = [
            wording(f"field.assigned_task.{name}")
            for name in ("task_id", "directive", "content", "due_on", "status")
        ]
        title = wording(
            "reading.title",
            "vi",
            count=len(self.records),
            kept=len(self.unread),
            share=f"{self.coverage:.0f}",
        )
        return html_table(tasks, headings, title) + (self.findings._repr_html_() if self.findings else "")


def read(
    source: str | os.PathLike[str] | bytes | BinaryIO | None = None,
    *,
    text: str | None = None,
    filename: str | None = None,
    lang: str = "vi",
    rules: Iterable[str] | None = None,
    pause_gc: bool = True,
) -> Reading:
    """Read what people hand in.

    Args:
        source: a path, the bytes of a file, or an open binary file.
        text: the text itself, instead of `source`.
        filename: the name to show in places. The content says what kind of file it is; a suffix that says otherwise is a finding.
        lang: the language of the source; only `"vi"` is read.
        rules: codes of the rules about text to run over it, whose findings stand behind the reader's own: only raw text shows
            how a date or a word is spelt. Every one where it is `None`; none for `()`.
        pause_gc: let the garbage collector rest meanwhile; in a long table it would look again and again for what is not there.

    Raises:
        InvalidArgumentError: a code that no rule has.
        TypeError: both or neither of `source` and `text`.
        UnsupportedFormatError: no reader for this kind of file, or no such language.
        UnsafeFileError: a file made to exhaust the machine.
        MissingExtraError: what reads this kind of file is not installed.
        OSError: the file cannot be read.

    What is wrong in the content is a finding, never an exception.

    >>> read(text="Kính gửi: Sở Khoa học và Công nghệ").unread[0].text
    'Kính gửi: Sở Khoa học và Công nghệ'
    """
    if (source is None) == (text is None):
        raise TypeError("read() takes a source or text=…, and not both")
    if lang != "vi":
        raise UnsupportedFormatError(f"source language {lang}", ("vi",))
    from khcn_records.readers.appendices import read_lines

    if text is None:
        data, name = _bytes_of(source, filename)
        opened = open_bytes(data, name)
    elif not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    else:
        opened = open_text(text, filename)
    was_on = gc.isenabled() and pause_gc
    if was_on:
        gc.disable()
    try:
        lines = list(opened.lines())
        reading = read_lines(lines, opened.file)
    finally:
        if was_on:
            gc.enable()
    judged = _judged(opened, lines, rules)
    return attrs.evolve(reading, findings=Findings((*opened.findings, *reading.findings, *judged)))


def _judged(source: Source, lines: Sequence[Line], rules: Iterable[str] | None) -> Iterable[Finding]:
    """What the rules about text find; in a source without lines each paragraph and each row is one."""
    from khcn_records.rules.checking import Context, SourceText
    from khcn_records.rules.running import choose, in_order, text_findings

    chosen = choose(rules)
    if not chosen:
        return ()
    context = Context(calendar=vietnam_calendar())
    if source.text is not None:
        return in_order(text_findings(SourceText(source.text, source.file), chosen, context))
    text = "\n".join(" | ".join(filter(None, line.cells)) if line.cells else line.raw for line in lines)
    found = in_order(text_findings(SourceText(text, source.file), chosen, context))
    return [
        one
        if one.place is None or one.place.line is None
        else attrs.evolve(one, place=lines[one.place.line - 1].place(source.file))
        for one in found
    ]


def _bytes_of(source: object, filename: str | None) -> tuple[bytes, str | None]:
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source), filename
    if isinstance(source, (str, os.PathLike)):
        path = pathlib.Path(source)
        return path.read_bytes(), filename or path.name
    if not callable(getattr(source, "read", None)):
        raise TypeError(f"read() takes a path, bytes or an open binary file, not {type(source).__name__}")
    data = cast("BinaryIO", source).read()
    if not isinstance(data, bytes):
        raise TypeError("an open file must be binary")
    return data, filename
