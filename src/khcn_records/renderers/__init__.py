"""Us → people, one way, in a language: record, table, findings → document. One format per file; the table below names them.

A renderer never audits and never reads a clock: findings and days are handed to it.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal, Protocol, cast, overload, runtime_checkable

import attrs

from khcn_records.display import Displayed, shown_fields
from khcn_records.display.printing import all_printable, printable
from khcn_records.errors import UnknownLanguageError, UnsupportedFormatError
from khcn_records.finding import Finding, Findings, Severity
from khcn_records.labels import has_wording, label, languages, wording
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.reports.task_summary import TaskSummary
from khcn_records.table import Cell, ColumnType, RowRole, Table
from khcn_records.table import Row as TableRow

__all__ = ["BINARY", "CALENDARS", "RENDERERS", "Block", "Page", "Row", "render", "table_block"]

RENDERERS: Mapping[str, str] = MappingProxyType(
    {
        "docx": "khcn_records.renderers.docx",
        "html": "khcn_records.renderers.html",
        "ics": "khcn_records.renderers.ics",
        "markdown": "khcn_records.renderers.markdown",
        "text": "khcn_records.renderers.text",
        "xlsx": "khcn_records.renderers.xlsx",
    }
)
"""Name of each format → its module, which has `render(page, **options)`; one of `CALENDARS` has `render(obj, **options)`."""

BINARY = frozenset({"docx", "ics", "xlsx"})
"""Formats whose documents are bytes."""

CALENDARS = frozenset({"ics"})
"""Formats that show days, not pages."""

_ON_PAPER = frozenset({"docx"})
"""Formats of sheets of paper: a report is always composed for them, and they take the document itself."""


@attrs.frozen(kw_only=True)
class Row:
    """One row of a block.

    Attributes:
        texts: of its cells; a group heading stands in the second.
        role: data, a group heading or a total.
        marked: the cells that must not be overlooked (late, overdue, an error); more than colour shows them.
        cells: the same as values, for formats that keep days and figures as such; empty where there are only texts.
    """

    texts: tuple[str, ...] = attrs.field(converter=all_printable)
    role: RowRole = RowRole.DATA
    marked: frozenset[int] = frozenset()
    cells: tuple[Cell, ...] = ()

    @property
    def group(self) -> tuple[str, str] | None:
        """Number and words of a group heading whose words go across the rest of the row; `None` for every other row."""
        if self.role is not RowRole.GROUP or any(self.texts[2:]):
            return None
        return (self.texts[0], self.texts[1]) if len(self.texts) > 1 else ("", self.texts[0])


@attrs.frozen(kw_only=True)
class Block:
    """One table of a page, every text worded: what a renderer lays out.

    Attributes:
        title: over the table, may be empty.
        level: of the title: 2 is the highest under the title of the page.
        headings: of the columns, may be none.
        rows: each with as many texts as there are columns.
        types: what each column holds; beyond the last, text.
        notes: lines under the table.
        name: short, for a tab of a workbook; may be empty.
        alarms: words of a column that must not be overlooked wherever they stand in it: place of the column, words.
    """

    title: str = attrs.field(default="", converter=printable)
    level: int = 2
    headings: tuple[str, ...] = attrs.field(default=(), converter=all_printable)
    rows: tuple[Row, ...] = ()
    types: tuple[ColumnType, ...] = ()
    notes: tuple[str, ...] = attrs.field(default=(), converter=all_printable)
    name: str = attrs.field(default="", converter=printable)
    alarms: tuple[tuple[int, str], ...] = ()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.headings) or max((len(row.texts) for row in self.rows), default=0)

    def holds(self, place: int, *types: ColumnType) -> bool:
        """Whether the column at a place is of one of these types."""
        return (self.types[place] if place < len(self.types) else ColumnType.TEXT) in types


@attrs.frozen(kw_only=True)
class Page:
    """What is rendered: a title, lines of text, tables; all in one language."""

    title: str = attrs.field(converter=printable)
    lang: str
    lines: tuple[str, ...] = attrs.field(default=(), converter=all_printable)
    blocks: tuple[Block, ...] = ()


TextFormat = Literal["text", "markdown", "html"]


@runtime_checkable
class Paged(Protocol):
    """What lays itself out as a page: a composed `Document`."""

    def page(self) -> Page:
        """The page."""
        ...

    def with_findings(self, table: Block) -> Paged:
        """The same with a table of findings behind it."""
        ...


class Renderer(Protocol):
    """What every module of the shelf has."""

    def render(self, page: Any, **options: Any) -> str | bytes:
        """The page, or the days of a record, as a document."""
        ...


@overload
def render(
    obj: object,
    format: Literal["ics"],
    *,
    lang: str = "vi",
    with_personal: bool = False,
    **options: Any,
) -> bytes: ...
@overload
def render(
    obj: object,
    format: TextFormat = "text",
    *,
    lang: str = "vi",
    findings: Iterable[Finding] = ...,
    with_personal: bool = False,
    previous: MonthlyReport | None = None,
    **options: Any,
) -> str: ...
@overload
def render(
    obj: object,
    format: Literal["docx", "xlsx"],
    *,
    lang: str = "vi",
    findings: Iterable[Finding] = ...,
    with_personal: bool = False,
    previous: MonthlyReport | None = None,
    **options: Any,
) -> bytes: ...
@overload
def render(
    obj: object,
    format: str,
    *,
    lang: str = "vi",
    findings: Iterable[Finding] = ...,
    with_personal: bool = False,
    previous: MonthlyReport | None = None,
    **options: Any,
) -> str | bytes: ...
def render(
    obj: object,
    format: str = "text",  # noqa: A002  the front door's word
    *,
    lang: str = "vi",
    findings: Iterable[Finding] = (),
    with_personal: bool = False,
    previous: MonthlyReport | None = None,
    **options: Any,
) -> str | bytes:
    """A document for people.

    Args:
        obj: a `MonthlyReport` (summary and task appendix as of its `cutoff`, as `"html"` and `"xlsx"` open tasks, projects and
            figures too; the whole of it where `layout` is given), a composed `Document`, a `TaskSummary`, a `Table`, `Findings`,
            any record, or a sequence of these.
        format: `"text"`, `"markdown"`, `"html"`; `"docx"` (a report as the finished document) or `"xlsx"`, which are bytes; `"ics"`, a calendar
            of the days in records, bytes too, without findings.
        lang: `"vi"` or `"en"`; names and titles of documents stay Vietnamese.
        findings: shown after the object.
        with_personal: show the fields that hold personal data, which are masked (`[…]`) unless asked for. Free text is shown
            as it is: `redact` masks what stands there.
        previous: the report of the period before, with whose figures those of a report are compared.
        options: of the format, `width` (characters a line, 100) for text; or, for a report, of the finished document that it is composed
            as where `layout` is given: see `khcn_records.renderers.composing.compose_report`; `as_of`, `calendar`, `alarms` and
            more for a calendar, see `khcn_records.renderers.ics`.

    Raises:
        UnsupportedFormatError: no such format.
        UnknownLanguageError: no such language.
        MissingExtraError: the format needs an optional dependency.
        TypeError: an object that has no page, or no days; findings for a calendar.

    >>> from khcn_records.finding import Findings
    >>> print(render(Findings(), lang="en"))
    FINDINGS
    <BLANKLINE>
    None.
    <BLANKLINE>
    """
    if format not in RENDERERS:
        raise UnsupportedFormatError(str(format), tuple(RENDERERS))
    if lang not in languages():
        raise UnknownLanguageError(str(lang), languages())
    told = Findings(findings)
    member = cast("Renderer", importlib.import_module(RENDERERS[format]))
    if format in CALENDARS:
        if told or previous is not None:
            raise TypeError("a calendar shows days, no findings and no other report")
        return member.render(obj, lang=lang, with_personal=with_personal, **options)
    if isinstance(obj, MonthlyReport) and (format in _ON_PAPER or "layout" in options):
        from khcn_records.renderers import composing  # here: a page of fields needs no composition

        chosen = {name: options.pop(name) for name in composing.OPTIONS & options.keys()}
        obj = composing.compose_report(obj, lang, with_personal=with_personal, **chosen)
    if not isinstance(previous, MonthlyReport | None):
        raise TypeError(
            f"previous must be a MonthlyReport, not {type(previous).__name__}: {previous!r}"[:200]
        )
    shown: Any
    if format in _ON_PAPER and isinstance(obj, Paged):
        shown = obj.with_findings(findings_block(told, lang)) if told else obj
    else:
        asked = _Asked(lang, with_personal=with_personal, is_whole=format in _WHOLE, previous=previous)
        shown = _page(obj, asked)
        if told:
            shown = attrs.evolve(shown, blocks=(*shown.blocks, findings_block(told, lang)))
    return member.render(shown, **options)


_WHOLE = frozenset({"html", "xlsx"})
"""Formats that show the whole of a monthly report: tasks, projects, figures."""


@attrs.frozen
class _Asked:
    """What a page is asked to be: its language, whether it shows personal data, how much of a report, beside which one."""

    lang: str
    with_personal: bool = attrs.field(default=False, kw_only=True)
    is_whole: bool = attrs.field(default=False, kw_only=True)
    previous: MonthlyReport | None = attrs.field(default=None, kw_only=True)


def _page(obj: object, asked: _Asked) -> Page:
    lang = asked.lang
    match obj:
        case Page():
            return obj
        case Paged():
            return obj.page()
        case MonthlyReport():
            from khcn_records.renderers.report_pages import report_page

            return report_page(obj, lang, is_whole=asked.is_whole, previous=asked.previous)
        case TaskSummary():
            return Page(
                title=_title(obj.table(), lang),
                lang=lang,
                lines=(obj.sentence(lang),),
                blocks=(table_block(obj.table(), lang, ""),),
            )
        case Table():
            return Page(title=_title(obj, lang), lang=lang, blocks=(table_block(obj, lang, ""),))
        case Findings():
            block = (findings_block(obj, lang, ""),) if obj else ()
            lines = () if obj else (wording("finding_list.none", lang),)
            return Page(title=wording("record.findings", lang), lang=lang, lines=lines, blocks=block)
        case Finding():
            return _page(Findings([obj]), asked)
        case list() | tuple():
            return _sequence_page(obj, asked)
        case Displayed():
            told = shown_fields(obj, lang, with_personal=asked.with_personal)
            block_of_fields = Block(rows=tuple(Row(texts=texts) for texts in told))
            return Page(title=label(type(obj), lang), lang=lang, blocks=(block_of_fields,))
    raise TypeError(f"no page for {type(obj).__name__}: {obj!r}"[:200])


def _sequence_page(items: list[object] | tuple[object, ...], asked: _Asked) -> Page:
    if items and all(isinstance(item, Finding) for item in items):
        return _page(Findings(cast("list[Finding]", items)), asked)
    if not items:
        return Page(title="", lang=asked.lang, lines=(wording("finding_list.none", asked.lang),))
    pages = [_page(item, asked) for item in items]
    blocks = [attrs.evolve(block, title=block.title or page.title) for page in pages for block in page.blocks]
    titles = {page.title for page in pages}
    title = titles.pop() if len(titles) == 1 else ""
    lines = tuple(dict.fromkeys(line for page in pages for line in page.lines))
    return Page(title=title, lang=asked.lang, lines=lines, blocks=tuple(blocks))


def _title(table: Table, lang: str) -> str:
    return table.title.format(lang) if table.title is not None else ""


# What the reader of a report looks for first, unless there are none of it.
_MARKED = frozenset(
    {
        "timeliness.late",
        "timeliness.overdue",
        "report.task_summary.done_late",
        "report.task_summary.overdue",
        "report.task_summary.not_started_overdue",
    }
)


def _marked(row: TableRow, types: tuple[ColumnType, ...]) -> frozenset[int]:
    """The label and the figures of a row that says "late" or "overdue" of something."""
    if not _MARKED.intersection(cell for cell in row.cells if isinstance(cell, str)) or 0 in row.cells:
        return frozenset()
    return frozenset(
        place
        for place, cell in enumerate(row.cells)
        if cell in _MARKED or (types[place] is ColumnType.COUNT and cell is not None)
    )


def table_block(table: Table, lang: str, title: str | None = None) -> Block:
    """A table with every text worded; titled as it says itself where no title is given."""
    types = tuple(column.type for column in table.columns)
    rows = tuple(
        Row(texts=texts, role=row.role, marked=_marked(row, types), cells=row.cells)
        for row, texts in zip(table.rows, table.text_rows(lang), strict=True)
    )
    return Block(
        title=_title(table, lang) if title is None else title,
        headings=table.headings(lang),
        rows=rows,
        types=types,
        notes=[note.format(lang) for note in table.notes],
        name=wording(f"sheet.{table.name}", lang) if has_wording(f"sheet.{table.name}", lang) else "",
        alarms=tuple(_alarms(table, lang)),
    )


def _alarms(table: Table, lang: str) -> Iterator[tuple[int, str]]:
    """The words for late and overdue, in each column that tells timeliness."""
    for place, column in enumerate(table.columns):
        told = (row.cells[place] for row in table.rows)
        if column.type is ColumnType.LABEL and any(str(cell).startswith("timeliness.") for cell in told):
            yield from ((place, wording(key, lang)) for key in ("timeliness.overdue", "timeliness.late"))


def findings_block(findings: Findings, lang: str, title: str | None = None) -> Block:
    return Block(
        title=wording("record.findings", lang) if title is None else title,
        name=wording("sheet.findings", lang),
        headings=findings.headings(lang),
        types=(ColumnType.LABEL,),
        rows=tuple(
            Row(texts=texts, marked=frozenset({0} if finding.severity is Severity.ERROR else ()))
            for finding, texts in zip(findings, findings.rows(lang), strict=True)
        ),
    )
