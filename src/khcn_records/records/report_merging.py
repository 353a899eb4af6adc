"""One report of an office from those of its units (*tổng hợp báo cáo của các đơn vị*).

`merge` makes it, `merge_findings` says what of the units' reports was kept apart, renamed or not taken.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from khcn_records.errors import InvalidArgumentError
from khcn_records.fields import tuple_of
from khcn_records.finding import Finding, Findings, Severity
from khcn_records.records import id_field
from khcn_records.records.figure_merging import Member, add_up, joined_texts, split_groups
from khcn_records.records.monthly_reports import RECORD_FIELDS, MonthlyReport, Section
from khcn_records.text import fold

__all__ = ["merge", "merge_findings"]

_SAME_KIND: Final = {"parent_id", "previous_id", "executes_id", "carried_from"}
"""Links to a record of the same kind."""
_OTHER_LINKS: Final = {"answered_by", "carried_from"}
"""Links whose names do not end so."""
_WORDS: Final = ("title", "content", "name", "subject", "number")
"""What a record is called by, whichever it has."""


def merge(
    reports: Iterable[MonthlyReport], *, report_id: str, organization: str | None = None
) -> MonthlyReport:
    """The report of an office from those of its units (*tổng hợp báo cáo*).

    Records stand one after another; equal ones once. An id that two units gave to different records bears its unit's
    `report_id` in front, and every link of that unit follows it. Figures of the same section, name and unit, of which each
    report has one at most, are added up with their cumulative figures and the parts of their breakdowns; percentages are
    not, and a sum of which one member is missing is missing. Notes and recipients are joined. `merge_findings` says what
    was kept apart, renamed or not taken; numbers, titles and signatures stay in the units' own reports.

    Args:
        reports: of one period and one window rule.
        report_id: the id of the whole.
        organization: the office; its units' own names stay in their reports.

    Raises:
        InvalidArgumentError: no report, or reports of different periods or rules.
        TypeError: anything but reports.
    """
    return _Whole(_checked(reports)).report(report_id, organization)


def merge_findings(reports: Iterable[MonthlyReport]) -> Findings:
    """What `merge` of the same reports cannot do silently (*nội dung cần xem lại khi tổng hợp*).

    Args:
        reports: those that are merged, in the same order.

    Raises:
        InvalidArgumentError: no report, or reports of different periods or rules.
        TypeError: anything but reports.

    >>> from khcn_records.records.indicators import Indicator
    >>> units = [
    ...     MonthlyReport(report_id=u, period="2024-02", indicators=[Indicator(indicator_id="1", name="Đúng hạn", unit="%", figure=f)])
    ...     for u, f in (("P1", 100), ("P2", 90))]
    >>> [one.code for one in merge_findings(units)]
    ['merge_kept_apart', 'merge_renamed']
    """
    whole = _Whole(_checked(reports))
    whole.report("-", None)
    return Findings(dict.fromkeys(whole.findings))


def _checked(reports: Iterable[MonthlyReport]) -> Sequence[MonthlyReport]:
    several = tuple_of(MonthlyReport, list(reports))
    kinds = {(one.period, one.window_rule) for one in several}
    if len(kinds) != 1:
        told = ", ".join(f"{one.report_id} {one.period} {one.window_rule}" for one in several) or "nothing"
        raise InvalidArgumentError(told, "reports of one period and one window rule")
    return several


@attrs.define(eq=False)
class _Entry:
    """One record of one report on its way into the whole."""

    at: int
    field: str
    record: Any
    identity: str
    leader: _Entry | None = None
    """the figure it is added to"""
    same: _Entry | None = None
    """the equal record that stands for it"""
    new: str = ""


def _words(record: Any) -> str:
    found = (getattr(record, name, None) for name in _WORDS)
    return next((str(one) for one in found if one), "")


class _Whole:
    def __init__(self, reports: Sequence[MonthlyReport]) -> None:
        self.reports = reports
        self.findings: list[Finding] = []
        self.groups = split_groups(reports, self.findings.append)
        self.entries = [
            _Entry(at, name, record, getattr(record, id_field(record)))
            for at, report in enumerate(reports)
            for name in RECORD_FIELDS
            for record in getattr(report, name)
        ]
        self._lead()
        self.kinds = {id_field(one.record): one.field for one in self.entries}
        self.links: list[Mapping[tuple[str, str], Sequence[str]]] = []
        # Two records that look the same are not, where their links lead to different ones.
        distinct: set[_Entry] = set()
        while True:
            self._name(distinct)
            parted = {
                one
                for one in self.entries
                if one.same is not None and self._relinked(one) != self._relinked(one.same)
            }
            if not parted:
                break
            distinct |= parted
        self._tell_names()

    def _lead(self) -> None:
        self.figures: dict[int, list[_Entry]] = {}
        for one in self.entries:
            if one.field == "indicators":
                self.figures.setdefault(one.at, []).append(one)
        figures = self.figures
        for first, *others in self.groups:
            for other in others:
                figures[other.report][other.place].leader = figures[first.report][first.place]

    def _name(self, distinct: set[_Entry]) -> None:
        """Give every record its id in the whole, and note where each report's links lead."""
        raw = {one.identity for one in self.entries}
        taken: dict[str, list[_Entry]] = {}
        known: dict[tuple[str, str], list[_Entry]] = {}
        for one in self.entries:
            one.same = None
            if one.leader is not None:
                one.new = one.leader.new
                continue
            earlier = known.setdefault((one.field, one.identity), [])
            if one.field != "indicators" and one not in distinct:
                one.same = next((other for other in earlier if other.record == one.record), None)
            if one.same is not None:
                one.new = one.same.new
                continue
            earlier.append(one)
            holders = taken.get(one.identity, ())
            is_free = all(other.at == one.at and other.field != one.field for other in holders)
            one.new = one.identity if is_free else self._unused(one, {*raw, *taken})
            taken.setdefault(one.new, []).append(one)
        self.links = [{} for _ in self.reports]
        for one in self.entries:
            for kind in (one.field, ""):
                leads: Any = self.links[one.at]
                leads.setdefault((kind, one.identity), {})[one.new] = None

    def _unused(self, one: _Entry, used: set[str]) -> str:
        name = self.reports[one.at].report_id
        tried = (
            f"{name}/{one.identity}" if count == 1 else f"{name}-{count}/{one.identity}"
            for count in itertools.count(1)
        )
        return next(identity for identity in tried if identity not in used)

    def _relinked(self, one: _Entry) -> Any:
        return self._followed(one.record, one, skipped=id_field(one.record))

    def _followed(self, thing: Any, one: _Entry, skipped: str = "report_id") -> Any:
        """A record or a part of one whose links lead where its report's records stand now."""
        if isinstance(thing, tuple):
            return tuple(self._followed(item, one) for item in thing)
        if not attrs.has(type(thing)):
            return thing
        changes: dict[str, Any] = {}
        kind: Any = type(thing)
        for field in attrs.fields(kind):
            name, value = field.name, getattr(thing, field.name)
            if name in {skipped, "report_id"}:
                continue
            if name.endswith(("_id", "_ids")) or name in _OTHER_LINKS:
                now = self._led(name, value, one)
            else:
                now = self._followed(value, one)
            if now != value:
                changes[name] = now
        return attrs.evolve(thing, **changes) if changes else thing

    def _led(self, name: str, value: Any, one: _Entry) -> Any:
        kind = one.field if name in _SAME_KIND else self.kinds.get(name.removesuffix("s"), "")
        leads = self.links[one.at]

        def targets(identity: str) -> Sequence[str]:
            return tuple(leads.get((kind, identity)) or leads.get(("", identity)) or (identity,))

        if isinstance(value, tuple):
            return tuple(dict.fromkeys(itertools.chain.from_iterable(map(targets, value))))
        return targets(value)[0] if isinstance(value, str) else value

    def _tell_names(self) -> None:
        titles: dict[str, _Entry] = {}
        standing: dict[tuple[str, str], _Entry] = {}
        for one in self.entries:
            if one.same is not None or one.leader is not None:
                continue
            title = fold(_words(one.record))
            other = standing.setdefault((one.field, one.identity), one)
            if other is one or fold(_words(other.record)) != title:
                other = titles.get(title, one) if one.field == "projects" and title else one
            if one.field == "projects" and title:
                titles.setdefault(title, one)
            if one.field != "indicators" and other is not one and other.at != one.at:
                self._tell("merge_one_told_twice", one.new, text=_words(one.record)[:120], other_id=other.new)
            elif one.new != one.identity:
                self._tell(
                    "merge_renamed",
                    one.new,
                    severity=Severity.INFO,
                    text=one.identity,
                    report_id=self.reports[one.at].report_id,
                )

    def _tell(
        self, code: str, subject: str = "", severity: Severity = Severity.WARNING, **parameters: str
    ) -> None:
        self.findings.append(Finding(code=code, subject=subject, severity=severity, parameters=parameters))

    def report(self, report_id: str, organization: str | None) -> MonthlyReport:
        """The whole."""
        joined: dict[str, list[Any]] = {name: [] for name in RECORD_FIELDS}
        for one in self.entries:
            if one.same is None and one.field != "indicators":
                joined[one.field].append(attrs.evolve(self._relinked(one), **{id_field(one.record): one.new}))
        joined["indicators"] = [self._added(members) for members in self.groups]
        records: Any = joined
        return MonthlyReport(
            report_id=report_id,
            period=self.reports[0].period,
            organization=organization,
            window_rule=self.reports[0].window_rule,
            as_of=self._as_of(),
            sections=list(self._sections()),
            recipients=list(
                dict.fromkeys(itertools.chain.from_iterable(one.recipients for one in self.reports))
            ),
            note=joined_texts(self._notes()),
            **records,
        )

    def _added(self, members: Sequence[Member]) -> Any:
        first = members[0]
        added = add_up(members, self.reports, self.findings.append)
        return attrs.evolve(added, indicator_id=self.figures[first.report][first.place].new)

    def _as_of(self) -> Any:
        days = [one.as_of for one in self.reports if one.as_of is not None]
        last = max(days) if days else None
        for one in self.reports:
            if last is not None and one.as_of != last:
                self._not_taken(one, "as_of", "" if one.as_of is None else one.as_of.isoformat())
        return last

    def _notes(self) -> Iterator[str | None]:
        for one in self.reports:
            if one.signature is not None:
                self._not_taken(one, "signature", one.signature.format())
            yield one.note

    def _not_taken(self, report: MonthlyReport, name: str, text: str) -> None:
        what = f"field.monthly_report.{name}"
        self._tell(
            "merge_not_taken",
            severity=Severity.INFO,
            report_id=report.report_id,
            what_key=what,
            text=text or "-",
        )

    def _sections(self) -> Iterator[Section]:
        known: dict[str, Section] = {}
        for report in self.reports:
            for section in report.sections:
                first = known.get(section.number)
                if first is None:
                    known[section.number] = section
                    yield section
                elif fold(first.heading) != fold(section.heading):
                    self._tell(
                        "merge_two_headings",
                        section.number,
                        text=first.heading,
                        other=section.heading,
                        report_id=report.report_id,
                    )
