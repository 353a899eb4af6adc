"""Whether the term of a research project may be extended (*gia hạn thời gian thực hiện*), by the rows of `limits`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from khcn_records.deadline.steps import weakest
from khcn_records.errors import InvalidArgumentError
from khcn_records.evidence import Confidence
from khcn_records.finding import Finding, Findings, Severity
from khcn_records.limits.statutory import LimitNature, StatutoryLimit, statutory_limits
from khcn_records.obligations.cases import Case, last_day
from khcn_records.obligations.computing import reckon
from khcn_records.values.time_limits import TimeUnit

if TYPE_CHECKING:
    from khcn_records.calendars.work_calendar import WorkCalendar
    from khcn_records.records.research_projects import ResearchProject

__all__ = ["ExtensionAnswer", "extension_allowed"]

_KIND = "research_project"
_READ = frozenset({Confidence.TEXT, Confidence.SECONDARY})
_REFUSING = frozenset({Severity.ERROR, Severity.WARNING})


@attrs.frozen(kw_only=True, weakref_slot=False)
class ExtensionAnswer:
    """Whether a term may be extended, and why (*trả lời về gia hạn*).

    Attributes:
        is_allowed: `None`: it cannot be told from the project, or the rule was not read.
        reasons: what stands against it or is open; an `error` where the rule was read, a `warning` where it is not confirmed.
        limits: the rows asked.
        confidence: as sure as the weakest of these rows.
    """

    is_allowed: bool | None
    reasons: Findings
    limits: tuple[StatutoryLimit, ...] = ()
    confidence: Confidence = Confidence.UNCONFIRMED

    def explain(self, lang: str = "vi") -> str:
        """The reasons, one a line; empty where nothing stands against it.

        Raises:
            UnknownLanguageError: no such language.
        """
        return "\n".join(finding.message(lang) for finding in self.reasons)


def _finding(code: str, case: Case, severity: Severity, **parameters: str | int) -> Finding:
    return Finding(code=code, severity=severity, subject=case.subject, parameters=parameters)


def _severity(row: StatutoryLimit) -> Severity:
    return (
        Severity.ERROR
        if row.basis.confidence in {Confidence.TEXT, Confidence.SECONDARY}
        else Severity.WARNING
    )


def _of_term(case: Case, on: dt.date) -> Iterator[Finding]:
    """What the project itself says, whatever the row."""
    if case.state not in {"in_progress", "products_due"}:
        yield _finding("extension_state", case, Severity.ERROR, state_key=f"project_state.{case.state}")
    end = case.record.end_on_at(on)
    if end is None:
        yield _finding("extension_end_unknown", case, Severity.INFO)
    elif on > last_day(end):
        yield _finding("extension_after_end", case, Severity.ERROR, end_on=last_day(end).isoformat())


def _of_longest(row: StatutoryLimit, case: Case, months: int) -> Iterator[Finding]:
    """What the row on the longest extension says against it."""
    granted = case.fact("extensions_count")
    if row.extension_times is not None and isinstance(granted, int) and granted >= row.extension_times:
        times, source = row.extension_times, row.basis.source
        yield _finding("extension_again", case, _severity(row), times=times, source=source)
    if row.limit is None:
        yield _finding("extension_no_limit", case, Severity.INFO, source=row.basis.source)
    elif row.limit.unit is TimeUnit.MONTH and months > row.limit.amount:
        limit, source = str(row.limit), row.basis.source
        yield _finding("extension_too_long", case, _severity(row), months=months, limit=limit, source=source)


def _of_request(
    row: StatutoryLimit, case: Case, on: dt.date, calendar: WorkCalendar | None
) -> Iterator[Finding]:
    """What the row on asking in time says against it."""
    anchor = case.anchor(row)
    latest = None if anchor is None else reckon(row, anchor.day, calendar).latest
    asked = [entry.first_day for entry in case.steps if entry.event == "request_extension"]
    day = asked[-1] if asked else on
    if latest is not None and day > latest:
        days = {"asked_on": day.isoformat(), "due_on": latest.isoformat()}
        yield _finding("extension_asked_late", case, _severity(row), **days, source=row.basis.source)


def _verdict(findings: list[Finding], *, is_settled: bool) -> bool | None:
    if any(finding.severity is Severity.ERROR for finding in findings):
        return False
    if any(finding.severity in _REFUSING for finding in findings) or not is_settled:
        return None
    return True


def extension_allowed(
    project: ResearchProject,
    months: int,
    on: dt.date,
    *,
    regime: str | None = None,
    calendar: WorkCalendar | None = None,
    facts: Mapping[str, object] | None = None,
) -> ExtensionAnswer:
    """Whether the term of a project may be extended by so many months, asked for on a day.

    Legal source: Thông tư 04/2015/TT-BKHCN, Điều 12, for the national level: once, at most 12 months where the term is more
    than 24 months and 6 months where it is not, asked for at least one month before the contract ends; other levels and
    circulars by their rows in `limits`. Longer ones are for the minister to decide and are not counted as allowed.

    Args:
        project: the project.
        months: by how many months.
        on: the day of the request; where the history holds a request, that one's day counts for being in time.
        regime: the regime it stands under; its own where it is `None`.
        calendar: which days are worked.
        facts: what the record has no field for: `rules`, the circular it follows.

    Raises:
        InvalidArgumentError: less than one month.
        TypeError: no project, or `on` is no plain date.
        KeyError: no such regime.

    >>> from khcn_records.records.research_projects import ResearchProject
    >>> project = ResearchProject(project_id="1", level="national", status="in_progress", duration_months=24, end_on=dt.date(2024, 6, 30))
    >>> extension_allowed(project, 6, dt.date(2024, 5, 15)).is_allowed
    True
    >>> print(extension_allowed(project, 9, dt.date(2024, 5, 15)).explain("en"))
    9 months are more than the 6 months that the rule allows (Thông tư 04/2015/TT-BKHCN, Điều 12)
    """
    case = Case.of(project, on, facts, None, regime)
    if case.kind != _KIND:
        raise TypeError(f"a research project is wanted, not {type(project).__name__}")
    if type(months) is not int:
        raise TypeError(f"months must be an int, not {type(months).__name__}: {months!r}")
    if months < 1:
        raise InvalidArgumentError(str(months), "one month or more")
    found = list(_of_term(case, on))
    used: list[StatutoryLimit] = []
    is_settled = True
    for row in statutory_limits(kind=_KIND):
        is_longest = row.nature is LimitNature.MAXIMUM and "event:extend" in row.due
        is_request = row.nature is LimitNature.DEADLINE and "event:request_extension" in row.due
        # Whether it was extended before is for `extension_again` to say, so the rows on asking hold either way.
        unsettled = case.applies(row) if is_longest or is_request else None
        if unsettled is None or not row.is_valid(on):
            continue
        used.append(row)
        is_read = row.basis.confidence in _READ
        is_settled = is_settled and not unsettled and is_read
        if is_longest and row.limit is not None and not is_read:
            found.append(_finding("extension_unconfirmed", case, Severity.INFO, source=row.basis.source))
        for name in unsettled:
            key = f"limit_condition.{name}"
            found.append(_finding("extension_unsettled", case, Severity.INFO, field_key=key))
        found += _of_longest(row, case, months) if is_longest else _of_request(row, case, on, calendar)
    reasons = Findings(dict.fromkeys(found))
    has_longest = any(row.nature is LimitNature.MAXIMUM and row.limit is not None for row in used)
    if not used:
        reasons = Findings((*reasons, _finding("extension_no_rule", case, Severity.INFO)))
    is_settled = is_settled and has_longest and case.record.end_on_at(on) is not None
    return ExtensionAnswer(
        is_allowed=_verdict(list(reasons), is_settled=is_settled),
        reasons=reasons,
        limits=tuple(used),
        confidence=weakest([row.basis.confidence for row in used] or [Confidence.UNCONFIRMED]),
    )
