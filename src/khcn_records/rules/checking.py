"""What rules are handed and what they make: a text, a record, the records of a report, or a series of reports → findings."""

from __future__ import annotations

import datetime as dt
import enum
import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import attrs

from khcn_records.errors import InvalidPeriodError
from khcn_records.evidence import Evidence
from khcn_records.finding import Finding, Place, Severity
from khcn_records.labels import snake_case
from khcn_records.mentions import find_dates, find_documents
from khcn_records.mentions.outline import Item, find_items
from khcn_records.mentions.searching import Mention
from khcn_records.records import KINDS, id_field
from khcn_records.text import normalize, require_text
from khcn_records.values.document_kinds import kind_of_noun
from khcn_records.values.document_references import DocumentReference

if TYPE_CHECKING:
    from khcn_records.calendars.work_calendar import WorkCalendar
    from khcn_records.lifecycle import HistoryEntry
    from khcn_records.records.monthly_reports import MonthlyReport

__all__ = [
    "Citation",
    "Context",
    "RecordSet",
    "Rule",
    "RuleModule",
    "Scope",
    "SourceText",
    "Threshold",
    "following",
    "kind_of",
    "record_id",
    "state_key",
    "step_words",
]

Threshold: TypeAlias = int | Decimal


_LINE_BREAK = re.compile(r"\r\n|\r|\n")


_SHORT = 40
_LONGEST_LINK = 80
_OWN = re.compile(r"\n[\s|*]*[Ss]ố(?:\s*:|(?:,?\s*ký)?\s+hiệu\s*[:|])[\s|*]*\Z")
_LONGEST_SENTENCE = 200
_ISSUED = re.compile(
    r"[^.;:\d]*\b(?:ban hành|ký|có)\s+(?P<noun>[^\W\d_]+(?:\s+[^\W\d_]+){0,3}?)(?:\s+số\s*:?)?\s*"
)
_LINK = re.compile(r"\s*(?:,|;|và|&)\s*(?:(?:[^\W\d_]+\s+){0,5}số\s*:?\s*)?")


class Scope(enum.StrEnum):
    """What a rule looks at (*phạm vi kiểm tra*)."""

    TEXT = "text"
    """raw text, as it was given: only there spelling, tone marks and the print of a date can be seen"""
    RECORD = "record"
    """one record"""
    CITATIONS = "citations"
    """every document that a text or the records of a report name, in order"""
    REPORT = "report"
    """the records of one report together"""
    SERIES = "series"
    """reports of one office in a row"""


@attrs.frozen(kw_only=True, weakref_slot=False)
class Rule:
    """One rule (*quy tắc*), without its mechanism.

    Attributes:
        code: its name, also that of its findings; never used again for another rule.
        scope: what `check` is handed.
        severity: how grave its findings are; a rule may lower it for a single finding.
        basis: the ground: a law, or practice.
        kinds: for records, reports and series: the stored names of the kinds it looks at; empty: every kind.
        thresholds: names and default values of what a caller may set.
    """

    code: str
    scope: Scope
    severity: Severity
    basis: Evidence
    kinds: tuple[str, ...] = ()
    thresholds: Mapping[str, Threshold] = attrs.field(factory=dict)

    def finding(
        self,
        subject: str = "",
        *,
        place: Place | None = None,
        severity: Severity | None = None,
        suggestion: str | None = None,
        **parameters: str | int,
    ) -> Finding:
        """A finding of this rule; the parameters fill its wording."""
        return Finding(
            code=self.code,
            severity=severity or self.severity,
            subject=subject,
            place=place,
            suggestion=suggestion,
            parameters=parameters,
        )


@attrs.frozen(kw_only=True, weakref_slot=False)
class Context:
    """What a rule may ask besides its subject.

    Attributes:
        as_of: the day asked about; `None`: none was given.
        report: the report the records stand in, or `None`.
        calendar: the civil service's working days.
        thresholds: the values in force, under `<code>.<name>`.
    """

    as_of: dt.date | None = None
    report: MonthlyReport | None = None
    calendar: WorkCalendar
    thresholds: Mapping[str, Threshold] = attrs.field(factory=dict)

    @property
    def last_day(self) -> dt.date | None:
        """The day asked about, or else the one the report's figures hold for; `None` where neither says."""
        if self.as_of is not None or self.report is None:
            return self.as_of
        try:
            return self.report.cutoff
        except InvalidPeriodError:  # a period without a year, or a rule without a window for it
            return None

    @property
    def first_day(self) -> dt.date | None:
        """The first day of the window the report's data come from; `None` where that is not known."""
        try:
            return None if self.report is None else self.report.window.start
        except InvalidPeriodError:
            return None

    def threshold(self, rule: Rule, name: str) -> Threshold:
        """The value in force of one of the rule's thresholds."""
        return self.thresholds.get(f"{rule.code}.{name}", rule.thresholds[name])


