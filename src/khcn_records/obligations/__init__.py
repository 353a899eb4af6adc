"""What the law demands of a record next, by when and why (*việc phải làm theo thời hạn quy định*).

The limits are rows of the shelf `limits`; here a row meets a record: its anchor is looked up, its conditions are asked,
and the day is counted by `deadline`, with its steps. What the record does not tell is said, never assumed.

>>> import datetime as dt
>>> from khcn_records.records.research_projects import ResearchProject
>>> project = ResearchProject(project_id="1", level="national", status="products_due", end_on=dt.date(2024, 1, 10))
>>> (owed,) = statutory_deadlines(project, dt.date(2024, 2, 1))
>>> owed.key, owed.due_on, owed.status.value
('acceptance_file_national', datetime.date(2024, 2, 15), 'upcoming')
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from khcn_records.deadline import DueDate
from khcn_records.deadline.steps import weakest
from khcn_records.display import html_table, shown
from khcn_records.evidence import Confidence, Evidence
from khcn_records.labels import label, wording
from khcn_records.limits.statutory import LimitNature, StatutoryLimit, statutory_limits
from khcn_records.obligations.cases import Anchor, Case, Day, first_day, last_day
from khcn_records.obligations.computing import Reckoning, reckon, reckon_recurring
from khcn_records.obligations.extending import ExtensionAnswer, extension_allowed
from khcn_records.values.dates import format_date

if TYPE_CHECKING:
    from khcn_records.calendars.work_calendar import WorkCalendar

__all__ = ["ExtensionAnswer", "Obligation", "ObligationStatus", "extension_allowed", "statutory_deadlines"]


class ObligationStatus(enum.StrEnum):
    """Where an obligation stands on a day (*tình trạng*); the last day itself is in time."""

    UPCOMING = "upcoming"
    """chưa đến hạn"""
    DUE_SOON = "due_soon"
    """sắp đến hạn"""
    OVERDUE = "overdue"
    """quá hạn"""
    MET = "met"
    """đã làm, đúng hạn"""
    MET_LATE = "met_late"
    """đã làm, quá hạn"""
    DONE = "done"
    """đã làm, không rõ có đúng hạn"""
    LAPSED = "lapsed"
    """a right that was not used in time"""
    UNKNOWN = "unknown"
    """the day has passed or there is none, and the record does not tell whether it was done"""


@attrs.frozen(kw_only=True, weakref_slot=False)
class Obligation:
    """One thing that a rule demands of a record (*việc phải làm theo quy định*).

    Attributes:
        limit: the row of `limits` behind it.
        subject: the id of the record.
        status: where it stands on the day asked about.
        anchor_on: the day it runs from, or the part that is known; `None`: not known.
        is_stand_in: another day of the record stands in for that day.
        due_on: the last day, inclusive; `None`: there is no single one, `reason` says why.
        earliest: the last day, were the anchor the first day it can be.
        latest: the last day, were it the last.
        due: the computation with its steps; `None` where the row names a day, or there is none.
        missed: of what recurs: how often it was due and not done since; `due_on` is the last of these times.
        next_on: the next time it is due, where some were missed; `None`: none within the term, or not one day.
        met_on: the day it was done, or the part that is known.
        unsettled: what the record does not tell, so that the row may not hold for it.
        reason: why there is no day, or what is to be known about it: `anchor_unknown`, `partial`, `not_found`, `hours`,
            `unknown_year`, `not_rolled`, `out_of_range`.
        is_provisional: a notice may still change a day that mattered, or the calendar does not reach it.
        is_estimate: a day that mattered lies in a year without a notice.
        confidence: as sure as the weakest of the row, the count and the anchor; unconfirmed where something is unsettled.
    """

    limit: StatutoryLimit
    subject: str
    status: ObligationStatus
    anchor_on: Day | None = None
    is_stand_in: bool = False
    due_on: dt.date | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    due: DueDate | None = None
    missed: int = 0
    next_on: dt.date | None = None
    met_on: Day | None = None
    unsettled: tuple[str, ...] = ()
    reason: str | None = None
    is_provisional: bool = False
    is_estimate: bool = False
    confidence: Confidence

    @property
    def key(self) -> str:
        """The key of the row."""
        return self.limit.key

    @property
    def basis(self) -> Evidence:
        """The article behind it and how sure that is."""
        return self.limit.basis

    def label(self, lang: str = "vi") -> str:
        """What is due, in a language."""
        return self.limit.label(lang)

    def explain(self, lang: str = "vi") -> str:
        """What is due by when, then why: the limit and its anchor, the ground, what is open, the steps of the count.

        Raises:
            UnknownLanguageError: no such language.

        >>> import datetime as dt
        >>> from khcn_records.records.licences import Licence
        >>> permit = Licence(licence_id="1", kind="xray_permit", status="issued", valid_from=dt.date(2022, 3, 1), valid_until=dt.date(2025, 2, 28))
        >>> (renewal,) = statutory_deadlines(permit, dt.date(2024, 12, 1))
        >>> print(renewal.explain("en"))
        Apply for renewal (term of more than 12 months): by Tuesday, 14 January 2025 (upcoming)
        45 days before the expiry (28 Feb 2025)
        Basis: Nghị định 142/2020/NĐ-CP, Điều 30 (read in the legal text)
        Note: nộp muộn hơn phải đề nghị cấp mới
        Confidence of the result: inferred
        1. Counted back from 28 Feb 2025, that day excluded; the Code does not say how to count back (Bộ luật Dân sự 2015, Điều 147 khoản 2, 3 (áp dụng tương tự); inferred)
        ...
        """
        return "\n".join(self._lines(lang))

    def _lines(self, lang: str) -> Iterator[str]:
        yield wording(f"obligation.{self._head}", lang, what=self.label(lang), **self._head_words(lang))
        day = "" if self.anchor_on is None else f" ({_worded(self.anchor_on, lang)})"
        yield f"{self.limit.format(lang)}{day}"
        if self.is_stand_in:
            yield wording("obligation.stand_in", lang)
        if self.missed:
            yield wording("obligation.missed", lang, count=self.missed)
        if self.next_on is not None:
            yield wording("obligation.next", lang, due=format_date(self.next_on, "weekday", lang))
        confidence = wording(f"confidence.{self.basis.confidence.value}", lang)
        yield wording("obligation.basis", lang, source=self.basis.source, confidence=confidence)
        if self.limit.note is not None:
            yield wording("obligation.note", lang, note=self.limit.note)
        if self.unsettled:
            names = ", ".join(wording(f"limit_condition.{name}", lang) for name in self.unsettled)
            yield wording("obligation.unsettled", lang, names=names)
        if self.reason is not None:
            yield wording(f"obligation_reason.{self.reason}", lang)
        yield wording(
            "obligation.confidence", lang, confidence=wording(f"confidence.{self.confidence.value}", lang)
        )
        if self.due is not None:
            yield from self.due.explain(lang).split("\n")[1:]

    @property
    def _head(self) -> str:
        if self.due_on is not None:
            return "by"
        return "between" if self.earliest is not None else "no_day"

    def _head_words(self, lang: str) -> dict[str, str]:
        words = {"status": label(self.status, lang)}
        if self.due_on is not None:
            return {**words, "due": format_date(self.due_on, "weekday", lang)}
        if self.earliest is None or self.latest is None:
            return words
        ends = {"earliest": self.earliest, "latest": self.latest}
        return {**words, **{name: format_date(day, "short", lang) for name, day in ends.items()}}

    def _repr_html_(self) -> str:
        head, *rest = self.explain("vi").split("\n")
        return html_table([[line] for line in rest], caption=head)


def _worded(day: Day, lang: str) -> str:
    return format_date(day, "short", lang) if isinstance(day, dt.date) else shown(day, lang)


def _status(
    row: StatutoryLimit,
    case: Case,
    anchor: Anchor | None,
    found: Reckoning,
    met: Day | None,
    due_soon_days: int,
) -> ObligationStatus | None:
    """Where it stands; `None`: it is not owed in this state."""
    low, high = found.earliest, found.latest
    if met is not None:
        if low is None or high is None:
            return ObligationStatus.DONE
        if last_day(met) <= low:
            return ObligationStatus.MET
        return ObligationStatus.MET_LATE if first_day(met) > high else ObligationStatus.DONE
    if case.state is not None and row.open_in and case.state not in row.open_in:
        return ObligationStatus.DONE if case.state in row.done_in else None
    if case.went_on(row, anchor):
        return ObligationStatus.DONE
    if low is None or high is None:
        return ObligationStatus.UNKNOWN
    if case.as_of > high:
        if not row.due or row.is_traceless:
            return ObligationStatus.UNKNOWN
        return ObligationStatus.LAPSED if row.is_optional else ObligationStatus.OVERDUE
    soon = (low - case.as_of).days <= due_soon_days
    return ObligationStatus.DUE_SOON if soon else ObligationStatus.UPCOMING


def _validity(row: StatutoryLimit, anchor: Day, found: Reckoning) -> bool | None:
    """Whether the row held on the day that decides: of a limit that counts back the last day, else the anchor; `None`: not settled."""
    days = (first_day(anchor), last_day(anchor))
    is_last_day = row.direction == "before" or row.by is not None
    if is_last_day and found.earliest is not None and found.latest is not None:
        days = (found.earliest, found.latest)
    held = {row.is_valid(day) for day in days}
    return held.pop() if len(held) == 1 else None


def _reckoned(
    row: StatutoryLimit, case: Case, anchor: Anchor, calendar: WorkCalendar | None
) -> Reckoning | None:
    """When it is due; `None`: it recurs, and falls due no more."""
    if row.is_recurring and row.limit is not None:
        return reckon_recurring(row, anchor.day, calendar, as_of=case.as_of, until=case.until(row))
    return reckon(row, anchor.day, calendar)


def _obligation(
    row: StatutoryLimit, case: Case, calendar: WorkCalendar | None, due_soon_days: int
) -> Obligation | None:
    unsettled = case.applies(row)
    if unsettled is None or not (row.at or row.stand_in):
        return None
    anchor = case.anchor(row)
    met = case.met_on(row, anchor)
    if anchor is None:
        found = Reckoning(reason="anchor_unknown")
        # An event that has not come demands nothing yet; a term that is not told does.
        if (
            met is not None
            or not row.is_valid(case.as_of)
            or not row.at[:1]
            or not row.at[0].startswith("term:")
        ):
            return None
    else:
        again = _reckoned(row, case, anchor, calendar)
        if again is None:
            return None
        found = again
        held = _validity(row, anchor.day, found)
        if held is False:
            return None
        unsettled += () if held else ("day",)
    status = _status(row, case, anchor, found, met, due_soon_days)
    if status is None or (anchor is None and status is ObligationStatus.DONE):
        return None
    return _made(row, case, anchor, found, met, unsettled, status)


def _made(
    row: StatutoryLimit,
    case: Case,
    anchor: Anchor | None,
    found: Reckoning,
    met: Day | None,
    unsettled: tuple[str, ...],
    status: ObligationStatus,
) -> Obligation:
    sure = [row.basis.confidence, found.confidence]
    if anchor is not None and (anchor.is_stand_in or (row.is_recurring and row.limit is not None)):
        sure.append(Confidence.INFERRED)
    if unsettled:
        sure.append(Confidence.UNCONFIRMED)
    return Obligation(
        limit=row,
        subject=case.subject,
        status=status,
        anchor_on=None if anchor is None else anchor.day,
        is_stand_in=anchor is not None and anchor.is_stand_in,
        due_on=found.earliest if found.earliest == found.latest else None,
        earliest=found.earliest,
        latest=found.latest,
        due=found.due,
        missed=found.missed,
        next_on=found.next_on,
        met_on=met,
        unsettled=unsettled,
        reason=found.reason,
        is_provisional=found.is_provisional,
        is_estimate=found.is_estimate,
        confidence=weakest(sure),
    )


def statutory_deadlines(
    record: object,
    as_of: dt.date,
    *,
    calendar: WorkCalendar | None = None,
    regime: str | None = None,
    place: str | None = None,
    facts: Mapping[str, object] | None = None,
    due_soon_days: int = 5,
) -> tuple[Obligation, ...]:
    """What statutory limits demand of a record, soonest first, those without a day last (*các thời hạn theo quy định*).

    A row applies where its conditions hold. Which law it is, is decided by the day of the event it runs from, of a limit
    that counts back by its last day; of a research project by the day it was approved (Luật 93/2025/QH15, Điều 73).

    Args:
        record: any record; of kinds that no row speaks of nothing is demanded.
        as_of: the day asked about; what came after it is not known.
        calendar: which days are worked; the civil service's where it is `None`.
        regime: the regime of a research project, a key of `limits.regimes`; its own where it is `None`.
        place: the province, for limits that hold there only; one that was raised or renamed keeps those of its former name.
        facts: what the record has no field for: `office` of an inspection (`department`, `province`, …), `rules` of a
            project (the circular it follows, `50/2014/TT-BCT`), `work` of a radiation permit, `is_complex`, `is_remote`;
            they go before what the record tells.
        due_soon_days: what is due within so many calendar days is `DUE_SOON`.

    Raises:
        TypeError: no record, or `as_of` is no plain date.
        KeyError: no such regime.

    >>> import datetime as dt
    >>> from khcn_records.records.inspection_activities import InspectionActivity
    >>> activity = InspectionActivity(inspection_id="1", kinds=("inspection",), name="Thanh tra", status="in_progress", start_on=dt.date(2024, 3, 4))
    >>> [(one.key, one.due_on) for one in statutory_deadlines(activity, dt.date(2024, 3, 20), facts={"office": "department"})]
    [('inspection_field_department_2022', datetime.date(2024, 4, 3))]
    """
    case = Case.of(record, as_of, facts, place, regime)
    rows = (row for row in statutory_limits(kind=case.kind) if row.nature is LimitNature.DEADLINE)
    found = [one for row in rows if (one := _obligation(row, case, calendar, due_soon_days)) is not None]
    replaced = {key for one in found for key in one.limit.overrides}
    kept = [one for one in found if one.key not in replaced]
    return tuple(sorted(kept, key=lambda one: (one.latest or dt.date.max, one.key)))
