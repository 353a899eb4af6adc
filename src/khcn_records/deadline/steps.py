"""The result of a count of days and the steps that led there (*các bước tính thời hạn*), and how they are worded.

A step is a rule that was applied to a day, with the article or notice behind it.

>>> import datetime as dt
>>> evidence = Evidence("Bộ luật Dân sự 2015, Điều 148 khoản 6", Confidence.TEXT)
>>> Step("end_of_day", evidence, dt.date(2024, 2, 19), (("due_on", "2024-02-19"),)).explain("en")
'The limit ends at 24:00 on 19 Feb 2024 (Bộ luật Dân sự 2015, Điều 148 khoản 6; read in the legal text)'
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from khcn_records.calendars.calendar_days import CalendarDay
from khcn_records.display import html_table
from khcn_records.display.phrases import Phrase
from khcn_records.evidence import Confidence, Evidence
from khcn_records.labels import wording
from khcn_records.values.dates import format_date
from khcn_records.values.time_limits import TimeLimit

__all__ = ["DueDate", "Step", "weakest"]

_CERTAINTY = {confidence: rank for rank, confidence in enumerate(Confidence)}


def weakest(confidences: Iterable[Confidence]) -> Confidence:
    """The least sure of several facts: what rests on all of them is no surer.

    >>> weakest([Confidence.TEXT, Confidence.INFERRED, Confidence.SECONDARY])
    <Confidence.INFERRED: 'inferred'>
    """
    return max(confidences, key=_CERTAINTY.__getitem__)


@attrs.frozen(weakref_slot=False)
class Step:
    """One step of a computation of a time limit (*một bước tính thời hạn*).

    Attributes:
        rule: which rule was applied; `labels` words it under `deadline.rule`.
        evidence: the article or notice behind it, and how sure that is.
        on: the day reached.
        parameters: what fills the wording, as pairs of name and text; days and moments in ISO form.
        days: the days of the calendar that the step is about.
    """

    rule: str
    evidence: Evidence
    on: dt.date
    parameters: tuple[tuple[str, str], ...] = ()
    days: tuple[CalendarDay, ...] = ()

    def explain(self, lang: str = "vi") -> str:
        """The step in words, with its ground.

        Raises:
            UnknownLanguageError: no such language.
        """
        filled = dict(self.parameters)
        if self.days:
            filled["stretch"] = _stretch(self.days[0].day, self.days[-1].day, lang)
            filled["names"] = ", ".join(dict.fromkeys(day.short_label(lang) for day in self.days))
        text = Phrase(f"deadline.rule.{self.rule}", filled).format(lang)
        confidence = wording(f"confidence.{self.evidence.confidence.value}", lang)
        return wording("deadline.step", lang, text=text, source=self.evidence.source, confidence=confidence)


def _stretch(first: dt.date, last: dt.date, lang: str) -> str:
    """A run of days, the year written once: 08/02–14/02/2024."""
    begin, end = format_date(first, "short", lang), format_date(last, "short", lang)
    if first == last:
        return end
    if first.year == last.year:
        begin = begin.removesuffix(str(first.year)).rstrip(" /")
    return f"{begin}–{end}"


@attrs.frozen(weakref_slot=False)
class DueDate:
    """The end of a time limit and how it was found (*ngày hết hạn*).

    Attributes:
        on: the last day of the limit, inclusive until 24:00 (Civil Code 2015, Article 148(6)).
        at: the exact moment, for a limit in hours that was counted from a moment.
        event_on: the day of the event, which is not counted.
        limit: the limit, in the unit it was written in.
        direction: `"after"` or `"before"` the event.
        steps: what was done, in order.
        is_provisional: whether a notice may still change a day that mattered.
        is_estimate: whether a day that mattered lies in a year without a notice.
    """

    on: dt.date
    at: dt.datetime | None
    event_on: dt.date
    limit: TimeLimit
    direction: str
    steps: tuple[Step, ...]
    is_provisional: bool = False
    is_estimate: bool = False

    @property
    def confidence(self) -> Confidence:
        """How sure the result is: as sure as its weakest step."""
        return weakest(step.evidence.confidence for step in self.steps)

    def explain(self, lang: str = "vi") -> str:
        """Why it is this day: a head line, then one numbered line a step with its article or notice and its confidence.

        Raises:
            UnknownLanguageError: no such language.
        """
        head = wording(
            f"deadline.head_{self.direction}" + ("_at" if self.at is not None else ""),
            lang,
            limit=self.limit.format(lang),
            event=format_date(self.event_on, "short", lang),
            due=format_date(self.on, "weekday", lang),
            time="" if self.at is None else f"{self.at:%H:%M}",
        )
        lines = [f"{number}. {step.explain(lang)}" for number, step in enumerate(self.steps, start=1)]
        return "\n".join([head, *lines])

    def _repr_html_(self) -> str:
        head, *steps = self.explain("vi").split("\n")
        return html_table([step.split(". ", 1) for step in steps], caption=head)