class RuleModule(Protocol):
    """What every module of the shelf has."""

    RULE: Rule

    @staticmethod
    def check(subject: Any, context: Context, /) -> Iterator[Finding]:
        """The findings about a text, a record, the records of a report or a series, as the rule's scope says."""
        ...


@attrs.frozen(weakref_slot=False)
class Citation:
    """A document that a text or a record names (*văn bản được viện dẫn*).

    Attributes:
        reference: the document.
        subject: the id of the record; `""` in a text.
        kind: the record's stored name; `""` in a text.
        field: the record's field; of a part, the path to it; `""` in a text.
        is_own: the record is that document and does not merely cite it.
        place: where it stands in the text, or `None`.
        text: its symbol as it stands in the text; `""` in a record.
    """

    reference: DocumentReference
    subject: str = ""
    kind: str = ""
    field: str = ""
    is_own: bool = False
    place: Place | None = None
    text: str = ""


class SourceText:
    """A text as it was given, with what stands in it; each is found once for all rules.

    Attributes:
        text: the text, untouched.
        file: where it came from, or `None`.
    """

    def __init__(self, text: str, file: str | None = None) -> None:
        self.text = require_text(text)
        self.file = file

    @functools.cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_BREAK.finditer(self.text))]

    @functools.cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends."""
        return tuple(_LINE_BREAK.split(self.text))

    @functools.cached_property
    def items(self) -> tuple[Item, ...]:
        """Its headings and items, each on one line."""
        return find_items(self.text)

    @functools.cached_property
    def documents(self) -> tuple[Mention[DocumentReference], ...]:
        """The documents it names."""
        return find_documents(self.text)

    @functools.cached_property
    def dates(self) -> tuple[Mention[Any], ...]:
        """The dates, periods and limits it names."""
        return find_dates(self.text)

    @functools.cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The documents it names, each with its place.

        The symbol behind `Số:` at the head of a line is the document's own, on the next line too, as narrow columns break it; a
        date behind the last of a list (*số A và Kế hoạch số B ngày …*) is that of all its members; the day that opens the sentence
        (*Ngày 03/6/2020, Thủ tướng Chính phủ ban hành Quyết định số …*) is that of the document issued on it.
        """
        found: list[Citation] = []
        following: Mention[DocumentReference] | None = None
        dated: dt.date | None = None
        for mention in reversed(self.documents):
            reference = mention.value
            day = reference.issued_on
            if day is None and following is not None and dated is not None:
                between = self.text[mention.end : following.start]
                if len(between) <= _LONGEST_LINK and _LINK.fullmatch(normalize(between)):
                    day = dated
            day = day or self._day_in_front(mention)
            if day is not None and reference.issued_on is None:
                reference = attrs.evolve(reference, issued_on=day)
            found.append(
                Citation(
                    reference,
                    place=self.place(mention.start, mention.end),
                    text=mention.text,
                    is_own=_OWN.search(normalize(self._before(mention.start))) is not None,
                )
            )
            following, dated = mention, day
        return tuple(reversed(found))

    def _before(self, start: int) -> str:
        """The characters before a place; the text begins as a line does."""
        return self.text[start - _SHORT : start] if start >= _SHORT else f"\n{self.text[:start]}"

    def _day_in_front(self, mention: Mention[DocumentReference]) -> dt.date | None:
        """The day that opens the sentence in which a document is issued; a day behind *đến*, *trước* or *từ* opens none."""
        at = bisect_right(self.dates, mention.start, key=lambda one: one.start) - 1
        if at < 0:
            return None
        day = self.dates[at]
        is_near = mention.start - day.end <= _LONGEST_SENTENCE
        if type(day.value) is not dt.date or not day.text[0].isupper() or not is_near:
            return None
        found = _ISSUED.fullmatch(normalize(self.text[day.end : mention.start]))
        if found is None:
            return None
        noun = " ".join(found["noun"].split())
        return day.value if noun == "văn bản" or kind_of_noun(noun) is not None else None

    def place(self, start: int, end: int | None = None) -> Place:
        """The lines that a stretch of the text stands on; `end` is exclusive."""
        first = bisect_right(self._line_starts, start)
        last = first if end is None else bisect_right(self._line_starts, max(start, end - 1))
        return self.place_of_lines(first, last)

    def place_of_lines(self, first: int, last: int | None = None) -> Place:
        """The lines from the first through the last, counted from 1."""
        return Place(file=self.file, line=first, line_end=first if last is None else last)


