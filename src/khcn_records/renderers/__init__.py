"""Us → people, one way, in a language: record, table, findings → document. One format per file; the table below names them.

A renderer never audits and never reads a clock: findings and days are handed to it.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, Protocol, cast, overload

import attrs

from khcn_records.display import Displayed, Phrase, field_label, shown
from khcn_records.errors import UnsupportedFormatError
from khcn_records.finding import Finding, Findings
from khcn_records.labels import label, wording
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.reports import task_appendix, task_summary
from khcn_records.reports.task_summary import TaskSummary, summarize_tasks
from khcn_records.table import RowRole, Table

__all__ = ["RENDERERS", "Block", "Page", "render"]

RENDERERS: Mapping[str, str] = MappingProxyType(
    {
        "html": "khcn_records.renderers.html",
        "markdown": "khcn_records.renderers.markdown",
        "text": "khcn_records.renderers.text",
    }
)
"""Name of each format → its module, which has `render(page, **options)`."""


@attrs.frozen(kw_only=True)
class Block:
    """One table of a page, every text worded: what a renderer lays out.

    Attributes:
        title: over the table, may be empty.
        headings: of the columns, may be none.
        rows: role of each row and its texts; a group heading stands in the second text.
        numeric: which columns hold figures or days and stand centred.
        notes: lines under the table.
    """

    title: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[RowRole, tuple[str, ...]], ...] = ()
    numeric: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Page:
    """What is rendered: a title, lines of text, tables; all in one language."""

    title: str
    lang: str
    lines: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


TextFormat = Literal["text", "markdown", "html"]


class Renderer(Protocol):
    """What every module of the shelf has."""

    def render(self, page: Page, **options: Any) -> str | bytes:
        """The page as a document."""
        ...


@overload
def render(
    obj: object,
    format: TextFormat = "text",
    *,
    lang: str = "vi",
    findings: Iterable[Finding] = ...,
    **options: Any,
) -> str: ...
@overload
def render(
    obj: object, format: str, *, lang: str = "vi", findings: Iterable[Finding] = ..., **options: Any
) -> str | bytes: ...
def render(
    obj: object,
    format: str = "text",  # noqa: A002  the front door's word
    *,
    lang: str = "vi",
    findings: Iterable[Finding] = (),
    **options: Any,
) -> str | bytes:
    """A document for people.

    Args:
        obj: a `MonthlyReport` (summary and task appendix as of its `cutoff`), a `TaskSummary`, a `Table`, `Findings`, any
            record, or a sequence of these.
        format: `"text"`, `"markdown"` or `"html"`.
        lang: `"vi"` or `"en"`; names and titles of documents stay Vietnamese.
        findings: shown after the object.
        options: of the format; `width` (characters a line, 100) for text.

    Raises:
        UnsupportedFormatError: no such format.
        UnknownLanguageError: no such language.
        TypeError: an object that has no page.

    >>> from khcn_records.finding import Findings
    >>> print(render(Findings(), lang="en"))
    FINDINGS
    <BLANKLINE>
    None.
    <BLANKLINE>
    """
    if format not in RENDERERS:
        raise UnsupportedFormatError(str(format), tuple(RENDERERS))
    page = _page(obj, lang)
    if findings := Findings(findings):
        page = attrs.evolve(page, blocks=(*page.blocks, _findings_block(findings, lang)))
    member = cast("Renderer", importlib.import_module(RENDERERS[format]))
    return member.render(page, **options)


def _page(obj: object, lang: str) -> Page:
    match obj:
        case Page():
            return obj
        case MonthlyReport():
            return _report_page(obj, lang)
        case TaskSummary():
            return Page(
                title=_title(obj.table(), lang), lang=lang, blocks=(_table_block(obj.table(), lang, ""),)
            )
        case Table():
            return Page(title=_title(obj, lang), lang=lang, blocks=(_table_block(obj, lang, ""),))
        case Findings():
            block = (_findings_block(obj, lang, ""),) if obj else ()
            lines = () if obj else (wording("finding_list.none", lang),)
            return Page(title=wording("record.findings", lang), lang=lang, lines=lines, blocks=block)
        case Finding():
            return _page(Findings([obj]), lang)
        case list() | tuple():
            return _sequence_page(obj, lang)
        case Displayed():
            return Page(title=label(type(obj), lang), lang=lang, blocks=(_record_block(obj, lang),))
    raise TypeError(f"no page for {type(obj).__name__}: {obj!r}"[:200])


def _sequence_page(items: list[object] | tuple[object, ...], lang: str) -> Page:
    if items and all(isinstance(item, Finding) for item in items):
        return _page(Findings(cast("list[Finding]", items)), lang)
    blocks: list[Block] = []
    for item in items:
        page = _page(item, lang)
        blocks += [attrs.evolve(block, title=block.title or page.title) for block in page.blocks]
    return Page(title="", lang=lang, blocks=tuple(blocks))


def _report_page(report: MonthlyReport, lang: str) -> Page:
    as_of = report.cutoff
    summary = summarize_tasks(report.tasks, as_of=as_of)
    appendix = task_appendix.tabulate(report.tasks, as_of=as_of, period=report.period)
    title = Phrase("page.monthly_report.title", {"period": str(report.period)}).format(lang)
    lines = [line for line in (report.organization,) if line is not None]
    lines.append(summary.sentence(lang))
    blocks = (
        _table_block(task_summary.tabulate(report.tasks, as_of=as_of), lang),
        _table_block(appendix, lang),
    )
    return Page(title=title, lang=lang, lines=tuple(lines), blocks=blocks)


def _title(table: Table, lang: str) -> str:
    return table.title.format(lang) if table.title is not None else ""


def _table_block(table: Table, lang: str, title: str | None = None) -> Block:
    rows = zip(
        (row.role for row in table.rows), (tuple(texts) for texts in table.text_rows(lang)), strict=True
    )
    numeric = {
        place
        for place, column in enumerate(table.columns)
        if column.type.value in {"count", "decimal", "day"}
    }
    return Block(
        title=_title(table, lang) if title is None else title,
        headings=tuple(table.headings(lang)),
        rows=tuple(rows),
        numeric=frozenset(numeric),
        notes=tuple(note.format(lang) for note in table.notes),
    )


def _record_block(record: object, lang: str) -> Block:
    kind = type(record)
    rows = [
        (RowRole.DATA, (field_label(kind, field.name, lang), shown(value, lang)))
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", kind))
        if (value := getattr(record, field.name)) is not None and value != ()
    ]
    return Block(rows=tuple(rows))


def _findings_block(findings: Findings, lang: str, title: str | None = None) -> Block:
    return Block(
        title=wording("record.findings", lang) if title is None else title,
        headings=tuple(findings.headings(lang)),
        rows=tuple((RowRole.DATA, row) for row in findings.rows(lang)),
    )
