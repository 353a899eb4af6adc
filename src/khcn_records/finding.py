"""What the library has to say about someone's data (*phát hiện*): a value, never an exception.

Programmers get exceptions; officials get findings, worded in their language, with the place.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import SupportsIndex, overload

import attrs

from khcn_records.display import Displayed, html_table, shown
from khcn_records.display.phrases import Phrase
from khcn_records.fields import count, instance_of, named, optional_text, required_text
from khcn_records.labels import label, wording
from khcn_records.text import clean, whole_text

__all__ = ["Finding", "Findings", "Place", "Severity"]


class Severity(enum.StrEnum):
    """How grave a finding is (*mức độ*)."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@attrs.frozen(kw_only=True, weakref_slot=False, field_transformer=named)
class Place:
    """Where something stands in a source (*vị trí*); only what the source has is filled.

    Attributes:
        file: name of the file.
        page: counted from 1.
        sheet: name of the sheet.
        table: counted from 1.
        row: first row, counted from 1.
        row_end: last row, inclusive, where there are several.
        cell: such as `B7`.
        paragraph: first paragraph, counted from 1, in a file that has no lines.
        paragraph_end: last paragraph, inclusive, where there are several.
        line: first line, counted from 1.
        line_end: last line, inclusive; equal to `line` for one line.
    """

    file: str | None = attrs.field(default=None, converter=optional_text)
    page: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    sheet: str | None = attrs.field(default=None, converter=optional_text)
    table: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    row: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    row_end: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    cell: str | None = attrs.field(default=None, converter=optional_text)
    paragraph: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    paragraph_end: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    line: int | None = attrs.field(default=None, validator=count(least=1, optional=True))
    line_end: int | None = attrs.field(default=None, validator=count(least=1, optional=True))

    def format(self, lang: str = "vi") -> str:
        """In words, from the file inwards: `bao-cao.txt, dòng 12–14`.

        >>> Place(file="bao-cao.txt", line=12, line_end=14).format()
        'bao-cao.txt, dòng 12–14'
        """
        parts = [self.file or ""]
        parts += [
            wording(f"place.{name}", lang, value=_through(value, getattr(self, f"{name}_end", None)))
            for name in ("page", "sheet", "table", "row", "cell", "paragraph", "line")
            if (value := getattr(self, name)) is not None
        ]
        return ", ".join(filter(None, parts))


def _through(first: object, last: object) -> str:
    return str(first) if last in {None, first} else f"{first}–{last}"


def _subject(text: str) -> str:
    return whole_text(clean(text))


def _parameters(
    value: Mapping[str, str | int] | tuple[tuple[str, str | int], ...],
) -> tuple[tuple[str, str | int], ...]:
    return Phrase("finding", value).parameters


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Finding(Displayed):
    """One thing noticed in data (*phát hiện*).

    Attributes:
        code: which thing, never reused; `labels` words it under `finding.<code>`.
        severity: how grave.
        subject: the id of the record it is about, `""` where it is about none.
        place: where it stands in the source, or `None`.
        parameters: what fills the wording; as in `khcn_records.display.phrases.Phrase`.
        suggestion: the text that should stand there instead, or `None`.

    >>> Finding(code="duplicate_symbol", subject="2024-02/II.6", parameters={"symbol": "31/KH-UBND", "other": "2024-02/I.2"}).message("en")
    '31/KH-UBND also stands at task 2024-02/I.2: both are kept; check whether one number serves two documents'
    """

    code: str = attrs.field(converter=required_text)
    severity: Severity = attrs.field(default=Severity.WARNING, converter=Severity)
    subject: str = attrs.field(default="", converter=_subject)
    place: Place | None = attrs.field(default=None, validator=instance_of(Place, optional=True))
    parameters: tuple[tuple[str, str | int], ...] = attrs.field(default=(), converter=_parameters)
    suggestion: str | None = attrs.field(default=None, converter=optional_text)

    def message(self, lang: str = "vi") -> str:
        """The finding in words.

        Raises:
            KeyError: the code has no wording.
        """
        return Phrase(f"finding.{self.code}", self.parameters).format(lang)

    def label(self, lang: str = "vi") -> str:
        """The same as `message`, under the name `label()` asks for."""
        return self.message(lang)

    def format(self, lang: str = "vi") -> str:
        """Severity, place, subject and message in one line."""
        where = ", ".join(filter(None, [shown(self.place, lang), self.subject]))
        return f"{label(self.severity, lang)}: {self.message(lang)}" + (f" ({where})" if where else "")


class Findings(tuple[Finding, ...]):
    """Findings in the order they were made; a tuple that a notebook shows as a table, and so is each slice of it."""

    __slots__ = ()

    @overload
    def __getitem__(self, at: SupportsIndex, /) -> Finding: ...
    @overload
    def __getitem__(self, at: slice, /) -> Findings: ...
    def __getitem__(self, at: SupportsIndex | slice, /) -> Finding | Findings:
        found = super().__getitem__(at)
        return found if isinstance(found, Finding) else Findings(found)

    def rows(self, lang: str = "vi") -> list[tuple[str, str, str, str]]:
        """Severity, message, subject and place of each, worded."""
        return [(label(f.severity, lang), f.message(lang), f.subject, shown(f.place, lang)) for f in self]

    def headings(self, lang: str = "vi") -> list[str]:
        """The headings over `rows`."""
        return [
            wording(f"field.finding.{name}", lang) for name in ("severity", "message", "subject", "place")
        ]

    def _repr_html_(self) -> str:
        return html_table(self.rows(), self.headings(), wording("record.findings", "vi"))