@functools.cache
def _kinds_by_home() -> Mapping[str, str]:
    return {home: kind for kind, home in KINDS.items()}


def kind_of(record: object) -> str | None:
    """The stored name of a record's kind; `None` for anything that is no record."""
    return _kinds_by_home().get(f"{type(record).__module__}:{type(record).__qualname__}")


def record_id(record: object) -> str:
    """The id of a record."""
    return str(getattr(record, id_field(record)))


def _references(thing: object, path: str = "") -> Iterator[tuple[str, DocumentReference]]:
    """Every document below a record or part, with the path of its field; records inside are left to themselves."""
    if isinstance(thing, DocumentReference):
        yield path, thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from _references(item, path)
    elif attrs.has(type(thing)) and (not path or kind_of(thing) is None):
        kind: Any = type(thing)
        for field in attrs.fields(kind):
            step = f"{path}.{field.name}" if path else field.name
            yield from _references(getattr(thing, field.name), step)


class RecordSet:
    """The records that are judged together, of one report or handed in as they are.

    Attributes:
        report: the report they stand in, or `None`.
        records: all of them, the report itself not among them.
    """

    def __init__(self, records: Iterable[Any], report: MonthlyReport | None = None) -> None:
        self.report = report
        self.records: tuple[Any, ...] = tuple(records)

    @classmethod
    def of_report(cls, report: MonthlyReport) -> RecordSet:
        """Every record that stands in a report."""
        inside: list[Any] = []
        for field in attrs.fields(type(report)):
            value = getattr(report, field.name)
            if isinstance(value, tuple):
                inside += [one for one in value if kind_of(one) is not None]
        return cls(inside, report)

    @functools.cached_property
    def by_kind(self) -> Mapping[str, Sequence[Any]]:
        """Stored name → the records of that kind, in order."""
        found: dict[str, list[Any]] = {}
        for record in self.records:
            found.setdefault(kind_of(record) or "", []).append(record)
        return found

    def of(self, kind: str) -> Sequence[Any]:
        """The records of a kind, by its stored name."""
        return self.by_kind.get(kind, ())

    @functools.cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every document the records are or cite, in order."""
        found: list[Citation] = []
        for record in self.records:
            kind, subject = kind_of(record) or "", record_id(record)
            own = getattr(record, "reference", None)
            if isinstance(own, DocumentReference):
                found.append(Citation(own, subject, kind, "reference", is_own=True))
            found += [
                Citation(reference, subject, kind, path, is_own=False)
                for path, reference in _references(record)
            ]
        return tuple(found)


def following(reports: Sequence[MonthlyReport]) -> Iterator[tuple[MonthlyReport, MonthlyReport]]:
    """Each two reports of one office whose periods follow each other, in order of time."""
    dated = [report for report in reports if report.period.year is not None]
    known = {(report.organization, report.period): report for report in dated}
    for report in sorted(dated, key=lambda one: (one.organization or "", one.period.first_day)):
        before = known.get((report.organization, report.period.previous()))
        if before is not None:
            yield before, report


def state_key(record: object, state: str) -> str:
    """The key of the words for a state of a record's life."""
    lifecycle = getattr(type(record), "LIFECYCLE", None)
    return state if lifecycle is None else f"{snake_case(lifecycle.states.__name__)}.{state}"


def step_words(record: object, step: HistoryEntry) -> dict[str, Any]:
    """A step of a record's life as parameters of a wording: `what_key`, `before_key` and `after_key`."""
    return {
        "what_key": f"event.{step.event}",
        "before_key": state_key(record, step.from_state),
        "after_key": state_key(record, step.to_state),
    }
